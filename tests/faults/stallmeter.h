// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QTimer>

#include <chrono>

namespace spillway {

/// How long all threads of this process together have waited for a processor so far: the machine may be busy with
/// others, and this thread may wait for another one. Nearly nothing on a machine that is not busy; zero where it is not
/// known.
std::chrono::nanoseconds waitedForProcessor();

/// Measures the longest time for which the event loop of this thread did not come round, less what was waited for a
/// processor.
class StallMeter
{
public:
    StallMeter();

    void start();
    void stop();
    std::chrono::milliseconds longest() const
    {
        return std::chrono::duration_cast<std::chrono::milliseconds>(m_longest);
    }

    /// How much slower this build is than the program: sanitizers and valgrind.
    static int slowness();
    /// For how long its event loop may stand still. A build without optimization is slower, too.
    static std::chrono::milliseconds longestAllowed();
    /// Begins anew.
    void restart()
    {
        m_longest = {};
        start();
    }

private:
    void cameRound();

    QTimer m_timer;
    QElapsedTimer m_since;
    std::chrono::nanoseconds m_waited{0};
    std::chrono::nanoseconds m_longest{0};
};

} // namespace spillway
