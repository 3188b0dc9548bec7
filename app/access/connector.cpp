// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/connector.h"

#include "connections/promised.h"
#include "domain/whendone.h"

#include <QNetworkAccessManager>
#include <QtConcurrentRun>

namespace spillway {

/// A client together with the network it needs.
struct Connector::OwnClient
{
    QNetworkAccessManager network;
    std::unique_ptr<DisClient> client; // goes before its network
};

namespace {

QFuture<Result<Connection>> findInBackground(const Wish &wish, const SearchScope &scope)
{
    return QtConcurrent::run([wish, scope] { return searchedConnection(wish, scope); });
}

QFuture<Result<Connection>> nameInBackground(const ConnectionProfile &profile, ProfileSecrets secrets,
                                             const SearchScope &scope)
{
    auto kept = std::make_shared<ProfileSecrets>(std::move(secrets));
    return QtConcurrent::run([profile, kept, scope] { return namedConnection(profile, *kept, scope); });
}

} // namespace

Connector::Connector(SearchScope scope, SecretKeeper &keeper, std::shared_ptr<const BodyLimit> limit, QObject *parent)
    : QObject(parent)
    , m_scope(std::move(scope))
    , m_keeper(keeper)
    , m_limit(std::move(limit))
{
}

Result<std::shared_ptr<Connector::OwnClient>> Connector::clientFor(Connection connection) const
{
    auto own = std::make_shared<OwnClient>();
    auto client = DisClient::create(std::move(connection), own->network, systemClock(), {}, m_limit);
    if (!client)
        return failure(client.error());
    own->client = std::move(*client);
    return own;
}

SourceResult Connector::open(Connection connection) const
{
    const auto own = clientFor(std::move(connection));
    if (!own)
        return failure(own.error());
    return std::shared_ptr<TaskSource>(*own, (*own)->client.get());
}

QFuture<SourceResult> Connector::openFound(const Wish &wish)
{
    auto promise = startedPromise<SourceResult>();
    whenDone(this, findInBackground(wish, m_scope), [this, promise](Result<Connection> found) {
        keep(*promise, found ? open(*std::move(found)) : failure(found.error()));
    });
    return promise->future();
}

QFuture<SourceResult> Connector::openNamed(const ConnectionProfile &profile)
{
    auto promise = startedPromise<SourceResult>();
    whenDone(this, connectNamed(profile), [this, promise](const SharedConnection &named) {
        keep(*promise, *named ? open(std::move(**named)) : failure(named->error()));
    });
    return promise->future();
}

QFuture<SharedConnection> Connector::connectNamed(const ConnectionProfile &profile, const Wish &wish)
{
    auto promise = startedPromise<SharedConnection>();
    const auto put = [this, promise, wanted = wish.over(profile)](Result<KeptSecrets> kept) {
        const std::optional<Error> problem = kept ? std::nullopt : std::optional(kept.error());
        const auto named = [promise, problem](Result<Connection> connection) {
            const bool lacksSecret = !connection && connection.error().reason == Error::Reason::NoSecret;
            if (lacksSecret && problem)
                connection = failure(*problem);
            keep(*promise, std::make_shared<Result<Connection>>(std::move(connection)));
        };
        // Without the keyring there may be nothing to read, and nothing needed.
        whenDone(this, nameInBackground(wanted, kept ? std::move(kept->secrets) : ProfileSecrets(), m_scope), named);
    };
    whenDone(this, m_keeper.read(profile.id), put);
    return promise->future();
}

QFuture<Result<void>> Connector::tryOut(const QFuture<Result<Connection>> &connection)
{
    auto promise = startedPromise<Result<void>>();
    whenDone(this, connection, [this, promise](Result<Connection> put) {
        const auto own = put ? clientFor(*std::move(put)) : failure(put.error());
        if (!own)
            return keep(*promise, Result<void>(failure(own.error())));
        // The client lives until it has its answer.
        whenDone(this, (*own)->client->tryOut(),
                 [promise, own = *own](Result<void> tried) { keep(*promise, std::move(tried)); });
    });
    return promise->future();
}

QFuture<Result<void>> Connector::tryFound(const Wish &wish)
{
    return tryOut(findInBackground(wish, m_scope));
}

QFuture<Result<void>> Connector::tryNamed(const ConnectionProfile &profile, ProfileSecrets secrets)
{
    return tryOut(nameInBackground(profile, std::move(secrets), m_scope));
}

} // namespace spillway
