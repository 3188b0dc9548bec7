// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/options.h"
#include "cli/saying.h"

namespace spillway {

/// Looks at what the options name, prints one line, and returns the exit code of a Nagios plugin. With Options::watch
/// again and again, each line behind its time, until SIGINT or SIGTERM comes, nobody reads any more, or the service
/// refuses the credential. Nothing goes to standard error. Runs the event loop of an existing QCoreApplication.
int runCheck(const Options &options, const Standard &standard = {});

/// The line and the exit code of a check that cannot even begin.
int sayUnknown(const Error &error, const Standard &standard = {});

} // namespace spillway
