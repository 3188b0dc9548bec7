// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/stallmeter.h"

#include <QDirIterator>
#include <QFile>

#include <algorithm>
#include <atomic>
#include <ctime>
#include <thread>

namespace spillway {

using std::chrono::nanoseconds;

namespace {

/// A thread that does nothing but wake up, and is late whenever the whole machine or process stood still. That is in
/// nobody's statistics where the machine is a virtual one, or has a share of processors only.
class Witness
{
public:
    Witness()
        : m_thread([this](const std::stop_token &stop) { watch(stop); })
    {
    }
    nanoseconds late() const { return nanoseconds(m_late.load(std::memory_order_relaxed)); }

private:
    void watch(const std::stop_token &stop)
    {
        constexpr std::chrono::milliseconds nap(5);
        while (!stop.stop_requested()) {
            const auto before = std::chrono::steady_clock::now();
            std::this_thread::sleep_for(nap);
            m_late += nanoseconds(std::chrono::steady_clock::now() - before - nap).count();
        }
    }

    std::atomic<qint64> m_late = 0;
    std::jthread m_thread;
};

/// How long this thread was on a processor.
nanoseconds onProcessor()
{
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return std::chrono::seconds(time.tv_sec) + nanoseconds(time.tv_nsec);
}

thread_local nanoseconds onProcessorBefore(0); // when the event loop last came round

} // namespace

nanoseconds waitedForProcessor()
{
    static const Witness witness;
    nanoseconds waited = witness.late();
    QDirIterator threads(QStringLiteral("/proc/self/task"), QDir::Dirs | QDir::NoDotAndDotDot);
    while (threads.hasNext()) {
        // Three numbers: on a processor, waiting for one, how many times. Nanoseconds.
        QFile schedule(threads.next() + QStringLiteral("/schedstat"));
        if (schedule.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
            waited += nanoseconds(schedule.read(128).split(' ').value(1).toLongLong());
    }
    return waited;
}

StallMeter::StallMeter()
{
    m_timer.setInterval(std::chrono::milliseconds(5));
    m_timer.setTimerType(Qt::PreciseTimer);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { cameRound(); });
}

int StallMeter::slowness()
{
#ifdef SPILLWAY_SANITIZED
    return 5;
#else
    return qEnvironmentVariableIsSet("SPILLWAY_VALGRIND") ? 50 : 1;
#endif
}

std::chrono::milliseconds StallMeter::longestAllowed()
{
#ifdef __OPTIMIZE__
    constexpr int leastFactor = 1;
#else
    constexpr int leastFactor = 5; // it takes as much longer, and all the more on a busy machine
#endif
    return std::chrono::milliseconds(100) * std::max(slowness(), leastFactor);
}

void StallMeter::start()
{
    m_waited = waitedForProcessor();
    onProcessorBefore = onProcessor();
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
    // A thread that has ended takes its time along.
    const nanoseconds excused = std::max(waited - m_waited, nanoseconds(0));
    const nanoseconds busy = onProcessor() - onProcessorBefore; // for that there is no excuse
    m_longest = std::max({m_longest, busy, nanoseconds(m_since.nsecsElapsed()) - excused});
    m_waited = waited;
    onProcessorBefore += busy;
    m_since.start();
}

} // namespace spillway
