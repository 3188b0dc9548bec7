// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demoservice.h"
#include "demo/rawhttp.h"
#include "support/testcase.h"
#include "wire/endpoint.h"

#include <QJsonArray>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSignalSpy>

using namespace spillway;
using namespace Qt::StringLiterals;

namespace {

const Secret &tokenOf(const Connection &connection)
{
    return std::get<Token>(connection.credential).value;
}

const QDateTime start({2026, 3, 9}, {4, 5, 6}, Qt::UTC);

QByteArray pathOf(const Connection &connection, const TaskAddress &address)
{
    return showTaskPath(connection.project, address).value_or(QByteArray());
}

QByteArray withToken(QByteArrayView token)
{
    return "X-Auth-Token: " + token.toByteArray() + "\r\n";
}

/// A started service whose time the test owns.
struct Served
{
    explicit Served(quint32 seed = 1)
        : service([this] { return now; }, seed)
        , port(service.start().value_or(0))
        , connection(service.connection())
        , firstPath(pathOf(connection, DemoService::tasks().value(0).address))
    {
    }

    RawReply ask(const QByteArray &path, const QByteArray &headers) const
    {
        return rawReply(port,
                        "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n" + headers + "\r\n");
    }
    RawReply ask(const QByteArray &path) const { return ask(path, withToken(tokenOf(connection).reveal())); }

    QDateTime now = start;
    DemoService service;
    quint16 port;
    Connection connection;
    QByteArray firstPath;
};

} // namespace

class tst_DemoService : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void everyTaskOfTheChooserAnswers()
    {
        const Served served;
        const QList<DemoService::Task> tasks = DemoService::tasks();
        QCOMPARE(tasks.size(), 16);
        for (const DemoService::Task &task : tasks) {
            const RawReply reply = served.ask(pathOf(served.connection, task.address));
            QCOMPARE(reply.status, 200);
            QCOMPARE(reply.json()["stream_name"_L1].toString(), task.address.stream.text);
            QCOMPARE(reply.json()["task_name"_L1].toString(), task.address.task.text);
            QVERIFY(!reply.json()["partitions"_L1].toArray().isEmpty());
            QVERIFY(!task.title.isEmpty());
            QVERIFY(task.story.endsWith(u'.'));
        }
    }

    void theRealClientLibraryIsAnswered()
    {
        const Served served;
        QNetworkAccessManager network;
        const auto endpoint = parseEndpoint(served.connection.endpoint);
        QVERIFY(endpoint && endpoint->isLoopback);
        QNetworkRequest request(requestUrl(*endpoint, served.firstPath));
        request.setRawHeader("X-Auth-Token", tokenOf(served.connection).reveal().toByteArray());
        const std::unique_ptr<QNetworkReply> reply(network.get(request));
        QSignalSpy finished(reply.get(), &QNetworkReply::finished);
        QVERIFY(finished.wait());
        QCOMPARE(reply->error(), QNetworkReply::NoError);
        QVERIFY(reply->readAll().contains("\"partitionId\":\"shardId-0000000000\""));
    }

    void theServiceListensOnThisComputerOnly()
    {
        const Served served;
        QVERIFY(served.port != 0);
        QCOMPARE(served.connection.endpoint, u"http://127.0.0.1:%1"_s.arg(served.port));
        QTcpSocket socket;
        socket.connectToHost(u"127.0.0.2"_s, served.port);
        QTRY_COMPARE(socket.error(), QAbstractSocket::ConnectionRefusedError);
    }

    void answersMoveWithTheClock()
    {
        Served served;
        const QByteArray before = served.ask(served.firstPath).body;
        QCOMPARE(served.ask(served.firstPath).body, before);
        served.now = start.addSecs(10);
        QVERIFY(served.ask(served.firstPath).body != before);
    }

    void aClockSetBackDoesNotTakeRecordsBack()
    {
        Served served;
        served.now = start.addSecs(60);
        const QByteArray later = served.ask(served.firstPath).body;
        served.now = start.addSecs(-3600);
        QCOMPARE(served.ask(served.firstPath).body, later);
    }

    void theSameSeedAndClockGiveTheSameAnswers()
    {
        const Served one(5);
        const Served same(5);
        const Served other(6);
        const RawReply reply = one.ask(one.firstPath);
        const RawReply again = same.ask(same.firstPath);
        QCOMPARE(again.body, reply.body);
        QCOMPARE(again.headers, reply.headers);
        QVERIFY(other.ask(other.firstPath).body != reply.body);
    }

    void everyStartHasItsOwnToken()
    {
        const Served one;
        const Served two;
        QVERIFY(checkToken(tokenOf(one.connection), {}).has_value());
        QVERIFY(tokenOf(one.connection).reveal().size() >= 32);
        QVERIFY(tokenOf(one.connection).reveal() != tokenOf(two.connection).reveal());
        QCOMPARE(two.ask(two.firstPath, withToken(tokenOf(one.connection).reveal())).status, 401);
        QVERIFY(!one.connection.origin.isEmpty());
    }

    void theGatewayRefusesWhoHasNoToken_data()
    {
        QTest::addColumn<QByteArray>("headers");
        QTest::addColumn<bool>("nearly");
        QTest::newRow("none") << QByteArray() << false;
        QTest::newRow("empty") << QByteArray("X-Auth-Token:\r\n") << false;
        QTest::newRow("wrong") << withToken("MIIabc") << false;
        QTest::newRow("one character off") << QByteArray() << true;
    }
    void theGatewayRefusesWhoHasNoToken()
    {
        QFETCH(QByteArray, headers);
        QFETCH(bool, nearly);
        const Served served;
        if (nearly) {
            QByteArray token = tokenOf(served.connection).reveal().toByteArray();
            token.back() = token.back() == 'a' ? 'b' : 'a';
            headers = withToken(token);
        }
        const RawReply reply = served.ask(served.firstPath, headers);
        QCOMPARE(reply.status, 401);
        QCOMPARE(reply.json()["error_code"_L1].toString(), u"APIGW.0301"_s);
        QVERIFY(!reply.json()["error_msg"_L1].toString().isEmpty());
        QCOMPARE(reply.json()["request_id"_L1].toString().toLatin1(), reply.headers.value("x-request-id"));
    }

    void twoTokensAreNotAToken()
    {
        const Served served;
        const QByteArray right = withToken(tokenOf(served.connection).reveal());
        QCOMPARE(served.ask(served.firstPath, right + withToken("other")).status, 401);
    }

    void whatDoesNotExistIsRefusedAsTheServiceDoes_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QString>("code");
        const QByteArray project = "/v2/0d8f4b6e2a7c4f0b9e51c3d2a6b87f10";
        QTest::newRow("another project") << QByteArray("/v2/x/streams/web-orders/transfer-tasks/orders-to-obs")
                                         << u"DIS.4117"_s;
        QTest::newRow("another stream") << project + "/streams/web/transfer-tasks/orders-to-obs" << u"DIS.4301"_s;
        QTest::newRow("another task") << project + "/streams/web-orders/transfer-tasks/orders" << u"DIS.4354"_s;
        QTest::newRow("another stream's task")
            << project + "/streams/web-orders/transfer-tasks/clicks-by-hour" << u"DIS.4354"_s;
        QTest::newRow("a stream without tasks")
            << project + "/streams/staging-events/transfer-tasks/orders-to-obs" << u"DIS.4354"_s;
        QTest::newRow("other case") << project + "/streams/WEB-ORDERS/transfer-tasks/orders-to-obs" << u"DIS.4301"_s;
        QTest::newRow("a slash in a name")
            << project + "/streams/web-orders%2Ftransfer-tasks/transfer-tasks/orders-to-obs" << u"DIS.4301"_s;
        QTest::newRow("encoded twice") << project + "/streams/web%252Dorders/transfer-tasks/orders-to-obs"
                                       << u"DIS.4301"_s;
        QTest::newRow("half an escape") << project + "/streams/web-orders/transfer-tasks/orders%2" << u"DIS.4200"_s;
        QTest::newRow("no escape") << project + "/streams/web-orders/transfer-tasks/orders%zz" << u"DIS.4200"_s;
        QTest::newRow("not UTF-8") << project + "/streams/%ff/transfer-tasks/orders-to-obs" << u"DIS.4200"_s;
    }
    void whatDoesNotExistIsRefusedAsTheServiceDoes()
    {
        QFETCH(QByteArray, path);
        QFETCH(QString, code);
        const Served served;
        const RawReply reply = served.ask(path);
        QCOMPARE(reply.status, 400);
        QCOMPARE(reply.json()["errorCode"_L1].toString(), code);
        QVERIFY(!reply.json()["message"_L1].toString().isEmpty());
    }

    void namesThatAreNotJsonComeBackAsJson()
    {
        const Served served;
        const RawReply reply = served.ask(pathOf(served.connection, {{u"a\"]}\n\u202e中"_s}, {u"t"_s}}));
        QCOMPARE(reply.json()["message"_L1].toString(), u"Stream does not exist. [a\"]}\n\u202e中]"_s);
    }

    void namesArePercentDecodedSegmentBySegment()
    {
        const Served served;
        QByteArray path = served.firstPath;
        path.replace("web-orders", "%77eb%2dorders").replace("orders-to-obs", "orders%2Dto%2Dobs");
        QCOMPARE(served.ask(path).status, 200);
        QCOMPARE(served.ask(path + "?ignored=1").status, 200);
    }

    void otherCallsDoNotExist_data()
    {
        QTest::addColumn<QByteArray>("path");
        const QByteArray task = "/streams/web-orders/transfer-tasks/orders-to-obs";
        const QByteArray project = "/v2/0d8f4b6e2a7c4f0b9e51c3d2a6b87f10";
        QTest::newRow("root") << QByteArray("/");
        QTest::newRow("a stream without a name") << project + "/streams/";
        QTest::newRow("policies of a stream") << project + "/streams/web-orders/policies";
        QTest::newRow("tasks, slash at the end") << project + "/streams/web-orders/transfer-tasks/";
        QTest::newRow("slash at the end") << project + task + "/";
        QTest::newRow("two slashes") << '/' + project + task;
        QTest::newRow("other version") << "/v3" + project.sliced(3) + task;
        QTest::newRow("singular") << project + "/stream" + task.sliced(8);
        QTest::newRow("dots") << "/.." + project + task;
        QTest::newRow("encoded slashes") << project + QByteArray(task).replace('/', "%2F");
    }
    void otherCallsDoNotExist()
    {
        QFETCH(QByteArray, path);
        const Served served;
        const RawReply reply = served.ask(path);
        QCOMPARE(reply.status, 404);
        QCOMPARE(reply.json()["error_code"_L1].toString(), u"APIGW.0101"_s);
    }

    void theStreamsAreListed()
    {
        const Served served;
        const QByteArray path = "/v2/0d8f4b6e2a7c4f0b9e51c3d2a6b87f10/streams";
        const QJsonObject all = served.ask(path + "?limit=100").json();
        QVERIFY(all["stream_names"_L1].toArray().contains(u"web-orders"_s));
        QCOMPARE(all["total_number"_L1].toInteger(), all["stream_names"_L1].toArray().size());
        QVERIFY(!all["has_more_streams"_L1].toBool());
        const QJsonObject one = served.ask(path + "?limit=1").json();
        QCOMPARE(one["stream_names"_L1].toArray().size(), 1);
        QVERIFY(one["has_more_streams"_L1].toBool());
        QCOMPARE(served.ask(path + "?limit=0").json()["errorCode"_L1].toString(), u"DIS.4200"_s);
        QCOMPARE(served.ask("/v2/another/streams").json()["errorCode"_L1].toString(), u"DIS.4117"_s);
        QCOMPARE(served.ask(path, "X: y\r\n").status, 401);
    }

    void noAnswerCarriesTheToken()
    {
        const Served served;
        const QByteArray token = tokenOf(served.connection).reveal().toByteArray();
        for (const QByteArray &path : {served.firstPath, QByteArray("/"), QByteArray("/v2/" + token)}) {
            const RawReply reply = served.ask(path);
            QVERIFY(reply.status != 0);
            QVERIFY(!reply.body.contains(token));
            for (const QByteArray &value : reply.headers)
                QVERIFY(!value.contains(token));
        }
    }
};

QTEST_GUILESS_MAIN(tst_DemoService)
#include "tst_demoservice.moc"
