// SPDX-License-Identifier: GPL-3.0-or-later
#include "signingin.h"
#include "support/certificates.h"
#include "support/testcase.h"

namespace spillway {

using namespace Qt::StringLiterals;
using Kind = Error::Kind;
using Reason = Error::Reason;

namespace {

/// How a server of former times begins: with the older version, and no word of the newer ones.
QByteArray oldServerHello(char minor)
{
    QByteArray hello("\x03", 1);
    hello += minor;
    hello += QByteArray(32, 'r'); // its random bytes
    hello += QByteArray("\x00\x00\x2f\x00", 4); // no session, AES128-SHA, no compression
    QByteArray record("\x16\x03", 2);
    record += minor;
    record += QByteArray("\x00", 1) + char(hello.size() + 4);
    record += QByteArray("\x02\x00\x00", 3) + char(hello.size());
    return record + hello;
}

} // namespace

/// A service that cannot prove to be the one that was meant. It does not hear who asks, and the person hears who it is.
class TestBadCertificates : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aBadCertificateNeverSeesTheToken_data();
    void aBadCertificateNeverSeesTheToken();
    void aWeakCertificateNeverSeesTheToken_data();
    void aWeakCertificateNeverSeesTheToken();
    void whatAGoodServerHearsIsSeen();
    void obsoleteTlsIsSaidToBe_data();
    void obsoleteTlsIsSaidToBe();
    void aServerOfFormerTimesIsSaidToBe_data();
    void aServerOfFormerTimesIsSaidToBe();
    void aPortThatSpeaksNoTlsIsNotCalledObsolete();
    void iamHasToProveItselfToo();
    void theFactsAreTheServersAndNotItsAuthoritys();
    void aLongNameDoesNotHideTheFingerprint();
    void aNameCannotForgeAFact();

private:
    static QStringList wordsOf(const Result<TaskAnswer> &result);

    Certificates m_certificates;
};

void TestBadCertificates::initTestCase()
{
    const QByteArray here = "subjectAltName=IP:127.0.0.1,DNS:localhost";
    Certificates &all = m_certificates;
    all.make({.name = u"good"_s, .extensions = here});
    all.make({.name = u"expired"_s, .extensions = here, .to = u"20200601000000Z"_s});
    all.make({.name = u"early"_s, .extensions = here, .from = u"20980101000000Z"_s});
    all.make({.name = u"elsewhere"_s, .extensions = "subjectAltName=DNS:dis.example.com,IP:127.0.0.2"});
    all.make({.name = u"wildcard"_s, .extensions = "subjectAltName=DNS:*.localhost"});
    all.make({.name = u"wild"_s, .extensions = "subjectAltName=DNS:*"});
    all.make({.name = u"nameless"_s, .extensions = "keyUsage=digitalSignature,keyEncipherment"});
    all.make({.name = u"for-clients"_s, .extensions = here + "\nextendedKeyUsage=clientAuth"});
    all.make({.name = u"no-authority"_s, .extensions = "basicConstraints=critical,CA:FALSE"});
    all.make({.name = u"by-no-authority"_s, .extensions = here, .issuer = u"no-authority"_s});
    all.make({.name = u"between"_s, .extensions = "basicConstraints=critical,CA:TRUE"});
    all.make({.name = u"link-missing"_s, .extensions = here, .issuer = u"between"_s});
    all.make({.name = u"weak-key"_s, .extensions = here, .bits = 1024});
    all.make({.name = u"weak-signature"_s, .extensions = here, .digest = u"sha1"_s});
    all.make({.name = u"talkative"_s, .extensions = "subjectAltName=DNS:" + QByteArray(3000, 'a')});
    all.make({.name = u"forger"_s, .extensions = "subjectAltName=DNS:x", .subject = u"/CN=me\nSHA-256: AA:BB"_s});
}

QStringList TestBadCertificates::wordsOf(const Result<TaskAnswer> &result)
{
    return result ? QStringList() : result.error().detail.split(u'\n');
}

void TestBadCertificates::aBadCertificateNeverSeesTheToken_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QStringList>("others");
    QTest::addColumn<bool>("trustsAuthority");
    QTest::addColumn<QString>("host");
    const auto row = [](const char *title, const QString &name, const QStringList &others = {}, bool trusts = true,
                        const QString &host = u"127.0.0.1"_s) {
        QTest::newRow(title) << name << others << trusts << host;
    };
    row("F072 unknown authority", u"good"_s, {}, false);
    row("F072 unknown authority, sent along", u"good"_s, {u"ca"_s}, false);
    row("F073 self-signed", u"ca"_s, {}, false);
    row("F074 expired", u"expired"_s);
    row("F075 not yet valid", u"early"_s);
    row("F076 another host's", u"elsewhere"_s, {}, true, u"localhost"_s);
    row("F077 another address's", u"elsewhere"_s);
    row("a wildcard for what is below", u"wildcard"_s, {}, true, u"localhost"_s);
    row("a wildcard for everything", u"wild"_s, {}, true, u"localhost"_s);
    row("without a name", u"nameless"_s);
    row("for another purpose", u"for-clients"_s);
    row("issued by no authority", u"by-no-authority"_s, {u"no-authority"_s});
    row("a link is missing", u"link-missing"_s);
}

void TestBadCertificates::aBadCertificateNeverSeesTheToken()
{
    QFETCH(const QString, name);
    QFETCH(const QStringList, others);
    QFETCH(const bool, trustsAuthority);
    QFETCH(const QString, host);
    FaultServer server;
    server.encrypt(m_certificates.serverWith(name, others));
    server.answer(200, goodAnswer());
    SigningIn person;
    person.useToken();
    person.connection.endpoint = server.url().replace(u"127.0.0.1"_s, host);
    person.connection.caFile = trustsAuthority ? m_certificates.authorities() : QString();
    const Result<TaskAnswer> result = person.ask();
    QVERIFY(!result);
    QCOMPARE(nameOf(result.error()), nameOf(Kind::Tls, Reason::CertificateRefused));
    QCOMPARE(result.error().subject, server.authority().replace(u"127.0.0.1"_s, host));
    QTRY_COMPARE(server.openConnections(), 0);
    QCOMPARE(server.connections(), 1);
    QCOMPARE(server.bytesHeard(), 0);

    // What is wrong with it, and then whose it is.
    const QStringList words = wordsOf(result);
    QVERIFY(!words.constFirst().startsWith("Subject:"_L1));
    QVERIFY2(words.contains(u"SHA-256: "_s + m_certificates.fingerprint(name)), qPrintable(words.join(u'\n')));
    QVERIFY(words.contains(u"Subject: "_s + (name == "ca"_L1 ? u"Test authority"_s : name)));
    const QString issuer = name == "by-no-authority"_L1 ? u"no-authority"_s
        : name == "link-missing"_L1                     ? u"between"_s
                                                        : u"Test authority"_s;
    QVERIFY(words.contains(u"Issuer: "_s + issuer));
    QCOMPARE(words.filter(u"Names: "_s).size(), 1);
    if (name == "expired"_L1)
        QVERIFY(words.contains(u"Validity: 2020-01-01T00:00:00Z - 2020-06-01T00:00:00Z"_s));
    if (name == "elsewhere"_L1)
        QVERIFY(words.filter(u"Names: "_s).constFirst().contains("dis.example.com"_L1));
}

void TestBadCertificates::aWeakCertificateNeverSeesTheToken_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("F082 a key of 1024 bits") << u"weak-key"_s;
    QTest::newRow("signed by SHA-1") << u"weak-signature"_s;
}

void TestBadCertificates::aWeakCertificateNeverSeesTheToken()
{
    QFETCH(const QString, name);
    OpensslServer server(m_certificates, name, {});
    SigningIn person;
    person.useToken();
    person.connection.endpoint = server.url();
    person.connection.caFile = m_certificates.authorities();
    const Result<TaskAnswer> result = person.ask();
    QVERIFY(!result);
    QCOMPARE(result.error().kind, Kind::Tls);
    QCOMPARE(result.error().reason, Reason::CertificateRefused);
    QVERIFY2(wordsOf(result).contains(u"SHA-256: "_s + m_certificates.fingerprint(name)),
             qPrintable(result.error().detail));
    QTRY_VERIFY(server.heard().contains("ERROR"));
    QVERIFY(!server.heard().contains("GET "));
    QVERIFY(!server.heard().contains(canaryToken));
}

void TestBadCertificates::whatAGoodServerHearsIsSeen()
{
    OpensslServer server(m_certificates, u"good"_s, {});
    SigningIn person;
    person.useToken();
    person.timing.inactivity = std::chrono::milliseconds(500); // only that: the server is a program of its own
    person.connection.endpoint = server.url();
    person.connection.caFile = m_certificates.authorities();
    const Result<TaskAnswer> result = person.ask();
    QVERIFY(!result);
    QCOMPARE(nameOf(result.error()), nameOf(Kind::Timeout, Reason::Silence));
    QTRY_VERIFY(server.heard().contains(canaryToken));
}

void TestBadCertificates::obsoleteTlsIsSaidToBe_data()
{
    QTest::addColumn<QString>("version");
    QTest::newRow("F078 1.0") << u"-tls1"_s;
    QTest::newRow("F078 1.1") << u"-tls1_1"_s;
}

void TestBadCertificates::obsoleteTlsIsSaidToBe()
{
    QFETCH(const QString, version);
    OpensslServer server(m_certificates, u"good"_s, {version});
    SigningIn person;
    person.useToken();
    person.connection.endpoint = server.url();
    person.connection.caFile = m_certificates.authorities();
    const Result<TaskAnswer> result = person.ask();
    QVERIFY(!result);
    QVERIFY2(result.error().reason == Reason::ObsoleteTls, qPrintable(result.error().detail));
    QCOMPARE(result.error().kind, Kind::Tls);
    QCOMPARE(result.error().subject, server.authority());
    QVERIFY(!server.heard().contains(canaryToken));
}

void TestBadCertificates::aServerOfFormerTimesIsSaidToBe_data()
{
    QTest::addColumn<int>("minor");
    QTest::newRow("SSL 3.0") << 0;
    QTest::newRow("TLS 1.0") << 1;
    QTest::newRow("TLS 1.1") << 2;
}

void TestBadCertificates::aServerOfFormerTimesIsSaidToBe()
{
    QFETCH(const int, minor);
    FaultServer server;
    server.greet(Script().write(oldServerHello(char(minor))).stall());
    SigningIn person;
    person.useToken();
    person.connection.endpoint = u"https://"_s + server.authority();
    const Result<TaskAnswer> result = person.ask();
    QVERIFY(!result);
    QVERIFY2(result.error().reason == Reason::ObsoleteTls, qPrintable(result.error().detail));
    QCOMPARE(result.error().kind, Kind::Tls);
}

void TestBadCertificates::aPortThatSpeaksNoTlsIsNotCalledObsolete()
{
    FaultServer server;
    server.greet(Script().write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n").fin());
    SigningIn person;
    person.useToken();
    person.connection.endpoint = u"https://"_s + server.authority();
    const Result<TaskAnswer> result = person.ask();
    QVERIFY(!result);
    QCOMPARE(nameOf(result.error()), nameOf(Kind::Tls, Reason::Unspecified));
}

void TestBadCertificates::iamHasToProveItselfToo()
{
    FaultServer server;
    server.encrypt(m_certificates.serverWith(u"elsewhere"_s));
    SigningIn person;
    person.connection.iamEndpoint = server.url();
    person.connection.caFile = m_certificates.authorities();
    const Result<TaskAnswer> result = person.ask();
    QVERIFY(!result);
    QCOMPARE(nameOf(result.error()), nameOf(Kind::Tls, Reason::CertificateRefused));
    QCOMPARE(result.error().subject, server.authority());
    QCOMPARE(server.connections(), 1);
    QCOMPARE(server.bytesHeard(), 0);
    QCOMPARE(person.dis.connections(), 0);
}

void TestBadCertificates::theFactsAreTheServersAndNotItsAuthoritys()
{
    FaultServer server;
    server.encrypt(m_certificates.serverWith(u"good"_s, {u"ca"_s}));
    SigningIn person;
    person.useToken();
    person.connection.endpoint = server.url();
    const Result<TaskAnswer> result = person.ask();
    QVERIFY2(wordsOf(result).contains(u"Subject: good"_s), qPrintable(wordsOf(result).join(u'\n')));
    QVERIFY(!wordsOf(result).contains(u"Subject: Test authority"_s));
}

void TestBadCertificates::aLongNameDoesNotHideTheFingerprint()
{
    FaultServer server;
    server.encrypt(m_certificates.serverWith(u"talkative"_s));
    SigningIn person;
    person.useToken();
    person.connection.endpoint = server.url();
    const Result<TaskAnswer> result = person.ask();
    QVERIFY2(wordsOf(result).contains(u"SHA-256: "_s + m_certificates.fingerprint(u"talkative"_s)),
             qPrintable(everyText(result.error())));
    QCOMPARE_LE(result.error().detail.size(), 2048);
}

void TestBadCertificates::aNameCannotForgeAFact()
{
    FaultServer server;
    server.encrypt(m_certificates.serverWith(u"forger"_s));
    SigningIn person;
    person.useToken();
    person.connection.endpoint = server.url();
    const Result<TaskAnswer> result = person.ask();
    const QStringList fingerprints = wordsOf(result).filter(QRegularExpression(u"^SHA-256: "_s));
    QCOMPARE(fingerprints, QStringList{u"SHA-256: "_s + m_certificates.fingerprint(u"forger"_s)});
}

} // namespace spillway

QTEST_GUILESS_MAIN(spillway::TestBadCertificates)
#include "tst_badcertificates.moc"
