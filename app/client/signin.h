// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/exchange.h"
#include "wire/endpoint.h"
#include "wire/iam.h"
#include "wire/metadata.h"
#include "wire/signature.h"

#include <QFuture>
#include <QPromise>

#include <vector>

namespace spillway {

/// Gives each request of a connection what proves who asks. Where that has to be got first, it is: from IAM a token by
/// password and the id of the project by its name, from the metadata service a server's key. Tokens and keys are
/// renewed before they end. One such question at a time; one that is refused is not repeated until prepare() is called
/// again.
class SignIn : public QObject
{
    Q_OBJECT

public:
    struct Setup
    {
        Connection connection; ///< has been checked by checkSignIn()
        std::optional<Endpoint> iam;
        QNetworkRequest request; ///< see plainRequest()
        QNetworkAccessManager &network;
        Clock clock;
        Timing timing;
        QUrl metadata = QUrl(metadataAddress); ///< where a server's key is
    };
    explicit SignIn(Setup setup, QObject *parent = nullptr);
    ~SignIn() override;

    /// Gets what is missing. Gives the project; at once where nothing is missing. Errors: of IAM or of the way to it,
    /// and Rejected (NoProject, ManyProjects). Destroying this cancels.
    QFuture<Result<ProjectId>> prepare();
    /// The headers for a request that is about to be sent. After prepare().
    QList<RawHeader> headers(const QByteArray &method, const QByteArray &path, const QByteArray &query,
                             const QString &authority) const;

    /// What headers() are made with now: another number after each new token and each correction of the clock.
    int proof() const { return m_proof; }

    /// A request was refused that was made with that proof. An issued token is of no more use then, if it was this one.
    /// True: its signature was refused, and this computer's clock is far from the server's; signed by that clock the
    /// request is worth one more try.
    bool refused(const Error &error, int proof);
    /// The error with what it means for this kind of credential, and without a secret.
    Error explained(Error error) const;

    /// What stays the same for all questions about one project, and for no others: its id if that was given, else the
    /// name it is looked up by and who looks. Without a secret.
    QString whose() const { return m_whose; }
    const Masks &masks() const { return m_masks; }
    CredentialFacts facts() const;

private:
    bool isIssued() const;
    bool isClockToBlame(const Error &error, int proof);
    void addMasks(const AccessKey &key);
    bool needsProof() const;
    void askNext();
    void askForToken();
    void askForKey();
    void askForProject();
    void takeToken(const HttpAnswer &answer);
    void takeKey(const HttpAnswer &answer);
    void takeProjects(const HttpAnswer &answer);
    Exchange *send(Exchange::Question question);
    Exchange *ask(const QByteArray &path, const QByteArray &query, std::shared_ptr<const Secret> body, bool signs);
    void fail(const Error &error);
    void conclude(const Result<ProjectId> &result);
    QDateTime serverTime() const;

    Setup m_setup;
    std::shared_ptr<const Secret> m_token; ///< given, or issued by IAM
    std::shared_ptr<const AccessKey> m_key; ///< given, or that of the server's agency
    std::optional<QDateTime> m_expires; ///< of an issued token or key
    std::optional<QDateTime> m_notRenewed; ///< when that was tried in vain
    ProjectId m_project;
    QString m_whose;
    Masks m_masks;
    int m_proof = 0;
    bool m_wasCorrected = false; ///< the clock, since IAM was asked for what it is being asked for
    std::chrono::seconds m_clockAhead{0}; ///< of this computer's clock, where signatures were refused for it
    std::vector<QPromise<Result<ProjectId>>> m_waiting;
    bool m_asking = false;
};

/// Whether that connection has all that signing in needs. Errors: Usage (NoCredential, BadToken, BadName, BadEndpoint,
/// PlainHttp, NoIam).
Result<void> checkSignIn(const Connection &connection);

} // namespace spillway
