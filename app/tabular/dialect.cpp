// SPDX-License-Identifier: GPL-3.0-or-later
#include "tabular/dialect.h"

#include <QLocale>

#include <algorithm>

namespace spillway {

namespace {

constexpr qint64 perDay = 86'400'000;
constexpr qsizetype digitsKept = 15; ///< a double keeps them all, one more may be rounded

template <std::size_t Size> void putDigits(char *to, qint64 number)
{
    for (std::size_t i = Size; i-- > 0; number /= 10)
        to[i] = char('0' + number % 10);
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Whether a word may stand in a number or a date: an exponent, a half of the day, a month from its third letter on.
bool isWordOfNumbers(QByteArrayView word)
{
    const QByteArray lower = word.toByteArray().toLower();
    static constexpr const char *months[]{"january", "february", "march",     "april",   "may",      "june",
                                          "july",    "august",   "september", "october", "november", "december"};
    static constexpr const char *others[]{"e", "d", "a", "p", "am", "pm"};
    const auto begins = [&lower](const char *month) { return QByteArrayView(month).startsWith(lower); };
    return std::any_of(std::begin(others), std::end(others), [&lower](const char *other) { return lower == other; })
        || (lower.size() >= 3 && std::any_of(std::begin(months), std::end(months), begins));
}

void append(std::string &out, const char *bytes, std::size_t size)
{
    out.append(bytes, size);
}

void appendOffset(std::string &out, int seconds)
{
    char text[] = "+00:00";
    if (seconds < 0)
        text[0] = '-';
    const int minutes = std::abs(seconds) / 60;
    putDigits<2>(&text[1], minutes / 60);
    putDigits<2>(&text[4], minutes % 60);
    append(out, text, sizeof(text) - 1);
}

} // namespace

Dialect Dialect::excel(const QLocale &computer, const QTimeZone &zone)
{
    Dialect dialect;
    // Where the comma is in the numbers, lists are separated by a semicolon; Excel goes by that.
    const bool hasComma = computer.decimalPoint() == u",";
    dialect.separator = hasComma ? ';' : ',';
    dialect.decimalPoint = hasComma ? ',' : '.';
    dialect.time = Time::Plain;
    dialect.headers = Headers::Labels;
    dialect.byteOrderMark = true;
    dialect.keepDigits = true;
    dialect.zone = zone;
    return dialect;
}

bool losesCharacters(QByteArrayView text)
{
    if (isIntegerLiteral(text))
        return text.size() - text.startsWith('-') > digitsKept || text == "-0";
    bool hasDigit = false;
    for (qsizetype i = 0; i < text.size();) {
        if (isLetter(text[i])) {
            const auto *end = std::find_if_not(text.begin() + i, text.end(), isLetter);
            const QByteArrayView word(text.begin() + i, end);
            if (!isWordOfNumbers(word))
                return false;
            i += word.size();
            continue;
        }
        if (!isDigit(text[i]) && !QByteArrayView(" \t+-.,:/%$()").contains(text[i]))
            return false;
        hasDigit = hasDigit || isDigit(text[i]);
        ++i;
    }
    return hasDigit;
}

IsoTime isoTime(qint64 milliseconds)
{
    constexpr qint64 daysPerEra = 146'097; // 400 years
    const qint64 remainder = milliseconds % perDay;
    const qint64 inDay = remainder < 0 ? remainder + perDay : remainder;
    // Years begin in March here, so that the day a leap year adds is the last one.
    const qint64 sinceYear0 = (milliseconds - inDay) / perDay + 719'468;
    const qint64 dayOfEra = sinceYear0 % daysPerEra;
    const qint64 yearOfEra = (dayOfEra - dayOfEra / 1'460 + dayOfEra / 36'524 - dayOfEra / 146'096) / 365;
    const qint64 dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    const qint64 monthFromMarch = (5 * dayOfYear + 2) / 153;
    const qint64 month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
    const qint64 year = sinceYear0 / daysPerEra * 400 + yearOfEra + (month <= 2);

    static constexpr char form[] = "0000-00-00T00:00:00.000Z";
    IsoTime text{};
    std::copy_n(form, text.size(), text.begin());
    putDigits<4>(&text[0], year);
    putDigits<2>(&text[5], month);
    putDigits<2>(&text[8], dayOfYear - (153 * monthFromMarch + 2) / 5 + 1);
    putDigits<2>(&text[11], inDay / 3'600'000);
    putDigits<2>(&text[14], inDay / 60'000 % 60);
    putDigits<2>(&text[17], inDay / 1'000 % 60);
    putDigits<3>(&text[20], inDay % 1'000);
    return text;
}

void appendTime(std::string &out, std::optional<qint64> milliseconds, const Dialect &dialect)
{
    if (!milliseconds || !isCalendarTime(*milliseconds))
        return;
    if (dialect.time == Dialect::Time::Milliseconds) {
        out += std::to_string(*milliseconds);
        return;
    }
    if (dialect.time == Dialect::Time::Utc) {
        const IsoTime text = isoTime(*milliseconds);
        append(out, text.data(), text.size());
        return;
    }
    const int offset = dialect.zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(*milliseconds, Qt::UTC));
    const qint64 there = *milliseconds + qint64(offset) * 1'000;
    if (there > lastCalendarMillisecond)
        return; // the year 10000 has begun there
    IsoTime text = isoTime(there);
    if (dialect.time == Dialect::Time::Plain)
        text[10] = ' ';
    append(out, text.data(), text.size() - 1);
    if (dialect.time == Dialect::Time::Offset)
        appendOffset(out, offset);
}

} // namespace spillway
