// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connections/profile.h"

namespace spillway {

/// As large as what is kept for one connection may be: a token has up to 32 KiB.
inline constexpr qsizetype mostSecretBytes = 128 * 1024;

/// The secrets as one JSON object, for the keyring. The empty ones are left out; none has control characters.
Secret textOf(const ProfileSecrets &secrets);

/// Reads exactly what textOf() writes: anything else, also other JSON, was not written by us and is nothing.
std::optional<ProfileSecrets> secretsIn(QByteArrayView text);

} // namespace spillway
