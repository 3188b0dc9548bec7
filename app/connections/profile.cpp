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

ProfileSecrets merged(const ConnectionProfile &profile, const ProfileSecrets &kept, const ProfileSecrets &typed)
{
    using SignIn = ConnectionProfile::SignIn;
    ProfileSecrets all;
    const auto take = [&](Secret ProfileSecrets::*one) {
        all.*one = copyOf((typed.*one).isEmpty() ? kept.*one : typed.*one);
    };
    if (profile.signIn == SignIn::AccessKey && (!typed.accessKeyId.isEmpty() || !typed.secretKey.isEmpty())) {
        take(&ProfileSecrets::accessKeyId); // it may have been the secret half alone that was wrong
        all.secretKey = copyOf(typed.secretKey);
        all.securityToken = copyOf(typed.securityToken);
    } else if (profile.signIn == SignIn::AccessKey) {
        take(&ProfileSecrets::accessKeyId);
        take(&ProfileSecrets::secretKey);
        take(&ProfileSecrets::securityToken);
    } else if (profile.signIn == SignIn::Token) {
        take(&ProfileSecrets::token);
    } else if (profile.signIn == SignIn::Password) {
        take(&ProfileSecrets::password);
    }
    if (profile.proxy.kind == ProxyChoice::Kind::Manual)
        take(&ProfileSecrets::proxyPassword);
    return all;
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
    case SignIn::Agency:
        return ServerAgency();
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
