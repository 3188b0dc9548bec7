// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/signature.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>

#include <algorithm>
#include <cstring>
#include <optional>

namespace spillway {

namespace {

constexpr char algorithm[] = "SDK-HMAC-SHA256";
constexpr qsizetype blockSize = 64; // of SHA-256, in bytes

std::optional<int> hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return std::nullopt;
}

/// The bytes that are meant. A percent sign that begins no escape means itself (and so does a plus sign: what is sent
/// here never says "blank" with it); QByteArray::fromPercentEncoding makes of %zz whatever it likes.
QByteArray decoded(QByteArrayView text)
{
    QByteArray bytes;
    bytes.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size()) {
            const auto high = hexDigit(text[i + 1]);
            const auto low = hexDigit(text[i + 2]);
            if (high && low) {
                bytes += char(*high * 16 + *low);
                i += 2;
                continue;
            }
        }
        bytes += text[i];
    }
    return bytes;
}

/// All but A-Z a-z 0-9 - . _ ~ as %XX.
QByteArray encodedOnce(QByteArrayView text)
{
    return decoded(text).toPercentEncoding();
}

QByteArray canonicalPath(const QByteArray &path)
{
    QByteArray canonical;
    const QList<QByteArray> segments = path.split('/');
    for (const QByteArray &segment : segments)
        canonical += encodedOnce(segment) + '/';
    if (path.endsWith('/')) // it has its final slash already
        canonical.chop(1);
    if (!canonical.startsWith('/'))
        canonical.prepend('/');
    return canonical;
}

QByteArray canonicalQuery(const QByteArray &query)
{
    QList<std::pair<QByteArray, QByteArray>> pairs;
    const QList<QByteArray> parts = query.split('&');
    for (const QByteArray &part : parts) {
        if (part.isEmpty())
            continue;
        const qsizetype equals = part.indexOf('=');
        const QByteArrayView all = part;
        pairs.append({decoded(equals < 0 ? all : all.first(equals)),
                      decoded(equals < 0 ? QByteArrayView() : all.sliced(equals + 1))});
    }
    std::sort(pairs.begin(), pairs.end());
    QByteArrayList texts;
    for (const auto &[name, value] : std::as_const(pairs))
        texts += name.toPercentEncoding() + '=' + value.toPercentEncoding();
    return texts.join('&');
}

/// Lower-case names and trimmed values, in the order of the names.
QList<RawHeader> canonicalHeaders(const QList<RawHeader> &headers)
{
    QList<RawHeader> canonical;
    for (const auto &[name, value] : headers)
        canonical.append({name.toLower(), value.trimmed()});
    std::stable_sort(canonical.begin(), canonical.end(),
                     [](const RawHeader &a, const RawHeader &b) { return a.first < b.first; });
    return canonical;
}

QByteArray namesOf(const QList<RawHeader> &headers)
{
    QByteArrayList names;
    for (const RawHeader &header : headers)
        names += header.first;
    return names.join(';');
}

QByteArray valueOf(const QList<RawHeader> &headers, QByteArrayView name)
{
    const auto found = std::ranges::find_if(headers, [name](const RawHeader &each) { return each.first == name; });
    return found == headers.end() ? QByteArray() : found->second;
}

QByteArray hexDigest(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
}

/// The key comes filled up to a block, as HMAC would do it: then Qt makes no longer copy of its own, and ours can be
/// overwritten.
QByteArray keyedDigest(const QByteArray &text, QByteArrayView secret)
{
    QByteArray block(blockSize, '\0');
    if (secret.size() <= blockSize) {
        std::copy(secret.begin(), secret.end(), block.begin());
    } else {
        QCryptographicHash hash(QCryptographicHash::Sha256);
        hash.addData(secret);
        QByteArray shorter = hash.result();
        std::copy(shorter.cbegin(), shorter.cend(), block.begin());
        explicit_bzero(shorter.data(), size_t(shorter.size()));
    }
    QByteArray digest = QMessageAuthenticationCode::hash(text, block, QCryptographicHash::Sha256).toHex();
    explicit_bzero(block.data(), size_t(block.size()));
    return digest;
}

/// A line break would end the header and begin another; Qt sends what it is given.
QByteArray headerValue(const ProjectId &project)
{
    const QByteArray text = project.text.toUtf8();
    return isHeaderText(text) ? text : text.toPercentEncoding();
}

} // namespace

QByteArray canonicalRequest(const SigningRequest &request)
{
    const QList<RawHeader> headers = canonicalHeaders(request.headers);
    QByteArray canonical =
        request.method.toUpper() + '\n' + canonicalPath(request.path) + '\n' + canonicalQuery(request.query) + '\n';
    for (const auto &[name, value] : headers)
        canonical += name + ':' + value + '\n';
    // Whoever cannot hash the body says so in a header.
    const QByteArray stated = valueOf(headers, "x-sdk-content-sha256");
    return canonical + '\n' + namesOf(headers) + '\n' + (stated.isEmpty() ? hexDigest(request.body) : stated);
}

QByteArray stringToSign(const QByteArray &canonical, const QByteArray &sdkDate)
{
    return QByteArray(algorithm) + '\n' + sdkDate + '\n' + hexDigest(canonical);
}

QByteArray authorization(const SigningRequest &request, const AccessKey &key)
{
    const QList<RawHeader> headers = canonicalHeaders(request.headers);
    const QByteArray date = valueOf(headers, "x-sdk-date");
    Q_ASSERT(!date.isEmpty());
    const QByteArray text = stringToSign(canonicalRequest(request), date);
    return QByteArray(algorithm) + " Access=" + key.id.reveal().toByteArray() + ", SignedHeaders=" + namesOf(headers)
        + ", Signature=" + keyedDigest(text, key.secret.reveal());
}

QByteArray sdkDate(const QDateTime &at)
{
    return at.toUTC().toString(u"yyyyMMdd'T'HHmmss'Z'").toLatin1();
}

QList<RawHeader> signedHeaders(const QByteArray &method, const QByteArray &path, const QByteArray &query,
                               const QByteArray &body, const QByteArray &host, const ProjectId &project,
                               const AccessKey &key, const QDateTime &at)
{
    Q_ASSERT(checkAccessKey(key, {}));
    QList<RawHeader> sent;
    sent.append({"X-Sdk-Date", sdkDate(at)}); // one by one: a list made whole is not checked for memory by Qt 6.4
    if (!project.text.isEmpty())
        sent.append({"X-Project-Id", headerValue(project)});
    if (!key.securityToken.isEmpty())
        sent.append({"X-Security-Token", key.securityToken.reveal().toByteArray()});
    SigningRequest request{method, path, query, sent, body};
    request.headers.append({"Host", host});
    sent.append({"Authorization", authorization(request, key)});
    return sent;
}

Result<void> checkAccessKey(const AccessKey &key, const QString &origin)
{
    if (key.id.isEmpty() || key.secret.isEmpty())
        return failure(Error::Kind::Usage, Error::Reason::NoCredential, origin);
    const QByteArrayView id = key.id.reveal();
    const bool isOnePart = !id.contains(',') && !id.contains('=');
    if (!isOnePart || !isHeaderText(id) || !isHeaderText(key.secret.reveal())
        || !isHeaderText(key.securityToken.reveal()))
        return failure(Error::Kind::Usage, Error::Reason::BadToken, origin);
    return {};
}

} // namespace spillway
