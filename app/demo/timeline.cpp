// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/timeline.h"

#include <algorithm>

namespace spillway {

namespace {

constexpr qint64 slowdown = minute; // so much longer than the dump before

}

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

Beat::Beat(quint64 salt, qint64 first, qint64 interval, qint64 slows)
    : m_salt(salt)
    , m_first(first)
    , m_interval(interval)
    , m_lastRegular(slows == never ? never : regularBy(slows))
{
}

qint64 Beat::regularAt(qint64 k) const
{
    return m_first + k * m_interval + static_cast<qint64>(scattered(m_salt, static_cast<quint64>(k)) % 900);
}

qint64 Beat::regularBy(qint64 moment) const
{
    const qint64 due = (moment - m_first) / m_interval;
    return regularAt(due) <= moment ? due : due - 1;
}

/// How much longer than a regular one dump k takes.
qint64 Beat::delay(qint64 k) const
{
    return k > m_lastRegular ? (k - m_lastRegular) * slowdown : 0;
}

qint64 Beat::at(qint64 k) const
{
    const qint64 slow = k > m_lastRegular ? k - m_lastRegular : 0;
    return regularAt(k) + slow * (slow + 1) / 2 * slowdown;
}

qint64 Beat::began(qint64 k) const
{
    return at(k) - delay(k);
}

qint64 Beat::lastBy(qint64 moment) const
{
    qint64 last = std::min(regularBy(moment), m_lastRegular);
    // Few: the slower they get, the fewer they are.
    while (last >= m_lastRegular && at(last + 1) <= moment)
        ++last;
    return last;
}

} // namespace spillway
