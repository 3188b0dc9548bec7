// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/cycle.h"

#include "session/policy.h"

#include <utility>

namespace spillway {

bool RetryBudget::take(bool afterTimeout)
{
    const int cost = afterTimeout ? 20 : 10;
    if (m_halves < cost)
        return false;
    m_halves -= cost;
    return true;
}

void RetryBudget::succeeded()
{
    m_halves = qMin(m_halves + 1, 100);
}

Cycle::Cycle(RetryBudget &budget, Random random, QObject *parent)
    : QObject(parent)
    , m_budget(budget)
    , m_random(std::move(random))
{
    m_delay.setSingleShot(true);
    m_deadline.setSingleShot(true);
    connect(&m_delay, &QTimer::timeout, this, &Cycle::attempt);
    // A coarse timer may be a twentieth early; what a person was promised to be waited for is waited for.
    m_deadline.setTimerType(Qt::PreciseTimer);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        Error error;
        error.kind = Error::Kind::Timeout;
        error.reason = Error::Reason::Deadline;
        error.subject = m_source->origin();
        conclude(failure(m_last.value_or(error)));
    });
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &Cycle::attempted);
}

Cycle::~Cycle()
{
    cancel();
}

void Cycle::ask(TaskSource &source, const TaskAddress &address, Attempts attempts)
{
    cancel();
    m_source = &source;
    m_address = address;
    m_attempts = attempts;
    m_attempt = 0;
    m_last.reset();
    m_deadline.start(attempts.total);
    attempt();
}

void Cycle::cancel()
{
    m_source = nullptr;
    m_delay.stop();
    m_deadline.stop();
    // Forget the future before cancelling it: nothing of it is to arrive any more.
    QFuture<Result<TaskAnswer>> future = m_watcher.future();
    m_watcher.setFuture({});
    future.cancel();
}

void Cycle::attempt()
{
    ++m_attempt;
    m_watcher.setFuture(m_source->showTask(m_address));
}

void Cycle::attempted()
{
    if (!m_source || m_watcher.isCanceled() || m_watcher.future().resultCount() == 0)
        return;
    const Result<TaskAnswer> result = m_watcher.result();
    if (result) {
        m_budget.succeeded();
        conclude(result);
        return;
    }
    m_last = result.error();
    const bool mayRetry = classify(result.error()) == FailureClass::Transient && m_attempt < m_attempts.most
        && m_budget.take(result.error().kind == Error::Kind::Timeout);
    if (mayRetry)
        m_delay.start(retryDelay(m_attempt, m_random()));
    else
        conclude(result);
}

void Cycle::conclude(const Result<TaskAnswer> &result)
{
    cancel();
    Q_EMIT finished(result);
}

} // namespace spillway
