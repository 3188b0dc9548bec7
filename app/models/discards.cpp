// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/discards.h"

#include "models/changes.h"
#include "models/rowwalk.h"

#include <algorithm>
#include <limits>

namespace spillway {

namespace {

const Partition &partitionOf(const DumpTask &task, int row)
{
    return task.partitions[task.byKey[size_t(row)]];
}

} // namespace

quint64 discardGrowth(const Answer &answerA, const Value &before, const Answer &answerB, const Value &after)
{
    const auto a = answerA.integer(before);
    const auto b = answerB.integer(after);
    // The difference of two 64-bit numbers fits once the sign is known.
    return a && b && *b > *a ? quint64(*b) - quint64(*a) : 0;
}

quint64 addedUp(quint64 a, quint64 b)
{
    constexpr quint64 most = std::numeric_limits<quint64>::max();
    return a > most - b ? most : a + b;
}

DiscardsPointer Discards::after(const DiscardsPointer &before, const Plan &plan, const QDateTime &since)
{
    static const DumpTask nothing;
    const DumpTask &from = plan.from ? *plan.from : nothing;
    const DumpTask &to = plan.to ? *plan.to : nothing;
    const RowEdits &edits = plan.edits[size_t(Section::Partitions)];
    const bool grew = plan.changes && plan.changes->discarded() > 0;
    if (edits.isEmpty() || (!before && !grew))
        return before;
    static const Discards none;
    const Discards &old = before ? *before : none;
    Discards next;
    next.m_away = old.m_away;
    next.m_rest = old.m_rest;
    next.m_restPartitions = old.m_restPartitions;
    const auto key = [](const DumpTask &task, const Partition &partition) {
        return Key(task.answer.token(partition.id).toByteArray(), partition.occurrence);
    };
    const auto kept = [&](int oldRow, int row) {
        Entry entry = old.entry(oldRow);
        entry.growth = addedUp(
            entry.growth,
            discardGrowth(from.answer, partitionOf(from, oldRow).discard, to.answer, partitionOf(to, row).discard));
        next.put(row, entry);
    };
    const auto came = [&](int row) {
        if (next.m_away.empty())
            return;
        const auto away = next.m_away.find(key(to, partitionOf(to, row)));
        if (away == next.m_away.end())
            return;
        next.put(row, away->second);
        next.m_away.erase(away);
    };
    const auto went = [&](int oldRow) {
        const Entry entry = old.entry(oldRow);
        if (entry.growth > 0 || entry.seen)
            next.putAway(key(from, partitionOf(from, oldRow)), entry);
    };
    walkRows(edits, int(from.byKey.size()), int(to.byKey.size()), kept, came, went);
    next.m_since = old.m_total > 0 ? old.m_since : since;
    return finished(std::move(next));
}

DiscardsPointer Discards::acknowledged(const DiscardsPointer &known, const std::vector<int> &rows)
{
    if (!known)
        return known;
    Discards next = *known;
    for (const int row : rows) {
        if (next.growth(row) > 0)
            next.put(row, {0, true});
    }
    return finished(std::move(next));
}

DiscardsPointer Discards::acknowledgedAll(const DiscardsPointer &known)
{
    if (!known)
        return known;
    Discards next = *known;
    for (size_t row = 0; row < next.m_growth.size(); ++row) {
        if (next.m_growth[row] > 0)
            next.put(int(row), {0, true});
    }
    for (auto &[key, entry] : next.m_away)
        entry = {0, true};
    next.m_rest = 0;
    next.m_restPartitions = 0;
    return finished(std::move(next));
}

void Discards::put(int row, Entry entry)
{
    // Most tasks lose nothing, and then there is nothing to keep.
    const auto at = size_t(row);
    if (at >= m_growth.size() && entry.growth > 0)
        m_growth.resize(at + 1);
    if (at < m_growth.size())
        m_growth[at] = entry.growth;
    if (at >= m_seen.size() && entry.seen)
        m_seen.resize(at + 1);
    if (at < m_seen.size())
        m_seen[at] = entry.seen;
}

void Discards::putAway(const Key &key, Entry entry)
{
    if (m_away.size() < awayLimit) {
        m_away.insert_or_assign(key, entry);
    } else if (entry.growth > 0) {
        m_rest = addedUp(m_rest, entry.growth);
        ++m_restPartitions;
    }
}

void Discards::addUp()
{
    m_total = m_rest;
    m_partitions = m_restPartitions;
    const auto add = [this](quint64 growth) {
        m_total = addedUp(m_total, growth);
        m_partitions += growth > 0 ? 1 : 0;
    };
    for (const quint64 growth : m_growth)
        add(growth);
    for (const auto &[key, entry] : m_away)
        add(entry.growth);
}

bool Discards::isEmpty() const
{
    return m_total == 0 && m_away.empty() && std::find(m_seen.begin(), m_seen.end(), true) == m_seen.end();
}

DiscardsPointer Discards::finished(Discards discards)
{
    discards.addUp();
    return discards.isEmpty() ? nullptr : std::make_shared<const Discards>(std::move(discards));
}

} // namespace spillway
