// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/timetext.h"
#include "support/testcase.h"
#include "timewalk.h"

#include <ctime>
#include <random>

using namespace spillway;
using Mood = MoodyService::Mood;

namespace {

VirtualTime *virtualTime = nullptr;

/// What a clock on the wall of the zone in force shows, by the C library: 16:33:48 +08:00, with its date.
QString expectedText(const QDateTime &moment)
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
            m_due = m_computer.lived() + (m_isError ? backoff() : length());
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
        m_isError = m_service.mood != Mood::Good;
        m_failures = m_isError ? m_failures + 1 : 0;
        switch (m_service.mood) {
        case Mood::Good:
            m_due = now + length();
            break;
        case Mood::Throttles:
            m_due = now + std::max<milliseconds>(47s, backoff());
            break;
        case Mood::Fails:
            m_due = now + backoff();
            break;
        case Mood::Blocks:
            m_blockedAt = now;
            break;
        case Mood::Refuses:
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
    std::optional<milliseconds> m_blockedAt;
    std::optional<milliseconds> m_shownAt;
    QDateTime m_shownWall;
    std::optional<qint64> m_shownSkew;
    QString m_wrong;
};

/// One walk: a session to which things happen, by chance.
class Walk
{
public:
    explicit Walk(unsigned seed)
        : m_chance(seed)
        , m_computer(*virtualTime)
        , m_service(std::make_shared<MoodyService>(m_computer))
        , m_session(m_computer.tools())
        , m_truth(m_computer, *m_service, m_session)
    {
        m_truth.expectAsking("opened");
        m_session.open(m_service, {{u"s"_s}, {u"t"_s}});
        m_computer.work(1s);
    }

    /// What was done last and what is wrong now; empty: nothing is.
    QString step()
    {
        m_did += u' ';
        switch (any(0, 15)) {
        case 0:
        case 1:
        case 2:
            work(any(1, 90'000));
            break;
        case 3:
            work(any(90'000, 400'000));
            break;
        case 4:
        case 5:
            sleep(any(0, 1) ? any(1, 60'000) : any(60'000, 259'200'000));
            break;
        case 6:
        case 7:
            setWall();
            break;
        case 8:
            setZone();
            break;
        case 9:
            setPaused(!m_isPaused);
            break;
        case 10:
            setHidden(!m_isHidden);
            break;
        case 11:
            refresh();
            break;
        case 12:
            setMood(any(0, 2) ? Mood::Good : Mood(any(1, 4)));
            break;
        case 13:
            setServersClock();
            break;
        case 14:
            setHeld(!m_isHeld);
            break;
        default:
            setInterval();
            break;
        }
        const QString wrong = m_truth.wrong();
        return wrong.isEmpty() ? wrong : QString(m_did + u"\n" + wrong);
    }
    std::size_t cycles() const { return m_truth.cycles(); }

private:
    qint64 any(qint64 from, qint64 to) { return std::uniform_int_distribution<qint64>(from, to)(m_chance); }

    void work(qint64 length)
    {
        m_did += u"work %1"_s.arg(length);
        m_computer.work(milliseconds(length));
    }

    /// Whoever sleeps past the moment for asking asks within two seconds, once.
    void sleep(qint64 length)
    {
        m_did += u"sleep %1"_s.arg(length);
        m_computer.sleep(milliseconds(length));
        m_truth.woke();
        const QString atOnce = m_truth.wrong(); // before anything had time to happen
        const bool isOverdue = m_truth.isOverdue(5s);
        const std::size_t before = m_truth.cycles();
        m_computer.work(2'100ms);
        if (!atOnce.isEmpty())
            m_truth.add(u"waking: "_s + atOnce);
        if (isOverdue && m_truth.cycles() != before + 1)
            m_truth.add(u"asked %1 times after waking; "_s.arg(m_truth.cycles() - before));
    }

    void setWall()
    {
        static constexpr std::array jumps{30LL * 86'400'000, -2LL * 365 * 86'400'000, -1'000LL,    1'000LL, 600'000LL,
                                          -600'000LL,        450'000LL * 86'400,      -3'600'000LL};
        const qint64 by = jumps[size_t(any(0, jumps.size() - 1))];
        // Into 2038 and out of it, but not before the year 1 970.
        const milliseconds ahead = m_computer.wallIsAhead() + milliseconds(by);
        const qint64 most = 40LL * 365 * 86'400'000;
        if (std::abs(ahead.count()) > most)
            return;
        m_did += u"wall %1"_s.arg(by);
        m_computer.setWall(milliseconds(by));
    }

    void setZone()
    {
        static constexpr std::array zones{"UTC",           "Asia/Shanghai",   "America/New_York",
                                          "Europe/Berlin", "Pacific/Chatham", "Australia/Lord_Howe"};
        const char *zone = zones[size_t(any(0, zones.size() - 1))];
        m_did += u"zone "_s + QLatin1StringView(zone);
        qputenv("TZ", zone);
        tzset();
    }

    void setPaused(bool paused)
    {
        m_did += paused ? u"pause"_s : u"go on"_s;
        m_isPaused = paused;
        m_truth.expectAsking("gone on");
        m_session.setPaused(paused);
        virtualTime->settle();
        m_truth.expectAsking(nullptr);
    }

    void setHeld(bool held)
    {
        m_did += held ? u"hold"_s : u"let go"_s;
        m_isHeld = held;
        m_session.setHeld(held);
        virtualTime->settle();
    }

    void setHidden(bool hidden)
    {
        m_did += hidden ? u"hide"_s : u"show"_s;
        m_isHidden = hidden;
        m_truth.expectAsking(hidden ? nullptr : "shown");
        m_session.setHidden(hidden);
        virtualTime->settle();
        m_truth.setHidden(hidden);
        m_truth.expectAsking(nullptr);
    }

    void refresh()
    {
        m_did += u"F5"_s;
        if (!m_truth.isAsking())
            m_truth.expectAsking("F5");
        m_session.refresh();
        virtualTime->settle();
    }

    void setMood(Mood mood)
    {
        // The model takes it that a cycle ends as the service is then.
        if (m_truth.isAsking())
            return;
        m_did += u"mood %1"_s.arg(int(mood));
        m_service->mood = mood;
    }

    void setServersClock()
    {
        static constexpr std::array offs{0LL, 600'000LL, -600'000LL, 365LL * 86'400'000, -365LL * 86'400'000};
        m_service->clockIsAhead.reset();
        if (any(0, 5) > 0)
            m_service->clockIsAhead = milliseconds(offs[size_t(any(0, offs.size() - 1))]);
        m_did += u"server's clock %1"_s.arg(m_service->clockIsAhead.value_or(-1ms).count());
    }

    void setInterval()
    {
        static constexpr std::array lengths{5, 10, 30, 60, 300};
        const std::chrono::seconds length(lengths[size_t(any(0, lengths.size() - 1))]);
        if (m_session.freshness().interval == length)
            return;
        m_did += u"every %1 s"_s.arg(length.count());
        m_session.setInterval(milliseconds(length));
        m_truth.setInterval(length);
    }

    std::mt19937 m_chance;
    ClockedComputer m_computer;
    std::shared_ptr<MoodyService> m_service;
    TaskSession m_session;
    Truth m_truth;
    bool m_isPaused = false;
    bool m_isHidden = false;
    bool m_isHeld = false;
    QString m_did;
};

} // namespace

/// Clocks jump, computers sleep, zones change: what is said about time stays true.
class TestTimeWalk : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { qputenv("TZ", "UTC"); }
    void agesAndCountdownsStayTrueInAThousandWalks();
    void timersRunByTheTestsClock();
};

/// F161-F164: jumps of the wall clock, sleep, changes of zone, a wrong server.
void TestTimeWalk::agesAndCountdownsStayTrueInAThousandWalks()
{
    constexpr unsigned walks = 1'000;
    constexpr int steps = 32;
    std::size_t cycles = 0;
    for (unsigned seed = 1; seed <= walks; ++seed) {
        Walk walk(seed);
        for (int step = 0; step < steps; ++step) {
            const QString wrong = walk.step();
            QVERIFY2(wrong.isEmpty(), qPrintable(u"seed %1:"_s.arg(seed) + wrong));
        }
        cycles += walk.cycles();
    }
    qInfo("%u walks of %d steps, %zu questions", walks, steps, cycles);
    QVERIFY(cycles > 5 * walks);
}

void TestTimeWalk::timersRunByTheTestsClock()
{
    QTimer timer;
    timer.setInterval(10s);
    int fired = 0;
    connect(&timer, &QTimer::timeout, &timer, [&] { ++fired; });
    timer.start();
    virtualTime->advance(9'999ms);
    QCOMPARE(fired, 0);
    virtualTime->advance(1ms);
    QCOMPARE(fired, 1);
    virtualTime->advance(25s);
    QCOMPARE(fired, 3);
}

int main(int argc, char *argv[])
{
    virtualTime = new VirtualTime; // the application takes it
    QCoreApplication::setEventDispatcher(virtualTime);
    const QCoreApplication app(argc, argv);
    TestTimeWalk test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_timewalk.moc"
