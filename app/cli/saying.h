// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/tasksource.h"
#include "tabular/export.h"

namespace spillway {

/// Where the headless modes write; tests replace it.
struct Standard
{
    int output = 1; ///< descriptor
    int error = 2;
};

/// Holds the places of those that are closed, so that they stay unusable: else the next file or connection would get
/// the number, and what is said would go there. Before anything is opened.
void holdStandardDescriptors();

/// Why something failed: one sentence, with the service's code and request id.
QString failureText(const Error &error, const TaskAddress &about = {});

/// Says that on standard error, and returns the exit code for it.
int sayFailure(const Error &error, const TaskAddress &about = {}, const Standard &standard = {});

/// Writes a text of our own as it is to standard output; returns the exit code.
int sayText(const QString &text, const Standard &standard = {});

/// Says on standard error what a written table does not say about itself.
void sayChanges(const ExportSummary &summary, int descriptor);

/// What people are told when standard output cannot be written.
QString standardOutput();

/// Writes one line, control characters made visible, to a descriptor.
void sayLine(int descriptor, const QString &line);

} // namespace spillway
