// SPDX-License-Identifier: GPL-3.0-or-later
#include "taskvalues.h"

#include "domain/fields.h"
#include "fuzz.h"
#include "wire/jsonscan.h"

#include <vector>

namespace spillway::fuzz {

namespace {

void checkInteger(const Answer &answer, const Value &value)
{
    const std::optional<qint64> number = answer.integer(value);
    const bool isWhole = value.kind == Value::Kind::Integer || value.marks.testFlag(Value::NumericText);
    require(!number || isWhole, "only an integer is one");
    require(!number || answer.bare(value) == QByteArray::number(*number) || answer.bare(value) == "-0",
            "an integer is exact");
    require(!number || !value.marks.testFlag(Value::BeyondInt64), "an integer that fits is not marked");
}

/// Of a field that is known; of others nothing is marked.
void checkMarks(const Answer &answer, const Value &value)
{
    const bool isWhole = value.kind == Value::Kind::Integer || value.marks.testFlag(Value::NumericText);
    require(!isWhole || answer.integer(value) || value.marks.testAnyFlags(Value::BeyondInt64 | Value::WrongType),
            "an integer that does not fit is marked");
}

void checkValue(const Answer &answer, const Value &value)
{
    if (!value.isPresent()) {
        require(value.size == 0 && answer.text(value).isNull(), "what did not come has no text");
        return;
    }
    require(!findJsonDefect(answer.token(value)), "a value is JSON by itself");
    require(answer.text(value).isValidUtf16() && !answer.text(value).isNull(), "a text is text");
    checkInteger(answer, value);
}

void checkOthers(const Answer &answer, const std::vector<OtherField> &fields)
{
    for (size_t i = 0; i < fields.size(); ++i) {
        checkValue(answer, fields[i].value);
        require(!fields[i].path.isNull(), "another field has a path");
        require(i == 0 || fields[i - 1].path <= fields[i].path, "other fields are in order");
    }
}

bool isWithin(const Value &value, const Value &block)
{
    return !value.isPresent()
        || (value.offset >= block.offset && value.offset + value.size <= block.offset + block.size);
}

/// What is read and listed of a block belongs to the block that is shown: of a repeated one the last.
void checkBlocks(const DumpTask &task)
{
    const QString path = QStringLiteral("obs_destination_description");
    for (const OtherField &field : task.others) {
        const bool isBelow = field.path.startsWith(path + u'.') || field.path.startsWith(path + u'[');
        require(!isBelow || isWithin(field.value, task.obsBlock), "what is listed of a block is in the one shown");
    }
    for (const auto &field : destinationFields)
        require(isWithin(task.obs.*field.value, task.obsBlock), "a field of a block is in the one shown");
    for (const auto &field : processingFields)
        require(isWithin(task.obs.*field.value, task.obs.processingSchema), "a field is in the schema that is shown");
    for (const Partition &partition : task.partitions) {
        for (const auto &field : partitionFields)
            require(isWithin(partition.*field.value, task.partitionsBlock), "a partition is in the list that is shown");
    }
    require(task.partitions.empty() || task.partitionsBlock.kind == Value::Kind::Array, "only a list has partitions");
}

void checkOrder(const DumpTask &task)
{
    require(task.byKey.size() == task.partitions.size(), "every partition has its place");
    std::vector<bool> seen(task.partitions.size());
    for (size_t i = 0; i < task.byKey.size(); ++i) {
        require(task.byKey[i] < seen.size() && !seen[task.byKey[i]], "every partition has one place");
        seen[task.byKey[i]] = true;
        require(i == 0
                    || partitionLess(task.answer, task.partitions[task.byKey[i - 1]], task.answer,
                                     task.partitions[task.byKey[i]]),
                "partitions are in order, and no two are the same");
    }
}

} // namespace

void checkValues(const DumpTask &task)
{
    const Answer &answer = task.answer;
    for (const auto &field : taskFields) {
        checkValue(answer, task.*field.value);
        checkMarks(answer, task.*field.value);
    }
    for (const auto &field : destinationFields)
        checkValue(answer, task.obs.*field.value);
    for (const auto &field : processingFields)
        checkValue(answer, task.obs.*field.value);
    checkValue(answer, task.obsBlock);
    checkValue(answer, task.partitionsBlock);
    for (const Partition &partition : task.partitions) {
        for (const auto &field : partitionFields) {
            checkValue(answer, partition.*field.value);
            checkMarks(answer, partition.*field.value);
        }
    }
    for (const OtherDestination &block : task.otherDestinations) {
        checkValue(answer, block.block);
        checkOthers(answer, block.fields);
    }
    checkOthers(answer, task.others);
    const bool areAllListed = task.othersTotal <= DumpTask::otherFieldsLimit;
    require(areAllListed ? task.othersTotal == qint64(task.others.size())
                         : task.othersTotal >= qint64(task.others.size()),
            "what is not listed is counted");
    checkBlocks(task);
    checkOrder(task);
}

} // namespace spillway::fuzz
