// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/asking.h"

#include "access/connector.h"
#include "cli/endsignals.h"
#include "client/disclient.h"
#include "client/filesource.h"
#include "connections/keyring.h"
#include "connections/profilestore.h"
#include "demo/demoservice.h"
#include "session/policy.h"
#include "session/streamreader.h"
#include "wire/taskdecoder.h"

#include <QFutureWatcher>
#include <QNetworkAccessManager>
#include <QRandomGenerator>
#include <QTimer>

#include <algorithm>

namespace spillway {

namespace {

constexpr std::chrono::seconds fileGrace(2);
constexpr int mostTries = 3;
/// What is in this process cannot be asked too much.
constexpr RequestLimits ofDemo{8, 1000};

Result<Connection> storedConnection(const Options &options)
{
    const ProfileStore profiles(ProfileStore::usualFolder());
    const auto profile = profiles.findNamed(options.connection);
    if (!profile) {
        if (profiles.problem())
            return failure(*profiles.problem());
        return failure(Error::Kind::Usage, Error::Reason::NoConnection, options.connection);
    }
    Keyring keyring;
    KeyringKeeper keeper(keyring);
    Connector connector(processScope(), keeper, {});
    QFutureWatcher<SharedConnection> watcher;
    QEventLoop loop;
    QObject::connect(&watcher, &QFutureWatcherBase::finished, &loop, &QEventLoop::quit);
    watcher.setFuture(connector.connectNamed(*profile, options.wish()));
    loop.exec(); // ends: the keyring is waited for a few seconds at most
    return std::move(*watcher.result());
}

/// A saved answer says itself what it is about; names given beside it are a claim to be checked.
Result<void> checkNames(const DumpTask &task, TaskAddress asked)
{
    if (asked.stream.text.isEmpty())
        asked.stream.text = task.text(task.streamName);
    if (asked.task.text.isEmpty())
        asked.task.text = task.text(task.taskName);
    return checkIdentity(task, asked);
}

Error outOfTime(const TaskSource &source)
{
    Error error;
    error.kind = Error::Kind::Timeout;
    error.reason = Error::Reason::Deadline;
    error.subject = source.origin();
    return error;
}

} // namespace

double randomFraction()
{
    return QRandomGenerator::global()->generateDouble();
}

std::chrono::milliseconds left(const QDeadlineTimer &deadline)
{
    return std::max(std::chrono::milliseconds(1), std::chrono::milliseconds(deadline.remainingTime()));
}

Asker::Asker() = default;
Asker::~Asker() = default;

Result<std::unique_ptr<Asker>> Asker::create(const Options &options, const QDeadlineTimer &deadline)
{
    std::unique_ptr<Asker> asker(new Asker);
    asker->m_address = {{options.stream}, {options.task}};
    Result<void> opened;
    if (options.demo) {
        opened = asker->openDemo(options, deadline);
    } else if (!options.from.isEmpty()) {
        asker->m_source = std::make_shared<FileSource>(options.from, left(deadline));
    } else {
        auto connection = options.connection.isEmpty()
            ? searchedConnection(options.wish(), processScope(options.tokenFile))
            : storedConnection(options);
        opened = connection ? asker->openService(*std::move(connection), options, {}, deadline)
                            : failure(connection.error());
    }
    if (!opened)
        return failure(opened.error());
    return asker;
}

Result<void> Asker::openService(Connection connection, const Options &options, RequestLimits limits,
                                const QDeadlineTimer &deadline)
{
    m_network = std::make_unique<QNetworkAccessManager>();
    Timing timing;
    for (auto *limit : {&timing.connect, &timing.inactivity, &timing.total})
        *limit = std::min(*limit, left(deadline));
    auto client = DisClient::create(std::move(connection), *m_network, systemClock(), timing,
                                    std::make_shared<ClientLimits>(timing.bodyCap, options.over(limits)));
    if (!client)
        return failure(client.error());
    m_source = std::move(*client);
    return {};
}

Result<void> Asker::openDemo(const Options &options, const QDeadlineTimer &deadline)
{
    m_demo = std::make_unique<DemoService>(systemClock());
    if (const auto port = m_demo->start(); !port)
        return failure(port.error());
    if (m_address.stream.text.isEmpty())
        m_address = DemoService::tasks().constFirst().address;
    return openService(m_demo->connection(), options, ofDemo, deadline);
}

bool Asker::isToldToEnd() const
{
    return m_signals && m_signals->cameAlready();
}

bool Asker::wait(QEventLoop &loop, const QDeadlineTimer &deadline) const
{
    if (isToldToEnd())
        return false;
    constexpr int interrupted = 1;
    QTimer patience;
    patience.setSingleShot(true);
    patience.setTimerType(Qt::PreciseTimer);
    QObject::connect(&patience, &QTimer::timeout, &loop, [&loop] { loop.exit(interrupted); });
    if (m_signals)
        QObject::connect(m_signals, &EndSignals::came, &loop, [&loop] { loop.exit(interrupted); });
    if (!deadline.isForever())
        patience.start(left(deadline));
    return loop.exec() != interrupted;
}

Result<TaskAnswer> Asker::askTask(const QDeadlineTimer &deadline)
{
    Cycle cycle(m_budget, randomFraction);
    QEventLoop loop;
    std::optional<Result<TaskAnswer>> answer;
    QObject::connect(&cycle, &Cycle::finished, &loop, [&](const Result<TaskAnswer> &result) {
        answer = result;
        loop.quit();
    });
    Attempts attempts;
    attempts.most = mostTries;
    attempts.total = left(deadline);
    if (!m_network) // a saved answer has the same deadline by itself, and says better what was wrong
        attempts.total += fileGrace;
    cycle.ask(*m_source, m_address, attempts);
    if (!answer)
        wait(loop, QDeadlineTimer(QDeadlineTimer::Forever));
    if (!answer) // the program was told to end
        return failure(Error::Kind::Cancelled, Error::Reason::Unspecified);
    return *answer;
}

Result<StreamSnapshot> Asker::askStream(const QDeadlineTimer &deadline)
{
    StreamReader reader;
    QTimer again;
    again.setSingleShot(true);
    QEventLoop loop;
    std::optional<Result<StreamSnapshot>> read;
    int tries = 1;
    const auto ask = [&] { reader.read(*m_source->project(), m_address.stream); };
    QObject::connect(&again, &QTimer::timeout, &loop, ask);
    QObject::connect(&reader, &StreamReader::finished, &loop, [&](const Result<StreamSnapshot> &stream) {
        read = stream;
        const bool mayRetry = !stream && classify(stream.error()) == FailureClass::Transient && tries < mostTries
            && m_budget.take(stream.error().kind == Error::Kind::Timeout);
        if (mayRetry)
            again.start(retryDelay(tries++, randomFraction()));
        else
            loop.quit();
    });
    ask();
    if (!wait(loop, deadline) && !read)
        return failure(outOfTime(*m_source));
    return *read;
}

Result<Observation> Asker::look(const QDeadlineTimer &deadline)
{
    const auto answer = askTask(deadline);
    if (!answer)
        return failure(answer.error());
    if (const auto checked = checkNames(*answer->task, m_address); !checked)
        return failure(checked.error());
    Observation seen;
    seen.task = answer->task;
    seen.taken = m_elapsed();
    seen.takenAt = answer->receivedAt;
    seen.serverDate = answer->serverDate;
    if (!m_source->project())
        return seen;
    // The stream after the task: an offset must not be ahead of a head that was read before it. What came is still to
    // be written, so not all of the time is for it.
    const auto stream = askStream(QDeadlineTimer(left(deadline) * 9 / 10));
    if (stream) {
        seen.stream = *stream;
        seen.streamTaken = m_elapsed();
    } else {
        seen.streamError = stream.error();
    }
    return seen;
}

} // namespace spillway
