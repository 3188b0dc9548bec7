// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/tasksession.h"

#include <QRandomGenerator>
#include <QtConcurrentRun>

namespace spillway {

namespace {

/// Often enough to notice the end of a sleep, seldom enough to cost nothing.
constexpr std::chrono::seconds wakeCheck{2};

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
    const bool same = m_source && address == m_address && live == m_live;
    if (!same) {
        m_model.apply(plan(m_model.snapshot(), nullptr));
        m_refresh = {};
        m_answer = {};
        m_receivedElapsed.reset();
    }
    m_error.reset();
    // The old source may still be answering its cancellation: it goes last.
    const auto previous = std::exchange(m_source, std::move(source));
    m_address = address;
    m_live = live;
    handle(RefreshEvent::Open);
}

void TaskSession::close()
{
    abandon();
    m_model.apply(plan(m_model.snapshot(), nullptr));
    m_answer = {};
    m_receivedElapsed.reset();
    m_error.reset();
    handle(RefreshEvent::Close);
    m_source.reset();
    m_address = {};
}

QString TaskSession::origin() const
{
    return m_source ? m_source->origin() : QString();
}

void TaskSession::refresh()
{
    handle(RefreshEvent::Refresh);
}

void TaskSession::setInterval(std::optional<milliseconds> interval)
{
    if (m_pace.interval == interval)
        return;
    m_pace.interval = interval;
    handle(RefreshEvent::IntervalChanged);
}

void TaskSession::setPaused(bool paused)
{
    handle(paused ? RefreshEvent::Pause : RefreshEvent::Resume);
}

bool TaskSession::isPaused() const
{
    return m_refresh.state == RefreshState::Paused || m_refresh.pausedBeforeAsking;
}

void TaskSession::setHidden(bool hidden)
{
    if (m_pace.hidden == hidden)
        return;
    m_pace.hidden = hidden;
    // Whoever comes back to the window wants to see now, unless it is fresh.
    constexpr std::chrono::seconds freshEnough{10};
    const auto age = freshness().age;
    const bool isOld = !age || *age > freshEnough;
    handle(!hidden && isOld && m_timer.isActive() ? RefreshEvent::Tick : RefreshEvent::IntervalChanged);
}

Freshness TaskSession::freshness() const
{
    Freshness fresh;
    fresh.state = m_refresh.state;
    fresh.pause = m_refresh.pausedBeforeAsking ? PauseReason::Person : m_refresh.reason;
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
    fresh.failures = m_refresh.failures;
    fresh.interval = m_live ? m_pace.interval : std::nullopt;
    if (fresh.age)
        fresh.staleness = staleness(*fresh.age, fresh.interval, m_error.has_value());
    else if (m_error && m_refresh.hasAnswer)
        fresh.staleness = Staleness::Amber;
    return fresh;
}

/// Forgets the question and the plan under way.
void TaskSession::abandon()
{
    m_cycle.cancel();
    m_planner.cancel();
    m_pending = {};
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
    if (!result) {
        m_error = result.error();
        m_failedAt = m_tools.clock();
        handle(eventFor(classify(result.error())), result.error().retryAfter);
        return;
    }
    m_pending = *result;
    m_pendingElapsed = m_tools.elapsed();
    startPlanning();
}

void TaskSession::startPlanning()
{
    m_planner.setFuture(QtConcurrent::run(plan, m_model.snapshot(), m_pending.task));
}

void TaskSession::planReady()
{
    if (m_planner.isCanceled() || !m_pending.task)
        return;
    if (!m_model.apply(m_planner.future().takeResult())) {
        startPlanning();
        return;
    }
    m_answer = std::exchange(m_pending, {});
    m_receivedElapsed = m_pendingElapsed;
    m_error.reset();
    const bool isDeleted = m_answer.task->taskState() == DumpTask::State::Delete;
    handle(isDeleted ? RefreshEvent::AnsweredDeleted : RefreshEvent::Answered);
    Q_EMIT answered();
}

} // namespace spillway
