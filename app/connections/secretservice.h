// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QObject>

#include <chrono>

namespace spillway {

/// The part of org.freedesktop.secrets that QtKeychain does not show: whether the keyring is locked. Unlocking it here
/// asks the person once; QtKeychain would ask twice and call a "no" an entry that is not there. Belongs on a thread
/// that may block.
class SecretService : public QObject
{
    Q_OBJECT

public:
    enum class State {
        Absent, ///< nobody on the bus keeps secrets
        Silent,
        Open,
        Locked,
        Unmade, ///< no keyring yet: whoever writes first is asked for a password
    };

    explicit SecretService(QObject *parent = nullptr);

    /// Of the default collection. Blocks for as long as the patience at most, once the bus is known to answer.
    State state(const QByteArray &bus, std::chrono::milliseconds patience);
    /// Has the person asked to unlock it; unlocked() follows when they have answered. After state().
    void unlock();

Q_SIGNALS:
    void unlocked(bool isOpen);

private:
    void prompt(const QString &path);
};

} // namespace spillway
