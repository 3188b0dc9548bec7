// SPDX-License-Identifier: GPL-3.0-or-later
#include "asking.h"
#include "support/faultserver.h"
#include "support/testcase.h"

#include <QFutureWatcher>
#include <QThreadPool>

namespace spillway {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Watcher = QFutureWatcher<Result<TaskAnswer>>;

namespace {

QByteArray largeAnswer()
{
    QByteArray partitions = "[";
    for (int i = 0; i < 20000; ++i) // moc loses its way at a digit separator
        partitions +=
            "{\"partitionId\":\"shardId-" + QByteArray::number(i) + "\",\"discard\":0},"; // moc miscounts raw strings
    partitions.back() = ']';
    return goodAnswer().replace("[]", partitions);
}

} // namespace

/// Who asked may stop caring, or go away, at any moment.
class TestDisClientLifetime : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void cancellingClosesTheConnection_data();
    void cancellingClosesTheConnection();
    void cancellingAtOnceSendsNothingLater();
    void cancellingWhileDecodingForgetsTheAnswer();
    void anAnswerThatComesAfterCancellingIsForgotten();
    void destroyingTheClientCancelsItsQuestions();
    void destroyingTheClientWhileDecodingIsSafe();
    void theClientMayBeDestroyedByWhoeverGetsTheAnswer();
    void destroyingTheNetworkFirstStillEndsTheQuestion();
    void questionsDoNotDisturbEachOther();
    void aTimeoutOfOneQuestionDoesNotEndAnother();
    void aThousandAbandonedQuestionsLeaveNothingBehind();
};

void TestDisClientLifetime::cancellingClosesTheConnection_data()
{
    QTest::addColumn<Script>("script");
    QTest::newRow("waiting") << Script().stall();
    QTest::newRow("inside the header") << Script().write("HTTP/1.1 200 OK\r\n").stall();
    QTest::newRow("inside the body") << Script().write(http(200, "{", {{"Content-Length", "9"}})).stall();
}

void TestDisClientLifetime::cancellingClosesTheConnection()
{
    QFETCH(const Script, script);
    FaultServer server;
    server.answer(script);
    QNetworkAccessManager network;
    const auto client = clientFor(server.url(), network);
    auto future = client->showTask(someTask());
    QTRY_COMPARE(server.requests().size(), 1);
    future.cancel();
    QTRY_COMPARE(server.openConnections(), 0);
    QTRY_VERIFY(future.isFinished());
    QVERIFY(future.isCanceled());
    QCOMPARE(future.resultCount(), 0);
}

void TestDisClientLifetime::cancellingAtOnceSendsNothingLater()
{
    FaultServer server;
    server.answer(200, goodAnswer());
    QNetworkAccessManager network;
    const auto client = clientFor(server.url(), network);
    auto cancelled = client->showTask(someTask());
    cancelled.cancel();
    QTRY_VERIFY(cancelled.isFinished());
    QVERIFY(answerTo(client->showTask(someTask())));
    QCOMPARE(cancelled.resultCount(), 0);
    QCOMPARE_LE(server.requests().size(), 2);
    QTRY_COMPARE_LE(client->children().size(), 0);
}

void TestDisClientLifetime::cancellingWhileDecodingForgetsTheAnswer()
{
    FaultServer server;
    server.answer(200, largeAnswer());
    QNetworkAccessManager network;
    const auto client = clientFor(server.url(), network);
    auto future = client->showTask(someTask());
    // The reply is dropped when the body is complete: from then on a worker decodes.
    QTRY_VERIFY(network.findChildren<QNetworkReply *>().isEmpty());
    const bool wasRunning = !future.isFinished();
    future.cancel();
    QTRY_VERIFY(client->children().isEmpty());
    if (wasRunning)
        QCOMPARE(future.resultCount(), 0);
    QVERIFY(future.isFinished());
}

void TestDisClientLifetime::anAnswerThatComesAfterCancellingIsForgotten()
{
    FaultServer server;
    server.answer(Script().pause(50ms).write(http(200, goodAnswer())));
    QNetworkAccessManager network;
    const auto client = clientFor(server.url(), network);
    auto future = client->showTask(someTask());
    Watcher watcher;
    int results = 0;
    connect(&watcher, &Watcher::resultReadyAt, this, [&] { ++results; });
    watcher.setFuture(future);
    QTRY_COMPARE(server.requests().size(), 1);
    future.cancel();
    // By the time the next question is answered, the first answer has been sent.
    QVERIFY(answerTo(client->showTask(someTask())));
    QCOMPARE(results, 0);
    QCOMPARE(future.resultCount(), 0);
}

void TestDisClientLifetime::destroyingTheClientCancelsItsQuestions()
{
    FaultServer server;
    server.answer(Script().stall());
    QNetworkAccessManager network;
    auto client = clientFor(server.url(), network);
    auto first = client->showTask(someTask());
    auto second = client->showTask(someTask());
    QTRY_COMPARE(server.requests().size(), 2);
    client.reset();
    QVERIFY(first.isFinished() && first.isCanceled() && first.resultCount() == 0);
    QVERIFY(second.isFinished() && second.isCanceled() && second.resultCount() == 0);
    QTRY_COMPARE(server.openConnections(), 0);
}

void TestDisClientLifetime::destroyingTheClientWhileDecodingIsSafe()
{
    FaultServer server;
    server.answer(200, largeAnswer());
    QNetworkAccessManager network;
    auto client = clientFor(server.url(), network);
    auto future = client->showTask(someTask());
    QTRY_VERIFY(network.findChildren<QNetworkReply *>().isEmpty());
    client.reset();
    QVERIFY(future.isFinished());
    QThreadPool::globalInstance()->waitForDone();
}

void TestDisClientLifetime::theClientMayBeDestroyedByWhoeverGetsTheAnswer()
{
    FaultServer server;
    server.answer(200, goodAnswer());
    QNetworkAccessManager network;
    auto client = clientFor(server.url(), network);
    bool answered = false;
    // Without a context this runs inside the call that gives the answer.
    const auto chain = client->showTask(someTask()).then([&](const Result<TaskAnswer> &result) {
        answered = result.has_value();
        client.reset();
    });
    QTRY_VERIFY(chain.isFinished());
    QVERIFY(answered);
    QVERIFY(!client);
}

void TestDisClientLifetime::destroyingTheNetworkFirstStillEndsTheQuestion()
{
    FaultServer server;
    server.answer(Script().stall());
    auto network = std::make_unique<QNetworkAccessManager>();
    const auto client = clientFor(server.url(), *network, shortTiming());
    auto future = client->showTask(someTask());
    QTRY_COMPARE(server.requests().size(), 1);
    network.reset();
    const Result<TaskAnswer> result = answerTo(future);
    QVERIFY(!result);
}

void TestDisClientLifetime::questionsDoNotDisturbEachOther()
{
    FaultServer server;
    server.answer(200, goodAnswer());
    QNetworkAccessManager network;
    const auto client = clientFor(server.url(), network);
    QList<QFuture<Result<TaskAnswer>>> futures;
    for (int i = 0; i < 4; ++i)
        futures.append(client->showTask(someTask()));
    futures[1].cancel();
    for (const int i : {0, 2, 3})
        QVERIFY(answerTo(futures[i]));
    QCOMPARE(futures[1].resultCount(), 0);
}

void TestDisClientLifetime::aTimeoutOfOneQuestionDoesNotEndAnother()
{
    FaultServer server;
    server.answer(Script().stall());
    server.answer(Script().drip(http(200, goodAnswer()), 8, 100ms)); // takes two seconds
    QNetworkAccessManager network;
    Timing timing;
    timing.inactivity = 1500ms;
    const auto client = clientFor(server.url(), network, timing);
    const auto silent = client->showTask(someTask());
    QTRY_COMPARE(server.requests().size(), 1);
    const auto slow = client->showTask(someTask());
    const Result<TaskAnswer> first = answerTo(silent);
    QVERIFY(!first);
    QCOMPARE(nameOf(first.error()), nameOf(Error::Kind::Timeout, Error::Reason::Silence));
    QVERIFY(!slow.isFinished());
    // Asking once more, while the slow one is under way, must not drop the connections either.
    server.forget();
    server.answer(200, goodAnswer());
    QVERIFY(answerTo(client->showTask(someTask())));
    QVERIFY(answerTo(slow));
}

void TestDisClientLifetime::aThousandAbandonedQuestionsLeaveNothingBehind()
{
    FaultServer server;
    server.answer(200, goodAnswer());
    QNetworkAccessManager network;
    const auto client = clientFor(server.url(), network);
    for (int i = 0; i < 1000; ++i) {
        auto future = client->showTask(someTask());
        if (i % 3 == 0)
            QCoreApplication::processEvents();
        future.cancel();
    }
    QTRY_VERIFY(client->children().isEmpty());
    QTRY_VERIFY(network.findChildren<QNetworkReply *>().isEmpty());
    QVERIFY(answerTo(client->showTask(someTask())));
}

} // namespace spillway

QTEST_GUILESS_MAIN(spillway::TestDisClientLifetime)
#include "tst_disclientlifetime.moc"
