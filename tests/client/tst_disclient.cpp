// SPDX-License-Identifier: GPL-3.0-or-later
#include "asking.h"
#include "support/faultserver.h"
#include "support/recordingnetwork.h"
#include "support/testcase.h"

#include <QFile>
#include <QNetworkProxy>
#include <QSslConfiguration>
#include <QTemporaryDir>
#include <QThread>

#include <algorithm>

namespace spillway {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = Error::Kind;
using Reason = Error::Reason;

namespace {

Connection connectionTo(const QString &endpoint)
{
    Connection connection;
    connection.endpoint = endpoint;
    connection.project = ProjectId{u"a1b2c3"_s};
    connection.credential = Token{Secret(QByteArrayView(canaryToken))};
    connection.origin = u"OS_TOKEN"_s;
    return connection;
}

TaskAddress address(const QString &stream, const QString &task)
{
    return {StreamName{stream}, TaskName{task}};
}

} // namespace

/// What is asked, how often, and what a good answer becomes.
class TestDisClient : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void aQuestionIsOneGetWithTheToken();
    void theRequestLineIsExact_data();
    void theRequestLineIsExact();
    void everyHeaderIsOurs_data();
    void everyHeaderIsOurs();
    void noCookieComesBack_data();
    void noCookieComesBack();
    void httpsIsVerifiedAndModern();
    void aConnectionThatCannotWorkIsRefusedBeforeAnythingIsSent_data();
    void aConnectionThatCannotWorkIsRefusedBeforeAnythingIsSent();
    void anImpossibleNameIsRefusedBeforeAnythingIsSent();
    void anUnusableCertificateFileIsRefused();
    void loopbackIsNeverProxied();
    void aRemoteServiceUsesTheSystemsProxy();
    void aGoodAnswerArrivesWhole();
    void anotherLimitHoldsFromTheNextQuestionOn();
    void answersArriveOnTheAskersThread();
    void theOriginIsTheHostThatIsAsked();
    void thePlaceIsTheProjectAndSaysNoSecret();
    void anAnswerIsGivenOnlyOnTheEventLoop();
};

void TestDisClient::aQuestionIsOneGetWithTheToken()
{
    RecordingNetwork network;
    network.canned.body = goodAnswer();
    const auto client = clientFor(u"https://dis.example.com"_s, network);
    QVERIFY(answerTo(client->showTask(someTask())));
    QCOMPARE(network.requests.size(), 1);
    const RecordingNetwork::Request &sent = network.requests.first();
    QCOMPARE(sent.operation, QNetworkAccessManager::GetOperation);
    QCOMPARE(sent.request.url().toEncoded(),
             "https://dis.example.com/v2/a1b2c3/streams/stm_test/transfer-tasks/task_test");
    QCOMPARE(sent.request.rawHeader("X-Auth-Token"), canaryToken);
    QCOMPARE(sent.request.attribute(QNetworkRequest::RedirectPolicyAttribute).toInt(),
             int(QNetworkRequest::ManualRedirectPolicy));
    QCOMPARE(sent.request.attribute(QNetworkRequest::Http2AllowedAttribute), QVariant(false));
    QCOMPARE(sent.request.attribute(QNetworkRequest::AuthenticationReuseAttribute).toInt(),
             int(QNetworkRequest::Manual));
    QCOMPARE(sent.request.attribute(QNetworkRequest::CacheSaveControlAttribute), QVariant(false));
}

void TestDisClient::theRequestLineIsExact_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("sent");
    QTest::newRow("F205 plain") << u"Az09-_.~"_s << QByteArray("Az09-_.~");
    QTest::newRow("F205 space") << u"a b"_s << QByteArray("a%20b");
    QTest::newRow("F205 percent") << u"100%"_s << QByteArray("100%25");
    QTest::newRow("F205 an encoded slash") << u"a%2Fb"_s << QByteArray("a%252Fb");
    QTest::newRow("F205 an encoded dot") << u"%2e%2E"_s << QByteArray("%252e%252E");
    QTest::newRow("F205 slash") << u"a/b"_s << QByteArray("a%2Fb");
    QTest::newRow("F205 up") << u"../../x"_s << QByteArray("..%2F..%2Fx");
    QTest::newRow("F205 dots") << u"..x"_s << QByteArray("..x");
    QTest::newRow("F205 three dots") << u"..."_s << QByteArray("...");
    QTest::newRow("F205 question mark") << u"a?b=c"_s << QByteArray("a%3Fb%3Dc");
    QTest::newRow("F205 hash") << u"a#b"_s << QByteArray("a%23b");
    QTest::newRow("F205 and plus") << u"a&b+c"_s << QByteArray("a%26b%2Bc");
    QTest::newRow("F205 delimiters") << u":@!$'()*,;[]|\\\"<>^`{}"_s
                                     << QByteArray("%3A%40%21%24%27%28%29%2A%2C%3B%5B%5D%7C%5C%22%3C%3E%5E%60%7B%7D");
    QTest::newRow("F205 UTF-8") << u"任务é😀"_s << QByteArray("%E4%BB%BB%E5%8A%A1%C3%A9%F0%9F%98%80");
    QTest::newRow("F205 line break") << u"a\r\nX: y"_s << QByteArray("a%0D%0AX%3A%20y");
}

void TestDisClient::theRequestLineIsExact()
{
    QFETCH(const QString, name);
    QFETCH(const QByteArray, sent);
    FaultServer server;
    server.answer(404, {});
    QNetworkAccessManager network;
    Connection connection = connectionTo(server.url());
    connection.project = ProjectId{name};
    const auto client = DisClient::create(std::move(connection), network, systemClock());
    QVERIFY(client);
    QVERIFY(!answerTo((*client)->showTask(address(name, name))));
    QCOMPARE(server.requests().size(), 1);
    QCOMPARE(server.requests().first().line,
             QByteArray("GET /v2/" + sent + "/streams/" + sent + "/transfer-tasks/" + sent + " HTTP/1.1"));
}

void TestDisClient::everyHeaderIsOurs_data()
{
    QTest::addColumn<QLocale>("person");
    QTest::newRow("F196 http, in English") << QLocale(QLocale::English);
    QTest::newRow("F196 http, in Chinese") << QLocale(QLocale::Chinese);
}

void TestDisClient::everyHeaderIsOurs()
{
    QFETCH(const QLocale, person);
    const QLocale before;
    const auto putBack = qScopeGuard([&before] { QLocale::setDefault(before); });
    QLocale::setDefault(person);
    FaultServer server;
    server.answer(200, goodAnswer());
    QNetworkAccessManager network;
    const auto client = clientFor(server.url(), network);
    QVERIFY(answerTo(client->showTask(someTask())));
    QList<QByteArray> headers;
    for (const Header &header : server.requests().first().headers)
        headers.append(header.first.toLower() + ": " + header.second);
    std::sort(headers.begin(), headers.end());
    const QList<QByteArray> expected{
        "accept-encoding: identity",
        "accept-language: en",
        "accept: application/json",
        "cache-control: no-cache",
        "connection: Keep-Alive",
        "host: " + server.authority().toLatin1(),
        "pragma: no-cache",
        "user-agent: Spillway/" SPILLWAY_VERSION,
        QByteArray("x-auth-token: ") + canaryToken,
    };
    QCOMPARE(headers, expected);
}

void TestDisClient::noCookieComesBack_data()
{
    QTest::addColumn<int>("status");
    QTest::newRow("F195 http, with an answer") << 200;
    QTest::newRow("F195 http, with an error") << 500;
}

void TestDisClient::noCookieComesBack()
{
    QFETCH(const int, status);
    FaultServer server;
    server.answer(status, goodAnswer(), {{"Set-Cookie", "session=1; Path=/"}});
    QNetworkAccessManager network;
    const auto client = clientFor(server.url(), network);
    QCOMPARE(answerTo(client->showTask(someTask())).has_value(), status == 200);
    QCOMPARE(answerTo(client->showTask(someTask())).has_value(), status == 200);
    QCOMPARE(server.requests().size(), 2);
    QVERIFY(server.requests().at(1).header("Cookie").isNull());
}

void TestDisClient::httpsIsVerifiedAndModern()
{
    RecordingNetwork network;
    const auto client = clientFor(u"https://dis.example.com"_s, network);
    const auto future = client->showTask(someTask());
    const QSslConfiguration tls = network.requests.first().request.sslConfiguration();
    QCOMPARE(tls.protocol(), QSsl::TlsV1_2OrLater);
    QCOMPARE(tls.peerVerifyMode(), QSslSocket::VerifyPeer);
}

void TestDisClient::aConnectionThatCannotWorkIsRefusedBeforeAnythingIsSent_data()
{
    QTest::addColumn<QString>("endpoint");
    QTest::addColumn<QString>("project");
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<Reason>("reason");
    QTest::newRow("endpoint") << u"ftp://x"_s << u"p"_s << QByteArray("t") << Reason::BadEndpoint;
    QTest::newRow("plain http") << u"http://dis.example.com"_s << u"p"_s << QByteArray("t") << Reason::PlainHttp;
    QTest::newRow("no project") << u"https://x.y"_s << QString() << QByteArray("t") << Reason::BadName;
    QTest::newRow("no token") << u"https://x.y"_s << u"p"_s << QByteArray() << Reason::NoCredential;
    QTest::newRow("line break") << u"https://x.y"_s << u"p"_s << QByteArray("t\r\nX: y") << Reason::BadToken;
}

void TestDisClient::aConnectionThatCannotWorkIsRefusedBeforeAnythingIsSent()
{
    QFETCH(const QString, endpoint);
    QFETCH(const QString, project);
    QFETCH(const QByteArray, token);
    QFETCH(const Reason, reason);
    RecordingNetwork network;
    Connection connection = connectionTo(endpoint);
    connection.project = ProjectId{project};
    connection.credential = Token{Secret(token)};
    const auto client = DisClient::create(std::move(connection), network, systemClock());
    QVERIFY(!client);
    QCOMPARE(nameOf(client.error()), nameOf(Kind::Usage, reason));
    QVERIFY(network.requests.isEmpty());
}

void TestDisClient::anImpossibleNameIsRefusedBeforeAnythingIsSent()
{
    RecordingNetwork network;
    const auto client = clientFor(u"https://dis.example.com"_s, network);
    for (const QString &name : {QString(), u"."_s, u".."_s}) {
        for (const TaskAddress &asked : {address(name, u"t"_s), address(u"s"_s, name)}) {
            const Result<TaskAnswer> result = answerTo(client->showTask(asked));
            QVERIFY(!result);
            QCOMPARE(nameOf(result.error()), nameOf(Kind::Usage, Reason::BadName));
            QCOMPARE(result.error().subject, name);
        }
    }
    QVERIFY(network.requests.isEmpty());
}

void TestDisClient::anUnusableCertificateFileIsRefused()
{
    QTemporaryDir folder;
    const QString empty = folder.filePath(u"empty.pem"_s);
    QFile file(empty);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("no certificate") > 0);
    file.close();
    const std::array cases{
        std::pair(empty, Reason::BadCertificates),
        std::pair(folder.filePath(u"absent.pem"_s), Reason::CannotRead),
        std::pair(folder.path(), Reason::NotRegularFile),
    };
    RecordingNetwork network;
    for (const auto &[path, reason] : cases) {
        Connection connection = connectionTo(u"https://dis.example.com"_s);
        connection.caFile = path;
        const auto client = DisClient::create(std::move(connection), network, systemClock());
        QVERIFY(!client);
        QCOMPARE(nameOf(client.error()), nameOf(Kind::File, reason));
        QCOMPARE(client.error().subject, path);
    }
}

void TestDisClient::loopbackIsNeverProxied()
{
    FaultServer server;
    server.answer(200, goodAnswer());
    FaultServer proxy;
    proxy.answer(502, {});
    QNetworkAccessManager network;
    network.setProxy(QNetworkProxy(QNetworkProxy::HttpProxy, u"127.0.0.1"_s, proxy.serverPort()));
    const auto client = clientFor(server.url(), network);
    QVERIFY(answerTo(client->showTask(someTask())));
    QCOMPARE(proxy.connections(), 0);
}

void TestDisClient::aRemoteServiceUsesTheSystemsProxy()
{
    const QNetworkProxy systems(QNetworkProxy::HttpProxy, u"proxy.example.com"_s, 3128);
    QNetworkProxy::setApplicationProxy(systems);
    const QScopeGuard back([] { QNetworkProxy::setApplicationProxy(QNetworkProxy::DefaultProxy); });
    RecordingNetwork network;
    const auto client = clientFor(u"https://dis.example.com"_s, network);
    const auto proxiesFor = [&network](const QString &url) {
        return network.proxyFactory()->queryProxy(QNetworkProxyQuery(QUrl(url)));
    };
    QCOMPARE(proxiesFor(u"https://dis.example.com/v2"_s), QList<QNetworkProxy>{systems});
    QCOMPARE(proxiesFor(u"http://127.0.0.1:1/v2"_s).first().type(), QNetworkProxy::NoProxy);
}

void TestDisClient::aGoodAnswerArrivesWhole()
{
    FaultServer server;
    server.answer(Script().pause(30ms).write(
        http(200, goodAnswer(), {{"X-Request-Id", "r-1"}, {"Date", "Wed, 21 Oct 2015 07:28:00 GMT"}})));
    QNetworkAccessManager network;
    const QDateTime now(QDate(2026, 1, 2), QTime(3, 4, 5), Qt::UTC);
    const auto client = DisClient::create(connectionTo(server.url()), network, [now] { return now; });
    QVERIFY(client);
    const Result<TaskAnswer> result = answerTo((*client)->showTask(someTask()));
    QVERIFY(result);
    QCOMPARE(result->task->answer.bytes(), goodAnswer());
    QCOMPARE(result->task->taskState(), DumpTask::State::Running);
    QCOMPARE(result->receivedAt, now);
    QCOMPARE(result->requestId, u"r-1"_s);
    QCOMPARE(result->serverDate.value_or(QDateTime()), QDateTime(QDate(2015, 10, 21), QTime(7, 28), Qt::UTC));
    QCOMPARE_GE(result->latency.count(), 30);
}

void TestDisClient::anotherLimitHoldsFromTheNextQuestionOn()
{
    RecordingNetwork network;
    network.canned.body = goodAnswer();
    const auto limit = std::make_shared<ClientLimits>(goodAnswer().size());
    const auto client =
        DisClient::create(connectionTo(u"https://dis.example.com"_s), network, systemClock(), {}, limit);
    QVERIFY(client);
    QVERIFY(answerTo((*client)->showTask(someTask())));
    limit->setBodyBytes(goodAnswer().size() - 1);
    const Result<TaskAnswer> refused = answerTo((*client)->showTask(someTask()));
    QVERIFY(!refused);
    QCOMPARE(nameOf(refused.error()), nameOf(Kind::TooLarge, Reason::OverCap));
    QCOMPARE(refused.error().subject, QString::number(goodAnswer().size() - 1));
    limit->setBodyBytes(goodAnswer().size());
    QVERIFY(answerTo((*client)->showTask(someTask())));
}

void TestDisClient::answersArriveOnTheAskersThread()
{
    FaultServer server;
    server.answer(200, goodAnswer());
    QNetworkAccessManager network;
    const auto client = clientFor(server.url(), network);
    QThread *thread = nullptr;
    const auto chain =
        client->showTask(someTask()).then([&](const Result<TaskAnswer> &) { thread = QThread::currentThread(); });
    QTRY_VERIFY(chain.isFinished());
    QCOMPARE(thread, QThread::currentThread());
}

void TestDisClient::theOriginIsTheHostThatIsAsked()
{
    RecordingNetwork network;
    QCOMPARE(clientFor(u"DIS.Example.com:20004"_s, network)->origin(), u"dis.example.com:20004"_s);
}

void TestDisClient::thePlaceIsTheProjectAndSaysNoSecret()
{
    QNetworkAccessManager network;
    const auto place = [&](const QString &endpoint, const QString &project, Credential credential) {
        Connection connection = connectionTo(endpoint);
        connection.project = {project};
        connection.projectName = u"cn-north-4"_s;
        connection.iamEndpoint = u"https://iam.example.com"_s;
        connection.credential = std::move(credential);
        const auto client = DisClient::create(std::move(connection), network, systemClock());
        return client ? (*client)->place() : QString();
    };
    const auto token = [](const char *text = canaryToken) { return Token{Secret(QByteArrayView(text))}; };
    const auto key = [](const char *id) { return AccessKey{Secret(QByteArrayView(id)), Secret("secret"), {}}; };
    const QString here = u"https://dis.example.com"_s;
    const QString first = place(here, u"p1"_s, token());
    QVERIFY(!first.isEmpty());
    // A new token, or a key, for the same project.
    QCOMPARE(place(here, u"p1"_s, token("another")), first);
    QCOMPARE(place(here, u"p1"_s, key("HPUACANARYKEY0123456")), first);
    QVERIFY(place(here, u"p2"_s, token()) != first);
    QVERIFY(place(u"https://dis.example.org"_s, u"p1"_s, token()) != first);
    // Where the project is looked up, it is that of who looks.
    const QString lookedUp = place(here, {}, key("HPUACANARYKEY0123456"));
    QCOMPARE(place(here, {}, key("HPUACANARYKEY0123456")), lookedUp);
    QVERIFY(place(here, {}, key("HPUACANARYKEY0123457")) != lookedUp);
    QVERIFY(place(here, {}, UserPassword{u"ann"_s, u"prod"_s, Secret("x")})
            != place(here, {}, UserPassword{u"ann"_s, u"dev"_s, Secret("x")}));
    QVERIFY(!lookedUp.contains(u"CANARY"_s));
    QVERIFY(!place(here, {}, token()).contains(QLatin1String(canaryToken)));
}

void TestDisClient::anAnswerIsGivenOnlyOnTheEventLoop()
{
    RecordingNetwork network;
    network.canned.status = 0;
    network.canned.error = QNetworkReply::ConnectionRefusedError;
    const auto client = clientFor(u"https://dis.example.com"_s, network);
    const auto future = client->showTask(someTask());
    QVERIFY(!future.isFinished());
    QTRY_VERIFY(future.isFinished());
    QCOMPARE(nameOf(future.result().error()), nameOf(Kind::Unreachable, Reason::Refused));
}

} // namespace spillway

QTEST_GUILESS_MAIN(spillway::TestDisClient)
#include "tst_disclient.moc"
