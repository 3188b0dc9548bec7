// SPDX-License-Identifier: GPL-3.0-or-later
#include "insight/exact.h"
#include "insight/history.h"
#include "support/testcase.h"
#include "watch.h"

#include <QRandomGenerator>

#include <limits>

using namespace spillway;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largest = std::numeric_limits<qint64>::max();
constexpr qint64 smallest = std::numeric_limits<qint64>::min();

void set(Watch &watch, std::optional<qint64> offset, std::optional<qint64> oldest, std::optional<qint64> next)
{
    watch.partition().offset = offset;
    watch.stream().oldest = oldest;
    watch.stream().next = next;
}

/// The heads of all rows, -1: none.
QList<qint64> heads(const Insight &insight)
{
    QList<qint64> heads;
    for (int row = 0; row < int(insight.task()->byKey.size()); ++row)
        heads += insight.row(row).head.value_or(-1);
    return heads;
}

/// Rates as they are defined, without a thought for speed: from the first to the last of the polls that go back to five
/// polls and three intervals, or to where the number last went down.
std::optional<qint64> naiveRate(const std::vector<std::pair<qint64, qint64>> &polls)
{
    if (polls.size() < 2)
        return std::nullopt;
    size_t first = polls.size() - 1;
    while (first > 0 && polls[first - 1].second <= polls[first].second
           && (polls.size() - 1 - first < 5 || polls.back().first - polls[first].first < 180'000))
        --first;
    if (first == polls.size() - 1)
        return std::nullopt;
    const Wide moved = Wide(polls.back().second) - polls[first].second;
    return saturated(moved * 1'000'000 / (polls.back().first - polls[first].first));
}

} // namespace

class TestInsight : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void partitionsAreMatchedByTheirIds();
    void partitionsAreMatchedByNumberWhereOnlyOneHasIt_data();
    void partitionsAreMatchedByNumberWhereOnlyOneHasIt();
    void ofPartitionsWithOneIdTheFirstIsMatched();
    void idsAreTheSameHoweverTheyAreEscaped();
    void partitionsWithoutAnIdAreNotMatched();
    void theMatchFollowsTheRowsAndTheStream();
    void lagIsExactAtTheEndsOfTheNumbers();
    void ratesAreExactAtTheEndsOfTheNumbers();
    void whatALatestTaskNeverMeantToReadIsNoLag();
    void ratesGoBackFivePollsOrThreeIntervals();
    void aRateBeginsAnewWhereTheOffsetWentDown();
    void theTimeToCatchUpIsExact();
    void whatComesInAsFastIsNeverCaughtUp();
    void theOldestRecordThatWaitsExpiresAtTheSpeedOfTheOldest();
    void withoutWaitingRecordsNothingExpires();
    void stepsHaveGapsWherePollsAreMissing();
    void theWorstPartitionIsTheTasks();
    void aTaskIsNotWorseThanItsPartitions();
    void aSteadyFlowIsNothingToBeCaughtUpWith();
    void theIntervalOfAnotherDestinationCountsToo();
    void aTaskWithoutPartitionsHasItsState();
    void sumsStopAtTheLargestNumber();
    void lackingAndForeignPartitionsAreNamed();
    void whatWasNotReadWholeHasNoForeignPartitions();
    void namesAreLimitedButAllAreCounted();
    void lossIsRememberedSinceItWasSeen();
    void lossThatWasThereAtTheFirstPollIsOlder();
    void discardsAddUpSinceTheFirstPoll();
    void theLosingPartitionThatWasDumpedLongestAgoIsTold();
    void workedOutColumnsAreExportedAsDigits();
    void ratesHaveThreeDecimals_data();
    void ratesHaveThreeDecimals();
    void anotherTaskStartsAnew();
    void randomUpdatesAgreeWithANaiveModel();
    void theArithmeticOfAStalledPartitionIsTold();
    void theArithmeticOfALosingPartitionIsTold();
    void theArithmeticOfAPartitionThatFallsBehindIsTold();
    void theArithmeticOfAResetIsTold();
    void theArithmeticSaysWhatIsMissing();
    void theArithmeticIsPlainText();
    void aSavedAnswerHasNoTimes();
    void manyPartitionsAreQuick();
};

void TestInsight::partitionsAreMatchedByTheirIds()
{
    Watch watch;
    watch.partitions = {{shard(0), 1}, {shard(2), 1}, {shard(1), 1}};
    watch.listed = {{shard(2), 0, 12}, {shard(1), 0, 11}, {shard(0), 0, 10}};
    QCOMPARE(heads(watch.look()), (QList<qint64>{10, 11, 12}));
}

void TestInsight::partitionsAreMatchedByNumberWhereOnlyOneHasIt_data()
{
    QTest::addColumn<QByteArrayList>("reported");
    QTest::addColumn<QByteArrayList>("listed"); // heads: 10, 11, ...
    QTest::addColumn<QList<qint64>>("heads");
    using Ids = QByteArrayList;
    using Heads = QList<qint64>;
    QTest::newRow("digits and a whole id") << Ids{"0", "3"} << Ids{shard(0), shard(3)} << Heads{10, 11};
    QTest::newRow("a whole id and digits") << Ids{shard(0), shard(3)} << Ids{"3", "0"} << Heads{11, 10};
    QTest::newRow("the exact id first") << Ids{"3"} << Ids{shard(3), "3"} << Heads{11};
    QTest::newRow("two of the stream's have the number") << Ids{"3"} << Ids{shard(3), "p3"} << Heads{-1};
    QTest::newRow("two of the task's have the number") << Ids{"3", "p3"} << Ids{shard(3)} << Heads{-1, -1};
    QTest::newRow("one has an exact match, the other stays alone")
        << Ids{"3", shard(3)} << Ids{shard(3), "p3"} << Heads{-1, 10};
    QTest::newRow("no number") << Ids{"a"} << Ids{"b"} << Heads{-1};
}

void TestInsight::partitionsAreMatchedByNumberWhereOnlyOneHasIt()
{
    QFETCH(QByteArrayList, reported);
    QFETCH(QByteArrayList, listed);
    Watch watch;
    watch.partitions.clear();
    watch.listed.clear();
    for (const QByteArray &id : reported)
        watch.partitions.push_back({id, 1});
    for (const QByteArray &id : listed)
        watch.listed.push_back({id, 0, 10 + qint64(watch.listed.size())});
    QTEST(heads(watch.look()), "heads");
}

void TestInsight::ofPartitionsWithOneIdTheFirstIsMatched()
{
    Watch watch;
    watch.partitions = {{shard(0), 1}, {shard(0), 2}, {shard(1), 3}};
    watch.listed = {{shard(0), 0, 10}, {shard(0), 0, 11}, {shard(1), 0, 12}};
    QCOMPARE(heads(watch.look()), (QList<qint64>{10, -1, 12}));
    QCOMPARE(watch.insight->whole().lackingCount, 0);
    QCOMPARE(watch.insight->whole().foreignCount, 0);
}

void TestInsight::idsAreTheSameHoweverTheyAreEscaped()
{
    Watch watch;
    watch.partitions = {{"\\u0041-1", 1}, {"A-1", 2}, {"\\u00e4", 3}};
    watch.listed = {{"A-1", 0, 10}, {"ä", 0, 11}};
    watch.look();
    QList<qint64> found = heads(*watch.insight);
    std::sort(found.begin(), found.end());
    QCOMPARE(found, (QList<qint64>{-1, 10, 11}));
    // The rows are the same ones when they come back written otherwise.
    watch.partitions = {{"A-1", 2}, {"A-1", 2}, {"ä", 4}};
    watch.poll();
    QCOMPARE(watch.insight->polls(), 2);
    QCOMPARE(watch.insight->steps(2).back(), 1);
    QCOMPARE(watch.insight->row(2).head, 11);
}

void TestInsight::partitionsWithoutAnIdAreNotMatched()
{
    Watch watch;
    watch.partitions = {{"", 1}};
    watch.listed = {{"", 0, 10}};
    QCOMPARE(heads(watch.look()), (QList<qint64>{-1}));
}

void TestInsight::theMatchFollowsTheRowsAndTheStream()
{
    Watch watch;
    watch.partitions = {{shard(0), 1}, {shard(1), 1}};
    watch.listed = {{shard(0), 0, 10}, {shard(1), 0, 11}};
    QCOMPARE(heads(watch.look()), (QList<qint64>{10, 11}));
    std::swap(watch.listed[0], watch.listed[1]);
    QCOMPARE(heads(watch.poll()), (QList<qint64>{10, 11}));
    watch.partitions.erase(watch.partitions.begin());
    QCOMPARE(heads(watch.poll()), (QList<qint64>{11}));
    watch.listed.push_back({shard(2), 0, 12});
    watch.partitions.push_back({shard(2), 1});
    QCOMPARE(heads(watch.poll()), (QList<qint64>{11, 12}));
    watch.listed[1].status = "DELETED";
    watch.poll();
    QCOMPARE(watch.insight->whole().lackingCount, 0);
}

void TestInsight::lagIsExactAtTheEndsOfTheNumbers()
{
    Watch watch;
    const auto lag = [&](qint64 offset, qint64 next) {
        set(watch, offset, 0, next);
        return Insight::after(nullptr, watch.observation())->row(0).lag;
    };
    QCOMPARE(lag(289897, 289927), 30);
    QCOMPARE(lag(largest - 1, largest), 1);
    QCOMPARE(lag(smallest, largest), largest);
    QCOMPARE(lag(smallest, smallest), 0);
    QCOMPARE(lag(largest, smallest), 0);
    QCOMPARE(lag(20, 10), 0);
    const auto expired = [&](qint64 offset, qint64 oldest) {
        set(watch, offset, oldest, largest);
        return Insight::after(nullptr, watch.observation())->row(0).expired;
    };
    QCOMPARE(expired(289897, 289911), 13);
    QCOMPARE(expired(10, 12), 1);
    QCOMPARE(expired(10, 11), 0);
    QCOMPARE(expired(11, 10), 0);
    QCOMPARE(expired(smallest, largest), largest);
    QCOMPARE(expired(largest, smallest), 0);
}

void TestInsight::ratesAreExactAtTheEndsOfTheNumbers()
{
    Watch watch;
    set(watch, smallest, 0, largest);
    watch.look();
    watch.partition().offset = largest;
    watch.poll(milliseconds(1));
    QCOMPARE(watch.insight->row(0).rate, largest);
    QCOMPARE(watch.insight->steps(0).back(), largest);
    watch.insight.reset();
    watch.partition().offset = largest - 7;
    watch.look();
    watch.partition().offset = largest;
    watch.poll(milliseconds(3000));
    QCOMPARE(watch.insight->row(0).rate, 2333);
    QCOMPARE(watch.insight->row(0).inputRate, 0);
}

void TestInsight::whatALatestTaskNeverMeantToReadIsNoLag()
{
    Watch watch;
    watch.strategy = "LATEST";
    set(watch, 0, 289911, 289927);
    watch.look();
    QCOMPARE(watch.insight->row(0).lag, std::nullopt);
    QCOMPARE(watch.insight->row(0).expired, 0);
    set(watch, 0, 0, 1);
    watch.poll();
    QCOMPARE(watch.insight->row(0).lag, 1);
    set(watch, 1, 0, 289927);
    watch.poll();
    QCOMPARE(watch.insight->row(0).lag, 289926);
}

void TestInsight::ratesGoBackFivePollsOrThreeIntervals()
{
    Watch watch;
    set(watch, 0, 0, 1000);
    watch.look();
    QCOMPARE(watch.insight->row(0).rate, std::nullopt);
    watch.flow(1, 600, 0, seconds(60));
    QCOMPARE(watch.insight->row(0).rate, 10'000);
    // The first step is in reach for four more polls of a minute, though three intervals are shorter.
    watch.flow(4, 60, 0, seconds(60));
    QCOMPARE(watch.insight->row(0).rate, 2800);
    watch.flow(1, 60, 0, seconds(60));
    QCOMPARE(watch.insight->row(0).rate, 1000);
    // With polls of 20 s three intervals are longer: nine polls.
    watch.insight.reset();
    watch.look();
    watch.flow(1, 360, 0, seconds(20));
    watch.flow(8, 0, 0, seconds(20));
    QCOMPARE(watch.insight->row(0).rate, 2000);
    watch.flow(1, 0, 0, seconds(20));
    QCOMPARE(watch.insight->row(0).rate, 0);
}

void TestInsight::aRateBeginsAnewWhereTheOffsetWentDown()
{
    Watch watch;
    set(watch, 1000, 0, 1000);
    watch.look();
    watch.partition().offset = 100;
    watch.poll(seconds(10));
    QCOMPARE(watch.insight->row(0).rate, std::nullopt);
    QCOMPARE(watch.insight->steps(0).back(), std::nullopt);
    watch.partition().offset = 150;
    watch.poll(seconds(10));
    QCOMPARE(watch.insight->row(0).rate, 5000);
}

void TestInsight::theTimeToCatchUpIsExact()
{
    Watch watch;
    set(watch, 0, 0, 1000);
    watch.look();
    watch.flow(1, 100, 30, seconds(10)); // 10 out, 3 in, 930 wait
    const RowInsight row = watch.insight->row(0);
    QCOMPARE(row.rate, 10'000);
    QCOMPARE(row.inputRate, 3000);
    QCOMPARE(row.lag, 930);
    QCOMPARE(row.catchUp, milliseconds(132'857));
    QVERIFY(!row.neverCatchesUp);
    watch.insight.reset();
    watch.look();
    watch.flow(1, 1001, 1000, seconds(1000));
    QCOMPARE(watch.insight->row(0).lag, 929);
    QCOMPARE(watch.insight->row(0).catchUp, seconds(929'000));
    watch.partition().offset = watch.stream().next;
    watch.poll();
    QCOMPARE(watch.insight->row(0).catchUp, std::nullopt);
    QVERIFY(!watch.insight->row(0).neverCatchesUp);
}

void TestInsight::whatComesInAsFastIsNeverCaughtUp()
{
    Watch watch;
    set(watch, 0, 0, 1000);
    watch.look();
    watch.flow(1, 100, 100, seconds(10));
    QVERIFY(watch.insight->row(0).neverCatchesUp);
    QCOMPARE(watch.insight->row(0).catchUp, std::nullopt);
    watch.insight.reset();
    set(watch, 0, 0, 1);
    watch.look();
    watch.flow(1, 100, 100, seconds(10));
    QCOMPARE(watch.insight->row(0).lag, 1);
    QVERIFY(!watch.insight->row(0).neverCatchesUp);
}

void TestInsight::theOldestRecordThatWaitsExpiresAtTheSpeedOfTheOldest()
{
    Watch watch;
    set(watch, 999, 400, 2000);
    watch.look();
    QCOMPARE(watch.insight->row(0).remaining, std::nullopt);
    watch.stream().oldest = 500;
    watch.poll(seconds(10)); // 10 a second, 1000 is 500 away
    QCOMPARE(watch.insight->row(0).remaining, seconds(50));
    QCOMPARE(watch.insight->whole().remaining, seconds(50));
    watch.stream().oldest = 1100;
    watch.poll(seconds(10));
    QCOMPARE(watch.insight->row(0).remaining, seconds(0));
    watch.insight.reset();
    watch.look();
    watch.poll();
    QCOMPARE(watch.insight->row(0).remaining, std::nullopt); // the oldest does not move
}

void TestInsight::withoutWaitingRecordsNothingExpires()
{
    Watch watch;
    set(watch, 2000, 400, 2000);
    watch.look();
    watch.stream().oldest = 500;
    watch.poll();
    QCOMPARE(watch.insight->row(0).remaining, std::nullopt);
}

void TestInsight::stepsHaveGapsWherePollsAreMissing()
{
    Watch watch;
    set(watch, 0, 0, 100);
    watch.look();
    watch.flow(2, 5, 5, seconds(10));
    watch.flow(1, 7, 5, seconds(25));
    watch.flow(1, 8, 5, milliseconds(25'001));
    watch.partition().offset.reset();
    watch.poll(seconds(10));
    watch.partition().offset = 100;
    watch.poll(seconds(10));
    watch.flow(1, 0, 0, seconds(10));
    using Steps = std::vector<std::optional<qint64>>;
    QCOMPARE(watch.insight->steps(0), (Steps{5, 5, 7, {}, {}, {}, 0}));
    QCOMPARE(watch.insight->polls(), 8);
}

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

void TestInsight::lackingAndForeignPartitionsAreNamed()
{
    Watch watch;
    watch.partitions = {{shard(0), 1}, {shard(7), 1}, {shard(7), 1}};
    watch.listed = {{shard(0), 0, 1},           {shard(1), 0, 1, "ACTIVE"},  {shard(2), 0, 1, "CREATING"},
                    {shard(3), 0, 1, ""},       {shard(4), 0, 1, "DELETED"}, {shard(5), 0, 1, "EXPIRED"},
                    {shard(6), 0, 1, "ACTIVE"}, {shard(6), 0, 1, "ACTIVE"}};
    watch.look();
    const auto ids = [](std::initializer_list<int> numbers) {
        QStringList all;
        for (const int number : numbers)
            all += QString::fromUtf8(shard(number));
        return all;
    };
    QCOMPARE(watch.insight->whole().lacking, ids({1, 2, 3, 6}));
    QCOMPARE(watch.insight->whole().lackingCount, 4);
    QCOMPARE(watch.insight->whole().foreign, ids({7}));
    QCOMPARE(watch.insight->whole().foreignCount, 1);
}

void TestInsight::whatWasNotReadWholeHasNoForeignPartitions()
{
    Watch watch;
    watch.partitions = {{shard(0), 1}, {shard(7), 1}};
    watch.hasMore = true;
    watch.look();
    QCOMPARE(watch.insight->whole().foreignCount, 0);
    watch.hasMore = false;
    watch.poll();
    QCOMPARE(watch.insight->whole().foreignCount, 1);
    watch.streamError = Error::Kind::Forbidden;
    watch.poll();
    QCOMPARE(watch.insight->whole().foreignCount, 0);
}

void TestInsight::namesAreLimitedButAllAreCounted()
{
    Watch watch;
    watch.listed.clear();
    for (int i = 0; i < TaskInsight::namedLimit + 5; ++i)
        watch.listed.push_back({shard(i), 0, 1});
    watch.look();
    QCOMPARE(watch.insight->whole().lackingCount, TaskInsight::namedLimit + 4);
    QCOMPARE(watch.insight->whole().lacking.size(), TaskInsight::namedLimit);
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

void TestInsight::ratesHaveThreeDecimals_data()
{
    QTest::addColumn<qint64>("moved");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("nothing") << qint64(0) << QByteArray("0.000");
    QTest::newRow("one in a thousand seconds") << qint64(1) << QByteArray("0.001");
    QTest::newRow("one below a thousand") << qint64(999) << QByteArray("0.999");
    QTest::newRow("12345") << qint64(12345) << QByteArray("12.345");
    QTest::newRow("a thousand") << qint64(1000) << QByteArray("1.000");
    QTest::newRow("the largest") << largest << QByteArray("9223372036854775.807");
}

void TestInsight::ratesHaveThreeDecimals()
{
    QFETCH(qint64, moved);
    Watch watch;
    watch.partition().offset = 0;
    watch.look();
    watch.partition().offset = moved;
    watch.poll(seconds(1000));
    QTEST(workedOut(*watch.insight, 0, RateColumn).text, "text");
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

void TestInsight::randomUpdatesAgreeWithANaiveModel()
{
    QRandomGenerator random(2026);
    Watch watch;
    set(watch, 0, 0, 0);
    std::vector<std::pair<qint64, qint64>> offsets;
    std::vector<std::pair<qint64, qint64>> heads;
    for (int i = 0; i < 10'000; ++i) {
        watch.now += milliseconds(random.bounded(1, 60'000));
        const bool jumps = random.bounded(50) == 0;
        watch.partition().offset =
            jumps ? qint64(random.generate64()) : *watch.partition().offset + random.bounded(1000);
        watch.stream().next = jumps ? qint64(random.generate64()) : *watch.stream().next + random.bounded(1000);
        offsets.emplace_back(watch.now.count(), *watch.partition().offset);
        heads.emplace_back(watch.now.count(), *watch.stream().next);
        watch.look();
        const RowInsight row = watch.insight->row(0);
        QCOMPARE(row.rate, naiveRate(offsets));
        QCOMPARE(row.inputRate, naiveRate(heads));
        const bool keepsNothing = *watch.stream().oldest >= *watch.stream().next;
        const qint64 behind = saturated(Wide(*watch.stream().next) - *watch.partition().offset);
        QCOMPARE(row.lag, std::optional(keepsNothing ? 0 : std::max<qint64>(0, behind)));
        if (watch.insight->polls() > 1) {
            const auto before = offsets[offsets.size() - 2].second;
            const auto step = watch.insight->steps(0).back();
            if (step)
                QCOMPARE(*step, saturated(Wide(offsets.back().second) - before));
            else
                QVERIFY(offsets.back().second < before || watch.insight->history().newest().isAfterGap);
        }
    }
}

void TestInsight::theArithmeticOfAStalledPartitionIsTold()
{
    Watch watch;
    set(watch, 289897, 289890, 289927);
    watch.partition().lastDump = watch.ago(seconds(60));
    watch.look();
    for (int i = 0; i < 17; ++i)
        watch.poll();
    QCOMPARE(watch.why(),
             (QStringList{
                 u"Stalled: Records wait, and the offset has stood still for more than 3 intervals and 180 s."_s,
                 u"offset 289897 at 08:30:00 +00:00 → 289897 at 08:38:30 +00:00"_s,
                 u"head 289927, read at 08:38:31 +00:00"_s,
                 u"oldest kept 289890"_s,
                 u"lag = 289927 − 289897 = 30"_s,
                 u"interval 60 s"_s,
                 u"last dump 2020-12-03 08:29:00 +00:00"_s,
                 u"18 poll(s)"_s,
                 u"the offset stands still for 9 min 30 s; more than 3 min 0 s is stalled"_s,
                 u"rate 0.000 records/s"_s,
                 u"coming in 0.000 records/s"_s,
                 u"never caught up at these rates"_s,
             }));
    QVERIFY(watch.insight->arithmetic(0, {QTimeZone(8 * 3600)}).contains(u"at 16:38:30 +08:00"_s));
}

void TestInsight::theArithmeticOfALosingPartitionIsTold()
{
    Watch watch;
    set(watch, 289897, 289911, 289927);
    watch.partition().discard = 5;
    watch.interval = "";
    watch.look();
    QCOMPARE(watch.why(),
             (QStringList{
                 u"Losing: Records expired before they were dumped."_s,
                 u"offset 289897 at 08:30:00 +00:00"_s,
                 u"head 289927, read at 08:30:01 +00:00"_s,
                 u"oldest kept 289911"_s,
                 u"lag = 289927 − 289897 = 30"_s,
                 u"interval 300 s, assumed: the answer has none"_s,
                 u"one poll so far"_s,
                 u"the offset stands still for 0 s; more than 15 min 0 s is stalled"_s,
                 u"expired: 289898 … 289910, records: 13"_s,
                 u"discarded 5, none within the last polls"_s,
             }));
    watch.partition().discard = 12;
    watch.poll();
    QVERIFY(watch.why().contains(u"discarded 12, of these within the last polls 7"_s));
}

void TestInsight::theArithmeticOfAPartitionThatFallsBehindIsTold()
{
    Watch watch;
    set(watch, 100, 0, 200);
    watch.look();
    watch.flow(6, 30, 45);
    watch.stream().oldest = 30;
    watch.flow(1, 30, 45);
    QCOMPARE(watch.why(),
             (QStringList{
                 u"Behind: The offset moves, but the head moves faster: the lag grows."_s,
                 u"offset 130 at 08:30:30 +00:00 → 310 at 08:33:30 +00:00"_s,
                 u"head 515, read at 08:33:31 +00:00"_s,
                 u"oldest kept 30"_s,
                 u"lag = 515 − 310 = 205"_s,
                 u"interval 60 s"_s,
                 u"8 poll(s)"_s,
                 u"the offset stands still for 0 s; more than 3 min 0 s is stalled"_s,
                 u"lag after a dump: 130 → 205"_s,
                 u"rate 1.000 records/s"_s,
                 u"coming in 1.500 records/s"_s,
                 u"never caught up at these rates"_s,
                 u"the oldest record that waits expires in about 28 min 6 s"_s,
             }));
    watch.flow(1, 200, 45);
    QVERIFY2(watch.why().contains(u"caught up in 1 min 52 s at these rates"_s), qPrintable(watch.why().join(u"\n"_s)));
}

void TestInsight::theArithmeticOfAResetIsTold()
{
    Watch watch;
    set(watch, 20, 0, 20);
    watch.look();
    watch.partition().offset = 19;
    watch.poll();
    QCOMPARE(watch.why().mid(0, 3),
             (QStringList{u"Reset: The offset went down within the last 5 polls."_s, u"offset 19 at 08:30:30 +00:00"_s,
                          u"offset went down from 20 to 19 at 08:30:30 +00:00"_s}));
    const auto all = watch.partitions;
    watch.partitions.clear();
    watch.poll();
    watch.poll();
    watch.partitions = all;
    watch.poll();
    QVERIFY(watch.why().contains(u"not reported from 08:31:00 +00:00 to 08:32:00 +00:00"_s));
}

void TestInsight::theArithmeticSaysWhatIsMissing()
{
    Watch watch;
    watch.hasStream = false;
    watch.look();
    QCOMPARE(watch.why(),
             (QStringList{u"Unknown: Cannot tell idle from stalled: the stream has not been read yet."_s,
                          u"no offset"_s, u"interval 60 s"_s, u"one poll so far"_s}));
    watch.hasStream = true;
    watch.strategy = "LATEST";
    watch.partitions = {{"0", 0}, {"0", 0}};
    watch.listed = {{shard(0), 0, 20, "DELETED"}};
    watch.poll();
    QCOMPARE(watch.why(0).mid(2, 4),
             (QStringList{u"in the stream: shardId-0000000000"_s, u"partition status in the stream: DELETED"_s,
                          u"head 20, read at 08:30:31 +00:00"_s, u"oldest kept 0"_s}));
    QCOMPARE(
        watch.why(0).value(6),
        u"nothing dumped yet, and the dump task starts at the latest record: what was there before does not wait"_s);
    QVERIFY(watch.why(1).contains(
        u"an earlier row has the same partition ID: only that one is compared with the stream"_s));
}

void TestInsight::theArithmeticIsPlainText()
{
    Watch watch;
    watch.partitions = {{"%1<b>\\u202e&3", 5}};
    watch.listed = {{"%2\xe2\x80\xae<i>\n3", 0, 5, "DELETED"}};
    watch.look();
    QVERIFY2(watch.why().contains(u"in the stream: %2⟨U+202E⟩<i>⏎3"_s), qPrintable(watch.why().join(u'\n')));
}

void TestInsight::aSavedAnswerHasNoTimes()
{
    Watch watch;
    watch.hasClock = false;
    set(watch, 5, 0, 5);
    watch.look();
    QCOMPARE(watch.why().mid(1, 3), (QStringList{u"offset 5"_s, u"head 5"_s, u"oldest kept 0"_s}));
    watch.stream().oldest = 7;
    watch.poll();
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
