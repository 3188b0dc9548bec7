// SPDX-License-Identifier: GPL-3.0-or-later
#include "asking.h"
#include "support/faultserver.h"
#include "support/testcase.h"

#include <QFile>
#include <QProcess>
#include <QSslKey>
#include <QTemporaryDir>

namespace spillway {

using namespace Qt::StringLiterals;
using Kind = Error::Kind;
using Reason = Error::Reason;

/// Whether the service is who it says. The certificates are made anew for each run, by openssl.
class TestDisClientTls : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aServiceOfAnUnknownAuthorityNeverSeesTheToken_data();
    void aServiceOfAnUnknownAuthorityNeverSeesTheToken();
    void anAuthorityOfTheFileIsTrusted();
    void anAuthorityOfTheFileIsTrustedByItsConnectionOnly();
    void anAnswerCutWithoutAGoodbyeIsNotAnAnswer();

private:
    void openssl(const QStringList &arguments) const;
    void makeCertificate(const QString &name, const QString &alternativeName, int days);
    QString path(const QString &name) const { return m_folder.filePath(name); }
    QByteArray read(const QString &name) const;
    QSslConfiguration serverWith(const QString &name) const;
    std::unique_ptr<DisClient> client(const FaultServer &server, QNetworkAccessManager &network,
                                      const QString &caFile) const;

    QTemporaryDir m_folder;
};

void TestDisClientTls::openssl(const QStringList &arguments) const
{
    QProcess process;
    process.setWorkingDirectory(m_folder.path());
    process.start(u"openssl"_s, arguments);
    QVERIFY2(process.waitForFinished() && process.exitCode() == 0, process.readAllStandardError().constData());
}

void TestDisClientTls::makeCertificate(const QString &name, const QString &alternativeName, int days)
{
    const QString extensions = path(name % u".ext"_s);
    QFile file(extensions);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("subjectAltName=" + alternativeName.toLatin1() + "\n");
    file.close();
    openssl({u"req"_s, u"-newkey"_s, u"rsa:2048"_s, u"-nodes"_s, u"-subj"_s, u"/CN="_s % name, u"-keyout"_s,
             path(name % u".key"_s), u"-out"_s, path(name % u".csr"_s)});
    openssl({u"x509"_s, u"-req"_s, u"-in"_s, path(name % u".csr"_s), u"-CA"_s, path(u"ca.pem"_s), u"-CAkey"_s,
             path(u"ca.key"_s), u"-CAcreateserial"_s, u"-days"_s, QString::number(days), u"-extfile"_s, extensions,
             u"-out"_s, path(name % u".pem"_s)});
}

void TestDisClientTls::initTestCase()
{
    QVERIFY(m_folder.isValid());
    openssl({u"req"_s, u"-x509"_s, u"-newkey"_s, u"rsa:2048"_s, u"-nodes"_s, u"-days"_s, u"2"_s, u"-subj"_s,
             u"/CN=Test authority"_s, u"-keyout"_s, path(u"ca.key"_s), u"-out"_s, path(u"ca.pem"_s)});
    makeCertificate(u"good"_s, u"IP:127.0.0.1"_s, 2);
    makeCertificate(u"elsewhere"_s, u"DNS:dis.example.com"_s, 2);
    makeCertificate(u"expired"_s, u"IP:127.0.0.1"_s, -1);
}

QByteArray TestDisClientTls::read(const QString &name) const
{
    QFile file(path(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QSslConfiguration TestDisClientTls::serverWith(const QString &name) const
{
    QSslConfiguration configuration;
    configuration.setLocalCertificate(QSslCertificate(read(name % u".pem"_s)));
    configuration.setPrivateKey(QSslKey(read(name % u".key"_s), QSsl::Rsa));
    return configuration;
}

std::unique_ptr<DisClient> TestDisClientTls::client(const FaultServer &server, QNetworkAccessManager &network,
                                                    const QString &caFile) const
{
    Connection connection;
    connection.endpoint = server.url();
    connection.project = ProjectId{u"p"_s};
    connection.credential = Token{Secret(QByteArrayView(canaryToken))};
    connection.caFile = caFile;
    auto made = DisClient::create(std::move(connection), network, systemClock());
    return made ? *std::move(made) : nullptr;
}

void TestDisClientTls::aServiceOfAnUnknownAuthorityNeverSeesTheToken_data()
{
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<bool>("withFile");
    QTest::newRow("F072 unknown authority") << u"good"_s << false;
    QTest::newRow("F073 self-signed") << u"ca"_s << false;
    QTest::newRow("F074 expired") << u"expired"_s << true;
    QTest::newRow("F076 another host's") << u"elsewhere"_s << true;
}

void TestDisClientTls::aServiceOfAnUnknownAuthorityNeverSeesTheToken()
{
    QFETCH(const QString, certificate);
    QFETCH(const bool, withFile);
    FaultServer server;
    server.encrypt(serverWith(certificate));
    server.answer(200, goodAnswer());
    QNetworkAccessManager network;
    const auto asking = client(server, network, withFile ? path(u"ca.pem"_s) : QString());
    QVERIFY(asking);
    const Result<TaskAnswer> result = answerTo(asking->showTask(someTask()));
    QVERIFY(!result);
    QCOMPARE(nameOf(result.error()), nameOf(Kind::Tls, Reason::CertificateRefused));
    QCOMPARE(result.error().subject, server.authority());
    QVERIFY(!result.error().detail.isEmpty());
    QCOMPARE(server.connections(), 1);
    QCOMPARE(server.requests().size(), 0);
}

void TestDisClientTls::anAuthorityOfTheFileIsTrusted()
{
    FaultServer server;
    server.encrypt(serverWith(u"good"_s));
    server.answer(200, goodAnswer());
    QNetworkAccessManager network;
    const auto asking = client(server, network, path(u"ca.pem"_s));
    QVERIFY(asking);
    const Result<TaskAnswer> result = answerTo(asking->showTask(someTask()));
    QVERIFY2(result, result ? "" : qPrintable(everyText(result.error())));
    QCOMPARE(server.requests().size(), 1);
}

void TestDisClientTls::anAuthorityOfTheFileIsTrustedByItsConnectionOnly()
{
    FaultServer server;
    server.encrypt(serverWith(u"good"_s));
    server.answer(Script().write(http(200, goodAnswer())).fin());
    QNetworkAccessManager network;
    const auto trusting = client(server, network, path(u"ca.pem"_s));
    QVERIFY(trusting);
    QVERIFY(answerTo(trusting->showTask(someTask())));
    QTRY_COMPARE(server.openConnections(), 0);
    QNetworkAccessManager otherNetwork;
    const auto other = client(server, otherNetwork, {});
    QVERIFY(other);
    const Result<TaskAnswer> result = answerTo(other->showTask(someTask()));
    QVERIFY(!result);
    QCOMPARE(result.error().kind, Kind::Tls);
}

void TestDisClientTls::anAnswerCutWithoutAGoodbyeIsNotAnAnswer()
{
    FaultServer server;
    server.encrypt(serverWith(u"good"_s));
    server.answer(Script()
                      .write(httpHeader("HTTP/1.1 200 OK", {{"Connection", "close"}}) + goodAnswer().chopped(10))
                      .pause(std::chrono::milliseconds(50))
                      .rst());
    QNetworkAccessManager network;
    const auto asking = client(server, network, path(u"ca.pem"_s));
    QVERIFY(asking);
    const Result<TaskAnswer> result = answerTo(asking->showTask(someTask()));
    QVERIFY(!result);
    QCOMPARE(nameOf(result.error()), nameOf(Kind::Malformed, Reason::CutShort));
}

} // namespace spillway

QTEST_GUILESS_MAIN(spillway::TestDisClientTls)
#include "tst_disclienttls.moc"
