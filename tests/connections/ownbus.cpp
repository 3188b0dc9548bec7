// SPDX-License-Identifier: GPL-3.0-or-later
#include "ownbus.h"

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace spillway {

namespace {

constexpr int patience = 30'000; // ms; the computer may be busy

} // namespace

OwnBus::OwnBus()
{
    for (const char *name : {"DISPLAY", "WAYLAND_DISPLAY", "XDG_CURRENT_DESKTOP", "DBUS_SESSION_BUS_ADDRESS"})
        qunsetenv(name);
    for (const char *name : {"HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"}) {
        const QString folder = m_home.filePath(QString::fromLatin1(name).toLower());
        QDir().mkpath(folder);
        QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        qputenv(name, QFile::encodeName(folder));
    }
}

OwnBus::~OwnBus()
{
    stop();
}

bool OwnBus::start()
{
    const QString daemon = QStandardPaths::findExecutable(u"dbus-daemon"_s);
    if (daemon.isEmpty())
        return false;
    m_bus.start(daemon, {u"--session"_s, u"--nofork"_s, u"--nopidfile"_s, u"--print-address"_s});
    if (!m_bus.waitForReadyRead(patience))
        return false;
    m_address = QString::fromLatin1(m_bus.readLine().trimmed());
    qputenv("DBUS_SESSION_BUS_ADDRESS", m_address.toLatin1());
    return true;
}

void OwnBus::stop()
{
    for (QProcess *process : {&m_keyring, &m_bus}) {
        process->terminate();
        if (!process->waitForFinished(5000))
            process->kill();
        process->waitForFinished(5000);
    }
}

bool OwnBus::startKeyring()
{
    const QString daemon = QStandardPaths::findExecutable(u"gnome-keyring-daemon"_s);
    if (daemon.isEmpty())
        return false;
    m_keyring.start(daemon, {u"--foreground"_s, u"--unlock"_s, u"--components=secrets"_s});
    m_keyring.write("the keyring's password");
    m_keyring.closeWriteChannel();
    const QDBusConnection bus = QDBusConnection::connectToBus(m_address, u"watcher"_s);
    return QTest::qWaitFor([&] { return bus.interface()->isServiceRegistered(u"org.freedesktop.secrets"_s).value(); },
                           patience);
}

} // namespace spillway
