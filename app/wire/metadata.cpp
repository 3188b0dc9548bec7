// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/metadata.h"

#include "wire/endpoint.h"
#include "wire/signature.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <cstring>

namespace spillway {

using namespace Qt::StringLiterals;
using Reason = Error::Reason;

namespace {

auto malformed(Reason reason, const QString &member = {})
{
    return failure(Error::Kind::Malformed, reason, member);
}

Result<Secret> secretOf(const QJsonObject &credential, const QString &member)
{
    QByteArray text = credential.value(member).toString().toUtf8();
    Secret secret{QByteArrayView(text)};
    explicit_bzero(text.data(), size_t(text.size()));
    if (secret.isEmpty())
        return malformed(Reason::Unspecified, member);
    if (!checkToken(secret, member))
        return malformed(Reason::BadToken, member);
    return secret;
}

} // namespace

Result<TemporaryKey> decodeMetadataKey(QByteArrayView answer)
{
    QJsonParseError error;
    const auto document = QJsonDocument::fromJson(QByteArray::fromRawData(answer.data(), answer.size()), &error);
    if (error.error != QJsonParseError::NoError)
        return malformed(Reason::NotJson);
    if (!document.isObject())
        return malformed(Reason::NotAnObject);
    const QJsonObject credential = document.object().value("credential"_L1).toObject();
    TemporaryKey key;
    const std::pair<QString, Secret *> parts[]{
        {u"access"_s, &key.key.id}, {u"secret"_s, &key.key.secret}, {u"securitytoken"_s, &key.key.securityToken}};
    for (const auto &[member, part] : parts) {
        Result<Secret> secret = secretOf(credential, member);
        if (!secret)
            return failure(secret.error());
        *part = std::move(*secret);
    }
    const QString expiry = u"expires_at"_s;
    key.expiresAt = QDateTime::fromString(credential.value(expiry).toString(), Qt::ISODateWithMs).toUTC();
    if (!key.expiresAt.isValid())
        return malformed(Reason::Unspecified, expiry);
    if (!checkAccessKey(key.key, {}))
        return malformed(Reason::BadToken, u"access"_s);
    return key;
}

} // namespace spillway
