// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testcase.h"
#include "ui/portalcolours.h"

#include <QDBusConnection>
#include <QDBusVariant>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>

using namespace spillway;
using namespace Qt::Literals::StringLiterals;

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

public Q_SLOTS:
    Q_SCRIPTABLE QDBusVariant Read(const QString &group, const QString &key) const
    {
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
        desktop.unregisterService(u"org.freedesktop.portal.Desktop"_s);
        desktop.unregisterObject(u"/org/freedesktop/portal/desktop"_s);
        QDBusConnection::disconnectFromBus(u"desktop"_s);
    }

    void withoutAPortalThereIsNoPreferenceAndALaterOneIsHeard()
    {
        PortalColours colours;
        const QSignalSpy changes(&colours, &DesktopColourSource::changed);
        QCOMPARE(colours.colours(), DesktopColours());
        QVERIFY(offerPortal());
        QTRY_VERIFY([&] {
            m_portal.say(u"org.freedesktop.appearance"_s, u"color-scheme"_s, 1U);
            return colours.colours().scheme == DesktopColours::Scheme::Dark;
        }());
        // The first question, which nobody answered, changed nothing.
        QCOMPARE(changes.count(), 1);
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

QTEST_GUILESS_MAIN(TestPortalColours)
#include "tst_portalcolours.moc"
