// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/privatememory.h"

#include <sys/prctl.h>
#include <sys/resource.h>

// The leak detector reads this process's memory from a process of its own, as a debugger would: it could not do so any
// more, and would call that a failure of every test of the whole program.
#ifdef SPILLWAY_ADDRESS_SANITIZED
#define SPILLWAY_IS_LOOKED_INTO
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SPILLWAY_IS_LOOKED_INTO
#endif
#endif

namespace spillway {

void keepMemoryPrivate()
{
    // Neither can fail: less of one's own is always allowed. Both are needed: a limit of none does not keep the kernel
    // from telling a crash reporter, and not being dumpable is undone for a while when a desktop portal asks who we
    // are.
    const rlimit none{0, 0};
    static_cast<void>(setrlimit(RLIMIT_CORE, &none));
#ifndef SPILLWAY_IS_LOOKED_INTO
    static_cast<void>(prctl(PR_SET_DUMPABLE, 0, 0, 0, 0));
#endif
}

} // namespace spillway
