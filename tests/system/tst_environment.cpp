// SPDX-License-Identifier: GPL-3.0-or-later
#include "documented.h"
#include "support/testcase.h"

#include <QLibraryInfo>
#include <QTemporaryDir>

#include <unistd.h>

using namespace spillway;
using namespace Qt::StringLiterals;

namespace {

constexpr char program[] = SPILLWAY_PROGRAM;

/// The command, run where the folder is empty.
QStringList without(const QString &folder, const QStringList &command)
{
    const QString script = u"mount -t tmpfs none \"$0\" && exec \"$@\""_s;
    const QStringList asRoot{u"-m"_s, u"--propagation"_s, u"unchanged"_s};
    const QStringList asUser{u"-rm"_s};
    return (geteuid() == 0 ? asRoot : asUser) + QStringList{u"sh"_s, u"-c"_s, script, folder} + command;
}

Outcome outcomeOf(const QStringList &command, const Surroundings &surroundings)
{
    QProcess process;
    process.setProcessEnvironment(surroundings.environment);
    process.start(u"unshare"_s, command);
    Outcome outcome;
    if (process.waitForFinished() && process.exitStatus() == QProcess::NormalExit)
        outcome.code = process.exitCode();
    outcome.output = process.readAllStandardOutput();
    outcome.errors = process.readAllStandardError();
    return outcome;
}

} // namespace

/// Whatever the surroundings of the program are, it says the same; and what it cannot do without, it names.
class TestEnvironment : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void theSurroundingsChangeNothing_data();
    void theSurroundingsChangeNothing();
    void withoutTlsNothingIsSentAndTheReasonIsSaid_data();
    void withoutTlsNothingIsSentAndTheReasonIsSaid();
};

void TestEnvironment::theSurroundingsChangeNothing_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    const auto row = [](const char *title, const QString &name, const QString &value) {
        QTest::newRow(title) << name << value;
    };
    row("F204 http Turkish", u"LC_ALL"_s, u"tr_TR.UTF-8"_s);
    row("F204 http Arabic", u"LC_ALL"_s, u"ar_EG.UTF-8"_s);
    row("F204 http Persian digits", u"LC_ALL"_s, u"fa_IR.UTF-8"_s);
    row("F204 http German", u"LC_ALL"_s, u"de_DE.UTF-8"_s);
    row("F204 http no language at all", u"LC_ALL"_s, u"C"_s);
    row("F204 http Latin-1", u"LC_ALL"_s, u"en_US.ISO-8859-1"_s);
    row("F204 http a language of nonsense", u"LC_ALL"_s, u"../../x"_s);
    row("F204 http half a day away", u"TZ"_s, u"Pacific/Chatham"_s);
    row("F204 http no time zone", u"TZ"_s, u":/nonexistent"_s);
    row("F204 http an http proxy", u"http_proxy"_s, u"http://127.0.0.1:9"_s);
    row("F204 http a proxy for all", u"ALL_PROXY"_s, u"socks5://127.0.0.1:9"_s);
    row("F204 http certificates that are not there", u"SSL_CERT_FILE"_s, u"/nonexistent"_s);
    row("F204 http certificates of a device", u"SSL_CERT_DIR"_s, u"/dev/zero"_s);
    row("F204 http an odd OpenSSL configuration", u"OPENSSL_CONF"_s, u"/dev/null"_s);
    row("F204 http no library before", u"LD_PRELOAD"_s, QString());
    row("F204 http a display that is not there", u"DISPLAY"_s, u":4711"_s);
    row("F204 http a platform that is not there", u"QT_QPA_PLATFORM"_s, u"nonsense"_s);
    row("F204 http a style that is not there", u"QT_STYLE_OVERRIDE"_s, u"nonsense"_s);
    row("F204 http no home", u"HOME"_s, u"/nonexistent"_s);
    row("F204 http a home that is a device", u"HOME"_s, u"/dev/full"_s);
    row("F204 http no place for temporary files", u"TMPDIR"_s, u"/nonexistent"_s);
    row("F204 http another hash seed", u"QT_HASH_SEED"_s, u"0"_s);
    row("F204 http a bus that is not there", u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path=/nonexistent"_s);
}

void TestEnvironment::theSurroundingsChangeNothing()
{
    QFETCH(const QString, name);
    QFETCH(const QString, value);
    RoutedServer server;
    answerAsDocumented(server);
    const Outcome plain = run(exportFrom(server.url()), signedIn());
    const Outcome outcome = run(exportFrom(server.url()), signedIn().set(name, value));
    QCOMPARE(outcome.code, 0);
    QCOMPARE(timeless(outcome.output), timeless(plain.output));
    QCOMPARE(outcome.errors, plain.errors);
}

void TestEnvironment::withoutTlsNothingIsSentAndTheReasonIsSaid_data()
{
    QTest::addColumn<bool>("isEncrypted");
    QTest::newRow("F203 https, no plugin for TLS") << true;
    QTest::newRow("F203 http, no plugin for TLS") << false;
}

void TestEnvironment::withoutTlsNothingIsSentAndTheReasonIsSaid()
{
    QFETCH(const bool, isEncrypted);
    const QString plugins = QLibraryInfo::path(QLibraryInfo::PluginsPath) + u"/tls"_s;
    const Surroundings surroundings = signedIn();
    if (outcomeOf(without(plugins, {u"true"_s}), surroundings).code != 0)
        QSKIP("Nothing may be mounted here.");
    const QString endpoint = isEncrypted ? u"https://dis.example.com"_s : u"http://127.0.0.1:9"_s;
    const QStringList command = QStringList{QString::fromLatin1(program)} + exportFrom(endpoint);
    const Outcome outcome = outcomeOf(without(plugins, command), surroundings);
    QCOMPARE(outcome.output, QByteArray());
    QCOMPARE(outcome.code, 5);
    QVERIFY2(outcome.hasOneSentence(), outcome.errors.constData());
    QCOMPARE(outcome.errors.contains("TLS"), isEncrypted);
    QCOMPARE(outcome.errors.contains("Nothing was sent"), isEncrypted);
}

QTEST_GUILESS_MAIN(TestEnvironment)
#include "tst_environment.moc"
