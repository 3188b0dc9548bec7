// SPDX-License-Identifier: GPL-3.0-or-later
#include "credentials/configfile.h"
#include "credentials/look.h"
#include "credentials/translation.h"
#include "domain/value.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstring>

namespace spillway {

using namespace Qt::StringLiterals;
using State = Place::State;

namespace {

QString shownName(const QString &name)
{
    return visibleText(name, 64);
}

NamedSecret secretOf(const QJsonObject &profile, const QString &key)
{
    QByteArray text = profile.value(key).toString().toUtf8();
    NamedSecret secret{key, Secret(QByteArrayView(text))};
    explicit_bzero(text.data(), size_t(text.size()));
    return secret;
}

/// The first of its name, as other tools take it.
std::optional<QJsonObject> profileOf(const QJsonObject &config, const QString &name)
{
    const QJsonArray profiles = config.value("profiles"_L1).toArray();
    for (const auto &each : profiles) {
        const QJsonObject profile = each.toObject();
        if (profile.value("name"_L1).toString() == name)
            return profile;
    }
    return std::nullopt;
}

/// Version 7 writes it as text.
bool isEncrypted(const QJsonObject &config)
{
    const QJsonValue mark = config.value("authEncrypt"_L1);
    return mark.toBool() || mark.toString().compare("true"_L1, Qt::CaseInsensitive) == 0;
}

/// The first member that ought to be text and is something else; empty if there is none.
QString notText(const QJsonObject &profile)
{
    for (const QString &key :
         {u"mode"_s, u"accessKeyId"_s, u"secretAccessKey"_s, u"securityToken"_s, u"region"_s, u"projectId"_s}) {
        const QJsonValue value = profile.value(key);
        if (!value.isUndefined() && !value.isNull() && !value.isString())
            return key;
    }
    return {};
}

Look lookAtProfile(const QJsonObject &config, const QJsonObject &profile, const QString &place)
{
    const QString odd = notText(profile);
    if (!odd.isEmpty())
        return lookOf(place, State::Malformed, Tr::tr("%1 is not text.").arg(odd));
    const QString mode = profile.value("mode"_L1).toString();
    if (!mode.isEmpty() && mode.compare("AKSK"_L1, Qt::CaseInsensitive) != 0)
        return lookOf(place, State::Unsupported,
                      Tr::tr("Its mode is %1; only AKSK is supported.").arg(shownName(mode)));
    FoundCredential beside;
    beside.region = profile.value("region"_L1).toString();
    beside.projectId = profile.value("projectId"_L1).toString();
    Look look = keyLook(place, secretOf(profile, u"accessKeyId"_s), secretOf(profile, u"secretAccessKey"_s),
                        secretOf(profile, u"securityToken"_s), std::move(beside));
    if (look.place.state == State::Absent)
        return lacking(place, u"accessKeyId, secretAccessKey"_s);
    // What stands there is no key but the text of an encrypted one.
    if (look.place.state != State::Incomplete && isEncrypted(config))
        return lookOf(place, State::Encrypted,
                      Tr::tr("KooCLI has encrypted the key (authEncrypt). Run \"hcloud configure set "
                             "--cli-auth-encrypt=false\", or give the key another way."));
    return look;
}

Look lookAt(QByteArrayView text, const QString &place)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromRawData(text.data(), text.size()), &error);
    if (error.error != QJsonParseError::NoError || !document.isObject())
        return lookOf(place, State::Malformed, Tr::tr("It is not JSON, from byte %1 on.").arg(error.offset));
    const QJsonObject config = document.object();
    const QString current = config.value("current"_L1).toString();
    if (current.isEmpty())
        return lookOf(place, State::Incomplete, Tr::tr("It names no current profile."));
    const QString named = Tr::tr("%1 (profile %2)").arg(place, shownName(current));
    const std::optional<QJsonObject> profile = profileOf(config, current);
    if (!profile)
        return lookOf(named, State::Incomplete, Tr::tr("There is no profile of this name."));
    return lookAtProfile(config, *profile, named);
}

} // namespace

void lookAtKooCli(const SearchScope &scope, Looks &looks)
{
    if (scope.home.isEmpty())
        return;
    const QString path = scope.home + u"/.hcloud/config.json";
    const QString place = shownPath(path, scope);
    const ConfigFile file(path, scope);
    Look look = file.isRead() ? lookAt(file.text(), place) : file.look(place);
    look.place.readableByOthers = file.isReadableByOthers();
    looks.push_back(std::move(look));
}

} // namespace spillway
