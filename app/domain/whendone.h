// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFutureWatcher>

namespace spillway {

/// Calls `act` with what a future gives, on the context's thread, unless the context or the future's own end comes
/// first. Not QFuture::then(): that may call while the promise is still being kept, and a result that is taken then
/// makes Qt 6.4 call a second time.
template <class T, class Act> void whenDone(QObject *context, const QFuture<T> &future, Act act)
{
    auto *watcher = new QFutureWatcher<T>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, act = std::move(act)] {
        watcher->deleteLater();
        QFuture<T> done = watcher->future();
        if (!done.isCanceled() && done.resultCount() > 0)
            act(done.takeResult());
    });
    watcher->setFuture(future);
}

} // namespace spillway
