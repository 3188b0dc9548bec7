// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/rawhttp.h"

#include <QHostAddress>
#include <QJsonDocument>
#include <QTest>

namespace spillway {

namespace {

constexpr int patience = 10'000; // ms; only a failing test waits as long

}

QJsonObject RawReply::json() const
{
    return QJsonDocument::fromJson(body).object();
}

RawReply takeReply(QByteArray &bytes)
{
    const qsizetype end = bytes.indexOf("\r\n\r\n");
    if (end < 0)
        return {};
    RawReply reply;
    const QList<QByteArray> lines = bytes.first(end).split('\n');
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const qsizetype colon = lines[i].indexOf(':');
        reply.headers.insert(lines[i].first(colon).toLower(), lines[i].sliced(colon + 1).trimmed());
    }
    const qsizetype length = reply.headers.value("content-length").toLongLong();
    if (bytes.size() < end + 4 + length)
        return {};
    reply.status = lines[0].split(' ').value(1).toInt();
    reply.body = bytes.sliced(end + 4, length);
    bytes.remove(0, end + 4 + length);
    return reply;
}

RawClient::RawClient(quint16 port)
{
    m_socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    m_socket.waitForConnected(patience);
}

void RawClient::send(const QByteArray &bytes)
{
    m_socket.write(bytes);
    m_socket.flush();
}

QByteArray RawClient::untilClosed()
{
    [[maybe_unused]] const bool closed = QTest::qWaitFor([this] { return isClosed(); }, patience);
    m_received += m_socket.readAll();
    return std::exchange(m_received, {});
}

bool RawClient::hasReceived(qsizetype bytes)
{
    return QTest::qWaitFor(
        [this, bytes] {
            m_received += m_socket.readAll();
            return m_received.size() >= bytes;
        },
        patience);
}

RawReply RawClient::reply()
{
    RawReply reply;
    [[maybe_unused]] const bool came = QTest::qWaitFor(
        [this, &reply] {
            m_received += m_socket.readAll();
            reply = takeReply(m_received);
            return reply.status != 0 || isClosed();
        },
        patience);
    return reply;
}

RawReply rawReply(quint16 port, const QByteArray &bytes)
{
    RawClient client(port);
    client.send(bytes);
    return client.reply();
}

} // namespace spillway
