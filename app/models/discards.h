// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/plan.h"

#include <QDateTime>

#include <map>
#include <utility>

namespace spillway {

/// By how much a discard counter grew from one answer to the next. 0 if it did not, went down (a counter that starts
/// anew is no loss), or is no 64-bit integer in one of them.
quint64 discardGrowth(const Answer &answerA, const Value &before, const Answer &answerB, const Value &after);

/// a + b; the largest number if that is too much.
quint64 addedUp(quint64 a, quint64 b);

/// Records lost since we look at a task, partition by partition, until a person acknowledges it. Immutable; a null
/// pointer knows of none. Rows are those of the Partitions section of the answer it was made for; partitions that are
/// not in that answer are remembered by id and occurrence.
class Discards
{
public:
    /// What is known after plan.to, if `before` was known with plan.from. since: when plan.from came, UTC.
    static DiscardsPointer after(const DiscardsPointer &before, const Plan &plan, const QDateTime &since);
    /// What is left to acknowledge after these rows were, or all of them with what is gone.
    static DiscardsPointer acknowledged(const DiscardsPointer &known, const std::vector<int> &rows);
    static DiscardsPointer acknowledgedAll(const DiscardsPointer &known);

    /// Growth of a row that nobody has acknowledged.
    quint64 growth(int row) const { return size_t(row) < m_growth.size() ? m_growth[size_t(row)] : 0; }
    /// The row's counter grew while we looked, and all of that was acknowledged.
    bool isAcknowledged(int row) const { return size_t(row) < m_seen.size() && m_seen[size_t(row)] && !growth(row); }

    /// All that is not acknowledged, of how many partitions.
    quint64 total() const { return m_total; }
    qint64 partitions() const { return m_partitions; }
    /// When the answer came after which it began, UTC.
    const QDateTime &since() const { return m_since; }

    /// How many partitions that are not in the answer are remembered one by one; more are only counted.
    static constexpr size_t awayLimit = 10'000;

private:
    struct Entry
    {
        quint64 growth = 0;
        bool seen = false;
    };
    using Key = std::pair<QByteArray, quint32>; ///< id and occurrence

    Entry entry(int row) const { return {growth(row), size_t(row) < m_seen.size() && m_seen[size_t(row)]}; }
    void put(int row, Entry entry);
    void putAway(const Key &key, Entry entry);
    void addUp();
    bool isEmpty() const;
    static DiscardsPointer finished(Discards discards);

    std::vector<quint64> m_growth; ///< by row
    std::vector<bool> m_seen; ///< by row: grew, and was acknowledged
    std::map<Key, Entry> m_away;
    quint64 m_rest = 0; ///< of partitions beyond the limit
    qint64 m_restPartitions = 0;
    quint64 m_total = 0;
    qint64 m_partitions = 0;
    QDateTime m_since;
};

} // namespace spillway
