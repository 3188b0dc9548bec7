// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz.h"
#include "targets.h"

#include "client/masks.h"
#include "wire/withoutsecret.h"

namespace spillway::fuzz {

namespace {

/// How one character of a secret may be written by whoever repeats it.
enum class Spelling { Plain, ShortEscape, Unit, LowerUnit, Percent };

QByteArray hex(uint number, int width, bool upper)
{
    const QByteArray digits = QByteArray::number(number, 16).rightJustified(width, '0');
    return upper ? digits.toUpper() : digits;
}

QByteArray inUnits(QStringView character, bool upper)
{
    QByteArray text;
    for (const QChar unit : character)
        text += "\\u" + hex(unit.unicode(), 4, upper);
    return text;
}

QByteArray spelt(QStringView character, Spelling how)
{
    const QByteArray plain = character.toUtf8();
    static const QByteArray escaped = "\"\\/\b\f\n\r\t";
    static const QByteArray letters = "\"\\/bfnrt";
    switch (how) {
    case Spelling::ShortEscape: {
        const qsizetype at = plain.size() == 1 ? escaped.indexOf(plain.front()) : -1;
        return at < 0 ? plain : QByteArray("\\") + letters[at];
    }
    case Spelling::Unit:
    case Spelling::LowerUnit:
        return inUnits(character, how == Spelling::Unit);
    default:
        // A backslash and a quote never stand alone in JSON.
        return plain == "\\" || plain == "\"" ? "\\" + plain : plain;
    }
}

/// A secret as JSON may write it: each of the choices is for one of its characters, again and again.
QByteArray inJson(const QString &secret, QByteArrayView choices)
{
    QByteArray text;
    qsizetype number = 0;
    for (qsizetype i = 0; i < secret.size(); ++number) {
        const bool isPair = secret.at(i).isHighSurrogate() && i + 1 < secret.size();
        const int choice = choices.isEmpty() ? 0 : int(quint8(choices[number % choices.size()]) % 4);
        text += spelt(QStringView(secret).sliced(i, isPair ? 2 : 1), Spelling(choice));
        i += isPair ? 2 : 1;
    }
    return text;
}

bool mayStandInUrl(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
        || QByteArrayView("-._~:/?#[]@!$&'()*+,;=").contains(c);
}

/// A secret as a URL may write it: of what need not be encoded as much as the choices say, digits in any case.
QByteArray inUrl(const QByteArray &secret, QByteArrayView choices)
{
    QByteArray text;
    for (qsizetype i = 0; i < secret.size(); ++i) {
        const int choice = choices.isEmpty() ? 0 : int(quint8(choices[i % choices.size()]) % 3);
        const bool isPlain = choice == 0 && mayStandInUrl(secret[i]);
        text += isPlain ? QByteArray(1, secret[i]) : "%" + hex(quint8(secret[i]), 2, choice != 2);
    }
    return text;
}

std::shared_ptr<const Secret> shared(const QByteArray &bytes)
{
    return std::make_shared<const Secret>(QByteArrayView(bytes));
}

} // namespace

void masks(QByteArrayView input)
{
    Parts parts(input);
    const QString text = parts.text();
    const QByteArray secret = text.toUtf8();
    const QByteArray other = parts.text().toUtf8();
    const QByteArray choices = parts.bytes();
    const QByteArray before = parts.bytes();
    const QByteArray after = parts.bytes();
    Masks masks;
    masks.add(shared(other));
    masks.add(shared(secret));
    // Shorter ones are left alone, and stars are what a mask is made of.
    constexpr qsizetype shortest = 6;
    if (secret.size() < shortest || secret.contains('*'))
        return;
    const QByteArray inNames = inJson(text, choices);
    const QByteArray inPath = inUrl(secret, choices);
    require(!masks.applied(before + secret + after).contains(secret), "no secret is left as it is");
    for (const QByteArray &written : {inNames, inPath, secret.toPercentEncoding()}) {
        // What stands before must not become a part of an escape.
        const QByteArray masked = masks.applied(before + ' ' + written + ' ' + after);
        require(written.contains('*') || !masked.contains(written), "no secret is left, however it is written");
    }
    Error error;
    error.detail = text;
    error.subject = QString::fromUtf8(inPath);
    error.code = QString::fromUtf8(inNames);
    error = masks.applied(std::move(error));
    require(error.detail == QString::fromLatin1(secretMask) || other.size() >= shortest, "a secret becomes a mask");
    require(!error.detail.contains(text) && !error.subject.contains(QString::fromUtf8(inPath))
                && !error.code.contains(QString::fromUtf8(inNames)),
            "no secret is left in an error");
    Masks none;
    require(none.applied(before) == before, "without a secret nothing is masked");
}

} // namespace spillway::fuzz
