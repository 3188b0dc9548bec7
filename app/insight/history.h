// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "insight/rowkeys.h"
#include "insight/streamjoin.h"

#include <chrono>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

namespace spillway {

using std::chrono::milliseconds;

/// What one poll saw of each partition. Rows are those of the history's task. Whether a number is known is kept beside
/// it: every 64-bit number may really come.
struct Frame
{
    enum Known : quint8 { Present = 0x01, Offset = 0x02, Discard = 0x04, Head = 0x08, Oldest = 0x10, Bounded = 0x20 };

    quint64 serial = 0; ///< counts the polls of the task
    milliseconds taken{0}; ///< when the task's answer came
    milliseconds streamTaken{0}; ///< when the stream's came; means nothing if hasStream is false
    bool hasStream = false;
    bool isAfterGap = false; ///< polls before it are missing
    std::vector<quint8> known; ///< bits of Known
    std::vector<qint64> offsets;
    std::vector<qint64> discards;
    std::vector<qint64> heads; ///< empty if the stream was not read; oldests too
    std::vector<qint64> oldests;
    /// Since when the offset has stood still while records wait, by `taken`; at most since it was first seen. Bounded:
    /// the offset was seen to move, or nothing waited, at that time.
    std::vector<qint64> standing;

    bool has(int row, Known what) const { return (known[size_t(row)] & what) != 0; }
    std::optional<qint64> offset(int row) const { return number(row, Offset, offsets); }
    std::optional<qint64> discard(int row) const { return number(row, Discard, discards); }
    std::optional<qint64> head(int row) const { return number(row, Head, heads); }
    std::optional<qint64> oldest(int row) const { return number(row, Oldest, oldests); }
    milliseconds standingSince(int row) const { return milliseconds(standing[size_t(row)]); }

    int rows() const { return int(known.size()); }
    void resize(size_t rows);
    void copyRow(int row, const Frame &from, int fromRow);
    /// The same with other rows: each is one of these, or (-1) one that was not seen.
    Frame rearranged(const std::vector<int> &sources) const;

private:
    std::optional<qint64> number(int row, Known what, const std::vector<qint64> &numbers) const
    {
        return has(row, what) ? std::optional(numbers[size_t(row)]) : std::nullopt;
    }
};
using FramePointer = std::shared_ptr<const Frame>;

/// A stream's answer, and which of its partitions each row is.
struct StreamReading
{
    const StreamDetails &stream;
    const StreamJoin &join;
    milliseconds taken{0};
};

class History;
using HistoryPointer = std::shared_ptr<const History>;

/// The last polls of one dump task. Immutable; frames are shared from one history to the next.
class History
{
public:
    static constexpr size_t mostFrames = 60;
    static constexpr size_t fewestFrames = 6; ///< five steps: what the rules look back on
    static constexpr size_t mostBytes = 32 << 20; ///< of all frames, unless that were fewer than fewestFrames
    static constexpr size_t mostGone = 10'000; ///< partitions that are remembered while they are away
    static constexpr qsizetype longestGoneId = 1024; ///< bytes; one with a longer id is not remembered

    /// What is kept after one more poll. A poll with the `taken` of the newest takes its place; one of another task, or
    /// an older one, starts anew. stream may be null: not read. Linear in the number of rows, if they are the same.
    static HistoryPointer after(const HistoryPointer &before, const TaskSnapshot &task, milliseconds taken,
                                const StreamReading *stream);

    /// Whether a poll is one more of this task's: the names are the same, and it is not older.
    bool isContinuedBy(const DumpTask &task, milliseconds taken) const;

    int size() const { return int(m_frames.size()); }
    /// The oldest is number 0.
    const Frame &frame(int number) const { return *m_frames[size_t(number)]; }
    const Frame &newest() const { return *m_frames.back(); }
    const TaskSnapshot &task() const { return m_task; }
    /// The usual distance between polls; 0 for the first.
    milliseconds usualDistance() const;
    /// By how much the discard counters grew with the newest poll, all together.
    qint64 discardGrowth() const;
    /// The discard counter of the row when it was last known before the poll.
    std::optional<qint64> discardBefore(int number, int row) const;

private:
    struct Gone
    {
        quint64 serial = 0; ///< the last poll that saw it
        Frame seen; ///< one row
    };

    struct Returned
    {
        int row = 0;
        std::shared_ptr<const Gone> gone;
    };

    std::vector<int> sourcesOf(const DumpTask &from, const DumpTask &to, std::vector<Returned> &returned);
    void realign(const DumpTask &from, const DumpTask &to);
    void remember(const RowKey &key, int row);
    void append(milliseconds taken, const StreamReading *stream);
    void trim();

    TaskSnapshot m_task;
    std::vector<FramePointer> m_frames;
    std::unordered_map<RowKey, std::shared_ptr<const Gone>, RowKeyHash> m_gone;
};

} // namespace spillway
