// SPDX-License-Identifier: GPL-3.0-or-later
#include "insight/history.h"

#include "insight/exact.h"

#include <algorithm>
#include <numeric>

namespace spillway {

namespace {

constexpr size_t bytesPerRow = 5 * sizeof(qint64) + sizeof(quint8);
/// Polls are missing if it took more than this many halves of the usual distance.
constexpr qint64 gapHalves = 5;
constexpr int distancesLookedAt = 5;

bool isSameTask(const DumpTask &a, const DumpTask &b)
{
    return a.text(a.streamName) == b.text(b.streamName) && a.text(a.taskName) == b.text(b.taskName);
}

bool isCaughtUp(const Frame &frame, int row)
{
    const auto offset = frame.offset(row);
    const auto head = frame.head(row);
    return offset && head && difference(*head, *offset) <= 1;
}

/// Fills Frame::standing of one row from the poll before.
bool isHeld(DumpTask::State state)
{
    return state == DumpTask::State::Paused || state == DumpTask::State::Starting;
}

/// isHeld: nothing is to be dumped; it stands still from when that ends.
void setStanding(Frame &frame, int row, const Frame *before, bool isHeld)
{
    const bool wasSeen = before && before->offset(row);
    const bool stands = !isHeld && wasSeen && before->offset(row) == frame.offset(row) && !isCaughtUp(frame, row);
    frame.standing[size_t(row)] = stands ? before->standing[size_t(row)] : frame.taken.count();
    const bool isBounded = stands ? before->has(row, Frame::Bounded) : isHeld || wasSeen || isCaughtUp(frame, row);
    if (isBounded)
        frame.known[size_t(row)] |= Frame::Bounded;
}

void put(Frame &frame, int row, Frame::Known what, std::vector<qint64> &numbers, std::optional<qint64> number)
{
    if (!number)
        return;
    numbers[size_t(row)] = *number;
    frame.known[size_t(row)] = quint8(frame.known[size_t(row)] | what);
}

} // namespace

void Frame::resize(size_t rows)
{
    known.resize(rows);
    for (auto *numbers : {&offsets, &discards, &standing})
        numbers->resize(rows);
    if (hasStream) {
        heads.resize(rows);
        oldests.resize(rows);
    }
}

void Frame::copyRow(int row, const Frame &from, int fromRow)
{
    const auto to = size_t(row);
    const auto at = size_t(fromRow);
    known[to] = from.known[at];
    offsets[to] = from.offsets[at];
    discards[to] = from.discards[at];
    standing[to] = from.standing[at];
    if (hasStream && from.hasStream) {
        heads[to] = from.heads[at];
        oldests[to] = from.oldests[at];
    }
}

Frame Frame::rearranged(const std::vector<int> &sources) const
{
    Frame frame;
    frame.serial = serial;
    frame.taken = taken;
    frame.streamTaken = streamTaken;
    frame.hasStream = hasStream;
    frame.isAfterGap = isAfterGap;
    frame.resize(sources.size());
    for (int row = 0; row < frame.rows(); ++row) {
        if (const int source = sources[size_t(row)]; source >= 0)
            frame.copyRow(row, *this, source);
    }
    return frame;
}

HistoryPointer History::after(const HistoryPointer &before, const TaskSnapshot &task, milliseconds taken,
                              const StreamReading *stream)
{
    auto history = std::make_shared<History>();
    if (before && before->isContinuedBy(*task, taken)) {
        *history = *before;
        if (history->newest().taken == taken)
            history->m_frames.pop_back();
        if (!haveSameRows(*before->m_task, *task))
            history->realign(*before->m_task, *task);
    }
    history->m_task = task;
    history->append(taken, stream);
    history->trim();
    return history;
}

bool History::isContinuedBy(const DumpTask &task, milliseconds taken) const
{
    return isSameTask(*m_task, task) && taken >= newest().taken;
}

milliseconds History::usualDistance() const
{
    std::vector<qint64> distances;
    for (size_t i = m_frames.size(); i > 1 && int(distances.size()) < distancesLookedAt; --i)
        distances.push_back((m_frames[i - 1]->taken - m_frames[i - 2]->taken).count());
    if (distances.empty())
        return milliseconds(0);
    const auto middle = distances.begin() + qsizetype(distances.size() - 1) / 2;
    std::nth_element(distances.begin(), middle, distances.end());
    return milliseconds(*middle);
}

void History::append(milliseconds taken, const StreamReading *stream)
{
    const Frame *before = m_frames.empty() ? nullptr : m_frames.back().get();
    auto frame = std::make_shared<Frame>();
    frame->serial = before ? before->serial + 1 : 1;
    frame->taken = taken;
    frame->hasStream = stream != nullptr;
    if (stream)
        frame->streamTaken = stream->taken;
    const milliseconds usual = usualDistance();
    frame->isAfterGap =
        usual.count() > 0 && difference((taken - before->taken).count(), 0) * 2 > gapHalves * usual.count();
    frame->resize(m_task->byKey.size());
    const bool isTaskHeld = isHeld(m_task->taskState());
    for (int row = 0; row < frame->rows(); ++row) {
        const Partition &partition = partitionOfRow(*m_task, row);
        frame->known[size_t(row)] = Frame::Present;
        put(*frame, row, Frame::Offset, frame->offsets, m_task->integer(partition.lastTransferOffset));
        put(*frame, row, Frame::Discard, frame->discards, m_task->integer(partition.discard));
        const qint32 listed = stream ? stream->join.listed[size_t(row)] : -1;
        if (listed >= 0) {
            put(*frame, row, Frame::Head, frame->heads, stream->stream.partitions[size_t(listed)].next);
            put(*frame, row, Frame::Oldest, frame->oldests, stream->stream.partitions[size_t(listed)].oldest);
        }
        setStanding(*frame, row, before, isTaskHeld || isHeld(m_task->stateOf(partition.state)));
    }
    m_frames.push_back(std::move(frame));
}

void History::trim()
{
    const size_t bytes = std::max<size_t>(m_task->byKey.size(), 1) * bytesPerRow;
    const size_t limit = std::clamp(mostBytes / bytes, fewestFrames, mostFrames);
    if (m_frames.size() > limit)
        m_frames.erase(m_frames.begin(), m_frames.end() - qsizetype(limit));
}

std::vector<int> History::sourcesOf(const DumpTask &from, const DumpTask &to, std::vector<Returned> &returned)
{
    const std::vector<RowKey> old = rowKeys(from);
    const std::vector<RowKey> keys = rowKeys(to);
    const auto [oldFirst, first] = std::mismatch(old.begin(), old.end(), keys.begin(), keys.end());
    const auto [oldLast, last] = std::mismatch(old.rbegin(), std::make_reverse_iterator(oldFirst), keys.rbegin(),
                                               std::make_reverse_iterator(first));
    std::vector<int> sources(keys.size(), -1);
    std::iota(sources.begin(), sources.begin() + (first - keys.begin()), 0);
    std::iota(sources.end() - (last - keys.rbegin()), sources.end(), int(oldLast.base() - old.begin()));
    // Rows that come and go are few as a rule, and near each other: only what is between is looked up.
    std::unordered_map<RowKey, int, RowKeyHash> oldRows;
    oldRows.reserve(size_t(oldLast.base() - oldFirst));
    for (auto each = oldFirst; each != oldLast.base(); ++each)
        oldRows[*each] = int(each - old.begin());
    for (auto key = first; key != last.base(); ++key) {
        const auto row = int(key - keys.begin());
        if (const auto found = oldRows.find(*key); found != oldRows.end()) {
            sources[size_t(row)] = found->second;
            oldRows.erase(found);
        } else if (const auto gone = m_gone.find(*key); gone != m_gone.end()) {
            returned.push_back({row, gone->second});
            m_gone.erase(gone);
        }
    }
    if (m_gone.size() + oldRows.size() > mostGone && !m_frames.empty()) {
        const quint64 oldest = m_frames.front()->serial;
        std::erase_if(m_gone, [&](const auto &each) { return each.second->serial < oldest; });
    }
    for (const auto &[key, row] : oldRows)
        remember(key, row);
    return sources;
}

void History::realign(const DumpTask &from, const DumpTask &to)
{
    std::vector<Returned> returned;
    const std::vector<int> sources = sourcesOf(from, to, returned);
    for (FramePointer &shared : m_frames) {
        auto frame = std::make_shared<Frame>(shared->rearranged(sources));
        for (const Returned &each : returned) {
            if (each.gone->serial == frame->serial)
                frame->copyRow(each.row, each.gone->seen, 0);
        }
        shared = std::move(frame);
    }
}

void History::remember(const RowKey &key, int row)
{
    if (key.id.size() > longestGoneId || m_gone.size() >= mostGone)
        return;
    const auto last = std::find_if(m_frames.rbegin(), m_frames.rend(),
                                   [&](const FramePointer &frame) { return frame->has(row, Frame::Present); });
    if (last == m_frames.rend())
        return;
    auto gone = std::make_shared<Gone>();
    gone->serial = (*last)->serial;
    gone->seen.hasStream = (*last)->hasStream;
    gone->seen.resize(1);
    gone->seen.copyRow(0, **last, row);
    m_gone.insert_or_assign(owned(key), std::move(gone));
}

std::optional<qint64> History::discardBefore(int number, int row) const
{
    for (int i = number - 1; i >= 0; --i) {
        if (const auto discard = frame(i).discard(row))
            return discard;
    }
    return std::nullopt;
}

qint64 History::discardGrowth() const
{
    qint64 growth = 0;
    const int last = size() - 1;
    for (int row = 0; row < newest().rows(); ++row) {
        const auto now = newest().discard(row);
        const auto before = now ? discardBefore(last, row) : std::nullopt;
        if (before && *now > *before)
            growth = saturated(Wide(growth) + difference(*now, *before));
    }
    return growth;
}

} // namespace spillway
