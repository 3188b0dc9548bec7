// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "access/connecting.h"
#include "client/disclient.h"
#include "connections/secretkeeper.h"

#include <QObject>

namespace spillway {

/// Shared, because a future cannot be handed on with what only moves. Whoever gets it takes it.
using SharedConnection = std::shared_ptr<Result<Connection>>;
using SourceResult = Result<std::shared_ptr<TaskSource>>;

/// Opens connections for the window: reads files and keyring without making anybody wait, then makes the client.
/// Nothing is asked of the service but in the tries. All futures finish on this thread's event loop; those of an object
/// that is gone do not.
class Connector : public QObject
{
    Q_OBJECT

public:
    /// The keeper has to live as long. Limits: see DisClient::create().
    Connector(SearchScope scope, SecretKeeper &keeper, std::shared_ptr<const ClientLimits> limits,
              QObject *parent = nullptr);

    /// At once, with a credential that is at hand. Errors: Usage, File.
    /// Its own limits go before those of all.
    SourceResult open(Connection connection, const std::shared_ptr<const ClientLimits> &own = {}) const;
    /// With what the search finds. Errors: as searchedConnection().
    QFuture<SourceResult> openFound(const Wish &wish);
    /// With the secrets that are kept for it. Errors: as namedConnection(), and of the keyring.
    QFuture<SourceResult> openNamed(const ConnectionProfile &profile);
    /// The same, but for opening it. What the wish says goes before what the connection says.
    QFuture<SharedConnection> connectNamed(const ConnectionProfile &profile, const Wish &wish = {});

    /// Whether one harmless call succeeds; see DisClient::tryOut().
    QFuture<Result<void>> tryFound(const Wish &wish);
    QFuture<Result<void>> tryNamed(const ConnectionProfile &profile, ProfileSecrets secrets);

    const SearchScope &scope() const { return m_scope; }

private:
    struct OwnClient;
    Result<std::shared_ptr<OwnClient>> clientFor(Connection connection,
                                                 const std::shared_ptr<const ClientLimits> &own = {}) const;
    QFuture<Result<void>> tryOut(const QFuture<Result<Connection>> &connection);

    SearchScope m_scope;
    SecretKeeper &m_keeper;
    std::shared_ptr<const ClientLimits> m_limits;
};

} // namespace spillway
