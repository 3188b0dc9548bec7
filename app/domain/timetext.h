// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QTimeZone>

#include <chrono>

namespace spillway {

/// How times and long numbers are written on screen: one for all panes. It touches no export and no copy.
struct DisplayFormat
{
    QTimeZone zone; ///< an invalid one stands for the computer's own, whatever that is at the moment
    bool groupDigits = false;
    friend bool operator==(const DisplayFormat &, const DisplayFormat &) = default;
};

/// 2020-12-03 16:33:48 +08:00 in the chosen zone; the year always has four digits.
QString timeText(const QDateTime &time, const DisplayFormat &display);

/// 16:33:48 +08:00 in the chosen zone, for what happened today.
QString clockText(const QDateTime &time, const DisplayFormat &display);

/// UTC+08:00: how far the chosen zone is from UTC at that moment.
QString offsetText(const QDateTime &time, const DisplayFormat &display);

/// 9,223,372,036,854,775,807: the digits of an integer with the locale's sign between groups of three. Text in, text
/// out: no digit is ever rounded. Anything but an integer literal is given back as it is.
QString groupedText(const QString &integer);

/// "4 s", "3 min 12 s", "2 h 5 min", "3 d 4 h": the two largest units, translated. Negative lengths count as nothing.
QString lengthText(std::chrono::milliseconds length);

} // namespace spillway
