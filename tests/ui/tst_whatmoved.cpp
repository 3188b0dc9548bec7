// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/widgettestcase.h"
#include "taskwindow.h"
#include "ui/banner.h"
#include "ui/changeline.h"
#include "ui/changemarks.h"
#include "ui/changewording.h"
#include "ui/handhold.h"
#include "ui/tint.h"
#include "wire/taskdecoder.h"

#include <QAction>
#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>

using namespace spillway;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

class TestWhatMoved : public WidgetTestCase
{
    Q_OBJECT

private Q_SLOTS:
    void aTintStaysAndGoesOutInAFewStepsOrAtOnce()
    {
        const FadePace pace{5s, 1200ms, 4};
        QCOMPARE(fadeAt(0s, pace, true), (Fade{1, 5s}));
        QCOMPARE(fadeAt(4s, pace, true), (Fade{1, 1s}));
        double before = 1;
        for (auto age = 5000ms; age < 6200ms; age += 300ms) {
            const Fade fade = fadeAt(age, pace, true);
            QVERIFY(fade.strength < before && fade.strength > 0);
            QCOMPARE(fade.next, 300ms);
            before = fade.strength;
        }
        QCOMPARE(fadeAt(6200ms, pace, true), Fade());
        // Without motion: one repaint, at the same time.
        QCOMPARE(fadeAt(0s, pace, false), (Fade{1, 6200ms}));
        QCOMPARE(fadeAt(6199ms, pace, false), (Fade{1, 1ms}));
        QCOMPARE(fadeAt(6200ms, pace, false), Fade());
        QCOMPARE(fadeAt(-5s, pace, false), (Fade{1, 6200ms}));
    }

    void theMarksFollowTheClockAndEnd()
    {
        std::chrono::milliseconds now{1000};
        ChangeMarks marks([&now] { return now; }, {2ms, 4ms, 2});
        QSignalSpy changed(&marks, &ChangeMarks::strengthChanged);
        marks.start();
        QCOMPARE(marks.strength(), 1.0);
        now += 1h; // the computer slept
        QTRY_COMPARE(marks.strength(), 0.0);
        QCOMPARE(changed.count(), 2);
        marks.start();
        marks.stop();
        QCOMPARE(marks.strength(), 0.0);
    }

    void changedCellsAreTintedAndSayWhatTheyWere()
    {
        TaskWindow it;
        it.openWith(taskJson({{0, 289'867, 0}, {1, 5, 0}}));
        QVERIFY(!it.cell(0, OffsetColumn, Qt::BackgroundRole).isValid()); // the first answer tints nothing
        it.refreshWith(taskJson({{0, 289'897, 0}, {1, 5, 0}}));
        const QColor ground = it.cell(0, OffsetColumn, Qt::BackgroundRole).value<QColor>();
        QCOMPARE(ground, changeGround(it.table().palette(), 1));
        QVERIFY(!it.cell(0, StateColumn, Qt::BackgroundRole).isValid());
        QVERIFY(!it.cell(1, OffsetColumn, Qt::BackgroundRole).isValid());
        const QColor text = it.cell(0, OffsetColumn, Qt::ForegroundRole).value<QColor>();
        QVERIFY(contrast(text, ground) >= enoughContrast);
        for (const int role : {int(Qt::ToolTipRole), int(Qt::AccessibleTextRole)}) {
            const QString said = it.cell(0, OffsetColumn, role).toString();
            QVERIFY2(said.contains(u"was 289867, +30 since "_s), qPrintable(said));
            QVERIFY(!it.cell(1, OffsetColumn, role).toString().contains(u"was"_s));
        }
        it.refreshWith(taskJson({{0, 289'897, 0}, {1, 5, 0}}));
        QVERIFY(!it.cell(0, OffsetColumn, Qt::BackgroundRole).isValid());
        QVERIFY(!it.cell(0, OffsetColumn, Qt::ToolTipRole).toString().contains(u"was"_s));
    }

    void tintsStayWithTheirRowsWhenTheyAreSorted()
    {
        TaskWindow it;
        it.openWith(taskJson(ascending(30)));
        QList<FakePartition> next = ascending(30);
        next[7].offset = 5000;
        it.refreshWith(taskJson(next));
        QVERIFY(it.cell(7, OffsetColumn, Qt::BackgroundRole).isValid());
        it.table().sortByColumn(OffsetColumn, Qt::DescendingOrder);
        QTRY_COMPARE(it.cell(0, PartitionIdColumn, Qt::DisplayRole).toString(), u"shardId-0000000007"_s);
        QVERIFY(it.cell(0, OffsetColumn, Qt::BackgroundRole).isValid());
        QVERIFY(!it.cell(7, OffsetColumn, Qt::BackgroundRole).isValid());
        QVERIFY(it.cell(0, OffsetColumn, Qt::ToolTipRole).toString().contains(u"was 107"_s));
    }

    void whatWasHostileStaysText()
    {
        TaskWindow it;
        it.openWith(taskJson(R"([{"partitionId":"1","state":"<b>%1 %2\u202e</b>"}])"));
        it.refreshWith(taskJson(R"([{"partitionId":"1","state":"RUNNING"}])"));
        const QString tip = it.cell(0, StateColumn, Qt::ToolTipRole).toString();
        QVERIFY2(tip.contains(u"was &lt;b&gt;%1 %2"_s), qPrintable(tip));
        QVERIFY(!tip.contains(QChar(0x202e)));
    }

    void newPartitionsAreMarkedForOneRefresh()
    {
        TaskWindow it;
        it.openWith(taskJson(ascending(2)));
        it.refreshWith(taskJson(ascending(3)));
        QCOMPARE(it.cell(2, PartitionIdColumn, Qt::DisplayRole).toString(), u"shardId-0000000002 (new)"_s);
        QVERIFY(it.cell(2, PartitionIdColumn, Qt::BackgroundRole).isValid());
        QVERIFY(it.cell(2, PartitionIdColumn, Qt::AccessibleTextRole).toString().contains(u"New with the last"_s));
        it.refreshWith(taskJson(ascending(3)));
        QCOMPARE(it.cell(2, PartitionIdColumn, Qt::DisplayRole).toString(), u"shardId-0000000002"_s);
    }

    void gonePartitionsAreNamedForOneRefresh()
    {
        TaskWindow it;
        it.openWith(taskJson(ascending(40)));
        QVERIFY(!it.find<QLabel>("gonePartitions")->isVisible());
        it.refreshWith(taskJson(ascending(39)));
        QCOMPARE(it.labelText("gonePartitions"), u"1 partition is gone: shardId-0000000039"_s);
        it.refreshWith(taskJson(ascending(10)));
        QVERIFY(it.labelText("gonePartitions").startsWith(u"29 partitions are gone: shardId-0000000010, "_s));
        QVERIFY(it.labelText("gonePartitions").endsWith(u", and 9 more"_s));
        it.refreshWith(taskJson(ascending(10)));
        QVERIFY(!it.find<QLabel>("gonePartitions")->isVisible());
    }

    void recordsLostStayMarkedUntilTheyAreAcknowledged()
    {
        TaskWindow it;
        it.openWith(taskJson({{0, 1, 12}, {1, 1, 0}, {2, 1, 0}}));
        // From before we looked: amber, and nothing to acknowledge.
        QVERIFY(it.cell(0, DiscardColumn, Qt::ToolTipRole).toString().contains(u"before we looked"_s));
        QCOMPARE(it.cell(0, DiscardColumn, Qt::BackgroundRole).value<QColor>(),
                 tint(Severity::Warning, it.table().palette()).background);
        QVERIFY(!it.find<QAction>("actionAcknowledgeAll")->isEnabled());
        QVERIFY(!it.find<QLabel>("discardChip")->isVisible());

        it.refreshWith(taskJson({{0, 1, 24}, {1, 1, 1}, {2, 1, 0}}));
        it.refreshWith(taskJson({{0, 1, 24}, {1, 1, 1}, {2, 1, 0}}));
        QCOMPARE(it.cell(0, DiscardColumn, Qt::DisplayRole).toString(), u"24 +12"_s);
        QCOMPARE(it.cell(0, DiscardColumn, Qt::BackgroundRole).value<QColor>(),
                 tint(Severity::Bad, it.table().palette()).background);
        QVERIFY(it.labelText("discardChip").startsWith(u"13 records discarded in 2 partitions since "_s));

        it.table().selectRow(0);
        QTest::keyClick(&it.window, Qt::Key_A, Qt::ControlModifier | Qt::AltModifier);
        QCOMPARE(it.cell(0, DiscardColumn, Qt::DisplayRole).toString(), u"24"_s);
        QVERIFY(it.cell(0, DiscardColumn, Qt::ToolTipRole).toString().contains(u"acknowledged"_s));
        QCOMPARE(it.cell(1, DiscardColumn, Qt::DisplayRole).toString(), u"1 +1"_s);
        QVERIFY(it.labelText("discardChip").startsWith(u"1 record discarded in 1 partition since "_s));
        QTest::keyClick(&it.window, Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(!it.find<QLabel>("discardChip")->isVisible());
        QVERIFY(!it.find<QAction>("actionAcknowledgeAll")->isEnabled());

        it.refreshWith(taskJson({{0, 1, 25}, {1, 1, 1}, {2, 1, 0}}));
        QCOMPARE(it.cell(0, DiscardColumn, Qt::DisplayRole).toString(), u"25 +1"_s);
    }

    void whatChangedIsSaidInOneSentence()
    {
        TaskWindow it;
        auto *line = it.find<ChangeLine>("changeLine");
        QSignalSpy announced(line, &ChangeLine::announced);
        it.openWith(taskJson({{0, 1, 0}, {1, 1, 0}, {2, 1, 0}}));
        QVERIFY(line->text().isEmpty());
        it.refreshWith(taskJson({{0, 2, 12}, {1, 2, 0}, {3, 1, 0}}));
        QCOMPARE(line->text(), u"Refreshed: 2 partitions changed, 1 new, 1 gone, discard grew by 12 in 1 partition."_s);
        QCOMPARE(announced.count(), 1);
        it.refreshWith(taskJson({{0, 2, 12}, {1, 2, 0}, {3, 1, 0}}));
        QVERIFY(line->text().isEmpty());
        // That numbers went on is worth a look, not an interruption every few seconds.
        it.refreshWith(taskJson({{0, 3, 12}, {1, 2, 0}, {3, 1, 0}}));
        QCOMPARE(line->text(), u"Refreshed: 1 partition changed."_s);
        QCOMPARE(announced.count(), 1);
        QByteArray stopped = taskJson({{0, 3, 12}, {1, 2, 0}, {3, 1, 0}});
        stopped.replace(R"("task_name":"newtask","state":"RUNNING")", R"("task_name":"newtask","state":"ERROR")");
        it.refreshWith(stopped);
        QCOMPARE(line->text(), u"Refreshed: state RUNNING became ERROR."_s);
        QCOMPARE(announced.count(), 2);
    }

    void ordinaryMovementIsAnnouncedOnceAMinute()
    {
        std::chrono::milliseconds now{0};
        ChangeLine line([&now] { return now; });
        QSignalSpy announced(&line, &ChangeLine::announced);
        const auto task = [](qint64 offset) {
            auto result = decodeTask(taskJson({{0, offset, 0}}));
            return result ? *result : nullptr;
        };
        const Changes moved(plan(task(1), task(2)), {});
        for (int i = 0; i < 25; ++i) {
            line.tell(&moved);
            now += 5s;
        }
        QCOMPARE(announced.count(), 3);
        line.tell(nullptr);
        QVERIFY(line.text().isEmpty());
    }

    void aPauseSaysHowManyAnswersAreNotShown()
    {
        TaskWindow it;
        it.openWith(taskJson({{0, 1, 0}}));
        it.find<QAction>("actionPause")->trigger();
        QTRY_VERIFY(it.find<Banner>("banner")->isVisible());
        for (int i = 1; i <= 2; ++i) {
            it.session.setInterval(milliseconds(1));
            QTRY_COMPARE(it.source->open(), 1);
            it.session.setInterval(milliseconds(1h));
            it.source->answer(taskJson({{0, 1 + i, 0}}));
            QTRY_COMPARE(it.session.freshness().held, i);
        }
        const QString said = it.find<Banner>("banner")->findChild<QLabel *>(u"bannerSentence"_s)->text();
        QVERIFY2(said.startsWith(u"Paused, 2 answers not shown. Showing "_s), qPrintable(said));
        QVERIFY(it.labelText("next").startsWith(u"paused, 2 answers not shown, next in "_s));
        QCOMPARE(it.cell(0, OffsetColumn, Qt::DisplayRole).toString(), u"1"_s);
        it.find<Banner>("banner")->findChild<QPushButton *>(u"bannerResume"_s)->click();
        QTRY_COMPARE(it.cell(0, OffsetColumn, Qt::DisplayRole).toString(), u"3"_s);
        QVERIFY(!it.find<Banner>("banner")->isVisible());
    }

    void theIntervalCanMatchTheTaskAndSaysWhatThatIs()
    {
        TaskWindow it;
        it.openWith(taskJson(ascending(2)));
        auto *interval = it.find<QComboBox>("interval");
        interval->setCurrentText(u"Match Task"_s);
        Q_EMIT interval->activated(interval->currentIndex());
        QCOMPARE(it.session.freshness().interval, std::optional<milliseconds>(30s)); // half of 60 s
        QCOMPARE(interval->currentText(), u"Match Task"_s);
        QVERIFY2(interval->accessibleDescription().contains(u"dump interval of 60 s"_s),
                 qPrintable(interval->accessibleDescription()));
        QByteArray silent = taskJson(ascending(2));
        silent.replace(R"("deliver_time_interval":60,)", "");
        it.refreshWith(silent);
        QVERIFY(interval->accessibleDescription().contains(u"no dump interval"_s));
        QCOMPARE(it.session.freshness().interval, std::optional<milliseconds>(30s));
    }

    void rowsStandStillUnderAPressedButton()
    {
        TaskWindow it;
        it.openWith(taskJson(ascending(20)));
        auto *hold = it.window.findChild<HandHold *>();
        // A drag swallows the release: the first move without a button has to be heard of.
        QVERIFY(it.table().viewport()->hasMouseTracking());
        const QPoint where = it.table().visualRect(it.table().model()->index(2, 1)).center();
        QTest::mousePress(it.table().viewport(), Qt::LeftButton, {}, where);
        QVERIFY(hold->isHolding());
        it.session.refresh();
        QTRY_COMPARE(it.source->open(), 1);
        it.source->answer(taskJson({{0, 9999, 0}}));
        QTRY_VERIFY(!it.session.freshness().asking);
        QCOMPARE(it.table().model()->rowCount(), 20);
        QTest::mouseRelease(it.table().viewport(), Qt::LeftButton, {}, where);
        QTRY_COMPARE(it.table().model()->rowCount(), 1);
        QVERIFY(!hold->isHolding());
    }

    void rowsStandStillUnderAMenu()
    {
        TaskWindow it;
        it.openWith(taskJson(ascending(20)));
        it.session.refresh();
        QTRY_COMPARE(it.source->open(), 1);
        auto *hold = it.window.findChild<HandHold *>();
        QTimer inMenu;
        inMenu.setInterval(300ms);
        int rows = 0;
        QObject::connect(&inMenu, &QTimer::timeout, &it.window, [&] {
            QWidget *menu = QApplication::activePopupWidget();
            if (!menu)
                return;
            if (it.source->open() > 0) {
                it.source->answer(taskJson({{0, 9999, 0}}));
                return;
            }
            rows = hold->isHolding() ? it.table().model()->rowCount() : -1;
            menu->close();
        });
        inMenu.start();
        QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(20, 20), it.table().mapToGlobal(QPoint(20, 20)));
        QApplication::sendEvent(&it.table(), &event); // comes back when the menu is closed
        QTRY_COMPARE(rows, 20);
        QTRY_COMPARE(it.table().model()->rowCount(), 1);
    }

    void nothingIsHeldForEver()
    {
        TaskWindow it;
        it.openWith(taskJson(ascending(20)));
        auto *hold = it.window.findChild<HandHold *>();
        hold->setPace({50ms, 20ms, 10ms});
        const QPoint where = it.table().visualRect(it.table().model()->index(2, 1)).center();
        QTest::mousePress(it.table().viewport(), Qt::LeftButton, {}, where);
        it.refreshWith(taskJson({{0, 9999, 0}}));
        QCOMPARE(it.table().model()->rowCount(), 1);
        QTest::mouseRelease(it.table().viewport(), Qt::LeftButton, {}, where);
    }

    void answersWaitWhileTheFilterIsTypedAndTheFilterDoesNot()
    {
        TaskWindow it;
        it.openWith(taskJson(ascending(20)));
        auto *hold = it.window.findChild<HandHold *>();
        hold->setPace({60s, 500ms, 10ms});
        QTest::keyClicks(it.find<QLineEdit>("partitionFilter"), u"0000000007"_s);
        QVERIFY(hold->isHolding());
        QTRY_COMPARE(it.table().model()->rowCount(), 1);
        QTRY_VERIFY(!hold->isHolding());
    }
};

QTEST_MAIN(TestWhatMoved)
#include "tst_whatmoved.moc"
