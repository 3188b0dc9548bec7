// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockwindow.h"
#include "support/widgettestcase.h"

#include <QClipboard>
#include <QGuiApplication>

using namespace spillway;
using namespace Qt::Literals::StringLiterals;

using Call = ScriptedProject::Call;

class TestProjectDock : public WidgetTestCase
{
    Q_OBJECT

private Q_SLOTS:
    void aTaskIsFoundAndOpenedByKeys();
    void aStreamIsOpenedAndClosedByKeys();
    void typingGoesToAName();
    void escapeClearsTheFilter();
    void whatIsNotLoadedCanBeSearched();
    void onlyIllHidesTheRest();
    void expansionAndSelectionSurviveARefresh();
    void expansionSurvivesTheFilter();
    void theNameIsCopiedAsItCame();
    void theWindowOpensWhatIsWanted();
    void aProjectIsStillBrowsedInTheWindowThatFollows();
};

void TestProjectDock::aTaskIsFoundAndOpenedByKeys()
{
    DockWindow it;
    it.put(u"billing"_s, {u"archive"_s, u"hourly"_s});
    it.put(u"logs"_s, {u"daily"_s});
    it.open();
    it.session.loadAll();
    it.settle();
    it.actions.treeFilter->trigger(); // Ctrl+L
    QCOMPARE(it.actions.treeFilter->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_L));
    QTRY_VERIFY(it.dock->field().hasFocus());
    QTest::keyClicks(&it.dock->field(), u"arch"_s);
    QTRY_COMPARE(it.rows(), (QStringList{u"billing"_s, u"  archive"_s}));
    it.key(&it.dock->field(), Qt::Key_Down);
    QVERIFY(it.tree().hasFocus());
    QCOMPARE(it.tree().currentIndex().data().toString(), u"archive"_s);
    it.key(&it.tree(), Qt::Key_Return);
    QCOMPARE(it.wanted, (QList<TaskAddress>{{{u"billing"_s}, {u"archive"_s}}}));
}

void TestProjectDock::aStreamIsOpenedAndClosedByKeys()
{
    DockWindow it;
    it.put(u"a"_s, {u"x"_s, u"y"_s});
    it.put(u"b"_s, {});
    it.open();
    it.dock->focusContent();
    QCOMPARE(it.rows(), (QStringList{u"a"_s, u"b"_s}));
    it.key(&it.tree(), Qt::Key_Right);
    QTRY_COMPARE(it.rows(), (QStringList{u"a"_s, u"  x"_s, u"  y"_s, u"b"_s}));
    it.key(&it.tree(), Qt::Key_Down);
    it.key(&it.tree(), Qt::Key_Down);
    it.key(&it.tree(), Qt::Key_Down);
    it.key(&it.tree(), Qt::Key_Return);
    QTRY_COMPARE(it.rows().last(), u"  (no dump tasks, 0 of 5)"_s);
    it.key(&it.tree(), Qt::Key_Return);
    QCOMPARE(it.rows().last(), u"b"_s);
    QVERIFY(it.wanted.isEmpty());
}

void TestProjectDock::typingGoesToAName()
{
    DockWindow it;
    for (const auto &name : {u"alpha"_s, u"beta"_s, u"bravo"_s, u"gamma"_s})
        it.put(name, {});
    it.open();
    it.dock->focusContent();
    QTest::keyClicks(&it.tree(), u"br"_s);
    QCOMPARE(it.tree().currentIndex().data().toString(), u"bravo"_s);
    QCOMPARE(it.service->scripted.asked(Call::ListTasks), 0);
}

void TestProjectDock::escapeClearsTheFilter()
{
    DockWindow it;
    it.put(u"a"_s, {});
    it.put(u"b"_s, {});
    it.open();
    it.dock->focusFilter();
    QTest::keyClicks(&it.dock->field(), u"b"_s);
    QTRY_COMPARE(it.rows(), QStringList{u"b"_s});
    it.key(&it.dock->field(), Qt::Key_Escape);
    QTRY_COMPARE(it.rows().size(), 2);
    it.key(&it.dock->field(), Qt::Key_Escape);
    QVERIFY(it.tree().hasFocus());
}

void TestProjectDock::whatIsNotLoadedCanBeSearched()
{
    DockWindow it;
    it.put(u"a"_s, {u"needle"_s});
    it.put(u"b"_s, {u"hay"_s});
    it.open();
    QVERIFY(!it.find<QToolButton>("searchRest")->isVisible());
    it.dock->field().setText(u"needle"_s);
    QTRY_VERIFY(it.find<QToolButton>("searchRest")->isVisible());
    QTRY_VERIFY(it.placeholder().isVisible());
    it.find<QToolButton>("searchRest")->click();
    QTRY_COMPARE(it.rows(), (QStringList{u"a"_s, u"  needle"_s}));
    QTRY_VERIFY(!it.find<QToolButton>("searchRest")->isVisible());
}

void TestProjectDock::onlyIllHidesTheRest()
{
    DockWindow it;
    it.put(u"a"_s, {u"x"_s});
    it.put(u"b"_s, {u"y"_s});
    it.service->scripted.put({u"b"_s}, taskSummary(u"z"_s, u"ABNORMAL"_s));
    it.open();
    it.session.loadAll();
    it.settle();
    it.find<QToolButton>("onlyIll")->click();
    QTRY_COMPARE(it.rows(), (QStringList{u"b"_s, u"  z"_s}));
    const QModelIndex z = it.tree().model()->index(0, 0, it.tree().model()->index(0, 0));
    QVERIFY(!z.siblingAtColumn(1).data(Qt::DecorationRole).isNull());
    QCOMPARE(z.siblingAtColumn(1).data().toString(), u"ABNORMAL"_s);
}

void TestProjectDock::expansionAndSelectionSurviveARefresh()
{
    DockWindow it;
    it.put(u"b"_s, {u"x"_s, u"y"_s});
    it.put(u"d"_s, {u"z"_s});
    it.open();
    it.dock->focusContent();
    it.key(&it.tree(), Qt::Key_Right);
    QTRY_COMPARE(it.rows().size(), 4);
    it.key(&it.tree(), Qt::Key_Down);
    it.key(&it.tree(), Qt::Key_Down);
    QCOMPARE(it.tree().currentIndex().data().toString(), u"y"_s);
    it.put(u"e"_s, {});
    it.service->scripted.removeStream({u"d"_s});
    it.service->scripted.put({u"b"_s}, taskSummary(u"a"_s));
    it.actions.refreshAll->trigger();
    QTRY_COMPARE(it.rows(), (QStringList{u"b"_s, u"  a"_s, u"  x"_s, u"  y"_s, u"e"_s}));
    QCOMPARE(it.tree().currentIndex().data().toString(), u"y"_s);
    QVERIFY(it.tree().selectionModel()->isSelected(it.tree().currentIndex()));
}

void TestProjectDock::expansionSurvivesTheFilter()
{
    DockWindow it;
    it.put(u"a"_s, {u"x"_s});
    it.put(u"b"_s, {u"y"_s});
    it.open();
    it.dock->focusContent();
    it.key(&it.tree(), Qt::Key_Right);
    QTRY_COMPARE(it.rows(), (QStringList{u"a"_s, u"  x"_s, u"b"_s}));
    it.dock->field().setText(u"b"_s);
    QTRY_COMPARE(it.rows(), QStringList{u"b"_s});
    it.dock->field().clear();
    QTRY_COMPARE(it.rows(), (QStringList{u"a"_s, u"  x"_s, u"b"_s}));
}

void TestProjectDock::theNameIsCopiedAsItCame()
{
    DockWindow it;
    it.put(u"a\tb"_s, {});
    it.open();
    it.dock->focusContent();
    it.dock->copyName();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"a\tb"_s);
}

void TestProjectDock::theWindowOpensWhatIsWanted()
{
    TaskWindow it;
    const auto service = std::make_shared<ProjectService>();
    service->scripted.put(runningStream(u"newstream"_s));
    for (const auto &task : {u"newtask"_s, u"other"_s})
        service->scripted.put({u"newstream"_s}, taskSummary(task));
    service->answerAlways(taskJson(ascending(3)));
    it.session.open(service, {{u"newstream"_s}, {u"newtask"_s}});
    QTRY_VERIFY(it.project.status().complete);
    auto *dock = it.find<ProjectDock>("projectDock");
    if (!dock->isVisible())
        QTest::keyClick(&it.window, Qt::Key_F9);
    QVERIFY(dock->isVisible());
    it.project.loadAll();
    QTRY_COMPARE(it.project.model().taskCount(), 2);
    const QModelIndex stream = dock->tree().model()->index(0, 0);
    dock->tree().expand(stream);
    QVERIFY(dock->tree().model()->index(0, 0, stream).data(OpenRole).toBool());
    dock->focusContent();
    dock->tree().setCurrentIndex(dock->tree().model()->index(1, 0, stream));
    QTest::keyClick(&dock->tree(), Qt::Key_Return);
    QCOMPARE(it.session.address().task.text, u"other"_s);
    QTRY_VERIFY(dock->tree().model()->index(1, 0, stream).data(OpenRole).toBool());
    // The same project is not listed again.
    QCOMPARE(service->scripted.asked(Call::ListStreams), 1);
    QCOMPARE(dock->toggleViewAction()->shortcut(), QKeySequence(Qt::Key_F9));
    it.session.close();
    QTRY_VERIFY(!dock->isVisible());
    QCOMPARE(it.project.model().rowCount(), 0);
}

void TestProjectDock::aProjectIsStillBrowsedInTheWindowThatFollows()
{
    TaskWindow it;
    const auto service = std::make_shared<ProjectService>();
    service->scripted.put(runningStream(u"billing"_s));
    it.window.open(service, {});
    QTRY_COMPARE(it.project.model().streamCount(), 1);
    const auto next = it.successor();
    QCOMPARE(it.project.source(), service);
    QCOMPARE(it.project.model().streamCount(), 1);
    next->show();
    QCoreApplication::processEvents();
    QCOMPARE(it.project.source(), service);
}

QTEST_MAIN(TestProjectDock)
#include "tst_projectdock.moc"
