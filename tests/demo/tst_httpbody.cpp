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

/// Answers with the size of the body, and with its end.
HttpReply echoBody(const HttpRequest &request)
{
    return {201, QByteArray::number(request.body.size()) + ' ' + request.body.right(4)};
}

QByteArray get(const QByteArray &path, const QByteArray &more = "Connection: close\r\n")
{
    return "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + more + "\r\n";
}

QByteArray post(const QByteArray &body, const QByteArray &more = "Connection: close\r\n")
{
    return "POST /p HTTP/1.1\r\nHost: x\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n" + more + "\r\n"
        + body;
}

/// A server that takes bodies and is already listening.
struct Served
{
    explicit Served(HttpFace::Limits limits = {.bodyBytes = 100})
        : face(echoBody, fixedClock, 1, limits)
        , port(face.listen().value_or(0))
    {
    }
    HttpFace face;
    quint16 port;
};

} // namespace

/// Bodies of requests: as strict as with the rest.
class tst_HttpBody : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void aBodyIsReadUpToItsEnd_data()
    {
        QTest::addColumn<int>("size");
        for (const int size : {0, 1, 4, 1000, 16 * 1024, 16 * 1024 + 1, 65'535, 65'536})
            QTest::addRow("%d", size) << size;
    }
    void aBodyIsReadUpToItsEnd()
    {
        QFETCH(int, size);
        const Served served({.bodyBytes = 64 * 1024});
        const QByteArray body = QByteArray(size, 'x') + "\r\n\r\n";
        RawClient client(served.port);
        // What comes behind it is another request.
        client.send(post(body.first(size), {}) + get("/next", {}) + post(body.right(4)));
        QByteArray answers = client.untilClosed();
        const RawReply first = takeReply(answers);
        QCOMPARE(first.status, 201);
        QCOMPARE(first.headers.value("connection"), "keep-alive");
        QCOMPARE(first.body, QByteArray::number(size) + ' ' + QByteArray(std::min(size, 4), 'x'));
        QCOMPARE(takeReply(answers).body, "0 ");
        QCOMPARE(takeReply(answers).body, "4 \r\n\r\n");
        QVERIFY(answers.isEmpty());
    }

    void aBodyMayComeByteByByte()
    {
        const Served served;
        RawClient client(served.port);
        const QByteArray request = post("{\"a\":1}");
        for (const char byte : request) {
            client.send(QByteArray(1, byte));
            QCoreApplication::processEvents();
        }
        QCOMPARE(client.reply().body, "7 \":1}");
    }

    void aBodyThatDoesNotGoOnIsGivenUp()
    {
        const Served served({.bodyBytes = 100, .headTime = 1ms, .idleTime = 1h});
        RawClient client(served.port);
        client.send(post("whole").chopped(1));
        QVERIFY(client.untilClosed().isEmpty());
        QVERIFY(client.isClosed());
    }

    void aBodyThatIsNotAllowedIsRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status");
        const QByteArray head = "POST / HTTP/1.1\r\nHost: x\r\n";
        const QByteArray five = "Content-Length: 5\r\n";
        QTest::newRow("no length") << head + "\r\n" << 411;
        QTest::newRow("too long") << post(QByteArray(101, 'x')) << 413;
        QTest::newRow("too long by far") << head + "Content-Length: 999999999999\r\n\r\nxxxxx" << 413;
        QTest::newRow("beyond all numbers") << head + "Content-Length: 99999999999999999999\r\n\r\n" << 400;
        QTest::newRow("a sign") << head + "Content-Length: +5\r\n\r\nxxxxx" << 400;
        QTest::newRow("negative") << head + "Content-Length: -5\r\n\r\nxxxxx" << 400;
        QTest::newRow("a zero in front") << head + "Content-Length: 05\r\n\r\nxxxxx" << 400;
        QTest::newRow("hexadecimal") << head + "Content-Length: 0x5\r\n\r\nxxxxx" << 400;
        QTest::newRow("a list") << head + "Content-Length: 5, 5\r\n\r\nxxxxx" << 400;
        QTest::newRow("empty") << head + "Content-Length:\r\n\r\nxxxxx" << 400;
        QTest::newRow("twice") << head + five + five + "\r\nxxxxx" << 400;
        QTest::newRow("two of them") << head + five + "Content-Length: 6\r\n\r\nxxxxxx" << 400;
        QTest::newRow("chunks") << head + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n" << 400;
        QTest::newRow("chunks and a length") << head + five + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n" << 400;
        QTest::newRow("of a GET") << get("/", five) + "xxxxx" << 400;
        QTest::newRow("of a PUT") << "PUT" + post("xxxxx").sliced(4) << 400;
        QTest::newRow("of a DELETE") << QByteArray("DELETE / HTTP/1.1\r\nHost: x\r\n\r\n") << 405;
    }
    void aBodyThatIsNotAllowedIsRefused()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, status);
        const Served served;
        RawClient client(served.port);
        client.send(bytes + get("/never", {}));
        QByteArray answers = client.untilClosed();
        const RawReply reply = takeReply(answers);
        QCOMPARE(reply.status, status);
        QCOMPARE(reply.headers.value("connection"), "close");
        QCOMPARE(reply.headers.value("allow"), status == 405 ? QByteArray("GET, POST") : QByteArray());
        QVERIFY(answers.isEmpty());
    }

    void anEndlessBodyIsNotWaitedFor()
    {
        const Served served;
        RawClient client(served.port);
        client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n");
        QCOMPARE(client.reply().status, 413);
        client.untilClosed();
        QVERIFY(client.isClosed());
        QCOMPARE(rawReply(served.port, post("yes")).status, 201);
    }
};

QTEST_GUILESS_MAIN(tst_HttpBody)
#include "tst_httpbody.moc"
