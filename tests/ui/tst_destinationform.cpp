// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fixtures.h"
#include "support/widgettestcase.h"
#include "taskwindow.h"
#include "ui/destinationform.h"

#include <QGroupBox>
#include <QLabel>
#include <QLineEdit>

using namespace spillway;
using namespace Qt::Literals::StringLiterals;

namespace {

QLineEdit *field(const TaskWindow &it, const QString &key)
{
    return it.window.findChild<QLineEdit *>(u"obs_destination_description."_s + key);
}

} // namespace

class TestDestinationForm : public WidgetTestCase
{
    Q_OBJECT

private Q_SLOTS:
    void settingsStandInFourGroupsWithBuddyLabels()
    {
        TaskWindow it;
        it.openWith(fixture(u"task-obs-table-dialect.json"_s));
        const QList<std::pair<const char *, QString>> placed{{"groupWhere", u"obs_bucket_path"_s},
                                                             {"groupWhen", u"deliver_time_interval"_s},
                                                             {"groupWhat", u"destination_file_type"_s},
                                                             {"groupWho", u"agency_name"_s}};
        for (const auto &[group, key] : placed)
            QVERIFY(it.find<QGroupBox>(group)->isAncestorOf(field(it, key)));
        QCOMPARE(field(it, u"deliver_time_interval"_s)->text(), u"60"_s);
        QVERIFY(field(it, u"deliver_time_interval"_s)->isReadOnly());
        QVERIFY(field(it, u"deliver_time_interval"_s)->accessibleDescription().contains(u"30-900"_s));
        QCOMPARE(field(it, u"processing_schema.timestamp_name"_s)->text(), u"detail.endTime"_s);
        const QList<QLabel *> labels = it.find<DestinationForm>("destinationForm")->findChildren<QLabel *>();
        const bool hasBuddy = std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) {
            return label->buddy() == field(it, u"obs_bucket_path"_s);
        });
        QVERIFY(hasBuddy);
    }

    void aChangedSettingIsShownInTheSameField()
    {
        TaskWindow it;
        const QByteArray before = fixture(u"task-obs-documented.json"_s);
        QByteArray after = before;
        after.replace("\"obsbucket\"", "\"other\"");
        it.openWith(before);
        const QLineEdit *bucket = field(it, u"obs_bucket_path"_s);
        QCOMPARE(bucket->text(), u"obsbucket"_s);
        it.refreshWith(after);
        QCOMPARE(field(it, u"obs_bucket_path"_s), bucket);
        QCOMPARE(bucket->text(), u"other"_s);
    }

    void absentEmptyAndZeroDiffer()
    {
        TaskWindow it;
        it.openWith(R"({"task_name":"t","obs_destination_description":{"file_prefix":"","deliver_time_interval":0}})");
        QCOMPARE(field(it, u"obs_bucket_path"_s)->text(), u"–"_s);
        QVERIFY(!field(it, u"file_prefix"_s)->text().isEmpty());
        QVERIFY(field(it, u"file_prefix"_s)->text() != u"–"_s);
        QCOMPARE(field(it, u"deliver_time_interval"_s)->text(), u"0"_s);
        QVERIFY(
            field(it, u"destination_file_type"_s)->accessibleDescription().contains(u"Documented default: text."_s));
    }

    void aValueAgainstTheDocumentsIsMarkedAndSaysWhy()
    {
        TaskWindow it;
        QByteArray json = fixture(u"task-obs-table-dialect.json"_s);
        it.openWith(QByteArray(json).replace("\"deliver_time_interval\": 60", "\"deliver_time_interval\": 10"));
        const QLineEdit *interval = field(it, u"deliver_time_interval"_s);
        const auto *mark = interval->parentWidget()->findChild<QLabel *>(u"noteMark"_s);
        QVERIFY(mark && !mark->isHidden());
        QCOMPARE(mark->accessibleName(), u"Against the documents"_s);
        QVERIFY(mark->accessibleDescription().contains(u"ShowTransferTask"_s));
        QVERIFY(interval->accessibleDescription().contains(u"not within 30-900 s"_s));
        it.refreshWith(json);
        QVERIFY(mark->isHidden());
        QVERIFY(!interval->accessibleDescription().contains(u"not within"_s));
    }

    void settingsOfAnotherDestinationAreMarkedToo()
    {
        TaskWindow it;
        it.openWith(fixture(u"task-dli-documented.json"_s));
        const auto *agency = it.find<QLineEdit>("dli_destination_description.agency_name");
        QVERIFY(!agency->parentWidget()->findChild<QLabel *>(u"noteMark"_s)->isHidden());
        QVERIFY(agency->accessibleDescription().contains(u"dis_admin_agency"_s));
    }

    void anotherDestinationIsShownAsItsKeys()
    {
        TaskWindow it;
        it.openWith(fixture(u"task-dli-documented.json"_s));
        QVERIFY(it.labelText("destinationNote").startsWith(u"Not an OBS task: DLI."_s));
        QCOMPARE(it.find<QLineEdit>("dli_destination_description.deliver_time_interval")->text(), u"300"_s);
    }

    void noSettingsAreSaidToBeMissing()
    {
        TaskWindow it;
        it.openWith(R"({"task_name":"t","partitions":[]})");
        QCOMPARE(it.labelText("destinationNote"), u"The answer has no OBS settings."_s);
        it.refreshWith(taskJson(ascending(1)));
        QVERIFY(!it.window.findChild<QLabel *>(u"destinationNote"_s));
        QCOMPARE(field(it, u"obs_bucket_path"_s)->text(), u"obsbucket"_s);
    }

    void aBlockOfThousandsOfKeysDoesNotBecomeThousandsOfLines()
    {
        QByteArray block;
        for (int i = 0; i < 3000; ++i)
            block += (i ? ",\"k" : "\"k") + QByteArray::number(i) + "\":1";
        TaskWindow it;
        it.openWith("{\"task_name\":\"t\",\"dli_destination_description\":{" + block + "}}");
        const auto fields = it.find<DestinationForm>("destinationForm")->findChildren<QLineEdit *>();
        QVERIFY(fields.size() <= 200);
        QVERIFY(fields.size() > 100);
    }
};

QTEST_MAIN(TestDestinationForm)
#include "tst_destinationform.moc"
