// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/options.h"
#include "cli/saying.h"

namespace spillway {

/// Fetches a dump task and its stream once, writes the partitions, and returns the exit code; the reason goes to
/// standard error in one sentence. Runs the event loop of an existing QCoreApplication. Standard output stays empty
/// unless 0 is returned or writing to it failed half-way. That the stream cannot be read is said on standard error,
/// and no failure.
int runExport(const Options &options, const Standard &standard = {});

} // namespace spillway
