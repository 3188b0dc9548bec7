// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testcase.h"
#include "watchbench.h"

using namespace spillway;

/// Streams that are denied, slow or gone.
class tst_InsightWatchFaults : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void aTaskWhoseStreamIsDeniedShowsWholeAndSaysWhy();
    void aDeniedStreamIsAskedForAgainAfterFiveMinutes();
    void aServiceThatRefusesTheStreamIsNotAskedWithEveryAnswer_data();
    void aServiceThatRefusesTheStreamIsNotAskedWithEveryAnswer();
    void aDeniedStreamIsAskedForAgainWhenAPersonRefreshes();
    void anyOtherFailureIsTriedAgainWithTheNextAnswer();
    void aSlowStreamIsNotWaitedForAndCountsWhenItComes();
    void aReadThatOutlastsARefreshIsReadToItsEnd();
    void closingEndsTheRead();
    void aSourceThatGivesUpIsSaid();
    void itMayBeDestroyedAtAnyMoment();
};

void tst_InsightWatchFaults::aTaskWhoseStreamIsDeniedShowsWholeAndSaysWhy()
{
    WatchBench it;
    it.project().fail(Call::ShowStream, refusal(), {u"newstream"_s});
    it.open();
    it.service->answer(about(newtask, 400));
    QTRY_COMPARE(it.polls(), 1);
    QCOMPARE(it.offset(), u"400"_s);
    QVERIFY(!it.session.freshness().error);
    QCOMPARE(it.lag(), std::nullopt);
    QCOMPARE(it.insight()->seen().streamError.value_or(Error{}).kind, Error::Kind::Forbidden);
    // It is known why, also for the answers for which nobody asks.
    QVERIFY(it.answerNext(about(newtask, 460)));
    QTRY_COMPARE(it.polls(), 2);
    QCOMPARE(it.streamReads(), 1);
    QCOMPARE(it.insight()->seen().streamError.value_or(Error{}).kind, Error::Kind::Forbidden);
    // The offsets of the polls without the stream count.
    QCOMPARE(it.insight()->row(0).rate, std::optional<qint64>(2000));
}

void tst_InsightWatchFaults::aDeniedStreamIsAskedForAgainAfterFiveMinutes()
{
    WatchBench it;
    it.project().fail(Call::ShowStream, refusal(), {u"newstream"_s});
    it.open();
    it.service->answer(about(newtask, 400));
    QTRY_COMPARE(it.polls(), 1);
    QVERIFY(it.answerNext(about(newtask, 400), InsightWatch::deniedPause - 1ms));
    QTRY_COMPARE(it.polls(), 2);
    QCOMPARE(it.streamReads(), 1);
    QVERIFY(it.answerNext(about(newtask, 400), 1ms));
    QTRY_COMPARE(it.polls(), 3);
    QCOMPARE(it.streamReads(), 2);
    // Denied again: the time begins again.
    QVERIFY(it.answerNext(about(newtask, 400), InsightWatch::deniedPause - 1ms));
    QTRY_COMPARE(it.polls(), 4);
    QCOMPARE(it.streamReads(), 2);
    // And once it may be read, with each answer.
    it.project().fail(Call::ShowStream, {}, {u"newstream"_s});
    QVERIFY(it.answerNext(about(newtask, 400), 1ms));
    QTRY_COMPARE(it.lag(), std::optional<qint64>(100));
    QCOMPARE(it.insight()->seen().streamError, std::nullopt);
    QVERIFY(it.answerNext(about(newtask, 450), 1ms));
    QTRY_COMPARE(it.lag(), std::optional<qint64>(50));
}

void tst_InsightWatchFaults::aServiceThatRefusesTheStreamIsNotAskedWithEveryAnswer_data()
{
    QTest::addColumn<Error::Kind>("kind");
    QTest::addColumn<std::chrono::milliseconds>("pause");
    QTest::newRow("credential refused") << Error::Kind::Unauthorized << milliseconds(InsightWatch::deniedPause);
    QTest::newRow("throttled, with a time to wait") << Error::Kind::Throttled << milliseconds(20min);
    QTest::newRow("blocked") << Error::Kind::Blocked << milliseconds(InsightWatch::deniedPause);
}

void tst_InsightWatchFaults::aServiceThatRefusesTheStreamIsNotAskedWithEveryAnswer()
{
    QFETCH(const Error::Kind, kind);
    QFETCH(const std::chrono::milliseconds, pause);
    WatchBench it;
    Error error;
    error.kind = kind;
    if (kind == Error::Kind::Throttled)
        error.retryAfter = 20min;
    it.project().fail(Call::ShowStream, error, {u"newstream"_s});
    it.open();
    it.service->answer(about(newtask, 400));
    QTRY_COMPARE(it.polls(), 1);
    QVERIFY(it.answerNext(about(newtask, 400), pause - 1ms));
    QTRY_COMPARE(it.polls(), 2);
    QCOMPARE(it.streamReads(), 1);
    QVERIFY(it.answerNext(about(newtask, 400), 1ms));
    QTRY_COMPARE(it.polls(), 3);
    QCOMPARE(it.streamReads(), 2);
}

void tst_InsightWatchFaults::aDeniedStreamIsAskedForAgainWhenAPersonRefreshes()
{
    WatchBench it(1h);
    it.project().fail(Call::ShowStream, refusal(), {u"newstream"_s});
    it.open();
    it.service->answer(about(newtask, 400));
    QTRY_COMPARE(it.polls(), 1);
    it.project().fail(Call::ShowStream, {}, {u"newstream"_s});
    it.session.refresh();
    QVERIFY(it.answerNext(about(newtask, 400), 1s));
    QTRY_COMPARE(it.lag(), std::optional<qint64>(100));
    QCOMPARE(it.streamReads(), 2);
}

void tst_InsightWatchFaults::anyOtherFailureIsTriedAgainWithTheNextAnswer()
{
    WatchBench it;
    it.project().fail(Call::ShowStream, errorOf(Error::Kind::Server, 500), {u"newstream"_s});
    it.open();
    it.service->answer(about(newtask, 400));
    QTRY_COMPARE(it.polls(), 1);
    QCOMPARE(it.insight()->seen().streamError.value_or(Error{}).kind, Error::Kind::Server);
    it.project().fail(Call::ShowStream, {}, {u"newstream"_s});
    QVERIFY(it.answerNext(about(newtask, 400)));
    QTRY_COMPARE(it.lag(), std::optional<qint64>(100));
    QCOMPARE(it.streamReads(), 2);
}

void tst_InsightWatchFaults::aSlowStreamIsNotWaitedForAndCountsWhenItComes()
{
    WatchBench it(1h, 1ms);
    it.project().hold();
    it.open();
    it.service->answer(about(newtask, 400));
    QTRY_COMPARE(it.polls(), 1);
    QCOMPARE(it.lag(), std::nullopt);
    QCOMPARE(it.insight()->seen().streamError, std::nullopt);
    QCOMPARE(it.project().open(), 1);
    it.now += 5s;
    it.project().answerOldest();
    QTRY_COMPARE(it.lag(), std::optional<qint64>(100));
    QCOMPARE(it.insight()->seen().streamTaken - it.insight()->seen().taken, 5s);
    // The same poll, not another one.
    QCOMPARE(it.polls(), 1);
    QCOMPARE(it.streamReads(), 1);
    // The next answer is compared with the stream that is known until its own comes.
    it.session.refresh();
    QVERIFY(it.answerNext(about(newtask, 420)));
    QTRY_COMPARE(it.polls(), 2);
    QCOMPARE(it.lag(), std::optional<qint64>(80));
    it.setHead(1000);
    it.project().answerOldest();
    QTRY_COMPARE(it.lag(), std::optional<qint64>(580));
    QCOMPARE(it.polls(), 2);
}

void tst_InsightWatchFaults::aReadThatOutlastsARefreshIsReadToItsEnd()
{
    WatchBench it;
    it.project().hold();
    it.open();
    it.service->answer(about(newtask, 400));
    QTRY_COMPARE(it.project().open(), 1);
    for (const int offset : {410, 420, 430}) {
        QVERIFY(it.answerNext(about(newtask, offset)));
        QTRY_COMPARE(it.offset(), QString::number(offset));
        QCOMPARE(it.project().open(), 1);
        QCOMPARE(it.streamReads(), 1);
    }
    it.project().answerOldest();
    QTRY_COMPARE(it.lag(), std::optional<qint64>(70));
    QCOMPARE(it.project().open(), 0);
    QVERIFY(it.answerNext(about(newtask, 440)));
    QTRY_COMPARE(it.project().open(), 1);
    QCOMPARE(it.streamReads(), 2);
}

void tst_InsightWatchFaults::closingEndsTheRead()
{
    WatchBench it(1h);
    it.project().hold();
    it.open();
    QVERIFY(it.answerNext(about(newtask, 400)));
    QTRY_COMPARE(it.project().open(), 1);
    const std::weak_ptr<TaskSource> source = it.service;
    it.session.close();
    QCOMPARE(it.project().open(), 0);
    QVERIFY(!it.insight());
    it.project().release();
    it.service.reset();
    QVERIFY2(source.expired(), "nobody needs it any more");
}

void tst_InsightWatchFaults::aSourceThatGivesUpIsSaid()
{
    WatchBench it;
    it.project().fail(Call::ShowStream, errorOf(Error::Kind::Cancelled), {u"newstream"_s});
    it.open();
    QVERIFY(it.answerNext(about(newtask, 400)));
    QTRY_COMPARE(it.polls(), 1);
    QCOMPARE(it.insight()->seen().streamError.value_or(refusal()).kind, Error::Kind::Cancelled);
    it.project().fail(Call::ShowStream, {}, {u"newstream"_s});
    QVERIFY(it.answerNext(about(newtask, 450)));
    QTRY_COMPARE(it.lag(), std::optional<qint64>(50));
}

void tst_InsightWatchFaults::itMayBeDestroyedAtAnyMoment()
{
    for (int moment = 0; moment < 4; ++moment) {
        WatchBench it(1h, moment == 2 ? 0ms : 1h);
        it.project().hold();
        it.open();
        if (moment > 0) {
            QVERIFY(it.answerNext(about(newtask, 400)));
            QTRY_COMPARE(it.project().open(), 1);
        }
        if (moment == 3) // being worked out
            it.project().answerOldest();
        QCoreApplication::processEvents();
        it.watch.reset();
        QCOMPARE(it.project().open(), 0);
        it.project().release();
        QCoreApplication::processEvents();
        it.session.refresh();
    }
}

QTEST_GUILESS_MAIN(tst_InsightWatchFaults)
#include "tst_insightwatchfaults.moc"
