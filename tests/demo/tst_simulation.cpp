// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/answers.h"
#include "domain/fields.h"
#include "support/testcase.h"
#include "wire/taskdecoder.h"

#include <QRandomGenerator>
#include <QSet>

using namespace spillway;
using namespace Qt::StringLiterals;

namespace {

constexpr const char *bothDialects = "events-to-obs";
constexpr const char *documented = "clicks-by-hour";
constexpr const char *youngest = "payments-to-lake"; // a minute old
constexpr const char *setBack = "telemetry-lab"; // its offsets go back once
constexpr const char *withoutAgency = "payments-mirror";

/// Moments over two days, the first minutes among them, in order and always the same.
QList<qint64> someMoments(quint32 seed)
{
    QRandomGenerator random(seed);
    QList<qint64> moments{-60, -1, 0, 1, 15, 45, 46, 60, 180, 181};
    for (int i = 0; i < 40; ++i)
        moments.append(random.bounded(2 * 86'400));
    std::ranges::sort(moments);
    return moments;
}

bool namesItself(const Value &value, const DumpTask &task, const char *name)
{
    return task.text(value) == QLatin1StringView(name);
}

} // namespace

/// What holds for every story.
class tst_Simulation : public TestCase
{
    Q_OBJECT

    static void forEachStory()
    {
        QTest::addColumn<QByteArray>("task");
        for (const Story &story : stories())
            QTest::newRow(story.task) << QByteArray(story.task);
    }

private Q_SLOTS:
    void theSameSeedAndMomentGiveTheSameBytes_data() { forEachStory(); }
    void theSameSeedAndMomentGiveTheSameBytes()
    {
        QFETCH(QByteArray, task);
        for (const qint64 seconds : {0, 1, 77, 4000}) {
            QVERIFY(!answerAt(task, seconds, 7).isEmpty());
            QCOMPARE(answerAt(task, seconds, 7), answerAt(task, seconds, 7));
        }
    }

    void anotherSeedGivesOtherNumbers_data() { forEachStory(); }
    void anotherSeedGivesOtherNumbers()
    {
        QFETCH(QByteArray, task);
        QVERIFY(answerAt(task, 0, 1) != answerAt(task, 0, 2));
    }

    void everyAnswerIsReadWithoutAMarkThatIsNotMeant_data() { forEachStory(); }
    void everyAnswerIsReadWithoutAMarkThatIsNotMeant()
    {
        QFETCH(QByteArray, task);
        const Story &story = storyOf(task);
        for (const qint64 seconds : someMoments(3)) {
            const auto decoded = decodeTask(answerAt(task, seconds));
            QVERIFY(decoded.has_value());
            const DumpTask &answer = **decoded;
            QVERIFY(namesItself(answer.streamName, answer, story.stream));
            QVERIFY(namesItself(answer.taskName, answer, story.task));
            QVERIFY(namesItself(answer.destinationType, answer, story.destination));
            QVERIFY(!answer.partitions.empty());
            const bool both = story.dialect == Dialect::Both;
            QCOMPARE(answer.othersTotal, both ? qint64(answer.partitions.size()) : 0);
            for (const Field<DumpTask> &field : taskFields)
                QVERIFY2(!(answer.*field.value).marks, field.key);
            for (const Field<ObsDestination> &field : destinationFields)
                QVERIFY2(!(answer.obs.*field.value).marks, field.key);
            for (const Partition &partition : answer.partitions) {
                for (const Field<Partition> &field : partitionFields) {
                    const bool meant = both && field.value == &Partition::state;
                    QCOMPARE((partition.*field.value).marks, meant ? Value::Conflicting : Value::Marks());
                }
            }
        }
    }

    void everyTaskNamesTheBlockOfItsDestination_data() { forEachStory(); }
    void everyTaskNamesTheBlockOfItsDestination()
    {
        QFETCH(QByteArray, task);
        const QJsonObject answer = taskAt(task, 0);
        const QString block = wordOf(answer, "destination_type").toLower() + u"_destination_description"_s;
        const QJsonObject settings = answer[block].toObject();
        const qint64 interval = numberOf(settings, "deliver_time_interval");
        QCOMPARE(interval, storyOf(task).interval / 1000);
        QVERIFY(interval >= 30 && interval <= 900);
        QVERIFY(!wordOf(settings, "obs_bucket_path").isEmpty());
        QCOMPARE(wordOf(settings, "agency_name").isEmpty(), task == withoutAgency);
    }

    void thereIsHistoryAtTheStart_data() { forEachStory(); }
    void thereIsHistoryAtTheStart()
    {
        QFETCH(QByteArray, task);
        if (task == youngest)
            return;
        const QJsonObject answer = taskAt(task, 0);
        QVERIFY(numberOf(answer, "create_time") < simulatedStart().addDays(-3).toMSecsSinceEpoch());
        QVERIFY(timeOf(answer) > numberOf(answer, "create_time"));
        QVERIFY(ageOf(answer, 0) >= 0);
    }

    void theTaskWasDumpedWhenItsLatestPartitionWas_data() { forEachStory(); }
    void theTaskWasDumpedWhenItsLatestPartitionWas()
    {
        QFETCH(QByteArray, task);
        if (task == documented)
            return; // its partitions do not say when
        for (const qint64 seconds : someMoments(4)) {
            const QJsonObject answer = taskAt(task, seconds);
            qint64 latest = 0;
            for (const QJsonObject &partition : partitionsOf(answer))
                latest = std::max(latest, timeOf(partition));
            QCOMPARE(timeOf(answer), latest);
        }
    }

    void nothingEverGoesBackwards_data()
    {
        QTest::addColumn<QByteArray>("task");
        QTest::addColumn<quint32>("seed");
        for (const Story &story : stories()) {
            for (const quint32 seed : {1U, 2U, 4'000'000'000U})
                QTest::addRow("%s, seed %u", story.task, seed) << QByteArray(story.task) << seed;
        }
    }
    void nothingEverGoesBackwards()
    {
        QFETCH(QByteArray, task);
        QFETCH(quint32, seed);
        if (task == documented || task == setBack)
            return; // see sequenceNumbersOnlyGrow and theOffsetsOfOneTaskAreSetBackOnceAndCatchUp in tst_stories
        const bool isIdle = task == "alarms-to-obs";
        QList<QJsonObject> before = partitionsAt(task, -61, seed);
        for (const qint64 seconds : someMoments(seed)) {
            const QList<QJsonObject> now = partitionsAt(task, seconds, seed);
            QCOMPARE(now.size(), before.size());
            for (qsizetype i = 0; i < now.size(); ++i) {
                QVERIFY(offsetOf(now[i]) >= offsetOf(before[i]));
                QVERIFY(timeOf(now[i]) >= timeOf(before[i]));
                // An offset moves with its time, and only with it.
                QVERIFY(isIdle || (offsetOf(now[i]) == offsetOf(before[i])) == (timeOf(now[i]) == timeOf(before[i])));
                QVERIFY(ageOf(now[i], seconds) >= 0);
                QVERIFY(numberOf(now[i], "discard") >= numberOf(before[i], "discard"));
            }
            before = now;
        }
    }

    void noTaskIsAheadOfItsStream()
    {
        // Two tasks of one stream see the same records: the one that keeps up is ahead.
        for (const qint64 seconds : someMoments(6)) {
            const QList<QJsonObject> live = partitionsAt("orders-to-obs", seconds);
            const QList<QJsonObject> paused = partitionsAt("orders-replay", seconds);
            QCOMPARE(live.size(), paused.size());
            for (qsizetype i = 0; i < live.size(); ++i)
                QVERIFY(offsetOf(live[i]) > offsetOf(paused[i]));
        }
        for (const qint64 seconds : someMoments(7)) {
            for (const QJsonObject &partition : partitionsAt(bothDialects, seconds)) {
                const QString range = wordOf(partition, "sequence_number_range");
                const QStringList ends = QString(range).remove(u'[').remove(u']').split(u" : "_s);
                const bool stands = wordOf(partition, "partitionId").endsWith(u'2');
                QVERIFY(stands || ends.value(0).toLongLong() < offsetOf(partition));
                QVERIFY(ends.value(1).toLongLong() >= offsetOf(partition));
            }
        }
    }

    void noMoreRecordsAreDiscardedThanCame_data() { forEachStory(); }
    void noMoreRecordsAreDiscardedThanCame()
    {
        QFETCH(QByteArray, task);
        const QList<QJsonObject> before = partitionsAt(task, 86'400);
        const QList<QJsonObject> after = partitionsAt(task, 3 * 86'400);
        for (qsizetype i = 0; i < std::min(before.size(), after.size()); ++i) {
            const qint64 discarded = numberOf(after[i], "discard") - numberOf(before[i], "discard");
            QVERIFY(discarded <= offsetOf(after[i]) - offsetOf(before[i]));
        }
    }

    void aStreamHasFromNoneToFiveTasks()
    {
        QSet<qsizetype> counts;
        QSet<QString> tasks;
        for (const Stream &stream : streams()) {
            qsizetype count = 0;
            for (const Story &story : stories()) {
                if (QByteArrayView(story.stream) != stream.name)
                    continue;
                ++count;
                QVERIFY2(story.created >= stream.created, story.task);
                tasks.insert(QString::fromLatin1(story.task));
            }
            QVERIFY2(count <= 5, stream.name);
            QVERIFY2(stream.partitions % 5 != 0 || stream.partitions == 0, stream.name);
            counts.insert(count);
        }
        QCOMPARE(tasks.size(), qsizetype(stories().size())); // each in a stream that there is, each of its own name
        QVERIFY(counts.contains(0) && counts.contains(1) && counts.contains(3) && counts.contains(5));
    }
};

QTEST_GUILESS_MAIN(tst_Simulation)
#include "tst_simulation.moc"
