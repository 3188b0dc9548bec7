// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/faultserver.h"
#include "support/fixtures.h"
#include "support/signatureverifier.h"
#include "support/testcase.h"
#include "system/program.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

using namespace spillway;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr char keyId[] = "HPUACANARYKEY0123456";
constexpr char secret[] = "CANARYsecretCANARYsecretCANARYsecret0123";
constexpr char securityToken[] = "CANARYsecuritytoken/+==";

QByteArray answerAbout(const QString &stream, const QString &task)
{
    QJsonObject answer = QJsonDocument::fromJson(fixture(u"task-obs-documented.json"_s)).object();
    answer[u"stream_name"_s] = stream;
    answer[u"task_name"_s] = task;
    return QJsonDocument(answer).toJson(QJsonDocument::Compact);
}

QStringList exportOf(const QString &endpoint, const QString &project, const QString &stream, const QString &task)
{
    return {u"--endpoint"_s, endpoint, u"--project-id"_s, project, u"--stream"_s, stream,
            u"--task"_s,     task,     u"--export"_s,     u"-"_s};
}

} // namespace

/// A person with nothing but the SDK's two variables, as the vendor's manuals have them set.
class TestAccessKey : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_home.isValid()); }
    void twoVariablesAreEnough_data();
    void twoVariablesAreEnough();
    void aTemporaryKeyIsSignedWithItsToken();
    void aRefusalIsOneRequestAndCode3_data();
    void aRefusalIsOneRequestAndCode3();
    void aWrongClockIsCorrectedAndTheExportIsWritten();
    void aClockCorrectedInVainIsTwoRequestsAndCode3();
    void aPasswordThatIamRefusesIsOneRequestAndCode3();

private:
    /// Only the two variables, on a computer without any file of any tool.
    Surroundings withKey() const;
    Surroundings withNothing() const;

    QTemporaryDir m_home;
};

Surroundings TestAccessKey::withNothing() const
{
    Surroundings surroundings;
    const QStringList names = surroundings.environment.keys();
    for (const QString &name : names) {
        if (name.startsWith("HUAWEICLOUD_"_L1) || name.startsWith("OS_"_L1) || name.startsWith("HW_"_L1)
            || name.startsWith("CLOUD_"_L1))
            surroundings.environment.remove(name);
    }
    return surroundings.set(u"HOME"_s, m_home.path()).set(u"XDG_CONFIG_HOME"_s, m_home.path());
}

Surroundings TestAccessKey::withKey() const
{
    return withNothing()
        .set(u"HUAWEICLOUD_SDK_AK"_s, QString::fromLatin1(keyId))
        .set(u"HUAWEICLOUD_SDK_SK"_s, QString::fromLatin1(secret));
}

void TestAccessKey::twoVariablesAreEnough_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("ordinary") << u"newstream_1-a"_s;
    QTest::newRow("blanks") << u"my new stream"_s;
    QTest::newRow("per cent") << u"100%"_s;
    QTest::newRow("like an escape") << u"a%20b%2Fc"_s;
    QTest::newRow("ampersand") << u"a&b=c"_s;
    QTest::newRow("plus") << u"a+b"_s;
    QTest::newRow("beyond ASCII") << u"数据流 é"_s;
    QTest::newRow("beyond the first plane") << u"\U0001F30A"_s;
    QTest::newRow("all at once") << u"ä b%c&d+e/f?g#h\"i"_s;
}

void TestAccessKey::twoVariablesAreEnough()
{
    QFETCH(const QString, name);
    FaultServer server;
    server.answer(200, answerAbout(name, name));
    const Outcome outcome = run(exportOf(server.url(), u"p-1"_s, name, name), withKey());
    QVERIFY2(outcome.code == 0, outcome.errors.constData());
    QVERIFY(outcome.output.count('\n') > 1);
    const QByteArray encoded = name.toUtf8().toPercentEncoding();
    QCOMPARE(server.requests().size(), 2); // the task, and its stream
    QCOMPARE(server.requests().constFirst().line,
             "GET /v2/p-1/streams/" + encoded + "/transfer-tasks/" + encoded + " HTTP/1.1");
    QVERIFY(server.requests().constLast().line.startsWith(QByteArray("GET /v2/p-1/streams/" + encoded + '?')));
    for (const SeenRequest &request : server.requests()) {
        QCOMPARE(problemWith(request.raw, keyId, secret), std::nullopt);
        QCOMPARE(request.header("X-Project-Id"), QByteArray("p-1"));
        QVERIFY(request.header("X-Auth-Token").isNull());
        QVERIFY(!request.raw.contains(secret));
    }
}

void TestAccessKey::aTemporaryKeyIsSignedWithItsToken()
{
    FaultServer server;
    server.answer(200, answerAbout(u"s"_s, u"t"_s));
    const Outcome outcome = run(exportOf(server.url(), u"p-1"_s, u"s"_s, u"t"_s),
                                withKey().set(u"HUAWEICLOUD_SDK_SECURITY_TOKEN"_s, QString::fromLatin1(securityToken)));
    QVERIFY2(outcome.code == 0, outcome.errors.constData());
    const SeenRequest request = server.requests().constFirst();
    QCOMPARE(request.header("X-Security-Token"), QByteArray(securityToken));
    QCOMPARE(problemWith(request.raw, keyId, secret), std::nullopt);
}

void TestAccessKey::aRefusalIsOneRequestAndCode3_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("the gateway's") << 401
                                   << QByteArray(R"({"error_code":"APIGW.0301","error_msg":"Incorrect IAM )"
                                                 R"(authentication information: verify aksk signature fail"})");
    QTest::newRow("that of DIS") << 441 << QByteArray(R"({"errorCode":"DIS.4101","message":"no"})");
    QTest::newRow("one that echoes") << 401
                                     << QByteArray(R"({"error_code":"APIGW.0301","error_msg":")") + keyId + ' ' + secret
            + R"("})";
    QTest::newRow("without a word") << 401 << QByteArray();
}

void TestAccessKey::aRefusalIsOneRequestAndCode3()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, body);
    FaultServer server;
    server.answer(status, body);
    const Outcome outcome = run(exportOf(server.url(), u"p-1"_s, u"s"_s, u"t"_s), withKey());
    QCOMPARE(outcome.code, 3);
    QCOMPARE(outcome.output, QByteArray());
    QVERIFY2(outcome.hasOneSentence(), outcome.errors.constData());
    QVERIFY(!outcome.errors.contains(QByteArray(keyId).mid(4)));
    QVERIFY(!outcome.errors.contains(secret));
    QCOMPARE(server.requests().size(), 1);
}

void TestAccessKey::aWrongClockIsCorrectedAndTheExportIsWritten()
{
    // The server's clock is two hours ahead: the one that is wrong here is the program's, for all it knows.
    const QDateTime there = QDateTime::currentDateTimeUtc().addSecs(7200);
    const QByteArray date = QLocale::c().toString(there, u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s).toLatin1();
    FaultServer server;
    server.answer(401, R"({"error_code":"APIGW.0301","error_msg":"no"})", {{"Date", date}});
    server.answer(200, answerAbout(u"s"_s, u"t"_s));
    const Outcome outcome = run(exportOf(server.url(), u"p-1"_s, u"s"_s, u"t"_s), withKey());
    QVERIFY2(outcome.code == 0, outcome.errors.constData());
    QCOMPARE(server.requests().size(), 3); // refused, by the server's clock, and the stream by it at once
    for (const SeenRequest &request : server.requests().sliced(1)) {
        const QByteArray sent = request.header("X-Sdk-Date");
        const QDateTime signedAt = QDateTime::fromString(QString::fromLatin1(sent), u"yyyyMMdd'T'HHmmss'Z'"_s);
        QVERIFY(qAbs(QDateTime(signedAt.date(), signedAt.time(), Qt::UTC).secsTo(there)) < 60);
        QCOMPARE(problemWith(request.raw, keyId, secret), std::nullopt);
    }
}

void TestAccessKey::aClockCorrectedInVainIsTwoRequestsAndCode3()
{
    FaultServer server;
    server.answer(401, R"({"error_code":"APIGW.0301","error_msg":"no"})", {{"Date", "Mon, 09 Mar 2026 08:05:06 GMT"}});
    const Outcome outcome = run(exportOf(server.url(), u"p-1"_s, u"s"_s, u"t"_s), withKey());
    QCOMPARE(outcome.code, 3);
    QCOMPARE(server.requests().size(), 2);
}

void TestAccessKey::aPasswordThatIamRefusesIsOneRequestAndCode3()
{
    FaultServer iam;
    iam.answer(401, R"({"error":{"code":401,"message":"The username or password is wrong.","title":"Unauthorized"}})");
    FaultServer server;
    server.answer(200, answerAbout(u"s"_s, u"t"_s));
    const Surroundings surroundings = withNothing()
                                          .set(u"OS_AUTH_URL"_s, iam.url() + u"/v3"_s)
                                          .set(u"OS_USERNAME"_s, u"ann"_s)
                                          .set(u"OS_PASSWORD"_s, u"CANARYpassword"_s)
                                          .set(u"OS_USER_DOMAIN_NAME"_s, u"acme"_s)
                                          .set(u"OS_PROJECT_NAME"_s, u"cn-north-4"_s);
    const Outcome outcome = run(exportOf(server.url(), u"p-1"_s, u"s"_s, u"t"_s), surroundings);
    QCOMPARE(outcome.code, 3);
    QVERIFY2(outcome.hasOneSentence(), outcome.errors.constData());
    QVERIFY(!outcome.errors.contains("CANARY"));
    QCOMPARE(iam.requests().size(), 1);
    QCOMPARE(server.requests().size(), 0);
}

QTEST_GUILESS_MAIN(TestAccessKey)
#include "tst_accesskey.moc"
