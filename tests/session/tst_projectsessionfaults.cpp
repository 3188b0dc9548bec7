// SPDX-License-Identifier: GPL-3.0-or-later
#include "projectservice.h"
#include "support/testcase.h"

using namespace spillway;
using namespace Qt::StringLiterals;

using Call = ScriptedProject::Call;
using State = ProjectStatus::State;
using Tasks = ProjectTree::Tasks;

namespace {

/// A project that answers every question about streams in the same way.
class OddService : public HandSource, public ProjectSource
{
public:
    explicit OddService(std::function<StreamPage(int)> page)
        : m_page(std::move(page))
    {
    }
    ProjectSource *project() override { return this; }
    QFuture<Result<StreamPage>> listStreams(const QString &, int) override
    {
        return QtFuture::makeReadyFuture(Result<StreamPage>(m_page(pages++)));
    }
    QFuture<Result<TaskList>> listTasks(const StreamName &) override
    {
        return QtFuture::makeReadyFuture(Result<TaskList>(TaskList()));
    }
    QFuture<Result<StreamDetails>> showStream(const StreamName &, const QString &, int) override
    {
        return QtFuture::makeReadyFuture(Result<StreamDetails>(StreamDetails()));
    }

    int pages = 0;

private:
    std::function<StreamPage(int)> m_page;
};

StreamSummary named(const QString &name)
{
    StreamSummary stream;
    stream.name = {name};
    return stream;
}

} // namespace

class tst_ProjectSessionFaults : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void deniedAndFailedStreamsLeaveTheirSiblings();
    void whatFailedIsAskedForOnlyWhenWanted();
    void aRefusalEndsAllAsking_data();
    void aRefusalEndsAllAsking();
    void aListingThatFailsRemovesNothing();
    void aServiceThatPagesForEverIsLeft_data();
    void aServiceThatPagesForEverIsLeft();
};

void tst_ProjectSessionFaults::deniedAndFailedStreamsLeaveTheirSiblings()
{
    const auto service = serviceWith(3);
    service->scripted.fail(Call::ListTasks, errorOf(Error::Kind::Forbidden, 403), {u"s0000"_s});
    service->scripted.fail(Call::ListTasks, errorOf(Error::Kind::Server, 500), {u"s0001"_s});
    ProjectSession session;
    session.open(service);
    QTRY_VERIFY(session.status().complete);
    session.loadAll();
    QTRY_VERIFY(!session.isBusy());
    QCOMPARE(session.model().tasksOf({u"s0000"_s}), Tasks::Denied);
    QCOMPARE(session.model().tasksOf({u"s0001"_s}), Tasks::Failed);
    QCOMPARE(session.model().tasksOf({u"s0002"_s}), Tasks::Loaded);
    QCOMPARE(session.status().state, State::Ready);
}

void tst_ProjectSessionFaults::whatFailedIsAskedForOnlyWhenWanted()
{
    const auto service = serviceWith(2);
    service->scripted.fail(Call::ListTasks, errorOf(Error::Kind::Timeout), {u"s0000"_s});
    ProjectSession session;
    session.open(service);
    QTRY_VERIFY(session.status().complete);
    session.loadTasks({u"s0000"_s});
    QTRY_COMPARE(session.model().tasksOf({u"s0000"_s}), Tasks::Failed);
    session.loadTasks({u"s0001"_s});
    QTRY_COMPARE(session.model().tasksOf({u"s0001"_s}), Tasks::Loaded);
    QCOMPARE(service->scripted.asked(Call::ListTasks), 2);
    QVERIFY(!session.model().canFetchMore(session.model().index(0, 0)));
    service->scripted.fail(Call::ListTasks, {}, {u"s0000"_s});
    session.loadTasks({u"s0000"_s});
    QTRY_COMPARE(session.model().tasksOf({u"s0000"_s}), Tasks::Loaded);
}

void tst_ProjectSessionFaults::aRefusalEndsAllAsking_data()
{
    QTest::addColumn<Error>("error");
    QTest::newRow("401") << errorOf(Error::Kind::Unauthorized, 401);
    QTest::newRow("blocked") << errorOf(Error::Kind::Blocked, 400);
    QTest::newRow("slow down") << errorOf(Error::Kind::Throttled, 429);
}

void tst_ProjectSessionFaults::aRefusalEndsAllAsking()
{
    QFETCH(const Error, error);
    const auto service = serviceWith(30);
    ProjectSession session;
    session.open(service);
    QTRY_VERIFY(session.status().complete);
    service->scripted.hold();
    session.loadAll();
    service->scripted.failOldest(error);
    QTRY_COMPARE(session.status().state, State::Failed);
    QVERIFY(!session.status().problem.isEmpty());
    QVERIFY(!session.isBusy());
    QCOMPARE(service->scripted.open(), 0);
    QCOMPARE(service->scripted.asked(Call::ListTasks), 4);
    // Nothing that is done with the tree asks any more.
    session.loadTasks({u"s0009"_s});
    session.loadAll();
    session.checkAll();
    QCOMPARE(service->scripted.asked(Call::ListTasks), 4);
    QCOMPARE(session.model().tasksOf({u"s0009"_s}), Tasks::Stopped);
    service->scripted.release();
    session.refresh();
    QTRY_VERIFY(session.status().complete && !session.isBusy());
    QCOMPARE(session.model().tasksOf({u"s0009"_s}), Tasks::Loaded);
}

void tst_ProjectSessionFaults::aListingThatFailsRemovesNothing()
{
    const auto service = serviceWith(5);
    ProjectSession session;
    session.open(service);
    QTRY_VERIFY(session.status().complete);
    service->scripted.fail(Call::ListStreams, errorOf(Error::Kind::Server, 500));
    session.refresh();
    QTRY_COMPARE(session.status().state, State::Failed);
    QCOMPARE(session.model().streamCount(), 5);
    QCOMPARE(noteOf(session.model()), session.status().problem);
    service->scripted.fail(Call::ListStreams, {});
    service->scripted.removeStream({u"s0002"_s});
    session.refresh();
    QTRY_COMPARE(session.status().state, State::Ready);
    QCOMPARE(session.model().rowCount(), 4);
}

void tst_ProjectSessionFaults::aServiceThatPagesForEverIsLeft_data()
{
    QTest::addColumn<std::function<StreamPage(int)>>("page");
    QTest::addColumn<int>("most");
    const auto pageOf = [](std::vector<StreamSummary> streams) {
        StreamPage page;
        page.streams = std::move(streams);
        page.hasMore = true;
        return page;
    };
    QTest::newRow("the same page") << std::function([=](int) { return pageOf({named(u"a"_s), named(u"b"_s)}); }) << 2;
    QTest::newRow("empty pages") << std::function([=](int) { return pageOf({}); }) << 1;
    QTest::newRow("in a circle") << std::function([=](int i) { return pageOf({named(QString::number(i % 3))}); }) << 4;
    QTest::newRow("always new ones") << std::function([=](int i) {
        std::vector<StreamSummary> streams;
        for (int k = 0; k < 1000; ++k)
            streams.push_back(named(u"%1"_s.arg(i * 1000 + k, 9, 10, QLatin1Char('0'))));
        return pageOf(std::move(streams));
    }) << 100;
}

void tst_ProjectSessionFaults::aServiceThatPagesForEverIsLeft()
{
    QFETCH(const std::function<StreamPage(int)>, page);
    QFETCH(const int, most);
    const auto service = std::make_shared<OddService>(page);
    ProjectSession session;
    session.open(service);
    QTRY_COMPARE_WITH_TIMEOUT(session.status().state, State::Failed, 20'000);
    QCOMPARE(service->pages, most);
    QVERIFY(session.status().problem.contains(u"stopped"_s));
    QVERIFY(!session.isBusy());
}

QTEST_GUILESS_MAIN(tst_ProjectSessionFaults)
#include "tst_projectsessionfaults.moc"
