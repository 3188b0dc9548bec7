// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/answers.h"
#include "support/testcase.h"

#include <QMap>
#include <QSet>

#include <limits>

using namespace spillway;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 minuteInMs = 60'000;

/// The state words of a task's partitions, each once.
QSet<QString> statesAt(QByteArrayView task, qint64 seconds)
{
    QSet<QString> words;
    for (const QJsonObject &partition : partitionsAt(task, seconds))
        words.insert(wordOf(partition, "state"));
    return words;
}

QString stateAt(QByteArrayView task, qint64 seconds)
{
    return wordOf(taskAt(task, seconds), "state");
}

QString statusesAt(QByteArrayView task, qint64 seconds)
{
    QStringList words;
    for (const QJsonObject &partition : partitionsAt(task, seconds))
        words.append(wordOf(partition, "status"));
    return words.join(u' ');
}

/// The partitions that have discarded anything, and how much.
QMap<qsizetype, qint64> discardsAt(QByteArrayView task, qint64 seconds)
{
    QMap<qsizetype, qint64> numbers;
    const QList<QJsonObject> partitions = partitionsAt(task, seconds);
    for (qsizetype i = 0; i < partitions.size(); ++i) {
        if (const qint64 discard = numberOf(partitions[i], "discard"); discard != 0)
            numbers[i] = discard;
    }
    return numbers;
}

/// How many partitions have not been dumped for longer than so many ms.
qsizetype olderThan(qint64 age, QByteArrayView task, qint64 seconds)
{
    qsizetype old = 0;
    for (const QJsonObject &partition : partitionsAt(task, seconds))
        old += ageOf(partition, seconds) > age ? 1 : 0;
    return old;
}

/// The ends of "[first : last]".
QList<qint64> rangeOf(const QJsonObject &partition, const char *key)
{
    QList<qint64> ends;
    for (const QString &part : wordOf(partition, key).remove(u'[').remove(u']').split(u" : "_s))
        ends.append(part.toLongLong());
    return ends;
}

const QSet<QString> allRunning{u"RUNNING"_s};

} // namespace

/// What each story promises, over time.
class tst_Stories : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void theHealthyTasksStayHealthy_data()
    {
        QTest::addColumn<QByteArray>("task");
        QTest::newRow("every 30 s") << QByteArray("orders-to-obs");
        QTest::newRow("every 5 min") << QByteArray("orders-as-csv");
        QTest::newRow("to DLI") << QByteArray("orders-to-dli");
    }
    void theHealthyTasksStayHealthy()
    {
        QFETCH(QByteArray, task);
        for (qint64 seconds = 0; seconds <= 6 * 3600; seconds += 97) {
            QCOMPARE(stateAt(task, seconds), u"RUNNING"_s);
            QCOMPARE(statesAt(task, seconds), allRunning);
            QCOMPARE(olderThan(storyOf(task).interval + 1000, task, seconds), 0);
            QVERIFY(discardsAt(task, seconds).isEmpty());
        }
    }

    void theHealthyTaskMovesEveryTwentySeconds()
    {
        for (qint64 seconds = 0; seconds < 600; seconds += 7)
            QVERIFY(taskAt("orders-to-obs", seconds) != taskAt("orders-to-obs", seconds + 20));
    }

    void theIdleTaskRunsAndDumpsNothing()
    {
        const QList<QJsonObject> before = partitionsAt("alarms-to-obs", 0);
        for (qint64 seconds = 31; seconds <= 6 * 3600; seconds += 97) {
            const QList<QJsonObject> now = partitionsAt("alarms-to-obs", seconds);
            QCOMPARE(statesAt("alarms-to-obs", seconds), allRunning);
            QCOMPARE(olderThan(31'000, "alarms-to-obs", seconds), 0);
            for (qsizetype i = 0; i < now.size(); ++i) {
                QVERIFY(offsetOf(now[i]) > 0);
                QCOMPARE(offsetOf(now[i]), offsetOf(before[i]));
                QVERIFY(timeOf(now[i]) > timeOf(before[i]));
            }
        }
    }

    void theSlowTaskIsDumpedOnTimeAndFallsFurtherAndFurtherBehind()
    {
        // Another task of the same stream shows how far the stream is; partition 0 of it is dumped every 30 seconds.
        const auto backlog = [](qint64 seconds) {
            return offsetOf(partitionsAt("telemetry-archive", seconds)[0])
                - offsetOf(partitionsAt("telemetry-live", seconds)[0]);
        };
        qint64 before = 0;
        for (const qint64 seconds : {0, 60, 300, 3600, 4 * 3600}) {
            QVERIFY(backlog(seconds) > before);
            before = backlog(seconds);
            QCOMPARE(olderThan(31'000, "telemetry-live", seconds), 0);
            QCOMPARE(statesAt("telemetry-live", seconds), allRunning);
            QCOMPARE(stateAt("telemetry-live", seconds), u"RUNNING"_s);
        }
    }

    void theOffsetsOfOneTaskAreSetBackOnceAndCatchUp()
    {
        const char *task = "telemetry-lab";
        const qint64 first = offsetOf(partitionsAt(task, 39)[0]);
        const qint64 reset = offsetOf(partitionsAt(task, 40)[0]);
        QVERIFY(reset < first);
        for (qint64 seconds = 41, before = reset; seconds < 3600; seconds += 7) {
            const qint64 now = offsetOf(partitionsAt(task, seconds)[0]);
            QVERIFY(now >= before);
            before = now;
        }
        QVERIFY(offsetOf(partitionsAt(task, 300)[0]) < first);
        QVERIFY(offsetOf(partitionsAt(task, 1200)[0]) > first);
    }

    void theNewTaskStartsAndThenDumpsForTheFirstTime()
    {
        const char *task = "payments-to-lake";
        QCOMPARE(stateAt(task, 0), u"STARTING"_s);
        QCOMPARE(statesAt(task, 39), QSet<QString>{u"STARTING"_s});
        QCOMPARE(timeOf(taskAt(task, 50)), 0);
        QCOMPARE(stateAt(task, 50), u"RUNNING"_s);
        QVERIFY(timeOf(taskAt(task, 80)) > 0);
        for (const QJsonObject &partition : partitionsAt(task, 50))
            QCOMPARE(offsetOf(partition), 0);
        for (const QJsonObject &partition : partitionsAt(task, 120))
            QVERIFY(offsetOf(partition) > 0 && timeOf(partition) > 0);
    }

    void oneOfTheUnreadablePartitionsStandsStill()
    {
        QCOMPARE(statesAt("events-to-obs", 0), allRunning);
        QCOMPARE(olderThan(30 * minuteInMs, "events-to-obs", 0), 1);
        QCOMPARE(partitionsAt("events-to-obs", 3600)[2], partitionsAt("events-to-obs", 3600 + 1)[2]);
        QCOMPARE(offsetOf(partitionsAt("events-to-obs", 3600)[2]), offsetOf(partitionsAt("events-to-obs", 0)[2]));
    }

    void theStalledTaskSaysItRunsAndNeverMoves()
    {
        const QJsonObject before = taskAt("payments-mirror", 0);
        QVERIFY(ageOf(before, 0) > 45 * minuteInMs);
        QCOMPARE(olderThan(45 * minuteInMs, "payments-mirror", 0), partitionsOf(before).size());
        QCOMPARE(statesAt("payments-mirror", 0), allRunning);
        for (const qint64 seconds : {1, 60, 3600, 86'400, 30 * 86'400})
            QCOMPARE(taskAt("payments-mirror", seconds), before);
        // It did move before.
        QVERIFY(taskAt("payments-mirror", -3600) != taskAt("payments-mirror", -3660));
    }

    void theDiscardingTaskDiscardsInSteps()
    {
        QCOMPARE(discardsAt("orders-checked", 0).keys(), QList<qsizetype>{2});
        QSet<qint64> steps;
        for (qint64 seconds = 0; seconds <= 3600; seconds += 10)
            steps.insert(discardsAt("orders-checked", seconds)[2]);
        // Every fourth dump of 30 seconds: some thirty times in an hour, not at every look.
        QVERIFY2(steps.size() >= 28 && steps.size() <= 33, QByteArray::number(steps.size()).constData());
        QCOMPARE(discardsAt("orders-checked", 300).keys(), (QList<qsizetype>{2, 5}));
        QCOMPARE(stateAt("orders-checked", 3600), u"RUNNING"_s);
        QCOMPARE(olderThan(31'000, "orders-checked", 3600), 0);
    }

    void thePausedTaskIsFrozenForLongerThanRecordsAreKept()
    {
        const QJsonObject before = taskAt("orders-replay", 0);
        QCOMPARE(wordOf(before, "state"), u"PAUSED"_s);
        QCOMPARE(statesAt("orders-replay", 0), QSet<QString>{u"PAUSED"_s});
        QVERIFY(ageOf(before, 0) > 24 * 60 * minuteInMs);
        for (const qint64 seconds : {1, 3600, 30 * 86'400})
            QCOMPARE(taskAt("orders-replay", seconds), before);
    }

    void anotherPausedTaskIsFrozenForThreeHours()
    {
        const QJsonObject before = taskAt("payments-audit", 0);
        QCOMPARE(statesAt("payments-audit", 0), QSet<QString>{u"PAUSED"_s});
        QVERIFY(ageOf(before, 0) >= 180 * minuteInMs && ageOf(before, 0) < 182 * minuteInMs);
        QCOMPARE(taskAt("payments-audit", 3600), before);
    }

    void theAbnormalTaskHasAbnormalPartitionsThatStand()
    {
        QCOMPARE(stateAt("payments-ledger", 0), u"ABNORMAL"_s);
        QCOMPARE(statesAt("payments-ledger", 0), (QSet<QString>{u"ABNORMAL"_s, u"RUNNING"_s}));
        const QList<QJsonObject> before = partitionsAt("payments-ledger", 0);
        const QList<QJsonObject> later = partitionsAt("payments-ledger", 3600);
        for (qsizetype i = 0; i < before.size(); ++i) {
            const bool stands = wordOf(before[i], "state") == u"ABNORMAL"_s;
            QCOMPARE(later[i] == before[i], stands);
            QCOMPARE(ageOf(before[i], 0) > 2 * 60 * minuteInMs, stands);
        }
    }

    void theFailingTaskSaysItRunsWhileAPartitionHasStalled()
    {
        QCOMPARE(stateAt("telemetry-archive", 0), u"RUNNING"_s);
        const QJsonObject stalled = partitionsAt("telemetry-archive", 0).value(6);
        QCOMPARE(wordOf(stalled, "state"), u"RUNNING"_s);
        QVERIFY(ageOf(stalled, 0) > 10 * minuteInMs);
        QCOMPARE(partitionsAt("telemetry-archive", 3600).value(6), stalled);
    }

    void moreAndMorePartitionsOfTheFailingTaskStall()
    {
        QCOMPARE(olderThan(minuteInMs, "telemetry-archive", 0), 1);
        QCOMPARE(olderThan(minuteInMs, "telemetry-archive", 120), 3);
        QCOMPARE(olderThan(minuteInMs, "telemetry-archive", 360), 4);
        QCOMPARE(olderThan(minuteInMs, "telemetry-archive", 3600), 5);
        QCOMPARE(discardsAt("telemetry-archive", 0).keys(), QList<qsizetype>{3});
        QCOMPARE(discardsAt("telemetry-archive", 90).keys(), (QList<qsizetype>{3, 8}));
    }

    void aPartitionTurnsAbnormalBeforeTheTaskDoes()
    {
        const auto states = [](qint64 seconds) {
            const QJsonObject task = taskAt("telemetry-archive", seconds);
            return QStringList{wordOf(task, "state"), wordOf(partitionsOf(task).value(10), "state")};
        };
        QCOMPARE(states(0), (QStringList{u"RUNNING"_s, u"RUNNING"_s}));
        QCOMPARE(states(60), (QStringList{u"RUNNING"_s, u"ABNORMAL"_s}));
        QCOMPARE(states(180), (QStringList{u"ABNORMAL"_s, u"ABNORMAL"_s}));
        QCOMPARE(states(86'400), (QStringList{u"ABNORMAL"_s, u"ABNORMAL"_s}));
    }

    void bothDialectsAreInEveryPartition()
    {
        const QStringList keys{u"discard"_s,
                               u"hash_range"_s,
                               u"last_transfer_offset"_s,
                               u"last_transfer_timestamp"_s,
                               u"parent_partitions"_s,
                               u"partitionId"_s,
                               u"partition_id"_s,
                               u"sequence_number_range"_s,
                               u"state"_s,
                               u"status"_s};
        for (const QJsonObject &partition : partitionsAt("events-to-obs", 0)) {
            QCOMPARE(partition.keys(), keys);
            QCOMPARE(partition["partitionId"_L1], partition["partition_id"_L1]);
            QCOMPARE(wordOf(partition, "state"), u"RUNNING"_s);
            QCOMPARE(wordOf(partition, "status"), u"ACTIVE"_s);
        }
    }

    void thereAreHundredsOfPartitionsAndThreeAreInTrouble()
    {
        const char *task = "logs-to-obs";
        QCOMPARE(partitionsAt(task, 0).size(), 512);
        QCOMPARE(olderThan(31'000, task, 0), 2);
        QCOMPARE(discardsAt(task, 0).size(), 1);
        QCOMPARE(statesAt(task, 0), (QSet<QString>{u"ABNORMAL"_s, u"RUNNING"_s}));
        QSet<QString> ids;
        for (const QJsonObject &partition : partitionsAt(task, 0))
            ids.insert(wordOf(partition, "partitionId"));
        QCOMPARE(ids.size(), 512);
        QVERIFY(ids.contains(u"shardId-0000000511"_s));
    }

    void theTaskToDliHasNoBlockOfObs()
    {
        const QJsonObject task = taskAt("orders-to-dli", 0);
        QVERIFY(!task.contains("obs_destination_description"_L1));
        QCOMPARE(wordOf(task["dli_destination_description"_L1].toObject(), "dli_table_name"), u"orders_raw"_s);
    }

    void theReshardedTaskSpeaksTheDocumentedDialect()
    {
        const QJsonObject task = taskAt("clicks-by-hour", 0);
        const QJsonObject destination = task["obs_destination_description"_L1].toObject();
        QVERIFY(destination["processing_schema"_L1].toObject().contains("timestamp_format"_L1));
        QCOMPARE(numberOf(destination, "deliver_size_interval"), 64);
        QVERIFY(ageOf(task, 0) < 31'000);
        for (const QJsonObject &partition : partitionsOf(task)) {
            QCOMPARE(partition.keys(),
                     (QStringList{u"hash_range"_s, u"parent_partitions"_s, u"partition_id"_s,
                                  u"sequence_number_range"_s, u"status"_s}));
        }
    }

    void aPartitionIsSplitWithinTheFirstMinute()
    {
        const char *task = "clicks-by-hour";
        QCOMPARE(statusesAt(task, 0), u"EXPIRED EXPIRED DELETED DELETED ACTIVE ACTIVE ACTIVE"_s);
        // The task does not know of the other half yet.
        QCOMPARE(statusesAt(task, 46), u"EXPIRED EXPIRED DELETED DELETED ACTIVE DELETED ACTIVE CREATING"_s);
        QCOMPARE(statusesAt(task, 60), u"EXPIRED EXPIRED DELETED DELETED ACTIVE DELETED ACTIVE ACTIVE"_s);
        QCOMPARE(statusesAt(task, 646), u"EXPIRED EXPIRED DELETED DELETED ACTIVE DELETED ACTIVE ACTIVE ACTIVE"_s);
        QCOMPARE(statusesAt(task, 86'400 + 60),
                 u"EXPIRED EXPIRED EXPIRED EXPIRED ACTIVE EXPIRED ACTIVE ACTIVE ACTIVE"_s);
    }

    void openPartitionsShareTheWholeHashRange_data()
    {
        QTest::addColumn<QByteArray>("task");
        QTest::newRow("split") << QByteArray("clicks-by-hour");
        QTest::newRow("even") << QByteArray("events-to-obs");
    }
    void openPartitionsShareTheWholeHashRange()
    {
        QFETCH(QByteArray, task);
        for (const qint64 seconds : {0, 44, 646, 7200}) {
            QMap<qint64, qint64> open;
            for (const QJsonObject &partition : partitionsAt(task, seconds)) {
                const QString status = wordOf(partition, "status");
                const QList<qint64> range = rangeOf(partition, "hash_range");
                if (status == "ACTIVE"_L1 || status == "CREATING"_L1)
                    open[range.value(0)] = range.value(1);
            }
            QCOMPARE(open.firstKey(), 0);
            QCOMPARE(open.last(), std::numeric_limits<qint64>::max());
            for (auto it = open.cbegin(); std::next(it) != open.cend(); ++it)
                QCOMPARE(std::next(it).key(), it.value() + 1);
        }
    }

    void sequenceNumbersOnlyGrow()
    {
        QMap<QString, QList<qint64>> before;
        for (qint64 seconds = 0; seconds < 1800; seconds += 15) {
            for (const QJsonObject &partition : partitionsAt("clicks-by-hour", seconds)) {
                const QList<qint64> range = rangeOf(partition, "sequence_number_range");
                QCOMPARE(range.size(), 2);
                QVERIFY(0 <= range[0] && range[0] <= range[1]);
                const QList<qint64> last = before.value(wordOf(partition, "partition_id"), {0, 0});
                QVERIFY(range[0] >= last[0] && range[1] >= last[1]);
                before[wordOf(partition, "partition_id")] = range;
            }
        }
    }
};

QTEST_GUILESS_MAIN(tst_Stories)
#include "tst_stories.moc"
