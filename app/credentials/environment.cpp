// SPDX-License-Identifier: GPL-3.0-or-later
#include "credentials/look.h"
#include "credentials/translation.h"

namespace spillway {

using namespace Qt::StringLiterals;
using State = Place::State;

namespace {

NamedSecret named(const QProcessEnvironment &environment, const QString &variable)
{
    return {variable, secretOf(environment, variable)};
}

Look keyPair(const QProcessEnvironment &environment, const QString &id, const QString &secret,
             const QString &securityToken, FoundCredential beside)
{
    return keyLook(id + u", " + secret, named(environment, id), named(environment, secret),
                   securityToken.isEmpty() ? NamedSecret() : named(environment, securityToken), std::move(beside));
}

/// Known, so that who uses it is told; the SDK would prefer it to a key.
Look identityProvider(const QProcessEnvironment &environment)
{
    const QString provider = u"HUAWEICLOUD_SDK_IDP_ID"_s;
    const QString tokenFile = u"HUAWEICLOUD_SDK_ID_TOKEN_FILE"_s;
    const QString place = provider + u", " + tokenFile;
    const bool hasProvider = !environment.value(provider).isEmpty();
    const bool hasTokenFile = !environment.value(tokenFile).isEmpty();
    if (!hasProvider && !hasTokenFile)
        return absent(place, Tr::tr("Not set."));
    if (!hasProvider || !hasTokenFile)
        return lacking(place, hasProvider ? tokenFile : provider);
    return lookOf(place, State::Unsupported, Tr::tr("Signing in through an identity provider is not supported."));
}

} // namespace

void lookAtKeyVariables(const SearchScope &scope, Looks &looks)
{
    const QProcessEnvironment &environment = scope.environment;
    looks.push_back(identityProvider(environment));

    FoundCredential sdk;
    sdk.projectId = environment.value(u"HUAWEICLOUD_SDK_PROJECT_ID"_s);
    looks.push_back(keyPair(environment, u"HUAWEICLOUD_SDK_AK"_s, u"HUAWEICLOUD_SDK_SK"_s,
                            u"HUAWEICLOUD_SDK_SECURITY_TOKEN"_s, std::move(sdk)));

    looks.push_back(keyPair(environment, u"CLOUD_SDK_AK"_s, u"CLOUD_SDK_SK"_s, {}, {}));

    FoundCredential terraform;
    terraform.region = environment.value(u"HW_REGION_NAME"_s);
    terraform.projectName = environment.value(u"HW_PROJECT_NAME"_s);
    terraform.iamEndpoint = withoutVersion(environment.value(u"HW_AUTH_URL"_s));
    looks.push_back(
        keyPair(environment, u"HW_ACCESS_KEY"_s, u"HW_SECRET_KEY"_s, u"HW_SECURITY_TOKEN"_s, std::move(terraform)));
}

FoundCredential besideOpenStack(const QProcessEnvironment &environment)
{
    FoundCredential beside;
    beside.region = firstOf(environment, {u"OS_REGION_NAME"_s, u"OS_REGION"_s});
    beside.projectId = firstOf(environment, {u"OS_PROJECT_ID"_s, u"OS_TENANT_ID"_s});
    beside.projectName = firstOf(environment, {u"OS_PROJECT_NAME"_s, u"OS_TENANT_NAME"_s});
    beside.iamEndpoint = withoutVersion(environment.value(u"OS_AUTH_URL"_s));
    beside.caFile = environment.value(u"OS_CACERT"_s);
    return beside;
}

void lookAtOpenStackVariables(const SearchScope &scope, Looks &looks)
{
    const QProcessEnvironment &environment = scope.environment;
    lookAtTokenVariables(scope, looks);
    looks.push_back(keyPair(environment, u"OS_ACCESS_KEY"_s, u"OS_SECRET_KEY"_s, u"OS_SECURITY_TOKEN"_s,
                            besideOpenStack(environment)));

    UserPassword user;
    user.user = environment.value(u"OS_USERNAME"_s);
    user.domain = firstOf(environment, {u"OS_USER_DOMAIN_NAME"_s, u"OS_DOMAIN_NAME"_s});
    user.password = secretOf(environment, u"OS_PASSWORD"_s);
    looks.push_back(passwordLook(u"OS_USERNAME, OS_PASSWORD"_s, std::move(user),
                                 {u"OS_USERNAME"_s, u"OS_USER_DOMAIN_NAME"_s, u"OS_PASSWORD"_s},
                                 besideOpenStack(environment)));
}

} // namespace spillway
