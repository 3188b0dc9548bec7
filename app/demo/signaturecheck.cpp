// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/signaturecheck.h"

#include <QCryptographicHash>

#include <algorithm>
#include <map>

namespace spillway {

namespace {

constexpr char algorithm[] = "SDK-HMAC-SHA256";

QByteArray digestOf(QByteArrayView bytes)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(bytes);
    return hash.result();
}

/// RFC 2104.
QByteArray keyedDigest(QByteArrayView key, const QByteArray &text)
{
    constexpr qsizetype blockSize = 64;
    QByteArray inner(blockSize, '\x36');
    QByteArray outer(blockSize, '\x5c');
    const QByteArray used = key.size() > blockSize ? digestOf(key) : key.toByteArray();
    for (qsizetype i = 0; i < used.size(); ++i) {
        inner[i] = char(inner[i] ^ used[i]);
        outer[i] = char(outer[i] ^ used[i]);
    }
    inner += text;
    outer += digestOf(inner);
    return digestOf(outer);
}

int valueOf(char hexDigit)
{
    if (hexDigit >= '0' && hexDigit <= '9')
        return hexDigit - '0';
    const char small = char(hexDigit | 0x20);
    return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

/// %41 to A; a percent sign that is none of an escape stands for itself.
QByteArray unescaped(QByteArrayView text)
{
    QByteArray bytes;
    while (!text.isEmpty()) {
        const bool isEscape = text.size() >= 3 && text[0] == '%' && valueOf(text[1]) >= 0 && valueOf(text[2]) >= 0;
        bytes += isEscape ? char(valueOf(text[1]) << 4 | valueOf(text[2])) : text[0];
        text = text.sliced(isEscape ? 3 : 1);
    }
    return bytes;
}

QByteArray escaped(const QByteArray &bytes)
{
    return bytes.toPercentEncoding();
}

/// In the canonical form there is always a slash at the end; on the wire there is none.
QByteArray canonicalPath(const QByteArray &path)
{
    QByteArrayList segments = path.split('/');
    for (QByteArray &segment : segments)
        segment = escaped(unescaped(segment));
    if (!segments.constLast().isEmpty())
        segments.append(QByteArray());
    return segments.join('/');
}

QByteArray canonicalQuery(const QByteArray &query)
{
    std::multimap<std::pair<QByteArray, QByteArray>, bool> sorted; // by name, then by value
    const QByteArrayList parts = query.split('&');
    for (const QByteArray &part : parts) {
        const qsizetype equals = part.indexOf('=');
        if (!part.isEmpty())
            sorted.insert({{unescaped(equals < 0 ? part : part.first(equals)),
                            equals < 0 ? QByteArray() : unescaped(part.mid(equals + 1))},
                           true});
    }
    QByteArrayList pairs;
    for (const auto &[pair, unused] : sorted)
        pairs.append(escaped(pair.first) + '=' + escaped(pair.second));
    return pairs.join('&');
}

bool isInOrder(const QByteArrayList &names)
{
    const bool isSmall = std::all_of(names.begin(), names.end(),
                                     [](const QByteArray &name) { return !name.isEmpty() && name == name.toLower(); });
    return isSmall && std::is_sorted(names.begin(), names.end());
}

} // namespace

std::optional<ShownSignature> parseAuthorization(const QByteArray &value)
{
    const QByteArray start = QByteArray(algorithm) + ' ';
    if (!value.startsWith(start))
        return std::nullopt;
    std::map<QByteArray, QByteArray> parts;
    const QByteArrayList texts = value.sliced(start.size()).split(',');
    for (const QByteArray &text : texts) {
        const qsizetype equals = text.indexOf('=');
        if (equals < 0 || !parts.emplace(text.first(equals).trimmed(), text.sliced(equals + 1).trimmed()).second)
            return std::nullopt;
    }
    ShownSignature shown;
    for (const auto &[name, part] : parts) {
        if (name == "Access")
            shown.accessKeyId = part;
        else if (name == "SignedHeaders")
            shown.signedHeaders = part.isEmpty() ? QByteArrayList() : part.split(';');
        else if (name == "Signature")
            shown.signature = part;
        else
            return std::nullopt;
    }
    return shown;
}

std::optional<QDateTime> parseSdkDate(const QByteArray &value)
{
    constexpr QByteArrayView pattern = "00000000T000000Z";
    if (value.size() != pattern.size())
        return std::nullopt;
    for (qsizetype i = 0; i < value.size(); ++i) {
        const bool isDigit = value[i] >= '0' && value[i] <= '9';
        if (pattern[i] == '0' ? !isDigit : value[i] != pattern[i])
            return std::nullopt;
    }
    const auto number = [&value](qsizetype at, qsizetype digits) { return value.mid(at, digits).toInt(); };
    const QDate date(number(0, 4), number(4, 2), number(6, 2));
    const QTime time(number(9, 2), number(11, 2), number(13, 2));
    return date.isValid() && time.isValid() ? std::optional(QDateTime(date, time, Qt::UTC)) : std::nullopt;
}

std::optional<QByteArray> expectedSignature(const HttpRequest &request, const QByteArrayList &signedHeaders,
                                            QByteArrayView secret)
{
    if (!isInOrder(signedHeaders))
        return std::nullopt;
    const qsizetype mark = request.target.indexOf('?');
    const QByteArray path = mark < 0 ? request.target : request.target.first(mark);
    const QByteArray query = mark < 0 ? QByteArray() : request.target.sliced(mark + 1);
    QByteArrayList lines{request.method, canonicalPath(path), canonicalQuery(query)};
    for (const QByteArray &name : signedHeaders) {
        const std::optional<QByteArray> value = request.header(name);
        if (!value)
            return std::nullopt;
        lines.append(name + ':' + *value);
    }
    lines += {QByteArray(), signedHeaders.join(';')};
    const QByteArray stated = "x-sdk-content-sha256"; // whoever cannot hash the body says so here, and signs that
    lines += signedHeaders.contains(stated) ? *request.header(stated) : digestOf(request.body).toHex();
    const QByteArrayList text{algorithm, request.header("x-sdk-date").value_or(QByteArray()),
                              digestOf(lines.join('\n')).toHex()};
    return keyedDigest(secret, text.join('\n')).toHex();
}

} // namespace spillway
