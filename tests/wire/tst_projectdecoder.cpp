// SPDX-License-Identifier: GPL-3.0-or-later
// What is read of the answers about streams and their dump tasks.
#include "support/fixtures.h"
#include "support/testcase.h"
#include "wire/projectdecoder.h"

#include <limits>

using namespace spillway;
using namespace Qt::StringLiterals;
using Kind = Value::Kind;

namespace {

const StreamName newStream{u"newstream"_s};

Fact text(const QString &characters)
{
    return {Kind::Text, characters};
}

Fact integer(const QString &digits)
{
    return {Kind::Integer, digits};
}

/// The names of a page, one after another.
QString namesOf(const Result<StreamPage> &page)
{
    QStringList names;
    if (!page)
        return u"error "_s + page.error().subject;
    for (const StreamSummary &stream : page->streams)
        names.append(stream.name.text);
    return names.join(u' ');
}

} // namespace

class tst_ProjectDecoder : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void theCapturedStreamsAreReadWhole();
    void theDocumentedTasksAreReadWhole();
    void theDocumentedStreamIsReadWhole();
    void theNamesDecideWhatThereIsAndInWhichOrder_data();
    void theNamesDecideWhatThereIsAndInWhichOrder();
    void thereIsMoreOnlyIfItSaysSo_data();
    void thereIsMoreOnlyIfItSaysSo();
    void aFieldOfAnyTypeIsKeptAsItCame_data();
    void aFieldOfAnyTypeIsKeptAsItCame();
    void tasksWithoutANameAreLeftOut();
    void anEmptyProjectIsNoError_data();
    void anEmptyProjectIsNoError();
    void theRangeGivesItsTwoNumbers_data();
    void theRangeGivesItsTwoNumbers();
    void aRangeThatIsNoneKeepsItsText();
    void anAnswerAboutAnotherStreamIsAMismatch_data();
    void anAnswerAboutAnotherStreamIsAMismatch();
    void halfACharacterCostsNothingButItself();
    void theLastOfRepeatedKeysCounts();
};

void tst_ProjectDecoder::theCapturedStreamsAreReadWhole()
{
    const auto page = decodeStreamPage(fixture(u"streams-captured.json"_s));
    QVERIFY(page);
    QCOMPARE(page->streams.size(), 2U);
    const StreamSummary expected{{u"dis-ML2k"_s},    text(u"2kE3HAYBm5erI2sFtLb"_s),
                                 text(u"RUNNING"_s), text(u"ADVANCED"_s),
                                 text(u"CSV"_s),     integer(u"1"_s),
                                 integer(u"24"_s),   integer(u"1632639303534"_s)};
    QVERIFY(page->streams[0] == expected);
    QCOMPARE(page->streams[1].name.text, u"dis-XDPf"_s);
    QCOMPARE(page->streams[1].type.text, u"COMMON"_s);
    QVERIFY(page->total == integer(u"2"_s));
    QVERIFY(!page->hasMore);
}

void tst_ProjectDecoder::theDocumentedTasksAreReadWhole()
{
    const auto list = decodeTaskList(fixture(u"tasks-documented.json"_s));
    QVERIFY(list);
    QCOMPARE(list->tasks.size(), 2U);
    const TaskSummary expected{
        {u"task_Ztab"_s},           {}, text(u"RUNNING"_s), text(u"DLI"_s), integer(u"1552457808502"_s),
        integer(u"1552458085454"_s)};
    QVERIFY(list->tasks[0] == expected);
    QCOMPARE(list->tasks[1].name.text, u"task_qTd9"_s);
    QCOMPARE(list->total.integer(), 2);
    QVERIFY(!list->quota.isPresent());
    const auto withId = decodeTaskList(R"({"tasks":[{"task_name":"t","task_id":"As80"}],"quota":5})");
    QVERIFY(withId);
    QCOMPARE(withId->tasks.at(0).id.text, u"As80"_s);
    QCOMPARE(withId->quota.integer(), 5);
}

void tst_ProjectDecoder::theDocumentedStreamIsReadWhole()
{
    const auto stream = decodeStream(fixture(u"stream-documented.json"_s), newStream);
    QVERIFY(stream);
    QCOMPARE(stream->name, newStream);
    QVERIFY(stream->id == text(u"8QM3Nt9YTLOwtUVYJhO"_s));
    QVERIFY(stream->status == text(u"RUNNING"_s));
    QVERIFY(stream->type == text(u"COMMON"_s));
    QVERIFY(stream->dataType == text(u"BLOB"_s));
    QVERIFY(!stream->compression.isPresent());
    QVERIFY(stream->retention == integer(u"24"_s));
    QVERIFY(stream->createTime == integer(u"1593569685875"_s));
    QVERIFY(stream->lastModified == integer(u"1599050091026"_s));
    QCOMPARE(stream->readablePartitions.integer(), 1);
    QCOMPARE(stream->writablePartitions.integer(), 1);
    QVERIFY((stream->autoScale == Fact{Kind::Boolean, u"false"_s}));
    QVERIFY(!stream->hasMore);
    QCOMPARE(stream->partitions.size(), 1U);
    const StreamPartition expected{text(u"shardId-0000000000"_s),
                                   text(u"ACTIVE"_s),
                                   text(u"[0 : 9223372036854775807]"_s),
                                   text(u"[289911 : 289927]"_s),
                                   {},
                                   289911,
                                   289927};
    QVERIFY(stream->partitions[0] == expected);
}

void tst_ProjectDecoder::theNamesDecideWhatThereIsAndInWhichOrder_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("names");
    const QByteArray infos =
        R"("stream_info_list":[{"stream_name":"a","status":"A"},{"stream_name":"b"},{"status":"X"},7,{"stream_name":4}])";
    QTest::newRow("both") << QByteArray(R"({"stream_names":["b","a"],)" + infos + '}') << u"b a"_s;
    QTest::newRow("infos alone") << QByteArray('{' + infos + '}') << u"a b"_s;
    QTest::newRow("names alone") << QByteArray(R"({"stream_names":["z","y"]})") << u"z y"_s;
    QTest::newRow("more infos than names") << QByteArray(R"({"stream_names":["z","b"],)" + infos + '}') << u"z b a"_s;
    QTest::newRow("infos first") << QByteArray('{' + infos + R"(,"stream_names":["b","a"]})") << u"b a"_s;
    QTest::newRow("names that are none") << QByteArray(R"({"stream_names":["b",1,null,"",["c"],{"d":1},"a"]})")
                                         << u"b a"_s;
    QTest::newRow("names twice") << QByteArray(R"({"stream_names":["b","a","b"],)" + infos + '}') << u"b a"_s;
    QTest::newRow("names are no list") << QByteArray(R"({"stream_names":"b",)" + infos + '}') << u"a b"_s;
    QTest::newRow("infos are no list") << QByteArray(R"({"stream_names":["b"],"stream_info_list":{"a":1}})") << u"b"_s;
    QTest::newRow("empty lists") << QByteArray(R"({"stream_names":[],"stream_info_list":[]})") << QString();
    QTest::newRow("escaped key and name") << QByteArray(R"({"stream\u005fnames":["\u0061"]})") << u"a"_s;
}

void tst_ProjectDecoder::theNamesDecideWhatThereIsAndInWhichOrder()
{
    QFETCH(const QByteArray, json);
    QFETCH(const QString, names);
    const auto page = decodeStreamPage(json);
    QCOMPARE(namesOf(page), names);
    for (const StreamSummary &stream : page->streams) {
        const bool isInformed = stream.name.text == u"a"_s && json.contains("\"status\"");
        QCOMPARE(stream.status, isInformed ? text(u"A"_s) : Fact());
    }
}

void tst_ProjectDecoder::thereIsMoreOnlyIfItSaysSo_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<bool>("more");
    QTest::newRow("true") << QByteArray("true") << true;
    QTest::newRow("\"true\"") << QByteArray("\"true\"") << true;
    for (const char *value : {"false", "null", "1", "\"1\"", "\"True\"", "\"\"", "[true]", "{\"true\":true}"})
        QTest::newRow(value) << QByteArray(value) << false;
}

void tst_ProjectDecoder::thereIsMoreOnlyIfItSaysSo()
{
    QFETCH(const QByteArray, value);
    QFETCH(const bool, more);
    const auto page = decodeStreamPage(R"({"stream_names":["a"],"has_more_streams":)" + value + '}');
    QVERIFY(page);
    QCOMPARE(page->hasMore, more);
    const auto stream = decodeStream(R"({"partitions":[],"has_more_partitions":)" + value + '}', newStream);
    QVERIFY(stream);
    QCOMPARE(stream->hasMore, more);
}

void tst_ProjectDecoder::aFieldOfAnyTypeIsKeptAsItCame_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<Fact>("fact");
    QTest::newRow("text") << QByteArray(R"("a\tb\u0000")") << text(u"a\tb"_s + QChar(0));
    QTest::newRow("empty text") << QByteArray("\"\"") << text(u""_s);
    QTest::newRow("number as text") << QByteArray("\"1599050091026,\"") << text(u"1599050091026,"_s);
    QTest::newRow("null") << QByteArray("null") << Fact{Kind::Null, {}};
    QTest::newRow("zero") << QByteArray("0") << integer(u"0"_s);
    QTest::newRow("beyond 64 bits") << QByteArray("92233720368547758070") << integer(u"92233720368547758070"_s);
    QTest::newRow("fraction") << QByteArray("24.50") << Fact{Kind::Number, u"24.50"_s};
    QTest::newRow("out of range") << QByteArray("1e400") << Fact{Kind::Number, u"1e400"_s};
    QTest::newRow("boolean") << QByteArray("true") << Fact{Kind::Boolean, u"true"_s};
    QTest::newRow("list") << QByteArray("[ 1, \"a\" ]") << Fact{Kind::Array, u"[ 1, \"a\" ]"_s};
    QTest::newRow("object") << QByteArray("{\"a\": {}}") << Fact{Kind::Object, u"{\"a\": {}}"_s};
}

void tst_ProjectDecoder::aFieldOfAnyTypeIsKeptAsItCame()
{
    QFETCH(const QByteArray, value);
    QFETCH(const Fact, fact);
    const auto object = [&value](const QByteArrayList &keys) {
        QByteArray json;
        for (const QByteArray &key : keys)
            json += ",\"" + key + "\" : " + value + ' ';
        return json;
    };
    const auto page = decodeStreamPage(R"({"stream_info_list":[{"stream_name":"a")"
                                       + object({"stream_id", "status", "stream_type", "data_type", "partition_count",
                                                 "retention_period", "create_time", "unknown"})
                                       + "}]" + object({"total_number", "other"}) + '}');
    QVERIFY(page && page->streams.size() == 1);
    QVERIFY((page->streams[0] == StreamSummary{{u"a"_s}, fact, fact, fact, fact, fact, fact, fact}));
    QVERIFY(page->total == fact);

    const auto list = decodeTaskList(
        R"({"tasks":[{"task_name":"t")"
        + object({"task_id", "state", "destination_type", "create_time", "last_transfer_timestamp", "unknown"}) + "}]"
        + object({"total_number", "quota"}) + '}');
    QVERIFY(list && list->tasks.size() == 1);
    QVERIFY((list->tasks[0] == TaskSummary{{u"t"_s}, fact, fact, fact, fact, fact}));
    QVERIFY(list->total == fact && list->quota == fact);

    const auto stream = decodeStream(
        R"({"partitions":[{"unknown":0)"
            + object({"partition_id", "status", "hash_range", "sequence_number_range", "parent_partitions"}) + "}]"
            + object({"stream_id", "status", "stream_type", "data_type", "compression_format", "retention_period",
                      "create_time", "last_modified_time", "readable_partition_count", "writable_partition_count",
                      "auto_scale_enabled"})
            + '}',
        newStream);
    QVERIFY(stream && stream->partitions.size() == 1);
    QVERIFY((stream->partitions[0] == StreamPartition{fact, fact, fact, fact, fact, {}, {}}));
    for (const Fact &each : {stream->id, stream->status, stream->type, stream->dataType, stream->compression,
                             stream->retention, stream->createTime, stream->lastModified, stream->readablePartitions,
                             stream->writablePartitions, stream->autoScale})
        QVERIFY(each == fact);
}

void tst_ProjectDecoder::tasksWithoutANameAreLeftOut()
{
    const auto list =
        decodeTaskList(R"({"tasks":[{"state":"A"},{"task_name":""},{"task_name":7},"t",{"task_name":"t"}]})");
    QVERIFY(list);
    QCOMPARE(list->tasks.size(), 1U);
    QCOMPARE(list->tasks[0].name.text, u"t"_s);
}

void tst_ProjectDecoder::anEmptyProjectIsNoError_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("empty lists") << QByteArray(R"({"total_number":0,"tasks":[],"stream_names":[]})");
    QTest::newRow("no lists") << QByteArray(R"({"total_number":0})");
    QTest::newRow("null") << QByteArray(R"({"total_number":0,"tasks":null,"stream_names":null})");
}

void tst_ProjectDecoder::anEmptyProjectIsNoError()
{
    QFETCH(const QByteArray, json);
    const auto page = decodeStreamPage(json);
    QVERIFY(page && page->streams.empty() && page->total.integer() == 0);
    const auto list = decodeTaskList(json);
    QVERIFY(list && list->tasks.empty() && list->total.integer() == 0);
}

void tst_ProjectDecoder::theRangeGivesItsTwoNumbers_data()
{
    QTest::addColumn<QString>("range");
    QTest::addColumn<QList<qint64>>("numbers");
    const qint64 most = std::numeric_limits<qint64>::max();
    const qint64 least = std::numeric_limits<qint64>::min();
    const auto row = [](const QString &range, const QList<qint64> &numbers) {
        QTest::newRow(qPrintable(u"'"_s + range.left(60) + u"'"_s)) << range << numbers;
    };
    row(u"[289911 : 289927]"_s, {289911, 289927});
    row(u"[0 : 0]"_s, {0, 0});
    row(u"[1:2]"_s, {1, 2});
    row(u"  [ 1  :\t2 ]  "_s, {1, 2});
    row(u"[-1 : -1]"_s, {-1, -1});
    row(u"[9 : 3]"_s, {9, 3});
    row(u"[%1 : %2]"_s.arg(least).arg(most), {least, most});
    row(u"[0 : 9223372036854775808]"_s, {});
    row(u"[99999999999999999999999 : 1]"_s, {});
    for (const char *none :
         {"",          "[]",          "[",         "]",        "null",     "[null : null]", "[1 : null]",
          "[1]",       "[1 : 2 : 3]", "1 : 2",     "(1 : 2)",  "[1 : 2",   "1 : 2]",        "[ : ]",
          "[1 : ]",    "[1.0 : 2]",   "[1e3 : 2]", "[01 : 2]", "[+1 : 2]", "[0x1 : 2]",     "[1 2 : 3]",
          "[[1 : 2]]", "[- : 2]",     "(1 : 2]",   "[1 : 2)"})
        row(QString::fromLatin1(none), {});
    row(u"[١ : ٢]"_s, {});
    row(u'[' + QString(200, u' ') + u"1 : 2]"_s, {});
    row(u"[1"_s + QString(123, u' ') + u": 2]"_s, {});
    row(u"[1 :"_s + QString(122, u' ') + u"2]"_s, {1, 2}); // as long as two numbers of 64 bits and blanks may be
    row(u'[' + QString(10'000'000, u'1') + u" : 2]"_s, {});
}

void tst_ProjectDecoder::theRangeGivesItsTwoNumbers()
{
    QFETCH(const QString, range);
    QFETCH(const QList<qint64>, numbers);
    const auto found = sequenceNumbers(range);
    QCOMPARE(found.has_value(), !numbers.isEmpty());
    if (found)
        QCOMPARE((QList<qint64>{found->first, found->second}), numbers);
}

void tst_ProjectDecoder::aRangeThatIsNoneKeepsItsText()
{
    const QByteArray json =
        R"({"partitions":[{"sequence_number_range":null},{"sequence_number_range":"[null : null]"},)"
        R"({"sequence_number_range":"[3 : 5]"},{"sequence_number_range":12},{}]})";
    const auto stream = decodeStream(json, newStream);
    QVERIFY(stream);
    const QList<Fact> ranges{{Kind::Null, {}}, text(u"[null : null]"_s), text(u"[3 : 5]"_s), integer(u"12"_s), {}};
    QCOMPARE(stream->partitions.size(), size_t(ranges.size()));
    for (qsizetype i = 0; i < ranges.size(); ++i) {
        const StreamPartition &partition = stream->partitions[size_t(i)];
        QCOMPARE(partition.sequenceRange, ranges[i]);
        QCOMPARE(partition.oldest, i == 2 ? std::optional<qint64>(3) : std::nullopt);
        QCOMPARE(partition.next, i == 2 ? std::optional<qint64>(5) : std::nullopt);
    }
}

void tst_ProjectDecoder::anAnswerAboutAnotherStreamIsAMismatch_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QString>("subject"); // a null one: it is accepted
    QTest::newRow("the one") << QByteArray(R"("stream_name":"newstream",)") << QString();
    QTest::newRow("absent") << QByteArray() << QString();
    QTest::newRow("null") << QByteArray(R"("stream_name":null,)") << QString();
    QTest::newRow("another") << QByteArray(R"("stream_name":"Newstream",)") << u"Newstream"_s;
    QTest::newRow("empty") << QByteArray(R"("stream_name":"",)") << u""_s;
    QTest::newRow("a number") << QByteArray(R"("stream_name":7,)") << u"7"_s;
}

void tst_ProjectDecoder::anAnswerAboutAnotherStreamIsAMismatch()
{
    QFETCH(const QByteArray, name);
    QFETCH(const QString, subject);
    const auto stream = decodeStream('{' + name + R"("partitions":[]})", newStream);
    QCOMPARE(stream.has_value(), subject.isNull());
    if (stream) {
        QCOMPARE(stream->name, newStream);
    } else {
        QCOMPARE(stream.error().kind, Error::Kind::Mismatch);
        QCOMPARE(stream.error().subject, subject);
    }
}

void tst_ProjectDecoder::halfACharacterCostsNothingButItself()
{
    const auto page = decodeStreamPage(R"({"stream_names":["a\ud800","b"],"total_number":"\udc00x"})");
    QCOMPARE(namesOf(page), u"a\ufffd b"_s);
    QCOMPARE(page->total.text, u"\ufffdx"_s);
}

void tst_ProjectDecoder::theLastOfRepeatedKeysCounts()
{
    const auto page =
        decodeStreamPage(R"({"stream_names":["a"],"total_number":1,"stream_names":["b","c"],"total_number":2})");
    QCOMPARE(namesOf(page), u"b c"_s);
    QCOMPARE(page->total.integer(), 2);
    const auto stream = decodeStream(R"({"partitions":[{},{}],"partitions":[{"status":"A","status":"B"}]})", newStream);
    QVERIFY(stream);
    QCOMPARE(stream->partitions.size(), 1U);
    QCOMPARE(stream->partitions[0].status, text(u"B"_s));
}

QTEST_GUILESS_MAIN(tst_ProjectDecoder)
#include "tst_projectdecoder.moc"
