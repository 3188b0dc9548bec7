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

/// Lag, rates, and what follows from them.
class TestSpeeds : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
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
    void ratesHaveThreeDecimals_data();
    void ratesHaveThreeDecimals();
    void randomUpdatesAgreeWithANaiveModel();
};

void TestSpeeds::lagIsExactAtTheEndsOfTheNumbers()
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

void TestSpeeds::ratesAreExactAtTheEndsOfTheNumbers()
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

void TestSpeeds::whatALatestTaskNeverMeantToReadIsNoLag()
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

void TestSpeeds::ratesGoBackFivePollsOrThreeIntervals()
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

void TestSpeeds::aRateBeginsAnewWhereTheOffsetWentDown()
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

void TestSpeeds::theTimeToCatchUpIsExact()
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

void TestSpeeds::whatComesInAsFastIsNeverCaughtUp()
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

void TestSpeeds::theOldestRecordThatWaitsExpiresAtTheSpeedOfTheOldest()
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

void TestSpeeds::withoutWaitingRecordsNothingExpires()
{
    Watch watch;
    set(watch, 2000, 400, 2000);
    watch.look();
    watch.stream().oldest = 500;
    watch.poll();
    QCOMPARE(watch.insight->row(0).remaining, std::nullopt);
}

void TestSpeeds::stepsHaveGapsWherePollsAreMissing()
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

void TestSpeeds::ratesHaveThreeDecimals_data()
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

void TestSpeeds::ratesHaveThreeDecimals()
{
    QFETCH(qint64, moved);
    Watch watch;
    watch.partition().offset = 0;
    watch.look();
    watch.partition().offset = moved;
    watch.poll(seconds(1000));
    QTEST(workedOut(*watch.insight, 0, RateColumn).text, "text");
}

void TestSpeeds::randomUpdatesAgreeWithANaiveModel()
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

QTEST_GUILESS_MAIN(TestSpeeds)
#include "tst_speeds.moc"
