// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockwindow.h"
#include "support/widgettestcase.h"

#include <QAccessible>

using namespace spillway;
using namespace Qt::Literals::StringLiterals;

using Call = ScriptedProject::Call;

class TestProjectDockStates : public WidgetTestCase
{
    Q_OBJECT

private Q_SLOTS:
    void everyEmptyStateIsASentence();
    void aDeniedStreamLeavesItsSiblings();
    void whatFailedIsAskedAgainWhenItIsOpened();
    void loadingCanBeStopped();
    void aFailureIsSaidAndCanBeRetried();
    void hostileNamesAreShownAsText();
    void aScreenReaderFindsWords();
    void twoThousandStreamsNeverHoldTheWindow();
    void aRefusedCredentialIsNotTriedOnTheProject();
};

void TestProjectDockStates::everyEmptyStateIsASentence()
{
    DockWindow it;
    QVERIFY(it.placeholder().isVisible());
    QCOMPARE(it.placeholder().heading(), u"Connect to see the streams of a project."_s);
    QVERIFY(!it.find<QPushButton>("projectRetry")->isVisible());
    it.open();
    QTRY_COMPARE(it.placeholder().heading(), u"This project has no streams."_s);
    it.put(u"a"_s, {u"x"_s});
    it.find<QPushButton>("projectRetry")->click();
    QTRY_VERIFY(it.tree().isVisible());
    it.dock->field().setText(u"<b>zz</b>"_s);
    QTRY_COMPARE(it.placeholder().heading(), u"Nothing matches '<b>zz</b>' among what is loaded."_s);
    it.dock->field().clear();
    it.find<QToolButton>("onlyIll")->click();
    QTRY_COMPARE(it.placeholder().heading(), u"Nothing that is loaded needs a look."_s);
}

void TestProjectDockStates::aDeniedStreamLeavesItsSiblings()
{
    DockWindow it;
    it.put(u"a"_s, {u"x"_s});
    it.put(u"b"_s, {u"y"_s});
    it.service->scripted.fail(Call::ListTasks, errorOf(Error::Kind::Forbidden), {u"a"_s});
    it.open();
    it.session.loadAll();
    it.settle();
    it.tree().expandAll();
    QTRY_COMPARE(it.rows(), (QStringList{u"a"_s, u"  not allowed to list tasks"_s, u"b"_s, u"  y"_s}));
}

void TestProjectDockStates::whatFailedIsAskedAgainWhenItIsOpened()
{
    DockWindow it;
    it.put(u"a"_s, {u"x"_s});
    it.service->scripted.fail(Call::ListTasks, errorOf(Error::Kind::Server), {u"a"_s});
    it.open();
    it.dock->focusContent();
    it.key(&it.tree(), Qt::Key_Right);
    QTRY_COMPARE(it.rows().size(), 2);
    it.settle();
    QCOMPARE(it.service->scripted.asked(Call::ListTasks), 1);
    it.service->scripted.fail(Call::ListTasks, {}, {u"a"_s});
    it.key(&it.tree(), Qt::Key_Left);
    it.key(&it.tree(), Qt::Key_Right);
    QTRY_COMPARE(it.rows(), (QStringList{u"a"_s, u"  x"_s}));
}

void TestProjectDockStates::loadingCanBeStopped()
{
    DockWindow it;
    for (int i = 0; i < 150; ++i)
        it.put(u"s%1"_s.arg(i, 3, 10, QLatin1Char('0')), {});
    it.service->scripted.hold();
    it.session.open(it.service);
    QTRY_COMPARE(it.rows(), QStringList{u"Loading streams…"_s});
    it.service->scripted.answerOldest();
    QTRY_VERIFY2(it.line().contains(u"100 of 150"_s), qPrintable(it.line()));
    auto *stop = it.find<QPushButton>("projectStop");
    QVERIFY(stop->isVisible());
    stop->setFocus();
    it.key(stop, Qt::Key_Space);
    QTRY_VERIFY(!stop->isVisible());
    QCOMPARE(it.rows().size(), 101);
    QCOMPARE(it.rows().last(), u"Stopped before all streams were listed."_s);
}

void TestProjectDockStates::aFailureIsSaidAndCanBeRetried()
{
    DockWindow it;
    it.put(u"a"_s, {});
    it.service->scripted.fail(Call::ListStreams, errorOf(Error::Kind::Server));
    it.session.open(it.service);
    QTRY_COMPARE(it.placeholder().heading(), u"The streams could not be listed."_s);
    QCOMPARE(it.placeholder().sentence(), it.session.status().problem);
    it.service->scripted.fail(Call::ListStreams, {});
    it.find<QPushButton>("projectRetry")->click();
    QTRY_VERIFY(it.tree().isVisible());
    it.service->scripted.fail(Call::ListStreams, errorOf(Error::Kind::Server));
    it.actions.refreshAll->trigger();
    QTRY_COMPARE(it.line(), it.session.status().problem);
    QVERIFY(it.tree().isVisible());
}

void TestProjectDockStates::hostileNamesAreShownAsText()
{
    DockWindow it;
    const QString html = u"<img src=file:///dev/zero>&amp;%1"_s;
    const QString odd = u"line\nbreak\x202e txt"_s;
    const QString huge(10'000'000, u'z');
    for (const QString &name : {html, odd, huge})
        it.put(name, {html});
    it.open();
    QCOMPARE(it.rows().size(), 3);
    for (const QString &row : it.rows()) {
        QVERIFY(!row.contains(u'\n'));
        QVERIFY(!row.contains(QChar(0x202e)));
        QVERIFY(row.size() < 400);
    }
    const QModelIndex first = it.tree().model()->index(0, 0);
    QCOMPARE(first.data().toString(), html);
    const QString tip = first.data(Qt::ToolTipRole).toString();
    QVERIFY(!tip.contains(u"<img"_s));
    QVERIFY(tip.contains(u"&lt;img"_s));
    it.dock->field().setText(huge.left(5000));
    QTRY_VERIFY(it.placeholder().isVisible());
    QVERIFY(it.placeholder().heading().size() < 1000);
    it.dock->grab();
}

void TestProjectDockStates::aScreenReaderFindsWords()
{
    DockWindow it;
    it.put(u"newstream"_s, {u"newtask"_s});
    it.open();
    it.session.loadAll();
    it.settle();
    it.tree().expandAll();
    QCOMPARE(it.dock->accessibleName(), u"Streams and tasks"_s);
    QCOMPARE(it.tree().accessibleName(), u"Streams and tasks"_s);
    QCOMPARE(it.dock->field().accessibleName(), u"Filter streams and tasks"_s);
    const QModelIndex task = it.tree().model()->index(0, 0, it.tree().model()->index(0, 0));
    it.session.model().setVerdict({{u"newstream"_s}, {u"newtask"_s}}, Verdict::Losing, u"12 lost"_s);
    QCOMPARE(task.data(Qt::AccessibleTextRole).toString(), u"Dump task newtask, Losing, 12 lost, RUNNING"_s);
    const auto buttons = it.dock->findChildren<QAbstractButton *>();
    for (const QAbstractButton *button : buttons) {
        if (!button->isVisible())
            continue;
        QAccessibleInterface *face = QAccessible::queryAccessibleInterface(const_cast<QAbstractButton *>(button));
        QVERIFY2(!face->text(QAccessible::Name).isEmpty(), qPrintable(button->objectName()));
    }
}

void TestProjectDockStates::twoThousandStreamsNeverHoldTheWindow()
{
    DockWindow it;
    for (int i = 0; i < 2000; ++i) {
        const QString name = u"stream-%1"_s.arg(i, 4, 10, QLatin1Char('0'));
        it.put(name, {u"a-%1"_s.arg(i), u"b-%1"_s.arg(i), u"c"_s, u"d"_s, u"e"_s});
    }
    // How long one turn of the event loop takes is the benchmark's to say. That there are many is seen here.
    int turns = 0;
    QTimer heart;
    connect(&heart, &QTimer::timeout, &it.window, [&turns] { ++turns; });
    const auto turnsUntil = [&](const auto &isDone) {
        turns = 0;
        heart.start(0);
        const bool isInTime = QTest::qWaitFor(isDone, 240'000);
        heart.stop();
        return isInTime ? turns : -1;
    };
    const auto isComplete = [&] { return it.session.status().complete && !it.session.isBusy(); };
    constexpr int pages = 20;
    it.session.open(it.service);
    QVERIFY(turnsUntil(isComplete) >= pages);
    it.session.loadAll();
    QVERIFY(turnsUntil([&] { return !it.session.isBusy(); }) >= 2000 / 10);
    QCOMPARE(it.session.model().taskCount(), 10'000);
    for (const auto &[text, shown] : {std::pair{u"stream-0077"_s, 1}, std::pair{u"stream-007"_s, 10},
                                      std::pair{u"b-1234"_s, 1}, std::pair{QString(), 2000}}) {
        it.dock->field().setText(text);
        QTRY_COMPARE(it.tree().model()->rowCount(), shown);
    }
    it.tree().expandAll();
    it.session.refresh();
    QVERIFY(turnsUntil(isComplete) >= pages);
}

void TestProjectDockStates::aRefusedCredentialIsNotTriedOnTheProject()
{
    TaskWindow it;
    const auto service = std::make_shared<ProjectService>();
    service->scripted.put(runningStream(u"newstream"_s));
    it.session.open(service, {{u"newstream"_s}, {u"newtask"_s}});
    QTRY_COMPARE(service->open(), 1);
    QCOMPARE(service->scripted.asked().size(), 0);
    service->fail(errorOf(Error::Kind::Unauthorized, 401));
    QTRY_VERIFY(it.session.freshness().error.has_value());
    QCoreApplication::processEvents();
    QCOMPARE(service->scripted.asked().size(), 0);
    // A task that is gone says nothing about the project.
    it.session.refresh();
    QTRY_COMPARE(service->open(), 1);
    service->fail(errorOf(Error::Kind::NotFound, 400));
    QTRY_VERIFY(it.project.status().complete);
}

QTEST_MAIN(TestProjectDockStates)
#include "tst_projectdockstates.moc"
