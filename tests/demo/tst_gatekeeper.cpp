// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/practising.h"
#include "support/testcase.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSignalSpy>

using namespace spillway;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Who may ask the demo service, and what the others are told. Signatures have a test of their own.
class tst_Gatekeeper : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsPractisedWithIsSecretAndUsable();
    void aTokenIsGivenForAPassword();
    void whatTheRealClientLibraryPostsIsAnswered();
    void aTokenIsGoodForADay();
    void oldTokensAreForgottenWhenThereAreMany();
    void whoIsNotThePractisingUserGetsNoToken_data();
    void whoIsNotThePractisingUserGetsNoToken();
    void whatIsNoQuestionForATokenIsRefused_data();
    void whatIsNoQuestionForATokenIsRefused();
    void projectsAreListed();
    void otherCallsByPostDoNotExist();
    void tooManyRefusalsBlockTheAddressForAWhile();
    void refusalsAreForgotten();
    void aClockSetBackDoesNotBlockForLong();
};

void tst_Gatekeeper::whatIsPractisedWithIsSecretAndUsable()
{
    const Practising one;
    const Practising two;
    QCOMPARE(one.practice.user.user, two.practice.user.user);
    QCOMPARE(one.practice.user.domain, two.practice.user.domain);
    QCOMPARE(one.practice.projectName, two.practice.projectName);
    QVERIFY(one.practice.user.password.reveal() != two.practice.user.password.reveal());
    QVERIFY(one.practice.key.secret.reveal() != two.practice.key.secret.reveal());
    QVERIFY(one.practice.temporaryKey.secret.reveal() != two.practice.temporaryKey.secret.reveal());
    QVERIFY(one.practice.temporaryKey.securityToken.reveal() != two.practice.temporaryKey.securityToken.reveal());
    QVERIFY(one.practice.key.secret.reveal() != one.practice.temporaryKey.secret.reveal());
    QVERIFY(one.practice.key.securityToken.isEmpty());
    QVERIFY(checkAccessKey(one.practice.key, {}));
    QVERIFY(checkAccessKey(one.practice.temporaryKey, {}));
    QVERIFY(checkUserPassword(one.practice.user, {}));
    QCOMPARE(two.askSigned(one.practice.key).status, 401);
    QCOMPARE(two.practice.project, two.service.connection().project);
}

void tst_Gatekeeper::aTokenIsGivenForAPassword()
{
    const Practising served;
    for (const ProjectScope &scope :
         {ProjectScope{served.practice.project, {}}, ProjectScope{{}, served.practice.projectName}}) {
        const RawReply reply = served.askForToken(tokenRequestBody(served.practice.user, scope).reveal().toByteArray());
        QCOMPARE(reply.status, 201);
        const QByteArray token = reply.headers.value("x-subject-token");
        QVERIFY(checkToken(Secret(token), {}));
        QVERIFY(!reply.body.contains(token));
        QVERIFY(!reply.body.contains("catalog"));
        const Result<TokenFacts> facts = decodeTokenFacts(reply.body);
        QVERIFY(facts);
        QCOMPARE(facts->expiresAt, practiceStart.addDays(1));
        QCOMPARE(facts->project, served.practice.project);
        QCOMPARE(facts->projectName, served.practice.projectName);
        QCOMPARE(served.askWithToken(token).status, 200);
    }
}

void tst_Gatekeeper::whatTheRealClientLibraryPostsIsAnswered()
{
    const Practising served;
    const auto endpoint = parseEndpoint(served.service.endpoint());
    QVERIFY(endpoint);
    QNetworkRequest request(requestUrl(*endpoint, QByteArray(tokenPath) + '?' + tokenQuery));
    request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArray(tokenContentType));
    QNetworkAccessManager network;
    // Twice, for a connection that is used again.
    for (int i = 0; i < 2; ++i) {
        const std::unique_ptr<QNetworkReply> reply(network.post(
            request, tokenRequestBody(served.practice.user, {served.practice.project, {}}).reveal().toByteArray()));
        QSignalSpy finished(reply.get(), &QNetworkReply::finished);
        QVERIFY(finished.wait());
        QCOMPARE(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), 201);
        QCOMPARE(served.askWithToken(reply->rawHeader("X-Subject-Token")).status, 200);
    }
}

void tst_Gatekeeper::aTokenIsGoodForADay()
{
    Practising served;
    const QByteArray token = served.signIn().headers.value("x-subject-token");
    served.now = practiceStart.addDays(1).addSecs(-1);
    QCOMPARE(served.askWithToken(token).status, 200);
    served.now = practiceStart.addDays(1);
    const RawReply reply = served.askWithToken(token);
    QCOMPARE(reply.status, 401);
    QCOMPARE(errorOf(reply).code, u"APIGW.0307"_s);
    QCOMPARE(errorOf(reply).detail, u"The token must be updated."_s);
    // A new one does not void older ones, and the program's own does not end.
    QCOMPARE(served.askWithToken(served.signIn().headers.value("x-subject-token")).status, 200);
    QCOMPARE(served.askWithToken(std::get<Token>(served.service.connection().credential).value.reveal().toByteArray())
                 .status,
             200);
}

void tst_Gatekeeper::oldTokensAreForgottenWhenThereAreMany()
{
    const Practising served;
    const QByteArray first = served.signIn().headers.value("x-subject-token");
    const QByteArray second = served.signIn().headers.value("x-subject-token");
    QVERIFY(first != second);
    for (int i = 0; i < 15; ++i)
        QCOMPARE(served.signIn().status, 201);
    QCOMPARE(served.askWithToken(first).status, 401);
    QCOMPARE(served.askWithToken(second).status, 200);
}

void tst_Gatekeeper::whoIsNotThePractisingUserGetsNoToken_data()
{
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("domain");
    QTest::addColumn<QByteArray>("password"); // empty: the right one
    QTest::newRow("another user") << u"other"_s << u"spillway-demo"_s << QByteArray();
    QTest::newRow("another account") << u"practice"_s << u"other"_s << QByteArray();
    QTest::newRow("another password") << u"practice"_s << u"spillway-demo"_s << QByteArray("other");
}

void tst_Gatekeeper::whoIsNotThePractisingUserGetsNoToken()
{
    QFETCH(const QString, user);
    QFETCH(const QString, domain);
    QFETCH(const QByteArray, password);
    const Practising served;
    const UserPassword tried{user, domain,
                             Secret(password.isEmpty() ? served.practice.user.password.reveal() : password)};
    const RawReply reply =
        served.askForToken(tokenRequestBody(tried, {served.practice.project, {}}).reveal().toByteArray());
    QCOMPARE(reply.status, 401);
    QVERIFY(!reply.headers.contains("x-subject-token"));
    QCOMPARE(reply.body,
             R"({"error":{"message":"The username or password is wrong.","code":401,"title":"Unauthorized"}})");
    QCOMPARE(errorOf(reply).kind, Error::Kind::Unauthorized);
}

void tst_Gatekeeper::whatIsNoQuestionForATokenIsRefused_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("not JSON") << QByteArray("user=practice");
    QTest::newRow("an array") << QByteArray("[]");
    QTest::newRow("empty") << QByteArray("{}");
    QTest::newRow("wrong types") << QByteArray(R"({"auth":[1,{"identity":"password"}]})");
    QTest::newRow("another method") << QByteArray(
        R"({"auth":{"identity":{"methods":["token"],"password":{"user":{"password":"p"}}},"scope":{"project":{}}}})");
    QTest::newRow("no password") << QByteArray(
        R"({"auth":{"identity":{"methods":["password"],"password":{"user":{"password":7}}},"scope":{"project":{}}}})");
    QTest::newRow("no project") << QByteArray(
        R"({"auth":{"identity":{"methods":["password"],"password":{"user":{"password":"p"}}},"scope":{"domain":{}}}})");
    QTest::newRow("nested") << QByteArray(60'000, '[');
}

void tst_Gatekeeper::whatIsNoQuestionForATokenIsRefused()
{
    QFETCH(const QByteArray, body);
    const Practising served;
    QCOMPARE(served.askForToken(body).status, 400);
    QCOMPARE(served.askForToken(body, "application/x-www-form-urlencoded").status, 400);
    const UserPassword &user = served.practice.user;
    const QByteArray elsewhere = tokenRequestBody(user, {{}, u"cn-north-4"_s}).reveal().toByteArray();
    QCOMPARE(served.askForToken(elsewhere).status, 404);
    QCOMPARE(errorOf(served.askForToken(elsewhere)).kind, Error::Kind::NotFound);
}

void tst_Gatekeeper::projectsAreListed()
{
    const Practising served;
    const auto listed = [&served](const QByteArray &query, const QByteArray &headers) {
        const QByteArray target = query.isEmpty() ? QByteArray(projectsPath) : projectsPath + ('?' + query);
        return served.ask(target, headers);
    };
    const QByteArray token = "X-Auth-Token: " + served.signIn().headers.value("x-subject-token") + "\r\n";
    const QByteArray query = projectsQuery(served.practice.projectName);
    const QByteArray signature =
        linesOf(signedHeaders("GET", projectsPath, query, {}, served.host, {}, served.practice.key, practiceStart));
    for (const RawReply &reply : {listed(query, token), listed(query, signature), listed({}, token)}) {
        QCOMPARE(reply.status, 200);
        const Result<QList<IamProject>> projects = decodeProjects(reply.body);
        QVERIFY(projects);
        QCOMPARE(projects->size(), 1);
        QCOMPARE(projects->first().id, served.practice.project);
        QCOMPARE(projects->first().name, served.practice.projectName);
        QVERIFY(projects->first().isEnabled);
    }
    QVERIFY(decodeProjects(listed(projectsQuery(u"cn-north-4"_s), token).body)->isEmpty());
    QCOMPARE(listed(query, {}).status, 401);
    QCOMPARE(listed({}, signature).status, 401);
}

void tst_Gatekeeper::otherCallsByPostDoNotExist()
{
    const Practising served;
    const QByteArray token = "X-Auth-Token: "
        + std::get<Token>(served.service.connection().credential).value.reveal().toByteArray() + "\r\n";
    for (const QByteArray &target :
         {served.path, QByteArray("/"), QByteArray(projectsPath), QByteArray("/v3/auth/tokens/")}) {
        const RawReply reply = served.ask(target, token, "POST");
        QCOMPARE(reply.status, 404);
        QCOMPARE(errorOf(reply).code, u"APIGW.0101"_s);
    }
    QCOMPARE(served.ask(tokenPath, token).status, 404);
}

void tst_Gatekeeper::tooManyRefusalsBlockTheAddressForAWhile()
{
    Practising served;
    for (int i = 0; i < Gatekeeper::refusalsAllowed; ++i)
        QCOMPARE(served.askWithToken("wrong").status, 401);
    const QDateTime blockedAt = served.now;
    // Also for who is right by now, and the question does not make it longer.
    for (const auto passed : {0s, 1s, Gatekeeper::blockTime - 1s}) {
        served.now = blockedAt.addDuration(passed);
        const RawReply reply = served.askSigned(served.practice.key);
        QCOMPARE(reply.status, 400);
        QCOMPARE(errorOf(reply).code, u"DIS.4309"_s);
        QCOMPARE(errorOf(reply).kind, Error::Kind::Blocked);
    }
    served.now = blockedAt.addDuration(Gatekeeper::blockTime);
    QCOMPARE(served.askSigned(served.practice.key).status, 200);
    QCOMPARE(served.askWithToken("wrong").status, 401);
    QCOMPARE(served.askSigned(served.practice.key).status, 200);
}

void tst_Gatekeeper::refusalsAreForgotten()
{
    Practising served;
    for (int i = 0; i < 3 * Gatekeeper::refusalsAllowed; ++i) {
        QCOMPARE(served.askWithToken("wrong").status, 401);
        served.now = served.now.addDuration(Gatekeeper::refusalTime / (Gatekeeper::refusalsAllowed - 1));
    }
    QCOMPARE(served.askSigned(served.practice.key).status, 200);
}

void tst_Gatekeeper::aClockSetBackDoesNotBlockForLong()
{
    Practising served;
    for (int i = 0; i < Gatekeeper::refusalsAllowed; ++i)
        QCOMPARE(served.askWithToken("wrong").status, 401);
    QCOMPARE(served.askSigned(served.practice.key).status, 400);
    served.now = practiceStart.addSecs(-3600);
    QCOMPARE(served.askSigned(served.practice.key).status, 200);
}

QTEST_GUILESS_MAIN(tst_Gatekeeper)
#include "tst_gatekeeper.moc"
