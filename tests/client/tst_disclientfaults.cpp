// SPDX-License-Identifier: GPL-3.0-or-later
#include "asking.h"
#include "support/framing.h"
#include "support/testcase.h"

#include <QElapsedTimer>
#include <QNetworkProxy>

namespace spillway {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = Error::Kind;
using Reason = Error::Reason;

namespace {

constexpr qint64 cap = 1024 * 1024;

Timing cappedTiming()
{
    Timing timing;
    timing.bodyCap = cap;
    return timing;
}

QByteArray encoded(const QByteArray &encoding)
{
    return http(200, "\x1f\x8b\x08garbage", {{"Content-Encoding", encoding}});
}

} // namespace

/// What one request makes of a peer that misbehaves, over http, where tests/faults does not say it already of the whole
/// program. F numbers: the fault matrix.
class TestDisClientFaults : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QNetworkProxyFactory::setUseSystemConfiguration(false); }
    void aFaultEndsInTimeAndNeverAsAnAnswer_data();
    void aFaultEndsInTimeAndNeverAsAnAnswer();
    void anOddButCompleteAnswerIsTaken_data();
    void anOddButCompleteAnswerIsTaken();
    void aTlsHandshakeThatNeverComesEndsAtTheConnectDeadline();
    void aPortThatDoesNotSpeakTlsIsATlsError();
    void anEndlessBodyIsStoppedAtTheCap();
    void howMuchCameOfAnAnswerThatIsCutOffIsTold();
    void aPortThatAnswersWithoutAStatusDoesNotSpeakHttp();
};

void TestDisClientFaults::aFaultEndsInTimeAndNeverAsAnAnswer_data()
{
    QTest::addColumn<Script>("script");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<Reason>("reason");

    const QByteArray good = goodAnswer();
    const auto row = [](const char *name, const Script &script, Kind kind, Reason reason) {
        QTest::newRow(name) << script << kind << reason;
    };

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

    FaultServer server;
    server.answer(script);
    QNetworkAccessManager network;
    const Timing timing = cappedTiming();
    const auto client = clientFor(server.url(), network, timing);
    QElapsedTimer elapsed;
    elapsed.start();
    const Result<TaskAnswer> result = answerTo(client->showTask(someTask()));
    QCOMPARE_LT(elapsed.elapsed(), (timing.total + 500ms).count());
    QVERIFY(!result);
    QCOMPARE(nameOf(result.error()), nameOf(kind, reason));
    QVERIFY(!everyText(result.error()).contains(QLatin1StringView(canaryToken)));
    QCOMPARE(server.requests().size(), 1);
}

void TestDisClientFaults::anOddButCompleteAnswerIsTaken_data()
{
    QTest::addColumn<Script>("script");
    const QByteArray good = goodAnswer();
    const QByteArray length = QByteArray::number(good.size());
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
    const auto client = clientFor(server.url(), network, cappedTiming());
    const Result<TaskAnswer> result = answerTo(client->showTask(someTask()));
    QVERIFY(!result);
    QCOMPARE(nameOf(result.error()), nameOf(Kind::TooLarge, Reason::OverCap));
    QCOMPARE(result.error().subject, u"1048576"_s);
    QTRY_COMPARE(server.openConnections(), 0);
}

void TestDisClientFaults::howMuchCameOfAnAnswerThatIsCutOffIsTold()
{
    FaultServer server;
    const QByteArray head = httpHeader("HTTP/1.1 200 OK", {{"Content-Length", "100"}, {"X-Request-Id", "r-1"}});
    server.answer(Script().write(head + "0123456789").fin());
    QNetworkAccessManager network;
    const auto client = clientFor(server.url(), network);
    const Result<TaskAnswer> result = answerTo(client->showTask(someTask()));
    QVERIFY(!result);
    QCOMPARE(nameOf(result.error()), nameOf(Kind::Malformed, Reason::CutShort));
    QCOMPARE(result.error().offset, 10);
    QCOMPARE(result.error().httpStatus, 200);
    QCOMPARE(result.error().requestId, u"r-1"_s);
}

void TestDisClientFaults::aPortThatAnswersWithoutAStatusDoesNotSpeakHttp()
{
    FaultServer server;
    for (int i = 0; i < 8; ++i)
        server.answer(Script().write("HTTP/1.1 abc Odd\r\n\r\n").fin());
    QNetworkAccessManager network;
    const auto client = clientFor(server.url(), network);
    const Result<TaskAnswer> result = answerTo(client->showTask(someTask()));
    QVERIFY(!result);
    QCOMPARE(nameOf(result.error()), nameOf(Kind::Unreachable, Reason::NotHttp));
    QCOMPARE_GT(server.requests().size(), 2);
}

} // namespace spillway

QTEST_GUILESS_MAIN(spillway::TestDisClientFaults)
#include "tst_disclientfaults.moc"
