// SPDX-License-Identifier: GPL-3.0-or-later
#include "insight/arithmetic.h"

#include "domain/fields.h"
#include "insight/figures.h"
#include "insight/verdictrules.h"

#include <QCoreApplication>
#include <QStringList>

namespace spillway {

namespace {

class Lines
{
    Q_DECLARE_TR_FUNCTIONS(Arithmetic)

public:
    Lines(const Evidence &evidence, const DisplayFormat &display)
        : m_known(evidence)
        , m_display(display)
        , m_figures(figuresOf(evidence))
    {
    }

    QString all();

private:
    static QString digits(qint64 number) { return QString::number(number); }
    static QString digits(const std::optional<qint64> &number) { return QString::number(*number); }
    QString clock(milliseconds taken) const;
    QString perSecond(qint64 thousandths) const;
    void addOffset();
    void addReset();
    void addStream();
    void addStanding();
    void addTimes();
    void addLosses();
    void addRates();

    const Evidence &m_known;
    const DisplayFormat &m_display;
    RowInsight m_figures;
    QStringList m_lines;
};

/// The wall-clock time of a moment of the clock that never jumps; empty for a saved answer.
QString Lines::clock(milliseconds taken) const
{
    const TaskEvidence &task = m_known.task;
    if (!task.takenAt)
        return {};
    return clockText(task.takenAt->addMSecs((taken - task.history.newest().taken).count()), m_display);
}

QString Lines::perSecond(qint64 thousandths) const
{
    return tr("%1 records/s").arg(QString::fromLatin1(thousandthsText(thousandths)));
}

void Lines::addOffset()
{
    const History &history = m_known.task.history;
    if (!m_known.offset) {
        m_lines += tr("no offset");
        return;
    }
    const milliseconds now = history.newest().taken;
    const milliseconds stood = now - m_known.standing;
    const bool stands = m_known.standing.count() > 0;
    if (clock(now).isEmpty())
        m_lines += tr("offset %1").arg(digits(m_known.offset));
    else if (stands)
        m_lines += tr("offset %1 at %2 → %3 at %4")
                       .arg(digits(m_known.offset), clock(stood), digits(m_known.offset), clock(now));
    else if (m_known.dumped)
        m_lines += tr("offset %1 at %2 → %3 at %4")
                       .arg(digits(history.frame(m_known.dumped->from).offset(m_known.row)),
                            clock(history.frame(m_known.dumped->from).taken), digits(m_known.offset), clock(now));
    else
        m_lines += tr("offset %1 at %2").arg(digits(m_known.offset), clock(now));
}

void Lines::addReset()
{
    const History &history = m_known.task.history;
    const auto taken = [&](int frame) { return clock(history.frame(frame).taken); };
    if (m_known.wentDown >= 0)
        m_lines += tr("offset went down from %1 to %2 at %3")
                       .arg(digits(m_known.downFrom), digits(history.frame(m_known.wentDown).offset(m_known.row)),
                            taken(m_known.wentDown));
    if (m_known.cameBack >= 0)
        m_lines += tr("not reported from %1 to %2").arg(taken(m_known.awaySince), taken(m_known.cameBack));
}

/// How far it is from being stalled, or since when it is; and by how much it falls behind.
void Lines::addStanding()
{
    if (waits(m_known) && m_known.isRunning)
        m_lines += tr("the offset stands still for %1; more than %2 is stalled")
                       .arg(lengthText(standsFor(m_known)), lengthText(stalledAfter(m_known.task)));
    if (m_known.trend.dumps > 1)
        m_lines += tr("lag after a dump: %1 → %2")
                       .arg(digits(m_known.trend.afterFirstDump), digits(m_known.trend.afterLastDump));
}

void Lines::addStream()
{
    if (m_known.isRepeated)
        m_lines += tr("an earlier row has the same partition ID: only that one is compared with the stream");
    if (m_known.listed && m_known.listed->id.text != m_known.task.task.text(m_known.partition.id))
        m_lines += tr("in the stream: %1").arg(visibleText(m_known.listed->id.text));
    if (m_known.listed && m_known.isClosed)
        m_lines += tr("partition status in the stream: %1").arg(visibleText(m_known.listed->status.text));
    if (!m_known.head)
        return;
    const QString time = clock(m_known.task.streamTaken);
    m_lines += time.isEmpty() ? tr("head %1").arg(digits(m_known.head))
                              : tr("head %1, read at %2").arg(digits(m_known.head), time);
    if (m_known.oldest)
        m_lines += tr("oldest kept %1").arg(digits(m_known.oldest));
    if (m_known.lag && m_known.oldest && *m_known.oldest >= *m_known.head)
        m_lines += tr("the stream keeps nothing of this partition: nothing can wait");
    else if (m_known.lag)
        m_lines += tr("lag = %1 − %2 = %3").arg(digits(m_known.head), digits(m_known.offset), digits(m_known.lag));
    else if (m_known.startsAtLatest)
        m_lines += tr("nothing dumped yet, and the dump task starts at the latest record: what was there before does "
                      "not wait");
}

void Lines::addTimes()
{
    const TaskEvidence &task = m_known.task;
    const auto interval = digits(std::chrono::duration_cast<std::chrono::seconds>(task.interval).count());
    m_lines += task.isIntervalAssumed ? tr("interval %1 s, assumed: the answer has none").arg(interval)
                                      : tr("interval %1 s").arg(interval);
    if (m_known.lastDump)
        m_lines += tr("last dump %1").arg(timeText(*calendarTime(m_known.lastDump), m_display));
    const int polls = task.history.size();
    m_lines += polls == 1 ? tr("one poll so far") : tr("%1 poll(s)", nullptr, polls).arg(polls);
}

void Lines::addLosses()
{
    if (m_known.expired.value_or(0) > 0)
        m_lines += tr("expired: %1 … %2, records: %3")
                       .arg(digits(*m_known.offset + 1), digits(*m_known.oldest - 1), digits(m_known.expired));
    if (m_known.discardGrowth > 0)
        m_lines += tr("discarded %1, of these within the last polls %2")
                       .arg(digits(m_known.discard), digits(m_known.discardGrowth));
    else if (m_known.discard.value_or(0) > 0)
        m_lines += tr("discarded %1, none within the last polls").arg(digits(m_known.discard));
}

void Lines::addRates()
{
    if (m_figures.rate)
        m_lines += tr("rate %1").arg(perSecond(*m_figures.rate));
    if (m_figures.inputRate)
        m_lines += tr("coming in %1").arg(perSecond(*m_figures.inputRate));
    if (m_figures.catchUp)
        m_lines += tr("caught up in %1 at these rates").arg(lengthText(*m_figures.catchUp));
    else if (m_figures.neverCatchesUp && ruleFor(m_known).verdict != Verdict::Flowing)
        // In a steady flow something always waits for the next dump: that is nothing to be caught up with.
        m_lines += tr("never caught up at these rates");
    if (m_figures.remaining)
        m_lines += tr("the oldest record that waits expires in about %1").arg(lengthText(*m_figures.remaining));
}

QString Lines::all()
{
    const VerdictRule &rule = ruleFor(m_known);
    m_lines += tr("%1: %2").arg(verdictText(rule.verdict), conditionText(rule));
    addOffset();
    addReset();
    addStream();
    addTimes();
    addStanding();
    addLosses();
    addRates();
    return m_lines.join(u'\n');
}

} // namespace

QString arithmeticText(const Evidence &evidence, const DisplayFormat &display)
{
    return Lines(evidence, display).all();
}

} // namespace spillway
