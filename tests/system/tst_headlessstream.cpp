// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testcase.h"
#include "system/documented.h"

#include <QElapsedTimer>

using namespace spillway;
using namespace Qt::StringLiterals;

class TestHeadlessStream : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void theTaskAndItsStreamAreAskedOnceAndWritten();
    void aStreamThatCannotBeReadIsNoFailure_data();
    void aStreamThatCannotBeReadIsNoFailure();
    void aSilentStreamIsNotWaitedForBeyondTheTimeout();
    void aPassingFaultOfTheStreamIsTriedAgain();
    void aLastingFaultOfTheStreamIsTriedThreeTimes();
    void theSurroundingsDoNotChangeTheFile_data();
    void theSurroundingsDoNotChangeTheFile();
};

void TestHeadlessStream::theTaskAndItsStreamAreAskedOnceAndWritten()
{
    RoutedServer server;
    answerAsDocumented(server);
    const Outcome outcome = run(exportFrom(server.url()), signedIn());
    QCOMPARE(outcome.code, 0);
    QCOMPARE(outcome.errors, QByteArray());
    QCOMPARE(server.requests().size(), 2);
    QCOMPARE(server.requests().constFirst().line, QByteArray("GET ") + taskPath + " HTTP/1.1");
    QCOMPARE(server.asked(streamPath), 1);
    for (const SeenRequest &request : server.requests())
        QCOMPARE(request.header("X-Auth-Token"), QByteArray("a-token"));

    // As from a file, but for the time and what the stream tells.
    QCOMPARE(outcome.output.split('\n').at(1).indexOf(','), 24);
    QCOMPARE(timeless(outcome.output), linesWith("289927,289911,30,13,,losing"));
}

void TestHeadlessStream::aStreamThatCannotBeReadIsNoFailure_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("denied") << http(403, envelope("DIS.4116"));
    QTest::newRow("gone") << http(404, "{}");
    QTest::newRow("refused") << http(401, "{}");
    QTest::newRow("not JSON") << http(200, "<html>");
    QTest::newRow("about another one") << http(200,
                                               fixture(u"stream-documented.json"_s).replace("newstream", "oldstream"));
}

void TestHeadlessStream::aStreamThatCannotBeReadIsNoFailure()
{
    QFETCH(QByteArray, answer);
    RoutedServer server;
    server.answer(taskPath, 200, fixture(u"task-obs-documented.json"_s));
    server.answer(streamPath, Script().write(answer));
    const Outcome outcome = run(exportFrom(server.url()), signedIn());
    QCOMPARE(outcome.code, 0);
    QCOMPARE(timeless(outcome.output), savedLines());
    QVERIFY2(outcome.hasOneSentence(), outcome.errors.constData());
    QVERIFY2(outcome.errors.contains("stream"), outcome.errors.constData());
}

void TestHeadlessStream::aSilentStreamIsNotWaitedForBeyondTheTimeout()
{
    RoutedServer server;
    server.answer(taskPath, 200, fixture(u"task-obs-documented.json"_s));
    server.answer(streamPath, Script().stall());
    QElapsedTimer elapsed;
    elapsed.start();
    const Outcome outcome = run(exportFrom(server.url(), u"2"_s), signedIn());
    QCOMPARE(outcome.code, 0);
    QCOMPARE(timeless(outcome.output), savedLines());
    QVERIFY2(outcome.hasOneSentence(), outcome.errors.constData());
    QVERIFY(elapsed.elapsed() < 15'000); // the client alone would wait as long for a byte
}

void TestHeadlessStream::aPassingFaultOfTheStreamIsTriedAgain()
{
    RoutedServer server;
    server.answer(streamPath, 503, "{}");
    answerAsDocumented(server);
    const Outcome outcome = run(exportFrom(server.url()), signedIn());
    QCOMPARE(timeless(outcome.output), linesWith("289927,289911,30,13,,losing"));
    QCOMPARE(outcome.errors, QByteArray());
    QCOMPARE(server.asked(streamPath), 2);
    QCOMPARE(server.asked(taskPath), 1);
}

void TestHeadlessStream::aLastingFaultOfTheStreamIsTriedThreeTimes()
{
    RoutedServer server;
    server.answer(taskPath, 200, fixture(u"task-obs-documented.json"_s));
    server.answer(streamPath, 500, "{}");
    QCOMPARE(run(exportFrom(server.url()), signedIn()).code, 0);
    QCOMPARE(server.asked(streamPath), 3);
}

void TestHeadlessStream::theSurroundingsDoNotChangeTheFile_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::newRow("a proxy that is not there") << u"http_proxy"_s << u"http://127.0.0.1:9"_s;
    QTest::newRow("a Turkish locale") << u"LC_ALL"_s << u"tr_TR.UTF-8"_s;
    QTest::newRow("an Arabic locale") << u"LC_ALL"_s << u"ar_EG.UTF-8"_s;
    QTest::newRow("no locale") << u"LC_ALL"_s << u"C"_s;
    QTest::newRow("another time zone") << u"TZ"_s << u"Asia/Kathmandu"_s;
    QTest::newRow("no plugins") << u"QT_PLUGIN_PATH"_s << u"/nonexistent"_s;
    QTest::newRow("every log message") << u"QT_LOGGING_RULES"_s << u"*=true"_s;
}

void TestHeadlessStream::theSurroundingsDoNotChangeTheFile()
{
    QFETCH(QString, name);
    QFETCH(QString, value);
    RoutedServer server;
    answerAsDocumented(server);
    const Outcome outcome = run(exportFrom(server.url()), signedIn().set(name, value));
    QCOMPARE(outcome.code, 0);
    QCOMPARE(timeless(outcome.output), linesWith("289927,289911,30,13,,losing"));
}

QTEST_GUILESS_MAIN(TestHeadlessStream)
#include "tst_headlessstream.moc"
