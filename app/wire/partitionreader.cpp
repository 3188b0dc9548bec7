// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/partitionreader.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace spillway {

namespace ondemand = simdjson::ondemand;

namespace {

/// The wire's names of the columns as they stand in an answer, with the closing quote: a key that begins like this is
/// it.
constexpr auto columnKeys = [] {
    std::array<std::string_view, partitionFields.size()> keys;
    std::transform(partitionFields.begin(), partitionFields.end(), keys.begin(),
                   [](const auto &field) { return std::string_view(field.key); });
    return keys;
}();

bool isKey(const char *raw, std::string_view name)
{
    return std::memcmp(raw, name.data(), name.size()) == 0 && raw[name.size()] == '"';
}

/// The column with this key, looked for from `expected` on: answers repeat their order. -1 if there is none.
int columnOf(const char *raw, int expected)
{
    for (int i = 0, column = expected; i < PartitionColumnCount; ++i, ++column) {
        column = column == PartitionColumnCount ? 0 : column;
        if (isKey(raw, columnKeys[size_t(column)]))
            return column;
    }
    return -1;
}

} // namespace

PartitionReader::PartitionReader(DumpTask &task, const ValueReader &values)
    : m_task(task)
    , m_values(values)
    , m_cells(task.answer)
{
}

QString PartitionReader::path(QByteArrayView key) const
{
    const QString element = elementPath(QStringLiteral("partitions"), m_number);
    return key.isNull() ? element : memberPath(element, key);
}

bool PartitionReader::readList(ondemand::value value, Value &whole)
{
    m_task.partitions.clear();
    m_cells.clear();
    m_number = 0;
    whole.kind = Value::Kind::Array;
    whole.offset = m_values.offsetOf(value.raw_json_token().data());
    ondemand::array array;
    if (value.get_array().get(array) != simdjson::SUCCESS)
        return false;
    for (auto result : array) {
        ondemand::value element;
        if (std::move(result).get(element) != simdjson::SUCCESS || !readElement(element))
            return false;
        if (++m_number == 1)
            m_task.partitions.reserve(expectedCount(m_values.sizeFrom(whole.offset)));
    }
    whole.size = m_values.sizeFrom(whole.offset);
    return true;
}

/// How many partitions the answer can hold if all are as long as the first; a short first one proves nothing.
size_t PartitionReader::expectedCount(quint32 firstSize) const
{
    constexpr quint32 shortest = 64;
    return size_t(m_task.answer.bytes().size()) / std::max(firstSize, shortest) + 1;
}

bool PartitionReader::readElement(ondemand::value value)
{
    if (firstOf(value) != '{') {
        Value read;
        if (!m_values.readValue(value, read, 2))
            return false;
        m_cells.add(path(), read);
        return true;
    }
    ondemand::object object;
    return value.get_object().get(object) == simdjson::SUCCESS && readMembers(object, m_task.partitions.emplace_back());
}

bool PartitionReader::readMembers(ondemand::object object, Partition &partition)
{
    Cells::Alias tableId;
    int expected = 0;
    for (auto result : object) {
        ondemand::field field;
        if (std::move(result).get(field) != simdjson::SUCCESS)
            return false;
        const int column = columnOf(field.key().raw(), expected);
        if (column < 0) {
            if (!readOther(field, partition, tableId))
                return false;
            continue;
        }
        expected = column + 1;
        const auto &known = partitionFields[size_t(column)];
        Value &cell = partition.*known.value;
        Value read;
        if (!m_values.readValue(field.value(), read, 3))
            return false;
        if (cell.isPresent()) {
            m_cells.put(cell, read, known.type, path(known.key));
        } else {
            read.marks |= marksFor(m_task.answer, read, known.type);
            cell = read;
        }
    }
    m_cells.settle(partition.id, tableId, {});
    const Answer &answer = m_task.answer;
    if (partition.state.isPresent() && partition.status.isPresent()
        && answer.token(partition.state) != answer.token(partition.status)) {
        m_cells.add(path("status"), partition.status);
        partition.state.marks |= Value::Conflicting;
    }
    return true;
}

/// A member that is no column by the first look: a column whose key is escaped, the table's dialect, or unknown.
bool PartitionReader::readOther(ondemand::field &field, Partition &partition, Cells::Alias &tableId)
{
    ValueReader::Key key;
    Value read;
    if (!m_values.readKey(field, key) || !m_values.readValue(field.value(), read, 3))
        return false;
    const auto known = std::find_if(partitionFields.begin(), partitionFields.end(),
                                    [&](const auto &column) { return key.text == QByteArrayView(column.key); });
    if (known != partitionFields.end()) {
        m_cells.put(partition.*known->value, read, known->type, path(key.text));
    } else if (key.text == "partition_id") {
        m_cells.put(tableId.value, read, FieldInfo::Type::Text, path(key.text));
        tableId.path = path(key.text);
    } else {
        m_cells.add(path(key.text), read);
    }
    return true;
}

void orderPartitions(DumpTask &task)
{
    struct Key
    {
        std::optional<quint64> number;
        QByteArrayView id; ///< without quotes
        quint32 index = 0;
    };
    std::vector<Key> keys;
    keys.reserve(task.partitions.size());
    for (Partition &partition : task.partitions) {
        // No id is no name to tell it by.
        if (!partition.id.isPresent())
            partition.id.marks |= Value::SameId;
        const QByteArrayView id = task.answer.bare(partition.id);
        keys.push_back({partitionNumber(id), id, quint32(keys.size())});
    }
    // As partitionLess() has it; occurrences are not known yet, and the sort is stable.
    const auto less = [](const Key &a, const Key &b) {
        if (a.number != b.number)
            return a.number && (!b.number || *a.number < *b.number);
        return a.id < b.id;
    };
    if (!std::is_sorted(keys.begin(), keys.end(), less))
        std::stable_sort(keys.begin(), keys.end(), less);

    task.byKey.resize(keys.size());
    for (size_t i = 0; i < keys.size(); ++i) {
        task.byKey[i] = keys[i].index;
        if (i == 0 || keys[i].number != keys[i - 1].number || keys[i].id != keys[i - 1].id)
            continue;
        Partition &before = task.partitions[keys[i - 1].index];
        Partition &here = task.partitions[keys[i].index];
        here.occurrence = before.occurrence + 1;
        before.id.marks |= Value::SameId;
        here.id.marks |= Value::SameId;
    }
}

} // namespace spillway
