// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/plan.h"

namespace spillway {

/// Goes through the rows of one section before and after an answer, in order: kept(oldRow, newRow), came(newRow) and
/// went(oldRow). Linear.
template <class Kept, class Came, class Went>
void walkRows(const RowEdits &edits, int oldCount, int newCount, const Kept &kept, const Came &came, const Went &went)
{
    auto removed = edits.removed.begin();
    auto inserted = edits.inserted.begin();
    // Scattered rows are one run at the end of the rows gathered for it, in their order.
    size_t nextGone = edits.removed.empty() ? 0 : size_t(edits.removed.front().first);
    const auto isGone = [&](int row) {
        if (!edits.gathered.empty())
            return nextGone < edits.gathered.size() && edits.gathered[nextGone] == row;
        while (removed != edits.removed.end() && removed->last < row)
            ++removed;
        return removed != edits.removed.end() && removed->first <= row;
    };
    const auto isNew = [&](int row) {
        if (!edits.spread.empty())
            return edits.spread[size_t(row)] >= edits.inserted.front().first;
        while (inserted != edits.inserted.end() && inserted->last < row)
            ++inserted;
        return inserted != edits.inserted.end() && inserted->first <= row;
    };
    int oldRow = 0;
    int newRow = 0;
    while (oldRow < oldCount || newRow < newCount) {
        if (oldRow < oldCount && isGone(oldRow)) {
            went(oldRow++);
            ++nextGone;
        } else if (newRow < newCount && isNew(newRow)) {
            came(newRow++);
        } else {
            kept(oldRow++, newRow++);
        }
    }
}

} // namespace spillway
