// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connections/profile.h"
#include "models/roles.h"

#include <QFuture>
#include <QStringList>

#include <functional>

namespace spillway {

/// What the window is told by those who may see the network.
struct ConnectionTools
{
    struct Outcome
    {
        Severity severity = Severity::Unknown;
        QString sentence;
    };

    QStringList regions; ///< offered; any other can be typed
    /// What is wrong with an endpoint that was typed, as a sentence; nothing: it can be used.
    std::function<std::optional<QString>(const QString &)> checkEndpoint;
    /// Tries the connection with one harmless call. The future always finishes, on the caller's event loop; cancelling
    /// it aborts the call.
    std::function<QFuture<Outcome>(const ConnectionProfile &, ProfileSecrets)> test;
};

} // namespace spillway
