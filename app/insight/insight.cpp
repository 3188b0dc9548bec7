// SPDX-License-Identifier: GPL-3.0-or-later
#include "insight/insight.h"

#include "domain/fields.h"

#include <algorithm>

namespace spillway {

InsightPointer Insight::after(const InsightPointer &, Observation seen)
{
    auto insight = std::shared_ptr<Insight>(new Insight);
    insight->m_seen = std::move(seen);
    insight->m_verdicts.resize(insight->m_seen.task->byKey.size(), Verdict::Unknown);
    return insight;
}

RowInsight Insight::row(int row) const
{
    RowInsight known;
    known.verdict = m_verdicts[size_t(row)];
    if (!m_seen.stream)
        return known;
    const DumpTask &task = *m_seen.task;
    const Partition &partition = task.partitions[task.byKey[size_t(row)]];
    const QString id = task.text(partition.id);
    const auto &listed = m_seen.stream->partitions;
    const auto found = std::ranges::find_if(listed, [&](const StreamPartition &each) { return each.id.text == id; });
    if (found == listed.end())
        return known;
    known.head = found->next;
    known.oldest = found->oldest;
    if (const auto offset = task.integer(partition.lastTransferOffset); offset && known.head)
        known.lag = std::max<qint64>(*known.head - *offset, 0);
    return known;
}

QString Insight::arithmetic(int, const DisplayFormat &) const
{
    return {};
}

std::vector<std::optional<qint64>> Insight::steps(int) const
{
    return {};
}

int Insight::polls() const
{
    return 1;
}

WorkedOutCells::WorkedOutCells(const DumpTask &task, InsightPointer insight)
    : m_insight(std::move(insight))
{
    const std::vector<quint32> &byKey = task.byKey;
    if (!m_insight || std::is_sorted(byKey.begin(), byKey.end()))
        return;
    m_rows.resize(byKey.size());
    for (std::size_t row = 0; row < byKey.size(); ++row)
        m_rows[byKey[row]] = int(row);
}

WorkedOut WorkedOutCells::read(quint32 partition, int column) const
{
    if (!m_insight)
        return {};
    return workedOut(*m_insight, m_rows.empty() ? int(partition) : m_rows[partition], column);
}

WorkedOut workedOut(const Insight &insight, int row, int column)
{
    const RowInsight known = insight.row(row);
    const auto whole = [](std::optional<qint64> number) {
        return WorkedOut{number, number ? QByteArray::number(*number) : QByteArray()};
    };
    switch (column) {
    case HeadColumn:
        return whole(known.head);
    case OldestColumn:
        return whole(known.oldest);
    case LagColumn:
        return whole(known.lag);
    case ExpiredColumn:
        return whole(known.expired);
    case VerdictColumn:
        return {int(known.verdict), infoOf(known.verdict).word};
    default:
        return {};
    }
}

} // namespace spillway
