// SPDX-License-Identifier: GPL-3.0-or-later
#include "insight/figures.h"

#include "insight/exact.h"
#include "insight/verdictrules.h"

#include <algorithm>

namespace spillway {

namespace {

std::optional<qint64> rateOf(const std::optional<Movement> &movement)
{
    return movement ? std::optional(movement->thousandthsPerSecond()) : std::nullopt;
}

bool lags(const Evidence &evidence)
{
    return evidence.lag.value_or(0) > thresholds.nothingWaits;
}

std::optional<milliseconds> remainingOf(const Evidence &evidence)
{
    // Where the offset is not known, neither is a lag; and where the oldest record is not, neither is when it expires.
    const auto &expiring = evidence.expiring;
    if (!lags(evidence) || !expiring || expiring->records <= 0)
        return std::nullopt;
    const Wide left = std::max<Wide>(difference(*evidence.offset, *evidence.oldest) + 1, 0);
    return milliseconds(saturated(left * expiring->time.count() / expiring->records));
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
    row.rate = rateOf(evidence.dumped);
    row.inputRate = rateOf(evidence.came);
    if (lags(evidence) && row.rate && row.inputRate) {
        const Wide gain = difference(*row.rate, *row.inputRate);
        row.neverCatchesUp = gain <= 0;
        if (gain > 0)
            row.catchUp = milliseconds(saturated(Wide(*row.lag) * 1'000'000 / gain)); // thousandths, and ms
    }
    row.remaining = remainingOf(evidence);
    return row;
}

void RollUp::add(const Evidence &evidence, Verdict verdict)
{
    ++m_sum.partitions[size_t(verdict)];
    m_worst = std::max(m_worst, verdict);
    addTo(m_sum.lag, evidence.lag);
    addTo(m_sum.expired, evidence.expired);
    // Row by row: where a stream keeps nothing the lag is 0, and what expired there waits nowhere else.
    if (evidence.lag)
        addTo(m_sum.waiting, std::max<qint64>(*evidence.lag - evidence.expired.value_or(0), 0));
    addTo(m_sum.discarded, evidence.discard);
    const auto remaining = remainingOf(evidence);
    if (remaining && (!m_sum.remaining || *remaining < *m_sum.remaining))
        m_sum.remaining = remaining;
    if (verdict == Verdict::Losing && evidence.lastDump)
        m_lastDump = std::min(*evidence.lastDump, m_lastDump.value_or(*evidence.lastDump));
}

TaskInsight RollUp::whole(const TaskEvidence &task) const
{
    TaskInsight whole = m_sum;
    whole.lastDump = calendarTime(m_lastDump);
    whole.verdict = task.task.byKey.empty() ? ofState(task.state) : m_worst;
    return whole;
}

QByteArray thousandthsText(qint64 thousandths)
{
    return QByteArray::number(thousandths / 1000) + '.' + QByteArray::number(thousandths % 1000).rightJustified(3, '0');
}

} // namespace spillway
