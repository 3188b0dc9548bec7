// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/options.h"
#include "domain/clock.h"
#include "domain/tasksource.h"
#include "insight/insight.h"
#include "session/cycle.h"

#include <QDeadlineTimer>
#include <QEventLoop>

class QNetworkAccessManager;

namespace spillway {

class DemoService;
class EndSignals;

/// Whom the headless modes ask, and what has to live meanwhile. All that waits here runs the event loop.
class Asker
{
public:
    /// Opens what the options name. No question is sent, but the credential is looked for and read. Errors: Usage,
    /// File; Unreachable if the demo cannot be started.
    static Result<std::unique_ptr<Asker>> create(const Options &options, const QDeadlineTimer &deadline);
    ~Asker();

    const std::shared_ptr<TaskSource> &source() const { return m_source; }
    /// The task named; of the demo its first, if none is.
    const TaskAddress &address() const { return m_address; }
    /// Asking ends with Cancelled when a signal comes; null: it does not matter. They have to live as long.
    void setSignals(EndSignals *endSignals) { m_signals = endSignals; }

    /// The task named, and then its stream, if there is one to ask for: at most three tries of each, transient faults
    /// only, all before the deadline. That the stream could not be read is Observation::streamError. Errors: as
    /// TaskSource::showTask(); Mismatch if a saved answer is not about what was named.
    Result<Observation> look(const QDeadlineTimer &deadline);

    /// Runs the loop until something quits it, or the deadline or a signal comes. Whether it was neither of these.
    bool wait(QEventLoop &loop, const QDeadlineTimer &deadline) const;
    bool isToldToEnd() const;

private:
    Asker();
    Result<void> openDemo(const Options &options, const QDeadlineTimer &deadline);
    Result<void> openService(Connection connection, const Options &options, RequestLimits limits,
                             const QDeadlineTimer &deadline);
    Result<TaskAnswer> askTask(const QDeadlineTimer &deadline);
    Result<StreamSnapshot> askStream(const QDeadlineTimer &deadline);

    std::unique_ptr<DemoService> m_demo;
    std::unique_ptr<QNetworkAccessManager> m_network;
    std::shared_ptr<TaskSource> m_source;
    TaskAddress m_address;
    EndSignals *m_signals = nullptr;
    Elapsed m_elapsed = systemElapsed();
    RetryBudget m_budget;
};

/// A number in [0, 1), for jitter.
double randomFraction();

/// How long is left, at least a millisecond.
std::chrono::milliseconds left(const QDeadlineTimer &deadline);

} // namespace spillway
