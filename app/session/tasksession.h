// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "models/taskmodel.h"
#include "session/cycle.h"
#include "session/policy.h"

#include <QFutureWatcher>
#include <QTimer>

namespace spillway {

/// How fresh what is shown is, and what happens next. Everything the freshness bar and the header say.
struct Freshness
{
    RefreshState state = RefreshState::Idle;
    PauseReason pause = PauseReason::None;
    bool asking = false;
    Staleness staleness = Staleness::Fresh;
    bool live = true; ///< false for a saved file: it has no age and is not asked for again by itself
    QDateTime receivedAt; ///< of the answer on screen, UTC; invalid: none yet
    std::optional<milliseconds> age; ///< of the answer on screen; goes on during sleep
    std::optional<milliseconds> next; ///< until the timer asks again
    milliseconds latency{0};
    QString requestId;
    std::optional<Error> error; ///< why the last cycle failed; cleared by a good answer
    QDateTime failedAt; ///< when, UTC
    int failures = 0;
    std::optional<milliseconds> interval;
};

/// What the session does not own.
struct SessionTools
{
    Clock clock = systemClock();
    Elapsed elapsed = systemElapsed();
    Cycle::Random random; ///< in [0, 1); empty: the system's
};

/// One window's task: decides when to ask, applies answers to the tree, knows how fresh they are. The verbs are open()
/// and refresh(). A failed question never touches the rows.
class TaskSession : public QObject
{
    Q_OBJECT

public:
    explicit TaskSession(SessionTools tools = {}, Pace pace = {}, QObject *parent = nullptr);
    ~TaskSession() override;

    /// Shows another task, or the same one through another connection. live: false for a saved file, which is asked
    /// for once. What was shown stays until the first answer if it is the same task.
    void open(std::shared_ptr<TaskSource> source, const TaskAddress &address, bool live = true);
    void close();
    const TaskAddress &address() const { return m_address; }
    QString origin() const;

    /// Asks now, once: F5.
    void refresh();
    void setInterval(std::optional<milliseconds> interval);
    void setPaused(bool paused);
    bool isPaused() const;
    /// The window is hidden or minimised: asks four times slower.
    void setHidden(bool hidden);

    TaskModel &model() { return m_model; }
    const TaskModel &model() const { return m_model; }
    Freshness freshness() const;
    /// The answer on screen; its task is null before the first.
    const TaskAnswer &answer() const { return m_answer; }

Q_SIGNALS:
    /// Something freshness() says changed, other than the passing of time.
    void freshnessChanged();
    /// An answer has been applied to the model.
    void answered();

private:
    void handle(RefreshEvent event, std::optional<std::chrono::seconds> retryAfter = {});
    void cycleFinished(const Result<TaskAnswer> &result);
    void planReady();
    void startPlanning();
    void abandon();
    void arm(milliseconds delay);
    void checkDue();

    SessionTools m_tools;
    Pace m_pace;
    TaskModel m_model;
    RetryBudget m_budget;
    Cycle m_cycle;
    QTimer m_timer; ///< asks again
    QTimer m_wake; ///< notices that the computer slept past that moment: timers stand still meanwhile
    std::optional<milliseconds> m_due; ///< when m_timer is to ask, by tools.elapsed
    QFutureWatcher<Plan> m_planner;
    Refresh m_refresh;
    std::shared_ptr<TaskSource> m_source;
    TaskAddress m_address;
    bool m_live = true;
    TaskAnswer m_answer; ///< on screen
    TaskAnswer m_pending; ///< decoded, being planned
    milliseconds m_pendingElapsed{0}; ///< when m_pending came, by tools.elapsed
    std::optional<milliseconds> m_receivedElapsed; ///< and the answer on screen
    std::optional<Error> m_error;
    QDateTime m_failedAt;
};

} // namespace spillway
