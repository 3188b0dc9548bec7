// SPDX-License-Identifier: GPL-3.0-or-later
#include "asking.h"
#include "support/faultserver.h"
#include "support/testcase.h"

#include <QNetworkProxy>

namespace spillway {

using namespace Qt::StringLiterals;
using Kind = Error::Kind;
using Reason = Error::Reason;

namespace {

constexpr char canaryProxyPassword[] = "CANARYproxy";

/// A service that is reached through a proxy, if at all.
Connection farAway()
{
    Connection connection;
    connection.endpoint = u"https://dis.example.com"_s;
    connection.project = ProjectId{u"p"_s};
    connection.credential = Token{Secret(QByteArrayView(canaryToken))};
    return connection;
}

} // namespace

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
    void aProxyOfOnesOwnIsUsed_data();
    void aProxyOfOnesOwnIsUsed();
    void aWrongPasswordForTheProxyIsNotTriedForEver();
    void aProxyOfOnesOwnGoesBeforeTheApplications();
    void withoutAProxyTheApplicationsIsPassedBy();
    void thisComputerIsNeverAskedThroughAProxy_data();
    void thisComputerIsNeverAskedThroughAProxy();
    void iamIsAskedThroughTheSameProxy();
    void aProxyThatIsNoneIsRefusedAtOnce_data();
    void aProxyThatIsNoneIsRefusedAtOnce();

private:
    static void choose(Connection &connection, const FaultServer &proxy, const QString &user = {},
                       const QByteArray &password = {});
    static Result<TaskAnswer> ask(Connection connection);
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
    QTest::addColumn<int>("status");
    QTest::newRow("F096 refused") << Script() << false << QString() << 0;
    QTest::newRow("refuses") << Script().write(http(502)) << true << QString() << 0;
    QTest::newRow("is none") << Script().write("hello\n").fin() << true << QString() << 0;
    QTest::newRow("F095 asks for a password again and again")
        << Script().write(http(407, {}, {{"Proxy-Authenticate", "Basic realm=\"x\""}})) << true << u"user"_s << 407;
}

void TestDisClientProxy::aProxyThatFailsIsNamed()
{
    QFETCH(const Script, script);
    QFETCH(const bool, listens);
    QFETCH(const QString, user);
    QFETCH(const int, status);
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
    QCOMPARE(result.error().httpStatus, status);
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

void TestDisClientProxy::choose(Connection &connection, const FaultServer &proxy, const QString &user,
                                const QByteArray &password)
{
    connection.proxy.kind = ProxyChoice::Kind::Manual;
    connection.proxy.host = u"127.0.0.1"_s;
    connection.proxy.port = proxy.serverPort();
    connection.proxy.user = user;
    connection.proxy.password = Secret(password);
}

Result<TaskAnswer> TestDisClientProxy::ask(Connection connection)
{
    QNetworkAccessManager network;
    auto client = DisClient::create(std::move(connection), network, systemClock());
    return client ? answerTo((*client)->showTask(someTask())) : failure(client.error());
}

void TestDisClientProxy::aProxyOfOnesOwnIsUsed_data()
{
    QTest::addColumn<QString>("user");
    QTest::addColumn<QByteArray>("password");
    QTest::addColumn<QByteArray>("asks"); // its challenge
    const QByteArray basic = "Basic realm=\"x\"";
    QTest::newRow("for everybody") << QString() << QByteArray() << QByteArray();
    QTest::newRow("with a password") << u"user"_s << QByteArray(canaryProxyPassword) << basic;
    QTest::newRow("with one beyond ASCII") << u"üser"_s << QByteArray("CANARYproxy \xc3\xa9:x") << basic;
}

void TestDisClientProxy::aProxyOfOnesOwnIsUsed()
{
    QFETCH(const QString, user);
    QFETCH(const QByteArray, password);
    QFETCH(const QByteArray, asks);
    FaultServer proxy;
    if (!asks.isEmpty())
        proxy.answer(407, {}, {{"Proxy-Authenticate", asks}, {"Connection", "keep-alive"}});
    proxy.answer(502, {});
    Connection connection = farAway();
    choose(connection, proxy, user, password);
    const Result<TaskAnswer> result = ask(std::move(connection));
    QVERIFY(!result);
    QCOMPARE(nameOf(result.error()), nameOf(Kind::Unreachable, Reason::ProxyFailed));
    QVERIFY(!proxy.requests().isEmpty());
    for (const SeenRequest &request : proxy.requests()) {
        QVERIFY(request.line.startsWith("CONNECT dis.example.com:443 "));
        QVERIFY(!request.raw.contains(canaryToken));
    }
    const QByteArray sent = proxy.requests().constLast().header("Proxy-Authorization");
    QCOMPARE(sent.isEmpty(), asks.isEmpty());
    if (sent.isEmpty())
        return;
    QVERIFY(sent.startsWith("Basic "));
    const QByteArray plain = QByteArray::fromBase64(sent.mid(6));
    QVERIFY2(plain == user.toUtf8() + ":" + password
                 || plain == user.toLatin1() + ":" + QString::fromUtf8(password).toLatin1(),
             plain.constData());
}

void TestDisClientProxy::aWrongPasswordForTheProxyIsNotTriedForEver()
{
    FaultServer proxy;
    const QByteArray body = QByteArray("wrong: ") + canaryProxyPassword;
    proxy.answer(407, body, {{"Proxy-Authenticate", "Basic realm=\"x\""}, {"Content-Type", "text/plain"}});
    Connection connection = farAway();
    choose(connection, proxy, u"user"_s, canaryProxyPassword);
    const Result<TaskAnswer> result = ask(std::move(connection));
    QVERIFY(!result);
    QCOMPARE(nameOf(result.error()), nameOf(Kind::Unreachable, Reason::ProxyFailed));
    QCOMPARE(result.error().subject, proxy.authority());
    QVERIFY(!everyText(result.error()).contains(QLatin1StringView(canaryProxyPassword)));
    // Once without the password, as HTTP has it, and once with it; Qt may do so on a second connection, too.
    QCOMPARE_LE(proxy.requests().size(), 4);
    const qsizetype before = proxy.requests().size();
    FaultServer elsewhere;
    elsewhere.answer(200, goodAnswer());
    QNetworkAccessManager network;
    const auto control = clientFor(elsewhere.url(), network);
    QVERIFY(answerTo(control->showTask(someTask())));
    QCOMPARE(proxy.requests().size(), before);
}

void TestDisClientProxy::aProxyOfOnesOwnGoesBeforeTheApplications()
{
    FaultServer applications;
    applications.answer(502, {});
    useProxy(applications, {});
    FaultServer own;
    own.answer(502, {});
    Connection connection = farAway();
    choose(connection, own);
    const Result<TaskAnswer> result = ask(std::move(connection));
    QVERIFY(!result);
    QCOMPARE(result.error().subject, own.authority());
    QVERIFY(!own.requests().isEmpty());
    QCOMPARE(applications.connections(), 0);
}

void TestDisClientProxy::withoutAProxyTheApplicationsIsPassedBy()
{
    FaultServer applications;
    applications.answer(502, {});
    useProxy(applications, {});
    Connection connection = farAway();
    connection.endpoint = u"https://nobody.invalid"_s; // a name that is never known
    connection.proxy.kind = ProxyChoice::Kind::None;
    const Result<TaskAnswer> result = ask(std::move(connection));
    QVERIFY(!result);
    QCOMPARE(nameOf(result.error()), nameOf(Kind::Unreachable, Reason::NameNotFound));
    QCOMPARE(applications.connections(), 0);
}

void TestDisClientProxy::thisComputerIsNeverAskedThroughAProxy_data()
{
    QTest::addColumn<ProxyChoice::Kind>("kind");
    QTest::addColumn<QString>("host");
    for (const QString &host : {u"127.0.0.1"_s, u"localhost"_s, u"127.0.0.2"_s}) {
        QTest::addRow("%s, system", qPrintable(host)) << ProxyChoice::Kind::System << host;
        QTest::addRow("%s, none", qPrintable(host)) << ProxyChoice::Kind::None << host;
        QTest::addRow("%s, one's own", qPrintable(host)) << ProxyChoice::Kind::Manual << host;
    }
}

void TestDisClientProxy::thisComputerIsNeverAskedThroughAProxy()
{
    QFETCH(const ProxyChoice::Kind, kind);
    QFETCH(const QString, host);
    FaultServer proxy;
    proxy.answer(502, {});
    useProxy(proxy, {});
    FaultServer service;
    service.answer(200, goodAnswer());
    Connection connection = farAway();
    choose(connection, proxy);
    connection.proxy.kind = kind;
    connection.endpoint = service.url().replace(u"127.0.0.1"_s, host);
    const Result<TaskAnswer> result = ask(std::move(connection));
    // The second address of this computer has nobody who listens.
    QCOMPARE(result.has_value(), host != "127.0.0.2"_L1);
    if (!result)
        QCOMPARE(nameOf(result.error()), nameOf(Kind::Unreachable, Reason::Refused));
    QCOMPARE(proxy.connections(), 0);
}

void TestDisClientProxy::iamIsAskedThroughTheSameProxy()
{
    FaultServer proxy;
    proxy.answer(502, {});
    Connection connection = farAway();
    connection.iamEndpoint = u"https://iam.example.com"_s;
    connection.credential = UserPassword{u"ann"_s, u"acme"_s, Secret(QByteArrayView("CANARYpassword"))};
    choose(connection, proxy);
    const Result<TaskAnswer> result = ask(std::move(connection));
    QVERIFY(!result);
    QCOMPARE(nameOf(result.error()), nameOf(Kind::Unreachable, Reason::ProxyFailed));
    QCOMPARE(result.error().subject, proxy.authority());
    QVERIFY(!proxy.requests().isEmpty());
    for (const SeenRequest &request : proxy.requests()) {
        QVERIFY(request.line.startsWith("CONNECT iam.example.com:443 "));
        QVERIFY(!request.raw.contains("CANARY"));
        QVERIFY(request.body.isEmpty());
    }
}

void TestDisClientProxy::aProxyThatIsNoneIsRefusedAtOnce_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<quint16>("port");
    QTest::newRow("no host") << QString() << quint16(3128);
    QTest::newRow("no port") << u"proxy.example.com"_s << quint16(0);
    QTest::newRow("a port in the host") << u"proxy.example.com:80"_s << quint16(3128);
    QTest::newRow("a path") << u"proxy.example.com/x"_s << quint16(3128);
    QTest::newRow("a name and password") << u"user:CANARY@proxy.example.com"_s << quint16(3128);
    QTest::newRow("blanks") << u"proxy example"_s << quint16(3128);
    QTest::newRow("a line break") << u"proxy\r\nX: y"_s << quint16(3128);
}

void TestDisClientProxy::aProxyThatIsNoneIsRefusedAtOnce()
{
    QFETCH(const QString, host);
    QFETCH(const quint16, port);
    Connection connection = farAway();
    connection.proxy.kind = ProxyChoice::Kind::Manual;
    connection.proxy.host = host;
    connection.proxy.port = port;
    const Result<TaskAnswer> result = ask(std::move(connection));
    QVERIFY(!result);
    QCOMPARE(nameOf(result.error()), nameOf(Kind::Usage, Reason::BadProxy));
    QVERIFY(!everyText(result.error()).contains("CANARY"_L1));
}

} // namespace spillway

QTEST_GUILESS_MAIN(spillway::TestDisClientProxy)
#include "tst_disclientproxy.moc"
