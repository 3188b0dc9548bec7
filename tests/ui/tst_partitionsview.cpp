// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/widgettestcase.h"
#include "taskwindow.h"
#include "ui/columnlayout.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QScrollBar>

using namespace spillway;
using namespace Qt::Literals::StringLiterals;

namespace {

QString topId(const PartitionsView &table)
{
    return table.model()->index(table.rowAt(0), 0).data().toString();
}

} // namespace

class TestPartitionsView : public WidgetTestCase
{
    Q_OBJECT

private Q_SLOTS:
    void selectionAndCurrentCellSurviveARefreshThatChangesAddsRemovesAndReorders()
    {
        TaskWindow it;
        it.openWith(taskJson(ascending(60)));
        it.table().sortByColumn(OffsetColumn, Qt::DescendingOrder);
        QTRY_VERIFY(it.rows().isSettled());
        const QModelIndex chosen = it.table().model()->index(10, OffsetColumn);
        const QString id = chosen.siblingAtColumn(0).data().toString();
        it.table().setCurrentIndex(chosen);
        it.table().selectRow(10);
        it.table().selectionModel()->setCurrentIndex(chosen, QItemSelectionModel::NoUpdate);

        QList<FakePartition> next = ascending(70);
        next.removeAt(3);
        for (FakePartition &partition : next)
            partition.offset = 1000 - partition.offset;
        it.refreshWith(taskJson(next));

        const QModelIndexList selected = it.table().selectionModel()->selectedRows();
        QCOMPARE(selected.size(), 1);
        QCOMPARE(selected.first().data().toString(), id);
        QCOMPARE(it.table().currentIndex().siblingAtColumn(0).data().toString(), id);
        QCOMPARE(it.table().currentIndex().column(), int(OffsetColumn));
        QCOMPARE(it.table().horizontalHeader()->sortIndicatorSection(), int(OffsetColumn));
        QCOMPARE(it.table().model()->rowCount(), 69);
        QVERIFY(it.table().currentIndex().row() != 10); // it did move
    }

    void theTopmostRowStaysWhenRowsAboveItComeAndGo()
    {
        TaskWindow it;
        it.openWith(taskJson(ascending(200)));
        it.table().verticalScrollBar()->setValue(100);
        const QString top = topId(it.table());
        QList<FakePartition> fewer = ascending(200);
        fewer.remove(20, 30);
        it.refreshWith(taskJson(fewer));
        QCOMPARE(topId(it.table()), top);
        it.refreshWith(taskJson(ascending(200)));
        QCOMPARE(topId(it.table()), top);
    }

    void whoIsAtTheVeryTopStaysThere()
    {
        TaskWindow it;
        QList<FakePartition> later = ascending(200);
        later.remove(0, 10);
        it.openWith(taskJson(later));
        QCOMPARE(it.table().verticalScrollBar()->value(), 0);
        it.refreshWith(taskJson(ascending(200)));
        QCOMPARE(it.table().verticalScrollBar()->value(), 0);
        QCOMPARE(topId(it.table()), u"shardId-0000000000 (new)"_s);
    }

    void askingForAnotherOrderGoesToTheTop()
    {
        TaskWindow it;
        it.openWith(taskJson(ascending(200)));
        it.table().verticalScrollBar()->setValue(100);
        it.table().sortByColumn(OffsetColumn, Qt::DescendingOrder);
        QTRY_COMPARE(it.table().verticalScrollBar()->value(), 0);
        QCOMPARE(topId(it.table()), u"shardId-0000000199"_s);
    }

    void copyingGivesTheSelectedRowsAsTsvAndCsv()
    {
        TaskWindow it;
        it.openWith(taskJson(ascending(5)));
        it.table().selectRow(1);
        QGuiApplication::clipboard()->clear();
        it.find<QAction>("actionCopy")->trigger();
        QTRY_VERIFY(!QGuiApplication::clipboard()->text().isEmpty());
        const QString text = QGuiApplication::clipboard()->text();
        QCOMPARE(text.count(u'\n'), 1);
        QVERIFY(text.contains(u"\tshardId-0000000001\tRUNNING\t"_s));
        QVERIFY(QGuiApplication::clipboard()->mimeData()->data(u"text/csv"_s).contains(",shardId-0000000001,RUNNING,"));

        it.find<QAction>("actionCopyWithHeader")->trigger();
        QTRY_VERIFY(QGuiApplication::clipboard()->text().startsWith(u"polled_at\tstream_name\t"_s));
    }

    void columnsThatNoRowFillsAreHiddenUntilOneDoes()
    {
        TaskWindow it;
        it.openWith(taskJson(ascending(2)));
        QTRY_VERIFY(it.table().isColumnHidden(StatusColumn));
        QVERIFY(!it.table().isColumnHidden(StateColumn));
        it.refreshWith(taskJson(R"([{"partition_id":"shardId-0000000000","status":"ACTIVE"}])"));
        QTRY_VERIFY(!it.table().isColumnHidden(StatusColumn));
        QVERIFY(it.table().isColumnHidden(StateColumn));
    }

    void whatThePersonChoseAboutAColumnHoldsAndIsRemembered()
    {
        TaskWindow it;
        it.openWith(taskJson(ascending(2)));
        QTRY_VERIFY(it.table().isColumnHidden(StatusColumn));
        QMenu menu;
        it.table().columns().fillMenu(menu);
        menu.actions().at(StatusColumn)->trigger();
        QVERIFY(!it.table().isColumnHidden(StatusColumn));
        it.refreshWith(taskJson(ascending(3)));
        QVERIFY(!it.table().isColumnHidden(StatusColumn));
        QVERIFY(QSettings().contains(u"ui/v1/columns/all"_s));
        {
            TaskSession session;
            ProjectSession project;
            MainWindow later(session, project, {});
            const auto *table = later.findChild<PartitionsView *>(u"partitionTable"_s);
            QVERIFY(!table->isColumnHidden(StatusColumn));
        }
        it.table().columns().reset();
        QVERIFY(it.table().isColumnHidden(StatusColumn));
        QVERIFY(!QSettings().contains(u"ui/v1/columns/all"_s));
    }

    void aCellsAccessibleTextHoldsWhatIsShown()
    {
        TaskWindow it;
        it.openWith(taskJson(R"([{"partitionId":"shardId-0000000000","state":"RUNNING","discard":"7",)"
                             R"("last_transfer_timestamp":1606984428612}])"));
        for (int column = 0; column < it.table().model()->columnCount(); ++column) {
            const QModelIndex cell = it.table().model()->index(0, column);
            const QString spoken = cell.data(Qt::AccessibleTextRole).toString();
            // Ages go on between two readings.
            const QString shown = cell.data().toString().section(u" ago "_s, -1);
            QVERIFY2(spoken.contains(shown), qPrintable(spoken));
        }
        const QString time = it.table().model()->index(0, LastTransferColumn).data().toString();
        QVERIFY2(time.contains(u" ago (2020-12-03 08:33:48 +00:00)"_s), qPrintable(time));
    }

    void anOddValueHasASignAndSaysWhy()
    {
        TaskWindow it;
        it.openWith(taskJson(R"([{"partitionId":"shardId-0000000000","discard":"7"}])"));
        const QModelIndex cell = it.table().model()->index(0, DiscardColumn);
        QVERIFY(cell.data().toString().contains(u'\u26a0'));
        QVERIFY(cell.data(Qt::ToolTipRole).toString().contains(u"Came as text"_s));
    }

    void tabLeavesTheTable()
    {
        TaskWindow it;
        it.openWith(taskJson(ascending(5)));
        it.table().setFocus();
        QTRY_VERIFY(it.table().hasFocus());
        QTest::keyClick(&it.table(), Qt::Key_Tab);
        QVERIFY(!it.table().hasFocus());
    }
};

QTEST_MAIN(TestPartitionsView)
#include "tst_partitionsview.moc"
