// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/order.h"

#include <algorithm>
#include <deque>

namespace spillway {

namespace {

/// Groups of values that are never mixed in a sorted column; the last two stay last in both directions.
enum class Rank : quint8 { HugeNegative, Number, HugePositive, Text, Null, Absent };

struct Key
{
    Rank rank = Rank::Absent;
    qint64 number = 0;
    QByteArrayView text; ///< UTF-8, or the digits of a huge integer
    int row = 0;
};

/// Makes keys; owns the texts that had to be unescaped.
class KeyMaker
{
public:
    KeyMaker(const DumpTask &task, const Insight *insight, int column)
        : m_answer(task.answer)
        , m_insight(insight)
        , m_column(column)
        , m_isNumeric(columnField(column).type != FieldInfo::Type::Text)
    {
    }

    Key key(const Partition &partition, int row)
    {
        if (isWorkedOut(m_column))
            return workedOutKey(row);
        const Value &value = partition.*partitionFields[size_t(m_column)].value;
        Key key;
        key.row = row;
        if (!value.isPresent())
            return key;
        key.rank = Rank::Null;
        if (value.kind == Value::Kind::Null)
            return key;
        if (m_isNumeric && number(value, key))
            return key;
        key.rank = Rank::Text;
        key.text = text(value);
        if (m_column == PartitionIdColumn) {
            if (const auto number = partitionNumber(key.text); number && *number <= quint64(INT64_MAX)) {
                key.rank = Rank::Number;
                key.number = qint64(*number);
            }
        }
        return key;
    }

private:
    Key workedOutKey(int row) const
    {
        const auto number = m_insight ? workedOut(*m_insight, row, m_column).number : std::nullopt;
        return number ? Key{Rank::Number, *number, {}, row} : Key{Rank::Absent, 0, {}, row};
    }

    bool number(const Value &value, Key &key) const
    {
        if (const auto number = m_answer.integer(value)) {
            key.rank = Rank::Number;
            key.number = *number;
            return true;
        }
        if (!value.marks.testFlag(Value::BeyondInt64))
            return false;
        key.text = m_answer.bare(value);
        key.rank = key.text.startsWith('-') ? Rank::HugeNegative : Rank::HugePositive;
        return true;
    }

    QByteArrayView text(const Value &value)
    {
        const QByteArrayView inner = m_answer.bare(value);
        return value.isText() && inner.contains('\\')
            ? QByteArrayView(m_texts.emplace_back(m_answer.text(value).toUtf8()))
            : inner;
    }

    const Answer &m_answer;
    const Insight *m_insight;
    int m_column;
    bool m_isNumeric;
    std::deque<QByteArray> m_texts;
};

/// Negative, zero or positive, within one rank.
int compareWithin(const Key &a, const Key &b)
{
    switch (a.rank) {
    case Rank::Number:
        return a.number < b.number ? -1 : a.number > b.number ? 1 : 0;
    case Rank::HugeNegative:
    case Rank::HugePositive:
        return compareIntegerLiterals(a.text, b.text);
    case Rank::Text:
        return a.text.compare(b.text);
    case Rank::Null:
    case Rank::Absent:
        break;
    }
    return 0;
}

bool lessAscending(const Key &a, const Key &b)
{
    if (a.rank != b.rank)
        return a.rank < b.rank;
    const int order = compareWithin(a, b);
    // The section is in key order: its row number is the tie-break by partition number, id and occurrence.
    return order != 0 ? order < 0 : a.row < b.row;
}

bool lessDescending(const Key &a, const Key &b)
{
    if (a.rank != b.rank)
        return a.rank >= Rank::Null || b.rank >= Rank::Null ? a.rank < b.rank : a.rank > b.rank;
    const int order = compareWithin(a, b);
    return order != 0 ? order > 0 : a.row < b.row;
}

/// Rows of the section, in the order asked for.
std::vector<int> rowsInOrder(const OrderRequest &request)
{
    const DumpTask &task = *request.task;
    const int count = int(task.byKey.size());
    const bool isSorted = request.column >= 0 && request.column < PartitionColumnCount;
    const Insight *insight = request.insight.get();
    KeyMaker maker(task, insight, isSorted ? request.column : PartitionIdColumn);
    std::vector<Key> keys;
    std::vector<int> rows;
    keys.reserve(isSorted ? size_t(count) : 0);
    rows.reserve(size_t(count));
    for (int row = 0; row < count; ++row) {
        const Partition &partition = task.partitions[task.byKey[size_t(row)]];
        if (!request.filter.matches(task, partition, {insight, row}))
            continue;
        if (isSorted)
            keys.push_back(maker.key(partition, row));
        else
            rows.push_back(row);
    }
    std::sort(keys.begin(), keys.end(), request.order == Qt::AscendingOrder ? lessAscending : lessDescending);
    for (const Key &key : keys)
        rows.push_back(key.row);
    if (!isSorted && request.order == Qt::DescendingOrder && request.column == -1)
        std::reverse(rows.begin(), rows.end());
    return rows;
}

} // namespace

OrderResult orderRows(const OrderRequest &request)
{
    static const PermutationPointer nothing = std::make_shared<const Permutation>();
    OrderResult result;
    result.generation = request.generation;
    result.order = request.task
        ? std::make_shared<const Permutation>(rowsInOrder(request), int(request.task->byKey.size()))
        : nothing;
    result.steps = stepsBetween(request.shown ? request.shown : nothing, result.order);
    return result;
}

} // namespace spillway
