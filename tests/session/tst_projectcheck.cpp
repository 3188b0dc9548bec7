// SPDX-License-Identifier: GPL-3.0-or-later
#include "projectservice.h"
#include "support/testcase.h"

#include <QSignalSpy>

using namespace spillway;
using namespace Qt::StringLiterals;

using Call = ScriptedProject::Call;
using State = ProjectStatus::State;

namespace {

/// A session that is told to check everything, and how often it said that it had.
struct CheckBench
{
    std::shared_ptr<ProjectService> service;
    ProjectSession session;
    QSignalSpy finished{&session, &ProjectSession::surveyFinished};

    explicit CheckBench(int streams = 3, int tasksOfEach = 2)
        : service(serviceWith(streams, tasksOfEach))
    {
    }

    ScriptedProject &project() const { return service->scripted; }
    /// Lists the streams, and no tasks yet.
    bool open()
    {
        session.open(service);
        return QTest::qWaitFor([this] { return session.status().complete; });
    }
    /// Answers all questions about tasks until nothing more is asked.
    bool answerTasks()
    {
        return QTest::qWaitFor([this] {
            while (service->waiting() > 0)
                service->answer(R"({"state":"RUNNING","partitions":[]})");
            return !session.isBusy();
        });
    }
    /// Waits until it is over, and a little longer: it is not said again.
    bool isFinishedOnce()
    {
        const bool isFinished = QTest::qWaitFor([this] { return finished.size() > 0 && !session.isBusy(); });
        QTest::qWait(0);
        return isFinished && finished.size() == 1;
    }
};

} // namespace

/// The end of checking everything is said once, whatever it is.
class tst_ProjectCheck : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void allIsLoadedAndLookedAt();
    void itMayBeAskedBeforeTheStreamsAreListed();
    void aProjectWithoutTasksIsDoneAtOnce();
    void withoutAProjectThereIsNothingToDo();
    void aListingThatFailsIsTheEnd();
    void aRefusalIsTheEnd_data();
    void aRefusalIsTheEnd();
    void afterARefusalNothingIsAsked();
    void tasksThatCannotBeListedAreLeftOut();
    void stoppingIsTheEnd_data();
    void stoppingIsTheEnd();
    void afterStoppingItCanBeAskedForAgain();
    void anotherSourceIsTheEnd_data();
    void anotherSourceIsTheEnd();
    void aCheckOfOneTaskIsNotTheEndOfAll();
    void askedForTwiceItEndsOnce();
};

void tst_ProjectCheck::allIsLoadedAndLookedAt()
{
    CheckBench it;
    QVERIFY(it.open());
    it.session.checkEverything();
    QVERIFY(it.answerTasks());
    QVERIFY(it.isFinishedOnce());
    QCOMPARE(it.session.survey().reports().size(), 6U);
    // Again: all is loaded already.
    it.finished.clear();
    it.session.checkEverything();
    QVERIFY(it.answerTasks());
    QVERIFY(it.isFinishedOnce());
    QCOMPARE(it.session.survey().reports().size(), 6U);
}

void tst_ProjectCheck::itMayBeAskedBeforeTheStreamsAreListed()
{
    CheckBench it(250, 1);
    it.session.open(it.service);
    it.session.checkEverything();
    QVERIFY(it.answerTasks());
    QVERIFY(it.isFinishedOnce());
    QCOMPARE(it.session.survey().reports().size(), 250U);
}

void tst_ProjectCheck::aProjectWithoutTasksIsDoneAtOnce()
{
    for (const int streams : {0, 3}) {
        CheckBench it(streams, 0);
        QVERIFY(it.open());
        it.session.checkEverything();
        QVERIFY(it.isFinishedOnce());
        QCOMPARE(it.service->asked.size(), 0U);
    }
}

void tst_ProjectCheck::withoutAProjectThereIsNothingToDo()
{
    CheckBench it;
    it.session.checkEverything();
    QCOMPARE(it.finished.size(), 1);
    it.session.open(std::make_shared<HandSource>());
    it.session.checkEverything();
    QCOMPARE(it.finished.size(), 2);
    // Nothing of it is left for the next project.
    QVERIFY(it.open());
    QTest::qWait(0);
    QCOMPARE(it.finished.size(), 2);
    QCOMPARE(it.project().asked(Call::ListTasks), 0);
}

void tst_ProjectCheck::aListingThatFailsIsTheEnd()
{
    CheckBench it;
    it.project().fail(Call::ListStreams, errorOf(Error::Kind::Server, 500));
    it.session.open(it.service);
    it.session.checkEverything();
    QVERIFY(it.isFinishedOnce());
    QCOMPARE(it.session.status().state, State::Failed);
    // Again: the listing is tried once more.
    it.finished.clear();
    it.session.checkEverything();
    QVERIFY(it.isFinishedOnce());
}

void tst_ProjectCheck::aRefusalIsTheEnd_data()
{
    QTest::addColumn<QString>("where");
    for (const char *where : {"streams", "tasks", "a task", "a stream", "the only stream"})
        QTest::newRow(where) << QString::fromLatin1(where);
}

void tst_ProjectCheck::aRefusalIsTheEnd()
{
    QFETCH(const QString, where);
    CheckBench it(where == u"the only stream" ? 1 : 3);
    const Error refusal = errorOf(Error::Kind::Unauthorized, 401);
    if (where == u"streams")
        it.project().fail(Call::ListStreams, refusal);
    if (where == u"tasks")
        it.project().fail(Call::ListTasks, refusal, {u"s0001"_s});
    if (where.endsWith(u"stream"))
        it.project().fail(Call::ShowStream, refusal, {u"s0000"_s});
    it.session.open(it.service);
    it.session.checkEverything();
    if (where == u"a task") {
        QTRY_VERIFY(it.service->waiting() > 0);
        it.service->fail(Error::Kind::Unauthorized, 401);
    }
    if (where.endsWith(u"stream"))
        QVERIFY(it.answerTasks());
    QVERIFY(it.isFinishedOnce());
    QCOMPARE(it.session.status().state, State::Failed);
    QVERIFY(!it.session.status().problem.isEmpty());
}

void tst_ProjectCheck::afterARefusalNothingIsAsked()
{
    CheckBench it;
    QVERIFY(it.open());
    it.project().fail(Call::ListTasks, errorOf(Error::Kind::Unauthorized, 401), {u"s0000"_s});
    it.session.loadAll();
    QTRY_COMPARE(it.session.status().state, State::Failed);
    const auto asked = it.project().asked().size();
    it.session.checkEverything();
    QVERIFY(it.isFinishedOnce());
    QCOMPARE(it.project().asked().size(), asked);
}

void tst_ProjectCheck::tasksThatCannotBeListedAreLeftOut()
{
    CheckBench it;
    it.project().fail(Call::ListTasks, errorOf(Error::Kind::Forbidden, 403), {u"s0000"_s});
    it.project().fail(Call::ListTasks, errorOf(Error::Kind::Server, 500), {u"s0001"_s});
    QVERIFY(it.open());
    it.session.checkEverything();
    QVERIFY(it.answerTasks());
    QVERIFY(it.isFinishedOnce());
    QCOMPARE(it.session.survey().reports().size(), 2U);
}

void tst_ProjectCheck::stoppingIsTheEnd_data()
{
    QTest::addColumn<QString>("when");
    for (const char *when : {"listing", "loading", "checking"})
        QTest::newRow(when) << QString::fromLatin1(when);
}

void tst_ProjectCheck::stoppingIsTheEnd()
{
    QFETCH(const QString, when);
    CheckBench it;
    if (when == u"listing")
        it.project().hold();
    it.session.open(it.service);
    if (when == u"loading") {
        QTRY_VERIFY(it.session.status().complete);
        it.project().hold();
    }
    it.session.checkEverything();
    if (when == u"checking")
        QTRY_VERIFY(it.service->waiting() > 0);
    QVERIFY(it.session.isBusy());
    it.session.stop();
    QVERIFY(it.isFinishedOnce());
    it.project().release();
    QTest::qWait(0);
    QCOMPARE(it.finished.size(), 1);
}

void tst_ProjectCheck::afterStoppingItCanBeAskedForAgain()
{
    CheckBench it;
    QVERIFY(it.open());
    it.project().hold();
    it.session.checkEverything();
    it.session.stop();
    QVERIFY(it.isFinishedOnce());
    QCOMPARE(it.session.status().state, State::Stopped);
    it.project().release();
    it.finished.clear();
    it.session.checkEverything();
    QCOMPARE(it.session.status().state, State::LoadingTasks);
    QVERIFY(it.answerTasks());
    QVERIFY(it.isFinishedOnce());
    QCOMPARE(it.session.survey().reports().size(), 6U);
    QCOMPARE(it.session.status().state, State::Ready);
}

void tst_ProjectCheck::anotherSourceIsTheEnd_data()
{
    stoppingIsTheEnd_data();
}

void tst_ProjectCheck::anotherSourceIsTheEnd()
{
    QFETCH(const QString, when);
    CheckBench it;
    if (when == u"listing")
        it.project().hold();
    it.session.open(it.service);
    if (when == u"loading") {
        QTRY_VERIFY(it.session.status().complete);
        it.project().hold();
    }
    it.session.checkEverything();
    if (when == u"checking")
        QTRY_VERIFY(it.service->waiting() > 0);
    const auto other = serviceWith(1);
    it.session.open(other);
    QCOMPARE(it.finished.size(), 1);
    QCOMPARE(it.session.source(), other);
    QTRY_VERIFY(it.session.status().complete);
    QVERIFY(it.isFinishedOnce());
    QCOMPARE(other->scripted.asked(Call::ListTasks), 0);
}

void tst_ProjectCheck::aCheckOfOneTaskIsNotTheEndOfAll()
{
    CheckBench it;
    QVERIFY(it.open());
    it.project().hold();
    it.session.checkEverything();
    it.session.checkTask({{u"s0000"_s}, {u"t0"_s}});
    QTRY_COMPARE(it.service->waiting(), 1);
    it.service->fail(Error::Kind::Server, 500);
    QTRY_VERIFY(!it.session.survey().isRunning());
    QCOMPARE(it.finished.size(), 0);
    it.project().release();
    QVERIFY(it.answerTasks());
    QVERIFY(it.isFinishedOnce());
    // Refused meanwhile: once, too.
    CheckBench other;
    QVERIFY(other.open());
    other.project().hold();
    other.session.checkEverything();
    other.session.checkTask({{u"s0000"_s}, {u"t0"_s}});
    QTRY_COMPARE(other.service->waiting(), 1);
    other.service->fail(Error::Kind::Unauthorized, 401);
    QVERIFY(other.isFinishedOnce());
}

void tst_ProjectCheck::askedForTwiceItEndsOnce()
{
    CheckBench it;
    QVERIFY(it.open());
    it.session.checkEverything();
    it.session.checkEverything();
    QTRY_VERIFY(it.service->waiting() > 0);
    it.session.checkEverything();
    QVERIFY(it.answerTasks());
    QVERIFY(it.isFinishedOnce());
    QCOMPARE(it.session.survey().reports().size(), 6U);
}

QTEST_GUILESS_MAIN(tst_ProjectCheck)
#include "tst_projectcheck.moc"
