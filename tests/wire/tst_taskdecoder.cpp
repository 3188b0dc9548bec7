// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/fields.h"
#include "support/fixtures.h"
#include "support/testcase.h"
#include "wire/taskdecoder.h"

using namespace spillway;
using namespace Qt::StringLiterals;

namespace {

TaskSnapshot decoded(const QByteArray &json)
{
    const auto result = decodeTask(json);
    if (!result)
        qWarning("not decoded: kind %d reason %d offset %lld", int(result.error().kind), int(result.error().reason),
                 result.error().offset.value_or(-1));
    return result.value_or(nullptr);
}

QString other(const DumpTask &task, const QString &path, int occurrence = 0)
{
    for (const OtherField &field : task.others) {
        if (field.path == path && field.occurrence == occurrence)
            return QString::fromUtf8(task.answer.token(field.value));
    }
    return {};
}

QByteArray withPartition(const QByteArray &partition)
{
    return R"({"task_name":"t","partitions":[)" + partition + "]}";
}

} // namespace

class tst_TaskDecoder : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void theDocumentedSampleIsReadWhole();
    void theTableDialectFillsItsOwnColumns();
    void anotherDestinationIsShownAsWhatItIs();
    void everySpellingOfAnotherDestinationIsKnown_data();
    void everySpellingOfAnotherDestinationIsKnown();
    void absentNullEmptyAndZeroStayApart();
    void aWrongTypeIsKeptAndMarked_data();
    void aWrongTypeIsKeptAndMarked();
    void integersAreExactHoweverLong();
    void theLastOfRepeatedKeysIsShownAndAllAreListed();
    void bothDialectsAtOnceAndUnequalAreMarked();
    void equalPartitionIdsAreDistinctRows();
    void aPartitionIsReadInAnyOrderAndHoweverItsKeysAreWritten();
    void unknownFieldsKeepTheirPathAndText();
    void manyUnknownFieldsAreCountedBeyondTheLimit();
    void aRepeatedPartitionsListReplacesTheFirst();
    void aRepeatedBlockReplacesTheFirstWhateverItsKeys();
    void whatComesAgainAsSomethingElseLeavesNothingOfTheFirst();
    void partitionsThatAreNotAListAreNotCalledNone();
    void aLoneSurrogateCostsNothingButItself();
    void passwordsAreMaskedHoweverTheKeyIsWritten();
    void anErrorEnvelopeIsThatError();
    void aByteOrderMarkIsSkipped();
    void anAnswerAboutAnotherTaskIsAMismatch();
};

void tst_TaskDecoder::theDocumentedSampleIsReadWhole()
{
    const TaskSnapshot task = decoded(fixture(u"task-obs-documented.json"_s));
    QVERIFY(task);
    QCOMPARE(task->text(task->streamName), u"newstream"_s);
    QCOMPARE(task->text(task->streamId), u"RdMFID6edQdf8eDzc9e"_s);
    QCOMPARE(task->taskState(), DumpTask::State::Running);
    QCOMPARE(task->integer(task->createTime), 1606554932552);
    QCOMPARE(task->text(task->obs.bucketPath), u"obsbucket"_s);
    QCOMPARE(task->integer(task->obs.deliverTimeInterval), 60);
    QCOMPARE(task->integer(task->obs.retryDuration), 0);
    QCOMPARE(task->obs.filePrefix.kind, Value::Kind::Text);
    QCOMPARE(task->obs.filePrefix.marks, Value::Marks(Value::Misspelt));
    QVERIFY(!task->obs.deliverSizeInterval.isPresent());
    QCOMPARE(task->partitions.size(), 1U);
    const Partition &partition = task->partitions.front();
    QCOMPARE(task->text(partition.id), u"shardId-0000000000"_s);
    QCOMPARE(task->text(partition.state), u"RUNNING"_s);
    QCOMPARE(task->integer(partition.lastTransferOffset), 289897);
    QCOMPARE(task->integer(partition.lastTransferTimestamp), 1606984428612);
    QCOMPARE(task->integer(partition.discard), 0);
    QVERIFY(!partition.status.isPresent());
    QCOMPARE(task->othersTotal, 0);
    QVERIFY(task->answer.token(task->obsBlock).startsWith("{\n    \"agency_name\""));
    QVERIFY(task->answer.token(task->obsBlock).endsWith("\"record_delimiter\" : \"\"\n  }"));
    QVERIFY(task->answer.token(task->partitionsBlock).endsWith("} ]"));
}

void tst_TaskDecoder::theTableDialectFillsItsOwnColumns()
{
    const TaskSnapshot task = decoded(fixture(u"task-obs-table-dialect.json"_s));
    QVERIFY(task);
    QCOMPARE(task->partitions.size(), 2U);
    const Partition &second = task->partitions[1];
    QCOMPARE(task->text(second.id), u"shardId-0000000001"_s);
    QVERIFY(!second.state.isPresent());
    QCOMPARE(task->text(second.status), u"EXPIRED"_s);
    QCOMPARE(task->text(second.hashRange), u"[4611686018427387903 : 9223372036854775807]"_s);
    QCOMPARE(task->text(second.parentPartitions), u"shardId-0000000000"_s);
    QCOMPARE(task->text(task->partitions[0].parentPartitions), u""_s);
    QVERIFY(task->partitions[0].parentPartitions.isPresent());
    QCOMPARE(task->text(task->obs.timestampFormat), u"yyyy-MM-dd HH:mm:ss"_s);
    QCOMPARE(task->obs.processingSchema.kind, Value::Kind::Object);
    QCOMPARE(task->text(task->obs.recordDelimiter), u"\n"_s);
    QCOMPARE(task->othersTotal, 0);
}

void tst_TaskDecoder::anotherDestinationIsShownAsWhatItIs()
{
    const TaskSnapshot task = decoded(fixture(u"task-dli-documented.json"_s));
    QVERIFY(task);
    QVERIFY(!task->obsBlock.isPresent());
    QCOMPARE(task->otherDestinations.size(), 1U);
    const OtherDestination &dli = task->otherDestinations.front();
    QCOMPARE(dli.kind, OtherDestination::Kind::Dli);
    QCOMPARE(dli.fields.size(), 5U);
    QCOMPARE(dli.fields[0].path, u"dli_destination_description.agency_name"_s);
    const TaskSnapshot nested =
        decoded(R"({"task_name":"t","dws_destination_descripton":{"options":{"reject_limit":"3","o":{}}}})");
    QCOMPARE(nested->otherDestinations[0].fields.size(), 2U);
    QCOMPARE(nested->otherDestinations[0].fields[1].path, u"dws_destination_descripton.options.reject_limit"_s);
}

void tst_TaskDecoder::everySpellingOfAnotherDestinationIsKnown_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<OtherDestination::Kind>("kind");
    for (const DestinationKey &known : destinationKeys)
        QTest::newRow(known.key) << QByteArray(known.key) << known.kind;
    QCOMPARE(destinationKeys.size(), 7U);
}

void tst_TaskDecoder::everySpellingOfAnotherDestinationIsKnown()
{
    QFETCH(const QByteArray, key);
    QFETCH(const OtherDestination::Kind, kind);
    const TaskSnapshot task = decoded("{\"" + key + "\":{\"agency_name\":\"a\"}}");
    QVERIFY(task);
    QCOMPARE(task->otherDestinations.at(0).kind, kind);
    QCOMPARE(task->otherDestinations.at(0).key, QString::fromLatin1(key));
    QCOMPARE(task->othersTotal, 0);
}

void tst_TaskDecoder::absentNullEmptyAndZeroStayApart()
{
    const auto prefix = [](const QByteArray &member) {
        return decoded(R"({"obs_destination_description":{)" + member + "}}")->obs;
    };
    QCOMPARE(prefix("").filePrefix.kind, Value::Kind::Absent);
    QCOMPARE(prefix(R"("file_prefix":null)").filePrefix.kind, Value::Kind::Null);
    QCOMPARE(prefix(R"("file_prefix":"")").filePrefix.kind, Value::Kind::Text);
    QCOMPARE(prefix(R"("deliver_time_interval":0)").deliverTimeInterval.kind, Value::Kind::Integer);
    const TaskSnapshot task =
        decoded(R"({"obs_destination_description":{"file_prefix":"","deliver_time_interval":0}})");
    QVERIFY(!task->text(task->obs.filePrefix).isNull());
    QVERIFY(task->text(task->obs.filePrefix).isEmpty());
    QVERIFY(task->text(task->obs.agencyName).isNull());
    QCOMPARE(task->integer(task->obs.deliverTimeInterval), 0);
    QCOMPARE(task->integer(task->obs.deliverSizeInterval), std::nullopt);
}

void tst_TaskDecoder::aWrongTypeIsKeptAndMarked_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<Value::Marks>("textMarks");
    QTest::addColumn<Value::Marks>("integerMarks");
    const Value::Marks wrong(Value::WrongType);
    QTest::newRow("text") << QByteArray(R"("word")") << Value::Marks() << wrong;
    QTest::newRow("integer") << QByteArray("7") << wrong << Value::Marks();
    QTest::newRow("integer as text") << QByteArray(R"("1606984428612")") << Value::Marks()
                                     << Value::Marks(Value::NumericText);
    QTest::newRow("leading zero as text") << QByteArray(R"("007")") << Value::Marks() << wrong;
    QTest::newRow("fraction") << QByteArray("60.5") << wrong << wrong;
    QTest::newRow("1e400") << QByteArray("1e400") << wrong << wrong;
    QTest::newRow("boolean") << QByteArray("true") << wrong << wrong;
    QTest::newRow("null") << QByteArray("null") << Value::Marks() << Value::Marks();
    QTest::newRow("list") << QByteArray("[1, {\"a\" : 2}]") << wrong << wrong;
    QTest::newRow("object") << QByteArray("{ \"a\": [ ] }") << wrong << wrong;
}

void tst_TaskDecoder::aWrongTypeIsKeptAndMarked()
{
    QFETCH(const QByteArray, json);
    QFETCH(const Value::Marks, textMarks);
    QFETCH(const Value::Marks, integerMarks);
    const TaskSnapshot task =
        decoded("{\"task_name\" : \"t\" , \"state\" : " + json + " , \"create_time\": " + json + " }");
    QVERIFY(task);
    QCOMPARE(task->answer.token(task->state).toByteArray(), json);
    QCOMPARE(task->answer.token(task->createTime).toByteArray(), json);
    QCOMPARE(task->state.marks, textMarks);
    QCOMPARE(task->createTime.marks, integerMarks);
    QCOMPARE(task->integer(task->createTime).has_value(), integerMarks == Value::NumericText || json == "7");
}

void tst_TaskDecoder::integersAreExactHoweverLong()
{
    const auto offset = [](const QByteArray &digits) {
        const TaskSnapshot task = decoded(withPartition(R"({"last_transfer_offset":)" + digits + "}"));
        const Value &value = task->partitions[0].lastTransferOffset;
        return std::tuple(task->text(value), task->integer(value), value.marks);
    };
    using Row = std::tuple<QString, std::optional<qint64>, Value::Marks>;
    QCOMPARE(offset("9223372036854775807"), Row(u"9223372036854775807"_s, INT64_MAX, {}));
    QCOMPARE(offset("9007199254740993"), Row(u"9007199254740993"_s, 9007199254740993, {}));
    QCOMPARE(offset("-1"), Row(u"-1"_s, -1, {}));
    QCOMPARE(offset("9223372036854775808"), Row(u"9223372036854775808"_s, std::nullopt, Value::BeyondInt64));
    QCOMPARE(offset("18446744073709551616"), Row(u"18446744073709551616"_s, std::nullopt, Value::BeyondInt64));
}

void tst_TaskDecoder::theLastOfRepeatedKeysIsShownAndAllAreListed()
{
    const TaskSnapshot task =
        decoded(R"({"state":"RUNNING","task_name":"t","state":"ABNORMAL","state":"PAUSED","x":1,"x":2})");
    QCOMPARE(task->text(task->state), u"PAUSED"_s);
    QCOMPARE(task->state.marks, Value::Marks(Value::Repeated));
    QCOMPARE(other(*task, u"state"_s, 0), uR"("RUNNING")"_s);
    QCOMPARE(other(*task, u"state"_s, 1), uR"("ABNORMAL")"_s);
    QCOMPARE(other(*task, u"state"_s, 2), uR"("PAUSED")"_s);
    QCOMPARE(other(*task, u"x"_s, 0), u"1"_s);
    QCOMPARE(other(*task, u"x"_s, 1), u"2"_s);
    QCOMPARE(task->othersTotal, 5);
    const TaskSnapshot partition = decoded(withPartition(R"({"partitionId":"a","discard":1,"discard":2})"));
    QCOMPARE(partition->integer(partition->partitions[0].discard), 2);
    QCOMPARE(other(*partition, u"partitions[0].discard"_s, 0), u"1"_s);
    QCOMPARE(other(*partition, u"partitions[0].discard"_s, 1), u"2"_s);
    const TaskSnapshot blocks = decoded(
        R"({"obs_destination_description":{"agency_name":"old","y":1},"obs_destination_description":{"file_prefix":"new"}})");
    QVERIFY(!blocks->obs.agencyName.isPresent());
    QCOMPARE(blocks->text(blocks->obs.filePrefix), u"new"_s);
    QCOMPARE(other(*blocks, u"obs_destination_description"_s), uR"({"agency_name":"old","y":1})"_s);
}

void tst_TaskDecoder::bothDialectsAtOnceAndUnequalAreMarked()
{
    for (const QByteArray &json :
         {QByteArray(R"({"partitionId":"a","partition_id":"b","state":"RUNNING","status":"ACTIVE"})"),
          QByteArray(R"({"status":"ACTIVE","partition_id":"b","state":"RUNNING","partitionId":"a"})")}) {
        const TaskSnapshot task = decoded(withPartition(json));
        const Partition &partition = task->partitions[0];
        QCOMPARE(task->text(partition.id), u"a"_s);
        QCOMPARE(partition.id.marks, Value::Marks(Value::Conflicting));
        QCOMPARE(task->text(partition.state), u"RUNNING"_s);
        QCOMPARE(other(*task, u"partitions[0].partition_id"_s), uR"("b")"_s);
        QCOMPARE(other(*task, u"partitions[0].status"_s), uR"("ACTIVE")"_s);
    }
    const TaskSnapshot same = decoded(withPartition(R"({"partitionId":"a","partition_id":"a"})"));
    QCOMPARE(same->partitions[0].id.marks, Value::Marks());
    QCOMPARE(same->othersTotal, 0);
}

void tst_TaskDecoder::equalPartitionIdsAreDistinctRows()
{
    const TaskSnapshot task =
        decoded(withPartition(R"({"partitionId":"p-2"},{"partitionId":"p-10"},{"partitionId":"p-2"},{"state":"x"})"));
    QCOMPARE(task->partitions.size(), 4U);
    QCOMPARE(task->partitions[0].occurrence, 0U);
    QCOMPARE(task->partitions[2].occurrence, 1U);
    QVERIFY(task->partitions[0].id.marks.testFlag(Value::SameId));
    QVERIFY(task->partitions[2].id.marks.testFlag(Value::SameId));
    QVERIFY(!task->partitions[1].id.marks.testFlag(Value::SameId));
    QVERIFY(task->partitions[3].id.marks.testFlag(Value::SameId));
    QCOMPARE(task->byKey, (std::vector<quint32>{0, 2, 1, 3}));
}

void tst_TaskDecoder::aPartitionIsReadInAnyOrderAndHoweverItsKeysAreWritten()
{
    const TaskSnapshot task = decoded(withPartition(
        R"({"discard":3,"partitionIdx":"no","\u0070artitionId":"a","stat\u0065":"RUNNING","parent_partitions":"p","state":"PAUSED"},)"
        R"({ "state" : "RUNNING" , "partitionId" : "b" , "partition" : 1 },{},7)"));
    QVERIFY(task);
    QCOMPARE(task->partitions.size(), 3U);
    const Partition &first = task->partitions[0];
    QCOMPARE(task->text(first.id), u"a"_s);
    QCOMPARE(task->text(first.state), u"PAUSED"_s);
    QCOMPARE(first.state.marks, Value::Marks(Value::Repeated));
    QCOMPARE(task->integer(first.discard), 3);
    QCOMPARE(task->text(first.parentPartitions), u"p"_s);
    QCOMPARE(other(*task, u"partitions[0].partitionIdx"_s), uR"("no")"_s);
    QCOMPARE(task->text(task->partitions[1].id), u"b"_s);
    QCOMPARE(other(*task, u"partitions[1].partition"_s), u"1"_s);
    QVERIFY(!task->partitions[2].id.isPresent());
    QCOMPARE(other(*task, u"partitions[3]"_s), u"7"_s);
}

void tst_TaskDecoder::unknownFieldsKeepTheirPathAndText()
{
    const TaskSnapshot task = decoded(fixture(u"task-everything-odd.json"_s));
    QVERIFY(task);
    QCOMPARE(other(*task, u"streamId"_s), uR"("RdMFID6edQdf8eDzc9e")"_s);
    QCOMPARE(other(*task, u"quota"_s), uR"({ "used": [1, 2.50, -0], "left": null })"_s);
    QCOMPARE(other(*task, u"['a.b c']"_s), u"true"_s);
    QCOMPARE(other(*task, u"obs_destination_description.new_setting"_s), u"1e400"_s);
    QCOMPARE(other(*task, u"obs_destination_description.processing_schema.zone"_s), uR"("GMT+8")"_s);
    QCOMPARE(other(*task, u"partitions[1].lag"_s), u"12"_s);
    QCOMPARE(other(*task, u"partitions[2]"_s), u"null"_s);
    QCOMPARE(task->partitions.size(), 2U);
}

void tst_TaskDecoder::manyUnknownFieldsAreCountedBeyondTheLimit()
{
    QByteArray json = R"({"task_name":"t")";
    for (int i = 0; i < 1500; ++i)
        json += ",\"k" + QByteArray::number(i) + "\":" + QByteArray::number(i);
    const TaskSnapshot task = decoded(json + R"(,"partitions":[{"partitionId":"p","new":1}]})");
    QCOMPARE(task->othersTotal, 1501);
    QCOMPARE(task->others.size(), 1001U);
    QCOMPARE(other(*task, u"partitions[0].new"_s), u"1"_s);
}

void tst_TaskDecoder::aRepeatedPartitionsListReplacesTheFirst()
{
    const TaskSnapshot task =
        decoded(R"({"partitions":[{"partitionId":"a","q":1}],"partitions":[{"partitionId":"b"}]})");
    QCOMPARE(task->partitions.size(), 1U);
    QCOMPARE(task->text(task->partitions[0].id), u"b"_s);
    QCOMPARE(other(*task, u"partitions"_s, 0), uR"([{"partitionId":"a","q":1}])"_s);
    QCOMPARE(other(*task, u"partitions[0].q"_s), QString());
    QCOMPARE(task->partitionsBlock.marks, Value::Marks(Value::Repeated));
}

void tst_TaskDecoder::aRepeatedBlockReplacesTheFirstWhateverItsKeys()
{
    const TaskSnapshot task =
        decoded(R"({"obs_destination_description":{"x":1,"odd key":2,"processing_schema":{"é":3}},)"
                R"("obs_destination_description":{"file_prefix":"p"}})");
    QCOMPARE(other(*task, u"obs_destination_description"_s, 1), uR"({"file_prefix":"p"})"_s);
    QCOMPARE(task->others.size(), 2U);
    QCOMPARE(task->othersTotal, 2);
}

void tst_TaskDecoder::whatComesAgainAsSomethingElseLeavesNothingOfTheFirst()
{
    const TaskSnapshot block = decoded(R"({"obs_destination_description":{"file_prefix":"p","x":1},)"
                                       R"("obs_destination_description":null})");
    QVERIFY(!block->obs.filePrefix.isPresent());
    QCOMPARE(block->others.size(), 2U);
    const TaskSnapshot schema = decoded(R"({"obs_destination_description":{"processing_schema":{"timestamp_name":"t"},)"
                                        R"("processing_schema":"none"}})");
    QVERIFY(!schema->obs.timestampName.isPresent());
    QCOMPARE(schema->others.size(), 2U);
    const TaskSnapshot rows = decoded(R"({"partitions":[{"partitionId":"a","x":1}],"partitions":{}})");
    QVERIFY(rows->partitions.empty() && rows->byKey.empty());
    QCOMPARE(rows->others.size(), 2U);
    QCOMPARE(rows->othersTotal, 2);
}

void tst_TaskDecoder::partitionsThatAreNotAListAreNotCalledNone()
{
    using Kind = Value::Kind;
    const auto kind = [](const QByteArray &json) {
        return decoded(R"({"task_name":"t")" + json + "}")->partitionsBlock.kind;
    };
    QCOMPARE(kind(""), Kind::Absent);
    QCOMPARE(kind(R"(,"partitions":null)"), Kind::Null);
    QCOMPARE(kind(R"(,"partitions":[])"), Kind::Array);
    QCOMPARE(kind(R"(,"partitions":{})"), Kind::Object);
    const TaskSnapshot text = decoded(R"({"task_name":"t","partitions":"none"})");
    QCOMPARE(text->partitionsBlock.marks, Value::Marks(Value::WrongType));
    QCOMPARE(other(*text, u"partitions"_s), uR"("none")"_s);
}

void tst_TaskDecoder::aLoneSurrogateCostsNothingButItself()
{
    const TaskSnapshot task = decoded(R"({"task_name":"a\ud800b","stream_name":"\ud83d\ude00"})");
    QVERIFY(task);
    QCOMPARE(task->text(task->taskName), u"a\ufffdb"_s);
    QCOMPARE(task->taskName.marks, Value::Marks(Value::LoneSurrogate));
    QCOMPARE(task->text(task->streamName), u"😀"_s);
    QCOMPARE(task->streamName.marks, Value::Marks());
}

void tst_TaskDecoder::passwordsAreMaskedHoweverTheKeyIsWritten()
{
    const TaskSnapshot task = decoded(
        R"({"task_name":"t","dws_destination_description":{"user_password":"hunter2","user_name":"u"},"x":[{"\u0075ser_password":{"a":"hunter2"}}],"after":1})");
    QVERIFY(task);
    QVERIFY(!task->answer.bytes().contains("hunter2"));
    QCOMPARE(task->answer.maskedSecrets(), 2);
    QCOMPARE(other(*task, u"x"_s), uR"([{"\u0075ser_password":"********"}])"_s);
    QCOMPARE(other(*task, u"after"_s), u"1"_s);
    QCOMPARE(task->text(task->otherDestinations[0].fields[1].value), u"********"_s);
    // Neither spelling needs the other.
    for (const char *key : {"user_password", R"(user_p\u0061ssword)"}) {
        const TaskSnapshot one = decoded(R"({"task_name":"t",")" + QByteArray(key) + R"(":"hunter2"})");
        QVERIFY(one);
        QVERIFY(!one->answer.bytes().contains("hunter2"));
        QCOMPARE(one->answer.maskedSecrets(), 1);
    }
    QCOMPARE(decoded(R"({"task_name":"t"})")->answer.maskedSecrets(), 0);
}

void tst_TaskDecoder::anErrorEnvelopeIsThatError()
{
    const auto dis = decodeTask(R"({"errorCode":"DIS.4301","message":"Stream does not exist. [s]"})");
    QVERIFY(!dis);
    QCOMPARE(dis.error().kind, Error::Kind::NotFound);
    QCOMPARE(dis.error().code, u"DIS.4301"_s);
    QCOMPARE(dis.error().detail, u"Stream does not exist. [s]"_s);
    QCOMPARE(dis.error().httpStatus, 0);
    const auto gateway = decodeTask(R"({"error_msg":"no","error_code":"APIGW.0301","request_id":"r1"})");
    QVERIFY(!gateway);
    QCOMPARE(gateway.error().kind, Error::Kind::Unauthorized);
    QCOMPARE(gateway.error().requestId, u"r1"_s);
}

void tst_TaskDecoder::aByteOrderMarkIsSkipped()
{
    const TaskSnapshot task = decoded("\xef\xbb\xbf" + fixture(u"task-obs-documented.json"_s));
    QVERIFY(task);
    QCOMPARE(task->text(task->taskName), u"newtask"_s);
    QVERIFY(task->answer.bytes().startsWith("\xef\xbb\xbf"));
    QVERIFY(!decodeTask("\xef\xbb\xbf"));
}

void tst_TaskDecoder::anAnswerAboutAnotherTaskIsAMismatch()
{
    const TaskSnapshot task = decoded(R"({"stream_name":"s","task_name":"t"})");
    QVERIFY(checkIdentity(*task, {{u"s"_s}, {u"t"_s}}));
    const auto wrong = checkIdentity(*task, {{u"s"_s}, {u"other"_s}});
    QVERIFY(!wrong);
    QCOMPARE(wrong.error().kind, Error::Kind::Mismatch);
    QCOMPARE(wrong.error().subject, u"t"_s);
    QVERIFY(!checkIdentity(*task, {{u"S"_s}, {u"t"_s}}));
    QVERIFY(checkIdentity(*decoded(R"({"state":"x","task_name":null})"), {{u"s"_s}, {u"t"_s}}));
    QVERIFY(!checkIdentity(*decoded(R"({"state":"x","task_name":5})"), {{u"s"_s}, {u"t"_s}}));
}

QTEST_GUILESS_MAIN(tst_TaskDecoder)
#include "tst_taskdecoder.moc"
