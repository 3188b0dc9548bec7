// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdlib>

#include <dlfcn.h>

/// The function that one of a preloaded library stands in for, by its name as linked.
template <class Function> Function original(const char *name)
{
    void *const found = dlsym(RTLD_NEXT, name);
    if (!found)
        std::abort();
    return reinterpret_cast<Function>(found);
}
