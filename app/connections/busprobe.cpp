// SPDX-License-Identifier: GPL-3.0-or-later
#include "connections/busprobe.h"

#include <QFile>
#include <QList>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <limits>
#include <optional>

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace spillway {

namespace {

class Socket
{
public:
    Socket()
        : m_number(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0))
    {
    }
    ~Socket()
    {
        if (m_number >= 0)
            ::close(m_number);
    }
    Q_DISABLE_COPY_MOVE(Socket)
    int number() const { return m_number; }

private:
    int m_number;
};

/// The name of a socket in an address such as unix:path=/run/user/1000/bus,guid=…; an abstract one begins with a NUL.
/// Nothing for all other kinds of address.
std::optional<QByteArray> socketName(const QByteArray &address)
{
    if (!address.startsWith("unix:"))
        return std::nullopt;
    const QList<QByteArray> parts = address.sliced(5).split(',');
    for (const QByteArray &part : parts) {
        const QByteArray value = QByteArray::fromPercentEncoding(part.mid(part.indexOf('=') + 1));
        if (part.startsWith("path="))
            return value;
        if (part.startsWith("abstract="))
            return '\0' + value;
    }
    return std::nullopt;
}

/// Waits until the socket can be read; false when time is up.
bool waitForAnswer(int socket, const QDeadlineTimer &deadline)
{
    for (;;) {
        pollfd waiting{socket, POLLIN, 0};
        const qint64 left = deadline.remainingTime(); // -1: for ever
        const int ready = ::poll(&waiting, 1, int(std::min<qint64>(left, std::numeric_limits<int>::max())));
        if (ready != -1 || errno != EINTR)
            return ready > 0;
    }
}

BusAnswer probeSocket(const QByteArray &name, const QDeadlineTimer &deadline)
{
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    if (name.size() >= qsizetype(sizeof address.sun_path))
        return BusAnswer::Absent;
    std::copy(name.begin(), name.end(), address.sun_path);
    // An abstract name is as long as it says, a path ends with its NUL.
    const auto size = offsetof(sockaddr_un, sun_path) + std::size_t(name.size()) + (name.startsWith('\0') ? 0 : 1);
    const Socket socket;
    if (::connect(socket.number(), reinterpret_cast<const sockaddr *>(&address), socklen_t(size)) != 0)
        return errno == EAGAIN ? BusAnswer::Silent : BusAnswer::Absent; // EAGAIN: nobody takes those who queue
    // How every conversation with a bus begins. A refusal is an answer too.
    const QByteArray hello =
        QByteArray("\0AUTH EXTERNAL ", 15) + QByteArray::number(::getuid()).toHex() + QByteArray("\r\n");
    if (::send(socket.number(), hello.constData(), std::size_t(hello.size()), MSG_NOSIGNAL) != hello.size())
        return BusAnswer::Absent;
    if (!waitForAnswer(socket.number(), deadline))
        return BusAnswer::Silent;
    char byte = 0;
    return ::recv(socket.number(), &byte, 1, 0) == 1 ? BusAnswer::Answers : BusAnswer::Absent;
}

} // namespace

QByteArray sessionBusAddress()
{
    if (const QByteArray given = qgetenv("DBUS_SESSION_BUS_ADDRESS"); !given.isEmpty())
        return given;
    const QByteArray usual = qgetenv("XDG_RUNTIME_DIR") + "/bus";
    const bool isThere = usual.startsWith("/") && usual != "/bus" && QFile::exists(QFile::decodeName(usual));
    return isThere ? "unix:path=" + usual.toPercentEncoding("/") : QByteArray();
}

BusAnswer probeBus(const QByteArray &address, const QDeadlineTimer &deadline)
{
    const QList<QByteArray> all = address.split(';');
    for (const QByteArray &one : all) {
        const std::optional<QByteArray> name = socketName(one);
        if (!name && one.startsWith("tcp:"))
            return BusAnswer::Answers; // not ours to try; the question itself has a budget too
        if (!name)
            continue;
        if (const BusAnswer answer = probeSocket(*name, deadline); answer != BusAnswer::Absent)
            return answer;
    }
    return BusAnswer::Absent;
}

} // namespace spillway
