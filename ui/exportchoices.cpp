// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/exportchoices.h"

#include "settings/settingsfile.h"

#include <QDir>
#include <QLocale>
#include <QSettings>
#include <QStandardPaths>

using namespace Qt::Literals::StringLiterals;

namespace spillway {

namespace {

using Preset = ExportChoices::Preset;

// The number is the version of what is stored.
const QString group = u"ui/v1/export/"_s;
constexpr qsizetype longestPath = 4'096;

template <class T> struct Word
{
    T value;
    QLatin1StringView word;
};

constexpr Word<Format> formatWords[]{{Format::Csv, QLatin1StringView("csv")},
                                     {Format::Tsv, QLatin1StringView("tsv")},
                                     {Format::Json, QLatin1StringView("json")},
                                     {Format::Ndjson, QLatin1StringView("ndjson")}};
constexpr Word<Preset> presetWords[]{{Preset::Standard, QLatin1StringView("standard")},
                                     {Preset::Excel, QLatin1StringView("excel")},
                                     {Preset::Custom, QLatin1StringView("custom")}};
constexpr Word<char> separatorWords[]{{',', QLatin1StringView("comma")},
                                      {';', QLatin1StringView("semicolon")},
                                      {'\t', QLatin1StringView("tab")},
                                      {'|', QLatin1StringView("bar")}};
constexpr Word<Dialect::LineEnd> lineEndWords[]{{Dialect::LineEnd::CrLf, QLatin1StringView("crlf")},
                                                {Dialect::LineEnd::Lf, QLatin1StringView("lf")}};
constexpr Word<Dialect::Quoting> quotingWords[]{{Dialect::Quoting::Minimal, QLatin1StringView("minimal")},
                                                {Dialect::Quoting::Text, QLatin1StringView("text")},
                                                {Dialect::Quoting::All, QLatin1StringView("all")}};
constexpr Word<Dialect::Time> timeWords[]{{Dialect::Time::Utc, QLatin1StringView("utc")},
                                          {Dialect::Time::Offset, QLatin1StringView("offset")},
                                          {Dialect::Time::Milliseconds, QLatin1StringView("milliseconds")}};
constexpr Word<Dialect::Guard> guardWords[]{{Dialect::Guard::Apostrophe, QLatin1StringView("apostrophe")},
                                            {Dialect::Guard::Tab, QLatin1StringView("tab")},
                                            {Dialect::Guard::Off, QLatin1StringView("off")}};
constexpr Word<Dialect::Headers> headersWords[]{{Dialect::Headers::Names, QLatin1StringView("names")},
                                                {Dialect::Headers::Labels, QLatin1StringView("labels")},
                                                {Dialect::Headers::None, QLatin1StringView("none")}};
constexpr Word<bool> switchWords[]{{false, QLatin1StringView("off")}, {true, QLatin1StringView("on")}};

/// Reads and writes the members of the choices that are one of a few words.
class Store
{
public:
    explicit Store(QSettings &settings)
        : m_settings(settings)
    {
    }

    template <class T, std::size_t N> void read(const char *key, const Word<T> (&words)[N], T &value) const
    {
        const QVariant stored = m_settings.value(group + QLatin1StringView(key));
        if (stored.typeId() != QMetaType::QString)
            return;
        const QString word = stored.toString();
        for (const Word<T> &known : words) {
            if (word == known.word)
                value = known.value;
        }
    }

    template <class T, std::size_t N>
    void write(const char *key, const Word<T> (&words)[N], const T &value, const T &before)
    {
        if (value == before)
            return;
        for (const Word<T> &known : words) {
            if (value == known.value)
                m_settings.setValue(group + QLatin1StringView(key), QString(known.word));
        }
    }

private:
    QSettings &m_settings;
};

bool isUsableFolder(const QString &path)
{
    return !path.isEmpty() && path.size() <= longestPath && !path.contains(QChar::Null) && QDir::isAbsolutePath(path)
        && QDir(path).exists();
}

bool speaksChinese()
{
    return QLocale().language() == QLocale::Chinese || QLocale::system().language() == QLocale::Chinese;
}

} // namespace

Dialect ExportChoices::dialect(const QTimeZone &zone) const
{
    if (preset == Preset::Excel)
        return Dialect::excel(QLocale::system(), zone);
    Dialect chosen = preset == Preset::Custom ? custom : Dialect();
    if (preset == Preset::Custom)
        chosen.zone = zone;
    return chosen;
}

ExportChoices ExportChoices::remembered()
{
    ExportChoices choices;
    choices.preset = speaksChinese() ? Preset::Excel : Preset::Standard;
    QSettings settings;
    const Store store(settings);
    store.read("format", formatWords, choices.format);
    store.read("preset", presetWords, choices.preset);
    store.read("shownColumns", switchWords, choices.shownColumns);
    store.read("splitRanges", switchWords, choices.splitRanges);
    Dialect &custom = choices.custom;
    store.read("custom/separator", separatorWords, custom.separator);
    store.read("custom/lineEnd", lineEndWords, custom.lineEnd);
    store.read("custom/quoting", quotingWords, custom.quoting);
    store.read("custom/time", timeWords, custom.time);
    store.read("custom/guard", guardWords, custom.guard);
    store.read("custom/headers", headersWords, custom.headers);
    store.read("custom/byteOrderMark", switchWords, custom.byteOrderMark);
    store.read("custom/separatorLine", switchWords, custom.separatorLine);
    choices.folder = settings.value(group + u"folder").toString();
    if (!isUsableFolder(choices.folder))
        choices.folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return choices;
}

void ExportChoices::remember(const ExportChoices &before) const
{
    changeSettings([&](QSettings &settings) {
        Store store(settings);
        store.write("format", formatWords, format, before.format);
        store.write("preset", presetWords, preset, before.preset);
        store.write("shownColumns", switchWords, shownColumns, before.shownColumns);
        store.write("splitRanges", switchWords, splitRanges, before.splitRanges);
        store.write("custom/separator", separatorWords, custom.separator, before.custom.separator);
        store.write("custom/lineEnd", lineEndWords, custom.lineEnd, before.custom.lineEnd);
        store.write("custom/quoting", quotingWords, custom.quoting, before.custom.quoting);
        store.write("custom/time", timeWords, custom.time, before.custom.time);
        store.write("custom/guard", guardWords, custom.guard, before.custom.guard);
        store.write("custom/headers", headersWords, custom.headers, before.custom.headers);
        store.write("custom/byteOrderMark", switchWords, custom.byteOrderMark, before.custom.byteOrderMark);
        store.write("custom/separatorLine", switchWords, custom.separatorLine, before.custom.separatorLine);
        if (folder != before.folder && isUsableFolder(folder))
            settings.setValue(group + u"folder", folder);
    });
}

} // namespace spillway
