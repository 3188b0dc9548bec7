// SPDX-License-Identifier: GPL-3.0-or-later
#include "torture/allocations.h"

#include <atomic>
#include <cerrno>
#include <cstddef>
#include <new>

// What the names replaced here mean otherwise: AddressSanitizer's functions in its build, glibc's in all others.
extern "C" {
#ifdef SPILLWAY_ADDRESS_SANITIZED
#define SPILLWAY_REAL(name) __interceptor_##name
#else
#define SPILLWAY_REAL(name) __libc_##name
#endif
void *SPILLWAY_REAL(malloc)(std::size_t size);
void *SPILLWAY_REAL(calloc)(std::size_t count, std::size_t size);
void *SPILLWAY_REAL(realloc)(void *block, std::size_t size);
void *SPILLWAY_REAL(memalign)(std::size_t alignment, std::size_t size);
void SPILLWAY_REAL(free)(void *block);
}

namespace {

// Of one thread: what others do meanwhile neither counts nor fails. Plain, for it must not allocate.
struct Watch
{
    bool on = false;
    bool andAfter = false;
    bool failed = false;
    long failing = 0;
    long asked = 0;
    long balance = 0;
    std::size_t largest = 0;
};
thread_local Watch t_watch;

std::atomic<std::size_t> mostAtOnce{0}; ///< 0: no limit

thread_local bool t_isSpared = false; ///< that limit is for the others

bool refused(std::size_t size)
{
    if (const std::size_t most = mostAtOnce.load(std::memory_order_relaxed); most > 0 && size > most && !t_isSpared) {
        errno = ENOMEM;
        return true;
    }
    if (!t_watch.on)
        return false;
    const long number = ++t_watch.asked;
    if (size > t_watch.largest)
        t_watch.largest = size;
    const bool fails =
        t_watch.failing > 0 && (t_watch.andAfter ? number >= t_watch.failing : number == t_watch.failing);
    if (fails) {
        t_watch.failed = true;
        errno = ENOMEM;
    }
    return fails;
}

void *taken(void *block)
{
    if (t_watch.on && block)
        ++t_watch.balance;
    return block;
}

void *newBlock(std::size_t size)
{
    if (refused(size))
        return nullptr;
    return taken(SPILLWAY_REAL(malloc)(size));
}

void *newBlock(std::size_t size, std::size_t alignment)
{
    if (refused(size))
        return nullptr;
    return taken(SPILLWAY_REAL(memalign)(alignment, size));
}

void giveBack(void *block)
{
    if (t_watch.on && block)
        --t_watch.balance;
    SPILLWAY_REAL(free)(block);
}

template <class... Arguments> void *newOrThrow(Arguments... arguments)
{
    if (void *block = newBlock(arguments...))
        return block;
    throw std::bad_alloc();
}

} // namespace

namespace spillway::allocations {

void watch(long failing, bool andAfter)
{
    t_watch = {true, andAfter, false, failing, 0, 0, 0};
}

void refuseLargerThan(std::size_t bytes)
{
    t_isSpared = true;
    mostAtOnce = bytes;
}

void rest()
{
    t_watch.on = false;
}

Pause::Pause()
    : m_wasOn(t_watch.on)
{
    t_watch.on = false;
}

Pause::~Pause()
{
    t_watch.on = m_wasOn;
}

long asked()
{
    return t_watch.asked;
}

long balance()
{
    return t_watch.balance;
}

bool hasFailed()
{
    return t_watch.failed;
}

std::size_t largestAsked()
{
    return t_watch.largest;
}

} // namespace spillway::allocations

#define SPILLWAY_SEEN __attribute__((visibility("default")))

extern "C" {

SPILLWAY_SEEN void *malloc(std::size_t size) noexcept
{
    return newBlock(size);
}

SPILLWAY_SEEN void *calloc(std::size_t count, std::size_t size) noexcept
{
    if (refused(count * size))
        return nullptr;
    return taken(SPILLWAY_REAL(calloc)(count, size));
}

SPILLWAY_SEEN void *realloc(void *block, std::size_t size) noexcept
{
    if (refused(size))
        return nullptr;
    void *const moved = SPILLWAY_REAL(realloc)(block, size);
    return block ? moved : taken(moved);
}

SPILLWAY_SEEN void *memalign(std::size_t alignment, std::size_t size) noexcept
{
    return newBlock(size, alignment);
}

SPILLWAY_SEEN void *aligned_alloc(std::size_t alignment, std::size_t size) noexcept
{
    return newBlock(size, alignment);
}

SPILLWAY_SEEN int posix_memalign(void **block, std::size_t alignment, std::size_t size) noexcept
{
    *block = newBlock(size, alignment);
    return *block ? 0 : ENOMEM;
}

SPILLWAY_SEEN void free(void *block) noexcept
{
    giveBack(block);
}

} // extern "C"

// Of AddressSanitizer's own these are not made with the malloc above.

SPILLWAY_SEEN void *operator new(std::size_t size)
{
    return newOrThrow(size);
}

SPILLWAY_SEEN void *operator new[](std::size_t size)
{
    return newOrThrow(size);
}

SPILLWAY_SEEN void *operator new(std::size_t size, std::align_val_t alignment)
{
    return newOrThrow(size, std::size_t(alignment));
}

SPILLWAY_SEEN void *operator new[](std::size_t size, std::align_val_t alignment)
{
    return newOrThrow(size, std::size_t(alignment));
}

SPILLWAY_SEEN void *operator new(std::size_t size, const std::nothrow_t &) noexcept
{
    return newBlock(size);
}

SPILLWAY_SEEN void *operator new[](std::size_t size, const std::nothrow_t &) noexcept
{
    return newBlock(size);
}

SPILLWAY_SEEN void operator delete(void *block) noexcept
{
    giveBack(block);
}

SPILLWAY_SEEN void operator delete[](void *block) noexcept
{
    giveBack(block);
}

SPILLWAY_SEEN void operator delete(void *block, std::size_t) noexcept
{
    giveBack(block);
}

SPILLWAY_SEEN void operator delete[](void *block, std::size_t) noexcept
{
    giveBack(block);
}

SPILLWAY_SEEN void operator delete(void *block, std::align_val_t) noexcept
{
    giveBack(block);
}

SPILLWAY_SEEN void operator delete[](void *block, std::align_val_t) noexcept
{
    giveBack(block);
}

SPILLWAY_SEEN void operator delete(void *block, std::size_t, std::align_val_t) noexcept
{
    giveBack(block);
}

SPILLWAY_SEEN void operator delete[](void *block, std::size_t, std::align_val_t) noexcept
{
    giveBack(block);
}
