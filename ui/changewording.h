// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/timetext.h"
#include "models/changes.h"
#include "models/discards.h"

namespace spillway {

struct Freshness;

/// What moved, in words: plain text, translated.

/// How moments and numbers are written. `now` decides whether a moment needs its date.
struct Telling
{
    QDateTime now;
    DisplayFormat display;
};

/// Of one cell: "was 289897, +30 since 16:42:18", "was RUNNING at 16:42:18"; of a new row's id: that it is new. Empty
/// if the answer did not change it. `after`: the answer on screen; `row`: of the Partitions section.
QString changeText(const Changes &changes, const DumpTask &after, int row, int column, const Telling &telling);

/// Of one answer: "Refreshed: 12 partitions changed, 1 new, discard grew by 12 in 1 partition." Empty if nothing did.
QString changeSummary(const Changes &changes);
/// Whether it tells more than that numbers went on.
bool isNotable(const Changes &changes);

/// "2 partitions are gone: shardId-0000000003, shardId-0000000004"; empty if none is.
QString goneText(const Changes &changes);

/// "12 records discarded in 2 partitions since 16:20:05"
QString discardText(const Discards &discards, const Telling &telling);
/// Of one cell with a discard counter above 0: since when, and what has been said about it.
QString discardNote(const Discards *discards, int row, const Telling &telling);

/// "14 answers not shown"; empty for none.
QString heldText(int held);

/// What "Match Task" comes to: "Half of the dump interval of 60 s: every 30 s".
QString matchText(const Freshness &freshness);

} // namespace spillway
