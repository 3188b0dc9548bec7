// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/connection.h"
#include "domain/dumptask.h"
#include "domain/error.h"
#include "domain/names.h"
#include "domain/project.h"

#include <QDateTime>
#include <QFuture>

namespace spillway {

/// Which dump task.
struct TaskAddress
{
    StreamName stream;
    TaskName task;
    friend bool operator==(const TaskAddress &, const TaskAddress &) = default;
};

/// One answer to "show this dump task".
struct TaskAnswer
{
    TaskSnapshot task;
    QDateTime receivedAt; ///< local clock, UTC, when the last byte came; invalid for a saved file
    std::chrono::milliseconds latency{0}; ///< from asking to the last byte
    QString requestId;
    std::optional<QDateTime> serverDate; ///< the Date header

    friend bool operator==(const TaskAnswer &, const TaskAnswer &) = default;
};

/// Where dump tasks are asked for: the service, a saved answer, or a test.
class TaskSource
{
public:
    virtual ~TaskSource() = default;
    /// Asks once, without retrying. The future always finishes, on the asker's event loop; cancelling it aborts the
    /// request. Errors: every kind but Usage once constructed.
    virtual QFuture<Result<TaskAnswer>> showTask(const TaskAddress &address) = 0;
    /// Where answers come from, for people: "dis.example.com", a path.
    virtual QString origin() const = 0;
    /// Which tasks these are: under one address, sources with the same place have the same task, others need not. Not
    /// for people.
    virtual QString place() const { return origin(); }
    /// The streams and tasks around it, asked for with the same credential; null where there are none, as in a file.
    virtual ProjectSource *project() { return nullptr; }
    /// Who asks there; of the kind None for what needs nobody.
    virtual CredentialFacts credential() const { return {}; }

protected:
    TaskSource() = default;
    Q_DISABLE_COPY_MOVE(TaskSource)
};

} // namespace spillway
