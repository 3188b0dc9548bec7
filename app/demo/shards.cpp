// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/project.h"

#include <array>
#include <vector>

namespace spillway {

namespace {

constexpr qint64 hashEnd = std::numeric_limits<qint64>::max();
constexpr qint64 quarter = hashEnd / 4;
constexpr qint64 begun = -9 * day;
constexpr qint64 secondSplit = -3 * hour;
constexpr qint64 thirdSplit = 45 * second;

// Two partitions at first; both were split three days ago; two quarters were merged this morning; one is about to be
// split before the reader's eyes.
constexpr std::array reshaped{
    Shard{0, 2 * quarter, "", begun, -3 * day},
    Shard{2 * quarter + 1, hashEnd, "", begun, -3 * day},
    Shard{0, quarter, "shardId-0000000000", -3 * day, secondSplit},
    Shard{quarter + 1, 2 * quarter, "shardId-0000000000", -3 * day, secondSplit},
    Shard{2 * quarter + 1, 3 * quarter, "shardId-0000000001", -3 * day, never},
    Shard{3 * quarter + 1, hashEnd, "shardId-0000000001", -3 * day, thirdSplit},
    Shard{0, 2 * quarter, "shardId-0000000002,shardId-0000000003", secondSplit, never},
    Shard{3 * quarter + 1, 3 * quarter + quarter / 2, "shardId-0000000005", thirdSplit, never},
    Shard{3 * quarter + quarter / 2 + 1, hashEnd, "shardId-0000000005", thirdSplit, never},
};

} // namespace

std::vector<Shard> shardsOf(const Stream &stream)
{
    if (stream.partitions == 0)
        return {reshaped.begin(), reshaped.end()};
    std::vector<Shard> even;
    const qint64 width = hashEnd / stream.partitions;
    for (qint64 i = 0; i < stream.partitions; ++i)
        even.push_back({i * width + (i > 0 ? 1 : 0), i + 1 < stream.partitions ? (i + 1) * width : hashEnd, "",
                        stream.created, never});
    return even;
}

} // namespace spillway
