// SPDX-License-Identifier: GPL-3.0-or-later
#include "insight/streamjoin.h"

#include "insight/rowkeys.h"

#include <QHash>

#include <algorithm>
#include <numeric>

namespace spillway {

namespace {

constexpr qint32 none = StreamJoin::none;
constexpr qint32 several = -2;

/// Counts where a number occurs: once, then `several`.
void note(QHash<quint64, qint32> &byNumber, QByteArrayView id, qint32 index)
{
    const auto number = partitionNumber(id);
    if (!number)
        return;
    const auto found = byNumber.find(*number);
    if (found == byNumber.end())
        byNumber.insert(*number, index);
    else
        found.value() = several;
}

/// Matches by number what has no exact match.
void matchNumbers(StreamJoin &join, const std::vector<RowKey> &keys, const std::vector<QByteArray> &ids,
                  std::vector<bool> &isMatched)
{
    QHash<quint64, qint32> ofTask;
    QHash<quint64, qint32> ofStream;
    for (size_t row = 0; row < keys.size(); ++row) {
        if (keys[row].occurrence == 0)
            note(ofTask, keys[row].id, qint32(row));
    }
    for (size_t i = 0; i < ids.size(); ++i)
        note(ofStream, ids[i], qint32(i));
    for (auto each = ofTask.cbegin(); each != ofTask.cend(); ++each) {
        const qint32 row = each.value();
        const qint32 index = ofStream.value(each.key(), none);
        if (row < 0 || index < 0 || join.listed[size_t(row)] != none || isMatched[size_t(index)])
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

/// Both list the same partitions in the same order, none twice: the usual case, and much the quickest.
bool areSame(const std::vector<RowKey> &keys, const StreamDetails &stream)
{
    return std::equal(keys.begin(), keys.end(), stream.partitions.begin(), stream.partitions.end(),
                      [](const RowKey &key, const StreamPartition &partition) {
                          return key.occurrence == 0 && !key.id.isEmpty()
                              && QAnyStringView::equal(QUtf8StringView(key.id), partition.id.text);
                      });
}

void addNamed(QStringList &names, qint64 &count, const QString &id, int named)
{
    if (++count <= named)
        names += id;
}

} // namespace

StreamJoinPointer joined(const DumpTask &task, const StreamDetails &stream, int named)
{
    auto join = std::make_shared<StreamJoin>();
    const std::vector<RowKey> keys = rowKeys(task);
    join->listed.assign(keys.size(), none);
    if (areSame(keys, stream)) {
        std::iota(join->listed.begin(), join->listed.end(), 0);
        return join;
    }

    QHash<QByteArray, qint32> byId;
    byId.reserve(qsizetype(stream.partitions.size()));
    std::vector<QByteArray> ids;
    ids.reserve(stream.partitions.size());
    for (const StreamPartition &partition : stream.partitions) {
        ids.push_back(partition.id.text.toUtf8());
        if (!ids.back().isEmpty() && !byId.contains(ids.back()))
            byId.insert(ids.back(), qint32(ids.size() - 1));
    }
    std::vector<bool> isMatched(ids.size());
    bool isComplete = true;
    for (size_t row = 0; row < keys.size(); ++row) {
        const qint32 index = keys[row].occurrence == 0 ? byId.value(keys[row].id, none) : StreamJoin::repeated;
        join->listed[row] = index;
        if (index >= 0)
            isMatched[size_t(index)] = true;
        else if (index == none)
            isComplete = false;
    }
    if (!isComplete)
        matchNumbers(*join, keys, ids, isMatched);

    // A task whose answer has no list of partitions does not lack any.
    const bool isReported = task.partitionsBlock.kind == Value::Kind::Array;
    for (size_t i = 0; i < ids.size() && isReported; ++i) {
        const bool isRepeated = !ids[i].isEmpty() && byId.value(ids[i]) != qint32(i);
        if (!isMatched[i] && !isRepeated && isExpectedInTask(stream.partitions[i]))
            addNamed(join->lacking, join->lackingCount, stream.partitions[i].id.text, named);
    }
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
