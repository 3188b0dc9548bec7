// SPDX-License-Identifier: GPL-3.0-or-later
#include "asking.h"
#include "support/faultserver.h"
#include "support/testcase.h"

#include <QElapsedTimer>
#include <QNetworkProxy>

namespace spillway {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = Error::Kind;
using Reason = Error::Reason;

namespace {

QByteArray noLength(const QByteArray &body)
{
    return httpHeader("HTTP/1.1 200 OK", {{"Content-Type", "application/json"}, {"Connection", "close"}}) + body;
}

QByteArray withLength(const QByteArray &length, const QByteArray &body)
{
    return http(200, body, {{"Content-Length", length}});
}

QByteArray chunked(const QByteArray &chunks)
{
    return http(200, {}, {{"Transfer-Encoding", "chunked"}}) + chunks;
}

QByteArray chunk(const QByteArray &bytes)
{
    return QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n";
}

constexpr qint64 cap = 1024 * 1024;

/// Short deadlines only where one of them is what is tested.
Timing timingFor(Kind kind)
{
    Timing timing = kind == Kind::Timeout ? shortTiming() : Timing();
    timing.bodyCap = cap;
    return timing;
}

QByteArray encoded(const QByteArray &encoding)
{
    return http(200, "\x1f\x8b\x08garbage", {{"Content-Encoding", encoding}});
}

} // namespace

/// What one request makes of a peer that misbehaves, over http. F numbers: the fault matrix.
class TestDisClientFaults : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QNetworkProxyFactory::setUseSystemConfiguration(false); }
    void aFaultEndsInTimeAndNeverAsAnAnswer_data();
    void aFaultEndsInTimeAndNeverAsAnAnswer();
    void anOddButCompleteAnswerIsTaken_data();
    void anOddButCompleteAnswerIsTaken();
    void aPeerThatGreetsWithGarbageIsNotHttp_data();
    void aPeerThatGreetsWithGarbageIsNotHttp();
    void aRefusedConnectionSaysSo();
    void anUnknownNameSaysSo();
    void aConnectionThatIsNeverAcceptedEndsAtTheConnectDeadline();
    void aTlsHandshakeThatNeverComesEndsAtTheConnectDeadline();
    void aPortThatDoesNotSpeakTlsIsATlsError();
    void anEndlessBodyIsStoppedAtTheCap();
    void aLateAnswerIsNotTheNextQuestions();
    void aSecondAnswerSentAheadIsNotTheNextQuestions();
    void aConnectionClosedBetweenQuestionsIsNotNoticed();
    void aConnectionThatFellSilentIsNotUsedAgain();
};

void TestDisClientFaults::aFaultEndsInTimeAndNeverAsAnAnswer_data()
{
    QTest::addColumn<Script>("script");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<Reason>("reason");
    QTest::addColumn<int>("mostRequests");

    const QByteArray good = goodAnswer();
    const QByteArray half = good.first(good.size() / 2);
    const auto row = [](const char *name, const Script &script, Kind kind, Reason reason, int mostRequests = 1) {
        QTest::newRow(name) << script << kind << reason << mostRequests;
    };

    row("F008 no answer", Script().stall(), Kind::Timeout, Reason::Silence);
    row("F009 closed at once", Script().fin(), Kind::Unreachable, Reason::ClosedEarly, 4);
    row("F010 reset at once", Script().rst(), Kind::Unreachable, Reason::ClosedEarly, 4);
    row("F011 closed inside the status line", Script().write("HTTP/1.1 20").fin(), Kind::Unreachable, Reason::NotHttp,
        4);
    row("F012 reset inside a body with length", Script().write(withLength("500", half)).pause(50ms).rst(),
        Kind::Malformed, Reason::CutShort);
    row("F013 reset inside a body without length", Script().write(noLength(half)).pause(50ms).rst(), Kind::Malformed,
        Reason::CutShort);
    row("F013 closed inside a body without length", Script().write(noLength(half)).fin(), Kind::Malformed,
        Reason::CutShort);
    row("F014 one byte now and then", Script().write(withLength("500", {})).drip(QByteArray(500, ' '), 1, 200ms),
        Kind::Timeout, Reason::Deadline);
    row("F015 headers now and then", Script().write("HTTP/1.1 200 OK\r\n").drip(QByteArray(500, 'x'), 1, 200ms),
        Kind::Timeout, Reason::Silence);
    row("F016 100 for ever", Script().drip(QByteArray("HTTP/1.1 100 Continue\r\n\r\n").repeated(500), 25, 20ms),
        Kind::Timeout, Reason::Silence);
    row("F018 too slow", Script().drip(withLength("900000", QByteArray(900'000, ' ')), 5'000, 100ms), Kind::Timeout,
        Reason::Deadline);
    row("F018 silent inside the body", Script().write(withLength("500", half)).stall(), Kind::Timeout, Reason::Silence);
    row("F025 shorter than announced", Script().write(withLength("500", good)).fin(), Kind::Malformed,
        Reason::CutShort);
    row("F026 longer than announced", Script().write(withLength("20", good)).fin(), Kind::Malformed, Reason::CutShort);
    row("F028 announces 9 EB", Script().write(withLength("9223372036854775807", good)).stall(), Kind::TooLarge,
        Reason::OverCap);
    row("F029 two lengths",
        Script()
            .write(http(200, good, {{"Content-Length", "7"}, {"Content-Length", QByteArray::number(good.size())}}))
            .stall(),
        Kind::Malformed, Reason::Unspecified);
    row("F031 no last chunk", Script().write(chunked(chunk(half))).fin(), Kind::Malformed, Reason::CutShort);
    row("F032 bad chunk size", Script().write(chunked("ZZ\r\n" + good + "\r\n")).fin(), Kind::Malformed,
        Reason::EmptyAnswer);
    row("F033 bad second chunk size", Script().write(chunked(chunk(half) + "ZZ\r\n" + good)).fin(), Kind::Malformed,
        Reason::CutShort);
    row("F034 chunk of 2^64-1", Script().write(chunked("ffffffffffffffff\r\n" + good)).fin(), Kind::Malformed,
        Reason::EmptyAnswer);
    // With a closed connection after it, Qt either notices the end or waits on, by how the bytes happen to arrive.
    row("F034 chunk of -7", Script().write(chunked("-7\r\n" + good)).stall(), Kind::Timeout, Reason::Silence);
    row("F035 too many header fields",
        Script().write(http(200, good, QList<Header>(150, {"X-Field", "value"}))).stall(), Kind::Timeout,
        Reason::Silence);
    row("F036 too long a header field", Script().write(http(200, good, {{"X-Field", QByteArray(110 * 1024, 'x')}})),
        Kind::Timeout, Reason::Silence);
    row("F037 endless header", Script().write("HTTP/1.1 200 OK\r\nX: ").flood(QByteArray(1024, 'a'), 64 * 1024 * 1024),
        Kind::Timeout, Reason::Silence);
    row("F038 a header line without a colon",
        Script().write("HTTP/1.1 200 OK\r\ngarbage\r\nContent-Length: 2\r\n\r\n{}").stall(), Kind::Timeout,
        Reason::Silence);
    row("F041 status 000", Script().write(httpHeader("HTTP/1.1 000 Odd", {{"Content-Length", "0"}})), Kind::Rejected,
        Reason::UnexpectedStatus);
    row("F041 status 999", Script().write(http(999, good)), Kind::Rejected, Reason::UnexpectedStatus);
    row("F042 hostile reason", Script().write("HTTP/1.1 429 \xff<b>\x1b[31m\r\nContent-Length: 0\r\n\r\n"),
        Kind::Throttled, Reason::Unspecified);
    row("F043 204", Script().write(httpHeader("HTTP/1.1 204 No Content")), Kind::Rejected, Reason::UnexpectedStatus);
    row("F043 empty 200", Script().write(http(200)), Kind::Malformed, Reason::EmptyAnswer);
    row("F044 206", Script().write(http(206, good)), Kind::Rejected, Reason::UnexpectedStatus);
    row("F044 304", Script().write(httpHeader("HTTP/1.1 304 Not Modified")), Kind::Rejected, Reason::UnexpectedStatus);
    row("F044 300", Script().write(http(300, good)), Kind::Rejected, Reason::UnexpectedStatus);
    row("F045 html", Script().write(http(200, good, {{"Content-Type", "text/html; charset=utf-8"}})), Kind::Malformed,
        Reason::NotJson);
    row("F093 html that says it is JSON", Script().write(http(200, "<!DOCTYPE html><html></html>")), Kind::Malformed,
        Reason::NotJson);
    row("F101 announces more than the cap", Script().write(withLength("1048577", {})).stall(), Kind::TooLarge,
        Reason::OverCap);
    row("F102 gzip", Script().write(encoded("gzip")), Kind::Malformed, Reason::Compressed);
    row("F105 br", Script().write(encoded("br")), Kind::Malformed, Reason::Compressed);
    row("F105 deflate", Script().write(encoded("Deflate")), Kind::Malformed, Reason::Compressed);
    row("F105 zstd", Script().write(encoded("zstd")), Kind::Malformed, Reason::Compressed);
    row("F105 twice", Script().write(encoded("gzip, gzip")), Kind::Malformed, Reason::Compressed);
    row("F105 unknown", Script().write(encoded("rot13")), Kind::Malformed, Reason::Compressed);
    row("not JSON", Script().write(http(200, "hello")), Kind::Malformed, Reason::NotJson);
    row("no task", Script().write(http(200, "{}")), Kind::Malformed, Reason::NotATask);
    row("another task", Script().write(http(200, QByteArray(good).replace("task_test", "task_other"))), Kind::Mismatch,
        Reason::Unspecified);
}

void TestDisClientFaults::aFaultEndsInTimeAndNeverAsAnAnswer()
{
    QFETCH(const Script, script);
    QFETCH(const Kind, kind);
    QFETCH(const Reason, reason);
    QFETCH(const int, mostRequests);

    FaultServer server;
    server.answer(script);
    QNetworkAccessManager network;
    const Timing timing = timingFor(kind);
    const auto client = clientFor(server.url(), network, timing);
    QElapsedTimer elapsed;
    elapsed.start();
    const Result<TaskAnswer> result = answerTo(client->showTask(someTask()));
    QCOMPARE_LT(elapsed.elapsed(), (timing.total + 500ms).count());
    QVERIFY(!result);
    QCOMPARE(nameOf(result.error()), nameOf(kind, reason));
    QVERIFY(!everyText(result.error()).contains(QLatin1StringView(canaryToken)));
    QCOMPARE_LE(server.requests().size(), mostRequests);
}

void TestDisClientFaults::anOddButCompleteAnswerIsTaken_data()
{
    QTest::addColumn<Script>("script");
    const QByteArray good = goodAnswer();
    const QByteArray length = QByteArray::number(good.size());
    QTest::newRow("F017 slow to begin") << Script().pause(300ms).write(http(200, good));
    QTest::newRow("F021 closed later") << Script().write(http(200, good)).stall();
    QTest::newRow("F022 byte by byte") << Script().drip(http(200, good), 1, 1ms);
    QTest::newRow("F027 negative length")
        << Script().write(http(200, good, {{"Content-Length", "-5"}, {"Connection", "close"}})).fin();
    QTest::newRow("F029 the same length twice")
        << Script().write(http(200, good, {{"Content-Length", length}, {"Content-Length", length}}));
    QTest::newRow("F030 length and chunks") << Script().write(
        http(200, {}, {{"Content-Length", "3"}, {"Transfer-Encoding", "chunked"}}) + chunk(good) + "0\r\n\r\n");
    QTest::newRow("F033 a whole answer, then a bad chunk") << Script().write(chunked(chunk(good) + "ZZ\r\n")).fin();
    QTest::newRow("F046 bare line feeds")
        << Script().write("HTTP/1.1 200 OK\nContent-Length: " + length + "\n\n" + good);
    QTest::newRow("no length, closed") << Script().write(noLength(good)).fin();
    QTest::newRow("identity") << Script().write(http(200, good, {{"Content-Encoding", "identity"}}));
    QTest::newRow("no content type") << Script().write("HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\n"
                                                       + good);
    QTest::newRow("100 first") << Script().write("HTTP/1.1 100 Continue\r\n\r\n").write(http(200, good));
}

void TestDisClientFaults::anOddButCompleteAnswerIsTaken()
{
    QFETCH(const Script, script);
    FaultServer server;
    server.answer(script);
    QNetworkAccessManager network;
    const auto client = clientFor(server.url(), network);
    const Result<TaskAnswer> result = answerTo(client->showTask(someTask()));
    QVERIFY2(result, result ? "" : nameOf(result.error()).constData());
    QCOMPARE(result->task->answer.bytes(), goodAnswer());
    QCOMPARE(server.requests().size(), 1);
}

void TestDisClientFaults::aPeerThatGreetsWithGarbageIsNotHttp_data()
{
    QTest::addColumn<Script>("script");
    QTest::newRow("F039 ssh") << Script().write("SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n").stall();
    QTest::newRow("F039 ssh, closed") << Script().write("SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n").fin();
    QTest::newRow("F039 smtp") << Script().write("220 mail.example.com ESMTP\r\n").stall();
    QTest::newRow("F040 a bare body") << Script().write("<html>hello</html>\n").fin();
}

void TestDisClientFaults::aPeerThatGreetsWithGarbageIsNotHttp()
{
    QFETCH(const Script, script);
    FaultServer server;
    server.greet(script);
    QNetworkAccessManager network;
    const auto client = clientFor(server.url(), network);
    const Result<TaskAnswer> result = answerTo(client->showTask(someTask()));
    QVERIFY(!result);
    QCOMPARE(nameOf(result.error()), nameOf(Kind::Unreachable, Reason::NotHttp));
    QCOMPARE(result.error().subject, server.authority());
}

void TestDisClientFaults::aRefusedConnectionSaysSo()
{
    FaultServer server;
    server.stopListening();
    QNetworkAccessManager network;
    const auto client = clientFor(server.url(), network);
    const Result<TaskAnswer> result = answerTo(client->showTask(someTask()));
    QVERIFY(!result);
    QCOMPARE(nameOf(result.error()), nameOf(Kind::Unreachable, Reason::Refused));
    QCOMPARE(result.error().subject, server.authority());
}

void TestDisClientFaults::anUnknownNameSaysSo()
{
    QNetworkAccessManager network;
    const auto client = clientFor(u"https://nope.invalid"_s, network);
    const Result<TaskAnswer> result = answerTo(client->showTask(someTask()));
    QVERIFY(!result);
    QCOMPARE(nameOf(result.error()), nameOf(Kind::Unreachable, Reason::NameNotFound));
    QCOMPARE(result.error().subject, u"nope.invalid"_s);
}

void TestDisClientFaults::aConnectionThatIsNeverAcceptedEndsAtTheConnectDeadline()
{
    const BlackHole hole;
    QNetworkAccessManager network;
    Timing timing = shortTiming();
    timing.connect = 300ms;
    const auto client = clientFor(u"http://"_s + hole.authority(), network, timing);
    const Result<TaskAnswer> result = answerTo(client->showTask(someTask()));
    QVERIFY(!result);
    QCOMPARE(nameOf(result.error()), nameOf(Kind::Timeout, Reason::ConnectTimeout));
}

void TestDisClientFaults::aTlsHandshakeThatNeverComesEndsAtTheConnectDeadline()
{
    FaultServer server;
    server.greet(Script().stall());
    QNetworkAccessManager network;
    Timing timing = shortTiming();
    timing.connect = 300ms;
    const auto client = clientFor(u"https://"_s + server.authority(), network, timing);
    const Result<TaskAnswer> result = answerTo(client->showTask(someTask()));
    QVERIFY(!result);
    QCOMPARE(nameOf(result.error()), nameOf(Kind::Timeout, Reason::ConnectTimeout));
}

void TestDisClientFaults::aPortThatDoesNotSpeakTlsIsATlsError()
{
    FaultServer server;
    server.greet(Script().write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n").fin());
    QNetworkAccessManager network;
    const auto client = clientFor(u"https://"_s + server.authority(), network);
    const Result<TaskAnswer> result = answerTo(client->showTask(someTask()));
    QVERIFY(!result);
    QCOMPARE(nameOf(result.error()), nameOf(Kind::Tls, Reason::Unspecified));
}

void TestDisClientFaults::anEndlessBodyIsStoppedAtTheCap()
{
    FaultServer server;
    constexpr qint64 all = 64 * 1024 * 1024;
    server.answer(Script().write(noLength({})).flood(QByteArray(64 * 1024, ' '), all));
    QNetworkAccessManager network;
    const auto client = clientFor(server.url(), network, timingFor(Kind::TooLarge));
    const Result<TaskAnswer> result = answerTo(client->showTask(someTask()));
    QVERIFY(!result);
    QCOMPARE(nameOf(result.error()), nameOf(Kind::TooLarge, Reason::OverCap));
    QCOMPARE(result.error().subject, u"1048576"_s);
    QTRY_COMPARE(server.openConnections(), 0);
}

void TestDisClientFaults::aLateAnswerIsNotTheNextQuestions()
{
    FaultServer server;
    const QByteArray late = goodAnswer().replace("RUNNING", "PAUSED");
    server.answer(Script().pause(400ms).write(http(200, late)));
    server.answer(200, goodAnswer());
    QNetworkAccessManager network;
    Timing timing = shortTiming();
    timing.inactivity = 300ms;
    const auto client = clientFor(server.url(), network, timing);
    QVERIFY(!answerTo(client->showTask(someTask())));
    const Result<TaskAnswer> second = answerTo(client->showTask(someTask()));
    QVERIFY(second);
    QCOMPARE(second->task->taskState(), DumpTask::State::Running);
}

void TestDisClientFaults::aSecondAnswerSentAheadIsNotTheNextQuestions()
{
    FaultServer server;
    const QByteArray ahead = goodAnswer().replace("RUNNING", "PAUSED");
    server.answer(Script().write(http(200, goodAnswer()) + http(200, ahead)));
    server.answer(200, goodAnswer());
    QNetworkAccessManager network;
    const auto client = clientFor(server.url(), network);
    QVERIFY(answerTo(client->showTask(someTask())));
    const Result<TaskAnswer> second = answerTo(client->showTask(someTask()));
    QVERIFY(second);
    QCOMPARE(second->task->taskState(), DumpTask::State::Running);
    QCOMPARE(server.requests().size(), 2);
}

void TestDisClientFaults::aConnectionClosedBetweenQuestionsIsNotNoticed()
{
    FaultServer server;
    server.answer(Script().write(http(200, goodAnswer())).pause(20ms).fin());
    QNetworkAccessManager network;
    const auto client = clientFor(server.url(), network);
    QVERIFY(answerTo(client->showTask(someTask())));
    QTRY_COMPARE(server.openConnections(), 0);
    QVERIFY(answerTo(client->showTask(someTask())));
    QCOMPARE(server.connections(), 2);
}

void TestDisClientFaults::aConnectionThatFellSilentIsNotUsedAgain()
{
    FaultServer server;
    server.answer(200, goodAnswer());
    server.answer(Script().stall());
    server.answer(200, goodAnswer());
    QNetworkAccessManager network;
    Timing timing = shortTiming();
    timing.inactivity = 300ms;
    const auto client = clientFor(server.url(), network, timing);
    QVERIFY(answerTo(client->showTask(someTask())));
    const Result<TaskAnswer> silent = answerTo(client->showTask(someTask()));
    QCOMPARE(nameOf(silent.error()), nameOf(Kind::Timeout, Reason::Silence));
    QVERIFY(answerTo(client->showTask(someTask())));
    QCOMPARE(server.connections(), 2);
    QCOMPARE(server.requests().size(), 3);
}

} // namespace spillway

QTEST_GUILESS_MAIN(spillway::TestDisClientFaults)
#include "tst_disclientfaults.moc"
