// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/dumptask.h"

namespace spillway::fuzz {

/// Reads every value of an answer: each is JSON by itself, exact, and in its place.
void checkValues(const DumpTask &task);

} // namespace spillway::fuzz
