// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz.h"
#include "memoryfiles.h"
#include "targets.h"

#include "credentials/ini.h"
#include "credentials/regions.h"
#include "credentials/search.h"
#include "credentials/yaml.h"
#include "domain/value.h"
#include "wire/endpoint.h"
#include "wire/iam.h"
#include "wire/signature.h"

#include <QSet>

namespace spillway::fuzz {

namespace {

using namespace Qt::StringLiterals;

void checkYaml(const YamlNode &node, int depth = 0)
{
    require(depth < 100, "a YAML text has an end");
    require(node.kind == YamlNode::Kind::List || node.items.empty(), "only a list has items");
    QSet<QByteArray> keys;
    for (const YamlMember &member : node.members) {
        keys.insert(member.key);
        checkYaml(member.value, depth + 1);
    }
    require(size_t(keys.size()) == node.members.size(), "no key comes twice");
    for (const YamlNode &item : node.items)
        checkYaml(item, depth + 1);
}

void checkText(const QByteArray &text)
{
    if (text.isValidUtf8()) {
        const YamlText yaml = readYaml(text);
        if (yaml.defect == YamlText::Defect::None)
            checkYaml(yaml.root);
        else
            require(!words(yaml).isEmpty(), "a defect has words");
    }
    const Ini ini(text);
    const auto lines = std::count_if(text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; }) + 1;
    require(ini.line() <= lines, "a defect is in a line of the text");
    for (const QByteArrayView key : {"ak", "sk", "security_token", "project_id"})
        require(ini.value("basic", key) == ini.value("basic", key).trimmed(), "blanks around a value are none of it");
}

QList<QByteArrayView> secretsOf(const Credential &credential)
{
    if (const auto *token = std::get_if<Token>(&credential))
        return {token->value.reveal()};
    if (const auto *key = std::get_if<AccessKey>(&credential))
        return {key->id.reveal(), key->secret.reveal(), key->securityToken.reveal()};
    if (const auto *user = std::get_if<UserPassword>(&credential))
        return {user->password.reveal()};
    return {};
}

void checkFound(const FoundCredential &found)
{
    if (const auto *token = std::get_if<Token>(&found.credential))
        require(checkToken(token->value, {}).has_value(), "a token that is found can be sent");
    else if (const auto *key = std::get_if<AccessKey>(&found.credential))
        require(checkAccessKey(*key, {}).has_value(), "a key that is found can be used");
    else if (const auto *user = std::get_if<UserPassword>(&found.credential))
        require(checkUserPassword(*user, {}).has_value(), "a password that is found can be used");
    else
        require(false, "what is found is a credential");
    require(!found.origin.isEmpty(), "what is found is somewhere");
}

/// All that is said of the places that were looked at.
QString wordsOf(const Search &search)
{
    QString all;
    for (const Place &place : search.places)
        all += place.name + u'\n' + place.detail + u'\n';
    return all;
}

/// The environment first, "NAME=value" in each line; then files, each with its path in the first line.
SearchScope takeScope(Parts parts)
{
    SearchScope scope;
    scope.home = u"/home/u"_s;
    scope.workingFolder = u"/here"_s;
    const QByteArrayList variables = parts.bytes().split('\n');
    for (const QByteArray &line : variables) {
        if (const qsizetype equals = line.indexOf('='); equals > 0)
            scope.environment.insert(QString::fromUtf8(line.left(equals)), QString::fromUtf8(line.mid(equals + 1)));
    }
    memoryFiles().clear();
    while (!parts.isAtEnd()) {
        const QByteArray file = parts.bytes();
        const qsizetype end = file.indexOf('\n');
        const QByteArray text = end < 0 ? QByteArray() : file.mid(end + 1);
        checkText(text);
        memoryFiles().insert(QString::fromUtf8(file.left(end)).replace(u"~"_s, scope.home), text);
    }
    return scope;
}

void checkEndpoint(const RegionEndpoint &endpoint)
{
    require(endpoint.address.isEmpty() || !endpoint.origin.isEmpty() || parseEndpoint(endpoint.address),
            "an address of our own is one");
}

void checkPlaces(const Search &search)
{
    for (const Place &place : search.places) {
        require(!place.name.isEmpty(), "a place has a name");
        for (const QString &text : {place.name, place.detail})
            require(visibleText(text, text.size() + 1) == text, "what is said of a place can be seen");
    }
}

/// The same words are said whatever a secret is. One that stands in the input twice may be a name as well.
void checkSecrets(const Search &search, const QByteArray &input)
{
    constexpr qsizetype longEnough = 8;
    for (const QByteArrayView secret : secretsOf(search.found->credential)) {
        const QByteArray text = secret.toByteArray();
        if (text.size() < longEnough || input.count(text) != 1)
            continue;
        QByteArray changed = input;
        changed.replace(text, QByteArray(text.size(), text.startsWith('q') ? 'z' : 'q'));
        const Search other = searchCredentials(takeScope(Parts(changed)));
        // It may have been written otherwise, and a name be what was changed.
        const bool isOther = other.found && other.found->origin == search.found->origin
            && !secretsOf(other.found->credential).contains(secret);
        if (!isOther)
            continue;
        const QString whole = QString::fromUtf8(text);
        require(!wordsOf(search).contains(whole) || wordsOf(other).contains(whole), "no secret is said");
        const auto *key = std::get_if<AccessKey>(&search.found->credential);
        const bool isPartlyShown = key && secret == key->id.reveal();
        require(isPartlyShown || wordsOf(other) == wordsOf(search), "nothing is said of a secret");
    }
}

} // namespace

void credentialFiles(QByteArrayView input)
{
    const SearchScope scope = takeScope(Parts(input));
    const Search search = searchCredentials(scope);
    require(search.found.has_value() != search.problem.has_value(), "there is a credential, or a reason why not");
    checkPlaces(search);
    if (search.found) {
        checkFound(*search.found);
        checkSecrets(search, input.toByteArray());
    }
    const QString region = search.found ? search.found->region : u"cn-north-4"_s;
    for (const QString &each : {region, u"cn-north-4"_s}) {
        checkEndpoint(disEndpoint(each, scope));
        checkEndpoint(iamEndpoint(each, scope));
    }
}

} // namespace spillway::fuzz
