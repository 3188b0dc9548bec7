// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QEventLoop>
#include <QTimer>

#include <algorithm>
#include <ctime>
#include <functional>

namespace spillway {

/// Measures how long the GUI thread does not get to its events: what comes between two beats is what a person waits
/// for.
class Heartbeat : public QObject
{
public:
    Heartbeat()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        connect(&m_timer, &QTimer::timeout, this, &Heartbeat::beat);
        m_timer.start(1);
        m_wall.start();
    }

    /// Runs the event loop until `done`, and a little longer: what is done sets off more.
    void runUntil(const std::function<bool()> &done)
    {
        QEventLoop loop;
        QTimer calm;
        calm.setInterval(60);
        bool wasDone = false;
        connect(&calm, &QTimer::timeout, &loop, [&] {
            if (wasDone)
                loop.quit();
            wasDone = done();
        });
        calm.start();
        loop.exec();
    }

    /// Forgets the gaps so far.
    void restart()
    {
        m_wall.start();
        m_cpu = threadMilliseconds();
        m_longest = m_busiest = 0;
    }
    double longest() const { return m_longest; } ///< ms by the clock on the wall
    double busiest() const { return m_busiest; } ///< ms of this thread's own work, whatever else the machine did

private:
    void beat()
    {
        const double cpu = threadMilliseconds();
        m_longest = std::max(m_longest, double(m_wall.nsecsElapsed()) / 1e6);
        m_busiest = std::max(m_busiest, cpu - m_cpu);
        m_cpu = cpu;
        m_wall.start();
    }

    static double threadMilliseconds()
    {
        timespec now{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
        return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
    }

    QTimer m_timer;
    QElapsedTimer m_wall;
    double m_cpu = threadMilliseconds();
    double m_longest = 0;
    double m_busiest = 0;
};

} // namespace spillway
