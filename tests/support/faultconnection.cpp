// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/faultconnection.h"

#include <sys/socket.h>

namespace spillway {

namespace {

constexpr qint64 floodBuffer = 256 * 1024;

SeenRequest parse(const QByteArray &raw, int connection)
{
    SeenRequest request;
    request.connection = connection;
    request.raw = raw;
    QList<QByteArray> lines = raw.chopped(4).split('\n');
    for (QByteArray &line : lines) {
        if (line.endsWith('\r'))
            line.chop(1);
    }
    request.line = lines.takeFirst();
    for (const QByteArray &line : std::as_const(lines)) {
        const qsizetype colon = line.indexOf(':');
        request.headers.append(Header(line.left(colon), line.mid(colon + 1).trimmed()));
    }
    return request;
}

} // namespace

FaultConnection::FaultConnection(QTcpSocket *socket, int number, FaultServer *server)
    : QObject(server)
    , m_server(server)
    , m_socket(socket)
    , m_number(number)
{
    m_socket->setParent(this);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &FaultConnection::run);
    connect(m_socket, &QTcpSocket::disconnected, this, [this] {
        m_timer.stop();
        deleteLater();
    });
    connect(m_socket, &QTcpSocket::bytesWritten, this, [this] {
        const bool floods =
            m_playing && m_next < m_script.m_steps.size() && m_script.m_steps[m_next].kind == Script::Step::Kind::Flood;
        if (floods)
            run();
    });
    if (server->m_greeting) {
        m_reads = false;
        m_socket->setReadBufferSize(1);
        play(*server->m_greeting);
        return;
    }
    connect(m_socket, &QTcpSocket::readyRead, this, &FaultConnection::read);
    read();
}

void FaultConnection::read()
{
    const QByteArray heard = m_socket->readAll();
    m_server->m_bytesHeard += heard.size();
    m_input += heard;
    const qsizetype end = m_input.indexOf("\r\n\r\n");
    if (m_playing || end < 0)
        return;
    SeenRequest request = parse(m_input.left(end + 4), m_number);
    const qsizetype size = end + 4 + request.header("Content-Length").toLongLong();
    if (m_input.size() < size)
        return;
    request.body = m_input.mid(end + 4, size - end - 4);
    m_input.remove(0, size);
    m_server->m_requests.append(request);
    Q_EMIT m_server->requested(request);
    play(m_server->nextAnswer());
}

void FaultConnection::play(Script script)
{
    m_script = std::move(script);
    m_next = 0;
    m_sent = 0;
    m_playing = true;
    run();
}

void FaultConnection::run()
{
    while (m_next < m_script.m_steps.size()) {
        if (!isOpen() || !runStep(m_script.m_steps[m_next]))
            return;
        ++m_next;
        m_sent = 0;
    }
    m_playing = false;
    if (m_reads)
        read();
}

/// Does one step, or a piece of it. False: not over yet, or there is nothing after it.
bool FaultConnection::runStep(Script::Step &step)
{
    switch (step.kind) {
    case Script::Step::Kind::Write:
        m_socket->write(step.bytes);
        m_socket->flush();
        return true;
    case Script::Step::Kind::Drip:
        m_socket->write(step.bytes.mid(m_sent, step.count));
        m_socket->flush();
        m_sent += step.count;
        if (m_sent >= step.bytes.size())
            return true;
        m_timer.start(step.time);
        return false;
    case Script::Step::Kind::Flood:
        while (m_sent < step.total && m_socket->bytesToWrite() < floodBuffer) {
            m_socket->write(step.bytes);
            m_sent += step.bytes.size();
        }
        return m_sent >= step.total;
    case Script::Step::Kind::Pause:
        if (m_sent > 0)
            return true;
        m_sent = 1;
        m_timer.start(step.time);
        return false;
    case Script::Step::Kind::Stall:
        return false;
    case Script::Step::Kind::Fin:
        m_socket->disconnectFromHost();
        return false;
    case Script::Step::Kind::Rst:
        reset();
        return false;
    }
    return false;
}

void FaultConnection::reset()
{
    const linger hard{1, 0};
    ::setsockopt(int(m_socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &hard, sizeof(hard));
    m_socket->abort();
}

} // namespace spillway
