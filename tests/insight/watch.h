// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "insight/insight.h"
#include "wire/taskdecoder.h"

#include <QTimeZone>

namespace spillway {

using std::chrono::seconds;

/// A decoded answer; fails loudly if it is none.
inline TaskSnapshot snapshotOf(const QByteArray &json)
{
    auto result = decodeTask(json);
    if (!result)
        qFatal("not a task: %s", json.constData());
    return *result;
}

inline QByteArray shard(int number)
{
    return "shardId-" + QByteArray::number(number).rightJustified(10, '0');
}

/// A partition as the task reports it; what is not set is left out.
struct Reported
{
    QByteArray id = shard(0);
    std::optional<qint64> offset = {};
    std::optional<qint64> discard = {};
    std::optional<qint64> lastDump = {}; ///< ms since 1970
    QByteArray state = "RUNNING";

    QByteArray json() const
    {
        QByteArrayList parts{R"("partitionId":")" + id + '"'};
        const auto number = [&](const char *key, std::optional<qint64> value) {
            if (value)
                parts += '"' + QByteArray(key) + "\":" + QByteArray::number(*value);
        };
        if (!state.isEmpty())
            parts += R"("state":")" + state + '"';
        number("last_transfer_offset", offset);
        number("discard", discard);
        number("last_transfer_timestamp", lastDump);
        return '{' + parts.join(',') + '}';
    }
};

/// A partition as its stream lists it.
struct Listed
{
    QByteArray id = shard(0);
    std::optional<qint64> oldest = {};
    std::optional<qint64> next = {};
    QByteArray status = "ACTIVE";

    StreamPartition partition() const
    {
        StreamPartition partition;
        partition.id = {Value::Kind::Text, QString::fromUtf8(id)};
        if (!status.isEmpty())
            partition.status = {Value::Kind::Text, QString::fromUtf8(status)};
        partition.oldest = oldest;
        partition.next = next;
        return partition;
    }
};

/// Somebody who polls a dump task and its stream. Change what there is to see, then poll().
struct Watch
{
    static inline const QDateTime start = QDateTime::fromMSecsSinceEpoch(1'606'984'200'000, Qt::UTC); // 08:30:00

    QByteArray name = "t";
    QByteArray state = "RUNNING";
    QByteArray interval = "60"; ///< empty: none
    QByteArray strategy = "TRIM_HORIZON"; ///< empty: none
    std::optional<qint64> created = start.toMSecsSinceEpoch() - 86'400'000;
    std::vector<Reported> partitions{{}};
    std::vector<Listed> listed{{}};
    bool hasStream = true;
    bool hasMore = false;
    std::optional<Error::Kind> streamError;
    bool hasClock = true;
    bool hasServerDate = false;
    seconds serverAhead{0};

    milliseconds now{5'000'000};
    InsightPointer insight;

    Reported &partition() { return partitions.front(); }
    Listed &stream() { return listed.front(); }
    QDateTime time() const { return start.addMSecs((now - milliseconds(5'000'000)).count()); }
    /// As last_transfer_timestamp has it.
    qint64 ago(seconds length) const { return time().toMSecsSinceEpoch() - milliseconds(length).count(); }

    QByteArray json() const
    {
        QByteArrayList all;
        for (const Reported &each : partitions)
            all += each.json();
        QByteArrayList obs;
        if (!interval.isEmpty())
            obs += R"("deliver_time_interval":)" + interval;
        if (!strategy.isEmpty())
            obs += R"("consumer_strategy":")" + strategy + '"';
        QByteArrayList parts{R"("stream_name":"s")", R"("task_name":")" + name + '"',
                             R"("obs_destination_description":{)" + obs.join(',') + '}',
                             R"("partitions":[)" + all.join(',') + ']'};
        if (!state.isEmpty())
            parts += R"("state":")" + state + '"';
        if (created)
            parts += R"("create_time":)" + QByteArray::number(*created);
        return '{' + parts.join(',') + '}';
    }

    Observation observation() const
    {
        Observation seen;
        seen.task = snapshotOf(json());
        seen.taken = now;
        if (hasClock)
            seen.takenAt = time();
        if (hasServerDate)
            seen.serverDate = time().addSecs(serverAhead.count());
        if (streamError)
            seen.streamError.emplace().kind = *streamError;
        if (!hasStream || streamError)
            return seen;
        auto details = std::make_shared<StreamDetails>();
        for (const Listed &each : listed)
            details->partitions.push_back(each.partition());
        details->hasMore = hasMore;
        seen.stream = details;
        seen.streamTaken = now + milliseconds(1000);
        return seen;
    }

    /// Looks now.
    const Insight &look()
    {
        insight = Insight::after(insight, observation());
        return *insight;
    }

    /// Looks after some time.
    const Insight &poll(milliseconds later = seconds(30))
    {
        now += later;
        return look();
    }

    /// Offset and head move on with every poll.
    const Insight &flow(int polls, qint64 dumped, qint64 in, milliseconds distance = seconds(30))
    {
        for (int i = 0; i < polls; ++i) {
            partition().offset = partition().offset.value_or(0) + dumped;
            stream().next = stream().next.value_or(0) + in;
            poll(distance);
        }
        return *insight;
    }

    QStringList why(int row = 0) const { return insight->arithmetic(row, {QTimeZone::utc()}).split(u'\n'); }
};

/// Of the one partition: what is known of it.
inline void set(Watch &watch, std::optional<qint64> offset, std::optional<qint64> oldest, std::optional<qint64> next)
{
    watch.partition().offset = offset;
    watch.stream().oldest = oldest;
    watch.stream().next = next;
}

} // namespace spillway
