// SPDX-License-Identifier: GPL-3.0-or-later
#include "computer.h"
#include "support/testcase.h"

namespace spillway {

using namespace Qt::StringLiterals;
using State = Place::State;

namespace {

/// A configuration of KooCLI with this profile beside another; its current one is called "work".
QByteArray kooCli(const QByteArray &profile, const QByteArray &more = {})
{
    return R"({"current":"work","authEncrypt":"false",)" + more
        + R"("profiles":[{"name":"default","mode":"AKSK","accessKeyId":"X","secretAccessKey":"Y"},)" + profile + "]}";
}

/// The members of a profile with a key.
QByteArray key()
{
    return "\"accessKeyId\":\"" + canaryKey + "\",\"secretAccessKey\":\"" + canarySecret + "\"";
}

} // namespace

/// The files of other tools, each as its tool writes it.
class TestSearchFiles : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void theSdkFileIsReadAsTheSdkDoes();
    void theSdkFileCanBeElsewhere();
    void whatIsNotInTheSdkFileIsSaid_data();
    void whatIsNotInTheSdkFileIsSaid();
    void theCurrentProfileOfKooCliIsTaken();
    void whatKooCliDoesNotGiveIsSaid_data();
    void whatKooCliDoesNotGiveIsSaid();
    void theCloudIsChosen_data();
    void theCloudIsChosen();
    void aCloudSignsInInItsOwnWay_data();
    void aCloudSignsInInItsOwnWay();
    void secretsMayBeInASecondFileBesideIt();
    void onlyTheFirstCloudsFileIsUsed();
    void whatIsNotInACloudsFileIsSaid_data();
    void whatIsNotInACloudsFileIsSaid();
    void filesReadableByOthersAreToldApart();
    void otherToolsCanBeLeftAlone();
};

void TestSearchFiles::theSdkFileIsReadAsTheSdkDoes()
{
    Computer it;
    it.write("home/.huaweicloud/credentials",
             "\xef\xbb\xbf; the SDK's\r\n[global]\r\nak = other\r\nsk = other\r\n\r\n[basic]\r\nak : " + canaryKey
                 + "\r\nsk=" + canarySecret + "\r\nsecurity_token = " + canarySecurityToken
                 + "\r\nproject_id = p1\r\niam_endpoint = https://iam.example.com/v3\r\n");
    const Search search = it.search();
    QVERIFY(search.found);
    QCOMPARE(search.found->origin, u"~/.huaweicloud/credentials"_s);
    QCOMPARE(search.found->projectId, u"p1"_s);
    QCOMPARE(search.found->iamEndpoint, u"https://iam.example.com"_s);
    const auto &key = std::get<AccessKey>(search.found->credential);
    QCOMPARE(bytesOf(key.id), canaryKey);
    QCOMPARE(bytesOf(key.secret), canarySecret);
    QCOMPARE(bytesOf(key.securityToken), canarySecurityToken);
    QCOMPARE(canariesIn(textOf(search)), QStringList());
}

void TestSearchFiles::theSdkFileCanBeElsewhere()
{
    Computer it;
    it.write("home/.huaweicloud/credentials", "[basic]\nak = X\nsk = Y\n");
    it.write("work/mine.ini", "[basic]\nak = " + canaryKey + "\nsk = " + canarySecret + "\n");
    it.set("HUAWEICLOUD_SDK_CREDENTIALS_FILE", "mine.ini");
    QCOMPARE(it.search().found->origin, it.path("work/mine.ini") + u" (HUAWEICLOUD_SDK_CREDENTIALS_FILE)");
    it.set("HUAWEICLOUD_SDK_CREDENTIALS_FILE", "absent.ini");
    QVERIFY(!it.search().found);
}

void TestSearchFiles::whatIsNotInTheSdkFileIsSaid_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<State>("state");
    QTest::addColumn<QString>("detail");
    const QByteArray pair = "ak = " + canaryKey + "\nsk = " + canarySecret + "\n";
    QTest::newRow("empty") << QByteArray() << State::Incomplete << u"[basic] is missing."_s;
    QTest::newRow("only global") << "[global]\n" + pair << State::Unsupported
                                 << u"It has only a section [global], which is not for DIS."_s;
    QTest::newRow("nothing in it") << QByteArray("[basic]\n") << State::Incomplete << u"ak, sk is missing."_s;
    QTest::newRow("no secret") << "[basic]\nak = " + canaryKey + "\n" << State::Incomplete << u"sk is missing."_s;
    QTest::newRow("no key") << "[basic]\nsk = " + canarySecret + "\n" << State::Incomplete << u"ak is missing."_s;
    QTest::newRow("identity provider") << QByteArray("[basic]\nidp_id = i\nid_token_file = f\n") << State::Unsupported
                                       << u"Signing in through an identity provider is not supported."_s;
    QTest::newRow("before a section") << pair << State::Malformed << u"Line 1 stands before the first section."_s;
    QTest::newRow("twice") << "[basic]\n" + pair + pair << State::Malformed
                           << u"Line 4 says again what was said before."_s;
    QTest::newRow("a secret alone in a line") << "[basic]\n" + canarySecret
            + "\n" << State::Malformed << u"Line 2 is neither a section nor a key with a value."_s;
    QTest::newRow("blank in a key") << "[basic]\nak = " + canaryKey + " x\nsk = " + canarySecret << State::Malformed
                                    << u"ak has characters that a request cannot carry."_s;
    QTest::newRow("indented") << "[basic]\nak = " + canaryKey + "\n  sk = " + canarySecret << State::Malformed
                              << u"Line 3 is indented, so it would go on with the value above it."_s;
}

void TestSearchFiles::whatIsNotInTheSdkFileIsSaid()
{
    QFETCH(const QByteArray, text);
    QFETCH(const State, state);
    QFETCH(const QString, detail);
    Computer it;
    it.write("home/.huaweicloud/credentials", text);
    const Search search = it.search();
    QVERIFY(!search.found);
    const Place place = placeOf(search, u"~/.huaweicloud/credentials"_s);
    QCOMPARE(place.detail, detail);
    QCOMPARE(place.state, state);
    QCOMPARE(canariesIn(textOf(search)), QStringList());
}

void TestSearchFiles::theCurrentProfileOfKooCliIsTaken()
{
    Computer it;
    it.write("home/.hcloud/config.json",
             kooCli(R"({"name":"work","mode":"AKSK",)" + key()
                    + R"(,"securityToken":null,"region":"cn-north-4","projectId":"p1","new":{"a":[1]}})"));
    const Search search = it.search();
    QVERIFY(search.found);
    QCOMPARE(search.found->origin, u"~/.hcloud/config.json (profile work)"_s);
    QCOMPARE(search.found->region, u"cn-north-4"_s);
    QCOMPARE(search.found->projectId, u"p1"_s);
    QCOMPARE(bytesOf(std::get<AccessKey>(search.found->credential).secret), canarySecret);
}

void TestSearchFiles::whatKooCliDoesNotGiveIsSaid_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<State>("state");
    QTest::addColumn<QString>("part");
    const QByteArray aksk = R"({"name":"work","mode":"AKSK",)" + key() + '}';
    QTest::newRow("encrypted, as text") << kooCli(aksk, R"("authEncrypt":"true",)") << State::Encrypted
                                        << u"--cli-auth-encrypt=false"_s;
    QTest::newRow("encrypted") << QByteArray(kooCli(aksk)).replace("\"false\"", "true") << State::Encrypted
                               << u"authEncrypt"_s;
    for (const char *mode : {"token", "ecsAgency", "agency", "SSO"})
        QTest::newRow(mode) << kooCli(QByteArray(aksk).replace("AKSK", mode)) << State::Unsupported
                            << u"Its mode is %1;"_s.arg(QLatin1StringView(mode));
    QTest::newRow("no such profile") << kooCli(R"({"name":"play"})") << State::Incomplete
                                     << u"There is no profile of this name."_s;
    QTest::newRow("none is current") << QByteArray(R"({"profiles":[]})") << State::Incomplete
                                     << u"It names no current profile."_s;
    QTest::newRow("no keys") << kooCli(R"({"name":"work","mode":"AKSK"})") << State::Incomplete
                             << u"accessKeyId, secretAccessKey is missing."_s;
    QTest::newRow("no secret") << kooCli(R"({"name":"work","accessKeyId":")" + canaryKey + "\"}") << State::Incomplete
                               << u"secretAccessKey is missing."_s;
    QTest::newRow("number as key") << kooCli(QByteArray(aksk).replace(QByteArray("\"" + canaryKey + "\""), "7"))
                                   << State::Malformed << u"accessKeyId is not text."_s;
    QTest::newRow("line end in the key") << kooCli(QByteArray(aksk).replace(canaryKey, QByteArray(canaryKey + "\\n")))
                                         << State::Malformed << u"accessKeyId has characters"_s;
    QTest::newRow("not JSON") << QByteArray("{\"current\":") << State::Malformed << u"It is not JSON"_s;
    QTest::newRow("empty") << QByteArray() << State::Malformed << u"It is not JSON"_s;
    QTest::newRow("a list") << QByteArray("[]") << State::Malformed << u"It is not JSON"_s;
    QTest::newRow("profiles of all kinds") << QByteArray(R"({"current":"work","profiles":[1,null,[],{"name":7}]})")
                                           << State::Incomplete << u"There is no profile of this name."_s;
    QTest::newRow("deep") << R"({"current":)" + QByteArray(100'000, '[') << State::Malformed << u"It is not JSON"_s;
}

void TestSearchFiles::whatKooCliDoesNotGiveIsSaid()
{
    QFETCH(const QByteArray, text);
    QFETCH(const State, state);
    QFETCH(const QString, part);
    Computer it;
    it.write("home/.hcloud/config.json", text);
    const Search search = it.search();
    QVERIFY(!search.found);
    const Place place = placeOf(search, u"~/.hcloud/config.json"_s);
    QVERIFY2(place.detail.contains(part), qPrintable(place.detail));
    QCOMPARE(place.state, state);
    QCOMPARE(canariesIn(textOf(search)), QStringList());
}

void TestSearchFiles::theCloudIsChosen_data()
{
    QTest::addColumn<QByteArray>("clouds");
    QTest::addColumn<QByteArray>("wanted");
    QTest::addColumn<QString>("cloud"); // empty: none
    const QByteArray a = "  a: {auth: {token: aaa}}\n";
    const QByteArray b = "  b: {auth: {token: bbb}}\n";
    const QByteArray openstack = "  openstack: {auth: {token: ooo}}\n";
    QTest::newRow("the only one") << a << QByteArray() << u"a"_s;
    QTest::newRow("the one asked for") << a + b << QByteArray("b") << u"b"_s;
    QTest::newRow("the usual one") << a + openstack << QByteArray() << u"openstack"_s;
    QTest::newRow("several") << a + b << QByteArray() << QString();
    QTest::newRow("one that is not there") << a << QByteArray("c") << QString();
    QTest::newRow("none") << QByteArray() << QByteArray() << QString();
}

void TestSearchFiles::theCloudIsChosen()
{
    QFETCH(const QByteArray, clouds);
    QFETCH(const QByteArray, wanted);
    QFETCH(const QString, cloud);
    Computer it;
    it.write("home/.config/openstack/clouds.yaml", "clouds:\n" + clouds);
    it.set("OS_CLOUD", wanted);
    const Search search = it.search();
    const QString path = u"~/.config/openstack/clouds.yaml"_s;
    if (cloud.isEmpty())
        QCOMPARE(placeOf(search, path).state, State::Incomplete);
    else
        QCOMPARE(search.found->origin, path + u" (cloud " + cloud + u')');
}

void TestSearchFiles::aCloudSignsInInItsOwnWay_data()
{
    QTest::addColumn<QByteArray>("auth");
    QTest::addColumn<int>("kind"); // of Credential
    QTest::newRow("token") << QByteArray("token: '" + canaryToken + "'") << 1;
    QTest::newRow("key") << "ak: " + canaryKey + "\n      sk: " + canarySecret << 2;
    QTest::newRow("key, in words") << "access_key: " + canaryKey + "\n      secret_key: " + canarySecret << 2;
    QTest::newRow("password") << "username: robot\n      domain_name: account\n      password: \"" + canaryPassword
            + "\"" << 3;
}

void TestSearchFiles::aCloudSignsInInItsOwnWay()
{
    QFETCH(const QByteArray, auth);
    QFETCH(const int, kind);
    Computer it;
    it.write("work/clouds.yaml",
             "clouds:\n  otc:\n    region_name: eu-de\n    cacert: /etc/ca.pem\n"
             "    dis_endpoint_override: https://dis.example.com\n    auth:\n"
             "      auth_url: https://iam.eu-de.otc.t-systems.com:443/v3\n      project_name: eu-de_team\n"
             "      project_id: p1\n      "
                 + auth + "\n");
    const Search search = it.search();
    QVERIFY(search.found);
    QCOMPARE(int(search.found->credential.index()), kind);
    QCOMPARE(search.found->region, u"eu-de"_s);
    QCOMPARE(search.found->caFile, u"/etc/ca.pem"_s);
    QCOMPARE(search.found->endpoint, u"https://dis.example.com"_s);
    QCOMPARE(search.found->iamEndpoint, u"https://iam.eu-de.otc.t-systems.com:443"_s);
    QCOMPARE(search.found->projectName, u"eu-de_team"_s);
    QCOMPARE(search.found->projectId, u"p1"_s);
    QCOMPARE(canariesIn(textOf(search)), QStringList());
}

void TestSearchFiles::secretsMayBeInASecondFileBesideIt()
{
    Computer it;
    it.write("home/.config/openstack/clouds.yaml",
             "clouds:\n  otc:\n    auth: {username: robot, user_domain_name: account, password: none}\n");
    it.write("home/.config/openstack/secure.yaml",
             "clouds:\n  otc:\n    auth:\n      password: \"" + canaryPassword + "\"\n", 0640);
    Search search = it.search();
    QCOMPARE(bytesOf(std::get<UserPassword>(search.found->credential).password), canaryPassword);
    const Place secure = placeOf(search, u"~/.config/openstack/secure.yaml"_s);
    QCOMPARE(secure.state, State::Found);
    QVERIFY(secure.readableByOthers);
    QVERIFY(!secure.used);
    QCOMPARE(canariesIn(textOf(search)), QStringList());

    // A clouds.yaml that lies in some folder does not get at the secrets of another.
    it.write(
        "work/clouds.yaml",
        "clouds:\n  otc:\n    auth: {username: robot, user_domain_name: account, auth_url: 'https://evil.example'}\n");
    search = it.search();
    QVERIFY(!search.found);
    QCOMPARE(placeOf(search, it.path("work/clouds.yaml")).detail, u"password is missing."_s);
}

void TestSearchFiles::onlyTheFirstCloudsFileIsUsed()
{
    Computer it;
    const auto cloud = [](const QByteArray &token) -> QByteArray {
        return "clouds: {x: {auth: {token: " + token + "}}}\n";
    };
    it.write("system/clouds.yaml", cloud("fromsystem"));
    QCOMPARE(it.search().found->origin, it.path("system/clouds.yaml") + u" (cloud x)");
    it.write("home/.config/openstack/clouds.yaml", cloud("fromhome"));
    QCOMPARE(it.search().found->origin, u"~/.config/openstack/clouds.yaml (cloud x)"_s);
    it.write("work/clouds.yaml", cloud("fromwork"));
    QCOMPARE(it.search().found->origin, it.path("work/clouds.yaml") + u" (cloud x)");
    it.write("work/own.yaml", cloud("fromown"));
    it.set("OS_CLIENT_CONFIG_FILE", "own.yaml");
    Search search = it.search();
    QCOMPARE(search.found->origin, it.path("work/own.yaml") + u" (cloud x)");
    QCOMPARE(placeOf(search, it.path("system/clouds.yaml")).state, State::Shadowed);
    // Also when the first has nothing to sign in with.
    it.write("work/own.yaml", "clouds: {}\n");
    search = it.search();
    QVERIFY(!search.found);
    QCOMPARE(placeOf(search, it.path("work/own.yaml")).state, State::Incomplete);
    QCOMPARE(placeOf(search, it.path("work/clouds.yaml")).state, State::Shadowed);

    Computer moved;
    moved.write("work/config/openstack/clouds.yaml", cloud("moved"));
    moved.set("XDG_CONFIG_HOME", QFile::encodeName(moved.path("work/config")));
    QVERIFY(moved.search().found);
}

void TestSearchFiles::whatIsNotInACloudsFileIsSaid_data()
{
    QTest::addColumn<QByteArray>("cloud");
    QTest::addColumn<State>("state");
    QTest::addColumn<QString>("detail");
    QTest::newRow("nothing") << QByteArray("{auth: {}}") << State::Incomplete << u"username, password is missing."_s;
    QTest::newRow("no password") << QByteArray("{auth: {username: u, user_domain_name: d, password: ~}}")
                                 << State::Incomplete << u"password is missing."_s;
    QTest::newRow("list as password") << QByteArray("{auth: {username: u, user_domain_name: d, password: [1]}}")
                                      << State::Malformed << u"password is not text."_s;
    QTest::newRow("map as token") << QByteArray("{auth: {token: {a: b}}}") << State::Malformed
                                  << u"token is not text."_s;
    QTest::newRow("text as auth") << QByteArray("{auth: none}") << State::Incomplete
                                  << u"username, password is missing."_s;
    QTest::newRow("another way") << QByteArray("{auth_type: v3applicationcredential, auth: {token: t}}")
                                 << State::Unsupported
                                 << u"Its auth_type is v3applicationcredential, which is not supported."_s;
    QTest::newRow("bad token") << QByteArray("{auth: {token: \"a\\r\\nb\"}}") << State::Malformed
                               << u"token has characters that a request cannot carry."_s;
    QTest::newRow("half a key") << "{auth: {ak: " + canaryKey + "}}" << State::Incomplete << u"sk is missing."_s;
    QTest::newRow("not a map") << QByteArray("[1]") << State::Incomplete << u"There is no cloud of this name."_s;
}

void TestSearchFiles::whatIsNotInACloudsFileIsSaid()
{
    QFETCH(const QByteArray, cloud);
    QFETCH(const State, state);
    QFETCH(const QString, detail);
    Computer it;
    it.write("work/clouds.yaml", "clouds:\n  x: " + cloud + "\n");
    const Search search = it.search();
    QVERIFY(!search.found);
    const Place place = placeOf(search, it.path("work/clouds.yaml"));
    QCOMPARE(place.detail, detail);
    QCOMPARE(place.state, state);
    QCOMPARE(canariesIn(textOf(search)), QStringList());
}

void TestSearchFiles::filesReadableByOthersAreToldApart()
{
    for (const auto &[mode, readable] :
         {std::pair(0600, false), {0400, false}, {0640, true}, {0604, true}, {0644, true}}) {
        Computer it;
        it.write("home/.huaweicloud/credentials", "[basic]\nak = A\nsk = B\n", mode_t(mode));
        it.write("home/.hcloud/config.json", kooCli(R"({"name":"work",)" + key() + '}'), mode_t(mode));
        it.write("home/.config/openstack/clouds.yaml", "clouds: {x: {auth: {token: t}}}", mode_t(mode));
        it.scope.tokenFile = it.write("home/token", "t", mode_t(mode));
        const Search search = it.search();
        for (const char *place : {"--token-file", "~/.huaweicloud", "~/.hcloud", "~/.config/openstack/clouds.yaml"})
            QCOMPARE(placeOf(search, QString::fromLatin1(place)).readableByOthers, readable);
        QVERIFY(!placeOf(search, u"OS_TOKEN"_s).readableByOthers);
    }
}

void TestSearchFiles::otherToolsCanBeLeftAlone()
{
    Computer it;
    it.write("home/.huaweicloud/credentials", "[basic]\nak = A\nsk = B\n", 0644);
    it.scope.readsOtherTools = false;
    const Search search = it.search();
    QVERIFY(!search.found);
    const Place place = placeOf(search, u"~/.huaweicloud/credentials"_s);
    QCOMPARE(place.state, State::Absent);
    QCOMPARE(place.detail, u"Not looked at."_s);
}

} // namespace spillway

QTEST_GUILESS_MAIN(spillway::TestSearchFiles)
#include "tst_searchfiles.moc"
