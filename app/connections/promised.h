// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPromise>

#include <memory>

namespace spillway {

/// A promise that a callback can hold.
template <class T> std::shared_ptr<QPromise<T>> startedPromise()
{
    auto promise = std::make_shared<QPromise<T>>();
    promise->start();
    return promise;
}

template <class T> void keep(QPromise<T> &promise, T value)
{
    promise.addResult(std::move(value));
    promise.finish();
}

} // namespace spillway
