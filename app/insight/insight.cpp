// SPDX-License-Identifier: GPL-3.0-or-later
#include "insight/insight.h"

#include "insight/arithmetic.h"
#include "insight/evidence.h"
#include "insight/exact.h"
#include "insight/figures.h"
#include "insight/verdictrules.h"

#include <algorithm>
#include <utility>

namespace spillway {

InsightPointer Insight::after(const InsightPointer &before, Observation seen)
{
    auto insight = std::shared_ptr<Insight>(new Insight);
    insight->m_seen = std::move(seen);
    const TaskSnapshot &task = insight->m_seen.task;
    const bool goesOn = before && before->m_history->isContinuedBy(*task, insight->m_seen.taken);
    const Insight *known = goesOn ? before.get() : nullptr;
    insight->readStream(known);
    std::optional<StreamReading> reading;
    if (insight->m_seen.stream)
        reading.emplace(StreamReading{*insight->m_stream, *insight->m_join, insight->m_streamTaken});
    insight->m_history =
        History::after(known ? known->m_history : nullptr, task, insight->m_seen.taken, reading ? &*reading : nullptr);
    insight->m_common = std::make_shared<TaskEvidence>(insight->m_seen, insight->m_stream != nullptr,
                                                       insight->m_streamTaken, *insight->m_history);
    insight->rollUp(known);
    return insight;
}

void Insight::readStream(const Insight *before)
{
    m_stream = m_seen.stream;
    m_streamTaken = m_seen.streamTaken;
    if (!m_stream && !m_seen.streamError && before && before->mayLendStream(m_seen.taken)) {
        m_stream = before->m_stream;
        m_streamTaken = before->m_streamTaken;
    }
    if (!m_stream)
        return;
    const bool isSame = before && before->m_join && haveSameRows(*before->task(), *task())
        && (m_stream == before->m_stream || listsTheSame(*m_stream, *before->m_stream));
    m_join = isSame ? before->m_join : joined(*task(), *m_stream, TaskInsight::namedLimit);
}

bool Insight::mayLendStream(milliseconds taken) const
{
    if (!m_stream)
        return false;
    // It is the poll before's own, or this is another observation of the poll that borrowed it.
    return m_seen.stream || m_seen.taken == taken;
}

const StreamPartition *Insight::streamPartition(int row) const
{
    const qint32 listed = m_join ? m_join->listed[size_t(row)] : StreamJoin::none;
    return listed >= 0 ? &m_stream->partitions[size_t(listed)] : nullptr;
}

Evidence Insight::evidence(int row) const
{
    return {*m_common, row, streamPartition(row), m_join && m_join->listed[size_t(row)] == StreamJoin::repeated};
}

RowInsight Insight::row(int row) const
{
    RowInsight figures = figuresOf(evidence(row));
    figures.verdict = verdict(row);
    return figures;
}

QString Insight::arithmetic(int row, const DisplayFormat &display) const
{
    return arithmeticText(evidence(row), display);
}

std::vector<std::optional<qint64>> Insight::steps(int row) const
{
    std::vector<std::optional<qint64>> steps;
    for (int i = 1; i < m_history->size(); ++i) {
        const Frame &frame = m_history->frame(i);
        const auto from = m_history->frame(i - 1).offset(row);
        const auto to = frame.offset(row);
        // An offset that went down does not tell how many records were dumped.
        const bool isKnown = !frame.isAfterGap && from && to && *to >= *from;
        steps.push_back(isKnown ? std::optional(saturated(difference(*to, *from))) : std::nullopt);
    }
    return steps;
}

int Insight::polls() const
{
    return m_history->size();
}

void Insight::rollUp(const Insight *before)
{
    RollUp sum;
    const int rows = int(task()->byKey.size());
    m_verdicts.reserve(size_t(rows));
    for (int row = 0; row < rows; ++row) {
        const Evidence known = evidence(row);
        m_verdicts.push_back(ruleFor(known).verdict);
        sum.add(known, m_verdicts.back());
    }
    m_whole = sum.whole(*m_common);
    if (m_join) {
        m_whole.lacking = m_join->lacking;
        m_whole.foreign = m_join->foreign;
        m_whole.lackingCount = m_join->lackingCount;
        m_whole.foreignCount = m_join->foreignCount;
    }
    const bool isAgain = before && before->m_seen.taken == m_seen.taken;
    m_discardedBefore = !before ? 0 : isAgain ? before->m_discardedBefore : before->m_whole.discardGrowth;
    const qint64 growth = m_history->discardGrowth();
    m_whole.discardGrowth = saturated(Wide(m_discardedBefore) + growth);
    m_hadStream = before && (isAgain ? before->m_hadStream : before->m_hadStream || before->m_seen.stream);
    if (before && before->m_whole.lossSeen.isValid()) {
        m_whole.lossSeen = before->m_whole.lossSeen;
        m_whole.lossIsOlder = before->m_whole.lossIsOlder;
    } else if (m_whole.expired.value_or(0) > 0 || growth > 0) {
        m_whole.lossSeen = m_common->takenAt.value_or(m_stream ? m_stream->receivedAt : QDateTime());
        m_whole.lossIsOlder = growth == 0 && !m_hadStream;
    }
}

namespace {

WorkedOut ofNumber(std::optional<qint64> number)
{
    return {number, number ? QByteArray::number(*number) : QByteArray()};
}

WorkedOut ofThousandths(std::optional<qint64> number)
{
    return {number, number ? thousandthsText(*number) : QByteArray()};
}

} // namespace

WorkedOut workedOut(const RowInsight &known, int column)
{
    switch (column) {
    case VerdictColumn:
        return {int(known.verdict), infoOf(known.verdict).word};
    case HeadColumn:
        return ofNumber(known.head);
    case OldestColumn:
        return ofNumber(known.oldest);
    case LagColumn:
        return ofNumber(known.lag);
    case ExpiredColumn:
        return ofNumber(known.expired);
    case RateColumn:
        return ofThousandths(known.rate);
    default:
        return {};
    }
}

WorkedOut workedOut(const Insight &insight, int row, int column)
{
    RowInsight known;
    if (column == VerdictColumn)
        known.verdict = insight.verdict(row);
    else
        known = insight.row(row);
    return workedOut(known, column);
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

} // namespace spillway
