// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fixtures.h"
#include "support/testcase.h"
#include "system/fakeproject.h"

using namespace spillway;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestCheck : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void aTaskIsJudgedInOneLine_data();
    void aTaskIsJudgedInOneLine();
    void theNumbersOfALossAreSaid();
    void aPassingFaultIsTriedAgain();
    void aTaskThatCannotBeReadIsUnknown_data();
    void aTaskThatCannotBeReadIsUnknown();
    void aTaskWhoseStreamMayNotBeReadIsUnknown_data();
    void aTaskWhoseStreamMayNotBeReadIsUnknown();
    void whatCannotBeginIsUnknownOnStandardOutput_data();
    void whatCannotBeginIsUnknownOnStandardOutput();
    void aSavedAnswerSaysWhatItCan();
    void theTasksOfAStreamAreJudgedTogether();
    void aStreamWithoutTasksIsUnknown();
    void theWholeProjectIsJudgedWorstFirst();
    void deniedStreamsAreCountedAndUnknown();
    void nothingIsRetriedInAProject();
    void aRefusedCredentialEndsTheLook();
    void namesCannotForgeALine();
    void runningOutOfTimeSaysHowManyWereLookedAt();
    void theServiceIsNotAskedFasterThanTheLimit();
    void theDemoIsCriticalInOneLine();
    void outputThatCannotBeWrittenIsUnknown();
};

void TestCheck::aTaskIsJudgedInOneLine_data()
{
    QTest::addColumn<Saying>("saying");
    QTest::addColumn<qint64>("oldest");
    QTest::addColumn<qint64>("next");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("word");
    QTest::addColumn<QByteArray>("verdict");
    QTest::newRow("flowing") << Saying{} << 0LL << 150LL << 0 << QByteArray("OK") << QByteArray("flowing");
    QTest::newRow("idle") << Saying{.lastDumpAgo = 3h} << 0LL << 100LL << 0 << QByteArray("OK") << QByteArray("idle");
    QTest::newRow("starting") << Saying{.state = "STARTING"} << 0LL << 100LL << 0 << QByteArray("OK")
                              << QByteArray("starting");
    QTest::newRow("paused") << Saying{.state = "PAUSED"} << 0LL << 100LL << 1 << QByteArray("WARNING")
                            << QByteArray("paused");
    QTest::newRow("discarded before") << Saying{.discard = 7} << 0LL << 150LL << 1 << QByteArray("WARNING")
                                      << QByteArray("7 records discarded before we looked");
    QTest::newRow("losing") << Saying{} << 200LL << 300LL << 2 << QByteArray("CRITICAL") << QByteArray("losing");
    QTest::newRow("abnormal") << Saying{.state = "ABNORMAL"} << 0LL << 100LL << 2 << QByteArray("CRITICAL")
                              << QByteArray("error");
    QTest::newRow("stalled") << Saying{.lastDumpAgo = 1h} << 0LL << 150LL << 2 << QByteArray("CRITICAL")
                             << QByteArray("stalled");
    QTest::newRow("too early") << Saying{.lastDumpAgo = 150s} << 0LL << 150LL << 3 << QByteArray("UNKNOWN")
                               << QByteArray("too early");
}

void TestCheck::aTaskIsJudgedInOneLine()
{
    QFETCH(Saying, saying);
    QFETCH(qint64, oldest);
    QFETCH(qint64, next);
    QFETCH(int, code);
    QFETCH(QByteArray, word);
    QFETCH(QByteArray, verdict);
    RoutedServer server;
    serve(server, saying, oldest, next);
    const Outcome outcome = run(one(server), signedIn());
    QCOMPARE(outcome.code, code);
    QVERIFY2(isOneLine(outcome.output, word), outcome.output.constData());
    QVERIFY2(outcome.output.contains("s/t ") && outcome.output.contains(verdict), outcome.output.constData());
    QCOMPARE(outcome.errors, QByteArray());
    QCOMPARE(server.requests().size(), 2);
}

void TestCheck::theNumbersOfALossAreSaid()
{
    RoutedServer server;
    serve(server, {.offset = 100, .discard = 3}, 200, 300);
    const Outcome outcome = run(one(server), signedIn());
    QVERIFY2(outcome.output.startsWith(
                 "DIS DUMP CRITICAL - s/t losing: 99 records expired before they were dumped, since before we looked"),
             outcome.output.constData());
    QVERIFY2(outcome.output.contains("; 1 partition: 1 losing | lag=200 expired=99 discarded=3\n"),
             outcome.output.constData());
}

void TestCheck::aPassingFaultIsTriedAgain()
{
    RoutedServer server;
    server.answer(pathOf(u"s"_s, u"t"_s), 503, "{}");
    server.answer(pathOf(u"s"_s), 503, "{}");
    serve(server, {}, 0, 150);
    QCOMPARE(run(one(server), signedIn()).code, 0);
    QCOMPARE(server.asked(pathOf(u"s"_s, u"t"_s)), 2);
    QCOMPARE(server.asked(pathOf(u"s"_s)), 2);
}

void TestCheck::aTaskThatCannotBeReadIsUnknown_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("asked");
    QTest::newRow("refused") << 401 << 1;
    QTest::newRow("denied") << 403 << 1;
    QTest::newRow("gone") << 404 << 1;
    QTest::newRow("failing") << 500 << 3;
}

void TestCheck::aTaskThatCannotBeReadIsUnknown()
{
    QFETCH(int, status);
    QFETCH(int, asked);
    RoutedServer server;
    server.answer(pathOf(u"s"_s, u"t"_s), status, "{}");
    const Outcome outcome = run(one(server), signedIn());
    QCOMPARE(outcome.code, 3);
    QVERIFY2(isOneLine(outcome.output, "UNKNOWN"), outcome.output.constData());
    QVERIFY2(outcome.output.contains("s/t could not be read: "), outcome.output.constData());
    QVERIFY(!outcome.output.contains('|'));
    QCOMPARE(outcome.errors, QByteArray());
    QCOMPARE(server.requests().size(), asked);
}

void TestCheck::aTaskWhoseStreamMayNotBeReadIsUnknown_data()
{
    QTest::addColumn<Saying>("saying");
    QTest::addColumn<int>("code");
    QTest::newRow("though it dumps") << Saying{} << 3;
    QTest::newRow("idle or stalled") << Saying{.lastDumpAgo = 1h} << 3;
    QTest::newRow("but paused") << Saying{.state = "PAUSED"} << 1;
}

void TestCheck::aTaskWhoseStreamMayNotBeReadIsUnknown()
{
    QFETCH(Saying, saying);
    QFETCH(int, code);
    RoutedServer server;
    server.answer(pathOf(u"s"_s, u"t"_s), 200, taskAnswer(u"s"_s, u"t"_s, saying));
    server.answer(pathOf(u"s"_s), 403, "{}");
    const Outcome outcome = run(one(server), signedIn());
    QCOMPARE(outcome.code, code);
    QVERIFY2(outcome.output.contains("the stream could not be read: Your account "), outcome.output.constData());
    QVERIFY2(outcome.output.endsWith("| lag=U expired=U discarded=0\n"), outcome.output.constData());
}

void TestCheck::whatCannotBeginIsUnknownOnStandardOutput_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("contradiction") << QStringList{u"--check"_s, u"--export"_s, u"-"_s};
    QTest::newRow("unknown option") << QStringList{u"--check"_s, u"--nonsense"_s};
    QTest::newRow("task without stream") << QStringList{u"--demo"_s, u"--check"_s, u"--task"_s, u"t"_s};
    QTest::newRow("value that it does not take") << QStringList{u"--check=now"_s};
    QTest::newRow("no time") << QStringList{u"--demo"_s, u"--check"_s, u"--timeout"_s, u"0"_s};
    QTest::newRow("no credential") << QStringList{u"--check"_s, u"--endpoint"_s, u"http://127.0.0.1:9"_s,
                                                  u"--project-id"_s, u"p"_s};
    QTest::newRow("no token file") << QStringList{u"--check"_s, u"--region"_s, u"cn-north-4"_s, u"--token-file"_s,
                                                  u"/nonexistent"_s};
    QTest::newRow("no such connection") << QStringList{u"--check"_s, u"--connection"_s, u"nobody"_s};
    QTest::newRow("no answer") << QStringList{u"--check"_s, u"--from"_s, u"/nonexistent"_s};
}

void TestCheck::whatCannotBeginIsUnknownOnStandardOutput()
{
    QFETCH(QStringList, arguments);
    const Outcome outcome = run(arguments);
    QCOMPARE(outcome.code, 3);
    QVERIFY2(isOneLine(outcome.output, "UNKNOWN"), outcome.output.constData());
    QVERIFY(!outcome.output.contains('|'));
    QCOMPARE(outcome.errors, QByteArray());
}

void TestCheck::aSavedAnswerSaysWhatItCan()
{
    const Outcome running = run({u"--check"_s, u"--from"_s, fixturePath(u"task-obs-documented.json"_s)});
    QCOMPARE(running.code, 3);
    QVERIFY2(running.output.startsWith("DIS DUMP UNKNOWN - newstream/newtask unknown: "), running.output.constData());

    Surroundings surroundings;
    surroundings.input = fixture(u"task-obs-documented.json"_s).replace("RUNNING", "ABNORMAL");
    const Outcome abnormal = run({u"--check"_s, u"--from"_s, u"-"_s}, surroundings);
    QCOMPARE(abnormal.code, 2);
    QVERIFY2(abnormal.output.startsWith("DIS DUMP CRITICAL - newstream/newtask error: "), abnormal.output.constData());

    const Outcome other = run({u"--check"_s, u"--from"_s, fixturePath(u"task-obs-documented.json"_s), u"--stream"_s,
                               u"newstream"_s, u"--task"_s, u"other"_s});
    QCOMPARE(other.code, 3);
    QVERIFY2(isOneLine(other.output, "UNKNOWN"), other.output.constData());
}

void TestCheck::theTasksOfAStreamAreJudgedTogether()
{
    RoutedServer server;
    server.answer(tasksPath(u"s"_s), 200, taskList({u"t"_s, u"u"_s}));
    serve(server, {}, 0, 150);
    server.answer(pathOf(u"s"_s, u"u"_s), 200, taskAnswer(u"s"_s, u"u"_s, {.state = "PAUSED"}));
    const Outcome outcome = run(projectAt(server) + QStringList{u"--check"_s, u"--stream"_s, u"s"_s}, signedIn());
    QCOMPARE(outcome.code, 1);
    QCOMPARE(outcome.output,
             QByteArray("DIS DUMP WARNING - s/u paused: somebody has paused the dump task; 2 dump tasks: "
                        "1 paused, 1 flowing | lag=100 expired=0 discarded=0\n"));
    // The list, each task, and once for both their stream.
    QCOMPARE(server.requests().size(), 4);
}

void TestCheck::aStreamWithoutTasksIsUnknown()
{
    RoutedServer server;
    server.answer(tasksPath(u"s"_s), 200, taskList({}));
    const Outcome empty = run(projectAt(server) + QStringList{u"--check"_s, u"--stream"_s, u"s"_s}, signedIn());
    QCOMPARE(empty.code, 3);
    QCOMPARE(empty.output, QByteArray("DIS DUMP UNKNOWN - the stream s has no dump task\n"));

    const Outcome none = run(projectAt(server) + QStringList{u"--check"_s, u"--stream"_s, u"x"_s}, signedIn());
    QCOMPARE(none.code, 3);
    QVERIFY2(isOneLine(none.output, "UNKNOWN"), none.output.constData());
    QVERIFY2(none.output.contains(" - x: "), none.output.constData());

    server.answer("/v2/project/streams", 200, streamList({}));
    const Outcome project = run(all(server), signedIn());
    QCOMPARE(project.code, 3);
    QCOMPARE(project.output, QByteArray("DIS DUMP UNKNOWN - there is no dump task in this project\n"));
}

void TestCheck::theWholeProjectIsJudgedWorstFirst()
{
    RoutedServer server;
    server.answer("/v2/project/streams", 200, streamList({u"a"_s, u"s"_s, u"z"_s}));
    server.answer(tasksPath(u"a"_s), 200, taskList({u"calm"_s, u"odd"_s}));
    server.answer(tasksPath(u"s"_s), 200, taskList({u"t"_s}));
    server.answer(tasksPath(u"z"_s), 200, taskList({u"late"_s}));
    server.answer(pathOf(u"a"_s), 200, streamAnswer(u"a"_s, 0, 101));
    server.answer(pathOf(u"a"_s, u"calm"_s), 200, taskAnswer(u"a"_s, u"calm"_s, {.lastDumpAgo = 1h}));
    server.answer(pathOf(u"a"_s, u"odd"_s), 500, "{}");
    serve(server, {}, 200, 300);
    server.answer(pathOf(u"z"_s), 200, streamAnswer(u"z"_s, 0, 500));
    server.answer(pathOf(u"z"_s, u"late"_s), 200, taskAnswer(u"z"_s, u"late"_s, {.lastDumpAgo = 1h}));
    const Outcome outcome = run(all(server), signedIn());
    QCOMPARE(outcome.code, 2);
    QVERIFY2(isOneLine(outcome.output, "CRITICAL"), outcome.output.constData());
    const qsizetype losing = outcome.output.indexOf("s/t losing");
    const qsizetype stalled = outcome.output.indexOf("z/late stalled");
    const qsizetype unread = outcome.output.indexOf("a/odd could not be read");
    QVERIFY2(losing > 0 && stalled > losing && unread > stalled, outcome.output.constData());
    QVERIFY2(outcome.output.contains("; 4 dump tasks: 1 losing, 1 stalled, 1 idle, 1 not read | "
                                     "lag=601 expired=99 discarded=0\n"),
             outcome.output.constData());
}

void TestCheck::deniedStreamsAreCountedAndUnknown()
{
    RoutedServer server;
    server.answer("/v2/project/streams", 200, streamList({u"s"_s, u"x"_s}));
    server.answer(tasksPath(u"s"_s), 200, taskList({u"t"_s}));
    server.answer(tasksPath(u"x"_s), 403, "{}");
    serve(server, {}, 0, 150);
    const Outcome outcome = run(all(server), signedIn());
    QCOMPARE(outcome.code, 3);
    QVERIFY2(outcome.output.contains("x its dump tasks could not be listed: "), outcome.output.constData());
    QVERIFY2(outcome.output.contains("dump tasks of 1 of 2 streams not listed | "), outcome.output.constData());
}

void TestCheck::nothingIsRetriedInAProject()
{
    RoutedServer server;
    server.answer("/v2/project/streams", 200, streamList({u"s"_s}));
    server.answer(tasksPath(u"s"_s), 503, "{}");
    const Outcome outcome = run(all(server), signedIn());
    QCOMPARE(outcome.code, 3);
    QCOMPARE(server.requests().size(), 2);
}

void TestCheck::aRefusedCredentialEndsTheLook()
{
    RoutedServer server;
    server.answer("/v2/project/streams", 200, streamList({u"s"_s, u"x"_s}));
    server.answer(tasksPath(u"s"_s), 200, taskList({u"t"_s, u"u"_s, u"v"_s}));
    server.answer(tasksPath(u"x"_s), 200, taskList({}));
    server.answer(pathOf(u"s"_s, u"t"_s), 401, "{}");
    const Outcome outcome = run(all(server), signedIn());
    QCOMPARE(outcome.code, 3);
    QVERIFY2(isOneLine(outcome.output, "UNKNOWN"), outcome.output.constData());
    QCOMPARE(outcome.output.count("The token was not accepted"), 1);
    QCOMPARE(server.requests().size(), 4);
}

void TestCheck::namesCannotForgeALine()
{
    const QString stream = u"s|lag=0\nDIS DUMP OK - \u202eall is well"_s;
    const QString task = u"t\r\n\x1b[2J|"_s + QString(5000, u'x');
    RoutedServer server;
    server.answer("/v2/project/streams", 200, streamList({stream}));
    server.answer(tasksPath(stream), 200, taskList({task}));
    server.answer(pathOf(stream, task), 200, taskAnswer(stream, task, {.lastDumpAgo = 1h}));
    server.answer(pathOf(stream), 200, streamAnswer(stream, 0, 500));
    const Outcome outcome = run(all(server), signedIn());
    QCOMPARE(outcome.code, 2);
    QVERIFY2(isOneLine(outcome.output, "CRITICAL"), outcome.output.constData());
    QVERIFY(outcome.output.endsWith(" | lag=400 expired=0 discarded=0\n"));
    QVERIFY(!outcome.output.contains('\x1b'));
    QVERIFY(!outcome.output.contains("\u202e"));
    QVERIFY(outcome.output.size() < 4096);
}

void TestCheck::runningOutOfTimeSaysHowManyWereLookedAt()
{
    RoutedServer server;
    server.answer("/v2/project/streams", 200, streamList({u"s"_s, u"x"_s}));
    server.answer(tasksPath(u"s"_s), 200, taskList({u"t"_s}));
    server.answer(tasksPath(u"x"_s), 200, taskList({u"silent"_s}));
    serve(server, {}, 0, 150);
    server.answer(pathOf(u"x"_s, u"silent"_s), Script().stall());
    const Outcome outcome = run(all(server) + QStringList{u"--timeout"_s, u"3"_s}, signedIn());
    QCOMPARE(outcome.code, 3);
    QVERIFY2(outcome.output.contains("1 of 2 dump tasks looked at within 3 s"), outcome.output.constData());

    RoutedServer mute;
    mute.answer("/v2/project/streams", Script().stall());
    const Outcome nothing = run(all(mute) + QStringList{u"--timeout"_s, u"0.5"_s}, signedIn());
    QCOMPARE(nothing.code, 3);
    QVERIFY2(nothing.output.contains("no dump task looked at within 0.5 s"), nothing.output.constData());

    RoutedServer silent;
    silent.answer(pathOf(u"s"_s, u"t"_s), Script().stall());
    const Outcome task = run(one(silent) + QStringList{u"--timeout"_s, u"0.5"_s}, signedIn());
    QCOMPARE(task.code, 3);
    QVERIFY2(task.output.contains("0 of 1 dump task looked at within 0.5 s"), task.output.constData());
}

void TestCheck::theServiceIsNotAskedFasterThanTheLimit()
{
    QStringList names;
    RoutedServer server;
    for (int i = 0; i < 12; ++i)
        names << u"s%1"_s.arg(i);
    server.answer("/v2/project/streams", 200, streamList(names));
    for (const QString &name : names)
        server.answer(tasksPath(name), 200, taskList({}));
    const Outcome outcome =
        run(all(server) + QStringList{u"--requests-per-second"_s, u"4"_s, u"--requests-at-once"_s, u"2"_s}, signedIn());
    QCOMPARE(outcome.code, 3); // there is no dump task
    QCOMPARE(server.requests().size(), 13);
    // After a pause as many at once as in a second, then one each quarter of a second.
    QVERIFY2(server.mostWithin(900ms) <= 8, qPrintable(QString::number(server.mostWithin(900ms))));
    QVERIFY(server.connections() <= 2);
}

void TestCheck::theDemoIsCriticalInOneLine()
{
    const Outcome outcome = run({u"--demo"_s, u"--check"_s});
    QCOMPARE(outcome.code, 2);
    QVERIFY2(isOneLine(outcome.output, "CRITICAL"), outcome.output.constData());
    QVERIFY2(outcome.output.startsWith("DIS DUMP CRITICAL - web-orders/orders-replay losing: "),
             outcome.output.constData());
    QVERIFY2(outcome.output.contains("; 16 dump tasks: "), outcome.output.constData());
    QVERIFY2(outcome.output.contains("; dump tasks of 1 of 9 streams not listed | "), outcome.output.constData());

    const Outcome healthy =
        run({u"--demo"_s, u"--check"_s, u"--stream"_s, u"web-orders"_s, u"--task"_s, u"orders-to-obs"_s});
    QCOMPARE(healthy.code, 0);
    QVERIFY2(isOneLine(healthy.output, "OK"), healthy.output.constData());
}

void TestCheck::outputThatCannotBeWrittenIsUnknown()
{
    Surroundings full = signedIn();
    full.outputFile = u"/dev/full"_s;
    Surroundings left = signedIn();
    left.readerLeft = true;
    RoutedServer server;
    serve(server, {}, 0, 150);
    Surroundings closed = signedIn();
    closed.outputClosed = true;
    for (const Surroundings &surroundings : {full, left, closed})
        QCOMPARE(run(one(server), surroundings).code, 3);
}

QTEST_GUILESS_MAIN(TestCheck)
#include "tst_check.moc"
