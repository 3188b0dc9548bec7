// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testcase.h"
#include "wire/endpoint.h"

namespace spillway {

using namespace Qt::StringLiterals;
using Kind = Error::Kind;
using Reason = Error::Reason;

/// What may be asked, and where.
class TestEndpoint : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void anEndpointIsSchemeHostAndPort_data();
    void anEndpointIsSchemeHostAndPort();
    void anythingElseIsRefused_data();
    void anythingElseIsRefused();
    void plainHttpIsForThisComputerAlone_data();
    void plainHttpIsForThisComputerAlone();
    void aPasswordInAnEndpointIsNotRepeated();
    void namesAreOneSegmentEach();
    void namesThatMeanAnotherPathAreRefused();
    void theUrlIsTheConcatenation();
    void aTokenIsVisibleAscii();
};

void TestEndpoint::anEndpointIsSchemeHostAndPort_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QByteArray>("base");
    QTest::addColumn<QString>("authority");
    QTest::addColumn<bool>("loopback");
    const auto row = [](const char *name, const QString &typed, const QByteArray &base, const QString &authority,
                        bool loopback = false) { QTest::newRow(name) << typed << base << authority << loopback; };
    row("F098 no scheme", u"dis.example.com"_s, "https://dis.example.com", u"dis.example.com"_s);
    row("https", u"https://dis.cn-north-4.myhuaweicloud.com"_s, "https://dis.cn-north-4.myhuaweicloud.com",
        u"dis.cn-north-4.myhuaweicloud.com"_s);
    row("one slash at the end", u"https://dis.example.com/"_s, "https://dis.example.com", u"dis.example.com"_s);
    row("spaces around", u"  dis.example.com\n"_s, "https://dis.example.com", u"dis.example.com"_s);
    row("capitals", u"HTTPS://DIS.Example.COM"_s, "https://dis.example.com", u"dis.example.com"_s);
    row("port", u"dis.example.com:20004"_s, "https://dis.example.com:20004", u"dis.example.com:20004"_s);
    row("the scheme's own port", u"dis.example.com:443"_s, "https://dis.example.com", u"dis.example.com"_s);
    row("the largest port", u"dis.example.com:65535"_s, "https://dis.example.com:65535", u"dis.example.com:65535"_s);
    row("IPv4", u"10.0.0.7"_s, "https://10.0.0.7", u"10.0.0.7"_s);
    row("IPv6", u"https://[2001:DB8::1]:8443"_s, "https://[2001:db8::1]:8443", u"[2001:db8::1]:8443"_s);
    row("F099 international", u"https://bücher.example"_s, "https://xn--bcher-kva.example", u"xn--bcher-kva.example"_s);
    row("F099 homograph", u"https://dis.еxample.com"_s, "https://dis.xn--xample-2of.com", u"dis.xn--xample-2of.com"_s);
    row("full-width digits are digits", u"１０.0.0.7"_s, "https://10.0.0.7", u"10.0.0.7"_s);
    row("loopback, https", u"https://localhost:8443"_s, "https://localhost:8443", u"localhost:8443"_s, true);
    row("loopback, http", u"http://127.0.0.1:8080"_s, "http://127.0.0.1:8080", u"127.0.0.1:8080"_s, true);
    row("loopback, all of it", u"http://127.255.0.3"_s, "http://127.255.0.3", u"127.255.0.3"_s, true);
    row("loopback, IPv6", u"http://[::1]:8080"_s, "http://[::1]:8080", u"[::1]:8080"_s, true);
    row("loopback, IPv6 at length", u"http://[0:0:0:0:0:0:0:1]"_s, "http://[::1]", u"[::1]"_s, true);
    row("loopback by name", u"http://LOCALHOST"_s, "http://localhost", u"localhost"_s, true);
}

void TestEndpoint::anEndpointIsSchemeHostAndPort()
{
    QFETCH(const QString, typed);
    QFETCH(const QByteArray, base);
    QFETCH(const QString, authority);
    QFETCH(const bool, loopback);
    const Result<Endpoint> endpoint = parseEndpoint(typed);
    QVERIFY(endpoint);
    QCOMPARE(endpoint->base.toEncoded(), base);
    QCOMPARE(endpoint->authority(), authority);
    QCOMPARE(endpoint->isLoopback, loopback);
}

void TestEndpoint::anythingElseIsRefused_data()
{
    QTest::addColumn<QString>("typed");
    // F099
    QTest::newRow("another host after an @") << u"https://dis.example.com@evil.example"_s;
    QTest::newRow("another host after a backslash and an @") << u"https://dis.example.com\\@evil.example"_s;
    QTest::newRow("backslash") << u"https://dis.example.com\\evil.example"_s;
    QTest::newRow("another host after # and @") << u"https://dis.example.com#@evil.example"_s;
    QTest::newRow("another host after ? and @") << u"https://dis.example.com?@evil.example"_s;
    QTest::newRow("user and password") << u"https://user:password@dis.example.com"_s;
    QTest::newRow("path") << u"https://dis.example.com/v2"_s;
    QTest::newRow("two slashes") << u"https://dis.example.com//"_s;
    QTest::newRow("query") << u"https://dis.example.com?x=y"_s;
    QTest::newRow("fragment") << u"https://dis.example.com#x"_s;
    QTest::newRow("short IPv4") << u"127.1"_s;
    QTest::newRow("short IPv4, http") << u"http://127.1"_s;
    QTest::newRow("IPv4 as one number") << u"http://2130706433"_s;
    QTest::newRow("octal IPv4") << u"http://0177.0.0.1"_s;
    QTest::newRow("hexadecimal IPv4") << u"http://0x7f000001"_s;
    QTest::newRow("hexadecimal part") << u"http://127.0.0.0x1"_s;
    QTest::newRow("IPv4 out of range") << u"https://256.1.1.1"_s;
    QTest::newRow("five numbers") << u"https://1.2.3.4.5"_s;
    QTest::newRow("port 0") << u"dis.example.com:0"_s;
    QTest::newRow("port 99999") << u"dis.example.com:99999"_s;
    QTest::newRow("port 65536") << u"dis.example.com:65536"_s;
    QTest::newRow("port that overflows") << u"dis.example.com:4294967739"_s;
    QTest::newRow("no port") << u"dis.example.com:"_s;
    QTest::newRow("port in letters") << u"dis.example.com:https"_s;
    QTest::newRow("negative port") << u"dis.example.com:-1"_s;
    QTest::newRow("two ports") << u"dis.example.com:1:2"_s;
    QTest::newRow("file") << u"file:///etc/passwd"_s;
    QTest::newRow("javascript") << u"javascript:alert(1)"_s;
    QTest::newRow("javascript with slashes") << u"javascript://dis.example.com"_s;
    QTest::newRow("data") << u"data:text/html,x"_s;
    QTest::newRow("ftp") << u"ftp://dis.example.com"_s;
    QTest::newRow("scheme of spaces") << u"  ://dis.example.com"_s;
    // and
    QTest::newRow("nothing") << QString();
    QTest::newRow("only a scheme") << u"https://"_s;
    QTest::newRow("only slashes") << u"//dis.example.com"_s;
    QTest::newRow("one slash") << u"https:/dis.example.com"_s;
    QTest::newRow("space inside") << u"dis example.com"_s;
    QTest::newRow("line break inside") << u"dis.example.com\r\nX: y"_s;
    QTest::newRow("NUL inside") << u"dis.example.com\0.evil.example"_s;
    QTest::newRow("percent") << u"dis%2eexample.com"_s;
    QTest::newRow("comma") << u"a.example,b.example"_s;
    QTest::newRow("empty label") << u"dis..example.com"_s;
    QTest::newRow("dot at the end") << u"dis.example.com."_s;
    QTest::newRow("dash at the start") << u"-dis.example.com"_s;
    QTest::newRow("full-width @") << u"dis.example.com＠evil.example"_s;
    QTest::newRow("full-width slash") << u"dis.example.com／evil"_s;
    QTest::newRow("right-to-left override") << u"dis.\u202eexample.com"_s;
    QTest::newRow("too long a label") << QString(QString(64, u'a') % u".example"_s);
    QTest::newRow("too long a name") << QString(u"a."_s.repeated(130) % u"example"_s);
    QTest::newRow("IPv6 without brackets") << u"https://::1"_s;
    QTest::newRow("IPv6 with a scope") << u"https://[fe80::1%25eth0]"_s;
    QTest::newRow("IPv6 unfinished") << u"https://[::1"_s;
    QTest::newRow("IPv6 with a tail") << u"https://[::1]evil"_s;
    QTest::newRow("a name in brackets") << u"https://[dis.example.com]"_s;
}

void TestEndpoint::anythingElseIsRefused()
{
    QFETCH(const QString, typed);
    const Result<Endpoint> endpoint = parseEndpoint(typed);
    QVERIFY2(!endpoint, endpoint ? endpoint->base.toEncoded().constData() : "");
    QCOMPARE(endpoint.error().kind, Kind::Usage);
    QCOMPARE(endpoint.error().reason, Reason::BadEndpoint);
    if (!typed.contains(u'@'))
        QCOMPARE(endpoint.error().subject, typed.trimmed());
}

void TestEndpoint::plainHttpIsForThisComputerAlone_data()
{
    QTest::addColumn<QString>("typed");
    QTest::newRow("name") << u"http://dis.example.com"_s;
    QTest::newRow("port") << u"http://dis.example.com:80"_s;
    QTest::newRow("address") << u"http://10.0.0.1"_s;
    QTest::newRow("128") << u"http://128.0.0.1"_s;
    QTest::newRow("any") << u"http://0.0.0.0"_s;
    QTest::newRow("any, IPv6") << u"http://[::]"_s;
    QTest::newRow("a name that begins like it") << u"http://localhost.example.com"_s;
    QTest::newRow("a name that ends like it") << u"http://notlocalhost"_s;
    QTest::newRow("numbers in a name") << u"http://127.0.0.1.example.com"_s;
    QTest::newRow("another IPv6") << u"http://[::2]"_s;
}

void TestEndpoint::plainHttpIsForThisComputerAlone()
{
    QFETCH(const QString, typed);
    const Result<Endpoint> endpoint = parseEndpoint(typed);
    QVERIFY(!endpoint);
    QCOMPARE(endpoint.error().kind, Kind::Usage);
    QCOMPARE(endpoint.error().reason, Reason::PlainHttp);
    QCOMPARE(endpoint.error().subject, typed);
}

void TestEndpoint::aPasswordInAnEndpointIsNotRepeated()
{
    for (const QString &typed : {u"https://user:canary@dis.example.com"_s, u"user:canary@dis.example.com"_s,
                                 u"https://canary@x@dis.example.com"_s}) {
        const Result<Endpoint> endpoint = parseEndpoint(typed);
        QVERIFY(!endpoint);
        QVERIFY(!endpoint.error().subject.contains("canary"_L1));
        QVERIFY(endpoint.error().subject.endsWith("@dis.example.com"_L1));
    }
}

void TestEndpoint::namesAreOneSegmentEach()
{
    const Result<QByteArray> path =
        showTaskPath(ProjectId{u"p/1"_s}, {StreamName{u"s t?#%"_s}, TaskName{u"任务+&%2F..x~"_s}});
    QVERIFY(path);
    QCOMPARE(*path, "/v2/p%2F1/streams/s%20t%3F%23%25/transfer-tasks/%E4%BB%BB%E5%8A%A1%2B%26%252F..x~");
}

void TestEndpoint::namesThatMeanAnotherPathAreRefused()
{
    for (const QString &bad : {QString(), u"."_s, u".."_s}) {
        const std::array paths{
            showTaskPath(ProjectId{bad}, {StreamName{u"s"_s}, TaskName{u"t"_s}}),
            showTaskPath(ProjectId{u"p"_s}, {StreamName{bad}, TaskName{u"t"_s}}),
            showTaskPath(ProjectId{u"p"_s}, {StreamName{u"s"_s}, TaskName{bad}}),
        };
        for (const Result<QByteArray> &path : paths) {
            QVERIFY(!path);
            QCOMPARE(path.error().kind, Kind::Usage);
            QCOMPARE(path.error().reason, Reason::BadName);
            QCOMPARE(path.error().subject, bad);
        }
    }
}

void TestEndpoint::theUrlIsTheConcatenation()
{
    const QByteArray path = "/v2/p/streams/..x%2F..%2F%252e%3F%23/transfer-tasks/a%20b%2B%E4%BB%BB~...";
    for (const QString &typed : {u"https://dis.example.com"_s, u"https://bücher.example:1"_s, u"http://[::1]:8080"_s}) {
        const Result<Endpoint> endpoint = parseEndpoint(typed);
        QVERIFY(endpoint);
        const QUrl url = requestUrl(*endpoint, path);
        QVERIFY(url.isValid());
        QCOMPARE(url.toEncoded(), endpoint->base.toEncoded() + path);
    }
}

void TestEndpoint::aTokenIsVisibleAscii()
{
    QVERIFY(checkToken(Secret(QByteArrayView("!~MIIabc+/=-_")), u"OS_TOKEN"_s));
    const Result<void> none = checkToken(Secret(), u"OS_TOKEN"_s);
    QVERIFY(!none);
    QCOMPARE(none.error().reason, Reason::NoCredential);
    for (int byte = 0; byte < 256; ++byte) {
        QByteArray token = "abc";
        token[1] = char(byte);
        const Result<void> usable = checkToken(Secret(token), u"OS_TOKEN"_s);
        QCOMPARE(usable.has_value(), byte >= 0x21 && byte <= 0x7e);
        if (!usable) {
            QCOMPARE(usable.error().kind, Kind::Usage);
            QCOMPARE(usable.error().reason, Reason::BadToken);
            QCOMPARE(usable.error().subject, u"OS_TOKEN"_s);
        }
    }
}

} // namespace spillway

QTEST_GUILESS_MAIN(spillway::TestEndpoint)
#include "tst_endpoint.moc"
