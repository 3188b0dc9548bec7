// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "insight/evidence.h"
#include "insight/verdict.h"

#include <QString>

#include <span>

namespace spillway {

/// The numbers that the rules compare with, and where they are from.
struct Thresholds
{
    /// A lag of one is none: nobody says whether the offset is the last number dumped or the next.
    qint64 nothingWaits = 1;
    /// How many polls, after one to compare with, are looked back on.
    int polls = 5;
    /// The offset stands still for longer than both: stalled.
    int stalledIntervals = 3;
    milliseconds stalledAtLeast = std::chrono::seconds(180);
    /// The offset moved within so many intervals: flowing.
    int flowingIntervals = 2;
    /// A task that has not dumped anything is young for so many intervals: a dump comes once an interval.
    int youngIntervals = 3;
    /// Rates go back as far as this, or `polls` if that is longer: an offset moves in steps, once an interval.
    int rateIntervals = 3;
    /// deliver_time_interval, where the answer has none: the older pages' default.
    milliseconds assumedInterval = std::chrono::seconds(300);
    /// Beyond a day it is no interval: documented are 30 ... 900 s.
    std::chrono::seconds longestInterval = std::chrono::hours(24);
    /// A last dump that is further ahead of the clock says nothing: clocks of servers may differ a little.
    milliseconds clockTolerance = std::chrono::seconds(60);
};
inline constexpr Thresholds thresholds;

/// One way to a verdict.
struct VerdictRule
{
    Verdict verdict;
    const char *condition; ///< English, translated through conditionText(): one sentence
    bool (*holds)(const Evidence &evidence);
};

/// THE table: the first rule that holds gives the verdict. The last one always does. What is seen behind each is
/// written by arithmeticText().
std::span<const VerdictRule> verdictRules();

/// The first rule that holds.
const VerdictRule &ruleFor(const Evidence &evidence);

QString conditionText(const VerdictRule &rule);

/// Whether records wait to be dumped: more than the uncertain one.
bool waits(const Evidence &evidence);
/// How long the offset may stand still before that is called stalled.
milliseconds stalledAfter(const TaskEvidence &task);
/// For how long it has, as far as anybody can tell.
milliseconds standsFor(const Evidence &evidence);

} // namespace spillway
