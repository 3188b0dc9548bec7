// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/options.h"
#include "domain/tasksource.h"

namespace spillway {

/// Where the headless modes write; tests replace it.
struct Standard
{
    int output = 1; ///< descriptor
    int error = 2;
};

/// Fetches once, writes the partitions, and returns the exit code; the reason goes to standard error in one sentence.
/// Runs the event loop of an existing QCoreApplication. Standard output stays empty unless 0 is returned or writing to
/// it failed half-way.
int runExport(const Options &options, const Standard &standard = {});

/// Says in one line why something failed, with the service's code and request id, and returns the exit code for it.
int sayFailure(const Error &error, const TaskAddress &about = {}, const Standard &standard = {});

/// Writes a text of our own as it is to standard output; returns the exit code.
int sayText(const QString &text, const Standard &standard = {});

/// Writes one line, control characters made visible, to a descriptor.
void sayLine(int descriptor, const QString &line);

} // namespace spillway
