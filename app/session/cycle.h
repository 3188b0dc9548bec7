// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/tasksource.h"

#include <QFutureWatcher>
#include <QObject>
#include <QTimer>

#include <functional>

namespace spillway {

/// Keeps retries a small share of all requests to one service: 50 tokens; a retry costs 5, one after a timeout 10; a
/// success gives back a half.
class RetryBudget
{
public:
    bool take(bool afterTimeout);
    void succeeded();

private:
    int m_halves = 100;
};

/// How hard one question tries.
struct Attempts
{
    int most = 3;
    std::chrono::milliseconds total{60'000}; ///< for all of them
};

/// One question with its in-cycle retries: transient failures only, full jitter in between. Emits finished() once per
/// ask(); cancel(), or destroying it, aborts the request and emits nothing.
class Cycle : public QObject
{
    Q_OBJECT

public:
    using Random = std::function<double()>; ///< in [0, 1)

    Cycle(RetryBudget &budget, Random random, QObject *parent = nullptr);
    ~Cycle() override;

    void ask(TaskSource &source, const TaskAddress &address, Attempts attempts);
    void cancel();
    bool isAsking() const { return m_source != nullptr; }

Q_SIGNALS:
    void finished(const spillway::Result<spillway::TaskAnswer> &result);

private:
    void attempt();
    void attempted();
    void conclude(const Result<TaskAnswer> &result);

    RetryBudget &m_budget;
    Random m_random;
    TaskSource *m_source = nullptr;
    TaskAddress m_address;
    Attempts m_attempts;
    int m_attempt = 0;
    QTimer m_delay;
    QTimer m_deadline;
    QFutureWatcher<Result<TaskAnswer>> m_watcher;
    std::optional<Error> m_last;
};

} // namespace spillway
