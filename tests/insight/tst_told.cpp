// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testcase.h"
#include "watch.h"

using namespace spillway;
using namespace Qt::StringLiterals;

/// What is told of how a verdict came about.
class TestTold : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void theArithmeticOfAStalledPartitionIsTold();
    void theArithmeticOfALosingPartitionIsTold();
    void theArithmeticOfAPartitionThatFallsBehindIsTold();
    void theArithmeticOfAResetIsTold();
    void theArithmeticSaysWhatIsMissing();
    void theArithmeticIsPlainText();
    void aSavedAnswerHasNoTimes();
};

void TestTold::theArithmeticOfAStalledPartitionIsTold()
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

void TestTold::theArithmeticOfALosingPartitionIsTold()
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

void TestTold::theArithmeticOfAPartitionThatFallsBehindIsTold()
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

void TestTold::theArithmeticOfAResetIsTold()
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

void TestTold::theArithmeticSaysWhatIsMissing()
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

void TestTold::theArithmeticIsPlainText()
{
    Watch watch;
    watch.partitions = {{"%1<b>\\u202e&3", 5}};
    watch.listed = {{"%2\xe2\x80\xae<i>\n3", 0, 5, "DELETED"}};
    watch.look();
    QVERIFY2(watch.why().contains(u"in the stream: %2⟨U+202E⟩<i>⏎3"_s), qPrintable(watch.why().join(u'\n')));
}

void TestTold::aSavedAnswerHasNoTimes()
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

QTEST_GUILESS_MAIN(TestTold)
#include "tst_told.moc"
