// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>

#include <chrono>
#include <functional>

namespace spillway {

/// The wall clock, in UTC. Injected, so that tests own the time. Never used for lengths of time.
using Clock = std::function<QDateTime()>;

/// Time since some fixed moment that goes on while the computer sleeps and never jumps. For ages.
using Elapsed = std::function<std::chrono::milliseconds()>;

/// The computer's own clocks (CLOCK_BOOTTIME for the second where there is one).
Clock systemClock();
Elapsed systemElapsed();

} // namespace spillway
