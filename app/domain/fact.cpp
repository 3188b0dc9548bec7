// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/fact.h"

#include <QCoreApplication>

#include <charconv>

namespace spillway {

std::optional<qint64> Fact::integer() const
{
    const QByteArray digits = text.toUtf8();
    if ((kind != Value::Kind::Integer && kind != Value::Kind::Text) || !isIntegerLiteral(digits))
        return std::nullopt;
    qint64 number = 0;
    const auto [end, error] = std::from_chars(digits.begin(), digits.end(), number);
    return error == std::errc() && end == digits.end() ? std::optional(number) : std::nullopt;
}

QString factText(const Fact &fact)
{
    if (!fact.isPresent())
        return QStringLiteral("–");
    if (fact.kind == Value::Kind::Null)
        return QStringLiteral("null");
    return fact.text.isEmpty() ? QCoreApplication::translate("Cell", "(empty)") : visibleText(fact.text);
}

} // namespace spillway
