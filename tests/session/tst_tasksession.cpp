// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench.h"
#include "models/discards.h"
#include "support/testcase.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace spillway;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class tst_TaskSession : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void openingAsksAndShows();
    void theNextQuestionComesAfterTheAnswer();
    void aFailureLeavesTheRowsAndSaysWhy();
    void aTransientFailureIsTriedAgainWithinTheCycle();
    void refusedAuthenticationAsksNothingMore_data();
    void refusedAuthenticationAsksNothingMore();
    void lookingAtTheWindowDoesNotCutAWaitShort_data();
    void lookingAtTheWindowDoesNotCutAWaitShort();
    void tryOnceIsOneRequest();
    void fiftyRefreshesAreOneRequest_data();
    void fiftyRefreshesAreOneRequest();
    void theIntervalFollowsTheTask();
    void discardsAreRememberedWhileAnotherTaskIsShown();
    void anAcknowledgementDuringARefreshIsNotLost();
    void anotherTaskNeverShowsTheFirstOnesRows_data();
    void anotherTaskNeverShowsTheFirstOnesRows();
    void theSameTaskThroughAnotherConnectionKeepsItsRows();
    void theSameNamesInAnotherProjectAreAnotherTask();
    void agesGoOnWhileTheComputerSleeps();
    void aSavedFileIsAskedForOnce();
    void closingForgetsEverything();
    void itCanGoWhileAQuestionIsInFlight();
    void theModelStaysSoundThroughManyAnswers();
};

void tst_TaskSession::openingAsksAndShows()
{
    Bench bench(std::nullopt);
    QSignalSpy answered(&bench.session, &TaskSession::answered);
    QCOMPARE(bench.state(), RefreshState::Idle);
    bench.session.open(bench.source, newtask);
    QCOMPARE(bench.state(), RefreshState::Loading);
    QVERIFY(bench.session.freshness().asking);
    QCOMPARE(bench.source->asked, std::vector<TaskAddress>{newtask});
    bench.source->answer(answer(7));
    QTRY_COMPARE(answered.count(), 1);
    QCOMPARE(bench.offset(), u"7"_s);
    const Freshness fresh = bench.session.freshness();
    QCOMPARE(fresh.state, RefreshState::Ok);
    QCOMPARE(fresh.latency, 12ms);
    QCOMPARE(fresh.age, 0ms);
    QCOMPARE(fresh.next, std::nullopt);
    QVERIFY(!fresh.error);
}

void tst_TaskSession::theNextQuestionComesAfterTheAnswer()
{
    Bench bench;
    bench.session.open(bench.source, newtask);
    for (int i = 1; i <= 5; ++i) {
        QTRY_COMPARE(bench.source->waiting(), 1);
        QCOMPARE(bench.source->asked.size(), size_t(i));
        bench.source->answer(answer(i));
        QTRY_COMPARE(bench.offset(), QString::number(i));
    }
}

void tst_TaskSession::aFailureLeavesTheRowsAndSaysWhy()
{
    Bench bench(std::nullopt);
    bench.session.open(bench.source, newtask);
    bench.source->answer(answer(7));
    QTRY_COMPARE(bench.state(), RefreshState::Ok);
    QSignalSpy changed(&bench.session.model(), &QAbstractItemModel::dataChanged);
    QSignalSpy removed(&bench.session.model(), &QAbstractItemModel::rowsRemoved);
    bench.now += 90s;
    bench.session.refresh();
    bench.source->fail(Error::Kind::Server, 500);
    QTRY_COMPARE(bench.source->waiting(), 1);
    bench.source->fail(Error::Kind::Server, 500);
    QTRY_COMPARE(bench.state(), RefreshState::Stale);
    const Freshness fresh = bench.session.freshness();
    QCOMPARE(fresh.error->httpStatus, 500);
    QCOMPARE(fresh.age, 90s);
    QCOMPARE(fresh.staleness, Staleness::Amber);
    QCOMPARE(bench.offset(), u"7"_s);
    QCOMPARE(changed.count() + removed.count(), 0);
    bench.session.refresh();
    bench.source->answer(answer(8));
    QTRY_COMPARE(bench.offset(), u"8"_s);
    QVERIFY(!bench.session.freshness().error);
    QCOMPARE(bench.session.freshness().staleness, Staleness::Fresh);
}

void tst_TaskSession::aTransientFailureIsTriedAgainWithinTheCycle()
{
    Bench bench(std::nullopt);
    bench.session.open(bench.source, newtask);
    bench.source->fail(Error::Kind::Timeout);
    QCOMPARE(bench.state(), RefreshState::Loading);
    QTRY_COMPARE(bench.source->waiting(), 1);
    bench.source->answer(answer(1));
    QTRY_COMPARE(bench.state(), RefreshState::Ok);
    QCOMPARE(bench.source->asked.size(), 2U);
}

void tst_TaskSession::refusedAuthenticationAsksNothingMore_data()
{
    QTest::addColumn<Error::Kind>("kind");
    QTest::addColumn<RefreshState>("state");
    QTest::addColumn<PauseReason>("reason");
    QTest::newRow("refused") << Error::Kind::Unauthorized << RefreshState::AuthRequired << PauseReason::None;
    QTest::newRow("blocked") << Error::Kind::Blocked << RefreshState::Paused << PauseReason::Blocked;
    QTest::newRow("redirected") << Error::Kind::Redirected << RefreshState::Paused << PauseReason::Config;
}

void tst_TaskSession::refusedAuthenticationAsksNothingMore()
{
    QFETCH(const Error::Kind, kind);
    QFETCH(const RefreshState, state);
    QFETCH(const PauseReason, reason);
    Bench bench;
    bench.session.open(bench.source, newtask);
    bench.source->answer(answer(1));
    QTRY_COMPARE(bench.source->waiting(), 1);
    bench.source->fail(kind);
    QTRY_COMPARE(bench.state(), state);
    QCOMPARE(bench.session.freshness().pause, reason);
    QCOMPARE(bench.session.freshness().next, std::nullopt);
    bench.now += 24h;
    bench.session.setInterval(milliseconds(1));
    bench.session.setHidden(true);
    bench.session.setHidden(false);
    bench.session.setPaused(true);
    settle();
    QCOMPARE(bench.session.freshness().next, std::nullopt);
    QCOMPARE(bench.source->asked.size(), 2U);
    QCOMPARE(bench.offset(), u"1"_s);
    QCOMPARE(bench.session.freshness().staleness, Staleness::Red);
}

void tst_TaskSession::lookingAtTheWindowDoesNotCutAWaitShort_data()
{
    QTest::addColumn<std::chrono::seconds>("wait");
    QTest::newRow("for which it is stale") << std::chrono::seconds(200);
    QTest::newRow("for which it is paused") << std::chrono::seconds(1000);
}

void tst_TaskSession::lookingAtTheWindowDoesNotCutAWaitShort()
{
    QFETCH(const std::chrono::seconds, wait);
    Bench bench;
    bench.session.open(bench.source, newtask);
    bench.source->answer(answer(1));
    QTRY_COMPARE(bench.source->waiting(), 1);
    bench.source->throttle(wait);
    QTRY_VERIFY(bench.session.freshness().error);
    bench.now += 60s;
    bench.session.setHidden(true);
    bench.session.setHidden(false);
    QVERIFY(!bench.session.freshness().asking);
    // Nor does it make the wait begin anew.
    QCOMPARE(bench.session.freshness().next.value_or(0ms), wait - 60s);
    // A person may always ask.
    bench.session.refresh();
    QVERIFY(bench.session.freshness().asking);
}

void tst_TaskSession::tryOnceIsOneRequest()
{
    Bench bench;
    bench.session.open(bench.source, newtask);
    bench.source->fail(Error::Kind::Unauthorized);
    QTRY_COMPARE(bench.state(), RefreshState::AuthRequired);
    bench.session.refresh();
    QCOMPARE(bench.source->waiting(), 1);
    bench.source->fail(Error::Kind::Unauthorized);
    QTRY_COMPARE(bench.state(), RefreshState::AuthRequired);
    QCOMPARE(bench.source->asked.size(), 2U);
    QCOMPARE(bench.session.freshness().next, std::nullopt);
}

void tst_TaskSession::fiftyRefreshesAreOneRequest_data()
{
    QTest::addColumn<int>("refreshes");
    QTest::newRow("F165 50 refreshes while loading") << 50;
}

void tst_TaskSession::fiftyRefreshesAreOneRequest()
{
    QFETCH(int, refreshes);
    Bench bench(std::nullopt);
    bench.session.open(bench.source, newtask);
    for (int i = 0; i < refreshes; ++i)
        bench.session.refresh();
    QCOMPARE(bench.source->asked.size(), 1U);
    bench.source->answer(answer(1));
    QTRY_COMPARE(bench.state(), RefreshState::Ok);
    QCOMPARE(bench.source->asked.size(), 1U);
}

void tst_TaskSession::theIntervalFollowsTheTask()
{
    const auto dumpingEvery = [](const QByteArray &seconds) -> QByteArray {
        return R"({"stream_name":"newstream","task_name":"newtask","obs_destination_description":{)"
            + (seconds.isEmpty() ? seconds : QByteArray(R"("deliver_time_interval":)" + seconds)) + "}}";
    };
    Bench bench;
    bench.session.setInterval(RefreshInterval::matchTask());
    bench.session.open(bench.source, newtask);
    QCOMPARE(bench.session.freshness().interval, 30s);
    bench.source->answer(dumpingEvery("900"));
    QTRY_COMPARE(bench.state(), RefreshState::Ok);
    QCOMPARE(bench.session.freshness().interval, 120s);
    QCOMPARE(bench.session.freshness().next, 120s);
    QCOMPARE(bench.session.freshness().dumpInterval, 900);
    bench.session.refresh();
    bench.source->answer(dumpingEvery("60"));
    QTRY_COMPARE(bench.session.freshness().next, 30s);
    bench.session.refresh();
    bench.source->answer(dumpingEvery({}));
    QTRY_COMPARE(bench.session.freshness().dumpInterval, std::nullopt);
    QCOMPARE(bench.session.freshness().interval, 30s);
    QVERIFY(bench.session.freshness().wanted.matchesTask());
}

void tst_TaskSession::discardsAreRememberedWhileAnotherTaskIsShown()
{
    const auto losing = [](int discard, const QByteArray &task) -> QByteArray {
        return R"({"stream_name":"newstream","task_name":")" + task + R"(","partitions":[{"partitionId":"1","discard":)"
            + QByteArray::number(discard) + "}]}";
    };
    Bench bench(std::nullopt);
    bench.session.open(bench.source, newtask);
    bench.source->answer(losing(1, "newtask"));
    QTRY_COMPARE(bench.state(), RefreshState::Ok);
    bench.session.refresh();
    bench.source->answer(losing(4, "newtask"));
    QTRY_VERIFY(bench.session.model().discards());
    QCOMPARE(bench.session.model().discards()->total(), 3U);

    bench.session.open(bench.source, {{u"newstream"_s}, {u"other"_s}});
    QVERIFY(!bench.session.model().discards());
    bench.source->answer(losing(9, "other"));
    QTRY_COMPARE(bench.state(), RefreshState::Ok);
    QVERIFY(!bench.session.model().discards());

    bench.session.open(bench.source, newtask);
    bench.source->answer(losing(4, "newtask"));
    QTRY_COMPARE(bench.state(), RefreshState::Ok);
    QCOMPARE(bench.session.model().discards()->growth(0), 3U);
    bench.session.acknowledgeAllDiscards();
    QCOMPARE(bench.session.model().discards()->total(), 0U);
}

void tst_TaskSession::anAcknowledgementDuringARefreshIsNotLost()
{
    const auto losing = [](int discard) -> QByteArray {
        return R"({"stream_name":"newstream","task_name":"newtask","partitions":[{"partitionId":"1","discard":)"
            + QByteArray::number(discard) + "}]}";
    };
    Bench bench(std::nullopt);
    bench.session.open(bench.source, newtask);
    bench.source->answer(losing(1));
    QTRY_COMPARE(bench.state(), RefreshState::Ok);
    bench.session.refresh();
    bench.source->answer(losing(4));
    QTRY_VERIFY(bench.session.model().discards());
    bench.session.refresh();
    {
        const BusyWorkers busy;
        bench.source->answer(losing(6));
        QCoreApplication::processEvents(); // to be worked out from the 3 not acknowledged yet
        bench.session.acknowledgeDiscards({0});
    }
    QTRY_COMPARE(bench.state(), RefreshState::Ok);
    QCOMPARE(bench.session.model().discards()->total(), 2U);
}

void tst_TaskSession::anotherTaskNeverShowsTheFirstOnesRows_data()
{
    QTest::addColumn<bool>("returns");
    QTest::newRow("F166 A slow, B fast") << false;
    QTest::newRow("F166 A slow, B, A again") << true;
}

void tst_TaskSession::anotherTaskNeverShowsTheFirstOnesRows()
{
    QFETCH(bool, returns);
    Bench bench(std::nullopt);
    bench.session.open(bench.source, newtask);
    bench.source->answer(answer(1));
    QTRY_COMPARE(bench.offset(), u"1"_s);
    bench.session.refresh();
    auto other = std::make_shared<HandSource>();
    QSignalSpy answered(&bench.session, &TaskSession::answered);
    bench.session.open(other, {{u"s"_s}, {u"t"_s}});
    QVERIFY(!bench.session.model().snapshot());
    QCOMPARE(bench.state(), RefreshState::Loading);
    QVERIFY(bench.source->isCancelled());
    // The late answer about the first task goes nowhere.
    bench.source->answer(answer(5));
    other->answer(R"({"stream_name":"s","task_name":"t"})");
    QTRY_COMPARE(answered.count(), 1);
    QCOMPARE(bench.session.answer().task->partitions.size(), 0U);
    if (!returns)
        return;
    // Nor does what B says late reach A.
    bench.session.refresh();
    bench.session.open(bench.source, newtask);
    QVERIFY(other->isCancelled());
    other->answer(R"({"stream_name":"s","task_name":"t"})");
    bench.source->answer(answer(9));
    QTRY_COMPARE(answered.count(), 2);
    QCOMPARE(bench.offset(), u"9"_s);
}

void tst_TaskSession::theSameTaskThroughAnotherConnectionKeepsItsRows()
{
    Bench bench(std::nullopt);
    bench.session.open(bench.source, newtask);
    bench.source->answer(answer(1));
    QTRY_COMPARE(bench.offset(), u"1"_s);
    auto other = std::make_shared<HandSource>();
    bench.session.open(other, newtask);
    QCOMPARE(bench.offset(), u"1"_s);
    QCOMPARE(bench.state(), RefreshState::Refreshing);
    other->answer(answer(2));
    QTRY_COMPARE(bench.offset(), u"2"_s);
}

void tst_TaskSession::theSameNamesInAnotherProjectAreAnotherTask()
{
    Bench bench(std::nullopt);
    bench.session.open(bench.source, newtask);
    bench.source->answer(answer(1));
    QTRY_COMPARE(bench.offset(), u"1"_s);
    auto other = std::make_shared<HandSource>();
    other->placed = u"hand, another project"_s;
    bench.session.open(other, newtask);
    QVERIFY(!bench.session.answer().task);
    QVERIFY(!bench.session.model().snapshot());
    other->fail(Error::Kind::NotFound, 404);
    QTRY_VERIFY(bench.session.freshness().error);
    QVERIFY(!bench.session.model().snapshot());
}

void tst_TaskSession::agesGoOnWhileTheComputerSleeps()
{
    Bench bench(milliseconds(3'600'000));
    bench.session.open(bench.source, newtask);
    bench.source->answer(answer(1));
    QTRY_COMPARE(bench.state(), RefreshState::Ok);
    QCOMPARE(bench.session.freshness().next, 3'600'000ms);
    bench.now += 8h;
    QCOMPARE(bench.session.freshness().age, 8h);
    QCOMPARE(bench.session.freshness().next, 0ms);
    // The moment for asking passed during the sleep: it is noticed without waiting for the timer.
    QTRY_COMPARE_WITH_TIMEOUT(bench.source->waiting(), 1, 10'000);
}

void tst_TaskSession::aSavedFileIsAskedForOnce()
{
    Bench bench;
    bench.session.open(bench.source, newtask, false);
    bench.source->answer(answer(1));
    QTRY_COMPARE(bench.state(), RefreshState::Ok);
    bench.now += 24h;
    const Freshness fresh = bench.session.freshness();
    QVERIFY(!fresh.live);
    QCOMPARE(fresh.age, std::nullopt);
    QCOMPARE(fresh.next, std::nullopt);
    QCOMPARE(fresh.staleness, Staleness::Fresh);
}

void tst_TaskSession::closingForgetsEverything()
{
    Bench bench(std::chrono::hours(1));
    bench.session.open(bench.source, newtask);
    bench.source->answer(answer(1));
    QTRY_COMPARE(bench.state(), RefreshState::Ok);
    bench.session.close();
    QCOMPARE(bench.state(), RefreshState::Idle);
    QVERIFY(!bench.session.model().snapshot());
    QCOMPARE(bench.session.freshness().next, std::nullopt);
    bench.session.refresh();
    QCOMPARE(bench.source->waiting(), 0);
}

void tst_TaskSession::itCanGoWhileAQuestionIsInFlight()
{
    auto source = std::make_shared<HandSource>();
    {
        TaskSession session;
        session.open(source, newtask);
        QCOMPARE(source->waiting(), 1);
    }
    QVERIFY(source->isCancelled());
    source->answer(answer(1));
    QCoreApplication::processEvents();
    QCOMPARE(source.use_count(), 1);
    {
        TaskSession session;
        session.open(source, newtask);
        source->answer(answer(1));
        QCoreApplication::processEvents(); // the plan is on its way
    }
}

void tst_TaskSession::theModelStaysSoundThroughManyAnswers()
{
    Bench bench(milliseconds(1));
    QAbstractItemModelTester tester(&bench.session.model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    bench.session.open(bench.source, newtask);
    for (int i = 0; i < 300; ++i) {
        QSignalSpy changed(&bench.session, &TaskSession::freshnessChanged);
        while (bench.source->waiting() == 0)
            QVERIFY(changed.wait());
        if (i % 7 == 3)
            bench.source->fail(Error::Kind::Throttled, 400);
        else
            bench.source->answer(answer(i / 2));
    }
    QTRY_COMPARE(bench.offset(), u"149"_s);
}

QTEST_GUILESS_MAIN(tst_TaskSession)
#include "tst_tasksession.moc"
