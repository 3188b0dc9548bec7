// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testcase.h"
#include "watch.h"

using namespace spillway;
using namespace Qt::StringLiterals;

/// Which lines a verdict is explained with, at the bounds of what they are about.
class TestArithmetic : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void theLagAfterTwoDumpsIsTold();
    void aDumpThatLeavesNothingIsToldAsNothing();
    void withoutAClockTheServersIsTold();
    void aStreamThatKeepsNothingIsTold();
    void oneExpiredRecordIsTold();
    void oneDiscardedRecordIsTold();
    void anOffsetThatStandsIsToldWithBothTimes();
    void howLongItMayStandIsToldOnlyWhereRecordsWait();
    void theTimeOfTheLastDumpIsTold();
    void anIdThatIsTheStreamsIsNotToldTwice();
};

namespace {

Watch watched(qint64 offset, qint64 oldest, qint64 next)
{
    Watch watch;
    watch.partition().offset = offset;
    watch.stream().oldest = oldest;
    watch.stream().next = next;
    watch.look();
    return watch;
}

bool says(const Watch &watch, const QString &begin)
{
    const QStringList lines = watch.why();
    return std::any_of(lines.begin(), lines.end(), [&](const QString &line) { return line.startsWith(begin); });
}

} // namespace

void TestArithmetic::theLagAfterTwoDumpsIsTold()
{
    Watch watch = watched(100, 0, 110);
    watch.flow(1, 10, 12);
    QVERIFY(!says(watch, u"lag after a dump"_s));
    watch.flow(1, 10, 12);
    QVERIFY2(watch.why().contains(u"lag after a dump: 12 → 14"_s), qPrintable(watch.why().join(u'\n')));
}

void TestArithmetic::aDumpThatLeavesNothingIsToldAsNothing()
{
    Watch watch = watched(100, 0, 100);
    watch.flow(1, 10, 10);
    watch.flow(1, 10, 15);
    QVERIFY2(watch.why().contains(u"lag after a dump: 0 → 5"_s), qPrintable(watch.why().join(u'\n')));
}

void TestArithmetic::withoutAClockTheServersIsTold()
{
    Watch watch = watched(10, 0, 20);
    watch.hasClock = false;
    watch.poll();
    QVERIFY(watch.why().contains(u"offset 10"_s));
    watch.hasServerDate = true;
    watch.poll();
    QVERIFY2(says(watch, u"offset 10 at 08:30:00 +00:00 → 10 at 08:31:00"_s), qPrintable(watch.why().join(u'\n')));
}

void TestArithmetic::aStreamThatKeepsNothingIsTold()
{
    const QString nothing = u"the stream keeps nothing of this partition: nothing can wait"_s;
    QVERIFY(watched(0, 20, 20).why().contains(nothing));
    QVERIFY(watched(0, 21, 20).why().contains(nothing));
    const Watch one = watched(18, 19, 20);
    QVERIFY(!one.why().contains(nothing));
    Watch unknown = watched(0, 20, 20);
    unknown.partition().offset.reset();
    unknown.poll();
    QVERIFY(!unknown.why().contains(nothing));
    set(unknown, 0, {}, 20);
    unknown.poll();
    QVERIFY(!unknown.why().contains(nothing));
    QVERIFY(one.why().contains(u"lag = 20 − 18 = 2"_s));
}

void TestArithmetic::oneExpiredRecordIsTold()
{
    QVERIFY(watched(10, 12, 20).why().contains(u"expired: 11 … 11, records: 1"_s));
    QVERIFY(!says(watched(10, 11, 20), u"expired"_s));
}

void TestArithmetic::oneDiscardedRecordIsTold()
{
    Watch watch = watched(20, 0, 20);
    QVERIFY(!says(watch, u"discarded"_s));
    watch.partition().discard = 0;
    watch.poll();
    QVERIFY(!says(watch, u"discarded"_s));
    watch.partition().discard = 1;
    watch.poll();
    QVERIFY(watch.why().contains(u"discarded 1, of these within the last polls 1"_s));
    for (int i = 0; i < 5; ++i)
        watch.poll();
    QVERIFY(watch.why().contains(u"discarded 1, none within the last polls"_s));
}

void TestArithmetic::anOffsetThatStandsIsToldWithBothTimes()
{
    Watch watch = watched(10, 0, 20);
    QVERIFY(watch.why().contains(u"offset 10 at 08:30:00 +00:00"_s));
    watch.poll(std::chrono::milliseconds(1));
    QVERIFY(watch.why().contains(u"offset 10 at 08:30:00 +00:00 → 10 at 08:30:00 +00:00"_s));
    watch.poll();
    watch.poll();
    QVERIFY(watch.why().contains(u"offset 10 at 08:30:00 +00:00 → 10 at 08:31:00 +00:00"_s));
    watch.flow(1, 5, 5);
    QVERIFY(watch.why().contains(u"offset 10 at 08:30:00 +00:00 → 15 at 08:31:30 +00:00"_s));
}

void TestArithmetic::howLongItMayStandIsToldOnlyWhereRecordsWait()
{
    Watch watch = watched(18, 0, 20);
    watch.poll(seconds(100));
    QVERIFY(watch.why().contains(u"the offset stands still for 1 min 40 s; more than 3 min 0 s is stalled"_s));
    QVERIFY(!says(watched(19, 0, 20), u"the offset stands still"_s));
    watch.state = "PAUSED";
    watch.poll();
    QVERIFY(!says(watch, u"the offset stands still"_s));
}

void TestArithmetic::theTimeOfTheLastDumpIsTold()
{
    Watch watch = watched(10, 0, 20);
    QVERIFY(!says(watch, u"last dump"_s));
    watch.partition().lastDump = watch.ago(seconds(60));
    watch.poll();
    QVERIFY(says(watch, u"last dump 2020-12-03 08:29:00"_s));
    QVERIFY(watch.why().contains(u"2 poll(s)"_s));
}

void TestArithmetic::anIdThatIsTheStreamsIsNotToldTwice()
{
    QVERIFY(!says(watched(10, 0, 20), u"in the stream"_s));
    QVERIFY(!says(watched(10, 0, 20), u"partition status"_s));
}

QTEST_GUILESS_MAIN(TestArithmetic)
#include "tst_arithmetic.moc"
