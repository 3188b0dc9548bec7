// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/credential.h"
#include "domain/error.h"

#include <QByteArrayView>
#include <QDateTime>

namespace spillway {

/// Where a virtual machine (ECS) of the cloud is given a key by its agency. Plain HTTP on the machine's own link: asked
/// only when a person chose it.
inline constexpr QLatin1StringView metadataAddress("http://169.254.169.254/openstack/latest/securitykey");

/// A key that ends by itself.
struct TemporaryKey
{
    AccessKey key;
    QDateTime expiresAt; ///< UTC
};

/// What the metadata service answered: {"credential":{"access","secret","securitytoken","expires_at"}}.
/// Errors: Malformed (NotJson, NotAnObject, Unspecified, BadToken), subject: the member.
Result<TemporaryKey> decodeMetadataKey(QByteArrayView answer);

} // namespace spillway
