// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/options.h"
#include "cli/saying.h"

namespace spillway {

/// Lists the streams of a project, or their dump tasks, as a table, and returns the exit code. What could not be listed
/// is no reason not to write the rest: the code is then that of the first error, whose reason goes to standard error in
/// one sentence. Runs the event loop of an existing QCoreApplication.
int runList(const Options &options, const Standard &standard = {});

} // namespace spillway
