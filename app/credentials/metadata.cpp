// SPDX-License-Identifier: GPL-3.0-or-later
#include "credentials/metadata.h"

#include "credentials/look.h"
#include "wire/endpoint.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstring>

namespace spillway {

using namespace Qt::StringLiterals;
using State = Place::State;
using Reason = Error::Reason;

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Credentials)
};

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
    return key;
}

void lookAtMetadata(const SearchScope &scope, Looks &looks)
{
    const QString place = metadataAddress;
    if (!scope.asksMetadata) {
        looks.push_back(absent(place, Tr::tr("Asked only when it is chosen.")));
        return;
    }
    if (scope.metadataAnswer.isEmpty()) {
        looks.push_back(absent(place, Tr::tr("It has not answered.")));
        return;
    }
    Result<TemporaryKey> key = decodeMetadataKey(scope.metadataAnswer);
    if (!key) {
        looks.push_back(lookOf(place, State::Malformed, Tr::tr("Its answer holds no key.")));
        return;
    }
    FoundCredential credential;
    credential.credential = std::move(key->key);
    looks.push_back(found(place, std::move(credential)));
}

} // namespace spillway
