// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/connecting.h"

#include "credentials/regions.h"

namespace spillway {

namespace {

QString firstOf(std::initializer_list<QString> texts)
{
    for (const QString &text : texts) {
        if (!text.isEmpty())
            return text;
    }
    return {};
}

} // namespace

ConnectionProfile Wish::over(ConnectionProfile profile) const
{
    // An endpoint or a project of another region would be of no use.
    if (!region.isEmpty() && region != profile.region) {
        profile.region = region;
        profile.endpoint.clear();
        profile.iamEndpoint.clear();
        profile.projectId.clear();
        profile.projectName.clear();
    }
    profile.endpoint = firstOf({endpoint, profile.endpoint});
    profile.iamEndpoint = firstOf({iamEndpoint, profile.iamEndpoint});
    // A name that is said is not that of the id beside it, which would go first.
    profile.projectId = firstOf({projectId, projectName.isEmpty() ? profile.projectId : QString()});
    profile.projectName = firstOf({projectName, profile.projectName});
    profile.caFile = firstOf({caFile, profile.caFile});
    return profile;
}

Wish wishOf(const ConnectionProfile &profile)
{
    return {profile.endpoint,    profile.region,      profile.projectId,
            profile.projectName, profile.iamEndpoint, profile.caFile};
}

Result<Connection> connectionWith(const Wish &wish, FoundCredential found, const SearchScope &scope)
{
    const QString region = firstOf({wish.region, found.region});
    Connection connection;
    connection.endpoint = wish.endpoint;
    // A region that was said is meant, whatever endpoint stands beside the key; also if it is none.
    if (connection.endpoint.isEmpty() && wish.region.isEmpty())
        connection.endpoint = found.endpoint;
    if (connection.endpoint.isEmpty() && !region.isEmpty())
        connection.endpoint = disEndpoint(region, scope).address;
    if (connection.endpoint.isEmpty())
        return failure(Error::Kind::Usage, Error::Reason::NoEndpoint);
    // A project belongs to one region: one that stood beside the key is of no use in another.
    const bool isElsewhere = !wish.region.isEmpty() && !found.region.isEmpty() && wish.region != found.region;
    connection.project = {
        firstOf({wish.projectId, isElsewhere || !wish.projectName.isEmpty() ? QString() : found.projectId})};
    connection.projectName = firstOf({wish.projectName, isElsewhere ? QString() : found.projectName, region});
    connection.iamEndpoint = firstOf({wish.iamEndpoint, found.iamEndpoint});
    if (connection.iamEndpoint.isEmpty() && !region.isEmpty())
        connection.iamEndpoint = iamEndpoint(region, scope).address;
    connection.caFile = firstOf({wish.caFile, found.caFile});
    connection.credential = std::move(found.credential);
    connection.origin = std::move(found.origin);
    return connection;
}

Result<Connection> searchedConnection(const Wish &wish, const SearchScope &scope)
{
    Search search = searchCredentials(scope);
    if (!search.found)
        return failure(search.problem.value());
    return connectionWith(wish, *std::move(search.found), scope);
}

Result<Connection> namedConnection(const ConnectionProfile &profile, const ProfileSecrets &secrets, SearchScope scope)
{
    using SignIn = ConnectionProfile::SignIn;
    Result<Connection> connection;
    // Without its file the search would take another credential.
    if (profile.signIn == SignIn::TokenFile && profile.tokenFile.isEmpty())
        return failure(Error::Kind::Usage, Error::Reason::NoSecret, profile.name);
    if (profile.signIn == SignIn::Found || profile.signIn == SignIn::TokenFile) {
        scope.tokenFile = profile.signIn == SignIn::TokenFile ? profile.tokenFile : QString();
        connection = searchedConnection(wishOf(profile), scope);
    } else {
        FoundCredential found;
        found.credential = credentialOf(profile, secrets);
        found.origin = profile.name;
        if (std::holds_alternative<std::monostate>(found.credential))
            return failure(Error::Kind::Usage, Error::Reason::NoSecret, profile.name);
        connection = connectionWith(wishOf(profile), std::move(found), scope);
    }
    if (connection)
        connection->proxy = proxyOf(profile, secrets);
    return connection;
}

} // namespace spillway
