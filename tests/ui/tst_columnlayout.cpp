// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/widgettestcase.h"
#include "taskwindow.h"
#include "ui/columnlayout.h"

#include <QMenu>
#include <QRandomGenerator>
#include <QToolButton>

using namespace spillway;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString allKey = u"ui/v1/columns/all"_s;
const QString ownKey = u"ui/v1/columns/own"_s;

/// Triggers an entry of the columns menu.
void choose(const TaskWindow &it, const QString &text)
{
    QMenu menu;
    it.table().columns().fillMenu(menu);
    const QList<QAction *> actions = menu.actions();
    for (QAction *action : actions) {
        if (action->text() == text) {
            action->trigger();
            return;
        }
    }
    qFatal("no entry %s", qPrintable(text));
}

bool isChecked(const TaskWindow &it, const QString &objectName)
{
    QMenu menu;
    it.table().columns().fillMenu(menu);
    return menu.findChild<QAction *>(objectName)->isChecked();
}

/// Drags the edge of a column, as far as the header is concerned.
void drag(const TaskWindow &it, int column, int width)
{
    it.table().horizontalHeader()->resizeSection(column, width);
}

/// What is stored about widths for all tasks.
QStringList storedWidths()
{
    return QSettings().value(allKey).toStringList().filter(u"width="_s);
}

/// Starts another window with the same settings.
class NextStart
{
public:
    explicit NextStart(const TaskAddress &address = {{u"newstream"_s}, {u"newtask"_s}})
        : m_window(m_session, m_project, {})
    {
        m_session.open(std::make_shared<ScriptedSource>(), address);
    }
    PartitionsView &table() const { return *m_window.findChild<PartitionsView *>(u"partitionTable"_s); }

private:
    TaskSession m_session;
    ProjectSession m_project;
    MainWindow m_window;
};

} // namespace

class TestColumnLayout : public WidgetTestCase
{
    Q_OBJECT

private Q_SLOTS:
    void whatThePersonDidNotTouchIsNotStored()
    {
        TaskWindow it;
        it.openWith(taskJson(ascending(3)));
        QTRY_VERIFY(it.table().isColumnHidden(StatusColumn));
        it.refreshWith(taskJson(R"([{"partition_id":"shardId-0000000000","status":"ACTIVE"}])"));
        QTRY_VERIFY(!it.table().isColumnHidden(StatusColumn));
        QVERIFY2(QSettings().allKeys().isEmpty(), qPrintable(QSettings().allKeys().join(u' ')));
    }

    void everyColumnThatNoRowFillsIsHidden()
    {
        TaskWindow it;
        it.openWith(taskJson(ascending(3)));
        for (const int column : {int(StatusColumn), int(HashRangeColumn), int(SequenceRangeColumn), int(ParentsColumn)})
            QTRY_VERIFY(it.table().isColumnHidden(column));
        for (const int column :
             {int(PartitionIdColumn), int(StateColumn), int(OffsetColumn), int(LastTransferColumn), int(DiscardColumn)})
            QVERIFY(!it.table().isColumnHidden(column));
        it.refreshWith(taskJson(R"([{"state":"RUNNING","hash_range":"[0 : 1]"}])"));
        QTRY_VERIFY(!it.table().isColumnHidden(HashRangeColumn));
        QVERIFY(it.table().isColumnHidden(OffsetColumn));
        QVERIFY(!it.table().isColumnHidden(PartitionIdColumn));
        QVERIFY(it.table().columnWidth(HashRangeColumn) > 20);
    }

    void orderWidthsAndSortAreRememberedForAllTasks()
    {
        TaskWindow it;
        it.openWith(taskJson(ascending(3)));
        QTRY_VERIFY(it.table().isColumnHidden(StatusColumn));
        QHeaderView *moved = it.table().horizontalHeader();
        moved->moveSection(moved->visualIndex(DiscardColumn), 0);
        drag(it, OffsetColumn, 222);
        it.table().sortByColumn(OffsetColumn, Qt::DescendingOrder);
        choose(it, u"State"_s);
        const NextStart next({{u"other"_s}, {u"task"_s}});
        const QHeaderView *header = next.table().horizontalHeader();
        QCOMPARE(header->visualIndex(DiscardColumn), 0);
        QCOMPARE(header->sortIndicatorSection(), int(OffsetColumn));
        QCOMPARE(header->sortIndicatorOrder(), Qt::DescendingOrder);
        QVERIFY(next.table().isColumnHidden(StateColumn));
        QCOMPARE(storedWidths(), QStringList(u"last_transfer_offset width=222 descending"_s));
        QVERIFY(!QSettings().contains(ownKey));
    }

    void aTaskCanHaveColumnsOfItsOwn()
    {
        TaskWindow it;
        it.openWith(taskJson(ascending(3)));
        QTRY_VERIFY(it.table().isColumnHidden(StatusColumn));
        choose(it, u"&Only for This Task"_s);
        choose(it, u"Offset"_s);
        QVERIFY(it.table().isColumnHidden(OffsetColumn));
        QVERIFY(!QSettings().contains(allKey));
        QVERIFY(NextStart().table().isColumnHidden(OffsetColumn));
        QVERIFY(!NextStart({{u"newstream"_s}, {u"another"_s}}).table().isColumnHidden(OffsetColumn));

        it.openTask(u"another"_s);
        QVERIFY(!it.table().isColumnHidden(OffsetColumn));
        QVERIFY(!isChecked(it, u"columnsOnlyForThisTask"_s));
        it.openTask();
        QVERIFY(it.table().isColumnHidden(OffsetColumn));
        QVERIFY(isChecked(it, u"columnsOnlyForThisTask"_s));

        choose(it, u"&Only for This Task"_s);
        QVERIFY(!it.table().isColumnHidden(OffsetColumn));
        QVERIFY(QSettings().allKeys().isEmpty());
    }

    void aDragIsWrittenOnceWhenItIsOver()
    {
        TaskWindow it;
        it.openWith(taskJson(ascending(3)));
        QTRY_VERIFY(it.table().isColumnHidden(StatusColumn));
        for (int width = 112; width <= 222; width += 10) {
            drag(it, OffsetColumn, width);
            QVERIFY(!QSettings().contains(allKey));
        }
        QTRY_COMPARE(storedWidths(), QStringList(u"last_transfer_offset width=222"_s));
    }

    void aWidthIsKeptWhenTheWindowGoesAtOnce()
    {
        TaskWindow it;
        it.openWith(taskJson(ascending(3)));
        QTRY_VERIFY(it.table().isColumnHidden(StatusColumn));
        drag(it, OffsetColumn, 222);
        it.window.close();
        QCOMPARE(storedWidths(), QStringList(u"last_transfer_offset width=222"_s));
        {
            const NextStart neverShown;
            neverShown.table().horizontalHeader()->resizeSection(OffsetColumn, 111);
        }
        QCOMPARE(storedWidths(), QStringList(u"last_transfer_offset width=111"_s));
    }

    void aWidthIsThatOfTheTaskItWasDraggedFor()
    {
        TaskWindow it;
        it.openWith(taskJson(ascending(3)));
        QTRY_VERIFY(it.table().isColumnHidden(StatusColumn));
        const QString key = arrangementKey({{u"newstream"_s}, {u"newtask"_s}});
        choose(it, u"&Only for This Task"_s);
        drag(it, OffsetColumn, 222);
        it.openTask(u"another"_s);
        QCOMPARE(StoredArrangements::ofTask(key)->widths.value(OffsetColumn), 222);
        QVERIFY(!QSettings().contains(allKey));
        // And one for all stays so when the columns become one task's.
        drag(it, OffsetColumn, 111);
        choose(it, u"&Only for This Task"_s);
        QCOMPARE(storedWidths(), QStringList(u"last_transfer_offset width=111"_s));
    }

    void resettingForgetsEverything()
    {
        TaskWindow it;
        it.openWith(taskJson(ascending(3)));
        QTRY_VERIFY(it.table().isColumnHidden(StatusColumn));
        const int usual = it.table().columnWidth(OffsetColumn);
        drag(it, OffsetColumn, 222);
        it.table().horizontalHeader()->moveSection(0, 3);
        choose(it, u"Partition status"_s);
        choose(it, u"&Reset Columns"_s);
        QCOMPARE(it.table().columnWidth(OffsetColumn), usual);
        QCOMPARE(it.table().horizontalHeader()->visualIndex(0), 0);
        QVERIFY(it.table().isColumnHidden(StatusColumn));
        QVERIFY(QSettings().allKeys().isEmpty());
    }

    void whatFitsIsVisibleWithoutScrolling()
    {
        TaskWindow it;
        it.window.resize(900, 600);
        it.openWith(taskJson(ascending(3)));
        QTRY_VERIFY(it.table().isColumnHidden(StatusColumn));
        const QHeaderView *header = it.table().horizontalHeader();
        QVERIFY2(header->length() <= it.table().viewport()->width(),
                 qPrintable(QString::number(header->length() - it.table().viewport()->width())));
        const int narrow = it.table().columnWidth(LastTransferColumn);
        it.window.resize(1500, 700);
        QTRY_VERIFY(it.table().columnWidth(LastTransferColumn) > narrow);
        // What the person made of it stays.
        drag(it, LastTransferColumn, narrow);
        it.window.resize(1600, 700);
        QCoreApplication::processEvents();
        QCOMPARE(it.table().columnWidth(LastTransferColumn), narrow);
    }

    void hostileSettingsDoNoHarm_data()
    {
        QTest::addColumn<QVariant>("value");
        QTest::newRow("number") << QVariant(42);
        QTest::newRow("bytes") << QVariant(QByteArray("\0\xff\x80", 3));
        QTest::newRow("map") << QVariant(QVariantMap{{u"a"_s, 1}});
        QTest::newRow("unknown names") << QVariant(QStringList{u"nobody"_s, u""_s, u"../../etc"_s});
        QTest::newRow("repeated") << QVariant(QStringList{u"state"_s, u"state width=99"_s, u"state"_s});
        QTest::newRow("widths") << QVariant(QStringList{u"state width=-1"_s, u"discard width=99999999999"_s,
                                                        u"hash_range width=0"_s, u"status width=1e3"_s});
        QTest::newRow("all hidden") << QVariant(
            QStringList{u"partition_id hidden"_s, u"state hidden"_s, u"last_transfer_offset hidden"_s});
        QTest::newRow("huge") << QVariant(QStringList(200, QString(5000, u'x')));
    }

    void hostileSettingsDoNoHarm()
    {
        QFETCH(const QVariant, value);
        TaskWindow first; // owns the folder of the settings
        QSettings().setValue(allKey, value);
        QSettings().setValue(ownKey, value);
        TaskSession session;
        ProjectSession project;
        MainWindow window(session, project, {});
        const auto *table = window.findChild<PartitionsView *>(u"partitionTable"_s);
        QVERIFY(!table->isColumnHidden(PartitionIdColumn));
        const QHeaderView *header = table->horizontalHeader();
        QSet<int> places;
        for (int column = 0; column < PartitionColumnCount; ++column) {
            places.insert(header->visualIndex(column));
            QVERIFY(table->isColumnHidden(column)
                    || (table->columnWidth(column) >= 16 && table->columnWidth(column) <= 4000));
        }
        QCOMPARE(places.size(), int(PartitionColumnCount));
    }

    void anArrangementSurvivesItsLines()
    {
        QRandomGenerator random(1);
        for (int i = 0; i < 500; ++i) {
            ColumnArrangement arrangement;
            for (int column = 0; column < PartitionColumnCount; ++column) {
                arrangement.order.push_back(column);
                if (random.bounded(3) == 0)
                    arrangement.widths.insert(column, random.bounded(16, 4001));
                if (column != PartitionIdColumn && random.bounded(3) == 0)
                    arrangement.shown.insert(column, random.bounded(2) == 0);
            }
            std::shuffle(arrangement.order.begin(), arrangement.order.end(), random);
            arrangement.sortColumn = random.bounded(-1, int(PartitionColumnCount));
            if (arrangement.sortColumn >= 0)
                arrangement.sortOrder = random.bounded(2) == 0 ? Qt::AscendingOrder : Qt::DescendingOrder;
            QCOMPARE(ColumnArrangement::fromLines(arrangement.toLines()), arrangement);
        }
        QVERIFY(ColumnArrangement::fromLines(ColumnArrangement().toLines()).isUntouched());
        QVERIFY(ColumnArrangement::fromLines({}).isUntouched());
    }

    void everyColumnHasItsPlaceBeforeAnybodyMovesIt()
    {
        std::vector<int> columns(usualOrder.begin(), usualOrder.end());
        QVERIFY(isUsual(columns));
        std::sort(columns.begin(), columns.end());
        for (int column = 0; column < PartitionColumnCount; ++column)
            QCOMPARE(columns[size_t(column)], column);
        QVERIFY(!isUsual(columns));
    }

    void anArrangementOfAFormerVersionKeepsItsOrder()
    {
        // It knew nothing of what is worked out.
        const std::vector<int> former{DiscardColumn,   OffsetColumn,        PartitionIdColumn,
                                      StateColumn,     LastTransferColumn,  StatusColumn,
                                      HashRangeColumn, SequenceRangeColumn, ParentsColumn};
        QStringList lines;
        for (const int column : former)
            lines += QString::fromLatin1(columnField(column).path);
        lines[1] += u" width=222 descending"_s;
        lines[3] += u" hidden"_s;
        const ColumnArrangement read = ColumnArrangement::fromLines(lines);
        QCOMPARE(read.order.size(), size_t(PartitionColumnCount));
        QVERIFY(std::equal(former.begin(), former.end(), read.order.begin()));
        std::vector<int> behind(read.order.begin() + AnswerColumnCount, read.order.end());
        QCOMPARE(behind,
                 std::vector<int>({VerdictColumn, LagColumn, ExpiredColumn, RateColumn, HeadColumn, OldestColumn}));
        QCOMPARE(read.widths, (QMap<int, int>{{OffsetColumn, 222}}));
        QCOMPARE(read.shown, (QMap<int, bool>{{StateColumn, false}}));
        QCOMPARE(read.sortColumn, int(OffsetColumn));
        // In a window, too.
        TaskWindow first; // owns the folder of the settings
        QSettings().setValue(allKey, lines);
        const NextStart next;
        const QHeaderView *header = next.table().horizontalHeader();
        QCOMPARE(header->visualIndex(DiscardColumn), 0);
        QCOMPARE(header->visualIndex(VerdictColumn), int(AnswerColumnCount));
    }

    void onlySoManyTasksAreRemembered()
    {
        TaskWindow it; // owns the folder of the settings
        const auto key = [](int number) { return arrangementKey({{u"s"_s}, {QString::number(number)}}); };
        ColumnArrangement arrangement;
        for (int i = 0; i < 60; ++i) {
            arrangement.widths.insert(StateColumn, 100 + i);
            StoredArrangements::setOfTask(key(i), arrangement);
        }
        QCOMPARE(QSettings().value(ownKey).toStringList().size(), 50);
        QVERIFY(!StoredArrangements::ofTask(key(9)));
        QCOMPARE(StoredArrangements::ofTask(key(10))->widths.value(StateColumn), 110);
        // One that is changed again is not the oldest any more.
        StoredArrangements::setOfTask(key(10), arrangement);
        StoredArrangements::setOfTask(key(60), arrangement);
        QVERIFY(StoredArrangements::ofTask(key(10)));
        QVERIFY(!StoredArrangements::ofTask(key(11)));
    }

    void namesDoNotReachTheSettings()
    {
        const QString key = arrangementKey({{u"../a/b=c\n"_s}, {u"\u202e%00"_s}});
        QCOMPARE(key.size(), 32);
        QVERIFY(std::all_of(key.cbegin(), key.cend(), [](QChar c) { return c.isDigit() || (c >= u'a' && c <= u'f'); }));
        QVERIFY(key != arrangementKey({{u"../a/b=c\n\u202e"_s}, {u"%00"_s}}));
        QVERIFY(arrangementKey({}).isEmpty());
    }
};

QTEST_MAIN(TestColumnLayout)
#include "tst_columnlayout.moc"
