// SPDX-License-Identifier: GPL-3.0-or-later
// Streams, their dump tasks and their partitions, asked of a service.
#include "signingin.h"
#include "support/fixtures.h"
#include "support/signatureverifier.h"
#include "support/testcase.h"

using namespace spillway;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = Error::Kind;
using Reason = Error::Reason;

namespace {

const StreamName newStream{u"newstream"_s};

/// Which of the three calls.
enum class Call { ListStreams, ListTasks, ShowStream };

void forEachCall()
{
    QTest::addColumn<Call>("call");
    QTest::newRow("ListStreams") << Call::ListStreams;
    QTest::newRow("ListTransferTasks") << Call::ListTasks;
    QTest::newRow("ShowStream") << Call::ShowStream;
}

QByteArray goodBody(Call call)
{
    switch (call) {
    case Call::ListStreams:
        return fixture(u"streams-captured.json"_s);
    case Call::ListTasks:
        return fixture(u"tasks-documented.json"_s);
    case Call::ShowStream:
        break;
    }
    return fixture(u"stream-documented.json"_s);
}

/// A question whose answer is only good or bad.
struct Asked
{
    std::function<bool()> isFinished;
    std::function<void()> cancel;
    std::function<Result<void>()> result;
};

template <class T> Asked asked(QFuture<Result<T>> future)
{
    return {[future] { return future.isFinished(); }, [future]() mutable { future.cancel(); },
            [future] {
                const Result<T> result = answerTo(future);
                return result ? Result<void>() : failure(result.error());
            }};
}

Asked ask(DisClient &client, Call call, const StreamName &stream = newStream)
{
    switch (call) {
    case Call::ListStreams:
        return asked(client.listStreams({}, 100));
    case Call::ListTasks:
        return asked(client.listTasks(stream));
    case Call::ShowStream:
        break;
    }
    return asked(client.showStream(stream, {}, 1000));
}

/// A server and a client with a token.
struct Bench
{
    Bench()
        : client(clientFor(server.url(), network))
    {
    }
    QByteArray line(qsizetype index = 0) const { return server.requests().value(index).line; }

    FaultServer server;
    QNetworkAccessManager network;
    std::unique_ptr<DisClient> client;
};

} // namespace

Q_DECLARE_METATYPE(Call)

class tst_ProjectCalls : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void streamsAreAskedForPageByPage()
    {
        Bench bench;
        bench.server.answer(200, goodBody(Call::ListStreams));
        QVERIFY(answerTo(bench.client->listStreams({}, 100)));
        QCOMPARE(bench.line(), QByteArray("GET /v2/a1b2c3/streams?limit=100 HTTP/1.1"));
        QVERIFY(answerTo(bench.client->listStreams(u"dis-ML2k"_s, 7)));
        QCOMPARE(bench.line(1), QByteArray("GET /v2/a1b2c3/streams?limit=7&start_stream_name=dis-ML2k HTTP/1.1"));
    }

    void partitionsAreAskedForPageByPage()
    {
        Bench bench;
        bench.server.answer(200, goodBody(Call::ShowStream));
        QVERIFY(answerTo(bench.client->showStream(newStream, {}, 1000)));
        QCOMPARE(bench.line(), QByteArray("GET /v2/a1b2c3/streams/newstream?limit_partitions=1000 HTTP/1.1"));
        QVERIFY(answerTo(bench.client->showStream(newStream, u"shardId-0000000099"_s, 100)));
        QCOMPARE(bench.line(1),
                 QByteArray("GET /v2/a1b2c3/streams/newstream?limit_partitions=100&start_partitionId="
                            "shardId-0000000099 HTTP/1.1"));
    }

    void tasksOfAStreamAreAskedFor()
    {
        Bench bench;
        bench.server.answer(200, goodBody(Call::ListTasks));
        const auto list = answerTo(bench.client->listTasks(newStream));
        QVERIFY(list);
        QCOMPARE(list->tasks.size(), 2U);
        QCOMPARE(bench.line(), QByteArray("GET /v2/a1b2c3/streams/newstream/transfer-tasks HTTP/1.1"));
        QCOMPARE(bench.server.requests().constFirst().header("X-Auth-Token"), QByteArray(canaryToken));
    }

    void namesArePercentEncodedWhereverTheyStand_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("encoded");
        QTest::newRow("reserved") << u"a/b?c&d=e#f"_s << QByteArray("a%2Fb%3Fc%26d%3De%23f");
        QTest::newRow("blank, plus and percent") << u"a b+c%20d"_s << QByteArray("a%20b%2Bc%2520d");
        QTest::newRow("not ASCII") << u"流\u202e"_s << QByteArray("%E6%B5%81%E2%80%AE");
        QTest::newRow("line breaks") << u"a\r\nX: y"_s << QByteArray("a%0D%0AX%3A%20y");
        QTest::newRow("quotes and braces") << u"\"<{|}>'"_s << QByteArray("%22%3C%7B%7C%7D%3E%27");
        QTest::newRow("unreserved") << u"A-z_0.9~"_s << QByteArray("A-z_0.9~");
    }
    void namesArePercentEncodedWhereverTheyStand()
    {
        QFETCH(const QString, name);
        QFETCH(const QByteArray, encoded);
        Bench bench;
        bench.server.answer(200, R"({"partitions":[],"tasks":[],"stream_names":[]})");
        QVERIFY(answerTo(bench.client->listStreams(name, 1)));
        QVERIFY(answerTo(bench.client->listTasks({name})));
        QVERIFY(answerTo(bench.client->showStream({name}, name, 1)));
        const QByteArray start = "GET /v2/a1b2c3/streams";
        const QByteArray end = " HTTP/1.1";
        QCOMPARE(bench.line(0), start + "?limit=1&start_stream_name=" + encoded + end);
        QCOMPARE(bench.line(1), start + '/' + encoded + "/transfer-tasks" + end);
        QCOMPARE(bench.line(2), start + '/' + encoded + "?limit_partitions=1&start_partitionId=" + encoded + end);
    }

    void theSignatureCoversTheQuery_data()
    {
        QTest::addColumn<QString>("after");
        QTest::newRow("first page") << QString();
        QTest::newRow("plain") << u"shardId-0000000099"_s;
        QTest::newRow("odd") << u"a/b c&limit=9=%2F流~'"_s;
    }
    void theSignatureCoversTheQuery()
    {
        QFETCH(const QString, after);
        SigningIn person;
        person.useKey();
        person.dis.forget();
        person.dis.answer(200, R"({"partitions":[],"tasks":[],"stream_names":[]})");
        QVERIFY(answerTo(person.client().listStreams(after, 7)));
        QVERIFY(answerTo(person.client().showStream(newStream, after, 7)));
        QVERIFY(answerTo(person.client().listTasks(newStream)));
        QCOMPARE(person.dis.requests().size(), 3);
        for (const SeenRequest &request : person.dis.requests()) {
            const auto problem = problemWith(request.raw, canaryKey, canarySecret);
            QVERIFY2(!problem, qPrintable(problem.value_or(QString())));
            // Not only the path is.
            QByteArray other = request.raw;
            other.replace("limit=7", "limit=8").replace("partitions=7", "partitions=8");
            QCOMPARE(problemWith(other, canaryKey, canarySecret).has_value(), request.line.contains('?'));
        }
    }

    void aStreamComesWithItsTimes()
    {
        Bench bench;
        bench.server.answer(200, goodBody(Call::ShowStream), {{"Date", "Wed, 21 Oct 2015 07:28:00 GMT"}});
        const QDateTime before = QDateTime::currentDateTimeUtc();
        const auto stream = answerTo(bench.client->showStream(newStream, {}, 1000));
        QVERIFY(stream);
        QVERIFY(before <= stream->receivedAt && stream->receivedAt <= QDateTime::currentDateTimeUtc());
        QCOMPARE(stream->serverDate.value_or(QDateTime()), QDateTime({2015, 10, 21}, {7, 28}, Qt::UTC));
        QCOMPARE(stream->partitions.size(), 1U);
        QCOMPARE(stream->name, newStream);
    }

    void whereTasksAreTheirProjectIs()
    {
        Bench bench;
        TaskSource &source = *bench.client;
        QVERIFY(source.project() == bench.client.get());
    }

    void refusalsAreToldApart_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<Kind>("kind");
        QTest::newRow("403") << 403 << QByteArray(R"({"errorCode":"DIS.4116","message":"no"})") << Kind::Forbidden;
        QTest::newRow("no stream") << 400 << QByteArray(R"({"errorCode":"DIS.4301","message":"no"})") << Kind::NotFound;
        QTest::newRow("404") << 404 << QByteArray() << Kind::NotFound;
        QTest::newRow("429") << 429 << QByteArray(R"({"error_code":"APIGW.0308","error_msg":"slow"})")
                             << Kind::Throttled;
        QTest::newRow("500") << 500 << QByteArray(R"({"errorCode":"DIS.5000","message":"no"})") << Kind::Server;
        QTest::newRow("401") << 401 << QByteArray() << Kind::Unauthorized;
        QTest::newRow("200 with an error")
            << 200 << QByteArray(R"({"errorCode":"DIS.4301","message":"no"})") << Kind::NotFound;
        QTest::newRow("moved") << 302 << QByteArray() << Kind::Redirected;
        QTest::newRow("not JSON") << 200 << QByteArray("Welcome") << Kind::Malformed;
        QTest::newRow("another answer") << 200 << QByteArray(R"({"hello":"world"})") << Kind::Malformed;
    }
    void refusalsAreToldApart()
    {
        QFETCH(const int, status);
        QFETCH(const QByteArray, body);
        QFETCH(const Kind, kind);
        for (const Call call : {Call::ListStreams, Call::ListTasks, Call::ShowStream}) {
            Bench bench;
            bench.server.answer(status, body, {{"X-Request-Id", "r-7"}, {"Retry-After", "9"}});
            const auto result = ask(*bench.client, call).result();
            QVERIFY(!result);
            QCOMPARE(nameOf(result.error()).split('/').first(), nameOf(kind, {}).split('/').first());
            QCOMPARE(result.error().httpStatus, status);
            QCOMPARE(result.error().requestId, u"r-7"_s);
            QCOMPARE(result.error().retryAfter, std::optional(9s));
            QCOMPARE(bench.server.requests().size(), 1);
        }
    }

    void anAnswerThatIsCutIsMalformed_data() { forEachCall(); }
    void anAnswerThatIsCutIsMalformed()
    {
        QFETCH(const Call, call);
        Bench bench;
        bench.server.answer(Script().write(http(200, goodBody(call)).chopped(20)).fin());
        const auto announced = ask(*bench.client, call).result();
        QVERIFY(!announced);
        QCOMPARE(nameOf(announced.error()), nameOf(Kind::Malformed, Reason::CutShort));
        bench.server.forget();
        bench.server.answer(200, goodBody(call).trimmed().chopped(20));
        const auto silent = ask(*bench.client, call).result();
        QVERIFY(!silent);
        QCOMPARE(nameOf(silent.error()), nameOf(Kind::Malformed, Reason::CutShort));
    }

    void anAnswerAboutAnotherStreamIsAMismatch()
    {
        Bench bench;
        bench.server.answer(200, goodBody(Call::ShowStream));
        const auto result = answerTo(bench.client->showStream({u"oldstream"_s}, {}, 1000));
        QVERIFY(!result);
        QCOMPARE(result.error().kind, Kind::Mismatch);
        QCOMPARE(result.error().subject, u"newstream"_s);
        QCOMPARE(result.error().httpStatus, 200);
    }

    void namesThatNoPathCanCarryAreNeverAsked()
    {
        Bench bench;
        for (const QString &name : {QString(), u"."_s, u".."_s}) {
            for (const Call call : {Call::ListTasks, Call::ShowStream}) {
                const Asked question = ask(*bench.client, call, {name});
                QVERIFY(question.isFinished());
                QCOMPARE(nameOf(question.result().error()), nameOf(Kind::Usage, Reason::BadName));
            }
        }
        QCOMPARE(bench.server.connections(), 0);
    }

    void whatEchoesATokenIsMasked()
    {
        Bench bench;
        bench.server.answer(200, "{\"stream_names\":[\"" + QByteArray(canaryToken) + "\"],\"total_number\":1}");
        const auto page = answerTo(bench.client->listStreams({}, 1));
        QVERIFY(page);
        QCOMPARE(page->streams.at(0).name.text, u"********"_s);
    }

    void cancellingClosesTheConnection_data() { forEachCall(); }
    void cancellingClosesTheConnection()
    {
        QFETCH(const Call, call);
        Bench bench;
        bench.server.answer(Script().stall());
        const Asked question = ask(*bench.client, call);
        QTRY_COMPARE(bench.server.requests().size(), 1);
        question.cancel();
        QTRY_COMPARE(bench.server.openConnections(), 0);
        QTRY_VERIFY(question.isFinished());
        QTRY_VERIFY(bench.client->children().isEmpty());
    }

    void destroyingTheClientCancelsItsQuestions_data() { forEachCall(); }
    void destroyingTheClientCancelsItsQuestions()
    {
        QFETCH(const Call, call);
        Bench bench;
        bench.server.answer(Script().stall());
        const Asked question = ask(*bench.client, call);
        QTRY_COMPARE(bench.server.requests().size(), 1);
        bench.client.reset();
        QVERIFY(question.isFinished());
        QTRY_COMPARE(bench.server.openConnections(), 0);
    }
};

QTEST_GUILESS_MAIN(tst_ProjectCalls)
#include "tst_projectcalls.moc"
