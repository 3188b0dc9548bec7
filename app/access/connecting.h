// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connections/profile.h"
#include "credentials/search.h"
#include "domain/connection.h"

namespace spillway {

/// What a person says about a connection themselves; the rest is found beside the credential. Empty: not said.
struct Wish
{
    QString endpoint;
    QString region;
    QString projectId;
    QString projectName;
    QString iamEndpoint;
    QString caFile;

    /// The connection with this wish laid over it.
    ConnectionProfile over(ConnectionProfile profile) const;
};
Wish wishOf(const ConnectionProfile &profile);

/// Puts a connection together: what is wished, then what stood beside the credential, then what the region is known
/// for. Reads the regions file: blocks. Errors: Usage (NoEndpoint).
Result<Connection> connectionWith(const Wish &wish, FoundCredential found, const SearchScope &scope);

/// With what the search finds. Reads files: blocks. Errors: as above, and Search::problem.
Result<Connection> searchedConnection(const Wish &wish, const SearchScope &scope);

/// A named connection with its secrets. Blocks as well. Errors: as above; Usage (NoSecret), subject: its name, if a
/// secret or the path of its file is missing.
Result<Connection> namedConnection(const ConnectionProfile &profile, const ProfileSecrets &secrets, SearchScope scope);

} // namespace spillway
