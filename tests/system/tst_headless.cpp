// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/faultrow.h"
#include "support/fixtures.h"
#include "support/testcase.h"
#include "system/documented.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>

using namespace spillway;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QString documented()
{
    return fixturePath(u"task-obs-documented.json"_s);
}

QByteArray content(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(unreadable)");
}

} // namespace

class TestHeadless : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void helpAndVersionNeedNoDisplay();
    void aWindowWithoutDisplayIsAnError();
    void aSavedAnswerBecomesTheDocumentedLines();
    void aSavedAnswerMayComeThroughStandardInput();
    void aSavedAnswerOfAnotherTaskIsNotExported();
    void theDemoNeedsNoNames();
    void aPassingFaultIsTriedAgain();
    void aLastingFaultIsTriedThreeTimes();
    void anExistingFileIsReplaced();
    void aFailureLeavesTheFileAlone();
    void everyFailureOfTheServiceHasItsCode_data();
    void everyFailureOfTheServiceHasItsCode();
    void nobodyListeningIsCode5();
    void wrongUsageIsCode2_data();
    void wrongUsageIsCode2();
    void filesThatCannotBeUsedAreCode7_data();
    void filesThatCannotBeUsedAreCode7();
    void outputThatCannotBeWrittenIsCode7_data() { faultRow("F173 /dev/full and a pipe without a reader"); }
    void outputThatCannotBeWrittenIsCode7();
    void silenceEndsAtTheTimeout();
    void silentStandardInputEndsAtTheTimeout();
    void changedCellsAreReported();
    void textFromTheServiceCannotSteerTheTerminal();
};

void TestHeadless::helpAndVersionNeedNoDisplay()
{
    const Outcome version = run({u"--version"_s});
    QCOMPARE(version.code, 0);
    QCOMPARE(version.output, QByteArray("Spillway " SPILLWAY_VERSION " (Qt ") + qVersion() + ")\n");
    QCOMPARE(version.errors, QByteArray());

    const Outcome help = run({u"--help"_s});
    QCOMPARE(help.code, 0);
    QVERIFY(help.output.contains("--export FILE"));
    QCOMPARE(help.errors, QByteArray());
}

void TestHeadless::aWindowWithoutDisplayIsAnError()
{
    for (const QStringList &arguments : {QStringList(), QStringList{u"--demo"_s}}) {
        const Outcome outcome = run(arguments);
        QCOMPARE(outcome.code, 2);
        QCOMPARE(outcome.output, QByteArray());
        QVERIFY2(outcome.hasOneSentence(), outcome.errors.constData());
    }
    const Outcome unknown = run({}, Surroundings().set(u"QT_QPA_PLATFORM"_s, u"nonsense"_s));
    QCOMPARE(unknown.code, 2);
    QVERIFY2(unknown.hasOneSentence(), unknown.errors.constData());
}

void TestHeadless::aSavedAnswerBecomesTheDocumentedLines()
{
    const Outcome outcome = run({u"--from"_s, documented(), u"--export"_s, u"-"_s});
    QCOMPARE(outcome.code, 0);
    QCOMPARE(outcome.output, savedLines());
    QCOMPARE(outcome.errors, QByteArray());
}

void TestHeadless::aSavedAnswerMayComeThroughStandardInput()
{
    Surroundings surroundings;
    surroundings.input = fixture(u"task-obs-documented.json"_s);
    const Outcome outcome = run({u"--from"_s, u"-"_s, u"--export"_s, u"-"_s}, surroundings);
    QCOMPARE(outcome.code, 0);
    QCOMPARE(outcome.output, savedLines());
}

void TestHeadless::aSavedAnswerOfAnotherTaskIsNotExported()
{
    const QStringList from{u"--from"_s, documented(), u"--export"_s, u"-"_s, u"--stream"_s};
    QCOMPARE(run(from + QStringList{u"newstream"_s}).code, 0);
    QCOMPARE(run(from + QStringList{u"newstream"_s, u"--task"_s, u"newtask"_s}).code, 0);
    const Outcome outcome = run(from + QStringList{u"newstream"_s, u"--task"_s, u"other"_s});
    QCOMPARE(outcome.code, 6);
    QCOMPARE(outcome.output, QByteArray());
    QVERIFY2(outcome.hasOneSentence(), outcome.errors.constData());
}

void TestHeadless::theDemoNeedsNoNames()
{
    const QDateTime before = QDateTime::currentDateTimeUtc();
    const Outcome outcome = run({u"--demo"_s, u"--export"_s, u"-"_s, u"--format"_s, u"json"_s});
    QCOMPARE(outcome.code, 0);
    const QJsonArray rows = QJsonDocument::fromJson(outcome.output).array();
    QVERIFY(!rows.isEmpty());
    const QDateTime polled = QDateTime::fromString(rows.at(0)[u"polled_at"_s].toString(), Qt::ISODateWithMs);
    QVERIFY(polled >= before.addMSecs(-1));
    QVERIFY(polled <= QDateTime::currentDateTimeUtc().addMSecs(1));
    QVERIFY(!rows.at(0)[u"partition_id"_s].toString().isEmpty());
}

void TestHeadless::aPassingFaultIsTriedAgain()
{
    RoutedServer server;
    server.answer(taskPath, 503, "{}");
    answerAsDocumented(server);
    QCOMPARE(run(exportFrom(server.url()), signedIn()).code, 0);
    QCOMPARE(server.asked(taskPath), 2);
}

void TestHeadless::aLastingFaultIsTriedThreeTimes()
{
    FaultServer server;
    server.answer(500, "{}");
    QCOMPARE(run(exportFrom(server.url()), signedIn()).code, 5);
    QCOMPARE(server.requests().size(), 3);
}

void TestHeadless::anExistingFileIsReplaced()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"out.csv"_s);
    for (int i = 0; i < 2; ++i) {
        const Outcome outcome = run({u"--from"_s, documented(), u"--export"_s, path});
        QCOMPARE(outcome.code, 0);
        QCOMPARE(outcome.output, QByteArray());
        QCOMPARE(content(path), savedLines());
    }
}

void TestHeadless::aFailureLeavesTheFileAlone()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"out.csv"_s);
    QCOMPARE(run({u"--from"_s, documented(), u"--export"_s, path}).code, 0);
    Surroundings surroundings;
    surroundings.input = fixture(u"task-obs-documented.json"_s).chopped(20);
    QCOMPARE(run({u"--from"_s, u"-"_s, u"--export"_s, path}, surroundings).code, 6);
    QCOMPARE(content(path), savedLines());

    QCOMPARE(run({u"--from"_s, u"-"_s, u"--export"_s, folder.filePath(u"new.csv"_s)}, surroundings).code, 6);
    QCOMPARE(QDir(folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
             QStringList{u"out.csv"_s});
}

void TestHeadless::everyFailureOfTheServiceHasItsCode_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<int>("code");
    const QByteArray good = fixture(u"task-obs-documented.json"_s);
    QTest::newRow("401") << http(401, "{}") << 3;
    QTest::newRow("441") << http(441, envelope("DIS.4100")) << 3;
    QTest::newRow("403") << http(403, envelope("DIS.4116")) << 3;
    QTest::newRow("no such stream") << http(400, envelope("DIS.4301")) << 4;
    QTest::newRow("no such task") << http(400, envelope("DIS.4354")) << 4;
    QTest::newRow("404") << http(404, "not here") << 4;
    QTest::newRow("410") << http(410, "{}") << 4;
    QTest::newRow("other 4xx") << http(400, envelope("DIS.4205")) << 5;
    QTest::newRow("throttled") << http(400, envelope("DIS.4303")) << 5;
    QTest::newRow("429") << http(429, "{}") << 5;
    QTest::newRow("blocked") << http(400, envelope("DIS.4309")) << 5;
    QTest::newRow("500") << http(500, "{}") << 5;
    QTest::newRow("redirect") << http(302, {}, {{"Location", "https://elsewhere.example/"}}) << 5;
    QTest::newRow("cut, with length") << http(200, good).chopped(30) << 6;
    QTest::newRow("cut, without length") << httpHeader("HTTP/1.1 200 OK", {{"Connection", "close"}}) + good.chopped(30)
                                         << 6;
    QTest::newRow("HTML") << http(200, "<html></html>", {{"Content-Type", "text/html"}}) << 6;
    QTest::newRow("nothing") << http(200, "") << 6;
    QTest::newRow("no task") << http(200, "{}") << 6;
    QTest::newRow("another task") << http(200, QByteArray(good).replace("newtask", "oldtask")) << 6;
    QTest::newRow("compressed") << http(200, good, {{"Content-Encoding", "br"}}) << 6;
    QTest::newRow("refusal with status 200") << http(200, envelope("DIS.4301")) << 4;
}

void TestHeadless::everyFailureOfTheServiceHasItsCode()
{
    QFETCH(QByteArray, answer);
    QFETCH(int, code);
    FaultServer server;
    server.answer(Script().write(answer).fin());
    const Outcome outcome = run(exportFrom(server.url()), signedIn());
    QCOMPARE(outcome.code, code);
    QCOMPARE(outcome.output, QByteArray());
    QVERIFY2(outcome.hasOneSentence(), outcome.errors.constData());
    QVERIFY(!server.requests().isEmpty());
}

void TestHeadless::nobodyListeningIsCode5()
{
    FaultServer server;
    const QString url = server.url();
    server.stopListening();
    const Outcome outcome = run(exportFrom(url), signedIn());
    QCOMPARE(outcome.code, 5);
    QCOMPARE(outcome.output, QByteArray());
    QVERIFY2(outcome.hasOneSentence(), outcome.errors.constData());
}

void TestHeadless::wrongUsageIsCode2_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("token");
    const QString loopback = u"http://127.0.0.1:9"_s;
    QTest::newRow("unknown option") << QStringList{u"--nonsense"_s} << QString();
    QTest::newRow("task without stream") << QStringList{u"--demo"_s, u"--task"_s, u"t"_s, u"--export"_s, u"-"_s}
                                         << QString();
    QTest::newRow("no time at all") << QStringList{u"--demo"_s, u"--export"_s, u"-"_s, u"--timeout"_s, u"0"_s}
                                    << QString();
    QTest::newRow("no token") << exportFrom(loopback) << QString();
    QTest::newRow("token with a line end") << exportFrom(loopback) << u"a\nb"_s;
    QTest::newRow("token with a blank") << exportFrom(loopback) << u"a b"_s;
    QTest::newRow("http to another computer") << exportFrom(u"http://192.0.2.1"_s) << u"t"_s;
    QTest::newRow("endpoint with a path") << exportFrom(u"https://dis.example.com/v2"_s) << u"t"_s;
    QTest::newRow("name that is a dot") << exportFrom(loopback).replaceInStrings(u"newtask"_s, u"."_s) << u"t"_s;
    QTest::newRow("name that is two dots") << exportFrom(loopback).replaceInStrings(u"newtask"_s, u".."_s) << u"t"_s;
}

void TestHeadless::wrongUsageIsCode2()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, token);
    Surroundings surroundings;
    if (!token.isEmpty())
        surroundings.set(u"OS_TOKEN"_s, token);
    const Outcome outcome = run(arguments, surroundings);
    QCOMPARE(outcome.code, 2);
    QCOMPARE(outcome.output, QByteArray());
    QVERIFY2(outcome.hasOneSentence(), outcome.errors.constData());
}

void TestHeadless::filesThatCannotBeUsedAreCode7_data()
{
    QTest::addColumn<QStringList>("arguments");
    const QString loopback = u"http://127.0.0.1:9"_s;
    const QStringList good{u"--from"_s, documented()};
    QTest::newRow("no answer") << QStringList{u"--from"_s, u"/nonexistent"_s, u"--export"_s, u"-"_s};
    QTest::newRow("a folder") << QStringList{u"--from"_s, u"/"_s, u"--export"_s, u"-"_s};
    QTest::newRow("no token") << exportFrom(loopback) + QStringList{u"--token-file"_s, u"/nonexistent"_s};
    QTest::newRow("no certificates") << exportFrom(loopback) + QStringList{u"--ca-file"_s, u"/nonexistent"_s};
    QTest::newRow("F173 into /dev/full") << good + QStringList{u"--export"_s, u"/dev/full"_s};
    QTest::newRow("F174 into a folder") << good + QStringList{u"--export"_s, u"/"_s};
    QTest::newRow("F174 into no folder") << good + QStringList{u"--export"_s, u"/nonexistent/out.csv"_s};
}

void TestHeadless::filesThatCannotBeUsedAreCode7()
{
    QFETCH(QStringList, arguments);
    const Outcome outcome = run(arguments, signedIn());
    QCOMPARE(outcome.code, 7);
    QCOMPARE(outcome.output, QByteArray());
    QVERIFY2(outcome.hasOneSentence(), outcome.errors.constData());
}

void TestHeadless::outputThatCannotBeWrittenIsCode7()
{
    Surroundings full;
    full.outputFile = u"/dev/full"_s;
    Surroundings left;
    left.readerLeft = true;
    Surroundings closed;
    closed.outputClosed = true;
    for (const Surroundings &surroundings : {full, left, closed}) {
        const Outcome data = run({u"--from"_s, documented(), u"--export"_s, u"-"_s}, surroundings);
        QCOMPARE(data.code, 7);
        QVERIFY2(data.hasOneSentence(), data.errors.constData());
        QCOMPARE(run({u"--help"_s}, surroundings).code, 7);
    }
}

void TestHeadless::silenceEndsAtTheTimeout()
{
    FaultServer server;
    server.answer(Script().stall());
    QElapsedTimer elapsed;
    elapsed.start();
    const Outcome outcome = run(exportFrom(server.url(), u"0.5"_s), signedIn());
    QCOMPARE(outcome.code, 5);
    QVERIFY2(outcome.hasOneSentence(), outcome.errors.constData());
    QVERIFY(elapsed.elapsed() >= 500);
    QVERIFY(elapsed.elapsed() < 15'000); // the client alone would wait as long for a byte
}

void TestHeadless::silentStandardInputEndsAtTheTimeout()
{
    Surroundings surroundings;
    surroundings.input.reset();
    const Outcome outcome = run({u"--from"_s, u"-"_s, u"--export"_s, u"-"_s, u"--timeout"_s, u"0.5"_s}, surroundings);
    QCOMPARE(outcome.code, 7);
    QVERIFY2(outcome.hasOneSentence(), outcome.errors.constData());
}

void TestHeadless::changedCellsAreReported()
{
    const QString vectors = fixturePath(u"task-export-vectors.json"_s);
    const Outcome csv = run({u"--from"_s, vectors, u"--export"_s, u"-"_s});
    QCOMPARE(csv.code, 0);
    QVERIFY2(csv.errors.contains(" 63\n"), csv.errors.constData()); // guarded
    QVERIFY2(csv.errors.contains(" 2\n"), csv.errors.constData()); // NUL characters
    QCOMPARE(run({u"--from"_s, vectors, u"--export"_s, u"-"_s, u"--format"_s, u"json"_s}).errors, QByteArray());
}

void TestHeadless::textFromTheServiceCannotSteerTheTerminal()
{
    FaultServer server;
    server.answer(400, R"({"error_code":"DIS.9\u001b[2J\u202e","error_msg":"x","request_id":"a\nb"})");
    const Outcome outcome = run(exportFrom(server.url()), signedIn());
    QCOMPARE(outcome.code, 5);
    QVERIFY2(outcome.hasOneSentence(), outcome.errors.constData());
    QVERIFY(!outcome.errors.contains('\x1b'));
    QVERIFY(!outcome.errors.contains("\u202e"));
}

QTEST_GUILESS_MAIN(TestHeadless)
#include "tst_headless.moc"
