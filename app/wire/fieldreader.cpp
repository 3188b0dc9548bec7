// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/fieldreader.h"

#include "wire/jsonscan.h"

#include <algorithm>

namespace spillway {

namespace ondemand = simdjson::ondemand;

namespace {

const QString processingPath = QStringLiteral("obs_destination_description.processing_schema");

template <class Table> const auto *findField(const Table &table, QByteArrayView key)
{
    const auto field =
        std::find_if(table.begin(), table.end(), [&](const auto &entry) { return key == QByteArrayView(entry.key); });
    return field == table.end() ? nullptr : &*field;
}

} // namespace

FieldReader::FieldReader(DumpTask &task, std::function<const char *()> location)
    : m_task(task)
    , m_values(task.answer, std::move(location))
    , m_cells(task.answer)
    , m_partitions(task, m_values)
{
}

void FieldReader::finish()
{
    m_task.othersTotal = m_cells.total() + m_partitions.cells().total();
    m_task.others = m_cells.takeFields();
    std::vector<OtherField> ofPartitions = m_partitions.cells().takeFields();
    m_task.others.insert(m_task.others.end(), std::make_move_iterator(ofPartitions.begin()),
                         std::make_move_iterator(ofPartitions.end()));
}

bool FieldReader::readOther(const QString &path, ondemand::value value, int depth)
{
    Value read;
    if (!m_values.readValue(value, read, depth))
        return false;
    m_cells.add(path, read);
    return true;
}

bool FieldReader::readTask(ondemand::object root)
{
    for (auto result : root) {
        ondemand::field field;
        ValueReader::Key key;
        if (std::move(result).get(field) != simdjson::SUCCESS || !m_values.readKey(field, key)
            || !readTaskMember(key, field.value()))
            return false;
    }
    return true;
}

bool FieldReader::readTaskMember(const ValueReader::Key &key, ondemand::value value)
{
    if (const auto *field = findField(taskFields, key.text)) {
        Value read;
        if (!m_values.readValue(value, read, 1))
            return false;
        m_cells.put(m_task.*field->value, read, field->type, memberPath({}, key.text));
        return true;
    }
    if (key.text == "obs_destination_description")
        return readObs(value);
    if (key.text == "partitions")
        return readPartitions(value);
    if (const auto *known = findField(destinationKeys, key.text))
        return readBlock(*known, value);
    return readOther(memberPath({}, key.text), value, 1);
}

bool FieldReader::readObs(ondemand::value value)
{
    const QString path = QStringLiteral("obs_destination_description");
    Value whole;
    const bool isObject = firstOf(value) == '{';
    if (m_task.obsBlock.isPresent()) {
        // The block came before: its fields make way, whatever comes now, and it is listed whole.
        m_task.obs = {};
        m_cells.forgetBelow(path, m_obsOthers);
    }
    const qint64 before = m_cells.total();
    Cells::Alias misspelt;
    if (isObject ? !m_values.eachMember(
            value, whole,
            [&](const ValueReader::Key &key, ondemand::value child) { return readObsMember(key, child, misspelt); })
                 : !m_values.readValue(value, whole, 1))
        return false;
    m_cells.settle(m_task.obs.filePrefix, misspelt, Value::Misspelt);
    m_obsOthers = m_cells.total() - before;
    m_cells.put(m_task.obsBlock, whole, FieldInfo::Type::Object, path);
    if (m_task.obsBlock.marks == Value::WrongType)
        m_cells.add(path, m_task.obsBlock);
    return true;
}

bool FieldReader::readObsMember(const ValueReader::Key &key, ondemand::value value, Cells::Alias &misspelt)
{
    const QString path = memberPath(QStringLiteral("obs_destination_description"), key.text);
    const auto *field = findField(destinationFields, key.text);
    if (field && field->value == &ObsDestination::processingSchema) {
        forgetProcessing();
        if (firstOf(value) == '{')
            return readProcessing(value);
    }
    Value read;
    if (!m_values.readValue(value, read, 2))
        return false;
    if (field) {
        m_cells.put(m_task.obs.*field->value, read, field->type, path);
    } else if (key.text == "file_prefix\"") {
        // The vendor's published example spells the key like this.
        m_cells.put(misspelt.value, read, FieldInfo::Type::Text, path);
        misspelt.path = path;
    } else {
        m_cells.add(path, read);
    }
    return true;
}

/// What a schema that came before had in it.
void FieldReader::forgetProcessing()
{
    const qint64 others = std::exchange(m_processingOthers, 0);
    if (!m_task.obs.processingSchema.isPresent())
        return;
    for (const auto &field : processingFields)
        m_task.obs.*field.value = {};
    m_cells.forgetBelow(processingPath, others);
}

bool FieldReader::readProcessing(ondemand::value value)
{
    const QString path = processingPath;
    const qint64 before = m_cells.total();
    ObsDestination &obs = m_task.obs;
    Value whole;
    const auto member = [&](const ValueReader::Key &key, ondemand::value child) {
        const auto *field = findField(processingFields, key.text);
        if (!field)
            return readOther(memberPath(path, key.text), child, 3);
        Value read;
        if (!m_values.readValue(child, read, 3))
            return false;
        m_cells.put(obs.*field->value, read, field->type, memberPath(path, key.text));
        return true;
    };
    if (!m_values.eachMember(value, whole, member))
        return false;
    m_processingOthers = m_cells.total() - before;
    m_cells.put(obs.processingSchema, whole, FieldInfo::Type::Object, path);
    return true;
}

bool FieldReader::readBlock(const DestinationKey &known, ondemand::value value)
{
    const QString key = QString::fromLatin1(known.key);
    if (firstOf(value) != '{')
        return readOther(key, value, 1);
    OtherDestination block;
    block.kind = known.kind;
    block.key = key;
    const auto member = [&](const ValueReader::Key &name, ondemand::value child) {
        return readLeaves(child, memberPath(key, name.text), block, 2);
    };
    if (!m_values.eachMember(value, block.block, member))
        return false;
    m_task.otherDestinations.push_back(std::move(block));
    return true;
}

bool FieldReader::readLeaves(ondemand::value value, const QString &path, OtherDestination &block, int depth)
{
    Value read;
    bool hasMembers = false;
    if (firstOf(value) == '{') {
        const auto member = [&](const ValueReader::Key &key, ondemand::value child) {
            hasMembers = true;
            return readLeaves(child, memberPath(path, key.text), block, depth + 1);
        };
        if (depth >= jsonDepthLimit || !m_values.eachMember(value, read, member))
            return false;
    } else if (!m_values.readValue(value, read, depth)) {
        return false;
    }
    // Objects are shown by their leaves; an empty one is a leaf.
    if (hasMembers)
        return true;
    if (block.fields.size() < size_t(DumpTask::otherFieldsLimit))
        block.fields.push_back({path, 0, read});
    else
        m_cells.countOne();
    return true;
}

bool FieldReader::readPartitions(ondemand::value value)
{
    const QString path = QStringLiteral("partitions");
    const bool isList = firstOf(value) == '[';
    Value whole;
    // A list that came before makes way, whatever comes now.
    m_task.partitions.clear();
    m_partitions.cells().clear();
    if (isList ? !m_partitions.readList(value, whole) : !m_values.readValue(value, whole, 1))
        return false;
    m_cells.put(m_task.partitionsBlock, whole, FieldInfo::Type::Array, path);
    if (m_task.partitionsBlock.marks == Value::WrongType)
        m_cells.add(path, m_task.partitionsBlock);
    return true;
}

} // namespace spillway
