// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace spillway {

/// How something is to be taken; the window turns it into an icon, a word and a colour.
enum class Severity { None, Good, Busy, Idle, Warning, Bad, Unknown };

} // namespace spillway
