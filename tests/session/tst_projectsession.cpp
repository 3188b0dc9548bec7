// SPDX-License-Identifier: GPL-3.0-or-later
#include "projectservice.h"
#include "support/testcase.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace spillway;
using namespace Qt::StringLiterals;

using Call = ScriptedProject::Call;
using State = ProjectStatus::State;
using Tasks = ProjectTree::Tasks;

class tst_ProjectSession : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void openingListsAllPages();
    void aSourceWithoutAProjectHasNothingToBrowse();
    void expandingAStreamLoadsItsTasks();
    void fourQuestionsAtOnceAreTheMost();
    void whoWaitsIsServedFirst();
    void stoppingKeepsWhatCame();
    void loadingAllGoesOnWhereItStopped();
    void refreshingAsksForTheTasksThatWereLoaded();
    void anotherProjectNeverShowsTheFirstOnesStreams();
    void checkingGivesBadges();
    void theTreeStaysSoundWhileItLoads();
    void itCanGoWhileQuestionsAreInFlight();
};

void tst_ProjectSession::openingListsAllPages()
{
    const auto service = serviceWith(250);
    ProjectSession session;
    service->scripted.hold();
    session.open(service);
    QCOMPARE(session.status().state, State::Listing);
    QCOMPARE(noteOf(session.model()), u"Loading streams…"_s);
    service->scripted.answerOldest();
    QTRY_COMPARE(session.status().streams, 100);
    QCOMPARE(session.status().total, 250);
    QCOMPARE(noteOf(session.model()), u"Loaded 100 of 250 stream(s)…"_s);
    service->scripted.release();
    QTRY_VERIFY(session.status().complete);
    QCOMPARE(session.model().streamCount(), 250);
    QCOMPARE(service->scripted.asked().first(), (ScriptedProject::Asked{Call::ListStreams, {}, {}, 100}));
    QCOMPARE(service->scripted.asked(Call::ListStreams), 3);
    QCOMPARE(service->scripted.asked().at(1).after, u"s0099"_s);
}

void tst_ProjectSession::aSourceWithoutAProjectHasNothingToBrowse()
{
    ProjectSession session;
    session.open(std::make_shared<HandSource>());
    QCOMPARE(session.status().state, State::Nothing);
    session.refresh();
    session.loadAll();
    session.stop();
    session.checkAll();
    QCOMPARE(session.status().state, State::Nothing);
    session.open(nullptr);
    session.loadTasks({u"a"_s});
    QVERIFY(!session.isBusy());
}

void tst_ProjectSession::expandingAStreamLoadsItsTasks()
{
    const auto service = serviceWith(2);
    ProjectSession session;
    session.open(service);
    QTRY_VERIFY(session.status().complete);
    QCOMPARE(service->scripted.asked(Call::ListTasks), 0);
    service->scripted.hold();
    session.model().fetchMore(session.model().index(1, 0));
    session.model().fetchMore(session.model().index(1, 0)); // views ask often
    QTRY_COMPARE(session.model().tasksOf({u"s0001"_s}), Tasks::Loading);
    QCOMPARE(session.status().state, State::LoadingTasks);
    service->scripted.release();
    QTRY_COMPARE(session.model().tasksOf({u"s0001"_s}), Tasks::Loaded);
    QCOMPARE(session.status().state, State::Ready);
    QCOMPARE(session.model().taskCount(), 2);
    QCOMPARE(service->scripted.asked(Call::ListTasks), 1);
}

void tst_ProjectSession::fourQuestionsAtOnceAreTheMost()
{
    const auto service = serviceWith(30);
    ProjectSession session;
    session.open(service);
    QTRY_VERIFY(session.status().complete);
    service->scripted.hold();
    session.loadAll();
    QCOMPARE(service->scripted.open(), 4);
    QCOMPARE(session.status().of, 30);
    service->scripted.answerOldest();
    QTRY_COMPARE(session.status().done, 1);
    QCOMPARE(service->scripted.open(), 4);
    session.loadAll(); // twice is once
    QCOMPARE(session.status().of, 30);
    service->scripted.release();
    QTRY_COMPARE(session.status().state, State::Ready);
    QCOMPARE(service->scripted.asked(Call::ListTasks), 30);
    QCOMPARE(session.model().unknownCount(), 0);
}

void tst_ProjectSession::whoWaitsIsServedFirst()
{
    const auto service = serviceWith(30);
    ProjectSession session;
    session.open(service);
    QTRY_VERIFY(session.status().complete);
    service->scripted.hold();
    session.loadAll();
    session.loadTasks({u"s0025"_s});
    service->scripted.answerOldest();
    QTRY_COMPARE(service->scripted.asked(Call::ListTasks), 5);
    QCOMPARE(service->scripted.asked().last().stream, StreamName{u"s0025"_s});
    service->scripted.release();
    QTRY_COMPARE(session.status().state, State::Ready);
    QCOMPARE(service->scripted.asked(Call::ListTasks), 30);
}

void tst_ProjectSession::stoppingKeepsWhatCame()
{
    const auto service = serviceWith(250);
    ProjectSession session;
    service->scripted.hold();
    session.open(service);
    service->scripted.answerOldest();
    QTRY_COMPARE(session.model().streamCount(), 100);
    session.stop();
    QCOMPARE(session.status().state, State::Stopped);
    QVERIFY(!session.isBusy());
    QCOMPARE(service->scripted.open(), 0);
    QCOMPARE(session.model().streamCount(), 100);
    QCOMPARE(noteOf(session.model()), u"Stopped before all streams were listed."_s);
    // A stream can be opened all the same.
    session.loadTasks({u"s0001"_s});
    QCOMPARE(service->scripted.open(), 1);
    session.stop();
    QCOMPARE(session.model().tasksOf({u"s0001"_s}), Tasks::Stopped);
    service->scripted.release();
    QCOMPARE(session.status().state, State::Stopped);
}

void tst_ProjectSession::loadingAllGoesOnWhereItStopped()
{
    const auto service = serviceWith(250, 1);
    ProjectSession session;
    service->scripted.hold();
    session.open(service);
    service->scripted.answerOldest();
    QTRY_COMPARE(session.model().streamCount(), 100);
    session.stop();
    service->scripted.release();
    service->scripted.forgetAsked();
    session.loadAll();
    QTRY_VERIFY(session.status().complete && !session.isBusy());
    QCOMPARE(service->scripted.asked().first().after, u"s0099"_s);
    QCOMPARE(session.model().streamCount(), 250);
    QCOMPARE(session.model().taskCount(), 250);
}

void tst_ProjectSession::refreshingAsksForTheTasksThatWereLoaded()
{
    const auto service = serviceWith(5, 1);
    ProjectSession session;
    session.open(service);
    QTRY_VERIFY(session.status().complete);
    session.loadTasks({u"s0003"_s});
    QTRY_COMPARE(session.model().tasksOf({u"s0003"_s}), Tasks::Loaded);
    const QPersistentModelIndex task = session.model().taskIndex({{u"s0003"_s}, {u"t0"_s}});
    service->scripted.put({u"s0003"_s}, taskSummary(u"a"_s));
    service->scripted.put({u"s0003"_s}, taskSummary(u"t0"_s, u"PAUSED"_s));
    service->scripted.forgetAsked();
    session.refresh();
    QTRY_VERIFY(session.status().complete && !session.isBusy());
    QCOMPARE(service->scripted.asked(Call::ListTasks), 1);
    QVERIFY(task.isValid());
    QCOMPARE(task.row(), 1);
    QCOMPARE(QModelIndex(task).siblingAtColumn(1).data().toString(), u"PAUSED"_s);
}

void tst_ProjectSession::anotherProjectNeverShowsTheFirstOnesStreams()
{
    const auto first = serviceWith(3);
    auto second = std::make_shared<ProjectService>();
    second->scripted.put(runningStream(u"other"_s));
    ProjectSession session;
    first->scripted.hold();
    session.open(first);
    session.open(second);
    QCOMPARE(first->scripted.open(), 0); // cancelled
    QTRY_VERIFY(session.status().complete);
    QCOMPARE(session.model().rowCount(), 1);
    QCOMPARE(session.model().index(0, 0).data().toString(), u"other"_s);
    // The same one again lists nothing anew.
    session.open(second);
    QCOMPARE(second->scripted.asked(Call::ListStreams), 1);
    session.close();
    QCOMPARE(session.model().rowCount(), 0);
    QCOMPARE(session.status().state, State::Nothing);
}

void tst_ProjectSession::checkingGivesBadges()
{
    const auto service = serviceWith(1, 2);
    ProjectSession session;
    session.open(service);
    QTRY_VERIFY(session.status().complete);
    session.loadAll();
    QTRY_VERIFY(!session.isBusy());
    const QSignalSpy finished(&session, &ProjectSession::surveyFinished);
    session.checkAll();
    QVERIFY(session.isBusy());
    QTRY_COMPARE(service->waiting(), 1);
    service->answer(R"({"stream_name":"s0000","task_name":"t0","state":"ERROR","partitions":[]})");
    QTRY_COMPARE(service->waiting(), 1);
    service->fail(Error::Kind::Server, 500);
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(!session.isBusy());
    const QModelIndex s = session.model().index(0, 0);
    QCOMPARE(session.model().index(0, 1, s).data().toString(), u"Error, RUNNING"_s);
    QVERIFY(session.model().index(1, 1, s).data().toString().startsWith(u"Unknown, "_s));
}

void tst_ProjectSession::theTreeStaysSoundWhileItLoads()
{
    const auto service = serviceWith(25, 3);
    service->scripted.setMostPerPage(10);
    service->scripted.fail(Call::ListTasks, errorOf(Error::Kind::Server, 500), {u"s0012"_s});
    ProjectSession session;
    // It looks into every stream, so that all tasks are asked for.
    const QAbstractItemModelTester tester(&session.model(), QAbstractItemModelTester::FailureReportingMode::Fatal);
    session.open(service);
    QTRY_COMPARE(session.model().taskCount(), 24 * 3);
    QTRY_VERIFY(session.status().complete && !session.isBusy());
    session.refresh();
    QTRY_VERIFY(session.status().complete && !session.isBusy());
    session.close();
}

void tst_ProjectSession::itCanGoWhileQuestionsAreInFlight()
{
    const auto service = serviceWith(250);
    {
        ProjectSession session;
        session.open(service);
        QTRY_VERIFY(session.status().complete);
        service->scripted.hold();
        session.loadAll();
        session.refresh();
        QCOMPARE(service->scripted.open(), 1);
    }
    QCOMPARE(service->scripted.open(), 0);
    service->scripted.release();
    QCoreApplication::processEvents();
}

QTEST_GUILESS_MAIN(tst_ProjectSession)
#include "tst_projectsession.moc"
