// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/endsignals.h"

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <unistd.h>

namespace spillway {

namespace {

constexpr std::array endings{SIGINT, SIGTERM, SIGHUP};

// A handler may do little more than write; the event loop reads.
std::atomic<int> toWrite{-1};

void handle(int /*number*/)
{
    const int before = errno;
    const char any = 0;
    [[maybe_unused]] const ssize_t written = write(toWrite.load(), &any, 1);
    errno = before;
}

/// Whoever started the program with nohup wants it to outlive the terminal.
bool isToOutlive(int number)
{
    struct sigaction now = {};
    return number == SIGHUP && sigaction(number, nullptr, &now) == 0 && now.sa_handler == SIG_IGN;
}

void install(void (*handler)(int), int flags)
{
    struct sigaction action = {};
    action.sa_handler = handler;
    action.sa_flags = flags;
    for (const int each : endings) {
        if (!isToOutlive(each))
            sigaction(each, &action, nullptr);
    }
}

} // namespace

EndSignals::EndSignals()
{
    std::array<int, 2> ends{-1, -1};
    if (pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        return; // out of descriptors: a signal ends the program at once
    toWrite = ends[1];
    m_toRead = ends[0];
    m_notifier = std::make_unique<QSocketNotifier>(m_toRead, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, [this] {
        m_notifier->setEnabled(false);
        m_came = true;
        Q_EMIT came();
    });
    install(handle, SA_RESTART | int(SA_RESETHAND));
}

EndSignals::~EndSignals()
{
    if (m_toRead < 0)
        return;
    install(SIG_DFL, 0);
    m_notifier.reset();
    close(toWrite.exchange(-1));
    close(m_toRead);
}

} // namespace spillway
