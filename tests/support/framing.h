// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/faultserver.h"

namespace spillway {

/// A body that ends with its connection.
inline QByteArray noLength(const QByteArray &body)
{
    return httpHeader("HTTP/1.1 200 OK", {{"Content-Type", "application/json"}, {"Connection", "close"}}) + body;
}

/// A body, and how long it is said to be.
inline QByteArray withLength(const QByteArray &length, const QByteArray &body)
{
    return http(200, body, {{"Content-Length", length}});
}

inline QByteArray chunked(const QByteArray &chunks)
{
    return http(200, {}, {{"Transfer-Encoding", "chunked"}}) + chunks;
}

inline QByteArray chunk(const QByteArray &bytes)
{
    return QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n";
}

} // namespace spillway
