// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/disclient.h"
#include "wire/fault.h"

#include <QElapsedTimer>
#include <QFutureWatcher>
#include <QNetworkReply>
#include <QPointer>
#include <QPromise>
#include <QTimer>

namespace spillway {

/// One question under way: sends one request, watches its deadlines, reads its answer, answers the promise exactly
/// once and then deletes itself. Deleting it earlier aborts the request and cancels the future.
class Exchange : public QObject
{
    Q_OBJECT

public:
    struct Question
    {
        QNetworkRequest request;
        TaskAddress address;
        QString authority; ///< host:port, for errors
        bool isDirect = false; ///< to this computer, past any proxy
        std::shared_ptr<const Secret> token; ///< masked wherever the answer repeats it
        Clock clock;
        Timing timing;
    };

    Exchange(Question question, QNetworkAccessManager &network, QObject *parent);
    ~Exchange() override;

    QFuture<Result<TaskAnswer>> future() const { return m_promise.future(); }

Q_SIGNALS:
    /// The answer is given or nobody wants it any more. After a timeout the connection must not be used again.
    void ended(bool timedOut);

private:
    void watchReply();
    void watchDeadlines();
    void noteSent();
    void noteActivity();
    void readHeader();
    void readBody();
    void readFinished();
    void runOut(Error::Reason reason);
    void decode();
    void answer(Result<TaskSnapshot> task);

    std::optional<Error> refusedHeader() const;
    Error transportError() const;
    Error cutShort() const;
    Error ofThisAnswer(Error::Kind kind, Error::Reason reason, const QByteArray &subject = {}) const;
    Error fault() const;
    QByteArray masked(const QByteArray &text) const;
    Error masked(Error error) const;

    void dropReply();
    void fail(Error error);
    void end(std::optional<Result<TaskAnswer>> result, bool timedOut = false);

    Question m_question;
    mutable QPromise<Result<TaskAnswer>> m_promise;
    QFutureWatcher<Result<TaskAnswer>> m_asker; // tells when the asker cancels
    QFutureWatcher<Result<TaskSnapshot>> m_decoder;
    QPointer<QNetworkReply> m_reply; // its manager may delete it first
    QTimer m_connectTimer;
    QTimer m_inactivityTimer;
    QTimer m_totalTimer;
    QElapsedTimer m_elapsed;
    std::optional<HttpFacts> m_facts; // once the header has come
    std::optional<qint64> m_announcedSize;
    QByteArray m_body;
    QStringList m_tlsErrors;
    int m_timesSent = 0; // Qt sends again by itself when a connection ends before an answer
    std::chrono::milliseconds m_latency{0};
    QDateTime m_receivedAt;
    bool m_ended = false;
};

} // namespace spillway
