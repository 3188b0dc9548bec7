// SPDX-License-Identifier: GPL-3.0-or-later
#include "connections/profilefile.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUuid>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace spillway {

namespace {

const QString versionKey = u"version"_s;
const QString connectionsKey = u"connections"_s;
const QString signInKey = u"signIn"_s;
const QString proxyKey = u"proxy"_s;
const QString kindKey = u"kind"_s;
const QString portKey = u"port"_s;
const QString intervalKey = u"interval"_s;

constexpr qint64 leastInterval = -1; // settings/preferences.h: as the task dumps
constexpr qint64 mostInterval = 24 * 60 * 60;

template <class Owner> struct TextField
{
    QLatin1StringView key;
    QString Owner::*member;
};

constexpr TextField<ConnectionProfile> texts[]{
    {QLatin1StringView("id"), &ConnectionProfile::id},
    {QLatin1StringView("name"), &ConnectionProfile::name},
    {QLatin1StringView("region"), &ConnectionProfile::region},
    {QLatin1StringView("endpoint"), &ConnectionProfile::endpoint},
    {QLatin1StringView("projectId"), &ConnectionProfile::projectId},
    {QLatin1StringView("projectName"), &ConnectionProfile::projectName},
    {QLatin1StringView("tokenFile"), &ConnectionProfile::tokenFile},
    {QLatin1StringView("user"), &ConnectionProfile::user},
    {QLatin1StringView("domain"), &ConnectionProfile::domain},
    {QLatin1StringView("iamEndpoint"), &ConnectionProfile::iamEndpoint},
    {QLatin1StringView("caFile"), &ConnectionProfile::caFile},
};

constexpr TextField<ConnectionProfile::Proxy> proxyTexts[]{
    {QLatin1StringView("host"), &ConnectionProfile::Proxy::host},
    {QLatin1StringView("user"), &ConnectionProfile::Proxy::user},
};

// The first word is what an absent key means.
constexpr std::pair<ConnectionProfile::SignIn, QLatin1StringView> signInWords[]{
    {ConnectionProfile::SignIn::Found, QLatin1StringView("found")},
    {ConnectionProfile::SignIn::AccessKey, QLatin1StringView("accessKey")},
    {ConnectionProfile::SignIn::TokenFile, QLatin1StringView("tokenFile")},
    {ConnectionProfile::SignIn::Token, QLatin1StringView("token")},
    {ConnectionProfile::SignIn::Password, QLatin1StringView("password")},
    {ConnectionProfile::SignIn::Agency, QLatin1StringView("agency")},
};

constexpr std::pair<ProxyChoice::Kind, QLatin1StringView> proxyWords[]{
    {ProxyChoice::Kind::System, QLatin1StringView("system")},
    {ProxyChoice::Kind::None, QLatin1StringView("none")},
    {ProxyChoice::Kind::Manual, QLatin1StringView("manual")},
};

// Readers: false if what stands there is not what belongs there. Absent is the default.

template <class Owner, class Fields> bool readTexts(const QJsonObject &from, const Fields &fields, Owner &to)
{
    return std::all_of(std::begin(fields), std::end(fields), [&](const auto &field) {
        const QJsonValue value = from.value(field.key);
        to.*field.member = value.toString();
        return value.isUndefined() || (value.isString() && value.toString().size() <= ProfileFile::longestText);
    });
}

template <class Choice, class Words> bool readWord(const QJsonValue &value, const Words &words, Choice &to)
{
    if (value.isUndefined())
        return true;
    for (const auto &[choice, word] : words) {
        if (value.isString() && value.toString() == word) {
            to = choice;
            return true;
        }
    }
    return false;
}

/// An integer within bounds; nothing otherwise, for which JSON has no name.
std::optional<qint64> integerIn(const QJsonValue &value, qint64 least, qint64 most)
{
    const qint64 number = value.toInteger(most + 1);
    return value.isDouble() && number >= least && number <= most ? std::optional(number) : std::nullopt;
}

bool readProxy(const QJsonValue &value, ConnectionProfile::Proxy &to)
{
    if (value.isUndefined())
        return true;
    const QJsonObject from = value.toObject();
    const QJsonValue port = from.value(portKey);
    const std::optional<qint64> number = integerIn(port, 0, 65535);
    to.port = quint16(number.value_or(0));
    return value.isObject() && readTexts(from, proxyTexts, to) && readWord(from.value(kindKey), proxyWords, to.kind)
        && (port.isUndefined() || number);
}

std::optional<ConnectionProfile> profileIn(const QJsonValue &value)
{
    const QJsonObject from = value.toObject();
    const QJsonValue interval = from.value(intervalKey);
    ConnectionProfile profile;
    if (const auto seconds = integerIn(interval, leastInterval, mostInterval))
        profile.interval = std::chrono::seconds(*seconds);
    const bool isGood = readTexts(from, texts, profile) && readWord(from.value(signInKey), signInWords, profile.signIn)
        && readProxy(from.value(proxyKey), profile.proxy) && (interval.isUndefined() || profile.interval);
    // The id names the keyring's entry: only what we would have made ourselves.
    const bool isOurs = QUuid::fromString(profile.id).toString(QUuid::WithoutBraces) == profile.id
        && !QUuid::fromString(profile.id).isNull();
    return isGood && isOurs ? std::optional(profile) : std::nullopt;
}

// Writers: a default is no key at all, so that files stay short.

void write(QJsonObject &to, const QString &key, const QJsonValue &value, bool isDefault)
{
    if (isDefault)
        to.remove(key);
    else
        to.insert(key, value);
}

template <class Owner, class Fields> void writeTexts(QJsonObject &to, const Fields &fields, const Owner &from)
{
    for (const auto &field : fields)
        write(to, field.key, from.*field.member, (from.*field.member).isEmpty());
}

template <class Choice, class Words>
void writeWord(QJsonObject &to, const QString &key, const Words &words, Choice choice)
{
    for (const auto &[one, word] : words) {
        if (one == choice)
            write(to, key, QString(word), one == std::begin(words)->first);
    }
}

QJsonObject written(QJsonObject to, const ConnectionProfile &profile)
{
    writeTexts(to, texts, profile);
    writeWord(to, signInKey, signInWords, profile.signIn);
    QJsonObject proxy = to.value(proxyKey).toObject();
    writeTexts(proxy, proxyTexts, profile.proxy);
    writeWord(proxy, kindKey, proxyWords, profile.proxy.kind);
    write(proxy, portKey, profile.proxy.port, profile.proxy.port == 0);
    write(to, proxyKey, proxy, proxy.isEmpty());
    write(to, intervalKey, qint64(profile.interval.value_or(std::chrono::seconds(0)).count()), !profile.interval);
    return to;
}

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

tl::unexpected<Error> malformed(Error::Reason reason, qint64 offset = 0)
{
    Error error;
    error.kind = Error::Kind::Malformed;
    error.reason = reason;
    error.offset = offset;
    return failure(std::move(error));
}

} // namespace

Result<ProfileFile> ProfileFile::parse(const QByteArray &text)
{
    QJsonParseError wrong;
    const QJsonDocument document = QJsonDocument::fromJson(text, &wrong);
    if (wrong.error != QJsonParseError::NoError)
        return malformed(Error::Reason::NotJson, wrong.offset);
    if (!document.isObject())
        return malformed(Error::Reason::NotAnObject);
    ProfileFile file;
    file.m_others = document.object();
    const QJsonValue version = file.m_others.take(versionKey);
    const QJsonValue entries = file.m_others.take(connectionsKey);
    const auto number = integerIn(version, 1, std::numeric_limits<qint64>::max() - 1);
    if (!number || (!entries.isArray() && *number <= currentVersion))
        return malformed(Error::Reason::NotAnObject);
    file.m_version = *number;
    const QJsonArray array = entries.toArray();
    if (array.size() > mostProfiles)
        return malformed(Error::Reason::TooMany);
    for (const auto &raw : array) {
        std::optional<ConnectionProfile> profile = profileIn(raw);
        if (profile && file.entryOf(profile->id) != file.m_entries.end())
            profile.reset(); // the first of two with one id counts
        file.m_entries.push_back({raw, std::move(profile)});
    }
    return file;
}

QByteArray ProfileFile::text() const
{
    QJsonObject head = m_others;
    head.insert(versionKey, m_version);
    // One connection a line: short, and a change of one is a change of one line.
    QByteArray text = compact(head).chopped(1) + ",\"connections\":[";
    for (const Entry &entry : m_entries) {
        QByteArray line = QJsonDocument(QJsonArray{entry.raw}).toJson(QJsonDocument::Compact);
        text += (text.endsWith('[') ? "\n" : ",\n") + line.sliced(1, line.size() - 2);
    }
    // Where it begins a string, Qt takes it for a byte order mark when it reads, and drops it; not so if it is escaped.
    return text.replace("\xef\xbb\xbf", "\\ufeff") + "\n]}\n";
}

QList<ConnectionProfile> ProfileFile::profiles() const
{
    QList<ConnectionProfile> found;
    for (const Entry &entry : m_entries) {
        if (entry.profile)
            found.append(*entry.profile);
    }
    return found;
}

qsizetype ProfileFile::unread() const
{
    return std::count_if(m_entries.begin(), m_entries.end(), [](const Entry &entry) { return !entry.profile; });
}

std::vector<ProfileFile::Entry>::iterator ProfileFile::entryOf(const QString &id)
{
    return std::find_if(m_entries.begin(), m_entries.end(),
                        [&](const Entry &entry) { return entry.profile && entry.profile->id == id; });
}

void ProfileFile::put(const ConnectionProfile &profile)
{
    auto entry = entryOf(profile.id);
    if (entry == m_entries.end())
        entry = m_entries.insert(entry, Entry{});
    entry->raw = written(entry->raw.toObject(), profile);
    entry->profile = profile;
}

void ProfileFile::remove(const QString &id)
{
    if (const auto entry = entryOf(id); entry != m_entries.end())
        m_entries.erase(entry);
}

} // namespace spillway
