// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>

namespace spillway {

/// What a RecordingNetwork answers, to every request.
struct CannedAnswer
{
    int status = 200;
    QByteArray body;
    QList<std::pair<QByteArray, QByteArray>> headers;
    QNetworkReply::NetworkError error = QNetworkReply::NoError; ///< with status 0: no HTTP answer at all
    QString errorText = QStringLiteral("canned");
    int timesSent = 0; ///< so often is it told that the request is on its way
    bool finishes = true; ///< false: nothing ever comes
};

/// A network that keeps requests instead of sending them, and answers them from memory on the next turns of the event
/// loop. For tests of what is asked; how the wire behaves needs a FaultServer.
class RecordingNetwork : public QNetworkAccessManager
{
    Q_OBJECT

public:
    struct Request
    {
        QNetworkAccessManager::Operation operation = GetOperation;
        QNetworkRequest request;
        QByteArray body;
    };

    using QNetworkAccessManager::QNetworkAccessManager;

    CannedAnswer canned;
    QList<Request> requests;
    int aborted = 0; ///< replies that were aborted before they ended

protected:
    QNetworkReply *createRequest(Operation operation, const QNetworkRequest &request, QIODevice *outgoing) override;
};

/// A reply from memory.
class CannedReply : public QNetworkReply
{
    Q_OBJECT

public:
    CannedReply(RecordingNetwork *network, QNetworkAccessManager::Operation operation, const QNetworkRequest &request);

    void abort() override;
    qint64 bytesAvailable() const override;
    bool isSequential() const override { return true; }

protected:
    qint64 readData(char *data, qint64 most) override;

private:
    void deliver();

    RecordingNetwork *m_network;
    CannedAnswer m_canned;
    qint64 m_read = 0;
};

} // namespace spillway
