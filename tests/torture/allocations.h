// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

// Linked into a test, its .cpp replaces malloc and its kin, and operator new, for everything in the process.

namespace spillway::allocations {

/// Counts, on this thread, from now on; and fails the allocation of that number (from 1 on), 0: none. With `andAfter`
/// all that follow too, as in a computer that has no more.
void watch(long failing, bool andAfter);
/// Neither counts nor fails any more.
void rest();

/// From now on no thread but this one gets more than so many bytes at once; 0: as many as there are.
void refuseLargerThan(std::size_t bytes);

/// While it lives nothing counts or fails on this thread: for a test's own looking.
class Pause
{
public:
    Pause();
    ~Pause();
    Pause(const Pause &) = delete;
    Pause &operator=(const Pause &) = delete;

private:
    bool m_wasOn;
};

long asked(); ///< since watch()
long balance(); ///< what was allocated since watch() less what was freed
bool hasFailed(); ///< whether an allocation was refused since watch()
std::size_t largestAsked(); ///< bytes at once, since watch()

} // namespace spillway::allocations
