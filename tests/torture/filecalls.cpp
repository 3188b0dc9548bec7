// SPDX-License-Identifier: GPL-3.0-or-later
#include "torture/filecalls.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

namespace {

using spillway::filecalls::Kind;
using spillway::filecalls::Order;

constexpr int mostDescriptors = 1024;
constexpr long mostNames = 4096;

// Plain data: it is used before main() and must not allocate. One thread at a time does what is watched.
struct Watch
{
    bool on = false;
    bool failed = false;
    bool diskIsFull = false;
    Order order;
    long count = 0;
    std::array<char, 4096> folder{};
    std::array<bool, mostDescriptors> isOurs{};
    std::array<const char *, mostNames> names{};
};
Watch watched;

bool isBelow(const char *path)
{
    const std::size_t size = std::strlen(watched.folder.data());
    return path && size > 0 && std::strncmp(path, watched.folder.data(), size) == 0
        && (path[size] == '/' || path[size] == 0);
}

bool isOurs(int descriptor)
{
    return descriptor >= 0 && descriptor < mostDescriptors && watched.isOurs[std::size_t(descriptor)];
}

void note(int descriptor, bool ours)
{
    if (descriptor >= 0 && descriptor < mostDescriptors)
        watched.isOurs[std::size_t(descriptor)] = ours;
}

/// Counts a call about our files; whether it is to fail.
bool fails(const char *name, bool ours)
{
    if (!watched.on || !ours)
        return false;
    const long number = ++watched.count;
    if (number < mostNames)
        watched.names[std::size_t(number)] = name;
    const Order &order = watched.order;
    const bool isIt = number == order.number;
    if (isIt && order.kind == Kind::Kill) {
        syscall(SYS_kill, getpid(), SIGKILL);
        for (;;)
            pause();
    }
    const bool fail = (isIt && order.kind == Kind::Once) || (number >= order.number && order.kind == Kind::FromThere);
    if (fail) {
        watched.failed = true;
        errno = order.error;
    }
    return fail;
}

/// As the kernel's functions, in the C library's way.
template <class... Arguments> long real(long number, Arguments... arguments)
{
    return syscall(number, arguments...);
}

long written(const char *name, int descriptor, long size, long (*write)(int, const void *, std::size_t),
             const void *bytes)
{
    if (fails(name, isOurs(descriptor)))
        return -1;
    if (watched.on && isOurs(descriptor) && watched.order.kind == Kind::Short) {
        if (watched.diskIsFull) {
            errno = ENOSPC;
            return -1;
        }
        if (watched.count == watched.order.number && size > 1) {
            watched.failed = true;
            watched.diskIsFull = true;
            size /= 2;
        }
    }
    return write(descriptor, bytes, std::size_t(size));
}

int opened(int folder, const char *path, int flags, mode_t mode)
{
    const bool ours = isBelow(path);
    if (fails((flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE ? "create" : "open", ours))
        return -1;
    const int descriptor = int(real(SYS_openat, folder, path, flags, mode));
    if (watched.on)
        note(descriptor, ours);
    return descriptor;
}

mode_t modeOf(int flags, va_list arguments)
{
    return (flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE ? mode_t(va_arg(arguments, unsigned)) : 0;
}

} // namespace

namespace spillway::filecalls {

void watch(const char *folder, const Order &order)
{
    watched = Watch();
    std::snprintf(watched.folder.data(), watched.folder.size(), "%s", folder);
    watched.order = order;
    watched.on = true;
}

void rest()
{
    watched.on = false;
}

long count()
{
    return watched.count;
}

const char *name(long number)
{
    return number > 0 && number < mostNames && watched.names[std::size_t(number)] ? watched.names[std::size_t(number)]
                                                                                  : "";
}

bool hasFailed()
{
    return watched.failed;
}

} // namespace spillway::filecalls

/// For a program that it is preloaded into.
__attribute__((constructor)) static void obeyEnvironment()
{
    const char *said = std::getenv("SPILLWAY_FILECALLS");
    int kind = 0;
    long number = 0;
    int error = 0;
    int at = 0;
    if (said && std::sscanf(said, "%d %ld %d %n", &kind, &number, &error, &at) == 3)
        spillway::filecalls::watch(said + at, {Kind(kind), number, error});
}

#define SPILLWAY_SEEN extern "C" __attribute__((visibility("default")))

SPILLWAY_SEEN int open(const char *path, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = modeOf(flags, arguments);
    va_end(arguments);
    return opened(AT_FDCWD, path, flags, mode);
}

SPILLWAY_SEEN int open64(const char *path, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = modeOf(flags, arguments);
    va_end(arguments);
    return opened(AT_FDCWD, path, flags, mode);
}

SPILLWAY_SEEN int openat(int folder, const char *path, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = modeOf(flags, arguments);
    va_end(arguments);
    return opened(folder, path, flags, mode);
}

SPILLWAY_SEEN int openat64(int folder, const char *path, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = modeOf(flags, arguments);
    va_end(arguments);
    return opened(folder, path, flags, mode);
}

SPILLWAY_SEEN ssize_t read(int descriptor, void *bytes, size_t size)
{
    return fails("read", isOurs(descriptor)) ? -1 : real(SYS_read, descriptor, bytes, size);
}

SPILLWAY_SEEN ssize_t write(int descriptor, const void *bytes, size_t size)
{
    const auto plainly = [](int to, const void *from, size_t length) { return real(SYS_write, to, from, length); };
    return written("write", descriptor, long(size), plainly, bytes);
}

SPILLWAY_SEEN int fsync(int descriptor)
{
    return fails("fsync", isOurs(descriptor)) ? -1 : int(real(SYS_fsync, descriptor));
}

SPILLWAY_SEEN int fdatasync(int descriptor)
{
    return fails("fdatasync", isOurs(descriptor)) ? -1 : int(real(SYS_fdatasync, descriptor));
}

SPILLWAY_SEEN int ftruncate(int descriptor, off_t size) noexcept
{
    return fails("ftruncate", isOurs(descriptor)) ? -1 : int(real(SYS_ftruncate, descriptor, size));
}

SPILLWAY_SEEN int ftruncate64(int descriptor, off64_t size) noexcept
{
    return fails("ftruncate", isOurs(descriptor)) ? -1 : int(real(SYS_ftruncate, descriptor, size));
}

/// A descriptor is gone whatever close() says.
SPILLWAY_SEEN int close(int descriptor)
{
    const bool ours = isOurs(descriptor);
    const bool fail = fails("close", ours);
    const int error = errno;
    note(descriptor, false);
    const int result = int(real(SYS_close, descriptor));
    if (fail)
        errno = error;
    return fail ? -1 : result;
}

SPILLWAY_SEEN int rename(const char *from, const char *to) noexcept
{
    return fails("rename", isBelow(to)) ? -1 : int(real(SYS_rename, from, to));
}

SPILLWAY_SEEN int renameat(int fromFolder, const char *from, int toFolder, const char *to) noexcept
{
    return fails("rename", isBelow(to)) ? -1 : int(real(SYS_renameat, fromFolder, from, toFolder, to));
}

SPILLWAY_SEEN int renameat2(int fromFolder, const char *from, int toFolder, const char *to, unsigned flags) noexcept
{
    return fails("rename", isBelow(to)) ? -1 : int(real(SYS_renameat2, fromFolder, from, toFolder, to, flags));
}

SPILLWAY_SEEN int link(const char *from, const char *to) noexcept
{
    return fails("link", isBelow(to)) ? -1 : int(real(SYS_link, from, to));
}

SPILLWAY_SEEN int linkat(int fromFolder, const char *from, int toFolder, const char *to, int flags) noexcept
{
    return fails("link", isBelow(to)) ? -1 : int(real(SYS_linkat, fromFolder, from, toFolder, to, flags));
}

SPILLWAY_SEEN int unlink(const char *path) noexcept
{
    return fails("unlink", isBelow(path)) ? -1 : int(real(SYS_unlink, path));
}

SPILLWAY_SEEN int unlinkat(int folder, const char *path, int flags) noexcept
{
    return fails("unlink", isBelow(path)) ? -1 : int(real(SYS_unlinkat, folder, path, flags));
}

SPILLWAY_SEEN int mkdir(const char *path, mode_t mode) noexcept
{
    return fails("mkdir", isBelow(path)) ? -1 : int(real(SYS_mkdir, path, mode));
}

SPILLWAY_SEEN int chmod(const char *path, mode_t mode) noexcept
{
    return fails("chmod", isBelow(path)) ? -1 : int(real(SYS_chmod, path, mode));
}

SPILLWAY_SEEN int fchmod(int descriptor, mode_t mode) noexcept
{
    return fails("fchmod", isOurs(descriptor)) ? -1 : int(real(SYS_fchmod, descriptor, mode));
}

SPILLWAY_SEEN int access(const char *path, int how) noexcept
{
    return fails("access", isBelow(path)) ? -1 : int(real(SYS_faccessat, AT_FDCWD, path, how));
}

SPILLWAY_SEEN int stat(const char *path, struct stat *status) noexcept
{
    return fails("stat", isBelow(path)) ? -1 : int(real(SYS_newfstatat, AT_FDCWD, path, status, 0));
}

SPILLWAY_SEEN int lstat(const char *path, struct stat *status) noexcept
{
    return fails("stat", isBelow(path)) ? -1 : int(real(SYS_newfstatat, AT_FDCWD, path, status, AT_SYMLINK_NOFOLLOW));
}

SPILLWAY_SEEN int stat64(const char *path, struct stat64 *status) noexcept
{
    return fails("stat", isBelow(path)) ? -1 : int(real(SYS_newfstatat, AT_FDCWD, path, status, 0));
}

SPILLWAY_SEEN int lstat64(const char *path, struct stat64 *status) noexcept
{
    return fails("stat", isBelow(path)) ? -1 : int(real(SYS_newfstatat, AT_FDCWD, path, status, AT_SYMLINK_NOFOLLOW));
}

SPILLWAY_SEEN int statx(int folder, const char *path, int flags, unsigned mask, struct statx *status) noexcept
{
    // An empty path with a descriptor is fstat().
    const bool ours = *path ? isBelow(path) : isOurs(folder);
    return fails("stat", ours) ? -1 : int(real(SYS_statx, folder, path, flags, mask, status));
}
