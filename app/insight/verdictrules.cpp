// SPDX-License-Identifier: GPL-3.0-or-later
#include "insight/verdictrules.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace spillway {

namespace {

using State = DumpTask::State;
using Stream = TaskEvidence::Stream;
using E = const Evidence &;

bool isIn(E evidence, State state)
{
    return evidence.task.state == state || evidence.state == state;
}

bool nothingWaits(E evidence)
{
    return evidence.waiting && *evidence.waiting <= thresholds.nothingWaits;
}

bool isYoung(E evidence)
{
    const TaskEvidence &task = evidence.task;
    return task.created && task.now
        && milliseconds(*task.now - *task.created) < thresholds.youngIntervals * task.interval;
}

bool movedLately(E evidence)
{
    const milliseconds limit = thresholds.flowingIntervals * evidence.task.interval;
    return evidence.sinceMove && *evidence.sinceMove <= limit;
}

/// The time of the last dump counts only while the polls do not reach as far back: it may move though nothing is
/// dumped.
bool dumpedLately(E evidence)
{
    const milliseconds limit = thresholds.flowingIntervals * evidence.task.interval;
    return evidence.offset && evidence.seenFor < limit && evidence.sinceLastDump && *evidence.sinceLastDump <= limit;
}

bool fallsBehind(E evidence)
{
    const LagTrend &trend = evidence.trend;
    if (!waits(evidence) || trend.polls < thresholds.polls || trend.dumps < 2)
        return false;
    // Polls that each come a little later after a dump make a lag that seems to grow.
    if (trend.grewAtEveryPoll && trend.grown > trend.mostIn / 2)
        return true;
    return trend.afterLastDump - trend.afterFirstDump > trend.mostIn;
}

// clang-format off
constexpr std::array rules{
    VerdictRule{Verdict::Losing, QT_TRANSLATE_NOOP("VerdictRule", "Records expired before they were dumped."),
                [](E e) { return e.expired.value_or(0) > 0; }},
    VerdictRule{Verdict::Losing, QT_TRANSLATE_NOOP("VerdictRule", "Records were discarded while we looked."),
                [](E e) { return e.discardGrowth > 0; }},
    VerdictRule{Verdict::Error, QT_TRANSLATE_NOOP("VerdictRule", "The state is ABNORMAL or ERROR."),
                [](E e) { return isIn(e, State::Abnormal) || isIn(e, State::Error); }},
    VerdictRule{Verdict::Paused, QT_TRANSLATE_NOOP("VerdictRule", "The state is PAUSED."),
                [](E e) { return isIn(e, State::Paused); }},
    VerdictRule{Verdict::Starting, QT_TRANSLATE_NOOP("VerdictRule", "The state is STARTING."),
                [](E e) { return isIn(e, State::Starting); }},
    VerdictRule{Verdict::Starting, QT_TRANSLATE_NOOP("VerdictRule", "Nothing has been dumped yet, and the dump task is younger than 3 intervals."),
                [](E e) { return e.hasNeverDumped && isYoung(e); }},
    VerdictRule{Verdict::Reset, QT_TRANSLATE_NOOP("VerdictRule", "The offset went down within the last 5 polls."),
                [](E e) { return e.wentDown >= 0; }},
    VerdictRule{Verdict::Reset, QT_TRANSLATE_NOOP("VerdictRule", "The partition was not reported for a while, and came back within the last 5 polls."),
                [](E e) { return e.cameBack >= 0; }},
    VerdictRule{Verdict::Stalled, QT_TRANSLATE_NOOP("VerdictRule", "Records wait, and the offset has stood still for more than 3 intervals and 180 s."),
                [](E e) { return waits(e) && e.isRunning && standsFor(e) > stalledAfter(e.task); }},
    VerdictRule{Verdict::Behind, QT_TRANSLATE_NOOP("VerdictRule", "The offset moves, but the head moves faster: the lag grows."),
                fallsBehind},
    VerdictRule{Verdict::Idle, QT_TRANSLATE_NOOP("VerdictRule", "The partition is closed, and nothing of it waits."),
                [](E e) { return e.isClosed && (nothingWaits(e) || (e.isExpired && !e.head)); }},
    VerdictRule{Verdict::Idle, QT_TRANSLATE_NOOP("VerdictRule", "Nothing waits, and the head does not move."),
                [](E e) { return nothingWaits(e) && !e.headMoved; }},
    VerdictRule{Verdict::Flowing, QT_TRANSLATE_NOOP("VerdictRule", "The offset moved within the last 2 intervals."),
                movedLately},
    VerdictRule{Verdict::Flowing, QT_TRANSLATE_NOOP("VerdictRule", "The last dump was within the last 2 intervals, by its own time."),
                dumpedLately},
    VerdictRule{Verdict::Idle, QT_TRANSLATE_NOOP("VerdictRule", "Nothing waits."),
                nothingWaits},
    VerdictRule{Verdict::Unknown, QT_TRANSLATE_NOOP("VerdictRule", "Records wait, and it is too early to call that stalled."),
                [](E e) { return waits(e) && e.isRunning; }},
    VerdictRule{Verdict::Unknown, QT_TRANSLATE_NOOP("VerdictRule", "Cannot tell idle from stalled: the stream has not been read yet."),
                [](E e) { return e.task.access == Stream::NotYet; }},
    VerdictRule{Verdict::Unknown, QT_TRANSLATE_NOOP("VerdictRule", "Cannot tell idle from stalled: no permission to read the stream."),
                [](E e) { return e.task.access == Stream::NoPermission; }},
    VerdictRule{Verdict::Unknown, QT_TRANSLATE_NOOP("VerdictRule", "Cannot tell idle from stalled: the stream could not be read."),
                [](E e) { return e.task.access == Stream::Failed; }},
    VerdictRule{Verdict::Unknown, QT_TRANSLATE_NOOP("VerdictRule", "Cannot tell idle from stalled: an earlier row has the same partition ID."),
                [](E e) { return !e.listed && e.isRepeated; }},
    VerdictRule{Verdict::Unknown, QT_TRANSLATE_NOOP("VerdictRule", "Cannot tell idle from stalled: the stream does not list this partition."),
                [](E e) { return !e.listed; }},
    VerdictRule{Verdict::Unknown, QT_TRANSLATE_NOOP("VerdictRule", "Cannot tell idle from stalled: the stream does not say what the head is."),
                [](E e) { return !e.head; }},
    VerdictRule{Verdict::Unknown, QT_TRANSLATE_NOOP("VerdictRule", "Cannot tell idle from stalled: the offset is not known."),
                [](E e) { return !e.offset; }},
    VerdictRule{Verdict::Unknown, QT_TRANSLATE_NOOP("VerdictRule", "There is too little to go by."),
                [](E) { return true; }},
};
// clang-format on

} // namespace

std::span<const VerdictRule> verdictRules()
{
    return rules;
}

const VerdictRule &ruleFor(const Evidence &evidence)
{
    return *std::ranges::find_if(rules, [&](const VerdictRule &rule) { return rule.holds(evidence); });
}

bool waits(const Evidence &evidence)
{
    return evidence.waiting && *evidence.waiting > thresholds.nothingWaits;
}

QString conditionText(const VerdictRule &rule)
{
    return QCoreApplication::translate("VerdictRule", rule.condition);
}

milliseconds stalledAfter(const TaskEvidence &task)
{
    return std::max(milliseconds(thresholds.stalledIntervals * task.interval), thresholds.stalledAtLeast);
}

milliseconds standsFor(const Evidence &evidence)
{
    // Where the beginning was seen, an older time of the last dump only says that nothing came in before.
    if (evidence.isStandingBounded)
        return evidence.standing;
    return std::max(evidence.standing, evidence.sinceLastDump.value_or(milliseconds(0)));
}

} // namespace spillway
