// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz.h"
#include "targets.h"

#include "support/signatureverifier.h"
#include "wire/endpoint.h"
#include "wire/signature.h"

namespace spillway::fuzz {

namespace {

/// What can stand in a request line: the rest never gets there.
QByteArray printable(QByteArray bytes)
{
    return bytes.removeIf([](char c) { return c <= 0x20 || c >= 0x7f || c == '?' || c == '#'; });
}

std::optional<QString> problem(const SigningRequest &request, const AccessKey &key, const ProjectId &project,
                               const QDateTime &at)
{
    const QByteArray host = "dis.cn-north-4.myhuaweicloud.com";
    QList<RawHeader> headers =
        signedHeaders(request.method, request.path, request.query, request.body, host, project, key, at);
    for (const auto &[name, value] : headers)
        require(isHeaderText(value) || name == "Authorization", "a header is one line of text");
    require(headers.last().first == "Authorization" && !headers.last().second.contains('\n')
                && !headers.last().second.contains('\r'),
            "the signature is one line");
    headers.append({"Host", host});
    const QByteArray target = request.query.isEmpty() ? request.path : request.path + '?' + request.query;
    return problemWith(request.method, target, headers, request.body, key.id.reveal().toByteArray(),
                       key.secret.reveal().toByteArray());
}

} // namespace

void signature(QByteArrayView input)
{
    Parts parts(input);
    AccessKey key;
    key.id = Secret(parts.bytes());
    key.secret = Secret(parts.bytes());
    key.securityToken = Secret(parts.bytes());
    if (!checkAccessKey(key, {})) {
        key.id = Secret("QTWAOYTTINDUT2QVKYUC");
        key.secret = Secret("MFyfvK41ba2giqM7Uio6PznpdUKGpownRZlmVmHc");
        key.securityToken = {};
    }
    const ProjectId project{parts.text()};
    const QString stream = parts.text();
    const QString task = parts.text();
    const QByteArray path = "/" + printable(parts.bytes());
    const QByteArray query = printable(parts.bytes());
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(parts.bytes().toUInt() * 1000LL, Qt::UTC);
    const QByteArray body = parts.rest();

    require(!problem({"GET", path, query, {}, body}, key, project, at), "a gateway has nothing against any request");
    if (const Result<QByteArray> ours = showTaskPath(project, {{stream}, {task}}))
        require(!problem({"GET", *ours, partitionsQuery(task, 1000), {}, {}}, key, project, at),
                "a gateway has nothing against a request of ours");
    SigningRequest other{"GET", path, query, {{"X-Sdk-Date", sdkDate(at)}}, body};
    const QByteArray canonical = canonicalRequest(other);
    other.body += '!';
    require(canonicalRequest(other) != canonical, "another body has another signature");
}

} // namespace spillway::fuzz
