// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/answercells.h"
#include "faults/bodytest.h"
#include "ui/partitionsview.h"
#include "ui/plainlabel.h"

#include <QHeaderView>
#include <QScrollBar>
#include <QTreeView>

#include <numeric>
#include <random>

namespace spillway {

using namespace Qt::StringLiterals;

namespace {

/// Partitions by their numbers, in that order in the answer. What they have got to is told by the number.
QByteArray answerOf(const std::vector<int> &numbers, int ahead = 0)
{
    const QByteArray one = R"({"partitionId":"shardId-#","state":"RUNNING","discard":0,"last_transfer_offset":@})";
    QByteArrayList all;
    for (const int number : numbers)
        all += QByteArray(one)
                   .replace('#', QByteArray::number(number).rightJustified(10, '0'))
                   .replace('@', QByteArray::number(1000 + number * 37 % 100 + ahead));
    return taskWith(R"("state":"RUNNING")", '[' + all.join(',') + ']');
}

std::vector<int> upTo(int count)
{
    std::vector<int> numbers(static_cast<size_t>(count));
    std::iota(numbers.begin(), numbers.end(), 0);
    return numbers;
}

QString idOf(int number)
{
    return u"shardId-"_s + QString::number(number).rightJustified(10, u'0');
}

PartitionsView &tableIn(WholeProgram &program)
{
    return *program.find<PartitionsView>(u"partitionTable"_s);
}

QString idAt(const PartitionsView &table, int row)
{
    return table.model()->index(row, PartitionIdColumn).data().toString();
}

int rowOf(const PartitionsView &table, const QString &id)
{
    for (int row = 0; row < table.model()->rowCount(); ++row) {
        if (idAt(table, row) == id)
            return row;
    }
    return -1;
}

QStringList selectedIds(const PartitionsView &table)
{
    QStringList ids;
    const QModelIndexList rows = table.selectionModel()->selectedRows();
    for (const QModelIndex &row : rows)
        ids += idAt(table, row.row());
    ids.sort();
    return ids;
}

void select(PartitionsView &table, const QStringList &ids)
{
    using Selection = QItemSelectionModel;
    table.clearSelection();
    for (const QString &id : ids) {
        const QModelIndex row = table.model()->index(rowOf(table, id), 0);
        table.selectionModel()->setCurrentIndex(row, Selection::Select | Selection::Rows);
    }
}

/// What a person has arranged.
struct Arrangement
{
    QStringList order;
    QStringList selected;
    QString current;
    QString top;
    int sortedBy = -1;
    QList<bool> expanded;
    friend bool operator==(const Arrangement &, const Arrangement &) = default;
};

Arrangement arrangementOf(WholeProgram &program)
{
    PartitionsView &table = tableIn(program);
    Arrangement arrangement;
    arrangement.order = columnTexts(program, PartitionIdColumn);
    arrangement.selected = selectedIds(table);
    arrangement.current = idAt(table, table.currentIndex().row());
    arrangement.top = idAt(table, table.rowAt(0));
    arrangement.sortedBy = table.horizontalHeader()->sortIndicatorSection();
    const auto *tree = program.find<QTreeView>(u"answerTree"_s);
    for (int section = 0; section < tree->model()->rowCount(); ++section)
        arrangement.expanded += tree->isExpanded(tree->model()->index(section, 0));
    return arrangement;
}

QString goneIn(WholeProgram &program)
{
    const auto *label = program.find<PlainLabel>(u"gonePartitions"_s);
    return label->isHidden() ? QString() : label->text();
}

} // namespace

/// F144-F146: partitions from one answer to the next.
class TestRows : public FaultTest
{
    Q_OBJECT

private Q_SLOTS:
    void anotherOrderMovesNothing_data() { addSchemes("F144", "the partitions are shuffled"); }
    void anotherOrderMovesNothing();
    void whoComesIsMarkedOnce_data() { addSchemes("F145", "partitions appear"); }
    void whoComesIsMarkedOnce();
    void whoGoesIsNamedOnceAndTakesItsSelectionAlong_data() { addSchemes("F145", "partitions disappear"); }
    void whoGoesIsNamedOnceAndTakesItsSelectionAlong();
    void allOfThemMayGo_data() { addSchemes("F145", "all partitions vanish"); }
    void allOfThemMayGo();
    void anOffsetThatGoesBackwardsIsNoNegativeRate_data() { addSchemes("F146", "an offset goes backwards"); }
    void anOffsetThatGoesBackwardsIsNoNegativeRate();

private:
    static void addSchemes(const char *number, const char *what)
    {
        QTest::addColumn<bool>("isEncrypted");
        QTest::addRow("%s http %s", number, what) << false;
        QTest::addRow("%s https %s", number, what) << true;
    }
    /// Shows it, and looks; then the good answer is on screen again.
    static void look(SameWindow &window, const QByteArray &body, const Look &look)
    {
        Outcome outcome = stillOk();
        outcome.holds = [look](FaultRig &rig) { return look(rig.program()); };
        const QStringList broken = window.hold(body, outcome);
        QVERIFY2(broken.isEmpty(), qPrintable(broken.join(u'\n')));
    }
    static QStringList nothing(WholeProgram &) { return {}; }
};

void TestRows::anotherOrderMovesNothing()
{
    QFETCH(const bool, isEncrypted);
    std::vector<int> numbers = upTo(60);
    SameWindow window(isEncrypted, answerOf(numbers));
    look(window, window.good(), nothing);
    WholeProgram &program = window.program();
    PartitionsView &table = tableIn(program);
    table.sortByColumn(OffsetColumn, Qt::DescendingOrder);
    QVERIFY(window.settle());
    select(table, {idOf(21), idOf(33), idOf(7)});
    table.verticalScrollBar()->setValue(table.verticalScrollBar()->maximum() / 2);
    auto *tree = program.find<QTreeView>(u"answerTree"_s);
    tree->collapse(tree->model()->index(int(Section::Task), 0));
    tree->expand(tree->model()->index(int(Section::Partitions), 0));
    const Arrangement before = arrangementOf(program);
    QCOMPARE(before.selected, (QStringList{idOf(7), idOf(21), idOf(33)}));
    QCOMPARE(before.current, idOf(7));
    QVERIFY(before.order.constFirst() != idOf(0));
    QVERIFY(before.top != before.order.constFirst());

    std::mt19937 random(6); // NOLINT(cert-msc32-c,cert-msc51-cpp): the same in each run
    for (int turn = 0; turn < 5; ++turn) {
        std::shuffle(numbers.begin(), numbers.end(), random);
        look(window, answerOf(numbers), [&](WholeProgram &now) {
            return arrangementOf(now) == before ? QStringList() : QStringList{u"something moved"_s};
        });
        QVERIFY(arrangementOf(program) == before);
    }
}

void TestRows::whoComesIsMarkedOnce()
{
    QFETCH(const bool, isEncrypted);
    SameWindow window(isEncrypted, answerOf(upTo(10)));
    look(window, window.good(), nothing);
    select(tableIn(window.program()), {idOf(4)});
    QByteArray more = answerOf(upTo(12));
    look(window, more, [](WholeProgram &program) {
        const QStringList marked = columnTexts(program, PartitionIdColumn).filter(u"(new)"_s);
        return differing(u"the new ones"_s, marked.join(u' '), idOf(10) + u" (new) " + idOf(11) + u" (new)")
            + differing(u"the selection"_s, selectedIds(tableIn(program)).join(u' '), idOf(4));
    });
    // The same again: nobody is new any more.
    look(window, window.good(), nothing);
    look(window, window.good(), [](WholeProgram &program) {
        return differing(u"the new ones"_s, columnTexts(program, PartitionIdColumn).filter(u"(new)"_s).join(u' '), {});
    });
}

void TestRows::whoGoesIsNamedOnceAndTakesItsSelectionAlong()
{
    QFETCH(const bool, isEncrypted);
    SameWindow window(isEncrypted, answerOf(upTo(10)));
    look(window, window.good(), nothing);
    WholeProgram &program = window.program();
    select(tableIn(program), {idOf(3), idOf(6), idOf(4)});
    look(window, answerOf({0, 1, 2, 5, 6, 7, 8, 9}), [](WholeProgram &now) {
        const QString named = u"2 partitions are gone: %1, %2"_s.arg(idOf(3), idOf(4));
        return differing(u"the selection"_s, selectedIds(tableIn(now)).join(u' '), idOf(6))
            + differing(u"who is gone"_s, goneIn(now), named)
            + differing(u"the rows"_s, QString::number(tableOf(now).rowCount()), u"8"_s);
    });
    // They are back, and new; nothing selects them again.
    QVERIFY(window.settle());
    QCOMPARE(selectedIds(tableIn(program)), QStringList{idOf(6)});
    QCOMPARE(goneIn(program), QString());
    QCOMPARE(columnTexts(program, PartitionIdColumn).filter(u"(new)"_s).size(), 2);
}

void TestRows::allOfThemMayGo()
{
    QFETCH(const bool, isEncrypted);
    SameWindow window(isEncrypted, answerOf(upTo(10)));
    look(window, window.good(), nothing);
    WholeProgram &program = window.program();
    select(tableIn(program), {idOf(3), idOf(4)});
    look(window, answerOf({}), [](WholeProgram &now) {
        return differing(u"the rows"_s, QString::number(tableOf(now).rowCount()), u"0"_s)
            + differing(u"the section"_s, sectionText(now, Section::Partitions), u"0 partitions"_s)
            + differing(u"the selection"_s, selectedIds(tableIn(now)).join(u' '), {})
            + (goneIn(now).startsWith("10 partitions are gone"_L1) ? QStringList() : QStringList{goneIn(now)});
    });
    QVERIFY(window.settle());
    QCOMPARE(selectedIds(tableIn(program)), QStringList());
    QCOMPARE(columnTexts(program, PartitionIdColumn).filter(u"(new)"_s).size(), 10);
}

void TestRows::anOffsetThatGoesBackwardsIsNoNegativeRate()
{
    QFETCH(const bool, isEncrypted);
    SameWindow window(isEncrypted, answerOf(upTo(3), 500));
    look(window, window.good(), nothing);
    look(window, answerOf(upTo(3), 100), [&window](WholeProgram &program) {
        QStringList wrong;
        if (!window.settle())
            wrong += u"nothing was worked out"_s;
        for (int row = 0; row < 3; ++row) {
            const QModelIndex offset = tableOf(program).index(row, OffsetColumn);
            const QString told = offset.data(Qt::ToolTipRole).toString();
            if (!told.contains("-400 (the counter started anew)"_L1))
                wrong += u"the tooltip: "_s + told;
            const QString rate = offset.siblingAtColumn(RateColumn).data().toString();
            if (rate.startsWith(u'-') || rate.startsWith(u'\u2212'))
                wrong += u"the rate: "_s + rate;
        }
        return wrong;
    });
}

} // namespace spillway

QTEST_MAIN(spillway::TestRows)
#include "tst_rows.moc"
