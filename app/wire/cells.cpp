// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/cells.h"

#include "domain/exacttext.h"

#include <algorithm>

namespace spillway {

namespace {

/// Up to this many characters an integer fits 64 bits, sign included.
constexpr quint32 surelyInt64 = 18;

} // namespace

Value::Marks marksFor(const Answer &answer, const Value &value, FieldInfo::Type type)
{
    using Kind = Value::Kind;
    const bool wantsInteger = type == FieldInfo::Type::Integer || type == FieldInfo::Type::Time;
    if (value.kind == Kind::Null)
        return {};
    if (wantsInteger && value.kind == Kind::Integer)
        return value.size <= surelyInt64 || answer.integer(value) ? Value::Marks() : Value::Marks(Value::BeyondInt64);
    if (wantsInteger && value.isText()) {
        if (!isIntegerLiteral(answer.bare(value)))
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

QString memberPath(const QString &path, QByteArrayView key)
{
    const bool plain = !key.isEmpty() && std::all_of(key.begin(), key.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    });
    const QString name = exactText(key);
    if (!plain)
        return QString(path + u"['" + name + u"']");
    return path.isEmpty() ? name : QString(path + u'.' + name);
}

QString elementPath(const QString &path, qint64 index)
{
    return QString(path + u'[' + QString::number(index) + u']');
}

void Cells::add(QString path, Value value)
{
    if (++m_total <= DumpTask::otherFieldsLimit)
        m_fields.push_back({std::move(path), 0, value});
}

void Cells::forgetBelow(const QString &path, qint64 total)
{
    // memberPath() begins what it adds with one of these.
    const auto isBelow = [&](const OtherField &field) {
        const QStringView rest = QStringView(field.path).mid(path.size());
        return field.path.startsWith(path) && (rest.startsWith(u'.') || rest.startsWith(u'['));
    };
    std::erase_if(m_fields, isBelow);
    m_total -= total;
}

void Cells::clear()
{
    m_fields.clear();
    m_total = 0;
}

void Cells::put(Value &cell, Value value, FieldInfo::Type type, const QString &path)
{
    value.marks |= marksFor(m_answer, value, type);
    if (cell.isPresent()) {
        if (!cell.marks.testFlag(Value::Repeated))
            add(path, cell);
        add(path, value);
        value.marks |= Value::Repeated;
    }
    cell = value;
}

void Cells::settle(Value &cell, const Alias &alias, Value::Marks mark)
{
    if (!alias.value.isPresent())
        return;
    if (!cell.isPresent()) {
        cell = alias.value;
        cell.marks |= mark;
    } else if (m_answer.token(cell) != m_answer.token(alias.value)) {
        add(alias.path, alias.value);
        cell.marks |= Value::Conflicting;
    }
}

} // namespace spillway
