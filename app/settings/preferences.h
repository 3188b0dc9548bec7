// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/timetext.h"

#include <array>
#include <optional>

namespace spillway {

/// What the window looks like.
enum class Theme { System, Light, Dark };

/// What a person may choose for the whole program. A default-made one is what holds until they do.
struct Preferences
{
    QString language; ///< one of offeredLanguages; empty: by the computer's locale
    Theme theme = Theme::System;
    QByteArray timeZone; ///< "UTC", "UTC+08:00", "Asia/Shanghai", …; empty: the computer's own, whatever it is
    bool groupDigits = false;
    std::chrono::seconds interval{30}; ///< one of offeredIntervals
    int bodyCap = 64; ///< MiB, bodyCapLeast … bodyCapMost
    int requestsPerSecond = 5; ///< 1 … requestsPerSecondMost
    int requestsAtOnce = 4; ///< 1 … requestsAtOnceMost
    friend bool operator==(const Preferences &, const Preferences &) = default;
};

/// The languages there are, beside "by the locale".
inline constexpr std::array<QLatin1StringView, 2> offeredLanguages{QLatin1StringView("en"), QLatin1StringView("zh_CN")};

/// Two intervals that are no length of time.
inline constexpr std::chrono::seconds intervalOff{0};
inline constexpr std::chrono::seconds intervalMatchTask{-1}; ///< half of what the task itself takes between two files
inline constexpr std::array<std::chrono::seconds, 7> offeredIntervals{
    intervalOff,
    std::chrono::seconds(5),
    std::chrono::seconds(10),
    std::chrono::seconds(30),
    std::chrono::seconds(60),
    std::chrono::seconds(300),
    intervalMatchTask,
};

inline constexpr int bodyCapLeast = 1;
inline constexpr int bodyCapMost = 512; ///< as much as a saved answer may have
inline constexpr int requestsPerSecondMost = 1000; ///< for private stacks: DIS publishes no limit of its own
inline constexpr int requestsAtOnceMost = 64;

/// Whether this computer knows the zone; an empty id is its own.
bool isTimeZone(const QByteArray &id);

/// The zone that a person means: an id, or an offset such as GMT+8, utc-3:30. Nothing if this computer knows no such
/// zone.
std::optional<QByteArray> zoneFrom(const QString &typed);

/// The part that says how times and numbers are written.
DisplayFormat displayFormat(const Preferences &preferences);

/// The same with everything that cannot be replaced by its default.
Preferences sound(Preferences preferences);

} // namespace spillway
