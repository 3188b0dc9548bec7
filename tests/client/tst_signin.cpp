// SPDX-License-Identifier: GPL-3.0-or-later
#include "signingin.h"
#include "support/testcase.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace spillway {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = Error::Kind;
using Reason = Error::Reason;

namespace {

const QDateTime endOfFirst = signInStart.addDuration(24h);

QJsonObject question(const SeenRequest &request)
{
    return QJsonDocument::fromJson(request.body).object()["auth"_L1].toObject();
}

/// Late enough for something to happen before it.
Script slowlyIssued()
{
    const QByteArray body = tokenBody("2026-03-10T04:05:06.000000Z");
    return Script().pause(50ms).write(http(201, body, {{"X-Subject-Token", "token-1"}}));
}

} // namespace

/// A person signs in with a user's name and password: a token has to be got from IAM, kept, and renewed in time.
class TestSignIn : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void aPasswordBecomesATokenThatAsks();
    void theProjectIsNamedAsThePersonDid_data();
    void theProjectIsNamedAsThePersonDid();
    void oneTokenServesManyQuestions();
    void theTokenIsRenewedBeforeItEnds();
    void theServersClockDecidesWhenATokenEnds();
    void whileIamIsDownTheOldTokenServes_data();
    void whileIamIsDownTheOldTokenServes();
    void anIamThatIsDownIsNotAskedByEveryQuestion();
    void aTokenThatHasEndedDoesNotServe();
    void twoQuestionsAreOneSignIn();
    void oneWhoStopsWaitingDoesNotHurtTheOther();
    void whenNobodyWaitsAnyMoreTheTokenIsKept();
    void leavingWhileSigningInIsSafe_data();
    void leavingWhileSigningInIsSafe();
    void whoeverGetsTheAnswerMayDestroyTheClient();
    void tryingOutSignsInToo();
    void leavingWhileTryingOutIsSafe();
    void whoeverHearsOfTheTryMayDestroyTheClient_data();
    void whoeverHearsOfTheTryMayDestroyTheClient();
};

void TestSignIn::aPasswordBecomesATokenThatAsks()
{
    SigningIn person;
    person.iam.answer(issued("token-1", endOfFirst));
    const CredentialFacts before = person.client().credential();
    QCOMPARE(before.kind, CredentialFacts::Kind::Password);
    QVERIFY(!before.expires);
    QVERIFY(person.ask());

    QCOMPARE(person.iam.requests().size(), 1);
    const SeenRequest request = person.iam.requests().constFirst();
    QCOMPARE(request.line, QByteArray("POST /v3/auth/tokens?nocatalog=1 HTTP/1.1"));
    QCOMPARE(request.header("Content-Type"), QByteArray("application/json;charset=utf8"));
    QVERIFY(request.header("X-Auth-Token").isNull());
    QVERIFY(request.header("Authorization").isNull());
    const QJsonObject user = question(request)["identity"_L1]["password"_L1]["user"_L1].toObject();
    QCOMPARE(user["name"_L1].toString(), u"ann"_s);
    QCOMPARE(user["domain"_L1]["name"_L1].toString(), u"acme"_s);
    QCOMPARE(user["password"_L1].toString(), QString::fromLatin1(canaryPassword));

    QCOMPARE(person.dis.requests().size(), 1);
    QCOMPARE(person.tokenSeen(0), QByteArray("token-1"));
    QVERIFY(person.dis.requests().constFirst().line.startsWith("GET /v2/p-1/streams/"));
    const CredentialFacts after = person.client().credential();
    QCOMPARE(after.user, u"ann"_s);
    QCOMPARE(after.expires, std::optional(endOfFirst));
}

void TestSignIn::theProjectIsNamedAsThePersonDid_data()
{
    QTest::addColumn<bool>("byId");
    QTest::newRow("by its id") << true;
    QTest::newRow("by the region's name") << false;
}

void TestSignIn::theProjectIsNamedAsThePersonDid()
{
    QFETCH(const bool, byId);
    SigningIn person;
    if (!byId)
        person.forgetProject();
    person.iam.answer(issued("token-1", endOfFirst, "p-of-the-answer"));
    QVERIFY(person.ask());
    const QJsonObject scope = question(person.iam.requests().constFirst())["scope"_L1]["project"_L1].toObject();
    QCOMPARE(scope, (byId ? QJsonObject{{u"id"_s, u"p-1"_s}} : QJsonObject{{u"name"_s, u"cn-north-4"_s}}));
    // IAM says which one the name is; it is not asked once more for that.
    QCOMPARE(person.iam.requests().size(), 1);
    QVERIFY(person.dis.requests().constFirst().line.startsWith(byId ? "GET /v2/p-1/" : "GET /v2/p-of-the-answer/"));
}

void TestSignIn::oneTokenServesManyQuestions()
{
    SigningIn person;
    person.iam.answer(issued("token-1", endOfFirst));
    person.iam.answer(issued("token-2", endOfFirst));
    for (int i = 0; i < 3; ++i) {
        QVERIFY(person.ask());
        person.now = person.now.addDuration(7h);
    }
    QCOMPARE(person.iam.requests().size(), 1);
    QCOMPARE(person.dis.requests().size(), 3);
    QCOMPARE(person.tokenSeen(2), QByteArray("token-1"));
}

void TestSignIn::theTokenIsRenewedBeforeItEnds()
{
    SigningIn person;
    person.iam.answer(issued("token-1", endOfFirst));
    person.iam.answer(issued("token-2", endOfFirst.addDuration(24h)));
    QVERIFY(person.ask());
    person.now = endOfFirst.addDuration(-10min);
    QVERIFY(person.ask());
    QCOMPARE(person.iam.requests().size(), 1);
    person.now = endOfFirst.addDuration(-10min + 1s);
    QVERIFY(person.ask());
    QCOMPARE(person.iam.requests().size(), 2);
    QCOMPARE(person.tokenSeen(2), QByteArray("token-2"));
    // A token cannot renew itself here: it is the password that is sent again.
    QVERIFY(person.iam.requests().constLast().header("X-Auth-Token").isNull());
    QVERIFY(person.ask());
    QCOMPARE(person.iam.requests().size(), 2);
    QCOMPARE(person.client().credential().expires, std::optional(endOfFirst.addDuration(24h)));
}

void TestSignIn::theServersClockDecidesWhenATokenEnds()
{
    SigningIn person;
    // The person's clock is a day ahead: by it the token would have ended when it came.
    const QDateTime there = signInStart.addDuration(-24h);
    const QByteArray body = tokenBody("2026-03-09T04:05:06.000000Z");
    person.iam.answer(201, body, {{"X-Subject-Token", "token-1"}, {"Date", httpDate(there)}});
    QVERIFY(person.ask());
    person.now = signInStart.addDuration(23h);
    QVERIFY(person.ask());
    QCOMPARE(person.iam.requests().size(), 1);
    QCOMPARE(person.client().credential().expires, std::optional(signInStart));
    person.now = signInStart.addDuration(23h + 51min);
    QVERIFY(person.ask());
    QCOMPARE(person.iam.requests().size(), 2);
}

void TestSignIn::whileIamIsDownTheOldTokenServes_data()
{
    QTest::addColumn<QByteArray>("answer"); // empty: nobody listens
    QTest::newRow("unavailable") << http(503, "{}");
    QTest::newRow("nonsense") << http(201, "<html>", {{"Content-Type", "text/html"}});
    QTest::newRow("throttled") << http(429, "{}");
    QTest::newRow("nobody there") << QByteArray();
}

void TestSignIn::whileIamIsDownTheOldTokenServes()
{
    QFETCH(const QByteArray, answer);
    SigningIn person;
    person.iam.answer(issued("token-1", endOfFirst));
    person.iam.answer(Script().write(answer).fin());
    QVERIFY(person.ask());
    QTRY_COMPARE(person.dis.requests().size(), 1);
    if (answer.isEmpty()) {
        person.network.clearConnectionCache();
        person.iam.stopListening();
    }
    person.now = endOfFirst.addDuration(-5min);
    QVERIFY(person.ask());
    QCOMPARE(person.tokenSeen(1), QByteArray("token-1"));
    QCOMPARE(person.iam.requests().size(), answer.isEmpty() ? 1 : 2);
}

void TestSignIn::anIamThatIsDownIsNotAskedByEveryQuestion()
{
    SigningIn person;
    person.timing = shortTiming();
    person.iam.answer(issued("token-1", endOfFirst));
    person.iam.answer(Script().stall());
    QVERIFY(person.ask());
    person.now = endOfFirst.addDuration(-5min);
    QVERIFY(person.ask());
    QCOMPARE(person.iam.requests().size(), 2);
    // Every one of these would have to wait until IAM has been silent for long enough.
    for (int i = 0; i < 11; ++i) {
        person.now = person.now.addDuration(5s);
        QVERIFY(person.ask());
    }
    QCOMPARE(person.iam.requests().size(), 2);
    QCOMPARE(person.dis.requests().size(), 13);
    person.now = person.now.addDuration(5s);
    person.iam.forget();
    person.iam.answer(issued("token-2", endOfFirst.addDuration(24h)));
    QVERIFY(person.ask());
    QCOMPARE(person.iam.requests().size(), 3);
    QCOMPARE(person.tokenSeen(13), QByteArray("token-2"));
    // The pause is over with the renewal: near its end, the new one is renewed as well.
    person.now = endOfFirst.addDuration(24h - 9min);
    QVERIFY(person.ask());
    QCOMPARE(person.iam.requests().size(), 4);
}

void TestSignIn::aTokenThatHasEndedDoesNotServe()
{
    SigningIn person;
    person.iam.answer(issued("token-1", endOfFirst));
    person.iam.answer(503, "{}");
    QVERIFY(person.ask());
    person.now = endOfFirst.addDuration(-1s);
    QVERIFY(person.ask());
    person.now = endOfFirst; // also where IAM has just been down
    const Result<TaskAnswer> result = person.ask();
    QVERIFY(!result);
    QCOMPARE(nameOf(result.error()), nameOf(Kind::Server, Reason::Unspecified));
    QCOMPARE(person.iam.requests().size(), 3);
    QCOMPARE(person.dis.requests().size(), 2);
}

void TestSignIn::twoQuestionsAreOneSignIn()
{
    SigningIn person;
    person.iam.answer(slowlyIssued());
    auto first = person.client().showTask(someTask());
    auto second = person.client().showTask(someTask());
    QVERIFY(answerTo(first));
    QVERIFY(answerTo(second));
    QCOMPARE(person.iam.requests().size(), 1);
    QCOMPARE(person.dis.requests().size(), 2);
}

void TestSignIn::oneWhoStopsWaitingDoesNotHurtTheOther()
{
    SigningIn person;
    person.iam.answer(slowlyIssued());
    auto first = person.client().showTask(someTask());
    auto second = person.client().showTask(someTask());
    QTRY_COMPARE(person.iam.requests().size(), 1);
    first.cancel();
    QVERIFY(answerTo(second));
    QTRY_VERIFY(first.isFinished());
    QCOMPARE(first.resultCount(), 0);
    QCOMPARE(person.iam.requests().size(), 1);
    QCOMPARE(person.dis.requests().size(), 1);
}

void TestSignIn::whenNobodyWaitsAnyMoreTheTokenIsKept()
{
    SigningIn person;
    person.iam.answer(slowlyIssued());
    auto given = person.client().showTask(someTask());
    QTRY_COMPARE(person.iam.requests().size(), 1);
    given.cancel();
    QTRY_VERIFY(person.client().credential().expires);
    QVERIFY(person.ask());
    QCOMPARE(person.iam.requests().size(), 1);
    QCOMPARE(person.dis.requests().size(), 1);
}

void TestSignIn::leavingWhileSigningInIsSafe_data()
{
    QTest::addColumn<Script>("script");
    QTest::addColumn<bool>("hasAsked");
    QTest::newRow("at once") << Script().stall() << false;
    QTest::newRow("waiting") << Script().stall() << true;
    QTest::newRow("inside the header") << Script().write("HTTP/1.1 201 Created\r\nX-Subj").stall() << true;
    QTest::newRow("inside the body") << Script().write(http(201, "{", {{"Content-Length", "99"}})).stall() << true;
}

void TestSignIn::leavingWhileSigningInIsSafe()
{
    QFETCH(const Script, script);
    QFETCH(const bool, hasAsked);
    SigningIn person;
    person.iam.answer(script);
    auto first = person.client().showTask(someTask());
    auto second = person.client().showTask(someTask());
    if (hasAsked)
        QTRY_COMPARE(person.iam.requests().size(), 1);
    person.forgetClient();
    for (const auto &future : {first, second}) {
        QVERIFY(future.isFinished());
        QCOMPARE(future.resultCount(), 0);
    }
    SigningIn::letPass();
    QTRY_COMPARE(person.iam.openConnections(), 0);
    QVERIFY(person.dis.requests().isEmpty());
}

void TestSignIn::whoeverGetsTheAnswerMayDestroyTheClient()
{
    SigningIn person;
    person.iam.answer(401, "{}");
    auto second = person.client().showTask(someTask());
    const auto chain =
        person.client().showTask(someTask()).then([&](const Result<TaskAnswer> &) { person.forgetClient(); });
    QTRY_VERIFY(chain.isFinished());
    QTRY_VERIFY(second.isFinished());
}

void TestSignIn::tryingOutSignsInToo()
{
    SigningIn person;
    person.iam.answer(issued("token-1", endOfFirst));
    person.dis.forget();
    person.dis.answer(200, R"({"total_number":1,"stream_names":["a"],"has_more_streams":false})");
    const QFuture<Result<void>> tried = person.client().tryOut();
    QTRY_VERIFY(tried.isFinished());
    QVERIFY(tried.result());
    QCOMPARE(person.iam.requests().size(), 1);
    QCOMPARE(person.dis.requests().constFirst().line, QByteArray("GET /v2/p-1/streams?limit=1 HTTP/1.1"));
    QCOMPARE(person.tokenSeen(0), QByteArray("token-1"));
}

void TestSignIn::leavingWhileTryingOutIsSafe()
{
    SigningIn person;
    person.iam.answer(Script().stall());
    const QFuture<Result<void>> tried = person.client().tryOut();
    QTRY_COMPARE(person.iam.requests().size(), 1);
    person.forgetClient();
    QTRY_COMPARE(person.iam.openConnections(), 0);
    QCOMPARE(tried.resultCount(), 0);
}

void TestSignIn::whoeverHearsOfTheTryMayDestroyTheClient_data()
{
    QTest::addColumn<int>("status");
    QTest::newRow("it works") << 200;
    QTest::newRow("it does not") << 500;
}

void TestSignIn::whoeverHearsOfTheTryMayDestroyTheClient()
{
    QFETCH(const int, status);
    SigningIn person;
    person.useToken();
    person.dis.forget();
    person.dis.answer(status, R"({"stream_names":[]})");
    // Without a context this runs inside the call that gives the answer.
    const auto chain = person.client().tryOut().then([&](const Result<void> &) { person.forgetClient(); });
    QTRY_VERIFY(chain.isFinished());
}

} // namespace spillway

QTEST_GUILESS_MAIN(spillway::TestSignIn)
#include "tst_signin.moc"
