// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/dumptask.h"

#include <QByteArray>
#include <QHashFunctions>

#include <vector>

namespace spillway {

/// What a partition is known by from one answer to the next: its id, unescaped, as UTF-8, and which of those with that
/// id it is. An id that is absent or null is empty.
struct RowKey
{
    QByteArray id;
    quint32 occurrence = 0;
    friend bool operator==(const RowKey &, const RowKey &) = default;
};

/// For the standard library's containers; Qt's end the program where there is no memory for one more entry.
struct RowKeyHash
{
    size_t operator()(const RowKey &key) const { return qHashMulti(QHashSeed::globalSeed(), key.id, key.occurrence); }
};

inline const Partition &partitionOfRow(const DumpTask &task, int row)
{
    return task.partitions[task.byKey[size_t(row)]];
}

/// The keys of all rows. Ids may lie in the answer's own bytes: a key that outlives the task needs owned().
std::vector<RowKey> rowKeys(const DumpTask &task);
RowKey owned(const RowKey &key);

/// Whether the rows of both are the same partitions in the same order. May say no where an id is only escaped
/// differently.
bool haveSameRows(const DumpTask &a, const DumpTask &b);

} // namespace spillway
