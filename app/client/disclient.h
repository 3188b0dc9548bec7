// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/exchange.h"
#include "domain/tasksource.h"

#include <QObject>

#include <atomic>

class QNetworkAccessManager;

namespace spillway {

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

/// Asks DIS over HTTP/1.1, and IAM where signing in needs it. One request per question: nothing is retried or followed
/// here.
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
    /// Signs in and asks for the name of one stream, which changes nothing: to find out whether it works. Is cancelled
    /// if this is destroyed first. Errors: as showTask().
    QFuture<Result<void>> tryOut();
    QString origin() const override;
    CredentialFacts credential() const override;

private:
    struct Private;
    explicit DisClient(std::unique_ptr<Private> d);
    std::unique_ptr<Private> m_d;
};

} // namespace spillway
