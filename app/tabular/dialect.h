// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/fields.h"

#include <QTimeZone>

#include <array>
#include <optional>
#include <string>

class QLocale;

namespace spillway {

/// How CSV and TSV are written: everything that readers of such files do not agree about. As it stands it is the
/// standard one, RFC 4180 in UTF-8, which --export writes.
struct Dialect
{
    enum class LineEnd : quint8 { CrLf, Lf };
    /// What gets quotes beside what needs them: nothing; what came as text; every cell that has a value.
    enum class Quoting : quint8 { Minimal, Text, All };
    /// 2020-12-03T08:33:48.612Z; 2020-12-03 16:33:48.612; 2020-12-03T16:33:48.612+08:00; 1606984428612
    enum class Time : quint8 { Utc, Plain, Offset, Milliseconds };
    /// What is put before text that a spreadsheet might run.
    enum class Guard : quint8 { Apostrophe, Tab, Off };
    /// The first line: stable English names, what the screen calls them (translated), or none.
    enum class Headers : quint8 { Names, Labels, None };

    char separator = ','; ///< of CSV; TSV has tabs
    char decimalPoint = '.'; ///< of rates
    LineEnd lineEnd = LineEnd::CrLf;
    Quoting quoting = Quoting::Minimal;
    Time time = Time::Utc;
    Guard guard = Guard::Apostrophe;
    Headers headers = Headers::Names;
    bool byteOrderMark = false;
    bool separatorLine = false; ///< a first line sep=; which Excel obeys and others take for data
    /// Numbers of more than 15 digits, and text that looks like a number or a date, become quoted text that begins with
    /// a tab: a spreadsheet would round the ones and rewrite the others.
    bool keepDigits = false;
    QTimeZone zone = QTimeZone::utc(); ///< of Plain and Offset

    /// What Excel reads best on this computer: its list separator, a byte order mark, times in the zone.
    static Dialect excel(const QLocale &computer, const QTimeZone &zone);

    friend bool operator==(const Dialect &, const Dialect &) = default;
};

/// Whether a spreadsheet might run the text: it starts with = + - @ TAB CR or a full-width = + - @. Not empty.
inline bool looksLikeFormula(QByteArrayView text)
{
    switch (text.front()) {
    case '=':
    case '+':
    case '-':
    case '@':
    case '\t':
    case '\r':
        return true;
    case '\xef':
        return text.startsWith("\xef\xbc\x9d") || text.startsWith("\xef\xbc\x8b") || text.startsWith("\xef\xbc\x8d")
            || text.startsWith("\xef\xbc\xa0");
    default:
        return false;
    }
}

/// Whether a spreadsheet would take the text for a number or a date and show something else: more than 15 digits,
/// leading zeros, 1e5, 1-2, Mar 4.
bool losesCharacters(QByteArrayView text);

/// A UTC time as 2020-12-03T08:33:48.612Z.
using IsoTime = std::array<char, 24>;

/// For years 0 to 9999, in milliseconds since 1970. Done by hand: it is the one costly cell of an export.
IsoTime isoTime(qint64 milliseconds);

/// Appends a time as the dialect wants it; nothing for what is no calendar time there.
void appendTime(std::string &out, std::optional<qint64> milliseconds, const Dialect &dialect);

} // namespace spillway
