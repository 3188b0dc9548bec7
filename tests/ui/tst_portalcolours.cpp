// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/mutebus.h"
#include "support/testcase.h"
#include "ui/portalcolours.h"

#include <QDBusConnection>
#include <QDBusVariant>
#include <QElapsedTimer>
#include <QProcess>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTimer>

#include <sys/prctl.h>

using namespace spillway;
using namespace Qt::Literals::StringLiterals;

static constexpr char justQuit[] = "SPILLWAY_TEST_JUST_QUIT"; ///< this program is its own child

/// What a desktop's portal offers of itself to PortalColours.
class FakePortal : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")

public:
    void say(const QString &group, const QString &key, const QVariant &value)
    {
        Q_EMIT SettingChanged(group, key, QDBusVariant(value));
    }
    uint scheme = 0;
    QList<int> seen; ///< whether it could be seen who asked, each time

public Q_SLOTS:
    Q_SCRIPTABLE QDBusVariant Read(const QString &group, const QString &key)
    {
        seen.append(prctl(PR_GET_DUMPABLE, 0, 0, 0, 0)); // who asks is this process
        const bool isScheme = group == u"org.freedesktop.appearance" && key == u"color-scheme";
        // Wrapped twice, as the portal does.
        return QDBusVariant(QVariant::fromValue(QDBusVariant(isScheme ? scheme : 0U)));
    }

Q_SIGNALS:
    Q_SCRIPTABLE void SettingChanged(const QString &group, const QString &key, const QDBusVariant &value);
};

class TestPortalColours : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const QString daemon = QStandardPaths::findExecutable(u"dbus-daemon"_s);
        if (daemon.isEmpty())
            QSKIP("There is no dbus-daemon here to make a bus of our own with.");
        m_daemon.start(daemon, {u"--session"_s, u"--nofork"_s, u"--nopidfile"_s, u"--print-address"_s});
        QVERIFY(m_daemon.waitForReadyRead());
        m_address = QString::fromLatin1(m_daemon.readLine().trimmed());
        qputenv("DBUS_SESSION_BUS_ADDRESS", m_address.toLatin1());
        qRegisterMetaType<QDBusVariant>(); // the portal below says it in a signal
    }

    void cleanupTestCase()
    {
        m_daemon.terminate();
        m_daemon.waitForFinished();
    }

    void cleanup()
    {
        QDBusConnection desktop(u"desktop"_s);
        if (!desktop.isConnected())
            return; // no portal was offered
        desktop.unregisterService(u"org.freedesktop.portal.Desktop"_s);
        desktop.unregisterObject(u"/org/freedesktop/portal/desktop"_s);
        QDBusConnection::disconnectFromBus(u"desktop"_s);
    }

    void withoutAPortalThereIsNoPreferenceAndALaterOneIsHeard()
    {
        PortalColours colours;
        const QSignalSpy changes(&colours, &DesktopColourSource::changed);
        const QSignalSpy asked(&colours, &PortalColours::asked);
        QTRY_COMPARE(asked.count(), 1);
        QCOMPARE(changes.count(), 0);
        QCOMPARE(colours.colours(), DesktopColours());
        QVERIFY(offerPortal());
        QTRY_VERIFY([&] {
            m_portal.say(u"org.freedesktop.appearance"_s, u"color-scheme"_s, 1U);
            return colours.colours().scheme == DesktopColours::Scheme::Dark;
        }());
        QCOMPARE(changes.count(), 1);
        m_portal.say(u"org.freedesktop.appearance"_s, u"color-scheme"_s, 2U);
        QTRY_COMPARE(colours.colours().scheme, DesktopColours::Scheme::Light);
    }

    void thePortalsWishIsReadAndFollowed()
    {
        QVERIFY(offerPortal());
        m_portal.scheme = 1;
        PortalColours colours;
        QCOMPARE(colours.colours().scheme, DesktopColours::Scheme::NoPreference);
        QTRY_COMPARE(colours.colours().scheme, DesktopColours::Scheme::Dark);
        const QString appearance = u"org.freedesktop.appearance"_s;
        m_portal.say(appearance, u"color-scheme"_s, 2U);
        QTRY_COMPARE(colours.colours().scheme, DesktopColours::Scheme::Light);
        m_portal.say(appearance, u"contrast"_s, 1U);
        QTRY_VERIFY(colours.colours().highContrast);

        const QSignalSpy changes(&colours, &DesktopColourSource::changed);
        m_portal.say(appearance, u"color-scheme"_s, u"dark"_s);
        m_portal.say(appearance, u"color-scheme"_s, 2U);
        m_portal.say(u"org.gnome.desktop.interface"_s, u"color-scheme"_s, 1U);
        m_portal.say(appearance, u"color-scheme"_s, 7U);
        QTRY_COMPARE(colours.colours().scheme, DesktopColours::Scheme::NoPreference);
        QCOMPARE(changes.count(), 1);
    }

    void theProgramEndsThoughTheBusSaysNothing()
    {
        const MuteBus mute;
        QVERIFY(mute.isGood());
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, QString::fromLatin1(mute.address()));
        environment.insert(QString::fromLatin1(justQuit), u"1"_s);
        QProcess child;
        child.setProcessEnvironment(environment);
        const auto end = qScopeGuard([&child] {
            child.kill();
            child.waitForFinished();
        });
        QElapsedTimer clock;
        clock.start();
        child.start(QCoreApplication::applicationFilePath(), QStringList());
        QVERIFY(child.waitForFinished(20'000));
        QVERIFY2(clock.elapsed() < 5000, qPrintable(QString::number(clock.elapsed())));
        QCOMPARE(child.exitCode(), 0);
    }

    void whoAsksCanBeSeenByThePortalAndByNobodyAfterwards()
    {
        QVERIFY(offerPortal());
        m_portal.seen.clear();
        m_portal.scheme = 1;
        QCOMPARE(prctl(PR_SET_DUMPABLE, 0, 0, 0, 0), 0);
        const PortalColours colours;
        QTRY_COMPARE(colours.colours().scheme, DesktopColours::Scheme::Dark);
        QTRY_COMPARE(prctl(PR_GET_DUMPABLE, 0, 0, 0, 0), 0);
        QCOMPARE(m_portal.seen, (QList<int>{1, 1}));
        prctl(PR_SET_DUMPABLE, 1, 0, 0, 0);
    }

private:
    bool offerPortal()
    {
        QDBusConnection desktop = QDBusConnection::connectToBus(m_address, u"desktop"_s);
        return desktop.registerObject(u"/org/freedesktop/portal/desktop"_s, &m_portal,
                                      QDBusConnection::ExportScriptableContents)
            && desktop.registerService(u"org.freedesktop.portal.Desktop"_s);
    }

    QProcess m_daemon;
    QString m_address;
    FakePortal m_portal;
};

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    if (qEnvironmentVariableIsSet(justQuit)) {
        const PortalColours colours;
        QTimer::singleShot(std::chrono::milliseconds(300), &application, &QCoreApplication::quit);
        return QCoreApplication::exec();
    }
    TestPortalColours test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_portalcolours.moc"
