// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDeadlineTimer>
#include <QLockFile>
#include <QThread>

#include <chrono>

namespace spillway {

/// Waits for another instance that is writing; whether the lock is held then. Not QLockFile::tryLock(patience): it
/// sleeps longer with every try, and the slower of two would never get its turn.
inline bool lockWithin(QLockFile &file, std::chrono::milliseconds patience)
{
    constexpr std::chrono::milliseconds betweenTries{5};
    const QDeadlineTimer deadline(patience);
    while (!file.tryLock() && file.error() == QLockFile::LockFailedError && !deadline.hasExpired())
        QThread::msleep(static_cast<unsigned long>(betweenTries.count()));
    return file.isLocked();
}

} // namespace spillway
