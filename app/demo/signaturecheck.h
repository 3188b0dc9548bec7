// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/httpface.h"

#include <QByteArrayList>

// What a gateway does with a signature: it works out from the request as it came what the signature ought to be.
// Written apart from wire/signature.h on purpose, so that a mistake there is found here.

namespace spillway {

/// SDK-HMAC-SHA256 Access=..., SignedHeaders=..., Signature=...; what is missing is empty.
struct ShownSignature
{
    QByteArray accessKeyId;
    QByteArrayList signedHeaders;
    QByteArray signature;
};

/// Nothing if it is of another algorithm, or has other parts or one of them twice.
std::optional<ShownSignature> parseAuthorization(const QByteArray &value);

/// 20261123T102530Z
std::optional<QDateTime> parseSdkDate(const QByteArray &value);

/// The signature that this request ought to have. Nothing if one of the signed headers did not come exactly once, or if
/// their names are not in small letters and in order.
std::optional<QByteArray> expectedSignature(const HttpRequest &request, const QByteArrayList &signedHeaders,
                                            QByteArrayView secret);

} // namespace spillway
