// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/withoutsecret.h"

#include <QString>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace spillway {

namespace {

/// Who escaped what is looked through: a JSON writer, or a URL's before it.
enum class Writing { Json, UrlInJson };

/// What an escape stands for.
struct Escape
{
    std::array<char, 4> bytes{}; ///< UTF-8
    qsizetype size = 0; ///< of these; 0: it is none
    qsizetype length = 2; ///< of the escape
};

bool isHexDigit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
}

/// The code unit that is written with four digits at an offset; nothing if there is none.
std::optional<char16_t> codeUnitAt(QByteArrayView text, qsizetype at)
{
    if (text.size() - at < 6 || text[at] != '\\' || text[at + 1] != 'u')
        return {};
    const QByteArrayView digits = text.sliced(at + 2, 4);
    // To Qt a number may have a sign before it and blanks around it.
    if (!std::all_of(digits.begin(), digits.end(), isHexDigit))
        return {};
    return char16_t(digits.toByteArray().toUShort(nullptr, 16));
}

/// A backslash and what comes after it.
Escape jsonEscapeAt(QByteArrayView text, qsizetype at)
{
    constexpr std::string_view letters = "\"\\/bfnrt";
    constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
    Escape escape;
    if (text.size() - at < 2)
        return escape;
    if (const size_t letter = letters.find(text[at + 1]); letter != std::string_view::npos) {
        escape.bytes[0] = meanings[letter];
        escape.size = 1;
    } else if (const auto unit = codeUnitAt(text, at)) {
        escape.length = 6;
        QString character{QChar(*unit)};
        const auto second = QChar::isHighSurrogate(*unit) ? codeUnitAt(text, at + 6) : std::nullopt;
        if (second && QChar::isLowSurrogate(*second)) {
            escape.length = 12;
            character += QChar(*second);
        }
        const QByteArray bytes = character.toUtf8();
        escape.size = std::min<qsizetype>(bytes.size(), 4);
        std::copy_n(bytes.begin(), escape.size, escape.bytes.begin());
    }
    return escape;
}

/// Whether %2f, or the like, is there.
bool isPercentEscape(QByteArrayView text, qsizetype at)
{
    return text.size() - at >= 3 && text[at] == '%' && isHexDigit(text[at + 1]) && isHexDigit(text[at + 2]);
}

/// The escape at an offset, or the byte there.
Escape characterAt(QByteArrayView text, qsizetype at, Writing writing)
{
    if (text[at] == '\\')
        return jsonEscapeAt(text, at);
    if (writing == Writing::UrlInJson && isPercentEscape(text, at))
        return {{char(text.sliced(at + 1, 2).toByteArray().toInt(nullptr, 16))}, 1, 3};
    return {{text[at]}, 1, 1};
}

/// Where the next escape is; -1 if there is none.
qsizetype nextEscape(QByteArrayView text, qsizetype from, Writing writing)
{
    if (writing == Writing::Json)
        return text.indexOf('\\', from);
    for (qsizetype at = from; at < text.size(); ++at) {
        if (text[at] == '\\' || isPercentEscape(text, at))
            return at;
    }
    return -1;
}

/// Where the secret ends that begins at `from`, however it is escaped; -1 if it does not begin there.
qsizetype endOfSecret(QByteArrayView text, qsizetype from, QByteArrayView secret, Writing writing)
{
    while (!secret.isEmpty()) {
        if (from >= text.size())
            return -1;
        const Escape escape = characterAt(text, from, writing);
        if (escape.size == 0 || !secret.startsWith(QByteArrayView(escape.bytes.data(), escape.size)))
            return -1;
        secret = secret.sliced(escape.size);
        from += escape.length;
    }
    return from;
}

/// The text without the secret where an escape is in it. All that stands before the first of them is plain, so only the
/// places of escapes have to be looked at.
QByteArray withoutEscaped(const QByteArray &text, QByteArrayView secret, Writing writing)
{
    QByteArray masked;
    qsizetype kept = 0; // all before is in masked
    qsizetype plainFrom = 0; // no escape from here to the next one
    for (qsizetype at = nextEscape(text, 0, writing); at >= 0; at = nextEscape(text, plainFrom, writing)) {
        const Escape escape = characterAt(text, at, writing);
        qsizetype end = -1;
        qsizetype before = escape.size > 0 ? secret.indexOf(escape.bytes[0]) : -1;
        for (; before >= 0 && end < 0; before = secret.indexOf(escape.bytes[0], before + 1)) {
            if (before > at - plainFrom)
                break;
            end = endOfSecret(text, at - before, secret, writing);
            if (end >= 0) {
                masked += QByteArrayView(text).sliced(kept, at - before - kept);
                masked += secretMask;
                kept = end;
            }
        }
        plainFrom = end >= 0 ? end : std::min(at + escape.length, text.size());
    }
    return kept == 0 ? text : masked + text.sliced(kept);
}

} // namespace

QByteArray withoutSecret(QByteArray text, QByteArrayView secret)
{
    if (secret.isEmpty())
        return text;
    text = withoutEscaped(text.replace(secret, secretMask), secret, Writing::Json);
    // Most answers have no percent sign, and the second look is the slower one.
    return text.contains('%') ? withoutEscaped(text, secret, Writing::UrlInJson) : text;
}

} // namespace spillway
