// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/nextfilebox.h"

#include "support/fixtures.h"
#include "support/widgettestcase.h"
#include "taskwindow.h"
#include "ui/destinationform.h"
#include "wire/taskdecoder.h"

#include <QClipboard>
#include <QComboBox>
#include <QGroupBox>
#include <QGuiApplication>
#include <QLineEdit>
#include <QSignalSpy>
#include <QToolButton>
#include <QWheelEvent>

using namespace spillway;
using namespace Qt::Literals::StringLiterals;

namespace {

TaskSnapshot taskWith(const QByteArray &members)
{
    return decodeTask(R"({"task_name":"t","last_transfer_timestamp":1606984428612,"obs_destination_description":{)"
                      + members + "}}")
        .value();
}

const QByteArray hourly = R"("obs_bucket_path":"bucket","file_prefix":"raw","partition_format":"yyyy/MM/dd/HH")";
const QDateTime now(QDate(2026, 11, 23), QTime(8, 33), Qt::UTC);

struct Bench
{
    explicit Bench(const QByteArray &members = hourly)
        : task(taskWith(members))
    {
        box.setTask(task, now);
    }
    QString text(const char *name) const { return box.findChild<QLineEdit *>(QString::fromLatin1(name))->text(); }
    QString label(const char *name) const { return box.findChild<QLabel *>(QString::fromLatin1(name))->text(); }
    QToolButton &button(const char *name) const { return *box.findChild<QToolButton *>(QString::fromLatin1(name)); }
    void choose(DirectoryZone zone)
    {
        auto *combo = box.findChild<QComboBox *>(u"directoryZone"_s);
        combo->setCurrentIndex(combo->findData(int(zone)));
        Q_EMIT combo->activated(combo->currentIndex());
    }

    TaskSnapshot task;
    NextFileBox box{DirectoryZone::Gmt8};
};

} // namespace

class TestNextFileBox : public WidgetTestCase
{
    Q_OBJECT

private Q_SLOTS:
    void bothPathsAreShownInTheAssumedZone()
    {
        const Bench it;
        QCOMPARE(it.text("nextFile"), u"obs://bucket/raw/2026/11/23/16/"_s);
        QCOMPARE(it.text("lastFile"), u"obs://bucket/raw/2020/12/03/16/"_s);
        QVERIFY(it.box.findChild<QLineEdit *>(u"nextFile"_s)->isReadOnly());
        QVERIFY(it.label("zoneRemark").contains(u"assumption"_s));
        QVERIFY(it.label("nextFileBelow").contains(u"27 min"_s));
    }

    void anotherZoneIsAnotherPath()
    {
        Bench it;
        QSignalSpy chosen(&it.box, &NextFileBox::zoneChosen);
        it.choose(DirectoryZone::Utc);
        QCOMPARE(it.text("nextFile"), u"obs://bucket/raw/2026/11/23/08/"_s);
        QCOMPARE(it.text("lastFile"), u"obs://bucket/raw/2020/12/03/08/"_s);
        QCOMPARE(chosen.size(), 1);
        QVERIFY(!it.label("zoneRemark").contains(u"GMT+8"_s));
    }

    void thePathGoesOnWithTime()
    {
        Bench it;
        it.box.setTask(it.task, now.addSecs(26 * 60 + 59));
        QVERIFY(it.label("nextFileBelow").contains(u" 1 s"_s));
        it.box.setTask(it.task, now.addSecs(27 * 60));
        QCOMPARE(it.text("nextFile"), u"obs://bucket/raw/2026/11/23/17/"_s);
        QCOMPARE(it.text("lastFile"), u"obs://bucket/raw/2020/12/03/16/"_s);
    }

    void pathAndCommandAreCopied()
    {
        const Bench it;
        it.button("nextFileCopyPath").click();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"obs://bucket/raw/2026/11/23/16/"_s);
        it.button("lastFileCopyCommand").click();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"obsutil ls 'obs://bucket/raw/2020/12/03/16/'"_s);
        QVERIFY(it.button("nextFileCopyPath").accessibleName() != it.button("lastFileCopyPath").accessibleName());
    }

    void whatCannotBeSeenIsShownAndNotCopied()
    {
        const Bench it(R"("obs_bucket_path":"bu\ncket\u202e","file_prefix":"<b>%1&")");
        QCOMPARE(it.text("nextFile"), u"obs://bu⏎cket⟨U+202E⟩/<b>%1&/"_s);
        QVERIFY(!it.button("nextFileCopyPath").isEnabled());
        QVERIFY(!it.button("nextFileCopyCommand").isEnabled());
        QVERIFY(it.label("nextFileRemark").contains(u"cannot be seen"_s));
    }

    void aSchemaMakesItAnExample()
    {
        const Bench it(hourly + R"(,"processing_schema":{"timestamp_name":"ts","timestamp_type":"Timestamp"})");
        QVERIFY(it.label("nextFileRemark").contains(u"example only"_s));
        QVERIFY(it.label("nextFileRemark").contains(u"ts"_s));
        QVERIFY(it.box.findChild<QLabel *>(u"nextFileBelow"_s)->isHidden());
    }

    void withoutABucketThereIsNoPath()
    {
        const Bench it(R"("file_prefix":"raw")");
        QCOMPARE(it.text("nextFile"), u"–"_s);
        QVERIFY(!it.button("nextFileCopyPath").isEnabled());
        QVERIFY(it.label("nextFileRemark").contains(u"no bucket"_s));
    }

    void theFormHasItBelowWhereAndKeepsTheZone()
    {
        TaskWindow it;
        it.openWith(fixture(u"task-obs-documented.json"_s));
        const auto *box = it.find<QGroupBox>("groupFiles");
        QVERIFY(box->y() > it.find<QGroupBox>("groupWhere")->y());
        QVERIFY(box->y() < it.find<QGroupBox>("groupWhen")->y());
        QVERIFY(it.find<QLineEdit>("lastFile")->text().endsWith(u"2020/12/03/"_s));
        auto *zone = it.find<QComboBox>("directoryZone");
        zone->setCurrentIndex(zone->findData(int(DirectoryZone::Utc)));
        Q_EMIT zone->activated(zone->currentIndex());
        it.refreshWith(R"({"task_name":"newtask","partitions":[]})");
        QVERIFY(!it.window.findChild<QGroupBox *>(u"groupFiles"_s));
        it.refreshWith(fixture(u"task-obs-documented.json"_s));
        QCOMPARE(it.find<QComboBox>("directoryZone")->currentData().toInt(), int(DirectoryZone::Utc));
    }

    void theWheelOverTheZonesScrollsTheForm()
    {
        Bench it;
        auto *zone = it.box.findChild<QComboBox *>(u"directoryZone"_s);
        QWheelEvent wheel(QPointF(2, 2), QPointF(2, 2), {}, QPoint(0, -120), Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(zone, &wheel);
        QCOMPARE(zone->currentIndex(), 0);
        QVERIFY(!wheel.isAccepted());
    }

    void everyTextHasItsLabelAsBuddy()
    {
        const Bench it;
        const QList<QLabel *> labels = it.box.findChildren<QLabel *>();
        for (const char *name : {"nextFile", "lastFile", "directoryZone"}) {
            const QWidget *field = it.box.findChild<QWidget *>(QString::fromLatin1(name));
            QVERIFY2(!field->accessibleName().isEmpty(), name);
            const bool has =
                std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) { return label->buddy() == field; });
            QVERIFY2(has, name);
        }
    }
};

QTEST_MAIN(TestNextFileBox)
#include "tst_nextfilebox.moc"
