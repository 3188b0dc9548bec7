// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/fieldmutations.h"

#include <QLocale>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace spillway {

namespace {

using Kind = Value::Kind;
using Where = Target::Where;
using Members = std::vector<std::pair<QByteArray, QByteArray>>;

constexpr int anyPartition = 1;
constexpr int tablesPartition = 2; // as the documents' table has it

/// All that an answer holds, in the order of the tables.
struct Parts
{
    Members task;
    Members destination;
    Members processing;
    std::vector<Members> partitions;

    Members &at(const Target &target)
    {
        switch (target.where) {
        case Where::Task:
            return task;
        case Where::Destination:
            return destination;
        case Where::Processing:
            return processing;
        case Where::Partition:
            break;
        }
        return partitions[size_t(target.partition)];
    }
};

QByteArray object(const Members &members)
{
    QByteArrayList each;
    for (const auto &[key, token] : members)
        each += '"' + key + "\":" + token;
    return '{' + each.join(',') + '}';
}

QByteArray written(Parts parts)
{
    // The schema is a field itself, which may have been replaced or left out.
    for (auto &[key, token] : parts.destination) {
        if (key == "processing_schema" && token.isNull())
            token = object(parts.processing);
    }
    QByteArrayList partitions;
    for (const Members &partition : parts.partitions)
        partitions += object(partition);
    parts.task.emplace_back("obs_destination_description", object(parts.destination));
    parts.task.emplace_back("partitions", '[' + partitions.join(',') + ']');
    return object(parts.task);
}

/// A good value: a text tells by itself which one it is.
QByteArray good(const FieldInfo &field)
{
    switch (field.type) {
    case FieldInfo::Type::Integer:
        return "60";
    case FieldInfo::Type::Time:
        return "1538018072564";
    case FieldInfo::Type::Object:
        return R"({"a":1})";
    case FieldInfo::Type::Array:
        return "[]";
    case FieldInfo::Type::Text:
        break;
    }
    const QByteArray key = field.key;
    const char *word = key == "task_name" ? "test_1"
        : key == "stream_name"            ? "dis-test1"
        : key == "state"                  ? "RUNNING"
        : key == "status"                 ? "ACTIVE"
        : key == "destination_type"       ? "OBS"
                                          : nullptr;
    return '"' + (word ? QByteArray(word) : QByteArray("some " + key)) + '"';
}

Members partition(int number)
{
    Members members;
    for (const auto &field : partitionFields) {
        const QByteArray key = field.key;
        const bool isTables = number == tablesPartition;
        if (key == (isTables ? "state" : "status"))
            continue; // both at once, and not alike, would be odd
        QByteArray token = good(field);
        if (key == "partitionId")
            token = "\"shardId-" + QByteArray::number(number).rightJustified(10, '0') + '"';
        else if (key == "hash_range")
            token = "\"[" + QByteArray::number(number) + "00 : 99]\"";
        else if (key == "discard")
            token = "0";
        members.emplace_back(isTables && key == "partitionId" ? QByteArray("partition_id") : key, token);
    }
    return members;
}

Parts fullParts()
{
    Parts parts;
    for (const auto &field : taskFields)
        parts.task.emplace_back(field.key, good(field));
    for (const auto &field : destinationFields) {
        const bool isSchema = field.value == &ObsDestination::processingSchema;
        parts.destination.emplace_back(field.key, isSchema ? QByteArray() : good(field));
    }
    for (const auto &field : processingFields)
        parts.processing.emplace_back(field.key, good(field));
    for (int number = 0; number <= tablesPartition; ++number)
        parts.partitions.push_back(partition(number));
    return parts;
}

std::vector<Mutation> texts()
{
    return {
        {"an empty text", R"("")", Kind::Text, u"(empty)"_s},
        {"digits in a text", R"("60")", Kind::Text, u"60"_s},
        {"a NUL", R"("a\u0000b")", Kind::Text, u"a⟨NUL⟩b"_s},
        {"half of a character", R"("a\ud800b")", Kind::Text, u"a\uFFFDb"_s, true},
        {"HTML", R"("<b>x</b>")", Kind::Text, u"<b>x</b>"_s},
        {"another direction", R"("a\u202eb")", Kind::Text, u"a⟨U+202E⟩b"_s},
        {"a long text", '"' + QByteArray(70'000, 'x') + '"', Kind::Text, QString(1024, u'x') + u'…'},
    };
}

/// Where a number belongs.
std::vector<Mutation> textsForNumbers()
{
    return {
        {"a text", R"("abc")", Kind::Text, u"abc"_s},
        {"digits in a text", R"("60")", Kind::Text, u"60"_s},
        {"2^63 in a text", R"("9223372036854775808")", Kind::Text, u"9223372036854775808"_s},
    };
}

std::vector<Mutation> integers()
{
    std::vector<Mutation> all;
    for (const char *token :
         {"0", "1", "-1", "9007199254740993", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
          "-9223372036854775809", "18446744073709551615", "253402300799999", "253402300800000"})
        all.push_back({token, token, Kind::Integer});
    return all;
}

std::vector<Mutation> others()
{
    return {
        {"a fraction", "60.5", Kind::Number},
        {"true", "true", Kind::Boolean},
        {"an array", R"([1,"a"])", Kind::Array},
        {"an object", R"({"b":2})", Kind::Object},
    };
}

std::optional<qint64> numberIn(const QString &digits)
{
    bool isNumber = false;
    const qint64 number = digits.toLongLong(&isNumber);
    return isNumber ? std::optional(number) : std::nullopt;
}

bool areDigits(const QString &text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

/// Milliseconds as the screen writes them; the tests' zone is UTC.
QString timeOf(qint64 milliseconds)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(milliseconds, Qt::UTC);
    return QString(QLocale::c().toString(time, u"yyyy-MM-dd HH:mm:ss"_s) + u" +00:00");
}

ExpectedCell expectedCount(const Target &target, const Mutation &mutation)
{
    const bool isText = mutation.kind == Kind::Text;
    ExpectedCell cell;
    cell.text = isText ? mutation.characters : QString::fromUtf8(mutation.token);
    const bool isInteger = mutation.kind == Kind::Integer || (isText && areDigits(cell.text));
    if (isInteger)
        cell.number = numberIn(cell.text);
    cell.isOdd = mutation.kind != Kind::Integer || !cell.number;
    cell.isMarked = cell.isOdd;
    if (!cell.number)
        return cell;
    if (target.info->type == FieldInfo::Type::Integer) {
        cell.isMarked = cell.isMarked || *cell.number < 0;
    } else if (*cell.number >= 1 && *cell.number <= 253'402'300'799'999) {
        cell.text = timeOf(*cell.number);
        cell.isTime = true;
    } else {
        cell.isMarked = true; // not a time
    }
    return cell;
}

} // namespace

QByteArray Target::name() const
{
    return where == Where::Partition ? QByteArray("partitions[]." + key) : QByteArray(info->path);
}

std::vector<Target> targets()
{
    std::vector<Target> all;
    for (const auto &field : taskFields)
        all.push_back({Where::Task, &field, field.key});
    for (const auto &field : destinationFields)
        all.push_back({Where::Destination, &field, field.key});
    for (const auto &field : processingFields)
        all.push_back({Where::Processing, &field, field.key});
    for (int column = 0; column < int(partitionFields.size()); ++column) {
        const auto &field = partitionFields[size_t(column)];
        all.push_back(
            {Where::Partition, &field, field.key, column, column == StatusColumn ? tablesPartition : anyPartition});
    }
    all.push_back(
        {Where::Partition, &partitionFields[PartitionIdColumn], "partition_id", PartitionIdColumn, tablesPartition});
    return all;
}

QByteArray fullTask()
{
    return written(fullParts());
}

QByteArray mutatedTask(const Target &target, const Mutation &mutation)
{
    Parts parts = fullParts();
    Members &members = parts.at(target);
    const auto member =
        std::find_if(members.begin(), members.end(), [&](const auto &each) { return each.first == target.key; });
    if (member == members.end())
        qFatal("the answer has no %s", target.key.constData());
    if (mutation.token.isNull())
        members.erase(member);
    else
        member->second = mutation.token;
    return written(parts);
}

Mutation missing()
{
    return {"missing", {}, Kind::Absent};
}

Mutation null()
{
    return {"null", "null", Kind::Null};
}

std::vector<Mutation> mutationsOf(const FieldInfo &field, size_t turn)
{
    std::vector<Mutation> all = others();
    const auto add = [&all](const std::vector<Mutation> &some) { all.insert(all.end(), some.begin(), some.end()); };
    if (field.type == FieldInfo::Type::Integer || field.type == FieldInfo::Type::Time) {
        add(textsForNumbers());
        add(integers());
        all.push_back({"an exponent", "1e400", Kind::Number});
        return all;
    }
    all.push_back({"60", "60", Kind::Integer});
    if (field.type == FieldInfo::Type::Object)
        add({{"a text", R"("abc")", Kind::Text, u"abc"_s}, {"an empty object", "{}", Kind::Object}});
    const std::vector<Mutation> some = texts();
    for (const size_t each : {2 * turn, 2 * turn + 1}) {
        if (field.type == FieldInfo::Type::Text)
            all.push_back(some[each % some.size()]);
    }
    return all;
}

ExpectedCell expectedCell(const Target &target, const Mutation &mutation)
{
    ExpectedCell cell;
    const bool isId = target.column == PartitionIdColumn;
    if (mutation.kind == Kind::Absent || mutation.kind == Kind::Null) {
        cell.text = mutation.kind == Kind::Null ? u"null"_s : u"–"_s;
        cell.isMarked = cell.isOdd = isId; // nothing to tell it by
        return cell;
    }
    const FieldInfo::Type type = target.info->type;
    if (type == FieldInfo::Type::Integer || type == FieldInfo::Type::Time)
        return expectedCount(target, mutation);
    cell.text = mutation.kind == Kind::Text ? mutation.characters : QString::fromUtf8(mutation.token);
    const Kind wanted = type == FieldInfo::Type::Object ? Kind::Object : Kind::Text;
    const bool isEmptyId = isId && mutation.token == R"("")";
    cell.isMarked = cell.isOdd = mutation.kind != wanted || mutation.isHalf || isEmptyId;
    return cell;
}

} // namespace spillway
