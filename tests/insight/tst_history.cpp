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

HistoryPointer after(const HistoryPointer &before, const Watch &watch)
{
    const Observation seen = watch.observation();
    if (!seen.stream)
        return History::after(before, seen.task, seen.taken, nullptr);
    const StreamJoinPointer join = joined(*seen.task, *seen.stream, 10);
    const StreamReading reading{*seen.stream, *join, seen.streamTaken};
    return History::after(before, seen.task, seen.taken, &reading);
}

/// What was kept of a row's offsets, oldest first; "-": not known, "gone": the row was not there.
QStringList offsets(const History &history, int row)
{
    QStringList all;
    for (int i = 0; i < history.size(); ++i) {
        const Frame &frame = history.frame(i);
        const auto offset = frame.offset(row);
        all += !frame.has(row, Frame::Present) ? u"gone"_s : offset ? QString::number(*offset) : u"-"_s;
    }
    return all;
}

struct Polls
{
    Watch watch;
    HistoryPointer history;

    const History &look()
    {
        history = after(history, watch);
        return *history;
    }
    const History &poll(milliseconds later = seconds(30))
    {
        watch.now += later;
        return look();
    }
};

} // namespace

class TestHistory : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void everyNumberIsKeptAsItCame()
    {
        Polls polls;
        for (const qint64 number : {largest, smallest, qint64(0), qint64(-1)}) {
            polls.watch.partitions = {{shard(0), number, number}};
            polls.watch.listed = {{shard(0), number, number}};
            const Frame &frame = polls.poll().newest();
            QCOMPARE(frame.offset(0), number);
            QCOMPARE(frame.discard(0), number);
            QCOMPARE(frame.head(0), number);
            QCOMPARE(frame.oldest(0), number);
        }
        polls.watch.partitions = {{}};
        polls.watch.listed = {{}};
        const Frame &frame = polls.poll().newest();
        QCOMPARE(frame.offset(0), std::nullopt);
        QCOMPARE(frame.discard(0), std::nullopt);
        QCOMPARE(frame.head(0), std::nullopt);
        QCOMPARE(frame.oldest(0), std::nullopt);
        polls.watch.hasStream = false;
        QCOMPARE(polls.poll().newest().head(0), std::nullopt);
        QCOMPARE(polls.history->size(), 6);
    }

    void aSecondLookAtTheSameAnswerTakesThePlaceOfTheFirst()
    {
        Polls polls;
        polls.watch.hasStream = false;
        polls.watch.partition().offset = 5;
        polls.look();
        polls.watch.hasStream = true;
        polls.watch.stream().next = 9;
        polls.look();
        QCOMPARE(polls.history->size(), 1);
        QCOMPARE(polls.history->newest().head(0), 9);
        polls.poll();
        polls.look();
        QCOMPARE(polls.history->size(), 2);
    }

    void framesAreSharedWhileTheRowsStay()
    {
        Polls polls;
        polls.look();
        const Frame *first = &polls.history->newest();
        polls.poll();
        QCOMPARE(&polls.history->frame(0), first);
        polls.watch.partitions.push_back({shard(1), 1});
        polls.poll();
        QVERIFY(&polls.history->frame(0) != first);
    }

    void howLongAPartitionStandsIsKeptWhenOthersComeAndGo()
    {
        Polls polls;
        polls.watch.partitions = {{shard(1), 10}};
        polls.watch.listed = {{shard(1), 1, 50}};
        polls.look();
        polls.poll();
        const milliseconds since = polls.poll().newest().standingSince(0);
        QCOMPARE(since, polls.history->frame(0).taken);
        polls.watch.partitions = {{shard(0), 5}, {shard(1), 10}};
        QCOMPARE(polls.poll().newest().standingSince(1), since);
        polls.watch.partitions = {{shard(1), 10}};
        QCOMPARE(polls.poll().newest().standingSince(0), since);
    }

    void aGapIsRememberedWhenPartitionsComeAndGo()
    {
        Polls polls;
        polls.watch.partitions = {{shard(1), 10}};
        polls.look();
        polls.poll(seconds(10));
        polls.poll(seconds(100));
        QVERIFY(polls.history->frame(2).isAfterGap);
        polls.watch.partitions = {{shard(0), 5}, {shard(1), 10}};
        polls.poll(seconds(10));
        QVERIFY(!polls.history->frame(1).isAfterGap);
        QVERIFY(polls.history->frame(2).isAfterGap);
    }

    void whatWasSeenFollowsItsPartition()
    {
        Polls polls;
        polls.watch.partitions = {{shard(1), 10}, {shard(3), 30}};
        polls.watch.listed = {{shard(3), 3, 33}, {shard(1), 1, 11}};
        polls.look();
        polls.watch.partitions = {{shard(3), 31}, {shard(2), 20}, {shard(1), 12}};
        polls.poll();
        QCOMPARE(offsets(*polls.history, 0), (QStringList{u"10"_s, u"12"_s}));
        QCOMPARE(offsets(*polls.history, 1), (QStringList{u"gone"_s, u"20"_s}));
        QCOMPARE(offsets(*polls.history, 2), (QStringList{u"30"_s, u"31"_s}));
        QCOMPARE(polls.history->frame(0).head(2), 33);
        QCOMPARE(polls.history->frame(0).oldest(0), 1);
        polls.watch.partitions = {{shard(3), 32}};
        polls.poll();
        QCOMPARE(offsets(*polls.history, 0), (QStringList{u"30"_s, u"31"_s, u"32"_s}));
        QVERIFY(!polls.history->frame(2).isAfterGap);
        QCOMPARE(polls.history->frame(1).taken - polls.history->frame(0).taken, seconds(30));
        QCOMPARE(polls.history->frame(1).streamTaken - polls.history->frame(0).taken, seconds(31));
    }

    void aPartitionThatComesBackBringsItsLastNumbers()
    {
        Polls polls;
        polls.watch.partitions = {{shard(0), 1}, {shard(1), 5, 7}};
        polls.look();
        polls.watch.partitions = {{shard(0), 1}, {shard(1), 6, 8}};
        polls.poll();
        const auto all = polls.watch.partitions;
        polls.watch.partitions.pop_back();
        polls.poll();
        polls.poll();
        polls.watch.partitions = all;
        polls.poll();
        QCOMPARE(offsets(*polls.history, 1), (QStringList{u"gone"_s, u"6"_s, u"gone"_s, u"gone"_s, u"6"_s}));
        QCOMPARE(polls.history->frame(1).discard(1), 8);
        QCOMPARE(offsets(*polls.history, 0), QStringList(5, u"1"_s));
    }

    void aPartitionThatIsGoneForLongerThanPollsAreKeptIsNew()
    {
        Polls polls;
        polls.watch.partitions = {{shard(0), 1}, {shard(1), 5}};
        polls.look();
        const auto all = polls.watch.partitions;
        polls.watch.partitions.pop_back();
        for (size_t i = 0; i < History::mostFrames; ++i)
            polls.poll();
        polls.watch.partitions = all;
        polls.poll();
        QCOMPARE(offsets(*polls.history, 1).count(u"gone"_s), int(History::mostFrames) - 1);
    }

    void noMorePartitionsThanTheLimitAreRemembered()
    {
        Polls polls;
        const int count = int(History::mostGone) + 50;
        polls.watch.partitions.clear();
        for (int i = 0; i < count; ++i)
            polls.watch.partitions.push_back({shard(i), 1});
        polls.watch.hasStream = false;
        polls.look();
        const auto all = polls.watch.partitions;
        polls.watch.partitions.clear();
        polls.poll();
        polls.watch.partitions = all;
        polls.poll();
        int remembered = 0;
        for (int row = 0; row < count; ++row)
            remembered += polls.history->frame(0).has(row, Frame::Present) ? 1 : 0;
        QCOMPARE(remembered, int(History::mostGone));
    }

    /// Partition 2 stays among others that change on both sides of it.
    void whatStaysBetweenOthersThatComeAndGoIsKnown()
    {
        Polls polls;
        polls.watch.hasStream = false;
        polls.watch.partitions = {{shard(0), 10}, {shard(2), 20}, {shard(4), 40}};
        polls.look();
        polls.watch.partitions = {{shard(1), 11}, {shard(2), 21}, {shard(3), 31}};
        polls.poll();
        QCOMPARE(offsets(*polls.history, 0), (QStringList{u"gone"_s, u"11"_s}));
        QCOMPARE(offsets(*polls.history, 1), (QStringList{u"20"_s, u"21"_s}));
        QCOMPARE(offsets(*polls.history, 2), (QStringList{u"gone"_s, u"31"_s}));
    }

    void whatReturnsHasItsNumbersInTheStreamToo()
    {
        Polls polls;
        polls.watch.partitions = {{shard(0), 1}, {shard(1), 2}};
        polls.watch.listed = {{shard(0), 3, 30}, {shard(1), 4, 40}};
        polls.look();
        const auto all = polls.watch.partitions;
        polls.watch.partitions.pop_back();
        polls.poll();
        polls.watch.partitions = all;
        polls.poll();
        QCOMPARE(polls.history->frame(0).oldest(1), 4);
        QCOMPARE(polls.history->frame(0).head(1), 40);
    }

    /// What was seen in a poll that another look at the same time replaced was never seen.
    void whatAReplacedPollSawAloneIsForgotten()
    {
        Polls polls;
        polls.watch.hasStream = false;
        polls.watch.partitions = {{shard(0), 1}};
        polls.look();
        polls.watch.partitions = {{shard(1), 2}};
        polls.look();
        polls.watch.partitions = {{shard(0), 3}};
        polls.poll();
        QCOMPARE(offsets(*polls.history, 0), (QStringList{u"gone"_s, u"3"_s}));
    }

    /// Ten thousand that went before the oldest poll kept leave room for one that goes now.
    void whatIsTooOldIsForgottenForWhatGoesNow()
    {
        Polls polls;
        polls.watch.hasStream = false;
        const std::vector<Reported> few{{shard(0), 1}, {shard(1), 2}};
        polls.watch.partitions = few;
        for (int i = 2; i < int(History::mostGone) + 2; ++i)
            polls.watch.partitions.push_back({shard(i), 1});
        polls.look();
        polls.watch.partitions = few;
        for (size_t i = 0; i < History::mostFrames; ++i)
            polls.poll();
        QCOMPARE(polls.history->size(), int(History::mostFrames));
        polls.watch.partitions.pop_back();
        polls.poll();
        polls.watch.partitions = few;
        polls.poll();
        const QStringList kept = offsets(*polls.history, 1);
        QCOMPARE(kept.sliced(kept.size() - 3), (QStringList{u"2"_s, u"gone"_s, u"2"_s}));
    }

    /// Too many to be remembered, but the oldest poll kept knows those that went first.
    void whatTheOldestPollStillKnowsIsNotForgottenForWhatGoesNow()
    {
        Polls polls;
        polls.watch.hasStream = false;
        polls.watch.partitions.clear();
        const int half = int(History::mostGone) / 2 + 1;
        for (int i = 0; i <= 2 * half; ++i)
            polls.watch.partitions.push_back({shard(i), 1});
        const auto all = polls.watch.partitions;
        polls.look();
        polls.watch.partitions.erase(polls.watch.partitions.begin(), polls.watch.partitions.begin() + half);
        polls.poll();
        polls.watch.partitions.resize(1);
        polls.poll();
        polls.watch.partitions = all;
        polls.poll();
        QCOMPARE(offsets(*polls.history, 0), (QStringList{u"1"_s, u"gone"_s, u"gone"_s, u"1"_s}));
    }

    void anEndlessIdIsNotRemembered()
    {
        Polls polls;
        polls.watch.partitions = {{QByteArray(History::longestGoneId, 'x'), 1},
                                  {QByteArray(History::longestGoneId + 1, 'y'), 1}};
        polls.look();
        const auto all = polls.watch.partitions;
        polls.watch.partitions.clear();
        polls.poll();
        polls.watch.partitions = all;
        polls.poll();
        QVERIFY(polls.history->frame(0).has(0, Frame::Present));
        QVERIFY(!polls.history->frame(0).has(1, Frame::Present));
    }

    void sixtyPollsAreKept()
    {
        Polls polls;
        for (int i = 0; i < 70; ++i) {
            polls.watch.partition().offset = i;
            polls.poll();
        }
        QCOMPARE(polls.history->size(), 60);
        QCOMPARE(polls.history->frame(0).offset(0), 10);
    }

    void manyPartitionsAreKeptForFewerPollsButNeverFewerThanSix()
    {
        for (const auto &[rows, kept] : {std::pair{20'000, 40}, std::pair{200'000, 6}}) {
            Watch watch;
            watch.partitions.clear();
            for (int i = 0; i < rows; ++i)
                watch.partitions.push_back({QByteArray::number(i)});
            const TaskSnapshot task = snapshotOf(watch.json());
            HistoryPointer history;
            for (int i = 1; i < kept + 5; ++i)
                history = History::after(history, task, seconds(i), nullptr);
            QCOMPARE(history->size(), kept);
        }
    }

    void aMissingPollIsAGap()
    {
        Polls polls;
        polls.look();
        QVERIFY(!polls.history->newest().isAfterGap);
        QVERIFY(!polls.poll(seconds(10)).newest().isAfterGap);
        QVERIFY(!polls.poll(seconds(25)).newest().isAfterGap);
        QVERIFY(polls.poll(milliseconds(25'001)).newest().isAfterGap);
        // Another interval is usual after a few polls.
        for (int i = 0; i < 3; ++i)
            polls.poll(seconds(300));
        QVERIFY(!polls.poll(seconds(300)).newest().isAfterGap);
        QCOMPARE(polls.history->usualDistance(), seconds(300));
    }

    void theUsualDistanceIsTheMiddleOfTheLastFive()
    {
        Polls polls;
        polls.look();
        for (const int later : {100, 100, 100, 10, 10})
            polls.poll(seconds(later));
        QCOMPARE(polls.history->usualDistance(), seconds(100));
        polls.poll(seconds(10));
        QCOMPARE(polls.history->usualDistance(), seconds(10));
    }

    void anotherTaskOrAnOlderAnswerStartsAnew()
    {
        Polls polls;
        polls.look();
        polls.poll();
        QCOMPARE(polls.history->size(), 2);
        polls.watch.name = "other";
        QCOMPARE(polls.poll().size(), 1);
        polls.poll();
        QCOMPARE(polls.poll(milliseconds(-1)).size(), 1);
    }

    void rowsWithOneIdAreToldApart()
    {
        Polls polls;
        polls.watch.partitions = {{shard(0), 1}, {shard(0), 2}, {"", 3}, {"", 4}};
        polls.look();
        polls.watch.partitions.push_back({shard(9), 5});
        polls.poll();
        const auto &keys = rowKeys(*polls.history->task());
        for (int row = 0; row < 5; ++row) {
            if (keys[size_t(row)].id != shard(9))
                QCOMPARE(offsets(*polls.history, row)[0], offsets(*polls.history, row)[1]);
        }
    }
};

QTEST_GUILESS_MAIN(TestHistory)
#include "tst_history.moc"
