// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/recordingnetwork.h"

#include <algorithm>
#include <cstring>

namespace spillway {

QNetworkReply *RecordingNetwork::createRequest(Operation operation, const QNetworkRequest &request, QIODevice *outgoing)
{
    requests.append({operation, request, outgoing ? outgoing->readAll() : QByteArray()});
    return new CannedReply(this, operation, request);
}

CannedReply::CannedReply(RecordingNetwork *network, QNetworkAccessManager::Operation operation,
                         const QNetworkRequest &request)
    : QNetworkReply(network)
    , m_network(network)
    , m_canned(network->canned)
{
    setOperation(operation);
    setRequest(request);
    setUrl(request.url());
    if (m_canned.finishes)
        QMetaObject::invokeMethod(this, &CannedReply::deliver, Qt::QueuedConnection);
}

void CannedReply::deliver()
{
    if (isFinished())
        return;
    open(ReadOnly | Unbuffered);
    for (int i = 0; i < m_canned.timesSent; ++i)
        Q_EMIT requestSent();
    if (m_canned.status > 0) {
        setAttribute(QNetworkRequest::HttpStatusCodeAttribute, m_canned.status);
        for (const auto &[name, value] : m_canned.headers)
            setRawHeader(name, value);
        Q_EMIT metaDataChanged();
    }
    // Whoever listens may abort at any of these.
    if (!isFinished() && !m_canned.body.isEmpty())
        Q_EMIT readyRead();
    if (isFinished())
        return;
    if (m_canned.error != NoError) {
        setError(m_canned.error, m_canned.errorText);
        Q_EMIT errorOccurred(m_canned.error);
    }
    setFinished(true);
    Q_EMIT finished();
}

void CannedReply::abort()
{
    if (isFinished())
        return;
    ++m_network->aborted;
    setError(OperationCanceledError, QStringLiteral("canceled"));
    setFinished(true);
    close();
    Q_EMIT finished();
}

qint64 CannedReply::bytesAvailable() const
{
    return m_canned.body.size() - m_read + QNetworkReply::bytesAvailable();
}

qint64 CannedReply::readData(char *data, qint64 most)
{
    const qint64 count = std::min(most, m_canned.body.size() - m_read);
    if (count <= 0)
        return isFinished() ? -1 : 0;
    std::memcpy(data, m_canned.body.constData() + m_read, size_t(count));
    m_read += count;
    return count;
}

} // namespace spillway
