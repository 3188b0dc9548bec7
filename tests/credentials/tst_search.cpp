// SPDX-License-Identifier: GPL-3.0-or-later
#include "computer.h"
#include "support/testcase.h"

namespace spillway {

using namespace Qt::StringLiterals;
using State = Place::State;
using Kind = Error::Kind;
using Reason = Error::Reason;

namespace {

/// A whole credential at one place, and what that place is called.
struct Source
{
    const char *place;
    void (*put)(Computer &);
};

// In the order in which they win.
const Source sources[]{
    {"--token-file", [](Computer &it) { it.scope.tokenFile = it.write("home/token", canaryToken + '\n'); }},
    {"HUAWEICLOUD_SDK_AK",
     [](Computer &it) {
         it.set("HUAWEICLOUD_SDK_AK", canaryKey);
         it.set("HUAWEICLOUD_SDK_SK", canarySecret);
     }},
    {"CLOUD_SDK_AK",
     [](Computer &it) {
         it.set("CLOUD_SDK_AK", canaryKey);
         it.set("CLOUD_SDK_SK", canarySecret);
     }},
    {"HW_ACCESS_KEY",
     [](Computer &it) {
         it.set("HW_ACCESS_KEY", canaryKey);
         it.set("HW_SECRET_KEY", canarySecret);
     }},
    {"~/.huaweicloud/credentials",
     [](Computer &it) {
         it.write("home/.huaweicloud/credentials", "[basic]\nak = " + canaryKey + "\nsk = " + canarySecret + "\n");
     }},
    {"~/.hcloud/config.json",
     [](Computer &it) {
         it.write("home/.hcloud/config.json",
                  R"({"current":"default","profiles":[{"name":"default","mode":"AKSK","accessKeyId":")" + canaryKey
                      + R"(","secretAccessKey":")" + canarySecret + R"("}]})");
     }},
    {"OS_AUTH_TOKEN", [](Computer &it) { it.set("OS_AUTH_TOKEN", canaryToken); }},
    {"OS_TOKEN", [](Computer &it) { it.set("OS_TOKEN", canaryToken); }},
    {"OS_ACCESS_KEY",
     [](Computer &it) {
         it.set("OS_ACCESS_KEY", canaryKey);
         it.set("OS_SECRET_KEY", canarySecret);
     }},
    {"OS_USERNAME",
     [](Computer &it) {
         it.set("OS_USERNAME", "robot");
         it.set("OS_USER_DOMAIN_NAME", "account");
         it.set("OS_PASSWORD", canaryPassword);
     }},
    {"~/.config/openstack/clouds.yaml",
     [](Computer &it) {
         it.write("home/.config/openstack/clouds.yaml",
                  "clouds:\n  one:\n    auth: {username: robot, user_domain_name: account, password: \""
                      + canaryPassword + "\"}\n");
     }},
};

} // namespace

/// Who wins, and what is said of the others.
class TestSearch : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void thePlacesAreAskedInOrder();
    void everyPlaceAloneIsEnough();
    void anEmptyComputerSaysSo();
    void keysInTheEnvironmentComeWithWhatStandsBesideThem();
    void aTemporaryKeyHasItsSecurityToken_data();
    void aTemporaryKeyHasItsSecurityToken();
    void halfAKeyIsSaidAndTheSearchGoesOn_data();
    void halfAKeyIsSaidAndTheSearchGoesOn();
    void aKeyThatCannotBeCarriedIsSaidAndTheSearchGoesOn_data();
    void aKeyThatCannotBeCarriedIsSaidAndTheSearchGoesOn();
    void setButEmptyIsNotSet();
    void anIdentityProviderIsRecognised();
    void aPasswordNeedsItsUserAndAccount();
    void aTokenAskedForByNameIsNotReplaced();
    void ofAShortKeyEvenLessIsShown();
};

void TestSearch::thePlacesAreAskedInOrder()
{
    // All at once; then without the first, and so on.
    for (std::size_t first = 0; first < std::size(sources); ++first) {
        Computer it;
        for (std::size_t i = first; i < std::size(sources); ++i)
            sources[i].put(it);
        const Search search = it.search();
        QVERIFY(search.found);
        QVERIFY(!search.problem);
        QVERIFY2(search.found->origin.startsWith(QLatin1StringView(sources[first].place)),
                 qPrintable(search.found->origin));
        for (std::size_t i = 0; i < std::size(sources); ++i) {
            const Place place = placeOf(search, QString::fromLatin1(sources[i].place));
            const State expected = i < first ? State::Absent : i == first ? State::Found : State::Shadowed;
            QVERIFY2(place.state == expected, sources[i].place);
            QCOMPARE(place.used, i == first);
            QVERIFY(!place.detail.isEmpty());
        }
        QCOMPARE(std::count_if(search.places.begin(), search.places.end(), [](const Place &p) { return p.used; }), 1);
        QCOMPARE(canariesIn(textOf(search)), QStringList());
    }
}

void TestSearch::everyPlaceAloneIsEnough()
{
    for (const Source &source : sources) {
        Computer it;
        source.put(it);
        const Search search = it.search();
        QVERIFY2(search.found, source.place);
        QVERIFY(placeOf(search, QString::fromLatin1(source.place)).used);
        QVERIFY(search.found->origin.startsWith(QLatin1StringView(source.place)));
        if (const auto *key = std::get_if<AccessKey>(&search.found->credential)) {
            QCOMPARE(bytesOf(key->id), canaryKey);
            QCOMPARE(bytesOf(key->secret), canarySecret);
        } else if (const auto *user = std::get_if<UserPassword>(&search.found->credential)) {
            QCOMPARE(user->user, u"robot"_s);
            QCOMPARE(user->domain, u"account"_s);
            QCOMPARE(bytesOf(user->password), canaryPassword);
        } else {
            QCOMPARE(bytesOf(std::get<Token>(search.found->credential).value), canaryToken);
        }
    }
}

void TestSearch::anEmptyComputerSaysSo()
{
    const Computer it;
    const Search search = it.search();
    QVERIFY(!search.found);
    QCOMPARE(search.problem->kind, Kind::Usage);
    QCOMPARE(search.problem->reason, Reason::NoCredential);
    QCOMPARE(search.places.size(), 15);
    for (const Place &place : search.places) {
        QCOMPARE(place.state, State::Absent);
        QVERIFY(!place.detail.isEmpty());
        QVERIFY(!place.used);
    }
}

void TestSearch::keysInTheEnvironmentComeWithWhatStandsBesideThem()
{
    Computer it;
    sources[1].put(it);
    it.set("HUAWEICLOUD_SDK_PROJECT_ID", "p1");
    it.set("OS_REGION_NAME", "another");
    Search search = it.search();
    QCOMPARE(search.found->origin, u"HUAWEICLOUD_SDK_AK, HUAWEICLOUD_SDK_SK"_s);
    QCOMPARE(search.found->projectId, u"p1"_s);
    QCOMPARE(search.found->region, QString());
    QCOMPARE(placeOf(search, search.found->origin).detail, u"Access key HPUA…"_s);

    Computer terraform;
    sources[3].put(terraform);
    terraform.set("HW_REGION_NAME", "cn-north-4");
    terraform.set("HW_PROJECT_NAME", "cn-north-4_team");
    terraform.set("HW_AUTH_URL", "https://iam.example.com:443/v3/");
    search = terraform.search();
    QCOMPARE(search.found->region, u"cn-north-4"_s);
    QCOMPARE(search.found->projectName, u"cn-north-4_team"_s);
    QCOMPARE(search.found->iamEndpoint, u"https://iam.example.com:443"_s);

    Computer openStack;
    sources[9].put(openStack);
    openStack.set("OS_AUTH_URL", "https://iam.eu-de.otc.t-systems.com/v3");
    openStack.set("OS_REGION_NAME", "eu-de");
    openStack.set("OS_TENANT_NAME", "eu-de_team");
    openStack.set("OS_PROJECT_ID", "p2");
    openStack.set("OS_CACERT", "/etc/ca.pem");
    search = openStack.search();
    QCOMPARE(search.found->iamEndpoint, u"https://iam.eu-de.otc.t-systems.com"_s);
    QCOMPARE(search.found->region, u"eu-de"_s);
    QCOMPARE(search.found->projectName, u"eu-de_team"_s);
    QCOMPARE(search.found->projectId, u"p2"_s);
    QCOMPARE(search.found->caFile, u"/etc/ca.pem"_s);
    QCOMPARE(placeOf(search, u"OS_USERNAME"_s).detail, u"Password of user robot in account account"_s);
}

void TestSearch::aTemporaryKeyHasItsSecurityToken_data()
{
    QTest::addColumn<int>("source");
    QTest::addColumn<QByteArray>("variable");
    QTest::newRow("SDK") << 1 << QByteArray("HUAWEICLOUD_SDK_SECURITY_TOKEN");
    QTest::newRow("Terraform") << 3 << QByteArray("HW_SECURITY_TOKEN");
}

void TestSearch::aTemporaryKeyHasItsSecurityToken()
{
    QFETCH(const int, source);
    QFETCH(const QByteArray, variable);
    Computer it;
    sources[source].put(it);
    it.set(variable.constData(), canarySecurityToken);
    const Search search = it.search();
    QCOMPARE(bytesOf(std::get<AccessKey>(search.found->credential).securityToken), canarySecurityToken);
    QCOMPARE(placeOf(search, search.found->origin).detail, u"Temporary access key HPUA…"_s);
    QCOMPARE(canariesIn(textOf(search)), QStringList());
}

void TestSearch::halfAKeyIsSaidAndTheSearchGoesOn_data()
{
    QTest::addColumn<QByteArray>("there");
    QTest::addColumn<QByteArray>("missing");
    const std::pair<const char *, const char *> pairs[]{{"HUAWEICLOUD_SDK_AK", "HUAWEICLOUD_SDK_SK"},
                                                        {"CLOUD_SDK_AK", "CLOUD_SDK_SK"},
                                                        {"HW_ACCESS_KEY", "HW_SECRET_KEY"},
                                                        {"OS_ACCESS_KEY", "OS_SECRET_KEY"}};
    for (const auto &[id, secret] : pairs) {
        QTest::newRow(id) << QByteArray(id) << QByteArray(secret);
        QTest::newRow(secret) << QByteArray(secret) << QByteArray(id);
    }
}

void TestSearch::halfAKeyIsSaidAndTheSearchGoesOn()
{
    QFETCH(const QByteArray, there);
    QFETCH(const QByteArray, missing);
    Computer it;
    it.set(there.constData(), canarySecret);
    it.set("OS_USERNAME", "robot");
    it.set("OS_DOMAIN_NAME", "account");
    it.set("OS_PASSWORD", canaryPassword);
    const Search search = it.search();
    QCOMPARE(search.found->origin, u"OS_USERNAME, OS_PASSWORD"_s);
    const auto is = [](const Place &place) { return place.state == State::Incomplete; };
    const auto half = std::find_if(search.places.begin(), search.places.end(), is);
    QVERIFY(half != search.places.end());
    QVERIFY(half->name.contains(QString::fromLatin1(there)));
    QCOMPARE(half->detail, u"%1 is missing."_s.arg(QString::fromLatin1(missing)));
    QCOMPARE(canariesIn(textOf(search)), QStringList());
}

void TestSearch::aKeyThatCannotBeCarriedIsSaidAndTheSearchGoesOn_data()
{
    QTest::addColumn<QByteArray>("variable");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("line end after the key") << QByteArray("HUAWEICLOUD_SDK_AK") << canaryKey + '\n';
    QTest::newRow("header in the key") << QByteArray("HUAWEICLOUD_SDK_AK") << canaryKey + "\r\nX-Other: 1";
    QTest::newRow("comma in the key") << QByteArray("HUAWEICLOUD_SDK_AK") << canaryKey + ",Signature=0";
    QTest::newRow("equals sign in the key") << QByteArray("HUAWEICLOUD_SDK_AK") << "Access=" + canaryKey;
    QTest::newRow("blank in the secret") << QByteArray("HUAWEICLOUD_SDK_SK") << canarySecret + ' ';
    QTest::newRow("UTF-8 in the secret") << QByteArray("HUAWEICLOUD_SDK_SK") << canarySecret + "é";
    QTest::newRow("DEL in the security token")
        << QByteArray("HUAWEICLOUD_SDK_SECURITY_TOKEN") << canarySecurityToken + '\x7f';
}

void TestSearch::aKeyThatCannotBeCarriedIsSaidAndTheSearchGoesOn()
{
    QFETCH(const QByteArray, variable);
    QFETCH(const QByteArray, value);
    Computer it;
    sources[1].put(it);
    it.set(variable.constData(), value);
    sources[2].put(it);
    const Search search = it.search();
    QCOMPARE(search.found->origin, u"CLOUD_SDK_AK, CLOUD_SDK_SK"_s);
    const Place place = placeOf(search, u"HUAWEICLOUD_SDK_AK"_s);
    QCOMPARE(place.state, State::Malformed);
    QCOMPARE(place.detail, QString::fromLatin1(variable) + u" has characters that a request cannot carry.");
    QCOMPARE(canariesIn(textOf(search)), QStringList());
}

void TestSearch::setButEmptyIsNotSet()
{
    Computer it;
    for (const char *variable :
         {"HUAWEICLOUD_SDK_AK", "HUAWEICLOUD_SDK_SK", "HUAWEICLOUD_SDK_SECURITY_TOKEN", "HUAWEICLOUD_SDK_IDP_ID",
          "HUAWEICLOUD_SDK_ID_TOKEN_FILE", "CLOUD_SDK_AK", "CLOUD_SDK_SK", "HW_ACCESS_KEY", "HW_SECRET_KEY",
          "OS_AUTH_TOKEN", "OS_TOKEN", "OS_ACCESS_KEY", "OS_SECRET_KEY", "OS_USERNAME", "OS_PASSWORD", "OS_CLOUD",
          "HUAWEICLOUD_SDK_CREDENTIALS_FILE", "OS_CLIENT_CONFIG_FILE", "XDG_CONFIG_HOME"})
        it.set(variable, {});
    const Search search = it.search();
    QVERIFY(!search.found);
    for (const Place &place : search.places)
        QVERIFY2(place.state == State::Absent, qPrintable(place.name));
}

void TestSearch::anIdentityProviderIsRecognised()
{
    Computer it;
    it.set("HUAWEICLOUD_SDK_IDP_ID", "idp");
    QCOMPARE(placeOf(it.search(), u"HUAWEICLOUD_SDK_IDP_ID"_s).state, State::Incomplete);
    it.set("HUAWEICLOUD_SDK_ID_TOKEN_FILE", "/tmp/token");
    const Search search = it.search();
    QVERIFY(!search.found);
    QCOMPARE(placeOf(search, u"HUAWEICLOUD_SDK_IDP_ID"_s).state, State::Unsupported);
    sources[1].put(it);
    QCOMPARE(it.search().found->origin, u"HUAWEICLOUD_SDK_AK, HUAWEICLOUD_SDK_SK"_s);
}

void TestSearch::aPasswordNeedsItsUserAndAccount()
{
    Computer it;
    it.set("OS_PASSWORD", canaryPassword);
    QCOMPARE(placeOf(it.search(), u"OS_USERNAME"_s).detail, u"OS_USERNAME is missing."_s);
    it.set("OS_USERNAME", "robot");
    QCOMPARE(placeOf(it.search(), u"OS_USERNAME"_s).detail, u"OS_USER_DOMAIN_NAME is missing."_s);
    it.set("OS_DOMAIN_NAME", "account");
    QVERIFY(it.search().found);
    it.set("OS_PASSWORD", {});
    QCOMPARE(placeOf(it.search(), u"OS_USERNAME"_s).detail, u"OS_PASSWORD is missing."_s);
}

void TestSearch::aTokenAskedForByNameIsNotReplaced()
{
    Computer it;
    sources[1].put(it);
    it.scope.tokenFile = it.path("home/absent");
    Search search = it.search();
    QVERIFY(!search.found);
    QCOMPARE(search.problem->kind, Kind::File);
    QCOMPARE(search.problem->reason, Reason::CannotRead);
    QCOMPARE(placeOf(search, u"--token-file ~/absent"_s).state, State::Unreadable);
    QCOMPARE(placeOf(search, u"HUAWEICLOUD_SDK_AK"_s).state, State::Shadowed);

    it.scope.tokenFile = it.write("home/token", canaryToken + " two words");
    search = it.search();
    QVERIFY(!search.found);
    QCOMPARE(search.problem->reason, Reason::BadToken);
    QCOMPARE(placeOf(search, u"--token-file"_s).state, State::Malformed);
    QCOMPARE(canariesIn(textOf(search)), QStringList());

    // As it was before there were other places.
    Computer variables;
    variables.set("OS_AUTH_TOKEN", canaryToken + ' ');
    variables.set("OS_TOKEN", canaryToken);
    search = variables.search();
    QVERIFY(!search.found);
    QCOMPARE(search.problem->kind, Kind::Usage);
    QCOMPARE(search.problem->reason, Reason::BadToken);
    QCOMPARE(search.problem->subject, u"OS_AUTH_TOKEN"_s);
    QCOMPARE(placeOf(search, u"OS_TOKEN"_s).state, State::Shadowed);
    sources[1].put(variables);
    QVERIFY(variables.search().found);
}

void TestSearch::ofAShortKeyEvenLessIsShown()
{
    QCOMPARE(shortKey(Secret("HPUA0123456789")), u"HPUA…"_s);
    QCOMPARE(shortKey(Secret("HPUA")), u"HP…"_s);
    QCOMPARE(shortKey(Secret("H")), u"…"_s);
    QCOMPARE(shortKey(Secret()), u"…"_s);
}

} // namespace spillway

QTEST_GUILESS_MAIN(spillway::TestSearch)
#include "tst_search.moc"
