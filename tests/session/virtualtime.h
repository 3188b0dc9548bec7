// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractEventDispatcher>
#include <QCoreApplication>
#include <QThreadPool>
#include <QTimerEvent>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

namespace spillway {

/// Event dispatcher whose timers run by a clock that only the test moves: hours of polling pass in a moment, and every
/// timer of the program fires in its order. To be put in force before the application is made:
///     auto *time = new VirtualTime;
///     QCoreApplication::setEventDispatcher(time);
///     QCoreApplication app(argc, argv);
///     ...
///     time->advance(30s);
class VirtualTime : public QAbstractEventDispatcher
{
public:
    using milliseconds = std::chrono::milliseconds;

    /// How long the computer has been awake: what a timer goes by.
    milliseconds now() const { return m_now; }

    /// Lets that time pass, with everything that happens meanwhile.
    void advance(milliseconds length)
    {
        const milliseconds end = m_now + length;
        settle();
        while (true) {
            const auto next = std::ranges::min_element(m_timers, {}, &Timer::due);
            if (next == m_timers.end() || next->due > end)
                break;
            m_now = std::max(m_now, next->due);
            settle();
        }
        m_now = end;
        settle();
    }

    /// Until nothing is left to be done at this moment, on any thread.
    void settle()
    {
        int before = -1;
        for (int quiet = 0; quiet < 2; quiet = m_woken == before ? quiet + 1 : 0) {
            before = m_woken;
            QThreadPool::globalInstance()->waitForDone();
            processEvents(QEventLoop::AllEvents);
        }
    }

    bool processEvents(QEventLoop::ProcessEventsFlags flags) override
    {
        Q_EMIT awake();
        QCoreApplication::sendPostedEvents();
        const bool fired = fireDue();
        if (!fired && flags.testFlag(QEventLoop::WaitForMoreEvents)) {
            Q_EMIT aboutToBlock();
            std::this_thread::sleep_for(milliseconds(1));
        }
        return true;
    }

    void registerTimer(int id, qint64 interval, Qt::TimerType type, QObject *object) override
    {
        m_timers.push_back({id, milliseconds(interval), m_now + milliseconds(interval), type, object});
    }
    bool unregisterTimer(int id) override
    {
        return std::erase_if(m_timers, [id](const Timer &each) { return each.id == id; }) > 0;
    }
    bool unregisterTimers(QObject *object) override
    {
        return std::erase_if(m_timers, [object](const Timer &each) { return each.object == object; }) > 0;
    }
    QList<TimerInfo> registeredTimers(QObject *object) const override
    {
        QList<TimerInfo> found;
        for (const Timer &each : m_timers) {
            if (each.object == object)
                found.append({each.id, int(each.interval.count()), each.type});
        }
        return found;
    }
    int remainingTime(int id) override
    {
        const auto timer = std::ranges::find(m_timers, id, &Timer::id);
        return timer == m_timers.end() ? -1 : int(std::max(timer->due - m_now, milliseconds(0)).count());
    }
    void registerSocketNotifier(QSocketNotifier *) override { }
    void unregisterSocketNotifier(QSocketNotifier *) override { }
    void wakeUp() override { ++m_woken; }
    void interrupt() override { ++m_woken; }

private:
    struct Timer
    {
        int id;
        milliseconds interval;
        milliseconds due;
        Qt::TimerType type;
        QObject *object;
    };

    bool fireDue()
    {
        bool fired = false;
        std::vector<int> due;
        for (const Timer &each : m_timers) {
            if (each.due <= m_now)
                due.push_back(each.id);
        }
        for (const int id : due) {
            const auto timer = std::ranges::find(m_timers, id, &Timer::id);
            // Stopped meanwhile; and a number is given again at once.
            if (timer == m_timers.end() || timer->due > m_now)
                continue;
            fired = true;
            timer->due = m_now + std::max(timer->interval, milliseconds(1));
            ++m_woken;
            QTimerEvent event(id);
            QCoreApplication::sendEvent(timer->object, &event);
        }
        return fired;
    }

    std::vector<Timer> m_timers;
    milliseconds m_now{1'000'000};
    std::atomic_int m_woken = 0;
};

} // namespace spillway
