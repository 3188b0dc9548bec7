// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <limits>

namespace spillway {

/// Wide enough for the difference of two 64-bit numbers, and for a million of them.
__extension__ using Wide = __int128;

inline Wide difference(qint64 a, qint64 b)
{
    return Wide(a) - b;
}

/// The nearest number of 64 bits.
inline qint64 saturated(Wide number)
{
    constexpr qint64 largest = std::numeric_limits<qint64>::max();
    constexpr qint64 smallest = std::numeric_limits<qint64>::min();
    return number > largest ? largest : number < smallest ? smallest : qint64(number);
}

} // namespace spillway
