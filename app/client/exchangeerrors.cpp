// SPDX-License-Identifier: GPL-3.0-or-later
// The errors an Exchange gives.
#include "client/exchange.h"

#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QUrl>

#include <algorithm>
#include <array>

namespace spillway {

using Kind = Error::Kind;
using Reason = Error::Reason;

namespace {

constexpr qsizetype subjectLimit = 512;
constexpr qsizetype detailLimit = 2048;
/// Qt sends a request twice to a peer that closes without a byte, and four times to one that sends bytes which do not
/// become an HTTP status; its error is the same. Over TLS it is four times for both.
constexpr int mostSentToSilence = 2;

struct NetworkRule
{
    QNetworkReply::NetworkError error;
    Kind kind;
    Reason reason;
};

// Only for exchanges without an HTTP status.
constexpr NetworkRule networkRules[] = {
    {QNetworkReply::ConnectionRefusedError, Kind::Unreachable, Reason::Refused},
    {QNetworkReply::RemoteHostClosedError, Kind::Unreachable, Reason::ClosedEarly},
    {QNetworkReply::HostNotFoundError, Kind::Unreachable, Reason::NameNotFound},
    {QNetworkReply::TimeoutError, Kind::Timeout, Reason::ConnectTimeout},
    {QNetworkReply::OperationCanceledError, Kind::Unreachable, Reason::ClosedEarly},
    {QNetworkReply::SslHandshakeFailedError, Kind::Tls, Reason::Unspecified},
    {QNetworkReply::ProxyConnectionRefusedError, Kind::Unreachable, Reason::ProxyFailed},
    {QNetworkReply::ProxyConnectionClosedError, Kind::Unreachable, Reason::ProxyFailed},
    {QNetworkReply::ProxyNotFoundError, Kind::Unreachable, Reason::ProxyFailed},
    {QNetworkReply::ProxyTimeoutError, Kind::Unreachable, Reason::ProxyFailed},
    {QNetworkReply::ProxyAuthenticationRequiredError, Kind::Unreachable, Reason::ProxyFailed},
    {QNetworkReply::UnknownProxyError, Kind::Unreachable, Reason::ProxyFailed},
    {QNetworkReply::ProtocolUnknownError, Kind::Unreachable, Reason::NotHttp},
    {QNetworkReply::ProtocolInvalidOperationError, Kind::Unreachable, Reason::NotHttp},
    {QNetworkReply::ProtocolFailure, Kind::Unreachable, Reason::NotHttp},
};

/// Qt has no number for it, only OpenSSL's words: those of the server's alert, and those of a server that answers with
/// an older version, as one does that has never heard of the newer ones.
bool isObsoleteTls(const QString &detail)
{
    constexpr std::array words{"alert protocol version", "unsupported protocol", "wrong ssl version",
                               "version too low"};
    return std::any_of(words.begin(), words.end(), [&detail](const char *each) {
        return detail.contains(QLatin1StringView(each), Qt::CaseInsensitive);
    });
}

/// host:port of the proxy that Qt takes for the URL, never the name and password to it. Nothing without a proxy.
QString proxyOf(const QNetworkReply &reply, const QUrl &url)
{
    QNetworkProxyFactory *factory = reply.manager()->proxyFactory();
    if (!factory)
        return {};
    const QList<QNetworkProxy> proxies = factory->queryProxy(QNetworkProxyQuery(url));
    if (proxies.isEmpty() || proxies.first().hostName().isEmpty())
        return {};
    return proxies.first().hostName() % u':' % QString::number(proxies.first().port());
}

} // namespace

Error Exchange::transportError() const
{
    Error error;
    error.kind = Kind::Unreachable;
    error.subject = m_question.authority;
    for (const NetworkRule &rule : networkRules) {
        if (rule.error == m_reply->error()) {
            error.kind = rule.kind;
            error.reason = rule.reason;
        }
    }
    // Qt has no number of its own for a proxy that cannot be reached or answers nonsense.
    const bool isVague = m_reply->error() == QNetworkReply::UnknownNetworkError && m_timesSent == 0;
    if (error.reason == Reason::ProxyFailed || (isVague && !m_question.isDirect)) {
        const QString proxy = proxyOf(*m_reply, m_question.request.url());
        if (!proxy.isEmpty()) {
            error.reason = Reason::ProxyFailed;
            error.subject = proxy;
        }
    }
    // The proxy's status; it is all that tells a wrong password from a proxy that is away.
    if (m_reply->error() == QNetworkReply::ProxyAuthenticationRequiredError)
        error.httpStatus = 407;
    const bool isEncrypted = m_question.request.url().scheme() == QLatin1StringView("https");
    if (error.reason == Reason::ClosedEarly && m_timesSent > mostSentToSilence && !isEncrypted)
        error.reason = Reason::NotHttp;
    error.detail = m_reply->errorString().left(detailLimit);
    if (error.kind == Kind::Tls && isObsoleteTls(error.detail))
        error.reason = Reason::ObsoleteTls;
    if (error.kind == Kind::Tls && !m_tlsErrors.isEmpty()) {
        error.reason = Reason::CertificateRefused;
        error.detail = m_tlsErrors.join(u'\n').left(detailLimit);
    }
    return error;
}

Error Exchange::cutShort() const
{
    Error error = ofThisAnswer(Kind::Malformed, Reason::CutShort);
    error.offset = m_body.size();
    return error;
}

/// An error about an answer that has come, whole or in part.
Error Exchange::ofThisAnswer(Kind kind, Reason reason, const QByteArray &subject) const
{
    Error error;
    error.kind = kind;
    error.reason = reason;
    error.subject = QString::fromUtf8(subject.left(subjectLimit));
    error.httpStatus = m_facts->status;
    error.requestId = QString::fromUtf8(m_facts->requestId.left(subjectLimit));
    return error;
}

/// The error of an answer with another status than was hoped for.
Error Exchange::fault() const
{
    Error error = decodeFault(*m_facts, masked(m_body));
    // Without a Date header the wait can only be counted from this computer's clock.
    if (!error.retryAfter)
        error.retryAfter = parseRetryAfter(m_facts->retryAfter, m_question.clock());
    // Good for others.
    if (m_facts->status == 200 && error.code.isEmpty())
        error.reason = Reason::UnexpectedStatus;
    if (error.reason == Reason::ProxyFailed && !m_question.isDirect)
        error.subject = proxyOf(*m_reply, m_question.request.url());
    return error;
}

} // namespace spillway
