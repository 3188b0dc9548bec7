// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/disclient.h"

#include <QNetworkAccessManager>
#include <QTest>

namespace spillway {

/// A token that is found wherever it leaks.
inline constexpr char canaryToken[] = "MIIcanary+/4711=";

/// Deadlines for tests in which they pass. In all others they stay long: the machine may be busy.
Timing shortTiming();

/// The task that the answer goodAnswer() is about, and that answer.
TaskAddress someTask();
QByteArray goodAnswer();

/// As good as none, but for the cap of that timing: tests do not wait.
std::shared_ptr<ClientLimits> generousLimits(const Timing &timing = {});

/// A client with the canary token; fails the test if the connection is refused.
std::unique_ptr<DisClient> clientFor(const QString &endpoint, QNetworkAccessManager &network, Timing timing = {},
                                     std::shared_ptr<const ClientLimits> limits = {},
                                     Elapsed elapsed = systemElapsed());

/// Runs the event loop until the question is answered. Fails loudly if it never is.
template <class T> Result<T> answerTo(QFuture<Result<T>> future)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, 20'000))
        qFatal("the question was never answered");
    if (future.resultCount() == 0)
        return failure(Error::Kind::Cancelled, Error::Reason::Unspecified);
    return future.result();
}

/// All texts of an error, for looking for what must not be in them.
QString everyText(const Error &error);

/// "Malformed/CutShort", for telling what came instead.
QByteArray nameOf(const Error &error);
QByteArray nameOf(Error::Kind kind, Error::Reason reason);

} // namespace spillway
