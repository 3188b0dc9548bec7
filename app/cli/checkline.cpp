// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/checkline.h"

#include "cli/saying.h"
#include "domain/value.h"
#include "session/wording.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <tuple>

namespace spillway {

namespace {

constexpr size_t mostNamed = 3; ///< of what is not as it should be
constexpr qsizetype longestName = 64; ///< as long as DIS allows
constexpr qsizetype longestReason = 250;
constexpr qsizetype longestText = 1800; ///< Nagios takes 8 KiB, and a character may be four bytes

/// From the best to the worst.
int severity(CheckStatus status)
{
    switch (status) {
    case CheckStatus::Ok:
        return 0;
    case CheckStatus::Unknown:
        return 1;
    case CheckStatus::Warning:
        return 2;
    case CheckStatus::Critical:
        break;
    }
    return 3;
}

QString word(CheckStatus status)
{
    switch (status) {
    case CheckStatus::Ok:
        return QStringLiteral("OK");
    case CheckStatus::Warning:
        return QStringLiteral("WARNING");
    case CheckStatus::Critical:
        return QStringLiteral("CRITICAL");
    case CheckStatus::Unknown:
        break;
    }
    return QStringLiteral("UNKNOWN");
}

/// What stands behind | are numbers to Nagios, and a second line is lost to most who read it.
QString plain(const QString &text, qsizetype limit)
{
    return visibleText(text, limit).replace(u'|', u'¦');
}

QString nameOf(const TaskAddress &address)
{
    return plain(address.stream.text, longestName) + u'/' + plain(address.task.text, longestName);
}

/// A sentence as a part of another one.
QString inside(QString text)
{
    if (text.endsWith(u'.'))
        text.chop(1);
    return text;
}

QString reasonOf(const Error &error, const TaskAddress &about = {})
{
    return plain(inside(failureText(error, about)), longestReason);
}

QString counted(qint64 count, const char *one, const char *many)
{
    return QString::number(count) + u' ' + QString::fromLatin1(count == 1 ? one : many);
}

QString records(qint64 count)
{
    return counted(count, "record", "records");
}

QString lossOf(const TaskInsight &whole)
{
    QStringList losses;
    if (whole.expired.value_or(0) > 0)
        losses << records(*whole.expired) + QStringLiteral(" expired before they were dumped");
    if (whole.discardGrowth > 0)
        losses << records(whole.discardGrowth) + QStringLiteral(" discarded while we looked");
    QString text = losses.join(QStringLiteral(" and "));
    // The moment of a first look is no answer to "since when".
    if (whole.lossIsOlder)
        text += QStringLiteral(", since before we looked");
    else if (whole.lossSeen.isValid())
        text += QStringLiteral(", since ") + whole.lossSeen.toUTC().toString(Qt::ISODate);
    if (whole.lastDump)
        text += QStringLiteral(", last dump ") + whole.lastDump->toUTC().toString(Qt::ISODate);
    return text;
}

/// That the stream could not be read; empty if it was, or there is none.
QString deafnessTo(const Insight &insight)
{
    const auto &error = insight.seen().streamError;
    return error ? QStringLiteral("the stream could not be read: ")
            + reasonOf(*error, {{insight.task()->text(insight.task()->streamName)}, {}})
                 : QString();
}

/// Why nobody can tell.
QString ignoranceOf(const Insight &insight)
{
    if (insight.seen().streamError)
        return QStringLiteral("cannot tell idle from stalled");
    if (!insight.seen().stream)
        return QStringLiteral("cannot tell idle from stalled, for a saved answer comes without its stream");
    if (insight.whole().lag.value_or(0) > 1)
        return records(*insight.whole().lag) + QStringLiteral(" wait, and it is too early to call that stalled");
    return QStringLiteral("there is too little to go by");
}

QString reasonOf(const Insight &insight)
{
    const TaskInsight &whole = insight.whole();
    switch (whole.verdict) {
    case Verdict::Losing:
        return lossOf(whole);
    case Verdict::Error:
        return QStringLiteral("the service says ABNORMAL or ERROR");
    case Verdict::Stalled:
        return whole.lag ? records(*whole.lag) + QStringLiteral(" wait, and none has been dumped for too long")
                         : QStringLiteral("records wait, and none has been dumped for too long");
    case Verdict::Behind:
        return QStringLiteral("records come in faster than they are dumped");
    case Verdict::Reset:
        return QStringLiteral("the offset went down, or a partition was gone for a while");
    case Verdict::Paused:
        return QStringLiteral("somebody has paused the dump task");
    case Verdict::Unknown:
        return ignoranceOf(insight);
    case Verdict::Flowing:
    case Verdict::Idle:
    case Verdict::Starting:
        break;
    }
    return {};
}

QString discardsOf(const TaskInsight &whole)
{
    if (whole.discarded.value_or(0) <= 0 || whole.verdict == Verdict::Losing)
        return {};
    const QString discarded = records(*whole.discarded) + QStringLiteral(" discarded");
    if (whole.discardGrowth > 0)
        return discarded + QStringLiteral(", of these while we looked: ") + QString::number(whole.discardGrowth);
    return discarded + QStringLiteral(" before we looked");
}

/// One thing that is worth a clause, and how bad it is.
struct Item
{
    CheckStatus status = CheckStatus::Unknown;
    Verdict verdict = Verdict::Unknown;
    qint64 lost = 0;
    QString name;
    QString text; ///< behind the name
};

bool isWorse(const Item &a, const Item &b)
{
    const auto rank = [](const Item &item) { return std::tuple(severity(item.status), item.verdict, item.lost); };
    return rank(a) != rank(b) ? rank(a) > rank(b) : a.name < b.name;
}

Item itemOf(const TaskReport &report)
{
    Item item;
    item.name = nameOf(report.address);
    if (!report.insight) {
        item.text = QStringLiteral("could not be read: ") + reasonOf(report.insight.error(), report.address);
        return item;
    }
    const Insight &insight = **report.insight;
    const TaskInsight &whole = insight.whole();
    item.status = statusOf(whole);
    // What is lost is not known then.
    if (insight.seen().streamError)
        item.status = worseOf(item.status, CheckStatus::Unknown);
    item.verdict = whole.verdict;
    item.lost = std::max(whole.expired.value_or(0), whole.discardGrowth);
    item.text = QString::fromLatin1(infoOf(whole.verdict).word);
    QStringList reasons{reasonOf(insight), discardsOf(whole), deafnessTo(insight)};
    reasons.removeAll(QString());
    if (!reasons.isEmpty())
        item.text += QStringLiteral(": ") + reasons.join(QStringLiteral(", "));
    return item;
}

/// "3 losing, 1 stalled", from the worst to the best.
template <class Counts> QString verdictCounts(const Counts &counts)
{
    QStringList parts;
    for (int i = verdictCount - 1; i >= 0; --i) {
        if (counts[size_t(i)] > 0)
            parts << QString::number(counts[size_t(i)]) + u' ' + QString::fromLatin1(verdictInfos[size_t(i)].word);
    }
    return parts.join(QStringLiteral(", "));
}

QString partitionCounts(const TaskInsight &whole)
{
    const auto &counts = whole.partitions;
    const qint64 all = std::accumulate(counts.begin(), counts.end(), qint64(0));
    return all == 0 ? QStringLiteral("no partitions")
                    : counted(all, "partition", "partitions") + QStringLiteral(": ") + verdictCounts(counts);
}

/// How many of the tasks in scope have each verdict.
QString taskCounts(const Findings &findings)
{
    std::array<qint64, verdictInfos.size()> counts{};
    qint64 unread = 0;
    for (const TaskReport &report : findings.reports) {
        if (report.insight)
            ++counts[size_t((*report.insight)->whole().verdict)];
        else
            ++unread;
    }
    QStringList parts{verdictCounts(counts)};
    if (unread > 0)
        parts << QStringLiteral("%1 not read").arg(unread);
    parts.removeAll(QString());
    const auto seen = qint64(findings.reports.size());
    const QString of = seen == findings.tasks
        ? counted(seen, "dump task", "dump tasks")
        : QStringLiteral("%1 of %2").arg(seen).arg(counted(findings.tasks, "dump task", "dump tasks"));
    return parts.isEmpty() ? of : of + QStringLiteral(": ") + parts.join(QStringLiteral(", "));
}

void add(std::optional<qint64> &sum, std::optional<qint64> number)
{
    constexpr qint64 most = std::numeric_limits<qint64>::max();
    if (!number)
        return;
    const qint64 counts = std::max<qint64>(*number, 0);
    sum = sum.value_or(0) > most - counts ? most : sum.value_or(0) + counts;
}

/// The names are a promise; U is Nagios's word for what is not known.
QString numbersOf(const Findings &findings)
{
    std::optional<qint64> lag;
    std::optional<qint64> expired;
    std::optional<qint64> discarded;
    for (const TaskReport &report : findings.reports) {
        if (!report.insight)
            continue;
        const TaskInsight &whole = (*report.insight)->whole();
        add(lag, whole.lag);
        add(expired, whole.expired);
        add(discarded, whole.discarded);
    }
    const auto text = [](std::optional<qint64> number) {
        return number ? QString::number(*number) : QStringLiteral("U");
    };
    return QStringLiteral("lag=%1 expired=%2 discarded=%3").arg(text(lag), text(expired), text(discarded));
}

bool isLookedAt(const TaskReport &report)
{
    return report.insight.has_value();
}

/// What kept us from looking at everything: of the status Unknown, whatever else there is.
QStringList hindrances(const Findings &findings)
{
    QStringList all;
    const QString stream = plain(findings.stream.text, longestName);
    if (findings.ranOutAfter) {
        const QString seconds = QString::number(double(findings.ranOutAfter->count()) / 1000);
        all << (findings.tasks == 0
                    ? QStringLiteral("no dump task looked at within %1 s: listing them took too long").arg(seconds)
                    : QStringLiteral("%1 of %2 looked at within %3 s")
                          .arg(QString::number(std::ranges::count_if(findings.reports, isLookedAt)),
                               counted(findings.tasks, "dump task", "dump tasks"), seconds));
    }
    if (findings.endedBy) {
        const QString text = reasonOf(*findings.endedBy, {findings.stream, {}});
        all << (findings.scope == Findings::Scope::Stream ? stream + QStringLiteral(": ") + text : text);
    }
    const bool isEmpty = findings.tasks == 0 && all.isEmpty();
    if (isEmpty && findings.unlisted.empty())
        all << (findings.scope == Findings::Scope::Stream ? QStringLiteral("the stream %1 has no dump task").arg(stream)
                                                          : QStringLiteral("there is no dump task in this project"));
    return all;
}

CheckLine line(CheckStatus status, const QString &text, const QString &numbers)
{
    QString whole = QStringLiteral("DIS DUMP ") + word(status) + QStringLiteral(" - ") + plain(text, longestText);
    if (!numbers.isEmpty())
        whole += QStringLiteral(" | ") + numbers;
    return {status, whole};
}

} // namespace

CheckStatus statusOf(const TaskInsight &whole)
{
    switch (whole.verdict) {
    case Verdict::Losing:
    case Verdict::Error:
    case Verdict::Stalled:
        return CheckStatus::Critical;
    case Verdict::Behind:
    case Verdict::Reset:
    case Verdict::Paused:
        return CheckStatus::Warning;
    case Verdict::Unknown:
    case Verdict::Flowing:
    case Verdict::Idle:
    case Verdict::Starting:
        break;
    }
    if (whole.discarded.value_or(0) > 0)
        return CheckStatus::Warning;
    return whole.verdict == Verdict::Unknown ? CheckStatus::Unknown : CheckStatus::Ok;
}

CheckStatus worseOf(CheckStatus a, CheckStatus b)
{
    return severity(a) < severity(b) ? b : a;
}

CheckLine checkLine(const Findings &findings)
{
    std::vector<Item> items;
    for (const TaskReport &report : findings.reports)
        items.push_back(itemOf(report));
    for (const Findings::Unlisted &each : findings.unlisted)
        items.push_back(
            {.name = plain(each.stream.text, longestName),
             .text = QStringLiteral("its dump tasks could not be listed: ") + reasonOf(each.error, {each.stream, {}})});
    std::ranges::sort(items, isWorse);

    const QStringList hindered = hindrances(findings);
    CheckStatus status = hindered.isEmpty() ? CheckStatus::Ok : CheckStatus::Unknown;
    QStringList parts;
    const bool isOneTask = findings.scope == Findings::Scope::Task;
    for (const Item &item : items) {
        status = worseOf(status, item.status);
        const bool isNamed = item.status != CheckStatus::Ok || isOneTask;
        if (isNamed && size_t(parts.size()) < mostNamed)
            parts << item.name + u' ' + item.text;
    }
    parts << hindered;
    const bool isAnyLookedAt = std::ranges::any_of(findings.reports, isLookedAt);
    if (isOneTask && isAnyLookedAt)
        parts << partitionCounts((*findings.reports.front().insight)->whole());
    else if (!isOneTask && !findings.reports.empty())
        parts << taskCounts(findings);
    if (!findings.unlisted.empty())
        parts << QStringLiteral("dump tasks of %1 of %2 not listed")
                     .arg(findings.unlisted.size())
                     .arg(counted(findings.streams, "stream", "streams"));
    return line(status, parts.join(QStringLiteral("; ")), isAnyLookedAt ? numbersOf(findings) : QString());
}

CheckLine unknownLine(const QString &sentence)
{
    return line(CheckStatus::Unknown, inside(sentence), {});
}

} // namespace spillway
