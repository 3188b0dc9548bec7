// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/connection.h"
#include "domain/error.h"

#include <QNetworkRequest>

class QNetworkAccessManager;

namespace spillway {

/// What every request is: HTTP/1.1 that follows, stores, compresses and answers nothing by itself, with a User-Agent of
/// its own and the authorities of the system and of the file (PEM; may be empty). Errors: File.
Result<QNetworkRequest> plainRequest(const QString &caFile);

/// Whether there is anything to speak TLS with. Without it Qt would send nothing either, but say something else.
bool canSpeakTls();

/// Sends what the manager is given through the proxy of that choice; what is asked of this computer goes past any.
/// Errors: Usage (BadProxy).
Result<void> applyProxy(QNetworkAccessManager &network, const ProxyChoice &choice);

} // namespace spillway
