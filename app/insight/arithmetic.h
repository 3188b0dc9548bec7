// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/timetext.h"
#include "insight/evidence.h"

namespace spillway {

/// Why a partition's verdict is what it is: the verdict and the condition of its rule, then what is known, one fact a
/// line. Translated plain text; times as `display` has them.
QString arithmeticText(const Evidence &evidence, const DisplayFormat &display);

} // namespace spillway
