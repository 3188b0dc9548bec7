// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/disclient.h"
#include "demo/demoservice.h"
#include "support/widgettestcase.h"
#include "taskwindow.h"
#include "ui/banner.h"
#include "ui/opentaskdialog.h"

#include <QAction>
#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QNetworkAccessManager>
#include <QPushButton>

using namespace spillway;
using namespace Qt::Literals::StringLiterals;

namespace {

/// A window that was offered two tasks and two faults.
struct OfferedWindow : TaskWindow
{
    OfferedWindow() { window.setDemo(offer()); }

    DemoOffer offer()
    {
        DemoOffer made;
        made.tasks = {{{{u"s"_s}, {u"healthy"_s}}, u"Healthy"_s, u"All is well."_s},
                      {{{u"s"_s}, {u"stuck"_s}}, u"Stuck & <b>lost</b>"_s, u"Nothing moves."_s}};
        made.choose = [this](const TaskAddress &address) { chosen.append(address); };
        made.faults = {{u"None"_s, u"All is well."_s},
                       {u"Throttled"_s, u"Slow down."_s},
                       {u"Cut & <b>off</b>"_s, u"Half of it."_s}};
        made.fault = faults.value(faults.size() - 1);
        made.setFault = [this](int fault) { faults.append(fault); };
        made.origin = source->origin();
        return made;
    }

    QMenu *menu(const QString &title) const
    {
        const QList<QMenu *> menus = window.findChildren<QMenu *>();
        for (QMenu *menu : menus) {
            if (menu->title() == title)
                return menu;
        }
        qFatal("no menu %s", qPrintable(title));
    }
    QMenu *faultsMenu() const { return menu(u"&Faults"_s); }
    QList<QAction *> faultActions() const
    {
        QList<QAction *> actions = faultsMenu()->actions();
        actions.removeIf([](const QAction *action) { return action->isSeparator(); });
        return actions;
    }
    QString mark() const { return labelText("demoMark"); }

    QList<TaskAddress> chosen;
    QList<int> faults;
};

} // namespace

class TestDemoControls : public WidgetTestCase
{
    Q_OBJECT

private Q_SLOTS:
    void theDemoIsAlwaysMarkedAndItsTasksCanBeChosen()
    {
        OfferedWindow it;
        QVERIFY(it.find<QLabel>("demoMark")->isVisible());
        QCOMPARE(it.mark(), u"DEMO"_s);
        auto *chooser = it.find<QComboBox>("demoChooser");
        QTRY_VERIFY(chooser->isVisible());
        chooser->setFocus();
        QTest::keyClick(chooser, Qt::Key_Down);
        QCOMPARE(it.chosen.size(), 1);
        QCOMPARE(it.chosen.first().task.text, u"stuck"_s);
        it.menu(u"&Demo Tasks"_s)->actions().constFirst()->trigger();
        QCOMPARE(it.chosen.last().task.text, u"healthy"_s);
    }

    void withoutTheDemoNothingOfItIsThere()
    {
        const TaskWindow it;
        QVERIFY(!it.find<QLabel>("demoMark")->isVisible());
        QVERIFY(!it.find<QComboBox>("demoChooser")->isVisible());
        const QList<QMenu *> menus = it.window.findChildren<QMenu *>();
        for (const QMenu *menu : menus)
            QVERIFY(menu->title() != u"&Faults"_s || !menu->menuAction()->isVisible());
    }

    void oneFaultIsOnAndTheMarkSaysWhich()
    {
        OfferedWindow it;
        const QList<QAction *> actions = it.faultActions();
        QCOMPARE(actions.size(), 3);
        QVERIFY(it.faultsMenu()->menuAction()->isVisible());
        QVERIFY(actions[0]->isChecked());
        actions[1]->trigger();
        QCOMPARE(it.faults, QList<int>{1});
        QVERIFY(actions[1]->isChecked() && !actions[0]->isChecked());
        QCOMPARE(it.mark(), u"DEMO – Throttled"_s);
        const auto *mark = it.find<QLabel>("demoMark");
        QVERIFY(mark->isVisible());
        QVERIFY(mark->accessibleDescription().contains(u"Nothing here is real"_s));
        QVERIFY(mark->accessibleDescription().endsWith(u"Slow down."_s));
        QTRY_VERIFY(mark->width() >= mark->sizeHint().width());
        actions[0]->trigger();
        QCOMPARE(it.mark(), u"DEMO"_s);
    }

    void whenAFaultTakesEffectIsSaid()
    {
        const OfferedWindow it;
        const QList<QAction *> actions = it.faultActions();
        for (const QAction *action : actions) {
            QVERIFY(action->statusTip().endsWith(u"From the next question on; F5 asks it."_s));
            QVERIFY(!action->toolTip().contains(u"<b>"_s));
        }
        QCOMPARE(actions[2]->text(), u"Cut && <b>off</b>"_s);
    }

    void choosingAFaultAsksNothing()
    {
        OfferedWindow it;
        it.openWith(taskJson(ascending(2)));
        const int before = it.source->asked();
        it.faultActions()[1]->trigger();
        QCoreApplication::processEvents();
        QCOMPARE(it.source->asked(), before);
    }

    void anOfferMadeAgainReplacesTheOneBefore()
    {
        OfferedWindow it;
        it.faultActions()[2]->trigger();
        it.window.setDemo(it.offer());
        QCOMPARE(it.faultActions().size(), 3);
        QVERIFY(it.faultActions()[2]->isChecked());
        QCOMPARE(it.mark(), u"DEMO – Cut & <b>off</b>"_s);
        QCOMPARE(it.find<QComboBox>("demoChooser")->count(), 2);
        QCOMPARE(it.menu(u"&Demo Tasks"_s)->actions().size(), 2);
        it.faultActions()[1]->trigger();
        QCOMPARE(it.faults.last(), 1);
    }

    void whatIsOpenedByHandIsMarkedAsDemoOnlyWhereItIs()
    {
        OfferedWindow it;
        it.openTask();
        const auto demo = std::exchange(it.source, std::make_shared<ScriptedSource>());
        it.source->setOrigin(u"dis.another.example"_s);
        it.find<QAction>("actionOpen")->trigger();
        auto *dialog = it.find<OpenTaskDialog>("openTaskDialog");
        for (const char *field : {"projectId", "stream", "task", "token"})
            dialog->findChild<QLineEdit *>(QLatin1StringView(field))->setText(u"x"_s);
        dialog->findChild<QLineEdit *>(u"endpoint"_s)->setText(u"https://dis.example.com"_s);
        QVERIFY(it.find<QLabel>("demoMark")->isVisible());
        dialog->findChild<QPushButton *>(u"openButton"_s)->click();
        QTRY_COMPARE(it.source->asked(), 1);
        QTRY_VERIFY(!it.find<QLabel>("demoMark")->isVisible());
        QVERIFY(!it.faultsMenu()->menuAction()->isVisible());
        QTRY_VERIFY(!it.find<QComboBox>("demoChooser")->isVisible()); // the tool bar is laid out later
        // Back to the simulated service, through a connection made for practice.
        it.source = demo;
        it.openTask();
        QVERIFY(it.find<QLabel>("demoMark")->isVisible());
        QVERIFY(it.faultsMenu()->menuAction()->isVisible());
        QTRY_VERIFY(it.find<QComboBox>("demoChooser")->isVisible());
    }

    void aWindowThatTakesThePlaceOfAnotherIsMarkedToo()
    {
        OfferedWindow it;
        it.openTask();
        const auto next = it.successor();
        next->setDemo(it.offer());
        next->show();
        QVERIFY(next->findChild<QLabel *>(u"demoMark"_s)->isVisible());
        it.source = std::make_shared<ScriptedSource>();
        it.source->setOrigin(u"dis.another.example"_s);
        it.openTask();
        QVERIFY(!next->findChild<QLabel *>(u"demoMark"_s)->isVisible());
    }

    void aBlockedDemoBehavesAsTheServiceWould()
    {
        DemoService service(systemClock());
        QVERIFY(service.start());
        QNetworkAccessManager network;
        auto client = DisClient::create(service.connection(), network, systemClock());
        QVERIFY(client.has_value());
        OfferedWindow it;
        DemoOffer offer = it.offer();
        offer.faults.clear();
        const QList<DemoService::Fault> faults = DemoService::faults();
        for (const DemoService::Fault &fault : faults)
            offer.faults.append({fault.title, fault.promise});
        offer.setFault = [&](int index) { service.setFault(faults[index].fault); };
        offer.origin = (*client)->origin();
        it.window.setDemo(offer);
        it.session.open(std::shared_ptr<TaskSource>(std::move(*client)), DemoService::tasks().constFirst().address);
        QTRY_VERIFY_WITH_TIMEOUT(it.session.answer().task, 20'000);

        const QList<QAction *> actions = it.faultActions();
        actions[int(DemoFault::Blocked)]->trigger();
        QVERIFY(!it.find<Banner>("banner")->isVisible());
        QTest::keyClick(&it.window, Qt::Key_F5);
        QTRY_VERIFY_WITH_TIMEOUT(it.find<Banner>("banner")->isVisible(), 20'000);
        QCOMPARE(it.session.freshness().state, RefreshState::Paused);
        QCOMPARE(it.session.freshness().pause, PauseReason::Blocked);
        QVERIFY(it.table().model()->rowCount() > 0);

        actions[int(DemoFault::None)]->trigger();
        QTest::keyClick(&it.window, Qt::Key_F5);
        QTRY_COMPARE_WITH_TIMEOUT(it.session.freshness().state, RefreshState::Ok, 20'000);
        QVERIFY(!it.find<Banner>("banner")->isVisible());
        it.session.close();
    }
};

QTEST_MAIN(TestDemoControls)
#include "tst_democontrols.moc"
