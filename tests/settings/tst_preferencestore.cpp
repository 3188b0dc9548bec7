// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/preferencestore.h"
#include "settings/settingsfile.h"
#include "support/faultrow.h"
#include "support/testcase.h"

#include <QDir>
#include <QFile>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <sys/wait.h>
#include <unistd.h>

using namespace spillway;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class TestPreferenceStore : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QCoreApplication::setOrganizationName(u"spillway"_s);
        QCoreApplication::setApplicationName(u"spillway"_s);
    }

    void withoutAFileEverythingIsAsUsualAndNothingIsWritten()
    {
        const Home home;
        PreferenceStore store;
        QCOMPARE(store.value(), Preferences());
        QVERIFY(store.damagedFile().isEmpty());
        store.set(Preferences());
        QVERIFY(!QFile::exists(home.file()));
    }

    void whatThePersonChoseIsThereNextTimeAndNothingElseIsStored()
    {
        const Home home;
        Preferences wanted;
        wanted.language = u"zh_CN"_s;
        wanted.theme = Theme::Dark;
        wanted.timeZone = "UTC+08:00";
        wanted.groupDigits = true;
        wanted.interval = intervalMatchTask;
        wanted.bodyCap = 12;
        wanted.requestsPerSecond = requestsPerSecondMost;
        wanted.requestsAtOnce = 1;
        PreferenceStore store;
        const QSignalSpy changes(&store, &PreferenceStore::changed);
        store.set(wanted);
        store.set(wanted);
        QCOMPARE(changes.count(), 1);
        QCOMPARE(changes.first().first().value<Preferences>(), Preferences());
        QCOMPARE(PreferenceStore().value(), wanted);
        QCOMPARE(QSettings().allKeys().size(), 8);

        Preferences back;
        back.theme = Theme::Dark;
        store.set(back);
        QCOMPARE(PreferenceStore().value(), back);
        QCOMPARE(QSettings().allKeys(), QStringList{u"ui/v1/preferences/theme"_s});
    }

    void whatCannotBeUsedIsReadAsTheDefault_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("F179 a theme nobody knows") << QByteArray("theme=pink");
        QTest::newRow("F179 a list") << QByteArray("theme=dark, light");
        QTest::newRow("F179 an object") << QByteArray("theme=@Variant(\\0\\0\\0\\x13\\0\\0\\0\\x64)");
        QTest::newRow("F179 bytes") << QByteArray("language=@ByteArray(zh_CN)");
        QTest::newRow("F179 a language that is not there") << QByteArray("language=../../etc");
        QTest::newRow("F179 a zone outside the zones") << QByteArray("timeZone=../../../etc/passwd");
        QTest::newRow("F179 a zone nobody knows") << QByteArray("timeZone=Asia/Atlantis");
        QTest::newRow("F179 a zone that is a path") << QByteArray("timeZone=/usr/share/zoneinfo/UTC");
        QTest::newRow("F179 a zone of great length") << QByteArray("timeZone=" + QByteArray(100'000, 'A'));
        QTest::newRow("F179 an interval of our own making") << QByteArray("interval=1");
        QTest::newRow("F179 a negative one") << QByteArray("interval=-30");
        QTest::newRow("F179 an interval that is no number") << QByteArray("interval=30 s");
        QTest::newRow("F179 no cap") << QByteArray("bodyCap=0");
        QTest::newRow("F179 a cap beyond all") << QByteArray("bodyCap=513");
        QTest::newRow("F179 a cap beyond int") << QByteArray("bodyCap=99999999999999999999");
        QTest::newRow("F179 no request a second") << QByteArray("requestsPerSecond=0");
        QTest::newRow("F179 more than may be") << QByteArray("requestsPerSecond=1001");
        QTest::newRow("F179 many") << QByteArray("requestsPerSecond=many");
        QTest::newRow("F179 none at once") << QByteArray("requestsAtOnce=0");
        QTest::newRow("F179 too many at once") << QByteArray("requestsAtOnce=65");
        QTest::newRow("F179 fewer than none") << QByteArray("requestsAtOnce=-1");
        QTest::newRow("F179 neither yes nor no") << QByteArray("groupDigits=2");
    }

    void whatCannotBeUsedIsReadAsTheDefault()
    {
        QFETCH(QByteArray, line);
        const Home home;
        home.write("[ui]\nv1\\preferences\\" + line + "\n");
        const PreferenceStore store;
        QCOMPARE(store.value(), Preferences());
    }

    void aDamagedFileIsReadAsFarAsItGoesAndSaid_data() { faultRow("F179 garbage"); }
    void aDamagedFileIsReadAsFarAsItGoesAndSaid()
    {
        const Home home;
        home.write("[ui]\nv1\\preferences\\theme=dark\n\x01\x02 this is no settings file\n[[[\n\xff\xfe");
        const PreferenceStore store;
        QCOMPARE(store.value().theme, Theme::Dark);
        QCOMPARE(store.damagedFile(), home.file());
        // What could not be read is kept, once, before anything is written over it.
        QCOMPARE(copyAside(home.file()), store.keptAs());
        QFile kept(store.keptAs());
        QVERIFY(kept.open(QIODevice::ReadOnly));
        QVERIFY(kept.readAll().endsWith("[[[\n\xff\xfe"));
    }

    void aFileThatCannotBeWrittenIsSaidAndTheChangeHoldsMeanwhile_data() { faultRow("F180 no folder can be made"); }
    void aFileThatCannotBeWrittenIsSaidAndTheChangeHoldsMeanwhile()
    {
        const Home home;
        home.block();
        PreferenceStore store;
        const QSignalSpy failures(&store, &PreferenceStore::notSaved);
        Preferences wanted;
        wanted.theme = Theme::Light;
        store.set(wanted);
        QCOMPARE(store.value(), wanted);
        QCOMPARE(failures.count(), 1);
    }

    void manyWritersLoseNothing_data() { faultRow("F181 settings, four processes"); }
    void manyWritersLoseNothing()
    {
        constexpr int writers = 4;
        constexpr int each = 5;
        const Home home;
        QList<pid_t> children;
        for (int writer = 0; writer < writers; ++writer) {
            children += fork();
            if (children.last() != 0)
                continue;
            bool isSaved = true;
            for (int i = 0; i < each; ++i) {
                const QString key = u"ui/v1/test/%1-%2"_s.arg(writer).arg(i);
                isSaved = changeSettings([&](QSettings &settings) { settings.setValue(key, i); }) && isSaved;
            }
            _exit(isSaved ? 0 : 1);
        }
        for (const pid_t child : std::as_const(children)) {
            int status = 0;
            QCOMPARE(waitpid(child, &status, 0), child);
            QCOMPARE(status, 0);
        }
        QCOMPARE(QSettings().allKeys().size(), writers * each);
    }

    void aZoneIsWhatThisComputerKnows()
    {
        QVERIFY(isTimeZone({}));
        QVERIFY(isTimeZone("UTC"));
        QVERIFY(isTimeZone("UTC+08:00"));
        QVERIFY(!isTimeZone("UTC+99:00"));
        QVERIFY(!isTimeZone("../UTC"));
    }

private:
    /// A home of its own for each test.
    class Home
    {
    public:
        Home() { QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.path()); }
        QString file() const { return m_folder.filePath(u"spillway/spillway.conf"_s); }
        /// A file where the folder should be, which keeps root out too.
        void block() const
        {
            QFile file(m_folder.filePath(u"spillway"_s));
            QVERIFY(file.open(QIODevice::WriteOnly));
        }
        void write(const QByteArray &text) const
        {
            QVERIFY(QDir().mkpath(m_folder.filePath(u"spillway"_s)));
            QFile out(file());
            QVERIFY(out.open(QIODevice::WriteOnly));
            QCOMPARE(out.write(text), text.size());
        }

    private:
        QTemporaryDir m_folder;
    };
};

QTEST_GUILESS_MAIN(TestPreferenceStore)
#include "tst_preferencestore.moc"
