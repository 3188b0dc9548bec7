// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/plan.h"

#include <QDateTime>
#include <QStringList>

namespace spillway {

/// What one answer changed about the partitions of the answer before. Immutable. It keeps the old text of the cells
/// that changed and 6 bytes a row, not the old answer. Rows are those of the new answer's Partitions section.
class Changes
{
public:
    /// plan: from one answer to the next, neither null. since: when the one before came, UTC; may be invalid.
    Changes(const Plan &plan, const QDateTime &since);

    /// Nothing that is counted here happened.
    bool isEmpty() const;
    const QDateTime &since() const { return m_since; }

    bool isNew(int row) const { return (marksOf(row) & newRow) != 0; }
    bool isChanged(int row, int column) const { return (marksOf(row) >> column & 1) != 0; }

    /// A value of the answer before, with the bytes it is read from.
    struct Earlier
    {
        Answer answer;
        Value value;
    };
    /// What stood in a changed cell. Nothing if it did not change, or was longer than is kept (1 000 bytes).
    std::optional<Earlier> earlier(int row, int column) const;

    qint64 changedRows() const { return m_changedRows; }
    qint64 newRows() const { return m_newRows; }
    qint64 goneRows() const { return m_goneRows; }
    /// Ids of the first partitions that are gone, as they came.
    const QStringList &goneIds() const { return m_goneIds; }
    static constexpr int goneIdsLimit = 20;

    /// By how much discard counters grew, and of how many partitions. More than fits is the largest number.
    quint64 discarded() const { return m_discarded; }
    qint64 discardingRows() const { return m_discardingRows; }

    /// Fields of the destination that changed, came or went.
    qint64 settings() const { return m_settings; }
    /// The task's state before and after as they came, if it changed.
    struct States
    {
        QString before;
        QString after;
    };
    const std::optional<States> &states() const { return m_states; }

private:
    static constexpr quint16 newRow = 0x8000;
    static_assert(AnswerColumnCount < 15, "one bit a column, and one for new rows");

    quint16 marksOf(int row) const { return size_t(row) < m_marks.size() ? m_marks[size_t(row)] : quint16(0); }
    void compareRow(const DumpTask &before, const Partition &a, const DumpTask &after, const Partition &b, int row);
    void keep(const Answer &answer, const Value &value);

    QDateTime m_since;
    std::vector<quint16> m_marks; ///< by row; empty if no row changed or came
    std::vector<quint32> m_starts; ///< by row: where the old texts of its changed cells begin
    QByteArray m_earlier; ///< kind, marks, size (two bytes) and text of each, column after column
    qint64 m_changedRows = 0;
    qint64 m_newRows = 0;
    qint64 m_goneRows = 0;
    QStringList m_goneIds;
    quint64 m_discarded = 0;
    qint64 m_discardingRows = 0;
    qint64 m_settings = 0;
    std::optional<States> m_states;
};

/// plan(), and what follows from the two answers: Plan::changes and Plan::discards. `since` is when `from` came;
/// `known` is what was known about discards until now. For a worker thread.
Plan planAnswer(TaskSnapshot from, TaskSnapshot to, const QDateTime &since, DiscardsPointer known);

} // namespace spillway
