// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/objecttext.h"
#include "demo/timeline.h"

#include <span>
#include <vector>

// What there is in the simulated project, as tables: streams, and on them the stories that the dump tasks tell.
// Moments in here are lengths from the start of the simulation; what was before it is negative.

namespace spillway {

struct Stream
{
    const char *name;
    qint64 created;
    int partitions; ///< no multiple of 5; 0: they are split and merged, see shardsOf()
    qint64 perSlot; ///< records that come into a partition every ten seconds, about
    const char *dataType = "BLOB"; ///< a task that writes columns needs JSON
    const char *type = "COMMON";
    qint64 dries = never; ///< nothing comes in any more
    bool mayBeShown = true; ///< else ShowStream is refused
    bool mayListTasks = true; ///< else ListTransferTasks is
};

/// How long every stream keeps its records.
inline constexpr qint64 retention = 24 * hour;

/// A word that the service says of a task or a partition, and what becomes of it.
struct Word
{
    const char *first = "RUNNING";
    qint64 turns = never;
    const char *then = "";

    const char *at(qint64 moment) const { return moment < turns ? first : then; }
};

/// What is in store for one partition of a task.
struct Fate
{
    Word state = {};
    qint64 stops = never; ///< never dumped again
    qint64 slows = never; ///< only a part of what comes in is dumped
    qint64 resets = never; ///< somebody sets the offset back, once
    qint64 discards = never; ///< bad records are among those that come
    qint64 discardsEvery = 1; ///< so many dumps
    qint64 unreported = 0; ///< so long after it came into being the task does not know of it
};

/// How the answer speaks of partitions: as the service does, as its documentation says it does, or both at once.
enum class Dialect : quint8 { Sent, Documented, Both };

/// One dump task and what there is to see in it.
struct Story
{
    const char *stream;
    const char *task;
    const char *title; ///< English, translated in the context "Demo"
    const char *plot; ///< the same, a sentence or two
    qint64 created;
    qint64 interval = 30 * second;
    qint64 waits = 0; ///< so long after it was created it begins to dump
    Word state = {};
    Dialect dialect = Dialect::Sent;
    const char *destination = "OBS";
    /// Adds what the task is set to: the destination's block.
    void (*addSettings)(ObjectText &task, const Story &story);
    Fate (*fateOf)(int partition) = [](int) { return Fate(); };
};

/// Every stream has up to five tasks; two have none.
std::span<const Stream> streams();
/// The first is the one to begin with.
std::span<const Story> stories();

/// A partition of a stream: its part of the hash range and its life.
struct Shard
{
    qint64 lowest = 0;
    qint64 highest = 0;
    const char *parents = "";
    qint64 born = 0;
    qint64 closed = never; ///< split or merged; what it holds expires
};

/// By partition number, those that are yet to come included.
std::vector<Shard> shardsOf(const Stream &stream);

} // namespace spillway
