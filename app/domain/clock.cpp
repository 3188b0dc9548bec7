// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/clock.h"

#include <ctime>

namespace spillway {

Clock systemClock()
{
    return [] { return QDateTime::currentDateTimeUtc(); };
}

Elapsed systemElapsed()
{
    return [] {
#ifdef CLOCK_BOOTTIME
        timespec now{};
        if (clock_gettime(CLOCK_BOOTTIME, &now) == 0)
            return std::chrono::milliseconds(qint64(now.tv_sec) * 1000 + now.tv_nsec / 1'000'000);
#endif
        return std::chrono::duration_cast<std::chrono::milliseconds>(
            std::chrono::steady_clock::now().time_since_epoch());
    };
}

} // namespace spillway
