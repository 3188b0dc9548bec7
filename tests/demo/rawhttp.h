// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QJsonObject>
#include <QTcpSocket>

namespace spillway {

/// One HTTP answer, taken apart by other code than the program's own.
struct RawReply
{
    int status = 0;
    QHash<QByteArray, QByteArray> headers; ///< names in lower case
    QByteArray body;

    QJsonObject json() const;
};

/// A connection on which a test writes whatever bytes it likes.
class RawClient
{
public:
    explicit RawClient(quint16 port);

    void send(const QByteArray &bytes);
    /// Waits until the server has closed, and gives what it sent before.
    QByteArray untilClosed();
    /// Waits until at least so many bytes have come; false if they do not.
    bool hasReceived(qsizetype bytes);
    /// Waits for one whole answer; status 0 if none came.
    RawReply reply();
    bool isClosed() const { return m_socket.state() == QAbstractSocket::UnconnectedState; }

private:
    QTcpSocket m_socket;
    QByteArray m_received;
};

/// Takes the first answer off the bytes; status 0 if they do not hold a whole one.
RawReply takeReply(QByteArray &bytes);

/// Sends one request on a connection of its own.
RawReply rawReply(quint16 port, const QByteArray &bytes);

} // namespace spillway
