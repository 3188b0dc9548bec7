// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/httpface.h"
#include "demo/practice.h"

#include <deque>

namespace spillway {

/// Who may ask the demo service: the gateway in front of DIS, and IAM, as far as signing in goes. Refuses with the
/// bodies that the real ones use.
class Gatekeeper
{
public:
    // As they are there,
    static constexpr std::chrono::hours tokenLife{24};
    static constexpr std::chrono::minutes clockTolerance{15};
    // and shorter here, so that nobody waits for half an hour to go on practising.
    static constexpr int refusalsAllowed = 10; ///< within refusalTime; after them the address is blocked
    static constexpr std::chrono::seconds refusalTime{60};
    static constexpr std::chrono::seconds blockTime{30};

    Gatekeeper(const ProjectId &project, Clock clock);

    /// Why a call of DIS is refused; nothing: it may be answered.
    std::optional<HttpReply> refusal(const HttpRequest &request);
    /// The answer to a call of IAM; nothing: it is none.
    std::optional<HttpReply> iamAnswer(const HttpRequest &request);

    /// A token that is good for as long as the program runs.
    const Secret &ownToken() const { return m_ownToken; }
    const SignInPractice &practice() const { return m_practice; }

private:
    struct Issued
    {
        Secret token;
        QDateTime expiresAt;
    };

    bool isBlocked();
    std::optional<HttpReply> unauthorized(const HttpRequest &request) const;
    std::optional<HttpReply> badToken(QByteArrayView token, const QByteArray &requestId) const;
    std::optional<HttpReply> badSignature(const HttpRequest &request, const QByteArray &authorization) const;
    std::optional<HttpReply> badDate(const HttpRequest &request, const QByteArrayList &signedHeaders) const;
    const AccessKey *keyOf(const QByteArray &id) const;
    HttpReply issueToken(const HttpRequest &request);
    QByteArray tokenJson(const QDateTime &issuedAt, bool withCatalog) const;
    HttpReply listProjects(const HttpRequest &request) const;

    Clock m_clock;
    SignInPractice m_practice;
    Secret m_ownToken;
    std::deque<Issued> m_issued; ///< the oldest first
    QList<QDateTime> m_refusals; ///< those of the last minute
    std::optional<QDateTime> m_blockedSince;
};

} // namespace spillway
