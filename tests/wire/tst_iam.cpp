// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testcase.h"
#include "wire/iam.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace spillway {

using namespace Qt::StringLiterals;
using Kind = Error::Kind;
using Reason = Error::Reason;

namespace {

UserPassword person(const QString &user, const QString &domain, const QByteArray &password)
{
    return {user, domain, Secret(password)};
}

/// What is asked, read by other code than wrote it.
QJsonObject bodyOf(const UserPassword &user, const ProjectScope &scope)
{
    const Secret body = tokenRequestBody(user, scope);
    return QJsonDocument::fromJson(body.reveal().toByteArray()).object()["auth"_L1].toObject();
}

} // namespace

/// What is asked of IAM, and what is understood of its answers.
class TestIam : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void aTokenIsAskedForAsDocumented();
    void aProjectsIdGoesBeforeItsName();
    void hostileNamesAndPasswordsArriveAsTheyAre_data();
    void hostileNamesAndPasswordsArriveAsTheyAre();
    void whatCannotBeAskedWithIsRefused();
    void aTokensFactsAreRead();
    void aTimeIsReadToTheLetter_data();
    void aTimeIsReadToTheLetter();
    void whatIsMissingOrOfAWrongTypeIsAbsent_data();
    void whatIsMissingOrOfAWrongTypeIsAbsent();
    void aBodyThatIsNoAnswerIsAnError_data();
    void aBodyThatIsNoAnswerIsAnError();
    void anErrorThatComesAsAnAnswerIsAnError();
    void projectsAreAskedForByName();
    void projectsAreRead();
    void oddProjectsAreLeftOut();
    void aListThatIsNoneIsAnError();
};

void TestIam::aTokenIsAskedForAsDocumented()
{
    const Secret body = tokenRequestBody(person(u"user"_s, u"account"_s, "password"), {{}, u"cn-north-4"_s});
    QCOMPARE(body.reveal(),
             QByteArrayView(R"({"auth":{"identity":{"methods":["password"],"password":{"user":{"name":"user",)"
                            R"("password":"password","domain":{"name":"account"}}}},)"
                            R"("scope":{"project":{"name":"cn-north-4"}}}})"));
}

void TestIam::aProjectsIdGoesBeforeItsName()
{
    const QJsonObject scope =
        bodyOf(person(u"u"_s, u"d"_s, "p"), {{u"0123abcd"_s}, u"cn-north-4"_s})["scope"_L1].toObject();
    QCOMPARE(scope["project"_L1].toObject(), (QJsonObject{{u"id"_s, u"0123abcd"_s}}));
}

void TestIam::hostileNamesAndPasswordsArriveAsTheyAre_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("quotes") << u"a\"b\\c\\\"d"_s;
    QTest::newRow("an end and another beginning") << u"\"}},\"scope\":{\"domain\":{\"id\":\"x\"}}"_s;
    QTest::newRow("beyond ASCII") << u"пароль 密码 é𝄞\u202e\u2028"_s;
    QTest::newRow("escapes") << u"\\u0041\\n%00&#x41;"_s;
    QTest::newRow("delete") << u"\u007f\u0080"_s;
    QString controls;
    for (char16_t c = 0; c < 0x20; ++c)
        controls += QChar(c);
    QTest::newRow("all control characters") << controls;
    QTest::newRow("long") << QString(20'000, u'\u0001');
}

void TestIam::hostileNamesAndPasswordsArriveAsTheyAre()
{
    QFETCH(const QString, text);
    const QJsonObject auth = bodyOf(person(text, text + u'd', text.toUtf8() + 'p'), {{}, QString(text + u's')});
    const QJsonObject user = auth["identity"_L1]["password"_L1]["user"_L1].toObject();
    QCOMPARE(user["name"_L1].toString(), text);
    QCOMPARE(user["domain"_L1]["name"_L1].toString(), QString(text + u'd'));
    QCOMPARE(user["password"_L1].toString(), QString(text + u'p'));
    QCOMPARE(auth["scope"_L1].toObject(),
             (QJsonObject{{u"project"_s, QJsonObject{{u"name"_s, QString(text + u's')}}}}));
}

void TestIam::whatCannotBeAskedWithIsRefused()
{
    const auto reasonFor = [](const UserPassword &user) {
        const Result<void> usable = checkUserPassword(user, u"clouds.yaml"_s);
        return usable ? Reason::Unspecified : usable.error().reason;
    };
    QCOMPARE(reasonFor(person(u"u"_s, u"d"_s, "p")), Reason::Unspecified);
    QCOMPARE(reasonFor(person({}, u"d"_s, "p")), Reason::NoCredential);
    QCOMPARE(reasonFor(person(u"u"_s, {}, "p")), Reason::NoCredential);
    QCOMPARE(reasonFor(person(u"u"_s, u"d"_s, {})), Reason::NoCredential);
    QCOMPARE(reasonFor(person(u"u"_s, u"d"_s, "p\xff")), Reason::BadToken);
    QCOMPARE(reasonFor(person(QString(QChar(0xd800)), u"d"_s, "p")), Reason::BadToken);
    QCOMPARE(reasonFor(person(u"u"_s, QString(QChar(0xdc00)), "p")), Reason::BadToken);
    const Result<void> usable = checkUserPassword({}, u"clouds.yaml"_s);
    QCOMPARE(usable.error().kind, Kind::Usage);
    QCOMPARE(usable.error().subject, u"clouds.yaml"_s);
}

void TestIam::aTokensFactsAreRead()
{
    const Result<TokenFacts> facts =
        decodeTokenFacts("\xef\xbb\xbf"
                         R"({"token":{"expires_at":"2019-02-13T06:52:13.855000Z","methods":["password"],)"
                         R"("issued_at":"2019-02-12T06:52:13.855000Z","catalog":[],"project":{"id":"0123","name":)"
                         R"("cn-north-4","domain":{"id":"9","name":"account"}},"user":{"id":"7","name":"user"}}})");
    QVERIFY(facts);
    QCOMPARE(facts->expiresAt, QDateTime(QDate(2019, 2, 13), QTime(6, 52, 13, 855), Qt::UTC));
    QCOMPARE(facts->expiresAt->timeSpec(), Qt::UTC);
    QCOMPARE(facts->project, ProjectId{u"0123"_s});
    QCOMPARE(facts->projectName, u"cn-north-4"_s);
}

void TestIam::aTimeIsReadToTheLetter_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("milliseconds"); // since 1970; -1: not a time
    QTest::newRow("microseconds") << u"2019-02-13T06:52:13.855999Z"_s << qint64(1'550'040'733'855);
    QTest::newRow("no fraction") << u"2019-02-13T06:52:13Z"_s << qint64(1'550'040'733'000);
    QTest::newRow("tenths") << u"2019-02-13T06:52:13.8Z"_s << qint64(1'550'040'733'800);
    QTest::newRow("a leap day") << u"2020-02-29T00:00:00Z"_s << qint64(1'582'934'400'000);
    for (const char *bad :
         {"2019-02-13T06:52:13", "2019-02-13T06:52:13.855000", "2019-02-13 06:52:13Z", "2019-02-13T06:52:13+08:00",
          "2019-02-13T06:52:13.Z", "2019-02-13T06:52:13.8550000000Z", "2019-02-13T06:52:13.85-Z",
          "2019-02-13T06:52:13,855Z", "2019-2-13T06:52:13Z", "2019-02-29T00:00:00Z", "2019-02-13T24:00:00Z",
          "2019-02-13T06:52:60Z", "2019-02-13T6:52:13Z ", " 2019-02-13T06:52:13Z", "2019-02-13T06:52:13z", "Z",
          "tomorrow", "1550040733855", "-019-02-13T06:52:13Z"})
        QTest::newRow(bad) << QString::fromLatin1(bad) << qint64(-1);
}

void TestIam::aTimeIsReadToTheLetter()
{
    QFETCH(const QString, text);
    QFETCH(const qint64, milliseconds);
    const Result<TokenFacts> facts = decodeTokenFacts(R"({"token":{"expires_at":")" + text.toUtf8() + R"("}})");
    QVERIFY(facts);
    QCOMPARE(facts->expiresAt ? facts->expiresAt->toMSecsSinceEpoch() : -1, milliseconds);
}

void TestIam::whatIsMissingOrOfAWrongTypeIsAbsent_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("nothing") << QByteArray("{}");
    QTest::newRow("no facts") << QByteArray(R"({"token":{}})");
    QTest::newRow("a token that is text") << QByteArray(R"({"token":"MII"})");
    QTest::newRow("a token that is null") << QByteArray(R"({"token":null})");
    QTest::newRow("numbers") << QByteArray(R"({"token":{"expires_at":1550040733,"project":{"id":7,"name":8}}})");
    QTest::newRow("a project that is text") << QByteArray(R"({"token":{"project":"0123"}})");
    QTest::newRow("empty") << QByteArray(R"({"token":{"expires_at":"","project":{"id":"","name":""}}})");
    QTest::newRow("lists") << QByteArray(R"({"token":[{"expires_at":["2019-02-13T06:52:13Z"]}]})");
}

void TestIam::whatIsMissingOrOfAWrongTypeIsAbsent()
{
    QFETCH(const QByteArray, body);
    const Result<TokenFacts> facts = decodeTokenFacts(body);
    QVERIFY(facts);
    QVERIFY(!facts->expiresAt);
    QVERIFY(!facts->project);
    QVERIFY(!facts->projectName);
}

void TestIam::aBodyThatIsNoAnswerIsAnError_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<Reason>("reason");
    const auto row = [](const char *name, const QByteArray &body, Reason reason, Kind kind = Kind::Malformed) {
        QTest::newRow(name) << body << kind << reason;
    };
    row("empty", {}, Reason::EmptyAnswer);
    row("blank", " \n", Reason::EmptyAnswer);
    row("HTML", "<html>Log in</html>", Reason::NotJson);
    row("cut off", R"({"token":{"expires_at":"2019)", Reason::CutShort);
    row("more behind it", R"({"token":{}} {})", Reason::NotJson);
    row("a raw line break", "{\"token\":{\"expires_at\":\"\n\"}}", Reason::NotJson);
    row("not UTF-8", "{\"token\":\"\xff\"}", Reason::NotJson);
    row("no number", R"({"token":012})", Reason::NotJson);
    row("beyond all numbers", R"({"token":1e999})", Reason::NotJson);
    row("an array", "[]", Reason::NotAnObject);
    row("a number", "7", Reason::NotAnObject);
    row("a word", "\"token\"", Reason::NotAnObject);
    row("null", "null", Reason::NotAnObject);
    row("nested", QByteArray(2000, '['), Reason::TooDeep);
    row("nested and closed", "{\"token\":" + QByteArray(1500, '[') + QByteArray(1500, ']') + '}', Reason::TooDeep);
    row("a megabyte", "{\"a\":\"" + QByteArray(iamAnswerLimit, 'x') + "\"}", Reason::OverCap, Kind::TooLarge);
}

void TestIam::aBodyThatIsNoAnswerIsAnError()
{
    QFETCH(const QByteArray, body);
    QFETCH(const Kind, kind);
    QFETCH(const Reason, reason);
    const Result<TokenFacts> facts = decodeTokenFacts(body);
    QVERIFY(!facts);
    QCOMPARE(facts.error().kind, kind);
    QCOMPARE(facts.error().reason, reason);
    QCOMPARE(facts.error().offset.has_value(), kind == Kind::Malformed);
    const Result<QList<IamProject>> projects = decodeProjects(body);
    QVERIFY(!projects);
    QCOMPARE(projects.error(), facts.error());
}

void TestIam::anErrorThatComesAsAnAnswerIsAnError()
{
    const QByteArray body =
        R"({"error":{"message":"The username or password is wrong.","code":401,"title":"Unauthorized"}})";
    for (const Error &error : {decodeTokenFacts(body).error(), decodeProjects(body).error()}) {
        QCOMPARE(error.kind, Kind::Unauthorized);
        QCOMPARE(error.detail, u"The username or password is wrong."_s);
    }
}

void TestIam::projectsAreAskedForByName()
{
    QCOMPARE(projectsQuery(u"cn-north-4"_s), "name=cn-north-4");
    QCOMPARE(projectsQuery(u"a b&c=d+é/%~"_s), "name=a%20b%26c%3Dd%2B%C3%A9%2F%25~");
}

void TestIam::projectsAreRead()
{
    const Result<QList<IamProject>> projects = decodeProjects(
        R"({"links":{"self":"x"},"projects":[{"id":"01","name":"cn-north-4","enabled":true,"domain_id":"9"},)"
        R"({"id":"02","name":"cn-north-4_任务","enabled":false},{"id":"03"}]})");
    QVERIFY(projects);
    QCOMPARE(projects->size(), 3);
    QCOMPARE(projects->at(0).id, ProjectId{u"01"_s});
    QCOMPARE(projects->at(0).name, u"cn-north-4"_s);
    QVERIFY(projects->at(0).isEnabled);
    QCOMPARE(projects->at(1).name, u"cn-north-4_任务"_s);
    QVERIFY(!projects->at(1).isEnabled);
    QCOMPARE(projects->at(2).name, QString());
    QVERIFY(projects->at(2).isEnabled);
    QVERIFY(decodeProjects(R"({"projects":[]})")->isEmpty());
}

void TestIam::oddProjectsAreLeftOut()
{
    const Result<QList<IamProject>> projects =
        decodeProjects(R"({"projects":[null,7,"01",[],{},{"id":1},{"id":""},{"id":"01","name":7,"enabled":"false"}]})");
    QVERIFY(projects);
    QCOMPARE(projects->size(), 1);
    QCOMPARE(projects->at(0).id, ProjectId{u"01"_s});
    QCOMPARE(projects->at(0).name, QString());
    QVERIFY(projects->at(0).isEnabled);
}

void TestIam::aListThatIsNoneIsAnError()
{
    for (const char *body : {"{}", R"({"projects":null})", R"({"projects":{"id":"01"}})", R"({"projects":"01"})"}) {
        const Result<QList<IamProject>> projects = decodeProjects(body);
        QVERIFY(!projects);
        QCOMPARE(projects.error().kind, Kind::Malformed);
        QCOMPARE(projects.error().subject, u"projects"_s);
    }
}

} // namespace spillway

QTEST_GUILESS_MAIN(spillway::TestIam)
#include "tst_iam.moc"
