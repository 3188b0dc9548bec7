// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rowfilter.h"

#include "domain/fields.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace spillway {

namespace {

int order(qint64 a, qint64 b)
{
    return a < b ? -1 : a > b ? 1 : 0;
}

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c | 0x20) : c;
}

/// Whether the bytes of a JSON text stand for themselves, one ASCII character each.
bool isPlain(QByteArrayView bytes)
{
    return std::all_of(bytes.begin(), bytes.end(), [](char c) { return quint8(c) < 0x80 && c != '\\'; });
}

bool startsWithFolded(const char *bytes, QByteArrayView folded)
{
    return std::equal(folded.begin(), folded.end(), bytes, [](char a, char b) { return a == lower(b); });
}

bool containsFolded(QByteArrayView bytes, QByteArrayView folded)
{
    for (const char *at = bytes.begin(); bytes.end() - at >= folded.size(); ++at) {
        if (startsWithFolded(at, folded))
            return true;
    }
    return folded.isEmpty();
}

/// The digits of an integer; empty if the cell holds none.
QByteArrayView integerToken(const Answer &answer, const Value &value)
{
    const bool isInteger = value.kind == Value::Kind::Integer || value.marks.testFlag(Value::NumericText);
    return isInteger ? answer.bare(value) : QByteArrayView();
}

/// The number at the end of an id, without leading zeros; empty if there is none.
QByteArray idNumber(const Answer &answer, const Value &id)
{
    const QByteArrayView bare = answer.bare(id);
    const QByteArray text = bare.contains('\\') ? answer.text(id).toUtf8() : bare.toByteArray();
    qsizetype first = text.size();
    while (first > 0 && text.at(first - 1) >= '0' && text.at(first - 1) <= '9')
        --first;
    while (first < text.size() - 1 && text.at(first) == '0')
        ++first;
    return text.sliced(first);
}

/// How a number with decimals, or without, compares to an integer literal.
int compareDecimals(QByteArrayView number, QByteArrayView literal)
{
    const qsizetype point = number.indexOf('.');
    const QByteArrayView whole = point < 0 ? number : number.first(point);
    const int order = compareIntegerLiterals(whole, literal);
    if (order != 0 || point < 0)
        return order;
    const QByteArrayView rest = number.sliced(point + 1);
    const bool isMore = std::any_of(rest.begin(), rest.end(), [](char digit) { return digit != '0'; });
    return !isMore ? 0 : number.startsWith('-') ? -1 : 1;
}

} // namespace

bool RowFilter::dependsOnTime() const
{
    return std::any_of(m_conditions.begin(), m_conditions.end(),
                       [](const Condition &condition) { return condition.test == Test::Age; });
}

void RowFilter::setTimes(const QDateTime &now, const DisplayFormat &display)
{
    m_now = now.toMSecsSinceEpoch();
    m_display = display;
}

bool RowFilter::matches(const DumpTask &task, const Partition &partition, const InsightRow &known) const
{
    return std::all_of(m_conditions.begin(), m_conditions.end(), [&](const Condition &condition) {
        return holds(condition, task, partition, known) != condition.negated;
    });
}

bool RowFilter::holds(const Condition &condition, const DumpTask &task, const Partition &partition,
                      const InsightRow &known) const
{
    const Answer &answer = task.answer;
    if (condition.column < 0) {
        const bool inAnswer = std::any_of(partitionFields.begin(), partitionFields.end(), [&](const auto &field) {
            return holdsText(condition, answer, partition.*field.value, field.type == FieldInfo::Type::Time);
        });
        bool isInOne = inAnswer;
        for (int column = AnswerColumnCount; !isInOne && column < PartitionColumnCount; ++column)
            isInOne = holdsWorkedOut(condition, column, known);
        return isInOne;
    }
    if (isWorkedOut(condition.column))
        return holdsWorkedOut(condition, condition.column, known);
    const auto &field = partitionFields[size_t(condition.column)];
    const Value &value = partition.*field.value;
    switch (condition.test) {
    case Test::Contains:
    case Test::Is:
        return holdsText(condition, answer, value, field.type == FieldInfo::Type::Time);
    case Test::Number: {
        const QByteArray idDigits = condition.column == PartitionIdColumn ? idNumber(answer, value) : QByteArray();
        const QByteArrayView digits =
            condition.column == PartitionIdColumn ? QByteArrayView(idDigits) : integerToken(answer, value);
        return !digits.isEmpty() && compares(compareIntegerLiterals(digits, condition.number), condition.relation);
    }
    case Test::Age: {
        const auto time = answer.integer(value);
        return calendarTime(time) && compares(order(m_now - *time, condition.age), condition.relation);
    }
    case Test::Never:
        return answer.integer(value) == 0;
    case Test::Absent:
        return !value.isPresent();
    case Test::Null:
        return value.kind == Value::Kind::Null;
    case Test::Empty:
        return value.isText() && value.size == 2;
    }
    return false;
}

/// Of what is worked out nothing is null or empty: it is there or absent.
bool RowFilter::holdsWorkedOut(const Condition &condition, int column, const InsightRow &known)
{
    const WorkedOut cell = known.insight ? workedOut(*known.insight, known.row, column) : WorkedOut();
    const auto holdsFor = [&condition](const QString &text) {
        return condition.test == Test::Is ? text.compare(condition.text, Qt::CaseInsensitive) == 0
                                          : text.contains(condition.text, Qt::CaseInsensitive);
    };
    switch (condition.test) {
    case Test::Contains:
    case Test::Is:
        return cell.number
            && (holdsFor(QString::fromLatin1(cell.text))
                || (column == VerdictColumn && holdsFor(verdictText(Verdict(*cell.number)))));
    case Test::Number:
        return cell.number && compares(compareDecimals(cell.text, condition.number), condition.relation);
    case Test::Absent:
        return !cell.number;
    case Test::Age:
    case Test::Never:
    case Test::Null:
    case Test::Empty:
        break;
    }
    return false;
}

bool RowFilter::holdsText(const Condition &condition, const Answer &answer, const Value &value, bool isTime) const
{
    if (!value.isPresent())
        return false;
    const auto holdsFor = [&](const QString &text) {
        return condition.test == Test::Is ? text.compare(condition.text, Qt::CaseInsensitive) == 0
                                          : text.contains(condition.text, Qt::CaseInsensitive);
    };
    const QByteArrayView bytes = answer.bare(value);
    if (!isPlain(bytes)) {
        if (holdsFor(answer.text(value)))
            return true;
    } else if (!condition.ascii.isEmpty()) {
        const QByteArrayView wanted = condition.ascii;
        if (condition.test == Test::Is ? bytes.size() == wanted.size() && startsWithFolded(bytes.data(), wanted)
                                       : containsFolded(bytes, wanted))
            return true;
    }
    // Writing a time takes a hundred times as long as all else here, so only for what it may hold.
    const auto time = isTime && condition.maybeTime ? calendarTime(answer.integer(value)) : std::nullopt;
    return time && holdsFor(timeText(*time, m_display));
}

bool RowFilter::compares(int order, Relation relation)
{
    switch (relation) {
    case Relation::Less:
        return order < 0;
    case Relation::AtMost:
        return order <= 0;
    case Relation::None:
    case Relation::Equal:
        return order == 0;
    case Relation::AtLeast:
        return order >= 0;
    case Relation::More:
        return order > 0;
    }
    return false;
}

} // namespace spillway
