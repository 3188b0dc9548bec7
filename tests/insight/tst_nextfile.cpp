// SPDX-License-Identifier: GPL-3.0-or-later
#include "insight/nextfile.h"
#include "support/fixtures.h"
#include "support/testcase.h"
#include "wire/taskdecoder.h"

#include <QProcess>

using namespace spillway;
using namespace Qt::StringLiterals;

namespace {

TaskSnapshot taskWith(const QByteArray &members)
{
    const auto task = decodeTask("{\"task_name\":\"t\",\"obs_destination_description\":{" + members + "}}");
    if (!task)
        qFatal("not an answer: %s", members.constData());
    return *task;
}

TaskSnapshot taskWithFormat(const QString &format)
{
    const QByteArray start = "\"obs_bucket_path\":\"bucket\",\"file_prefix\":\"raw/orders\",\"partition_format\":\"";
    return taskWith(start + format.toUtf8() + "\"");
}

QDateTime utc(const char *text)
{
    return QDateTime::fromString(QString::fromLatin1(text) + u'Z', Qt::ISODateWithMs);
}

} // namespace

class tst_NextFile : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void directoriesAreFilledIn_data();
    void directoriesAreFilledIn();
    void theNextDirectoryBegins_data();
    void theNextDirectoryBegins();
    void whenItRollsOverTheNameChangesAndNotBefore();
    void withoutAFormatFilesStayWhereTheyAre();
    void anUndocumentedFormatIsNotGuessed();
    void whatCannotBeTold_data();
    void whatCannotBeTold();
    void aTimeInTheRecordsMakesItAnExample();
    void everyPathIsOneWordOfTheShell_data();
    void everyPathIsOneWordOfTheShell();
    void hiddenCharactersOfferNoCommand_data();
    void hiddenCharactersOfferNoCommand();
    void theZonesAreThoseOnOffer();
};

void tst_NextFile::directoriesAreFilledIn_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("path");
    QTest::newRow("none") << u""_s << u"obs://bucket/raw/orders/"_s;
    QTest::newRow("years") << u"yyyy"_s << u"obs://bucket/raw/orders/2026/"_s;
    QTest::newRow("months") << u"yyyy/MM"_s << u"obs://bucket/raw/orders/2026/11/"_s;
    QTest::newRow("days") << u"yyyy/MM/dd"_s << u"obs://bucket/raw/orders/2026/11/24/"_s;
    QTest::newRow("hours") << u"yyyy/MM/dd/HH"_s << u"obs://bucket/raw/orders/2026/11/24/01/"_s;
    QTest::newRow("minutes") << u"yyyy/MM/dd/HH/mm"_s << u"obs://bucket/raw/orders/2026/11/24/01/05/"_s;
}

void tst_NextFile::directoriesAreFilledIn()
{
    QFETCH(const QString, format);
    QFETCH(const QString, path);
    const NextFile file =
        nextFile(*taskWithFormat(format), utc("2026-11-23T17:05:59.999"), zoneOf(DirectoryZone::Gmt8));
    QCOMPARE(file.path, path);
    QCOMPARE(file.obstacle, NextFile::Obstacle::None);
    QCOMPARE(file.command, u"obsutil ls '"_s + path + u'\'');
}

void tst_NextFile::theNextDirectoryBegins_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QDateTime>("moment");
    QTest::addColumn<QDateTime>("change");
    const auto row = [](const char *name, const char *format, const char *zone, const char *moment,
                        const char *change) {
        QTest::newRow(name) << QString::fromLatin1(format) << QByteArray(zone) << utc(moment) << utc(change);
    };
    row("a minute", "yyyy/MM/dd/HH/mm", "UTC", "2026-11-23T17:05:59.999", "2026-11-23T17:06:00");
    row("at its very beginning", "yyyy/MM/dd/HH/mm", "UTC", "2026-11-23T17:06:00", "2026-11-23T17:07:00");
    row("an hour", "yyyy/MM/dd/HH", "UTC", "2026-11-23T17:33:00", "2026-11-23T18:00:00");
    row("an hour of a zone between", "yyyy/MM/dd/HH", "Asia/Kolkata", "2026-11-23T17:33:00", "2026-11-23T18:30:00");
    row("midnight of GMT+8", "yyyy/MM/dd", "UTC+08:00", "2026-11-23T15:59:59", "2026-11-23T16:00:00");
    row("after it", "yyyy/MM/dd", "UTC+08:00", "2026-11-23T16:00:00", "2026-11-24T16:00:00");
    row("a month", "yyyy/MM", "UTC", "2026-12-31T23:59:59", "2027-01-01T00:00:00");
    row("February of a leap year", "yyyy/MM/dd", "UTC", "2028-02-28T12:00:00", "2028-02-29T00:00:00");
    row("a year of GMT+8", "yyyy", "UTC+08:00", "2026-12-31T15:00:00", "2026-12-31T16:00:00");
    row("a year with summer time in it", "yyyy", "Europe/Berlin", "2026-01-15T00:00:00", "2026-12-31T23:00:00");
    row("a month with a change of clocks", "yyyy/MM", "Europe/Berlin", "2026-10-02T00:00:00", "2026-10-31T23:00:00");
    row("a day of 23 hours", "yyyy/MM/dd", "Europe/Berlin", "2026-03-28T23:00:00", "2026-03-29T22:00:00");
    row("a day of 25 hours", "yyyy/MM/dd", "Europe/Berlin", "2026-10-24T22:00:00", "2026-10-25T23:00:00");
    row("the hour that is left out", "yyyy/MM/dd/HH", "Europe/Berlin", "2026-03-29T00:30:00", "2026-03-29T01:00:00");
    row("the hour that comes twice, first", "yyyy/MM/dd/HH", "Europe/Berlin", "2026-10-25T00:30:00",
        "2026-10-25T02:00:00");
    row("the hour that comes twice, again", "yyyy/MM/dd/HH", "Europe/Berlin", "2026-10-25T01:30:00",
        "2026-10-25T02:00:00");
    row("a minute before clocks go back", "yyyy/MM/dd/HH/mm", "Europe/Berlin", "2026-10-25T00:59:30",
        "2026-10-25T01:00:00");
    row("half an hour back", "yyyy/MM/dd/HH", "Australia/Lord_Howe", "2026-04-04T14:45:00", "2026-04-04T15:30:00");
}

void tst_NextFile::theNextDirectoryBegins()
{
    QFETCH(const QString, format);
    QFETCH(const QByteArray, zone);
    QFETCH(const QDateTime, moment);
    QFETCH(const QDateTime, change);
    const QTimeZone in(zone);
    QVERIFY(in.isValid());
    const NextFile file = nextFile(*taskWithFormat(format), moment, in);
    QVERIFY(file.rollsOver);
    QCOMPARE(*file.rollsOver, change);
}

void tst_NextFile::whenItRollsOverTheNameChangesAndNotBefore()
{
    for (const char *zone :
         {"UTC+08:00", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca"}) {
        const QTimeZone in{QByteArray(zone)};
        QVERIFY(in.isValid());
        for (const QString &format : {u"yyyy/MM/dd"_s, u"yyyy/MM/dd/HH"_s}) {
            const TaskSnapshot task = taskWithFormat(format);
            QDateTime moment = utc("2026-01-01T00:10:00");
            while (moment < utc("2027-01-01T00:00:00")) {
                const NextFile file = nextFile(*task, moment, in);
                QVERIFY(file.rollsOver && *file.rollsOver > moment);
                QVERIFY(nextFile(*task, *file.rollsOver, in).path != file.path);
                QCOMPARE(nextFile(*task, file.rollsOver->addMSecs(-1), in).path, file.path);
                moment = *file.rollsOver;
            }
        }
    }
}

void tst_NextFile::withoutAFormatFilesStayWhereTheyAre()
{
    for (const char *format : {R"(,"partition_format":"")", R"(,"partition_format":null)", ""}) {
        const NextFile file = nextFile(*taskWith(R"("obs_bucket_path":"bucket")" + QByteArray(format)),
                                       utc("2026-11-23T17:05:00"), QTimeZone::utc());
        QCOMPARE(file.path, u"obs://bucket/"_s);
        QVERIFY(!file.rollsOver);
        QCOMPARE(file.obstacle, NextFile::Obstacle::None);
    }
}

void tst_NextFile::anUndocumentedFormatIsNotGuessed()
{
    for (const QString &format : {u"yyyy/mm"_s, u"yyyy/MM/dd/"_s, u"N/A"_s, u"YYYY"_s}) {
        const TaskSnapshot task = taskWithFormat(format);
        const NextFile file = nextFile(*task, utc("2026-11-23T17:05:00"), QTimeZone::utc());
        QCOMPARE(file.path, u"obs://bucket/raw/orders/"_s);
        QCOMPARE(file.obstacle, NextFile::Obstacle::UnknownFormat);
        QVERIFY(!file.rollsOver);
        QVERIFY(!nextFileRemark(*task, file).isEmpty());
    }
}

void tst_NextFile::whatCannotBeTold_data()
{
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<QDateTime>("moment");
    QTest::addColumn<NextFile::Obstacle>("obstacle");
    const QDateTime now = utc("2026-11-23T17:05:00");
    using Obstacle = NextFile::Obstacle;
    QTest::newRow("no bucket") << QByteArray("\"file_prefix\":\"\"") << now << Obstacle::NoBucket;
    QTest::newRow("an empty one") << QByteArray("\"obs_bucket_path\":\"\"") << now << Obstacle::NoBucket;
    QTest::newRow("a number") << QByteArray("\"obs_bucket_path\":7") << now << Obstacle::NoBucket;
    QTest::newRow("odd prefix") << QByteArray(R"("obs_bucket_path":"abc","file_prefix":[1])") << now
                                << Obstacle::OddPrefix;
    QTest::newRow("huge prefix") << QByteArray(R"("obs_bucket_path":"abc","file_prefix":")" + QByteArray(5'000'000, 'a')
                                               + '"')
                                 << now << Obstacle::TooLong;
    QTest::newRow("no time") << QByteArray(R"("obs_bucket_path":"abc","partition_format":"yyyy")") << QDateTime()
                             << Obstacle::NoTime;
    QTest::newRow("beyond the calendar") << QByteArray(R"("obs_bucket_path":"abc","partition_format":"yyyy")")
                                         << QDateTime::fromMSecsSinceEpoch(253'402'300'800'000, Qt::UTC)
                                         << Obstacle::NoTime;
}

void tst_NextFile::whatCannotBeTold()
{
    QFETCH(const QByteArray, members);
    QFETCH(const QDateTime, moment);
    QFETCH(const NextFile::Obstacle, obstacle);
    const TaskSnapshot task = taskWith(members);
    const NextFile file = nextFile(*task, moment, QTimeZone::utc());
    QCOMPARE(file.obstacle, obstacle);
    QCOMPARE(file.path.isEmpty(), obstacle != NextFile::Obstacle::NoTime);
    QVERIFY(!file.rollsOver);
    QVERIFY(!nextFileRemark(*task, file).isEmpty());
}

void tst_NextFile::aTimeInTheRecordsMakesItAnExample()
{
    const auto example = [](const QByteArray &members) {
        const TaskSnapshot task = taskWith(R"("obs_bucket_path":"abc","partition_format":"yyyy",)" + members);
        return nextFile(*task, utc("2026-11-23T17:05:00"), QTimeZone::utc()).example;
    };
    QCOMPARE(example(R"("file_prefix":"a")"), NextFile::Example::No);
    QCOMPARE(example(R"("processing_schema":{"timestamp_name":"ts"})"), NextFile::Example::Schema);
    QCOMPARE(example(R"("processing_schema":null)"), NextFile::Example::No);
    QCOMPARE(example(R"("destination_file_type":"parquet","file_prefix":"a/${f}")"), NextFile::Example::Expressions);
    QCOMPARE(example(R"("destination_file_type":"text","file_prefix":"a/${f}")"), NextFile::Example::No);
    const TaskSnapshot task = *decodeTask(fixture(u"task-obs-table-dialect.json"_s));
    const NextFile file = nextFile(*task, utc("2026-11-23T17:05:00"), QTimeZone::utc());
    QCOMPARE(file.path, u"obs://obsbucket/raw/orders/2026/11/23/17/"_s);
    QVERIFY(nextFileRemark(*task, file).contains(u"detail.endTime"_s));
}

void tst_NextFile::everyPathIsOneWordOfTheShell_data()
{
    QTest::addColumn<QString>("name");
    for (const QString &name : {u"plain"_s,
                                u"with blank"_s,
                                u"'"_s,
                                u"''"_s,
                                u"a'b'c"_s,
                                u"'; touch owned; '"_s,
                                u"\"quoted\""_s,
                                u"$HOME"_s,
                                u"$(touch owned)"_s,
                                u"`touch owned`"_s,
                                u"back\\slash\\"_s,
                                u"\\'"_s,
                                u"-rf"_s,
                                u"a;b|c&d>e<f"_s,
                                u"*?[a]{b,c}~"_s,
                                u"!history"_s,
                                u"#comment"_s,
                                u"%s%n%1"_s,
                                u"中文 流"_s,
                                u"😀"_s,
                                u"= a"_s})
        QTest::newRow(qPrintable(name)) << name;
}

void tst_NextFile::everyPathIsOneWordOfTheShell()
{
    QFETCH(const QString, name);
    QString json = name;
    json.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s);
    const TaskSnapshot task =
        taskWith("\"obs_bucket_path\":\"" + json.toUtf8() + "\",\"file_prefix\":\"" + json.toUtf8() + '"');
    const NextFile file = nextFile(*task, utc("2026-11-23T17:05:00"), QTimeZone::utc());
    QCOMPARE(file.path, QString(u"obs://" + name + u'/' + name + u'/'));
    const QString start = u"obsutil ls "_s;
    QVERIFY(file.command.startsWith(start));
    QProcess shell;
    shell.start(u"sh"_s, {u"-c"_s, u"printf %s "_s + file.command.mid(start.size())});
    QVERIFY(shell.waitForFinished());
    QCOMPARE(shell.exitCode(), 0);
    QCOMPARE(QString::fromUtf8(shell.readAllStandardOutput()), file.path);
    QCOMPARE(shell.readAllStandardError(), QByteArray());
}

void tst_NextFile::hiddenCharactersOfferNoCommand_data()
{
    QTest::addColumn<QByteArray>("json");
    for (const char *json : {"a\\nb", "a\\rb", "a\\tb", "a\\u0000b", "a\\u001b[31mb", "a\\u202eb", "a\\u200bb",
                             "a\\u00a0b", "a\\ud800b", "a\\u007fb", "a\\u2028b"})
        QTest::newRow(json) << QByteArray(json);
}

void tst_NextFile::hiddenCharactersOfferNoCommand()
{
    QFETCH(const QByteArray, json);
    for (const QByteArray &members : {QByteArray("\"obs_bucket_path\":\"" + json + '"'),
                                      QByteArray("\"obs_bucket_path\":\"abc\",\"file_prefix\":\"" + json + '"')}) {
        const TaskSnapshot task = taskWith(members);
        const NextFile file = nextFile(*task, utc("2026-11-23T17:05:00"), QTimeZone::utc());
        QVERIFY(file.hasHidden);
        QVERIFY(file.command.isEmpty());
        QVERIFY(!nextFileRemark(*task, file).isEmpty());
    }
}

void tst_NextFile::theZonesAreThoseOnOffer()
{
    const QDateTime moment = utc("2026-11-23T17:05:00");
    QCOMPARE(zoneOf(DirectoryZone::Gmt8).offsetFromUtc(moment), 8 * 3600);
    QCOMPARE(zoneOf(DirectoryZone::Utc).offsetFromUtc(moment), 0);
    QCOMPARE(zoneOf(DirectoryZone::Local), QTimeZone::systemTimeZone());
    QVERIFY(zoneRemark(DirectoryZone::Gmt8) != zoneRemark(DirectoryZone::Local));
}

QTEST_GUILESS_MAIN(tst_NextFile)
#include "tst_nextfile.moc"
