// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/disclient.h"

#include <QNetworkAccessManager>

namespace spillway {

/// A token that is found wherever it leaks.
inline constexpr char canaryToken[] = "MIIcanary+/4711=";

/// Deadlines for tests in which they pass. In all others they stay long: the machine may be busy.
Timing shortTiming();

/// The task that the answer goodAnswer() is about, and that answer.
TaskAddress someTask();
QByteArray goodAnswer();

/// A client with the canary token; fails the test if the connection is refused.
std::unique_ptr<DisClient> clientFor(const QString &endpoint, QNetworkAccessManager &network, Timing timing = {});

/// Runs the event loop until the question is answered. Fails loudly if it never is.
Result<TaskAnswer> answerTo(QFuture<Result<TaskAnswer>> future);

/// All texts of an error, for looking for what must not be in them.
QString everyText(const Error &error);

/// "Malformed/CutShort", for telling what came instead.
QByteArray nameOf(const Error &error);
QByteArray nameOf(Error::Kind kind, Error::Reason reason);

} // namespace spillway
