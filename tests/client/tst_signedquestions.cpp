// SPDX-License-Identifier: GPL-3.0-or-later
#include "signingin.h"
#include "support/signatureverifier.h"
#include "support/testcase.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace spillway {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = Error::Kind;
using Reason = Error::Reason;

namespace {

QByteArray answerAbout(const TaskAddress &address)
{
    const QJsonObject task{
        {u"stream_name"_s, address.stream.text}, {u"task_name"_s, address.task.text}, {u"state"_s, u"RUNNING"_s}};
    return QJsonDocument(task).toJson(QJsonDocument::Compact);
}

/// What a gateway has against the request; nothing if it is good.
std::optional<QString> problemIn(const SeenRequest &request)
{
    return problemWith(request.raw, canaryKey, canarySecret);
}

/// What the gateway says of a signature, with the time by its own clock.
QByteArray refusedAt(const QByteArray &date, int status = 401)
{
    const QByteArray body =
        "{\"error_code\":\"APIGW.0301\",\"error_msg\":\"Incorrect IAM authentication information: verify aksk "
        "signature fail\",\"request_id\":\"r-1\"}";
    return http(status, body, date.isNull() ? QList<Header>() : QList<Header>{{"Date", date}});
}

constexpr char twentyMinutesOn[] = "Mon, 09 Mar 2026 04:25:06 GMT"; // from signInStart
constexpr char twentyMinutesBack[] = "Mon, 09 Mar 2026 03:45:06 GMT";

} // namespace

/// A person signs in with an access key: every request is signed, and a gateway that knows the rules has to accept it.
class TestSignedQuestions : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void everyNameIsSignedAsItIsSent_data();
    void everyNameIsSignedAsItIsSent();
    void everyProjectIsSignedAsItIsSent_data();
    void everyProjectIsSignedAsItIsSent();
    void theHostIsSignedWithItsPort();
    void aTemporaryKeySignsItsToken();
    void aTryIsSignedWithItsQuery();
    void onlyTheShortIdIsKnown();
    void aWrongClockIsCorrectedOnce_data();
    void aWrongClockIsCorrectedOnce();
    void aClockCorrectedInVainEndsTheQuestion();
    void aServerWhoseClockRunsWildIsAskedTwice();
    void aRefusalThatIsNotTheClocksIsNotRepeated_data();
    void aRefusalThatIsNotTheClocksIsNotRepeated();
    void otherFailuresAreNotRepeatedForTheClock_data();
    void otherFailuresAreNotRepeatedForTheClock();
    void twoQuestionsByAWrongClockBothSucceed();
    void aClockThatIsSetRightIsFollowed();
    void whatTheServiceEchoesIsMasked();
};

void TestSignedQuestions::everyNameIsSignedAsItIsSent_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("ordinary") << u"stm_test-1"_s;
    QTest::newRow("blank") << u"my stream"_s;
    QTest::newRow("blanks at its ends") << u" x "_s;
    QTest::newRow("per cent") << u"100%"_s;
    QTest::newRow("like an escape") << u"a%2Fb%20c"_s;
    QTest::newRow("ampersand") << u"a&b=c"_s;
    QTest::newRow("plus") << u"a+b"_s;
    QTest::newRow("slash") << u"a/b"_s;
    QTest::newRow("climbing") << u"../../v3/evil"_s;
    QTest::newRow("question mark and hash") << u"a?b#c"_s;
    QTest::newRow("quotes") << u"a\"b'c`"_s;
    QTest::newRow("backslash") << u"a\\b"_s;
    QTest::newRow("semicolon and colon") << u"a;b:c,d"_s;
    QTest::newRow("unreserved") << u"A.b_c~d-e"_s;
    QTest::newRow("reserved") << u"!*()@$[]{}|^<>"_s;
    QTest::newRow("beyond ASCII") << u"日本 é"_s;
    QTest::newRow("beyond the first plane") << u"\U0001F30A"_s;
    QTest::newRow("line break") << u"a\r\nX-Injected: yes"_s;
    QTest::newRow("as long as it gets") << QString(255, u'%');
}

void TestSignedQuestions::everyNameIsSignedAsItIsSent()
{
    QFETCH(const QString, name);
    for (const TaskAddress &address :
         {TaskAddress{StreamName{name}, TaskName{u"t"_s}}, TaskAddress{StreamName{u"s"_s}, TaskName{name}}}) {
        SigningIn person;
        person.useKey();
        person.dis.forget();
        person.dis.answer(200, answerAbout(address));
        const Result<TaskAnswer> result = answerTo(person.client().showTask(address));
        QVERIFY2(result, result ? "" : qPrintable(everyText(result.error())));
        QCOMPARE(person.dis.requests().size(), 1);
        const SeenRequest request = person.dis.requests().constFirst();
        QCOMPARE(request.line,
                 "GET /v2/p-1/streams/" + address.stream.text.toUtf8().toPercentEncoding() + "/transfer-tasks/"
                     + address.task.text.toUtf8().toPercentEncoding() + " HTTP/1.1");
        QCOMPARE(problemIn(request), std::nullopt);
    }
}

void TestSignedQuestions::everyProjectIsSignedAsItIsSent_data()
{
    QTest::addColumn<QString>("project");
    QTest::addColumn<QByteArray>("header");
    QTest::newRow("ordinary") << u"0c2f"_s << QByteArray("0c2f");
    QTest::newRow("visible") << u"a%2F&+/\"b"_s << QByteArray("a%2F&+/\"b");
    QTest::newRow("blank") << u"a b"_s << QByteArray("a%20b");
    QTest::newRow("beyond ASCII") << u"日"_s << QByteArray("%E6%97%A5");
    QTest::newRow("line break") << u"a\r\nX-Injected: yes"_s << QByteArray("a%0D%0AX-Injected%3A%20yes");
}

void TestSignedQuestions::everyProjectIsSignedAsItIsSent()
{
    QFETCH(const QString, project);
    QFETCH(const QByteArray, header);
    SigningIn person;
    person.useKey();
    person.connection.project = ProjectId{project};
    QVERIFY(person.ask());
    const SeenRequest request = person.dis.requests().constFirst();
    const QByteArray start = "GET /v2/" + project.toUtf8().toPercentEncoding() + "/streams/";
    QVERIFY(request.line.startsWith(start));
    QCOMPARE(request.header("X-Project-Id"), header);
    QVERIFY(request.header("X-Injected").isNull());
    QCOMPARE(problemIn(request), std::nullopt);
    QVERIFY(request.header("Authorization").contains("SignedHeaders=host;x-project-id;x-sdk-date,"));
}

void TestSignedQuestions::theHostIsSignedWithItsPort()
{
    SigningIn person;
    person.useKey();
    QVERIFY(person.ask());
    const SeenRequest request = person.dis.requests().constFirst();
    QCOMPARE(request.header("Host"), person.dis.authority().toLatin1());
    QCOMPARE(problemIn(request), std::nullopt);
    // The same request with another host is not good: it was signed.
    const QByteArray other = QByteArray(request.raw).replace("Host: 127.0.0.1:", "Host: 127.0.0.2:");
    QVERIFY(other != request.raw);
    QVERIFY(problemWith(other, canaryKey, canarySecret));
    QVERIFY(person.iam.requests().isEmpty()); // which has nothing to say to a key with a project
}

void TestSignedQuestions::aTemporaryKeySignsItsToken()
{
    SigningIn person;
    person.useKey(true);
    QCOMPARE(person.client().credential().kind, CredentialFacts::Kind::TemporaryKey);
    QVERIFY(person.ask());
    const SeenRequest request = person.dis.requests().constFirst();
    QCOMPARE(request.header("X-Security-Token"), QByteArray(canarySecurityToken));
    QVERIFY(request.header("Authorization").contains(";x-security-token,"));
    QCOMPARE(problemIn(request), std::nullopt);
    QVERIFY(request.header("X-Auth-Token").isNull());
}

void TestSignedQuestions::aTryIsSignedWithItsQuery()
{
    SigningIn person;
    person.useKey();
    person.dis.forget();
    person.dis.answer(Script().write(refusedAt(twentyMinutesOn)));
    person.dis.answer(200, R"({"stream_names":[]})");
    const QFuture<Result<void>> tried = person.client().tryOut();
    QTRY_VERIFY(tried.isFinished());
    QVERIFY(tried.result());
    QCOMPARE(person.dis.requests().size(), 2);
    for (const SeenRequest &request : person.dis.requests()) {
        QCOMPARE(request.line, QByteArray("GET /v2/p-1/streams?limit=1 HTTP/1.1"));
        QCOMPARE(problemIn(request), std::nullopt);
    }
}

void TestSignedQuestions::onlyTheShortIdIsKnown()
{
    SigningIn person;
    person.useKey();
    const CredentialFacts facts = person.client().credential();
    QCOMPARE(facts.kind, CredentialFacts::Kind::AccessKey);
    QCOMPARE(facts.shortId, QString::fromLatin1(QByteArray(canaryKey).first(4)));
}

void TestSignedQuestions::aWrongClockIsCorrectedOnce_data()
{
    QTest::addColumn<QByteArray>("serverDate");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("correctedDate");
    QTest::addColumn<QByteArray>("tenMinutesLater");
    QTest::newRow("20 minutes slow") << QByteArray(twentyMinutesOn) << 401 << QByteArray("20260309T042506Z")
                                     << QByteArray("20260309T043506Z");
    QTest::newRow("20 minutes fast") << QByteArray(twentyMinutesBack) << 401 << QByteArray("20260309T034506Z")
                                     << QByteArray("20260309T035506Z");
    QTest::newRow("as DIS refuses") << QByteArray(twentyMinutesOn) << 441 << QByteArray("20260309T042506Z")
                                    << QByteArray("20260309T043506Z");
}

void TestSignedQuestions::aWrongClockIsCorrectedOnce()
{
    QFETCH(const QByteArray, serverDate);
    QFETCH(const int, status);
    QFETCH(const QByteArray, correctedDate);
    QFETCH(const QByteArray, tenMinutesLater);
    SigningIn person;
    person.useKey();
    person.dis.forget();
    person.dis.answer(Script().write(refusedAt(serverDate, status)));
    person.dis.answer(200, goodAnswer(), {{"Date", serverDate}});
    const Result<TaskAnswer> result = person.ask();
    QVERIFY(result);
    QCOMPARE(person.dis.requests().size(), 2);
    QCOMPARE(person.dis.requests().at(0).header("X-Sdk-Date"), QByteArray("20260309T040506Z"));
    QCOMPARE(person.dis.requests().at(1).header("X-Sdk-Date"), correctedDate);
    for (const SeenRequest &request : person.dis.requests())
        QCOMPARE(problemIn(request), std::nullopt);

    person.now = person.now.addSecs(600);
    QVERIFY(person.ask());
    QCOMPARE(person.dis.requests().size(), 3);
    QCOMPARE(person.dis.requests().at(2).header("X-Sdk-Date"), tenMinutesLater);
    QCOMPARE(problemIn(person.dis.requests().at(2)), std::nullopt);
}

void TestSignedQuestions::aClockCorrectedInVainEndsTheQuestion()
{
    SigningIn person;
    person.useKey();
    person.dis.forget();
    person.dis.answer(Script().write(refusedAt(twentyMinutesOn)));
    const Result<TaskAnswer> result = person.ask();
    QVERIFY(!result);
    QCOMPARE(nameOf(result.error()), nameOf(Kind::Unauthorized, Reason::SignatureRefused));
    QCOMPARE(result.error().clockAhead, std::optional<std::chrono::seconds>(-20min));
    QCOMPARE(result.error().code, u"APIGW.0301"_s);
    SigningIn::letPass();
    QCOMPARE(person.dis.requests().size(), 2);
    // The person tries again: the clock is known, so this is one request.
    QVERIFY(!person.ask());
    QCOMPARE(person.dis.requests().size(), 3);
}

void TestSignedQuestions::aServerWhoseClockRunsWildIsAskedTwice()
{
    SigningIn person;
    person.useKey();
    person.dis.forget();
    for (int hour = 1; hour <= 5; ++hour)
        person.dis.answer(Script().write(refusedAt(httpDate(person.now.addSecs(3600 * hour)))));
    QVERIFY(!person.ask());
    SigningIn::letPass();
    QCOMPARE(person.dis.requests().size(), 2);
}

void TestSignedQuestions::aRefusalThatIsNotTheClocksIsNotRepeated_data()
{
    QTest::addColumn<QByteArray>("date");
    QTest::newRow("the same time") << httpDate(signInStart);
    QTest::newRow("under five minutes on") << httpDate(signInStart.addSecs(299));
    QTest::newRow("under five minutes back") << httpDate(signInStart.addSecs(-299));
    QTest::newRow("no date") << QByteArray();
    QTest::newRow("no date at all") << QByteArray("soon");
    QTest::newRow("no day") << QByteArray("Mon, 31 Feb 2026 04:25:06 GMT");
    QTest::newRow("another form") << QByteArray("2026-03-09T04:25:06Z");
    QTest::newRow("a number") << QByteArray("1773030306");
    QTest::newRow("very long") << QByteArray(10000, '9');
    QTest::newRow("two") << QByteArray(twentyMinutesOn) + ", " + twentyMinutesOn;
}

void TestSignedQuestions::aRefusalThatIsNotTheClocksIsNotRepeated()
{
    QFETCH(const QByteArray, date);
    SigningIn person;
    person.useKey();
    person.dis.forget();
    person.dis.answer(Script().write(refusedAt(date)));
    const Result<TaskAnswer> result = person.ask();
    QVERIFY(!result);
    QCOMPARE(nameOf(result.error()), nameOf(Kind::Unauthorized, Reason::SignatureRefused));
    SigningIn::letPass();
    QCOMPARE(person.dis.requests().size(), 1);
}

void TestSignedQuestions::otherFailuresAreNotRepeatedForTheClock_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<Kind>("kind");
    QTest::newRow("forbidden") << 403 << Kind::Forbidden;
    QTest::newRow("not found") << 404 << Kind::NotFound;
    QTest::newRow("throttled") << 429 << Kind::Throttled;
    QTest::newRow("unavailable") << 503 << Kind::Server;
}

void TestSignedQuestions::otherFailuresAreNotRepeatedForTheClock()
{
    QFETCH(const int, status);
    QFETCH(const Kind, kind);
    SigningIn person;
    person.useKey();
    person.dis.forget();
    person.dis.answer(status, "{}", {{"Date", twentyMinutesOn}});
    const Result<TaskAnswer> result = person.ask();
    QVERIFY(!result);
    QCOMPARE(nameOf(result.error()), nameOf(kind, Reason::Unspecified));
    SigningIn::letPass();
    QCOMPARE(person.dis.requests().size(), 1);
}

void TestSignedQuestions::twoQuestionsByAWrongClockBothSucceed()
{
    SigningIn person;
    person.useKey();
    person.dis.forget();
    person.dis.answer(Script().write(refusedAt(twentyMinutesOn)));
    person.dis.answer(Script().pause(100ms).write(refusedAt(twentyMinutesOn)));
    person.dis.answer(200, goodAnswer());
    auto first = person.client().showTask(someTask());
    auto second = person.client().showTask(someTask());
    QVERIFY(answerTo(first));
    QVERIFY(answerTo(second));
    QCOMPARE(person.dis.requests().size(), 4);
}

void TestSignedQuestions::aClockThatIsSetRightIsFollowed()
{
    SigningIn person;
    person.useKey();
    person.dis.forget();
    person.dis.answer(Script().write(refusedAt(twentyMinutesOn)));
    person.dis.answer(200, goodAnswer());
    QVERIFY(person.ask());
    // Set forward by what it was behind: the correction is wrong now, and found out in the same way.
    person.now = signInStart.addDuration(20min);
    person.dis.forget();
    person.dis.answer(Script().write(refusedAt(twentyMinutesOn)));
    person.dis.answer(200, goodAnswer());
    QVERIFY(person.ask());
    QCOMPARE(person.dis.requests().size(), 4);
    QCOMPARE(person.dis.requests().at(2).header("X-Sdk-Date"), QByteArray("20260309T044506Z"));
    QCOMPARE(person.dis.requests().at(3).header("X-Sdk-Date"), QByteArray("20260309T042506Z"));
}

void TestSignedQuestions::whatTheServiceEchoesIsMasked()
{
    for (const char *secret : {canaryKey, canarySecret, canarySecurityToken}) {
        SigningIn person;
        person.useKey(true);
        person.dis.forget();
        person.dis.answer(400, R"({"errorCode":"DIS.4103","message":"bad )" + QByteArray(secret) + R"("})");
        const Result<TaskAnswer> result = person.ask();
        QVERIFY(!result);
        QVERIFY2(isDiscreet(result.error()), qPrintable(everyText(result.error())));
    }
}

} // namespace spillway

QTEST_GUILESS_MAIN(spillway::TestSignedQuestions)
#include "tst_signedquestions.moc"
