// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace spillway {

/// Every occurrence of `secret` in `text` (plain, percent-encoded wholly or in part, and however JSON may escape
/// either) replaced by a mask. For what comes from outside and might echo a credential.
QByteArray withoutSecret(QByteArray text, QByteArrayView secret);

/// What stands in the place of a masked secret.
inline constexpr char secretMask[] = "********";

} // namespace spillway
