// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/secret.h"

class QLineEdit;

namespace spillway {

/// What was typed as a secret; the way from the field to it leaves no copy behind.
Secret typedIn(const QLineEdit &field, bool isTrimmed);

/// Overwrites what a field holds. The text is the field's own, shared: a copy made for writing would leave it in
/// memory.
void wipe(QLineEdit &field);

} // namespace spillway
