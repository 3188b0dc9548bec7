// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/dumptask.h"

#include <chrono>
#include <optional>
#include <variant>

namespace spillway {

/// How often a person wants the task to be asked for: never by itself, at a fixed length of time, or as often as the
/// task itself suggests.
class RefreshInterval
{
public:
    // A length is an interval: these conversions are meant.
    // NOLINTBEGIN(google-explicit-constructor)
    RefreshInterval(std::nullopt_t = std::nullopt) { } ///< off
    RefreshInterval(std::chrono::milliseconds fixed)
        : RefreshInterval(std::optional(fixed))
    {
    }
    /// Nothing, or a length that is not positive: off.
    RefreshInterval(std::optional<std::chrono::milliseconds> fixed);
    // NOLINTEND(google-explicit-constructor)
    static RefreshInterval matchTask();

    bool isOff() const { return std::holds_alternative<Off>(m_choice); }
    bool matchesTask() const { return std::holds_alternative<MatchTask>(m_choice); }
    /// How long it is for this task; null: none is known yet. Nothing: off.
    std::optional<std::chrono::milliseconds> lengthFor(const DumpTask *task) const;

    friend bool operator==(const RefreshInterval &, const RefreshInterval &) = default;

private:
    struct Off
    {
        friend bool operator==(const Off &, const Off &) = default;
    };
    struct MatchTask
    {
        friend bool operator==(const MatchTask &, const MatchTask &) = default;
    };

    std::variant<Off, std::chrono::milliseconds, MatchTask> m_choice;
};

/// Half of the time between two dumps, for asking more often tells nothing new; within 10 s ... 120 s. Nothing, or a
/// time that is not positive: 30 s.
std::chrono::milliseconds matchedLength(std::optional<qint64> deliverTimeIntervalSeconds);

/// `deliver_time_interval` of the OBS block, in seconds, if it is a positive integer.
std::optional<qint64> dumpIntervalOf(const DumpTask &task);

} // namespace spillway
