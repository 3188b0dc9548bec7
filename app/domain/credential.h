// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/secret.h"

#include <QString>

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

} // namespace spillway
