// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/survey.h"

namespace spillway {

/// What one look of --check found.
struct Findings
{
    enum class Scope { Task, Stream, Project };
    /// A stream whose dump tasks could not be listed.
    struct Unlisted
    {
        StreamName stream;
        Error error;
    };

    Scope scope = Scope::Task;
    StreamName stream; ///< of Stream
    std::vector<TaskReport> reports;
    std::vector<Unlisted> unlisted;
    qint64 streams = 0; ///< in scope, as far as they are listed
    qint64 tasks = 0; ///< the same
    std::optional<Error> endedBy; ///< why not everything was looked at
    std::optional<std::chrono::milliseconds> ranOutAfter; ///< there was no time to look at everything
};

/// In the words and numbers of Nagios plugins: the numbers are exit codes.
enum class CheckStatus : quint8 { Ok = 0, Warning = 1, Critical = 2, Unknown = 3 };

/// What a dump task's numbers amount to for whoever is to be woken up.
CheckStatus statusOf(const TaskInsight &whole);

/// The worst of several: Critical, then Warning, then Unknown, then Ok.
CheckStatus worseOf(CheckStatus a, CheckStatus b);

/// One look, in one line without its end: "DIS DUMP OK - what there is to say | numbers". Everything from outside is
/// one line of plain text without a |.
struct CheckLine
{
    CheckStatus status = CheckStatus::Unknown;
    QString text;
};
CheckLine checkLine(const Findings &findings);

/// The same where nothing could be looked at at all.
CheckLine unknownLine(const QString &sentence);

} // namespace spillway
