// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/changes.h"

#include "models/discards.h"
#include "models/rowwalk.h"

#include <algorithm>

namespace spillway {

namespace {

constexpr qsizetype longestKept = 1000;
constexpr quint16 notKept = 0xffff;
constexpr qsizetype headSize = 4;

/// How many cells of a fields section differ.
qint64 countEdits(const RowEdits &edits)
{
    qint64 rows = rowsIn(edits.removed) + rowsIn(edits.inserted);
    for (const ChangedRun &run : edits.changed)
        rows += run.rows.last - run.rows.first + 1;
    return rows;
}

quint16 wordAt(const QByteArray &bytes, qsizetype at)
{
    return quint16(quint8(bytes[at]) | quint8(bytes[at + 1]) << 8);
}

} // namespace

Changes::Changes(const Plan &plan, const QDateTime &since)
    : m_since(since)
{
    const DumpTask &before = *plan.from;
    const DumpTask &after = *plan.to;
    if (before.state.kind != after.state.kind || before.text(before.state) != after.text(after.state))
        m_states = States{before.text(before.state), after.text(after.state)};
    m_settings = countEdits(plan.edits[size_t(Section::Destination)]);

    const RowEdits &edits = plan.edits[size_t(Section::Partitions)];
    m_newRows = rowsIn(edits.inserted);
    m_goneRows = rowsIn(edits.removed);
    if (edits.isEmpty())
        return;
    m_marks.resize(after.byKey.size());
    m_starts.resize(after.byKey.size());
    auto changed = edits.changed.begin();
    const auto kept = [&](int oldRow, int row) {
        while (changed != edits.changed.end() && changed->rows.last < row)
            ++changed;
        if (changed != edits.changed.end() && changed->rows.first <= row)
            compareRow(before, before.partitions[before.byKey[size_t(oldRow)]], after,
                       after.partitions[after.byKey[size_t(row)]], row);
    };
    const auto came = [&](int row) { m_marks[size_t(row)] = newRow; };
    const auto went = [&](int oldRow) {
        if (m_goneIds.size() < goneIdsLimit)
            m_goneIds += before.text(before.partitions[before.byKey[size_t(oldRow)]].id);
    };
    walkRows(edits, int(before.byKey.size()), int(after.byKey.size()), kept, came, went);
    m_earlier.squeeze();
}

void Changes::compareRow(const DumpTask &before, const Partition &a, const DumpTask &after, const Partition &b, int row)
{
    m_starts[size_t(row)] = quint32(m_earlier.size());
    quint16 marks = 0;
    for (int column = 0; column < AnswerColumnCount; ++column) {
        const auto member = partitionFields[size_t(column)].value;
        if (sameValue(before.answer, a.*member, after.answer, b.*member))
            continue;
        marks = quint16(marks | 1U << column);
        keep(before.answer, a.*member);
    }
    m_marks[size_t(row)] = marks;
    m_changedRows += marks != 0 ? 1 : 0;
    if (const quint64 growth = discardGrowth(before.answer, a.discard, after.answer, b.discard)) {
        m_discarded = addedUp(m_discarded, growth);
        ++m_discardingRows;
    }
}

void Changes::keep(const Answer &answer, const Value &value)
{
    const QByteArrayView token = answer.token(value);
    const bool fits = token.size() <= longestKept;
    const quint16 size = fits ? quint16(token.size()) : notKept;
    m_earlier.append(char(value.kind));
    m_earlier.append(char(value.marks.toInt()));
    m_earlier.append(char(size & 0xff));
    m_earlier.append(char(size >> 8));
    if (fits)
        m_earlier.append(token);
}

bool Changes::isEmpty() const
{
    return m_changedRows + m_newRows + m_goneRows + m_settings == 0 && !m_states;
}

std::optional<Changes::Earlier> Changes::earlier(int row, int column) const
{
    if (!isChanged(row, column))
        return std::nullopt;
    qsizetype at = m_starts[size_t(row)];
    for (int before = 0; before < column; ++before) {
        if (!isChanged(row, before))
            continue;
        const quint16 size = wordAt(m_earlier, at + 2);
        at += headSize + (size == notKept ? 0 : size);
    }
    const quint16 size = wordAt(m_earlier, at + 2);
    if (size == notKept)
        return std::nullopt;
    Value value;
    value.size = size;
    value.kind = Value::Kind(m_earlier[at]);
    value.marks = Value::Marks(quint8(m_earlier[at + 1]));
    return Earlier{Answer(m_earlier.mid(at + headSize, size)), value};
}

Plan planAnswer(TaskSnapshot from, TaskSnapshot to, const QDateTime &since, DiscardsPointer known)
{
    Plan result = plan(std::move(from), std::move(to));
    if (result.from && result.to)
        result.changes = std::make_shared<const Changes>(result, since);
    result.discards = Discards::after(known, result, since);
    result.knownDiscards = std::move(known);
    return result;
}

} // namespace spillway
