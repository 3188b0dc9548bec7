// SPDX-License-Identifier: GPL-3.0-or-later
#include "insight/history.h"
#include "support/testcase.h"
#include "watch.h"

#include <limits>

using namespace spillway;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largest = std::numeric_limits<qint64>::max();
constexpr qint64 smallest = std::numeric_limits<qint64>::min();

} // namespace

/// The task as a whole, over its partitions and over time.
class TestInsight : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void theWorstPartitionIsTheTasks();
    void aTaskIsNotWorseThanItsPartitions();
    void aSteadyFlowIsNothingToBeCaughtUpWith();
    void theIntervalOfAnotherDestinationCountsToo();
    void aTaskWithoutPartitionsHasItsState();
    void sumsStopAtTheLargestNumber();
    void lossIsRememberedSinceItWasSeen();
    void lossThatWasThereAtTheFirstPollIsOlder();
    void discardsAddUpSinceTheFirstPoll();
    void theLosingPartitionThatWasDumpedLongestAgoIsTold();
    void whatWaitsIsAddedPartitionByPartition();
    void workedOutColumnsAreExportedAsDigits();
    void anotherTaskStartsAnew();
    void manyPartitionsAreQuick();
};

void TestInsight::theWorstPartitionIsTheTasks()
{
    Watch watch;
    watch.partitions = {{shard(0), 20}, {shard(1), 10}, {shard(2), 20}, {shard(3), 5}};
    watch.listed = {{shard(0), 0, 20}, {shard(1), 0, 20}, {shard(2), 0, 20}, {shard(3), 0, {}}};
    watch.look();
    QCOMPARE(watch.insight->whole().verdict, Verdict::Unknown);
    watch.poll(seconds(500));
    const TaskInsight &whole = watch.insight->whole();
    QCOMPARE(whole.verdict, Verdict::Stalled);
    QCOMPARE(whole.partitions[size_t(Verdict::Stalled)], 1);
    QCOMPARE(whole.partitions[size_t(Verdict::Idle)], 2);
    QCOMPARE(whole.partitions[size_t(Verdict::Unknown)], 1);
    QCOMPARE(whole.lag, 10);
    QCOMPARE(whole.expired, 0);
    QCOMPARE(whole.discarded, std::nullopt);
}

void TestInsight::aTaskIsNotWorseThanItsPartitions()
{
    Watch watch;
    watch.partitions = {{shard(0), 20}, {shard(1), 20}};
    watch.listed = {{shard(0), 0, 20}, {shard(1), 0, 20}};
    watch.look();
    QCOMPARE(watch.insight->whole().verdict, Verdict::Idle);
    for (int i = 0; i < 3; ++i) {
        watch.poll(seconds(30));
        for (size_t row = 0; row < 2; ++row) {
            *watch.partitions[row].offset += 10;
            *watch.listed[row].next += 10;
        }
        watch.look();
    }
    QCOMPARE(watch.insight->whole().verdict, Verdict::Flowing);
}

void TestInsight::aSteadyFlowIsNothingToBeCaughtUpWith()
{
    Watch watch;
    watch.partitions = {{shard(0), 100}};
    watch.listed = {{shard(0), 0, 200}};
    watch.look();
    watch.flow(6, 10, 10, seconds(30));
    QCOMPARE(watch.insight->verdict(0), Verdict::Flowing);
    QVERIFY(watch.insight->row(0).neverCatchesUp);
    QVERIFY(!watch.insight->arithmetic(0).contains(u"caught up"_s));
}

void TestInsight::theIntervalOfAnotherDestinationCountsToo()
{
    const auto task = decodeTask(R"({"stream_name":"s","task_name":"t","state":"RUNNING","destination_type":"DLI",)"
                                 R"("dli_destination_description":{"deliver_time_interval":900},)"
                                 R"("partitions":[{"partitionId":"0","last_transfer_offset":5}]})");
    QVERIFY(task);
    Observation seen;
    seen.task = *task;
    const QString why = Insight::after(nullptr, seen)->arithmetic(0);
    QVERIFY2(why.contains(u"interval 900 s"_s), qPrintable(why));
    QVERIFY2(!why.contains(u"assumed"_s), qPrintable(why));
}

void TestInsight::aTaskWithoutPartitionsHasItsState()
{
    Watch watch;
    watch.partitions.clear();
    const auto verdictIn = [&](const QByteArray &state) {
        watch.state = state;
        return Insight::after(nullptr, watch.observation())->whole().verdict;
    };
    QCOMPARE(verdictIn("RUNNING"), Verdict::Unknown);
    QCOMPARE(verdictIn("PAUSED"), Verdict::Paused);
    QCOMPARE(verdictIn("STARTING"), Verdict::Starting);
    QCOMPARE(verdictIn("ABNORMAL"), Verdict::Error);
    QCOMPARE(verdictIn("ERROR"), Verdict::Error);
    QCOMPARE(verdictIn("DELETE"), Verdict::Unknown);
    QCOMPARE(watch.look().whole().lag, std::nullopt);
}

void TestInsight::sumsStopAtTheLargestNumber()
{
    Watch watch;
    watch.partitions = {{shard(0), smallest, largest}, {shard(1), smallest, 5}};
    watch.listed = {{shard(0), largest - 1, largest}, {shard(1), largest - 1, largest}};
    watch.look();
    QCOMPARE(watch.insight->whole().lag, largest);
    QCOMPARE(watch.insight->whole().expired, largest);
    QCOMPARE(watch.insight->whole().discarded, largest);
    watch.partitions[0].discard = smallest;
    watch.partitions[1].discard = smallest;
    watch.poll();
    QCOMPARE(watch.insight->whole().discardGrowth, 0);
    watch.partitions[0].discard = largest;
    watch.partitions[1].discard = largest;
    watch.poll();
    QCOMPARE(watch.insight->whole().discardGrowth, largest);
}

void TestInsight::lossIsRememberedSinceItWasSeen()
{
    Watch watch;
    set(watch, 10, 0, 20);
    watch.look();
    QVERIFY(!watch.insight->whole().lossSeen.isValid());
    watch.stream().oldest = 15;
    watch.poll();
    const QDateTime seen = watch.time();
    QCOMPARE(watch.insight->whole().lossSeen, seen);
    QVERIFY(!watch.insight->whole().lossIsOlder);
    watch.partition().offset = 20;
    watch.poll();
    QCOMPARE(watch.insight->whole().expired, 0);
    QCOMPARE(watch.insight->whole().lossSeen, seen);
    // Growth of a counter is new, whether or not the stream was ever read.
    watch.insight.reset();
    watch.hasStream = false;
    watch.partition().discard = 1;
    watch.look();
    QVERIFY(!watch.insight->whole().lossSeen.isValid());
    watch.partition().discard = 2;
    watch.poll();
    QCOMPARE(watch.insight->whole().lossSeen, watch.time());
    QVERIFY(!watch.insight->whole().lossIsOlder);
}

void TestInsight::lossThatWasThereAtTheFirstPollIsOlder()
{
    Watch watch;
    watch.hasStream = false;
    set(watch, 10, 15, 20);
    watch.look();
    QVERIFY(!watch.insight->whole().lossSeen.isValid());
    watch.hasStream = true;
    watch.look();
    QCOMPARE(watch.insight->whole().lossSeen, watch.time());
    QVERIFY(watch.insight->whole().lossIsOlder);
    const QDateTime seen = watch.time();
    watch.poll();
    QCOMPARE(watch.insight->whole().lossSeen, seen);
    QVERIFY(watch.insight->whole().lossIsOlder);
}

void TestInsight::discardsAddUpSinceTheFirstPoll()
{
    Watch watch;
    watch.partition().discard = 100;
    watch.look();
    QCOMPARE(watch.insight->whole().discardGrowth, 0);
    watch.partition().discard = 103;
    watch.poll();
    watch.look(); // the same poll once more
    QCOMPARE(watch.insight->whole().discardGrowth, 3);
    watch.partition().discard = 0;
    watch.poll();
    watch.partition().discard = 2;
    watch.poll();
    QCOMPARE(watch.insight->whole().discardGrowth, 5);
    QCOMPARE(watch.insight->whole().discarded, 2);
    // While it is away the counter grows too.
    const auto all = watch.partitions;
    watch.partitions.clear();
    watch.poll();
    watch.partitions = all;
    watch.partition().discard = 6;
    watch.poll();
    QCOMPARE(watch.insight->whole().discardGrowth, 9);
    for (int i = 0; i < 100; ++i)
        watch.poll();
    QCOMPARE(watch.insight->whole().discardGrowth, 9);
}

void TestInsight::theLosingPartitionThatWasDumpedLongestAgoIsTold()
{
    Watch watch;
    watch.partitions = {{shard(0), 10, {}, watch.ago(seconds(50))},
                        {shard(1), 10, {}, watch.ago(seconds(90))},
                        {shard(2), 10, {}, watch.ago(seconds(500))}};
    watch.listed = {{shard(0), 15, 20}, {shard(1), 15, 20}, {shard(2), 0, 20}};
    watch.look();
    QCOMPARE(watch.insight->whole().lastDump.value().toMSecsSinceEpoch(), watch.ago(seconds(90)));
}

void TestInsight::whatWaitsIsAddedPartitionByPartition()
{
    Watch watch;
    watch.look();
    QVERIFY(!watch.insight->whole().waiting);
    // All has expired and nothing is kept; part has expired; all is kept; all has expired but the newest; nobody knows.
    watch.partitions = {{shard(0), 1000}, {shard(1), 10}, {shard(2), 10}, {shard(3), 10}, {shard(4), 10}};
    watch.listed = {
        {shard(0), 9000, 9000}, {shard(1), 15, 20}, {shard(2), 0, 20}, {shard(3), 20, 21}, {shard(4), {}, 20}};
    watch.insight.reset();
    watch.look();
    const TaskInsight &whole = watch.insight->whole();
    QCOMPARE(whole.lag, 0 + 10 + 10 + 11 + 10);
    QCOMPARE(whole.expired, 7999 + 4 + 0 + 9);
    QCOMPARE(whole.waiting, 0 + 6 + 10 + 2 + 10);
}

void TestInsight::workedOutColumnsAreExportedAsDigits()
{
    Watch watch;
    set(watch, 10, 5, 30);
    watch.look();
    watch.partition().offset = 20;
    watch.stream().oldest = 22;
    watch.poll(seconds(3));
    const auto cell = [&](int column) {
        const WorkedOut known = workedOut(*watch.insight, 0, column);
        return QByteArray(QByteArray::number(known.number.value_or(-1)) + ' ' + known.text);
    };
    QCOMPARE(cell(HeadColumn), "30 30");
    QCOMPARE(cell(OldestColumn), "22 22");
    QCOMPARE(cell(LagColumn), "10 10");
    QCOMPARE(cell(ExpiredColumn), "1 1");
    QCOMPARE(cell(RateColumn), "3333 3.333");
    QCOMPARE(cell(VerdictColumn), "9 losing");
    QCOMPARE(cell(OffsetColumn), "-1 ");
    watch.listed.clear();
    watch.insight.reset();
    watch.look();
    for (const int column : {HeadColumn, OldestColumn, LagColumn, ExpiredColumn, RateColumn})
        QCOMPARE(cell(column), "-1 ");
    QCOMPARE(cell(VerdictColumn), "4 unknown");
}

void TestInsight::anotherTaskStartsAnew()
{
    Watch watch;
    set(watch, 10, 15, 20);
    watch.look();
    watch.poll();
    QCOMPARE(watch.insight->polls(), 2);
    watch.name = "other";
    set(watch, 5, 0, 5);
    watch.poll();
    QCOMPARE(watch.insight->polls(), 1);
    QCOMPARE(watch.insight->verdict(0), Verdict::Idle);
    QVERIFY(!watch.insight->whole().lossSeen.isValid());
}

void TestInsight::manyPartitionsAreQuick()
{
    Watch watch;
    watch.partitions.clear();
    watch.listed.clear();
    for (int i = 0; i < 20'000; ++i) {
        watch.partitions.push_back({shard(i), i, 0, watch.ago(seconds(30))});
        watch.listed.push_back({shard(i), 0, i + 100});
    }
    const Observation seen = watch.observation();
    InsightPointer insight;
    for (int i = 0; i < 12; ++i) {
        Observation next = seen;
        next.taken += seconds(30 * i);
        insight = Insight::after(insight, next);
    }
    QCOMPARE(insight->whole().lag, 20'000 * 100);
    QCOMPARE(insight->polls(), 12);
}

QTEST_GUILESS_MAIN(TestInsight)
#include "tst_insight.moc"
