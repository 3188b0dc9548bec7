// SPDX-License-Identifier: GPL-3.0-or-later
#include "settingcases.h"
#include "support/fixtures.h"
#include "support/testcase.h"

#include <algorithm>

using namespace spillway;
using namespace Qt::StringLiterals;

namespace {

std::optional<SettingNote> noteOf(const QByteArray &json, const QString &id)
{
    const TaskSnapshot task = decoded(json);
    for (const SettingNote &note : settingNotes({*task, nullptr, now})) {
        if (note.id == id)
            return note;
    }
    return std::nullopt;
}

} // namespace

class tst_SettingNotes : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void anUnreadStreamBreaksNothing();
    void publishedAnswersGiveTheseNotes_data();
    void publishedAnswersGiveTheseNotes();
    void absentNullEmptyAndWrongTypesDiffer();
    void goodSettingsGiveNoNoteButTheConditionsOfTheAgency();
    void aNoteNamesThePlaceInTheAnswer();
    void hugeAndHostileValuesAreQuotedShortAndVisible();
    void aLongValueIsCutBetweenItsEscapes();
    void aBlockRepeatedWithoutEndTakesNoTime();
    void percentSignsInValuesAreLeftAlone();
    void aNoteIsCopiedWithItsSource();
};

void tst_SettingNotes::anUnreadStreamBreaksNothing()
{
    const QStringList ids = idsOf(stoppedTask("PAUSED", 90 * day));
    QVERIFY(!ids.contains(u"stopped-beyond-retention"_s));
    QVERIFY(!ids.contains(u"stream-not-running"_s));
    const TaskSnapshot task = decoded(stoppedTask("PAUSED", 90 * day));
    const StreamDetails stream = streamOf();
    for (const SettingNote &note : settingNotes({*task, &stream, {}}))
        QVERIFY2(note.id != u"stopped-beyond-retention"_s, "without a clock there is no age");
}

void tst_SettingNotes::publishedAnswersGiveTheseNotes_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QStringList>("ids");
    QTest::newRow("the page's own example")
        << u"task-obs-documented.json"_s
        << QStringList{u"agency-automatic"_s,   u"agency-conditions"_s, u"strategy-latest"_s,
                       u"retry-undocumented"_s, u"directories-time"_s,  u"delimiter-empty"_s};
    QTest::newRow("in the dialect of its table") << u"task-obs-table-dialect.json"_s
                                                 << QStringList{u"agency-automatic"_s, u"agency-conditions"_s,
                                                                u"directories-time"_s, u"file-type-source-unread"_s};
    QTest::newRow("two partitions, the shortest bucket")
        << u"task-obs-two-partitions.json"_s
        << QStringList{u"agency-conditions"_s, u"deliver-interval-short"_s, u"strategy-latest"_s,
                       u"retry-undocumented"_s, u"directories-time"_s};
    QTest::newRow("DLI") << u"task-dli-documented.json"_s
                         << QStringList{u"destination-type-older"_s, u"agency-automatic"_s, u"agency-conditions"_s,
                                        u"strategy-latest"_s, u"retry-default"_s};
}

void tst_SettingNotes::publishedAnswersGiveTheseNotes()
{
    QFETCH(const QString, file);
    QFETCH(const QStringList, ids);
    QCOMPARE(idsOf(fixture(file)), ids);
}

void tst_SettingNotes::absentNullEmptyAndWrongTypesDiffer()
{
    const auto prefix = [](const char *value) {
        QStringList ids = idsOf(obsTask({"file_prefix:" + QByteArray(value)}));
        ids.removeAll(u"agency-conditions"_s);
        return ids;
    };
    QCOMPARE(prefix(""), QStringList{u"prefix-default"_s});
    QCOMPARE(prefix("null"), QStringList{u"setting-null"_s});
    QCOMPARE(prefix("\"\""), QStringList());
    QCOMPARE(prefix("7"), QStringList{u"setting-of-another-type"_s});
}

void tst_SettingNotes::goodSettingsGiveNoNoteButTheConditionsOfTheAgency()
{
    QCOMPARE(idsOf(obsTask({})), QStringList{u"agency-conditions"_s});
    QCOMPARE(idsOf(R"({"task_name":"t","state":"RUNNING","partitions":[]})"), QStringList());
}

void tst_SettingNotes::aNoteNamesThePlaceInTheAnswer()
{
    QCOMPARE(noteOf(obsTask({"deliver_time_interval:10"}), u"deliver-interval-range"_s)->path,
             u"obs_destination_description.deliver_time_interval"_s);
    QCOMPARE(noteOf(obsTask({"processing_schema:{}"}), u"schema-type-missing"_s)->path,
             u"obs_destination_description.processing_schema.timestamp_type"_s);
    QCOMPARE(noteOf(otherTask("DWS", "dws_destination_descripton", R"("deliver_time_interval":10)"),
                    u"deliver-interval-range"_s)
                 ->path,
             u"dws_destination_descripton.deliver_time_interval"_s);
    QCOMPARE(noteOf(otherTask("CLOUDTABLE", "cloudtable_destination_descripton", ""), u"cloudtable-schemas"_s)->path,
             u"cloudtable_destination_descripton"_s);
    QCOMPARE(noteOf(R"({"state":"ERROR"})", u"state-failed"_s)->path, u"state"_s);
}

void tst_SettingNotes::hugeAndHostileValuesAreQuotedShortAndVisible()
{
    const QByteArray huge(10'000'000, 'a');
    for (const char *key : {"agency_name", "obs_bucket_path", "file_prefix", "consumer_strategy", "partition_format",
                            "destination_file_type", "record_delimiter", "deliver_time_interval"}) {
        const TaskSnapshot task = decoded(obsTask({QByteArray(key) + ":\"" + huge + '"'}));
        const auto notes = settingNotes({*task, nullptr, now});
        QVERIFY2(notes.size() >= 2, key);
        for (const SettingNote &note : notes)
            QVERIFY2(note.sentence.size() < 400, key);
    }
    const QByteArray nines(1'000'000, '9');
    QVERIFY(noteOf(obsTask({"deliver_time_interval:" + nines}), u"deliver-interval-range"_s)->sentence.size() < 400);
    const auto note = noteOf(obsTask({R"(obs_bucket_path:"a\u202e\n\u0000<b>")"}), u"bucket-charset"_s);
    QVERIFY(note);
    QVERIFY2(!note->sentence.contains(QChar(0x202e)) && !note->sentence.contains(u'\n')
                 && !note->sentence.contains(QChar()),
             qPrintable(note->sentence));
    QVERIFY(note->sentence.contains(u"⟨U+202E⟩⏎⟨NUL⟩<b>"_s));
}

void tst_SettingNotes::aLongValueIsCutBetweenItsEscapes()
{
    for (int before = 0; before < 8; ++before) {
        QByteArray value(before, 'a');
        while (value.size() < 6000)
            value += "\\u202e";
        const auto note = noteOf(obsTask({"obs_bucket_path:\"" + value + '"'}), u"bucket-charset"_s);
        QVERIFY(note);
        QVERIFY2(note->sentence.contains(u"a⟨U+202E⟩⟨"_s) || before == 0, qPrintable(note->sentence));
        QVERIFY2(!note->sentence.contains(u'\\'), qPrintable(note->sentence));
    }
}

void tst_SettingNotes::aBlockRepeatedWithoutEndTakesNoTime()
{
    QByteArray json = R"({"destination_type":"OBS")";
    for (int i = 0; i < 20'000; ++i)
        json += R"(,"dli_destination_description":{"agency_name":"","deliver_time_interval":1})";
    const TaskSnapshot task = decoded(json + "}");
    const auto notes = settingNotes({*task, nullptr, now});
    const auto ranges =
        std::ranges::count_if(notes, [](const SettingNote &note) { return note.id == u"deliver-interval-range"_s; });
    QCOMPARE(ranges, 1);
    QVERIFY(notes.size() < 100);
}

void tst_SettingNotes::percentSignsInValuesAreLeftAlone()
{
    const auto note = noteOf(obsTask({R"(obs_bucket_path:"%1 %2 %n")"}), u"bucket-charset"_s);
    QVERIFY(note->sentence.contains(u"“%1 %2 %n”"_s));
    const auto type =
        noteOf(R"({"destination_type":"OBS","dli_destination_description":{}})", u"destination-type-contradicted"_s);
    QVERIFY(type->sentence.contains(u"“OBS”"_s) && type->sentence.contains(u"dli_destination_description"_s));
}

void tst_SettingNotes::aNoteIsCopiedWithItsSource()
{
    const auto note = noteOf(obsTask({"deliver_size_interval:0"}), u"deliver-size-range"_s);
    QCOMPARE(noteText(*note).split(u'\n').size(), 4);
    QVERIFY(noteText(*note).contains(u"obs_destination_description.deliver_size_interval"_s));
    QVERIFY(noteText(*note).contains(note->source) && noteText(*note).contains(note->disagreement));
}

QTEST_GUILESS_MAIN(tst_SettingNotes)
#include "tst_settingnotes.moc"
