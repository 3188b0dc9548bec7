// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testcase.h"
#include "watch.h"

using namespace spillway;

/// The bounds of what is worked out, row by row and for the whole task.
class TestFigures : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsLeftForTheTaskIsWhatIsLeftForTheFirstPartitionToLose();
    void aLagOfOneHasNothingToLose();
    void oneRecordThatExpiresIsASpeed();
    void theLeastGainIsCaughtUpWithSomeDay();
    void aLagOfTwoIsCaughtUpWithAndALagOfOneIsNone();
    void aPollWithoutAnOffsetIsNotTheEndOfARate();
    void anAnswerOfTheStreamThatIsAwaitedIsNoMovement();
    void whatCameInSinceWeLookWaitsAlsoWithoutAnOffset();
    void theIntervalMayBeAnyOtherDestinations();
};

namespace {

/// Partitions whose oldest record comes 10 a second nearer, each so many records away from the first that waits; a
/// negative one has nothing that waits.
Watch losing(const std::vector<qint64> &away)
{
    Watch watch;
    watch.partitions.clear();
    watch.listed.clear();
    for (const qint64 each : away) {
        const auto id = shard(int(watch.partitions.size()));
        watch.partitions.push_back({id, each < 0 ? 5000 : 999 + each});
        watch.listed.push_back({id, 900, 5000});
    }
    watch.look();
    for (Listed &each : watch.listed)
        each.oldest = 1000;
    watch.poll(seconds(10));
    return watch;
}

} // namespace

void TestFigures::whatIsLeftForTheTaskIsWhatIsLeftForTheFirstPartitionToLose()
{
    QCOMPARE(losing({500, 200, -1}).insight->whole().remaining, seconds(20));
    QCOMPARE(losing({-1, 200, 500}).insight->whole().remaining, seconds(20));
    QCOMPARE(losing({300, -1, 300}).insight->whole().remaining, seconds(30));
    QCOMPARE(losing({-1, -1}).insight->whole().remaining, std::nullopt);
}

void TestFigures::aLagOfOneHasNothingToLose()
{
    QCOMPARE(losing({3999}).insight->row(0).remaining, milliseconds(399'900));
    QCOMPARE(losing({4000}).insight->row(0).remaining, std::nullopt);
}

void TestFigures::oneRecordThatExpiresIsASpeed()
{
    Watch watch;
    set(watch, 100, 50, 200);
    watch.look();
    watch.poll(seconds(10));
    QCOMPARE(watch.insight->row(0).remaining, std::nullopt);
    watch.stream().oldest = 51;
    watch.poll(seconds(10));
    QCOMPARE(watch.insight->row(0).remaining, seconds(1000)); // 50 records, one in 20 s
}

void TestFigures::theLeastGainIsCaughtUpWithSomeDay()
{
    Watch watch;
    watch.partition().offset = 0;
    watch.stream().oldest = 0;
    watch.stream().next = 1000;
    watch.look();
    watch.flow(5, 1001, 1000, seconds(1000)); // a thousandth of a record a second more than comes in
    QCOMPARE(watch.insight->row(0).catchUp, seconds(995'000));
    QVERIFY(!watch.insight->row(0).neverCatchesUp);
    watch.insight.reset();
    watch.look();
    watch.flow(5, 1000, 1000, seconds(1000));
    QCOMPARE(watch.insight->row(0).catchUp, std::nullopt);
    QVERIFY(watch.insight->row(0).neverCatchesUp);
}

void TestFigures::aLagOfTwoIsCaughtUpWithAndALagOfOneIsNone()
{
    Watch watch;
    watch.partition().offset = 0;
    watch.stream().oldest = 0;
    watch.stream().next = 17;
    watch.look();
    watch.flow(5, 15, 12);
    QCOMPARE(watch.insight->row(0).lag, 2);
    QCOMPARE(watch.insight->row(0).catchUp, seconds(20));
    watch.partition().offset = 91;
    watch.stream().next = 92;
    watch.poll();
    QCOMPARE(watch.insight->row(0).lag, 1);
    QCOMPARE(watch.insight->row(0).catchUp, std::nullopt);
    QVERIFY(!watch.insight->row(0).neverCatchesUp);
}

void TestFigures::aPollWithoutAnOffsetIsNotTheEndOfARate()
{
    Watch watch;
    watch.partition().offset = 10;
    watch.look();
    watch.partition().offset.reset();
    watch.poll();
    watch.partition().offset = 70;
    watch.poll();
    QCOMPARE(watch.insight->row(0).rate, 1000); // 60 records in 60 s
}

void TestFigures::anAnswerOfTheStreamThatIsAwaitedIsNoMovement()
{
    Watch watch;
    set(watch, 10, 0, 100);
    watch.look();
    watch.hasStream = false; // this poll has the head of the one before
    watch.poll();
    QCOMPARE(watch.insight->row(0).head, 100);
    QCOMPARE(watch.insight->row(0).inputRate, std::nullopt);
    watch.hasStream = true;
    watch.stream().next = 160;
    watch.look();
    QCOMPARE(watch.insight->row(0).inputRate, 2000); // 60 records in 30 s
}

void TestFigures::whatCameInSinceWeLookWaitsAlsoWithoutAnOffset()
{
    Watch watch;
    watch.strategy = "LATEST";
    watch.stream().next = 100;
    watch.look();
    const auto last = [&] { return watch.why().first(); };
    QVERIFY2(last().contains(u"the offset is not known"), qPrintable(last()));
    watch.stream().next = 102;
    watch.poll();
    QVERIFY2(last().contains(u"Records wait"), qPrintable(last()));
    QCOMPARE(watch.insight->row(0).lag, std::nullopt);
}

void TestFigures::theIntervalMayBeAnyOtherDestinations()
{
    const QByteArray json = R"({"stream_name":"s","task_name":"t","state":"RUNNING",
        "dli_destination_description":{"dli_table_name":"x"},
        "dws_destination_description":{"deliver_time_interval":45},
        "partitions":[{"partitionId":"shardId-0000000000","last_transfer_offset":1}]})";
    Observation seen;
    seen.task = snapshotOf(json);
    const QStringList lines = Insight::after(nullptr, seen)->arithmetic(0, {QTimeZone::utc()}).split(u'\n');
    QVERIFY2(lines.contains(u"interval 45 s"), qPrintable(lines.join(u'\n')));
}

QTEST_GUILESS_MAIN(TestFigures)
#include "tst_figures.moc"
