// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"

#include <new>
#include <type_traits>

namespace spillway {

/// What is said where memory ends. Made without any.
inline Error notEnoughMemory()
{
    Error error;
    error.kind = Error::Kind::TooLarge;
    return error;
}

/// What `work` gives, a Result; where there is not enough memory for it, that error. For workers: what they throw comes
/// out again where the result is taken, in the event loop, and ends the program.
template <class Work> std::invoke_result_t<Work> withinMemory(const Work &work)
{
    try {
        return work();
    } catch (const std::bad_alloc &) {
        return failure(notEnoughMemory());
    }
}

} // namespace spillway
