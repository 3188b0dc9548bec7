// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/exchange.h"
#include "domain/clock.h"
#include "support/recordingnetwork.h"
#include "support/testcase.h"

#include <QNetworkProxy>

namespace spillway {

using namespace Qt::StringLiterals;
using Kind = Error::Kind;
using Reason = Error::Reason;
using Network = QNetworkReply::NetworkError;

namespace {

constexpr char authority[] = "dis.example.com:443";

class ProxyForAll : public QNetworkProxyFactory
{
public:
    explicit ProxyForAll(const QList<QNetworkProxy> &proxies)
        : m_proxies(proxies)
    {
    }

    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &) override { return m_proxies; }

private:
    QList<QNetworkProxy> m_proxies;
};

/// Somebody who asks a service far away, and is told what Qt says of it.
struct Asked
{
    CannedAnswer canned;
    QString url = u"https://dis.example.com/"_s;
    bool isDirect = false;
    bool hasProxy = false;
    QList<QNetworkProxy> proxies{
        QNetworkProxy(QNetworkProxy::HttpProxy, u"proxy.example.com"_s, 8080, u"user"_s, u"canary"_s)};
    int goodStatus = 200;

    Error error() const
    {
        RecordingNetwork network;
        network.canned = canned;
        if (hasProxy)
            network.setProxyFactory(new ProxyForAll(proxies));
        Exchange::Question question;
        question.request.setUrl(QUrl(url));
        question.goodStatus = goodStatus;
        question.authority = QLatin1StringView(authority);
        question.isDirect = isDirect;
        question.clock = systemClock();
        std::optional<Error> told;
        QEventLoop loop;
        auto *exchange = new Exchange(question, network, &network);
        QObject::connect(exchange, &Exchange::failed, &loop, [&](const Error &error) {
            told = error;
            loop.quit();
        });
        QObject::connect(exchange, &Exchange::answered, &loop, &QEventLoop::quit);
        loop.exec();
        return told.value_or(Error());
    }
};

Asked failing(Network error, int timesSent = 1, const QString &words = u"words"_s)
{
    Asked asked;
    asked.canned.status = 0;
    asked.canned.error = error;
    asked.canned.errorText = words;
    asked.canned.timesSent = timesSent;
    return asked;
}

Asked answering(int status, const QList<std::pair<QByteArray, QByteArray>> &headers = {})
{
    Asked asked;
    asked.canned.status = status;
    asked.canned.headers = headers;
    return asked;
}

} // namespace

/// What is made of each of Qt's errors, whatever brings it about.
class TestNetworkErrors : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void everyErrorOfTheNetworkHasAReason_data();
    void everyErrorOfTheNetworkHasAReason();
    void aProxyIsNamedOnlyWhereThereIsOne();
    void whatFailsBeforeAnythingIsSentIsTheProxys();
    void whoHangsUpOnTheThirdRequestDoesNotSpeakHttp();
    void anOldVersionOfTlsIsKnownByItsWords();
    void itsWordsAreCut();
    void anAnswerThatAsksForAPasswordIsTheProxys();
    void aGoodAnswerThatIsNotTheOneHopedForIsToldSo();
    void whatAnAnswerSaysIsCut();
};

void TestNetworkErrors::everyErrorOfTheNetworkHasAReason_data()
{
    QTest::addColumn<Network>("error");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<Reason>("reason");
    const auto row = [](const char *name, Network error, Kind kind, Reason reason) {
        QTest::newRow(name) << error << kind << reason;
    };
    row("refused", Network::ConnectionRefusedError, Kind::Unreachable, Reason::Refused);
    row("closed", Network::RemoteHostClosedError, Kind::Unreachable, Reason::ClosedEarly);
    row("no name", Network::HostNotFoundError, Kind::Unreachable, Reason::NameNotFound);
    row("timeout", Network::TimeoutError, Kind::Timeout, Reason::ConnectTimeout);
    row("canceled", Network::OperationCanceledError, Kind::Unreachable, Reason::ClosedEarly);
    row("TLS", Network::SslHandshakeFailedError, Kind::Tls, Reason::Unspecified);
    row("proxy refused", Network::ProxyConnectionRefusedError, Kind::Unreachable, Reason::ProxyFailed);
    row("proxy closed", Network::ProxyConnectionClosedError, Kind::Unreachable, Reason::ProxyFailed);
    row("no proxy", Network::ProxyNotFoundError, Kind::Unreachable, Reason::ProxyFailed);
    row("proxy timeout", Network::ProxyTimeoutError, Kind::Unreachable, Reason::ProxyFailed);
    row("proxy password", Network::ProxyAuthenticationRequiredError, Kind::Unreachable, Reason::ProxyFailed);
    row("proxy", Network::UnknownProxyError, Kind::Unreachable, Reason::ProxyFailed);
    row("another protocol", Network::ProtocolUnknownError, Kind::Unreachable, Reason::NotHttp);
    row("not for the protocol", Network::ProtocolInvalidOperationError, Kind::Unreachable, Reason::NotHttp);
    row("protocol broken", Network::ProtocolFailure, Kind::Unreachable, Reason::NotHttp);
    row("any other", Network::UnknownNetworkError, Kind::Unreachable, Reason::Unspecified);
}

void TestNetworkErrors::everyErrorOfTheNetworkHasAReason()
{
    QFETCH(const Network, error);
    QFETCH(const Kind, kind);
    QFETCH(const Reason, reason);
    Asked asked = failing(error);
    const Error told = asked.error();
    QCOMPARE(told.kind, kind);
    QCOMPARE(told.reason, reason);
    QCOMPARE(told.subject, QLatin1StringView(authority));
    QCOMPARE(told.detail, u"words"_s);
    QCOMPARE(told.httpStatus, error == Network::ProxyAuthenticationRequiredError ? 407 : 0);
    asked.hasProxy = true;
    QCOMPARE(asked.error().subject,
             reason == Reason::ProxyFailed ? u"proxy.example.com:8080"_s : QLatin1StringView(authority));
}

void TestNetworkErrors::aProxyIsNamedOnlyWhereThereIsOne()
{
    Asked asked = failing(Network::UnknownNetworkError, 0);
    QCOMPARE(asked.error().reason, Reason::Unspecified);
    QCOMPARE(asked.error().subject, QLatin1StringView(authority));
    asked.hasProxy = true;
    QCOMPARE(asked.error().reason, Reason::ProxyFailed);
    asked.proxies = {QNetworkProxy(QNetworkProxy::NoProxy)};
    QCOMPARE(asked.error().subject, QLatin1StringView(authority));
    asked.proxies.clear();
    QCOMPARE(asked.error().subject, QLatin1StringView(authority));
    asked.isDirect = true;
    QCOMPARE(asked.error().reason, Reason::Unspecified);
    QCOMPARE(asked.error().subject, QLatin1StringView(authority));
}

void TestNetworkErrors::whatFailsBeforeAnythingIsSentIsTheProxys()
{
    Asked asked = failing(Network::UnknownNetworkError, 0);
    asked.hasProxy = true;
    QCOMPARE(asked.error().subject, u"proxy.example.com:8080"_s);
    asked.canned.timesSent = 1;
    QCOMPARE(asked.error().reason, Reason::Unspecified);
    QCOMPARE(asked.error().subject, QLatin1StringView(authority));
}

void TestNetworkErrors::whoHangsUpOnTheThirdRequestDoesNotSpeakHttp()
{
    Asked asked = failing(Network::RemoteHostClosedError, 3);
    QCOMPARE(asked.error().reason, Reason::ClosedEarly); // over TLS it may be one that does
    asked.url = u"http://127.0.0.1/"_s;
    QCOMPARE(asked.error().reason, Reason::NotHttp);
    asked.canned.timesSent = 2;
    QCOMPARE(asked.error().reason, Reason::ClosedEarly);
    asked.canned.timesSent = 3;
    asked.canned.error = Network::HostNotFoundError;
    QCOMPARE(asked.error().reason, Reason::NameNotFound);
}

void TestNetworkErrors::anOldVersionOfTlsIsKnownByItsWords()
{
    for (const char *words :
         {"error:0A00042E:SSL routines::tlsv1 alert protocol version",
          "error:0A000102:SSL routines::unsupported protocol", "error:0A00010A:SSL routines::wrong ssl version",
          "error:0A00018C:SSL routines::Version Too Low"}) {
        const auto text = QLatin1StringView(words);
        QCOMPARE(failing(Network::SslHandshakeFailedError, 1, text).error().reason, Reason::ObsoleteTls);
        QCOMPARE(failing(Network::ConnectionRefusedError, 1, text).error().reason, Reason::Refused);
    }
    QCOMPARE(failing(Network::SslHandshakeFailedError, 1, u"no shared cipher"_s).error().reason, Reason::Unspecified);
}

void TestNetworkErrors::itsWordsAreCut()
{
    for (const int length : {2047, 2048, 2049})
        QCOMPARE(failing(Network::ConnectionRefusedError, 1, QString(length, u'w')).error().detail.size(),
                 std::min(length, 2048));
}

void TestNetworkErrors::anAnswerThatAsksForAPasswordIsTheProxys()
{
    Asked asked = answering(407);
    QCOMPARE(asked.error().reason, Reason::ProxyFailed);
    QCOMPARE(asked.error().subject, QString());
    asked.hasProxy = true;
    QCOMPARE(asked.error().subject, u"proxy.example.com:8080"_s);
    asked.isDirect = true;
    QCOMPARE(asked.error().subject, QString());
    // Whatever else it says is not the proxy's.
    Asked redirected = answering(302, {{"Location", "https://elsewhere.example.com/"}});
    redirected.hasProxy = true;
    QCOMPARE(redirected.error().subject, u"https://elsewhere.example.com/"_s);
}

void TestNetworkErrors::aGoodAnswerThatIsNotTheOneHopedForIsToldSo()
{
    Asked asked = answering(200);
    asked.goodStatus = 201;
    QCOMPARE(asked.error().reason, Reason::UnexpectedStatus);
    asked.canned.body = R"({"error_code":"X","error_msg":"no"})"; // good for others, and says why
    QCOMPARE(asked.error().reason, Reason::Unspecified);
    asked = answering(403);
    QCOMPARE(asked.error().reason, Reason::Unspecified);
}

void TestNetworkErrors::whatAnAnswerSaysIsCut()
{
    for (const int length : {511, 512, 513}) {
        const Error told =
            answering(200, {{"Content-Encoding", QByteArray(length, 'e')}, {"X-Request-Id", QByteArray(length, 'i')}})
                .error();
        QCOMPARE(told.reason, Reason::Compressed);
        QCOMPARE(told.subject.size(), std::min(length, 512));
        QCOMPARE(told.requestId.size(), std::min(length, 512));
    }
}

} // namespace spillway

QTEST_GUILESS_MAIN(spillway::TestNetworkErrors)
#include "tst_networkerrors.moc"
