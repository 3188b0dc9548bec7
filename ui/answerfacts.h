// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/fields.h"
#include "insight/insight.h"

#include <QStringList>

#include <array>
#include <bitset>

namespace spillway {

/// One bit per column of the partitions.
using ColumnSet = std::bitset<PartitionColumnCount>;

/// What the window says about one answer as a whole. Worked out on a worker thread.
struct AnswerFacts
{
    qint64 marks = 0; ///< values with something odd about them
    qint64 undocumented = 0; ///< fields that are not on the ShowTransferTask page
    QStringList undocumentedNames; ///< the first of them, for a tooltip
    ColumnSet filled; ///< columns that some partition has a value for
    /// The different values of each column that holds a few words, such as the states; empty for every other.
    std::array<QStringList, PartitionColumnCount> words;
};

/// Pure; any thread.
AnswerFacts factsOf(const DumpTask &task);

/// The worked-out columns that have something to say; that nothing has expired is not worth a column.
ColumnSet filledBy(const Insight &insight);

} // namespace spillway
