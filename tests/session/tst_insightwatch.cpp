// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testcase.h"
#include "watchbench.h"

#include <QSignalSpy>

using namespace spillway;

class tst_InsightWatch : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void afterEachAnswerTheStreamIsReadAndTheLagIsKnown();
    void theStreamIsAskedForByTheNameThatWasOpened();
    void whatIsKnownGoesOnWhenTheTaskIsShownAgain();
    void thePollsOfTheTasksShownLastAreKept();
    void anAnswerAboutTheTaskBeforeNeverReachesThisOne();
    void aPauseLeavesAGapAndNoWrongRate();
    void aFileHasNoStream();
    void tenThousandPartitionsComeInTenPages();
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

QTEST_GUILESS_MAIN(tst_InsightWatch)
#include "tst_insightwatch.moc"
