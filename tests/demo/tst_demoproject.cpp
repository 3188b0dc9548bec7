// SPDX-License-Identifier: GPL-3.0-or-later
// The simulated project as a client browses it.
#include "client/asking.h"
#include "demo/demoservice.h"
#include "demo/simulation.h"
#include "support/testcase.h"

using namespace spillway;
using namespace Qt::StringLiterals;

namespace {

const QDateTime start({2026, 3, 9}, {4, 5, 6}, Qt::UTC);

/// A started service whose time the test owns, and a client of it.
struct Browsing
{
    Browsing()
        : service([this] { return now; })
    {
        if (!service.start())
            qFatal("the demo service does not start");
        auto made = DisClient::create(service.connection(), network, systemClock(), {}, generousLimits());
        if (!made)
            qFatal("connection refused: %s", nameOf(made.error()).constData());
        client = *std::move(made);
    }

    Result<StreamPage> streams(const QString &after, int limit) { return answerTo(client->listStreams(after, limit)); }
    Result<TaskList> tasks(const QString &stream) { return answerTo(client->listTasks({stream})); }
    Result<StreamDetails> stream(const QString &name, const QString &after = {}, int limit = 1000)
    {
        return answerTo(client->showStream({name}, after, limit));
    }
    TaskSnapshot task(const QString &stream, const QString &name)
    {
        const auto answer = answerTo(client->showTask({{stream}, {name}}));
        return answer ? answer->task : nullptr;
    }

    QDateTime now = start;
    DemoService service;
    QNetworkAccessManager network;
    std::unique_ptr<DisClient> client;
};

QString code(const auto &result)
{
    return result ? u"none"_s : u"%1 %2"_s.arg(result.error().httpStatus).arg(result.error().code);
}

} // namespace

class tst_DemoProject : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void pagesCoverEveryStreamExactlyOnce_data()
    {
        QTest::addColumn<int>("limit");
        for (const int limit : {1, 2, 4, 9, 10, 100})
            QTest::addRow("%d", limit) << limit;
    }
    void pagesCoverEveryStreamExactlyOnce()
    {
        QFETCH(const int, limit);
        Browsing browsing;
        QStringList names;
        bool hasMore = true;
        while (hasMore) {
            const auto page = browsing.streams(names.isEmpty() ? QString() : names.constLast(), limit);
            QVERIFY(page);
            QVERIFY(!page->streams.empty() && page->streams.size() <= size_t(limit));
            QCOMPARE(page->total.integer(), qint64(streams().size()));
            for (const StreamSummary &stream : page->streams)
                names.append(stream.name.text);
            hasMore = page->hasMore;
        }
        QStringList all;
        for (const Stream &stream : streams())
            all.append(QString::fromLatin1(stream.name));
        QCOMPARE(names, all);
    }

    void pagesCoverEveryPartitionExactlyOnce_data()
    {
        QTest::addColumn<QString>("stream");
        QTest::addColumn<int>("limit");
        QTest::newRow("512 by 100") << u"gateway-logs"_s << 100;
        QTest::newRow("512 by 256") << u"gateway-logs"_s << 256;
        QTest::newRow("512 at once") << u"gateway-logs"_s << 1000;
        QTest::newRow("split and merged, by 2") << u"clickstream"_s << 2;
        QTest::newRow("one by one") << u"web-orders"_s << 1;
    }
    void pagesCoverEveryPartitionExactlyOnce()
    {
        QFETCH(const QString, stream);
        QFETCH(const int, limit);
        Browsing browsing;
        QStringList ids;
        bool hasMore = true;
        while (hasMore) {
            const auto page = browsing.stream(stream, ids.isEmpty() ? QString() : ids.constLast(), limit);
            QVERIFY(page);
            QVERIFY(!page->partitions.empty() && page->partitions.size() <= size_t(limit));
            for (const StreamPartition &partition : page->partitions)
                ids.append(partition.id.text);
            hasMore = page->hasMore;
        }
        // What has expired with all its records is listed no more.
        const qsizetype first = stream == "clickstream"_L1 ? 2 : 0;
        const qsizetype count = stream == "gateway-logs"_L1 ? 512 : stream == "clickstream"_L1 ? 5 : 8;
        QCOMPARE(ids.size(), count);
        for (qsizetype i = 0; i < count; ++i)
            QCOMPARE(ids[i], u"shardId-%1"_s.arg(qint64(first + i), 10, 10, QChar(u'0')));
    }

    void theListSaysWhatTheStreamItselfSays()
    {
        Browsing browsing;
        const auto page = browsing.streams({}, 100);
        QVERIFY(page);
        for (const StreamSummary &listed : page->streams) {
            const auto shown = browsing.stream(listed.name.text);
            if (listed.name.text == "mobile-events"_L1)
                continue;
            QVERIFY(shown);
            QVERIFY(listed.id == shown->id && listed.id.isText());
            QVERIFY(listed.type == shown->type && listed.status == shown->status);
            QVERIFY(listed.dataType == shown->dataType);
            QVERIFY(listed.createTime == shown->createTime);
            QVERIFY(listed.partitionCount == shown->writablePartitions);
            QCOMPARE(listed.retention.integer(), 24);
            QVERIFY(shown->lastModified.integer() >= shown->createTime.integer());
            const auto active = std::ranges::count(shown->partitions, u"ACTIVE"_s,
                                                   [](const StreamPartition &each) { return each.status.text; });
            QCOMPARE(shown->writablePartitions.integer(), qint64(active));
        }
    }

    void everyTaskOfTheChooserIsListedAndNoOther()
    {
        Browsing browsing;
        QStringList listed;
        for (const Stream &stream : streams()) {
            const QString name = QString::fromLatin1(stream.name);
            const auto list = browsing.tasks(name);
            if (!stream.mayListTasks)
                continue;
            QVERIFY(list);
            QCOMPARE(list->total.integer(), qint64(list->tasks.size()));
            QCOMPARE(list->tasks.empty(), name == "staging-events"_L1);
            for (const TaskSummary &task : list->tasks) {
                const TaskSnapshot shown = browsing.task(name, task.name.text);
                QVERIFY(shown);
                QCOMPARE(task.state.text, shown->text(shown->state));
                QCOMPARE(task.destinationType.text, shown->text(shown->destinationType));
                QCOMPARE(task.createTime.integer(), shown->integer(shown->createTime));
                QCOMPARE(task.lastTransferTimestamp.integer(), shown->integer(shown->lastTransferTimestamp));
                listed.append(name + u'/' + task.name.text);
            }
        }
        QStringList all;
        const QList<DemoService::Task> tasks = DemoService::tasks();
        for (const DemoService::Task &task : tasks)
            all.append(task.address.stream.text + u'/' + task.address.task.text);
        listed.sort();
        all.sort();
        QCOMPARE(listed, all);
    }

    void theStreamAgreesWithItsDumpTask_data()
    {
        QTest::addColumn<int>("seconds");
        for (const int seconds : {0, 46, 60, 86'500})
            QTest::addRow("%d s", seconds) << seconds;
    }
    void theStreamAgreesWithItsDumpTask()
    {
        QFETCH(const int, seconds);
        Browsing browsing;
        browsing.now = start.addSecs(seconds);
        const auto stream = browsing.stream(u"clickstream"_s);
        const TaskSnapshot task = browsing.task(u"clickstream"_s, u"clicks-by-hour"_s);
        QVERIFY(stream && task);
        size_t common = 0;
        for (const StreamPartition &ofStream : stream->partitions) {
            const auto found = std::ranges::find_if(
                task->partitions, [&](const Partition &each) { return task->text(each.id) == ofStream.id.text; });
            if (found == task->partitions.end())
                continue;
            ++common;
            const Partition &ofTask = *found;
            QCOMPARE(ofStream.status.text, task->text(ofTask.status));
            QCOMPARE(ofStream.hashRange.text, task->text(ofTask.hashRange));
            QCOMPARE(ofStream.sequenceRange.text, task->text(ofTask.sequenceNumberRange));
            QCOMPARE(ofStream.parents.text, task->text(ofTask.parentPartitions));
            QVERIFY(ofStream.oldest && ofStream.next && *ofStream.oldest <= *ofStream.next);
        }
        QVERIFY(common >= 4);
        const auto expired = std::ranges::count(task->partitions, u"EXPIRED"_s,
                                                [&](const Partition &each) { return task->text(each.status); });
        QCOMPARE(task->partitions.size() - size_t(expired), common);
    }

    void aHealthyTaskIsBetweenTheOldestAndTheNextRecord()
    {
        Browsing browsing;
        const auto stream = browsing.stream(u"web-orders"_s);
        const TaskSnapshot healthy = browsing.task(u"web-orders"_s, u"orders-to-obs"_s);
        const TaskSnapshot paused = browsing.task(u"web-orders"_s, u"orders-replay"_s);
        QVERIFY(stream && healthy && paused);
        for (size_t i = 0; i < stream->partitions.size(); ++i) {
            const StreamPartition &partition = stream->partitions[i];
            const qint64 dumped = healthy->integer(healthy->partitions[i].lastTransferOffset).value_or(-1);
            QVERIFY(*partition.oldest < dumped && dumped <= *partition.next);
            // Longer than records are kept: what it has not dumped has gone.
            QVERIFY(paused->integer(paused->partitions[i].lastTransferOffset).value_or(-1) < *partition.oldest);
        }
    }

    void whoWritesColumnsReadsJson()
    {
        Browsing browsing;
        for (const Story &story : stories()) {
            const TaskSnapshot task = browsing.task(QString::fromLatin1(story.stream), QString::fromLatin1(story.task));
            QVERIFY(task);
            const QString type = task->text(task->obs.fileType);
            if (type != "csv"_L1 && type != "parquet"_L1)
                continue;
            const auto stream = browsing.stream(QString::fromLatin1(story.stream));
            QVERIFY(stream);
            QCOMPARE(stream->dataType.text, u"JSON"_s);
        }
    }

    void oneStreamMayNotBeShownAndOneMayNotBeSearchedForTasks()
    {
        Browsing browsing;
        QCOMPARE(code(browsing.stream(u"mobile-events"_s)), u"403 DIS.4116"_s);
        QVERIFY(browsing.tasks(u"mobile-events"_s));
        QVERIFY(browsing.task(u"mobile-events"_s, u"events-to-obs"_s));
        QCOMPARE(code(browsing.tasks(u"audit-trail"_s)), u"403 DIS.4116"_s);
        const auto stream = browsing.stream(u"audit-trail"_s);
        QVERIFY(stream);
        QCOMPARE(stream->partitions.size(), 1U);
    }

    void whatDoesNotExistOrFitIsRefused()
    {
        Browsing browsing;
        QCOMPARE(code(browsing.stream(u"web"_s)), u"400 DIS.4301"_s);
        QCOMPARE(code(browsing.tasks(u"web"_s)), u"400 DIS.4301"_s);
        QCOMPARE(code(browsing.streams(u"web"_s, 10)), u"400 DIS.4301"_s);
        QCOMPARE(code(browsing.stream(u"web-orders"_s, u"shardId-8"_s)), u"400 DIS.4302"_s);
        for (const int limit : {-1, 0, 101})
            QCOMPARE(code(browsing.streams({}, limit)), u"400 DIS.4200"_s);
        for (const int limit : {-1, 0, 1001})
            QCOMPARE(code(browsing.stream(u"web-orders"_s, {}, limit)), u"400 DIS.4200"_s);
    }

    void faultsHoldForWhoBrowsesToo_data()
    {
        QTest::addColumn<DemoFault>("fault");
        QTest::addColumn<QString>("answer");
        QTest::newRow("throttled") << DemoFault::Throttled << u"429 APIGW.0308"_s;
        QTest::newRow("no permission") << DemoFault::NoPermission << u"403 DIS.4116"_s;
        QTest::newRow("system error") << DemoFault::SystemError << u"500 DIS.5000"_s;
        QTest::newRow("cut off") << DemoFault::CutOff << u"200 "_s;
        QTest::newRow("not JSON") << DemoFault::NotJson << u"200 "_s;
        QTest::newRow("a task that was deleted is missed alone") << DemoFault::NoTask << u"none"_s;
    }
    void faultsHoldForWhoBrowsesToo()
    {
        QFETCH(const DemoFault, fault);
        QFETCH(const QString, answer);
        Browsing browsing;
        browsing.service.setFault(fault);
        QCOMPARE(code(browsing.streams({}, 10)), answer);
        QCOMPARE(code(browsing.tasks(u"web-orders"_s)), answer);
        QCOMPARE(code(browsing.stream(u"web-orders"_s)), answer);
    }
};

QTEST_GUILESS_MAIN(tst_DemoProject)
#include "tst_demoproject.moc"
