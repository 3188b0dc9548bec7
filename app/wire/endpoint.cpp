// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/endpoint.h"

#include <QStringList>

#include <algorithm>

namespace spillway {

using namespace Qt::StringLiterals;

namespace {

constexpr int httpsPort = 443;
constexpr int httpPort = 80;
constexpr qsizetype hostLimit = 253; // RFC 1035
constexpr qsizetype labelLimit = 63;

/// What was typed, fit to be shown: without the name and password that may stand before an @.
QString showable(const QString &text)
{
    const qsizetype at = text.lastIndexOf(u'@');
    if (at < 0)
        return text;
    const qsizetype scheme = text.indexOf("://"_L1);
    const qsizetype start = scheme < 0 || scheme > at ? 0 : scheme + 3;
    return text.left(start) % u"…"_s % text.mid(at);
}

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

bool isHostCharacter(QChar c)
{
    return isDigit(c) || (c >= u'a' && c <= u'z') || c == u'-' || c == u'_';
}

/// A decimal number without leading zeros, at most `limit`.
std::optional<int> smallNumber(QStringView text, int limit)
{
    if (text.isEmpty() || text.size() > 5 || !std::all_of(text.begin(), text.end(), isDigit))
        return std::nullopt;
    if (text.size() > 1 && text.front() == u'0')
        return std::nullopt;
    const int number = text.toInt();
    return number <= limit ? std::optional(number) : std::nullopt;
}

struct Host
{
    QString ascii;
    bool isLoopback = false;
};

std::optional<Host> ipv6Host(const QString &literal)
{
    // No scope (%eth0): it names an interface of this computer, not a service. No "v1.x" forms of the future either.
    const auto isAddressCharacter = [](QChar c) {
        return isDigit(c) || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F') || c == u':' || c == u'.';
    };
    if (!literal.contains(u':') || !std::all_of(literal.begin(), literal.end(), isAddressCharacter))
        return std::nullopt;
    QUrl url;
    url.setHost(u'[' % literal % u']', QUrl::StrictMode);
    if (url.host().isEmpty())
        return std::nullopt;
    return Host{url.host(), url.host() == "::1"_L1};
}

/// Four plain decimal numbers. Resolvers also take 127.1 and 0x7f000001; what is shown would not be what is asked.
std::optional<Host> ipv4Host(const QStringList &labels)
{
    if (labels.size() != 4)
        return std::nullopt;
    for (const QString &label : labels) {
        if (!smallNumber(label, 255))
            return std::nullopt;
    }
    return Host{labels.join(u'.'), labels.front() == "127"_L1};
}

std::optional<Host> namedHost(const QString &text)
{
    // Full-width digits, dots and the like become ASCII here, so everything below looks at the ASCII form.
    const QString ascii = QString::fromLatin1(QUrl::toAce(text)).toLower();
    if (ascii.isEmpty() || ascii.size() > hostLimit)
        return std::nullopt;
    const QStringList labels = ascii.split(u'.');
    for (const QString &label : labels) {
        if (label.isEmpty() || label.size() > labelLimit || label.startsWith(u'-') || label.endsWith(u'-')
            || !std::all_of(label.begin(), label.end(), isHostCharacter))
            return std::nullopt;
    }
    const QString &last = labels.back();
    if (std::all_of(last.begin(), last.end(), isDigit) || last.startsWith("0x"_L1))
        return ipv4Host(labels);
    return Host{ascii, ascii == "localhost"_L1};
}

/// "host[:port]" or "[v6][:port]" taken apart; the port still with its colon.
struct Split
{
    std::optional<Host> host;
    QStringView port;
};

Split splitAuthority(const QString &authority)
{
    if (authority.startsWith(u'[')) {
        const qsizetype end = authority.indexOf(u']');
        if (end < 0)
            return {};
        return {ipv6Host(authority.mid(1, end - 1)), QStringView(authority).sliced(end + 1)};
    }
    const qsizetype colon = authority.indexOf(u':');
    const qsizetype end = colon < 0 ? authority.size() : colon;
    return {namedHost(authority.left(end)), QStringView(authority).sliced(end)};
}

/// Each piece followed by a name as one segment.
Result<QByteArray> pathOf(std::initializer_list<const char *> pieces, const QStringList &names)
{
    QByteArray path;
    auto piece = pieces.begin();
    for (const QString &name : names) {
        // Dot segments do not survive a URL: they would ask for something else.
        if (name.isEmpty() || name == "."_L1 || name == ".."_L1)
            return failure(Error::Kind::Usage, Error::Reason::BadName, name);
        path += *piece++;
        path += QUrl::toPercentEncoding(name);
    }
    return path;
}

QByteArray pageQuery(const char *limitKey, int limit, const char *afterKey, const QString &after)
{
    QByteArray query = QByteArray(limitKey) + '=' + QByteArray::number(limit);
    if (!after.isEmpty())
        query += '&' + QByteArray(afterKey) + '=' + QUrl::toPercentEncoding(after);
    return query;
}

} // namespace

QString Endpoint::authority() const
{
    const QString host = base.host(QUrl::FullyEncoded);
    const QString shown = host.contains(u':') ? QString(u'[' % host % u']') : host;
    return base.port() < 0 ? shown : QString(shown % u':' % QString::number(base.port()));
}

Result<Endpoint> parseEndpoint(const QString &text)
{
    const auto refused = [&](Error::Reason reason) {
        return failure(Error::Kind::Usage, reason, showable(text.trimmed()));
    };

    QString rest = text.trimmed();
    QString scheme = u"https"_s;
    if (const qsizetype end = rest.indexOf("://"_L1); end >= 0) {
        scheme = rest.left(end).toLower();
        rest = rest.mid(end + 3);
    }
    if (scheme != "https"_L1 && scheme != "http"_L1)
        return refused(Error::Reason::BadEndpoint);
    if (rest.endsWith(u'/'))
        rest.chop(1);

    const Split split = splitAuthority(rest);
    if (!split.host)
        return refused(Error::Reason::BadEndpoint);
    const int ownPort = scheme == "https"_L1 ? httpsPort : httpPort;
    int port = ownPort;
    if (!split.port.isEmpty()) {
        const std::optional<int> typed =
            split.port.startsWith(u':') ? smallNumber(split.port.sliced(1), 65535) : std::nullopt;
        if (typed.value_or(0) == 0)
            return refused(Error::Reason::BadEndpoint);
        port = *typed;
    }
    if (scheme == "http"_L1 && !split.host->isLoopback)
        return refused(Error::Reason::PlainHttp);

    Endpoint endpoint;
    endpoint.base.setScheme(scheme);
    endpoint.base.setHost(split.host->ascii, QUrl::StrictMode);
    if (port != ownPort)
        endpoint.base.setPort(port);
    endpoint.isLoopback = split.host->isLoopback;
    // QUrl has its own idea of hosts (a bad xn-- label, a short IPv6 form): never ask one that was not checked.
    if (!endpoint.base.isValid() || endpoint.base.host().isEmpty())
        return refused(Error::Reason::BadEndpoint);
    return endpoint;
}

Result<QByteArray> showTaskPath(const ProjectId &project, const TaskAddress &address)
{
    return pathOf({"/v2/", "/streams/", "/transfer-tasks/"}, {project.text, address.stream.text, address.task.text});
}

Result<QByteArray> streamsPath(const ProjectId &project)
{
    Result<QByteArray> path = pathOf({"/v2/"}, {project.text});
    if (path)
        *path += "/streams";
    return path;
}

Result<QByteArray> showStreamPath(const ProjectId &project, const StreamName &stream)
{
    return pathOf({"/v2/", "/streams/"}, {project.text, stream.text});
}

Result<QByteArray> tasksPath(const ProjectId &project, const StreamName &stream)
{
    Result<QByteArray> path = showStreamPath(project, stream);
    if (path)
        *path += "/transfer-tasks";
    return path;
}

QByteArray streamsQuery(const QString &after, int limit)
{
    return pageQuery("limit", limit, "start_stream_name", after);
}

QByteArray partitionsQuery(const QString &after, int limit)
{
    return pageQuery("limit_partitions", limit, "start_partitionId", after);
}

QUrl requestUrl(const Endpoint &endpoint, const QByteArray &encodedPath)
{
    return QUrl::fromEncoded(endpoint.base.toEncoded(QUrl::RemovePath) + encodedPath, QUrl::StrictMode);
}

Result<void> checkToken(const Secret &token, const QString &origin)
{
    if (token.isEmpty())
        return failure(Error::Kind::Usage, Error::Reason::NoCredential, origin);
    // A line break would end the header and begin another; Qt sends what it is given.
    if (!isHeaderText(token.reveal()))
        return failure(Error::Kind::Usage, Error::Reason::BadToken, origin);
    return {};
}

} // namespace spillway
