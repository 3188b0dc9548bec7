// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <limits>

namespace spillway {

/// Two numbers as one that looks random. Always the same for the same two.
quint64 scattered(quint64 a, quint64 b);

/// What has come together in n steps of about `size` (at least 2) each: never less with more steps, 0 for none.
qint64 growing(quint64 salt, qint64 n, qint64 size);

// Every moment and length in the simulation is in ms; moments count from 1970 UTC.
inline constexpr qint64 second = 1000;
inline constexpr qint64 minute = 60 * second;
inline constexpr qint64 hour = 60 * minute;
inline constexpr qint64 day = 24 * hour;
inline constexpr qint64 never = std::numeric_limits<qint64>::max();

/// A moment so long after the start; never stays never.
inline qint64 after(qint64 start, qint64 length)
{
    return length == never ? never : start + length;
}

/// The records that come into one partition. DIS numbers them from 0.
struct Inflow
{
    static constexpr qint64 slot = 10 * second;

    quint64 salt = 0;
    qint64 begins = 0;
    qint64 ends = never;
    qint64 perSlot = 0; ///< about as many come every ten seconds

    /// How many have come by the moment; the next one will get this number.
    qint64 countBy(qint64 moment) const;
};

/// When one partition is dumped: dump k, from 0, is due at a fixed pace and comes a little late.
class Beat
{
public:
    Beat(quint64 salt, qint64 first, qint64 interval);

    /// The number of the last dump at that moment; negative before the first.
    qint64 lastBy(qint64 moment) const;
    /// When dump k was complete. What had come by then is in it.
    qint64 at(qint64 k) const;

private:
    quint64 m_salt;
    qint64 m_first;
    qint64 m_interval;
};

} // namespace spillway
