// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tabular/export.h"

#include <functional>
#include <memory>
#include <span>
#include <string>

namespace spillway {

/// Turns rows of one answer, or of another table, into bytes of one format.
class RowWriter
{
public:
    virtual ~RowWriter() = default;
    virtual void begin(std::string &out) = 0;
    /// number: of the partition in the answer, of the row in the table.
    virtual void row(std::string &out, quint32 number) = 0;
    virtual void end(std::string &out) = 0;
    /// So far.
    const ExportSummary &summary() const { return m_summary; }

protected:
    RowWriter() = default;
    Q_DISABLE_COPY_MOVE(RowWriter)

    ExportSummary m_summary;
};

// The request must outlive its writer.
std::unique_ptr<RowWriter> separatedWriter(const ExportRequest &request); ///< CSV and TSV
std::unique_ptr<RowWriter> jsonWriter(const ExportRequest &request); ///< JSON and NDJSON
std::unique_ptr<RowWriter> htmlWriter(const ExportRequest &request); ///< a table, whatever the request's format

// What is in export.h, for any writer.
Result<ExportSummary> writeThrough(RowWriter &writer, std::span<const quint32> rows,
                                   const std::function<Result<void>(QByteArrayView)> &write);
Result<ExportSummary> writeToFile(RowWriter &writer, std::span<const quint32> rows, const QString &path);
Result<ExportSummary> writeToDescriptor(RowWriter &writer, std::span<const quint32> rows, int descriptor,
                                        const QString &name, QDeadlineTimer deadline);

inline void append(std::string &out, QByteArrayView bytes)
{
    out.append(bytes.data(), std::size_t(bytes.size()));
}

} // namespace spillway
