// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "insight/history.h"

#include <QDateTime>

namespace spillway {

struct Observation;

/// What is the same for all partitions of one poll.
struct TaskEvidence
{
    /// Why there is no head.
    enum class Stream : quint8 { Read, NotYet, NoPermission, Failed };

    TaskEvidence(const Observation &seen, bool hasStream, milliseconds newestTaken, const History &kept);

    const DumpTask &task;
    const History &history;
    milliseconds
        streamTaken; ///< when the newest answer of the stream came: while this poll's is awaited, the last one's
    Stream access;
    DumpTask::State state;
    milliseconds interval; ///< deliver_time_interval
    bool isIntervalAssumed = true; ///< the answer has none: the documented default
    bool isLatest; ///< consumer_strategy is LATEST, or absent, which is documented to be the same
    std::optional<qint64> created; ///< ms since 1970
    std::optional<qint64> now; ///< the same, by the server's clock, else this computer's
    std::optional<QDateTime> takenAt; ///< when history.newest() was taken, UTC
    int recent; ///< number of the first frame of the last polls that rules look at
    int window; ///< number of the first frame that rates are worked out from
};

/// How far a number moved, in which time.
struct Movement
{
    qint64 records = 0; ///< not below 0
    milliseconds time{0}; ///< above 0
    int from = 0; ///< number of the frame it began with

    qint64 thousandthsPerSecond() const;
};

/// How the lag went over the window of rates. Offsets move in steps, once per dump interval, and polls come as they
/// like: so the lag is compared right after one dump and right after another.
struct LagTrend
{
    int polls = 0; ///< steps from poll to poll with a known lag
    int dumps = 0; ///< steps with which the offset moved
    bool grewAtEveryPoll = true; ///< or there was none
    qint64 grown = 0; ///< by so much, from the first poll of the window to the last
    qint64 afterFirstDump = 0; ///< the lag at the first poll that saw the offset moved
    qint64 afterLastDump = 0;
    qint64 mostIn = 0; ///< records that came in between two polls, at most: by so much the two may differ by chance
};

/// What is known about one partition at one poll: all that a rule may look at. Absent: it cannot be known.
struct Evidence
{
    /// inStream: the partition as the stream lists it, or null. repeated: an earlier row has the same id.
    Evidence(const TaskEvidence &evidence, int ofRow, const StreamPartition *inStream, bool repeated);

    const TaskEvidence &task;
    int row;
    const Partition &partition;
    const StreamPartition *listed;
    DumpTask::State state;
    std::optional<qint64> offset;
    std::optional<qint64> discard;
    std::optional<qint64> head;
    std::optional<qint64> oldest;
    std::optional<qint64> lag; ///< head - offset, not below 0
    std::optional<qint64>
        waiting; ///< the same, or what came in since the first poll, if the rest was never to be dumped
    std::optional<qint64> expired;
    std::optional<qint64> lastDump; ///< ms since 1970; nothing if it lies before the task was created
    std::optional<milliseconds> sinceLastDump; ///< nothing if it lies ahead of the clock
    bool hasNeverDumped = false; ///< no offset, or 0, and no time
    bool startsAtLatest = false; ///< offset 0 or none, LATEST: what was there before was never to be dumped
    bool isRunning = false;
    bool isRepeated = false; ///< another row before it has the same id
    bool isClosed = false; ///< the stream says DELETED or EXPIRED
    bool isExpired = false; ///< EXPIRED: its records are gone too
    int wentDown = -1; ///< number of the frame among the last ones with which the offset went down; -1: it did not
    std::optional<qint64> downFrom; ///< what it was before that
    int cameBack = -1; ///< the same: the partition is reported again
    int awaySince = -1; ///< the first frame in which it was not
    bool headMoved = false; ///< with one of the last polls
    qint64 discardGrowth = 0; ///< with the last polls
    std::optional<milliseconds> sinceMove; ///< the offset was last seen to move
    milliseconds seenFor{0}; ///< since the first poll kept that knew the offset
    milliseconds standing{0}; ///< the offset stands still while records wait, as seen
    bool isStandingBounded = false; ///< it was seen to begin; else it may be longer
    std::optional<Movement> dumped; ///< the offset's, over the window of rates
    std::optional<Movement> came; ///< the head's
    std::optional<Movement> expiring; ///< the oldest record's
    LagTrend trend;

private:
    void readAnswer();
    void readStream();
    void lookBack();
    void lookAtLag();
};

} // namespace spillway
