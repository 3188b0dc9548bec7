// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/practising.h"
#include "demo/signaturecheck.h"
#include "support/fixtures.h"
#include "support/testcase.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSignalSpy>

using namespace spillway;
using namespace Qt::StringLiterals;

/// Which signatures the demo service accepts, and what it says of the others.
class tst_SignatureCheck : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void aSignatureIsAccepted();
    void whatTheRealClientLibrarySendsIsAccepted();
    void aTemporaryKeyNeedsItsToken();
    void hostileNamesAreSignedAndFound_data();
    void hostileNamesAreSignedAndFound();
    void everyVectorHasTheSignatureItShould();
    void namesOutOfOrderHaveNoSignature();
    void whatIsNoSignatureIsRefused_data();
    void whatIsNoSignatureIsRefused();
    void aSignedHeaderCameOnceAndUnchanged();
    void anUnknownKeyIsNotRepeated();
    void theClockMayBeAQuarterOfAnHourOff_data();
    void theClockMayBeAQuarterOfAnHourOff();
};

void tst_SignatureCheck::aSignatureIsAccepted()
{
    const Practising served;
    const RawReply reply = served.askSigned(served.practice.key);
    QCOMPARE(reply.status, 200);
    QVERIFY(!reply.json()["partitions"_L1].toArray().isEmpty());
}

void tst_SignatureCheck::whatTheRealClientLibrarySendsIsAccepted()
{
    const Practising served;
    const auto endpoint = parseEndpoint(served.service.endpoint());
    QVERIFY(endpoint);
    const QByteArray path =
        showTaskPath(served.practice.project, {{u"100% a+b&c/任务~*"_s}, {u"t"_s}}).value_or(QByteArray());
    const QByteArray query = projectsQuery(u"a b+c"_s);
    QNetworkRequest request(requestUrl(*endpoint, path + '?' + query));
    const QList<RawHeader> headers = signedHeaders("GET", path, query, {}, endpoint->authority().toLatin1(),
                                                   served.practice.project, served.practice.temporaryKey, served.now);
    for (const auto &[name, value] : headers)
        request.setRawHeader(name, value);
    QNetworkAccessManager network;
    const std::unique_ptr<QNetworkReply> reply(network.get(request));
    QSignalSpy finished(reply.get(), &QNetworkReply::finished);
    QVERIFY(finished.wait());
    QVERIFY(reply->readAll().contains("DIS.4301")); // past the gateway: there is no such stream
}

void tst_SignatureCheck::aTemporaryKeyNeedsItsToken()
{
    const Practising served;
    const AccessKey &key = served.practice.temporaryKey;
    QCOMPARE(served.askSigned(key).status, 200);

    const RawReply without = served.askSigned(keyOf(key.id.reveal(), key.secret.reveal()));
    QCOMPARE(without.status, 401);
    QCOMPARE(errorOf(without).detail, u"Incorrect IAM authentication information: ak HSTD**** not exist"_s);

    const RawReply wrong = served.askSigned(keyOf(key.id.reveal(), key.secret.reveal(), "other"));
    QCOMPARE(errorOf(wrong).detail, u"Incorrect IAM authentication information: decrypt token fail"_s);

    const AccessKey &permanent = served.practice.key;
    const RawReply needless =
        served.askSigned(keyOf(permanent.id.reveal(), permanent.secret.reveal(), key.securityToken.reveal()));
    QCOMPARE(errorOf(needless).detail, u"Incorrect IAM authentication information: decrypt token fail"_s);

    // Sent, but not signed.
    QList<RawHeader> headers = served.headersFor(keyOf(key.id.reveal(), key.secret.reveal()));
    headers.append({"X-Security-Token", key.securityToken.reveal().toByteArray()});
    const RawReply unsigned_ = served.ask(served.path, linesOf(headers));
    QCOMPARE(errorOf(unsigned_).detail, u"Incorrect IAM authentication information: verify aksk signature fail"_s);
}

void tst_SignatureCheck::hostileNamesAreSignedAndFound_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name :
         {"ordinary", "with blanks in it", "100%", "%20", "%2F", "a&b", "a+b", "a/b", "~*'()", "任务é"})
        QTest::newRow(name) << QString::fromUtf8(name);
}

void tst_SignatureCheck::hostileNamesAreSignedAndFound()
{
    QFETCH(const QString, name);
    const Practising served;
    const QByteArray path = showTaskPath(served.practice.project, {{name}, {name}}).value_or(QByteArray());
    const QByteArray query = projectsQuery(name);
    const RawReply reply = served.ask(
        path + '?' + query,
        linesOf(signedHeaders("GET", path, query, {}, served.host, {name}, served.practice.key, practiceStart)));
    // It got past the gateway.
    QCOMPARE(errorOf(reply).code, u"DIS.4301"_s);
    QCOMPARE(errorOf(reply).detail, QString(u"Stream does not exist. [" + name + u']'));
}

void tst_SignatureCheck::everyVectorHasTheSignatureItShould()
{
    const QJsonDocument document = QJsonDocument::fromJson(fixture(u"signing-vectors.json"_s));
    const QJsonArray vectors = document.object()["vectors"_L1].toArray();
    QCOMPARE(vectors.size(), 13);
    for (const QJsonValue &vector : vectors) {
        HttpRequest request;
        request.method = vector["method"_L1].toString().toUtf8();
        request.target = vector["path_decoded"_L1].toString().toUtf8().toPercentEncoding("/");
        const QJsonObject query = vector["query"_L1].toObject();
        for (auto it = query.begin(); it != query.end(); ++it)
            request.target += (it == query.begin() ? '?' : '&') + QUrl::toPercentEncoding(it.key()) + '='
                + QUrl::toPercentEncoding(it->toString());
        QByteArrayList names;
        const QJsonObject headers = vector["headers_to_sign"_L1].toObject();
        for (auto it = headers.begin(); it != headers.end(); ++it) {
            names += it.key().toUtf8();
            request.headers.append({it.key().toUtf8(), it->toString().toUtf8()});
        }
        const auto shown = parseAuthorization(vector["expected"_L1]["authorization"_L1].toString().toUtf8());
        QVERIFY(shown.has_value());
        QCOMPARE(shown->accessKeyId, vector["ak"_L1].toString().toUtf8());
        QCOMPARE(shown->signedHeaders, names);
        QCOMPARE(expectedSignature(request, names, vector["sk"_L1].toString().toUtf8()), shown->signature);
    }
}

void tst_SignatureCheck::namesOutOfOrderHaveNoSignature()
{
    HttpRequest request;
    request.method = "GET";
    request.target = "/";
    request.headers = {{"host", "h"}, {"x-a", "1"}, {"x-a", "2"}, {"x-b", ""}, {"x-sdk-date", "20260309T040506Z"}};
    QVERIFY(expectedSignature(request, {"host", "x-b", "x-sdk-date"}, "s"));
    QVERIFY(!expectedSignature(request, {"x-sdk-date", "host"}, "s"));
    QVERIFY(!expectedSignature(request, {"Host", "x-sdk-date"}, "s"));
    QVERIFY(!expectedSignature(request, {"", "x-sdk-date"}, "s"));
    QVERIFY(!expectedSignature(request, {"x-a", "x-sdk-date"}, "s")); // came twice
    QVERIFY(!expectedSignature(request, {"x-c", "x-sdk-date"}, "s")); // did not come
}

void tst_SignatureCheck::whatIsNoSignatureIsRefused_data()
{
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    const QByteArray date = "X-Sdk-Date: 20260309T040506Z\r\n";
    const QByteArray good =
        "SDK-HMAC-SHA256 Access=DEMOPERMANENTKEY0001, SignedHeaders=host;x-sdk-date, Signature=" + QByteArray(64, '0');
    const auto row = [](const char *name, const QByteArray &authorization, const QByteArray &more, int status,
                        const QString &code) {
        QTest::newRow(name) << "Authorization: " + authorization + "\r\n" + more << status << code;
    };
    row("wrong", good, date, 401, u"APIGW.0301"_s);
    row("another algorithm", "Basic dXNlcjpwYXNz", date, 441, u"DIS.4102"_s);
    row("another hash", QByteArray(good).replace("SHA256", "SM3"), date, 441, u"DIS.4102"_s);
    row("empty", "", date, 441, u"DIS.4102"_s);
    row("only the algorithm", "SDK-HMAC-SHA256", date, 441, u"DIS.4102"_s);
    row("a part twice", good + ", Access=DEMOPERMANENTKEY0001", date, 441, u"DIS.4102"_s);
    row("an unknown part", good + ", Credential=x", date, 441, u"DIS.4102"_s);
    row("no equals sign", "SDK-HMAC-SHA256 Access", date, 441, u"DIS.4102"_s);
    row("no key", QByteArray(good).replace("DEMOPERMANENTKEY0001", ""), date, 441, u"DIS.4106"_s);
    row("no signature", good.chopped(64), date, 441, u"DIS.4109"_s);
    row("no headers", QByteArray(good).replace("host;x-sdk-date", ""), date, 441, u"DIS.4109"_s);
    row("no date", good, {}, 441, u"DIS.4103"_s);
    row("two dates", good, date + date, 441, u"DIS.4103"_s);
    row("an empty date", good, "X-Sdk-Date:\r\n", 441, u"DIS.4103"_s);
    row("an HTTP date", good, "X-Sdk-Date: Mon, 09 Mar 2026 04:05:06 GMT\r\n", 441, u"DIS.4104"_s);
    row("no such day", good, "X-Sdk-Date: 20260230T040506Z\r\n", 441, u"DIS.4104"_s);
    row("no such hour", good, "X-Sdk-Date: 20260309T240506Z\r\n", 441, u"DIS.4104"_s);
    row("a small z", good, "X-Sdk-Date: 20260309T040506z\r\n", 441, u"DIS.4104"_s);
    row("a date not signed", QByteArray(good).replace(";x-sdk-date", ""), date, 441, u"DIS.4105"_s);
    row("a signed header that did not come", QByteArray(good).replace("host;", "host;x-a;"), date, 401,
        u"APIGW.0301"_s);
    row("two Authorization headers", good, date + "Authorization: " + good + "\r\n", 401, u"APIGW.0301"_s);
}

void tst_SignatureCheck::whatIsNoSignatureIsRefused()
{
    QFETCH(const QByteArray, headers);
    QFETCH(const int, status);
    QFETCH(const QString, code);
    const Practising served;
    const RawReply reply = served.ask(served.path, headers);
    QCOMPARE(reply.status, status);
    QCOMPARE(errorOf(reply).code, code);
    QCOMPARE(errorOf(reply).kind, Error::Kind::Unauthorized);
    QVERIFY(!errorOf(reply).detail.isEmpty());
}

void tst_SignatureCheck::aSignedHeaderCameOnceAndUnchanged()
{
    Practising served;
    const QList<RawHeader> good = served.headersFor(served.practice.key);
    const auto isRefused = [&served](const QByteArray &target, const QList<RawHeader> &headers) {
        served.waitForgiven();
        return served.ask(target, linesOf(headers)).status == 401;
    };
    QVERIFY(!isRefused(served.path, good));
    QVERIFY(isRefused(served.path + "?a=b", good));
    QVERIFY(!isRefused(QByteArray(served.path).replace("web-orders", "%77eb-orders"), good));
    QList<RawHeader> changed = good;
    changed[1].second += '0';
    QVERIFY(isRefused(served.path, changed));
    changed = good;
    changed.append(good[1]);
    QVERIFY(isRefused(served.path, changed));
    changed = good;
    changed[2].second.back() = changed[2].second.back() == '0' ? '1' : '0';
    QVERIFY(isRefused(served.path, changed));
    changed[2].second = good[2].second.toUpper();
    QVERIFY(served.ask(served.path, linesOf(changed)).status != 200);
    changed = good;
    changed[2].second.replace("host;x-project-id;x-sdk-date", "x-project-id;host;x-sdk-date");
    QVERIFY(isRefused(served.path, changed));
    changed[2].second = QByteArray(good[2].second).replace("host;", "Host;");
    QVERIFY(isRefused(served.path, changed));
}

void tst_SignatureCheck::anUnknownKeyIsNotRepeated()
{
    const Practising served;
    const RawReply reply = served.askSigned(keyOf("SOMEBODYS+SECRET/PASTED", "x"));
    QCOMPARE(reply.status, 401);
    QCOMPARE(errorOf(reply).detail, u"Incorrect IAM authentication information: ak SOME**** not exist"_s);
    QCOMPARE(reply.json()["request_id"_L1].toString().toLatin1(), reply.headers.value("x-request-id"));
}

void tst_SignatureCheck::theClockMayBeAQuarterOfAnHourOff_data()
{
    QTest::addColumn<int>("seconds");
    QTest::addColumn<int>("status");
    QTest::newRow("behind") << -900 << 200;
    QTest::newRow("ahead") << 900 << 200;
    QTest::newRow("too far behind") << -901 << 401;
    QTest::newRow("too far ahead") << 901 << 401;
    QTest::newRow("a day") << 86'400 << 401;
}

void tst_SignatureCheck::theClockMayBeAQuarterOfAnHourOff()
{
    QFETCH(const int, seconds);
    QFETCH(const int, status);
    Practising served;
    served.signedAt = practiceStart.addSecs(seconds);
    const RawReply reply = served.askSigned(served.practice.key);
    QCOMPARE(reply.status, status);
    // By this a client sees what it is.
    QCOMPARE(parseHttpDate(reply.headers.value("date")), practiceStart);
    if (status != 200)
        QCOMPARE(errorOf(reply).detail, u"Incorrect IAM authentication information: verify aksk signature fail"_s);
}

QTEST_GUILESS_MAIN(tst_SignatureCheck)
#include "tst_signaturecheck.moc"
