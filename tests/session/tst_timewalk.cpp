// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testcase.h"
#include "timetruth.h"

#include <random>

using namespace spillway;
using Mood = MoodyService::Mood;

namespace {

VirtualTime *virtualTime = nullptr;

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
        if (!paused)
            m_truth.goOn();
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
