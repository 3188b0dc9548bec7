// SPDX-License-Identifier: GPL-3.0-or-later
#include "insight/settingpredicates.h"

#include "domain/timetext.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace spillway {

SettingCheck::Breach wrongType(const SettingCheck &check)
{
    const FieldInfo *info = check.info();
    const Setting setting = check.value();
    // Of what no page describes, no type is documented.
    if (!info || !info->documented || setting.isAbsent() || setting.kind == Value::Kind::Null)
        return std::nullopt;
    switch (info->type) {
    case FieldInfo::Type::Integer:
    case FieldInfo::Type::Time:
        return check.brokenIf(!setting.isInteger());
    case FieldInfo::Type::Object:
        return check.brokenIf(setting.kind != Value::Kind::Object);
    case FieldInfo::Type::Array:
        return check.brokenIf(setting.kind != Value::Kind::Array);
    case FieldInfo::Type::Text:
        break;
    }
    return check.brokenIf(!setting.isText());
}

static bool isStopped(DumpTask::State state)
{
    return state == DumpTask::State::Paused || state == DumpTask::State::Abnormal || state == DumpTask::State::Error;
}

SettingCheck::Breach stoppedTooLong(const SettingCheck &check)
{
    const auto hours = check.retentionHours();
    const auto last = calendarTime(check.task().integer(check.task().lastTransferTimestamp));
    if (!hours || !last || !check.now().isValid() || !isStopped(check.task().taskState()))
        return std::nullopt;
    const std::chrono::milliseconds age(last->msecsTo(check.now()));
    if (age <= std::chrono::hours(*hours))
        return std::nullopt;
    return QStringList{lengthText(age), lengthText(std::chrono::hours(*hours))};
}

SettingCheck::Breach intervalBeyondRetention(const SettingCheck &check)
{
    const auto hours = check.retentionHours();
    const auto interval = check.value().integer();
    if (!hours || !interval || *interval < *hours * 3600)
        return std::nullopt;
    return QStringList{QString::number(*interval), lengthText(std::chrono::hours(*hours))};
}

SettingCheck::Breach streamNotRunning(const SettingCheck &check)
{
    if (!check.stream() || !check.stream()->status.isText() || check.stream()->status.text == u"RUNNING")
        return std::nullopt;
    return QStringList{visibleText(check.stream()->status.text, 60)};
}

std::optional<OtherDestination::Kind> kindOf(const Setting &type)
{
    using Kind = OtherDestination::Kind;
    if (type.isOneOf({u"MRS"}))
        return Kind::Mrs;
    if (type.isOneOf({u"DLI", u"UQUERY"}))
        return Kind::Dli;
    if (type.isOneOf({u"DWS"}))
        return Kind::Dws;
    return type.isOneOf({u"CLOUDTABLE", u"OPENTSDB"}) ? std::optional(Kind::CloudTable) : std::nullopt;
}

SettingCheck::Breach typeWithoutItsBlock(const SettingCheck &check)
{
    const DumpTask &task = check.task();
    const Setting type = check.value();
    const bool hasObs = task.obsBlock.kind == Value::Kind::Object;
    const auto kind = kindOf(type);
    if ((!kind && !type.isOneOf({u"OBS"})) || (!hasObs && task.otherDestinations.empty()))
        return std::nullopt;
    const auto &others = task.otherDestinations;
    const bool fits =
        kind ? std::ranges::any_of(others, [&](const auto &other) { return other.kind == *kind; }) : hasObs;
    if (fits)
        return std::nullopt;
    const QString found = hasObs ? u"obs_destination_description"_s : others.front().key;
    return QStringList{type.quoted(), visibleText(found, 60)};
}

SettingCheck::Breach fileTypeUnfit(const SettingCheck &check, QStringView type,
                                   std::initializer_list<QStringView> sources)
{
    const QString source = check.streamDataType();
    const bool fits = std::find(sources.begin(), sources.end(), QStringView(source)) != sources.end();
    if (!check.value().isOneOf({type}) || source.isEmpty() || fits)
        return std::nullopt;
    return QStringList{visibleText(source, 60)};
}

bool isNumericAddress(const QString &name)
{
    static const QRegularExpression four(u"^\\d{1,3}(\\.\\d{1,3}){3}$"_s);
    return name.size() <= 15 && four.match(name).hasMatch();
}

bool endsBadly(const Setting &bucket)
{
    const auto isBad = [](QChar c) { return c == u'-' || c == u'.' || c == u'_'; };
    return bucket.hasText() && (isBad(bucket.text.front()) || isBad(bucket.text.back()));
}

bool isEmptyOrMissing(const Setting &setting)
{
    return setting.isAbsent() || setting.kind == Value::Kind::Null || setting.isEmptyText();
}

bool wantsFormat(const SettingCheck &check)
{
    return check.value("processing_schema").kind == Value::Kind::Object
        && check.value("timestamp_type").isOneOf({u"String"});
}

bool hasSchema(const SettingCheck &check)
{
    return check.value("processing_schema").kind == Value::Kind::Object;
}

bool isKnownFormat(const Setting &format)
{
    return format.isOneOf({u"yyyy/MM/dd HH:mm:ss", u"MM/dd/yyyy HH:mm:ss", u"dd/MM/yyyy HH:mm:ss",
                           u"yyyy-MM-dd HH:mm:ss", u"MM-dd-yyyy HH:mm:ss", u"dd-MM-yyyy HH:mm:ss"});
}

bool areKnownDirectories(const Setting &format)
{
    return format.isOneOf({u"yyyy", u"yyyy/MM", u"yyyy/MM/dd", u"yyyy/MM/dd/HH", u"yyyy/MM/dd/HH/mm"});
}

} // namespace spillway
