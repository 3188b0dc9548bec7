// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/brokennetwork.h"

#include <arpa/inet.h>
#include <atomic>
#include <cerrno>
#include <condition_variable>
#include <cstring>
#include <dlfcn.h>
#include <mutex>
#include <netdb.h>
#include <netinet/in.h>
#include <string_view>
#include <sys/socket.h>

namespace spillway {

namespace {

std::atomic<int> brokenPort = 0;
std::atomic<int> brokenError = 0;
std::mutex mutex;
std::condition_variable mended;
bool areHeld = false;

template <class Function> Function *next(const char *name)
{
    return reinterpret_cast<Function *>(::dlsym(RTLD_NEXT, name));
}

int portOf(const sockaddr *address)
{
    if (address->sa_family != AF_INET)
        return 0;
    sockaddr_in inet{};
    std::memcpy(&inet, address, sizeof(inet));
    return ntohs(inet.sin_port);
}

} // namespace

void BrokenNetwork::breakConnections(quint16 port, int error)
{
    brokenError = error;
    brokenPort = port;
}

void BrokenNetwork::holdLookups()
{
    const std::lock_guard lock(mutex);
    areHeld = true;
}

void BrokenNetwork::mend()
{
    brokenPort = 0;
    const std::lock_guard lock(mutex);
    areHeld = false;
    mended.notify_all();
}

} // namespace spillway

using namespace spillway;

extern "C" {

Q_DECL_EXPORT int connect(int descriptor, const sockaddr *address, socklen_t size)
{
    if (const int port = brokenPort; port != 0 && portOf(address) == port) {
        errno = brokenError;
        return -1;
    }
    return next<decltype(::connect)>("connect")(descriptor, address, size);
}

Q_DECL_EXPORT int getaddrinfo(const char *name, const char *service, const addrinfo *hints, addrinfo **found)
{
    const std::string_view wanted(name ? name : "");
    if (wanted == "slow.invalid") {
        std::unique_lock lock(mutex);
        mended.wait(lock, [] { return !areHeld; });
    }
    // As it is defined, without asking anybody: there may be nobody to ask.
    if (wanted.ends_with(".invalid"))
        return EAI_NONAME;
    return next<decltype(::getaddrinfo)>("getaddrinfo")(name, service, hints, found);
}
}
