// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz.h"
#include "targets.h"

#include "connections/profilefile.h"
#include "connections/secrettext.h"
#include "settings/preferences.h"

namespace spillway::fuzz {

namespace {

void checkProfiles(const QByteArray &text)
{
    const Result<ProfileFile> file = ProfileFile::parse(text);
    if (!file) {
        require(file.error().kind == Error::Kind::Malformed, "a file that is not understood is malformed");
        return;
    }
    const QList<ConnectionProfile> profiles = file->profiles();
    require(profiles.size() + file->unread() == file->size(), "every entry is offered or counted");
    for (const ConnectionProfile &profile : profiles)
        require(profile.name.size() <= ProfileFile::longestText && !profile.id.isEmpty(), "what is offered is sound");

    // Qt reads a key that begins with U+FEFF and writes it without, so such an entry may become one that is understood.
    if (text.contains("\xef\xbb\xbf"))
        return;
    const Result<ProfileFile> again = ProfileFile::parse(file->text());
    require(again.has_value() && again->profiles() == profiles && again->unread() == file->unread()
                && again->isNewer() == file->isNewer(),
            "what is written is read again");
    require(again->text() == file->text(), "a file that is written again is the same");

    ProfileFile edited = *file;
    for (ConnectionProfile profile : profiles) {
        profile.name += u'!';
        profile.proxy.port = 1;
        edited.put(profile);
        const Result<ProfileFile> kept = ProfileFile::parse(edited.text());
        const bool isLonger = profile.name.size() > ProfileFile::longestText;
        require(kept && (isLonger || kept->profiles().contains(profile)), "what was changed is kept");
        require(kept->size() == file->size(), "a change of one entry loses no other");
    }
    if (!profiles.isEmpty()) {
        edited.remove(profiles.first().id);
        require(edited.size() == file->size() - 1, "only the one that is removed goes");
    }
}

void checkSecrets(const QByteArray &text)
{
    const std::optional<ProfileSecrets> secrets = secretsIn(text);
    if (!secrets)
        return;
    require(textOf(*secrets).reveal() == text, "only what was written by us is read");
    const ProfileSecrets second = copyOf(*secrets);
    require(textOf(second).reveal() == text, "a copy is the same");
}

void checkPreferences(Parts &parts)
{
    Preferences preferences;
    preferences.language = parts.text();
    preferences.theme = Theme::Dark;
    preferences.interval = std::chrono::seconds(parts.bytes().toInt());
    preferences.bodyCap = parts.bytes().toInt();
    preferences.requestsPerSecond = parts.bytes().toInt();
    preferences.requestsAtOnce = parts.bytes().toInt();
    const QString zone = parts.text();
    // Other names would be looked up on the disk.
    if (zone.trimmed().startsWith(QStringLiteral("UTC"), Qt::CaseInsensitive)) {
        const std::optional<QByteArray> id = zoneFrom(zone);
        require(!id || isTimeZone(*id), "a zone that is meant is known");
        preferences.timeZone = id.value_or(QByteArray());
    }
    const Preferences usable = sound(preferences);
    require(sound(usable) == usable, "what is sound stays as it is");
    require(usable.bodyCap >= bodyCapLeast && usable.bodyCap <= bodyCapMost, "a cap is within its bounds");
    require(usable.requestsPerSecond >= 1 && usable.requestsPerSecond <= requestsPerSecondMost
                && usable.requestsAtOnce >= 1 && usable.requestsAtOnce <= requestsAtOnceMost,
            "a limit is within its bounds");
    require(usable.theme == Theme::Dark, "what can be used stays");
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(1'606'984'428'612, Qt::UTC);
    if (!usable.timeZone.isEmpty())
        require(!timeText(time, displayFormat(usable)).isEmpty(), "a time can be written in a zone that is known");
}

} // namespace

void settings(QByteArrayView input)
{
    Parts parts(input);
    checkProfiles(parts.bytes());
    checkSecrets(parts.bytes());
    checkPreferences(parts);
}

} // namespace spillway::fuzz
