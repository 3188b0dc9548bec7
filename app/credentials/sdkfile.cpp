// SPDX-License-Identifier: GPL-3.0-or-later
#include "credentials/configfile.h"
#include "credentials/ini.h"
#include "credentials/look.h"
#include "credentials/translation.h"

namespace spillway {

using namespace Qt::StringLiterals;
using State = Place::State;

namespace {

constexpr QByteArrayView basic = "basic"; // for services of a project; [global] is for those of an account

QString words(const Ini &ini)
{
    switch (ini.defect()) {
    case Ini::Defect::NoSection:
        return Tr::tr("Line %1 stands before the first section.").arg(ini.line());
    case Ini::Defect::Continuation:
        return Tr::tr("Line %1 is indented, so it would go on with the value above it.").arg(ini.line());
    case Ini::Defect::Duplicate:
        return Tr::tr("Line %1 says again what was said before.").arg(ini.line());
    default:
        return Tr::tr("Line %1 is neither a section nor a key with a value.").arg(ini.line());
    }
}

NamedSecret secretOf(const Ini &ini, QByteArrayView key)
{
    return {QString::fromLatin1(key), Secret(ini.value(basic, key))};
}

QString textOf(const Ini &ini, QByteArrayView key)
{
    return QString::fromUtf8(ini.value(basic, key));
}

Look lookAt(const Ini &ini, const QString &place)
{
    if (!ini.hasSection(basic)) {
        return ini.hasSection("global")
            ? lookOf(place, State::Unsupported, Tr::tr("It has only a section [global], which is not for DIS."))
            : lacking(place, u"[basic]"_s);
    }
    FoundCredential beside;
    beside.projectId = textOf(ini, "project_id");
    beside.iamEndpoint = withoutVersion(textOf(ini, "iam_endpoint"));
    Look look =
        keyLook(place, secretOf(ini, "ak"), secretOf(ini, "sk"), secretOf(ini, "security_token"), std::move(beside));
    if (look.found || look.place.state == State::Malformed)
        return look;
    if (!textOf(ini, "idp_id").isEmpty() && !textOf(ini, "id_token_file").isEmpty())
        return lookOf(place, State::Unsupported, Tr::tr("Signing in through an identity provider is not supported."));
    return look.place.state == State::Absent ? lacking(place, u"ak, sk"_s) : std::move(look);
}

} // namespace

void lookAtSdkFile(const SearchScope &scope, Looks &looks)
{
    const QString variable = u"HUAWEICLOUD_SDK_CREDENTIALS_FILE"_s;
    const QString given = scope.environment.value(variable);
    if (given.isEmpty() && scope.home.isEmpty())
        return;
    const QString path = given.isEmpty() ? scope.home + u"/.huaweicloud/credentials" : pathOf(given, scope);
    QString place = shownPath(path, scope);
    if (!given.isEmpty())
        place += u" (" + variable + u')';
    const ConfigFile file(path, scope);
    Look look = file.look(place);
    if (file.isRead()) {
        const Ini ini(file.text());
        look = ini.defect() == Ini::Defect::None ? lookAt(ini, place) : lookOf(place, State::Malformed, words(ini));
        look.place.readableByOthers = file.isReadableByOthers();
    }
    looks.push_back(std::move(look));
}

} // namespace spillway
