// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/fact.h"
#include "tabular/export.h"

#include <vector>

namespace spillway {

/// A table of facts, such as the streams of a project, to be written in the formats of exports. Their rules hold: what
/// is absent or null, numbers that are not touched, text that a spreadsheet might run.
struct FactTable
{
    std::vector<const char *> columns; ///< stable names: ASCII
    std::vector<std::vector<Fact>> rows; ///< each with as many facts
};

/// As exportToFile() and exportToDescriptor(), in the standard dialect.
Result<ExportSummary> tableToFile(const FactTable &table, Format format, const QString &path);
Result<ExportSummary> tableToDescriptor(const FactTable &table, Format format, int descriptor, const QString &name,
                                        QDeadlineTimer deadline = QDeadlineTimer(QDeadlineTimer::Forever));

} // namespace spillway
