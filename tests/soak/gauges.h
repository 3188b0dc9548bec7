// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <map>

namespace spillway {

/// What a process holds at a moment.
struct Gauges
{
    qint64 resident = 0; ///< bytes of memory, by the kernel
    qint64 heap = 0; ///< bytes given out by the allocator and not given back
    qint64 descriptors = 0; ///< open files, sockets and pipes
    qint64 threads = 0;
    qint64 objects = 0; ///< QObjects of all threads that live, with or without a parent

    static Gauges now();
    /// "resident 31 056 kB, heap ..." for a log.
    QByteArray text() const;
    /// A line of a table, and its heading.
    QByteArray csv() const;
    static QByteArray csvHeading();
};

/// Counts QObjects from now on: before the first one is made.
void countObjects();

/// How many there are of each class; those of other threads are all of one.
using ObjectClasses = std::map<QByteArray, int>;
ObjectClasses objectClasses();
/// "QTimer: 3, now 4; QMenu: 1, now 0"; empty: nothing.
QByteArray whatChanged(ObjectClasses before, const ObjectClasses &after);

/// Whether the memory of a process says something about the program: not under a sanitizer, which keeps what is freed.
bool isMemoryPlain();

} // namespace spillway
