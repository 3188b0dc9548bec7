// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/timeline.h"

#include <algorithm>

namespace spillway {

quint64 scattered(quint64 a, quint64 b)
{
    // splitmix64's finaliser, over both
    quint64 x = a * 0x9e3779b97f4a7c15 + b + 0x632be59bd9b4e019;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
    x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
    return x ^ (x >> 31);
}

qint64 growing(quint64 salt, qint64 n, qint64 size)
{
    if (n <= 0)
        return 0;
    // The jitter stays below half a step, so that the sum only grows.
    return n * size + static_cast<qint64>(scattered(~salt, static_cast<quint64>(n)) % static_cast<quint64>(size / 2));
}

qint64 Inflow::countBy(qint64 moment) const
{
    const qint64 last = std::min(moment, ends);
    return perSlot == 0 || last < begins ? 0 : growing(salt, (last - begins) / slot, perSlot);
}

Beat::Beat(quint64 salt, qint64 first, qint64 interval)
    : m_salt(salt)
    , m_first(first)
    , m_interval(interval)
{
}

qint64 Beat::at(qint64 k) const
{
    return m_first + k * m_interval + static_cast<qint64>(scattered(m_salt, static_cast<quint64>(k)) % 900);
}

qint64 Beat::lastBy(qint64 moment) const
{
    const qint64 due = (moment - m_first) / m_interval;
    return at(due) <= moment ? due : due - 1;
}

} // namespace spillway
