// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/options.h"

namespace spillway
{

/// Where the headless modes read and write; tests replace it.
struct Standard {
    int output = 1; ///< descriptor
    int error = 2;
};

/// Fetches once, writes the partitions, and returns the exit code; the reason goes to standard error in one sentence.
/// Runs the event loop of an existing QCoreApplication. Standard output stays empty unless 0 is returned or writing to
/// it failed half-way.
int runExport(const Options &options, const Standard &standard = {});

/// Writes one line, control characters made visible, to a descriptor.
void sayLine(int descriptor, const QString &line);

} // namespace spillway
