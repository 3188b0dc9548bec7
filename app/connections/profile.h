// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/credential.h"

#include <QList>

#include <chrono>
#include <optional>

namespace spillway {

/// A connection that a person has given a name: where, as whom, and by which way. No secret is in it; those are a
/// ProfileSecrets, kept by a SecretKeeper under the same id.
struct ConnectionProfile
{
    enum class SignIn {
        Found, ///< with what the credential search finds
        AccessKey,
        TokenFile,
        Token,
        Password, ///< of an IAM user, for which IAM gives a token
        Agency, ///< with the key that this computer is given, if it is a server of the cloud
    };
    struct Proxy
    {
        ProxyChoice::Kind kind = ProxyChoice::Kind::System;
        QString host; ///< Manual only, like the rest
        quint16 port = 0;
        QString user; ///< empty: it wants none
        friend bool operator==(const Proxy &, const Proxy &) = default;
    };

    QString id; ///< a UUID without braces; the same for as long as the connection is there
    QString name;
    QString region;
    QString endpoint; ///< empty: the region's
    QString projectId; ///< empty: looked up
    QString projectName; ///< empty: the region's own
    SignIn signIn = SignIn::Found;
    QString tokenFile; ///< TokenFile only
    QString user; ///< Password only, like the next
    QString domain; ///< the account's name
    QString iamEndpoint; ///< empty: the region's
    QString caFile; ///< certificate authorities to trust in addition; may be empty
    Proxy proxy;
    std::optional<std::chrono::seconds> interval; ///< as in settings/preferences.h; nothing: the preference

    friend bool operator==(const ConnectionProfile &, const ConnectionProfile &) = default;
};

/// What a connection keeps secret. Not copyable; empty ones are not used.
struct ProfileSecrets
{
    Secret accessKeyId;
    Secret secretKey;
    Secret securityToken;
    Secret token;
    Secret password;
    Secret proxyPassword;

    bool isEmpty() const;
};

/// A second one: said by name, so that no copy is made by chance.
ProfileSecrets copyOf(const ProfileSecrets &secrets);

/// What a connection has to keep after new secrets were typed: those, else what was kept, and only what it uses. A new
/// access key replaces the old one whole, for its security token belongs to no other.
ProfileSecrets merged(const ConnectionProfile &profile, const ProfileSecrets &kept, const ProfileSecrets &typed);

/// With what the connection signs in by itself; std::monostate for Found and TokenFile, and where a secret is missing.
Credential credentialOf(const ConnectionProfile &profile, const ProfileSecrets &secrets);
ProxyChoice proxyOf(const ConnectionProfile &profile, const ProfileSecrets &secrets);

} // namespace spillway
