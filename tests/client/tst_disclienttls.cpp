// SPDX-License-Identifier: GPL-3.0-or-later
#include "asking.h"
#include "support/certificates.h"
#include "support/faultserver.h"
#include "support/testcase.h"

namespace spillway {

using namespace Qt::StringLiterals;
using Kind = Error::Kind;
using Reason = Error::Reason;

/// A service that can prove who it is. Those that cannot: tst_badcertificates.
class TestDisClientTls : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void anAuthorityOfTheFileIsTrusted();
    void anAuthorityOfTheFileIsTrustedByItsConnectionOnly();
    void anAnswerCutWithoutAGoodbyeIsNotAnAnswer();

private:
    std::unique_ptr<DisClient> client(const FaultServer &server, QNetworkAccessManager &network,
                                      const QString &caFile) const;

    Certificates m_certificates;
};

void TestDisClientTls::initTestCase()
{
    m_certificates.make({.name = u"good"_s, .extensions = "subjectAltName=IP:127.0.0.1"});
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

void TestDisClientTls::anAuthorityOfTheFileIsTrusted()
{
    FaultServer server;
    server.encrypt(m_certificates.serverWith(u"good"_s));
    server.answer(200, goodAnswer());
    QNetworkAccessManager network;
    const auto asking = client(server, network, m_certificates.authorities());
    QVERIFY(asking);
    const Result<TaskAnswer> result = answerTo(asking->showTask(someTask()));
    QVERIFY2(result, result ? "" : qPrintable(everyText(result.error())));
    QCOMPARE(server.requests().size(), 1);
}

void TestDisClientTls::anAuthorityOfTheFileIsTrustedByItsConnectionOnly()
{
    FaultServer server;
    server.encrypt(m_certificates.serverWith(u"good"_s));
    server.answer(Script().write(http(200, goodAnswer())).fin());
    QNetworkAccessManager network;
    const auto trusting = client(server, network, m_certificates.authorities());
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
    server.encrypt(m_certificates.serverWith(u"good"_s));
    server.answer(Script()
                      .write(httpHeader("HTTP/1.1 200 OK", {{"Connection", "close"}}) + goodAnswer().chopped(10))
                      .pause(std::chrono::milliseconds(50))
                      .rst());
    QNetworkAccessManager network;
    const auto asking = client(server, network, m_certificates.authorities());
    QVERIFY(asking);
    const Result<TaskAnswer> result = answerTo(asking->showTask(someTask()));
    QVERIFY(!result);
    QCOMPARE(nameOf(result.error()), nameOf(Kind::Malformed, Reason::CutShort));
}

} // namespace spillway

QTEST_GUILESS_MAIN(spillway::TestDisClientTls)
#include "tst_disclienttls.moc"
