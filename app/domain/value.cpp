// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/value.h"

#include "domain/exacttext.h"

#include <algorithm>
#include <charconv>

namespace spillway {

namespace {

std::optional<char16_t> hexUnit(QByteArrayView digits)
{
    quint32 unit = 0;
    const auto [end, error] = std::from_chars(digits.begin(), digits.end(), unit, 16);
    if (error != std::errc() || end != digits.end())
        return std::nullopt;
    return char16_t(unit);
}

std::optional<char16_t> simpleEscape(char letter)
{
    switch (letter) {
    case '"':
    case '\\':
    case '/':
        return char16_t(letter);
    case 'b':
        return u'\b';
    case 'f':
        return u'\f';
    case 'n':
        return u'\n';
    case 'r':
        return u'\r';
    case 't':
        return u'\t';
    default:
        return std::nullopt;
    }
}

bool replaceLoneSurrogates(QString &text)
{
    bool found = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text.at(i).isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate()) {
            ++i;
        } else if (text.at(i).isSurrogate()) {
            text[i] = QChar(QChar::ReplacementCharacter);
            found = true;
        }
    }
    return found;
}

/// The sign to show instead of a character that cannot be seen or that reorders its neighbours; empty if it may stand.
/// Words rather than control pictures: common fonts have no glyphs for those.
QString signFor(char32_t c)
{
    switch (c) {
    case U'\0':
        return QStringLiteral("⟨NUL⟩");
    case U'\t':
        return QStringLiteral("⇥");
    case U'\n':
        return QStringLiteral("⏎");
    case U'\r':
        return QStringLiteral("⟨CR⟩");
    case 0x1b:
        return QStringLiteral("⟨ESC⟩");
    case 0x7f:
        return QStringLiteral("⟨DEL⟩");
    default:
        break;
    }
    if (c >= 0xd800 && c <= 0xdfff) // half of a character, as a name that was typed may have it
        return QString(QChar(QChar::ReplacementCharacter));
    const bool hidden = c < 0x20 || (c >= 0x80 && c <= 0xa0) || QChar::category(c) == QChar::Other_Format || c == 0x2028
        || c == 0x2029 || c == 0x115f || c == 0x1160 || c == 0x3164 || c == 0xffa0;
    return hidden ? QStringLiteral("⟨U+%1⟩").arg(QString::number(c, 16).toUpper(), 4, u'0') : QString();
}

} // namespace

std::optional<QString> unescaped(QByteArrayView text, bool *loneSurrogate)
{
    QString out;
    out.reserve(text.size());
    while (!text.isEmpty()) {
        const qsizetype slash = text.indexOf('\\');
        out += exactText(slash < 0 ? text : text.first(slash));
        if (slash < 0)
            break;
        text = text.sliced(slash + 1);
        if (text.isEmpty())
            return std::nullopt;
        const bool isUnit = text.front() == 'u';
        if (isUnit && text.size() < 5)
            return std::nullopt;
        const auto unit = isUnit ? hexUnit(text.sliced(1, 4)) : simpleEscape(text.front());
        if (!unit)
            return std::nullopt;
        out += QChar(*unit);
        text = text.sliced(isUnit ? 5 : 1);
    }
    const bool lone = replaceLoneSurrogates(out);
    if (loneSurrogate)
        *loneSurrogate = lone;
    return out;
}

QString Answer::text(const Value &value) const
{
    if (!value.isPresent())
        return {};
    const QByteArrayView body = bare(value);
    if (!value.isText())
        return exactText(body);
    if (!body.contains('\\'))
        return body.isEmpty() ? QStringLiteral("") : exactText(body);
    return unescaped(body).value_or(exactText(body));
}

std::optional<qint64> Answer::integer(const Value &value) const
{
    const bool isNumericText = value.isText() && value.marks.testFlag(Value::NumericText);
    if (!isNumericText && value.kind != Value::Kind::Integer)
        return std::nullopt;
    const QByteArrayView digits = bare(value);
    qint64 number = 0;
    const auto [end, error] = std::from_chars(digits.begin(), digits.end(), number);
    if (error != std::errc() || end != digits.end())
        return std::nullopt;
    return number;
}

bool isIntegerLiteral(QByteArrayView text)
{
    if (text.startsWith('-'))
        text = text.sliced(1);
    if (text.isEmpty() || (text.size() > 1 && text.front() == '0'))
        return false;
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

int compareIntegerLiterals(QByteArrayView a, QByteArrayView b)
{
    const auto sign = [](QByteArrayView text) {
        return text == "0" || text == "-0" ? 0 : text.startsWith('-') ? -1 : 1;
    };
    const int signA = sign(a);
    const int signB = sign(b);
    if (signA != signB || signA == 0)
        return signA - signB;
    if (a.size() != b.size())
        return (a.size() < b.size() ? -1 : 1) * signA;
    return std::clamp(a.compare(b), -1, 1) * signA;
}

QString visibleText(const QString &text, qsizetype limit)
{
    const bool plain = text.size() <= limit
        && std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() >= 0x20 && c.unicode() < 0x7f; });
    if (plain)
        return text;
    QString out;
    qsizetype used = 0;
    for (qsizetype i = 0; i < text.size(); ++i, ++used) {
        if (used == limit)
            return out + QStringLiteral("…");
        const bool pair = text.at(i).isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate();
        const char32_t c = pair ? QChar::surrogateToUcs4(text.at(i), text.at(i + 1)) : char32_t(text.at(i).unicode());
        const QString sign = signFor(c);
        if (!sign.isEmpty())
            out += sign;
        else
            out += QStringView(text).mid(i, pair ? 2 : 1);
        i += pair ? 1 : 0;
    }
    return out;
}

} // namespace spillway
