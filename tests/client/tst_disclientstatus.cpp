// SPDX-License-Identifier: GPL-3.0-or-later
#include "asking.h"
#include "support/faultserver.h"
#include "support/testcase.h"

namespace spillway {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = Error::Kind;
using Reason = Error::Reason;

/// What the client makes of answers that are not a 200.
class TestDisClientStatus : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void theStatusAndTheCodeDecide_data();
    void theStatusAndTheCodeDecide();
    void theServicesWordsAreKept();
    void anEnvelopeWithStatus200IsItsError();
    void aRedirectIsNeverFollowed_data();
    void aRedirectIsNeverFollowed();
    void aRefusalIsAskedOnce_data();
    void aRefusalIsAskedOnce();
    void theServicesWaitIsTold_data();
    void theServicesWaitIsTold();
    void aWaitWithoutADateCountsFromTheLocalClock();
    void aRefusalThatNeverEndsIsARefusal_data();
    void aRefusalThatNeverEndsIsARefusal();
    void aHugeErrorBodyIsNotRead();
    void anEchoedTokenIsMaskedInErrors_data();
    void anEchoedTokenIsMaskedInErrors();
    void anEchoedTokenIsMaskedInAnswers();
};

void TestDisClientStatus::theStatusAndTheCodeDecide_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("code");

    const auto dis = [](const QByteArray &code) {
        return QByteArray(R"({"errorCode":")" + code + R"(","message":"m"})");
    };
    const auto gateway = [](const QByteArray &code) {
        return QByteArray(R"({"error_code":")" + code + R"(","error_msg":"m","request_id":"r"})");
    };
    const auto row = [](const char *name, int status, const QByteArray &body, Kind kind, const QString &code = {}) {
        QTest::newRow(name) << status << body << kind << code;
    };
    row("F049 invalid token", 441, dis("DIS.4114"), Kind::Unauthorized, u"DIS.4114"_s);
    row("441 alone", 441, {}, Kind::Unauthorized);
    row("401 alone", 401, {}, Kind::Unauthorized);
    row("F051 gateway", 401, gateway("APIGW.0301"), Kind::Unauthorized, u"APIGW.0301"_s);
    row("IAM", 401, R"({"error":{"message":"m","code":401,"title":"Unauthorized"}})", Kind::Unauthorized, u"401"_s);
    row("F054 no permission", 403, dis("DIS.4116"), Kind::Forbidden, u"DIS.4116"_s);
    row("F055 firewall", 403, "<html>blocked</html>", Kind::Forbidden);
    row("F056 task missing", 400, dis("DIS.4354"), Kind::NotFound, u"DIS.4354"_s);
    row("F057 404", 404, {}, Kind::NotFound);
    row("F057 410", 410, {}, Kind::NotFound);
    row("no such API", 404, gateway("APIGW.0101"), Kind::Rejected, u"APIGW.0101"_s);
    row("F058 stream missing", 400, dis("DIS.4301"), Kind::NotFound, u"DIS.4301"_s);
    row("F059 project", 400, dis("DIS.4117"), Kind::Rejected, u"DIS.4117"_s);
    row("F060 throttled", 400, dis("DIS.4303"), Kind::Throttled, u"DIS.4303"_s);
    row("F061 blocked", 400, dis("DIS.4309"), Kind::Blocked, u"DIS.4309"_s);
    row("F062 429", 429, {}, Kind::Throttled);
    row("F065 gateway throttles", 429, gateway("APIG.0308"), Kind::Throttled, u"APIG.0308"_s);
    row("F066 500", 500, dis("DIS.5000"), Kind::Server, u"DIS.5000"_s);
    row("F067 502", 502, "<html>bad gateway</html>", Kind::Server);
    row("F067 504", 504, {}, Kind::Server);
    row("F068 408", 408, {}, Kind::Server);
    row("F068 522", 522, {}, Kind::Server);
    row("400 alone", 400, {}, Kind::Rejected);
    row("407 from the service", 407, {}, Kind::Unreachable);
    row("418", 418, {}, Kind::Rejected);
}

void TestDisClientStatus::theStatusAndTheCodeDecide()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, body);
    QFETCH(const Kind, kind);
    QFETCH(const QString, code);

    FaultServer server;
    server.answer(status, body);
    QNetworkAccessManager network;
    const auto client = clientFor(server.url(), network);
    const Result<TaskAnswer> result = answerTo(client->showTask(someTask()));
    QVERIFY(!result);
    QCOMPARE(nameOf(result.error()), nameOf(kind, status == 407 ? Reason::ProxyFailed : Reason::Unspecified));
    QCOMPARE(result.error().code, code);
    QCOMPARE(result.error().httpStatus, status);
    QVERIFY(!result.error().detail.contains(u'<'));
    QCOMPARE(server.requests().size(), 1);
}

void TestDisClientStatus::theServicesWordsAreKept()
{
    FaultServer server;
    server.answer(400, R"({"errorCode":"DIS.4301","message":"Stream does not exist. [s][p]"})",
                  {{"X-Request-Id", "8080d377"}});
    QNetworkAccessManager network;
    const auto client = clientFor(server.url(), network);
    const Result<TaskAnswer> result = answerTo(client->showTask(someTask()));
    QVERIFY(!result);
    QCOMPARE(result.error().detail, u"Stream does not exist. [s][p]"_s);
    QCOMPARE(result.error().requestId, u"8080d377"_s);
}

void TestDisClientStatus::anEnvelopeWithStatus200IsItsError()
{
    FaultServer server;
    server.answer(200, R"({"errorCode":"DIS.4301","message":"gone"})", {{"X-Request-Id", "8080d377"}});
    QNetworkAccessManager network;
    const auto client = clientFor(server.url(), network);
    const Result<TaskAnswer> result = answerTo(client->showTask(someTask()));
    QVERIFY(!result);
    QCOMPARE(nameOf(result.error()), nameOf(Kind::NotFound, Reason::Unspecified));
    QCOMPARE(result.error().httpStatus, 200);
    QCOMPARE(result.error().requestId, u"8080d377"_s);
}

void TestDisClientStatus::aRedirectIsNeverFollowed_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("location"); // %1: another server's host and port
    QTest::newRow("F088 302") << 302 << QByteArray("http://%1/login");
    QTest::newRow("301") << 301 << QByteArray("http://%1/");
    QTest::newRow("303") << 303 << QByteArray("http://%1/");
    QTest::newRow("F090 307") << 307 << QByteArray("http://%1/");
    QTest::newRow("F090 308") << 308 << QByteArray("http://%1/");
    QTest::newRow("F089 scheme-relative") << 302 << QByteArray("//%1/");
    QTest::newRow("F089 relative") << 302 << QByteArray("/elsewhere");
    QTest::newRow("F092 file") << 302 << QByteArray("file:///etc/passwd");
    QTest::newRow("F092 javascript") << 302 << QByteArray("javascript:alert(1)");
    QTest::newRow("nowhere") << 302 << QByteArray();
}

void TestDisClientStatus::aRedirectIsNeverFollowed()
{
    QFETCH(const int, status);
    QFETCH(QByteArray, location);
    FaultServer other;
    other.answer(200, goodAnswer());
    location.replace("%1", other.authority().toLatin1());
    FaultServer server;
    server.answer(status, {}, location.isNull() ? QList<Header>() : QList<Header>{{"Location", location}});
    QNetworkAccessManager network;
    const auto client = clientFor(server.url(), network);
    const Result<TaskAnswer> result = answerTo(client->showTask(someTask()));
    QVERIFY(!result);
    QCOMPARE(result.error().kind, Kind::Redirected);
    QCOMPARE(result.error().httpStatus, status);
    QCOMPARE(result.error().subject, QString::fromLatin1(location));
    // A question to the other server shows that it would have seen an earlier one.
    const auto control = clientFor(other.url(), network);
    QVERIFY(answerTo(control->showTask(someTask())));
    QCOMPARE(other.connections(), 1);
    QCOMPARE(server.requests().size(), 1);
}

void TestDisClientStatus::aRefusalIsAskedOnce_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("challenge");
    for (const int status : {401, 441}) {
        for (const QByteArray challenge :
             {"", "Basic realm=\"x\"", "NTLM", "Negotiate", "Digest realm=\"x\", nonce=\"1\""})
            QTest::addRow("%d %s", status, challenge.constData()) << status << challenge;
    }
}

void TestDisClientStatus::aRefusalIsAskedOnce()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, challenge);
    FaultServer server;
    server.answer(status, R"({"error_code":"APIGW.0301","error_msg":"Incorrect IAM authentication information"})",
                  challenge.isEmpty() ? QList<Header>() : QList<Header>{{"WWW-Authenticate", challenge}});
    server.answer(200, goodAnswer());
    QNetworkAccessManager network;
    const auto client = clientFor(server.url(), network);
    const Result<TaskAnswer> result = answerTo(client->showTask(someTask()));
    QVERIFY(!result);
    QCOMPARE(nameOf(result.error()), nameOf(Kind::Unauthorized, Reason::Unspecified));
    QCOMPARE(result.error().code, u"APIGW.0301"_s);
    QCOMPARE(result.error().httpStatus, status);
    QCOMPARE(server.requests().size(), 1);
    QVERIFY(server.requests().first().header("Authorization").isNull());
}

void TestDisClientStatus::theServicesWaitIsTold_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("wait");
    QTest::addColumn<int>("seconds"); // -1: none
    QTest::newRow("F062 429") << 429 << QByteArray("7") << 7;
    QTest::newRow("503") << 503 << QByteArray("120") << 120;
    QTest::newRow("F063 date") << 429 << QByteArray("Wed, 21 Oct 2015 07:28:30 GMT") << 30;
    QTest::newRow("F064 past") << 429 << QByteArray("Wed, 21 Oct 2015 07:27:00 GMT") << 0;
    QTest::newRow("F064 soon") << 429 << QByteArray("soon") << -1;
    QTest::newRow("F064 20 digits") << 429 << QByteArray("99999999999999999999") << 86400;
}

void TestDisClientStatus::theServicesWaitIsTold()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, wait);
    QFETCH(const int, seconds);
    FaultServer server;
    server.answer(status, {}, {{"Retry-After", wait}, {"Date", "Wed, 21 Oct 2015 07:28:00 GMT"}});
    QNetworkAccessManager network;
    const auto client = clientFor(server.url(), network);
    const Result<TaskAnswer> result = answerTo(client->showTask(someTask()));
    QVERIFY(!result);
    QCOMPARE(result.error().retryAfter.value_or(-1s).count(), seconds);
}

void TestDisClientStatus::aWaitWithoutADateCountsFromTheLocalClock()
{
    FaultServer server;
    server.answer(503, {}, {{"Retry-After", "Wed, 21 Oct 2015 07:28:30 GMT"}});
    QNetworkAccessManager network;
    Connection connection;
    connection.endpoint = server.url();
    connection.project = ProjectId{u"p"_s};
    connection.credential = Token{Secret(QByteArrayView(canaryToken))};
    const Clock clock = [] { return QDateTime(QDate(2015, 10, 21), QTime(7, 28, 20), Qt::UTC); };
    const auto client = DisClient::create(std::move(connection), network, clock);
    QVERIFY(client);
    const Result<TaskAnswer> result = answerTo((*client)->showTask(someTask()));
    QVERIFY(!result);
    QCOMPARE(result.error().retryAfter.value_or(-1s).count(), 10);
}

void TestDisClientStatus::aRefusalThatNeverEndsIsARefusal_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<Kind>("kind");
    // Not 401: Qt tells nothing about that one before its body is complete.
    QTest::newRow("441") << 441 << Kind::Unauthorized;
    QTest::newRow("403") << 403 << Kind::Forbidden;
    QTest::newRow("404") << 404 << Kind::NotFound;
    QTest::newRow("429") << 429 << Kind::Throttled;
}

void TestDisClientStatus::aRefusalThatNeverEndsIsARefusal()
{
    QFETCH(const int, status);
    QFETCH(const Kind, kind);
    FaultServer server;
    server.answer(Script().write(http(status, "{", {{"Content-Length", "100"}})).stall());
    QNetworkAccessManager network;
    const auto client = clientFor(server.url(), network, shortTiming());
    const Result<TaskAnswer> result = answerTo(client->showTask(someTask()));
    QVERIFY(!result);
    QCOMPARE(nameOf(result.error()), nameOf(kind, Reason::Unspecified));
    QCOMPARE(server.requests().size(), 1);
}

void TestDisClientStatus::aHugeErrorBodyIsNotRead()
{
    FaultServer server;
    const QByteArray header = httpHeader("HTTP/1.1 500 Odd", {{"Content-Type", "text/plain"}});
    server.answer(Script().write(header).flood(QByteArray(64 * 1024, 'x'), 1024LL * 1024 * 1024));
    QNetworkAccessManager network;
    const auto client = clientFor(server.url(), network);
    const Result<TaskAnswer> result = answerTo(client->showTask(someTask()));
    QVERIFY(!result);
    QCOMPARE(nameOf(result.error()), nameOf(Kind::Server, Reason::Unspecified));
    QCOMPARE(result.error().detail, QString(2048, u'x'));
    QTRY_COMPARE(server.openConnections(), 0);
}

void TestDisClientStatus::anEchoedTokenIsMaskedInErrors_data()
{
    QTest::addColumn<QByteArray>("answer");
    const QByteArray token = canaryToken;
    const QByteArray escaped = QByteArray(token).replace('/', "\\/");
    QByteArray unicode = "\\u004d";
    unicode += QByteArray(token).mid(1);
    const auto message = [](const QByteArray &text) {
        return QByteArray(R"({"errorCode":"X.1","message":")" + text + R"("})");
    };
    QTest::newRow("message") << http(400, message("bad token " + token));
    QTest::newRow("escaped") << http(400, message(escaped));
    QTest::newRow("escaped otherwise") << http(400, message(unicode));
    QTest::newRow("code") << http(400, R"({"errorCode":")" + token + R"(","message":"m"})");
    QTest::newRow("request id") << http(400, {}, {{"X-Request-Id", token}});
    QTest::newRow("plain text") << http(400, "no: " + token, {{"Content-Type", "text/plain"}});
    QTest::newRow("over the limit of 2 KiB")
        << http(400, QByteArray(2045, 'x') + token, {{"Content-Type", "text/plain"}});
    QTest::newRow("location") << http(302, {}, {{"Location", "http://x/?t=" + token}});
    QTest::newRow("location, encoded") << http(302, {}, {{"Location", "http://x/?t=" + token.toPercentEncoding()}});
    QTest::newRow("encoding") << http(200, {}, {{"Content-Encoding", token}});
    QTest::newRow("content type") << http(200, "x", {{"Content-Type", "text/html; " + token}});
    QTest::newRow("envelope with 200") << http(200, message(token));
    QTest::newRow("another task's name") << http(200, R"({"stream_name":"stm_test","task_name":")" + token + R"("})");
}

void TestDisClientStatus::anEchoedTokenIsMaskedInErrors()
{
    QFETCH(const QByteArray, answer);
    FaultServer server;
    server.answer(Script().write(answer));
    QNetworkAccessManager network;
    const auto client = clientFor(server.url(), network);
    const Result<TaskAnswer> result = answerTo(client->showTask(someTask()));
    QVERIFY(!result);
    const QString texts = everyText(result.error());
    QVERIFY(!texts.contains(QLatin1StringView(canaryToken)));
    QVERIFY(!texts.contains(QString::fromLatin1(QByteArray(canaryToken).toPercentEncoding())));
    // Not a part of it either, where something was cut.
    QVERIFY(!texts.contains("MIIcanary"_L1.first(3)));
}

void TestDisClientStatus::anEchoedTokenIsMaskedInAnswers()
{
    FaultServer server;
    server.answer(200, goodAnswer().replace("RUNNING", canaryToken), {{"X-Request-Id", canaryToken}});
    QNetworkAccessManager network;
    const auto client = clientFor(server.url(), network);
    const Result<TaskAnswer> result = answerTo(client->showTask(someTask()));
    QVERIFY(result);
    QVERIFY(!result->task->answer.bytes().contains(canaryToken));
    QVERIFY(!result->requestId.contains(QLatin1StringView(canaryToken)));
}

} // namespace spillway

QTEST_GUILESS_MAIN(spillway::TestDisClientStatus)
#include "tst_disclientstatus.moc"
