// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/preferencestore.h"

#include "settings/settingsfile.h"

#include <QSettings>

#include <algorithm>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace spillway {

namespace {

// The number is the version of what is stored: change it and old preferences are forgotten.
const QString prefix = u"ui/v1/preferences/"_s;

constexpr std::pair<Theme, QLatin1StringView> themeWords[]{
    {Theme::System, QLatin1StringView("system")},
    {Theme::Light, QLatin1StringView("light")},
    {Theme::Dark, QLatin1StringView("dark")},
};

/// Every preference as the text it is stored as, by its key. One table for reading, comparing and writing.
struct Entry
{
    QLatin1StringView key;
    QString (*write)(const Preferences &);
    /// Leaves the default where the text means nothing.
    void (*read)(Preferences &, const QString &);
};

template <class Take> void readNumber(const QString &text, const Take &take)
{
    bool isNumber = false;
    if (const int number = text.toInt(&isNumber); isNumber)
        take(number);
}

constexpr QLatin1StringView yes("true");
constexpr QLatin1StringView no("false");

constexpr Entry entries[]{
    {QLatin1StringView("language"), [](const Preferences &from) { return from.language; },
     [](Preferences &to, const QString &text) { to.language = text; }},
    {QLatin1StringView("theme"),
     [](const Preferences &from) {
         const auto *found = std::find_if(std::begin(themeWords), std::end(themeWords),
                                          [&](const auto &word) { return word.first == from.theme; });
         return QString(found->second);
     },
     [](Preferences &to, const QString &text) {
         for (const auto &[theme, word] : themeWords) {
             if (text == word)
                 to.theme = theme;
         }
     }},
    {QLatin1StringView("timeZone"), [](const Preferences &from) { return QString::fromLatin1(from.timeZone); },
     [](Preferences &to, const QString &text) { to.timeZone = text.toLatin1(); }},
    {QLatin1StringView("groupDigits"), [](const Preferences &from) { return QString(from.groupDigits ? yes : no); },
     [](Preferences &to, const QString &text) { to.groupDigits = text == yes; }},
    {QLatin1StringView("interval"), [](const Preferences &from) { return QString::number(from.interval.count()); },
     [](Preferences &to, const QString &text) {
         readNumber(text, [&](int seconds) { to.interval = std::chrono::seconds(seconds); });
     }},
    {QLatin1StringView("bodyCap"), [](const Preferences &from) { return QString::number(from.bodyCap); },
     [](Preferences &to, const QString &text) { readNumber(text, [&](int mebibytes) { to.bodyCap = mebibytes; }); }},
    {QLatin1StringView("requestsPerSecond"),
     [](const Preferences &from) { return QString::number(from.requestsPerSecond); },
     [](Preferences &to, const QString &text) { readNumber(text, [&](int most) { to.requestsPerSecond = most; }); }},
    {QLatin1StringView("requestsAtOnce"), [](const Preferences &from) { return QString::number(from.requestsAtOnce); },
     [](Preferences &to, const QString &text) { readNumber(text, [&](int most) { to.requestsAtOnce = most; }); }},
};

} // namespace

PreferenceStore::PreferenceStore(QObject *parent)
    : QObject(parent)
{
    if (const QString file = settingsFile(); isNoSettingsFile(file)) {
        m_damagedFile = file;
        m_keptAs = moveAside(file);
        if (m_keptAs.isEmpty()) // then nobody may open it: there is no such folder
            QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, u"/dev/null"_s);
    }
    const QSettings settings;
    for (const Entry &entry : entries) {
        // Everything is stored as text; a file may hold lists, bytes and whole serialised objects instead.
        const QVariant stored = settings.value(prefix + entry.key);
        if (stored.typeId() == QMetaType::QString)
            entry.read(m_value, stored.toString());
    }
    m_value = sound(m_value);
    if (settings.status() == QSettings::NoError || !m_damagedFile.isEmpty())
        return;
    m_damagedFile = settings.fileName();
    // Before anybody changes anything: QSettings then writes what it understood over all the rest.
    if (settings.status() == QSettings::FormatError)
        m_keptAs = copyAside(m_damagedFile);
}

void PreferenceStore::set(const Preferences &preferences)
{
    const Preferences before = std::exchange(m_value, sound(preferences));
    if (m_value == before)
        return;
    const bool isSaved = changeSettings([&](QSettings &settings) {
        const Preferences usual;
        for (const Entry &entry : entries) {
            const QString text = entry.write(m_value);
            if (text == entry.write(before))
                continue;
            if (text == entry.write(usual))
                settings.remove(prefix + entry.key);
            else
                settings.setValue(prefix + entry.key, text);
        }
    });
    Q_EMIT changed(before);
    if (!isSaved)
        Q_EMIT notSaved(settingsFile());
}

} // namespace spillway
