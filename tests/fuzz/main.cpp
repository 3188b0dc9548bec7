// SPDX-License-Identifier: GPL-3.0-or-later
// What libFuzzer calls. SPILLWAY_FUZZ_TARGET is one of the functions of targets.h.
#include "targets.h"

#include <QCoreApplication>

#include <cstddef>
#include <cstdint>

// Called by name, by the sanitizer and the fuzzer.

/// Most of the time goes into malloc: of a finding the stack is printed anyhow, and little memory stays in the cache.
extern "C" Q_DECL_EXPORT const char *__asan_default_options()
{
    return "malloc_context_size=4:quarantine_size_mb=16";
}

extern "C" Q_DECL_EXPORT int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    static QCoreApplication application(*argc, *argv);
    return 0;
}

extern "C" Q_DECL_EXPORT int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    spillway::fuzz::SPILLWAY_FUZZ_TARGET(QByteArrayView(data, qsizetype(size)));
    return 0;
}
