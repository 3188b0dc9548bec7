// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/permutation.h"
#include "models/rowfilter.h"

#include <variant>

namespace spillway {

/// The beginning of a partition's number or id, as typed into the table.
struct TypedId
{
    QString text;
};

/// Which row to go to.
struct RowSearch
{
    TaskSnapshot task;
    PermutationPointer shown; ///< the rows to look at, of those in key order
    std::variant<RowFilter, TypedId> wanted;
    int from = 0; ///< the first row to look at; then on, and round to the row before it
    bool backwards = false;
    InsightPointer insight = nullptr; ///< of the task
};

/// What was found. Row and ordinal are those of the match; none: -1 and 0.
struct RowFound
{
    int row = -1;
    int ordinal = 0; ///< 1 for the first match from the top
    int matches = 0; ///< how many rows match
};

/// Looks at every row. Of ids that match what was typed, one that is it goes before one that starts with it, and that
/// before one that contains it. Pure; for a worker thread.
RowFound findRow(const RowSearch &search);

/// The partition that is called so, as index into task.byKey: its id, or the number in it. shardId-12 finds
/// shardId-0000000012 too. Nothing if there is none. A look-up, but for names that are not in ASCII.
std::optional<int> partitionNamed(const DumpTask &task, const QString &name);

} // namespace spillway
