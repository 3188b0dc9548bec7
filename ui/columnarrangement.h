// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/fields.h"
#include "domain/tasksource.h"

#include <QMap>
#include <QStringList>

#include <array>
#include <vector>

namespace spillway {

/// The columns from the left before anybody moves them: what matters most where there is least room.
inline constexpr std::array<int, PartitionColumnCount> usualOrder{
    PartitionIdColumn, VerdictColumn, StateColumn,        StatusColumn,        OffsetColumn,
    LagColumn,         ExpiredColumn, LastTransferColumn, DiscardColumn,       RateColumn,
    HeadColumn,        OldestColumn,  HashRangeColumn,    SequenceRangeColumn, ParentsColumn,
};

constexpr bool hasEveryColumn(const std::array<int, PartitionColumnCount> &order)
{
    std::array<bool, PartitionColumnCount> found{};
    for (const int column : order)
        found[std::size_t(column)] = true;
    for (const bool each : found) {
        if (!each)
            return false;
    }
    return true;
}
static_assert(hasEveryColumn(usualOrder));

/// What a person has changed about the columns of the partitions; columns by their place in partitionFields.
struct ColumnArrangement
{
    std::vector<int> order; ///< all of them, from the left; empty: as in usualOrder
    QMap<int, int> widths; ///< pixels, of the columns that were sized
    QMap<int, bool> shown; ///< of the columns that were shown or hidden
    int sortColumn = -1; ///< -1: by partition number
    Qt::SortOrder sortOrder = Qt::AscendingOrder;

    bool isUntouched() const { return *this == ColumnArrangement(); }
    /// One line per column, by names that outlive versions of the program.
    QStringList toLines() const;
    /// Never fails: what makes no sense is left out, columns that are not named keep their place behind the others.
    static ColumnArrangement fromLines(const QStringList &lines);

    friend bool operator==(const ColumnArrangement &, const ColumnArrangement &) = default;
};

/// Whether that is the order from the left when nobody has moved a column.
bool isUsual(const std::vector<int> &order);

/// What a task's own arrangement is kept under: a digest, since names may hold anything. Empty for a task without
/// names.
QString arrangementKey(const TaskAddress &address);

/// The arrangements in the settings: one for all tasks, and those that a person wanted for one task only, of which the
/// last 50 to be changed are kept. Nothing that is read is trusted.
class StoredArrangements
{
public:
    static ColumnArrangement forAll();
    /// Untouched arrangements are not stored.
    static void setForAll(const ColumnArrangement &arrangement);
    /// Nothing if the task has none of its own.
    static std::optional<ColumnArrangement> ofTask(const QString &key);
    static void setOfTask(const QString &key, const ColumnArrangement &arrangement);
    static void removeOfTask(const QString &key);
};

} // namespace spillway
