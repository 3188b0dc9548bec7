// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench.h"
#include "projectservice.h"
#include "session/insightwatch.h"

#include <QTest>

namespace spillway {

using Call = ScriptedProject::Call;

inline const TaskAddress othertask{{u"newstream"_s}, {u"othertask"_s}};

inline QByteArray about(const TaskAddress &task, const QByteArray &partitions)
{
    return R"({"stream_name":")" + task.stream.text.toUtf8() + R"(","task_name":")" + task.task.text.toUtf8()
        + R"(","state":"RUNNING","partitions":[)" + partitions + "]}";
}

inline QByteArray about(const TaskAddress &task, int offset)
{
    return about(task,
                 R"({"partitionId":"shardId-0000000000","last_transfer_offset":)" + QByteArray::number(offset) + '}');
}

inline QString idOf(int number)
{
    return u"shardId-%1"_s.arg(number, 10, 10, QLatin1Char('0'));
}

/// A session with somebody who works its answers out, and a service with the stream.
struct WatchBench : Bench
{
    std::shared_ptr<ProjectService> service = std::make_shared<ProjectService>();
    std::unique_ptr<InsightWatch> watch;

    explicit WatchBench(std::optional<milliseconds> interval = milliseconds(20), milliseconds patience = 1h)
        : Bench(interval)
    {
        watch = std::make_unique<InsightWatch>(
            session, [this] { return now; }, patience);
        setHead(500);
    }

    void setHead(qint64 head, qint64 oldest = 100)
    {
        service->scripted.put(runningStream(u"newstream"_s, {streamPartition(idOf(0), oldest, head)}));
    }
    ScriptedProject &project() const { return service->scripted; }
    int streamReads() const { return project().asked(Call::ShowStream); }
    const InsightPointer &insight() const { return session.model().insight(); }
    int polls() const { return insight() ? insight()->polls() : 0; }
    std::optional<qint64> lag() const { return insight() ? insight()->row(0).lag : std::nullopt; }

    void open(const TaskAddress &task = newtask) { session.open(service, task); }
    /// Answers the question that comes next, some time later.
    bool answerNext(const QByteArray &json, milliseconds later = 30s)
    {
        const auto isAsked = [this] {
            while (service->waiting() > 0 && service->isCancelled())
                service->drop();
            return service->waiting() > 0;
        };
        if (!QTest::qWaitFor(isAsked))
            return false;
        now += later;
        service->answer(json);
        return true;
    }
};

inline Error refusal()
{
    return errorOf(Error::Kind::Forbidden, 403);
}

} // namespace spillway
