// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/signatureverifier.h"
#include "wire/signature.h"

namespace spillway {

inline const QByteArray keyId = "FAKEAKFORTESTONLY001";
inline const QByteArray secret = "fakeSkForTestVectorsOnly0123456789abcdEF";
inline const QByteArray host = "127.0.0.1:8080";
inline const QDateTime moment(QDate(2026, 11, 23), QTime(10, 25, 30), Qt::UTC);

inline AccessKey keyOf(const QByteArray &id, const QByteArray &key, const QByteArray &token = {})
{
    return {Secret(id), Secret(key), Secret(token)};
}

inline QByteArray targetOf(const QByteArray &path, const QByteArray &query)
{
    return query.isEmpty() ? path : QByteArray(path + '?' + query);
}

/// What the other implementation says of a request signed by this one.
inline std::optional<QString> problemOf(const QByteArray &path, const QByteArray &query, const QByteArray &body = {},
                                        const QString &project = QStringLiteral("p"))
{
    QList<RawHeader> headers = signedHeaders("POST", path, query, body, host, {project}, keyOf(keyId, secret), moment);
    headers.prepend({"Host", host});
    return problemWith("POST", targetOf(path, query), headers, body, keyId, secret);
}

} // namespace spillway
