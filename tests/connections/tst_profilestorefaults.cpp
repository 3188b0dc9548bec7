// SPDX-License-Identifier: GPL-3.0-or-later
#include "connections/profilestore.h"
#include "profilehome.h"
#include "support/childprocess.h"
#include "support/faultrow.h"
#include "support/testcase.h"

#include <QLockFile>
#include <QSignalSpy>
#include <QUuid>

#include <sys/stat.h>

using namespace spillway;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

using Reason = Error::Reason;

const QString someId = u"11111111-2222-4333-8444-555555555555"_s;

} // namespace

/// What can go wrong with the file of connections.
class TestProfileStoreFaults : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void aFileThatIsNoneIsSetAside_data();
    void aFileThatIsNoneIsSetAside();
    void aNewerFileIsReadAndNeverWritten_data() { faultRow("F182 version 99"); }
    void aNewerFileIsReadAndNeverWritten();
    void whatIsNoFileIsNotReplaced_data();
    void whatIsNoFileIsNotReplaced();
    void aFileThatIsLostIsWrittenAnew();
    void anotherWhoHoldsTheLockIsNotWaitedForForEver_data() { faultRow("F181 another instance holds the lock"); }
    void anotherWhoHoldsTheLockIsNotWaitedForForEver();
    void aDiskThatCannotBeWrittenIsSaid_data();
    void aDiskThatCannotBeWrittenIsSaid();
    void aFolderThatCannotBeMadeIsSaid_data() { faultRow("F180 the folder cannot be made"); }
    void aFolderThatCannotBeMadeIsSaid();
    void thereIsAnEndToConnections();
};

void TestProfileStoreFaults::aFileThatIsNoneIsSetAside_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("F177 empty") << QByteArray();
    QTest::newRow("F177 cut") << QByteArray(R"({"version":1,"connections":[{"id")");
    QTest::newRow("F177 NULs") << QByteArray(1000, '\0');
    QTest::newRow("F177 a NUL in it") << QByteArray("{\"version\":1,\0\"connections\":[]}", 31);
    QTest::newRow("F177 garbage") << QByteArray("\xff\xfe\x00[[[", 6);
    QTest::newRow("F177 an array") << QByteArray("[]");
    QTest::newRow("F177 no version") << QByteArray(R"({"connections":[]})");
    QTest::newRow("F177 version 0") << QByteArray(R"({"version":0,"connections":[]})");
    QTest::newRow("F177 a version that is text") << QByteArray(R"({"version":"1","connections":[]})");
    QTest::newRow("F177 connections that are none") << QByteArray(R"({"version":1,"connections":{}})");
    QTest::newRow("F177 too deep") << QByteArray(R"({"version":1,"connections":[],"x":)" + QByteArray(100'000, '[')
                                                 + QByteArray(100'000, ']') + "}");
    QTest::newRow("F177 too large") << QByteArray(R"({"version":1,"connections":[],"x":")"
                                                  + QByteArray(ProfileFile::mostBytes, 'x') + "\"}");
    QTest::newRow("F177 too many") << QByteArray(R"({"version":1,"connections":[0)" + QByteArray(",0").repeated(1000)
                                                 + "]}");
}

void TestProfileStoreFaults::aFileThatIsNoneIsSetAside()
{
    QFETCH(QByteArray, text);
    const Home home;
    home.write(text);
    ProfileStore store(home.folder());
    QVERIFY(store.profiles().isEmpty());
    QVERIFY(store.problem());
    QCOMPARE(store.problem()->reason, Reason::SetAside);
    const QString aside = store.problem()->subject;
    QVERIFY(QFileInfo(aside).fileName().startsWith(u"connections.bad-"_s));
    QFile kept(aside);
    QVERIFY(kept.open(QIODevice::ReadOnly));
    QCOMPARE(kept.readAll(), text);
    QVERIFY(!QFile::exists(home.file()));

    store.create(named(u"new"_s));
    QCOMPARE(store.problem()->reason, Reason::SetAside); // stays said
    QCOMPARE(namesOf(ProfileStore(home.folder()).profiles()), QStringList{u"new"_s});
    QVERIFY(QFile::exists(aside));
}

void TestProfileStoreFaults::aNewerFileIsReadAndNeverWritten()
{
    const Home home;
    const QByteArray text = R"({"version":99,"shape":"round","connections":[{"id":")" + someId.toLatin1()
        + R"(","name":"a"},{"id":{"new":"kind"}}]})";
    home.write(text);
    ProfileStore store(home.folder());
    QCOMPARE(namesOf(store.profiles()), QStringList{u"a"_s});
    QCOMPARE(store.problem()->reason, Reason::NewerVersion);
    const QSignalSpy failures(&store, &ProfileStore::notSaved);
    store.create(named(u"b"_s));
    store.remove(someId);
    QCOMPARE(failures.count(), 2);
    QCOMPARE(failures.first().first().value<Error>().reason, Reason::NewerVersion);
    QCOMPARE(namesOf(store.profiles()), QStringList{u"b"_s}); // until the program ends
    QVERIFY(store.hasUnsaved());
    QCOMPARE(home.read(), text);
    QCOMPARE(home.listed(), QStringList{u"connections.json"_s});
}

void TestProfileStoreFaults::whatIsNoFileIsNotReplaced_data()
{
    QTest::addColumn<bool>("isPipe");
    QTest::newRow("F177 a folder") << false;
    QTest::newRow("F177 a pipe, which nobody waits for") << true;
}

void TestProfileStoreFaults::whatIsNoFileIsNotReplaced()
{
    QFETCH(bool, isPipe);
    const Home home;
    QVERIFY(QDir().mkpath(isPipe ? home.folder() : home.file()));
    if (isPipe)
        QCOMPARE(mkfifo(QFile::encodeName(home.file()).constData(), 0600), 0);
    ProfileStore store(home.folder());
    QCOMPARE(store.problem()->reason, Reason::NotRegularFile);
    const QSignalSpy failures(&store, &ProfileStore::notSaved);
    store.create(named(u"a"_s));
    QCOMPARE(failures.count(), 1);
    QCOMPARE(namesOf(store.profiles()), QStringList{u"a"_s});
    QVERIFY(!QFileInfo(home.file()).isFile());

    // As soon as the obstacle is gone everything is written.
    QVERIFY(isPipe ? QFile::remove(home.file()) : QDir().rmdir(home.file()));
    store.create(named(u"b"_s));
    QCOMPARE(failures.count(), 1);
    QVERIFY(!store.problem() && !store.hasUnsaved());
    QCOMPARE(ProfileStore(home.folder()).profiles().size(), 2);
}

void TestProfileStoreFaults::aFileThatIsLostIsWrittenAnew()
{
    const Home home;
    ProfileStore store(home.folder());
    store.create(named(u"a"_s));
    QVERIFY(QDir(home.folder()).removeRecursively());
    store.create(named(u"b"_s));
    QCOMPARE(namesOf(ProfileStore(home.folder()).profiles()), (QStringList{u"a"_s, u"b"_s}));
    // Nor does one that is damaged while we look at it cost what we know.
    home.write("{");
    store.create(named(u"c"_s));
    QCOMPARE(store.problem()->reason, Reason::SetAside);
    QCOMPARE(namesOf(ProfileStore(home.folder()).profiles()), (QStringList{u"a"_s, u"b"_s, u"c"_s}));
}

void TestProfileStoreFaults::anotherWhoHoldsTheLockIsNotWaitedForForEver()
{
    const Home home;
    ProfileStore store(home.folder());
    store.create(named(u"a"_s));
    {
        QLockFile other(home.file() + u".lock"_s);
        QVERIFY(other.tryLock());
        const QSignalSpy failures(&store, &ProfileStore::notSaved);
        store.create(named(u"b"_s));
        QCOMPARE(failures.count(), 1);
        QCOMPARE(failures.first().first().value<Error>().reason, Reason::CannotWrite);
        QCOMPARE(namesOf(store.profiles()), (QStringList{u"a"_s, u"b"_s}));
    }
    store.create(named(u"c"_s));
    QCOMPARE(ProfileStore(home.folder()).profiles().size(), 3);
}

void TestProfileStoreFaults::aDiskThatCannotBeWrittenIsSaid_data()
{
    QTest::addColumn<bool>("isFull");
    QTest::newRow("F180 read-only") << false;
    QTest::newRow("F180 full") << true;
}

void TestProfileStoreFaults::aDiskThatCannotBeWrittenIsSaid()
{
    QFETCH(bool, isFull);
    const Home home;
    QVERIFY(QDir().mkpath(home.folder()));
    const int result = resultOfChild([&home, isFull] {
        if (!mountDiskOver(home.folder(), isFull ? 0 : MS_RDONLY, "size=8k"))
            return cannot;
        QFile filler(home.folder() + u"/filler"_s);
        if (isFull && (!filler.open(QIODevice::WriteOnly) || filler.write(QByteArray(8192, 'x')) != 8192))
            return 1;
        filler.close();
        ProfileStore store(home.folder());
        QList<Error> errors;
        QObject::connect(&store, &ProfileStore::notSaved, &store, [&](const Error &error) { errors += error; });
        store.create(full());
        const bool isSaid = errors.size() == 1 && errors.constFirst().kind == Error::Kind::File;
        return isSaid && store.profiles().size() == 1 && store.hasUnsaved() && !QFile::exists(home.file()) ? 0 : 2;
    });
    if (result == cannot)
        QSKIP("No disk of one's own may be mounted here.");
    QCOMPARE(result, 0);
}

void TestProfileStoreFaults::aFolderThatCannotBeMadeIsSaid()
{
    const QTemporaryDir parent;
    QFile file(parent.filePath(u"file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    ProfileStore store(parent.filePath(u"file/spillway"_s));
    const QSignalSpy failures(&store, &ProfileStore::notSaved);
    store.create(named(u"a"_s));
    QCOMPARE(failures.count(), 1);
    QCOMPARE(failures.first().first().value<Error>().reason, Reason::CannotWrite);
    QCOMPARE(store.profiles().size(), 1);
}

void TestProfileStoreFaults::thereIsAnEndToConnections()
{
    const Home home;
    QByteArray text = R"({"version":1,"connections":[)";
    for (int i = 0; i < ProfileFile::mostProfiles; ++i)
        text += (i > 0 ? ",{\"id\":\"" : "{\"id\":\"") + QUuid::createUuid().toByteArray(QUuid::WithoutBraces)
            + "\",\"name\":\"" + QByteArray(100, 'n') + "\"}";
    home.write(text + "]}");
    ProfileStore store(home.folder());
    QCOMPARE(store.profiles().size(), ProfileFile::mostProfiles);
    const QSignalSpy failures(&store, &ProfileStore::notSaved);
    QVERIFY(store.create(named(u"one more"_s)).isEmpty());
    QCOMPARE(failures.first().first().value<Error>().reason, Reason::TooMany);
    QCOMPARE(store.profiles().size(), ProfileFile::mostProfiles);

    // What would be too large to be read again is not written.
    ConnectionProfile large = store.profiles().constFirst();
    for (QString *field : {&large.name, &large.region, &large.endpoint, &large.projectId, &large.projectName,
                           &large.tokenFile, &large.user, &large.domain, &large.iamEndpoint, &large.caFile})
        *field = QString(ProfileFile::longestText, u'文');
    store.edit(large);
    QCOMPARE(failures.count(), 2);
    QCOMPARE(ProfileStore(home.folder()).profiles().size(), ProfileFile::mostProfiles);
}

QTEST_GUILESS_MAIN(TestProfileStoreFaults)
#include "tst_profilestorefaults.moc"
