// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace spillway {

/// Keeps what is in memory, secrets among it, out of the reach of others from now on: it is never written to a core
/// file or handed to a crash reporter, and no other process of the same user may look into it. What is started from
/// here inherits the limit, not the rest. The first thing main() does.
void keepMemoryPrivate();

} // namespace spillway
