// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "models/taskmodel.h"
#include "session/cycle.h"
#include "session/interval.h"
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
    std::optional<milliseconds> coolDown; ///< of a block by the service, as long as it probably goes on
    std::optional<std::chrono::seconds> clockAhead; ///< this computer's, by the last answer; see noticeableSkew()
    CredentialFacts credential; ///< in use
    int failures = 0;
    RefreshInterval wanted; ///< what the person chose
    std::optional<milliseconds> interval; ///< and what that is for this task; nothing: off
    std::optional<qint64> dumpInterval; ///< the newest answer's, in seconds
    bool paused = false; ///< a person froze what is shown; asking goes on
    int held = 0; ///< answers that came since and are not shown
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
///
/// An answer can be kept back: while a person has paused, and while a hand is on the rows. Asking goes on; of the
/// answers kept back only the newest is held, and shown as soon as it may be.
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

    /// Asks now, once: F5. During a pause its answer is shown, and the pause goes on.
    void refresh();
    void setInterval(const RefreshInterval &interval);
    /// True freezes what is shown. False shows the newest answer, and asks again if asking had stopped.
    void setPaused(bool paused);
    /// By the person, or because asking has stopped.
    bool isPaused() const;
    /// A menu, a drag or an edit is under way: answers wait until it is over. The caller sees to it that it ends.
    void setHeld(bool held);
    /// The window is hidden or minimised: asks four times slower.
    void setHidden(bool hidden);

    TaskModel &model() { return m_model; }
    const TaskModel &model() const { return m_model; }
    Freshness freshness() const;
    /// The answer on screen; its task is null before the first.
    const TaskAnswer &answer() const { return m_answer; }
    /// When it came, by the clock for ages; nothing before the first. And whether a person had asked for it.
    std::optional<milliseconds> answeredElapsed() const { return m_receivedElapsed; }
    bool isAnswerWanted() const { return m_answerWanted; }
    /// What the service's clock shows now, for the ages of what it tells the time of: the date of the answer on screen
    /// and the time since, whatever this computer's clock is set to meanwhile. `local`, where there is no such date.
    QDateTime serviceTime(const QDateTime &local) const;
    /// Where it is asked; null: nowhere.
    const std::shared_ptr<TaskSource> &source() const { return m_source; }

    /// Acknowledges discards of some rows of the Partitions section, or of all partitions, gone ones included.
    void acknowledgeDiscards(const std::vector<int> &rows);
    void acknowledgeAllDiscards();

Q_SIGNALS:
    /// Something freshness() says changed, other than the passing of time.
    void freshnessChanged();
    /// An answer has been applied to the model.
    void answered();

private:
    /// An answer on its way to the screen.
    struct Received
    {
        TaskAnswer answer;
        milliseconds elapsed{0}; ///< when it came, by tools.elapsed
        bool wanted = false; ///< a person asked for it: a pause does not keep it back
        bool counted = false; ///< the state machine knows of it
    };
    /// What stays known about a task while another one is shown.
    using TaskKey = std::pair<QString, TaskAddress>; ///< place, names
    struct Remembered
    {
        TaskKey task;
        DiscardsPointer discards;
    };

    void handle(RefreshEvent event, std::optional<std::chrono::seconds> retryAfter = {});
    void cycleFinished(const Result<TaskAnswer> &result);
    void planReady();
    void startPlanning();
    void abandon();
    void clearRows();
    bool mayShow(const Received &received) const;
    void keepBack();
    void showKept();
    void count(Received &received);
    std::optional<milliseconds> newestAge() const;
    std::optional<milliseconds> coolDown() const;
    /// For how much longer the service wants to be left alone, if that is why the last question failed.
    std::optional<std::chrono::seconds> waitLeft() const;
    std::optional<milliseconds> leftOf(milliseconds length) const; ///< since the last failure
    const DumpTask *newestTask() const;
    void followInterval(const DumpTask *task);
    void rememberDiscards();
    void recallDiscards();
    void arm(milliseconds delay);
    void checkDue();

    SessionTools m_tools;
    Pace m_pace;
    RefreshInterval m_interval; ///< m_pace.interval is what it is for this task
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
    bool m_answerWanted = false;
    std::optional<milliseconds> m_receivedElapsed; ///< and when it came, by tools.elapsed
    Received m_pending; ///< decoded, being planned
    std::optional<Received> m_kept; ///< decoded, not to be shown yet: the newest of m_keptCount
    int m_keptCount = 0;
    bool m_paused = false;
    bool m_held = false;
    bool m_wanted = false; ///< a person asked for the answer that comes next
    std::vector<Remembered> m_elsewhere; ///< the newest last
    std::optional<Error> m_error;
    QDateTime m_failedAt;
    milliseconds m_failedElapsed{0}; ///< the same by tools.elapsed: lengths are counted from it
};

} // namespace spillway
