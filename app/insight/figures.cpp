// SPDX-License-Identifier: GPL-3.0-or-later
#include "insight/figures.h"

#include "insight/exact.h"
#include "insight/verdictrules.h"

#include <algorithm>

namespace spillway {

namespace {

/// records / speed, where the speed is in thousandths of a record a second.
milliseconds timeFor(Wide records, Wide thousandthsPerSecond)
{
    constexpr int perMs = 1'000'000;
    return milliseconds(saturated(records * perMs / thousandthsPerSecond));
}

void addTo(std::optional<qint64> &sum, std::optional<qint64> number)
{
    if (number)
        sum = saturated(Wide(sum.value_or(0)) + *number);
}

/// A task without partitions has its own state and nothing else.
Verdict ofState(DumpTask::State state)
{
    switch (state) {
    case DumpTask::State::Abnormal:
    case DumpTask::State::Error:
        return Verdict::Error;
    case DumpTask::State::Paused:
        return Verdict::Paused;
    case DumpTask::State::Starting:
        return Verdict::Starting;
    default:
        return Verdict::Unknown;
    }
}

} // namespace

RowInsight figuresOf(const Evidence &evidence)
{
    RowInsight row;
    row.head = evidence.head;
    row.oldest = evidence.oldest;
    row.lag = evidence.lag;
    row.expired = evidence.expired;
    row.rate = evidence.rate;
    row.inputRate = evidence.inputRate;
    const bool waits = row.lag.value_or(0) > thresholds.nothingWaits;
    if (waits && row.rate && row.inputRate) {
        const Wide gain = difference(*row.rate, *row.inputRate);
        row.neverCatchesUp = gain <= 0;
        if (gain > 0)
            row.catchUp = timeFor(*row.lag, gain);
    }
    if (waits && evidence.offset && evidence.oldest && evidence.oldestRate.value_or(0) > 0) {
        const Wide left = difference(*evidence.offset, *evidence.oldest) + 1;
        row.remaining = timeFor(std::max<Wide>(left, 0), *evidence.oldestRate);
    }
    return row;
}

void RollUp::add(const Evidence &evidence, Verdict verdict)
{
    const RowInsight row = figuresOf(evidence);
    ++m_sum.partitions[size_t(verdict)];
    m_sum.verdict = std::max(m_sum.verdict, verdict);
    addTo(m_sum.lag, row.lag);
    addTo(m_sum.expired, row.expired);
    addTo(m_sum.discarded, evidence.discard);
    if (row.remaining && (!m_sum.remaining || *row.remaining < *m_sum.remaining))
        m_sum.remaining = row.remaining;
    if (verdict == Verdict::Losing && evidence.lastDump && (!m_sum.lastDump || *evidence.lastDump < *m_sum.lastDump))
        m_sum.lastDump = evidence.lastDump;
}

TaskInsight RollUp::whole(const TaskEvidence &task) const
{
    TaskInsight whole = m_sum;
    if (task.task.byKey.empty())
        whole.verdict = ofState(task.state);
    return whole;
}

QByteArray thousandthsText(qint64 thousandths)
{
    const quint64 size = thousandths < 0 ? 0 - quint64(thousandths) : quint64(thousandths);
    const QByteArray sign = thousandths < 0 ? "-" : "";
    return sign + QByteArray::number(size / 1000) + '.' + QByteArray::number(size % 1000).rightJustified(3, '0');
}

} // namespace spillway
