// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/stallmeter.h"

#include <QFile>

#include <algorithm>

namespace spillway {

using std::chrono::nanoseconds;

nanoseconds waitedForProcessor()
{
    // Three numbers: on a processor, waiting for one, how many times. Nanoseconds.
    QFile schedule(QStringLiteral("/proc/thread-self/schedstat"));
    if (!schedule.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return nanoseconds(0);
    return nanoseconds(schedule.read(128).split(' ').value(1).toLongLong());
}

StallMeter::StallMeter()
{
    m_timer.setInterval(std::chrono::milliseconds(5));
    m_timer.setTimerType(Qt::PreciseTimer);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { cameRound(); });
}

int StallMeter::slowness()
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    return 5;
#else
    return qEnvironmentVariableIsSet("SPILLWAY_VALGRIND") ? 50 : 1;
#endif
}

void StallMeter::start()
{
    m_waited = waitedForProcessor();
    m_since.start();
    m_timer.start();
}

void StallMeter::stop()
{
    if (!m_timer.isActive())
        return;
    cameRound();
    m_timer.stop();
}

void StallMeter::cameRound()
{
    const nanoseconds waited = waitedForProcessor();
    m_longest = std::max(m_longest, nanoseconds(m_since.nsecsElapsed()) - (waited - m_waited));
    m_waited = waited;
    m_since.start();
}

} // namespace spillway
