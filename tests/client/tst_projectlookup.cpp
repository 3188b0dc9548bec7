// SPDX-License-Identifier: GPL-3.0-or-later
#include "signingin.h"
#include "support/signatureverifier.h"
#include "support/testcase.h"

namespace spillway {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = Error::Kind;
using Reason = Error::Reason;

/// A person knows the region but not the project's id: IAM is asked for it.
class TestProjectLookup : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void aTokenFindsItsProject();
    void aKeyFindsItsProject_data();
    void aKeyFindsItsProject();
    void aPasswordFindsItsProjectWhereTheTokenDoesNotSay();
    void theProjectIsLookedUpOnce();
    void aProjectHasToBeTheOne_data();
    void aProjectHasToBeTheOne();
    void aStrangeListIsOneErrorAndNoLoop_data();
    void aStrangeListIsOneErrorAndNoLoop();
    void aProjectThatNoPathCanHoldIsRefused();
    void aRefusedKeyIsNotTriedAgain();
    void aKeySignedByAWrongClockIsTriedOnceMore();
    void aServerWhoseClockRunsWildIsAskedTwice();
    void aRefusedTokenIsNotTriedAgain();
    void twoQuestionsAreOneLookup();
};

void TestProjectLookup::aTokenFindsItsProject()
{
    SigningIn person;
    person.useToken();
    person.forgetProject();
    person.iam.answer(200, projectsBody({projectEntry("p-2", "cn-north-4")}));
    QVERIFY(person.ask());
    const SeenRequest request = person.iam.requests().constFirst();
    QCOMPARE(request.line, QByteArray("GET /v3/projects?name=cn-north-4 HTTP/1.1"));
    QCOMPARE(request.header("X-Auth-Token"), QByteArray(canaryToken));
    QVERIFY(person.dis.requests().constFirst().line.startsWith("GET /v2/p-2/streams/"));
}

void TestProjectLookup::aKeyFindsItsProject_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isTemporary");
    QTest::newRow("a region") << u"cn-north-4"_s << false;
    QTest::newRow("a project of one's own") << u"cn-north-4_my project & co+1"_s << false;
    QTest::newRow("per cent") << u"100%25=50%"_s << false;
    QTest::newRow("beyond ASCII") << u"项目/é"_s << false;
    QTest::newRow("with a temporary key") << u"cn-north-4"_s << true;
}

void TestProjectLookup::aKeyFindsItsProject()
{
    QFETCH(const QString, name);
    QFETCH(const bool, isTemporary);
    SigningIn person;
    person.useKey(isTemporary);
    person.forgetProject();
    person.connection.projectName = name;
    person.iam.answer(200, projectsBody({projectEntry("p-2", name.toUtf8())}));
    QVERIFY(person.ask());

    const SeenRequest request = person.iam.requests().constFirst();
    QCOMPARE(request.line, "GET /v3/projects?name=" + name.toUtf8().toPercentEncoding() + " HTTP/1.1");
    QCOMPARE(problemWith(request.raw, canaryKey, canarySecret), std::nullopt);
    QVERIFY(request.header("X-Project-Id").isNull()); // which is what is asked for
    QCOMPARE(request.header("X-Security-Token"), isTemporary ? QByteArray(canarySecurityToken) : QByteArray());

    const SeenRequest next = person.dis.requests().constFirst();
    QCOMPARE(problemWith(next.raw, canaryKey, canarySecret), std::nullopt);
    QCOMPARE(next.header("X-Project-Id"), QByteArray("p-2"));
}

void TestProjectLookup::aPasswordFindsItsProjectWhereTheTokenDoesNotSay()
{
    SigningIn person;
    person.forgetProject();
    person.iam.answer(201, R"({"token":{"expires_at":"2026-03-10T04:05:06Z"}})", {{"X-Subject-Token", "token-1"}});
    person.iam.answer(200, projectsBody({projectEntry("p-2", "cn-north-4")}));
    QVERIFY(person.ask());
    QCOMPARE(person.iam.requests().size(), 2);
    QCOMPARE(person.iam.requests().constLast().header("X-Auth-Token"), QByteArray("token-1"));
    QVERIFY(person.dis.requests().constFirst().line.startsWith("GET /v2/p-2/streams/"));
}

void TestProjectLookup::theProjectIsLookedUpOnce()
{
    SigningIn person;
    person.useToken();
    person.forgetProject();
    person.iam.answer(200, projectsBody({projectEntry("p-2", "cn-north-4")}));
    for (int i = 0; i < 3; ++i)
        QVERIFY(person.ask());
    QCOMPARE(person.iam.requests().size(), 1);
    QCOMPARE(person.dis.requests().size(), 3);
}

void TestProjectLookup::aProjectHasToBeTheOne_data()
{
    QTest::addColumn<QByteArrayList>("projects");
    QTest::addColumn<bool>("isFound");
    QTest::addColumn<Reason>("reason");
    const QByteArray right = projectEntry("p-2", "cn-north-4");
    const QByteArray twin = projectEntry("p-3", "cn-north-4");
    const QByteArray other = projectEntry("p-4", "cn-north-4_other");
    const QByteArray disabled = projectEntry("p-5", "cn-north-4", false);
    QTest::newRow("none") << QByteArrayList() << false << Reason::NoProject;
    QTest::newRow("of another name") << QByteArrayList{other} << false << Reason::NoProject;
    QTest::newRow("disabled") << QByteArrayList{disabled} << false << Reason::NoProject;
    QTest::newRow("two") << QByteArrayList{right, twin} << false << Reason::ManyProjects;
    QTest::newRow("one beside others") << QByteArrayList{other, right, disabled} << true << Reason::Unspecified;
    QTest::newRow("in another case") << QByteArrayList{projectEntry("p-2", "CN-North-4")} << false << Reason::NoProject;
    QTest::newRow("without an id") << QByteArrayList{R"({"name":"cn-north-4"})"} << false << Reason::NoProject;
    QTest::newRow("not even objects") << QByteArrayList{"7", "null", "[]"} << false << Reason::NoProject;
}

void TestProjectLookup::aProjectHasToBeTheOne()
{
    QFETCH(const QByteArrayList, projects);
    QFETCH(const bool, isFound);
    QFETCH(const Reason, reason);
    for (const bool byKey : {false, true}) {
        SigningIn person;
        byKey ? person.useKey() : person.useToken();
        person.forgetProject();
        person.iam.answer(200, projectsBody(projects));
        const Result<TaskAnswer> result = person.ask();
        QCOMPARE(result.has_value(), isFound);
        QCOMPARE(person.iam.requests().size(), 1);
        QCOMPARE(person.dis.requests().size(), isFound ? 1 : 0);
        if (isFound)
            continue;
        QCOMPARE(nameOf(result.error()), nameOf(Kind::Rejected, reason));
        QCOMPARE(result.error().subject, u"cn-north-4"_s);
        // It may be made meanwhile: the person asks again, and so does the program.
        QVERIFY(!person.ask());
        QCOMPARE(person.iam.requests().size(), 2);
    }
}

void TestProjectLookup::aStrangeListIsOneErrorAndNoLoop_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("error");
    const QByteArray good = projectsBody({projectEntry("p-2", "cn-north-4")});
    const auto row = [](const char *name, const QByteArray &answer, Kind kind, Reason reason) {
        QTest::newRow(name) << answer << nameOf(kind, reason);
    };
    row("no list", http(200, "{}"), Kind::Malformed, Reason::Unspecified);
    row("a list of another kind", http(200, R"({"projects":{}})"), Kind::Malformed, Reason::Unspecified);
    row("HTML", http(200, "<html>", {{"Content-Type", "text/html"}}), Kind::Malformed, Reason::NotJson);
    row("nothing", http(200, ""), Kind::Malformed, Reason::EmptyAnswer);
    row("cut JSON", http(200, good.chopped(9)), Kind::Malformed, Reason::CutShort);
    row("cut off", http(200, good).chopped(9), Kind::Malformed, Reason::CutShort);
    row("too large", http(200, QByteArray(1024 * 1024 + 1, ' ')), Kind::TooLarge, Reason::OverCap);
    row("elsewhere", http(301, {}, {{"Location", "https://iam.example.com/"}}), Kind::Redirected, Reason::Unspecified);
    row("not allowed", http(403, R"({"error":{"code":403,"message":"m","title":"Forbidden"}})"), Kind::Forbidden,
        Reason::Unspecified);
    row("an error with a good status", http(200, R"({"error":{"code":403,"message":"m","title":"Forbidden"}})"),
        Kind::Forbidden, Reason::Unspecified);
    row("unavailable", http(503), Kind::Server, Reason::Unspecified);
}

void TestProjectLookup::aStrangeListIsOneErrorAndNoLoop()
{
    QFETCH(const QByteArray, answer);
    QFETCH(const QByteArray, error);
    SigningIn person;
    person.useKey();
    person.forgetProject();
    person.iam.answer(Script().write(answer).fin());
    const Result<TaskAnswer> result = person.ask();
    QVERIFY(!result);
    QCOMPARE(nameOf(result.error()), error);
    SigningIn::letPass();
    QCOMPARE(person.iam.requests().size(), 1);
    QCOMPARE(person.dis.requests().size(), 0);
}

void TestProjectLookup::aProjectThatNoPathCanHoldIsRefused()
{
    SigningIn person;
    person.useToken();
    person.forgetProject();
    person.iam.answer(200, projectsBody({projectEntry("..", "cn-north-4")}));
    const Result<TaskAnswer> result = person.ask();
    QVERIFY(!result);
    QCOMPARE(nameOf(result.error()), nameOf(Kind::Usage, Reason::BadName));
    QCOMPARE(person.dis.requests().size(), 0);
}

void TestProjectLookup::aRefusedKeyIsNotTriedAgain()
{
    SigningIn person;
    person.useKey();
    person.forgetProject();
    person.iam.answer(401, iamRefusal(), {{"Date", httpDate(person.now.addSecs(200))}});
    const Result<TaskAnswer> result = person.ask();
    QVERIFY(!result);
    QCOMPARE(nameOf(result.error()), nameOf(Kind::Unauthorized, Reason::SignatureRefused));
    QVERIFY(isDiscreet(result.error()));
    SigningIn::letPass();
    QCOMPARE(person.iam.requests().size(), 1);
    QCOMPARE(person.dis.requests().size(), 0);
}

void TestProjectLookup::aKeySignedByAWrongClockIsTriedOnceMore()
{
    SigningIn person;
    person.useKey();
    person.forgetProject();
    person.iam.answer(401, iamRefusal(), {{"Date", "Mon, 09 Mar 2026 04:25:06 GMT"}});
    person.iam.answer(200, projectsBody({projectEntry("p-2", "cn-north-4")}));
    QVERIFY(person.ask());
    QCOMPARE(person.iam.requests().size(), 2);
    QCOMPARE(person.iam.requests().at(0).header("X-Sdk-Date"), QByteArray("20260309T040506Z"));
    QCOMPARE(person.iam.requests().at(1).header("X-Sdk-Date"), QByteArray("20260309T042506Z"));
    // What was learned there serves here.
    QCOMPARE(person.dis.requests().size(), 1);
    QCOMPARE(person.dis.requests().at(0).header("X-Sdk-Date"), QByteArray("20260309T042506Z"));
}

void TestProjectLookup::aServerWhoseClockRunsWildIsAskedTwice()
{
    SigningIn person;
    person.useKey();
    person.forgetProject();
    for (int hour = 1; hour <= 5; ++hour)
        person.iam.answer(401, iamRefusal(), {{"Date", httpDate(person.now.addSecs(3600 * hour))}});
    const Result<TaskAnswer> result = person.ask();
    QVERIFY(!result);
    QCOMPARE(nameOf(result.error()), nameOf(Kind::Unauthorized, Reason::SignatureRefused));
    SigningIn::letPass();
    QCOMPARE(person.iam.requests().size(), 2);
}

void TestProjectLookup::aRefusedTokenIsNotTriedAgain()
{
    SigningIn person;
    person.useToken();
    person.forgetProject();
    person.iam.answer(401, iamRefusal(), {{"Date", "Mon, 09 Mar 2026 08:05:06 GMT"}});
    const Result<TaskAnswer> result = person.ask();
    QVERIFY(!result);
    QCOMPARE(nameOf(result.error()), nameOf(Kind::Unauthorized, Reason::Unspecified));
    SigningIn::letPass();
    QCOMPARE(person.iam.requests().size(), 1);
    QCOMPARE(person.dis.requests().size(), 0);
}

void TestProjectLookup::twoQuestionsAreOneLookup()
{
    SigningIn person;
    person.useKey();
    person.forgetProject();
    person.iam.answer(Script().pause(30ms).write(http(200, projectsBody({projectEntry("p-2", "cn-north-4")}))));
    auto first = person.client().showTask(someTask());
    auto second = person.client().showTask(someTask());
    QVERIFY(answerTo(first));
    QVERIFY(answerTo(second));
    QCOMPARE(person.iam.requests().size(), 1);
}

} // namespace spillway

QTEST_GUILESS_MAIN(spillway::TestProjectLookup)
#include "tst_projectlookup.moc"
