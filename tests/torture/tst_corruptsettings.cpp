// SPDX-License-Identifier: GPL-3.0-or-later
#include "connections/profilestore.h"
#include "settings/preferencestore.h"
#include "support/childprocess.h"
#include "support/faultrow.h"
#include "support/testcase.h"
#include "torture/writers.h"

#include <QDir>
#include <QFile>
#include <QSettings>
#include <QTemporaryDir>

#include <csignal>
#include <cstdio>

#include <sys/stat.h>

using namespace spillway;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray connections = R"({"version":1,"shape":"round","connections":[
{"id":"11111111-2222-4333-8444-555555555555","name":"a","region":"cn-north-4","interval":30},
{"id":"unknown","name":"of a newer kind"}]})";

const QByteArray settings = "[ui]\nv1\\preferences\\theme=dark\nv1\\preferences\\interval=30\n"
                            "v1\\window\\geometry=@ByteArray(\\x1\\xd9\\0)\nv1\\columns\\hidden=a, b\n";

struct Place
{
    QTemporaryDir folder{quickFolder()};

    QString file(const QString &name) const { return folder.filePath(u"spillway/"_s + name); }
    bool put(const QString &name, const QByteArray &bytes) const
    {
        QFile out(file(name));
        return QDir(folder.path()).mkpath(u"spillway"_s) && out.open(QIODevice::WriteOnly)
            && out.write(bytes) == bytes.size();
    }
};

/// Has a person change something while the file is as given. Empty, or what was lost or not said.
QString wrongWithConnections(const QByteArray &bytes)
{
    const Place place;
    if (!place.put(u"connections.json"_s, bytes))
        return u"not prepared"_s;
    ProfileStore store(place.folder.filePath(u"spillway"_s));
    const QList<ConnectionProfile> known = store.profiles();
    const qsizetype kept = store.unread();
    if (store.problem()) {
        if (store.problem()->reason != Error::Reason::SetAside)
            return store.problem()->reason == Error::Reason::NewerVersion ? QString() : u"another problem"_s;
        if (bytesOf(store.problem()->subject) != bytes)
            return u"what was set aside is not what was there"_s;
    }
    ConnectionProfile another;
    another.name = u"another"_s;
    const QString id = store.create(another);
    const ProfileStore again(place.folder.filePath(u"spillway"_s));
    if (!again.find(id) || again.profiles().size() != known.size() + 1 || again.unread() != kept)
        return u"something was lost"_s;
    return {};
}

QString wrongWithSettings(const QByteArray &bytes)
{
    const Place place;
    if (!place.put(u"spillway.conf"_s, bytes))
        return u"not prepared"_s;
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, place.folder.path());
    PreferenceStore store;
    if (!store.damagedFile().isEmpty() && bytesOf(store.keptAs()) != bytes)
        return u"what was kept is not what was there"_s;
    Preferences wanted = store.value();
    wanted.requestsAtOnce = 7;
    store.set(wanted);
    if (PreferenceStore().value() != wanted)
        return u"what was changed is not there again"_s;
    return {};
}

using Check = QString (*)(const QByteArray &);

struct Kind
{
    const char *name;
    QByteArray good;
    Check check;
};

QList<Kind> kinds()
{
    return {{"connections", connections, wrongWithConnections}, {"settings", settings, wrongWithSettings}};
}

QList<QByteArray> cuts(const QByteArray &good)
{
    QList<QByteArray> all;
    for (qsizetype size = 0; size < good.size(); ++size)
        all += good.first(size);
    return all;
}

QList<QByteArray> flips(const QByteArray &good)
{
    QList<QByteArray> all;
    for (qsizetype at = 0; at < good.size(); ++at) {
        for (int bit = 0; bit < 8; ++bit) {
            all += good;
            all.last()[at] = char(good.at(at) ^ (1 << bit));
        }
    }
    return all;
}

QList<QByteArray> zeroed(const QByteArray &good)
{
    QList<QByteArray> all{QByteArray(good.size(), '\0')};
    for (qsizetype at = 0; at < good.size(); ++at) {
        all += good;
        all.last()[at] = '\0';
    }
    return all;
}

/// Serialised values whose numbers say that gigabytes follow, of every type of QtCore's that there is.
QList<QByteArray> hostileVariants()
{
    QList<QByteArray> all;
    for (int type = 0; type < 0x40; ++type) {
        for (const char *size :
             {"\\xff\\xff\\xff\\xff", "\\x7f\\xff\\xff\\xff", "\\xff\\xff\\xff\\xfe", "\\0\\0\\0\\x1"}) {
            QByteArray value = "@Variant(\\0\\0\\0\\x" + QByteArray::number(type, 16) + "\\0";
            for (int i = 0; i < 4; ++i)
                value += size;
            all += "[ui]\nv1\\preferences\\theme=" + value + ")\nv1\\preferences\\interval=30\n";
        }
    }
    all +=
        "[ui]\nv1\\preferences\\theme=" + QByteArray("@Variant(\\0\\0\\0\\x9\\0\\0\\0\\0\\x1").repeated(2000) + ")\n";
    return all;
}

QtMessageHandler usualHandler = nullptr;

/// Qt says on standard error what a file asks it to make and it cannot, and goes on.
void withoutInvalidTypes(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    if (!text.startsWith(u"Trying to construct an instance of an invalid type"_s) && !text.startsWith(u"QVariant::"_s))
        usualHandler(type, context, text);
}

} // namespace

/// What can become of the files that the program keeps for a person.
class TestCorruptSettings : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aDamagedFileCostsNothingAndEndsNothing_data();
    void aDamagedFileCostsNothingAndEndsNothing();
    void whatIsNoFileIsMovedAside_data();
    void whatIsNoFileIsMovedAside();
    void aSettingsFileThatIsALinkStaysOne_data() { faultRow("F177 settings, a link to a file"); }
    void aSettingsFileThatIsALinkStaysOne();
    void settingsOfAnotherPersonAreNotTouched_data() { faultRow("F177 another person's"); }
    void settingsOfAnotherPersonAreNotTouched();
};

void TestCorruptSettings::initTestCase()
{
    QCoreApplication::setOrganizationName(u"spillway"_s);
    QCoreApplication::setApplicationName(u"spillway"_s);
    usualHandler = qInstallMessageHandler(withoutInvalidTypes);
}

void TestCorruptSettings::aDamagedFileCostsNothingAndEndsNothing_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QList<QByteArray>>("texts");
    const QList<Kind> all = kinds();
    for (int i = 0; i < all.size(); ++i) {
        const QByteArray &good = all.at(i).good;
        const char *row = i == 0 ? "F177" : "F179";
        const auto add = [&](const char *what, const QList<QByteArray> &texts) {
            QTest::addRow("%s %s, %s", row, all.at(i).name, what) << i << texts;
        };
        add("cut at each byte", cuts(good));
        add("each bit flipped", flips(good));
        add("each byte a NUL", zeroed(good));
        add("a megabyte of [", {QByteArray(1'000'000, '['), good + QByteArray(1'000'000, '[')});
        add("garbage",
            {"\xff\xfe[[[", "\n\n\n", "]", "=", "[", "{}", "[]", "\"", "[ui]\n=\n", QByteArray(70'000, '\\')});
    }
    QTest::addRow("F177 connections, a wrong version")
        << 0
        << QList<QByteArray>{QByteArray(connections).replace("\"version\":1", "\"version\":0"),
                             QByteArray(connections).replace("\"version\":1", "\"version\":-1"),
                             QByteArray(connections).replace("\"version\":1", "\"version\":1e99"),
                             QByteArray(connections).replace("\"version\":1", "\"version\":null")};
    QTest::addRow("F182 connections, a version to come")
        << 0 << QList<QByteArray>{QByteArray(connections).replace("\"version\":1", "\"version\":99")};
    QTest::addRow("F179 settings, hostile @Variant") << 1 << hostileVariants();
}

void TestCorruptSettings::aDamagedFileCostsNothingAndEndsNothing()
{
    QFETCH(int, kind);
    QFETCH(QList<QByteArray>, texts);
    const Check check = kinds().at(kind).check;
    // In a child, so that one that is crashed by its file is a failure like any other.
    QStringList complaints;
    qsizetype from = 0;
    const Place place;
    const QString said = place.folder.filePath(u"said"_s);
    while (from < texts.size() && complaints.size() < 20) {
        const int result = resultOfChild([&] {
            for (qsizetype i = from; i < texts.size(); ++i) {
                QFile file(said);
                if (!file.open(QIODevice::WriteOnly) || file.write(QByteArray::number(i) + ' ') < 0 || !file.flush())
                    return 2;
                const QString wrong = check(texts.at(i));
                if (!wrong.isEmpty()) {
                    file.write(wrong.toUtf8());
                    return 1;
                }
            }
            return 0;
        });
        if (result == 0)
            break;
        const QByteArrayList words = bytesOf(said).split(' ');
        from = words.value(0).toLongLong() + 1;
        complaints += u"%1: %2: %3"_s.arg(from - 1).arg(
            result < 0 ? u"the program ended"_s : QString::fromUtf8(words.mid(1).join(' ')),
            QString::fromLatin1(texts.at(from - 1).left(200).toPercentEncoding(" []{}\":,=\\@()")));
    }
    std::printf("torture: %s: %lld files, %lld not survived\n", QTest::currentDataTag(), texts.size(),
                complaints.size());
    for (const QString &complaint : complaints)
        std::printf("torture: %s: %s\n", QTest::currentDataTag(), qPrintable(complaint));
    std::fflush(stdout);
    QVERIFY(complaints.isEmpty());
}

void TestCorruptSettings::whatIsNoFileIsMovedAside_data()
{
    QTest::addColumn<QString>("what");
    for (const char *what : {"a pipe", "a folder", "a link to a device", "a gigabyte"})
        QTest::addRow("F179 settings, %s", what) << QString::fromLatin1(what);
}

void TestCorruptSettings::whatIsNoFileIsMovedAside()
{
    QFETCH(QString, what);
    const Place place;
    const QString path = place.file(u"spillway.conf"_s);
    QVERIFY(QDir(place.folder.path()).mkpath(u"spillway"_s));
    const QByteArray name = QFile::encodeName(path);
    if (what == u"a pipe")
        QCOMPARE(mkfifo(name.constData(), 0600), 0);
    else if (what == u"a folder")
        QVERIFY(QDir().mkpath(path + u"/of a person's"_s));
    else if (what == u"a link to a device")
        QVERIFY(QFile::link(u"/dev/zero"_s, path));
    else
        QVERIFY(place.put(u"spillway.conf"_s, "[ui]\n") && truncate(name.constData(), 1'000'000'000) == 0);
    const int result = resultOfChild([&] {
        alarm(10); // whoever waits for a pipe is no result
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, place.folder.path());
        PreferenceStore store;
        if (store.damagedFile() != path
            || (!QFileInfo(store.keptAs()).isSymLink() && !QFileInfo::exists(store.keptAs())))
            return 1;
        Preferences wanted;
        wanted.theme = Theme::Dark;
        store.set(wanted);
        return PreferenceStore().value() == wanted && QFileInfo(path).isFile() ? 0 : 2;
    });
    QCOMPARE(result, 0);
    const QStringList names = QDir(place.folder.filePath(u"spillway"_s))
                                  .entryList({u"spillway.bad-*"_s}, QDir::AllEntries | QDir::System | QDir::Hidden);
    QCOMPARE(names.size(), 1);
    QVERIFY(what != u"a folder" || QFileInfo::exists(place.file(names.first() + u"/of a person's"_s)));
}

void TestCorruptSettings::aSettingsFileThatIsALinkStaysOne()
{
    const Place place;
    QVERIFY(place.put(u"elsewhere.conf"_s, settings));
    QVERIFY(QFile::link(u"elsewhere.conf"_s, place.file(u"spillway.conf"_s)));
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, place.folder.path());
    PreferenceStore store;
    QVERIFY(store.damagedFile().isEmpty());
    QCOMPARE(store.value().theme, Theme::Dark);
    Preferences wanted = store.value();
    wanted.theme = Theme::Light;
    store.set(wanted);
    QVERIFY(QFileInfo(place.file(u"spillway.conf"_s)).isSymLink());
    QVERIFY(bytesOf(place.file(u"elsewhere.conf"_s)).contains("light"));
}

void TestCorruptSettings::settingsOfAnotherPersonAreNotTouched()
{
    const Place place;
    QVERIFY(place.put(u"spillway.conf"_s, settings) && place.put(u"connections.json"_s, connections));
    for (const QString &name : {u"spillway.conf"_s, u"connections.json"_s})
        QVERIFY(QFile::setPermissions(place.file(name), QFile::ReadOwner | QFile::WriteOwner));
    QCOMPARE(chmod(QFile::encodeName(place.folder.path()).constData(), 0755), 0);
    const int result = resultOfChild([&] {
        // Root may do what it likes, anybody else is not who owns these.
        if (getuid() != 0 || setgroups(0, nullptr) != 0 || setgid(65534) != 0 || setuid(65534) != 0)
            return cannot;
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, place.folder.path());
        PreferenceStore store;
        ProfileStore profiles(place.folder.filePath(u"spillway"_s));
        bool isSaid = false;
        QObject::connect(&store, &PreferenceStore::notSaved, &store, [&] { isSaid = true; });
        Preferences wanted = store.value();
        wanted.theme = Theme::Light;
        store.set(wanted);
        profiles.create({});
        const bool isKept = store.value() == wanted && profiles.hasUnsaved() && profiles.problem().has_value();
        return isSaid && isKept && !store.damagedFile().isEmpty() ? 0 : 1;
    });
    if (result == cannot)
        QSKIP("Only root can be somebody else.");
    QCOMPARE(result, 0);
    QCOMPARE(bytesOf(place.file(u"spillway.conf"_s)), settings);
    QCOMPARE(bytesOf(place.file(u"connections.json"_s)), connections);
    QCOMPARE(QDir(place.folder.filePath(u"spillway"_s)).entryList(QDir::Files | QDir::Hidden).size(), 2);
}

QTEST_GUILESS_MAIN(TestCorruptSettings)
#include "tst_corruptsettings.moc"
