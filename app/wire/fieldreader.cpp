// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/fieldreader.h"

#include "wire/jsonscan.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace spillway {

namespace ondemand = simdjson::ondemand;

namespace {

template <class Table> const auto *findField(const Table &table, QByteArrayView key)
{
    const auto field =
        std::find_if(table.begin(), table.end(), [&](const auto &entry) { return key == QByteArrayView(entry.key); });
    return field == table.end() ? nullptr : &*field;
}

/// The wire's names of the partition columns, with their lengths at hand: this is the inner loop.
constexpr auto partitionKeys = [] {
    std::array<std::string_view, partitionFields.size()> keys;
    std::transform(partitionFields.begin(), partitionFields.end(), keys.begin(),
                   [](const auto &field) { return field.key; });
    return keys;
}();

/// Below this many characters an integer fits 64 bits, sign included.
constexpr quint32 surelyInt64 = 18;

/// simdjson's tokens run on to the next structural character.
QByteArrayView trimmedToken(std::string_view raw)
{
    while (!raw.empty() && (raw.back() == ' ' || raw.back() == '\t' || raw.back() == '\n' || raw.back() == '\r'))
        raw.remove_suffix(1);
    return {raw.data(), qsizetype(raw.size())};
}

/// What is odd about a value in a cell of this type.
Value::Marks marksFor(const Answer &answer, const Value &value, FieldInfo::Type type)
{
    using Kind = Value::Kind;
    const bool wantsInteger = type == FieldInfo::Type::Integer || type == FieldInfo::Type::Time;
    if (value.kind == Kind::Null)
        return {};
    if (wantsInteger && value.kind == Kind::Integer)
        return value.size <= surelyInt64 || answer.integer(value) ? Value::Marks() : Value::Marks(Value::BeyondInt64);
    if (wantsInteger && value.isText()) {
        const QByteArrayView token = answer.token(value);
        if (!isIntegerLiteral(token.sliced(1, token.size() - 2)))
            return Value::WrongType;
        Value number = value;
        number.marks |= Value::NumericText;
        return answer.integer(number) ? Value::Marks(Value::NumericText)
                                      : Value::Marks(Value::NumericText) | Value::BeyondInt64;
    }
    const Kind wanted = type == FieldInfo::Type::Object ? Kind::Object
        : type == FieldInfo::Type::Array                ? Kind::Array
        : wantsInteger                                  ? Kind::Integer
                                                        : Kind::Text;
    return value.kind == wanted ? Value::Marks() : Value::Marks(Value::WrongType);
}

} // namespace

QString memberPath(const QString &path, QByteArrayView key)
{
    const bool plain = !key.isEmpty() && std::all_of(key.begin(), key.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    });
    const QString name = QString::fromUtf8(key);
    if (!plain)
        return QString(path + u"['" + name + u"']");
    return path.isEmpty() ? name : QString(path + u'.' + name);
}

QString elementPath(const QString &path, qint64 index)
{
    return QString(path + u'[' + QString::number(index) + u']');
}

void FieldReader::Others::add(QString path, Value value)
{
    if (++total <= DumpTask::otherFieldsLimit)
        fields.push_back({std::move(path), 0, value});
}

FieldReader::FieldReader(DumpTask &task, std::function<const char *()> location)
    : m_task(task)
    , m_location(std::move(location))
    , m_base(task.answer.bytes().constData())
{
}

void FieldReader::finish()
{
    m_task.othersTotal = m_taskOthers.total + m_partitionOthers.total;
    m_task.others = std::move(m_taskOthers.fields);
    m_task.others.insert(m_task.others.end(), std::make_move_iterator(m_partitionOthers.fields.begin()),
                         std::make_move_iterator(m_partitionOthers.fields.end()));
}

quint32 FieldReader::offsetOf(const char *at) const
{
    return quint32(at - m_base);
}

bool FieldReader::readKey(ondemand::field &field, Key &key) const
{
    const char *start = field.key().raw();
    const char *end = start;
    bool escaped = false;
    for (; *end != '"'; ++end) {
        if (*end == '\\') {
            escaped = true;
            ++end;
        }
    }
    key.text = QByteArrayView(start, end);
    if (!escaped)
        return true;
    const auto text = unescaped(key.text);
    if (!text)
        return false;
    key.storage = text->toUtf8();
    key.text = key.storage;
    return true;
}

bool FieldReader::readScalar(std::string_view raw, Value &out) const
{
    const QByteArrayView token = trimmedToken(raw);
    out.offset = offsetOf(token.data());
    out.size = quint32(token.size());
    out.marks = {};
    switch (token.isEmpty() ? '\0' : token.front()) {
    case '"': {
        if (token.size() < 2 || token.back() != '"')
            return false;
        out.kind = Value::Kind::Text;
        const QByteArrayView inner = token.sliced(1, token.size() - 2);
        if (std::memchr(inner.data(), '\\', size_t(inner.size())) == nullptr)
            return true;
        bool lone = false;
        out.marks.setFlag(Value::LoneSurrogate, unescaped(inner, &lone).has_value() && lone);
        return unescaped(inner).has_value();
    }
    case 't':
    case 'f':
        out.kind = Value::Kind::Boolean;
        return token == "true" || token == "false";
    case 'n':
        out.kind = Value::Kind::Null;
        return token == "null";
    default: {
        bool isInteger = false;
        const bool isNumber = isJsonNumber(token, &isInteger);
        out.kind = isInteger ? Value::Kind::Integer : Value::Kind::Number;
        return isNumber;
    }
    }
}

template <class Member> bool FieldReader::eachMember(ondemand::value value, Value &whole, const Member &member)
{
    whole.kind = Value::Kind::Object;
    whole.offset = offsetOf(value.raw_json_token().data());
    ondemand::object object;
    if (value.get_object().get(object) != simdjson::SUCCESS)
        return false;
    for (auto result : object) {
        ondemand::field field;
        Key key;
        if (std::move(result).get(field) != simdjson::SUCCESS || !readKey(field, key) || !member(key, field.value()))
            return false;
    }
    whole.size = offsetOf(m_location()) - whole.offset;
    whole.size = quint32(trimmedToken({m_base + whole.offset, whole.size}).size());
    return true;
}

bool FieldReader::walkChildren(ondemand::value value, bool isObject, int depth)
{
    Value ignored;
    if (isObject)
        return eachMember(value, ignored,
                          [&](const Key &, ondemand::value child) { return readValue(child, ignored, depth + 1); });
    ondemand::array array;
    if (value.get_array().get(array) != simdjson::SUCCESS)
        return false;
    for (auto result : array) {
        ondemand::value child;
        if (std::move(result).get(child) != simdjson::SUCCESS || !readValue(child, ignored, depth + 1))
            return false;
    }
    return true;
}

bool FieldReader::readValue(ondemand::value value, Value &out, int depth)
{
    ondemand::json_type type{};
    if (value.type().get(type) != simdjson::SUCCESS)
        return false;
    const std::string_view raw = value.raw_json_token();
    const bool isObject = type == ondemand::json_type::object;
    if (type == ondemand::json_type::string) {
        // Taken rather than skipped: skipping a string that a colon follows takes it for a key, and lets that pass.
        ondemand::raw_json_string taken;
        return value.get_raw_json_string().get(taken) == simdjson::SUCCESS && readScalar(raw, out);
    }
    if (!isObject && type != ondemand::json_type::array)
        return readScalar(raw, out);
    if (depth >= jsonDepthLimit || !walkChildren(value, isObject, depth))
        return false;
    out = Value();
    out.kind = isObject ? Value::Kind::Object : Value::Kind::Array;
    out.offset = offsetOf(raw.data());
    out.size = quint32(trimmedToken({raw.data(), size_t(m_location() - raw.data())}).size());
    return true;
}

bool FieldReader::readOther(Others &others, const QString &path, ondemand::value value)
{
    Value read;
    if (!readValue(value, read, 1))
        return false;
    others.add(path, read);
    return true;
}

void FieldReader::put(Value &cell, Value value, FieldInfo::Type type, Others &others, const QString &path)
{
    value.marks |= marksFor(m_task.answer, value, type);
    if (cell.isPresent()) {
        if (!cell.marks.testFlag(Value::Repeated))
            others.add(path, cell);
        others.add(path, value);
        value.marks |= Value::Repeated;
    }
    cell = value;
}

void FieldReader::settle(Value &cell, const Alias &alias, Value::Marks mark, Others &others)
{
    if (!alias.value.isPresent())
        return;
    if (!cell.isPresent()) {
        cell = alias.value;
        cell.marks |= mark;
    } else if (m_task.answer.token(cell) != m_task.answer.token(alias.value)) {
        others.add(alias.path, alias.value);
        cell.marks |= Value::Conflicting;
    }
}

bool FieldReader::readTask(ondemand::object root)
{
    for (auto result : root) {
        ondemand::field field;
        Key key;
        if (std::move(result).get(field) != simdjson::SUCCESS || !readKey(field, key)
            || !readTaskMember(key, field.value()))
            return false;
    }
    return true;
}

bool FieldReader::readTaskMember(const Key &key, ondemand::value value)
{
    if (const auto *field = findField(taskFields, key.text)) {
        Value read;
        if (!readValue(value, read, 1))
            return false;
        put(m_task.*field->value, read, field->type, m_taskOthers, memberPath({}, key.text));
        return true;
    }
    if (key.text == "obs_destination_description")
        return readObs(value);
    if (key.text == "partitions")
        return readPartitions(value);
    if (const auto *known = findField(destinationKeys, key.text))
        return readBlock(*known, value);
    return readOther(m_taskOthers, memberPath({}, key.text), value);
}

bool FieldReader::readObs(ondemand::value value)
{
    const QString path = QStringLiteral("obs_destination_description");
    Value whole;
    ondemand::json_type type{};
    if (value.type().get(type) != simdjson::SUCCESS)
        return false;
    const bool isObject = type == ondemand::json_type::object;
    if (m_task.obsBlock.isPresent() && isObject) {
        // The block came before: its fields make way, and it is listed whole.
        m_task.obs = {};
        std::erase_if(m_taskOthers.fields, [&](const OtherField &field) { return field.path.startsWith(path + u'.'); });
    }
    Alias misspelt;
    if (isObject ? !eachMember(
            value, whole, [&](const Key &key, ondemand::value child) { return readObsMember(key, child, misspelt); })
                 : !readValue(value, whole, 1))
        return false;
    settle(m_task.obs.filePrefix, misspelt, Value::Misspelt, m_taskOthers);
    put(m_task.obsBlock, whole, FieldInfo::Type::Object, m_taskOthers, path);
    if (m_task.obsBlock.marks == Value::WrongType)
        m_taskOthers.add(path, m_task.obsBlock);
    return true;
}

bool FieldReader::readObsMember(const Key &key, ondemand::value value, Alias &misspelt)
{
    const QString path = memberPath(QStringLiteral("obs_destination_description"), key.text);
    const auto *field = findField(destinationFields, key.text);
    ondemand::json_type type{};
    if (field && field->value == &ObsDestination::processingSchema && value.type().get(type) == simdjson::SUCCESS
        && type == ondemand::json_type::object)
        return readProcessing(value);
    Value read;
    if (!readValue(value, read, 2))
        return false;
    if (field) {
        put(m_task.obs.*field->value, read, field->type, m_taskOthers, path);
    } else if (key.text == "file_prefix\"") {
        // The vendor's published example spells the key like this.
        put(misspelt.value, read, FieldInfo::Type::Text, m_taskOthers, path);
        misspelt.path = path;
    } else {
        m_taskOthers.add(path, read);
    }
    return true;
}

bool FieldReader::readProcessing(ondemand::value value)
{
    const QString path = QStringLiteral("obs_destination_description.processing_schema");
    ObsDestination &obs = m_task.obs;
    if (obs.processingSchema.isPresent()) {
        for (const auto &field : processingFields)
            obs.*field.value = {};
        std::erase_if(m_taskOthers.fields, [&](const OtherField &field) { return field.path.startsWith(path + u'.'); });
    }
    Value whole;
    const auto member = [&](const Key &key, ondemand::value child) {
        const auto *field = findField(processingFields, key.text);
        if (!field)
            return readOther(m_taskOthers, memberPath(path, key.text), child);
        Value read;
        if (!readValue(child, read, 3))
            return false;
        put(obs.*field->value, read, field->type, m_taskOthers, memberPath(path, key.text));
        return true;
    };
    if (!eachMember(value, whole, member))
        return false;
    put(obs.processingSchema, whole, FieldInfo::Type::Object, m_taskOthers, path);
    return true;
}

bool FieldReader::readBlock(const DestinationKey &known, ondemand::value value)
{
    const QString key = QString::fromLatin1(known.key);
    ondemand::json_type type{};
    if (value.type().get(type) != simdjson::SUCCESS)
        return false;
    if (type != ondemand::json_type::object)
        return readOther(m_taskOthers, key, value);
    OtherDestination block;
    block.kind = known.kind;
    block.key = key;
    const auto member = [&](const Key &name, ondemand::value child) {
        return readLeaves(child, memberPath(key, name.text), block, 2);
    };
    if (!eachMember(value, block.block, member))
        return false;
    m_task.otherDestinations.push_back(std::move(block));
    return true;
}

bool FieldReader::readLeaves(ondemand::value value, const QString &path, OtherDestination &block, int depth)
{
    ondemand::json_type type{};
    if (value.type().get(type) != simdjson::SUCCESS)
        return false;
    Value read;
    const size_t before = block.fields.size();
    qint64 children = 0;
    if (type == ondemand::json_type::object) {
        const auto member = [&](const Key &key, ondemand::value child) {
            ++children;
            return readLeaves(child, memberPath(path, key.text), block, depth + 1);
        };
        if (depth >= jsonDepthLimit || !eachMember(value, read, member))
            return false;
    } else if (!readValue(value, read, depth)) {
        return false;
    }
    // Objects are shown by their leaves; an empty one is a leaf.
    if (children > 0 && block.fields.size() > before)
        return true;
    if (block.fields.size() < size_t(DumpTask::otherFieldsLimit))
        block.fields.push_back({path, 0, read});
    else
        ++m_taskOthers.total;
    return true;
}

bool FieldReader::readPartitions(ondemand::value value)
{
    const QString path = QStringLiteral("partitions");
    ondemand::json_type type{};
    if (value.type().get(type) != simdjson::SUCCESS)
        return false;
    Value whole;
    if (type == ondemand::json_type::array) {
        m_task.partitions.clear();
        m_partitionOthers = {};
        ondemand::array array;
        whole.kind = Value::Kind::Array;
        whole.offset = offsetOf(value.raw_json_token().data());
        if (value.get_array().get(array) != simdjson::SUCCESS)
            return false;
        quint32 number = 0;
        for (auto result : array) {
            ondemand::value element;
            if (std::move(result).get(element) != simdjson::SUCCESS || !readPartition(element, number++))
                return false;
            if (number == 1)
                m_task.partitions.reserve(expectedPartitions(offsetOf(m_location()) - whole.offset));
        }
        whole.size =
            quint32(trimmedToken({m_base + whole.offset, size_t(m_location() - m_base) - whole.offset}).size());
    } else if (!readValue(value, whole, 1)) {
        return false;
    }
    put(m_task.partitionsBlock, whole, FieldInfo::Type::Array, m_taskOthers, path);
    if (m_task.partitionsBlock.marks == Value::WrongType)
        m_taskOthers.add(path, m_task.partitionsBlock);
    return true;
}

/// How many partitions the rest of the answer can hold if all are as long as the first.
size_t FieldReader::expectedPartitions(quint32 firstSize) const
{
    return size_t(m_task.answer.bytes().size()) / std::max(firstSize, 1U) + 1;
}

bool FieldReader::readPartition(ondemand::value value, quint32 number)
{
    const auto path = [number](QByteArrayView key) {
        return memberPath(elementPath(QStringLiteral("partitions"), number), key);
    };
    ondemand::json_type type{};
    if (value.type().get(type) != simdjson::SUCCESS)
        return false;
    if (type != ondemand::json_type::object)
        return readOther(m_partitionOthers, elementPath(QStringLiteral("partitions"), number), value);
    Partition partition;
    Alias tableId;
    Value whole;
    m_hint = 0;
    const auto member = [&](const Key &key, ondemand::value child) {
        Value read;
        if (!readValue(child, read, 3))
            return false;
        const std::string_view name(key.text.data(), size_t(key.text.size()));
        for (size_t i = 0; i < partitionFields.size(); ++i, ++m_hint) {
            m_hint = m_hint == partitionFields.size() ? 0 : m_hint;
            const auto &field = partitionFields[m_hint];
            if (name != partitionKeys[m_hint])
                continue;
            Value &cell = partition.*field.value;
            read.marks |= marksFor(m_task.answer, read, field.type);
            if (cell.isPresent())
                put(cell, read, field.type, m_partitionOthers, path(key.text));
            else
                cell = read;
            return true;
        }
        if (key.text == "partition_id") {
            put(tableId.value, read, FieldInfo::Type::Text, m_partitionOthers, path(key.text));
            tableId.path = path(key.text);
        } else {
            m_partitionOthers.add(path(key.text), read);
        }
        return true;
    };
    if (!eachMember(value, whole, member))
        return false;
    settle(partition.id, tableId, {}, m_partitionOthers);
    const Answer &answer = m_task.answer;
    if (partition.state.isPresent() && partition.status.isPresent()
        && answer.token(partition.state) != answer.token(partition.status)) {
        m_partitionOthers.add(path("status"), partition.status);
        partition.state.marks |= Value::Conflicting;
    }
    m_task.partitions.push_back(partition);
    return true;
}

} // namespace spillway
