// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/credentials.h"
#include "credentials/configfile.h"
#include "credentials/look.h"
#include "credentials/translation.h"

namespace spillway {

using namespace Qt::StringLiterals;
using State = Place::State;

namespace {

/// The tokens that are found as they always were, with the same errors.
Look lookOf(const QString &place, Result<FoundToken> token, FoundCredential beside)
{
    if (token) {
        beside.credential = Token{std::move(token->token)};
        return found(place, std::move(beside));
    }
    const bool isFile = token.error().kind == Error::Kind::File;
    Look look = isFile ? lookOf(place, State::Unreadable, unreadable(token.error()))
                       : lookOf(place, State::Malformed, Tr::tr("It is not a token."));
    look.refusal = token.error();
    return look;
}

} // namespace

void lookAtCommandLine(const SearchScope &scope, Looks &looks)
{
    const QString option = u"--token-file"_s;
    if (scope.tokenFile.isEmpty()) {
        looks.push_back(absent(option, Tr::tr("Not given.")));
        return;
    }
    Look look = lookOf(option + u' ' + shownPath(scope.tokenFile, scope), findToken(scope.tokenFile, {}), {});
    look.place.readableByOthers = isReadableByOthers(pathOf(scope.tokenFile, scope));
    looks.push_back(std::move(look));
}

void lookAtTokenVariables(const SearchScope &scope, Looks &looks)
{
    for (const QString &variable : {u"OS_AUTH_TOKEN"_s, u"OS_TOKEN"_s}) {
        const QString value = scope.environment.value(variable);
        if (value.isEmpty()) {
            looks.push_back(absent(variable, Tr::tr("Not set.")));
            continue;
        }
        QProcessEnvironment alone;
        alone.insert(variable, value);
        looks.push_back(lookOf(variable, findToken({}, alone), besideOpenStack(scope.environment)));
    }
}

} // namespace spillway
