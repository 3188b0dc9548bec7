// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/faultserver.h"

#include "support/faultconnection.h"

#include <QHostAddress>
#include <QNetworkProxy>
#include <QSslSocket>

#include <algorithm>
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace spillway {

using std::chrono::milliseconds;

QByteArray httpHeader(const QByteArray &statusLine, const QList<Header> &headers)
{
    QByteArray text = statusLine + "\r\n";
    for (const auto &[name, value] : headers)
        text += name + ": " + value + "\r\n";
    return text + "\r\n";
}

QByteArray http(int status, const QByteArray &body, const QList<Header> &headers)
{
    QList<Header> all = headers;
    const auto has = [&headers](const QByteArray &name) {
        return std::any_of(headers.begin(), headers.end(),
                           [&](const Header &header) { return header.first.compare(name, Qt::CaseInsensitive) == 0; });
    };
    if (!has("Content-Type"))
        all.append(Header("Content-Type", "application/json"));
    if (!has("Content-Length") && !has("Transfer-Encoding"))
        all.append(Header("Content-Length", QByteArray::number(body.size())));
    return httpHeader("HTTP/1.1 " + QByteArray::number(status) + " Status", all) + body;
}

Script &Script::write(QByteArray bytes)
{
    m_steps.push_back({Step::Kind::Write, std::move(bytes), 0, 0, {}});
    return *this;
}

Script &Script::drip(QByteArray bytes, qsizetype count, milliseconds every)
{
    m_steps.push_back({Step::Kind::Drip, std::move(bytes), count, 0, every});
    return *this;
}

Script &Script::flood(QByteArray block, qint64 total)
{
    m_steps.push_back({Step::Kind::Flood, std::move(block), 0, total, {}});
    return *this;
}

Script &Script::pause(milliseconds time)
{
    m_steps.push_back({Step::Kind::Pause, {}, 0, 0, time});
    return *this;
}

Script &Script::stall()
{
    m_steps.push_back({Step::Kind::Stall, {}, 0, 0, {}});
    return *this;
}

Script &Script::fin()
{
    m_steps.push_back({Step::Kind::Fin, {}, 0, 0, {}});
    return *this;
}

Script &Script::rst()
{
    m_steps.push_back({Step::Kind::Rst, {}, 0, 0, {}});
    return *this;
}

QByteArray SeenRequest::header(const QByteArray &name) const
{
    for (const Header &each : headers) {
        if (each.first.compare(name, Qt::CaseInsensitive) == 0)
            return each.second;
    }
    return {};
}

FaultServer::FaultServer(QObject *parent)
    : QTcpServer(parent)
{
    setProxy(QNetworkProxy::NoProxy);
    if (!listen(QHostAddress::LocalHost))
        qFatal("cannot listen: %s", qPrintable(errorString()));
    m_authority = QStringLiteral("127.0.0.1:%1").arg(serverPort());
}

FaultServer::~FaultServer() = default;

void FaultServer::answer(Script script)
{
    m_answers.push_back(std::move(script));
}

void FaultServer::answer(int status, const QByteArray &body, const QList<Header> &headers)
{
    answer(Script().write(http(status, body, headers)));
}

void FaultServer::forget()
{
    m_answers.clear();
}

void FaultServer::greet(Script script)
{
    m_greeting = std::move(script);
}

void FaultServer::listenAgain()
{
    const quint16 port = m_authority.section(u':', 1).toUShort();
    if (!isListening() && !listen(QHostAddress::LocalHost, port))
        qFatal("cannot listen again: %s", qPrintable(errorString()));
}

void FaultServer::dropConnections()
{
    const QList<FaultConnection *> connections = findChildren<FaultConnection *>();
    qDeleteAll(connections);
}

QString FaultServer::url() const
{
    return (m_tls ? QStringLiteral("https://") : QStringLiteral("http://")) + m_authority;
}

QString FaultServer::authority() const
{
    return m_authority;
}

int FaultServer::openConnections() const
{
    int open = 0;
    for (const FaultConnection *connection : findChildren<FaultConnection *>())
        open += connection->isOpen() ? 1 : 0;
    return open;
}

void FaultServer::incomingConnection(qintptr descriptor)
{
    auto *socket = new QSslSocket(this); // which is a plain socket until it is told to encrypt
    socket->setSocketDescriptor(descriptor);
    if (m_tls) {
        socket->setSslConfiguration(*m_tls);
        socket->startServerEncryption();
    }
    new FaultConnection(socket, ++m_connections, this);
}

Script FaultServer::nextAnswer()
{
    if (m_answers.empty())
        return Script().stall();
    Script script = m_answers.front();
    if (m_answers.size() > 1)
        m_answers.pop_front();
    return script;
}

BlackHole::BlackHole(quint16 port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof(address);
    auto *plain = reinterpret_cast<sockaddr *>(&address);
    address.sin_port = htons(port);
    const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int yes = 1; // connections that ended keep their port for a while
    ::setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
    if (::bind(listener, plain, size) != 0 || ::listen(listener, 0) != 0 || ::getsockname(listener, plain, &size) != 0)
        qFatal("cannot listen");
    m_sockets.push_back(listener);
    m_port = ntohs(address.sin_port);
    for (int i = 0; i < 4; ++i) {
        const int filler = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
        ::connect(filler, plain, size);
        m_sockets.push_back(filler);
    }
}

BlackHole::~BlackHole()
{
    for (const int socket : m_sockets)
        ::close(socket);
}

QString BlackHole::authority() const
{
    return QStringLiteral("127.0.0.1:%1").arg(m_port);
}

} // namespace spillway
