// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/simulation.h"

#include <algorithm>

namespace spillway {

namespace {

/// One partition of a stream, the same for each of its tasks.
struct Source
{
    int number;
    Shard shard; // in moments
    Inflow inflow;
};

/// What a task has done about a partition.
struct Progress
{
    const char *state;
    qint64 discard;
    qint64 lastTransfer;
    qint64 lastOffset;
};

/// What looks random about a stream or a task comes from its name.
quint64 saltOf(quint32 seed, const char *name)
{
    quint64 salt = seed;
    for (const char *letter = name; *letter; ++letter)
        salt = scattered(salt, static_cast<quint64>(*letter));
    return salt;
}

const Stream &streamOf(const Story &story)
{
    const auto named = [&story](const Stream &each) { return QByteArrayView(each.name) == story.stream; };
    return *std::ranges::find_if(streams(), named);
}

std::vector<Source> sourcesOf(quint32 seed, const Stream &stream, qint64 start)
{
    std::vector<Source> sources;
    for (Shard shard : shardsOf(stream)) {
        const int number = static_cast<int>(sources.size());
        const quint64 salt = scattered(saltOf(seed, stream.name), static_cast<quint64>(number));
        shard.born = start + shard.born;
        shard.closed = after(start, shard.closed);
        // Some partitions are busier than others.
        const qint64 perSlot = stream.perSlot * static_cast<qint64>(70 + salt % 60) / 100;
        sources.push_back(
            {number, shard, {salt, shard.born, std::min(shard.closed, after(start, stream.dries)), perSlot}});
    }
    return sources;
}

/// The moment up to which a task has dumped everything that came in, if it dumped last at `dumped`.
qint64 reachOf(const Fate &fate, qint64 start, qint64 dumped)
{
    constexpr qint64 slowShare = 45; // percent
    constexpr qint64 setBack = 2 * hour;
    constexpr qint64 catchUp = 10; // so much faster than records come in
    if (const qint64 slows = after(start, fate.slows); dumped > slows)
        return slows + (dumped - slows) * slowShare / 100;
    if (const qint64 resets = after(start, fate.resets); dumped >= resets)
        return dumped - std::max<qint64>(setBack - (dumped - resets) * catchUp, 0);
    return dumped;
}

/// Zeros before the first dump.
Progress progressOf(const Source &source, int sources, const Story &story, qint64 start, qint64 now)
{
    const Fate fate = story.fateOf(source.number);
    const quint64 salt = saltOf(static_cast<quint32>(source.inflow.salt), story.task);
    // Spread over the interval: 5 has no divisor in common with any number of partitions in here.
    const qint64 turn = source.number * 5 % sources + 1;
    const qint64 first =
        std::max(start + story.created + story.waits, source.shard.born) + story.interval * turn / sources;
    const Beat beat(salt, first, story.interval);

    const qint64 last = now < first ? -1 : beat.lastBy(std::min({now, after(start, fate.stops), source.shard.closed}));
    if (last < 0)
        return {fate.state.at(now - start), 0, 0, 0};
    qint64 discarded = 0;
    if (const qint64 from = after(start, fate.discards); from <= now)
        discarded = growing(salt, (last - beat.lastBy(from)) / fate.discardsEvery, source.inflow.perSlot / 10);
    // An offset that is set back is so at once, not with the next dump.
    const qint64 resets = after(start, fate.resets);
    const qint64 dumped = now < resets ? beat.at(last) : std::max(beat.at(last), resets);
    return {fate.state.at(now - start), discarded, beat.at(last), source.inflow.countBy(reachOf(fate, start, dumped))};
}

QByteArray partitionId(int number)
{
    return "shardId-" + QByteArray::number(number).rightJustified(10, '0');
}

QByteArray range(qint64 first, qint64 last)
{
    return '[' + QByteArray::number(first) + " : " + QByteArray::number(last) + ']';
}

/// Whether any of its records may still be read.
bool areKept(const Shard &shard, qint64 now)
{
    return shard.closed == never || now - shard.closed < retention;
}

/// DELETED is what is being deleted, EXPIRED what has been.
const char *statusOf(const Shard &shard, qint64 now)
{
    if (now < shard.born + 12 * second)
        return "CREATING";
    if (now < shard.closed)
        return "ACTIVE";
    return areKept(shard, now) ? "DELETED" : "EXPIRED";
}

/// The five keys that the service really sends.
void addSent(ObjectText &object, const Source &source, const Progress &progress)
{
    object.add("partitionId", partitionId(source.number))
        .add("discard", progress.discard)
        .add("state", progress.state)
        .add("last_transfer_timestamp", progress.lastTransfer)
        .add("last_transfer_offset", progress.lastOffset);
}

/// The five keys of its documentation. The sequence numbers: the oldest record that is still kept, and the next one.
void addDocumented(ObjectText &object, const Source &source, qint64 now)
{
    object.add("status", statusOf(source.shard, now))
        .add("partition_id", partitionId(source.number))
        .add("hash_range", range(source.shard.lowest, source.shard.highest))
        .add("sequence_number_range", range(source.inflow.countBy(now - retention), source.inflow.countBy(now)))
        .add("parent_partitions", source.shard.parents);
}

/// When the task wrote last, to whichever partition; 0 before the first dump.
qint64 lastTransferOf(const std::vector<Source> &sources, const Story &story, qint64 start, qint64 now)
{
    qint64 last = 0;
    for (const Source &source : sources) {
        if (now >= source.shard.born)
            last = std::max(last, progressOf(source, static_cast<int>(sources.size()), story, start, now).lastTransfer);
    }
    return last;
}

QByteArray listOf(const QByteArrayList &elements)
{
    return '[' + elements.join(',') + ']';
}

const char *wordOf(bool truth)
{
    return truth ? "true" : "false";
}

/// What ListStreams and ShowStream say at their ends.
void addScaling(ObjectText &stream)
{
    stream.addJson("tags", "[]")
        .addJson("auto_scale_enabled", wordOf(false))
        .add("auto_scale_min_partition_count", 0)
        .add("auto_scale_max_partition_count", 0);
}

bool isWritable(const Shard &shard, qint64 now)
{
    return shard.born <= now && now < shard.closed;
}

} // namespace

Simulation::Simulation(quint32 seed, const QDateTime &start)
    : m_seed(seed)
    , m_start(start.toMSecsSinceEpoch())
{
}

ProjectId Simulation::project()
{
    return {QStringLiteral("0d8f4b6e2a7c4f0b9e51c3d2a6b87f10")};
}

TaskAddress Simulation::address(const Story &story)
{
    return {{QString::fromLatin1(story.stream)}, {QString::fromLatin1(story.task)}};
}

QByteArray Simulation::idOf(const char *name) const
{
    constexpr int length = 20;
    constexpr QByteArrayView letters("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");
    QByteArray text;
    for (int i = 0; i < length; ++i) {
        const quint64 pick =
            scattered(saltOf(m_seed, name), static_cast<quint64>(i)) % static_cast<quint64>(letters.size());
        text += letters[static_cast<qsizetype>(pick)];
    }
    return text;
}

QByteArray Simulation::taskJson(const Story &story, const QDateTime &moment) const
{
    const qint64 now = moment.toMSecsSinceEpoch();
    const std::vector<Source> sources = sourcesOf(m_seed, streamOf(story), m_start);
    QByteArrayList partitions;
    for (const Source &source : sources) {
        if (now < source.shard.born + story.fateOf(source.number).unreported)
            continue;
        const Progress progress = progressOf(source, static_cast<int>(sources.size()), story, m_start, now);
        ObjectText object;
        if (story.dialect != Dialect::Documented)
            addSent(object, source, progress);
        if (story.dialect != Dialect::Sent)
            addDocumented(object, source, now);
        partitions += object.json();
    }

    ObjectText task;
    if (story.dialect != Dialect::Documented)
        task.add("stream_id", idOf(story.stream));
    task.add("stream_name", story.stream).add("task_name", story.task);
    if (story.dialect != Dialect::Documented)
        task.add("task_id", idOf(story.task));
    task.add("destination_type", story.destination)
        .add("state", story.state.at(now - m_start))
        .add("create_time", m_start + story.created)
        .add("last_transfer_timestamp", lastTransferOf(sources, story, m_start, now));
    story.addSettings(task, story);
    task.addJson("partitions", listOf(partitions));
    return task.json();
}

/// As in an answer that the service has given.
QByteArray Simulation::infoJson(const Stream &stream, const QDateTime &moment) const
{
    const qint64 now = moment.toMSecsSinceEpoch();
    const std::vector<Source> sources = sourcesOf(m_seed, stream, m_start);
    ObjectText info;
    info.addJson("private", wordOf(false))
        .add("stream_id", idOf(stream.name))
        .add("stream_name", stream.name)
        .add("create_time", m_start + stream.created)
        .add("retention_period", retention / hour)
        .add("status", "RUNNING")
        .add("stream_type", stream.type)
        .add("data_type", stream.dataType)
        .add("partition_count",
             std::ranges::count_if(sources, [now](const Source &each) { return isWritable(each.shard, now); }));
    addScaling(info);
    return info.json();
}

std::optional<QByteArray> Simulation::streamsJson(const QString &afterName, int limit, const QDateTime &moment) const
{
    const std::span<const Stream> all = streams();
    auto next = all.begin();
    if (!afterName.isEmpty()) {
        const auto isLast = [&afterName](const Stream &each) { return afterName == QLatin1StringView(each.name); };
        const auto last = std::ranges::find_if(all, isLast);
        if (last == all.end())
            return std::nullopt;
        next = last + 1;
    }
    QJsonArray names;
    QByteArrayList infos;
    for (; next != all.end() && names.size() < limit; ++next) {
        names.append(QLatin1StringView(next->name));
        infos.append(infoJson(*next, moment));
    }
    ObjectText page;
    page.add("total_number", static_cast<qint64>(all.size()))
        .addJson("stream_names", QJsonDocument(names).toJson(QJsonDocument::Compact))
        .addJson("stream_info_list", listOf(infos))
        .addJson("has_more_streams", wordOf(next != all.end()));
    return page.json();
}

QByteArray Simulation::tasksJson(const Stream &stream, const QDateTime &moment) const
{
    const qint64 now = moment.toMSecsSinceEpoch();
    const std::vector<Source> sources = sourcesOf(m_seed, stream, m_start);
    QByteArrayList tasks;
    for (const Story &story : stories()) {
        if (QByteArrayView(story.stream) != stream.name)
            continue;
        ObjectText task;
        task.add("task_id", idOf(story.task))
            .add("destination_type", story.destination)
            .add("task_name", story.task)
            .add("create_time", m_start + story.created)
            .add("state", story.state.at(now - m_start))
            .add("last_transfer_timestamp", lastTransferOf(sources, story, m_start, now));
        tasks.append(task.json());
    }
    ObjectText list;
    list.add("total_number", tasks.size()).addJson("tasks", listOf(tasks));
    return list.json();
}

std::optional<QByteArray> Simulation::streamJson(const Stream &stream, const QString &afterId, int limit,
                                                 const QDateTime &moment) const
{
    const qint64 now = moment.toMSecsSinceEpoch();
    std::vector<Source> sources = sourcesOf(m_seed, stream, m_start);
    std::erase_if(sources, [now](const Source &each) { return now < each.shard.born || !areKept(each.shard, now); });
    qint64 modified = m_start + stream.created;
    qint64 writable = 0;
    qint64 readable = 0;
    for (const Source &source : sources) {
        modified = std::max(modified, now < source.shard.closed ? source.shard.born : source.shard.closed);
        writable += isWritable(source.shard, now) ? 1 : 0;
        readable += isWritable(source.shard, now - retention) || isWritable(source.shard, now) ? 1 : 0;
    }

    auto next = sources.begin();
    if (!afterId.isEmpty()) {
        const auto isLast = [&](const Source &each) { return partitionId(each.number) == afterId.toUtf8(); };
        const auto last = std::ranges::find_if(sources, isLast);
        if (last == sources.end())
            return std::nullopt;
        next = last + 1;
    }
    QByteArrayList partitions;
    for (; next != sources.end() && partitions.size() < limit; ++next) {
        ObjectText partition;
        addDocumented(partition, *next, now);
        partitions.append(partition.json());
    }

    ObjectText details;
    details.add("stream_name", stream.name)
        .add("stream_id", idOf(stream.name))
        .add("create_time", m_start + stream.created)
        .add("last_modified_time", modified)
        .add("retention_period", retention / hour)
        .add("status", "RUNNING")
        .add("stream_type", stream.type)
        .add("data_type", stream.dataType)
        .add("writable_partition_count", writable)
        .add("readable_partition_count", readable)
        .addJson("partitions", listOf(partitions))
        .addJson("has_more_partitions", wordOf(next != sources.end()));
    addScaling(details);
    return details.json();
}

} // namespace spillway
