// SPDX-License-Identifier: GPL-3.0-or-later
// For ThreadSanitizer, which does not see into Qt, to be preloaded. It tells what Qt's documentation promises: what a
// thread did before it gave work to a pool, or a call to another thread, is done when it begins; what it did before it
// gave a future its result, when somebody has it; and who lets go of a future's state last comes after all others who
// had it. It says nothing of what our own threads do, so that a race of theirs is seen as before.
#include "support/original.h"

#include <QFutureInterface>
#include <QObject>
#include <QRunnable>
#include <QThreadPool>

#include <cstdarg>

#include <sched.h>

extern "C" {
void __tsan_acquire(void *address); // NOLINT(bugprone-reserved-identifier)
void __tsan_release(void *address); // NOLINT(bugprone-reserved-identifier)
}

namespace {

class HandedOver : public QRunnable
{
public:
    explicit HandedOver(QRunnable *work)
        : m_work(work)
    {
        __tsan_release(this);
    }
    void run() override
    {
        __tsan_acquire(this);
        const bool isOurs = m_work->autoDelete();
        m_work->run();
        if (isOurs)
            delete m_work;
    }

private:
    QRunnable *const m_work;
};

class CallHandedOver : public QtPrivate::QSlotObjectBase
{
public:
    explicit CallHandedOver(QSlotObjectBase *call)
        : QSlotObjectBase(&CallHandedOver::act)
        , m_call(call)
    {
        __tsan_release(this);
    }

private:
    static void act(int what, QSlotObjectBase *base, QObject *receiver, void **arguments, bool *)
    {
        auto *const self = static_cast<CallHandedOver *>(base);
        __tsan_acquire(self);
        if (what == Call) {
            self->m_call->call(receiver, arguments);
            __tsan_release(self); // for whoever destroys it
        } else if (what == Destroy) {
            self->m_call->destroyIfLastRef();
            delete self;
        }
    }

    QSlotObjectBase *const m_call;
};

} // namespace

void QThreadPool::start(QRunnable *work, int priority)
{
    static const auto start =
        original<void (*)(QThreadPool *, QRunnable *, int)>("_ZN11QThreadPool5startEP9QRunnablei");
    start(this, new HandedOver(work), priority);
}

bool QMetaObject::invokeMethodImpl(QObject *object, QtPrivate::QSlotObjectBase *call, Qt::ConnectionType type,
                                   void *returned)
{
    static const auto invoke = original<bool (*)(QObject *, QtPrivate::QSlotObjectBase *, Qt::ConnectionType, void *)>(
        "_ZN11QMetaObject16invokeMethodImplEP7QObjectPN9QtPrivate15QSlotObjectBaseEN2Qt14ConnectionTypeEPv");
    return invoke(object, new CallHandedOver(call), type, returned);
}

void QFutureInterfaceBase::reportResultsReady(int begin, int end)
{
    static const auto report =
        original<void (*)(QFutureInterfaceBase *, int, int)>("_ZN20QFutureInterfaceBase18reportResultsReadyEii");
    __tsan_release(d);
    report(this, begin, end);
}

void QFutureInterfaceBase::waitForResult(int index)
{
    static const auto wait =
        original<void (*)(QFutureInterfaceBase *, int)>("_ZN20QFutureInterfaceBase13waitForResultEi");
    wait(this, index);
    __tsan_acquire(d);
}

// A child that has its parent's memory until it is another program, as those of QProcess do, makes the sanitizer take
// the parent's thread for that of a forked process, of which it looks at nothing any more: neither at what the thread
// does nor at what it is told above. So the child gets memory of its own.
extern "C" int clone(int (*function)(void *), void *stack, int flags, void *argument, ...) noexcept
{
    static const auto start = original<int (*)(int (*)(void *), void *, int, void *, ...)>("clone");
    va_list rest;
    va_start(rest, argument);
    void *const parentId = va_arg(rest, void *);
    void *const storage = va_arg(rest, void *);
    void *const childId = va_arg(rest, void *);
    va_end(rest);
    return start(function, stack, flags & ~(CLONE_VM | CLONE_VFORK), argument, parentId, storage, childId);
}

bool QFutureInterfaceBase::derefT() const noexcept
{
    static const auto deref = original<bool (*)(const QFutureInterfaceBase *)>("_ZNK20QFutureInterfaceBase6derefTEv");
    void *const shared = d;
    __tsan_release(shared);
    const bool isNeeded = deref(this);
    if (!isNeeded)
        __tsan_acquire(shared);
    return isNeeded;
}
