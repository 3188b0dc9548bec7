// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/listing.h"

#include "cli/asking.h"
#include "domain/fields.h"
#include "session/projectreader.h"
#include "session/wording.h"
#include "tabular/atomicfile.h"
#include "tabular/dialect.h"
#include "tabular/table.h"

namespace spillway {

namespace {

/// What is to be written, and the first reason why it is not all.
struct Listing
{
    FactTable table;
    std::optional<Error> error;
    StreamName about; ///< of the error, where it is about one stream
};

Fact textOf(const QString &text)
{
    return {Value::Kind::Text, text};
}

/// The calendar time of milliseconds since 1970, as exports write it.
Fact timeOf(const Fact &timestamp)
{
    const auto milliseconds = timestamp.integer();
    if (!milliseconds || !isCalendarTime(*milliseconds))
        return {};
    const IsoTime text = isoTime(*milliseconds);
    return textOf(QString::fromLatin1(text.data(), qsizetype(text.size())));
}

FactTable streamTable(const std::vector<ListedStream> &streams)
{
    FactTable table{{"stream_name", "stream_id", "status", "stream_type", "data_type", "partition_count",
                     "retention_hours", "create_timestamp", "create_time"},
                    {}};
    for (const auto &[stream, tasks] : streams)
        table.rows.push_back({textOf(stream.name.text), stream.id, stream.status, stream.type, stream.dataType,
                              stream.partitionCount, stream.retention, stream.createTime, timeOf(stream.createTime)});
    return table;
}

FactTable taskTable(const std::vector<ListedStream> &streams)
{
    FactTable table{{"stream_name", "task_name", "task_id", "state", "destination_type", "create_timestamp",
                     "create_time", "last_transfer_timestamp", "last_transfer_time", "error"},
                    {}};
    for (const auto &[stream, tasks] : streams) {
        const Fact name = textOf(stream.name.text);
        if (!tasks)
            continue;
        if (!*tasks) {
            std::vector<Fact> row(table.columns.size());
            row.front() = name;
            row.back() = textOf(sentence(tasks->error(), {stream.name, {}}));
            table.rows.push_back(std::move(row));
            continue;
        }
        for (const TaskSummary &task : (*tasks)->tasks)
            table.rows.push_back({name, textOf(task.name.text), task.id, task.state, task.destinationType,
                                  task.createTime, timeOf(task.createTime), task.lastTransferTimestamp,
                                  timeOf(task.lastTransferTimestamp), Fact()});
    }
    return table;
}

/// Of several errors the first that came; who it is about is looked for.
StreamName aboutOf(const ProjectReader &reader)
{
    for (const ListedStream &stream : reader.streams()) {
        if (stream.tasks && !*stream.tasks && stream.tasks->error() == reader.firstError())
            return stream.summary.name;
    }
    return {};
}

Listing list(const Options &options, const Asker &asker, const QDeadlineTimer &deadline)
{
    ProjectReader reader;
    QEventLoop loop;
    QObject::connect(&reader, &ProjectReader::finished, &loop, &QEventLoop::quit);
    ProjectSource &project = *asker.source()->project();
    const bool listsTasks = options.listed == Options::Listed::Tasks;
    if (!options.stream.isEmpty())
        reader.readStream(project, {options.stream});
    else
        reader.readProject(project, listsTasks ? ProjectReader::Depth::Tasks : ProjectReader::Depth::Streams);

    Listing listing;
    const bool isInTime = asker.wait(loop, deadline);
    listing.table = listsTasks ? taskTable(reader.streams()) : streamTable(reader.streams());
    listing.error = reader.firstError();
    listing.about = aboutOf(reader);
    if (!isInTime && !listing.error) {
        Error error;
        error.kind = Error::Kind::Timeout;
        error.reason = Error::Reason::Deadline;
        error.subject = asker.source()->origin();
        listing.error = error;
    }
    return listing;
}

Result<Listing> run(const Options &options, const Standard &standard)
{
    const QDeadlineTimer deadline(options.timeout);
    const bool isToFile = options.exportTo != standardStream;
    if (isToFile) {
        if (const auto target = checkTarget(options.exportTo); !target)
            return failure(target.error());
    }
    const auto asker = Asker::create(options, deadline);
    if (!asker)
        return failure(asker.error());
    Listing listing = list(options, **asker, deadline);
    // Where nothing came there is nothing to write: a file that is there is worth more.
    if (listing.error && listing.table.rows.empty())
        return failure(*listing.error);
    const auto written = isToFile
        ? tableToFile(listing.table, options.format, options.exportTo)
        : tableToDescriptor(listing.table, options.format, standard.output, standardOutput(), deadline);
    if (!written)
        return failure(written.error());
    sayChanges(*written, standard.error);
    return listing;
}

} // namespace

int runList(const Options &options, const Standard &standard)
{
    const auto listing = run(options, standard);
    if (!listing)
        return sayFailure(listing.error(), {{options.stream}, {}}, standard);
    return listing->error ? sayFailure(*listing->error, {listing->about, {}}, standard) : 0;
}

} // namespace spillway
