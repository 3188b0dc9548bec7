// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"

namespace spillway {

/// Whether a window can be shown: found out before QApplication, which would abort.
/// Errors: Usage (NoDisplay), subject: why.
Result<void> checkDisplay();

} // namespace spillway
