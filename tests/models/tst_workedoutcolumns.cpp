// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/partitionstable.h"
#include "models/rowsearch.h"
#include "support/insights.h"
#include "support/testcase.h"
#include "tasktexts.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTranslator>

using namespace spillway;
using namespace Qt::StringLiterals;

namespace {

void show(TaskModel &model, const TaskSnapshot &task)
{
    QVERIFY(model.apply(plan(model.snapshot(), task)));
}

/// A number, or nothing.
using Number = std::optional<qint64>;

/// Partition 0, 1, 2, ... with these offsets.
TaskSnapshot taskWith(const std::vector<Number> &offsets, const QByteArray &state = "RUNNING")
{
    QByteArrayList parts;
    for (size_t i = 0; i < offsets.size(); ++i) {
        QByteArray part = R"({"partitionId":")" + QByteArray::number(qsizetype(i)) + R"(","state":")" + state + '"';
        if (offsets[i])
            part += R"(,"last_transfer_offset":)" + QByteArray::number(*offsets[i]);
        parts += part + '}';
    }
    return snapshotOf(R"({"task_name":"t","state":")" + state + R"(","partitions":[)" + parts.join(',') + "]}");
}

StreamPartition listed(int id, qint64 oldest, qint64 next)
{
    return streamPartition(QString::number(id), oldest, next);
}

/// Two polls, 10 s apart:
///
///     partition   offset       head   oldest   lag    expired   rate    verdict
///     0           10 -> 10     10     0        0      0         0.000   idle
///     1           90 -> 100    1100   0        1000   0         1.000   flowing
///     2           0 -> 5       500    205      495    199       0.500   losing
///     3           no offset, not in the stream                          unknown
///     4           0 -> 3       9      -3       6      0         0.300   flowing
struct Known
{
    TaskSnapshot task = taskWith({10, 100, 5, std::nullopt, 3});
    InsightPointer insight;

    Known()
    {
        Polls polls;
        const std::vector<StreamPartition> stream{listed(0, 0, 10), listed(1, 0, 1100), listed(2, 205, 500),
                                                  listed(4, -3, 9)};
        polls.after(taskWith({10, 90, 0, std::nullopt, 0}), stream);
        insight = polls.after(task, stream);
    }
};

QString cells(const QAbstractItemModel &model, int column)
{
    QStringList cells;
    for (int row = 0; row < model.rowCount(); ++row)
        cells += model.index(row, column).data().toString();
    return cells.join(u' ');
}

QString rawCells(const QAbstractItemModel &model, int column)
{
    QStringList cells;
    for (int row = 0; row < model.rowCount(); ++row)
        cells += QString::fromUtf8(model.index(row, column).data(JsonRole).toByteArray());
    return cells.join(u' ');
}

/// Has a word for one verdict.
class OneWord : public QTranslator
{
public:
    QString translate(const char *context, const char *source, const char *, int) const override
    {
        return QByteArrayView(context) == "Verdict" && QByteArrayView(source) == "Losing" ? u"正在丢失"_s : QString();
    }
    bool isEmpty() const override { return false; }
};

/// A model, and the table of its partitions.
struct Shown
{
    Known known;
    TaskModel model;
    QAbstractItemModelTester modelTester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};
    PartitionsTable table{model};
    QAbstractItemModelTester tableTester{&table, QAbstractItemModelTester::FailureReportingMode::QtTest};

    Shown() { show(model, known.task); }
    bool isSettled() const
    {
        return QTest::qWaitFor([this] { return table.isSettled(); });
    }
};

} // namespace

/// The columns that no answer has: in the tree's Partitions section, in the table, in what is looked for.
class tst_WorkedOutColumns : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void theFiguresAreThoseOfTheTest();
    void onlyTheirCellsChangeWhenTheyAreKnown();
    void theyFollowWhatIsKnownRowByRow();
    void theyAreAbsentBeforeAnythingIsKnown();
    void whatIsKnownOfAnotherAnswerIsRefused();
    void theyStayWhileThePartitionsAreTheSame();
    void theyGoWhenPartitionsComeOrGo();
    void theySortByNumberAndVerdictsByHowBadTheyAre_data();
    void theySortByNumberAndVerdictsByHowBadTheyAre();
    void theyAreFiltered_data();
    void theyAreFiltered();
    void aVerdictIsFoundByItsTranslationToo();
    void theOrderFollowsThemOnlyIfItIsTheirs();
    void aFilterFollowsThem();
    void theNextMatchIsFoundInThem();
};

void tst_WorkedOutColumns::theFiguresAreThoseOfTheTest()
{
    Shown it;
    QVERIFY(it.model.setInsight(it.known.insight));
    QVERIFY(it.isSettled());
    QCOMPARE(rawCells(it.table, HeadColumn), u"10 1100 500  9"_s);
    QCOMPARE(rawCells(it.table, OldestColumn), u"0 0 205  -3"_s);
    QCOMPARE(rawCells(it.table, LagColumn), u"0 1000 495  6"_s);
    QCOMPARE(rawCells(it.table, ExpiredColumn), u"0 0 199  0"_s);
    QCOMPARE(rawCells(it.table, RateColumn), u"0.000 1.000 0.500  0.300"_s);
    QCOMPARE(rawCells(it.table, VerdictColumn), u"idle flowing losing unknown flowing"_s);
    QCOMPARE(cells(it.table, LagColumn), u"≈ 0 ≈ 1000 ≈ 495 – ≈ 6"_s);
    QCOMPARE(cells(it.table, VerdictColumn), u"Idle Flowing Losing Unknown Flowing"_s);
    const QModelIndex section = it.model.sectionIndex(Section::Partitions);
    const auto raw = [&](int row, int column) { return it.model.index(row, column, section).data(RawRole); };
    QCOMPARE(raw(1, LagColumn), QVariant(qlonglong(1000)));
    QCOMPARE(raw(3, LagColumn), QVariant());
    QCOMPARE(raw(2, RateColumn), QVariant(qlonglong(500)));
    QCOMPARE(raw(2, VerdictColumn), QVariant(u"losing"_s));
}

void tst_WorkedOutColumns::onlyTheirCellsChangeWhenTheyAreKnown()
{
    Shown it;
    QVERIFY(it.isSettled());
    const QModelIndex section = it.model.sectionIndex(Section::Partitions);
    const QSignalSpy changed(&it.model, &QAbstractItemModel::dataChanged);
    const QSignalSpy shownChanged(&it.table, &QAbstractItemModel::dataChanged);
    const QSignalSpy known(&it.model, &TaskModel::insightChanged);
    QVERIFY(it.model.setInsight(it.known.insight));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed[0][0].toModelIndex(), it.model.index(0, HeadColumn, section));
    QCOMPARE(changed[0][1].toModelIndex(), it.model.index(4, VerdictColumn, section));
    QCOMPARE(shownChanged.size(), 1);
    QCOMPARE(shownChanged[0][0].toModelIndex(), it.table.index(0, HeadColumn));
    QCOMPARE(shownChanged[0][1].toModelIndex(), it.table.index(4, VerdictColumn));
    QCOMPARE(known.size(), 1);
    // The same again is no news.
    QVERIFY(it.model.setInsight(it.known.insight));
    QCOMPARE(changed.size(), 1);
    QVERIFY(it.model.setInsight(nullptr));
    QCOMPARE(changed.size(), 2);
    QCOMPARE(known.size(), 2);
    QCOMPARE(rawCells(it.table, VerdictColumn).trimmed(), QString());
}

void tst_WorkedOutColumns::theyFollowWhatIsKnownRowByRow()
{
    Shown it;
    QVERIFY(it.isSettled());
    const auto lag = [&](int row) { return it.table.index(row, LagColumn).data(JsonRole).toByteArray(); };
    QVERIFY(it.model.setInsight(it.known.insight));
    // The same row asked for before and after.
    QCOMPARE(lag(2), "495");
    Polls others;
    QVERIFY(it.model.setInsight(others.after(it.known.task, {listed(1, 0, 200), listed(2, 0, 7)})));
    QCOMPARE(lag(2), "2");
    QCOMPARE(lag(1), "100");
    QVERIFY(it.model.setInsight(it.known.insight));
    QCOMPARE(lag(1), "1000");
    // Other partitions in the same row, of which the answer alone tells nothing yet.
    show(it.model, taskWith({1, 2}));
    QVERIFY(it.isSettled());
    QCOMPARE(lag(1), "");
    const auto next = others.after(it.model.snapshot(), {listed(0, 0, 3), listed(1, 0, 9)});
    QVERIFY(it.model.setInsight(next));
    QCOMPARE(lag(1), "7");
}

void tst_WorkedOutColumns::theyAreAbsentBeforeAnythingIsKnown()
{
    Shown it;
    QVERIFY(it.isSettled());
    for (int column = AnswerColumnCount; column < PartitionColumnCount; ++column) {
        QCOMPARE(cells(it.table, column), u"– – – – –"_s);
        QCOMPARE(it.table.index(0, column).data(RawRole), QVariant());
        QCOMPARE(it.table.index(0, column).data(KindRole).toInt(), int(Value::Kind::Absent));
        it.table.sort(column, Qt::DescendingOrder);
        QVERIFY(it.isSettled());
        QCOMPARE(cells(it.table, PartitionIdColumn), u"0 1 2 3 4"_s);
    }
}

void tst_WorkedOutColumns::whatIsKnownOfAnotherAnswerIsRefused()
{
    Shown it;
    const QSignalSpy changed(&it.model, &QAbstractItemModel::dataChanged);
    const QSignalSpy known(&it.model, &TaskModel::insightChanged);
    Polls polls;
    QVERIFY(!it.model.setInsight(polls.withoutStream(taskWith({1, 2, 3, 4, 5}))));
    QCOMPARE(it.model.insight(), nullptr);
    QVERIFY(it.model.setInsight(it.known.insight));
    QVERIFY(!it.model.setInsight(polls.withoutStream(taskWith({1}))));
    QCOMPARE(it.model.insight(), it.known.insight);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(known.size(), 1);
    TaskModel empty;
    QVERIFY(!empty.setInsight(it.known.insight));
    QVERIFY(empty.setInsight(nullptr));
}

void tst_WorkedOutColumns::theyStayWhileThePartitionsAreTheSame()
{
    Shown it;
    QVERIFY(it.model.setInsight(it.known.insight));
    const QSignalSpy known(&it.model, &TaskModel::insightChanged);
    show(it.model, taskWith({10, 200, 5, std::nullopt, 3}));
    QCOMPARE(known.size(), 0);
    QCOMPARE(it.model.insight(), it.known.insight);
    QVERIFY(it.isSettled());
    QCOMPARE(rawCells(it.table, LagColumn), u"0 1000 495  6"_s);
    QCOMPARE(cells(it.table, OffsetColumn), u"10 200 5 – 3"_s);
}

void tst_WorkedOutColumns::theyGoWhenPartitionsComeOrGo()
{
    for (const size_t count : {4U, 6U, 0U}) {
        Shown it;
        it.table.sort(LagColumn, Qt::DescendingOrder);
        QVERIFY(it.model.setInsight(it.known.insight));
        QVERIFY(it.isSettled());
        const QSignalSpy known(&it.model, &TaskModel::insightChanged);
        show(it.model, taskWith(std::vector<Number>(count, 7)));
        QCOMPARE(known.size(), 1);
        QCOMPARE(it.model.insight(), nullptr);
        QVERIFY(it.isSettled());
        QCOMPARE(it.table.rowCount(), int(count));
        QCOMPARE(rawCells(it.table, LagColumn).trimmed(), QString());
        QCOMPARE(it.table.index(0, PartitionIdColumn).data().toString(), count > 0 ? u"0"_s : QString());
    }
}

void tst_WorkedOutColumns::theySortByNumberAndVerdictsByHowBadTheyAre_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("ascending");
    QTest::addColumn<QString>("descending");
    QTest::newRow("head") << int(HeadColumn) << u"4 0 2 1 3"_s << u"1 2 0 4 3"_s;
    QTest::newRow("oldest, negative") << int(OldestColumn) << u"4 0 1 2 3"_s << u"2 0 1 4 3"_s;
    QTest::newRow("lag") << int(LagColumn) << u"0 4 2 1 3"_s << u"1 2 4 0 3"_s;
    QTest::newRow("expired") << int(ExpiredColumn) << u"0 1 4 2 3"_s << u"2 0 1 4 3"_s;
    QTest::newRow("rate") << int(RateColumn) << u"0 4 2 1 3"_s << u"1 2 4 0 3"_s;
    QTest::newRow("verdict") << int(VerdictColumn) << u"0 1 4 3 2"_s << u"2 3 1 4 0"_s;
}

void tst_WorkedOutColumns::theySortByNumberAndVerdictsByHowBadTheyAre()
{
    QFETCH(const int, column);
    QFETCH(const QString, ascending);
    QFETCH(const QString, descending);
    Shown it;
    QVERIFY(it.model.setInsight(it.known.insight));
    it.table.sort(column, Qt::AscendingOrder);
    QVERIFY(it.isSettled());
    QCOMPARE(cells(it.table, PartitionIdColumn), ascending);
    it.table.sort(column, Qt::DescendingOrder);
    QVERIFY(it.isSettled());
    QCOMPARE(cells(it.table, PartitionIdColumn), descending);
}

void tst_WorkedOutColumns::theyAreFiltered_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("partitions");
    const auto row = [](const char *typed, const char *partitions) {
        QTest::newRow(typed) << QString::fromUtf8(typed) << QString::fromUtf8(partitions);
    };
    row("verdict:losing", "2");
    row("verdict:LOS", "2");
    row("verdict:=los", "");
    row("verdict:=losing", "2");
    row("verdict:=unknown", "3");
    row("-verdict:flowing", "0 2 3");
    row("verdict:absent", "");
    row("losing", "2");
    row("flowing", "1 4");
    row("lag:>100", "1 2");
    row("lag:>=1000", "1");
    row("lag:<100", "0 4");
    row("lag:0", "0");
    row("lag:absent", "3");
    row("-lag:absent", "0 1 2 4");
    row("-lag:>100", "0 3 4");
    row("rate:>0", "1 2 4");
    row("rate:0", "0");
    row("rate:>=1", "1");
    row("rate:1", "1");
    row("rate:<1", "0 2 4");
    row("expired:>0", "2");
    row("oldest:<0", "4");
    row("oldest:>-3", "0 1 2");
    row("oldest:>=-3", "0 1 2 4");
    row("head:>99999999999999999999999", "");
    row("head:<99999999999999999999999", "0 1 2 4");
    row("lag:null", "");
    row("lag:empty", "");
    row("1100", "1");
    row("0.5", "2");
    row("rate:\"0.3\"", "4");
    row("verdict:losing lag:>100", "2");
}

void tst_WorkedOutColumns::theyAreFiltered()
{
    QFETCH(const QString, typed);
    QFETCH(const QString, partitions);
    Shown it;
    QVERIFY(it.model.setInsight(it.known.insight));
    const RowFilter filter = RowFilter::parse(typed);
    QVERIFY(filter.problems().isEmpty());
    it.table.setFilter(filter);
    QVERIFY(it.isSettled());
    QCOMPARE(cells(it.table, PartitionIdColumn), partitions);
}

void tst_WorkedOutColumns::aVerdictIsFoundByItsTranslationToo()
{
    OneWord translator;
    QVERIFY(QCoreApplication::installTranslator(&translator));
    Shown it;
    QVERIFY(it.model.setInsight(it.known.insight));
    for (const QString &typed : {u"verdict:丢失"_s, u"verdict:=正在丢失"_s, u"丢失"_s, u"verdict:losing"_s}) {
        it.table.setFilter(RowFilter::parse(typed));
        QVERIFY(it.isSettled());
        QCOMPARE(cells(it.table, PartitionIdColumn), u"2"_s);
    }
    QCOMPARE(cells(it.table, VerdictColumn), u"正在丢失"_s);
    QCOMPARE(rawCells(it.table, VerdictColumn), u"losing"_s);
}

void tst_WorkedOutColumns::theOrderFollowsThemOnlyIfItIsTheirs()
{
    Shown it;
    it.table.sort(OffsetColumn, Qt::DescendingOrder);
    QVERIFY(it.isSettled());
    const QSignalSpy settled(&it.table, &PartitionsTable::settled);
    QVERIFY(it.model.setInsight(it.known.insight));
    QVERIFY(it.table.isSettled());
    QCOMPARE(settled.size(), 0);
    QVERIFY(it.model.setInsight(nullptr));
    it.table.sort(VerdictColumn, Qt::DescendingOrder);
    QVERIFY(it.isSettled());
    QCOMPARE(cells(it.table, PartitionIdColumn), u"0 1 2 3 4"_s);
    QVERIFY(it.model.setInsight(it.known.insight));
    QVERIFY(!it.table.isSettled());
    QVERIFY(it.isSettled());
    QCOMPARE(cells(it.table, PartitionIdColumn), u"2 3 1 4 0"_s);
}

void tst_WorkedOutColumns::aFilterFollowsThem()
{
    Shown it;
    it.table.setFilter(RowFilter::parse(u"verdict:losing"));
    QVERIFY(it.isSettled());
    QCOMPARE(it.table.rowCount(), 0);
    QVERIFY(it.model.setInsight(it.known.insight));
    QVERIFY(it.isSettled());
    QCOMPARE(cells(it.table, PartitionIdColumn), u"2"_s);
    const TaskSnapshot next = taskWith({10, 100, 499, std::nullopt, 3});
    show(it.model, next);
    QVERIFY(it.isSettled());
    QCOMPARE(cells(it.table, PartitionIdColumn), u"2"_s);
    Polls polls;
    QVERIFY(it.model.setInsight(polls.after(next, {listed(2, 205, 500)})));
    QVERIFY(it.isSettled());
    QCOMPARE(it.table.rowCount(), 0);
}

void tst_WorkedOutColumns::theNextMatchIsFoundInThem()
{
    Shown it;
    QVERIFY(it.model.setInsight(it.known.insight));
    it.table.sort(LagColumn, Qt::DescendingOrder); // 1 2 4 0 3
    QVERIFY(it.isSettled());
    const auto found = [&](const QString &text, int from, bool backwards = false) {
        const RowFound result = findRow(
            {it.model.snapshot(), it.table.shown(), RowFilter::parse(text), from, backwards, it.model.insight()});
        return u"%1: %2 of %3"_s.arg(result.row).arg(result.ordinal).arg(result.matches);
    };
    QCOMPARE(found(u"flowing"_s, 0), u"0: 1 of 2"_s);
    QCOMPARE(found(u"flowing"_s, 1), u"2: 2 of 2"_s);
    QCOMPARE(found(u"flowing"_s, 1, true), u"0: 1 of 2"_s);
    QCOMPARE(found(u"lag:absent"_s, 0), u"4: 1 of 1"_s);
    QCOMPARE(found(u"losing"_s, 0), u"1: 1 of 1"_s);
    QCOMPARE(found(u"stalled"_s, 0), u"-1: 0 of 0"_s);
}

QTEST_GUILESS_MAIN(tst_WorkedOutColumns)
#include "tst_workedoutcolumns.moc"
