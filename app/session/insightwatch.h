// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "domain/tasksource.h"
#include "insight/insight.h"
#include "session/streamreader.h"

#include <QFutureWatcher>
#include <QTimer>

#include <deque>

namespace spillway {

class TaskSession;

/// Works out what the answers of a session amount to: after each it reads the task's stream, and gives the model what
/// follows from both and from the polls before. What is worked out stays known while another task is shown.
///
/// The stream is a second call, at another moment, and may be refused: then the task still shows whole.
class InsightWatch : public QObject
{
    Q_OBJECT

public:
    /// An answer is worked out without its stream if that takes longer than this.
    static constexpr std::chrono::seconds usualPatience{2};
    /// A stream that may not be read, or a service that asks for peace, is asked again after this time, later if it
    /// says so, or when a person refreshes.
    static constexpr std::chrono::minutes deniedPause{5};

    /// elapsed: the session's clock for ages. The session has to live as long.
    explicit InsightWatch(TaskSession &session, Elapsed elapsed = systemElapsed(),
                          milliseconds patience = usualPatience, QObject *parent = nullptr);
    ~InsightWatch() override;

    /// Of so many tasks the polls stay known.
    static constexpr size_t tasksKept = 16;

private:
    using TaskKey = std::pair<QString, TaskAddress>; ///< place, names
    struct Known
    {
        TaskKey task;
        InsightPointer insight;
    };

    void answered();
    void followTask();
    void readStream(bool wanted);
    milliseconds denialPause() const;
    void streamRead(const Result<StreamSnapshot> &stream);
    void workOut();
    void workedOut();
    InsightPointer &known(const TaskKey &task);

    TaskSession &m_session;
    Elapsed m_elapsed;
    TaskKey m_task;
    std::shared_ptr<TaskSource> m_source; ///< lives as long as it is read from
    Observation m_seen; ///< the newest; its task is null before the first
    bool m_stale = false; ///< there is something to work out that is not being worked out
    std::optional<milliseconds> m_deniedAt; ///< the stream, by m_elapsed
    std::optional<Error> m_denial;
    StreamReader m_reader;
    QTimer m_patience;
    QFutureWatcher<InsightPointer> m_working;
    std::optional<TaskKey> m_workingOn; ///< until workedOut()
    std::deque<Known> m_known; ///< the one shown last is the last
};

} // namespace spillway
