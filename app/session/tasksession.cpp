// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/tasksession.h"

#include "domain/withinmemory.h"
#include "models/changes.h"
#include "models/discards.h"

#include <QRandomGenerator>
#include <QtConcurrentRun>

#include <algorithm>
#include <utility>

namespace spillway {

namespace {

std::optional<std::chrono::seconds> skewOf(const TaskAnswer &answer)
{
    if (!answer.serverDate || !answer.receivedAt.isValid())
        return std::nullopt;
    return std::chrono::seconds(answer.serverDate->secsTo(answer.receivedAt));
}

/// Often enough to notice the end of a sleep, seldom enough to cost nothing.
constexpr std::chrono::seconds wakeCheck{2};

/// Of how many other tasks the discards are remembered.
constexpr size_t elsewhereLimit = 64;

SessionTools completed(SessionTools tools)
{
    if (!tools.random)
        tools.random = [] { return QRandomGenerator::global()->generateDouble(); };
    return tools;
}

} // namespace

TaskSession::TaskSession(SessionTools tools, Pace pace, QObject *parent)
    : QObject(parent)
    , m_tools(completed(std::move(tools)))
    , m_pace(pace)
    , m_interval(pace.interval)
    , m_cycle(m_budget, m_tools.random)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] { handle(RefreshEvent::Tick); });
    m_wake.setInterval(wakeCheck);
    connect(&m_wake, &QTimer::timeout, this, &TaskSession::checkDue);
    connect(&m_cycle, &Cycle::finished, this, &TaskSession::cycleFinished);
    connect(&m_planner, &QFutureWatcherBase::finished, this, &TaskSession::planReady);
}

TaskSession::~TaskSession()
{
    // A plan under way works on its own copies; nobody waits for it.
    abandon();
}

void TaskSession::open(std::shared_ptr<TaskSource> source, const TaskAddress &address, bool live)
{
    abandon();
    // What goes by the same names in another project is another task.
    const bool same = m_source && m_source->place() == source->place() && address == m_address && live == m_live;
    if (!same)
        clearRows();
    m_error.reset();
    m_paused = false;
    // The old source may still be answering its cancellation: it goes last.
    const auto previous = std::exchange(m_source, std::move(source));
    m_address = address;
    m_live = live;
    if (!same) {
        m_refresh = {};
        recallDiscards();
    }
    handle(RefreshEvent::Open);
}

void TaskSession::close()
{
    abandon();
    clearRows();
    m_error.reset();
    m_paused = false;
    // Who is told that nothing is shown any more finds nothing. The source may still be answering its cancellation: it
    // goes last.
    const auto previous = std::exchange(m_source, nullptr);
    m_address = {};
    handle(RefreshEvent::Close);
}

/// Nothing is shown any more; what was lost and not acknowledged is remembered.
void TaskSession::clearRows()
{
    m_model.apply(planAnswer(m_model.snapshot(), nullptr, m_answer.receivedAt, m_model.discards()));
    rememberDiscards();
    m_answer = {};
    m_receivedElapsed.reset();
    followInterval(nullptr);
}

void TaskSession::rememberDiscards()
{
    if (m_source && m_model.discards())
        m_elsewhere.push_back({{m_source->place(), m_address}, m_model.discards()});
    if (m_elsewhere.size() > elsewhereLimit)
        m_elsewhere.erase(m_elsewhere.begin());
    m_model.setDiscards(nullptr);
}

void TaskSession::recallDiscards()
{
    const TaskKey key(m_source->place(), m_address);
    const auto known =
        std::find_if(m_elsewhere.begin(), m_elsewhere.end(), [&](const Remembered &task) { return task.task == key; });
    if (known == m_elsewhere.end())
        return;
    m_model.setDiscards(known->discards);
    m_elsewhere.erase(known);
}

void TaskSession::acknowledgeDiscards(const std::vector<int> &rows)
{
    m_model.setDiscards(Discards::acknowledged(m_model.discards(), rows));
}

void TaskSession::acknowledgeAllDiscards()
{
    m_model.setDiscards(Discards::acknowledgedAll(m_model.discards()));
}

QString TaskSession::origin() const
{
    return m_source ? m_source->origin() : QString();
}

void TaskSession::refresh()
{
    m_wanted = m_refresh.state != RefreshState::Idle;
    handle(RefreshEvent::Refresh);
}

void TaskSession::setInterval(const RefreshInterval &interval)
{
    if (m_interval == interval)
        return;
    m_interval = interval;
    followInterval(newestTask());
    handle(RefreshEvent::IntervalChanged, waitLeft());
}

void TaskSession::followInterval(const DumpTask *task)
{
    m_pace.interval = m_interval.lengthFor(task);
}

const DumpTask *TaskSession::newestTask() const
{
    return m_kept ? m_kept->answer.task.get() : m_answer.task.get();
}

void TaskSession::setPaused(bool paused)
{
    if (paused) {
        m_paused = m_refresh.state != RefreshState::Idle;
        Q_EMIT freshnessChanged();
        return;
    }
    m_paused = false;
    showKept();
    handle(RefreshEvent::Resume);
}

bool TaskSession::isPaused() const
{
    return m_paused || m_refresh.state == RefreshState::Paused;
}

void TaskSession::setHeld(bool held)
{
    m_held = held;
    showKept();
}

void TaskSession::setHidden(bool hidden)
{
    if (m_pace.hidden == hidden)
        return;
    m_pace.hidden = hidden;
    // Whoever comes back to the window wants to see now, unless it is fresh, or the service wants to be left alone.
    constexpr std::chrono::seconds freshEnough{10};
    const auto age = newestAge();
    const bool isOld = !age || *age > freshEnough;
    const auto wait = waitLeft();
    const bool asksNow = !hidden && isOld && m_timer.isActive() && !wait;
    handle(asksNow ? RefreshEvent::Tick : RefreshEvent::IntervalChanged, wait);
}

std::optional<milliseconds> TaskSession::coolDown() const
{
    // Source: the vendor's agent guide, on DIS.4309.
    constexpr std::chrono::minutes usualBlock{30};
    if (m_refresh.reason != PauseReason::Blocked || !m_error || !m_failedAt.isValid())
        return std::nullopt;
    return leftOf(m_error->retryAfter.value_or(usualBlock));
}

std::optional<std::chrono::seconds> TaskSession::waitLeft() const
{
    if (!m_error || classify(*m_error) != FailureClass::Throttle || !m_error->retryAfter)
        return std::nullopt;
    const std::optional<milliseconds> left = leftOf(*m_error->retryAfter);
    return left ? std::optional(std::chrono::ceil<std::chrono::seconds>(*left)) : std::nullopt;
}

std::optional<milliseconds> TaskSession::leftOf(milliseconds length) const
{
    const milliseconds left = length - (m_tools.elapsed() - m_failedElapsed);
    return left.count() > 0 ? std::optional(std::min(left, length)) : std::nullopt;
}

Freshness TaskSession::freshness() const
{
    Freshness fresh;
    fresh.state = m_refresh.state;
    fresh.pause = m_refresh.reason;
    fresh.asking = m_refresh.asking;
    fresh.live = m_live;
    fresh.receivedAt = m_answer.receivedAt;
    if (m_live && m_receivedElapsed)
        fresh.age = std::max(m_tools.elapsed() - *m_receivedElapsed, milliseconds(0));
    if (m_due)
        fresh.next = std::max(*m_due - m_tools.elapsed(), milliseconds(0));
    fresh.latency = m_answer.latency;
    fresh.requestId = m_answer.requestId;
    fresh.error = m_error;
    fresh.failedAt = m_failedAt;
    fresh.coolDown = coolDown();
    fresh.clockAhead = m_error && m_error->clockAhead ? m_error->clockAhead : skewOf(m_answer);
    if (m_source)
        fresh.credential = m_source->credential();
    fresh.failures = m_refresh.failures;
    fresh.wanted = m_interval;
    fresh.interval = m_live ? m_pace.interval : std::nullopt;
    if (const DumpTask *task = newestTask())
        fresh.dumpInterval = dumpIntervalOf(*task);
    fresh.paused = m_paused;
    fresh.held = m_keptCount;
    // What a person holds back is not late: the service answers.
    if (const auto age = newestAge())
        fresh.staleness = staleness(*age, fresh.interval, m_error.has_value());
    else if (m_error && m_refresh.hasAnswer)
        fresh.staleness = Staleness::Amber;
    return fresh;
}

QDateTime TaskSession::serviceTime(const QDateTime &local) const
{
    if (!m_answer.serverDate || !m_receivedElapsed)
        return local;
    // The date has whole seconds: what happened before it was written is not to lie ahead.
    constexpr milliseconds begun{999};
    return m_answer.serverDate->addMSecs((m_tools.elapsed() - *m_receivedElapsed + begun).count());
}

/// Since the last good answer, on screen or kept back.
std::optional<milliseconds> TaskSession::newestAge() const
{
    if (!m_live || !m_receivedElapsed)
        return std::nullopt;
    return std::max(m_tools.elapsed() - (m_kept ? m_kept->elapsed : *m_receivedElapsed), milliseconds(0));
}

/// Forgets the question, the plan under way and the answer kept back.
void TaskSession::abandon()
{
    m_cycle.cancel();
    m_planner.cancel();
    m_pending = {};
    m_kept.reset();
    m_keptCount = 0;
    m_wanted = false;
}

void TaskSession::handle(RefreshEvent event, std::optional<std::chrono::seconds> retryAfter)
{
    Pace pace = m_pace;
    if (!m_live)
        pace.interval.reset();
    const RefreshStep result = step(m_refresh, event, pace, m_tools.random(), retryAfter);
    m_refresh = result.next;
    if (result.actions.abort)
        abandon();
    if (result.actions.disarm) {
        m_timer.stop();
        m_wake.stop();
        m_due.reset();
    }
    if (result.actions.arm)
        arm(*result.actions.arm);
    if (result.actions.ask)
        m_cycle.ask(*m_source, m_address, Attempts{m_refresh.manual ? 2 : 3});
    Q_EMIT freshnessChanged();
}

void TaskSession::arm(milliseconds delay)
{
    m_due = m_tools.elapsed() + delay;
    m_timer.start(delay);
    m_wake.start();
}

/// The timer does not run while the computer sleeps; the moment it stands for passes all the same.
void TaskSession::checkDue()
{
    constexpr milliseconds drift{5000};
    if (m_due && m_tools.elapsed() > *m_due + drift)
        handle(RefreshEvent::Tick);
}

void TaskSession::cycleFinished(const Result<TaskAnswer> &result)
{
    bool wanted = std::exchange(m_wanted, false);
    if (!result) {
        m_error = result.error();
        m_failedAt = m_tools.clock();
        m_failedElapsed = m_tools.elapsed();
        handle(eventFor(classify(result.error())), result.error().retryAfter);
        return;
    }
    // Newer than what waits, and no less wanted.
    wanted = wanted || m_pending.wanted || (m_kept && m_kept->wanted);
    m_pending = {*result, m_tools.elapsed(), wanted};
    if (mayShow(m_pending))
        startPlanning();
    else
        keepBack();
}

/// Whether nobody keeps it back. The first answer is always shown: there is nothing yet that could stand still.
bool TaskSession::mayShow(const Received &received) const
{
    return !m_held && (!m_paused || received.wanted || !m_answer.task);
}

void TaskSession::keepBack()
{
    m_kept = std::exchange(m_pending, {});
    m_keptCount += m_kept->counted ? 0 : 1;
    count(*m_kept);
}

void TaskSession::showKept()
{
    if (!m_kept || !mayShow(*m_kept))
        return;
    m_pending = *std::exchange(m_kept, std::nullopt);
    startPlanning();
}

/// Lets the state machine go on: the question has been answered, and the answer is where it belongs for now.
void TaskSession::count(Received &received)
{
    if (std::exchange(received.counted, true))
        return;
    m_error.reset();
    followInterval(received.answer.task.get());
    const bool isDeleted = received.answer.task->taskState() == DumpTask::State::Delete;
    handle(isDeleted ? RefreshEvent::AnsweredDeleted : RefreshEvent::Answered);
}

void TaskSession::startPlanning()
{
    m_planner.setFuture(QtConcurrent::run(planAnswer, m_model.snapshot(), m_pending.answer.task, m_answer.receivedAt,
                                          m_model.discards()));
}

void TaskSession::planReady()
{
    if (!m_pending.answer.task)
        return;
    if (m_planner.future().resultCount() == 0) {
        // There was no memory to compare it with what is on screen: an answer that cannot be shown is none.
        m_pending = {};
        cycleFinished(failure(notEnoughMemory()));
        return;
    }
    if (!mayShow(m_pending)) {
        keepBack();
        return;
    }
    if (!m_model.apply(m_planner.future().takeResult())) {
        startPlanning();
        return;
    }
    Received shown = std::exchange(m_pending, {});
    m_answer = shown.answer;
    m_receivedElapsed = shown.elapsed;
    m_answerWanted = shown.wanted;
    m_kept.reset(); // what waited is older: a person has asked for this one meanwhile
    m_keptCount = 0;
    if (shown.counted)
        Q_EMIT freshnessChanged();
    else
        count(shown);
    Q_EMIT answered();
}

} // namespace spillway
