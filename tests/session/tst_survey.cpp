// SPDX-License-Identifier: GPL-3.0-or-later
#include "scripted.h"
#include "session/survey.h"
#include "support/scriptedproject.h"
#include "support/testcase.h"

#include <QSignalSpy>

using namespace spillway;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

using Call = ScriptedProject::Call;

namespace {

/// Answers about any task as the test says beforehand.
class Service : public TaskSource
{
public:
    QFuture<Result<TaskAnswer>> showTask(const TaskAddress &address) override
    {
        asked.push_back(address);
        const auto body = bodies.find(address.task.text);
        if (holds) {
            auto &promise = m_open.emplace_back();
            promise.start();
            return promise.future();
        }
        if (body == bodies.end()) {
            Error error;
            error.kind = kind;
            return QtFuture::makeReadyFuture(Result<TaskAnswer>(failure(error)));
        }
        auto task = decodeTask(body->second);
        return QtFuture::makeReadyFuture(
            Result<TaskAnswer>(TaskAnswer{*task, QDateTime::currentDateTimeUtc(), 1ms, {}, {}}));
    }
    QString origin() const override { return u"here"_s; }
    ProjectSource *project() override { return hasProject ? &scripted : nullptr; }

    ScriptedProject scripted;
    std::map<QString, QByteArray> bodies;
    std::vector<TaskAddress> asked;
    Error::Kind kind = Error::Kind::NotFound;
    bool holds = false;
    bool hasProject = true;

private:
    std::deque<QPromise<Result<TaskAnswer>>> m_open;
};

QByteArray body(const QByteArray &state, qint64 offset, qint64 discard = 0)
{
    return R"({"state":")" + state + R"(","partitions":[{"partitionId":"shardId-0000000000","state":")" + state
        + R"(","discard":)" + QByteArray::number(discard) + R"(,"last_transfer_offset":)" + QByteArray::number(offset)
        + "}]}";
}

TaskAddress address(const QString &stream, const QString &task)
{
    return {{stream}, {task}};
}

/// A task of each.
std::vector<TaskAddress> fiftyStreams()
{
    std::vector<TaskAddress> tasks;
    for (int i = 0; i < 50; ++i)
        tasks.push_back(address(u"s%1"_s.arg(i), u"a"_s));
    return tasks;
}

std::shared_ptr<Service> serviceWith(int partitions = 1)
{
    auto service = std::make_shared<Service>();
    std::vector<StreamPartition> all;
    for (int i = 0; i < partitions; ++i)
        all.push_back(streamPartition(u"shardId-%1"_s.arg(i, 10, 10, QLatin1Char('0')), 100, 500));
    service->scripted.put(runningStream(u"s"_s, all));
    service->scripted.put(runningStream(u"other"_s, all));
    service->bodies = {{u"a"_s, body("RUNNING", 500)}, {u"b"_s, body("RUNNING", 500)}, {u"c"_s, body("RUNNING", 500)}};
    return service;
}

} // namespace

class tst_Survey : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void everyTaskIsReported();
    void aStreamIsReadOnceWithAllItsPages();
    void theStreamIsReadAfterItsTasks();
    void aStreamThatMayNotBeReadLeavesTheTask();
    void theNextSurveySeesWhatMoved();
    void whoLooksAgainAndAgainMayRememberMore_data();
    void whoLooksAgainAndAgainMayRememberMore();
    void aRefusalIsReportedForAllThatIsLeft();
    void afterAStreamsRefusalNothingIsAsked();
    void stoppingLeavesTheRestWithoutAReport();
    void tasksThatJoinAreNotAskedTwice();
    void theWorstIsNamed();
    void nothingToDoIsDone();
    void withoutAProjectTheTaskIsReadAlone();
};

void tst_Survey::everyTaskIsReported()
{
    const auto service = serviceWith();
    Survey survey;
    const QSignalSpy finished(&survey, &Survey::finished);
    const QSignalSpy reported(&survey, &Survey::reported);
    survey.start(service, {address(u"s"_s, u"a"_s), address(u"s"_s, u"gone"_s), address(u"other"_s, u"b"_s)});
    QVERIFY(survey.isRunning());
    QCOMPARE(survey.of(), 3);
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(!survey.isRunning());
    QCOMPARE(survey.done(), 3);
    QCOMPARE(reported.size(), 3);
    for (const TaskReport &report : survey.reports()) {
        QCOMPARE(report.insight.has_value(), report.address.task.text != u"gone"_s);
        if (report.insight)
            QCOMPARE((*report.insight)->seen().stream->partitions.size(), 1U);
        else
            QCOMPARE(report.insight.error().kind, Error::Kind::NotFound);
    }
}

void tst_Survey::aStreamIsReadOnceWithAllItsPages()
{
    const auto service = serviceWith(25);
    service->scripted.setMostPerPage(10);
    Survey survey;
    survey.start(service, {address(u"s"_s, u"a"_s), address(u"s"_s, u"b"_s), address(u"s"_s, u"c"_s)});
    QTRY_VERIFY(!survey.isRunning());
    QCOMPARE(service->scripted.asked(Call::ShowStream), 3);
    QCOMPARE(service->scripted.asked().first().limit, 1000);
    for (const TaskReport &report : survey.reports())
        QCOMPARE((*report.insight)->seen().stream->partitions.size(), 25U);
    QCOMPARE((*survey.reports()[0].insight)->seen().stream, (*survey.reports()[2].insight)->seen().stream);
}

void tst_Survey::theStreamIsReadAfterItsTasks()
{
    const auto service = serviceWith();
    milliseconds now{0};
    Survey survey([&] { return now += 1ms; });
    survey.start(service, {address(u"s"_s, u"a"_s), address(u"s"_s, u"b"_s)});
    QTRY_VERIFY(!survey.isRunning());
    for (const TaskReport &report : survey.reports())
        QVERIFY((*report.insight)->seen().streamTaken > (*report.insight)->seen().taken);
    QCOMPARE(service->asked.size(), 2U);
}

void tst_Survey::aStreamThatMayNotBeReadLeavesTheTask()
{
    const auto service = serviceWith();
    Error denied;
    denied.kind = Error::Kind::Forbidden;
    service->scripted.fail(Call::ShowStream, denied, {u"s"_s});
    Survey survey;
    survey.start(service, {address(u"s"_s, u"a"_s), address(u"other"_s, u"b"_s)});
    QTRY_VERIFY(!survey.isRunning());
    for (const TaskReport &report : survey.reports()) {
        const Observation &seen = (*report.insight)->seen();
        QCOMPARE(seen.stream == nullptr, report.address.stream.text == u"s"_s);
        QCOMPARE(seen.streamError.has_value(), report.address.stream.text == u"s"_s);
    }
}

void tst_Survey::theNextSurveySeesWhatMoved()
{
    const auto service = serviceWith();
    milliseconds now{0};
    Survey survey([&] { return now; });
    survey.start(service, {address(u"s"_s, u"a"_s)});
    QTRY_VERIFY(!survey.isRunning());
    QCOMPARE((*survey.reports()[0].insight)->polls(), 1);
    now = 60s;
    service->bodies[u"a"_s] = body("RUNNING", 501);
    survey.start(service, {address(u"s"_s, u"a"_s)});
    QTRY_VERIFY(!survey.isRunning());
    QCOMPARE(survey.reports().size(), 1U);
    QCOMPARE((*survey.reports()[0].insight)->polls(), 2);
    survey.forget();
    QVERIFY(survey.reports().empty());
}

void tst_Survey::whoLooksAgainAndAgainMayRememberMore_data()
{
    QTest::addColumn<size_t>("memory");
    QTest::addColumn<int>("remembered"); // of 70 tasks
    QTest::newRow("as usual") << Survey::usualMemory << 64;
    QTest::newRow("all") << size_t(70) << 70;
}

void tst_Survey::whoLooksAgainAndAgainMayRememberMore()
{
    QFETCH(size_t, memory);
    QFETCH(int, remembered);
    const auto service = serviceWith();
    std::vector<TaskAddress> tasks;
    for (int i = 0; i < 70; ++i) {
        tasks.push_back(address(u"s%1"_s.arg(i), u"t%1"_s.arg(i)));
        service->bodies[tasks.back().task.text] = body("RUNNING", 500);
    }
    milliseconds now{0};
    Survey survey([&] { return now; });
    survey.setMemory(memory);
    for (int look = 0; look < 2; ++look, now += 60s) {
        survey.start(service, tasks);
        QTRY_VERIFY(!survey.isRunning());
    }
    const auto isSecond = [](const TaskReport &report) { return (*report.insight)->polls() == 2; };
    QCOMPARE(int(std::ranges::count_if(survey.reports(), isSecond)), remembered);
}

void tst_Survey::aRefusalIsReportedForAllThatIsLeft()
{
    const auto service = serviceWith();
    service->kind = Error::Kind::Unauthorized;
    service->bodies.clear();
    Survey survey;
    const QSignalSpy finished(&survey, &Survey::finished);
    survey.start(service, fiftyStreams());
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(service->asked.size(), 4U);
    QCOMPARE(survey.reports().size(), 50U);
    for (const TaskReport &report : survey.reports())
        QCOMPARE(report.insight.error().kind, Error::Kind::Unauthorized);
    QVERIFY(!survey.worst());
}

void tst_Survey::afterAStreamsRefusalNothingIsAsked()
{
    const auto service = serviceWith();
    Error refusal;
    refusal.kind = Error::Kind::Unauthorized;
    service->scripted.fail(ScriptedProject::Call::ShowStream, refusal, {u"s0"_s});
    Survey survey;
    const QSignalSpy finished(&survey, &Survey::finished);
    survey.start(service, fiftyStreams());
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(service->asked.size(), 4U);
    QCOMPARE(survey.reports().size(), 50U);
    // What was known when the stream refused is not lost.
    QVERIFY(survey.reports().front().insight);
    QCOMPARE((*survey.reports().front().insight)->seen().streamError->kind, Error::Kind::Unauthorized);
}

void tst_Survey::stoppingLeavesTheRestWithoutAReport()
{
    const auto service = serviceWith();
    Survey survey;
    const QSignalSpy finished(&survey, &Survey::finished);
    service->holds = true;
    survey.start(service, {address(u"s"_s, u"a"_s), address(u"other"_s, u"b"_s)});
    survey.stop();
    QCOMPARE(finished.size(), 1);
    QVERIFY(!survey.isRunning());
    QVERIFY(survey.reports().empty());
    service->holds = false;
    survey.start(service, {address(u"s"_s, u"a"_s)});
    QTRY_COMPARE(finished.size(), 2);
    QCOMPARE(survey.reports().size(), 1U);
}

void tst_Survey::tasksThatJoinAreNotAskedTwice()
{
    const auto service = serviceWith();
    Survey survey;
    survey.start(service, {address(u"s"_s, u"a"_s), address(u"s"_s, u"b"_s)});
    survey.start(service, {address(u"s"_s, u"b"_s), address(u"s"_s, u"c"_s)});
    QCOMPARE(survey.of(), 3);
    QTRY_VERIFY(!survey.isRunning());
    QCOMPARE(service->asked.size(), 3U);
    QCOMPARE(survey.reports().size(), 3U);
}

void tst_Survey::theWorstIsNamed()
{
    const auto service = serviceWith();
    service->bodies[u"a"_s] = body("RUNNING", 500);
    service->bodies[u"b"_s] = body("ERROR", 500, 3);
    service->bodies[u"c"_s] = body("ERROR", 500, 30);
    Survey survey;
    survey.start(service,
                 {address(u"s"_s, u"a"_s), address(u"s"_s, u"b"_s), address(u"other"_s, u"b"_s),
                  address(u"other"_s, u"gone"_s)});
    QTRY_VERIFY(!survey.isRunning());
    QCOMPARE(survey.worst(), std::optional(address(u"other"_s, u"b"_s)));
    survey.start(service, {address(u"s"_s, u"b"_s), address(u"s"_s, u"c"_s)});
    QTRY_VERIFY(!survey.isRunning());
    QCOMPARE(survey.worst(), std::optional(address(u"s"_s, u"c"_s)));
}

void tst_Survey::nothingToDoIsDone()
{
    Survey survey;
    const QSignalSpy finished(&survey, &Survey::finished);
    survey.start(serviceWith(), {});
    QCOMPARE(finished.size(), 1);
    QVERIFY(!survey.worst());
}

void tst_Survey::withoutAProjectTheTaskIsReadAlone()
{
    const auto service = serviceWith();
    service->hasProject = false;
    Survey survey;
    survey.start(service, {address(u"s"_s, u"a"_s)});
    QTRY_VERIFY(!survey.isRunning());
    QVERIFY(!(*survey.reports()[0].insight)->seen().stream);
}

QTEST_GUILESS_MAIN(tst_Survey)
#include "tst_survey.moc"
