// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>

#include <limits>

namespace spillway {

/// A count as people read it: every digit, grouped as the locale does.
inline QString countText(qint64 count)
{
    return QLocale().toString(count);
}

/// What tr() chooses the plural form by, which is an int: tr("%1 row(s)", nullptr, pluralOf(n)).arg(countText(n)).
/// Languages look at the last digits, or at whether a number is small: both stay as they are.
inline int pluralOf(qint64 count)
{
    constexpr qint64 large = 1'000'000'000;
    return int(count > std::numeric_limits<int>::max() ? large + count % 1'000'000 : count);
}

} // namespace spillway
