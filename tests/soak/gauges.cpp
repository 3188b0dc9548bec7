// SPDX-License-Identifier: GPL-3.0-or-later
#include "soak/gauges.h"

#include <QDir>
#include <QFile>
#include <QThread>

#include <mutex>
#include <set>
#include <utility>

#include <malloc.h>
#include <unistd.h>

#ifdef SPILLWAY_SANITIZED
// Debian's GCC comes without sanitizer/allocator_interface.h.
extern "C" size_t __sanitizer_get_current_allocated_bytes(); // NOLINT(bugprone-reserved-identifier)
#endif

// What Qt keeps for GammaRay. Its header is among the private ones, which is a package of its own.
extern Q_CORE_EXPORT quintptr qtHookData[];

namespace spillway {

namespace {

enum QtHook { HookVersion = 0, HookSize = 1, AddObject = 3, RemoveObject = 4 };

/// Those of all threads. Not destroyed: objects may outlive everything.
struct LiveObjects
{
    std::mutex mutex;
    std::set<QObject *> all;
};

LiveObjects &liveObjects()
{
    static auto *const objects = new LiveObjects;
    return *objects;
}

void added(QObject *object)
{
    const std::lock_guard lock(liveObjects().mutex);
    liveObjects().all.insert(object);
}

void removed(QObject *object)
{
    const std::lock_guard lock(liveObjects().mutex);
    liveObjects().all.erase(object);
}

qint64 objectCount()
{
    const std::lock_guard lock(liveObjects().mutex);
    return qint64(liveObjects().all.size());
}

qint64 residentBytes()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return -1;
    return file.readAll().split(' ').value(1).toLongLong() * sysconf(_SC_PAGESIZE);
}

qint64 heapBytes()
{
#ifdef SPILLWAY_SANITIZED
    return qint64(__sanitizer_get_current_allocated_bytes());
#else
    const struct mallinfo2 info = mallinfo2();
    return qint64(info.uordblks + info.hblkhd);
#endif
}

/// Without the one that reads the folder.
qint64 openDescriptors()
{
    return qint64(QDir(QStringLiteral("/proc/self/fd"))
                      .entryList(QDir::Files | QDir::System | QDir::Dirs | QDir::NoDotAndDotDot)
                      .size())
        - 1;
}

qint64 runningThreads()
{
    return QDir(QStringLiteral("/proc/self/task")).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size();
}

} // namespace

Gauges Gauges::now()
{
    return {residentBytes(), heapBytes(), openDescriptors(), runningThreads(), objectCount()};
}

QByteArray Gauges::text() const
{
    const auto kB = [](qint64 bytes) -> QByteArray { return QByteArray::number(bytes / 1024) + " kB"; };
    return "resident " + kB(resident) + ", heap " + kB(heap) + ", descriptors " + QByteArray::number(descriptors)
        + ", threads " + QByteArray::number(threads) + ", objects " + QByteArray::number(objects);
}

QByteArray Gauges::csv() const
{
    QByteArrayList cells;
    for (const qint64 number : {resident, heap, descriptors, threads, objects})
        cells.append(QByteArray::number(number));
    return cells.join(',');
}

QByteArray Gauges::csvHeading()
{
    return "resident,heap,descriptors,threads,objects";
}

void countObjects()
{
    if (qtHookData[HookVersion] < 1 || qtHookData[HookSize] <= RemoveObject)
        qFatal("this Qt has no hooks");
    qtHookData[AddObject] = reinterpret_cast<quintptr>(&added);
    qtHookData[RemoveObject] = reinterpret_cast<quintptr>(&removed);
}

ObjectClasses objectClasses()
{
    const std::lock_guard lock(liveObjects().mutex);
    ObjectClasses classes;
    for (const QObject *object : liveObjects().all)
        ++classes[object->thread() == QThread::currentThread() ? object->metaObject()->className() : "elsewhere"];
    return classes;
}

QByteArray whatChanged(ObjectClasses before, const ObjectClasses &after)
{
    QByteArrayList texts;
    for (const auto &[name, count] : after) {
        if (const int was = std::exchange(before[name], count); was != count)
            texts.append(name + ": " + QByteArray::number(was) + ", now " + QByteArray::number(count));
    }
    for (const auto &[name, count] : before) {
        if (!after.contains(name))
            texts.append(name + ": " + QByteArray::number(count) + ", now 0");
    }
    return texts.join("; ");
}

bool isMemoryPlain()
{
#ifdef SPILLWAY_SANITIZED
    return false;
#else
    return true;
#endif
}

} // namespace spillway
