// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/widgettestcase.h"
#include "taskwindow.h"
#include "ui/filterfield.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

using namespace spillway;
using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray mixedTask()
{
    QByteArrayList partitions;
    for (int i = 0; i < 30; ++i)
        partitions.append(R"({"partitionId":"shardId-)" + QByteArray::number(i).rightJustified(10, '0')
                          + R"(","state":")" + (i % 10 == 3 ? "ABNORMAL" : "RUNNING") + R"(","discard":)"
                          + QByteArray::number(i % 10 == 3 ? i : 0) + "}");
    return taskJson("[" + partitions.join(',') + "]");
}

QLineEdit &field(const TaskWindow &it)
{
    return *it.find<QLineEdit>("partitionFilter");
}

/// The list of words on offer, which is a window of its own.
QAbstractItemView &wordList()
{
    const QWidgetList windows = QApplication::topLevelWidgets();
    for (QWidget *window : windows) {
        if (window->objectName() == u"filterWords")
            return *qobject_cast<QAbstractItemView *>(window);
    }
    qFatal("no list of words");
}

/// The partition of the current row, which is selected alone.
QString currentPartition(const TaskWindow &it)
{
    const QModelIndexList selected = it.table().selectionModel()->selectedRows();
    if (selected.size() != 1 || selected.first().row() != it.table().currentIndex().row())
        return u"none"_s;
    return QString::number(selected.first().data().toString().right(10).toInt());
}

QStringList offered(const QString &typed)
{
    AnswerFacts facts;
    for (const int column : {int(PartitionIdColumn), int(StateColumn), int(OffsetColumn), int(DiscardColumn)})
        facts.filled.set(size_t(column));
    facts.words[StateColumn] = QStringList{u"ABNORMAL"_s, u"NOT YET"_s, u"RUNNING"_s};
    return filterWords(typed, facts.filled, facts.words);
}

} // namespace

class TestFilterBar : public WidgetTestCase
{
    Q_OBJECT

private Q_SLOTS:
    void columnWordsFilterTheTable()
    {
        TaskWindow it;
        it.openWith(mixedTask());
        field(it).setText(u"state:abnormal discard:>10"_s);
        QTRY_COMPARE(it.labelText("partitionCount"), u"2 of 30 partitions shown"_s);
        field(it).setText(u"-state:abnormal"_s);
        QTRY_COMPARE(it.labelText("partitionCount"), u"27 of 30 partitions shown"_s);
        QVERIFY(!it.find<QLabel>("filterHint")->isVisible());
    }

    void aValueThatMakesNoSenseIsSaidAndHidesNothing()
    {
        TaskWindow it;
        it.openWith(mixedTask());
        field(it).setText(u"discard:many"_s);
        QTRY_VERIFY(it.rows().isSettled());
        QCOMPARE(it.table().model()->rowCount(), 30);
        QTRY_VERIFY(it.find<QLabel>("filterHint")->isVisible());
        QVERIFY(it.labelText("filterHint").startsWith(u"discarded:many is left out: Discarded takes a whole number"_s));
        field(it).setText(u"discard:3"_s);
        QVERIFY(!it.find<QLabel>("filterHint")->isVisible());
        QTRY_COMPARE(it.table().model()->rowCount(), 1);
    }

    void whatIsStillBeingTypedIsNotWrongYet()
    {
        TaskWindow it;
        it.openWith(mixedTask());
        field(it).setFocus();
        QTest::keyClicks(&field(it), u"discard:"_s);
        QVERIFY(!it.find<QLabel>("filterHint")->isVisible());
        QTest::keyClick(&field(it), Qt::Key_Return);
        QVERIFY(it.find<QLabel>("filterHint")->isVisible());
    }

    void wordsAreOfferedForWhatThereIs()
    {
        QCOMPARE(offered(u"st"_s), QStringList(u"state:"_s));
        QCOMPARE(offered(u"running -ST"_s), QStringList(u"-state:"_s));
        QCOMPARE(offered(u"disc"_s), QStringList(u"discarded:"_s));
        QCOMPARE(offered(u"pa"_s), QStringList(u"partition:"_s));
        QCOMPARE(offered(u"s"_s), QStringList());
        QCOMPARE(offered(u"has"_s), QStringList());
        QCOMPARE(offered(u"\"a st"_s), QStringList());
        QCOMPARE(offered(u"state:"_s), QStringList({u"state:ABNORMAL"_s, u"state:\"NOT YET\""_s, u"state:RUNNING"_s}));
        QCOMPARE(offered(u"x state:=r"_s), QStringList(u"state:=RUNNING"_s));
        QCOMPARE(offered(u"state:\"not y"_s), QStringList(u"state:\"NOT YET\""_s));
        QCOMPARE(offered(u"state:running"_s), QStringList());
        QCOMPARE(offered(u"discard:"_s), QStringList());
        QCOMPARE(offered(QString()), QStringList());
    }

    void whatIsOfferedIsTakenByTheKeyboard()
    {
        TaskWindow it;
        it.openWith(mixedTask());
        QAbstractItemView *list = &wordList();
        field(it).setFocus();
        // The facts about the answer come from a worker.
        QTRY_VERIFY((QTest::keyClicks(&field(it), u"st"_s), list->isVisible() || (field(it).clear(), false)));
        QCOMPARE(field(it).text(), u"st"_s);
        QVERIFY(!list->currentIndex().isValid());
        QTest::keyClick(list, Qt::Key_Down);
        QTest::keyClick(list, Qt::Key_Return);
        QCOMPARE(field(it).text(), u"state:"_s);
        QVERIFY(list->isVisible());
        QCOMPARE(list->model()->rowCount(), 2);
        QTest::keyClick(list, Qt::Key_Down);
        QTest::keyClick(list, Qt::Key_Tab);
        QCOMPARE(field(it).text(), u"state:ABNORMAL "_s);
        QVERIFY(!list->isVisible());
        QTRY_COMPARE(it.table().model()->rowCount(), 3);
    }

    void enterTakesWhatWasTypedNotWhatIsOffered()
    {
        TaskWindow it;
        it.openWith(mixedTask());
        field(it).setFocus();
        QAbstractItemView *list = &wordList();
        QTRY_VERIFY((QTest::keyClicks(&field(it), u"st"_s), list->isVisible() || (field(it).clear(), false)));
        QTest::keyClick(list, Qt::Key_Return);
        QCOMPARE(field(it).text(), u"st"_s);
        QVERIFY(!list->isVisible());
    }

    void enterGoesToTheTableAndF3FromRowToRow()
    {
        TaskWindow it;
        it.openWith(mixedTask());
        QVERIFY(QTest::qWaitForWindowActive(&it.window));
        field(it).setFocus();
        field(it).setText(u"state:abnormal"_s);
        QTRY_COMPARE(it.table().model()->rowCount(), 3);
        QTest::keyClick(&field(it), Qt::Key_Return);
        QVERIFY(it.table().hasFocus());
        QCOMPARE(it.table().currentIndex().row(), 0);
        QTest::keyClick(&it.window, Qt::Key_F3);
        QTRY_COMPARE(currentPartition(it), u"13"_s);
        QTest::keyClick(&it.window, Qt::Key_F3);
        QTRY_COMPARE(currentPartition(it), u"23"_s);
        QTest::keyClick(&it.window, Qt::Key_F3, Qt::ShiftModifier);
        QTRY_COMPARE(currentPartition(it), u"13"_s);
        QTest::keyClick(&it.window, Qt::Key_G, Qt::ControlModifier);
        QTRY_COMPARE(currentPartition(it), u"23"_s);
        QTest::keyClick(&it.window, Qt::Key_F3);
        QTRY_COMPARE(currentPartition(it), u"3"_s);
    }

    void theOthersCanStayInSight()
    {
        TaskWindow it;
        it.openWith(mixedTask());
        QVERIFY(QTest::qWaitForWindowActive(&it.window));
        it.find<QAction>("actionOnlyMatches")->trigger();
        field(it).setFocus();
        field(it).setText(u"state:abnormal"_s);
        QTRY_COMPARE(currentPartition(it), u"3"_s);
        QTRY_COMPARE(it.labelText("partitionCount"), u"match 1 of 3, 30 partitions, 1 selected"_s);
        QTest::keyClick(&field(it), Qt::Key_Return);
        QTRY_COMPARE(currentPartition(it), u"13"_s);
        QTest::keyClick(&field(it), Qt::Key_Return, Qt::ShiftModifier);
        QTRY_COMPARE(currentPartition(it), u"3"_s);
        QCOMPARE(it.table().model()->rowCount(), 30);
        field(it).setText(u"nowhere"_s);
        QTRY_COMPARE(it.labelText("filterHint"), u"No partition matches 'nowhere'."_s);
        QCOMPARE(currentPartition(it), u"3"_s);

        it.find<QAction>("actionOnlyMatches")->trigger();
        QTRY_COMPARE(it.table().model()->rowCount(), 0);
    }

    void typingInTheTableGoesToAPartition()
    {
        TaskWindow it;
        it.openWith(mixedTask());
        QVERIFY(QTest::qWaitForWindowActive(&it.window));
        it.table().setFocus();
        // How soon a key has to follow to belong to the word: first always, then never.
        const QScopeGuard back(
            [usual = QApplication::keyboardInputInterval()] { QApplication::setKeyboardInputInterval(usual); });
        QApplication::setKeyboardInputInterval(60'000);
        QTest::keyClicks(&it.table(), u"12"_s);
        QTRY_COMPARE(currentPartition(it), u"12"_s);
        QCOMPARE(it.table().model()->rowCount(), 30);
        // F3 goes on with it: other ids contain a 12 nowhere, so it stays.
        QTest::keyClick(&it.window, Qt::Key_F3);
        QCoreApplication::processEvents();
        QTRY_COMPARE(currentPartition(it), u"12"_s);
        QApplication::setKeyboardInputInterval(0);
        QTest::keyClicks(&it.table(), u"z"_s);
        QApplication::setKeyboardInputInterval(60'000);
        QTest::keyClicks(&it.table(), u"z"_s);
        QTRY_COMPARE(it.labelText("filterHint"), u"No partition's number or id contains 'zz'."_s);
        QCOMPARE(currentPartition(it), u"12"_s);
    }

    void withNothingToFindTheFieldIsOffered()
    {
        TaskWindow it;
        it.openWith(mixedTask());
        QVERIFY(QTest::qWaitForWindowActive(&it.window));
        it.table().setFocus();
        QTest::keyClick(&it.window, Qt::Key_F3);
        QVERIFY(field(it).hasFocus());
    }

    void aFoundRowIsFoundAgainWhenARefreshCameInBetween()
    {
        TaskWindow it;
        it.openWith(mixedTask());
        it.find<QAction>("actionOnlyMatches")->trigger();
        field(it).setText(u"partition:23"_s);
        it.source->wait();
        it.session.refresh();
        QTRY_COMPARE(it.source->open(), 1);
        it.source->answer(taskJson(ascending(40)));
        it.find<QAction>("actionFindNext")->trigger();
        QTRY_COMPARE(it.table().model()->rowCount(), 40);
        QTRY_COMPARE(currentPartition(it), u"23"_s);
    }

    void goToPartitionTakesNumbersAndIds()
    {
        TaskWindow it;
        it.openWith(mixedTask());
        QVERIFY(QTest::qWaitForWindowActive(&it.window));
        QTest::keyClick(&it.window, Qt::Key_J, Qt::ControlModifier);
        auto *name = it.find<QLineEdit>("goToName");
        QVERIFY(name->hasFocus());
        QTest::keyClicks(name, u" 17 "_s);
        QTest::keyClick(name, Qt::Key_Return);
        QCOMPARE(currentPartition(it), u"17"_s);
        QVERIFY(it.table().hasFocus());
        QVERIFY(!it.find<QWidget>("goToBar")->isVisible());

        QTest::keyClick(&it.window, Qt::Key_J, Qt::ControlModifier);
        name->setText(u"shardId-0000000004"_s);
        QTest::keyClick(name, Qt::Key_Return);
        QCOMPARE(currentPartition(it), u"4"_s);
    }

    void goToPartitionSaysWhyItCannot()
    {
        TaskWindow it;
        it.openWith(mixedTask());
        QVERIFY(QTest::qWaitForWindowActive(&it.window));
        field(it).setText(u"state:abnormal"_s);
        QTRY_COMPARE(it.table().model()->rowCount(), 3);
        it.find<QAction>("actionGoTo")->trigger();
        auto *name = it.find<QLineEdit>("goToName");
        QTest::keyClicks(name, u"99"_s);
        QTest::keyClick(name, Qt::Key_Return);
        QCOMPARE(it.labelText("goToAnswer"), u"There is no partition '99' in the answer."_s);
        QVERIFY(!it.find<QPushButton>("goToClearFilter")->isVisible());
        name->setText(u"5"_s);
        QCOMPARE(it.labelText("goToAnswer"), QString());
        QTest::keyClick(name, Qt::Key_Return);
        QCOMPARE(it.labelText("goToAnswer"), u"Partition '5' does not match the filter."_s);
        it.find<QPushButton>("goToClearFilter")->click();
        QTRY_COMPARE(currentPartition(it), u"5"_s);
        QCOMPARE(field(it).text(), QString());
        QVERIFY(!it.find<QWidget>("goToBar")->isVisible());
    }

    void escapeClosesTheBarBeforeItClearsTheFilter()
    {
        TaskWindow it;
        it.openWith(mixedTask());
        QVERIFY(QTest::qWaitForWindowActive(&it.window));
        field(it).setText(u"state:abnormal"_s);
        QTRY_COMPARE(it.table().model()->rowCount(), 3);
        it.find<QAction>("actionGoTo")->trigger();
        QTest::keyClick(it.find<QLineEdit>("goToName"), Qt::Key_Escape);
        QVERIFY(!it.find<QWidget>("goToBar")->isVisible());
        QVERIFY(it.table().hasFocus());
        QCOMPARE(field(it).text(), u"state:abnormal"_s);
        QTest::keyClick(&it.table(), Qt::Key_Escape);
        QCOMPARE(field(it).text(), QString());
    }

    void theColumnsButtonHasTheColumnsMenu()
    {
        TaskWindow it;
        it.openWith(mixedTask());
        const auto *button = it.find<QToolButton>("columnsButton");
        QVERIFY(button->isVisible() && button->menu());
        Q_EMIT button->menu()->aboutToShow();
        QCOMPARE(button->menu()->actions().first()->text(), u"Partition"_s);
    }
};

QTEST_MAIN(TestFilterBar)
#include "tst_filterbar.moc"
