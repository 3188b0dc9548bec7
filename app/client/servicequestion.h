// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/exchange.h"
#include "client/requestgate.h"
#include "client/signin.h"

#include <QFutureWatcher>

#include <functional>

namespace spillway {

/// One question to the service: waits at the gate, signs in, sends one request, tells its outcome exactly once. Only a
/// signature that was refused for this computer's clock is sent once more, by the server's. Deleting it aborts and
/// tells nothing. What becomes of the answer is up to Question.
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
        RequestGate &gate; ///< lives longer
        Clock clock;
        Timing timing;
    };
    /// What is asked, percent-encoded, and how urgently.
    struct Call
    {
        std::function<Result<QByteArray>(const ProjectId &)> path;
        QByteArray query = {};
        RequestGate::Urgency urgency = RequestGate::Urgency::Patient;
    };

    ServiceQuestion(Setup setup, Call call, QObject *parent);
    ~ServiceQuestion() override;

    /// After connecting to ended().
    void ask();

Q_SIGNALS:
    /// The answer is given or nobody wants it any more. After a timeout no connection must be used again.
    void ended(bool timedOut);

protected:
    /// Whether anybody still waits for the answer.
    virtual bool isWanted() const = 0;
    /// A whole answer with a good status. Its latency is that of the whole question.
    virtual void take(const std::shared_ptr<HttpAnswer> &answer) = 0;
    /// No answer; without an error: it was cancelled.
    virtual void giveUp(const std::optional<Error> &error, bool timedOut) = 0;

    /// Nothing is told any more.
    void abort();
    /// What is wrong with the body of an answer that came with a good status.
    Error explained(Error error, const HttpAnswer &answer);
    const Masks &masks() const { return m_setup.signIn.masks(); }

private:
    bool letIn();
    void prepared();
    bool send(const ProjectId &project);
    void answered(const std::shared_ptr<HttpAnswer> &answer);
    void refused(const Error &error, bool timedOut);

    Setup m_setup;
    Call m_call;
    RequestGate::Place m_place;
    QFutureWatcher<Result<ProjectId>> m_preparing;
    QPointer<Exchange> m_exchange;
    QElapsedTimer m_elapsed;
    int m_proof = 0; ///< see SignIn
    bool m_wasRefused = false;
};

} // namespace spillway
