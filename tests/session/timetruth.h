// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/timetext.h"
#include "timewalk.h"

#include <ctime>

namespace spillway {

/// What a clock on the wall of the zone in force shows, by the C library: 16:33:48 +08:00, with its date.
inline QString expectedText(const QDateTime &moment)
{
    const time_t seconds = moment.toSecsSinceEpoch();
    tm local{};
    localtime_r(&seconds, &local);
    char text[64];
    std::strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S ", &local);
    const long minutes = local.tm_gmtoff / 60;
    return QString::fromLatin1(text)
        + QString::asprintf("%c%02ld:%02ld", minutes < 0 ? '-' : '+', std::abs(minutes) / 60, std::abs(minutes) % 60);
}

/// What has to be true of a session after all that happened, worked out from the moments at which things happened, by
/// nothing but the numbers of the fault matrix.
class Truth
{
public:
    Truth(const ClockedComputer &computer, const MoodyService &service, const TaskSession &session)
        : m_computer(computer)
        , m_service(service)
        , m_session(session)
    {
        QObject::connect(&session, &TaskSession::freshnessChanged, &m_context, [this] { follow(); });
        QObject::connect(&session, &TaskSession::answered, &m_context, [this] {
            m_shownAt = m_service.goodAt;
            m_shownWall = m_service.goodWall;
            m_shownSkew = m_service.goodSkew;
        });
    }

    void expectAsking(const char *why) { m_mayAsk = why; }
    void woke() { m_wokeAt = m_computer.awake(); }
    bool isOverdue(milliseconds by) const { return m_due && m_computer.lived() > *m_due + by; }
    bool isAsking() const { return m_isAsking; }
    std::size_t cycles() const { return m_cycles; }
    void add(const QString &wrong) { m_wrong += wrong; }

    /// Whoever goes on after a stop begins anew.
    void goOn()
    {
        if (!m_due && !m_isAsking)
            m_failures = 0;
    }
    void setInterval(milliseconds interval)
    {
        m_interval = interval;
        rearm();
    }
    void setHidden(bool hidden)
    {
        if (m_isHidden == hidden)
            return;
        m_isHidden = hidden;
        rearm();
    }

    /// What is not true; empty: all is.
    QString wrong()
    {
        const Freshness said = m_session.freshness();
        m_wrong += clocksWrong(said);
        const milliseconds now = m_computer.lived();
        if (m_shownAt && (!said.age || *said.age < 0ms || std::chrono::abs(*said.age - (now - *m_shownAt)) > 1s))
            m_wrong += u"age %1, not %2; "_s.arg(said.age ? said.age->count() : -1).arg((now - *m_shownAt).count());
        if (!m_shownAt && said.age)
            m_wrong += u"an age of nothing; "_s;
        const auto next = m_due ? std::optional(std::max(*m_due - now, milliseconds(0))) : std::nullopt;
        if (next.has_value() != said.next.has_value() || (next && std::chrono::abs(*next - *said.next) > 1s))
            m_wrong +=
                u"next in %1, not %2; "_s.arg(said.next ? said.next->count() : -1).arg(next ? next->count() : -1);
        if (said.staleness != staleness(now))
            m_wrong += u"staleness %1, not %2; "_s.arg(int(said.staleness)).arg(int(staleness(now)));
        const milliseconds awakeSince = m_computer.awake() - m_wokeAt;
        if (m_due && std::min(now - *m_due, awakeSince) > 7'100ms)
            m_wrong += u"late by %1 ms; "_s.arg((now - *m_due).count());
        if (said.asking != m_isAsking)
            m_wrong += u"asks or does not; "_s;
        return std::exchange(m_wrong, {});
    }

private:
    QString clocksWrong(const Freshness &said) const
    {
        if (!m_shownAt)
            return {};
        QString wrong;
        if (said.receivedAt != m_shownWall)
            wrong += u"received at %1, not %2; "_s.arg(said.receivedAt.toString(), m_shownWall.toString());
        if (timeText(said.receivedAt, {}) != expectedText(m_shownWall))
            wrong += u"shows %1, not %2; "_s.arg(timeText(said.receivedAt, {}), expectedText(m_shownWall));
        const auto ahead = said.clockAhead;
        const bool isTold = !m_isError && ahead.has_value() != m_shownSkew.has_value();
        if (isTold || (!m_isError && ahead && std::abs(ahead->count() - *m_shownSkew) > 1))
            wrong += u"clock ahead by %1, not %2; "_s.arg(ahead ? ahead->count() : -1).arg(m_shownSkew.value_or(-1));
        if (m_blockedAt) {
            const milliseconds left = 900s - (m_computer.lived() - *m_blockedAt);
            if (said.coolDown.has_value() != (left > 0ms)
                || (said.coolDown && std::chrono::abs(*said.coolDown - left) > 1s))
                wrong += u"blocked for another %1, not %2; "_s.arg(said.coolDown ? said.coolDown->count() : -1)
                             .arg(left.count());
        }
        return wrong;
    }

    Staleness staleness(milliseconds now) const
    {
        if (!m_service.goodAt)
            return Staleness::Fresh;
        const milliseconds age = now - *m_service.goodAt;
        if (age > std::max<milliseconds>(5 * m_interval, 300s))
            return Staleness::Red;
        return m_isError || age > std::max<milliseconds>(2 * m_interval, 60s) ? Staleness::Amber : Staleness::Fresh;
    }

    milliseconds length() const
    {
        return m_isHidden ? std::max(m_interval, std::min<milliseconds>(4 * m_interval, 300s)) : m_interval;
    }
    milliseconds backoff() const
    {
        return std::min<milliseconds>(length() * (1LL << std::min(m_failures - 1, 20)), m_isHidden ? 300s : 120s);
    }
    void rearm()
    {
        if (m_due)
            m_due = std::max(m_computer.lived() + (m_isError ? backoff() : length()), m_leftAloneUntil);
    }

    void follow()
    {
        const bool isAsking = m_session.freshness().asking;
        if (isAsking == m_isAsking)
            return;
        m_isAsking = isAsking;
        isAsking ? begun() : ended();
    }

    void begun()
    {
        ++m_cycles;
        if (!m_mayAsk && (!m_due || m_computer.lived() < *m_due - 50ms))
            m_wrong += u"asks too early; "_s;
        m_mayAsk = nullptr;
        m_due.reset();
        m_blockedAt.reset();
    }

    void ended()
    {
        const milliseconds now = m_computer.lived();
        m_isError = m_service.mood != MoodyService::Mood::Good;
        m_failures = m_isError ? m_failures + 1 : 0;
        m_leftAloneUntil = 0ms;
        switch (m_service.mood) {
        case MoodyService::Mood::Good:
            m_due = now + length();
            break;
        case MoodyService::Mood::Throttles:
            m_leftAloneUntil = now + 47s;
            m_due = now + std::max<milliseconds>(47s, backoff());
            break;
        case MoodyService::Mood::Fails:
            m_due = now + backoff();
            break;
        case MoodyService::Mood::Blocks:
            m_blockedAt = now;
            break;
        case MoodyService::Mood::Refuses:
            break;
        }
    }

    const ClockedComputer &m_computer;
    const MoodyService &m_service;
    const TaskSession &m_session;
    QObject m_context;
    milliseconds m_interval{30'000};
    bool m_isHidden = false;
    bool m_isAsking = false;
    bool m_isError = false;
    int m_failures = 0;
    std::size_t m_cycles = 0;
    const char *m_mayAsk = nullptr;
    milliseconds m_wokeAt{0};
    std::optional<milliseconds> m_due;
    milliseconds m_leftAloneUntil{0};
    std::optional<milliseconds> m_blockedAt;
    std::optional<milliseconds> m_shownAt;
    QDateTime m_shownWall;
    std::optional<qint64> m_shownSkew;
    QString m_wrong;
};

} // namespace spillway
