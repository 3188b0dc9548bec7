// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

// Linked into a test, its .cpp stands in for the C library's file functions, for everything in the process. Preloaded
// into a program it does as the environment says: SPILLWAY_FILECALLS="KIND NUMBER ERRNO FOLDER".

namespace spillway::filecalls {

/// What happens at a call about a file below the folder that is watched.
enum class Kind {
    Count, ///< nothing
    Once, ///< that one fails
    FromThere, ///< that one and all after it fail
    Short, ///< that one, if it writes, writes half of it; the next that writes finds the disk full
    Kill, ///< the process is killed just before it
};

struct Order
{
    Kind kind = Kind::Count;
    long number = 0; ///< of the call, from 1 on
    int error = 0; ///< what errno is then
};

/// Counts and does so from now on. The folder's path is absolute and without links.
void watch(const char *folder, const Order &order);
/// Stops it.
void rest();
/// How many there were since watch().
long count();
/// The name of a call since watch(), such as "rename"; "" if there was none.
const char *name(long number);
/// Whether a call failed since watch().
bool hasFailed();

} // namespace spillway::filecalls
