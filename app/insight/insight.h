// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/dumptask.h"
#include "domain/error.h"
#include "domain/fields.h"
#include "domain/project.h"
#include "domain/timetext.h"
#include "insight/verdict.h"

#include <QStringList>

#include <chrono>

namespace spillway {

using std::chrono::milliseconds;

/// What one poll saw of a dump task: its answer and, in a second call a little later, its stream's.
struct Observation
{
    TaskSnapshot task; ///< not null
    milliseconds taken{0}; ///< when the task's answer came, by a clock that never jumps (domain/clock.h, Elapsed)
    QDateTime takenAt; ///< the same by the local clock, UTC; invalid for a saved answer
    std::optional<QDateTime> serverDate; ///< the Date header of the task's answer
    StreamSnapshot stream; ///< null: not read yet, or could not be read
    milliseconds streamTaken{0};
    std::optional<Error> streamError; ///< why it could not be read
};

/// What is known about one partition. Absent: it cannot be known.
struct RowInsight
{
    Verdict verdict = Verdict::Unknown;
    std::optional<qint64> head; ///< number of the next record of the stream
    std::optional<qint64> oldest; ///< number of the oldest record kept
    std::optional<qint64> lag; ///< head - offset, not below 0; uncertain by one
    std::optional<qint64> expired; ///< records after the offset that are no longer kept
    std::optional<qint64> rate; ///< thousandths of a record a second; the offset's speed
    std::optional<qint64> inputRate; ///< the same; the head's speed
    std::optional<milliseconds> catchUp; ///< until nothing waits, at these rates; absent: never, or nothing waits
    bool neverCatchesUp = false; ///< records come in at least as fast as they are dumped
    std::optional<milliseconds> remaining; ///< until the oldest record not dumped expires, at the speed of `oldest`
};

/// What is known about a dump task as a whole.
struct TaskInsight
{
    Verdict verdict = Verdict::Unknown;
    std::array<qint64, verdictInfos.size()> partitions{}; ///< how many have each verdict
    std::optional<qint64> lag; ///< of all partitions whose lag is known; absent: of none
    std::optional<qint64> expired;
    std::optional<qint64> waiting; ///< the lag without what has expired: what can still be dumped
    std::optional<qint64> discarded; ///< of all partitions, as they report it
    qint64 discardGrowth = 0; ///< since the first poll
    std::optional<milliseconds> remaining; ///< the shortest of all
    QDateTime lossSeen; ///< when loss was first seen, UTC; invalid: none
    bool lossIsOlder = false; ///< it was there at the first poll
    std::optional<QDateTime> lastDump; ///< UTC: of the losing partitions the one that was dumped longest ago
    QStringList lacking; ///< partitions the stream has, ACTIVE or being created, and the task does not report
    QStringList foreign; ///< partitions the task reports and the stream does not
    static constexpr int namedLimit = 1000; ///< of each, so many are named
    qint64 lackingCount = 0;
    qint64 foreignCount = 0;
};

struct Evidence;
struct StreamJoin;
struct TaskEvidence;
class History;
using HistoryPointer = std::shared_ptr<const History>;
class Insight;
using InsightPointer = std::shared_ptr<const Insight>;

/// What successive polls of one dump task tell. Immutable; made on a worker thread. Rows are those of the Partitions
/// section: of task().byKey.
class Insight
{
public:
    /// What is known after `seen`, if `before` was known until then; null: nothing. A second observation of the same
    /// answer, now with its stream, takes the place of the first. Linear in the number of partitions.
    static InsightPointer after(const InsightPointer &before, Observation seen);

    const TaskSnapshot &task() const { return m_seen.task; }
    const Observation &seen() const { return m_seen; }
    const TaskInsight &whole() const { return m_whole; }

    Verdict verdict(int row) const { return m_verdicts[size_t(row)]; }
    RowInsight row(int row) const;
    /// The partition as the stream lists it; null: it does not, or the stream is not known.
    const StreamPartition *streamPartition(int row) const;
    /// Why: the rule that held and its arithmetic, translated plain text, one fact a line. With the times of both
    /// calls.
    QString arithmetic(int row, const DisplayFormat &display = {}) const;
    /// Records dumped between the polls kept, the newest last: at most 60; absent where a poll is missing.
    std::vector<std::optional<qint64>> steps(int row) const;
    /// How many polls are kept, this one included.
    int polls() const;
    /// The polls kept, number by number.
    const History &history() const { return *m_history; }

private:
    Insight() = default;
    void readStream(const Insight *before);
    bool mayLendStream(milliseconds taken) const;
    Evidence evidence(int row) const;
    void rollUp(const Insight *before);

    Observation m_seen;
    StreamSnapshot m_stream; ///< what the rows are compared with: while this poll's is still to come, the last one's
    milliseconds m_streamTaken{0};
    std::shared_ptr<const StreamJoin> m_join; ///< null without a stream
    HistoryPointer m_history;
    std::shared_ptr<const TaskEvidence> m_common;
    std::vector<Verdict> m_verdicts; ///< by row
    TaskInsight m_whole;
    qint64 m_discardedBefore = 0; ///< discard growth up to the poll before
    bool m_hadStream = false; ///< a poll before this one read the stream
};

/// What a worked-out column has in it.
struct WorkedOut
{
    std::optional<qint64> number; ///< what it is ordered by; absent: nothing is known
    QByteArray text; ///< as exported: digits, for rates with three decimals, for verdicts its word; empty: nothing
};
WorkedOut workedOut(const RowInsight &known, int column);
/// The same for who wants no other column of the row.
WorkedOut workedOut(const Insight &insight, int row, int column);

/// The same by the place of the partition in the answer.
class WorkedOutCells
{
public:
    /// insight: null, or with as many rows as the task.
    WorkedOutCells(const DumpTask &task, InsightPointer insight);
    WorkedOut read(quint32 partition, int column) const;

private:
    InsightPointer m_insight;
    std::vector<int> m_rows; ///< of the insight, by partition; empty: the same
};

} // namespace spillway
