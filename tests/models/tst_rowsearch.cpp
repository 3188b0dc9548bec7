// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rowsearch.h"
#include "support/testcase.h"
#include "tasktexts.h"

#include <QRandomGenerator>

using namespace spillway;
using namespace Qt::StringLiterals;

namespace {

TaskSnapshot taskWithIds(const QByteArrayList &ids)
{
    QByteArrayList parts;
    for (const QByteArray &id : ids)
        parts += id.isEmpty() ? QByteArray("{}") : "{\"partitionId\":" + id + "}";
    return snapshotOf("{\"partitions\":[" + parts.join(',') + "]}");
}

RowSearch searchIn(const TaskSnapshot &task, std::variant<RowFilter, TypedId> wanted, int from, bool backwards = false)
{
    // In the order of the answer, not of the keys.
    std::vector<int> rows(task->byKey.size());
    for (size_t row = 0; row < rows.size(); ++row)
        rows[task->byKey[row]] = int(row);
    const auto shown = std::make_shared<const Permutation>(std::move(rows), int(task->byKey.size()));
    return {task, shown, std::move(wanted), from, backwards};
}

} // namespace

class tst_RowSearch : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void typingGoesToTheNearestOfTheBestMatches_data();
    void typingGoesToTheNearestOfTheBestMatches();
    void theNextMatchGoesRoundAndIsCounted();
    void aPartitionIsFoundByItsNumberOrId_data();
    void aPartitionIsFoundByItsNumberOrId();
    void everyPartitionIsFoundByItsId();
};

void tst_RowSearch::typingGoesToTheNearestOfTheBestMatches_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("row");
    QTest::newRow("the number itself") << u"12"_s << 0 << 3;
    QTest::newRow("the number itself, also from below") << u"12"_s << 4 << 3;
    QTest::newRow("numbers that start with it") << u"1"_s << 3 << 3;
    QTest::newRow("the next of them") << u"1"_s << 4 << 4;
    QTest::newRow("round the end") << u"1"_s << 5 << 0;
    QTest::newRow("an id in any case") << u"SHARDID-0000000012"_s << 0 << 3;
    QTest::newRow("a part of an id") << u"-000"_s << 2 << 2;
    QTest::newRow("a word") << u"ki"_s << 0 << 5;
    QTest::newRow("nothing") << u"99"_s << 0 << -1;
}

void tst_RowSearch::typingGoesToTheNearestOfTheBestMatches()
{
    QFETCH(const QString, typed);
    QFETCH(const int, from);
    QFETCH(const int, row);
    const TaskSnapshot task = taskWithIds({"\"shardId-0000000100\"", "\"shardId-0000000002\"", "\"shardId-0000000030\"",
                                           "\"shardId-0000000012\"", "\"shardId-0000000120\"", "\"kiosk\"", ""});
    QCOMPARE(findRow(searchIn(task, TypedId{typed}, from)).row, row);
}

void tst_RowSearch::theNextMatchGoesRoundAndIsCounted()
{
    const TaskSnapshot task = taskWithIds({"\"a1\"", "\"b2\"", "\"a3\"", "\"b4\"", "\"a5\""});
    const RowFilter a = RowFilter::parse(u"a");
    const auto found = [&](int from, bool backwards) {
        const RowFound result = findRow(searchIn(task, a, from, backwards));
        return u"%1: %2 of %3"_s.arg(result.row).arg(result.ordinal).arg(result.matches);
    };
    QCOMPARE(found(0, false), u"0: 1 of 3"_s);
    QCOMPARE(found(1, false), u"2: 2 of 3"_s);
    QCOMPARE(found(3, false), u"4: 3 of 3"_s);
    QCOMPARE(found(3, true), u"2: 2 of 3"_s);
    QCOMPARE(found(1, true), u"0: 1 of 3"_s);
    QCOMPARE(found(0, true), u"0: 1 of 3"_s);
    const RowFound none = findRow(searchIn(task, RowFilter::parse(u"c"), 2));
    QCOMPARE(none.row, -1);
    QCOMPARE(none.matches, 0);
    QCOMPARE(findRow(searchIn(taskWithIds({}), a, 0)).row, -1);
}

void tst_RowSearch::aPartitionIsFoundByItsNumberOrId_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("index"); // in the answer
    QTest::newRow("number") << u"12"_s << 0;
    QTest::newRow("number with zeros") << u"0012"_s << 0;
    QTest::newRow("id") << u"shardId-0000000012"_s << 0;
    QTest::newRow("id without zeros") << u"shardid-12"_s << 0;
    QTest::newRow("another id with the number") << u"x12"_s << 2;
    QTest::newRow("an id that is a number") << u"7"_s << 3;
    QTest::newRow("an id without number") << u"odd"_s << 1;
    QTest::newRow("escaped") << u"é"_s << 4;
    QTest::newRow("beyond 64 bits") << u"big-99999999999999999999"_s << 6;
    QTest::newRow("unknown number") << u"13"_s << -1;
    QTest::newRow("unknown id") << u"y12"_s << -1;
    QTest::newRow("nothing typed") << QString() << -1;
}

void tst_RowSearch::aPartitionIsFoundByItsNumberOrId()
{
    QFETCH(const QString, name);
    QFETCH(const int, index);
    const TaskSnapshot task = taskWithIds(
        {"\"shardId-0000000012\"", "\"odd\"", "\"x12\"", "7", "\"\\u00e9\"", "", "\"big-99999999999999999999\""});
    const auto found = partitionNamed(*task, name);
    QCOMPARE(found ? int(task->byKey[size_t(*found)]) : -1, index);
}

void tst_RowSearch::everyPartitionIsFoundByItsId()
{
    QRandomGenerator random(2);
    for (int round = 0; round < 200; ++round) {
        QByteArrayList ids;
        for (int i = random.bounded(30); i > 0; --i)
            ids += '"' + QByteArray(random.bounded(2) ? "s-" : "")
                + (random.bounded(4) ? QByteArray::number(random.bounded(20)).rightJustified(random.bounded(4), '0')
                                     : QByteArray("w"))
                + '"';
        const TaskSnapshot task = taskWithIds(ids);
        for (const Partition &partition : task->partitions) {
            const QString id = task->text(partition.id);
            const auto found = partitionNamed(*task, id);
            QVERIFY2(found, qPrintable(id));
            QCOMPARE(task->text(task->partitions[task->byKey[size_t(*found)]].id), id);
        }
    }
}

QTEST_GUILESS_MAIN(tst_RowSearch)
#include "tst_rowsearch.moc"
