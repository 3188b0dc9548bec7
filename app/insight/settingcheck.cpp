// SPDX-License-Identifier: GPL-3.0-or-later
#include "insight/settingcheck.h"

#include "domain/fact.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace spillway {

namespace {

template <class Table> const auto *findField(const Table &table, const char *key)
{
    const auto found = std::ranges::find_if(table, [key](const auto &field) { return qstrcmp(field.key, key) == 0; });
    return found == table.end() ? nullptr : &*found;
}

/// The characters of a text that is cut: not within an escape.
QString beginning(QByteArrayView text)
{
    constexpr int longestEscape = 6;
    text = text.first(Setting::readLimit);
    for (int left = 0; left < longestEscape; ++left) {
        if (const auto characters = unescaped(text.chopped(left)))
            return *characters;
    }
    return QString::fromUtf8(text);
}

Setting read(const Answer &answer, const Value &value)
{
    Setting setting;
    setting.kind = value.kind;
    setting.isCut = answer.bare(value).size() > Setting::readLimit;
    if (!setting.isCut)
        setting.text = answer.text(value);
    else if (value.isText())
        setting.text = beginning(answer.bare(value));
    else
        setting.text = QString::fromUtf8(answer.bare(value).first(Setting::readLimit));
    return setting;
}

} // namespace

bool Setting::isInteger() const
{
    return (kind == Value::Kind::Integer || isText()) && isIntegerLiteral(text.toUtf8());
}

std::optional<qint64> Setting::integer() const
{
    return isCut ? std::nullopt : Fact{kind, text}.integer();
}

qsizetype Setting::length() const
{
    const auto isSecondHalf = [](QChar c) { return c.isLowSurrogate(); };
    return text.size() - std::count_if(text.begin(), text.end(), isSecondHalf);
}

bool Setting::isMadeOf(QStringView signs, bool withCapitals) const
{
    return std::all_of(text.begin(), text.end(), [&](QChar c) {
        const char16_t unit = c.unicode();
        return (unit >= u'a' && unit <= u'z') || (withCapitals && unit >= u'A' && unit <= u'Z')
            || (unit >= u'0' && unit <= u'9') || signs.contains(c);
    });
}

bool Setting::isOneOf(std::initializer_list<QStringView> words) const
{
    return isText() && std::find(words.begin(), words.end(), QStringView(text)) != words.end();
}

QString Setting::quoted() const
{
    constexpr qsizetype enough = 60;
    const QString shown = visibleText(text, enough);
    if (!isText())
        return shown;
    // Isolated, so that letters written from right to left do not reorder the sentence.
    const bool isAscii = std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x80; });
    return isAscii ? QString(u'“' + shown + u'”') : QString(u'“' + QChar(0x2068) + shown + QChar(0x2069) + u'”');
}

const Value *SettingCheck::ownValue(const char *key) const
{
    if (m_place.isObs) {
        if (const auto *field = findField(destinationFields, key))
            return &(task().obs.*field->value);
        const auto *field = findField(processingFields, key);
        return field ? &(task().obs.*field->value) : nullptr;
    }
    if (m_place.other) {
        const QString path = QString(m_place.other->key + u'.' + QLatin1StringView(key));
        const auto &fields = m_place.other->fields;
        const auto found = std::ranges::find_if(fields, [&](const OtherField &field) { return field.path == path; });
        return found == fields.end() ? nullptr : &found->value;
    }
    const auto *field = findField(taskFields, key);
    return field ? &(task().*field->value) : nullptr;
}

Setting SettingCheck::value(const char *key) const
{
    const Value *value = ownValue(key);
    return value ? read(task().answer, *value) : Setting();
}

const FieldInfo *SettingCheck::info() const
{
    if (!m_place.isObs && !m_place.other)
        return findField(taskFields, m_key);
    if (const auto *field = findField(destinationFields, m_key))
        return field;
    return m_place.isObs ? findField(processingFields, m_key) : nullptr;
}

QString SettingCheck::path() const
{
    const QString key = QString::fromLatin1(m_key);
    if (m_place.other)
        return key.isEmpty() ? m_place.other->key : QString(m_place.other->key + u'.' + key);
    if (const FieldInfo *known = info())
        return QString::fromLatin1(known->path);
    return m_place.isObs ? u"obs_destination_description"_s : key;
}

bool SettingCheck::hasBelow(QStringView key) const
{
    if (!m_place.other)
        return false;
    const QString path = QString(m_place.other->key + u'.' + key);
    return std::ranges::any_of(m_place.other->fields, [&](const OtherField &field) {
        return field.value.kind != Value::Kind::Null && (field.path == path || field.path.startsWith(path + u'.'));
    });
}

SettingCheck::Breach SettingCheck::brokenIf(bool broken) const
{
    return broken ? Breach(QStringList{value().quoted()}) : std::nullopt;
}

SettingCheck::Breach SettingCheck::outside(qint64 least, qint64 most) const
{
    const Setting setting = value();
    const auto number = setting.integer();
    return brokenIf(setting.isInteger() && (!number || *number < least || *number > most));
}

SettingCheck::Breach SettingCheck::when(bool told)
{
    return told ? Breach(QStringList()) : std::nullopt;
}

bool SettingCheck::isParquet() const
{
    return value("destination_file_type").isOneOf({u"parquet"});
}

bool SettingCheck::hasExpressions() const
{
    const Setting prefix = value("file_prefix");
    return prefix.isText() && (prefix.text.contains(u"${") || prefix.text.contains(u"toDate("));
}

bool SettingCheck::usesDelimiter() const
{
    const Setting type = value("destination_file_type");
    return type.isAbsent() || type.kind == Value::Kind::Null || type.isOneOf({u"text"});
}

std::optional<qint64> SettingCheck::retentionHours() const
{
    const qint64 hours = stream() ? stream()->retention.integer().value_or(0) : 0;
    // Beyond a century it is no length of time that anything could be compared with.
    constexpr qint64 century = 24 * 36'525;
    return hours > 0 && hours <= century ? std::optional(hours) : std::nullopt;
}

QString SettingCheck::streamDataType() const
{
    return stream() && stream()->dataType.isText() ? stream()->dataType.text : QString();
}

} // namespace spillway
