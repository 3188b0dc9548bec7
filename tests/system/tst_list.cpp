// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fixtures.h"
#include "support/testcase.h"
#include "system/fakeproject.h"

#include <QFile>
#include <QTemporaryDir>

using namespace spillway;
using namespace Qt::StringLiterals;

namespace {

QStringList listing(const FaultServer &server, const QString &what)
{
    return projectAt(server) + QStringList{u"--list"_s, what};
}

/// The streams of a captured answer, with the documented dump tasks in the first and none to be listed in the second.
void serve(RoutedServer &server)
{
    server.answer("/v2/project/streams", 200, fixture(u"streams-captured.json"_s));
    server.answer(tasksPath(u"dis-ML2k"_s), 200, fixture(u"tasks-documented.json"_s));
    server.answer(tasksPath(u"dis-XDPf"_s), 403, "{}");
}

} // namespace

class TestList : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void theStreamsAreListed_data();
    void theStreamsAreListed();
    void theTasksAreListedAndWhatMayNotBeSaysSo_data();
    void theTasksAreListedAndWhatMayNotBeSaysSo();
    void theTasksOfOneStreamAreListed();
    void aStreamThatMayNotBeListedIsOneRow();
    void aFileIsReplacedAndItsSuffixSaysTheFormat();
    void pagesAreFollowed();
    void whatCameIsWrittenThoughTheRestFailed();
    void whereNothingCameNothingIsWritten_data();
    void whereNothingCameNothingIsWritten();
    void namesAreGuardedLikeOtherCells();
    void theDemoIsListed();
    void outputThatCannotBeWrittenIsCode7();
};

void TestList::theStreamsAreListed_data()
{
    QTest::addColumn<QString>("format");
    for (const char *format : {"csv", "tsv", "json", "ndjson"})
        QTest::newRow(format) << QString::fromLatin1(format);
}

void TestList::theStreamsAreListed()
{
    QFETCH(QString, format);
    RoutedServer server;
    serve(server);
    const Outcome outcome = run(listing(server, u"streams"_s) + QStringList{u"--format"_s, format}, signedIn());
    QCOMPARE(outcome.code, 0);
    QCOMPARE(outcome.errors, QByteArray());
    QCOMPARE(outcome.output, fixture(u"list-streams."_s + format));
    QCOMPARE(server.requests().size(), 1);
}

void TestList::theTasksAreListedAndWhatMayNotBeSaysSo_data()
{
    theStreamsAreListed_data();
}

void TestList::theTasksAreListedAndWhatMayNotBeSaysSo()
{
    QFETCH(QString, format);
    RoutedServer server;
    serve(server);
    const Outcome outcome = run(listing(server, u"tasks"_s) + QStringList{u"--format"_s, format}, signedIn());
    QCOMPARE(outcome.code, 3); // as of what was denied
    QVERIFY2(outcome.hasOneSentence(), outcome.errors.constData());
    QCOMPARE(outcome.output, fixture(u"list-tasks."_s + format));
    QCOMPARE(server.requests().size(), 3);
}

void TestList::theTasksOfOneStreamAreListed()
{
    RoutedServer server;
    serve(server);
    const Outcome outcome = run(listing(server, u"tasks"_s) + QStringList{u"--stream"_s, u"dis-ML2k"_s}, signedIn());
    QCOMPARE(outcome.code, 0);
    const QByteArray both = fixture(u"list-tasks.csv"_s);
    QCOMPARE(outcome.output, both.first(both.indexOf("dis-XDPf")));
    QCOMPARE(server.requests().size(), 1);
}

void TestList::aStreamThatMayNotBeListedIsOneRow()
{
    RoutedServer server;
    serve(server);
    const Outcome outcome = run(listing(server, u"tasks"_s) + QStringList{u"--stream"_s, u"dis-XDPf"_s}, signedIn());
    QCOMPARE(outcome.code, 3);
    const QByteArray both = fixture(u"list-tasks.csv"_s);
    QCOMPARE(outcome.output, both.first(both.indexOf('\n') + 1) + both.sliced(both.indexOf("dis-XDPf")));
}

void TestList::aFileIsReplacedAndItsSuffixSaysTheFormat()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"streams.json"_s);
    RoutedServer server;
    serve(server);
    for (int i = 0; i < 2; ++i) {
        const Outcome outcome = run(listing(server, u"streams"_s) + QStringList{u"--export"_s, path}, signedIn());
        QCOMPARE(outcome.code, 0);
        QCOMPARE(outcome.output, QByteArray());
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), fixture(u"list-streams.json"_s));
    }
}

void TestList::pagesAreFollowed()
{
    RoutedServer server;
    server.answer("/v2/project/streams", 200, R"({"total_number":2,"stream_names":["a"],"has_more_streams":true})");
    server.answer("/v2/project/streams", 200, R"({"total_number":2,"stream_names":["b"],"has_more_streams":false})");
    const Outcome outcome = run(listing(server, u"streams"_s), signedIn());
    QCOMPARE(outcome.code, 0);
    QCOMPARE(outcome.output.count('\n'), 3);
    QCOMPARE(server.requests().size(), 2);
    QVERIFY(server.requests().constLast().line.contains("start_stream_name=a"));
}

void TestList::whatCameIsWrittenThoughTheRestFailed()
{
    RoutedServer server;
    server.answer("/v2/project/streams", 200, R"({"total_number":2,"stream_names":["a"],"has_more_streams":true})");
    server.answer("/v2/project/streams", 500, "{}");
    server.answer(tasksPath(u"a"_s), 200, taskList({u"t"_s}));
    const Outcome streams = run(listing(server, u"streams"_s), signedIn());
    QCOMPARE(streams.code, 5);
    QVERIFY2(streams.hasOneSentence(), streams.errors.constData());
    QVERIFY(streams.output.endsWith("\r\na,,,,,,,,\r\n"));

    RoutedServer endless;
    endless.answer("/v2/project/streams", 200, R"({"total_number":2,"stream_names":["a"],"has_more_streams":true})");
    endless.answer(tasksPath(u"a"_s), 200, taskList({u"t"_s}));
    const Outcome tasks = run(listing(endless, u"tasks"_s), signedIn());
    QCOMPARE(tasks.code, 6);
    QVERIFY(tasks.output.endsWith("\r\na,t,,RUNNING,,,,,,\r\n"));
}

void TestList::whereNothingCameNothingIsWritten_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("code");
    QTest::newRow("refused") << 401 << 3;
    QTest::newRow("failing") << 500 << 5;
    QTest::newRow("gone") << 404 << 4;
}

void TestList::whereNothingCameNothingIsWritten()
{
    QFETCH(int, status);
    QFETCH(int, code);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"streams.csv"_s);
    RoutedServer server;
    server.answer("/v2/project/streams", status, "{}");
    for (const QString &target : {u"-"_s, path}) {
        const Outcome outcome = run(listing(server, u"streams"_s) + QStringList{u"--export"_s, target}, signedIn());
        QCOMPARE(outcome.code, code);
        QCOMPARE(outcome.output, QByteArray());
        QVERIFY2(outcome.hasOneSentence(), outcome.errors.constData());
    }
    QVERIFY(!QFile::exists(path));
    QCOMPARE(server.requests().size(), 2); // one of each: nothing is retried
}

void TestList::namesAreGuardedLikeOtherCells()
{
    RoutedServer server;
    server.answer("/v2/project/streams", 200, streamList({u"=1+1"_s, u"a,\"b\"\n"_s, u"-5"_s}));
    const Outcome csv = run(listing(server, u"streams"_s), signedIn());
    QCOMPARE(csv.code, 0);
    QVERIFY(csv.output.contains("\r\n'=1+1,"));
    QVERIFY(csv.output.contains("\r\n\"a,\"\"b\"\"\n\","));
    QVERIFY(csv.output.contains("\r\n-5,"));
    QVERIFY2(csv.errors.contains(" 1\n"), csv.errors.constData());

    const Outcome ndjson = run(listing(server, u"streams"_s) + QStringList{u"--format"_s, u"ndjson"_s}, signedIn());
    QCOMPARE(ndjson.output,
             QByteArray("{\"stream_name\":\"=1+1\"}\n{\"stream_name\":\"a,\\\"b\\\"\\n\"}\n"
                        "{\"stream_name\":\"-5\"}\n"));
    QCOMPARE(ndjson.errors, QByteArray());
}

void TestList::theDemoIsListed()
{
    const Outcome streams = run({u"--demo"_s, u"--list"_s, u"streams"_s});
    QCOMPARE(streams.code, 0);
    QCOMPARE(streams.output.count('\n'), 10);
    const Outcome tasks = run({u"--demo"_s, u"--list"_s, u"tasks"_s});
    QCOMPARE(tasks.code, 3); // one of its streams does not let its tasks be listed
    QCOMPARE(tasks.output.count('\n'), 18);
    QVERIFY(tasks.output.contains("\r\naudit-trail,,,,,,,,,"));
}

void TestList::outputThatCannotBeWrittenIsCode7()
{
    Surroundings full = signedIn();
    full.outputFile = u"/dev/full"_s;
    RoutedServer server;
    serve(server);
    const Outcome outcome = run(listing(server, u"streams"_s), full);
    QCOMPARE(outcome.code, 7);
    QVERIFY2(outcome.hasOneSentence(), outcome.errors.constData());

    const Outcome file =
        run(listing(server, u"streams"_s) + QStringList{u"--export"_s, u"/nonexistent/x.csv"_s}, signedIn());
    QCOMPARE(file.code, 7);
    QCOMPARE(server.requests().size(), 1); // what cannot be written is not asked for
}

QTEST_GUILESS_MAIN(TestList)
#include "tst_list.moc"
