// SPDX-License-Identifier: GPL-3.0-or-later
#include "credentials/regions.h"

#include "credentials/configfile.h"
#include "credentials/yaml.h"

#include <algorithm>
#include <array>

namespace spillway {

using namespace Qt::StringLiterals;

namespace {

// As in the SDKs: services/dis/v2/region and core/auth/internal of the one for Go.
constexpr std::array withDis{"ap-southeast-1"_L1, "ap-southeast-2"_L1, "cn-east-2"_L1, "cn-east-3"_L1,
                             "cn-north-1"_L1,     "cn-north-4"_L1,     "cn-south-1"_L1};
constexpr std::array withIam{"ae-ad-1"_L1,        "af-south-1"_L1,     "ap-southeast-1"_L1,   "ap-southeast-2"_L1,
                             "ap-southeast-3"_L1, "ap-southeast-4"_L1, "cn-east-2"_L1,        "cn-east-3"_L1,
                             "cn-east-4"_L1,      "cn-east-5"_L1,      "cn-north-1"_L1,       "cn-north-12"_L1,
                             "cn-north-2"_L1,     "cn-north-4"_L1,     "cn-north-9"_L1,       "cn-south-1"_L1,
                             "cn-south-2"_L1,     "cn-southwest-2"_L1, "eu-west-0"_L1,        "la-north-2"_L1,
                             "la-south-2"_L1,     "me-east-1"_L1,      "my-kualalumpur-1"_L1, "na-mexico-1"_L1,
                             "ru-moscow-1"_L1,    "sa-brazil-1"_L1,    "tr-west-1"_L1};

template <std::size_t Size> bool isOneOf(const QString &region, const std::array<QLatin1StringView, Size> &table)
{
    return std::find(table.begin(), table.end(), region) != table.end();
}

/// A region becomes a label of a host's name (RFC 1123, 2.1), one that is no encoded other: nothing else may get there.
bool isRegion(const QString &text)
{
    constexpr qsizetype longestLabel = 63;
    const auto fits = [](QChar c) { return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'-'; };
    return !text.isEmpty() && text.size() <= longestLabel && std::all_of(text.begin(), text.end(), fits)
        && !text.startsWith(u'-') && !text.endsWith(u'-') && !text.startsWith("xn--"_L1);
}

QString variableFor(const QString &service, const QString &region)
{
    QString name = region.toUpper();
    return u"HUAWEICLOUD_SDK_REGION_"_s + service + u'_' + name.replace(u'-', u'_');
}

/// What the file of regions says: a list of {id, endpoint} for each service.
QString listed(const YamlNode &regions, const QString &service, const QString &region)
{
    for (const auto &[name, list] : regions.members) {
        if (QString::fromUtf8(name).compare(service, Qt::CaseInsensitive) != 0)
            continue;
        for (const YamlNode &item : list.items) {
            if (item["id"].string() == region && !item["endpoint"].text.isEmpty())
                return item["endpoint"].string();
        }
    }
    return {};
}

RegionEndpoint fromFile(const QString &service, const QString &region, const SearchScope &scope)
{
    const QString given = scope.environment.value(u"HUAWEICLOUD_SDK_REGIONS_FILE"_s);
    if (!scope.readsOtherTools || (given.isEmpty() && scope.home.isEmpty()))
        return {};
    const QString path = given.isEmpty() ? scope.home + u"/.huaweicloud/regions.yaml" : pathOf(given, scope);
    RegionEndpoint endpoint;
    const ConfigFile file(path, scope);
    if (!file.isRead()) {
        if (file.state() != Place::State::Absent || !given.isEmpty())
            endpoint.problem = file.detail();
    } else {
        const YamlText yaml = readYaml(file.text());
        if (yaml.defect != YamlText::Defect::None)
            endpoint.problem = words(yaml);
        endpoint.address = listed(yaml.root, service, region);
    }
    if (!endpoint.problem.isEmpty() || !endpoint.address.isEmpty())
        endpoint.origin = shownPath(path, scope);
    return endpoint;
}

/// By variable or file; empty if neither knows it.
RegionEndpoint overridden(const QString &service, const QString &region, const SearchScope &scope)
{
    const QString variable = variableFor(service, region);
    const QString address = scope.environment.value(variable);
    return address.isEmpty() ? fromFile(service, region, scope) : RegionEndpoint{address, variable, {}};
}

/// The program's own address, where nothing else is said. What went wrong before is still told.
RegionEndpoint builtIn(const QString &address, const RegionEndpoint &before)
{
    RegionEndpoint endpoint;
    endpoint.address = address;
    if (!before.problem.isEmpty())
        endpoint.problem = before.origin + u": " + before.problem;
    return endpoint;
}

} // namespace

QList<Region> knownRegions()
{
    QList<Region> regions;
    for (const QLatin1StringView id : withDis)
        regions.append({id, true});
    for (const QLatin1StringView id : withIam) {
        if (!isOneOf(id, withDis))
            regions.append({id, false});
    }
    return regions;
}

RegionEndpoint disEndpoint(const QString &region, const SearchScope &scope)
{
    if (!isRegion(region))
        return {};
    const RegionEndpoint endpoint = overridden(u"DIS"_s, region, scope);
    return endpoint.address.isEmpty() ? builtIn(u"https://dis.%1.myhuaweicloud.com"_s.arg(region), endpoint) : endpoint;
}

RegionEndpoint iamEndpoint(const QString &region, const SearchScope &scope)
{
    const QString variable = u"HUAWEICLOUD_SDK_IAM_ENDPOINT"_s;
    const QString given = scope.environment.value(variable);
    if (!given.isEmpty())
        return {withoutVersion(given), variable, {}};
    const RegionEndpoint endpoint = isRegion(region) ? overridden(u"IAM"_s, region, scope) : RegionEndpoint();
    if (!endpoint.address.isEmpty())
        return endpoint;
    return builtIn(isOneOf(region, withIam) ? u"https://iam.%1.myhuaweicloud.com"_s.arg(region)
                                            : u"https://iam.myhuaweicloud.com"_s,
                   endpoint);
}

} // namespace spillway
