// SPDX-License-Identifier: GPL-3.0-or-later
#include "asking.h"
#include "client/request.h"
#include "client/signin.h"
#include "support/faultserver.h"
#include "support/testcase.h"

#include <QFutureWatcher>

namespace spillway {

using namespace Qt::StringLiterals;
using Kind = Error::Kind;
using Reason = Error::Reason;

namespace {

const QDateTime start({2026, 11, 25}, {12, 0}, Qt::UTC);

QByteArray keyAnswer(const QByteArray &id, const QDateTime &end)
{
    return QByteArray("{'credential':{'access':'" + id
                      + "','secret':'secretsecret','securitytoken':'tokentoken',"
                        "'expires_at':'"
                      + end.toString(Qt::ISODateWithMs).toLatin1() + "'}}")
        .replace('\'', '"');
}

/// A server of the cloud whose metadata service is the test's.
struct Server
{
    Server()
        : signIn({connection(),
                  {},
                  *plainRequest({}),
                  network,
                  [this] { return now; },
                  shortTiming(),
                  QUrl(metadata.url() + u"/openstack/latest/securitykey"_s)})
    {
    }

    static Connection connection()
    {
        Connection connection;
        connection.project = {u"p"_s};
        connection.credential = ServerAgency();
        connection.origin = u"agency"_s;
        return connection;
    }
    Result<ProjectId> prepare()
    {
        QFutureWatcher<Result<ProjectId>> watcher;
        watcher.setFuture(signIn.prepare());
        if (!QTest::qWaitFor([&watcher] { return watcher.isFinished(); }, 20'000))
            qFatal("signing in never ended");
        return watcher.result();
    }
    QByteArray header(const QByteArray &wanted) const
    {
        const QList<RawHeader> headers = signIn.headers("GET", "/", {}, u"dis.example.com"_s);
        for (const auto &[name, value] : headers) {
            if (name == wanted)
                return value;
        }
        return {};
    }

    QDateTime now = start;
    FaultServer metadata;
    QNetworkAccessManager network;
    SignIn signIn;
};

} // namespace

/// Signing in with the key that a server of the cloud is given.
class TestServerAgency : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void requestsAreSignedWithTheServersKey()
    {
        Server it;
        it.metadata.answer(200, keyAnswer("HSTSERVERKEY0000001", start.addSecs(3600 * 24)));
        QVERIFY(it.prepare());
        QVERIFY(it.header("Authorization").startsWith("SDK-HMAC-SHA256 Access=HSTSERVERKEY0000001, "));
        QCOMPARE(it.header("X-Security-Token"), QByteArray("tokentoken"));
        QCOMPARE(it.metadata.requests().first().line, QByteArray("GET /openstack/latest/securitykey HTTP/1.1"));
        const CredentialFacts facts = it.signIn.facts();
        QCOMPARE(facts.kind, CredentialFacts::Kind::TemporaryKey);
        QCOMPARE(facts.shortId, u"HSTS"_s);
        QCOMPARE(facts.expires, std::optional(start.addSecs(3600 * 24)));
        QVERIFY(it.prepare());
        QCOMPARE(it.metadata.requests().size(), 1);
    }

    void theKeyIsRenewedBeforeItEnds()
    {
        Server it;
        it.metadata.answer(200, keyAnswer("HSTSERVERKEY0000001", start.addSecs(3600)));
        QVERIFY(it.prepare());
        it.metadata.forget();
        it.metadata.answer(200, keyAnswer("HSTSERVERKEY0000002", start.addSecs(7200)));
        it.now = start.addSecs(3300);
        QVERIFY(it.prepare());
        QVERIFY(it.header("Authorization").contains("HSTSERVERKEY0000002"));
        // Out of order for a while: the old one is good still.
        it.metadata.forget();
        it.metadata.answer(500, {});
        it.now = start.addSecs(6900);
        QVERIFY(it.prepare());
        QVERIFY(it.header("Authorization").contains("HSTSERVERKEY0000002"));
        it.now = start.addSecs(7300);
        QVERIFY(!it.prepare());
    }

    void aRefusedKeyIsAskedForAnew()
    {
        Server it;
        it.metadata.answer(200, keyAnswer("HSTSERVERKEY0000001", start.addSecs(36000)));
        QVERIFY(it.prepare());
        Error refusal;
        refusal.kind = Kind::Unauthorized;
        QVERIFY(!it.signIn.refused(refusal, it.signIn.proof()));
        QCOMPARE(it.signIn.explained(refusal).reason, Reason::SignatureRefused);
        QVERIFY(it.prepare());
        QCOMPARE(it.metadata.requests().size(), 2);
    }

    void whatIsNoKeyIsSaidAndAskedForOnce_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<Kind>("kind");
        QTest::newRow("another's web page") << 200 << QByteArray("<html>") << Kind::Malformed;
        QTest::newRow("a key no header can carry") << 200 << keyAnswer("A,B=C", start.addSecs(3600)) << Kind::Malformed;
        QTest::newRow("no agency") << 404 << QByteArray() << Kind::NotFound;
        QTest::newRow("redirected") << 302 << QByteArray() << Kind::Redirected;
    }
    void whatIsNoKeyIsSaidAndAskedForOnce()
    {
        QFETCH(const int, status);
        QFETCH(const QByteArray, body);
        QFETCH(const Kind, kind);
        Server it;
        it.metadata.answer(status, body);
        const Result<ProjectId> result = it.prepare();
        QVERIFY(!result);
        QCOMPARE(result.error().kind, kind);
        QCOMPARE(it.metadata.requests().size(), 1);
        QCOMPARE(it.signIn.facts().kind, CredentialFacts::Kind::None);
    }
};

} // namespace spillway

QTEST_GUILESS_MAIN(spillway::TestServerAgency)
#include "tst_serveragency.moc"
