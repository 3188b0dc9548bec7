// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/signatureverifier.h"

#include <QCryptographicHash>
#include <QMap>

#include <algorithm>

namespace spillway {

using namespace Qt::StringLiterals;

namespace {

using Headers = QMap<QByteArray, QByteArrayList>; // by lower-case name; the values as they came

constexpr int block = 64; // bytes

QByteArray sha256(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
}

/// RFC 2104, spelled out.
QByteArray hmac(const QByteArray &key, const QByteArray &text)
{
    const QByteArray filled = (key.size() > block ? sha256(key) : key).leftJustified(block, '\0');
    QByteArray inner;
    QByteArray outer;
    for (const char byte : filled) {
        inner += char(byte ^ 0x36);
        outer += char(byte ^ 0x5c);
    }
    return sha256(outer + sha256(inner + text));
}

bool isUnreserved(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_'
        || c == '.' || c == '~';
}

/// "%2f" to '/'; a percent sign without two digits stays.
QByteArray unescaped(QByteArray text)
{
    for (qsizetype at = text.indexOf('%'); at >= 0; at = text.indexOf('%', at + 1)) {
        const QByteArray digits = text.mid(at + 1, 2).toUpper();
        const bool isEscape = digits.size() == 2 && std::all_of(digits.begin(), digits.end(), [](char c) {
                                  return QByteArrayView("0123456789ABCDEF").contains(c);
                              });
        if (isEscape)
            text.replace(at, 3, QByteArray(1, char(digits.toInt(nullptr, 16))));
    }
    return text;
}

QByteArray escapedOnce(const QByteArray &wire)
{
    QByteArray text;
    const QByteArray bytes = unescaped(wire);
    for (const char c : bytes)
        text += isUnreserved(c) ? QByteArray(1, c) : QByteArray("%" + QByteArray(1, c).toHex().toUpper());
    return text;
}

/// Rule 2: segments encoded once, slashes kept, always one at the end.
QByteArray pathLine(const QByteArray &path)
{
    QByteArray line;
    QByteArray segment;
    const QByteArray closed = path.endsWith('/') ? path : path + QByteArray("/");
    for (const char c : closed) {
        if (c != '/') {
            segment += c;
            continue;
        }
        line += escapedOnce(segment) + "/";
        segment.clear();
    }
    return line;
}

/// Rule 3: by name, then by value; always with an equals sign.
QByteArray queryLine(const QByteArray &query)
{
    QMap<QByteArray, QByteArrayList> values; // by decoded name
    const QByteArrayList parts = query.split('&');
    for (const QByteArray &part : parts) {
        const qsizetype equals = part.contains('=') ? part.indexOf('=') : part.size();
        if (!part.isEmpty())
            values[unescaped(part.left(equals))] += unescaped(part.mid(equals + 1));
    }
    QByteArray line;
    for (auto it = values.begin(); it != values.end(); ++it) {
        std::sort(it->begin(), it->end());
        for (const QByteArray &value : std::as_const(*it))
            line += "&" + it.key().toPercentEncoding() + "=" + value.toPercentEncoding();
    }
    return line.mid(1);
}

/// The parts of "SDK-HMAC-SHA256 Access=..., SignedHeaders=..., Signature=...".
std::optional<QMap<QByteArray, QByteArray>> partsOf(const QByteArray &authorization)
{
    const QByteArray start = "SDK-HMAC-SHA256 ";
    if (!authorization.startsWith(start))
        return std::nullopt;
    QMap<QByteArray, QByteArray> parts;
    QByteArrayList order;
    for (QByteArray part : authorization.mid(start.size()).split(',')) {
        if (!order.isEmpty() && !part.startsWith(' '))
            return std::nullopt;
        part = part.trimmed();
        order += part.left(part.indexOf('='));
        parts[order.last()] = part.mid(part.indexOf('=') + 1);
    }
    if (order != QByteArrayList{"Access", "SignedHeaders", "Signature"})
        return std::nullopt;
    return parts;
}

std::optional<QString> problemWithNames(const QByteArrayList &names, const Headers &headers)
{
    for (const QByteArray &name : names) {
        if (headers.value(name).size() != 1)
            return u"The signed header %1 came %2 times."_s.arg(QString::fromUtf8(name),
                                                                QString::number(headers.value(name).size()));
    }
    QByteArrayList sorted = names;
    std::sort(sorted.begin(), sorted.end());
    if (sorted != names)
        return u"The signed headers are not in order."_s;
    if (!names.contains("x-sdk-date"))
        return u"The date is not signed."_s;
    if (headers.contains("x-security-token") && !names.contains("x-security-token"))
        return u"The security token is not signed."_s;
    return std::nullopt;
}

bool isDate(const QByteArray &text) // 20261123T102530Z
{
    QByteArray shape = text;
    for (char &c : shape)
        c = c >= '0' && c <= '9' ? 'd' : c;
    return shape == "ddddddddTddddddZ";
}

} // namespace

std::optional<QString> problemWith(const QByteArray &method, const QByteArray &target,
                                   const QList<std::pair<QByteArray, QByteArray>> &headers, const QByteArray &body,
                                   const QByteArray &accessKeyId, const QByteArray &secret)
{
    Headers byName;
    for (const auto &[name, value] : headers)
        byName[name.toLower()] += value.trimmed();
    const QByteArrayList authorizations = byName.value("authorization");
    if (authorizations.size() != 1)
        return u"There are %1 Authorization headers."_s.arg(authorizations.size());
    const auto parts = partsOf(authorizations.first());
    if (!parts)
        return u"The Authorization header has not three parts of this algorithm."_s;
    if (parts->value("Access") != accessKeyId)
        return u"Another key was used."_s;

    const QByteArrayList names = parts->value("SignedHeaders").split(';');
    if (const auto problem = problemWithNames(names, byName))
        return problem;
    const QByteArray date = byName["x-sdk-date"].first();
    if (!isDate(date))
        return u"The date has another form."_s;

    const qsizetype mark = target.contains('?') ? target.indexOf('?') : target.size();
    QByteArray canonical =
        method.toUpper() + "\n" + pathLine(target.left(mark)) + "\n" + queryLine(target.mid(mark + 1));
    canonical += "\n";
    for (const QByteArray &name : names)
        canonical += name + ":" + byName[name].first() + "\n";
    canonical += "\n" + names.join(";") + "\n" + sha256(body).toHex();
    const QByteArray text = "SDK-HMAC-SHA256\n" + date + "\n" + sha256(canonical).toHex();
    if (parts->value("Signature") != hmac(secret, text).toHex())
        return u"The signature does not fit; the canonical request would be:\n%1"_s.arg(QString::fromUtf8(canonical));
    return std::nullopt;
}

std::optional<QString> problemWith(const QByteArray &rawRequest, const QByteArray &accessKeyId,
                                   const QByteArray &secret)
{
    const qsizetype end = rawRequest.indexOf("\r\n\r\n");
    if (end < 0)
        return u"The head of the request has no end."_s;
    const QByteArray head = rawRequest.left(end).replace("\r\n", "\n");
    const QByteArrayList lines = head.split('\n');
    const QByteArrayList words = lines.first().split(' ');
    if (words.size() != 3)
        return u"The request line has not three words."_s;
    QList<std::pair<QByteArray, QByteArray>> headers;
    for (const QByteArray &line : lines.mid(1))
        headers.append({line.left(line.indexOf(':')), line.mid(line.indexOf(':') + 1)});
    return problemWith(words[0], words[1], headers, rawRequest.mid(end + 4), accessKeyId, secret);
}

} // namespace spillway
