// SPDX-License-Identifier: GPL-3.0-or-later
// For memcheck, to be preloaded: it makes of three things that are right something that memcheck can see to be right.
#include "support/original.h"

#include <array>
#include <chrono>
#include <csignal>
#include <cstdarg>
#include <filesystem>
#include <iterator>
#include <string_view>
#include <thread>

#include <sys/syscall.h>
#include <unistd.h>

// QProcess asks for a child's end and not for what is told of it, which the system call allows; memcheck takes that for
// a pointer to nowhere. Whatever else is asked for goes through as it is.
extern "C" long syscall(long number, ...) noexcept
{
    static const auto call = original<long (*)(long, ...)>("syscall");
    std::array<long, 6> arguments{};
    va_list given;
    va_start(given, number);
    for (long &argument : arguments)
        argument = va_arg(given, long);
    va_end(given);
    siginfo_t told{};
    if (number == SYS_waitid && arguments[2] == 0)
        arguments[2] = reinterpret_cast<long>(&told);
    return call(number, arguments[0], arguments[1], arguments[2], arguments[3], arguments[4], arguments[5]);
}

// Another process under memcheck seems to be memcheck itself: QLockFile, which looks at the name of a lock's owner,
// would take its lock for one that was left behind.
extern "C" ssize_t readlink(const char *path, char *target, size_t size) noexcept
{
    static const auto read = original<ssize_t (*)(const char *, char *, size_t)>("readlink");
    const ssize_t got = read(path, target, size);
    const bool isMemcheck =
        got > 0 && std::string_view(target, size_t(got)).find("/valgrind/memcheck") != std::string_view::npos;
    return isMemcheck ? read("/proc/self/exe", target, size) : got;
}

// A QThread is done a moment before its thread has let go of what Qt keeps for it: at the program's end that is lost.
// So the others are given a second to end; those that GLib never ends have nothing to lose.
__attribute__((destructor)) static void awaitThreads()
{
    const auto threads = [] {
        return std::distance(std::filesystem::directory_iterator("/proc/self/task"),
                             std::filesystem::directory_iterator());
    };
    for (int i = 0; i < 100 && threads() > 1; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
}
