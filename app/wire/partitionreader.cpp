// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/partitionreader.h"

#include <QtEndian>

#include <algorithm>
#include <cstring>
#include <numeric>
#include <utility>

namespace spillway {

namespace ondemand = simdjson::ondemand;

namespace {

/// Whether a key of the answer, which `raw` points into, is that of the column. Sizes are constants here, so this is a
/// comparison or two and no call.
template <size_t Column> bool isKey(const char *raw)
{
    constexpr std::string_view name(partitionFields[Column].key);
    return std::memcmp(raw, name.data(), name.size()) == 0 && raw[name.size()] == '"';
}

/// The column of a key; -1 if it is none as it stands.
template <size_t... Columns> int columnOf(const char *raw, std::index_sequence<Columns...>)
{
    int column = -1;
    static_cast<void>(((isKey<Columns>(raw) && (column = int(Columns), true)) || ...));
    return column;
}

int columnOf(const char *raw)
{
    return columnOf(raw, std::make_index_sequence<partitionFields.size()>());
}

/// Eight bytes at once, the first lowest. What follows a token is readable: simdjson wants room behind the text.
quint64 eightBytes(const char *at)
{
    return qFromLittleEndian<quint64>(at);
}

constexpr quint64 everyByte = 0x0101010101010101;

/// The bytes beyond `count` of eight.
quint64 bytesFrom(size_t count)
{
    return count >= 8 ? 0 : ~quint64(0) << (8 * count);
}

bool hasBackslash(const char *text, size_t size)
{
    for (size_t at = 0; at < size; at += 8) {
        const quint64 zeroWhereSlash = (eightBytes(text + at) ^ everyByte * '\\') | bytesFrom(size - at);
        if (((zeroWhereSlash - everyByte) & ~zeroWhereSlash & everyByte * 0x80) != 0)
            return true;
    }
    return false;
}

bool areDigits(const char *text, size_t size)
{
    for (size_t at = 0; at < size; at += 8) {
        const quint64 beyond = bytesFrom(size - at);
        const quint64 bytes = (eightBytes(text + at) & ~beyond) | (everyByte * '0' & beyond);
        // A digit is 0x30 ... 0x39: its upper half is 3, and stays 3 when 6 is added.
        if ((bytes & everyByte * 0xf0) != everyByte * 0x30
            || ((bytes + everyByte * 6) & everyByte * 0xf0) != everyByte * 0x30)
            return false;
    }
    return true;
}

/// Nearly every cell is a string without escapes in a column of text, or a count or time that surely fits 64 bits:
/// those are taken here, all in one piece. False, and nothing taken, for any other.
bool takePlain(ondemand::value &value, FieldInfo::Type type, quint32 offset, Value &out)
{
    constexpr size_t surelyInt64 = 18;
    const std::string_view raw = value.raw_json_token();
    if (type == FieldInfo::Type::Text) {
        ondemand::raw_json_string taken;
        if (raw.size() < 2 || raw.front() != '"' || raw.back() != '"' || hasBackslash(raw.data(), raw.size())
            || value.get_raw_json_string().get(taken) != simdjson::SUCCESS)
            return false;
        out.kind = Value::Kind::Text;
    } else {
        const bool startsWell = !raw.empty() && (raw.front() != '0' || raw.size() == 1);
        if (!startsWell || raw.size() > surelyInt64 || !areDigits(raw.data(), raw.size()))
            return false;
        out.kind = Value::Kind::Integer;
    }
    out.offset = offset;
    out.size = quint32(raw.size());
    return true;
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
    for (auto result : object) {
        ondemand::field field;
        if (std::move(result).get(field) != simdjson::SUCCESS)
            return false;
        const int column = columnOf(field.key().raw());
        if (column < 0) {
            if (!readOther(field, partition, tableId))
                return false;
            continue;
        }
        const auto &known = partitionFields[size_t(column)];
        ondemand::value value = field.value();
        Value &cell = partition.*known.value;
        if (!cell.isPresent() && takePlain(value, known.type, m_values.offsetOf(value.raw_json_token().data()), cell))
            continue;
        Value read;
        if (!m_values.readValue(value, read, 3))
            return false;
        m_cells.put(cell, read, known.type, cell.isPresent() ? path(known.key) : QString());
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

namespace {

/// Whether the partitions come in the order of their numbers, every one with a number of its own, as they should.
bool areNumberedInOrder(const DumpTask &task)
{
    std::optional<quint64> before;
    for (const Partition &partition : task.partitions) {
        const auto number = partitionNumber(task.answer.bare(partition.id));
        if (!number || (before && *before >= *number))
            return false;
        before = number;
    }
    return true;
}

} // namespace

void orderPartitions(DumpTask &task)
{
    struct Key
    {
        std::optional<quint64> number;
        QByteArrayView id; ///< without quotes
        quint32 index = 0;
    };
    task.byKey.resize(task.partitions.size());
    if (areNumberedInOrder(task)) {
        std::iota(task.byKey.begin(), task.byKey.end(), 0U);
        return;
    }
    std::vector<Key> keys;
    keys.reserve(task.partitions.size());
    for (Partition &partition : task.partitions) {
        // No id is no name to tell it by, and neither is an empty one.
        const bool isNull = partition.id.kind == Value::Kind::Null;
        if (isNull || task.answer.bare(partition.id).isEmpty())
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
    std::stable_sort(keys.begin(), keys.end(), less);
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
