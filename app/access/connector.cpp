// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/connector.h"

#include "domain/whendone.h"

#include <QFutureInterface>
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

/// The result of later. Not a QPromise, which at its end would tell those who wait that they are cancelled: some of
/// them may be gone by then as well.
template <class T> class Given
{
public:
    Given() { m_result.reportStarted(); }
    QFuture<T> future() const { return m_result.future(); }
    void give(T result) const
    {
        m_result.reportResult(std::move(result));
        m_result.reportFinished();
    }

private:
    mutable QFutureInterface<T> m_result; // shared by all copies
};

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

Connector::Connector(SearchScope scope, SecretKeeper &keeper, std::shared_ptr<const ClientLimits> limits,
                     QObject *parent)
    : QObject(parent)
    , m_scope(std::move(scope))
    , m_keeper(keeper)
    , m_limits(std::move(limits))
{
}

Result<std::shared_ptr<Connector::OwnClient>> Connector::clientFor(Connection connection,
                                                                   const std::shared_ptr<const ClientLimits> &own) const
{
    auto made = std::make_shared<OwnClient>();
    auto client = DisClient::create(std::move(connection), made->network, systemClock(), {}, own ? own : m_limits);
    if (!client)
        return failure(client.error());
    made->client = std::move(*client);
    return made;
}

SourceResult Connector::open(Connection connection, const std::shared_ptr<const ClientLimits> &own) const
{
    const auto made = clientFor(std::move(connection), own);
    if (!made)
        return failure(made.error());
    return std::shared_ptr<TaskSource>(*made, (*made)->client.get());
}

QFuture<SourceResult> Connector::openFound(const Wish &wish)
{
    const Given<SourceResult> given;
    whenDone(this, findInBackground(wish, m_scope), [this, given](Result<Connection> found) {
        given.give(found ? open(*std::move(found)) : failure(found.error()));
    });
    return given.future();
}

QFuture<SourceResult> Connector::openNamed(const ConnectionProfile &profile)
{
    const Given<SourceResult> given;
    whenDone(this, connectNamed(profile), [this, given](const SharedConnection &named) {
        given.give(*named ? open(std::move(**named)) : failure(named->error()));
    });
    return given.future();
}

QFuture<SharedConnection> Connector::connectNamed(const ConnectionProfile &profile, const Wish &wish)
{
    const Given<SharedConnection> given;
    const auto put = [this, given, wanted = wish.over(profile)](Result<KeptSecrets> kept) {
        const std::optional<Error> problem = kept ? std::nullopt : std::optional(kept.error());
        const auto named = [given, problem](Result<Connection> connection) {
            const bool lacksSecret = !connection && connection.error().reason == Error::Reason::NoSecret;
            if (lacksSecret && problem)
                connection = failure(*problem);
            given.give(std::make_shared<Result<Connection>>(std::move(connection)));
        };
        // Without the keyring there may be nothing to read, and nothing needed.
        whenDone(this, nameInBackground(wanted, kept ? std::move(kept->secrets) : ProfileSecrets(), m_scope), named);
    };
    whenDone(this, m_keeper.read(profile.id), put);
    return given.future();
}

QFuture<Result<void>> Connector::tryOut(const QFuture<Result<Connection>> &connection)
{
    const Given<Result<void>> given;
    whenDone(this, connection, [this, given](Result<Connection> put) {
        const auto own = put ? clientFor(*std::move(put)) : failure(put.error());
        if (!own)
            return given.give(Result<void>(failure(own.error())));
        // The client lives until it has its answer.
        whenDone(this, (*own)->client->tryOut(),
                 [given, own = *own](Result<void> tried) { given.give(std::move(tried)); });
    });
    return given.future();
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
