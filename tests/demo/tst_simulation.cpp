// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/simulation.h"
#include "support/testcase.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>

#include <limits>

using namespace spillway;
using namespace Qt::StringLiterals;
using Story = Simulation::Story;

namespace {

const QDateTime start = QDateTime::fromMSecsSinceEpoch(1'700'000'000'123, Qt::UTC);

QJsonObject taskAt(Story story, qint64 seconds, quint32 seed = 1)
{
    QJsonParseError error;
    const QByteArray json = Simulation(seed, start).taskJson(story, start.addSecs(seconds));
    const QJsonObject task = QJsonDocument::fromJson(json, &error).object();
    return error.error == QJsonParseError::NoError ? task : QJsonObject();
}

QList<QJsonObject> partitionsOf(const QJsonObject &task)
{
    QList<QJsonObject> partitions;
    for (const QJsonValue &partition : task["partitions"_L1].toArray())
        partitions.append(partition.toObject());
    return partitions;
}

qint64 offsetOf(const QJsonObject &partition)
{
    return partition["last_transfer_offset"_L1].toInteger(-1);
}

qint64 timeOf(const QJsonObject &partition)
{
    return partition["last_transfer_timestamp"_L1].toInteger(-1);
}

/// The ends of "[first : last]".
QList<qint64> rangeOf(const QJsonValue &text)
{
    QList<qint64> ends;
    for (const QString &part : text.toString().remove(u'[').remove(u']').split(u" : "_s))
        ends.append(part.toLongLong());
    return ends;
}

} // namespace

class tst_Simulation : public TestCase
{
    Q_OBJECT

    static void forEachStory()
    {
        QTest::addColumn<Story>("story");
        QTest::newRow("healthy") << Story::Healthy;
        QTest::newRow("failing") << Story::Failing;
        QTest::newRow("resharded") << Story::Resharded;
    }

private Q_SLOTS:
    void theSameSeedAndMomentGiveTheSameBytes_data() { forEachStory(); }
    void theSameSeedAndMomentGiveTheSameBytes()
    {
        QFETCH(Story, story);
        for (const qint64 seconds : {0, 1, 77, 4000}) {
            const QDateTime moment = start.addSecs(seconds);
            const QByteArray first = Simulation(7, start).taskJson(story, moment);
            QVERIFY(!first.isEmpty());
            QCOMPARE(Simulation(7, start).taskJson(story, moment), first);
        }
    }

    void anotherSeedGivesOtherNumbers_data() { forEachStory(); }
    void anotherSeedGivesOtherNumbers()
    {
        QFETCH(Story, story);
        QVERIFY(Simulation(1, start).taskJson(story, start) != Simulation(2, start).taskJson(story, start));
    }

    void everyTaskNamesItselfAndItsStream_data() { forEachStory(); }
    void everyTaskNamesItselfAndItsStream()
    {
        QFETCH(Story, story);
        const QJsonObject task = taskAt(story, 0);
        QCOMPARE(task["stream_name"_L1].toString(), Simulation::address(story).stream.text);
        QCOMPARE(task["task_name"_L1].toString(), Simulation::address(story).task.text);
        QCOMPARE(task["destination_type"_L1].toString(), u"OBS"_s);
        const QJsonObject destination = task["obs_destination_description"_L1].toObject();
        QCOMPARE(destination["deliver_time_interval"_L1].toInteger(), 30);
        QVERIFY(!destination["obs_bucket_path"_L1].toString().isEmpty());
    }

    void thereIsHistoryAtTheStart_data() { forEachStory(); }
    void thereIsHistoryAtTheStart()
    {
        QFETCH(Story, story);
        const QJsonObject task = taskAt(story, 0);
        QVERIFY(task["create_time"_L1].toInteger() < start.addDays(-7).toMSecsSinceEpoch());
        const qint64 lastAge = start.toMSecsSinceEpoch() - timeOf(task);
        QVERIFY2(lastAge >= 0 && lastAge < 31'000, QByteArray::number(lastAge).constData());
    }

    void somethingMovesEveryTwentySeconds_data() { forEachStory(); }
    void somethingMovesEveryTwentySeconds()
    {
        QFETCH(Story, story);
        for (qint64 seconds = 0; seconds < 600; seconds += 7)
            QVERIFY(taskAt(story, seconds) != taskAt(story, seconds + 20));
    }

    void offsetsNeverGoBackwards_data()
    {
        QTest::addColumn<Story>("story");
        QTest::addColumn<quint32>("seed");
        for (const quint32 seed : {1U, 2U, 4'000'000'000U}) {
            QTest::addRow("healthy, seed %u", seed) << Story::Healthy << seed;
            QTest::addRow("failing, seed %u", seed) << Story::Failing << seed;
        }
    }
    void offsetsNeverGoBackwards()
    {
        QFETCH(Story, story);
        QFETCH(quint32, seed);
        QList<QJsonObject> before = partitionsOf(taskAt(story, -60, seed));
        for (qint64 seconds = -55; seconds < 900; seconds += 5) {
            const QList<QJsonObject> now = partitionsOf(taskAt(story, seconds, seed));
            QCOMPARE(now.size(), before.size());
            for (qsizetype i = 0; i < now.size(); ++i) {
                QVERIFY(offsetOf(now[i]) >= offsetOf(before[i]));
                QVERIFY(timeOf(now[i]) >= timeOf(before[i]));
                // An offset moves with its time, and only with it.
                QCOMPARE(offsetOf(now[i]) == offsetOf(before[i]), timeOf(now[i]) == timeOf(before[i]));
                QVERIFY(timeOf(now[i]) <= start.addSecs(seconds).toMSecsSinceEpoch());
                QVERIFY(now[i]["discard"_L1].toInteger(-1) >= before[i]["discard"_L1].toInteger(-1));
            }
            before = now;
        }
    }

    void theHealthyTaskStaysHealthy()
    {
        for (qint64 seconds = 0; seconds <= 3 * 3600; seconds += 17) {
            const QJsonObject task = taskAt(Story::Healthy, seconds);
            QCOMPARE(task["state"_L1].toString(), u"RUNNING"_s);
            const QList<QJsonObject> partitions = partitionsOf(task);
            QCOMPARE(partitions.size(), 8);
            for (const QJsonObject &partition : partitions) {
                QCOMPARE(partition["state"_L1].toString(), u"RUNNING"_s);
                QCOMPARE(partition["discard"_L1].toInteger(-1), 0);
                const qint64 age = start.addSecs(seconds).toMSecsSinceEpoch() - timeOf(partition);
                QVERIFY2(age >= 0 && age < 31'000, QByteArray::number(age).constData());
                QVERIFY(offsetOf(partition) > 1'000'000);
            }
        }
    }

    void theFailingTaskSaysItRunsWhileAPartitionHasStalled()
    {
        const QJsonObject atFirst = taskAt(Story::Failing, 0);
        QCOMPARE(atFirst["state"_L1].toString(), u"RUNNING"_s);
        const QJsonObject stalled = partitionsOf(atFirst).value(6);
        QCOMPARE(stalled["state"_L1].toString(), u"RUNNING"_s);
        QVERIFY(start.toMSecsSinceEpoch() - timeOf(stalled) > 600'000);
        QCOMPARE(partitionsOf(taskAt(Story::Failing, 3600)).value(6), stalled);
    }

    void moreAndMorePartitionsOfTheFailingTaskStall()
    {
        const auto stalledBy = [](qint64 seconds) {
            qsizetype stalled = 0;
            for (const QJsonObject &partition : partitionsOf(taskAt(Story::Failing, seconds)))
                stalled += start.addSecs(seconds).toMSecsSinceEpoch() - timeOf(partition) > 60'000 ? 1 : 0;
            return stalled;
        };
        QCOMPARE(stalledBy(0), 1);
        QCOMPARE(stalledBy(120), 3);
        QCOMPARE(stalledBy(360), 4);
        QCOMPARE(stalledBy(3600), 5);
    }

    void aPartitionTurnsAbnormalBeforeTheTaskDoes()
    {
        const auto states = [](qint64 seconds) {
            const QJsonObject task = taskAt(Story::Failing, seconds);
            return QStringList{task["state"_L1].toString(), partitionsOf(task).value(10)["state"_L1].toString()};
        };
        QCOMPARE(states(0), (QStringList{u"RUNNING"_s, u"RUNNING"_s}));
        QCOMPARE(states(60), (QStringList{u"RUNNING"_s, u"ABNORMAL"_s}));
        QCOMPARE(states(180), (QStringList{u"ABNORMAL"_s, u"ABNORMAL"_s}));
        QCOMPARE(states(86'400), (QStringList{u"ABNORMAL"_s, u"ABNORMAL"_s}));
    }

    void twoPartitionsDiscardMoreAndMore()
    {
        const auto discards = [](qint64 seconds) {
            QMap<qsizetype, qint64> numbers;
            const QList<QJsonObject> partitions = partitionsOf(taskAt(Story::Failing, seconds));
            for (qsizetype i = 0; i < partitions.size(); ++i) {
                if (const qint64 discard = partitions[i]["discard"_L1].toInteger(); discard != 0)
                    numbers[i] = discard;
            }
            return numbers;
        };
        QCOMPARE(discards(0).keys(), QList<qsizetype>{3});
        QCOMPARE(discards(60).keys(), (QList<qsizetype>{3, 8}));
        for (const qsizetype partition : {3, 8}) {
            const qint64 before = discards(120)[partition];
            const qint64 between = discards(300)[partition];
            const qint64 later = discards(480)[partition];
            QVERIFY(later - between > between - before);
        }
    }

    void noMoreRecordsAreDiscardedThanCame()
    {
        const QList<QJsonObject> before = partitionsOf(taskAt(Story::Failing, 30 * 86'400));
        const QList<QJsonObject> after = partitionsOf(taskAt(Story::Failing, 31 * 86'400));
        for (const int i : {3, 8}) {
            const qint64 discarded = after[i]["discard"_L1].toInteger() - before[i]["discard"_L1].toInteger();
            QVERIFY(discarded > 0);
            QVERIFY(discarded < offsetOf(after[i]) - offsetOf(before[i]));
        }
    }

    void theReshardedTaskSpeaksTheDocumentedDialect()
    {
        const QJsonObject task = taskAt(Story::Resharded, 0);
        const QJsonObject destination = task["obs_destination_description"_L1].toObject();
        QVERIFY(destination["processing_schema"_L1].toObject().contains("timestamp_format"_L1));
        QCOMPARE(destination["deliver_size_interval"_L1].toInteger(), 64);
        for (const QJsonObject &partition : partitionsOf(task)) {
            QCOMPARE(partition.keys(),
                     (QStringList{u"hash_range"_s, u"parent_partitions"_s, u"partition_id"_s,
                                  u"sequence_number_range"_s, u"status"_s}));
        }
    }

    void aPartitionIsSplitWithinTheFirstMinute()
    {
        const auto statuses = [](qint64 seconds) {
            QStringList words;
            for (const QJsonObject &partition : partitionsOf(taskAt(Story::Resharded, seconds)))
                words.append(partition["status"_L1].toString());
            return words.join(u' ');
        };
        QCOMPARE(statuses(0), u"DELETED DELETED EXPIRED EXPIRED ACTIVE ACTIVE ACTIVE"_s);
        QCOMPARE(statuses(46), u"DELETED DELETED EXPIRED EXPIRED ACTIVE EXPIRED ACTIVE CREATING CREATING"_s);
        QCOMPARE(statuses(60), u"DELETED DELETED EXPIRED EXPIRED ACTIVE EXPIRED ACTIVE ACTIVE ACTIVE"_s);
        QCOMPARE(statuses(86'400 + 60), u"DELETED DELETED DELETED DELETED ACTIVE DELETED ACTIVE ACTIVE ACTIVE"_s);
    }

    void openPartitionsShareTheWholeHashRange()
    {
        for (const qint64 seconds : {0, 44, 45, 46, 60, 7200}) {
            QMap<qint64, qint64> open;
            for (const QJsonObject &partition : partitionsOf(taskAt(Story::Resharded, seconds))) {
                const QString status = partition["status"_L1].toString();
                const QList<qint64> range = rangeOf(partition["hash_range"_L1]);
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
            for (const QJsonObject &partition : partitionsOf(taskAt(Story::Resharded, seconds))) {
                const QList<qint64> range = rangeOf(partition["sequence_number_range"_L1]);
                QCOMPARE(range.size(), 2);
                QVERIFY(0 <= range[0] && range[0] <= range[1]);
                const QList<qint64> last = before.value(partition["partition_id"_L1].toString(), {0, 0});
                QVERIFY(range[0] >= last[0] && range[1] >= last[1]);
                before[partition["partition_id"_L1].toString()] = range;
            }
        }
    }
};

QTEST_GUILESS_MAIN(tst_Simulation)
#include "tst_simulation.moc"
