// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/connector.h"

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
    return findInBackground(wish, m_scope).then(this, [this](QFuture<Result<Connection>> found) -> SourceResult {
        Result<Connection> connection = found.takeResult();
        return connection ? open(*std::move(connection)) : failure(connection.error());
    });
}

QFuture<SourceResult> Connector::openNamed(const ConnectionProfile &profile)
{
    return m_keeper.read(profile.id)
        .then(this,
              [this, profile](QFuture<Result<KeptSecrets>> reading) {
                  Result<KeptSecrets> kept = reading.takeResult();
                  // Without the keyring there may be nothing to read, and nothing needed.
                  return nameInBackground(profile, kept ? std::move(kept->secrets) : ProfileSecrets(), m_scope)
                      .then(this,
                            [this, problem = kept ? std::nullopt : std::optional(kept.error())](
                                QFuture<Result<Connection>> named) -> SourceResult {
                                Result<Connection> connection = named.takeResult();
                                if (connection)
                                    return open(*std::move(connection));
                                const bool lacksSecret = connection.error().reason == Error::Reason::NoSecret;
                                return failure(lacksSecret && problem ? *problem : connection.error());
                            });
              })
        .unwrap();
}

QFuture<Result<void>> Connector::tryOut(QFuture<Result<Connection>> connection)
{
    return connection
        .then(this,
              [this](QFuture<Result<Connection>> ready) {
                  Result<Connection> put = ready.takeResult();
                  auto own = put ? clientFor(*std::move(put)) : failure(put.error());
                  if (!own)
                      return QtFuture::makeReadyFuture<Result<void>>(failure(own.error()));
                  // It lives until it has its answer, and dies from the event loop: it is in the middle of telling.
                  return (*own)->client->tryOut().then(this, [own = *own](const Result<void> &result) { return result; });
              })
        .unwrap();
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
