// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench.h"
#include "projectservice.h"
#include "session/insightwatch.h"
#include "support/testcase.h"

#include <QSignalSpy>

using namespace spillway;

using Call = ScriptedProject::Call;

namespace {

const TaskAddress othertask{{u"newstream"_s}, {u"othertask"_s}};

QByteArray about(const TaskAddress &task, const QByteArray &partitions)
{
    return R"({"stream_name":")" + task.stream.text.toUtf8() + R"(","task_name":")" + task.task.text.toUtf8()
        + R"(","state":"RUNNING","partitions":[)" + partitions + "]}";
}

QByteArray about(const TaskAddress &task, int offset)
{
    return about(task,
                 R"({"partitionId":"shardId-0000000000","last_transfer_offset":)" + QByteArray::number(offset) + '}');
}

QString idOf(int number)
{
    return u"shardId-%1"_s.arg(number, 10, 10, QLatin1Char('0'));
}

/// A session with somebody who works its answers out, and a service with the stream.
struct WatchBench : Bench
{
    std::shared_ptr<ProjectService> service = std::make_shared<ProjectService>();
    std::unique_ptr<InsightWatch> watch;

    explicit WatchBench(std::optional<milliseconds> interval = milliseconds(20), milliseconds patience = 1h)
        : Bench(interval)
    {
        watch = std::make_unique<InsightWatch>(
            session, [this] { return now; }, patience);
        setHead(500);
    }

    void setHead(qint64 head, qint64 oldest = 100)
    {
        service->scripted.put(runningStream(u"newstream"_s, {streamPartition(idOf(0), oldest, head)}));
    }
    ScriptedProject &project() const { return service->scripted; }
    int streamReads() const { return project().asked(Call::ShowStream); }
    const InsightPointer &insight() const { return session.model().insight(); }
    int polls() const { return insight() ? insight()->polls() : 0; }
    std::optional<qint64> lag() const { return insight() ? insight()->row(0).lag : std::nullopt; }

    void open(const TaskAddress &task = newtask) { session.open(service, task); }
    /// Answers the question that comes next, some time later.
    bool answerNext(const QByteArray &json, milliseconds later = 30s)
    {
        const auto isAsked = [this] {
            while (service->waiting() > 0 && service->isCancelled())
                service->drop();
            return service->waiting() > 0;
        };
        if (!QTest::qWaitFor(isAsked))
            return false;
        now += later;
        service->answer(json);
        return true;
    }
};

Error refusal()
{
    return errorOf(Error::Kind::Forbidden, 403);
}

} // namespace

class tst_InsightWatch : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void afterEachAnswerTheStreamIsReadAndTheLagIsKnown();
    void theStreamIsAskedForByTheNameThatWasOpened();
    void aTaskWhoseStreamIsDeniedShowsWholeAndSaysWhy();
    void aDeniedStreamIsAskedForAgainAfterFiveMinutes();
    void aDeniedStreamIsAskedForAgainWhenAPersonRefreshes();
    void anyOtherFailureIsTriedAgainWithTheNextAnswer();
    void aSlowStreamIsNotWaitedForAndCountsWhenItComes();
    void aReadThatOutlastsARefreshIsReadToItsEnd();
    void whatIsKnownGoesOnWhenTheTaskIsShownAgain();
    void thePollsOfTheTasksShownLastAreKept();
    void anAnswerAboutTheTaskBeforeNeverReachesThisOne();
    void closingEndsTheRead();
    void aSourceThatGivesUpIsSaid();
    void aPauseLeavesAGapAndNoWrongRate();
    void aFileHasNoStream();
    void tenThousandPartitionsComeInTenPages();
    void itMayBeDestroyedAtAnyMoment();
};

void tst_InsightWatch::afterEachAnswerTheStreamIsReadAndTheLagIsKnown()
{
    WatchBench it;
    const QSignalSpy changed(&it.session.model(), &TaskModel::insightChanged);
    it.open();
    it.service->answer(about(newtask, 400));
    QTRY_COMPARE(it.lag(), std::optional<qint64>(100));
    QCOMPARE(it.streamReads(), 1);
    QCOMPARE(it.insight()->task(), it.session.model().snapshot());
    it.setHead(900);
    QVERIFY(it.answerNext(about(newtask, 600)));
    QTRY_COMPARE(it.lag(), std::optional<qint64>(300));
    QCOMPARE(it.streamReads(), 2);
    QCOMPARE(it.polls(), 2);
    // Nothing is worked out twice.
    QCOMPARE(changed.size(), 2);
    QVERIFY(it.answerNext(about(newtask, 600)));
    QTRY_COMPARE(it.polls(), 3);
    QCOMPARE(it.insight()->row(0).rate, std::optional<qint64>(3333));
}

void tst_InsightWatch::theStreamIsAskedForByTheNameThatWasOpened()
{
    WatchBench it;
    it.open();
    it.service->answer(R"({"stream_name":"elsewhere","state":"RUNNING","partitions":[]})");
    QTRY_COMPARE(it.streamReads(), 1);
    QCOMPARE(it.project().asked().constLast().stream.text, u"newstream"_s);
}

void tst_InsightWatch::aTaskWhoseStreamIsDeniedShowsWholeAndSaysWhy()
{
    WatchBench it;
    it.project().fail(Call::ShowStream, refusal(), {u"newstream"_s});
    it.open();
    it.service->answer(about(newtask, 400));
    QTRY_COMPARE(it.polls(), 1);
    QCOMPARE(it.offset(), u"400"_s);
    QVERIFY(!it.session.freshness().error);
    QCOMPARE(it.lag(), std::nullopt);
    QCOMPARE(it.insight()->seen().streamError.value_or(Error{}).kind, Error::Kind::Forbidden);
    // It is known why, also for the answers for which nobody asks.
    QVERIFY(it.answerNext(about(newtask, 460)));
    QTRY_COMPARE(it.polls(), 2);
    QCOMPARE(it.streamReads(), 1);
    QCOMPARE(it.insight()->seen().streamError.value_or(Error{}).kind, Error::Kind::Forbidden);
    // The offsets of the polls without the stream count.
    QCOMPARE(it.insight()->row(0).rate, std::optional<qint64>(2000));
}

void tst_InsightWatch::aDeniedStreamIsAskedForAgainAfterFiveMinutes()
{
    WatchBench it;
    it.project().fail(Call::ShowStream, refusal(), {u"newstream"_s});
    it.open();
    it.service->answer(about(newtask, 400));
    QTRY_COMPARE(it.polls(), 1);
    QVERIFY(it.answerNext(about(newtask, 400), InsightWatch::deniedPause - 1ms));
    QTRY_COMPARE(it.polls(), 2);
    QCOMPARE(it.streamReads(), 1);
    QVERIFY(it.answerNext(about(newtask, 400), 1ms));
    QTRY_COMPARE(it.polls(), 3);
    QCOMPARE(it.streamReads(), 2);
    // Denied again: the time begins again.
    QVERIFY(it.answerNext(about(newtask, 400), InsightWatch::deniedPause - 1ms));
    QTRY_COMPARE(it.polls(), 4);
    QCOMPARE(it.streamReads(), 2);
    // And once it may be read, with each answer.
    it.project().fail(Call::ShowStream, {}, {u"newstream"_s});
    QVERIFY(it.answerNext(about(newtask, 400), 1ms));
    QTRY_COMPARE(it.lag(), std::optional<qint64>(100));
    QCOMPARE(it.insight()->seen().streamError, std::nullopt);
    QVERIFY(it.answerNext(about(newtask, 450), 1ms));
    QTRY_COMPARE(it.lag(), std::optional<qint64>(50));
}

void tst_InsightWatch::aDeniedStreamIsAskedForAgainWhenAPersonRefreshes()
{
    WatchBench it(1h);
    it.project().fail(Call::ShowStream, refusal(), {u"newstream"_s});
    it.open();
    it.service->answer(about(newtask, 400));
    QTRY_COMPARE(it.polls(), 1);
    it.project().fail(Call::ShowStream, {}, {u"newstream"_s});
    it.session.refresh();
    QVERIFY(it.answerNext(about(newtask, 400), 1s));
    QTRY_COMPARE(it.lag(), std::optional<qint64>(100));
    QCOMPARE(it.streamReads(), 2);
}

void tst_InsightWatch::anyOtherFailureIsTriedAgainWithTheNextAnswer()
{
    WatchBench it;
    it.project().fail(Call::ShowStream, errorOf(Error::Kind::Server, 500), {u"newstream"_s});
    it.open();
    it.service->answer(about(newtask, 400));
    QTRY_COMPARE(it.polls(), 1);
    QCOMPARE(it.insight()->seen().streamError.value_or(Error{}).kind, Error::Kind::Server);
    it.project().fail(Call::ShowStream, {}, {u"newstream"_s});
    QVERIFY(it.answerNext(about(newtask, 400)));
    QTRY_COMPARE(it.lag(), std::optional<qint64>(100));
    QCOMPARE(it.streamReads(), 2);
}

void tst_InsightWatch::aSlowStreamIsNotWaitedForAndCountsWhenItComes()
{
    WatchBench it(1h, 1ms);
    it.project().hold();
    it.open();
    it.service->answer(about(newtask, 400));
    QTRY_COMPARE(it.polls(), 1);
    QCOMPARE(it.lag(), std::nullopt);
    QCOMPARE(it.insight()->seen().streamError, std::nullopt);
    QCOMPARE(it.project().open(), 1);
    it.now += 5s;
    it.project().answerOldest();
    QTRY_COMPARE(it.lag(), std::optional<qint64>(100));
    QCOMPARE(it.insight()->seen().streamTaken - it.insight()->seen().taken, 5s);
    // The same poll, not another one.
    QCOMPARE(it.polls(), 1);
    QCOMPARE(it.streamReads(), 1);
    // The next answer is compared with the stream that is known until its own comes.
    it.session.refresh();
    QVERIFY(it.answerNext(about(newtask, 420)));
    QTRY_COMPARE(it.polls(), 2);
    QCOMPARE(it.lag(), std::optional<qint64>(80));
    it.setHead(1000);
    it.project().answerOldest();
    QTRY_COMPARE(it.lag(), std::optional<qint64>(580));
    QCOMPARE(it.polls(), 2);
}

void tst_InsightWatch::aReadThatOutlastsARefreshIsReadToItsEnd()
{
    WatchBench it;
    it.project().hold();
    it.open();
    it.service->answer(about(newtask, 400));
    QTRY_COMPARE(it.project().open(), 1);
    for (const int offset : {410, 420, 430}) {
        QVERIFY(it.answerNext(about(newtask, offset)));
        QTRY_COMPARE(it.offset(), QString::number(offset));
        QCOMPARE(it.project().open(), 1);
        QCOMPARE(it.streamReads(), 1);
    }
    it.project().answerOldest();
    QTRY_COMPARE(it.lag(), std::optional<qint64>(70));
    QCOMPARE(it.project().open(), 0);
    QVERIFY(it.answerNext(about(newtask, 440)));
    QTRY_COMPARE(it.project().open(), 1);
    QCOMPARE(it.streamReads(), 2);
}

void tst_InsightWatch::whatIsKnownGoesOnWhenTheTaskIsShownAgain()
{
    WatchBench it(1h);
    it.open();
    QVERIFY(it.answerNext(about(newtask, 400)));
    QTRY_COMPARE(it.polls(), 1);
    it.session.refresh();
    QVERIFY(it.answerNext(about(newtask, 430)));
    QTRY_COMPARE(it.polls(), 2);
    it.open(othertask);
    QVERIFY(!it.insight());
    QVERIFY(it.answerNext(about(othertask, 7)));
    QTRY_COMPARE(it.polls(), 1);
    it.open(newtask);
    QVERIFY(!it.insight());
    QVERIFY(it.answerNext(about(newtask, 490)));
    QTRY_COMPARE(it.polls(), 3);
    QCOMPARE(it.lag(), std::optional<qint64>(10));
}

void tst_InsightWatch::thePollsOfTheTasksShownLastAreKept()
{
    WatchBench it(1h);
    const auto show = [&](int number) {
        const TaskAddress task{{u"newstream"_s}, {u"task%1"_s.arg(number)}};
        it.open(task);
        const bool answered = it.answerNext(about(task, 400));
        if (!answered || !QTest::qWaitFor([&] { return it.polls() > 0; }))
            return 0;
        return it.polls();
    };
    for (int i = 0; i < int(InsightWatch::tasksKept); ++i)
        QCOMPARE(show(i), 1);
    // The first is now the one shown last: the second has to go.
    QCOMPARE(show(0), 2);
    QCOMPARE(show(100), 1);
    QCOMPARE(show(0), 3);
    QCOMPARE(show(2), 2);
    QCOMPARE(show(1), 1);
}

void tst_InsightWatch::anAnswerAboutTheTaskBeforeNeverReachesThisOne()
{
    WatchBench it;
    QStringList shown;
    connect(&it.session.model(), &TaskModel::insightChanged, this, [&] {
        if (it.insight())
            shown += it.insight()->task()->text(it.insight()->task()->taskName) + it.offset();
    });
    // While it reads.
    it.project().hold();
    it.open();
    QVERIFY(it.answerNext(about(newtask, 400)));
    QTRY_COMPARE(it.project().open(), 1);
    it.open(othertask);
    QCOMPARE(it.project().open(), 0);
    it.open(newtask);
    it.setHead(999);
    it.project().release();
    QCoreApplication::processEvents();
    QVERIFY(!it.insight());
    // While it works: the answer without the stream, which is denied.
    it.project().fail(Call::ShowStream, refusal(), {u"newstream"_s});
    QVERIFY(it.answerNext(about(newtask, 410)));
    QTRY_COMPARE(it.polls(), 1);
    const auto leave = connect(&it.session, &TaskSession::answered, this, [&] { it.open(othertask); });
    QVERIFY(it.answerNext(about(newtask, 420)));
    QTRY_COMPARE(it.session.address().task.text, othertask.task.text);
    disconnect(leave);
    it.open(newtask);
    QVERIFY(it.answerNext(about(newtask, 430)));
    QTRY_COMPARE(shown.size(), 2);
    QCOMPARE(shown, QStringList({u"newtask410"_s, u"newtask430"_s}));
    // It counts for its own task all the same.
    QCOMPARE(it.polls(), 3);
}

void tst_InsightWatch::closingEndsTheRead()
{
    WatchBench it(1h);
    it.project().hold();
    it.open();
    QVERIFY(it.answerNext(about(newtask, 400)));
    QTRY_COMPARE(it.project().open(), 1);
    const std::weak_ptr<TaskSource> source = it.service;
    it.session.close();
    QCOMPARE(it.project().open(), 0);
    QVERIFY(!it.insight());
    it.project().release();
    it.service.reset();
    QVERIFY2(source.expired(), "nobody needs it any more");
}

void tst_InsightWatch::aSourceThatGivesUpIsSaid()
{
    WatchBench it;
    it.project().fail(Call::ShowStream, errorOf(Error::Kind::Cancelled), {u"newstream"_s});
    it.open();
    QVERIFY(it.answerNext(about(newtask, 400)));
    QTRY_COMPARE(it.polls(), 1);
    QCOMPARE(it.insight()->seen().streamError.value_or(refusal()).kind, Error::Kind::Cancelled);
    it.project().fail(Call::ShowStream, {}, {u"newstream"_s});
    QVERIFY(it.answerNext(about(newtask, 450)));
    QTRY_COMPARE(it.lag(), std::optional<qint64>(50));
}

void tst_InsightWatch::aPauseLeavesAGapAndNoWrongRate()
{
    WatchBench it;
    it.setHead(100'000);
    it.open();
    for (int i = 0; i < 4; ++i) {
        QVERIFY(it.answerNext(about(newtask, i * 30)));
        QTRY_COMPARE(it.polls(), i + 1);
    }
    QCOMPARE(it.insight()->row(0).rate, std::optional<qint64>(1000));
    const int reads = it.streamReads();
    it.session.setPaused(true);
    for (int i = 4; i < 24; ++i) {
        QVERIFY(it.answerNext(about(newtask, i * 30)));
        QTRY_COMPARE(it.session.freshness().held, i - 3);
    }
    QCOMPARE(it.polls(), 4);
    QCOMPARE(it.streamReads(), reads);
    it.session.setPaused(false);
    QTRY_COMPARE(it.polls(), 5);
    QCOMPARE(it.insight()->row(0).rate, std::optional<qint64>(1000));
    // Records dumped from poll to poll: across the gap nobody knows.
    const std::vector<std::optional<qint64>> steps{30, 30, 30, std::nullopt};
    QVERIFY(it.insight()->steps(0) == steps);
}

void tst_InsightWatch::aFileHasNoStream()
{
    WatchBench it(1h);
    it.session.open(it.source, {}, false);
    it.source->answer(about(newtask, 400));
    QTRY_COMPARE(it.polls(), 1);
    QCOMPARE(it.lag(), std::nullopt);
    QCOMPARE(it.insight()->seen().streamError, std::nullopt);
    QCOMPARE(it.streamReads(), 0);
}

void tst_InsightWatch::tenThousandPartitionsComeInTenPages()
{
    WatchBench it(1h);
    std::vector<StreamPartition> listed;
    QByteArrayList reported;
    for (int i = 0; i < 10'000; ++i) {
        listed.push_back(streamPartition(idOf(i), 0, 1000 + i));
        reported += R"({"partitionId":")" + idOf(i).toUtf8() + R"(","last_transfer_offset":1000})";
    }
    it.project().put(runningStream(u"newstream"_s, listed));
    it.project().hold();
    it.open();
    QVERIFY(it.answerNext(about(newtask, reported.join(','))));
    for (int page = 1; page <= 10; ++page) {
        QTRY_COMPARE(it.streamReads(), page);
        QCOMPARE(it.project().open(), 1);
        it.project().answerOldest();
    }
    QTRY_COMPARE(it.polls(), 1);
    QCOMPARE(it.streamReads(), 10);
    QCOMPARE(it.insight()->row(9999).lag, std::optional<qint64>(9999));
    QCOMPARE(it.insight()->whole().lag, std::optional<qint64>(qint64(9999) * 10'000 / 2));
    QCOMPARE(it.insight()->whole().lackingCount, 0);
}

void tst_InsightWatch::itMayBeDestroyedAtAnyMoment()
{
    for (int moment = 0; moment < 4; ++moment) {
        WatchBench it(1h, moment == 2 ? 0ms : 1h);
        it.project().hold();
        it.open();
        if (moment > 0) {
            QVERIFY(it.answerNext(about(newtask, 400)));
            QTRY_COMPARE(it.project().open(), 1);
        }
        if (moment == 3) // being worked out
            it.project().answerOldest();
        QCoreApplication::processEvents();
        it.watch.reset();
        QCOMPARE(it.project().open(), 0);
        it.project().release();
        QCoreApplication::processEvents();
        it.session.refresh();
    }
}

QTEST_GUILESS_MAIN(tst_InsightWatch)
#include "tst_insightwatch.moc"
