// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testcase.h"
#include "watch.h"

using namespace spillway;
using namespace Qt::StringLiterals;

namespace {

/// The heads of all rows, -1: none.
QList<qint64> heads(const Insight &insight)
{
    QList<qint64> heads;
    for (int row = 0; row < int(insight.task()->byKey.size()); ++row)
        heads += insight.row(row).head.value_or(-1);
    return heads;
}

} // namespace

/// Which partition of the stream is which of the dump task.
class TestStreamJoin : public TestCase
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
    void lackingAndForeignPartitionsAreNamed();
    void whatWasNotReadWholeHasNoForeignPartitions();
    void namesAreLimitedButAllAreCounted();
};

void TestStreamJoin::partitionsAreMatchedByTheirIds()
{
    Watch watch;
    watch.partitions = {{shard(0), 1}, {shard(2), 1}, {shard(1), 1}};
    watch.listed = {{shard(2), 0, 12}, {shard(1), 0, 11}, {shard(0), 0, 10}};
    QCOMPARE(heads(watch.look()), (QList<qint64>{10, 11, 12}));
}

void TestStreamJoin::partitionsAreMatchedByNumberWhereOnlyOneHasIt_data()
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

void TestStreamJoin::partitionsAreMatchedByNumberWhereOnlyOneHasIt()
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

void TestStreamJoin::ofPartitionsWithOneIdTheFirstIsMatched()
{
    Watch watch;
    watch.partitions = {{shard(0), 1}, {shard(0), 2}, {shard(1), 3}};
    watch.listed = {{shard(0), 0, 10}, {shard(0), 0, 11}, {shard(1), 0, 12}};
    QCOMPARE(heads(watch.look()), (QList<qint64>{10, -1, 12}));
    QCOMPARE(watch.insight->whole().lackingCount, 0);
    QCOMPARE(watch.insight->whole().foreignCount, 0);
}

void TestStreamJoin::idsAreTheSameHoweverTheyAreEscaped()
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

void TestStreamJoin::partitionsWithoutAnIdAreNotMatched()
{
    Watch watch;
    watch.partitions = {{"", 1}};
    watch.listed = {{"", 0, 10}};
    QCOMPARE(heads(watch.look()), (QList<qint64>{-1}));
}

void TestStreamJoin::theMatchFollowsTheRowsAndTheStream()
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

void TestStreamJoin::lackingAndForeignPartitionsAreNamed()
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

void TestStreamJoin::whatWasNotReadWholeHasNoForeignPartitions()
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

void TestStreamJoin::namesAreLimitedButAllAreCounted()
{
    Watch watch;
    watch.listed.clear();
    for (int i = 0; i < TaskInsight::namedLimit + 5; ++i)
        watch.listed.push_back({shard(i), 0, 1});
    watch.look();
    QCOMPARE(watch.insight->whole().lackingCount, TaskInsight::namedLimit + 4);
    QCOMPARE(watch.insight->whole().lacking.size(), TaskInsight::namedLimit);
}

QTEST_GUILESS_MAIN(TestStreamJoin)
#include "tst_streamjoin.moc"
