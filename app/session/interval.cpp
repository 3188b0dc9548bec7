// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/interval.h"

#include <algorithm>

namespace spillway {

using std::chrono::milliseconds;
using std::chrono::seconds;

RefreshInterval::RefreshInterval(std::optional<milliseconds> fixed)
{
    if (fixed && fixed->count() > 0)
        m_choice = *fixed;
}

RefreshInterval RefreshInterval::matchTask()
{
    RefreshInterval interval;
    interval.m_choice = MatchTask();
    return interval;
}

std::optional<milliseconds> RefreshInterval::lengthFor(const DumpTask *task) const
{
    if (const auto *fixed = std::get_if<milliseconds>(&m_choice))
        return *fixed;
    if (isOff())
        return std::nullopt;
    return matchedLength(task ? dumpIntervalOf(*task) : std::nullopt);
}

milliseconds matchedLength(std::optional<qint64> deliverTimeIntervalSeconds)
{
    constexpr seconds unknown{30};
    constexpr qint64 least = 10;
    constexpr qint64 most = 120;
    if (!deliverTimeIntervalSeconds || *deliverTimeIntervalSeconds <= 0)
        return unknown;
    // Clamped before it is turned into milliseconds: a hostile number would overflow them.
    if (*deliverTimeIntervalSeconds >= 2 * most)
        return seconds(most);
    return std::max<milliseconds>(milliseconds(*deliverTimeIntervalSeconds * 500), seconds(least));
}

std::optional<qint64> dumpIntervalOf(const DumpTask &task)
{
    const auto length = task.integer(task.obs.deliverTimeInterval);
    return length && *length > 0 ? length : std::nullopt;
}

} // namespace spillway
