// SPDX-License-Identifier: GPL-3.0-or-later
#include "insight/evidence.h"

#include "domain/fields.h"
#include "insight/exact.h"
#include "insight/insight.h"
#include "insight/settingcheck.h"
#include "insight/verdictrules.h"

#include <algorithm>

namespace spillway {

namespace {

using State = DumpTask::State;
using Numbers = std::optional<qint64> (Frame::*)(int) const;
using std::chrono::seconds;

TaskEvidence::Stream accessOf(const Observation &seen, bool hasStream)
{
    if (seen.streamError)
        return seen.streamError->kind == Error::Kind::Forbidden ? TaskEvidence::Stream::NoPermission
                                                                : TaskEvidence::Stream::Failed;
    return hasStream ? TaskEvidence::Stream::Read : TaskEvidence::Stream::NotYet;
}

/// The first frame of as many polls as kept that span both a number of steps and a time.
int firstSpanning(const History &history, int steps, milliseconds time)
{
    const int last = history.size() - 1;
    int first = last;
    while (first > 0 && (last - first < steps || history.newest().taken - history.frame(first).taken < time))
        --first;
    return first;
}

std::optional<qint64> calendarOnly(std::optional<qint64> sinceEpoch)
{
    return sinceEpoch && isCalendarTime(*sinceEpoch) ? sinceEpoch : std::nullopt;
}

/// How far a number moved from the frame `first` on, up to the last that knows it. One that goes down begins anew.
std::optional<Movement> movementOf(const History &history, int first, int row, Numbers numbers,
                                   milliseconds Frame::*time)
{
    const Frame *last = nullptr;
    std::optional<qint64> later;
    std::optional<Movement> found;
    for (int i = history.size() - 1; i >= first; --i) {
        const Frame &frame = history.frame(i);
        const auto number = (frame.*numbers)(row);
        if (!number)
            continue;
        if (!last) {
            last = &frame;
        } else if (*number > *later) {
            break;
        } else if (last->*time > frame.*time) {
            const Wide records = difference(*(last->*numbers)(row), *number);
            found = {saturated(records), last->*time - frame.*time, i};
        }
        later = number;
    }
    return found;
}

/// Of OBS's block or, where that has none, of the first other one that has it: in the vendor's Java SDK the others are
/// derived from OBS's.
Setting destinationSetting(const DumpTask &task, const char *key)
{
    const SettingFacts facts{task, nullptr, {}};
    Setting found = SettingCheck(facts, {true, nullptr}, key).value();
    for (size_t i = 0; found.isAbsent() && i < task.otherDestinations.size(); ++i)
        found = SettingCheck(facts, {false, &task.otherDestinations[i]}, key).value();
    return found;
}

} // namespace

qint64 Movement::thousandthsPerSecond() const
{
    return saturated(Wide(records) * 1'000'000 / time.count());
}

TaskEvidence::TaskEvidence(const Observation &seen, bool hasStream, milliseconds newestTaken, const History &kept)
    : task(*seen.task)
    , history(kept)
    , streamTaken(newestTaken)
    , access(accessOf(seen, hasStream))
    , state(task.taskState())
    , interval(thresholds.assumedInterval)
    , created(calendarOnly(task.integer(task.createTime)))
    , recent(std::max(0, history.size() - 1 - thresholds.polls))
{
    // Compared as numbers: a huge one would overflow as a length of time.
    const auto given = destinationSetting(task, "deliver_time_interval").integer();
    if (given && *given >= 1 && *given <= thresholds.longestInterval.count()) {
        interval = seconds(*given);
        isIntervalAssumed = false;
    }
    const Setting strategy = destinationSetting(task, "consumer_strategy");
    isLatest =
        strategy.isAbsent() || strategy.kind == Value::Kind::Null || strategy.text == QLatin1StringView("LATEST");
    if (seen.takenAt.isValid())
        takenAt = seen.takenAt;
    else
        takenAt = seen.serverDate;
    if (const auto &clock = seen.serverDate ? seen.serverDate : takenAt)
        now = clock->toMSecsSinceEpoch();
    window = firstSpanning(history, thresholds.polls, thresholds.rateIntervals * interval);
}

Evidence::Evidence(const TaskEvidence &evidence, int ofRow, const StreamPartition *inStream, bool repeated)
    : task(evidence)
    , row(ofRow)
    , partition(partitionOfRow(task.task, row))
    , listed(inStream)
    , state(task.task.stateOf(partition.state))
    , isRepeated(repeated)
{
    readAnswer();
    readStream();
    lookBack();
    lookAtLag();
}

void Evidence::readAnswer()
{
    const Frame &newest = task.history.newest();
    offset = newest.offset(row);
    discard = newest.discard(row);
    lastDump = calendarOnly(task.task.integer(partition.lastTransferTimestamp));
    hasNeverDumped = offset.value_or(0) == 0 && !lastDump;
    startsAtLatest = offset.value_or(0) == 0 && task.isLatest;
    // Seconds instead of milliseconds, for one, are a time in 1970.
    if (lastDump && task.created && *lastDump < *task.created)
        lastDump.reset();
    if (lastDump && task.now && milliseconds(*lastDump - *task.now) <= thresholds.clockTolerance)
        sinceLastDump = milliseconds(*task.now - *lastDump);
    isRunning = (task.state == State::Running && (state == State::Running || state == State::Absent))
        || (task.state == State::Absent && state == State::Running);
}

void Evidence::readStream()
{
    if (!listed || task.access != TaskEvidence::Stream::Read)
        return;
    head = listed->next;
    oldest = listed->oldest;
    const QString &status = listed->status.text;
    isExpired = status == QLatin1StringView("EXPIRED");
    isClosed = isExpired || status == QLatin1StringView("DELETED");
    if (offset && head) {
        const qint64 behind = std::max<qint64>(saturated(difference(*head, *offset)), 0);
        // Where nothing is kept nothing can wait.
        if (oldest && *oldest >= *head)
            lag = 0;
        else if (behind <= thresholds.nothingWaits || !startsAtLatest)
            lag = behind;
    }
    if (offset && oldest)
        expired =
            startsAtLatest || hasNeverDumped ? 0 : std::max<qint64>(saturated(difference(*oldest, *offset) - 1), 0);
}

void Evidence::lookBack()
{
    const History &history = task.history;
    const Frame &newest = history.newest();
    std::optional<qint64> lastOffset;
    std::optional<qint64> lastDiscard;
    std::optional<qint64> lastHead;
    bool wasPresent = false;
    bool isAway = false;
    int firstAway = -1;
    for (int i = 0; i < history.size(); ++i) {
        const Frame &frame = history.frame(i);
        const bool isRecent = i > task.recent;
        if (!frame.has(row, Frame::Present)) {
            if (wasPresent && !isAway)
                firstAway = i;
            isAway = wasPresent;
            continue;
        }
        if (isAway && isRecent) {
            cameBack = i;
            awaySince = firstAway;
        }
        isAway = false;
        wasPresent = true;
        if (const auto number = frame.offset(row)) {
            if (!lastOffset) {
                seenFor = newest.taken - frame.taken;
            } else if (*number > *lastOffset) {
                sinceMove = newest.taken - frame.taken;
            } else if (*number < *lastOffset && isRecent) {
                wentDown = i;
                downFrom = lastOffset;
            }
            lastOffset = number;
        }
        if (const auto number = frame.discard(row)) {
            if (lastDiscard && *number > *lastDiscard && isRecent)
                discardGrowth = saturated(Wide(discardGrowth) + difference(*number, *lastDiscard));
            lastDiscard = number;
        }
        if (const auto number = frame.head(row)) {
            headMoved = headMoved || (lastHead && *number != *lastHead && isRecent);
            lastHead = number;
        }
    }
    standing = newest.taken - newest.standingSince(row);
    isStandingBounded = newest.has(row, Frame::Bounded);
    if (offset)
        dumped = movementOf(history, task.window, row, &Frame::offset, &Frame::taken);
    if (head)
        came = movementOf(history, task.window, row, &Frame::head, &Frame::streamTaken);
    if (oldest)
        expiring = movementOf(history, task.window, row, &Frame::oldest, &Frame::streamTaken);
}

void Evidence::lookAtLag()
{
    const History &history = task.history;
    waiting = lag;
    std::optional<qint64> lastOffset;
    std::optional<qint64> lastHead;
    std::optional<qint64> lastLag;
    std::optional<qint64> firstHead;
    bool isHeadWatched = false;
    for (int i = 0; i < history.size(); ++i) {
        const Frame &frame = history.frame(i);
        const auto frameHead = frame.head(row);
        const auto frameOffset = frame.offset(row);
        if (frameHead && !firstHead)
            firstHead = frameHead;
        else if (frameHead)
            isHeadWatched = true;
        if (i < task.window || !frameHead || !frameOffset)
            continue;
        const qint64 frameLag = std::max<qint64>(saturated(difference(*frameHead, *frameOffset)), 0);
        if (lastLag && *frameOffset < *lastOffset) {
            trend = {}; // set back: the lag did not grow for want of dumping
        } else if (lastLag) {
            ++trend.polls;
            trend.grewAtEveryPoll = trend.grewAtEveryPoll && frameLag > *lastLag;
            trend.grown = saturated(Wide(trend.grown) + frameLag - *lastLag);
            trend.mostIn = std::max(trend.mostIn, saturated(difference(*frameHead, *lastHead)));
            if (*frameOffset > *lastOffset) {
                if (trend.dumps++ == 0)
                    trend.afterFirstDump = frameLag;
                trend.afterLastDump = frameLag;
            }
        }
        lastOffset = frameOffset;
        lastHead = frameHead;
        lastLag = frameLag;
    }
    // What was in the stream before a task that starts at the latest record was never to be dumped.
    if (startsAtLatest && !lag && head && isHeadWatched)
        waiting = std::max<qint64>(saturated(difference(*head, *firstHead)), 0);
}

} // namespace spillway
