// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/exchange.h"
#include "client/signin.h"

#include <QFutureWatcher>

#include <functional>

namespace spillway {

/// One question to the service: signs in, sends one request, tells its outcome exactly once. Only a signature that was
/// refused for this computer's clock is sent once more, by the server's. Deleting it aborts and tells nothing.
class ServiceQuestion : public QObject
{
    Q_OBJECT

public:
    struct Setup
    {
        Endpoint endpoint;
        QNetworkRequest request; ///< see plainRequest()
        QNetworkAccessManager &network;
        SignIn &signIn; ///< lives longer
        Clock clock;
        Timing timing;
    };
    /// What is asked of a project, percent-encoded.
    using Path = std::function<Result<QByteArray>(const ProjectId &)>;

    ServiceQuestion(Setup setup, Path path, QByteArray query, QObject *parent);
    ~ServiceQuestion() override;

    /// After connecting to the signals: it may fail at once.
    void ask();
    /// Nothing is told any more.
    void abort();
    /// What is wrong with an answer that came with a good status.
    Error explained(const Error &error);
    const Masks &masks() const { return m_setup.signIn.masks(); }

Q_SIGNALS:
    /// Its latency is that of the whole question.
    void answered(const std::shared_ptr<spillway::HttpAnswer> &answer);
    /// After a timeout no connection must be used again.
    void failed(const spillway::Error &error, bool timedOut);
    /// Signing in was given up by somebody else.
    void cancelled();

private:
    void prepared();
    void send();
    void refused(const Error &error, bool timedOut);

    Setup m_setup;
    Path m_path;
    QByteArray m_query;
    QFutureWatcher<Result<ProjectId>> m_preparing;
    ProjectId m_project;
    QPointer<Exchange> m_exchange;
    QElapsedTimer m_elapsed;
    int m_proof = 0; ///< see SignIn
    bool m_wasRefused = false;
};

} // namespace spillway
