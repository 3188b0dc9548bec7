// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/credentials.h"
#include "support/testcase.h"

#include <QFile>
#include <QTemporaryDir>

#include <sys/stat.h>
#include <thread>

namespace spillway {

using namespace Qt::StringLiterals;
using Kind = Error::Kind;
using Reason = Error::Reason;

/// Where the token comes from.
class TestCredentials : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theEnvironmentIsLookedAtInOrder_data();
    void theEnvironmentIsLookedAtInOrder();
    void aFileWinsOverTheEnvironment();
    void oneLineEndIsNotPartOfTheToken_data();
    void oneLineEndIsNotPartOfTheToken();
    void whatIsNotATokenIsRefused_data();
    void whatIsNotATokenIsRefused();
    void nothingToSignInWithSaysSo();
    void aFileThatCannotBeReadSaysSo();
    void directoriesAndDevicesAreRefused();
    void aTokenFromAPipeIsTaken();
    void aBadTokenIsNeverRepeated();

private:
    QString write(const QByteArray &bytes);

    QTemporaryDir m_folder;
};

void TestCredentials::initTestCase()
{
    QVERIFY(m_folder.isValid());
}

QString TestCredentials::write(const QByteArray &bytes)
{
    const QString path = m_folder.filePath(u"token"_s);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write the test's file");
    return path;
}

void TestCredentials::theEnvironmentIsLookedAtInOrder_data()
{
    QTest::addColumn<QStringList>("environment");
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QString>("origin");
    QTest::newRow("both") << QStringList{u"OS_TOKEN=b"_s, u"OS_AUTH_TOKEN=a"_s} << QByteArray("a")
                          << u"OS_AUTH_TOKEN"_s;
    QTest::newRow("second") << QStringList{u"OS_TOKEN=b"_s} << QByteArray("b") << u"OS_TOKEN"_s;
    QTest::newRow("first is empty") << QStringList{u"OS_TOKEN=b"_s, u"OS_AUTH_TOKEN="_s} << QByteArray("b")
                                    << u"OS_TOKEN"_s;
}

void TestCredentials::theEnvironmentIsLookedAtInOrder()
{
    QFETCH(const QStringList, environment);
    QFETCH(const QByteArray, token);
    QFETCH(const QString, origin);
    QProcessEnvironment variables;
    for (const QString &each : environment)
        variables.insert(each.section(u'=', 0, 0), each.section(u'=', 1));
    const Result<FoundToken> found = findToken({}, variables);
    QVERIFY(found);
    QCOMPARE(found->token.reveal().toByteArray(), token);
    QCOMPARE(found->origin, origin);
}

void TestCredentials::aFileWinsOverTheEnvironment()
{
    QProcessEnvironment environment;
    environment.insert(u"OS_AUTH_TOKEN"_s, u"fromenvironment"_s);
    const QString path = write("fromfile\n");
    const Result<FoundToken> found = findToken(path, environment);
    QVERIFY(found);
    QCOMPARE(found->token.reveal().toByteArray(), "fromfile");
    QCOMPARE(found->origin, path);
    // And what is wrong with the file is not hidden by falling back to the environment.
    QVERIFY(!findToken(path % u".absent"_s, environment));
}

void TestCredentials::oneLineEndIsNotPartOfTheToken_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("none") << QByteArray("token");
    QTest::newRow("LF") << QByteArray("token\n");
    QTest::newRow("CR LF") << QByteArray("token\r\n");
}

void TestCredentials::oneLineEndIsNotPartOfTheToken()
{
    QFETCH(const QByteArray, bytes);
    const Result<FoundToken> found = findToken(write(bytes), {});
    QVERIFY(found);
    QCOMPARE(found->token.reveal().toByteArray(), "token");
}

void TestCredentials::whatIsNotATokenIsRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Reason>("reason");
    QTest::newRow("empty") << QByteArray() << Reason::NoCredential;
    QTest::newRow("only a line end") << QByteArray("\n") << Reason::NoCredential;
    QTest::newRow("two line ends") << QByteArray("token\n\n") << Reason::BadToken;
    QTest::newRow("two lines") << QByteArray("token\nX-Injected: yes\n") << Reason::BadToken;
    QTest::newRow("only CR") << QByteArray("token\r") << Reason::BadToken;
    QTest::newRow("space") << QByteArray("to ken") << Reason::BadToken;
    QTest::newRow("NUL") << QByteArray("tok\0en", 6) << Reason::BadToken;
    QTest::newRow("DEL") << QByteArray("token\x7f") << Reason::BadToken;
    QTest::newRow("UTF-8") << QByteArray("tok\xc3\xa9n") << Reason::BadToken;
    QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbftoken") << Reason::BadToken;
    QTest::newRow("larger than any token") << QByteArray(70'000, 'x') << Reason::BadToken;
}

void TestCredentials::whatIsNotATokenIsRefused()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const Reason, reason);
    const QString path = write(bytes);
    const Result<FoundToken> found = findToken(path, {});
    QVERIFY(!found);
    QCOMPARE(found.error().kind, Kind::Usage);
    QCOMPARE(found.error().reason, reason);
    QCOMPARE(found.error().subject, path);
}

void TestCredentials::nothingToSignInWithSaysSo()
{
    const Result<FoundToken> found = findToken({}, {});
    QVERIFY(!found);
    QCOMPARE(found.error().kind, Kind::Usage);
    QCOMPARE(found.error().reason, Reason::NoCredential);
}

void TestCredentials::aFileThatCannotBeReadSaysSo()
{
    const QString path = m_folder.filePath(u"absent"_s);
    const Result<FoundToken> found = findToken(path, {});
    QVERIFY(!found);
    QCOMPARE(found.error().kind, Kind::File);
    QCOMPARE(found.error().reason, Reason::CannotRead);
    QCOMPARE(found.error().subject, path);
    QVERIFY(!found.error().detail.isEmpty());
}

void TestCredentials::directoriesAndDevicesAreRefused()
{
    for (const QString &path : {m_folder.path(), u"/dev/zero"_s, u"/dev/null"_s}) {
        const Result<FoundToken> found = findToken(path, {});
        QVERIFY(!found);
        QCOMPARE(found.error().kind, Kind::File);
        QCOMPARE(found.error().reason, Reason::NotRegularFile);
    }
}

void TestCredentials::aTokenFromAPipeIsTaken()
{
    const QString path = m_folder.filePath(u"pipe"_s);
    QCOMPARE(::mkfifo(QFile::encodeName(path).constData(), 0600), 0);
    std::thread writer([path] {
        QFile pipe(path);
        if (pipe.open(QIODevice::WriteOnly))
            pipe.write("token\n");
    });
    const Result<FoundToken> found = findToken(path, {});
    writer.join();
    QVERIFY(found);
    QCOMPARE(found->token.reveal().toByteArray(), "token");
}

void TestCredentials::aBadTokenIsNeverRepeated()
{
    QProcessEnvironment environment;
    environment.insert(u"OS_TOKEN"_s, u"secret canary"_s);
    const Result<FoundToken> found = findToken({}, environment);
    QVERIFY(!found);
    QCOMPARE(found.error().reason, Reason::BadToken);
    QCOMPARE(found.error().subject, u"OS_TOKEN"_s);
    QVERIFY(found.error().detail.isEmpty());
}

} // namespace spillway

QTEST_GUILESS_MAIN(spillway::TestCredentials)
#include "tst_credentials.moc"
