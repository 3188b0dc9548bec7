// SPDX-License-Identifier: GPL-3.0-or-later
#include "credentials/configfile.h"
#include "credentials/look.h"
#include "credentials/translation.h"
#include "credentials/yaml.h"
#include "domain/value.h"

#include <QDir>
#include <QFileInfo>

#include <array>

namespace spillway {

using namespace Qt::StringLiterals;
using State = Place::State;
using Kind = YamlNode::Kind;

namespace {

/// One cloud: what secure.yaml says goes before what clouds.yaml says.
class Cloud
{
public:
    Cloud(const YamlNode &open, const YamlNode &secure)
        : m_maps{&secure["auth"], &open["auth"], &secure, &open}
    {
    }

    /// The first that is there, in "auth" or beside it. What ought to be text and is not is remembered.
    NamedSecret secret(std::initializer_list<const char *> keys)
    {
        for (const char *key : keys) {
            const QByteArrayView name(key);
            if (const YamlNode *node = find(name))
                return {QString::fromLatin1(name), Secret(node->text.reveal())};
        }
        return {QString::fromLatin1(*keys.begin()), {}};
    }
    QString text(std::initializer_list<const char *> keys) { return QString::fromUtf8(secret(keys).value.reveal()); }

    QString odd() const { return m_odd; }

private:
    const YamlNode *find(QByteArrayView key)
    {
        for (const YamlNode *map : m_maps) {
            const YamlNode &node = (*map)[key];
            if (node.kind == Kind::Text)
                return &node;
            if (node.kind != Kind::Null && m_odd.isEmpty())
                m_odd = QString::fromLatin1(key);
        }
        return nullptr;
    }

    std::array<const YamlNode *, 4> m_maps;
    QString m_odd;
};

/// Which cloud: the one asked for, the only one, or the one with the usual name. Empty: that cannot be told.
QByteArray chosenCloud(const YamlNode &clouds, const QString &wanted)
{
    if (!wanted.isEmpty())
        return wanted.toUtf8();
    if (clouds.members.size() == 1)
        return clouds.members.front().key;
    return clouds["openstack"].kind == Kind::Map ? QByteArray("openstack") : QByteArray();
}

QString regionOf(const YamlNode &cloud, Cloud &fields)
{
    const YamlNode &regions = cloud["regions"];
    if (regions.kind != Kind::List || regions.items.size() != 1)
        return fields.text({"region_name"});
    const YamlNode &only = regions.items.front();
    return only.kind == Kind::Text ? only.string() : only["name"].string();
}

/// Whether this way to sign in is one of ours; not said: whatever is there is taken.
bool isSupported(const QString &type)
{
    const QStringList known{u""_s, u"password"_s, u"v3password"_s, u"token"_s, u"v3token"_s, u"aksk"_s};
    return known.contains(type);
}

UserPassword userOf(Cloud &fields)
{
    UserPassword user;
    user.user = fields.text({"username", "user_name"});
    user.domain = fields.text({"user_domain_name", "domain_name"});
    user.password = fields.secret({"password"}).value;
    return user;
}

Look lookAtCloud(const YamlNode &open, const YamlNode &secure, const QString &place)
{
    Cloud fields(open, secure);
    const QString type = fields.text({"auth_type"});
    if (!isSupported(type))
        return lookOf(place, State::Unsupported,
                      Tr::tr("Its auth_type is %1, which is not supported.").arg(visibleText(type, 64)));
    const auto beside = [&] {
        FoundCredential found;
        found.region = regionOf(open, fields);
        found.projectId = fields.text({"project_id", "tenant_id"});
        found.projectName = fields.text({"project_name", "tenant_name"});
        found.endpoint = fields.text({"dis_endpoint_override"});
        found.iamEndpoint = withoutVersion(fields.text({"auth_url"}));
        found.caFile = fields.text({"cacert"});
        return found;
    };
    Look look = tokenLook(place, fields.secret({"token"}), beside());
    if (look.place.state == State::Absent)
        look = keyLook(place, fields.secret({"ak", "access_key"}), fields.secret({"sk", "secret_key"}),
                       fields.secret({"security_token"}), beside());
    if (look.place.state == State::Absent)
        look = passwordLook(place, userOf(fields), {u"username"_s, u"user_domain_name"_s, u"password"_s}, beside());
    if (!fields.odd().isEmpty())
        return lookOf(place, State::Malformed, Tr::tr("%1 is not text.").arg(fields.odd()));
    return look.place.state == State::Absent ? lacking(place, u"username, password"_s) : std::move(look);
}

/// The file with the secrets of a clouds.yaml: the one beside it alone, so that a clouds.yaml that lies in some folder
/// cannot have a password from another folder sent to an address of its own.
YamlText secureBeside(const QString &path, const SearchScope &scope, Look &look)
{
    const QString securePath = QFileInfo(path).dir().filePath(u"secure.yaml"_s);
    const QString place = shownPath(securePath, scope);
    const ConfigFile file(securePath, scope);
    YamlText secure;
    look = file.look(place);
    if (!file.isRead())
        return secure;
    secure = readYaml(file.text());
    look = secure.defect == YamlText::Defect::None
        ? lookOf(place, State::Found, Tr::tr("Read together with clouds.yaml."))
        : lookOf(place, State::Malformed, words(secure));
    look.place.readableByOthers = file.isReadableByOthers();
    return secure;
}

/// `beside` becomes the look at secure.yaml, if that has a part.
Look lookAt(const YamlText &yaml, const QString &path, const QString &place, const SearchScope &scope, Look &beside)
{
    if (yaml.defect != YamlText::Defect::None)
        return lookOf(place, State::Malformed, words(yaml));
    const YamlNode &clouds = yaml.root["clouds"];
    if (clouds.kind != Kind::Map || clouds.members.empty())
        return lookOf(place, State::Incomplete, Tr::tr("It has no clouds."));
    const QByteArray name = chosenCloud(clouds, scope.environment.value(u"OS_CLOUD"_s));
    if (name.isEmpty())
        return lookOf(place, State::Incomplete, Tr::tr("It has several clouds: choose one with OS_CLOUD."));
    const QString named = Tr::tr("%1 (cloud %2)").arg(place, visibleText(QString::fromUtf8(name), 64));
    if (clouds[name].kind != Kind::Map)
        return lookOf(named, State::Incomplete, Tr::tr("There is no cloud of this name."));
    const YamlText secure = secureBeside(path, scope, beside);
    return lookAtCloud(clouds[name], secure.root["clouds"][name], named);
}

/// Where clouds.yaml can be, in order.
QStringList pathsOf(const SearchScope &scope)
{
    QStringList paths;
    const QString given = scope.environment.value(u"OS_CLIENT_CONFIG_FILE"_s);
    if (!given.isEmpty())
        paths.append(pathOf(given, scope));
    if (!scope.workingFolder.isEmpty())
        paths.append(scope.workingFolder + u"/clouds.yaml");
    const QString config = scope.environment.value(u"XDG_CONFIG_HOME"_s);
    if (QDir::isAbsolutePath(config))
        paths.append(config + u"/openstack/clouds.yaml");
    else if (!scope.home.isEmpty())
        paths.append(scope.home + u"/.config/openstack/clouds.yaml");
    if (!scope.systemFolder.isEmpty())
        paths.append(scope.systemFolder + u"/clouds.yaml");
    paths.removeDuplicates();
    return paths;
}

} // namespace

void lookAtCloudsFiles(const SearchScope &scope, Looks &looks)
{
    bool isRead = false;
    const QStringList paths = pathsOf(scope);
    for (const QString &path : paths) {
        const QString place = shownPath(path, scope);
        const ConfigFile file(path, scope);
        if (file.isRead() && isRead) {
            // The first file that is there is the whole of it, also for the tools it belongs to.
            Look look = lookOf(place, State::Shadowed, Tr::tr("Not used: only the first clouds.yaml is."));
            look.place.readableByOthers = file.isReadableByOthers();
            looks.push_back(std::move(look));
            continue;
        }
        if (!file.isRead()) {
            looks.push_back(file.look(place));
            continue;
        }
        isRead = true;
        Look beside;
        Look look = lookAt(readYaml(file.text()), path, place, scope, beside);
        look.place.readableByOthers = file.isReadableByOthers();
        looks.push_back(std::move(look));
        if (!beside.place.name.isEmpty())
            looks.push_back(std::move(beside));
    }
}

} // namespace spillway
