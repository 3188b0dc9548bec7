// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "domain/tasksource.h"
#include "wire/endpoint.h"

#include <QObject>

#include <atomic>

class QNetworkAccessManager;

namespace spillway {

/// The deadlines and caps of one request. Tests make them short.
struct Timing
{
    std::chrono::milliseconds connect{10'000}; ///< connection and TLS handshake
    std::chrono::milliseconds inactivity{15'000}; ///< without a byte
    std::chrono::milliseconds total{30'000};
    qint64 bodyCap = 64LL * 1024 * 1024; ///< bytes
};

/// The most bytes that the body of an answer may have. Set by one, read by all who ask, from any thread.
class BodyLimit
{
public:
    explicit BodyLimit(qint64 bytes)
        : m_bytes(bytes)
    {
    }
    qint64 bytes() const { return m_bytes.load(std::memory_order_relaxed); }
    /// From the next question on.
    void setBytes(qint64 bytes) { m_bytes.store(bytes, std::memory_order_relaxed); }

private:
    std::atomic<qint64> m_bytes;
};

/// Asks DIS over HTTP/1.1. One request per question: nothing is retried or followed here.
/// Lives on the thread of the given manager; destroying it, or cancelling a future, aborts what is under way.
class DisClient : public QObject, public TaskSource
{
    Q_OBJECT

public:
    /// Checks everything that can be checked before a byte is sent. A limit is asked at each question and replaces
    /// timing.bodyCap. Errors: Usage, File (the CA file).
    static Result<std::unique_ptr<DisClient>> create(Connection connection, QNetworkAccessManager &network, Clock clock,
                                                     Timing timing = {}, std::shared_ptr<const BodyLimit> limit = {});
    ~DisClient() override;

    QFuture<Result<TaskAnswer>> showTask(const TaskAddress &address) override;
    QString origin() const override;

private:
    struct Private;
    explicit DisClient(std::unique_ptr<Private> d);
    std::unique_ptr<Private> m_d;
};

} // namespace spillway
