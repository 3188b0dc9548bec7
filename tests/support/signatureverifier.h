// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>
#include <utility>

namespace spillway {

/// What a gateway would have against a signed request (SDK-HMAC-SHA256), in a sentence; nothing if it is good. Written
/// from the text of the vendor's signing guide, not from the program's signer, which it must never include. The headers
/// as they came, names in any case; the target with its query.
std::optional<QString> problemWith(const QByteArray &method, const QByteArray &target,
                                   const QList<std::pair<QByteArray, QByteArray>> &headers, const QByteArray &body,
                                   const QByteArray &accessKeyId, const QByteArray &secret);

/// The same for the bytes of a request, from the request line to the end of its body.
std::optional<QString> problemWith(const QByteArray &rawRequest, const QByteArray &accessKeyId,
                                   const QByteArray &secret);

} // namespace spillway
