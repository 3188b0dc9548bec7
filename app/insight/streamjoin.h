// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/dumptask.h"
#include "domain/project.h"

#include <QStringList>

#include <memory>
#include <vector>

namespace spillway {

/// Which partition of its stream each partition of a dump task is. Ids that are the same belong together; of the rest,
/// those with the same number, if on either side only one has it ("shardId-0000000003", "3"). Of several partitions
/// with one id only the first is matched.
struct StreamJoin
{
    static constexpr qint32 none = -1;
    static constexpr qint32 repeated = -2; ///< an earlier row has the same id

    std::vector<qint32> listed; ///< by row: an index into StreamDetails::partitions, or one of the above
    QStringList lacking; ///< ids that the stream has, ACTIVE, being created or without a status, and the task has not
    QStringList foreign; ///< ids that the task has and the stream has not; none if only a part of the stream was read
    qint64 lackingCount = 0;
    qint64 foreignCount = 0;
};
using StreamJoinPointer = std::shared_ptr<const StreamJoin>;

/// At most `named` ids are listed, all are counted.
StreamJoinPointer joined(const DumpTask &task, const StreamDetails &stream, int named);

/// Whether two answers list the same partitions, in the same order and with the same status.
bool listsTheSame(const StreamDetails &a, const StreamDetails &b);

} // namespace spillway
