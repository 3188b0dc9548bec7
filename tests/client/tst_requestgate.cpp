// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/requestgate.h"
#include "signingin.h"
#include "support/testcase.h"

#include <QElapsedTimer>

using namespace spillway;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Urgency = RequestGate::Urgency;

namespace {

constexpr int noLimit = 1'000'000;

/// A gate whose time the test owns, and requests that only say that they were sent.
struct Gate
{
    explicit Gate(RequestLimits requests)
        : limits(std::make_shared<ClientLimits>(1, requests))
        , gate(limits, [this] { return now; })
    {
    }

    RequestGate::Place &enter(const QString &name, Urgency urgency = Urgency::Patient)
    {
        places.push_back(std::make_unique<RequestGate::Place>(gate, urgency, [this, name] {
            if (!name.startsWith(u'-'))
                sent.append(name);
            return !name.startsWith(u'-');
        }));
        places.back()->enter();
        return *places.back();
    }
    void enter(int count)
    {
        for (int i = 0; i < count; ++i)
            enter(u"r"_s);
    }

    std::chrono::milliseconds now = 1h;
    std::shared_ptr<ClientLimits> limits;
    RequestGate gate;
    QStringList sent;
    std::vector<std::unique_ptr<RequestGate::Place>> places; // go before the gate
};

/// What a server has been asked for: the last words of the paths.
QStringList namesAsked(const FaultServer &server)
{
    QStringList names;
    for (const SeenRequest &request : server.requests()) {
        const QByteArray path = request.line.split(' ').value(1);
        names.append(QString::fromLatin1(path.split('/').value(4).split('?').first()));
    }
    return names;
}

TaskAddress taskOf(const QString &stream)
{
    return {{stream}, {u"t"_s}};
}

std::shared_ptr<ClientLimits> oneAtATime()
{
    return std::make_shared<ClientLimits>(1'000'000, RequestLimits{1, noLimit});
}

const QByteArray anyBody = R"({"tasks":[],"partitions":[],"state":"RUNNING"})";

} // namespace

class tst_RequestGate : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void noMoreThanSoManyAreInside()
    {
        Gate gate({4, noLimit});
        gate.enter(30);
        QCOMPARE(gate.sent.size(), 4);
        QCOMPARE(gate.gate.waiting(), 26);
        gate.places[2]->leave();
        QTRY_COMPARE(gate.sent.size(), 5);
        QCOMPARE(gate.gate.waiting(), 25);
        gate.places[29]->leave(); // which only waited
        gate.places.erase(gate.places.begin());
        QTRY_COMPARE(gate.sent.size(), 6);
        QCOMPARE(gate.gate.waiting(), 23);
    }

    void fiveGoAtOnceAndThenOneEveryFifthOfASecond()
    {
        Gate gate({noLimit, 5});
        gate.enter(12);
        QCOMPARE(gate.sent.size(), 5);
        for (int sent = 5; sent < 9; ++sent) {
            gate.now += 199ms;
            gate.enter(1); // has the time looked at
            QCOMPARE(gate.sent.size(), sent);
            gate.now += 1ms;
            gate.enter(1);
            QCOMPARE(gate.sent.size(), sent + 1);
        }
    }

    void manyTasksAreAskedOneAfterAnother_data()
    {
        QTest::addColumn<int>("tasks");
        QTest::newRow("F170 200 tasks at 5 s") << 200;
    }

    void manyTasksAreAskedOneAfterAnother()
    {
        QFETCH(int, tasks);
        Gate gate({4, 5});
        for (int i = 0; i < tasks; ++i)
            gate.enter(QString::number(i));
        QCOMPARE(gate.sent.size(), 4);
        // Each is answered after four fifths of a second.
        for (int fifth = 0; gate.gate.waiting() > 0; ++fifth) {
            QVERIFY(fifth < tasks);
            gate.now += 200ms;
            gate.places[size_t(fifth)]->leave();
            gate.enter(u"-"_s, Urgency::Urgent); // has the time looked at
            QVERIFY(gate.sent.size() <= 5 + fifth + 1);
        }
        QStringList inOrder;
        for (int i = 0; i < tasks; ++i)
            inOrder.append(QString::number(i));
        QCOMPARE(gate.sent, inOrder);
    }

    void aPauseSavesUpFiveAndNoMore()
    {
        Gate gate({noLimit, 5});
        gate.enter(3);
        gate.now += 24h;
        gate.enter(20);
        QCOMPARE(gate.sent.size(), 3 + 5);
        gate.now += 1s;
        gate.enter(1);
        QCOMPARE(gate.sent.size(), 3 + 5 + 5);
    }

    void theGateOpensByItself()
    {
        RequestGate gate(std::make_shared<ClientLimits>(1, RequestLimits{noLimit, 50}), systemElapsed());
        int sent = 0;
        std::vector<std::unique_ptr<RequestGate::Place>> places;
        QElapsedTimer elapsed;
        elapsed.start();
        for (int i = 0; i < 55; ++i) {
            places.push_back(
                std::make_unique<RequestGate::Place>(gate, Urgency::Patient, [&sent] { return ++sent > 0; }));
            places.back()->enter();
        }
        QTRY_COMPARE(sent, 55);
        QCOMPARE_GE(elapsed.elapsed(), 80); // the clock's milliseconds are whole ones
    }

    void theUrgentGoFirstAndAllOthersInTheirOrder()
    {
        Gate gate({1, noLimit});
        gate.enter(u"a"_s);
        gate.enter(u"b"_s);
        gate.enter(u"c"_s);
        gate.enter(u"D"_s, Urgency::Urgent);
        gate.enter(u"E"_s, Urgency::Urgent);
        qsizetype sent = 1;
        for (const size_t next : {0U, 3U, 4U, 1U}) {
            gate.places[next]->leave();
            ++sent;
            QTRY_COMPARE(gate.sent.size(), sent);
        }
        QCOMPARE(gate.sent, (QStringList{u"a"_s, u"D"_s, u"E"_s, u"b"_s, u"c"_s}));
    }

    void whatNobodyWantsAnyMoreTakesNothing()
    {
        Gate gate({2, 2});
        gate.enter(u"-1"_s);
        gate.enter(u"-2"_s);
        gate.enter(u"-3"_s);
        gate.enter(u"a"_s);
        gate.enter(u"b"_s);
        gate.enter(u"c"_s);
        QCOMPARE(gate.sent, (QStringList{u"a"_s, u"b"_s}));
        QCOMPARE(gate.gate.waiting(), 1);
    }

    void otherLimitsHoldFromTheNextRequestOn()
    {
        Gate gate({1, noLimit});
        gate.enter(6);
        QCOMPARE(gate.sent.size(), 1);
        gate.limits->setRequests({4, noLimit});
        gate.enter(1);
        QCOMPARE(gate.sent.size(), 4);
        gate.limits->setRequests({0, -1}); // as 1 and 1
        gate.places.erase(gate.places.begin(), gate.places.begin() + 4);
        gate.now += 1s;
        QTRY_COMPARE(gate.sent.size(), 5);
        QCOMPARE(gate.gate.waiting(), 2);
    }

    void aClientHasAtMostFourUnderWay()
    {
        FaultServer server;
        server.answer(Script().pause(3ms).write(http(200, anyBody)));
        QNetworkAccessManager network;
        const auto client =
            clientFor(server.url(), network, {}, std::make_shared<ClientLimits>(1'000'000, RequestLimits{4, noLimit}));
        qsizetype ended = 0;
        qsizetype most = 0;
        connect(&network, &QNetworkAccessManager::finished, this, [&] { ++ended; });
        connect(&server, &FaultServer::requested, this,
                [&] { most = std::max(most, server.requests().size() - ended); });
        QList<QFuture<Result<TaskList>>> futures;
        for (int i = 0; i < 30; ++i)
            futures.append(client->listTasks({u"s"_s}));
        QCOMPARE(network.findChildren<QNetworkReply *>().size(), 4);
        for (const auto &future : futures)
            QVERIFY(answerTo(future));
        QCOMPARE(server.requests().size(), 30);
        QCOMPARE(most, 4);
        QVERIFY(server.connections() <= 4);
    }

    void withoutLimitsOfItsOwnAClientHasTheUsualOnes()
    {
        FaultServer server;
        server.answer(Script().stall());
        QNetworkAccessManager network;
        Connection connection;
        connection.endpoint = server.url();
        connection.project = {u"p"_s};
        connection.credential = Token{Secret(QByteArrayView(canaryToken))};
        const auto client = DisClient::create(std::move(connection), network, systemClock());
        QVERIFY(client);
        for (int i = 0; i < 8; ++i)
            (*client)->listTasks({u"s"_s});
        QCOMPARE(network.findChildren<QNetworkReply *>().size(), RequestLimits().inFlight);
    }

    void aDumpTaskOvertakesWhoBrowses()
    {
        FaultServer server;
        server.answer(200, anyBody);
        QNetworkAccessManager network;
        const auto client = clientFor(server.url(), network, {}, oneAtATime());
        const auto first = client->listTasks({u"a"_s});
        const auto second = client->showStream({u"b"_s}, {}, 1);
        const auto third = client->listTasks({u"c"_s});
        const auto task = client->showTask(taskOf(u"TASK"_s));
        QVERIFY(answerTo(third));
        QVERIFY(first.isFinished() && second.isFinished() && task.isFinished());
        QCOMPARE(namesAsked(server), (QStringList{u"a"_s, u"TASK"_s, u"b"_s, u"c"_s}));
    }

    void whatIsCancelledWhileItWaitsIsNeverSent()
    {
        FaultServer server;
        server.answer(Script().stall());
        QNetworkAccessManager network;
        auto client = clientFor(server.url(), network, {}, oneAtATime());
        auto first = client->listTasks({u"a"_s});
        auto waiting = client->listTasks({u"b"_s});
        const auto last = client->listTasks({u"c"_s});
        const auto neverAsked = client->listTasks({u"d"_s});
        QTRY_COMPARE(server.requests().size(), 1);
        waiting.cancel();
        first.cancel();
        QTRY_COMPARE(server.requests().size(), 2);
        QTRY_VERIFY(waiting.isFinished());
        QCOMPARE(waiting.resultCount(), 0);
        client.reset();
        QVERIFY(last.isFinished() && neverAsked.isFinished());
        SigningIn::letPass();
        QCOMPARE(namesAsked(server), (QStringList{u"a"_s, u"c"_s}));
    }

    void whatWasCancelledAMomentAgoIsNotSentEither()
    {
        FaultServer server;
        server.answer(Script().stall());
        QNetworkAccessManager network;
        const auto limits = oneAtATime();
        const auto client = clientFor(server.url(), network, {}, limits);
        const auto first = client->listTasks({u"a"_s});
        auto waiting = client->listTasks({u"b"_s});
        limits->setRequests({4, noLimit});
        waiting.cancel(); // nobody has been told yet
        const auto next = client->listTasks({u"c"_s});
        QCOMPARE(network.findChildren<QNetworkReply *>().size(), 2);
        QTRY_COMPARE(server.requests().size(), 2);
        QStringList names = namesAsked(server);
        names.sort();
        QCOMPARE(names, (QStringList{u"a"_s, u"c"_s}));
        QVERIFY(waiting.isFinished() && !first.isFinished() && !next.isFinished());
    }

    void deadlinesBeginWhenTheRequestIsSent()
    {
        FaultServer server;
        server.answer(200, anyBody);
        QNetworkAccessManager network;
        Timing timing;
        timing.connect = timing.inactivity = timing.total = 5s; // two questions are answered in it
        std::chrono::milliseconds now = 1h;
        const auto limits = std::make_shared<ClientLimits>(1'000'000, RequestLimits{4, 1});
        const auto client = clientFor(server.url(), network, timing, limits, [&now] { return now; });
        QVERIFY(answerTo(client->listTasks({u"a"_s})));
        QElapsedTimer waited;
        waited.start();
        const auto waiting = client->listTasks({u"b"_s});
        QTRY_VERIFY_WITH_TIMEOUT(waited.elapsed() > 5'100, 20'000);
        QVERIFY(!waiting.isFinished());
        QCOMPARE(server.requests().size(), 1);
        now += 1s;
        const auto answer = answerTo(waiting);
        QVERIFY2(answer, answer ? "" : nameOf(answer.error()).constData());
    }

    void aQuestionThatIsSignedOnceMoreGoesToTheEnd()
    {
        SigningIn person;
        person.useKey();
        person.dis.forget();
        person.dis.answer(401, R"({"error_code":"APIGW.0301","error_msg":"Incorrect IAM authentication information"})",
                          {{"Date", httpDate(signInStart.addSecs(3600))}});
        person.dis.answer(200, anyBody);
        const auto client = DisClient::create(
            std::move(person.connection), person.network, [] { return signInStart; }, {}, oneAtATime());
        QVERIFY(client);
        const auto first = (*client)->listTasks({u"a"_s});
        const auto second = (*client)->listTasks({u"b"_s});
        QVERIFY(answerTo(first));
        QVERIFY(answerTo(second));
        QCOMPARE(namesAsked(person.dis), (QStringList{u"a"_s, u"b"_s, u"a"_s}));
    }

    void whatWaitsIsNotSentWithATokenThatWasRefusedMeanwhile()
    {
        SigningIn person;
        person.iam.answer(issued("first", signInStart.addDays(1)));
        person.iam.answer(issued("second", signInStart.addDays(1)));
        person.dis.forget();
        person.dis.answer(401, {});
        person.dis.answer(200, anyBody);
        const auto client = DisClient::create(
            std::move(person.connection), person.network, [] { return signInStart; }, {}, oneAtATime());
        QVERIFY(client);
        const auto refused = (*client)->listTasks({u"a"_s});
        const auto waiting = (*client)->listTasks({u"b"_s});
        QVERIFY(!answerTo(refused));
        QVERIFY(answerTo(waiting));
        QCOMPARE(person.tokenSeen(0), QByteArray("first"));
        QCOMPARE(person.tokenSeen(1), QByteArray("second"));
    }
};

QTEST_GUILESS_MAIN(tst_RequestGate)
#include "tst_requestgate.moc"
