// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/faultserver.h"

#include <QTcpSocket>
#include <QTimer>

namespace spillway {

/// One connection of a FaultServer: reads requests and plays scripts. Tests use the server.
class FaultConnection : public QObject
{
    Q_OBJECT

public:
    FaultConnection(QTcpSocket *socket, int number, FaultServer *server);

    bool isOpen() const { return m_socket->state() == QAbstractSocket::ConnectedState; }

private:
    void read();
    void play(Script script);
    void run();
    bool runStep(Script::Step &step);
    void reset();

    FaultServer *m_server;
    QTcpSocket *m_socket;
    int m_number;
    QByteArray m_input;
    Script m_script;
    size_t m_next = 0;
    bool m_playing = false;
    bool m_reads = true;
    qint64 m_sent = 0; // of the step that is playing
    QTimer m_timer;
};

} // namespace spillway
