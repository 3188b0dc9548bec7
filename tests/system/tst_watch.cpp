// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testcase.h"
#include "system/fakeproject.h"

#include <csignal>

using namespace spillway;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestWatch : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void aWatchTellsAStalledTaskFromOneThatMoves();
    void aWatchSeesWhatMovesInAWholeProject();
    void aWatchEndsWithItsLastCodeWhenTold_data();
    void aWatchEndsWithItsLastCodeWhenTold();
    void aWatchThatIsToldToEndInItsFirstLookIsUnknown();
    void aWatchEndsWhenNobodyReads();
    void aWatchStopsAskingWhenTheCredentialIsRefused_data();
    void aWatchStopsAskingWhenTheCredentialIsRefused();
    void aWatchOutlivesAFault();
};

void TestWatch::aWatchTellsAStalledTaskFromOneThatMoves()
{
    RoutedServer moves;
    serve(moves, {.offset = 100, .lastDumpAgo = 1h}, 0, 500);
    moves.answer(pathOf(u"s"_s, u"t"_s), 200, taskAnswer(u"s"_s, u"t"_s, {.offset = 200, .lastDumpAgo = 1h}));
    RoutedServer stands;
    serve(stands, {.offset = 100, .lastDumpAgo = 1h}, 0, 500);
    const QStringList watch{u"--watch"_s, u"1"_s};
    RunningProgram moving(one(moves) + watch, signedIn());
    RunningProgram standing(one(stands) + watch, signedIn());
    QTRY_VERIFY_WITH_TIMEOUT(moving.lines().size() >= 2 && standing.lines().size() >= 2, 30'000);

    static const QRegularExpression time(u"\\A20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ DIS DUMP "_s);
    const QByteArrayList lines = moving.lines() + standing.lines();
    for (const QByteArray &line : lines)
        QVERIFY2(time.match(QString::fromUtf8(line)).hasMatch(), line.constData());
    QVERIFY2(moving.lines().at(0).contains("CRITICAL - s/t stalled"), moving.lines().at(0).constData());
    QVERIFY2(moving.lines().at(1).contains("OK - s/t flowing"), moving.lines().at(1).constData());
    QVERIFY2(standing.lines().at(1).contains("CRITICAL - s/t stalled"), standing.lines().at(1).constData());
}

void TestWatch::aWatchSeesWhatMovesInAWholeProject()
{
    RoutedServer server;
    server.answer("/v2/project/streams", 200, streamList({u"s"_s}));
    server.answer(tasksPath(u"s"_s), 200, taskList({u"t"_s}));
    serve(server, {.discard = 5}, 0, 150);
    server.answer(pathOf(u"s"_s, u"t"_s), 200, taskAnswer(u"s"_s, u"t"_s, {.discard = 9}));
    RunningProgram program(all(server) + QStringList{u"--watch"_s, u"1"_s}, signedIn());
    QTRY_VERIFY_WITH_TIMEOUT(program.lines().size() >= 2, 30'000);
    QVERIFY2(program.lines().at(0).contains("WARNING - s/t flowing: 5 records discarded before we looked"),
             program.lines().at(0).constData());
    QVERIFY2(program.lines().at(1).contains("CRITICAL - s/t losing: 4 records discarded while we looked, since 20"),
             program.lines().at(1).constData());
}

void TestWatch::aWatchEndsWithItsLastCodeWhenTold_data()
{
    QTest::addColumn<int>("number");
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGINT") << SIGINT;
    QTest::newRow("F199 SIGHUP") << SIGHUP;
}

void TestWatch::aWatchEndsWithItsLastCodeWhenTold()
{
    QFETCH(int, number);
    RoutedServer server;
    serve(server, {.state = "PAUSED"}, 0, 150);
    RunningProgram program(one(server) + QStringList{u"--watch"_s, u"86400"_s}, signedIn());
    QTRY_COMPARE_WITH_TIMEOUT(program.lines().size(), 1, 30'000);
    program.interrupt(number);
    QTRY_VERIFY_WITH_TIMEOUT(program.isOver(), 30'000);
    QCOMPARE(program.outcome().code, 1);
    QCOMPARE(program.outcome().errors, QByteArray());
    QCOMPARE(server.requests().size(), 2);
}

void TestWatch::aWatchThatIsToldToEndInItsFirstLookIsUnknown()
{
    RoutedServer server;
    server.answer(pathOf(u"s"_s, u"t"_s), Script().stall());
    RunningProgram program(one(server) + QStringList{u"--watch"_s, u"1"_s}, signedIn());
    QTRY_COMPARE_WITH_TIMEOUT(server.requests().size(), 1, 30'000);
    program.interrupt(SIGTERM);
    QTRY_VERIFY_WITH_TIMEOUT(program.isOver(), 30'000);
    QCOMPARE(program.outcome().code, 3);
    QCOMPARE(program.outcome().output, QByteArray());
}

void TestWatch::aWatchEndsWhenNobodyReads()
{
    RoutedServer server;
    serve(server, {}, 0, 150);
    RunningProgram program(one(server) + QStringList{u"--watch"_s, u"1"_s}, signedIn());
    QTRY_VERIFY_WITH_TIMEOUT(!program.lines().isEmpty(), 30'000);
    program.closeOutput();
    QTRY_VERIFY_WITH_TIMEOUT(program.isOver(), 30'000);
    QCOMPARE(program.outcome().code, 3);
}

void TestWatch::aWatchStopsAskingWhenTheCredentialIsRefused_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QStringList>("scope");
    QTest::addColumn<int>("asked");
    const QStringList named{u"--stream"_s, u"s"_s, u"--task"_s, u"t"_s};
    QTest::newRow("the task") << pathOf(u"s"_s, u"t"_s) << named << 1;
    QTest::newRow("its stream") << pathOf(u"s"_s) << named << 2;
    QTest::newRow("the list of streams") << QByteArray("/v2/project/streams") << QStringList() << 1;
    QTest::newRow("a stream of the project") << pathOf(u"s"_s) << QStringList() << 4;
}

void TestWatch::aWatchStopsAskingWhenTheCredentialIsRefused()
{
    QFETCH(QByteArray, path);
    QFETCH(QStringList, scope);
    QFETCH(int, asked);
    RoutedServer server;
    server.answer(path, 401, "{}");
    if (path != "/v2/project/streams")
        server.answer("/v2/project/streams", 200, streamList({u"s"_s}));
    server.answer(tasksPath(u"s"_s), 200, taskList({u"t"_s}));
    if (path != pathOf(u"s"_s, u"t"_s))
        server.answer(pathOf(u"s"_s, u"t"_s), 200, taskAnswer(u"s"_s, u"t"_s, {}));
    const Outcome outcome = run(all(server) + scope + QStringList{u"--watch"_s, u"1"_s}, signedIn());
    QCOMPARE(outcome.code, 3);
    QCOMPARE(outcome.output.count('\n'), 1);
    QVERIFY2(outcome.output.contains("The token was not accepted"), outcome.output.constData());
    QCOMPARE(server.requests().size(), asked);
}

void TestWatch::aWatchOutlivesAFault()
{
    RoutedServer server;
    server.answer("/v2/project/streams", 503, "{}");
    server.answer("/v2/project/streams", 200, streamList({u"s"_s}));
    server.answer(tasksPath(u"s"_s), 200, taskList({u"t"_s}));
    serve(server, {}, 0, 150);
    RunningProgram program(all(server) + QStringList{u"--watch"_s, u"1"_s}, signedIn());
    QTRY_VERIFY_WITH_TIMEOUT(program.lines().size() >= 2, 30'000);
    QVERIFY2(program.lines().at(0).contains("DIS DUMP UNKNOWN - "), program.lines().at(0).constData());
    QVERIFY2(program.lines().at(1).contains("DIS DUMP OK - "), program.lines().at(1).constData());
}

QTEST_GUILESS_MAIN(TestWatch)
#include "tst_watch.moc"
