// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz.h"
#include "targets.h"

#include "wire/endpoint.h"

namespace spillway::fuzz {

namespace {

bool isInRequestLine(const QByteArray &target)
{
    return std::all_of(target.begin(), target.end(), [](char c) { return c > 0x20 && c < 0x7f; })
        && !target.contains('#') && !target.contains('"') && !target.contains('<') && !target.contains('\\');
}

bool isEndpointOf(const Endpoint &endpoint, const QString &authority)
{
    const Result<Endpoint> again = parseEndpoint(authority);
    return again && again->base == endpoint.base && again->isLoopback == endpoint.isLoopback;
}

void checkEndpoint(const Endpoint &endpoint)
{
    const QString authority = endpoint.authority();
    const auto isUsual = [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || QStringView(u".-_:[]").contains(c);
    };
    require(!authority.isEmpty() && std::all_of(authority.begin(), authority.end(), isUsual),
            "what is shown of an endpoint is a host and a port");
    require(endpoint.base.userInfo().isEmpty() && endpoint.base.path().isEmpty() && !endpoint.base.hasQuery()
                && !endpoint.base.hasFragment(),
            "an endpoint has nothing but a host and a port");
    require(endpoint.base.scheme() == QStringLiteral("https") || endpoint.isLoopback,
            "plain HTTP stays on this computer");
    require(isEndpointOf(endpoint, endpoint.base.scheme() + QStringLiteral("://") + authority),
            "what is shown of an endpoint is the same endpoint");
}

/// The segments between the slashes, as a server reads them.
QStringList segmentsOf(const QByteArray &path)
{
    QStringList names;
    const QByteArrayList segments = path.split('/');
    for (const QByteArray &segment : segments)
        names += QString::fromUtf8(QByteArray::fromPercentEncoding(segment));
    return names;
}

void checkUrl(const Endpoint &endpoint, const QByteArray &target)
{
    require(isInRequestLine(target), "a request line is one line of three words");
    const QUrl url = requestUrl(endpoint, target);
    require(url.isValid() && url.authority(QUrl::FullyEncoded) == endpoint.authority(),
            "the host asked is the host shown");
    require(url.toEncoded() == endpoint.base.toEncoded(QUrl::RemovePath) + target, "what is sent is what was written");
    // As Qt writes it into the request line.
    const QByteArray sent = url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority | QUrl::RemoveFragment);
    require(sent == target, "the request line has the path as it was written");
}

void checkPath(const Endpoint &endpoint, const Result<QByteArray> &path, const QStringList &segments)
{
    const bool areNames = std::none_of(segments.begin(), segments.end(), [](const QString &name) {
        return name.isEmpty() || name == QStringLiteral(".") || name == QStringLiteral("..");
    });
    require(path.has_value() == areNames, "only a name that is none is refused");
    if (!path)
        return;
    require(segmentsOf(*path) == QStringList{QString()} + segments, "a server reads the names that were meant");
    checkUrl(endpoint, *path);
}

void checkQuery(const Endpoint &endpoint, const QByteArray &query, const QString &after)
{
    checkUrl(endpoint, "/v2/p/streams?" + query);
    const QByteArrayList pairs = query.split('&');
    require(pairs.size() == (after.isEmpty() ? 1 : 2), "a query has a limit and a name");
    if (!after.isEmpty())
        require(QString::fromUtf8(QByteArray::fromPercentEncoding(pairs[1].mid(pairs[1].indexOf('=') + 1))) == after,
                "a server reads the name that was meant");
}

} // namespace

void requestLine(QByteArrayView input)
{
    using namespace Qt::StringLiterals;
    Parts parts(input);
    const Result<Endpoint> typed = parseEndpoint(parts.text());
    if (typed)
        checkEndpoint(*typed);
    const Endpoint endpoint = typed ? *typed : *parseEndpoint(u"dis.example.com"_s);
    const QString project = parts.text();
    const QString stream = parts.text();
    const QString task = parts.text();
    checkPath(endpoint, streamsPath({project}), {u"v2"_s, project, u"streams"_s});
    checkPath(endpoint, showStreamPath({project}, {stream}), {u"v2"_s, project, u"streams"_s, stream});
    checkPath(endpoint, tasksPath({project}, {stream}), {u"v2"_s, project, u"streams"_s, stream, u"transfer-tasks"_s});
    checkPath(endpoint, showTaskPath({project}, {{stream}, {task}}),
              {u"v2"_s, project, u"streams"_s, stream, u"transfer-tasks"_s, task});
    checkQuery(endpoint, streamsQuery(stream, 100), stream);
    checkQuery(endpoint, partitionsQuery(task, 1000), task);
}

} // namespace spillway::fuzz
