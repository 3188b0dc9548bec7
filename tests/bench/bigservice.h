// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTcpServer>
#include <QThread>

#include <atomic>
#include <mutex>
#include <vector>

namespace spillway {

/// A large project behind real HTTP on 127.0.0.1, on a thread of its own: so many streams with five dump tasks each,
/// and one stream, `wide`, with many partitions and one task that moves with every answer. It answers after a moment,
/// as a service would, and counts.
class BigService : public QObject
{
    Q_OBJECT

public:
    BigService(int streams, int partitions);
    ~BigService() override;

    /// http://127.0.0.1:port
    QString endpoint() const { return m_endpoint; }

    qint64 requests() const { return m_requests; }
    /// The most that were under way at a time since the last forget().
    int mostAtOnce() const { return m_mostAtOnce; }
    /// The most that came within any second since then.
    int mostPerSecond() const;
    void forget();

private:
    void serve(QTcpSocket *socket);
    QByteArray bodyFor(const QByteArray &target);
    QByteArray streamsPage(const QByteArray &after) const;
    static QByteArray tasksOf(const QByteArray &stream);
    QByteArray widePage(const QByteArray &after) const;

    int m_streams;
    int m_partitions;
    int m_round = 0; ///< of the wide task
    QString m_endpoint;
    QThread m_thread;
    QTcpServer *m_server;
    std::atomic<qint64> m_requests = 0;
    std::atomic<int> m_atOnce = 0;
    std::atomic<int> m_mostAtOnce = 0;
    mutable std::mutex m_mutex;
    std::vector<qint64> m_times; ///< ms, of each request since forget()
};

} // namespace spillway
