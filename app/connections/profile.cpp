// SPDX-License-Identifier: GPL-3.0-or-later
#include "connections/profile.h"

namespace spillway {

namespace {

Secret copyOf(const Secret &secret)
{
    return Secret(secret.reveal());
}

} // namespace

bool ProfileSecrets::isEmpty() const
{
    return accessKeyId.isEmpty() && secretKey.isEmpty() && securityToken.isEmpty() && token.isEmpty()
        && password.isEmpty() && proxyPassword.isEmpty();
}

ProfileSecrets copyOf(const ProfileSecrets &secrets)
{
    return {copyOf(secrets.accessKeyId), copyOf(secrets.secretKey), copyOf(secrets.securityToken),
            copyOf(secrets.token),       copyOf(secrets.password),  copyOf(secrets.proxyPassword)};
}

Credential credentialOf(const ConnectionProfile &profile, const ProfileSecrets &secrets)
{
    using SignIn = ConnectionProfile::SignIn;
    switch (profile.signIn) {
    case SignIn::AccessKey:
        if (!secrets.accessKeyId.isEmpty() && !secrets.secretKey.isEmpty())
            return AccessKey{copyOf(secrets.accessKeyId), copyOf(secrets.secretKey), copyOf(secrets.securityToken)};
        break;
    case SignIn::Token:
        if (!secrets.token.isEmpty())
            return Token{copyOf(secrets.token)};
        break;
    case SignIn::Password:
        if (!secrets.password.isEmpty())
            return UserPassword{profile.user, profile.domain, copyOf(secrets.password)};
        break;
    case SignIn::Found:
    case SignIn::TokenFile:
        break;
    }
    return {};
}

ProxyChoice proxyOf(const ConnectionProfile &profile, const ProfileSecrets &secrets)
{
    const ConnectionProfile::Proxy &proxy = profile.proxy;
    if (proxy.kind != ProxyChoice::Kind::Manual)
        return {proxy.kind, {}, 0, {}, {}};
    return {proxy.kind, proxy.host, proxy.port, proxy.user, copyOf(secrets.proxyPassword)};
}

} // namespace spillway
