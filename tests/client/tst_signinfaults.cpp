// SPDX-License-Identifier: GPL-3.0-or-later
#include "signingin.h"
#include "support/testcase.h"

namespace spillway {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = Error::Kind;
using Reason = Error::Reason;

namespace {

const QDateTime endOfFirst = signInStart.addDuration(24h);
constexpr char goodEnd[] = "2026-03-10T04:05:06.000000Z";

QByteArray tokenAnswer(const QByteArray &token, const QByteArray &body = tokenBody(goodEnd))
{
    return http(201, body, {{"X-Subject-Token", token}});
}

} // namespace

/// Signing in by password when it is refused, and when IAM answers what no IAM should.
class TestSignInFaults : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void aRefusedPasswordIsSentOnce_data();
    void aRefusedPasswordIsSentOnce();
    void aPasswordThatIsRefusedLaterEndsTheSignIn();
    void otherRefusalsDoNotAccuseThePassword_data();
    void otherRefusalsDoNotAccuseThePassword();
    void aRefusedTokenIsDroppedAndTheNextQuestionSignsInAnew_data();
    void aRefusedTokenIsDroppedAndTheNextQuestionSignsInAnew();
    void aRefusalOfAnOldTokenDoesNotDropTheNewOne();
    void whatIsForbiddenDoesNotDropTheToken();
    void aStrangeAnswerIsOneErrorAndNoLoop_data();
    void aStrangeAnswerIsOneErrorAndNoLoop();
    void aStrangeEndOfATokenIsNoLoop_data();
    void aStrangeEndOfATokenIsNoLoop();
    void aSilentIamEndsInTime();
    void whatIamEchoesIsMasked_data();
    void whatIamEchoesIsMasked();
    void anIssuedTokenIsMaskedWhereTheServiceEchoesIt();
};

void TestSignInFaults::aRefusedPasswordIsSentOnce_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("as IAM says it") << http(401, iamRefusal());
    QTest::newRow("without a word") << http(401);
    QTest::newRow("in HTML") << http(401, "<html>no</html>", {{"Content-Type", "text/html"}});
    QTest::newRow("Basic") << http(401, iamRefusal(), {{"WWW-Authenticate", "Basic realm=\"x\""}});
    QTest::newRow("Negotiate") << http(401, iamRefusal(), {{"WWW-Authenticate", "Negotiate"}});
    QTest::newRow("by a clock far off") << http(401, iamRefusal(), {{"Date", "Mon, 09 Mar 2026 08:05:06 GMT"}});
    QTest::newRow("with a good status") << http(201, R"({"error_code":"APIGW.0301","error_msg":"no"})",
                                                {{"X-Subject-Token", "t"}});
}

void TestSignInFaults::aRefusedPasswordIsSentOnce()
{
    QFETCH(const QByteArray, answer);
    SigningIn person;
    person.iam.answer(Script().write(answer));
    auto second = person.client().showTask(someTask());
    const Result<TaskAnswer> result = person.ask();
    QVERIFY(!result);
    QCOMPARE(nameOf(result.error()), nameOf(Kind::Unauthorized, Reason::PasswordRefused));
    QVERIFY(isDiscreet(result.error()));
    const Result<TaskAnswer> other = answerTo(second);
    QVERIFY(!other);
    QCOMPARE(other.error(), result.error());

    // Nothing moves until the person asks, and then by one.
    person.now = person.now.addDuration(48h);
    SigningIn::letPass();
    QCOMPARE(person.iam.requests().size(), 1);
    QVERIFY(!person.ask());
    QCOMPARE(person.iam.requests().size(), 2);
    QCOMPARE(person.dis.requests().size(), 0);
}

void TestSignInFaults::aPasswordThatIsRefusedLaterEndsTheSignIn()
{
    SigningIn person;
    person.iam.answer(issued("token-1", endOfFirst));
    person.iam.answer(401, iamRefusal());
    QVERIFY(person.ask());
    // The token would be good for five more minutes, but asking on with it would hide what has happened.
    person.now = endOfFirst.addDuration(-5min);
    const Result<TaskAnswer> result = person.ask();
    QVERIFY(!result);
    QCOMPARE(nameOf(result.error()), nameOf(Kind::Unauthorized, Reason::PasswordRefused));
    SigningIn::letPass();
    QCOMPARE(person.iam.requests().size(), 2);
    QCOMPARE(person.dis.requests().size(), 1);
}

void TestSignInFaults::otherRefusalsDoNotAccuseThePassword_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<Kind>("kind");
    QTest::newRow("400") << 400 << Kind::Rejected;
    QTest::newRow("403") << 403 << Kind::Forbidden;
    QTest::newRow("429") << 429 << Kind::Throttled;
    QTest::newRow("500") << 500 << Kind::Server;
    QTest::newRow("200 instead of 201") << 200 << Kind::Rejected;
}

void TestSignInFaults::otherRefusalsDoNotAccuseThePassword()
{
    QFETCH(const int, status);
    QFETCH(const Kind, kind);
    SigningIn person;
    person.iam.answer(status, "{}", {{"X-Subject-Token", "token-1"}});
    const Result<TaskAnswer> result = person.ask();
    QVERIFY(!result);
    QCOMPARE(result.error().kind, kind);
    QVERIFY(result.error().reason != Reason::PasswordRefused);
    QCOMPARE(result.error().httpStatus, status);
    SigningIn::letPass();
    QCOMPARE(person.iam.requests().size(), 1);
    QCOMPARE(person.dis.requests().size(), 0);
}

void TestSignInFaults::aRefusedTokenIsDroppedAndTheNextQuestionSignsInAnew_data()
{
    QTest::addColumn<QByteArray>("refusal");
    QTest::newRow("401") << http(401, "{}");
    QTest::newRow("441") << http(441, R"({"errorCode":"DIS.4101","message":"no"})");
    QTest::newRow("with a good status") << http(200, R"({"error_code":"APIGW.0301","error_msg":"no"})");
    QTest::newRow("by a clock far off") << http(401, "{}", {{"Date", "Mon, 09 Mar 2026 08:05:06 GMT"}});
}

void TestSignInFaults::aRefusedTokenIsDroppedAndTheNextQuestionSignsInAnew()
{
    QFETCH(const QByteArray, refusal);
    SigningIn person;
    person.iam.answer(issued("token-1", endOfFirst));
    person.iam.answer(issued("token-2", endOfFirst));
    person.dis.forget();
    person.dis.answer(Script().write(refusal));
    person.dis.answer(200, goodAnswer());
    const Result<TaskAnswer> result = person.ask();
    QVERIFY(!result);
    // It is not the password that was refused.
    QCOMPARE(nameOf(result.error()), nameOf(Kind::Unauthorized, Reason::Unspecified));
    SigningIn::letPass();
    QCOMPARE(person.iam.requests().size(), 1);
    QCOMPARE(person.dis.requests().size(), 1);

    QVERIFY(person.ask());
    QCOMPARE(person.iam.requests().size(), 2);
    QCOMPARE(person.dis.requests().size(), 2);
    QCOMPARE(person.tokenSeen(1), QByteArray("token-2"));
}

void TestSignInFaults::aRefusalOfAnOldTokenDoesNotDropTheNewOne()
{
    SigningIn person;
    person.iam.answer(issued("token-1", endOfFirst));
    person.iam.answer(issued("token-2", endOfFirst));
    person.iam.answer(issued("token-3", endOfFirst));
    QVERIFY(person.ask());
    person.dis.forget();
    person.dis.answer(Script().write(http(401, "{}")));
    person.dis.answer(Script().pause(2s).write(http(401, "{}")));
    person.dis.answer(200, goodAnswer());
    auto early = person.client().showTask(someTask());
    auto late = person.client().showTask(someTask());
    QVERIFY(!answerTo(early));
    QVERIFY(!late.isFinished());
    QVERIFY(person.ask()); // by the second token
    QVERIFY(!answerTo(late)); // which that was not
    QVERIFY(person.ask());
    QCOMPARE(person.iam.requests().size(), 2);
}

void TestSignInFaults::whatIsForbiddenDoesNotDropTheToken()
{
    SigningIn person;
    person.iam.answer(issued("token-1", endOfFirst));
    person.dis.forget();
    person.dis.answer(403, R"({"errorCode":"DIS.4116","message":"no"})");
    person.dis.answer(200, goodAnswer());
    QVERIFY(!person.ask());
    QVERIFY(person.ask());
    QCOMPARE(person.iam.requests().size(), 1);
}

void TestSignInFaults::aStrangeAnswerIsOneErrorAndNoLoop_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("error");
    const QByteArray good = tokenBody(goodEnd);
    const auto row = [](const char *name, const QByteArray &answer, Kind kind, Reason reason) {
        QTest::newRow(name) << answer << nameOf(kind, reason);
    };
    row("no token", http(201, good), Kind::Malformed, Reason::NotJson);
    row("empty token", tokenAnswer(""), Kind::Malformed, Reason::NotJson);
    row("blanks in the token", tokenAnswer("MII abc"), Kind::Malformed, Reason::NotJson);
    row("a tab in the token", tokenAnswer("MII\tabc"), Kind::Malformed, Reason::NotJson);
    row("a letter beyond ASCII", tokenAnswer("MII\xc3\xa9"), Kind::Malformed, Reason::NotJson);
    row("two tokens", http(201, good, {{"X-Subject-Token", "one"}, {"X-Subject-Token", "two"}}), Kind::Malformed,
        Reason::NotJson);
    row("HTML", http(201, "<html>", {{"Content-Type", "text/html"}, {"X-Subject-Token", "t"}}), Kind::Malformed,
        Reason::NotJson);
    row("HTML, called JSON", tokenAnswer("t", "<html>"), Kind::Malformed, Reason::NotJson);
    row("nothing", tokenAnswer("t", ""), Kind::Malformed, Reason::EmptyAnswer);
    row("a list", tokenAnswer("t", "[]"), Kind::Malformed, Reason::NotAnObject);
    row("cut JSON", tokenAnswer("t", good.chopped(9)), Kind::Malformed, Reason::CutShort);
    row("cut off", tokenAnswer("t").chopped(9), Kind::Malformed, Reason::CutShort);
    row("compressed", http(201, good, {{"Content-Encoding", "gzip"}, {"X-Subject-Token", "t"}}), Kind::Malformed,
        Reason::Compressed);
    row("more than a megabyte", tokenAnswer("t", QByteArray(1024 * 1024 + 1, ' ')), Kind::TooLarge, Reason::OverCap);
    row("announces a gigabyte", http(201, good, {{"Content-Length", "1073741824"}, {"X-Subject-Token", "t"}}),
        Kind::TooLarge, Reason::OverCap);
    row("nested too deep", tokenAnswer("t", QByteArray(100000, '[')), Kind::Malformed, Reason::TooDeep);
    row("elsewhere", http(302, {}, {{"Location", "https://iam.example.com/"}}), Kind::Redirected, Reason::Unspecified);
    row("no HTTP", "220 smtp ready\r\n", Kind::Unreachable, Reason::NotHttp);
}

void TestSignInFaults::aStrangeAnswerIsOneErrorAndNoLoop()
{
    QFETCH(const QByteArray, answer);
    QFETCH(const QByteArray, error);
    SigningIn person;
    person.iam.answer(Script().write(answer).fin());
    const Result<TaskAnswer> result = person.ask();
    QVERIFY(!result);
    QCOMPARE(nameOf(result.error()), error);
    QVERIFY(isDiscreet(result.error()));
    SigningIn::letPass();
    // What is no HTTP at all Qt asks for four times by itself.
    QCOMPARE(person.iam.requests().size(), error.endsWith("NotHttp") ? 4 : 1);
    QCOMPARE(person.dis.requests().size(), 0);
}

void TestSignInFaults::aStrangeEndOfATokenIsNoLoop_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("long ago") << tokenBody("1970-01-01T00:00:00.000000Z");
    QTest::newRow("just now") << tokenBody("2026-03-09T04:05:06.000000Z");
    QTest::newRow("too soon to be renewed") << tokenBody("2026-03-09T04:06:06.000000Z");
    QTest::newRow("in eight thousand years") << tokenBody("9999-12-31T23:59:59.999999Z");
    QTest::newRow("no date") << tokenBody("tomorrow");
    QTest::newRow("no day") << tokenBody("2026-02-30T00:00:00.000000Z");
    QTest::newRow("not said") << QByteArray(R"({"token":{}})");
    QTest::newRow("a number") << QByteArray(R"({"token":{"expires_at":1e999999}})").replace("1e999999", "17");
    QTest::newRow("an empty answer") << QByteArray("{}");
    // Within the limit, for all that it holds.
    QTest::newRow("a megabyte") << tokenBody(goodEnd) + QByteArray(1024 * 1024 - tokenBody(goodEnd).size(), ' ');
}

void TestSignInFaults::aStrangeEndOfATokenIsNoLoop()
{
    QFETCH(const QByteArray, body);
    SigningIn person;
    person.iam.answer(Script().write(tokenAnswer("token-1", body)));
    // The token itself is good, and only the service knows for how long.
    for (int i = 0; i < 3; ++i) {
        QVERIFY(person.ask());
        person.now = person.now.addDuration(5min);
    }
    QCOMPARE(person.iam.requests().size(), 1);
    QCOMPARE(person.dis.requests().size(), 3);
    QCOMPARE(person.tokenSeen(2), QByteArray("token-1"));
}

void TestSignInFaults::aSilentIamEndsInTime()
{
    SigningIn person;
    person.timing = shortTiming();
    person.iam.answer(Script().stall());
    const Result<TaskAnswer> result = person.ask();
    QVERIFY(!result);
    QCOMPARE(nameOf(result.error()), nameOf(Kind::Timeout, Reason::Silence));
    QCOMPARE(result.error().subject, person.iam.authority());
    QCOMPARE(person.dis.requests().size(), 0);
}

void TestSignInFaults::whatIamEchoesIsMasked_data()
{
    QTest::addColumn<QByteArray>("answer");
    const QByteArray plain = canaryPassword;
    const QByteArray escaped = QByteArray(plain).replace('\\', "\\\\").replace('"', "\\\"");
    QTest::newRow("in its message") << http(401, iamRefusal("wrong: " + escaped));
    QTest::newRow("as its code") << http(400, R"({"error_code":")" + escaped + R"(","error_msg":"m"})");
    QTest::newRow("as plain text") << http(500, "wrong: " + plain, {{"Content-Type", "text/plain"}});
    QTest::newRow("in a redirect") << http(302, {}, {{"Location", "http://x/?p=" + plain.toPercentEncoding()}});
    QTest::newRow("as the request's id") << http(500, {}, {{"X-Request-Id", plain}});
    QTest::newRow("as the type") << http(201, "x", {{"Content-Type", "text/html; " + plain}});
    QTest::newRow("with a good status") << http(201, R"({"error_code":"X.1","error_msg":")" + escaped + R"("})");
}

void TestSignInFaults::whatIamEchoesIsMasked()
{
    QFETCH(const QByteArray, answer);
    SigningIn person;
    person.iam.answer(Script().write(answer));
    const Result<TaskAnswer> result = person.ask();
    QVERIFY(!result);
    QVERIFY2(isDiscreet(result.error()), qPrintable(everyText(result.error())));
}

void TestSignInFaults::anIssuedTokenIsMaskedWhereTheServiceEchoesIt()
{
    SigningIn person;
    person.iam.answer(issued(canaryToken, endOfFirst));
    person.dis.forget();
    person.dis.answer(400, R"({"errorCode":"X.1","message":")" + QByteArray(canaryToken) + R"("})");
    const Result<TaskAnswer> result = person.ask();
    QVERIFY(!result);
    QVERIFY2(isDiscreet(result.error()), qPrintable(everyText(result.error())));
}

} // namespace spillway

QTEST_GUILESS_MAIN(spillway::TestSignInFaults)
#include "tst_signinfaults.moc"
