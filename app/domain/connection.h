// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/credential.h"
#include "domain/names.h"

#include <QDateTime>

#include <optional>

namespace spillway {

/// Where the service is and who asks. Not copyable: it holds secrets.
struct Connection
{
    QString endpoint; ///< as the person gave it; checked by wire/endpoint.h
    ProjectId project; ///< empty: IAM is asked which one has projectName
    QString projectName; ///< usually the region, such as cn-north-4; needed where there is no project
    QString iamEndpoint; ///< checked like the endpoint; needed for a password, and where there is no project
    Credential credential;
    QString origin; ///< where the credential came from, for people: "OS_TOKEN", a file's path
    QString caFile; ///< additional certificate authorities (PEM), may be empty
    ProxyChoice proxy;
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

} // namespace spillway
