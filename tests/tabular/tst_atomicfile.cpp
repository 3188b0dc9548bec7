// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/childprocess.h"
#include "support/faultrow.h"
#include "support/testcase.h"
#include "tabular/atomicfile.h"

#include <QDir>
#include <QFile>
#include <QScopeGuard>
#include <QTemporaryDir>

#include <csignal>

#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace spillway;
using namespace Qt::StringLiterals;

namespace {

using Reason = Error::Reason;

Result<void> replaced(const QString &path, const QByteArray &bytes)
{
    AtomicFile file(path);
    return file.open().and_then([&] { return file.write(bytes); }).and_then([&] { return file.commit(); });
}

Reason reasonOf(const Result<void> &result)
{
    return result || result.error().kind != Error::Kind::File ? Reason::Unspecified : result.error().reason;
}

QByteArray content(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(unreadable)");
}

bool put(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

QStringList listed(const QString &folder)
{
    return QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot, QDir::Name);
}

QByteArray largeText()
{
    QByteArray text;
    for (int i = 0; text.size() < 1'000'000; ++i)
        text += QByteArray::number(i) + '\n';
    return text;
}

} // namespace

class TestAtomicFile : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void aNewFileHoldsEverything();
    void aNewFileHasTheUsersUsualPermissions();
    void anOldFileIsReplacedAndKeepsItsPermissions();
    void permissionsThatAreAskedForHoldInAnyCase();
    void withoutCommitNothingHappens();
    void whatIsNoFileIsRefused_data();
    void whatIsNoFileIsRefused();
    void aLinkStaysALink_data() { faultRow("F174 a link to a file"); }
    void aLinkStaysALink();
    void aLinkToNothingIsFollowed_data() { faultRow("F174 a link to nothing"); }
    void aLinkToNothingIsFollowed();
    void linksInACircleAreAnError_data() { faultRow("F174 links in a circle"); }
    void linksInACircleAreAnError();
    void impossibleNamesAreErrors_data();
    void impossibleNamesAreErrors();
    void theLongestNameWorks_data() { faultRow("F174 a name of 255 characters"); }
    void theLongestNameWorks();
    void aFileSizeLimitKeepsTheOldFile_data() { faultRow("F173 RLIMIT_FSIZE"); }
    void aFileSizeLimitKeepsTheOldFile();
    void aFullDiskKeepsTheOldFile_data() { faultRow("F173 tmpfs of 64 KiB"); }
    void aFullDiskKeepsTheOldFile();
    void aFolderThatMayNotBeWrittenIsAnError_data() { faultRow("F174 a read-only folder"); }
    void aFolderThatMayNotBeWrittenIsAnError();
    void aFileThatMayNotBeWrittenIsNotReplaced_data() { faultRow("F174 a read-only file"); }
    void aFileThatMayNotBeWrittenIsNotReplaced();
    void aFolderThatVanishesIsAnError_data() { faultRow("F174 the path vanishes"); }
    void aFolderThatVanishesIsAnError();
    void aTargetIsCheckedWithoutATrace();
};

void TestAtomicFile::aNewFileHoldsEverything()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"out.csv"_s);
    QVERIFY(replaced(path, largeText()));
    QCOMPARE(content(path), largeText());
    QCOMPARE(listed(folder.path()), QStringList{u"out.csv"_s});
}

void TestAtomicFile::aNewFileHasTheUsersUsualPermissions()
{
    const QTemporaryDir folder;
    const mode_t before = umask(027);
    const auto restore = qScopeGuard([before] { umask(before); });
    const QString path = folder.filePath(u"out.csv"_s);
    QVERIFY(replaced(path, "x"));
    struct stat status = {};
    QCOMPARE(stat(QFile::encodeName(path).constData(), &status), 0);
    QCOMPARE(status.st_mode & 0777U, 0640U);
}

void TestAtomicFile::anOldFileIsReplacedAndKeepsItsPermissions()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"out.csv"_s);
    QVERIFY(put(path, "old and longer"));
    const auto ownerOnly = QFile::ReadOwner | QFile::WriteOwner;
    QVERIFY(QFile::setPermissions(path, ownerOnly));
    QVERIFY(replaced(path, "new"));
    QCOMPARE(content(path), QByteArray("new"));
    QCOMPARE(QFile::permissions(path) & (ownerOnly | QFile::ReadGroup | QFile::ReadOther), ownerOnly);
}

void TestAtomicFile::permissionsThatAreAskedForHoldInAnyCase()
{
    const QTemporaryDir folder;
    for (const bool isThere : {false, true}) {
        const QString path = folder.filePath(isThere ? u"old.json"_s : u"new.json"_s);
        QVERIFY(!isThere || put(path, "old"));
        AtomicFile file(path, S_IRUSR | S_IWUSR);
        QVERIFY(file.open());
        QVERIFY(file.write("new"));
        struct stat status = {};
        const QStringList before = listed(folder.path());
        // What is written has no name yet, where the file system can do that; else one that begins with a dot.
        if (const QString beside = before.value(0); beside.startsWith(u'.')) {
            QCOMPARE(stat(QFile::encodeName(folder.filePath(beside)).constData(), &status), 0);
            QCOMPARE(status.st_mode & 0777U, 0600U);
        }
        QVERIFY(file.commit());
        QCOMPARE(stat(QFile::encodeName(path).constData(), &status), 0);
        QCOMPARE(status.st_mode & 0777U, 0600U);
    }
}

void TestAtomicFile::withoutCommitNothingHappens()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"out.csv"_s);
    QVERIFY(put(path, "old"));
    {
        AtomicFile file(path);
        QVERIFY(file.open());
        QVERIFY(file.write("new"));
    }
    QCOMPARE(content(path), QByteArray("old"));
    QCOMPARE(listed(folder.path()), QStringList{u"out.csv"_s});
}

void TestAtomicFile::whatIsNoFileIsRefused_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("F174 a device") << u"/dev/full"_s;
    QTest::newRow("F174 another device") << u"/dev/null"_s;
    QTest::newRow("F174 a folder") << u"folder"_s;
    QTest::newRow("F174 a pipe") << u"fifo"_s;
    QTest::newRow("F174 a link to a folder") << u"link"_s;
}

void TestAtomicFile::whatIsNoFileIsRefused()
{
    QFETCH(QString, path);
    const QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkdir(u"folder"_s));
    QCOMPARE(mkfifo(QFile::encodeName(folder.filePath(u"fifo"_s)).constData(), 0600), 0);
    QVERIFY(QFile::link(u"folder"_s, folder.filePath(u"link"_s)));
    const QString target = path.startsWith(u'/') ? path : folder.filePath(path);

    struct stat before = {};
    struct stat after = {};
    QCOMPARE(stat(QFile::encodeName(target).constData(), &before), 0);
    const auto result = replaced(target, "x");
    QCOMPARE(reasonOf(result), Reason::NotRegularFile);
    QCOMPARE(result.error().subject, target);
    QCOMPARE(stat(QFile::encodeName(target).constData(), &after), 0);
    QCOMPARE(after.st_ino, before.st_ino);
    QCOMPARE(listed(folder.path()), (QStringList{u"fifo"_s, u"folder"_s, u"link"_s}));
}

void TestAtomicFile::aLinkStaysALink()
{
    const QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkdir(u"elsewhere"_s));
    const QString file = folder.filePath(u"elsewhere/real.csv"_s);
    const QString link = folder.filePath(u"link.csv"_s);
    const QString linkToLink = folder.filePath(u"again.csv"_s);
    QVERIFY(put(file, "old"));
    QVERIFY(QFile::link(u"elsewhere/real.csv"_s, link));
    QVERIFY(QFile::link(link, linkToLink));
    QVERIFY(replaced(linkToLink, "new"));
    QVERIFY(QFileInfo(link).isSymLink());
    QVERIFY(QFileInfo(linkToLink).isSymLink());
    QCOMPARE(content(file), QByteArray("new"));
    QCOMPARE(listed(folder.filePath(u"elsewhere"_s)), QStringList{u"real.csv"_s});
}

void TestAtomicFile::aLinkToNothingIsFollowed()
{
    const QTemporaryDir folder;
    const QString link = folder.filePath(u"link.csv"_s);
    QVERIFY(QFile::link(u"later.csv"_s, link));
    QVERIFY(replaced(link, "new"));
    QVERIFY(QFileInfo(link).isSymLink());
    QCOMPARE(content(folder.filePath(u"later.csv"_s)), QByteArray("new"));
}

void TestAtomicFile::linksInACircleAreAnError()
{
    const QTemporaryDir folder;
    QVERIFY(QFile::link(u"b"_s, folder.filePath(u"a"_s)));
    QVERIFY(QFile::link(u"a"_s, folder.filePath(u"b"_s)));
    QCOMPARE(reasonOf(replaced(folder.filePath(u"a"_s), "x")), Reason::CannotWrite);
}

void TestAtomicFile::impossibleNamesAreErrors_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("F174 empty") << QString();
    QTest::newRow("F174 with a NUL, which would cut it") << u"/a\0b"_s;
    QTest::newRow("F174 too long") << (u'/' + QString(256, u'x'));
    QTest::newRow("F174 in a folder that is not there") << u"/missing/out.csv"_s;
    QTest::newRow("F174 a folder that is not there") << u"/missing/"_s;
    QTest::newRow("F174 below a file") << u"/file/out.csv"_s;
}

void TestAtomicFile::impossibleNamesAreErrors()
{
    QFETCH(QString, name);
    const QTemporaryDir folder;
    QVERIFY(put(folder.filePath(u"file"_s), "old"));
    const auto result = replaced(name.isEmpty() ? name : QString(folder.path() + name), "x");
    QCOMPARE(reasonOf(result), Reason::CannotWrite);
    QVERIFY(!result.error().detail.isEmpty());
    QCOMPARE(listed(folder.path()), QStringList{u"file"_s});
}

void TestAtomicFile::theLongestNameWorks()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QString(255, u'x'));
    QVERIFY(replaced(path, "x"));
    QCOMPARE(content(path), QByteArray("x"));
}

void TestAtomicFile::aFileSizeLimitKeepsTheOldFile()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"out.csv"_s);
    QVERIFY(put(path, "old"));
    const auto limited = [&path] {
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{100'000, 100'000};
        if (setrlimit(RLIMIT_FSIZE, &limit) != 0)
            return cannot;
        return reasonOf(replaced(path, largeText())) == Reason::CannotWrite ? 0 : 1;
    };
    QCOMPARE(resultOfChild(limited), 0);
    QCOMPARE(content(path), QByteArray("old"));
    QCOMPARE(listed(folder.path()), QStringList{u"out.csv"_s});
}

void TestAtomicFile::aFullDiskKeepsTheOldFile()
{
    const QTemporaryDir folder;
    const auto onSmallDisk = [&folder] {
        if (!mountDiskOver(folder.path(), 0, "size=64k"))
            return cannot;
        const QString path = folder.filePath(u"out.csv"_s);
        if (!put(path, "old"))
            return 1;
        if (reasonOf(replaced(path, QByteArray(200'000, 'x'))) != Reason::DiskFull)
            return 2;
        return content(path) == "old" && listed(folder.path()) == QStringList{u"out.csv"_s} ? 0 : 3;
    };
    const int result = resultOfChild(onSmallDisk);
    if (result == cannot)
        QSKIP("no disk of one's own can be made here");
    QCOMPARE(result, 0);
}

void TestAtomicFile::aFolderThatMayNotBeWrittenIsAnError()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"out.csv"_s);
    QVERIFY(put(path, "old"));
    const auto readable = QFile::ReadOwner | QFile::ReadOther | QFile::ExeOwner | QFile::ExeOther;
    QVERIFY(QFile::setPermissions(path, readable | QFile::WriteOwner | QFile::WriteOther));
    QVERIFY(QFile::setPermissions(folder.path(), readable));
    const auto restore = qScopeGuard([&] { QFile::setPermissions(folder.path(), readable | QFile::WriteOwner); });
    const auto asNobody = [&path] {
        if (getuid() == 0 && (setgroups(0, nullptr) != 0 || setgid(65534) != 0 || setuid(65534) != 0))
            return cannot;
        return reasonOf(replaced(path, "new")) == Reason::CannotWrite ? 0 : 1;
    };
    QCOMPARE(resultOfChild(asNobody), 0);
    QCOMPARE(content(path), QByteArray("old"));
}

void TestAtomicFile::aFileThatMayNotBeWrittenIsNotReplaced()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"out.csv"_s);
    QVERIFY(put(path, "old"));
    QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::ReadOther));
    QCOMPARE(chmod(QFile::encodeName(folder.path()).constData(), 0777), 0);
    const auto asNobody = [&path] {
        if (getuid() == 0 && (setgroups(0, nullptr) != 0 || setgid(65534) != 0 || setuid(65534) != 0))
            return cannot;
        return reasonOf(replaced(path, "new")) == Reason::CannotWrite ? 0 : 1;
    };
    QCOMPARE(resultOfChild(asNobody), 0);
    QCOMPARE(content(path), QByteArray("old"));
    QCOMPARE(listed(folder.path()), QStringList{u"out.csv"_s});
}

void TestAtomicFile::aFolderThatVanishesIsAnError()
{
    const QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkdir(u"gone"_s));
    AtomicFile file(folder.filePath(u"gone/out.csv"_s));
    QVERIFY(file.open());
    QVERIFY(file.write("new"));
    QVERIFY(QDir(folder.filePath(u"gone"_s)).removeRecursively());
    QCOMPARE(reasonOf(file.commit()), Reason::CannotWrite);
}

void TestAtomicFile::aTargetIsCheckedWithoutATrace()
{
    const QTemporaryDir folder;
    QVERIFY(checkTarget(folder.filePath(u"out.csv"_s)));
    QCOMPARE(reasonOf(checkTarget(folder.filePath(u"missing/out.csv"_s))), Reason::CannotWrite);
    QCOMPARE(reasonOf(checkTarget(folder.path())), Reason::NotRegularFile);
    QCOMPARE(listed(folder.path()), QStringList());
}

QTEST_GUILESS_MAIN(TestAtomicFile)
#include "tst_atomicfile.moc"
