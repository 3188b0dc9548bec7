// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/clientlimits.h"
#include "client/exchange.h"
#include "domain/tasksource.h"

#include <QObject>

class QNetworkAccessManager;

namespace spillway {

/// Asks DIS over HTTP/1.1, and IAM where signing in needs it. One request per question: nothing is retried or followed
/// here. No more is asked at a time and in a second than the limits say; who waits for that has no deadline yet, and a
/// dump task's question goes before those about the project. IAM is asked as need be.
/// Lives on the thread of the given manager; destroying it, or cancelling a future, aborts what is under way.
class DisClient : public QObject, public TaskSource, public ProjectSource
{
    Q_OBJECT

public:
    /// Checks everything that can be checked before a byte is sent. Limits replace timing.bodyCap; without them there
    /// is that and RequestLimits{}. Errors: Usage, File (the CA file).
    static Result<std::unique_ptr<DisClient>> create(Connection connection, QNetworkAccessManager &network, Clock clock,
                                                     Timing timing = {},
                                                     std::shared_ptr<const ClientLimits> limits = {},
                                                     Elapsed elapsed = systemElapsed());
    ~DisClient() override;

    QFuture<Result<TaskAnswer>> showTask(const TaskAddress &address) override;
    QFuture<Result<StreamPage>> listStreams(const QString &after, int limit) override;
    QFuture<Result<TaskList>> listTasks(const StreamName &stream) override;
    QFuture<Result<StreamDetails>> showStream(const StreamName &stream, const QString &after, int limit) override;
    /// Signs in and asks for the name of one stream, which changes nothing: to find out whether it works. Is cancelled
    /// if this is destroyed first. Errors: as showTask().
    QFuture<Result<void>> tryOut();
    QString origin() const override;
    /// The endpoint and the project: two projects have streams and tasks of the same names. Where IAM is asked for the
    /// project, the name it goes by and who asks; a token does not say who that is, so only the same token is the same.
    QString place() const override;
    ProjectSource *project() override { return this; }
    CredentialFacts credential() const override;

private:
    struct Private;
    explicit DisClient(std::unique_ptr<Private> d);
    std::unique_ptr<Private> m_d;
};

} // namespace spillway
