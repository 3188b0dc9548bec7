// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/disclient.h"

#include "client/boundedread.h"
#include "client/exchange.h"

#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QSslCertificate>
#include <QSslConfiguration>

namespace spillway {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 caFileCap = 8 * 1024 * 1024; // all public authorities together are a quarter of a megabyte
constexpr std::chrono::seconds caFilePatience{2};

/// The system's authorities, which OpenSSL looks up when they are needed (reading all of them takes a third of a
/// second), and those of the file. Set per request, so that nothing else in the program is trusted more for it.
Result<QSslConfiguration> tlsConfiguration(const QString &caFile)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    if (!caFile.isEmpty()) {
        const Result<QByteArray> pem = readFile(caFile, {caFileCap, caFilePatience, {}});
        if (!pem && pem.error().kind != Error::Kind::TooLarge)
            return failure(pem.error());
        const QList<QSslCertificate> own = pem ? QSslCertificate::fromData(*pem, QSsl::Pem) : QList<QSslCertificate>();
        if (own.isEmpty())
            return failure(Error::Kind::File, Error::Reason::BadCertificates, caFile);
        // Not setCaCertificates(): that would shut out the system's.
        configuration.addCaCertificates(own);
    }
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
    return configuration;
}

/// What every request is: one GET over HTTP/1.1 that follows, stores, compresses and answers nothing by itself.
QNetworkRequest plainRequest()
{
    QNetworkRequest request;
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    // Automatic answers a Negotiate or NTLM challenge with this computer's identity, in a second request.
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    request.setRawHeader("Accept", "application/json");
    // A compressed body could be far larger than its cap, and Qt's own limit refuses honest large tasks.
    request.setRawHeader("Accept-Encoding", "identity");
    request.setRawHeader("Accept-Language", "en");
    request.setRawHeader("User-Agent", "Spillway/" SPILLWAY_VERSION);
    return request;
}

} // namespace

struct DisClient::Private
{
    Endpoint endpoint;
    ProjectId project;
    std::shared_ptr<const Secret> token;
    QNetworkRequest request; // all but the URL and the token
    QNetworkAccessManager &network;
    Clock clock;
    Timing timing;
    std::shared_ptr<const BodyLimit> limit;
    int underWay = 0;
    bool connectionsAreStale = false;
};

Result<std::unique_ptr<DisClient>> DisClient::create(Connection connection, QNetworkAccessManager &network, Clock clock,
                                                     Timing timing, std::shared_ptr<const BodyLimit> limit)
{
    const Result<Endpoint> endpoint = parseEndpoint(connection.endpoint);
    if (!endpoint)
        return failure(endpoint.error());
    if (const Result<void> usable = checkToken(connection.token, connection.tokenOrigin); !usable)
        return failure(usable.error());
    // The names of a task come with each question; the project's is known now.
    const TaskAddress anyTask{StreamName{u"s"_s}, TaskName{u"t"_s}};
    if (const Result<QByteArray> path = showTaskPath(connection.project, anyTask); !path)
        return failure(path.error());

    QNetworkRequest request = plainRequest();
    if (endpoint->base.scheme() == "https"_L1 || !connection.caFile.isEmpty()) {
        const Result<QSslConfiguration> tls = tlsConfiguration(connection.caFile);
        if (!tls)
            return failure(tls.error());
        request.setSslConfiguration(*tls);
    }
    // What is asked of this computer stays on it.
    network.setProxy(endpoint->isLoopback ? QNetworkProxy::NoProxy : QNetworkProxy::DefaultProxy);

    auto token = std::make_shared<const Secret>(std::move(connection.token));
    auto d = std::make_unique<Private>(Private{*endpoint, std::move(connection.project), std::move(token), request,
                                               network, std::move(clock), timing, std::move(limit)});
    return std::unique_ptr<DisClient>(new DisClient(std::move(d)));
}

DisClient::DisClient(std::unique_ptr<Private> d)
    : m_d(std::move(d))
{
}

DisClient::~DisClient()
{
    // Now, not with the other children: they use what goes away first.
    qDeleteAll(findChildren<Exchange *>(QString(), Qt::FindDirectChildrenOnly));
}

QFuture<Result<TaskAnswer>> DisClient::showTask(const TaskAddress &address)
{
    const Result<QByteArray> path = showTaskPath(m_d->project, address);
    if (!path)
        return QtFuture::makeReadyFuture<Result<TaskAnswer>>(failure(path.error()));

    // A connection that fell silent would fail again. Qt can only drop all of them, with what runs on them.
    if (m_d->connectionsAreStale && m_d->underWay == 0) {
        m_d->network.clearConnectionCache();
        m_d->connectionsAreStale = false;
    }
    QNetworkRequest request = m_d->request;
    request.setUrl(requestUrl(m_d->endpoint, *path));
    request.setRawHeader("X-Auth-Token", m_d->token->reveal().toByteArray());

    Timing timing = m_d->timing;
    if (m_d->limit)
        timing.bodyCap = m_d->limit->bytes();
    auto *exchange = new Exchange(
        {request, address, m_d->endpoint.authority(), m_d->endpoint.isLoopback, m_d->token, m_d->clock, timing},
        m_d->network, this);
    ++m_d->underWay;
    connect(exchange, &Exchange::ended, this, [this](bool timedOut) {
        --m_d->underWay;
        m_d->connectionsAreStale |= timedOut;
    });
    return exchange->future();
}

QString DisClient::origin() const
{
    return m_d->endpoint.authority();
}

} // namespace spillway
