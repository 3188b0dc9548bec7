// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detailsdock.h"

#include "support/widgettestcase.h"
#include "taskwindow.h"
#include "watched.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QMainWindow>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>

using namespace spillway;
using namespace Qt::Literals::StringLiterals;

namespace {

struct DockBench : Watched
{
    QMainWindow window;
    DetailsDock dock{model};
    QPlainTextEdit &edit;

    DockBench()
        : edit(*dock.findChild<QPlainTextEdit *>(u"details"_s))
    {
        window.addDockWidget(Qt::BottomDockWidgetArea, &dock);
        window.resize(400, 300);
        window.show();
    }
    ~DockBench() { window.removeDockWidget(&dock); }
    QString text() const { return edit.toPlainText(); }
    QStringList lines() const { return text().split(u'\n'); }
};

/// Shows in the window what is known of the answer on screen.
void judge(TaskWindow &it)
{
    Observation seen;
    seen.task = it.session.answer().task;
    seen.taken = std::chrono::seconds(1);
    QVERIFY(it.session.model().setInsight(Insight::after(nullptr, seen)));
    QTRY_VERIFY(it.rows().isSettled());
}

QString firstLine(const TaskWindow &it)
{
    return it.find<QPlainTextEdit>("details")->toPlainText().section(u'\n', 0, 0);
}

QString partitionLine(int number)
{
    return u"Partition shardId-%1"_s.arg(number, 10, 10, QLatin1Char('0'));
}

} // namespace

class TestDetailsDock : public WidgetTestCase
{
    Q_OBJECT

private Q_SLOTS:
    void itSaysWhatIsKnownOfThePartitionAndOfTheWhole();
    void aRowThatIsGoneIsNotLookedAt();
    void readingGoesOnThroughARefresh();
    void whatIsSelectedStaysSelected();
    void everythingIsCopied();
    void namesAreTextHoweverHostile();
    void itFollowsTheCurrentPartitionThroughSortFilterAndRefresh();
    void enterInTheTableGoesThere();
};

void TestDetailsDock::itSaysWhatIsKnownOfThePartitionAndOfTheWhole()
{
    DockBench it;
    QCOMPARE(it.text(), u"Nothing is known yet."_s);
    it.partition().offset = 5;
    it.stream().oldest = 205;
    it.stream().next = 500;
    it.look();
    it.show();
    QCOMPARE(it.lines().constFirst(), u"Choose a partition to see why its verdict is what it is."_s);
    QVERIFY(it.lines().contains(u"Dump task t"_s));
    QVERIFY(it.lines().contains(u"Verdict: Losing"_s));
    it.dock.setRow(0);
    QCOMPARE(it.lines().constFirst(), u"Partition shardId-0000000000"_s);
    for (const QString &line : it.insight->arithmetic(0, it.model.display()).split(u'\n'))
        QVERIFY2(it.lines().contains(line), qPrintable(line));
    QVERIFY(it.model.setInsight(nullptr));
    QCOMPARE(it.text(), u"Nothing is known yet."_s);
}

void TestDetailsDock::aRowThatIsGoneIsNotLookedAt()
{
    DockBench it;
    it.partitions = {{shard(0)}, {shard(1)}, {shard(2)}};
    it.listed = {{shard(0)}, {shard(1)}, {shard(2)}};
    it.look();
    it.show();
    it.dock.setRow(2);
    QCOMPARE(it.lines().constFirst(), u"Partition shardId-0000000002"_s);
    it.partitions.resize(1);
    it.pollAndShow();
    QVERIFY(it.text().startsWith(u"Choose a partition"_s));
    it.dock.setRow(1000);
    it.dock.setRow(-1);
    QVERIFY(it.text().startsWith(u"Choose a partition"_s));
    it.partitions.clear();
    it.pollAndShow();
    QVERIFY(it.text().startsWith(u"Choose a partition"_s));
}

void TestDetailsDock::readingGoesOnThroughARefresh()
{
    DockBench it;
    it.window.resize(300, 150);
    it.look();
    for (int i = 0; i < 3; ++i) // as many lines as the next time
        it.pollAndShow();
    it.dock.setRow(0);
    QScrollBar &bar = *it.edit.verticalScrollBar();
    QTRY_VERIFY(bar.maximum() > 3);
    bar.setValue(3);
    QCoreApplication::processEvents(); // lays out what wraps
    const int place = bar.value();
    QVERIFY(place > 0);
    const QString before = it.text();
    it.pollAndShow();
    QVERIFY(it.text() != before);
    QCOMPARE(bar.value(), place);
    QCoreApplication::processEvents();
    QCOMPARE(bar.value(), place);
}

void TestDetailsDock::whatIsSelectedStaysSelected()
{
    DockBench it;
    it.look();
    it.show();
    it.dock.setRow(0);
    QVERIFY(it.edit.find(u"Dump task t"_s) || it.edit.find(u"Dump task t"_s, QTextDocument::FindBackward));
    QCOMPARE(it.edit.textCursor().selectedText(), u"Dump task t"_s);
    const QString before = it.text();
    it.pollAndShow();
    QVERIFY(it.text() != before);
    QCOMPARE(it.edit.textCursor().selectedText().size(), u"Dump task t"_s.size());
}

void TestDetailsDock::everythingIsCopied()
{
    DockBench it;
    it.look();
    it.show();
    it.dock.setRow(0);
    it.dock.findChild<QPushButton *>(u"copyDetails"_s)->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), it.text());
    QVERIFY(it.text().contains(u"\nDump task t\n"_s));
}

void TestDetailsDock::namesAreTextHoweverHostile()
{
    for (const QByteArray &id : hostileIds) {
        DockBench it;
        it.name = id;
        it.partitions = {{id}, {shard(1)}};
        Observation seen = it.observation();
        auto stream = std::make_shared<StreamDetails>(*seen.stream);
        stream->name = {QString::fromUtf8(id)};
        stream->status = {Value::Kind::Text, QString::fromUtf8(id)};
        stream->createTime = {Value::Kind::Text, QString::fromUtf8(id)};
        seen.stream = stream;
        it.insight = Insight::after(nullptr, seen);
        it.show();
        it.dock.setRow(0);
        const QString text = it.text();
        QVERIFY2(text.size() < 20'000, qPrintable(QString::number(text.size())));
        QVERIFY2(!hasUnsafeCharacters(text), qPrintable(text));
        if (id.startsWith('<') || id.startsWith('%') || id.startsWith('&')) {
            for (const QString &line : {u"Dump task %1"_s, u"Stream %1"_s, u"status %1"_s, u"created %1"_s}) {
                const QString expected = QString(line).replace(u"%1"_s, QString::fromUtf8(id));
                QVERIFY2(it.lines().contains(expected), qPrintable(expected));
            }
        }
    }
}

void TestDetailsDock::itFollowsTheCurrentPartitionThroughSortFilterAndRefresh()
{
    TaskWindow it;
    it.openWith(taskJson(ascending(20)));
    judge(it);
    it.table().setCurrentIndex(it.table().model()->index(5, 0));
    QCOMPARE(firstLine(it), partitionLine(5));
    it.table().sortByColumn(OffsetColumn, Qt::DescendingOrder);
    QTRY_VERIFY(it.rows().isSettled());
    QCOMPARE(it.table().currentIndex().row(), 14);
    QCOMPARE(firstLine(it), partitionLine(5));
    it.find<QLineEdit>("partitionFilter")->setText(u"partition:<10"_s);
    QTRY_COMPARE(it.rows().rowCount(), 10);
    QCOMPARE(firstLine(it), partitionLine(5));
    // Partitions before it go, others come.
    QList<FakePartition> others = ascending(30);
    others.remove(0, 3);
    it.refreshWith(taskJson(others));
    judge(it);
    QTRY_COMPARE(it.rows().rowCount(), 7);
    QCOMPARE(firstLine(it), partitionLine(5));
    // It does not pass the filter any more.
    it.find<QLineEdit>("partitionFilter")->setText(u"partition:>15"_s);
    QTRY_COMPARE(it.rows().rowCount(), 14);
    QVERIFY2(firstLine(it) != partitionLine(5), qPrintable(firstLine(it)));
    const QModelIndex current = it.table().currentIndex();
    QCOMPARE(firstLine(it),
             current.isValid() ? QString(u"Partition "_s + current.siblingAtColumn(0).data().toString())
                               : u"Choose a partition to see why its verdict is what it is."_s);
}

void TestDetailsDock::enterInTheTableGoesThere()
{
    TaskWindow it;
    it.openWith(taskJson(ascending(5)));
    judge(it);
    auto *details = it.find<QPlainTextEdit>("details");
    for (const auto modifier : {Qt::NoModifier, Qt::AltModifier}) {
        it.find<QDockWidget>("detailsDock")->hide();
        it.window.activateWindow();
        it.table().setFocus();
        it.table().setCurrentIndex(it.table().model()->index(2, 0));
        QTRY_VERIFY(it.table().hasFocus());
        QTest::keyClick(&it.table(), Qt::Key_Return, modifier);
        QTRY_VERIFY(details->hasFocus());
        QVERIFY(details->isVisible());
        QCOMPARE(firstLine(it), partitionLine(2));
    }
}

QTEST_MAIN(TestDetailsDock)
#include "tst_detailsdock.moc"
