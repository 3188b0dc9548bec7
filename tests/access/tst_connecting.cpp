// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/connecting.h"
#include "support/testcase.h"

#include <QFile>
#include <QTemporaryDir>

namespace spillway {

using namespace Qt::StringLiterals;
using SignIn = ConnectionProfile::SignIn;

namespace {

constexpr char dis4[] = "https://dis.cn-north-4.myhuaweicloud.com";
constexpr char dis3[] = "https://dis.ap-southeast-3.myhuaweicloud.com";
constexpr char iam4[] = "https://iam.cn-north-4.myhuaweicloud.com";
constexpr char iam3[] = "https://iam.ap-southeast-3.myhuaweicloud.com";

/// What comes of it, as far as it is text.
struct Outcome
{
    QString endpoint;
    QString project;
    QString projectName;
    QString iam;
    QString caFile;
    friend bool operator==(const Outcome &, const Outcome &) = default;
};

QString textOf(const Outcome &outcome)
{
    return QStringList{outcome.endpoint, outcome.project, outcome.projectName, outcome.iam, outcome.caFile}.join(u'|');
}

/// Only what is named is said.
Wish saying(std::initializer_list<std::pair<QString Wish::*, QString>> parts)
{
    Wish wish;
    for (const auto &[part, text] : parts)
        wish.*part = text;
    return wish;
}

/// Beside the key stood all there can be.
FoundCredential wholeFind()
{
    FoundCredential found;
    found.credential = Token{Secret(QByteArrayView("token"))};
    found.origin = u"a place"_s;
    found.region = u"cn-north-4"_s;
    found.projectId = u"found-id"_s;
    found.projectName = u"found-name"_s;
    found.endpoint = u"https://found.example.com"_s;
    found.iamEndpoint = u"https://iam.found.example.com"_s;
    found.caFile = u"/found/ca.pem"_s;
    return found;
}

/// Only the key, and its region.
FoundCredential regionFind()
{
    FoundCredential found;
    found.credential = Token{Secret(QByteArrayView("token"))};
    found.region = u"cn-north-4"_s;
    return found;
}

ProfileSecrets allSecrets()
{
    ProfileSecrets secrets;
    secrets.accessKeyId = Secret(QByteArrayView("AK"));
    secrets.secretKey = Secret(QByteArrayView("SK"));
    secrets.token = Secret(QByteArrayView("token"));
    secrets.password = Secret(QByteArrayView("password"));
    secrets.proxyPassword = Secret(QByteArrayView("proxy"));
    return secrets;
}

ConnectionProfile profileWith(SignIn way)
{
    ConnectionProfile profile;
    profile.id = u"1"_s;
    profile.name = u"prod"_s;
    profile.region = u"cn-north-4"_s;
    profile.signIn = way;
    profile.user = u"ann"_s;
    profile.domain = u"acme"_s;
    return profile;
}

} // namespace

/// What a person says goes before what stood beside the credential, and that before what a region is known for.
class TestConnecting : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsSaidGoesFirst_data();
    void whatIsSaidGoesFirst();
    void whatIsSaidGoesBeforeWhatHasAName_data();
    void whatIsSaidGoesBeforeWhatHasAName();
    void withoutEndpointAndRegionThereIsNoConnection_data();
    void withoutEndpointAndRegionThereIsNoConnection();
    void anOverriddenRegionIsFollowed();
    void theCredentialComesAlongWithItsOrigin();
    void everyWayToSignInOfAName_data();
    void everyWayToSignInOfAName();
    void aMissingSecretIsSaid_data();
    void aMissingSecretIsSaid();
    void aTokenFileIsReadAndNothingElse();
    void theProxyOfANameComesAlong();
};

void TestConnecting::whatIsSaidGoesFirst_data()
{
    QTest::addColumn<Wish>("wish");
    QTest::addColumn<bool>("foundAll");
    QTest::addColumn<Outcome>("outcome");
    const QString found = u"https://found.example.com"_s;
    const QString foundIam = u"https://iam.found.example.com"_s;
    const QString ca = u"/found/ca.pem"_s;
    const auto row = [](const char *name, const Wish &wish, bool all, const Outcome &outcome) {
        QTest::newRow(name) << wish << all << outcome;
    };
    row("nothing said, all found", {}, true, {found, u"found-id"_s, u"found-name"_s, foundIam, ca});
    row("nothing said, a region found", {}, false,
        {QString::fromLatin1(dis4), {}, u"cn-north-4"_s, QString::fromLatin1(iam4), {}});
    row("the same region said", saying({{&Wish::region, u"cn-north-4"_s}}), true,
        {QString::fromLatin1(dis4), u"found-id"_s, u"found-name"_s, foundIam, ca});
    row("another region said", saying({{&Wish::region, u"ap-southeast-3"_s}}), true,
        {QString::fromLatin1(dis3), {}, u"ap-southeast-3"_s, foundIam, ca});
    row("another region said, a region found", saying({{&Wish::region, u"ap-southeast-3"_s}}), false,
        {QString::fromLatin1(dis3), {}, u"ap-southeast-3"_s, QString::fromLatin1(iam3), {}});
    row("an endpoint said", saying({{&Wish::endpoint, u"https://own.example.com"_s}}), true,
        {u"https://own.example.com"_s, u"found-id"_s, u"found-name"_s, foundIam, ca});
    row("endpoint and another region said",
        saying({{&Wish::endpoint, u"https://own.example.com"_s}, {&Wish::region, u"ap-southeast-3"_s}}), true,
        {u"https://own.example.com"_s, {}, u"ap-southeast-3"_s, foundIam, ca});
    row("a project's id said", saying({{&Wish::projectId, u"own-id"_s}}), true,
        {found, u"own-id"_s, u"found-name"_s, foundIam, ca});
    row("a project's name said", saying({{&Wish::projectName, u"own-name"_s}}), true,
        {found, {}, u"own-name"_s, foundIam, ca});
    row("a project's name said in another region",
        saying({{&Wish::region, u"ap-southeast-3"_s}, {&Wish::projectName, u"own-name"_s}}), true,
        {QString::fromLatin1(dis3), {}, u"own-name"_s, foundIam, ca});
    row("IAM said", saying({{&Wish::iamEndpoint, u"https://own.example.com"_s}}), true,
        {found, u"found-id"_s, u"found-name"_s, u"https://own.example.com"_s, ca});
    row("authorities said", saying({{&Wish::caFile, u"/own.pem"_s}}), true,
        {found, u"found-id"_s, u"found-name"_s, foundIam, u"/own.pem"_s});
    row("all said", {u"https://e"_s, u"ap-southeast-3"_s, u"i"_s, u"n"_s, u"https://iam"_s, u"/c"_s}, true,
        {u"https://e"_s, u"i"_s, u"n"_s, u"https://iam"_s, u"/c"_s});
}

void TestConnecting::whatIsSaidGoesFirst()
{
    QFETCH(const Wish, wish);
    QFETCH(const bool, foundAll);
    QFETCH(const Outcome, outcome);
    const Result<Connection> connection = connectionWith(wish, foundAll ? wholeFind() : regionFind(), {});
    QVERIFY(connection);
    const Outcome came{connection->endpoint, connection->project.text, connection->projectName, connection->iamEndpoint,
                       connection->caFile};
    QCOMPARE(textOf(came), textOf(outcome));
}

void TestConnecting::whatIsSaidGoesBeforeWhatHasAName_data()
{
    QTest::addColumn<Wish>("wish");
    QTest::addColumn<Outcome>("outcome");
    const Outcome named{u"https://named"_s, u"named-id"_s, u"named-name"_s, u"https://iam.named"_s, u"/named.pem"_s};
    QTest::newRow("nothing") << Wish() << named;
    QTest::newRow("its own region") << saying({{&Wish::region, u"cn-north-4"_s}}) << named;
    // An endpoint or a project of another region would be of no use; whom to trust has no region.
    const Outcome elsewhere{{}, {}, {}, {}, u"/named.pem"_s};
    QTest::newRow("another region") << saying({{&Wish::region, u"ap-southeast-3"_s}}) << elsewhere;
    Outcome withProject = elsewhere;
    withProject.project = u"own-id"_s;
    QTest::newRow("another region and a project")
        << saying({{&Wish::region, u"ap-southeast-3"_s}, {&Wish::projectId, u"own-id"_s}}) << withProject;
    const auto row = [&named](const char *title, QString Wish::*said, QString Outcome::*changed) {
        Outcome outcome = named;
        outcome.*changed = u"own"_s;
        QTest::newRow(title) << saying({{said, u"own"_s}}) << outcome;
    };
    row("an endpoint", &Wish::endpoint, &Outcome::endpoint);
    row("a project's id", &Wish::projectId, &Outcome::project);
    row("IAM", &Wish::iamEndpoint, &Outcome::iam);
    row("authorities", &Wish::caFile, &Outcome::caFile);
    // Else its id, which goes first, would be that of the one that was not meant.
    Outcome byName = named;
    byName.project.clear();
    byName.projectName = u"own"_s;
    QTest::newRow("a project's name") << saying({{&Wish::projectName, u"own"_s}}) << byName;
}

void TestConnecting::whatIsSaidGoesBeforeWhatHasAName()
{
    QFETCH(const Wish, wish);
    QFETCH(const Outcome, outcome);
    ConnectionProfile profile = profileWith(SignIn::Token);
    profile.endpoint = u"https://named"_s;
    profile.projectId = u"named-id"_s;
    profile.projectName = u"named-name"_s;
    profile.iamEndpoint = u"https://iam.named"_s;
    profile.caFile = u"/named.pem"_s;
    const ConnectionProfile over = wish.over(profile);
    const Outcome came{over.endpoint, over.projectId, over.projectName, over.iamEndpoint, over.caFile};
    QCOMPARE(textOf(came), textOf(outcome));
    QCOMPARE(over.name, profile.name);
    QCOMPARE(over.id, profile.id);
}

void TestConnecting::withoutEndpointAndRegionThereIsNoConnection_data()
{
    QTest::addColumn<QString>("region");
    QTest::addColumn<bool>("foundAll");
    QTest::newRow("nothing") << QString() << false;
    QTest::newRow("no name of a region") << u"my region"_s << false;
    QTest::newRow("a way out of the name") << u"x.evil.com/"_s << false;
    // Whoever says a region does not mean the endpoint of another.
    QTest::newRow("no name of a region, and an endpoint found") << u"my region"_s << true;
}

void TestConnecting::withoutEndpointAndRegionThereIsNoConnection()
{
    QFETCH(const QString, region);
    QFETCH(const bool, foundAll);
    FoundCredential found = foundAll ? wholeFind() : FoundCredential();
    const Result<Connection> connection = connectionWith(saying({{&Wish::region, region}}), std::move(found), {});
    QVERIFY(!connection);
    QCOMPARE(connection.error().kind, Error::Kind::Usage);
    QCOMPARE(connection.error().reason, Error::Reason::NoEndpoint);
}

void TestConnecting::anOverriddenRegionIsFollowed()
{
    SearchScope scope;
    scope.environment.insert(u"HUAWEICLOUD_SDK_REGION_DIS_CN_NORTH_4"_s, u"https://dis.stack.example.com"_s);
    scope.environment.insert(u"HUAWEICLOUD_SDK_IAM_ENDPOINT"_s, u"https://iam.stack.example.com"_s);
    const Result<Connection> connection = connectionWith(saying({{&Wish::region, u"cn-north-4"_s}}), {}, scope);
    QVERIFY(connection);
    QCOMPARE(connection->endpoint, u"https://dis.stack.example.com"_s);
    QCOMPARE(connection->iamEndpoint, u"https://iam.stack.example.com"_s);
}

void TestConnecting::theCredentialComesAlongWithItsOrigin()
{
    const Result<Connection> connection = connectionWith({}, wholeFind(), {});
    QVERIFY(connection);
    QCOMPARE(connection->origin, u"a place"_s);
    const auto *token = std::get_if<Token>(&connection->credential);
    QVERIFY(token && token->value.reveal() == QByteArrayView("token"));
    QCOMPARE(connection->proxy.kind, ProxyChoice::Kind::System);
}

void TestConnecting::everyWayToSignInOfAName_data()
{
    QTest::addColumn<SignIn>("way");
    QTest::addColumn<size_t>("alternative"); // of Credential
    QTest::newRow("access key") << SignIn::AccessKey << Credential(AccessKey()).index();
    QTest::newRow("token") << SignIn::Token << Credential(Token()).index();
    QTest::newRow("password") << SignIn::Password << Credential(UserPassword()).index();
}

void TestConnecting::everyWayToSignInOfAName()
{
    QFETCH(const SignIn, way);
    QFETCH(const size_t, alternative);
    const Result<Connection> connection = namedConnection(profileWith(way), allSecrets(), {});
    QVERIFY(connection);
    QCOMPARE(connection->credential.index(), alternative);
    QCOMPARE(connection->origin, u"prod"_s);
    QCOMPARE(connection->endpoint, QString::fromLatin1(dis4));
    QCOMPARE(connection->projectName, u"cn-north-4"_s);
}

void TestConnecting::aMissingSecretIsSaid_data()
{
    QTest::addColumn<SignIn>("way");
    QTest::newRow("access key") << SignIn::AccessKey;
    QTest::newRow("token") << SignIn::Token;
    QTest::newRow("password") << SignIn::Password;
    QTest::newRow("file without a path") << SignIn::TokenFile;
}

void TestConnecting::aMissingSecretIsSaid()
{
    QFETCH(const SignIn, way);
    // Another credential is at hand, and not meant.
    SearchScope scope;
    scope.environment.insert(u"OS_TOKEN"_s, u"another"_s);
    const Result<Connection> connection = namedConnection(profileWith(way), {}, scope);
    QVERIFY(!connection);
    QCOMPARE(connection.error().kind, Error::Kind::Usage);
    QCOMPARE(connection.error().reason, Error::Reason::NoSecret);
    QCOMPARE(connection.error().subject, u"prod"_s);
}

void TestConnecting::aTokenFileIsReadAndNothingElse()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"token"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("of-the-file\n") > 0);
    file.close();
    SearchScope scope;
    scope.environment.insert(u"OS_TOKEN"_s, u"another"_s);
    scope.tokenFile = folder.filePath(u"of the command line"_s);
    ConnectionProfile profile = profileWith(SignIn::TokenFile);
    profile.tokenFile = file.fileName();
    const Result<Connection> connection = namedConnection(profile, {}, scope);
    QVERIFY(connection);
    const auto *token = std::get_if<Token>(&connection->credential);
    QVERIFY(token && token->value.reveal() == QByteArrayView("of-the-file"));

    profile.tokenFile = folder.filePath(u"gone"_s);
    const Result<Connection> gone = namedConnection(profile, {}, scope);
    QVERIFY(!gone);
    QCOMPARE(gone.error().kind, Error::Kind::File);
}

void TestConnecting::theProxyOfANameComesAlong()
{
    for (const SignIn way : {SignIn::Found, SignIn::AccessKey}) {
        ConnectionProfile profile = profileWith(way);
        profile.proxy = {ProxyChoice::Kind::Manual, u"proxy.example.com"_s, 3128, u"user"_s};
        SearchScope scope;
        scope.environment.insert(u"OS_TOKEN"_s, u"token"_s);
        const Result<Connection> connection = namedConnection(profile, allSecrets(), scope);
        QVERIFY(connection);
        QCOMPARE(connection->proxy.kind, ProxyChoice::Kind::Manual);
        QCOMPARE(connection->proxy.host, u"proxy.example.com"_s);
        QCOMPARE(connection->proxy.port, quint16(3128));
        QVERIFY(connection->proxy.password.reveal() == QByteArrayView("proxy"));
    }
}

} // namespace spillway

QTEST_GUILESS_MAIN(spillway::TestConnecting)
#include "tst_connecting.moc"
