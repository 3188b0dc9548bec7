// SPDX-License-Identifier: GPL-3.0-or-later
// For memcheck, to be preloaded. QProcess asks for a child's end and not for what is told of it, which the system call
// allows; memcheck takes that for a pointer to nowhere. Whatever else is asked for goes through as it is.
#include <array>
#include <csignal>
#include <cstdarg>
#include <cstdlib>

#include <dlfcn.h>
#include <sys/syscall.h>

extern "C" long syscall(long number, ...) noexcept
{
    using Call = long (*)(long, ...);
    static const auto call = reinterpret_cast<Call>(dlsym(RTLD_NEXT, "syscall"));
    if (!call)
        std::abort();
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
