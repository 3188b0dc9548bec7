// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testcase.h"
#include "system/fakeproject.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>

using namespace spillway;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// The library that sets the clock on the wall for one program; empty: it is not installed (package faketime).
QString fakeTime()
{
    const QDir libraries(u"/usr/lib"_s);
    const QStringList triplets = libraries.entryList({u"*-linux-gnu*"_s}, QDir::Dirs);
    for (const QString &triplet : triplets) {
        const QString path = libraries.filePath(triplet + u"/faketime/libfaketime.so.1");
        if (QFile::exists(path))
            return path;
    }
    return {};
}

/// An answer with the date of a server whose clock is right.
Script dated(const QByteArray &body)
{
    const QByteArray date =
        QLocale::c().toString(QDateTime::currentDateTimeUtc(), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s).toLatin1();
    return Script().write(http(200, body, {{"Date", date}}));
}

void serveDated(RoutedServer &server)
{
    server.answer(pathOf(u"s"_s, u"t"_s), dated(taskAnswer(u"s"_s, u"t"_s, {.offset = 100})));
    server.answer(pathOf(u"s"_s), dated(streamAnswer(u"s"_s, 0, 300)));
}

Surroundings withClock(const QString &setting)
{
    return signedIn()
        .set(u"LD_PRELOAD"_s, fakeTime())
        .set(u"FAKETIME_DONT_FAKE_MONOTONIC"_s, u"1"_s)
        .set(u"FAKETIME_NO_CACHE"_s, u"1"_s)
        .set(u"FAKETIME"_s, setting);
}

bool cannotFake()
{
#ifdef SPILLWAY_SANITIZED
    return true; // the sanitizer has to be loaded first
#else
    return fakeTime().isEmpty();
#endif
}

} // namespace

/// The whole program on a computer whose clock is set to another time: F161, F163, F164.
class TestWallClock : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (cannotFake())
            QSKIP("the package faketime is not installed, or cannot work with this sanitizer");
    }
    void aVerdictGoesByTheServersClock_data();
    void aVerdictGoesByTheServersClock();
    void anExportSaysWhenByTheClockOnTheWall();
    void aWatchGoesOnWhenTheClockIsSet_data();
    void aWatchGoesOnWhenTheClockIsSet();
};

void TestWallClock::aVerdictGoesByTheServersClock_data()
{
    QTest::addColumn<QString>("clock");
    QTest::newRow("F164 10 minutes ahead") << u"+10m"_s;
    QTest::newRow("F164 10 minutes behind") << u"-10m"_s;
    QTest::newRow("F164 a year ahead") << u"+1y"_s;
    QTest::newRow("F164 a year behind") << u"-1y"_s;
    QTest::newRow("F163 the last second of 2038") << u"@2038-01-19 03:14:07"_s;
    QTest::newRow("F163 a leap second") << u"@2016-12-31 23:59:59"_s;
}

void TestWallClock::aVerdictGoesByTheServersClock()
{
    QFETCH(const QString, clock);
    RoutedServer server;
    serveDated(server);
    const Outcome right = run(one(server), signedIn());
    QVERIFY2(right.output.contains("flowing"), right.output.constData());
    const Outcome wrong = run(one(server), withClock(clock));
    QCOMPARE(wrong.output, right.output);
    QCOMPARE(wrong.code, right.code);
}

/// F163.
void TestWallClock::anExportSaysWhenByTheClockOnTheWall()
{
    RoutedServer server;
    serveDated(server);
    const Outcome outcome =
        run(projectAt(server) + QStringList{u"--stream"_s, u"s"_s, u"--task"_s, u"t"_s, u"--export"_s, u"-"_s},
            withClock(u"@2038-01-19 03:14:06"_s));
    QCOMPARE(outcome.code, 0);
    QVERIFY2(outcome.output.contains("2038-01-19T03:14:"), outcome.output.constData());
}

void TestWallClock::aWatchGoesOnWhenTheClockIsSet_data()
{
    QTest::addColumn<QByteArray>("later");
    QTest::newRow("F161 30 days ahead") << QByteArray("+30d");
    QTest::newRow("F161 2 years back") << QByteArray("-2y");
}

void TestWallClock::aWatchGoesOnWhenTheClockIsSet()
{
    QFETCH(const QByteArray, later);
    RoutedServer server;
    serveDated(server);
    QTemporaryDir folder;
    const QString setting = folder.filePath(u"clock"_s);
    const auto set = [&](const QByteArray &clock) {
        QFile file(setting + u".new");
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(clock);
        file.close();
        QVERIFY(::rename(QFile::encodeName(file.fileName()).constData(), QFile::encodeName(setting).constData()) == 0);
    };
    set("+0");
    Surroundings surroundings = withClock({});
    surroundings.environment.remove(u"FAKETIME"_s);
    surroundings.set(u"FAKETIME_TIMESTAMP_FILE"_s, setting);
    RunningProgram program(one(server) + QStringList{u"--watch"_s, u"1"_s}, surroundings);
    QTRY_VERIFY_WITH_TIMEOUT(program.lines().size() >= 2, 30'000);
    // The month that the wall shows then. It may end meanwhile.
    const auto month = [&later] {
        return QDateTime::currentDateTimeUtc()
            .addSecs(later == "-2y" ? -2LL * 365 * 86'400 : 30LL * 86'400)
            .toString(u"yyyy-MM"_s)
            .toLatin1();
    };
    const QByteArray monthBefore = month();
    set(later);
    const auto before = program.lines().size();
    const auto asked = server.requests().size();
    QElapsedTimer passed;
    passed.start();
    QTRY_VERIFY_WITH_TIMEOUT(program.lines().size() >= before + 3, 30'000);
    // Two questions a second, and none to catch up with.
    QVERIFY(server.requests().size() - asked <= 2 * (passed.elapsed() / 1000 + 3));
    const QByteArrayList lines = program.lines();
    // Its lines have the time of the wall, and say the same.
    QVERIFY2(lines.last().startsWith(month()) || lines.last().startsWith(monthBefore), lines.last().constData());
    for (const QByteArray &line : lines)
        QVERIFY2(line.contains("OK - s/t flowing"), line.constData());
}

QTEST_GUILESS_MAIN(TestWallClock)

#include "tst_wallclock.moc"
