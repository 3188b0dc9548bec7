// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/masks.h"
#include "domain/clock.h"
#include "domain/error.h"
#include "wire/fault.h"

#include <QElapsedTimer>
#include <QNetworkReply>
#include <QPointer>
#include <QTimer>

namespace spillway {

/// The deadlines and caps of one request. Tests make them short.
struct Timing
{
    std::chrono::milliseconds connect{10'000}; ///< connection and TLS handshake
    std::chrono::milliseconds inactivity{15'000}; ///< without a byte
    std::chrono::milliseconds total{30'000};
    qint64 bodyCap = 64LL * 1024 * 1024; ///< bytes
};

/// One whole answer with the status that was hoped for.
struct HttpAnswer
{
    HttpFacts facts; ///< masked
    QByteArray body; ///< as it came
    std::shared_ptr<const Secret> subjectToken; ///< X-Subject-Token; null if there is none
    QDateTime receivedAt; ///< when the last byte came
    std::chrono::milliseconds latency{0};

    QString requestId() const { return QString::fromUtf8(facts.requestId.left(128)); }
    std::optional<QDateTime> serverDate() const { return parseHttpDate(facts.date); }
};

/// One request under way: sends it, watches its deadlines, reads its answer, tells the outcome exactly once and then
/// deletes itself. Deleting it earlier aborts the request and tells nothing.
class Exchange : public QObject
{
    Q_OBJECT

public:
    struct Question
    {
        QNetworkRequest request;
        std::shared_ptr<const Secret> body; ///< POST, if there is one; else GET
        int goodStatus = 200;
        QString authority; ///< host:port, for errors
        bool isDirect = false; ///< to this computer, past any proxy
        Masks masks;
        Clock clock;
        Timing timing;
    };

    Exchange(Question question, QNetworkAccessManager &network, QObject *parent);
    ~Exchange() override;

Q_SIGNALS:
    void answered(const std::shared_ptr<spillway::HttpAnswer> &answer);
    /// After a timeout the connection must not be used again.
    void failed(const spillway::Error &error, bool timedOut);

private:
    void watchReply();
    void watchDeadlines();
    void noteSent();
    void noteActivity();
    void readHeader();
    void readBody();
    void readFinished();
    void runOut(Error::Reason reason);
    void succeed();

    std::optional<Error> refusedHeader() const;
    Error transportError() const;
    Error cutShort() const;
    Error ofThisAnswer(Error::Kind kind, Error::Reason reason, const QByteArray &subject = {}) const;
    Error fault() const;
    QByteArray masked(const QByteArray &text) const { return m_question.masks.applied(text); }

    void dropReply();
    void fail(Error error, bool timedOut = false);

    Question m_question;
    QPointer<QNetworkReply> m_reply; // its manager may delete it first
    QTimer m_connectTimer;
    QTimer m_inactivityTimer;
    QTimer m_totalTimer;
    QElapsedTimer m_elapsed;
    std::optional<HttpFacts> m_facts; // once the header has come
    std::shared_ptr<const Secret> m_subjectToken;
    QByteArray m_body;
    QStringList m_tlsErrors;
    int m_timesSent = 0; // Qt sends again by itself when a connection ends before an answer
    bool m_ended = false;
};

} // namespace spillway
