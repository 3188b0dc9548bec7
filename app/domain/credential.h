// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/secret.h"

#include <QDateTime>
#include <QString>

#include <optional>
#include <variant>

namespace spillway {

/// What IAM gave for signing in; sent as X-Auth-Token.
struct Token
{
    Secret value;
};

/// An access key (AK/SK), with which requests are signed. A temporary one has a security token, sent as
/// X-Security-Token and signed.
struct AccessKey
{
    Secret id;
    Secret secret;
    Secret securityToken; ///< empty: a permanent key
};

/// An IAM user's name and password, for which IAM gives a token.
struct UserPassword
{
    QString user;
    QString domain; ///< the account's name
    Secret password;
};

/// The temporary access key that a virtual machine of the cloud (ECS) is given by its agency: asked for on the
/// machine's own link, where only such a machine can.
struct ServerAgency
{
};

/// What proves who asks; std::monostate: nothing does. Not copyable.
using Credential = std::variant<std::monostate, Token, AccessKey, UserPassword, ServerAgency>;

/// Which proxy a connection goes through. Not copyable: it may hold a password.
struct ProxyChoice
{
    enum class Kind {
        System, ///< what the desktop says, and else HTTPS_PROXY, HTTP_PROXY, NO_PROXY
        None,
        Manual,
    };
    Kind kind = Kind::System;
    QString host; ///< Manual: name or address
    quint16 port = 0;
    QString user; ///< empty: it wants none
    Secret password;
};

/// What a person may know about the credential in use. No secret is in it.
struct CredentialFacts
{
    enum class Kind { None, Token, AccessKey, TemporaryKey, Password };
    Kind kind = Kind::None;
    QString shortId; ///< of an access key: its first four characters
    QString user; ///< of a password
    QString origin; ///< see Connection::origin
    std::optional<QDateTime> expires; ///< of the token that IAM gave, UTC

    friend bool operator==(const CredentialFacts &, const CredentialFacts &) = default;
};

/// Of an access key, and of any credential before it is used; origin and expiry are left empty.
CredentialFacts factsOf(const AccessKey &key);
CredentialFacts factsOf(const Credential &credential);

/// As much of an access key's id as may be shown: four characters at most, and never more than half of it.
QString shownPart(const Secret &accessKeyId);

/// Whether a header can carry it, and a signer cannot mistake it: 0x21-0x7E only. True for nothing at all.
bool isHeaderText(QByteArrayView bytes);

} // namespace spillway
