// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/connector.h"
#include "connections/promised.h"
#include "demo/demoservice.h"
#include "support/faultserver.h"
#include "support/testcase.h"

#include <QDir>
#include <QTemporaryDir>
#include <QThreadPool>

#include <sys/stat.h>

namespace spillway {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = Error::Kind;
using Reason = Error::Reason;
using SignIn = ConnectionProfile::SignIn;

namespace {

/// Keeps secrets in memory, gives them as the test wants.
class FakeKeeper : public SecretKeeper
{
public:
    QFuture<Result<KeptSecrets>> read(const QString &id) override
    {
        auto promise = startedPromise<Result<KeptSecrets>>();
        if (isSilent)
            m_unanswered.push_back(promise);
        else if (fault)
            keep(*promise, Result<KeptSecrets>(failure(Kind::File, *fault)));
        else
            keep(*promise, Result<KeptSecrets>(KeptSecrets{copyOf(kept[id]), true}));
        return promise->future();
    }
    QFuture<KeptWhere> write(const QString &, ProfileSecrets) override { return {}; }
    QFuture<KeptWhere> merge(const ConnectionProfile &, ProfileSecrets) override { return {}; }
    QFuture<Result<void>> remove(const QString &) override { return {}; }

    void answer()
    {
        for (const auto &promise : m_unanswered)
            keep(*promise, Result<KeptSecrets>(KeptSecrets{}));
        m_unanswered.clear();
    }

    std::map<QString, ProfileSecrets> kept;
    std::optional<Reason> fault;
    bool isSilent = false;

private:
    std::vector<std::shared_ptr<QPromise<Result<KeptSecrets>>>> m_unanswered;
};

template <class T> T resultOf(const QFuture<T> &future)
{
    if (!QTest::qWaitFor([&future] { return future.isFinished(); }, 20'000) || future.resultCount() == 0)
        qFatal("nothing came of it");
    return future.result();
}

/// A demo service, and a computer on which nothing is found unless the test puts it there.
struct Bench
{
    Bench()
        : service(systemClock())
    {
        if (!service.start())
            qFatal("the demo does not start");
        connector = std::make_unique<Connector>(scope, keeper, nullptr);
    }

    Wish wish() const
    {
        Wish wish;
        wish.endpoint = service.endpoint();
        wish.projectId = practice.project.text;
        return wish;
    }
    void putKey()
    {
        scope.environment.insert(u"HUAWEICLOUD_SDK_AK"_s, QString::fromUtf8(practice.key.id.reveal()));
        scope.environment.insert(u"HUAWEICLOUD_SDK_SK"_s, QString::fromUtf8(practice.key.secret.reveal()));
        connector = std::make_unique<Connector>(scope, keeper, nullptr);
    }
    ConnectionProfile profile(SignIn way) const
    {
        ConnectionProfile profile;
        profile.id = u"1"_s;
        profile.name = u"practice"_s;
        profile.endpoint = service.endpoint();
        profile.iamEndpoint = service.endpoint();
        profile.projectId = practice.project.text;
        profile.signIn = way;
        profile.user = practice.user.user;
        profile.domain = practice.user.domain;
        return profile;
    }
    ProfileSecrets secrets() const
    {
        ProfileSecrets secrets;
        secrets.accessKeyId = Secret(practice.key.id.reveal());
        secrets.secretKey = Secret(practice.key.secret.reveal());
        secrets.password = Secret(practice.user.password.reveal());
        const Connection own = service.connection();
        secrets.token = Secret(std::get<Token>(own.credential).value.reveal());
        return secrets;
    }

    DemoService service;
    SignInPractice practice = service.practice();
    FakeKeeper keeper;
    SearchScope scope;
    std::unique_ptr<Connector> connector;
    TaskAddress task = DemoService::tasks().value(0).address;
};

} // namespace

/// From what is found and kept to an open client, while the window goes on, and may be closed.
class TestConnector : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsFoundOpens();
    void nothingFoundIsSaid();
    void everyNamedConnectionOpens_data();
    void everyNamedConnectionOpens();
    void aNamedConnectionIsPutTogetherWithoutOpeningIt();
    void aBrokenKeyringIsSaidWhereASecretIsNeeded();
    void aBrokenKeyringDoesNotMatterWhereNoneIs();
    void tryingTellsWhetherItWorks_data();
    void tryingTellsWhetherItWorks();
    void tryingWhatIsFoundWorks();
    void tryingNothingIsSaid();
    void whatIsOpenOutlivesTheConnector();
    void theLimitOfAnswersIsAsked();
    void leavingInTheMiddleIsSafe_data();
    void leavingInTheMiddleIsSafe();
    void whoeverHearsOfItMayDestroyTheConnector();
};

void TestConnector::whatIsFoundOpens()
{
    Bench bench;
    bench.putKey();
    const SourceResult source = resultOf(bench.connector->openFound(bench.wish()));
    QVERIFY(source);
    QCOMPARE((*source)->credential().kind, CredentialFacts::Kind::AccessKey);
    QVERIFY((*source)->credential().origin.contains("HUAWEICLOUD_SDK_AK"_L1));
    QVERIFY(resultOf((*source)->showTask(bench.task)));
}

void TestConnector::nothingFoundIsSaid()
{
    Bench bench;
    const SourceResult source = resultOf(bench.connector->openFound(bench.wish()));
    QVERIFY(!source);
    QCOMPARE(source.error().reason, Reason::NoCredential);
    bench.putKey();
    const SourceResult nowhere = resultOf(bench.connector->openFound({}));
    QVERIFY(!nowhere);
    QCOMPARE(nowhere.error().reason, Reason::NoEndpoint);
}

void TestConnector::everyNamedConnectionOpens_data()
{
    QTest::addColumn<SignIn>("way");
    QTest::addColumn<bool>("hasProject");
    QTest::newRow("access key") << SignIn::AccessKey << true;
    QTest::newRow("access key, project by name") << SignIn::AccessKey << false;
    QTest::newRow("token") << SignIn::Token << true;
    QTest::newRow("token, project by name") << SignIn::Token << false;
    QTest::newRow("password") << SignIn::Password << true;
    QTest::newRow("password, project by name") << SignIn::Password << false;
    QTest::newRow("found") << SignIn::Found << true;
}

void TestConnector::everyNamedConnectionOpens()
{
    QFETCH(const SignIn, way);
    QFETCH(const bool, hasProject);
    Bench bench;
    bench.keeper.kept[u"1"_s] = bench.secrets();
    if (way == SignIn::Found)
        bench.putKey();
    ConnectionProfile profile = bench.profile(way);
    if (!hasProject) {
        profile.projectId.clear();
        profile.projectName = bench.practice.projectName;
    }
    const SourceResult source = resultOf(bench.connector->openNamed(profile));
    QVERIFY(source);
    const Result<TaskAnswer> answer = resultOf((*source)->showTask(bench.task));
    QVERIFY2(answer, answer ? "" : qPrintable(answer.error().code + answer.error().detail));
}

void TestConnector::aNamedConnectionIsPutTogetherWithoutOpeningIt()
{
    Bench bench;
    bench.keeper.kept[u"1"_s] = bench.secrets();
    Wish wish;
    wish.projectId = u"another"_s;
    const SharedConnection put = resultOf(bench.connector->connectNamed(bench.profile(SignIn::AccessKey), wish));
    QVERIFY(put && *put);
    QCOMPARE((*put)->project.text, u"another"_s);
    QCOMPARE((*put)->endpoint, bench.service.endpoint());
    const auto *key = std::get_if<AccessKey>(&(*put)->credential);
    QVERIFY(key && key->secret.reveal() == bench.practice.key.secret.reveal());
}

void TestConnector::aBrokenKeyringIsSaidWhereASecretIsNeeded()
{
    Bench bench;
    bench.keeper.fault = Reason::KeyringLocked;
    const SourceResult source = resultOf(bench.connector->openNamed(bench.profile(SignIn::Password)));
    QVERIFY(!source);
    QCOMPARE(source.error().reason, Reason::KeyringLocked);
    // A keyring that works and keeps nothing is another thing to say.
    bench.keeper.fault.reset();
    const SourceResult empty = resultOf(bench.connector->openNamed(bench.profile(SignIn::Password)));
    QVERIFY(!empty);
    QCOMPARE(empty.error().reason, Reason::NoSecret);
    QCOMPARE(empty.error().subject, u"practice"_s);
}

void TestConnector::aBrokenKeyringDoesNotMatterWhereNoneIs()
{
    Bench bench;
    bench.putKey();
    bench.keeper.fault = Reason::KeyringAbsent;
    QVERIFY(resultOf(bench.connector->openNamed(bench.profile(SignIn::Found))));
}

void TestConnector::tryingTellsWhetherItWorks_data()
{
    QTest::addColumn<SignIn>("way");
    QTest::addColumn<bool>("isRight");
    QTest::addColumn<Reason>("reason");
    QTest::newRow("access key") << SignIn::AccessKey << true << Reason::Unspecified;
    QTest::newRow("token") << SignIn::Token << true << Reason::Unspecified;
    QTest::newRow("password") << SignIn::Password << true << Reason::Unspecified;
    QTest::newRow("wrong access key") << SignIn::AccessKey << false << Reason::SignatureRefused;
    QTest::newRow("wrong token") << SignIn::Token << false << Reason::Unspecified;
    QTest::newRow("wrong password") << SignIn::Password << false << Reason::PasswordRefused;
}

void TestConnector::tryingTellsWhetherItWorks()
{
    QFETCH(const SignIn, way);
    QFETCH(const bool, isRight);
    QFETCH(const Reason, reason);
    Bench bench;
    ProfileSecrets secrets = bench.secrets();
    if (!isRight) {
        for (Secret *secret : {&secrets.secretKey, &secrets.token, &secrets.password})
            *secret = Secret(QByteArrayView("wrong"));
    }
    const Result<void> tried = resultOf(bench.connector->tryNamed(bench.profile(way), std::move(secrets)));
    QCOMPARE(tried.has_value(), isRight);
    if (isRight)
        return;
    QCOMPARE(tried.error().kind, Kind::Unauthorized);
    QCOMPARE(tried.error().reason, reason);
}

void TestConnector::tryingWhatIsFoundWorks()
{
    Bench bench;
    bench.putKey();
    QVERIFY(resultOf(bench.connector->tryFound(bench.wish())));
}

void TestConnector::tryingNothingIsSaid()
{
    Bench bench;
    const Result<void> found = resultOf(bench.connector->tryFound(bench.wish()));
    QVERIFY(!found);
    QCOMPARE(found.error().reason, Reason::NoCredential);
    const Result<void> named = resultOf(bench.connector->tryNamed(bench.profile(SignIn::Token), {}));
    QVERIFY(!named);
    QCOMPARE(named.error().reason, Reason::NoSecret);
    ConnectionProfile nowhere = bench.profile(SignIn::Token);
    nowhere.endpoint = u"http://dis.example.com"_s;
    const Result<void> plain = resultOf(bench.connector->tryNamed(nowhere, bench.secrets()));
    QVERIFY(!plain);
    QCOMPARE(plain.error().reason, Reason::PlainHttp);
}

void TestConnector::whatIsOpenOutlivesTheConnector()
{
    Bench bench;
    bench.putKey();
    const SourceResult source = resultOf(bench.connector->openFound(bench.wish()));
    QVERIFY(source);
    bench.connector.reset();
    QVERIFY(resultOf((*source)->showTask(bench.task)));
}

void TestConnector::theLimitOfAnswersIsAsked()
{
    Bench bench;
    const auto limit = std::make_shared<ClientLimits>(10);
    const Connector connector(bench.scope, bench.keeper, limit);
    const SourceResult source = connector.open(bench.service.connection());
    QVERIFY(source);
    const Result<TaskAnswer> answer = resultOf((*source)->showTask(bench.task));
    QVERIFY(!answer);
    QCOMPARE(answer.error().reason, Reason::OverCap);
    limit->setBodyBytes(1024 * 1024);
    QVERIFY(resultOf((*source)->showTask(bench.task)));
}

void TestConnector::leavingInTheMiddleIsSafe_data()
{
    QTest::addColumn<int>("when");
    QTest::newRow("while files are read for opening") << 0;
    QTest::newRow("while files are read for a try") << 1;
    QTest::newRow("while the keyring is silent") << 2;
    QTest::newRow("after the keyring") << 3;
    QTest::newRow("while the service is silent") << 4;
}

void TestConnector::leavingInTheMiddleIsSafe()
{
    QFETCH(const int, when);
    Bench bench;
    // Somebody who never writes to the pipe keeps the reader waiting.
    const QTemporaryDir home;
    QVERIFY(QDir(home.path()).mkdir(u".hcloud"_s));
    QCOMPARE(::mkfifo(qPrintable(home.filePath(u".hcloud/config.json"_s)), 0600), 0);
    bench.scope.home = home.path();
    bench.scope.patience = 200ms;
    bench.connector = std::make_unique<Connector>(bench.scope, bench.keeper, nullptr);
    FaultServer silent;

    QFuture<SourceResult> opening;
    QFuture<Result<void>> trying;
    switch (when) {
    case 0:
        opening = bench.connector->openFound(bench.wish());
        break;
    case 1:
        trying = bench.connector->tryFound(bench.wish());
        break;
    case 2:
        bench.keeper.isSilent = true;
        opening = bench.connector->openNamed(bench.profile(SignIn::Password));
        break;
    case 3:
        opening = bench.connector->openNamed(bench.profile(SignIn::Found));
        QCoreApplication::processEvents();
        break;
    default: {
        ConnectionProfile profile = bench.profile(SignIn::Token);
        profile.endpoint = silent.url();
        trying = bench.connector->tryNamed(profile, bench.secrets());
        QTRY_COMPARE(silent.requests().size(), 1);
        break;
    }
    }
    // As the window does: what it waits with is gone as well.
    auto window = std::make_unique<QObject>();
    bool isTold = false;
    const auto told = [&isTold](const auto &) { isTold = true; };
    if (when == 1 || when == 4)
        trying.then(window.get(), told);
    else
        opening.then(window.get(), told);
    window.reset();
    bench.connector.reset();
    bench.keeper.answer();
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents();
    QVERIFY(!isTold);
    QTRY_COMPARE(silent.openConnections(), 0);
}

void TestConnector::whoeverHearsOfItMayDestroyTheConnector()
{
    Bench bench;
    bench.putKey();
    const auto opened =
        bench.connector->openFound(bench.wish()).then([&bench](const SourceResult &) { bench.connector.reset(); });
    QTRY_VERIFY(opened.isFinished());
    bench.putKey();
    const auto tried =
        bench.connector->tryFound(bench.wish()).then([&bench](const Result<void> &) { bench.connector.reset(); });
    QTRY_VERIFY(tried.isFinished());
    QVERIFY(!bench.connector);
}

} // namespace spillway

QTEST_GUILESS_MAIN(spillway::TestConnector)
#include "tst_connector.moc"
