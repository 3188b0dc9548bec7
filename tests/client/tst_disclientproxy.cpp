// SPDX-License-Identifier: GPL-3.0-or-later
#include "asking.h"
#include "support/faultserver.h"
#include "support/testcase.h"

#include <QNetworkProxy>

namespace spillway {

using namespace Qt::StringLiterals;
using Kind = Error::Kind;
using Reason = Error::Reason;

/// A proxy on the way to a remote service.
class TestDisClientProxy : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy); }
    void aProxyThatFailsIsNamed_data();
    void aProxyThatFailsIsNamed();
    void aProxyThatClosesEndsInTime();
    void aProxyNeverSeesTheToken();

private:
    static void useProxy(const FaultServer &proxy, const QString &user);
};

void TestDisClientProxy::useProxy(const FaultServer &proxy, const QString &user)
{
    const QString host = proxy.authority().section(u':', 0, 0);
    const quint16 port = proxy.authority().section(u':', 1).toUShort();
    QNetworkProxy::setApplicationProxy(QNetworkProxy(QNetworkProxy::HttpProxy, host, port, user, u"canary"_s));
}

void TestDisClientProxy::aProxyThatFailsIsNamed_data()
{
    QTest::addColumn<Script>("script");
    QTest::addColumn<bool>("listens");
    QTest::addColumn<QString>("user");
    QTest::newRow("F096 refused") << Script() << false << QString();
    QTest::newRow("refuses") << Script().write(http(502)) << true << QString();
    QTest::newRow("is none") << Script().write("hello\n").fin() << true << QString();
    QTest::newRow("F095 asks for a password again and again")
        << Script().write(http(407, {}, {{"Proxy-Authenticate", "Basic realm=\"x\""}})) << true << u"user"_s;
}

void TestDisClientProxy::aProxyThatFailsIsNamed()
{
    QFETCH(const Script, script);
    QFETCH(const bool, listens);
    QFETCH(const QString, user);
    FaultServer proxy;
    proxy.answer(script);
    if (!listens)
        proxy.stopListening();
    useProxy(proxy, user);
    QNetworkAccessManager network;
    const auto client = clientFor(u"https://dis.example.com"_s, network);
    const Result<TaskAnswer> result = answerTo(client->showTask(someTask()));
    QVERIFY(!result);
    QCOMPARE(nameOf(result.error()), nameOf(Kind::Unreachable, Reason::ProxyFailed));
    QCOMPARE(result.error().subject, proxy.authority());
    QVERIFY(!everyText(result.error()).contains("canary"_L1));
    QCOMPARE_LE(proxy.requests().size(), 4);
}

void TestDisClientProxy::aProxyThatClosesEndsInTime()
{
    // F097: Qt asks the proxy anew and then says nothing more; only the connect deadline ends it.
    FaultServer proxy;
    proxy.answer(Script().fin());
    useProxy(proxy, {});
    QNetworkAccessManager network;
    const auto client = clientFor(u"https://dis.example.com"_s, network);
    const Result<TaskAnswer> result = answerTo(client->showTask(someTask()));
    QVERIFY(!result);
    QCOMPARE(nameOf(result.error()), nameOf(Kind::Timeout, Reason::ConnectTimeout));
    QCOMPARE_LE(proxy.requests().size(), 4);
}

void TestDisClientProxy::aProxyNeverSeesTheToken()
{
    FaultServer proxy;
    proxy.answer(502, {});
    useProxy(proxy, {});
    QNetworkAccessManager network;
    const auto client = clientFor(u"https://dis.example.com"_s, network);
    QVERIFY(!answerTo(client->showTask(someTask())));
    QVERIFY(!proxy.requests().isEmpty());
    for (const SeenRequest &request : proxy.requests()) {
        QVERIFY(request.line.startsWith("CONNECT dis.example.com:443 "));
        QVERIFY(!request.raw.contains(canaryToken));
    }
}

} // namespace spillway

QTEST_GUILESS_MAIN(spillway::TestDisClientProxy)
#include "tst_disclientproxy.moc"
