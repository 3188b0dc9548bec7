// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/tasksession.h"
#include "virtualtime.h"
#include "wire/taskdecoder.h"

#include <QPromise>
#include <QTimer>

#include <deque>

namespace spillway {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// A computer whose clocks do what clocks do: it sleeps, and somebody sets its clock on the wall.
class ClockedComputer
{
public:
    explicit ClockedComputer(VirtualTime &time)
        : m_time(time)
        , m_begin(time.now())
    {
    }

    void work(milliseconds length) { m_time.advance(length); }
    /// Timers stand still meanwhile, and a moment passes after it.
    void sleep(milliseconds length) { m_asleep += length; }
    void setWall(milliseconds by) { m_wallIsAhead += by; }

    milliseconds lived() const { return m_time.now() - m_begin + m_asleep; } ///< awake and asleep
    milliseconds awake() const { return m_time.now() - m_begin; }
    QDateTime trueTime() const { return QDateTime::fromMSecsSinceEpoch(1'700'000'000'000 + lived().count(), Qt::UTC); }
    QDateTime wall() const { return trueTime().addMSecs(m_wallIsAhead.count()); }
    milliseconds wallIsAhead() const { return m_wallIsAhead; }

    SessionTools tools()
    {
        return {[this] { return wall(); }, [this] { return lived(); }, [] { return 0.5; }};
    }

private:
    VirtualTime &m_time;
    milliseconds m_begin;
    milliseconds m_asleep{0};
    milliseconds m_wallIsAhead{0};
};

/// The service behind it, a moment away; its own clock may be wrong too.
class MoodyService : public TaskSource
{
public:
    enum class Mood { Good, Throttles, Fails, Refuses, Blocks };

    explicit MoodyService(ClockedComputer &computer)
        : m_computer(computer)
    {
    }

    QFuture<Result<TaskAnswer>> showTask(const TaskAddress &) override
    {
        asked.push_back(m_computer.lived());
        auto promise = std::make_shared<QPromise<Result<TaskAnswer>>>();
        promise->start();
        QTimer::singleShot(latency, &m_context, [this, promise] {
            promise->addResult(answer());
            promise->finish();
        });
        return promise->future();
    }
    QString origin() const override { return u"moody"_s; }

    Mood mood = Mood::Good;
    std::optional<milliseconds> clockIsAhead{0}; ///< nothing: its answers have no date
    milliseconds latency{80};
    std::vector<milliseconds> asked; ///< when, by the computer's life
    std::optional<milliseconds> goodAt; ///< when the last good answer came, by the same
    QDateTime goodWall; ///< and by the clock on the wall
    std::optional<qint64> goodSkew; ///< how far that was ahead of the service's, in seconds

private:
    Result<TaskAnswer> answer()
    {
        Error error;
        switch (mood) {
        case Mood::Good:
            break;
        case Mood::Throttles:
            error.kind = Error::Kind::Throttled;
            error.retryAfter = 47s;
            return failure(error);
        case Mood::Fails:
            error.kind = Error::Kind::Server;
            error.httpStatus = 500;
            return failure(error);
        case Mood::Refuses:
            error.kind = Error::Kind::Unauthorized;
            return failure(error);
        case Mood::Blocks:
            error.kind = Error::Kind::Blocked;
            error.retryAfter = 900s;
            return failure(error);
        }
        const auto task = decodeTask(R"({"stream_name":"s","task_name":"t","state":"RUNNING","partitions":[)"
                                     R"({"partitionId":"shardId-0000000000","last_transfer_offset":)"
                                     + QByteArray::number(asked.size()) + "}]}");
        TaskAnswer given{*task, m_computer.wall(), latency, {}, {}};
        goodSkew.reset();
        if (clockIsAhead) {
            // A Date header has whole seconds.
            const qint64 seconds = m_computer.trueTime().addMSecs(clockIsAhead->count()).toSecsSinceEpoch();
            given.serverDate = QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC);
            goodSkew = m_computer.wall().toMSecsSinceEpoch() / 1000 - seconds;
        }
        goodAt = m_computer.lived();
        goodWall = given.receivedAt;
        return given;
    }

    ClockedComputer &m_computer;
    QObject m_context;
};

} // namespace spillway
