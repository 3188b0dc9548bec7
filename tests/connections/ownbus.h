// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QTemporaryDir>

namespace spillway {

/// A session bus of one's own, in a home of one's own, with no display. The environment of the process says so from
/// start() on.
class OwnBus
{
public:
    OwnBus();
    ~OwnBus();
    Q_DISABLE_COPY_MOVE(OwnBus)

    /// False if there is no dbus-daemon.
    bool start();
    void stop();
    QString address() const { return m_address; }

    /// A real gnome-keyring, unlocked. False if there is none installed.
    bool startKeyring();

private:
    QTemporaryDir m_home;
    QProcess m_bus;
    QProcess m_keyring;
    QString m_address;
};

} // namespace spillway
