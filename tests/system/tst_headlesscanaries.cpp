// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/faultserver.h"
#include "support/fixtures.h"
#include "support/testcase.h"
#include "system/program.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>

using namespace spillway;
using namespace Qt::StringLiterals;

namespace {

// One of each kind of secret. None may come out anywhere, and of the key's id only the beginning.
constexpr char keyId[] = "HPUACANARYKEY0123456";
constexpr char shownOfKeyId[] = "HPUA";
constexpr char secretKey[] = "CANARYsecretCANARYsecretCANARYsecret0123";
constexpr char securityToken[] = "CANARYsecuritytoken/+==";
constexpr char token[] = "MIICANARYtoken0123456789";
constexpr char password[] = "CANARY pass word";
constexpr char proxyPassword[] = "CANARYproxypassword";

enum class With { Key, TemporaryKey, Token, Password, Proxy };

/// Those that are used together: what nobody sent cannot be known to be a secret.
QByteArray secretsOf(With with)
{
    const QByteArray key = QByteArray(keyId) + ' ' + secretKey;
    switch (with) {
    case With::Key:
        return key;
    case With::TemporaryKey:
        return key + ' ' + securityToken;
    case With::Token:
        return token;
    case With::Password:
        return QByteArray(password) + ' ' + token; // which is given for it
    case With::Proxy:
        return QByteArray(proxyPassword) + ' ' + token;
    }
    return {};
}

/// All that can be answered, with that in it.
QList<std::pair<const char *, QByteArray>> answersWith(const QByteArray &echo)
{
    const QByteArray good = fixture(u"task-obs-documented.json"_s);
    const QByteArray refusal =
        R"({"error_code":"APIGW.0301","error_msg":")" + echo + R"(","request_id":")" + echo + R"("})";
    return {
        {"accepted", http(200, good)},
        {"echoed in a name", http(200, QByteArray(good).replace("newtask", echo))},
        {"echoed in a partition", http(200, QByteArray(good).replace("shardId-0000000000", echo))},
        {"refused", http(401, refusal, {{"X-Request-Id", echo}})},
        {"refused for the clock", http(401, refusal, {{"Date", "Mon, 09 Mar 2020 08:05:06 GMT"}})},
        {"blocked", http(400, QByteArray(refusal).replace("APIGW.0301", "DIS.4309"))},
        {"broken", http(500, echo, {{"Content-Type", "text/plain"}})},
        {"sent elsewhere", http(302, {}, {{"Location", "https://x.example/?" + echo.toPercentEncoding()}})},
        {"no HTTP", echo + "\r\n\r\n"},
    };
}

QByteArray leaksIn(const QByteArray &text)
{
    for (const QByteArray &each : {QByteArray("CANARY"), QByteArray(keyId).mid(int(strlen(shownOfKeyId)))}) {
        if (text.contains(each))
            return text;
    }
    return {};
}

/// What every user of the computer can read about the processes that run the program.
QByteArray commandLines()
{
    QByteArray all;
    const QStringList processes = QDir(u"/proc"_s).entryList({u"[0-9]*"_s}, QDir::Dirs);
    for (const QString &process : processes) {
        QFile file(u"/proc/"_s + process + u"/cmdline"_s);
        const QByteArray line = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        if (line.startsWith(SPILLWAY_PROGRAM))
            all += line;
    }
    return all;
}

QByteArray filesBelow(const QString &folder)
{
    QByteArray all;
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly))
            all += file.fileName().toUtf8() + file.readAll();
    }
    return all;
}

} // namespace

/// Secrets of every kind are planted, the service, IAM or a proxy do their worst, and nothing comes out.
class TestCanaries : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void noSecretComesOut_data();
    void noSecretComesOut();

private:
    static Surroundings planted(With with, const QString &home, const FaultServer &iam, const FaultServer &proxy);
};

void TestCanaries::noSecretComesOut_data()
{
    QTest::addColumn<With>("with");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("toIam"); // that it is which answers so
    const QList<std::pair<const char *, With>> ways{{"key", With::Key},
                                                    {"temporary key", With::TemporaryKey},
                                                    {"token", With::Token},
                                                    {"password", With::Password}};
    for (const auto &[way, with] : ways) {
        for (const auto &[what, answer] : answersWith(secretsOf(with)))
            QTest::addRow("F188 F191 F193 F197 %s, %s", way, what) << with << answer << false;
    }
    for (const auto &[what, answer] : answersWith(password))
        QTest::addRow("F188 F191 F193 F197 password, IAM: %s", what) << With::Password << answer << true;
    const QByteArray echo = secretsOf(With::Proxy);
    QTest::newRow("F188 F191 F193 F197 proxy, refused")
        << With::Proxy << http(407, echo, {{"Proxy-Authenticate", "Basic realm=\"x\""}, {"Content-Type", "text/plain"}})
        << false;
    QTest::newRow("F188 F191 F193 F197 proxy, broken")
        << With::Proxy << http(502, echo, {{"Content-Type", "text/plain"}}) << false;
}

Surroundings TestCanaries::planted(With with, const QString &home, const FaultServer &iam, const FaultServer &proxy)
{
    Surroundings surroundings;
    const QStringList names = surroundings.environment.keys();
    for (const QString &name : names) {
        for (const char *start : {"HUAWEICLOUD_", "OS_", "HW_", "CLOUD_"}) {
            if (name.startsWith(QLatin1StringView(start)))
                surroundings.environment.remove(name);
        }
    }
    // Whoever turns on all messages does not ask for secrets.
    surroundings.set(u"QT_LOGGING_RULES"_s, u"*=true"_s).set(u"HOME"_s, home).set(u"XDG_CONFIG_HOME"_s, home);
    const auto set = [&surroundings](const QString &name, const char *value) {
        surroundings.set(name, QString::fromLatin1(value));
    };
    switch (with) {
    case With::TemporaryKey:
        set(u"HUAWEICLOUD_SDK_SECURITY_TOKEN"_s, securityToken);
        [[fallthrough]];
    case With::Key:
        set(u"HUAWEICLOUD_SDK_AK"_s, keyId);
        set(u"HUAWEICLOUD_SDK_SK"_s, secretKey);
        break;
    case With::Proxy:
        surroundings.set(u"https_proxy"_s,
                         u"http://user:"_s + QString::fromLatin1(proxyPassword) + u'@' + proxy.authority());
        [[fallthrough]];
    case With::Token:
        set(u"OS_TOKEN"_s, token);
        break;
    case With::Password:
        surroundings.set(u"OS_AUTH_URL"_s, iam.url() + u"/v3"_s);
        set(u"OS_USERNAME"_s, "ann");
        set(u"OS_PASSWORD"_s, password);
        set(u"OS_USER_DOMAIN_NAME"_s, "acme");
        set(u"OS_PROJECT_NAME"_s, "cn-north-4");
        break;
    }
    return surroundings;
}

void TestCanaries::noSecretComesOut()
{
    QFETCH(const With, with);
    QFETCH(const QByteArray, answer);
    QFETCH(const bool, toIam);
    const QTemporaryDir home;
    FaultServer iam;
    if (toIam)
        iam.answer(Script().write(answer).fin());
    else
        iam.answer(201, R"({"token":{"project":{"id":"project"}}})", {{"X-Subject-Token", token}});
    FaultServer service;
    service.answer(Script().write(answer).fin());
    FaultServer proxy;
    proxy.answer(Script().write(answer).fin());
    QByteArray seen;
    for (FaultServer *each : {&iam, &service, &proxy})
        connect(each, &FaultServer::requested, this, [&seen] { seen += commandLines(); });

    const QString endpoint = with == With::Proxy ? u"https://dis.example.com"_s : service.url();
    const QStringList exporting = exportFrom(endpoint, with == With::Proxy ? u"3"_s : u"20"_s);
    const Surroundings surroundings = planted(with, home.path(), iam, proxy);
    const Outcome outcome = run(exporting, surroundings);
    FaultServer &asked = with == With::Proxy ? proxy : toIam ? iam : service;
    QVERIFY2(!asked.requests().isEmpty(), outcome.errors.constData());
    QVERIFY(outcome.code >= 0);
    QVERIFY(seen.contains("--endpoint"));
    QCOMPARE(leaksIn(seen), QByteArray());
    QCOMPARE(leaksIn(outcome.output), QByteArray());
    QCOMPARE(leaksIn(outcome.errors), QByteArray());
    QStringList checking = exporting;
    checking.replace(checking.indexOf(u"--export"_s), u"--check"_s);
    checking.removeOne(u"-"_s);
    const Outcome check = run(checking, surroundings);
    QVERIFY2(check.output.startsWith("DIS DUMP "), check.output.constData());
    QCOMPARE(leaksIn(check.output), QByteArray());
    QCOMPARE(leaksIn(check.errors), QByteArray());
    QCOMPARE(leaksIn(filesBelow(home.path())), QByteArray());
    // But where it belongs, it is: else this would be a test of nothing.
    if (with == With::Token)
        QCOMPARE(service.requests().constFirst().header("X-Auth-Token"), QByteArray(token));
    if (with == With::Password)
        QVERIFY(iam.requests().constFirst().body.contains(password));
}

QTEST_GUILESS_MAIN(TestCanaries)
#include "tst_headlesscanaries.moc"
