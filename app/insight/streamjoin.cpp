// SPDX-License-Identifier: GPL-3.0-or-later
#include "insight/streamjoin.h"

#include "insight/rowkeys.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace spillway {

namespace {

constexpr qint32 none = StreamJoin::none;
constexpr qint32 several = -2;

// Of the standard library, all of them: QHash ends the program where there is no memory for one more entry.
using IndexByNumber = std::unordered_map<quint64, qint32>;

/// Counts where a number occurs: once, then `several`.
void note(IndexByNumber &byNumber, QByteArrayView id, qint32 index)
{
    const auto number = partitionNumber(id);
    if (!number)
        return;
    if (const auto [found, isNew] = byNumber.try_emplace(*number, index); !isNew)
        found->second = several;
}

/// Matches by number what has no exact match; what has one gets it again: the same id is the same number.
void matchNumbers(StreamJoin &join, const std::vector<RowKey> &keys, const StreamDetails &stream,
                  std::vector<bool> &isMatched)
{
    IndexByNumber ofTask;
    IndexByNumber ofStream;
    for (size_t row = 0; row < keys.size(); ++row) {
        if (keys[row].occurrence == 0)
            note(ofTask, keys[row].id, qint32(row));
    }
    for (size_t i = 0; i < stream.partitions.size(); ++i)
        note(ofStream, stream.partitions[i].id.text.toUtf8(), qint32(i));
    for (const auto &[number, row] : ofTask) {
        const auto found = ofStream.find(number);
        const qint32 index = found != ofStream.end() ? found->second : none;
        if (row < 0 || index < 0)
            continue;
        join.listed[size_t(row)] = index;
        isMatched[size_t(index)] = true;
    }
}

bool isExpectedInTask(const StreamPartition &partition)
{
    const QString &status = partition.status.text;
    return status.isEmpty() || status == QLatin1StringView("ACTIVE") || status == QLatin1StringView("CREATING");
}

bool areSame(const RowKey &key, const StreamPartition &partition)
{
    return key.occurrence == 0 && !key.id.isEmpty()
        && QAnyStringView::equal(QUtf8StringView(key.id), partition.id.text);
}

/// Matches equal ids. Both sides list most partitions in the same order, as a rule: what begins and ends alike is
/// matched in pairs, only the rest is looked up.
void matchIds(StreamJoin &join, const std::vector<RowKey> &keys, const StreamDetails &stream,
              std::vector<bool> &isMatched)
{
    const auto &listed = stream.partitions;
    const auto [key, partition] = std::mismatch(keys.begin(), keys.end(), listed.begin(), listed.end(), areSame);
    const auto [lastKey, lastPartition] = std::mismatch(keys.rbegin(), std::make_reverse_iterator(key), listed.rbegin(),
                                                        std::make_reverse_iterator(partition), areSame);
    const auto match = [&](qsizetype row, qsizetype index) {
        join.listed[size_t(row)] = qint32(index);
        isMatched[size_t(index)] = true;
    };
    for (qsizetype row = 0; row < key - keys.begin(); ++row)
        match(row, row);
    for (auto row = qsizetype(keys.size()), index = qsizetype(listed.size()); row > lastKey.base() - keys.begin();)
        match(--row, --index);
    std::unordered_map<QByteArray, qsizetype> byId;
    for (auto each = partition; each != lastPartition.base(); ++each) {
        const QByteArray id = each->id.text.toUtf8();
        if (!id.isEmpty())
            byId.try_emplace(id, each - listed.begin());
    }
    for (auto each = key; each != lastKey.base(); ++each) {
        const auto found = byId.find(each->id);
        if (each->occurrence > 0)
            join.listed[size_t(each - keys.begin())] = StreamJoin::repeated;
        else if (found != byId.end())
            match(each - keys.begin(), found->second);
    }
}

void addNamed(QStringList &names, qint64 &count, const QString &id, int named)
{
    if (++count <= named)
        names += id;
}

/// The ids of the stream's partitions that no row is, without those that another of the same id was matched for.
void nameLacking(StreamJoin &join, const std::vector<RowKey> &keys, const StreamDetails &stream,
                 const std::vector<bool> &isMatched, int named)
{
    std::unordered_set<QByteArray> left;
    for (size_t i = 0; i < isMatched.size(); ++i) {
        if (!isMatched[i])
            left.insert(stream.partitions[i].id.text.toUtf8());
    }
    for (size_t row = 0; row < keys.size() && !left.empty(); ++row)
        left.erase(keys[row].id);
    for (size_t i = 0; i < isMatched.size() && !left.empty(); ++i) {
        const StreamPartition &partition = stream.partitions[i];
        if (!isMatched[i] && isExpectedInTask(partition) && left.erase(partition.id.text.toUtf8()) > 0)
            addNamed(join.lacking, join.lackingCount, partition.id.text, named);
    }
}

} // namespace

StreamJoinPointer joined(const DumpTask &task, const StreamDetails &stream, int named)
{
    auto join = std::make_shared<StreamJoin>();
    const std::vector<RowKey> keys = rowKeys(task);
    join->listed.assign(keys.size(), none);
    std::vector<bool> isMatched(stream.partitions.size());
    matchIds(*join, keys, stream, isMatched);
    if (std::ranges::find(join->listed, none) != join->listed.end())
        matchNumbers(*join, keys, stream, isMatched);
    // A task whose answer has no list of partitions does not lack any.
    if (task.partitionsBlock.kind == Value::Kind::Array)
        nameLacking(*join, keys, stream, isMatched, named);
    for (size_t row = 0; row < keys.size() && !stream.hasMore; ++row) {
        if (join->listed[row] == none)
            addNamed(join->foreign, join->foreignCount, QString::fromUtf8(keys[row].id), named);
    }
    return join;
}

bool listsTheSame(const StreamDetails &a, const StreamDetails &b)
{
    return a.hasMore == b.hasMore
        && std::equal(
               a.partitions.begin(), a.partitions.end(), b.partitions.begin(), b.partitions.end(),
               [](const StreamPartition &x, const StreamPartition &y) { return x.id == y.id && x.status == y.status; });
}

} // namespace spillway
