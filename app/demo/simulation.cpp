// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/simulation.h"

#include "demo/objecttext.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace spillway {

namespace {

constexpr qint64 second = 1000;
constexpr qint64 minute = 60 * second;
constexpr qint64 hour = 60 * minute;
constexpr qint64 day = 24 * hour;
constexpr qint64 never = std::numeric_limits<qint64>::max();
constexpr qint64 interval = 30 * second; // the shortest that DIS allows

/// The dumps of one partition: number k (from 0) at a fixed beat, a little late, with some records more than the last.
struct Beat
{
    quint64 salt;
    qint64 first; // when dump 0 is due
    qint64 records; // per dump, on average

    qint64 lateness(qint64 k) const { return static_cast<qint64>(scattered(salt, static_cast<quint64>(k)) % 900); }
    qint64 at(qint64 k) const { return first + k * interval + lateness(k); }

    /// The number of the last dump at that moment.
    qint64 lastBy(qint64 moment) const
    {
        const qint64 due = (moment - first) / interval;
        return at(due) <= moment ? due : due - 1;
    }

    /// The jitter stays below half a dump, so that offsets only grow.
    qint64 offset(qint64 k) const
    {
        const auto span = static_cast<quint64>(records / 2);
        return (k + 1) * records + static_cast<qint64>(scattered(~salt, static_cast<quint64>(k)) % span);
    }
};

Beat beatOf(quint32 seed, Simulation::Story story, int partition, int partitions, qint64 created)
{
    const quint64 salt = scattered(seed, static_cast<quint64>(story) * 1000 + static_cast<quint64>(partition));
    // Spread over the interval: 5 has no divisor in common with any number of partitions in here.
    const qint64 turn = partition * 5 % partitions + 1;
    return {salt, created + interval * turn / partitions, 900 + static_cast<qint64>(salt % 2200)};
}

/// Records discarded after n dumps that discard: each dump `step` more than the one before, up to `most`.
qint64 discarded(qint64 n, qint64 step, qint64 most)
{
    if (n <= 0)
        return 0;
    const qint64 growing = std::min(n, most / step);
    return step * growing * (growing + 1) / 2 + (n - growing) * most;
}

QByteArray partitionId(int number)
{
    return "shardId-" + QByteArray::number(number).rightJustified(10, '0');
}

/// A partition in the dialect that the service really sends.
struct SentPartition
{
    int number;
    qint64 discard;
    const char *state;
    qint64 lastTransfer;
    qint64 lastOffset;
};

QByteArray sentJson(const std::vector<SentPartition> &partitions)
{
    QByteArray array;
    for (const SentPartition &partition : partitions) {
        ObjectText object;
        object.add("partitionId", partitionId(partition.number))
            .add("discard", partition.discard)
            .add("state", partition.state)
            .add("last_transfer_timestamp", partition.lastTransfer)
            .add("last_transfer_offset", partition.lastOffset);
        array += (array.isEmpty() ? "" : ",") + object.json();
    }
    return '[' + array + ']';
}

qint64 lastTransfer(const std::vector<SentPartition> &partitions)
{
    return std::max_element(partitions.begin(), partitions.end(),
                            [](const auto &a, const auto &b) { return a.lastTransfer < b.lastTransfer; })
        ->lastTransfer;
}

/// What goes wrong with a partition of the failing task, and when, counted from the start.
struct Trouble
{
    qint64 stalls = never;
    qint64 turnsAbnormal = never;
    qint64 discards = never;
};

constexpr int failingPartitions = 12;
constexpr qint64 failingTaskTurnsAbnormal = 3 * minute;

Trouble troubleOf(int partition)
{
    switch (partition) {
    case 1:
        return {.stalls = 40 * second};
    case 3:
        return {.discards = -25 * minute};
    case 4:
        return {.stalls = 4 * minute};
    case 6:
        return {.stalls = -11 * minute};
    case 8:
        return {.discards = 15 * second};
    case 9:
        return {.stalls = 8 * minute};
    case 10:
        return {.stalls = 15 * second, .turnsAbnormal = 50 * second};
    default:
        return {};
    }
}

qint64 after(qint64 start, qint64 offset)
{
    return offset == never ? never : start + offset;
}

/// A partition in the documented dialect, and its life counted from the start.
struct Shard
{
    qint64 lowest;
    qint64 highest; // of the hash range
    const char *parents;
    qint64 born;
    qint64 closed; // split or merged; what it holds expires then
};

constexpr qint64 hashEnd = std::numeric_limits<qint64>::max();
constexpr qint64 quarter = hashEnd / 4;
constexpr qint64 retention = 24 * hour;
constexpr qint64 reshardedAge = 9 * day;
constexpr qint64 secondSplit = -3 * hour;
constexpr qint64 thirdSplit = 45 * second;

// Two partitions at first; both were split three days ago; two quarters were merged this morning; one is about to be
// split before the reader's eyes.
constexpr std::array shards{
    Shard{0, 2 * quarter, "", -reshardedAge, -3 * day},
    Shard{2 * quarter + 1, hashEnd, "", -reshardedAge, -3 * day},
    Shard{0, quarter, "shardId-0000000000", -3 * day, secondSplit},
    Shard{quarter + 1, 2 * quarter, "shardId-0000000000", -3 * day, secondSplit},
    Shard{2 * quarter + 1, 3 * quarter, "shardId-0000000001", -3 * day, never},
    Shard{3 * quarter + 1, hashEnd, "shardId-0000000001", -3 * day, thirdSplit},
    Shard{0, 2 * quarter, "shardId-0000000002,shardId-0000000003", secondSplit, never},
    Shard{3 * quarter + 1, 3 * quarter + quarter / 2, "shardId-0000000005", thirdSplit, never},
    Shard{3 * quarter + quarter / 2 + 1, hashEnd, "shardId-0000000005", thirdSplit, never},
};

const char *statusOf(const Shard &shard, qint64 sinceStart)
{
    if (sinceStart < shard.born + 12 * second)
        return "CREATING";
    if (sinceStart < shard.closed)
        return "ACTIVE";
    return sinceStart - shard.closed < retention ? "EXPIRED" : "DELETED";
}

QByteArray range(qint64 first, qint64 last)
{
    return '[' + QByteArray::number(first) + " : " + QByteArray::number(last) + ']';
}

/// From the oldest record that is still kept to the newest.
QByteArray sequenceRange(const Beat &beat, qint64 born, qint64 closed, qint64 now)
{
    const auto newest = [&beat, born](qint64 moment) {
        return moment < born ? 0 : beat.offset(std::max<qint64>(beat.lastBy(moment), -1));
    };
    const qint64 last = newest(std::min(now, closed));
    return range(std::min(newest(now - retention), last), last);
}

} // namespace

quint64 scattered(quint64 a, quint64 b)
{
    // splitmix64's finaliser, over both
    quint64 x = a * 0x9e3779b97f4a7c15 + b + 0x632be59bd9b4e019;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
    x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
    return x ^ (x >> 31);
}

Simulation::Simulation(quint32 seed, const QDateTime &start)
    : m_seed(seed)
    , m_start(start.toMSecsSinceEpoch())
{
}

ProjectId Simulation::project()
{
    return {QStringLiteral("0d8f4b6e2a7c4f0b9e51c3d2a6b87f10")};
}

TaskAddress Simulation::address(Story story)
{
    switch (story) {
    case Story::Failing:
        return {{QStringLiteral("sensor-telemetry")}, {QStringLiteral("telemetry-archive")}};
    case Story::Resharded:
        return {{QStringLiteral("clickstream")}, {QStringLiteral("clicks-by-hour")}};
    case Story::Healthy:
        break;
    }
    return {{QStringLiteral("web-orders")}, {QStringLiteral("orders-to-obs")}};
}

QByteArray Simulation::id(quint64 salt, int length) const
{
    constexpr QByteArrayView letters("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");
    QByteArray text;
    for (int i = 0; i < length; ++i) {
        const quint64 pick = scattered(m_seed ^ salt, static_cast<quint64>(i)) % static_cast<quint64>(letters.size());
        text += letters[static_cast<qsizetype>(pick)];
    }
    return text;
}

QByteArray Simulation::taskJson(Story story, const QDateTime &moment) const
{
    const qint64 now = moment.toMSecsSinceEpoch();
    switch (story) {
    case Story::Failing:
        return failingJson(now);
    case Story::Resharded:
        return reshardedJson(now);
    case Story::Healthy:
        break;
    }
    return healthyJson(now);
}

QByteArray Simulation::healthyJson(qint64 now) const
{
    constexpr int count = 8;
    const qint64 created = m_start - 19 * day - 7 * hour;
    std::vector<SentPartition> partitions;
    for (int i = 0; i < count; ++i) {
        const Beat beat = beatOf(m_seed, Story::Healthy, i, count, created);
        const qint64 last = beat.lastBy(now);
        partitions.push_back({i, 0, "RUNNING", beat.at(last), beat.offset(last)});
    }

    ObjectText destination;
    destination.add("agency_name", "dis_admin_agency")
        .add("file_prefix", "orders/web")
        .add("partition_format", "yyyy/MM/dd/HH")
        .add("obs_bucket_path", "shop-datalake")
        .add("deliver_time_interval", interval / second)
        .add("consumer_strategy", "LATEST")
        .add("retry_duration", 0)
        .add("destination_file_type", "text")
        .add("record_delimiter", "\n");

    const TaskAddress who = address(Story::Healthy);
    ObjectText task;
    task.add("stream_id", id(1, 20))
        .add("stream_name", who.stream.text.toUtf8())
        .add("task_name", who.task.text.toUtf8())
        .add("task_id", id(2, 20))
        .add("destination_type", "OBS")
        .add("state", "RUNNING")
        .add("create_time", created)
        .add("last_transfer_timestamp", lastTransfer(partitions))
        .addJson("obs_destination_description", destination.json())
        .addJson("partitions", sentJson(partitions));
    return task.json();
}

QByteArray Simulation::failingJson(qint64 now) const
{
    const qint64 created = m_start - 41 * day - 3 * hour;
    std::vector<SentPartition> partitions;
    for (int i = 0; i < failingPartitions; ++i) {
        const Trouble trouble = troubleOf(i);
        const Beat beat = beatOf(m_seed, Story::Failing, i, failingPartitions, created);
        const qint64 last = beat.lastBy(std::min(now, after(m_start, trouble.stalls)));
        qint64 discard = 0;
        if (const qint64 from = after(m_start, trouble.discards); from <= now)
            discard = discarded(last - beat.lastBy(from), 2, beat.records / 2);
        const bool isAbnormal = after(m_start, trouble.turnsAbnormal) <= now;
        partitions.push_back({i, discard, isAbnormal ? "ABNORMAL" : "RUNNING", beat.at(last), beat.offset(last)});
    }

    ObjectText destination;
    destination.add("agency_name", "dis_admin_agency")
        .add("file_prefix", "")
        .add("partition_format", "yyyy/MM/dd")
        .add("obs_bucket_path", "plant-telemetry-archive")
        .add("deliver_time_interval", interval / second)
        .add("consumer_strategy", "TRIM_HORIZON")
        .add("retry_duration", 1800)
        .add("destination_file_type", "text")
        .add("record_delimiter", "|");

    const TaskAddress who = address(Story::Failing);
    ObjectText task;
    task.add("stream_id", id(3, 20))
        .add("stream_name", who.stream.text.toUtf8())
        .add("task_name", who.task.text.toUtf8())
        .add("task_id", id(4, 20))
        .add("destination_type", "OBS")
        .add("state", now >= m_start + failingTaskTurnsAbnormal ? "ABNORMAL" : "RUNNING")
        .add("exception_strategy", "ignoreAndBackup")
        .add("create_time", created)
        .add("last_transfer_timestamp", lastTransfer(partitions))
        .addJson("obs_destination_description", destination.json())
        .addJson("partitions", sentJson(partitions));
    return task.json();
}

QByteArray Simulation::reshardedJson(qint64 now) const
{
    QByteArray partitions;
    qint64 latest = 0;
    int number = 0;
    for (const Shard &shard : shards) {
        const qint64 born = m_start + shard.born;
        if (now >= born) {
            const Beat beat = beatOf(m_seed, Story::Resharded, number, static_cast<int>(shards.size()), born);
            const qint64 closed = after(m_start, shard.closed);
            const qint64 last = beat.lastBy(std::min(now, closed));
            latest = last < 0 ? latest : std::max(latest, beat.at(last));
            ObjectText object;
            object.add("status", statusOf(shard, now - m_start))
                .add("partition_id", partitionId(number))
                .add("hash_range", range(shard.lowest, shard.highest))
                .add("sequence_number_range", sequenceRange(beat, born, closed, now))
                .add("parent_partitions", shard.parents);
            partitions += (partitions.isEmpty() ? "" : ",") + object.json();
        }
        ++number;
    }

    ObjectText schema;
    schema.add("timestamp_name", "detail.endTime")
        .add("timestamp_type", "String")
        .add("timestamp_format", "yyyy-MM-dd HH:mm:ss");

    const TaskAddress who = address(Story::Resharded);
    ObjectText destination;
    destination.add("task_name", who.task.text.toUtf8())
        .add("agency_name", "dis_admin_agency")
        .add("deliver_time_interval", interval / second)
        .add("deliver_size_interval", 64)
        .add("consumer_strategy", "TRIM_HORIZON")
        .add("file_prefix", "raw/clicks")
        .add("partition_format", "yyyy/MM/dd/HH")
        .add("obs_bucket_path", "shop-datalake")
        .add("destination_file_type", "parquet")
        .addJson("processing_schema", schema.json())
        .add("record_delimiter", "");

    ObjectText task;
    task.add("stream_name", who.stream.text.toUtf8())
        .add("task_name", who.task.text.toUtf8())
        .add("state", "RUNNING")
        .add("destination_type", "OBS")
        .add("create_time", m_start - reshardedAge)
        .add("last_transfer_timestamp", latest)
        .addJson("obs_destination_description", destination.json())
        .addJson("partitions", '[' + partitions + ']');
    return task.json();
}

} // namespace spillway
