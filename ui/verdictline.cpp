// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/verdictline.h"

#include "domain/counttext.h"
#include "models/taskmodel.h"
#include "session/wording.h"
#include "ui/outsidetext.h"
#include "ui/plainlabel.h"

#include <QHBoxLayout>
#include <QTimeZone>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace spillway {

namespace {

constexpr qsizetype namedInLine = 5;

/// With its date unless that is the date of the answer, for the line is short of room.
QString momentOf(const QDateTime &time, const Insight &insight, const DisplayFormat &display)
{
    const QTimeZone zone = display.zone.isValid() ? display.zone : QTimeZone::systemTimeZone();
    const QDateTime &taken = insight.seen().takenAt;
    const bool isSameDay = taken.isValid() && time.toTimeZone(zone).date() == taken.toTimeZone(zone).date();
    return isSameDay ? clockText(time, display) : timeText(time, display);
}

/// "2 of 8 partitions are losing"; empty if there is one alone, or none.
QString shareText(const TaskInsight &whole)
{
    qint64 all = 0;
    for (const qint64 count : whole.partitions)
        all += count;
    const qint64 worst = whole.partitions[size_t(whole.verdict)];
    if (all < 2 || worst == 0)
        return {};
    return VerdictLine::tr("%1 of %2 partition(s)", nullptr, pluralOf(all)).arg(countText(worst), countText(all));
}

QString lossText(const TaskInsight &whole)
{
    QStringList lost;
    if (whole.expired.value_or(0) > 0)
        lost += VerdictLine::tr("%1 record(s) expired before they were dumped", nullptr, pluralOf(*whole.expired))
                    .arg(countText(*whole.expired));
    if (whole.discarded.value_or(0) > 0) {
        const QString discarded = VerdictLine::tr("%1 record(s) discarded", nullptr, pluralOf(*whole.discarded))
                                      .arg(countText(*whole.discarded));
        lost += whole.discardGrowth > 0
            ? VerdictLine::tr("%1, %2 of them while we looked").arg(discarded, countText(whole.discardGrowth))
            : discarded;
    }
    return lost.join(u" · "_s);
}

QString sinceText(const Insight &insight, const DisplayFormat &display)
{
    const TaskInsight &whole = insight.whole();
    if (!whole.lossSeen.isValid())
        return {};
    const QString seen = momentOf(whole.lossSeen, insight, display);
    return whole.lossIsOlder ? VerdictLine::tr("since before the first look at %1").arg(seen)
                             : VerdictLine::tr("since %1").arg(seen);
}

QString namesText(const QStringList &ids, qint64 count)
{
    QStringList named;
    for (const QString &id : ids.first(std::min(ids.size(), namedInLine)))
        named += amongWords(id);
    const qint64 rest = count - named.size();
    const QString text = named.join(u", "_s);
    return rest > 0 ? VerdictLine::tr("%1 and %2 more").arg(text, countText(rest)) : text;
}

} // namespace

QStringList insightSentences(const Insight &insight, const DisplayFormat &display)
{
    const TaskInsight &whole = insight.whole();
    QStringList parts{shareText(whole)};
    // No number says it.
    if (whole.verdict == Verdict::Unknown || whole.verdict == Verdict::Reset)
        parts += verdictMeaning(whole.verdict);
    if (const QString lost = lossText(whole); !lost.isEmpty())
        parts += {lost, sinceText(insight, display)};
    if (whole.verdict == Verdict::Losing && whole.lastDump)
        parts +=
            VerdictLine::tr("last dump of the worst partition %1").arg(momentOf(*whole.lastDump, insight, display));
    if (whole.waiting.value_or(0) > 0)
        parts +=
            VerdictLine::tr("≈ %1 record(s) wait", nullptr, pluralOf(*whole.waiting)).arg(countText(*whole.waiting));
    if (whole.remaining && whole.remaining->count() > 0)
        parts += VerdictLine::tr("the oldest that waits expires in about %1").arg(lengthText(*whole.remaining));
    parts.removeAll(QString());
    if (parts.isEmpty())
        parts += verdictMeaning(whole.verdict);
    return parts;
}

QString missingStreamText(const Insight &insight)
{
    const std::optional<Error> &error = insight.seen().streamError;
    if (!error)
        return {};
    return error->kind == Error::Kind::Forbidden ? VerdictLine::tr("Lag unknown: no permission to read the stream")
                                                 : VerdictLine::tr("Lag unknown: the stream could not be read");
}

QString missingStreamDetails(const Insight &insight)
{
    const std::optional<Error> &error = insight.seen().streamError;
    if (!error)
        return {};
    const QString what = error->kind == Error::Kind::Forbidden
        ? VerdictLine::tr("Your account may not read this stream. Without its head nobody can tell idle from stalled.")
        : sentence(*error, {{insight.task()->text(insight.task()->streamName)}, {}});
    return (QStringList{what} + details(*error)).join(u'\n');
}

QStringList unmatchedTexts(const TaskInsight &whole)
{
    QStringList texts;
    if (whole.lackingCount > 0)
        texts += VerdictLine::tr("The stream has %1 partition(s) that this dump task does not report: %2", nullptr,
                                 pluralOf(whole.lackingCount))
                     .arg(countText(whole.lackingCount), namesText(whole.lacking, whole.lackingCount));
    if (whole.foreignCount > 0)
        texts += VerdictLine::tr("The stream does not list %1 partition(s) of this dump task: %2", nullptr,
                                 pluralOf(whole.foreignCount))
                     .arg(countText(whole.foreignCount), namesText(whole.foreign, whole.foreignCount));
    return texts;
}

VerdictLine::VerdictLine(const TaskModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_verdict(new PlainLabel)
    , m_summary(new PlainLabel)
    , m_missing(new PlainLabel)
    , m_partitions(new PlainLabel)
{
    setObjectName(u"verdictLine"_s);
    setAccessibleName(tr("Verdict"));
    m_verdict->setObjectName(u"taskVerdict"_s);
    m_summary->setObjectName(u"verdictSummary"_s);
    m_summary->setWordWrap(true);
    m_missing->setObjectName(u"missingStream"_s);
    m_missing->setSeverity(Severity::Unknown);
    m_partitions->setObjectName(u"unmatchedPartitions"_s);
    m_partitions->setSeverity(Severity::Warning);
    m_partitions->setWordWrap(true);

    auto *line = new QHBoxLayout;
    line->setSpacing(fontMetrics().height() / 2);
    line->addWidget(m_verdict, 0, Qt::AlignTop);
    line->addWidget(m_summary, 1);
    line->addWidget(m_missing, 0, Qt::AlignTop);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(fontMetrics().height() / 5);
    layout->addLayout(line);
    layout->addWidget(m_partitions);
    connect(&model, &TaskModel::insightChanged, this, &VerdictLine::updateTexts);
    connect(&model, &TaskModel::displayChanged, this, &VerdictLine::updateTexts);
    updateTexts();
}

void VerdictLine::updateTexts()
{
    const InsightPointer &insight = m_model.insight();
    setVisible(insight && m_model.snapshot());
    if (!insight)
        return;
    const TaskInsight &whole = insight->whole();
    m_verdict->setText(verdictText(whole.verdict));
    m_verdict->setSeverity(infoOf(whole.verdict).severity);
    QStringList counts{verdictMeaning(whole.verdict)};
    for (const VerdictInfo &info : verdictInfos) {
        if (const qint64 count = whole.partitions[size_t(info.verdict)])
            counts += tr("%1: %2").arg(verdictText(info.verdict), countText(count));
    }
    explain(*m_verdict, counts.join(u'\n'));
    QString summary = insightSentences(*insight, m_model.display()).join(u" · "_s);
    summary.replace(u"≈ "_s, u"≈\u00a0"_s); // no line ends between the two
    m_summary->setText(summary);
    const QString missing = missingStreamText(*insight);
    m_missing->setVisible(!missing.isEmpty());
    m_missing->setText(missing);
    explain(*m_missing, missingStreamDetails(*insight));
    const QStringList unmatched = unmatchedTexts(whole);
    m_partitions->setVisible(!unmatched.isEmpty());
    m_partitions->setText(unmatched.join(u'\n'));
}

} // namespace spillway
