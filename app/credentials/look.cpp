// SPDX-License-Identifier: GPL-3.0-or-later
#include "credentials/look.h"

#include "credentials/translation.h"
#include "domain/value.h"
#include "wire/signature.h"

#include <QDir>

#include <algorithm>
#include <cstring>

namespace spillway {

using namespace Qt::StringLiterals;
using State = Place::State;

namespace {

constexpr qsizetype shownOfAName = 64;

Look malformed(const QString &place, const QString &name)
{
    return lookOf(place, State::Malformed, Tr::tr("%1 has characters that a request cannot carry.").arg(name));
}

} // namespace

QString shortKey(const Secret &id)
{
    return visibleText(shownPart(id)) + u'…';
}

Look lookOf(const QString &name, State state, const QString &detail)
{
    Look look;
    look.place.name = name;
    look.place.state = state;
    look.place.detail = detail;
    return look;
}

Look absent(const QString &name, const QString &detail)
{
    return lookOf(name, State::Absent, detail);
}

Look lacking(const QString &place, const QString &name)
{
    return lookOf(place, State::Incomplete, Tr::tr("%1 is missing.").arg(name));
}

Look found(const QString &place, FoundCredential credential)
{
    Look look = lookOf(place, State::Found, described(credential.credential));
    credential.origin = place;
    look.found = std::move(credential);
    return look;
}

Look keyLook(const QString &place, NamedSecret id, NamedSecret secret, NamedSecret securityToken,
             FoundCredential beside)
{
    if (id.value.isEmpty() && secret.value.isEmpty())
        return absent(place, Tr::tr("Not set."));
    for (const NamedSecret *needed : {&id, &secret}) {
        if (needed->value.isEmpty())
            return lacking(place, needed->name);
    }
    for (const NamedSecret *part : {&id, &secret, &securityToken}) {
        if (!isHeaderText(part->value.reveal()))
            return malformed(place, part->name);
    }
    AccessKey key{std::move(id.value), std::move(secret.value), std::move(securityToken.value)};
    // The id stands in a list: what separates its parts cannot be in it.
    if (!checkAccessKey(key, place))
        return malformed(place, id.name);
    beside.credential = std::move(key);
    return found(place, std::move(beside));
}

Look tokenLook(const QString &place, NamedSecret token, FoundCredential beside)
{
    if (token.value.isEmpty())
        return absent(place, Tr::tr("Not set."));
    if (!isHeaderText(token.value.reveal()))
        return malformed(place, token.name);
    beside.credential = Token{std::move(token.value)};
    return found(place, std::move(beside));
}

Look passwordLook(const QString &place, UserPassword user, const QStringList &names, FoundCredential beside)
{
    if (user.user.isEmpty() && user.password.isEmpty())
        return absent(place, Tr::tr("Not set."));
    if (user.user.isEmpty())
        return lacking(place, names.at(0));
    if (user.domain.isEmpty())
        return lacking(place, names.at(1));
    if (user.password.isEmpty())
        return lacking(place, names.at(2));
    beside.credential = std::move(user);
    return found(place, std::move(beside));
}

QString described(const Credential &credential)
{
    if (const auto *key = std::get_if<AccessKey>(&credential)) {
        const QString text = key->securityToken.isEmpty() ? Tr::tr("Access key %1") : Tr::tr("Temporary access key %1");
        return text.arg(shortKey(key->id));
    }
    if (const auto *user = std::get_if<UserPassword>(&credential))
        return Tr::tr("Password of user %1 in account %2")
            .arg(visibleText(user->user, shownOfAName), visibleText(user->domain, shownOfAName));
    return Tr::tr("Token");
}

Secret secretOf(const QProcessEnvironment &environment, const QString &variable)
{
    QByteArray value = environment.value(variable).toUtf8();
    Secret secret{QByteArrayView(value)};
    explicit_bzero(value.data(), size_t(value.size()));
    return secret;
}

QString firstOf(const QProcessEnvironment &environment, const QStringList &variables)
{
    for (const QString &variable : variables) {
        const QString value = environment.value(variable);
        if (!value.isEmpty())
            return value;
    }
    return {};
}

QString withoutVersion(const QString &address)
{
    QString base = address;
    while (base.endsWith(u'/'))
        base.chop(1);
    if (base.endsWith(u"/v3"))
        base.chop(3);
    return base;
}

QString shownPath(const QString &path, const SearchScope &scope)
{
    const QString inHome = scope.home.isEmpty() ? QString() : scope.home + u'/';
    const bool isThere = !inHome.isEmpty() && path.startsWith(inHome);
    return visibleText(isThere ? u"~/"_s + path.sliced(inHome.size()) : path);
}

QString pathOf(const QString &given, const SearchScope &scope)
{
    return QDir::isAbsolutePath(given) ? given : QDir(scope.workingFolder).filePath(given);
}

} // namespace spillway
