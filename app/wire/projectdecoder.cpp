// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/projectdecoder.h"

#include "wire/fault.h"
#include "wire/rootreader.h"
#include "wire/valuereader.h"

#include <QStringList>

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

namespace spillway {

using namespace Qt::StringLiterals;

namespace {

namespace ondemand = simdjson::ondemand;

template <class Row> struct FactKey
{
    QByteArrayView key;
    Fact Row::*fact;
};

// Sources: the DIS API reference and published answers; see the comments of domain/project.h.
constexpr std::array summaryKeys{
    FactKey<StreamSummary>{"stream_id", &StreamSummary::id},
    FactKey<StreamSummary>{"status", &StreamSummary::status},
    FactKey<StreamSummary>{"stream_type", &StreamSummary::type},
    FactKey<StreamSummary>{"data_type", &StreamSummary::dataType},
    FactKey<StreamSummary>{"partition_count", &StreamSummary::partitionCount},
    FactKey<StreamSummary>{"retention_period", &StreamSummary::retention},
    FactKey<StreamSummary>{"create_time", &StreamSummary::createTime},
};
constexpr std::array taskKeys{
    FactKey<TaskSummary>{"task_id", &TaskSummary::id},
    FactKey<TaskSummary>{"state", &TaskSummary::state},
    FactKey<TaskSummary>{"destination_type", &TaskSummary::destinationType},
    FactKey<TaskSummary>{"create_time", &TaskSummary::createTime},
    FactKey<TaskSummary>{"last_transfer_timestamp", &TaskSummary::lastTransferTimestamp},
};
constexpr std::array streamKeys{
    FactKey<StreamDetails>{"stream_id", &StreamDetails::id},
    FactKey<StreamDetails>{"status", &StreamDetails::status},
    FactKey<StreamDetails>{"stream_type", &StreamDetails::type},
    FactKey<StreamDetails>{"data_type", &StreamDetails::dataType},
    FactKey<StreamDetails>{"compression_format", &StreamDetails::compression},
    FactKey<StreamDetails>{"retention_period", &StreamDetails::retention},
    FactKey<StreamDetails>{"create_time", &StreamDetails::createTime},
    FactKey<StreamDetails>{"last_modified_time", &StreamDetails::lastModified},
    FactKey<StreamDetails>{"readable_partition_count", &StreamDetails::readablePartitions},
    FactKey<StreamDetails>{"writable_partition_count", &StreamDetails::writablePartitions},
    FactKey<StreamDetails>{"auto_scale_enabled", &StreamDetails::autoScale},
};
constexpr std::array partitionKeys{
    FactKey<StreamPartition>{"partition_id", &StreamPartition::id},
    FactKey<StreamPartition>{"status", &StreamPartition::status},
    FactKey<StreamPartition>{"hash_range", &StreamPartition::hashRange},
    FactKey<StreamPartition>{"sequence_number_range", &StreamPartition::sequenceRange},
    FactKey<StreamPartition>{"parent_partitions", &StreamPartition::parents},
};

template <class Row, size_t size>
Fact *factFor(Row &row, const std::array<FactKey<Row>, size> &keys, QByteArrayView key)
{
    const auto found = std::ranges::find(keys, key, &FactKey<Row>::key);
    return found == keys.end() ? nullptr : &(row.*found->fact);
}

/// Reads Facts. Every function returns false on a syntax error.
class FactReader
{
public:
    // How deep a member of the answer, an element of its lists and a member of such an element are.
    static constexpr int memberDepth = 1;
    static constexpr int elementDepth = 2;
    static constexpr int fieldDepth = 3;

    FactReader(const Answer &answer, const Location &location)
        : m_answer(answer)
        , m_values(answer, location)
    {
    }

    /// Calls member(key, value) for each member of the answer.
    template <class Member> bool readMembers(ondemand::object root, const Member &member) const
    {
        for (auto result : root) {
            ondemand::field field;
            ValueReader::Key key;
            if (std::move(result).get(field) != simdjson::SUCCESS || !m_values.readKey(field, key)
                || !member(key.text, field.value()))
                return false;
        }
        return true;
    }

    bool readFact(ondemand::value value, Fact &fact, int depth) const
    {
        Value read;
        if (!m_values.readValue(value, read, depth))
            return false;
        fact = {read.kind, read.kind == Value::Kind::Null ? QString() : m_answer.text(read)};
        return true;
    }

    bool skip(ondemand::value value, int depth) const
    {
        Value ignored;
        return m_values.readValue(value, ignored, depth);
    }

    /// Calls element(value) for each element of a list; *isList tells whether it is one.
    template <class Element> bool readList(ondemand::value value, bool *isList, const Element &element) const
    {
        *isList = firstOf(value) == '[';
        if (!*isList)
            return skip(value, memberDepth);
        ondemand::array array;
        if (value.get_array().get(array) != simdjson::SUCCESS)
            return false;
        for (auto result : array) {
            ondemand::value child;
            if (std::move(result).get(child) != simdjson::SUCCESS || !element(child))
                return false;
        }
        return true;
    }

    /// Fills the rows with the list's objects by their keys, and calls named(row, fact) with what stands under `name`.
    template <class Row, size_t size, class Named>
    bool readRows(ondemand::value value, bool *isList, std::vector<Row> &rows,
                  const std::array<FactKey<Row>, size> &keys, QByteArrayView name, const Named &named) const
    {
        rows.clear();
        return readList(value, isList, [&](ondemand::value element) {
            constexpr size_t mostRows = 1'000'000; // a page has a thousand at most; three bytes become two hundred
            if (firstOf(element) != '{' || rows.size() >= mostRows)
                return skip(element, elementDepth);
            Row &row = rows.emplace_back();
            Value whole;
            return m_values.eachMember(element, whole, [&](const ValueReader::Key &key, ondemand::value field) {
                if (Fact *fact = factFor(row, keys, key.text))
                    return readFact(field, *fact, fieldDepth);
                if (key.text != name)
                    return skip(field, fieldDepth);
                Fact text;
                const bool isJson = readFact(field, text, fieldDepth);
                named(row, text);
                return isJson;
            });
        });
    }

private:
    const Answer &m_answer;
    ValueReader m_values;
};

/// Calls member(reader, key, value) for each member of the answer.
template <class Member> Result<void> readAnswer(const QByteArray &body, const Member &member)
{
    const Answer answer(body);
    return readRoot(body, [&](ondemand::object root, const Location &location) {
        const FactReader reader(answer, location);
        return reader.readMembers(
            root, [&](QByteArrayView key, ondemand::value value) { return member(reader, key, value); });
    });
}

/// What a list is missing for; nothing if it may be: there is nothing to list.
std::optional<Error> missing(const char *key, const QByteArray &body, const Fact &total)
{
    if (const auto envelope = decodeEnvelope(body))
        return envelopeError(*envelope, 0);
    if (total.integer() == 0)
        return std::nullopt;
    Error error;
    error.kind = Error::Kind::Malformed;
    error.subject = QString::fromLatin1(key);
    return error;
}

bool saysTrue(const Fact &fact)
{
    return (fact.kind == Value::Kind::Boolean || fact.isText()) && fact.text == "true"_L1;
}

QString nameIn(const Fact &fact)
{
    return fact.isText() ? fact.text : QString();
}

std::vector<StreamSummary> joined(const QStringList &names, const std::vector<StreamSummary> &infos)
{
    // Not QHash: it ends the program where there is no memory for one more entry.
    std::unordered_map<QString, const StreamSummary *> byName;
    for (const StreamSummary &info : infos)
        byName[info.name.text] = &info;
    std::vector<StreamSummary> streams;
    std::unordered_set<QString> seen;
    const auto add = [&](const QString &name) {
        if (name.isEmpty() || !seen.insert(name).second)
            return;
        const auto info = byName.find(name);
        streams.push_back(info != byName.end() ? *info->second : StreamSummary());
        streams.back().name = {name};
    };
    for (const QString &name : names)
        add(name);
    for (const StreamSummary &info : infos)
        add(info.name.text);
    return streams;
}

} // namespace

Result<StreamPage> decodeStreamPage(QByteArray body)
{
    body = padded(std::move(body));
    StreamPage page;
    QStringList names;
    std::vector<StreamSummary> infos;
    bool listsNames = false;
    bool listsInfos = false;
    Fact more;
    const Result<void> whole =
        readAnswer(body, [&](const FactReader &reader, QByteArrayView key, ondemand::value value) {
            if (key == "stream_names") {
                names.clear();
                return reader.readList(value, &listsNames, [&](ondemand::value element) {
                    Fact name;
                    const bool isJson = reader.readFact(element, name, FactReader::elementDepth);
                    names.append(nameIn(name));
                    return isJson;
                });
            }
            if (key == "stream_info_list")
                return reader.readRows(value, &listsInfos, infos, summaryKeys, "stream_name",
                                       [](StreamSummary &row, const Fact &name) { row.name = {nameIn(name)}; });
            if (key == "has_more_streams")
                return reader.readFact(value, more, FactReader::memberDepth);
            if (key == "total_number")
                return reader.readFact(value, page.total, FactReader::memberDepth);
            return reader.skip(value, FactReader::memberDepth);
        });
    if (!whole)
        return failure(whole.error());
    if (!listsNames && !listsInfos) {
        if (const auto error = missing("stream_names", body, page.total))
            return failure(*error);
    }
    page.streams = joined(names, infos);
    page.hasMore = saysTrue(more);
    return page;
}

Result<TaskList> decodeTaskList(QByteArray body)
{
    body = padded(std::move(body));
    TaskList list;
    bool isList = false;
    const Result<void> whole =
        readAnswer(body, [&](const FactReader &reader, QByteArrayView key, ondemand::value value) {
            if (key == "tasks")
                return reader.readRows(value, &isList, list.tasks, taskKeys, "task_name",
                                       [](TaskSummary &row, const Fact &name) { row.name = {nameIn(name)}; });
            if (key == "total_number")
                return reader.readFact(value, list.total, FactReader::memberDepth);
            if (key == "quota")
                return reader.readFact(value, list.quota, FactReader::memberDepth);
            return reader.skip(value, FactReader::memberDepth);
        });
    if (!whole)
        return failure(whole.error());
    if (!isList) {
        if (const auto error = missing("tasks", body, list.total))
            return failure(*error);
    }
    std::erase_if(list.tasks, [](const TaskSummary &task) { return task.name.text.isEmpty(); });
    return list;
}

Result<StreamDetails> decodeStream(QByteArray body, const StreamName &asked)
{
    body = padded(std::move(body));
    StreamDetails stream;
    Fact name;
    Fact more;
    bool listsPartitions = false;
    const Result<void> whole =
        readAnswer(body, [&](const FactReader &reader, QByteArrayView key, ondemand::value value) {
            if (Fact *fact = factFor(stream, streamKeys, key))
                return reader.readFact(value, *fact, FactReader::memberDepth);
            if (key == "partitions")
                return reader.readRows(value, &listsPartitions, stream.partitions, partitionKeys, {},
                                       [](StreamPartition &, const Fact &) {});
            if (key == "stream_name")
                return reader.readFact(value, name, FactReader::memberDepth);
            if (key == "has_more_partitions")
                return reader.readFact(value, more, FactReader::memberDepth);
            return reader.skip(value, FactReader::memberDepth);
        });
    if (!whole)
        return failure(whole.error());
    // Errors may also have a status and a name.
    if (!listsPartitions && !stream.id.isPresent() && !stream.type.isPresent() && !stream.createTime.isPresent()) {
        if (const auto error = missing("partitions", body, {}))
            return failure(*error);
    }
    if (name.isPresent() && name.kind != Value::Kind::Null && name.text != asked.text)
        return failure(Error::Kind::Mismatch, Error::Reason::Unspecified, name.text);
    stream.name = asked;
    stream.hasMore = saysTrue(more);
    for (StreamPartition &partition : stream.partitions) {
        if (const auto numbers =
                partition.sequenceRange.isText() ? sequenceNumbers(partition.sequenceRange.text) : std::nullopt) {
            partition.oldest = numbers->first;
            partition.next = numbers->second;
        }
    }
    return stream;
}

std::optional<std::pair<qint64, qint64>> sequenceNumbers(const QString &range)
{
    constexpr qsizetype longest = 128; // two numbers of 64 bits, and room for blanks
    const QString text = range.size() <= longest ? range.trimmed() : QString();
    if (!text.startsWith(u'[') || !text.endsWith(u']'))
        return std::nullopt;
    const QStringList parts = text.sliced(1, text.size() - 2).split(u':');
    if (parts.size() != 2)
        return std::nullopt;
    const std::optional<qint64> oldest = Fact{Value::Kind::Text, parts[0].trimmed()}.integer();
    const std::optional<qint64> next = Fact{Value::Kind::Text, parts[1].trimmed()}.integer();
    return oldest && next ? std::optional(std::pair(*oldest, *next)) : std::nullopt;
}

} // namespace spillway
