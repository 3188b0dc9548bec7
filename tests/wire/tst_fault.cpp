// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testcase.h"
#include "wire/fault.h"

namespace spillway {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = Error::Kind;
using Reason = Error::Reason;

namespace {

constexpr char date[] = "Wed, 21 Oct 2015 07:28:00 GMT";

QDateTime moment()
{
    return QDateTime(QDate(2015, 10, 21), QTime(7, 28), Qt::UTC);
}

HttpFacts factsOf(int status)
{
    HttpFacts facts;
    facts.status = status;
    facts.date = date;
    return facts;
}

} // namespace

/// What an answer that is not a 200 means.
class TestFault : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void everyPublishedEnvelopeIsUnderstood_data();
    void everyPublishedEnvelopeIsUnderstood();
    void whatIsNoEnvelopeIsNotOne_data();
    void whatIsNoEnvelopeIsNotOne();
    void theCodeDecidesBeforeTheStatus_data();
    void theCodeDecidesBeforeTheStatus();
    void everyStatusHasAKind();
    void anUnexpectedStatusSaysSo();
    void aLockedKeyIsKnownByItsWords();
    void aRedirectNamesItsTarget();
    void onlyPlainTextIsKept_data();
    void onlyPlainTextIsKept();
    void whatIsCompressedIsNoText();
    void textsAreCutBetweenCharacters();
    void theHeadersRequestIdWins();
    void aWaitIsUnderstood_data();
    void aWaitIsUnderstood();
    void aDateNeedsAnotherDateToCountFrom();
    void anHttpDateIsUnderstood_data();
    void anHttpDateIsUnderstood();
};

void TestFault::everyPublishedEnvelopeIsUnderstood_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("requestId");
    const auto row = [](const char *name, const QByteArray &body, const QString &code, const QString &message,
                        const QString &requestId = {}) { QTest::newRow(name) << body << code << message << requestId; };
    row("DIS", R"({"errorCode":"DIS.4301","message":"Stream does not exist. [s][p]"})", u"DIS.4301"_s,
        u"Stream does not exist. [s][p]"_s);
    row("gateway", R"({"error_msg":"Incorrect IAM","error_code":"APIGW.0301","request_id":"8080d377"})",
        u"APIGW.0301"_s, u"Incorrect IAM"_s, u"8080d377"_s);
    row("IAM", R"({"error":{"message":"Unauthorized.","code":401,"title":"Title"}})", u"401"_s, u"Unauthorized."_s);
    row("IAM, title only", R"({"error":{"code":"401","title":"Title"}})", u"401"_s, u"Title"_s);
    row("IAM, newer", R"({"error_msg":"m","error_code":"IAM.0007","encoded_authorization_message":"x"})", u"IAM.0007"_s,
        u"m"_s);
    row("code and message", R"({"code":"APIG.0308","message":"m"})", u"APIG.0308"_s, u"m"_s);
    row("errorMsg", R"({"errorCode":"DIS.4200","errorMsg":"m"})", u"DIS.4200"_s, u"m"_s);
    row("no message", R"({"errorCode":"DIS.4200"})", u"DIS.4200"_s, {});
    row("message is no text", R"({"errorCode":"DIS.4200","message":{"a":[1]}})", u"DIS.4200"_s, {});
    row("escapes", R"({"error\u0043ode":"DIS.\u0034200","message":"a\nb"})", u"DIS.4200"_s, u"a\nb"_s);
    row("byte order mark", "\xef\xbb\xbf{\"errorCode\":\"DIS.4200\"}", u"DIS.4200"_s, {});
    row("names the stream", R"({"errorCode":"DIS.4301","stream_name":"s"})", u"DIS.4301"_s, {});
}

void TestFault::everyPublishedEnvelopeIsUnderstood()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QString, code);
    QFETCH(const QString, message);
    QFETCH(const QString, requestId);
    const std::optional<Envelope> envelope = decodeEnvelope(body);
    QVERIFY(envelope);
    QCOMPARE(envelope->code, code);
    QCOMPARE(envelope->message, message);
    QCOMPARE(envelope->requestId, requestId);
}

void TestFault::whatIsNoEnvelopeIsNotOne_data()
{
    QTest::addColumn<QByteArray>("body");
    for (const char *body : {"",
                             " ",
                             "{}",
                             "[]",
                             "null",
                             "\"DIS.4301\"",
                             "{\"message\":\"m\"}",
                             "{\"errorCode\":null}",
                             "{\"errorCode\":\"\"}",
                             "{\"errorCode\":[\"DIS.4301\"]}",
                             "{\"errorCode\":4301}",
                             "[{\"errorCode\":\"DIS.4301\"}]",
                             "{\"errorCode\":\"DIS.4301\"",
                             "{\"error\":\"x\"}",
                             "{\"errorCode\":\"DIS.4301\",\"message\":\"\xff\"}",
                             "<html>",
                             "{\"error\":{\"code\":",
                             "{\"errorCode\":\"DIS.4301\",\"message\"}",
                             "{\"errorCode\":\"DIS.4301\" \"message\":\"m\"}",
                             "{\"errorCode\":\"DIS.4301\",message:\"m\"}",
                             "{\"errorCode\":\"DIS.4301\",\"error\":{\"message\" \"m\"}}",
                             "{\"errorCode\":\"DIS.4301\",\"task_name\":\"t\"}",
                             "{\"errorCode\":\"DIS.4301\",\"partitions\":[]}",
                             "\xef\xbb\xbf",
                             "\xef\xbb"})
        QTest::newRow(*body ? body : "nothing") << QByteArray(body);
    QTest::newRow("deep") << QByteArray("{\"error\":").repeated(100'000);
    QTest::newRow("deep arrays") << QByteArray("{\"x\":" + QByteArray(100'000, '['));
    QTest::newRow("NUL") << QByteArray("{\"errorCode\":\"DIS\0\"}", 20);
}

void TestFault::whatIsNoEnvelopeIsNotOne()
{
    QFETCH(const QByteArray, body);
    QVERIFY(!decodeEnvelope(body));
}

void TestFault::theCodeDecidesBeforeTheStatus_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    QTest::addColumn<Kind>("kind");
    const auto row = [](int status, const QString &code, Kind kind) {
        QTest::addRow("%d %s", status, qPrintable(code)) << status << code << kind;
    };
    for (int number = 4100; number <= 4114; ++number)
        row(441, u"DIS."_s % QString::number(number), Kind::Unauthorized);
    row(400, u"DIS.4100"_s, Kind::Unauthorized);
    row(400, u"DIS.4114"_s, Kind::Unauthorized);
    row(400, u"DIS.4099"_s, Kind::Rejected);
    row(400, u"DIS.4115"_s, Kind::Rejected);
    row(403, u"DIS.4116"_s, Kind::Forbidden);
    row(400, u"DIS.4116"_s, Kind::Forbidden);
    row(400, u"DIS.4117"_s, Kind::Rejected);
    row(400, u"DIS.4301"_s, Kind::NotFound);
    row(400, u"DIS.4302"_s, Kind::NotFound);
    row(400, u"DIS.4319"_s, Kind::NotFound);
    row(400, u"DIS.4332"_s, Kind::NotFound);
    row(400, u"DIS.4354"_s, Kind::NotFound);
    row(500, u"DIS.4354"_s, Kind::NotFound);
    row(400, u"DIS.4303"_s, Kind::Throttled);
    row(400, u"DIS.4305"_s, Kind::Throttled);
    row(400, u"DIS.4309"_s, Kind::Blocked);
    row(500, u"DIS.5000"_s, Kind::Server);
    row(400, u"DIS.4999"_s, Kind::Rejected);
    row(400, u"DIS.5000"_s, Kind::Server);
    row(400, u"DIS.5999"_s, Kind::Server);
    row(400, u"DIS.6000"_s, Kind::Rejected);
    row(400, u"DIS."_s, Kind::Rejected);
    row(400, u"DIS.43010"_s, Kind::Rejected);
    row(400, u"dis.4301"_s, Kind::Rejected);
    for (const QString &gateway : {u"APIGW."_s, u"APIG."_s}) {
        row(404, gateway % u"0101"_s, Kind::Rejected);
        row(401, gateway % u"0301"_s, Kind::Unauthorized);
        row(400, gateway % u"0301"_s, Kind::Unauthorized);
        row(403, gateway % u"0302"_s, Kind::Forbidden);
        // By the code alone, whatever the status is.
        for (const char *number : {"0302", "0304", "0306", "0310"})
            row(400, gateway % QLatin1StringView(number), Kind::Forbidden);
        for (const char *number : {"0303", "0305", "0307", "1002"})
            row(400, gateway % QLatin1StringView(number), Kind::Unauthorized);
        row(401, gateway % u"0303"_s, Kind::Unauthorized);
        row(401, gateway % u"0307"_s, Kind::Unauthorized);
        row(429, gateway % u"0308"_s, Kind::Throttled);
        row(400, gateway % u"0308"_s, Kind::Throttled);
        row(401, gateway % u"1002"_s, Kind::Unauthorized);
        row(504, gateway % u"0201"_s, Kind::Server);
    }
    row(200, u"DIS.4301"_s, Kind::NotFound);
    row(200, u"401"_s, Kind::Unauthorized);
    row(0, u"401"_s, Kind::Unauthorized);
    row(200, u"399"_s, Kind::Rejected);
    row(200, u"599"_s, Kind::Server);
    row(200, u"600"_s, Kind::Rejected);
    row(403, u"401"_s, Kind::Forbidden);
    row(200, u"Unknown"_s, Kind::Rejected);
}

void TestFault::theCodeDecidesBeforeTheStatus()
{
    QFETCH(const int, status);
    QFETCH(const QString, code);
    QFETCH(const Kind, kind);
    QCOMPARE(kindOf(status, code), kind);
    const Error error = envelopeError({code, u"m"_s, u"r"_s}, status);
    QCOMPARE(error.kind, kind);
    QCOMPARE(error.code, code);
    QCOMPARE(error.detail, u"m"_s);
    QCOMPARE(error.requestId, u"r"_s);
    QCOMPARE(error.httpStatus, status);
}

void TestFault::everyStatusHasAKind()
{
    const auto expected = [](int status) {
        switch (status) {
        case 401:
        case 441:
            return Kind::Unauthorized;
        case 403:
            return Kind::Forbidden;
        case 404:
        case 410:
            return Kind::NotFound;
        case 407:
            return Kind::Unreachable;
        case 408:
        case 425:
            return Kind::Server;
        case 429:
            return Kind::Throttled;
        case 300:
        case 304:
            return Kind::Rejected;
        default:
            if (status >= 301 && status <= 399)
                return Kind::Redirected;
            return status >= 500 && status <= 599 ? Kind::Server : Kind::Rejected;
        }
    };
    for (int status = 0; status < 1000; ++status)
        QCOMPARE(kindOf(status, {}), expected(status));
}

void TestFault::anUnexpectedStatusSaysSo()
{
    const auto expected = [](int status) {
        if (status == 407)
            return Reason::ProxyFailed;
        const bool sendsNowhere = status == 300 || status == 304;
        return status == 200 || (status >= 301 && status <= 599 && !sendsNowhere) ? Reason::Unspecified
                                                                                  : Reason::UnexpectedStatus;
    };
    for (int status = 0; status < 1000; ++status)
        QCOMPARE(decodeFault(factsOf(status), {}).reason, expected(status));
}

void TestFault::aLockedKeyIsKnownByItsWords()
{
    const Error plain = decodeFault(factsOf(403), "AK access failed to reach the limit,forbidden.");
    QCOMPARE(plain.kind, Kind::Blocked);
    QCOMPARE(plain.reason, Reason::KeyLocked);
    const Error envelope = decodeFault(
        factsOf(401), R"({"error_code":"APIGW.0301","error_msg":"ak Access Failed To Reach The Limit,forbidden"})");
    QCOMPARE(envelope.kind, Kind::Blocked);
    QCOMPARE(envelope.reason, Reason::KeyLocked);
}

void TestFault::aRedirectNamesItsTarget()
{
    HttpFacts facts = factsOf(302);
    facts.location = "https://login.example.com/<b>";
    const Error error = decodeFault(facts, "ignored");
    QCOMPARE(error.kind, Kind::Redirected);
    QCOMPARE(error.subject, u"https://login.example.com/<b>"_s);
    for (int status = 0; status < 1000; ++status) {
        facts.status = status;
        QCOMPARE(!decodeFault(facts, {}).subject.isEmpty(), status >= 300 && status <= 399);
    }
}

void TestFault::onlyPlainTextIsKept_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("detail");
    QTest::newRow("text") << QByteArray("text/plain") << QByteArray(" upstream timed out\n") << u"upstream timed out"_s;
    QTest::newRow("no type") << QByteArray() << QByteArray("nope") << u"nope"_s;
    QTest::newRow("control characters stay") << QByteArray() << QByteArray("a\x1b[31mb") << u"a\u001b[31mb"_s;
    QTest::newRow("bad UTF-8") << QByteArray() << QByteArray("a\xff") << u"a\ufffd"_s;
    QTest::newRow("html") << QByteArray("text/html") << QByteArray("Bad gateway") << QString();
    QTest::newRow("html by its looks") << QByteArray("text/plain") << QByteArray("\r\n <HTML>") << QString();
    QTest::newRow("xml") << QByteArray("application/xml") << QByteArray("x") << QString();
    QTest::newRow("JSON") << QByteArray() << QByteArray("{\"a\":1}") << QString();
    QTest::newRow("broken JSON") << QByteArray() << QByteArray("[1,") << QString();
    QTest::newRow("binary") << QByteArray() << QByteArray("a\0b", 3) << QString();
}

void TestFault::onlyPlainTextIsKept()
{
    QFETCH(const QByteArray, type);
    QFETCH(const QByteArray, body);
    QFETCH(const QString, detail);
    HttpFacts facts = factsOf(502);
    facts.contentType = type;
    QCOMPARE(decodeFault(facts, body).detail, detail);
}

void TestFault::whatIsCompressedIsNoText()
{
    HttpFacts facts = factsOf(502);
    facts.contentEncoding = "br";
    QVERIFY(decodeFault(facts, "nope").detail.isEmpty());
    facts.contentEncoding = "Identity";
    QCOMPARE(decodeFault(facts, "nope").detail, u"nope"_s);
}

void TestFault::textsAreCutBetweenCharacters()
{
    QCOMPARE(decodeFault(factsOf(500), QByteArray(5000, 'x')).detail, QString(2048, u'x'));
    // 2 048 is not a multiple of 3: the last character must not be halved.
    QCOMPARE(decodeFault(factsOf(500), u"任"_s.repeated(1000).toUtf8()).detail, u"任"_s.repeated(682));
    // Bytes that never begin a character are no reason to cut more.
    QCOMPARE(decodeFault(factsOf(500), QByteArray(5000, '\x80')).detail, QString(2044, QChar::ReplacementCharacter));
    const QByteArray body =
        R"({"errorCode":")" + QByteArray(5000, 'c') + R"(","message":")" + QByteArray(5000, 'm') + R"("})";
    const Error error = decodeFault(factsOf(400), body);
    QCOMPARE(error.code, QString(128, u'c'));
    QCOMPARE(error.detail, QString(2048, u'm'));
}

void TestFault::theHeadersRequestIdWins()
{
    HttpFacts facts = factsOf(400);
    const QByteArray body = R"({"error_code":"X","request_id":"from body"})";
    QCOMPARE(decodeFault(facts, body).requestId, u"from body"_s);
    facts.requestId = "from header";
    QCOMPARE(decodeFault(facts, body).requestId, u"from header"_s);
}

void TestFault::aWaitIsUnderstood_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<int>("seconds"); // -1: none
    const auto row = [](const char *value, int seconds) {
        QTest::newRow(*value ? value : "nothing") << QByteArray(value) << seconds;
    };
    row("7", 7);
    row("0", 0);
    row(" 120 ", 120);
    row("86400", 86'400);
    row("86401", 86'400);
    row("1000000000", 86'400);
    row("99999999999999999999", 86'400);
    row("-5", -1);
    row("+5", -1);
    row("1.5", -1);
    row("5 s", -1);
    row("soon", -1);
    row("12:30", -1);
    row("", -1);
    row("Wed, 21 Oct 2015 07:28:24 GMT", 24);
    row("Wed, 21 Oct 2015 07:27:00 GMT", 0);
    row("Fri, 31 Dec 2099 23:59:59 GMT", 86'400);
    row("Wed, 21 Oct 2015 07:28:24 +0000", -1);
}

void TestFault::aWaitIsUnderstood()
{
    QFETCH(const QByteArray, value);
    QFETCH(const int, seconds);
    QCOMPARE(parseRetryAfter(value, moment()).value_or(-1s).count(), seconds);
    HttpFacts facts = factsOf(503);
    facts.retryAfter = value;
    QCOMPARE(decodeFault(facts, {}).retryAfter.value_or(-1s).count(), seconds);
}

void TestFault::aDateNeedsAnotherDateToCountFrom()
{
    HttpFacts facts = factsOf(503);
    facts.date = "yesterday";
    facts.retryAfter = date;
    QVERIFY(!decodeFault(facts, {}).retryAfter);
    facts.retryAfter = "7";
    QCOMPARE(decodeFault(facts, {}).retryAfter.value_or(-1s), 7s);
}

void TestFault::anHttpDateIsUnderstood_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QDateTime>("moment");
    const QDateTime rfc(QDate(1994, 11, 6), QTime(8, 49, 37), Qt::UTC);
    const auto row = [](const char *text, const QDateTime &expected = {}) {
        QTest::newRow(*text ? text : "nothing") << QByteArray(text) << expected;
    };
    row("Sun, 06 Nov 1994 08:49:37 GMT", rfc);
    row("Sunday, 06-Nov-94 08:49:37 GMT", rfc);
    row("Sun Nov  6 08:49:37 1994", rfc);
    row(", 06 Nov 1994 08:49:37 GMT", rfc); // what day of the week it is follows from the rest
    row("Wed,16 Nov 1994 08:49:37 GMT", rfc.addDays(10));
    row("Sat, 31 Dec 2016 23:59:60 GMT", QDateTime(QDate(2016, 12, 31), QTime(23, 59, 59), Qt::UTC));
    row("Wednesday, 31-Dec-69 00:00:00 GMT", QDateTime(QDate(2069, 12, 31), QTime(0, 0), Qt::UTC));
    row("Thursday, 01-Jan-70 00:00:00 GMT", QDateTime(QDate(1970, 1, 1), QTime(0, 0), Qt::UTC));
    row("Monday, 01-Jan-24 00:00:00 GMT", QDateTime(QDate(2024, 1, 1), QTime(0, 0), Qt::UTC));
    row("");
    row("Sun, 06 Nov 1994 08:49:37");
    row("Sun, 06 Nov 1994 08:49:37 CET");
    row("Sun, 31 Feb 1994 08:49:37 GMT");
    row("Sun, 06 Nov 1994 24:49:37 GMT");
    row("Sun, 06 Nov 1994 08:49:99 GMT");
    row("Sun, 06 Nov 99999 08:49:37 GMT");
    row("Sun, 06 Foo 1994 08:49:37 GMT");
    row("Sun, 006 Nov 1994 08:49:37 GMT");
    row("Sun, aa Nov 1994 08:49:37 GMT");
    row("Sun, 06 Nov 1994 008:49:37 GMT");
    row("Sun, 06 Nov 1994 08:049:37 GMT");
    row("Sun, 06 Nov 1994 08:49:037 GMT");
    row("Sun, 06 Nov 1994 aa:49:37 GMT");
    row("Sun, 06 Nov 1994 08:aa:37 GMT");
    row("Sun, 06 Nov 1994 08:49:aa GMT");
    row("1994-11-06T08:49:37Z");
}

void TestFault::anHttpDateIsUnderstood()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QDateTime, moment);
    QCOMPARE(parseHttpDate(text).value_or(QDateTime()), moment);
}

} // namespace spillway

QTEST_GUILESS_MAIN(spillway::TestFault)
#include "tst_fault.moc"
