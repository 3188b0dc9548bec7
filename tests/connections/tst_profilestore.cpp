// SPDX-License-Identifier: GPL-3.0-or-later
#include "connections/profilestore.h"
#include "profilehome.h"
#include "support/faultrow.h"
#include "support/testcase.h"

#include <QSignalSpy>

#include <algorithm>

#include <sys/stat.h>

using namespace spillway;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

unsigned modeOf(const QString &path)
{
    struct stat status = {};
    return stat(QFile::encodeName(path).constData(), &status) == 0 ? status.st_mode & 0777U : 0;
}

const QString someId = u"11111111-2222-4333-8444-555555555555"_s;

} // namespace

class TestProfileStore : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void withoutAFileThereIsNothingAndNothingIsWritten();
    void everyFieldIsThereNextTime();
    void anInvisibleCharacterAtTheBeginningOfANameStays();
    void theFileIsForItsOwnerAlone();
    void aChangeIsToldOnce();
    void aCopyIsAnotherConnection();
    void whatIsNotOursStaysInTheFile();
    void anEntryThatIsNotUnderstoodIsKeptAndNotOffered_data();
    void anEntryThatIsNotUnderstoodIsKeptAndNotOffered();
    void manyWritersLoseNothing_data();
    void manyWritersLoseNothing();
    void twoWindowsDoNotUndoEachOther_data() { faultRow("F181 two windows"); }
    void twoWindowsDoNotUndoEachOther();
};

void TestProfileStore::withoutAFileThereIsNothingAndNothingIsWritten()
{
    const Home home;
    ProfileStore store(home.folder());
    QVERIFY(store.profiles().isEmpty());
    QVERIFY(!store.problem());
    store.remove(someId);
    store.edit(full());
    QVERIFY(!QFile::exists(home.folder()));
}

void TestProfileStore::everyFieldIsThereNextTime()
{
    const Home home;
    ProfileStore store(home.folder());
    ConnectionProfile wanted = full();
    wanted.id = store.create(wanted);
    ConnectionProfile plain = named(u"plain"_s);
    plain.id = store.create(plain);
    const QList<ConnectionProfile> both{wanted, plain};
    QCOMPARE(store.profiles(), both);
    QCOMPARE(ProfileStore(home.folder()).profiles(), both);
    QCOMPARE(home.entries().at(1).toObject().keys(), (QStringList{u"id"_s, u"name"_s}));
    QVERIFY(!store.hasUnsaved());

    wanted.proxy = {};
    wanted.interval.reset();
    wanted.signIn = ConnectionProfile::SignIn::Found;
    store.edit(wanted);
    QCOMPARE(ProfileStore(home.folder()).find(wanted.id), wanted);
    store.remove(wanted.id);
    QCOMPARE(ProfileStore(home.folder()).profiles(), QList{plain});
}

void TestProfileStore::anInvisibleCharacterAtTheBeginningOfANameStays()
{
    const Home home;
    ConnectionProfile wanted = named(u"\ufeffmarked"_s);
    wanted.id = ProfileStore(home.folder()).create(wanted);
    QCOMPARE(ProfileStore(home.folder()).find(wanted.id), wanted);
}

void TestProfileStore::theFileIsForItsOwnerAlone()
{
    const Home home;
    ProfileStore store(home.folder());
    const QString id = store.create(full());
    QCOMPARE(modeOf(home.file()), 0600U);
    QCOMPARE(modeOf(home.folder()), 0700U);
    // Also when somebody has opened it to all meanwhile.
    QVERIFY(QFile::setPermissions(home.file(), QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
    store.remove(id);
    QCOMPARE(modeOf(home.file()), 0600U);
    QCOMPARE(home.listed(), QStringList{u"connections.json"_s}); // nothing is left beside it
}

void TestProfileStore::aChangeIsToldOnce()
{
    const Home home;
    ProfileStore store(home.folder());
    const QSignalSpy changes(&store, &ProfileStore::changed);
    ConnectionProfile profile = full();
    profile.id = store.create(profile);
    QCOMPARE(changes.count(), 1);
    store.edit(profile);
    QCOMPARE(changes.count(), 1);
    profile.name = u"other"_s;
    store.edit(profile);
    QCOMPARE(changes.count(), 2);
    store.reload();
    QCOMPARE(changes.count(), 2);
}

void TestProfileStore::aCopyIsAnotherConnection()
{
    const Home home;
    ProfileStore store(home.folder());
    const QString id = store.create(full());
    const QString copied = store.copy(id, u"second"_s);
    QVERIFY(copied != id);
    ConnectionProfile expected = full();
    expected.id = copied;
    expected.name = u"second"_s;
    QCOMPARE(store.find(copied), expected);
    QVERIFY(store.copy(someId, u"third"_s).isEmpty());
}

void TestProfileStore::whatIsNotOursStaysInTheFile()
{
    const Home home;
    home.write(R"({"version":1,"colour":{"a":[1]},"connections":[{"id":")" + someId.toLatin1()
               + R"(","name":"a","favourite":true,"proxy":{"kind":"none","pac":"x"}}]})");
    ProfileStore store(home.folder());
    ConnectionProfile profile = store.profiles().constFirst();
    profile.name = u"b"_s;
    profile.proxy = {};
    store.edit(profile);
    const QJsonObject entry = home.entries().at(0).toObject();
    QCOMPARE(entry.value(u"name"_s).toString(), u"b"_s);
    QVERIFY(entry.value(u"favourite"_s).toBool());
    QCOMPARE(entry.value(u"proxy"_s).toObject().keys(), QStringList{u"pac"_s});
    QVERIFY(QJsonDocument::fromJson(home.read()).object().value(u"colour"_s).isObject());
}

void TestProfileStore::anEntryThatIsNotUnderstoodIsKeptAndNotOffered_data()
{
    QTest::addColumn<QByteArray>("entry");
    const QByteArray id = "\"id\":\"" + someId.toLatin1() + '"';
    QTest::newRow("no object") << QByteArray("7");
    QTest::newRow("no id") << QByteArray(R"({"name":"a"})");
    QTest::newRow("an id that is a path") << QByteArray(R"({"id":"../../x"})");
    QTest::newRow("an id in braces") << QByteArray(R"({"id":"{11111111-2222-4333-8444-555555555555}"})");
    QTest::newRow("an id of nothing") << QByteArray(R"({"id":"00000000-0000-0000-0000-000000000000"})");
    QTest::newRow("a name that is a list") << QByteArray("{" + id + R"(,"name":["a"]})");
    QTest::newRow("a null") << QByteArray("{" + id + R"(,"region":null})");
    QTest::newRow("a way to sign in of a later day") << QByteArray("{" + id + R"(,"signIn":"passkey"})");
    QTest::newRow("an interval that is text") << QByteArray("{" + id + R"(,"interval":"30"})");
    QTest::newRow("an interval with a fraction") << QByteArray("{" + id + R"(,"interval":1.5})");
    QTest::newRow("an interval beyond all") << QByteArray("{" + id + R"(,"interval":1e300})");
    QTest::newRow("a port beyond ports") << QByteArray("{" + id + R"(,"proxy":{"port":65536}})");
    QTest::newRow("a proxy that is text") << QByteArray("{" + id + R"(,"proxy":"http://p"})");
    QTest::newRow("a name of great length") << QByteArray("{" + id + R"(,"name":")" + QByteArray(5000, 'a') + "\"}");
}

void TestProfileStore::anEntryThatIsNotUnderstoodIsKeptAndNotOffered()
{
    QFETCH(QByteArray, entry);
    const Home home;
    home.write(R"({"version":1,"connections":[)" + entry + "]}");
    ProfileStore store(home.folder());
    QVERIFY(store.profiles().isEmpty());
    QCOMPARE(store.unread(), 1);
    QVERIFY(!store.problem());
    const QJsonValue before = home.entries().at(0);
    store.create(named(u"new"_s));
    QCOMPARE(home.entries().size(), 2);
    QCOMPARE(home.entries().at(0), before);
}

void TestProfileStore::manyWritersLoseNothing_data()
{
    QTest::addColumn<int>("writers");
    for (const int writers : {2, 8})
        QTest::addRow("F181 %d", writers) << writers;
}

void TestProfileStore::manyWritersLoseNothing()
{
    QFETCH(int, writers);
    constexpr int each = 12;
    const Home home;
    {
        ProfileStore store(home.folder());
        store.create(full());
    }
    QList<pid_t> children;
    for (int writer = 0; writer < writers; ++writer) {
        children += inChild([&home, writer] {
            ProfileStore store(home.folder());
            for (int i = 0; i < each; ++i) {
                ConnectionProfile profile = named(u"%1-%2"_s.arg(writer).arg(i));
                profile.id = store.create(profile);
                profile.region = u"changed"_s;
                store.edit(profile);
            }
            return store.hasUnsaved() ? 1 : 0;
        });
    }
    for (const pid_t child : qAsConst(children))
        QCOMPARE(resultOf(child), 0);
    const ProfileStore store(home.folder());
    QVERIFY(!store.problem());
    QStringList expected{full().name};
    for (int writer = 0; writer < writers; ++writer) {
        for (int i = 0; i < each; ++i)
            expected += u"%1-%2"_s.arg(writer).arg(i);
    }
    QStringList found = namesOf(store.profiles());
    expected.sort();
    found.sort();
    QCOMPARE(found, expected);
    QCOMPARE(std::count_if(store.profiles().begin(), store.profiles().end(),
                           [](const auto &profile) { return profile.region == u"changed"; }),
             writers * each);
    QCOMPARE(home.listed(), QStringList{u"connections.json"_s});
}

void TestProfileStore::twoWindowsDoNotUndoEachOther()
{
    const Home home;
    ProfileStore one(home.folder());
    const QString a = one.create(named(u"a"_s));
    ProfileStore two(home.folder());
    const QString b = two.create(named(u"b"_s));
    one.remove(a);
    QCOMPARE(namesOf(one.profiles()), QStringList{u"b"_s});
    // The second still shows what the first removed, and changes its own.
    ConnectionProfile changed = *two.find(b);
    changed.name = u"B"_s;
    two.edit(changed);
    QCOMPARE(namesOf(two.profiles()), QStringList{u"B"_s});
    one.reload();
    QCOMPARE(namesOf(one.profiles()), QStringList{u"B"_s});
}

QTEST_GUILESS_MAIN(TestProfileStore)
#include "tst_profilestore.moc"
