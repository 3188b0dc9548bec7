// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/request.h"

#include "client/boundedread.h"
#include "wire/endpoint.h"
#include "wire/metadata.h"

#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslSocket>

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

/// Chosen anew for each request: one manager may ask both this computer and a service far away.
class ProxyOfConnection : public QNetworkProxyFactory
{
public:
    /// Without a proxy of its own: what the desktop or the environment says.
    explicit ProxyOfConnection(std::optional<QNetworkProxy> own)
        : m_own(std::move(own))
    {
    }

    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override
    {
        const Result<Endpoint> endpoint =
            parseEndpoint(query.url().toString(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment));
        const bool isOwnLink = query.url().host() == QUrl(metadataAddress).host();
        if (isOwnLink || (endpoint && endpoint->isLoopback))
            return {QNetworkProxy(QNetworkProxy::NoProxy)};
        return m_own ? QList<QNetworkProxy>{*m_own} : proxyForQuery(query);
    }

private:
    std::optional<QNetworkProxy> m_own;
};

} // namespace

bool canSpeakTls()
{
    // Not supportsSsl(): that complains about it on standard error.
    return QSslSocket::isClassImplemented(QSsl::ImplementedClass::Socket);
}

Result<QNetworkRequest> plainRequest(const QString &caFile)
{
    QNetworkRequest request;
    if (canSpeakTls()) {
        const Result<QSslConfiguration> tls = tlsConfiguration(caFile);
        if (!tls)
            return failure(tls.error());
        request.setSslConfiguration(*tls);
    }
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

Result<void> applyProxy(QNetworkAccessManager &network, const ProxyChoice &choice)
{
    std::optional<QNetworkProxy> own;
    switch (choice.kind) {
    case ProxyChoice::Kind::System:
        break;
    case ProxyChoice::Kind::None:
        own = QNetworkProxy(QNetworkProxy::NoProxy);
        break;
    case ProxyChoice::Kind::Manual: {
        const Result<Endpoint> address = parseEndpoint(choice.host);
        if (!address || address->base.port() >= 0 || choice.port == 0)
            return failure(Error::Kind::Usage, Error::Reason::BadProxy, choice.host.section(u'@', -1)); // no password
        own = QNetworkProxy(QNetworkProxy::HttpProxy, address->base.host(QUrl::FullyEncoded), choice.port, choice.user,
                            QString::fromUtf8(choice.password.reveal()));
        break;
    }
    }
    network.setProxyFactory(new ProxyOfConnection(std::move(own)));
    return {};
}

} // namespace spillway
