// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/connector.h"
#include "connections/keyring.h"
#include "session/wording.h"
#include "support/canaries.h"
#include "support/faultserver.h"
#include "support/fixtures.h"
#include "support/widgettestcase.h"
#include "tabular/export.h"
#include "taskwindow.h"
#include "ui/opentaskdialog.h"
#include "ui/papersource.h"

#include <QComboBox>
#include <QLoggingCategory>
#include <QMutex>
#include <QProcess>
#include <QSpinBox>
#include <QSslKey>

using namespace spillway;
using namespace Qt::Literals::StringLiterals;

namespace {

using SignIn = ConnectionProfile::SignIn;

QMutex logMutex;
QByteArray logged; ///< everything that was said with all categories on

void keepLog(QtMsgType, const QMessageLogContext &context, const QString &text)
{
    const QMutexLocker lock(&logMutex);
    logged += QByteArray(context.category) + ": " + text.toUtf8() + '\n';
}

/// What a person types to sign in.
struct Way
{
    SignIn signIn = SignIn::Token;
    QList<std::pair<QString, Canary>> secrets; ///< name of the field
    bool hasProxy = false;
};

QMap<QByteArray, Way> ways()
{
    const std::pair ak(u"accessKeyId"_s, canaryAk);
    const std::pair sk(u"secretKey"_s, canarySk);
    return {{"access key", {SignIn::AccessKey, {ak, sk}, false}},
            {"temporary key", {SignIn::AccessKey, {ak, sk, {u"securityToken"_s, canarySecurityToken}}, false}},
            {"token", {SignIn::Token, {{u"token"_s, canaryToken}}, false}},
            {"password", {SignIn::Password, {{u"password"_s, canaryPassword}}, false}},
            {"token through a proxy",
             {SignIn::Token, {{u"token"_s, canaryToken}, {u"proxyPassword"_s, canaryProxyPassword}}, true}}};
}

/// All that the service may have seen of a person's secrets, as it would repeat them.
QByteArray echoOf(const Way &way)
{
    QByteArrayList echo;
    for (const auto &[field, canary] : way.secrets)
        echo += canary.text;
    if (way.signIn == SignIn::Password)
        echo += canaryToken.text; // IAM gave it
    return echo.join(' ');
}

QByteArray envelope(const QByteArray &code, const QByteArray &message = "no")
{
    return R"({"error_code":")" + code + R"(","error_msg":")" + message + R"(","request_id":")" + message + R"("})";
}

/// A session, a window and a client, as the program has them, without a keyring; everything is kept below one folder.
class CanaryWindow
{
public:
    explicit CanaryWindow(FaultServer &server)
        : m_server(server)
        , preferences((isolate(), std::make_shared<PreferenceStore>()))
        , session(SessionTools{systemClock(), systemElapsed(), [] { return 0.0; }}, Pace())
        , window(session, project, tools())
    {
        window.show();
    }

    template <class Widget> Widget *find(const QString &name) const
    {
        auto *widget = window.findChild<Widget *>(name);
        if (!widget)
            qFatal("no widget %s", qPrintable(name));
        return widget;
    }
    void trigger(const QString &action) const { find<QAction>(action)->trigger(); }

    /// Types a connection and saves it.
    void makeConnection(const Way &way, const QString &endpoint, const QString &proxy);
    /// Opens the task with it.
    void openTask() const;
    /// Tries it once more where it is made; returns what is said.
    QString tryConnection() const;
    QList<Sink> sinks() const;

    QTemporaryDir folder;

private:
    void isolate() const
    {
        QCoreApplication::setOrganizationName(u"spillway"_s);
        QCoreApplication::setApplicationName(u"spillway"_s);
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, folder.path());
    }
    WindowTools tools();

    FaultServer &m_server;
    Keyring m_keyring;
    std::shared_ptr<KeyringKeeper> m_keeper = std::make_shared<KeyringKeeper>(m_keyring);
    std::shared_ptr<ProfileStore> m_profiles = std::make_shared<ProfileStore>(folder.filePath(u"spillway"_s));
    Connector m_connector{{}, *m_keeper, {}};

public:
    std::shared_ptr<PreferenceStore> preferences;
    TaskSession session;
    ProjectSession project;
    MainWindow window;
};

WindowTools CanaryWindow::tools()
{
    WindowTools tools;
    tools.preferences = preferences;
    tools.signIn.open = [this](const OpenFields &fields, const Secret &) {
        return m_connector.openNamed(m_profiles->find(fields.connection).value());
    };
    tools.signIn.profiles = [this] { return m_profiles; };
    tools.signIn.keeper = m_keeper;
    tools.signIn.connection.checkEndpoint = [](const QString &) { return std::nullopt; };
    tools.signIn.connection.test = [this](const ConnectionProfile &profile, ProfileSecrets secrets) {
        return m_connector.tryNamed(profile, std::move(secrets)).then(&session, [](const Result<void> &tried) {
            return ConnectionTools::Outcome{Severity::Bad, tried ? u"works"_s : sentence(tried.error())};
        });
    };
    return tools;
}

void CanaryWindow::makeConnection(const Way &way, const QString &endpoint, const QString &proxy)
{
    trigger(u"actionConnections"_s);
    auto *dialog = find<ConnectionsDialog>(u"connectionsDialog"_s);
    const auto type = [dialog](const QString &name, const QString &text) {
        dialog->findChild<QLineEdit *>(name)->setText(text);
    };
    const auto choose = [dialog](const QString &name, int data) {
        auto *choice = dialog->findChild<QComboBox *>(name);
        choice->setCurrentIndex(choice->findData(data));
    };
    type(u"connectionName"_s, u"prod"_s);
    type(u"endpoint"_s, endpoint);
    type(u"projectId"_s, u"p1"_s);
    choose(u"signIn"_s, int(way.signIn));
    if (way.signIn == SignIn::Password) {
        type(u"iamUser"_s, u"robot"_s);
        type(u"iamAccount"_s, u"account"_s);
        type(u"iamEndpoint"_s, m_server.url());
    }
    choose(u"proxyKind"_s, int(way.hasProxy ? ProxyChoice::Kind::Manual : ProxyChoice::Kind::None));
    if (way.hasProxy) {
        type(u"proxyHost"_s, proxy.section(u':', 0, 0));
        dialog->findChild<QSpinBox *>(u"proxyPort"_s)->setValue(proxy.section(u':', 1).toInt());
        type(u"proxyUser"_s, QString::fromLatin1(canaryProxyUser));
    }
    for (const auto &[field, canary] : way.secrets)
        type(field, QString::fromLatin1(canary.text));
    dialog->findChild<QPushButton *>(u"saveConnection"_s)->click();
    QTRY_VERIFY(dialog->findChild<QLabel *>(u"secretsNote"_s)->text().contains(u"until you quit"_s));
    dialog->reject();
    QTRY_VERIFY(!window.findChild<ConnectionsDialog *>());
}

void CanaryWindow::openTask() const
{
    trigger(u"actionOpen"_s);
    const auto *dialog = find<OpenTaskDialog>(u"openTaskDialog"_s);
    auto *way = dialog->findChild<QComboBox *>(u"way"_s);
    way->setCurrentIndex(way->findText(u"prod"_s));
    dialog->findChild<QLineEdit *>(u"stream"_s)->setText(u"newstream"_s);
    dialog->findChild<QLineEdit *>(u"task"_s)->setText(u"newtask"_s);
    dialog->findChild<QPushButton *>(u"openButton"_s)->click();
    QTRY_VERIFY(session.freshness().error || session.answer().task);
    QTRY_VERIFY(!session.freshness().asking);
    QTRY_VERIFY(!session.answer().task || find<PartitionsView>(u"partitionTable"_s)->model()->rowCount() > 0);
}

QString CanaryWindow::tryConnection() const
{
    trigger(u"actionConnections"_s);
    const auto *dialog = find<ConnectionsDialog>(u"connectionsDialog"_s);
    (void)QTest::qWaitFor([dialog] { return dialog->findChild<QLabel *>(u"secretsNote"_s)->isVisible(); });
    const auto *message = dialog->findChild<QLabel *>(u"connectionMessage"_s);
    dialog->findChild<QPushButton *>(u"testConnection"_s)->click();
    (void)QTest::qWaitFor([message] { return message->text() != u"Testing…"; }, 30'000);
    return message->text();
}

QList<Sink> CanaryWindow::sinks() const
{
    find<PartitionsView>(u"partitionTable"_s)->selectAll(); // wherever the focus is
    QList<Sink> sinks{
        {u"widgets"_s, widgetTexts()}, {u"clipboard"_s, copiedTexts()}, {u"widgets after copying"_s, widgetTexts()}};
    QSettings().sync();
    sinks.append({u"files"_s, fileTexts(folder.path())});
    if (const TaskSnapshot task = session.answer().task) {
        sinks.append({u"answer"_s, task->answer.bytes()});
        for (const Format format : {Format::Csv, Format::Tsv, Format::Json, Format::Ndjson}) {
            ExportRequest request;
            request.task = task;
            request.rows = allRows(*task);
            request.format = format;
            sinks.append({u"export"_s, rowsAsText(request) + rowsAsHtml(request)});
        }
        const Paper paper = paperOf(session, QDateTime::currentDateTimeUtc());
        QStringList lines = QStringList{paper.title} + paper.notes;
        for (const Paper::Section &section : paper.sections) {
            for (const auto &[label, value] : section.lines)
                lines << label << value;
        }
        sinks.append({u"paper"_s, lines.join(u'\n').toUtf8()});
    }
    if (const std::optional<Error> error = session.freshness().error)
        sinks.append({u"error"_s,
                      (QStringList{sentence(*error), error->subject, error->code, error->detail, error->requestId}
                       + details(*error))
                          .join(u'\n')
                          .toUtf8()});
    const QMutexLocker lock(&logMutex);
    sinks.append({u"log"_s, logged});
    return sinks;
}

} // namespace

/// Six secrets are planted and searched for wherever something comes out of the program, after every way of signing in
/// met every way of being refused.
class TestCanaries : public WidgetTestCase
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void theSearchFindsEveryCanaryInEverySink_data();
    void theSearchFindsEveryCanaryInEverySink();
    void noSecretComesOut_data();
    void noSecretComesOut();

private:
    void makeCertificate();

    QTemporaryDir m_certificates;
};

void TestCanaries::initTestCase()
{
    WidgetTestCase::initTestCase();
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent"); // no keyring
    QLoggingCategory::setFilterRules(u"*=true"_s);
    qInstallMessageHandler(keepLog);
    makeCertificate();
}

void TestCanaries::cleanup()
{
    const QMutexLocker lock(&logMutex);
    logged.clear();
}

void TestCanaries::makeCertificate()
{
    QProcess openssl;
    openssl.setWorkingDirectory(m_certificates.path());
    openssl.start(u"openssl"_s,
                  {u"req"_s, u"-x509"_s, u"-newkey"_s, u"rsa:2048"_s, u"-nodes"_s, u"-days"_s, u"2"_s, u"-subj"_s,
                   u"/CN=Nobody"_s, u"-keyout"_s, u"key.pem"_s, u"-out"_s, u"cert.pem"_s});
    QVERIFY2(openssl.waitForFinished() && openssl.exitCode() == 0, openssl.readAllStandardError().constData());
}

void TestCanaries::theSearchFindsEveryCanaryInEverySink_data()
{
    QTest::addColumn<int>("canary");
    const QList<Canary> all = canaries();
    for (int i = 0; i < all.size(); ++i)
        QTest::newRow(all.at(i).name.constData()) << i;
}

void TestCanaries::theSearchFindsEveryCanaryInEverySink()
{
    QFETCH(const int, canary);
    const Canary leaked = canaries().at(canary);
    FaultServer server;
    server.answer(200,
                  fixture(u"task-obs-documented.json"_s)
                      .replace("obsbucket", leaked.text)
                      .replace("shardId-0000000000", leaked.text));
    CanaryWindow it(server);
    it.makeConnection(ways().value("token"), server.url(), {});
    it.openTask();
    qWarning("%s", leaked.text.constData());
    QFile file(it.folder.filePath(u"leak"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(leaked.text.toBase64());
    file.close();
    const QString label = QString::fromLatin1(leaked.text.toPercentEncoding());
    it.window.setStatusTip(label);
    const QList<Sink> sinks = it.sinks();
    const QStringList found = leaks(sinks);
    // What the service says of itself is masked only if it is a secret of the connection.
    const QString name = QString::fromLatin1(leaked.name);
    for (const QString &sink : {u"widgets"_s, u"files"_s, u"log"_s})
        QVERIFY2(found.contains(name + u" in " + sink), qPrintable(sink));
    QCOMPARE(found.contains(name + u" in paper"_s), leaked.name != canaryToken.name);
    QCOMPARE(found.contains(name + u" in answer"_s), leaked.name != canaryToken.name);
    QCOMPARE(found.contains(name + u" in clipboard"_s), leaked.name != canaryToken.name);
    const Sink clipboard = sinks.at(1);
    QVERIFY2(clipboard.content.contains("application/json"), "the rows were not copied");
    QCOMPARE(leaks({{u"clipboard"_s, "x" + leaked.text}}), QStringList{name + u" in clipboard"});
}

void TestCanaries::noSecretComesOut_data()
{
    QTest::addColumn<QByteArray>("way");
    QTest::addColumn<Script>("fault");
    QTest::addColumn<bool>("isEncrypted");
    const QMap<QByteArray, Way> all = ways();
    for (auto way = all.begin(); way != all.end(); ++way) {
        const auto add = [&](const char *name, const QByteArray &answer, bool isEncrypted = false) {
            QTest::addRow("F188 F189 F190 F193 F197 %s, %s", way.key().constData(), name)
                << way.key() << (way->hasProxy ? Script().write(answer) : Script().write(answer).fin()) << isEncrypted;
        };
        const QByteArray echo = echoOf(way.value());
        const QByteArray escaped = QByteArray(echo).replace("/", "\\/").replace("C", "\\u0043");
        const QByteArray good = fixture(u"task-obs-documented.json"_s);
        if (way->hasProxy) {
            add("407", http(407, echo, {{"Proxy-Authenticate", "Basic realm=\"" + echo + "\""}}));
            add("502", http(502, echo));
            continue;
        }
        add("401", http(401, envelope("APIGW.0301")));
        add("403", http(403, envelope("DIS.4116")));
        add("441", http(441, envelope("DIS.4100")));
        add("4309", http(400, envelope("DIS.4309")));
        add("echoed in a refusal", http(401, envelope("APIGW.0301", echo), {{"X-Request-Id", echo}}));
        add("echoed in an error", http(400, envelope("DIS.9999", echo), {{"X-Request-Id", echo}}));
        add("echoed in an error, escaped", http(400, envelope("DIS.9999", escaped)));
        add("echoed in an answer", http(200, QByteArray(good).replace("obsbucket", echo)));
        add("echoed in an answer, escaped", http(200, QByteArray(good).replace("obsbucket", escaped)));
        add("echoed by a login page", http(200, "<html>" + echo + "</html>", {{"Content-Type", "text/html"}}));
        add("echoed in a redirect", http(302, {}, {{"Location", "https://x.example/" + echo.toPercentEncoding()}}));
        add("echoed by no HTTP", echo + "\r\n\r\n");
        add("a certificate of nobody", http(200, good), true);
    }
}

void TestCanaries::noSecretComesOut()
{
    QFETCH(const QByteArray, way);
    QFETCH(const Script, fault);
    QFETCH(const bool, isEncrypted);
    const Way signIn = ways().value(way);
    FaultServer server;
    if (isEncrypted) {

        QSslConfiguration own = QSslConfiguration::defaultConfiguration();
        QFile key(m_certificates.filePath(u"key.pem"_s));
        QVERIFY(key.open(QIODevice::ReadOnly));
        own.setLocalCertificateChain(QSslCertificate::fromPath(m_certificates.filePath(u"cert.pem"_s)));
        own.setPrivateKey(QSslKey(&key, QSsl::Rsa));
        server.encrypt(own);
    }
    const bool isReached = !isEncrypted && !signIn.hasProxy;
    const auto token = [&] {
        if (signIn.signIn == SignIn::Password && isReached)
            server.answer(Script().write(http(201, R"({"token":{"expires_at":"2099-01-01T00:00:00.000000Z"}})",
                                              {{"X-Subject-Token", canaryToken.text}})));
    };
    token();
    if (isReached)
        server.answer(200, fixture(u"task-obs-documented.json"_s));
    server.answer(fault);
    CanaryWindow it(server);
    it.makeConnection(signIn, signIn.hasProxy ? u"https://dis.example.com"_s : server.url(), server.authority());
    QCOMPARE(leaks(it.sinks()), QStringList());
    it.openTask();
    QCOMPARE(bool(it.session.answer().task), isReached);
    QCOMPARE(leaks(it.sinks()), QStringList());

    it.session.refresh();
    QTRY_VERIFY_WITH_TIMEOUT(!it.session.freshness().asking, 30'000);
    const QStringList afterFault = leaks(it.sinks());
    QVERIFY2(afterFault.isEmpty(), qPrintable(afterFault.join(u'\n')));

    server.forget();
    token();
    server.answer(fault);
    const QString said = it.tryConnection();
    QVERIFY2(!said.isEmpty() && said != u"Testing…", qPrintable(said));
    const QStringList afterTest = leaks(it.sinks());
    QVERIFY2(afterTest.isEmpty(), qPrintable(afterTest.join(u'\n')));
}

QTEST_MAIN(TestCanaries)
#include "tst_canaries.moc"
