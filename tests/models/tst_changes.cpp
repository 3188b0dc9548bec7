// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/celltext.h"
#include "models/changes.h"
#include "models/discards.h"
#include "support/testcase.h"
#include "tasktexts.h"

#include <QRandomGenerator>

#include <map>

using namespace spillway;
using namespace Qt::StringLiterals;

namespace {

const QDateTime since = QDateTime::fromMSecsSinceEpoch(1'700'000'000'000, Qt::UTC);

QByteArray answerOf(const QByteArrayList &partitions, const QByteArray &state = "RUNNING",
                    const QByteArray &prefix = "p")
{
    return R"({"stream_name":"s","task_name":"t","state":")" + state
        + R"(","obs_destination_description":{"file_prefix":")" + prefix + R"("},"partitions":[)" + partitions.join(',')
        + "]}";
}

/// {"partitionId":"7","discard":5}
QByteArray losing(const QByteArray &id, const QByteArray &discard)
{
    return R"({"partitionId":")" + id + R"(")"
        + (discard.isNull() ? QByteArray() : QByteArray(R"(,"discard":)" + discard)) + "}";
}

Changes between(const QByteArray &before, const QByteArray &after)
{
    return {plan(snapshotOf(before), snapshotOf(after)), since};
}

QString was(const Changes &changes, int row, int column)
{
    const auto earlier = changes.earlier(row, column);
    return earlier ? cellText(earlier->answer, earlier->value, &partitionFields[size_t(column)], {}) : u"nothing"_s;
}

/// Answers come one after another, as a session would plan them.
struct Watch
{
    TaskSnapshot shown;
    DiscardsPointer discards;

    void show(const QByteArray &json) { take(snapshotOf(json)); }
    void leave() { take(nullptr); }
    quint64 total() const { return discards ? discards->total() : 0; }
    qint64 partitions() const { return discards ? discards->partitions() : 0; }
    quint64 growth(int row) const { return discards ? discards->growth(row) : 0; }

private:
    void take(const TaskSnapshot &next)
    {
        discards = planAnswer(shown, next, since, discards).discards;
        shown = next;
    }
};

} // namespace

class tst_Changes : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void whatChangedIsMarkedWithWhatStoodThere()
    {
        const Changes changes = between(answerWith({{0, 10}, {1, 20}}), answerWith({{0, 10}, {1, 21}}));
        QVERIFY(!changes.isChanged(0, OffsetColumn));
        QVERIFY(changes.isChanged(1, OffsetColumn));
        QVERIFY(!changes.isChanged(1, StateColumn));
        QCOMPARE(was(changes, 1, OffsetColumn), u"20"_s);
        QCOMPARE(was(changes, 1, StateColumn), u"nothing"_s);
        QCOMPARE(changes.changedRows(), 1);
        QCOMPARE(changes.since(), since);
    }

    void theSameAnswerChangesNothing()
    {
        const Changes changes = between(answerWith({{0, 10}, {1, 20}}), answerWith({{1, 20}, {0, 10}}));
        QVERIFY(changes.isEmpty());
        QVERIFY(!changes.isChanged(0, OffsetColumn));
        QVERIFY(!changes.isNew(0));
    }

    void newAndGonePartitionsAreCountedAndNamed()
    {
        const Changes changes = between(answerWith({{0, 1}, {1, 1}, {2, 1}}), answerWith({{1, 1}, {3, 1}}));
        QVERIFY(!changes.isNew(0));
        QVERIFY(changes.isNew(1));
        QCOMPARE(changes.newRows(), 1);
        QCOMPARE(changes.goneRows(), 2);
        QCOMPARE(changes.goneIds(), QStringList({u"shardId-0000000000"_s, u"shardId-0000000002"_s}));
    }

    void onlyTheFirstOfManyGonePartitionsAreNamed()
    {
        std::vector<std::pair<int, int>> many;
        for (int i = 0; i < 1000; ++i)
            many.emplace_back(i, 1);
        const Changes changes = between(answerWith(many), answerWith({}));
        QCOMPARE(changes.goneRows(), 1000);
        QCOMPARE(changes.goneIds().size(), Changes::goneIdsLimit);
    }

    void absentNullEmptyAndZeroAreToldApart()
    {
        const QByteArrayList values{QByteArray(), "null", "\"\"", "0"};
        const QStringList shown{u"–"_s, u"null"_s, u"(empty)"_s, u"0"_s};
        for (int a = 0; a < values.size(); ++a) {
            for (int b = 0; b < values.size(); ++b) {
                const Changes changes = between(answerOf({losing("1", values[a])}), answerOf({losing("1", values[b])}));
                QCOMPARE(changes.isChanged(0, DiscardColumn), a != b);
                QCOMPARE(was(changes, 0, DiscardColumn), a == b ? u"nothing"_s : shown[a]);
                QCOMPARE(changes.discarded(), 0U);
            }
        }
    }

    void aVeryLongTextIsMarkedButNotKept()
    {
        const QByteArray huge(5'000'000, 'x');
        const auto partition = [](const QByteArray &state, const QByteArray &discard) {
            return QByteArray(R"({"partitionId":"1","state":")" + state + R"(","discard":)" + discard + "}");
        };
        const Changes changes = between(answerOf({partition(huge, "1")}), answerOf({partition("RUNNING", "2")}));
        QVERIFY(changes.isChanged(0, StateColumn));
        QCOMPARE(was(changes, 0, StateColumn), u"nothing"_s);
        QCOMPARE(was(changes, 0, DiscardColumn), u"1"_s);
    }

    void theTasksStateAndSettingsAreTold()
    {
        const Changes changes = between(answerOf({}), answerOf({}, "PAUSED", "q"));
        QVERIFY(changes.states());
        QCOMPARE(changes.states()->before, u"RUNNING"_s);
        QCOMPARE(changes.states()->after, u"PAUSED"_s);
        QCOMPARE(changes.settings(), 1);
        QVERIFY(!changes.isEmpty());
    }

    void randomRefreshesAgreeWithAPlainComparison()
    {
        QRandomGenerator random(7);
        std::map<int, int> old;
        for (int round = 0; round < 300; ++round) {
            std::map<int, int> next = old;
            for (int i = random.bounded(6); i > 0; --i)
                next[random.bounded(200)] = random.bounded(5);
            for (int i = random.bounded(4); i > 0 && !next.empty(); --i)
                next.erase(next.begin());
            if (round % 7 == 0) { // far more places than are edited one by one
                std::erase_if(next, [&random](const auto &) { return random.bounded(3) == 0; });
                for (int i = 0; i < 300; ++i)
                    next[random.bounded(600)] = random.bounded(5);
            }
            const auto json = [](const std::map<int, int> &partitions) {
                return answerWith({partitions.begin(), partitions.end()});
            };
            const Changes changes = between(json(old), json(next));
            int row = 0;
            qint64 changed = 0;
            for (const auto &[id, offset] : next) {
                const auto before = old.find(id);
                const bool isNew = before == old.end();
                const bool differs = !isNew && before->second != offset;
                QCOMPARE(changes.isNew(row), isNew);
                QCOMPARE(changes.isChanged(row, OffsetColumn), differs);
                QVERIFY(!changes.isChanged(row, DiscardColumn));
                if (differs)
                    QCOMPARE(was(changes, row, OffsetColumn), QString::number(before->second));
                changed += differs ? 1 : 0;
                ++row;
            }
            QCOMPARE(changes.changedRows(), changed);
            const auto gone =
                std::count_if(old.begin(), old.end(), [&](const auto &p) { return !next.count(p.first); });
            QCOMPARE(changes.goneRows(), qint64(gone));
            QCOMPARE(changes.newRows(), qint64(next.size()) - qint64(old.size()) + gone);
            old = next;
        }
    }

    void growthOfDiscardIsKeptUntilItIsAcknowledged()
    {
        Watch watch;
        watch.show(answerOf({losing("1", "5"), losing("2", "0")}));
        QCOMPARE(watch.total(), 0U); // from before we looked
        watch.show(answerOf({losing("1", "17"), losing("2", "1")}));
        QCOMPARE(watch.growth(0), 12U);
        QCOMPARE(watch.growth(1), 1U);
        QCOMPARE(watch.total(), 13U);
        QCOMPARE(watch.partitions(), 2);
        QCOMPARE(watch.discards->since(), since);
        watch.show(answerOf({losing("1", "17"), losing("2", "1")}));
        watch.show(answerOf({losing("1", "20"), losing("2", "1")}));
        QCOMPARE(watch.growth(0), 15U);
        watch.discards = Discards::acknowledged(watch.discards, {0});
        QCOMPARE(watch.growth(0), 0U);
        QVERIFY(watch.discards->isAcknowledged(0));
        QVERIFY(!watch.discards->isAcknowledged(1));
        QCOMPARE(watch.total(), 1U);
        watch.show(answerOf({losing("1", "22"), losing("2", "1")}));
        QCOMPARE(watch.growth(0), 2U);
        QVERIFY(!watch.discards->isAcknowledged(0));
        watch.discards = Discards::acknowledgedAll(watch.discards);
        QCOMPARE(watch.total(), 0U);
        QCOMPARE(watch.partitions(), 0);
    }

    void aCounterThatStartsAnewIsNoLoss()
    {
        Watch watch;
        watch.show(answerOf({losing("1", "5")}));
        watch.show(answerOf({losing("1", "3")}));
        QVERIFY(!watch.discards);
        watch.show(answerOf({losing("1", "4")}));
        QCOMPARE(watch.total(), 1U);
        watch.show(answerOf({losing("1", "0")})); // what was lost stays lost
        QCOMPARE(watch.total(), 1U);
    }

    void onlyNumbersGrow_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<quint64>("growth");
        const auto row = [](const char *name, const QByteArray &before, const QByteArray &after, quint64 growth) {
            QTest::newRow(name) << before << after << growth;
        };
        row("absent before", {}, "5", 0);
        row("absent after", "5", {}, 0);
        row("null before", "null", "5", 0);
        row("an object", "{}", "5", 0);
        row("a fraction", "1.5", "2.5", 0);
        row("text that is no number", R"("five")", "6", 0);
        row("numbers as text", R"("5")", "8", 3);
        row("negative", "-2", "3", 5);
        row("the whole range", "-9223372036854775808", "9223372036854775807", std::numeric_limits<quint64>::max());
        row("beyond 64 bits", "5", "92233720368547758079", 0);
    }
    void onlyNumbersGrow()
    {
        QFETCH(const QByteArray, before);
        QFETCH(const QByteArray, after);
        QFETCH(const quint64, growth);
        Watch watch;
        watch.show(answerOf({losing("1", before)}));
        watch.show(answerOf({losing("1", after)}));
        QCOMPARE(watch.total(), growth);
        QCOMPARE(between(answerOf({losing("1", before)}), answerOf({losing("1", after)})).discarded(), growth);
    }

    void moreThanFitsIsTheLargestNumber()
    {
        Watch watch;
        const QByteArray least = "-9223372036854775808";
        const QByteArray most = "9223372036854775807";
        watch.show(answerOf({losing("1", least), losing("2", least)}));
        watch.show(answerOf({losing("1", most), losing("2", most)}));
        QCOMPARE(watch.total(), std::numeric_limits<quint64>::max());
        QCOMPARE(watch.partitions(), 2);
    }

    void aPartitionThatGoesAndComesBackKeepsItsLoss()
    {
        Watch watch;
        watch.show(answerOf({losing("1", "0"), losing("2", "0")}));
        watch.show(answerOf({losing("1", "0"), losing("2", "4")}));
        watch.show(answerOf({losing("1", "0")}));
        QCOMPARE(watch.total(), 4U);
        QCOMPARE(watch.growth(0), 0U);
        watch.show(answerOf({losing("0", "0"), losing("1", "0"), losing("2", "9")}));
        QCOMPARE(watch.growth(2), 4U);
        watch.leave();
        QCOMPARE(watch.total(), 4U);
        watch.show(answerOf({losing("2", "9")}));
        QCOMPARE(watch.growth(0), 4U);
    }

    void partitionsWithTheSameIdAreKeptApart()
    {
        Watch watch;
        watch.show(answerOf({losing("1", "0"), losing("1", "0")}));
        watch.show(answerOf({losing("1", "0"), losing("1", "3")}));
        QCOMPARE(watch.growth(0), 0U);
        QCOMPARE(watch.growth(1), 3U);
    }

    void moreGonePartitionsThanAreRememberedAreStillCounted()
    {
        const int count = int(Discards::awayLimit) + 500;
        QByteArrayList before;
        QByteArrayList after;
        for (int i = 0; i < count; ++i) {
            before += losing(QByteArray::number(i), "0");
            after += losing(QByteArray::number(i), "2");
        }
        Watch watch;
        watch.show(answerOf(before));
        watch.show(answerOf(after));
        watch.show(answerOf({}));
        QCOMPARE(watch.total(), quint64(count) * 2);
        QCOMPARE(watch.partitions(), count);
        watch.discards = Discards::acknowledgedAll(watch.discards);
        QCOMPARE(watch.total(), 0U);
    }

    void randomDiscardsAgreeWithAPlainLedger()
    {
        QRandomGenerator random(11);
        std::map<int, qint64> shown;
        std::map<int, quint64> ledger;
        Watch watch;
        for (int round = 0; round < 400; ++round) {
            std::map<int, qint64> next = shown;
            for (int i = random.bounded(5); i > 0; --i) {
                const int id = random.bounded(30);
                next[id] = std::max<qint64>(0, next[id] + random.bounded(-2, 6));
            }
            if (random.bounded(3) == 0 && !next.empty())
                next.erase(std::next(next.begin(), random.bounded(int(next.size()))));
            for (const auto &[id, discard] : next) {
                const auto before = shown.find(id);
                if (before != shown.end() && discard > before->second)
                    ledger[id] += quint64(discard - before->second);
            }
            QByteArrayList partitions;
            for (const auto &[id, discard] : next)
                partitions += losing(QByteArray::number(id), QByteArray::number(discard));
            watch.show(answerOf(partitions));
            shown = next;
            quint64 total = 0;
            for (const auto &[id, growth] : ledger)
                total += growth;
            QCOMPARE(watch.total(), total);
            int row = 0;
            std::vector<int> some;
            for (const auto &[id, discard] : shown) {
                QCOMPARE(watch.growth(row), ledger[id]);
                if (random.bounded(20) == 0) {
                    some.push_back(row);
                    ledger[id] = 0;
                }
                ++row;
            }
            watch.discards = Discards::acknowledged(watch.discards, some);
        }
    }
};

QTEST_GUILESS_MAIN(tst_Changes)
#include "tst_changes.moc"
