// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench.h"
#include "support/testcase.h"

#include <QSignalSpy>

using namespace spillway;

/// What a person holds back, by Pause or by a hand on the rows.
class tst_TaskPause : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void aPauseFreezesWhatIsShownAndCountsWhatCame();
    void aRefreshDuringAPauseIsShownAndThePauseGoesOn();
    void anAnswerThatWasBeingPreparedWaitsForTheEndOfThePause();
    void aFailureDuringAPauseIsSaid();
    void thePauseBeforeTheFirstAnswerStillShowsIt();
    void anAnswerWaitsForTheHandToLeaveTheRows();
    void goingOnShowsNothingOlderThanWhatIsOnScreen();
};

void tst_TaskPause::goingOnShowsNothingOlderThanWhatIsOnScreen()
{
    Bench bench;
    bench.session.open(bench.source, newtask);
    bench.source->answer(answer(1));
    QTRY_COMPARE(bench.offset(), u"1"_s);
    bench.session.setPaused(true);
    QTRY_COMPARE(bench.source->waiting(), 1);
    bench.source->answer(answer(2));
    QTRY_COMPARE(bench.session.freshness().held, 1);
    QTRY_COMPARE(bench.source->waiting(), 1);
    bench.now += 10min;
    bench.session.refresh();
    bench.source->answer(answer(3));
    QTRY_COMPARE(bench.offset(), u"3"_s);
    // What waited is forgotten: it makes nothing look old, and does not come back.
    QCOMPARE(bench.session.freshness().staleness, Staleness::Fresh);
    QSignalSpy answered(&bench.session, &TaskSession::answered);
    bench.session.setPaused(false);
    QTRY_COMPARE(bench.source->waiting(), 1);
    settle();
    QCOMPARE(answered.size(), 0);
    QCOMPARE(bench.offset(), u"3"_s);
}

void tst_TaskPause::aPauseFreezesWhatIsShownAndCountsWhatCame()
{
    Bench bench;
    bench.session.open(bench.source, newtask);
    bench.source->answer(answer(1));
    QTRY_COMPARE(bench.offset(), u"1"_s);
    bench.session.setPaused(true);
    QVERIFY(bench.session.isPaused());
    QVERIFY(bench.session.freshness().paused);
    for (int i = 2; i <= 15; ++i) {
        QTRY_COMPARE(bench.source->waiting(), 1);
        bench.now += 30s;
        bench.source->answer(answer(i));
        QTRY_COMPARE(bench.session.freshness().held, i - 1);
    }
    QCOMPARE(bench.offset(), u"1"_s);
    // What is shown gets older; that is not the service's fault.
    QCOMPARE(bench.session.freshness().age, 14 * 30s);
    QCOMPARE(bench.session.freshness().staleness, Staleness::Fresh);
    const auto before = bench.source->asked.size();
    bench.session.setPaused(false);
    QCOMPARE(bench.source->asked.size(), before);
    QTRY_COMPARE(bench.offset(), u"15"_s);
    QCOMPARE(bench.session.freshness().held, 0);
    QVERIFY(!bench.session.isPaused());
    QCOMPARE(bench.session.freshness().age, 0ms);
}

void tst_TaskPause::aRefreshDuringAPauseIsShownAndThePauseGoesOn()
{
    Bench bench(std::chrono::hours(1));
    bench.session.open(bench.source, newtask);
    bench.source->answer(answer(1));
    QTRY_COMPARE(bench.state(), RefreshState::Ok);
    bench.session.setPaused(true);
    bench.session.refresh();
    bench.source->answer(answer(2));
    QTRY_COMPARE(bench.offset(), u"2"_s);
    QVERIFY(bench.session.isPaused());
    QCOMPARE(bench.session.freshness().held, 0);
    // Asked for while a question was already under way: its answer is the one.
    bench.session.setHidden(true);
    bench.now += 1h;
    bench.session.setHidden(false);
    QCOMPARE(bench.source->waiting(), 1);
    bench.session.refresh();
    bench.source->answer(answer(3));
    QTRY_COMPARE(bench.offset(), u"3"_s);
    QVERIFY(bench.session.isPaused());
}

void tst_TaskPause::anAnswerThatWasBeingPreparedWaitsForTheEndOfThePause()
{
    Bench bench(std::chrono::hours(1));
    bench.session.open(bench.source, newtask);
    bench.source->answer(answer(1));
    QTRY_COMPARE(bench.state(), RefreshState::Ok);
    bench.now += 1h;
    bench.session.setHidden(true);
    bench.session.setHidden(false);
    {
        const BusyWorkers busy;
        bench.source->answer(answer(2));
        QCoreApplication::processEvents(); // it is to be prepared now
        bench.session.setPaused(true);
    }
    QTRY_COMPARE(bench.session.freshness().held, 1);
    QCOMPARE(bench.state(), RefreshState::Ok);
    QCOMPARE(bench.offset(), u"1"_s);
    bench.session.setPaused(false);
    QTRY_COMPARE(bench.offset(), u"2"_s);
}

void tst_TaskPause::aFailureDuringAPauseIsSaid()
{
    Bench bench;
    bench.session.open(bench.source, newtask);
    bench.source->answer(answer(1));
    QTRY_COMPARE(bench.source->waiting(), 1);
    bench.session.setPaused(true);
    bench.source->answer(answer(2));
    QTRY_COMPARE(bench.source->waiting(), 1);
    bench.source->fail(Error::Kind::Unauthorized, 401);
    QTRY_COMPARE(bench.state(), RefreshState::AuthRequired);
    QCOMPARE(bench.session.freshness().held, 1);
    QCOMPARE(bench.session.freshness().staleness, Staleness::Amber);
    QCOMPARE(bench.session.freshness().next, std::nullopt);
    QCOMPARE(bench.source->waiting(), 0);
    QCOMPARE(bench.offset(), u"1"_s);
    // Going on is a person's act: it shows what is there and asks once.
    bench.session.setPaused(false);
    QTRY_COMPARE(bench.offset(), u"2"_s);
    QCOMPARE(bench.source->waiting(), 1);
}

void tst_TaskPause::thePauseBeforeTheFirstAnswerStillShowsIt()
{
    Bench bench(std::chrono::hours(1));
    bench.session.open(bench.source, newtask);
    bench.session.setPaused(true);
    bench.source->answer(answer(1));
    QTRY_COMPARE(bench.offset(), u"1"_s);
    QVERIFY(bench.session.isPaused());
}

void tst_TaskPause::anAnswerWaitsForTheHandToLeaveTheRows()
{
    Bench bench;
    bench.session.open(bench.source, newtask);
    bench.source->answer(answer(1));
    QTRY_COMPARE(bench.source->waiting(), 1);
    bench.session.setHeld(true);
    for (int i = 2; i <= 4; ++i) {
        bench.source->answer(answer(i));
        QTRY_COMPARE(bench.source->waiting(), 1);
    }
    QCOMPARE(bench.offset(), u"1"_s);
    QVERIFY(!bench.session.isPaused());
    bench.session.setHeld(false);
    QTRY_COMPARE(bench.offset(), u"4"_s);
    QCOMPARE(bench.session.freshness().held, 0);
}

QTEST_GUILESS_MAIN(tst_TaskPause)
#include "tst_taskpause.moc"
