// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/httpface.h"
#include "demo/rawhttp.h"
#include "support/testcase.h"

using namespace spillway;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QDateTime fixedClock()
{
    return QDateTime({2026, 3, 9}, {4, 5, 6}, Qt::UTC);
}

/// Answers with the target and the number of headers.
HttpReply echo(const HttpRequest &request)
{
    return {200,
            R"({"target":")" + request.target + R"(","headers":)" + QByteArray::number(request.headers.size()) + '}'};
}

/// Answers with ten bytes that get there in some way.
HttpFace::Handler delivering(HttpReply::Delivery delivery)
{
    return [delivery](const HttpRequest &) -> HttpReply { return {.body = "0123456789", .delivery = delivery}; };
}

QByteArray get(const QByteArray &path, const QByteArray &more = "Connection: close\r\n")
{
    return "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + more + "\r\n";
}

/// A server with the given limits that is already listening.
struct Served
{
    explicit Served(HttpFace::Limits limits = {}, HttpFace::Handler handler = echo)
        : face(std::move(handler), fixedClock, 1, limits)
        , port(face.listen().value_or(0))
    {
    }
    HttpFace face;
    quint16 port;
};

} // namespace

class tst_HttpFace : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void aGoodRequestIsAnsweredWithAllHeaders()
    {
        const Served served;
        const RawReply reply = rawReply(served.port, get("/a/b?c=%20"));
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.json()["target"_L1].toString(), u"/a/b?c=%20"_s);
        QCOMPARE(reply.headers.value("date"), "Mon, 09 Mar 2026 04:05:06 GMT");
        QCOMPARE(reply.headers.value("content-length"), QByteArray::number(reply.body.size()));
        QCOMPARE(reply.headers.value("x-request-id").size(), 32);
        QCOMPARE(reply.headers.value("connection"), "close");
        QVERIFY(reply.headers.value("content-type").startsWith("application/json"));
    }

    void aConnectionIsKeptForMoreRequests()
    {
        const Served served;
        RawClient client(served.port);
        QSet<QByteArray> ids;
        for (int i = 0; i < 3; ++i) {
            client.send(get("/" + QByteArray::number(i), {}));
            const RawReply reply = client.reply();
            QCOMPARE(reply.status, 200);
            QCOMPARE(reply.headers.value("connection"), "keep-alive");
            ids.insert(reply.headers.value("x-request-id"));
        }
        QCOMPARE(ids.size(), 3);
        QVERIFY(!client.isClosed());
    }

    void requestsSentTogetherAreAnsweredInOrder()
    {
        const Served served;
        RawClient client(served.port);
        client.send(get("/1", {}) + get("/2", {}) + get("/3"));
        QByteArray bytes = client.untilClosed();
        for (const QString &target : {u"/1"_s, u"/2"_s, u"/3"_s})
            QCOMPARE(takeReply(bytes).json()["target"_L1].toString(), target);
        QVERIFY(bytes.isEmpty());
    }

    void aRequestMayComeByteByByte()
    {
        const Served served;
        RawClient client(served.port);
        const QByteArray request = get("/slowly");
        for (const char byte : request) {
            client.send(QByteArray(1, byte));
            QCoreApplication::processEvents();
        }
        QCOMPARE(client.reply().json()["target"_L1].toString(), u"/slowly"_s);
    }

    void anOldClientIsAnsweredOnce()
    {
        const Served served;
        const RawReply reply = rawReply(served.port, "GET / HTTP/1.0\r\n\r\n");
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.headers.value("connection"), "close");
    }

    void nothingButGetIsAllowed_data()
    {
        QTest::addColumn<QByteArray>("method");
        for (const char *method : {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "get", "X"})
            QTest::newRow(method) << QByteArray(method);
    }
    void nothingButGetIsAllowed()
    {
        QFETCH(QByteArray, method);
        const Served served;
        const RawReply reply = rawReply(served.port, method + " / HTTP/1.1\r\nHost: x\r\n\r\n");
        QCOMPARE(reply.status, 405);
        QCOMPARE(reply.headers.value("allow"), "GET");
        QCOMPARE(reply.json()["errorCode"_L1].toString(), u"DIS.4200"_s);
        QCOMPARE(reply.headers.value("connection"), "close");
    }

    void aHeadRequestIsRefusedWithoutABody()
    {
        const Served served;
        RawClient client(served.port);
        client.send("HEAD / HTTP/1.1\r\nHost: x\r\n\r\n");
        const QByteArray bytes = client.untilClosed();
        QVERIFY(bytes.startsWith("HTTP/1.1 405 "));
        QVERIFY(bytes.endsWith("\r\n\r\n"));
    }

    void garbageIsRefusedAndTheConnectionClosed_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const QByteArray host = "Host: x\r\n";
        QTest::newRow("not HTTP") << QByteArray("hello\r\n\r\n");
        QTest::newRow("empty") << QByteArray("\r\n\r\n");
        QTest::newRow("TLS") << QByteArray("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 15);
        QTest::newRow("no version") << "GET /\r\n" + host + "\r\n";
        QTest::newRow("other version") << "GET / HTTP/2.0\r\n" + host + "\r\n";
        QTest::newRow("lower case version") << "GET / http/1.1\r\n" + host + "\r\n";
        QTest::newRow("two blanks") << "GET  / HTTP/1.1\r\n" + host + "\r\n";
        QTest::newRow("a blank in the path") << "GET /a b HTTP/1.1\r\n" + host + "\r\n";
        QTest::newRow("blank at the end") << "GET / HTTP/1.1 \r\n" + host + "\r\n";
        QTest::newRow("no slash") << "GET a HTTP/1.1\r\n" + host + "\r\n";
        QTest::newRow("absolute form") << "GET http://x/ HTTP/1.1\r\n" + host + "\r\n";
        QTest::newRow("a fragment") << "GET /#a HTTP/1.1\r\n" + host + "\r\n";
        QTest::newRow("a raw umlaut") << "GET /\xc3\xa4 HTTP/1.1\r\n" + host + "\r\n";
        QTest::newRow("a NUL in the path") << "GET /a" + QByteArray(1, '\0') + " HTTP/1.1\r\n" + host + "\r\n";
        QTest::newRow("no host") << QByteArray("GET / HTTP/1.1\r\n\r\n");
        QTest::newRow("two hosts") << "GET / HTTP/1.1\r\n" + host + host + "\r\n";
        QTest::newRow("no colon") << "GET / HTTP/1.1\r\n" + host + "X-Auth-Token\r\n\r\n";
        QTest::newRow("blank before the colon") << "GET / HTTP/1.1\r\n" + host + "X : y\r\n\r\n";
        QTest::newRow("folded header") << "GET / HTTP/1.1\r\n" + host + "X: y\r\n z\r\n\r\n";
        QTest::newRow("bare line feed") << "GET / HTTP/1.1\r\n" + host + "X: y\nZ: 1\r\n\r\n";
        QTest::newRow("bare carriage return") << "GET / HTTP/1.1\r\n" + host + "X: y\rZ: 1\r\n\r\n";
        QTest::newRow("a NUL in a header") << "GET / HTTP/1.1\r\n" + host + "X: " + QByteArray(1, '\0') + "\r\n\r\n";
        QTest::newRow("a body") << "GET / HTTP/1.1\r\n" + host + "Content-Length: 5\r\n\r\n";
        QTest::newRow("an odd length") << "GET / HTTP/1.1\r\n" + host + "Content-Length: +0\r\n\r\n";
        QTest::newRow("chunks") << "GET / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n";
    }
    void garbageIsRefusedAndTheConnectionClosed()
    {
        QFETCH(QByteArray, bytes);
        const Served served;
        RawClient client(served.port);
        client.send(bytes);
        QByteArray answer = client.untilClosed();
        QVERIFY(client.isClosed());
        const RawReply reply = takeReply(answer);
        QCOMPARE(reply.status, 400);
        QCOMPARE(reply.json()["errorCode"_L1].toString(), u"DIS.4200"_s);
        QVERIFY(answer.isEmpty());
    }

    void anEmptyBodyIsFine()
    {
        const Served served;
        QCOMPARE(rawReply(served.port, get("/", "Content-Length: 0\r\n")).status, 200);
    }

    void aHeadThatFillsTheLimitIsRead()
    {
        const Served served;
        QByteArray request = get("/", "X: " + QByteArray(16 * 1024 - 46, 'x') + "\r\n");
        QVERIFY(request.size() <= 16 * 1024);
        QCOMPARE(rawReply(served.port, request).status, 200);
    }

    void aHeadWithoutEndIsRefused()
    {
        const Served served;
        RawClient client(served.port);
        client.send("GET / HTTP/1.1\r\nHost: x\r\nX: " + QByteArray(16 * 1024, 'x'));
        QCOMPARE(client.reply().status, 400);
        client.untilClosed();
        QVERIFY(client.isClosed());
    }

    void aHeadThatDoesNotGoOnIsGivenUp()
    {
        const Served served({.headTime = 1ms, .idleTime = 1h});
        RawClient client(served.port);
        client.send("GET / HTTP/1.1\r\nHost: x\r\n");
        QVERIFY(client.untilClosed().isEmpty());
        QVERIFY(client.isClosed());
    }

    void aConnectionThatNeverAsksIsGivenUp()
    {
        const Served served({.headTime = 1ms, .idleTime = 1h});
        RawClient client(served.port);
        QVERIFY(client.untilClosed().isEmpty());
        QVERIFY(client.isClosed());
    }

    void anIdleConnectionIsGivenUp()
    {
        const Served served({.headTime = 1h, .idleTime = 1ms});
        RawClient client(served.port);
        client.send(get("/", {}));
        QByteArray bytes = client.untilClosed();
        QCOMPARE(takeReply(bytes).status, 200);
        QVERIFY(client.isClosed());
    }

    void silentConnectionsDoNotKeepOthersOut()
    {
        const Served served({.connections = 3});
        std::vector<std::unique_ptr<RawClient>> silent;
        for (int i = 0; i < 3; ++i) {
            silent.push_back(std::make_unique<RawClient>(served.port));
            silent.back()->send("GET /");
        }
        RawClient busy(served.port);
        busy.send(get("/", {}));
        QCOMPARE(busy.reply().status, 200);
        // The first one had been quiet for longest.
        QTRY_VERIFY(silent[0]->isClosed());
        QVERIFY(!silent[1]->isClosed());
        // A connection that is in use is not the one to go.
        const RawClient another(served.port);
        QTRY_VERIFY(silent[1]->isClosed());
        busy.send(get("/", {}));
        QCOMPARE(busy.reply().status, 200);
    }

    void aServerMayEndBeforeItsClients()
    {
        auto served = std::make_unique<Served>();
        RawClient asked(served->port);
        RawClient silent(served->port);
        asked.send(get("/", {}));
        QCOMPARE(asked.reply().status, 200);
        silent.send("GET /");
        served.reset();
        QTRY_VERIFY(asked.isClosed());
        QTRY_VERIFY(silent.isClosed());
    }

    void aClientMayLeaveAtAnyTime()
    {
        const Served served;
        for (const qsizetype length : {0, 1, 20, 40}) {
            RawClient client(served.port);
            client.send(get("/").first(length));
            QCoreApplication::processEvents();
        }
        QCOMPARE(rawReply(served.port, get("/")).status, 200);
    }

    void moreHeadersAndAnotherTypeAreSent()
    {
        const Served served({}, [](const HttpRequest &) -> HttpReply {
            return {.status = 429, .body = "<p>", .contentType = "text/html", .headers = {{"Retry-After", "7"}}};
        });
        const RawReply reply = rawReply(served.port, get("/"));
        QCOMPARE(reply.status, 429);
        QCOMPARE(reply.headers.value("retry-after"), "7");
        QCOMPARE(reply.headers.value("content-type"), "text/html");
        QCOMPARE(reply.body, "<p>");
    }

    void anAnswerCanBeHeldBackOrCut_data()
    {
        using Delivery = HttpReply::Delivery;
        QTest::addColumn<Delivery>("delivery");
        QTest::addColumn<QByteArray>("end");
        QTest::newRow("nothing") << Delivery::Nothing << QByteArray();
        QTest::newRow("hang up") << Delivery::HangUp << QByteArray();
        QTest::newRow("half, then silence") << Delivery::HalfThenSilence << QByteArray("\r\n\r\n01234");
        QTest::newRow("half, then hang up") << Delivery::HalfThenHangUp << QByteArray("\r\n\r\n01234");
    }
    void anAnswerCanBeHeldBackOrCut()
    {
        QFETCH(HttpReply::Delivery, delivery);
        QFETCH(QByteArray, end);
        // Silence ends when nobody is expected to wait any longer.
        const Served served({.headTime = 1h, .idleTime = 200ms}, delivering(delivery));
        RawClient client(served.port);
        client.send(get("/", {}) + get("/never", {}));
        const QByteArray bytes = client.untilClosed();
        QVERIFY(client.isClosed());
        QCOMPARE(bytes.isEmpty(), end.isEmpty());
        QVERIFY(bytes.endsWith(end));
        QVERIFY(end.isEmpty() || bytes.contains("Content-Length: 10\r\n"));
        QCOMPARE(bytes.count("HTTP/1.1 "), end.isEmpty() ? 0 : 1);
    }

    void aTrickleComesByteByByteAndEndsInTime()
    {
        const Served served({.headTime = 1h, .idleTime = 1s, .tricklePace = 1ms},
                            delivering(HttpReply::Delivery::Trickle));
        RawClient client(served.port);
        client.send(get("/", {}));
        QCOMPARE(client.reply().body, "0123456789");
        QVERIFY(client.untilClosed().isEmpty());
        QVERIFY(client.isClosed());
    }

    void aClientMayLeaveATrickle()
    {
        const Served served({.tricklePace = 1ms}, delivering(HttpReply::Delivery::Trickle));
        RawClient patient(served.port);
        patient.send(get("/"));
        const qsizetype head = patient.untilClosed().size() - 10; // of the body's bytes
        for (int i = 0; i < 5; ++i) {
            RawClient client(served.port);
            client.send(get("/", {}));
            QVERIFY(client.hasReceived(head + i));
        }
        QCOMPARE(rawReply(served.port, get("/")).body, "0123456789");
    }

    void headerNamesAreReadWithoutRegardToCase()
    {
        const auto request = parseRequestHead("GET / HTTP/1.1\r\nhOST: a\r\nX-AUTH-Token:  t \r\nY: 1\r\ny: 2");
        QVERIFY(request.has_value());
        QCOMPARE(request->header("host"), QByteArray("a"));
        QCOMPARE(request->header("x-auth-token"), QByteArray("t"));
        QVERIFY(!request->header("y"));
        QVERIFY(!request->header("z"));
    }
};

QTEST_GUILESS_MAIN(tst_HttpFace)
#include "tst_httpface.moc"
