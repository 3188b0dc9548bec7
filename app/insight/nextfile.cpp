// SPDX-License-Identifier: GPL-3.0-or-later
#include "insight/nextfile.h"

#include "domain/fields.h"
#include "insight/settingcheck.h"

#include <limits>

using namespace Qt::Literals::StringLiterals;

namespace spillway {

namespace {

/// The parts of a directory's name, and how often the last of them changes.
struct Directories
{
    enum class Unit { Year, Month, Day, Hour, Minute };
    const char16_t *format;
    Unit unit;
};
constexpr std::array documented{
    Directories{u"yyyy", Directories::Unit::Year},
    Directories{u"yyyy/MM", Directories::Unit::Month},
    Directories{u"yyyy/MM/dd", Directories::Unit::Day},
    Directories{u"yyyy/MM/dd/HH", Directories::Unit::Hour},
    Directories{u"yyyy/MM/dd/HH/mm", Directories::Unit::Minute},
};

/// What a clock on the wall of that zone shows, as if it were UTC: then it can be reckoned with.
QDateTime onTheWall(const QDateTime &moment, const QTimeZone &zone)
{
    QDateTime wall = moment.toUTC();
    return wall.addSecs(zone.offsetFromUtc(moment));
}

QString directoriesAt(const QDateTime &moment, const QTimeZone &zone, const Directories &directories)
{
    return onTheWall(moment, zone).toString(QStringView(directories.format));
}

/// The next time on the wall at which the name changes, if the clock just runs on.
QDateTime nextOnTheWall(const QDateTime &wall, Directories::Unit unit)
{
    const QDate day = wall.date();
    const QTime time = wall.time();
    switch (unit) {
    case Directories::Unit::Year:
        return {QDate(day.year() + 1, 1, 1), QTime(0, 0), Qt::UTC};
    case Directories::Unit::Month:
        return {QDate(day.year(), day.month(), 1).addMonths(1), QTime(0, 0), Qt::UTC};
    case Directories::Unit::Day:
        return {day.addDays(1), QTime(0, 0), Qt::UTC};
    case Directories::Unit::Hour:
        return QDateTime(day, QTime(time.hour(), 0), Qt::UTC).addSecs(3600);
    case Directories::Unit::Minute:
        break;
    }
    return QDateTime(day, QTime(time.hour(), time.minute()), Qt::UTC).addSecs(60);
}

/// When the name changes. Clocks that are put forward or back may change it too, or keep it for longer.
std::optional<QDateTime> changeAfter(const QDateTime &moment, const QTimeZone &zone, const Directories &directories)
{
    const QString name = directoriesAt(moment, zone, directories);
    QDateTime from = moment.toUTC();
    // A year has a handful of transitions at most.
    for (int transitions = 0; transitions < 20; ++transitions) {
        const QDateTime wall = onTheWall(from, zone);
        const QDateTime change = from.addMSecs(wall.msecsTo(nextOnTheWall(wall, directories.unit)));
        const QDateTime put = zone.hasTransitions() ? zone.nextTransition(from).atUtc.toUTC() : QDateTime();
        if (!put.isValid() || put > change)
            return change;
        if (directoriesAt(put, zone, directories) != name)
            return put;
        from = put;
    }
    return std::nullopt;
}

bool isThere(const Setting &setting)
{
    return !setting.isAbsent() && setting.kind != Value::Kind::Null;
}

NextFile stopped(NextFile file, NextFile::Obstacle obstacle)
{
    file.obstacle = obstacle;
    return file;
}

NextFile::Example exampleOf(const SettingCheck &check)
{
    if (isThere(check.value("processing_schema")))
        return NextFile::Example::Schema;
    return check.isParquet() && check.hasExpressions() ? NextFile::Example::Expressions : NextFile::Example::No;
}

/// Adds the directories of that moment, and until when they hold.
void addDirectories(NextFile &file, const Setting &format, const QDateTime &moment, const QTimeZone &zone)
{
    if (!isThere(format) || format.isEmptyText())
        return;
    const auto *found = std::find_if(documented.begin(), documented.end(), [&](const Directories &each) {
        return format.isText() && format.text == QStringView(each.format);
    });
    if (found == documented.end()) {
        file.obstacle = NextFile::Obstacle::UnknownFormat;
    } else if (!moment.isValid() || !isCalendarTime(moment.toMSecsSinceEpoch())) {
        file.obstacle = NextFile::Obstacle::NoTime;
    } else {
        file.path += directoriesAt(moment, zone, *found) + u'/';
        file.rollsOver = changeAfter(moment, zone, *found);
    }
}

QString translated(const char *english)
{
    return QCoreApplication::translate("NextFile", english);
}

} // namespace

QTimeZone zoneOf(DirectoryZone zone)
{
    constexpr int eightHours = 8 * 3600;
    switch (zone) {
    case DirectoryZone::Gmt8:
        return QTimeZone(eightHours);
    case DirectoryZone::Utc:
        return QTimeZone::utc();
    case DirectoryZone::Local:
        break;
    }
    return QTimeZone::systemTimeZone();
}

NextFile nextFile(const DumpTask &task, const QDateTime &moment, const QTimeZone &zone)
{
    using Obstacle = NextFile::Obstacle;
    NextFile file;
    if (task.obsBlock.kind != Value::Kind::Object)
        return stopped(file, Obstacle::NoSettings);
    const SettingFacts facts{task, nullptr, {}};
    const SettingCheck check(facts, {true, nullptr}, "obs_bucket_path");
    const Setting bucket = check.value();
    const Setting prefix = check.value("file_prefix");
    if (!bucket.hasText())
        return stopped(file, Obstacle::NoBucket);
    if (isThere(prefix) && !prefix.isText())
        return stopped(file, Obstacle::OddPrefix);
    if (bucket.isCut || prefix.isCut)
        return stopped(file, Obstacle::TooLong);

    file.path = QString(u"obs://" + bucket.text + u'/');
    if (prefix.hasText())
        file.path += prefix.text + u'/';
    file.example = exampleOf(check);
    addDirectories(file, check.value("partition_format"), moment, zone);
    const auto isDamaged = [](const Value &value) { return value.marks.testFlag(Value::LoneSurrogate); };
    file.hasHidden = isDamaged(task.obs.bucketPath) || isDamaged(task.obs.filePrefix)
        || visibleText(file.path, std::numeric_limits<qsizetype>::max()) != file.path;
    if (!file.hasHidden)
        file.command = u"obsutil ls " + shellQuoted(file.path);
    return file;
}

QString shellQuoted(const QString &text)
{
    QString inside = text;
    inside.replace(u'\'', u"'\\''"_s);
    return QString(u'\'' + inside + u'\'');
}

QString nextFileRemark(const DumpTask &task, const NextFile &file)
{
    using Obstacle = NextFile::Obstacle;
    QStringList remarks;
    switch (file.obstacle) {
    case Obstacle::None:
        break;
    case Obstacle::NoSettings:
        return translated(QT_TRANSLATE_NOOP("NextFile", "The answer has no OBS settings."));
    case Obstacle::NoBucket:
        return translated(QT_TRANSLATE_NOOP("NextFile", "The answer names no bucket."));
    case Obstacle::OddPrefix:
        return translated(QT_TRANSLATE_NOOP("NextFile", "The file prefix is not a text."));
    case Obstacle::TooLong:
        return translated(
            QT_TRANSLATE_NOOP("NextFile", "The bucket or the file prefix is too long for a name in OBS."));
    case Obstacle::UnknownFormat:
        remarks.append(translated(QT_TRANSLATE_NOOP(
            "NextFile", "The directory format is not a documented one: the path ends before the directories.")));
        break;
    case Obstacle::NoTime:
        remarks.append(
            translated(QT_TRANSLATE_NOOP("NextFile", "Without a time the path ends before the directories.")));
        break;
    }
    if (file.example == NextFile::Example::Schema) {
        const QString name =
            visibleText(SettingCheck({task, nullptr, {}}, {true, nullptr}, "timestamp_name").value().text, 60);
        remarks.append(
            name.isEmpty()
                ? translated(QT_TRANSLATE_NOOP(
                    "NextFile", "An example only: the directories follow a time in your records, not the clock."))
                : translated(
                      QT_TRANSLATE_NOOP(
                          "NextFile",
                          "An example only: the directories follow the field %1 of your records, not the clock."))
                      .arg(name));
    } else if (file.example == NextFile::Example::Expressions) {
        remarks.append(translated(
            QT_TRANSLATE_NOOP("NextFile", "An example only: the prefix is made from fields of your records.")));
    }
    if (file.hasHidden)
        remarks.append(translated(QT_TRANSLATE_NOOP(
            "NextFile", "There are characters in it that cannot be seen: it is not offered for copying.")));
    return remarks.join(u'\n');
}

QString zoneRemark(DirectoryZone zone)
{
    if (zone == DirectoryZone::Gmt8)
        return translated(QT_TRANSLATE_NOOP(
            "NextFile",
            "GMT+8 is an assumption: the documents name no zone for the directories. Compare with a real object."));
    return translated(QT_TRANSLATE_NOOP(
        "NextFile",
        "The zone is your choice: the documents name none for the directories. Compare with a real object."));
}

} // namespace spillway
