// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "credentials/search.h"

#include <vector>

namespace spillway {

/// What one place gave, before it is known who wins.
struct Look
{
    Place place;
    std::optional<FoundCredential> found; ///< what a place with State::Found has
    std::optional<Error> refusal; ///< asked for by name and unusable: nothing after it may take its part
};
using Looks = std::vector<Look>;

/// A part of a credential, and what it is called where it stands.
struct NamedSecret
{
    QString name;
    Secret value;
};

/// The files of other tools, and the environment, family by family; each adds one look for every place.
void lookAtCommandLine(const SearchScope &scope, Looks &looks);
void lookAtKeyVariables(const SearchScope &scope, Looks &looks);
void lookAtSdkFile(const SearchScope &scope, Looks &looks);
void lookAtKooCli(const SearchScope &scope, Looks &looks);
void lookAtTokenVariables(const SearchScope &scope, Looks &looks);
void lookAtOpenStackVariables(const SearchScope &scope, Looks &looks);
void lookAtCloudsFiles(const SearchScope &scope, Looks &looks);
void lookAtMetadata(Looks &looks);

Look lookOf(const QString &name, Place::State state, const QString &detail);
/// A place that has nothing, said as "Not set." or the like.
Look absent(const QString &name, const QString &detail);
/// Something is missing: `name` of it.
Look lacking(const QString &place, const QString &name);
Look found(const QString &place, FoundCredential credential);

/// A key pair with what stands beside it: absent if neither half is there, incomplete with one, malformed if a request
/// cannot carry it. `beside` brings region, project and endpoints.
Look keyLook(const QString &place, NamedSecret id, NamedSecret secret, NamedSecret securityToken,
             FoundCredential beside);
/// The same for a token that stands beside other things.
Look tokenLook(const QString &place, NamedSecret token, FoundCredential beside);
/// The same for the name and password of an IAM user; `names` are what user, account and password are called there.
Look passwordLook(const QString &place, UserPassword user, const QStringList &names, FoundCredential beside);

/// What kind of credential it is, in words without a secret: "access key HPUA…".
QString described(const Credential &credential);

/// A variable's value as a secret; set but empty is how a shell script unsets.
Secret secretOf(const QProcessEnvironment &environment, const QString &variable);
/// The first of the variables that is not empty.
QString firstOf(const QProcessEnvironment &environment, const QStringList &variables);

/// What OS_* variables say beside a credential: region, project, endpoints.
FoundCredential besideOpenStack(const QProcessEnvironment &environment);

/// An identity service's address without "/v3" at its end: clients add their own.
QString withoutVersion(const QString &address);

/// A path for people: ~ for the home folder, invisible characters as signs.
QString shownPath(const QString &path, const SearchScope &scope);
/// A path that an environment variable gives: relative ones start at the working folder.
QString pathOf(const QString &given, const SearchScope &scope);

} // namespace spillway
