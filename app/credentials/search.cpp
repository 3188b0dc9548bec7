// SPDX-License-Identifier: GPL-3.0-or-later
#include "credentials/search.h"

#include "credentials/look.h"
#include "credentials/translation.h"

#include <QDir>

namespace spillway {

using State = Place::State;

namespace {

/// Has what it found, and it is not used: another place decided.
void shadow(Look &look)
{
    look.place.state = State::Shadowed;
    look.place.detail = Tr::tr("%1; not used, because an earlier place decides").arg(look.place.detail);
}

} // namespace

SearchScope processScope(const QString &tokenFile)
{
    SearchScope scope;
    scope.environment = QProcessEnvironment::systemEnvironment();
    scope.home = QDir::homePath();
    scope.workingFolder = QDir::currentPath();
    scope.tokenFile = tokenFile;
    return scope;
}

Search searchCredentials(const SearchScope &scope)
{
    Looks looks;
    lookAtCommandLine(scope, looks);
    lookAtKeyVariables(scope, looks);
    lookAtSdkFile(scope, looks);
    lookAtKooCli(scope, looks);
    lookAtOpenStackVariables(scope, looks);
    lookAtCloudsFiles(scope, looks);
    lookAtMetadata(looks);

    Search search;
    for (Look &look : looks) {
        const bool isDecided = search.found || search.problem;
        if (look.found && isDecided) {
            shadow(look);
        } else if (look.found) {
            look.place.used = true;
            search.found = std::move(look.found);
        } else if (look.refusal && !isDecided) {
            search.problem = look.refusal;
        }
        search.places.append(std::move(look.place));
    }
    if (!search.found && !search.problem)
        search.problem = failure(Error::Kind::Usage, Error::Reason::NoCredential).value();
    return search;
}

} // namespace spillway
