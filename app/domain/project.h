// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"
#include "domain/fact.h"
#include "domain/names.h"

#include <QDateTime>
#include <QFuture>

#include <chrono>
#include <memory>
#include <vector>

namespace spillway {

/// One stream as ListStreams has it. All but the name comes with `stream_info_list`, which some answers lack.
struct StreamSummary
{
    StreamName name;
    Fact id;
    Fact status; ///< CREATING, RUNNING, TERMINATING, TERMINATED; some editions: FROZEN
    Fact type; ///< COMMON, ADVANCED
    Fact dataType; ///< BLOB, JSON, CSV
    Fact partitionCount;
    Fact retention; ///< hours
    Fact createTime; ///< ms since 1970 UTC

    friend bool operator==(const StreamSummary &, const StreamSummary &) = default;
};

/// One page of ListStreams, in the order of the answer.
struct StreamPage
{
    std::vector<StreamSummary> streams;
    bool hasMore = false; ///< ask again, after the last name
    Fact total; ///< total_number
};

/// One dump task as ListTransferTasks has it.
struct TaskSummary
{
    TaskName name;
    Fact id; ///< undocumented; comes in published answers
    Fact state;
    Fact destinationType;
    Fact createTime; ///< ms since 1970 UTC
    Fact lastTransferTimestamp; ///< ms since 1970 UTC

    friend bool operator==(const TaskSummary &, const TaskSummary &) = default;
};

/// The dump tasks of a stream: at most five, says the vendor's manual.
struct TaskList
{
    std::vector<TaskSummary> tasks;
    Fact total; ///< total_number
    Fact quota; ///< absent in all published answers
};

/// One partition as ShowStream has it.
struct StreamPartition
{
    Fact id;
    Fact status; ///< CREATING, ACTIVE, DELETED, EXPIRED
    Fact hashRange;
    Fact sequenceRange; ///< "[oldest : next]" (user manual, dis_01_0120)
    Fact parents;
    /// The two numbers of sequenceRange: the oldest record still kept, and the one the next record will get. Nothing if
    /// the range is anything but two integers of 64 bits in brackets.
    std::optional<qint64> oldest;
    std::optional<qint64> next;

    friend bool operator==(const StreamPartition &, const StreamPartition &) = default;
};

/// A stream as ShowStream has it, with all its partitions or one page of them.
struct StreamDetails
{
    StreamName name; ///< as asked for
    Fact id;
    Fact status;
    Fact type;
    Fact dataType;
    Fact compression;
    Fact retention; ///< hours
    Fact createTime; ///< ms since 1970 UTC
    Fact lastModified; ///< the same
    Fact readablePartitions;
    Fact writablePartitions;
    Fact autoScale;
    std::vector<StreamPartition> partitions; ///< in the order of the answers
    bool hasMore = false; ///< of a page: ask again, after the last id
    QDateTime receivedAt; ///< local clock, UTC, when the last byte of the last page came
    std::optional<QDateTime> serverDate; ///< the Date header of the last page
};

using StreamSnapshot = std::shared_ptr<const StreamDetails>;

/// How many streams and partitions one page may have (DIS API reference).
inline constexpr int mostStreamsPerPage = 100;
inline constexpr int mostPartitionsPerPage = 1000;

/// Where streams and their dump tasks are asked for. Nothing is retried. Every future finishes on the asker's event
/// loop; cancelling it aborts the request. Errors: every kind but Usage (save BadName), and Mismatch of showStream()
/// alone.
class ProjectSource
{
public:
    virtual ~ProjectSource() = default;
    /// One page of the project's streams, those after the name; empty: from the first. limit: 1 ... 100.
    virtual QFuture<Result<StreamPage>> listStreams(const QString &after, int limit) = 0;
    virtual QFuture<Result<TaskList>> listTasks(const StreamName &stream) = 0;
    /// A stream with one page of its partitions, those after the id; empty: from the first. limit: 1 ... 1000. Errors:
    /// also Mismatch, if the answer is about another stream.
    virtual QFuture<Result<StreamDetails>> showStream(const StreamName &stream, const QString &after, int limit) = 0;

protected:
    ProjectSource() = default;
    Q_DISABLE_COPY_MOVE(ProjectSource)
};

/// What the client allows itself towards one service, so that nobody gets blocked: DIS publishes no limit of its own.
struct RequestLimits
{
    int inFlight = 4;
    int perSecond = 5; ///< and as many at once after a pause

    friend bool operator==(const RequestLimits &, const RequestLimits &) = default;
};

} // namespace spillway
