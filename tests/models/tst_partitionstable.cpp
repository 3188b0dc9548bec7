// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/partitionstable.h"
#include "support/testcase.h"
#include "tasktexts.h"

#include <QAbstractItemModelTester>
#include <QIdentityProxyModel>
#include <QItemSelectionModel>
#include <QRandomGenerator>
#include <QSignalSpy>

using namespace spillway;
using namespace Qt::StringLiterals;

namespace {

void show(TaskModel &model, const QByteArray &json)
{
    QVERIFY(model.apply(plan(model.snapshot(), snapshotOf(json))));
}

QString column(const QAbstractItemModel &model, int number)
{
    QStringList cells;
    for (int row = 0; row < model.rowCount(); ++row)
        cells += model.index(row, number).data().toString();
    return cells.join(u' ');
}

/// One column's values as JSON, in partitions 0, 1, 2, ...
QByteArray answerWithCells(const QByteArray &key, const QByteArrayList &values)
{
    QByteArrayList parts;
    for (qsizetype i = 0; i < values.size(); ++i) {
        QByteArray part = "{\"partitionId\":\"" + QByteArray::number(i) + "\"";
        if (!values[i].isEmpty())
            part += ",\"" + key + "\":" + values[i];
        parts += part + "}";
    }
    return R"({"task_name":"t","partitions":[)" + parts.join(',') + "]}";
}

} // namespace

class tst_PartitionsTable : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void partitionsStandInTheOrderOfTheirNumbers();
    void everyColumnSortsOnRawValues_data();
    void everyColumnSortsOnRawValues();
    void equalValuesKeepTheOrderOfTheirNumbers();
    void theFilterFindsTextInAnyCellWhateverItsCase();
    void aFilterByAgeFollowsTheClock();
    void theSelectionAndTheCurrentCellFollowTheirPartitions();
    void aRefreshOnlySwapsWhatMoved();
    void scatteredRemovalsAreOneSignal();
    void whatIsShownIsWhatIsExported();
    void aSortDuringARefreshWins();
    void itCanGoWhileAnOrderIsWorkedOut();
    void thousandsOfRandomRefreshesKeepTheTableSound_data();
    void thousandsOfRandomRefreshesKeepTheTableSound();
};

void tst_PartitionsTable::partitionsStandInTheOrderOfTheirNumbers()
{
    TaskModel model;
    show(
        model,
        R"({"partitions":[{"partitionId":"shardId-0000000010"},{"partitionId":"9"},{"partitionId":"x"},{"state":"a"},{"partitionId":"shardId-0000000002"}]})");
    PartitionsTable table(model);
    QTRY_COMPARE(column(table, 0), u"shardId-0000000002 9 shardId-0000000010 – x"_s);
}

void tst_PartitionsTable::everyColumnSortsOnRawValues_data()
{
    QTest::addColumn<int>("number");
    QTest::addColumn<QByteArrayList>("values");
    QTest::addColumn<QString>("ascending"); // partitions
    QTest::addColumn<QString>("descending");
    const QByteArrayList numbers{"10",
                                 "",
                                 "9",
                                 "null",
                                 "-1",
                                 "\"100\"",
                                 "18446744073709551616",
                                 "-99999999999999999999",
                                 "9223372036854775807",
                                 "\"x\"",
                                 "2.5"};
    QTest::newRow("offset") << int(OffsetColumn) << numbers << u"7 4 2 0 5 8 6 10 9 3 1"_s
                            << u"9 10 6 8 5 0 2 4 7 3 1"_s;
    QTest::newRow("discard") << int(DiscardColumn) << numbers << u"7 4 2 0 5 8 6 10 9 3 1"_s
                             << u"9 10 6 8 5 0 2 4 7 3 1"_s;
    QTest::newRow("last dump") << int(LastTransferColumn)
                               << QByteArrayList{"1606984428612", "0", "99", "", "1606984428611"} << u"1 2 4 0 3"_s
                               << u"0 4 2 1 3"_s;
    for (const int text :
         {int(StateColumn), int(StatusColumn), int(HashRangeColumn), int(SequenceRangeColumn), int(ParentsColumn)})
        QTest::newRow(partitionFields[size_t(text)].key)
            << text << QByteArrayList{"\"b\"", "", "\"\"", "null", "\"B\"", "\"\\u0061\"", "\"中\""}
            << u"2 4 5 0 6 3 1"_s << u"6 0 5 4 2 3 1"_s;
}

void tst_PartitionsTable::everyColumnSortsOnRawValues()
{
    QFETCH(const int, number);
    QFETCH(const QByteArrayList, values);
    QFETCH(const QString, ascending);
    QFETCH(const QString, descending);
    TaskModel model;
    show(model, answerWithCells(partitionFields[size_t(number)].key, values));
    PartitionsTable table(model);
    table.sort(number, Qt::AscendingOrder);
    QTRY_COMPARE(column(table, 0), ascending);
    table.sort(number, Qt::DescendingOrder);
    QTRY_COMPARE(column(table, 0), descending);
}

void tst_PartitionsTable::equalValuesKeepTheOrderOfTheirNumbers()
{
    TaskModel model;
    show(model, answerWith({{3, 5}, {1, 5}, {11, 5}, {2, 4}}));
    PartitionsTable table(model);
    table.sort(OffsetColumn, Qt::DescendingOrder);
    QTRY_COMPARE(column(table, 0), u"shardId-0000000001 shardId-0000000003 shardId-0000000011 shardId-0000000002"_s);
    table.sort(PartitionIdColumn, Qt::DescendingOrder);
    QTRY_COMPARE(column(table, 0), u"shardId-0000000011 shardId-0000000003 shardId-0000000002 shardId-0000000001"_s);
}

void tst_PartitionsTable::theFilterFindsTextInAnyCellWhateverItsCase()
{
    TaskModel model;
    show(
        model,
        R"({"partitions":[{"partitionId":"0","state":"RUNNING"},{"partitionId":"1","state":"Paused"},{"partitionId":"2","last_transfer_timestamp":1606984428612}]})");
    PartitionsTable table(model);
    QTRY_COMPARE(table.rowCount(), 3);
    table.setFilter(RowFilter::parse(u"PAUS"));
    QTRY_COMPARE(column(table, 0), u"1"_s);
    table.setFilter(RowFilter::parse(u"2020-12-03 08:33"));
    QTRY_COMPARE(column(table, 0), u"2"_s);
    table.setFilter(RowFilter::parse(u"nothing"));
    QTRY_COMPARE(table.rowCount(), 0);
    table.setFilter({});
    QTRY_COMPARE(column(table, 0), u"0 1 2"_s);
}

void tst_PartitionsTable::aFilterByAgeFollowsTheClock()
{
    QDateTime now = QDateTime::fromMSecsSinceEpoch(1'606'984'428'612, Qt::UTC);
    TaskModel model;
    show(
        model,
        R"({"partitions":[{"partitionId":"0","last_transfer_timestamp":1606984428612},{"partitionId":"1","last_transfer_timestamp":1606984368612}]})");
    PartitionsTable table(model, [&now] { return now; });
    table.setFilter(RowFilter::parse(u"last-dump:>30s"));
    QTRY_VERIFY(table.isSettled());
    QCOMPARE(column(table, 0), u"1"_s);
    now = now.addSecs(31);
    table.updateAges();
    QTRY_COMPARE(column(table, 0), u"0 1"_s);
    // Nothing else looks at the clock.
    table.setFilter(RowFilter::parse(u"partition:1"));
    QTRY_COMPARE(column(table, 0), u"1"_s);
    table.updateAges();
    QVERIFY(table.isSettled());
}

void tst_PartitionsTable::theSelectionAndTheCurrentCellFollowTheirPartitions()
{
    TaskModel model;
    show(model, answerWith({{0, 50}, {1, 40}, {2, 30}, {3, 20}}));
    PartitionsTable table(model);
    table.sort(OffsetColumn);
    QTRY_COMPARE(column(table, OffsetColumn), u"20 30 40 50"_s);
    QItemSelectionModel selection(&table);
    selection.setCurrentIndex(table.index(1, DiscardColumn),
                              QItemSelectionModel::SelectCurrent | QItemSelectionModel::Rows);
    // Partition 2 moves to the end, others come and go around it.
    show(model, answerWith({{1, 40}, {2, 99}, {3, 20}, {4, 10}, {7, 60}}));
    QTRY_COMPARE(column(table, OffsetColumn), u"10 20 40 60 99"_s);
    QCOMPARE(selection.currentIndex().row(), 4);
    QCOMPARE(selection.currentIndex().column(), int(DiscardColumn));
    QCOMPARE(selection.selectedRows().size(), 1);
    QCOMPARE(selection.selectedRows().front().data().toString(), u"shardId-0000000002"_s);
    // Its partition goes: nothing else gets selected instead.
    show(model, answerWith({{1, 40}, {3, 20}}));
    QTRY_COMPARE(table.rowCount(), 2);
    QCOMPARE(selection.selectedRows().size(), 0);
}

void tst_PartitionsTable::aRefreshOnlySwapsWhatMoved()
{
    TaskModel model;
    show(model, answerWith({{0, 1}, {1, 2}, {2, 3}}));
    PartitionsTable table(model);
    table.sort(OffsetColumn);
    QTRY_COMPARE(column(table, OffsetColumn), u"1 2 3"_s);
    QSignalSpy layout(&table, &QAbstractItemModel::layoutChanged);
    QSignalSpy changed(&table, &QAbstractItemModel::dataChanged);
    QSignalSpy settled(&table, &PartitionsTable::settled);
    show(model, answerWith({{0, 1}, {1, 2}, {2, 4}}));
    QTRY_COMPARE(settled.count(), 1);
    QCOMPARE(layout.count(), 0);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed.front().at(0).toModelIndex(), table.index(2, OffsetColumn));
    show(model, answerWith({{0, 9}, {1, 2}, {2, 4}}));
    QTRY_COMPARE(column(table, OffsetColumn), u"2 4 9"_s);
    QCOMPARE(layout.count(), 1);
    // The same answer again is silent here too.
    changed.clear();
    show(model, answerWith({{0, 9}, {1, 2}, {2, 4}}));
    QCOMPARE(changed.count(), 0);
    QVERIFY(table.isSettled());
}

void tst_PartitionsTable::scatteredRemovalsAreOneSignal()
{
    TaskModel model;
    show(model, answerWith({{0, 5}, {1, 1}, {2, 4}, {3, 2}, {4, 3}}));
    PartitionsTable table(model);
    table.sort(OffsetColumn);
    QTRY_COMPARE(column(table, OffsetColumn), u"1 2 3 4 5"_s);
    QSignalSpy removed(&table, &QAbstractItemModel::rowsRemoved);
    // Partitions 1 and 2 are one run in the tree, rows 0 and 3 here.
    show(model, answerWith({{0, 5}, {3, 2}, {4, 3}}));
    QCOMPARE(removed.count(), 1);
    QTRY_VERIFY(table.isSettled());
    QCOMPARE(column(table, OffsetColumn), u"2 3 5"_s);
}

void tst_PartitionsTable::whatIsShownIsWhatIsExported()
{
    TaskModel model;
    show(model, answerWith({{2, 5}, {0, 1}, {1, 9}}));
    PartitionsTable table(model);
    table.sort(OffsetColumn, Qt::DescendingOrder);
    QTRY_COMPARE(column(table, OffsetColumn), u"9 5 1"_s);
    QCOMPARE(table.partitionsShown(), (std::vector<quint32>{2, 0, 1}));
    QCOMPARE(table.partitionAt(0), 2U);
}

void tst_PartitionsTable::aSortDuringARefreshWins()
{
    TaskModel model;
    PartitionsTable table(model);
    show(model, answerWith({{0, 1}, {1, 2}}));
    table.sort(OffsetColumn, Qt::DescendingOrder);
    show(model, answerWith({{0, 1}, {1, 2}, {2, 3}}));
    table.setFilter(RowFilter::parse(u"shard"));
    QTRY_VERIFY(table.isSettled());
    QCOMPARE(column(table, OffsetColumn), u"3 2 1"_s);
}

void tst_PartitionsTable::itCanGoWhileAnOrderIsWorkedOut()
{
    TaskModel model;
    std::vector<std::pair<int, int>> partitions;
    for (int i = 0; i < 20'000; ++i)
        partitions.push_back({i, -i});
    show(model, answerWith(partitions));
    auto table = std::make_unique<PartitionsTable>(model);
    table->sort(OffsetColumn);
    QVERIFY(!table->isSettled());
    table.reset();
    QCOMPARE(model.rowCount(model.sectionIndex(Section::Partitions)), 20'000);
}

void tst_PartitionsTable::thousandsOfRandomRefreshesKeepTheTableSound_data()
{
    QTest::addColumn<int>("refreshes");
    QTest::newRow("F171 sort, filter and select during 10 000 refreshes") << 10'000;
}

void tst_PartitionsTable::thousandsOfRandomRefreshesKeepTheTableSound()
{
    QFETCH(int, refreshes);
    TaskModel model;
    PartitionsTable table(model);
    QIdentityProxyModel decorated;
    decorated.setSourceModel(&table);
    QAbstractItemModelTester tester(&table, QAbstractItemModelTester::FailureReportingMode::Fatal);
    QAbstractItemModelTester outer(&decorated, QAbstractItemModelTester::FailureReportingMode::Fatal);
    QItemSelectionModel selection(&decorated);
    QRandomGenerator random(11);
    for (int refresh = 0; refresh < refreshes; ++refresh) {
        std::vector<std::pair<int, int>> partitions;
        // From time to time so many that they come and go scattered.
        const int ids = random.bounded(20) == 0 ? 150 : 14;
        for (int id = 0; id < ids; ++id) {
            if (random.bounded(3) > 0)
                partitions.push_back({id, random.bounded(5)});
        }
        std::shuffle(partitions.begin(), partitions.end(), random);
        QString selected;
        if (table.rowCount() > 0 && random.bounded(2) == 0)
            selection.select(decorated.index(random.bounded(table.rowCount()), 0),
                             QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        if (!selection.selectedRows().isEmpty())
            selected = selection.selectedRows().front().data().toString();
        if (random.bounded(4) == 0)
            table.sort(random.bounded(int(PartitionColumnCount) + 1) - 1,
                       random.bounded(2) ? Qt::AscendingOrder : Qt::DescendingOrder);
        if (random.bounded(6) == 0)
            table.setFilter(RowFilter::parse(random.bounded(2) ? QString() : u"000%1"_s.arg(random.bounded(3))));
        show(model, answerWith(partitions));
        // Sometimes the next answer overtakes the order.
        if (random.bounded(3) == 0)
            continue;
        QSignalSpy settled(&table, &PartitionsTable::settled);
        QVERIFY(table.isSettled() || settled.wait());
        OrderRequest request;
        request.task = model.snapshot();
        request.column = table.sortColumn();
        request.order = table.sortOrder();
        request.filter = table.filter();
        const OrderResult expected = orderRows(request);
        QCOMPARE(table.rowCount(), expected.order->size());
        for (int row = 0; row < table.rowCount(); ++row)
            QCOMPARE(table.mapToSource(table.index(row, 0)).row(), expected.order->rowAt(row));
        if (!selection.selectedRows().isEmpty() && !selected.isEmpty())
            QCOMPARE(selection.selectedRows().front().data().toString(), selected);
    }
}

QTEST_GUILESS_MAIN(tst_PartitionsTable)
#include "tst_partitionstable.moc"
