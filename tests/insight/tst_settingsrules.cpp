// SPDX-License-Identifier: GPL-3.0-or-later
#include "settingcases.h"
#include "support/testcase.h"

#include <QSet>

#include <algorithm>

using namespace spillway;
using namespace Qt::StringLiterals;

namespace {

struct Case
{
    const char *id;
    bool broken;
    QByteArray json;
    std::optional<StreamDetails> stream;
};

/// Answers that break each rule, and answers that only just keep it.
std::vector<Case> casesOfAnswers()
{
    std::vector<Case> cases;
    const auto row = [&](const char *id, bool broken, const QByteArray &json) {
        cases.push_back({id, broken, json, std::nullopt});
    };
    const auto breaks = [&](const char *id, const QByteArrayList &more) { row(id, true, obsTask(more)); };
    const auto keeps = [&](const char *id, const QByteArrayList &more) { row(id, false, obsTask(more)); };
    const auto task = [](const QByteArray &members) { return QByteArray("{" + members + ",\"partitions\":[]}"); };

    row("task-name-rule", true, task("\"task_name\":" + text('a', 65)));
    row("task-name-rule", true, task(R"("task_name":"")"));
    row("task-name-rule", true, task(R"("task_name":"a b")"));
    row("task-name-rule", true, task(R"("task_name":"ä")"));
    row("task-name-rule", true, task(R"("task_name":5)"));
    row("task-name-rule", false, task("\"task_name\":" + text('a', 64)));
    row("task-name-rule", false, task(R"("task_name":"-aZ_09")"));
    row("task-name-rule", false, task(R"("state":"RUNNING")"));
    row("state-unknown", true, task(R"("state":"RESTING")"));
    row("state-unknown", true, task(R"("state":"")"));
    row("state-unknown", false, task(R"("state":"RUNNING")"));
    row("state-unknown", false, task(R"("task_name":"t")"));
    row("state-failed", true, task(R"("state":"ABNORMAL")"));
    row("state-failed", true, task(R"("state":"ERROR")"));
    row("state-failed", false, task(R"("state":"PAUSED")"));
    row("state-deleted", true, task(R"("state":"DELETE")"));
    row("state-deleted", false, task(R"("state":"DELETED")"));
    row("exception-strategy-undocumented", true, task(R"("exception_strategy":"ignoreAndBackup")"));
    row("exception-strategy-undocumented", false, task(R"("state":"RUNNING")"));

    row("destination-type-contradicted", true, otherTask("OBS", "dli_destination_description", ""));
    row("destination-type-contradicted", false, otherTask("DLI", "dli_destination_description", ""));
    row("destination-type-contradicted", false, otherTask("UQUERY", "dli_destination_description", ""));
    row("destination-type-contradicted", true, otherTask("DWS", "obs_destination_description", ""));
    row("destination-type-contradicted", false, otherTask("NEW", "obs_destination_description", ""));
    row("destination-type-contradicted", false, task(R"("destination_type":"OBS")"));
    row("destination-type-older", true, otherTask("CLOUDTABLE", "cloudtable_destination_descripton", ""));
    row("destination-type-older", false, obsTask({}));
    row("destination-type-unknown", true, task(R"("destination_type":"NOWHERE")"));
    row("destination-type-unknown", false, task(R"("destination_type":"MRS")"));
    row("destination-type-unknown", false, task(R"("state":"RUNNING")"));

    breaks("setting-of-another-type", {R"(deliver_time_interval:60.5)"});
    breaks("setting-of-another-type", {R"(deliver_time_interval:"soon")"});
    breaks("setting-of-another-type", {R"(obs_bucket_path:7)"});
    breaks("setting-of-another-type", {R"(processing_schema:"x")"});
    keeps("setting-of-another-type", {R"(deliver_time_interval:"60")"});
    keeps("setting-of-another-type", {R"(avro_schema:{})"});
    breaks("setting-null", {R"(file_prefix:null)"});
    keeps("setting-null", {R"(file_prefix:)"});

    breaks("agency-missing", {"agency_name:"});
    keeps("agency-missing", {R"(agency_name:"")"});
    breaks("agency-empty", {R"(agency_name:"")"});
    keeps("agency-empty", {R"(agency_name:"a")"});
    breaks("agency-length", {"agency_name:" + text('a', 65)});
    keeps("agency-length", {"agency_name:" + text('a', 64)});
    breaks("agency-automatic", {R"(agency_name:"dis_admin_agency")"});
    keeps("agency-automatic", {R"(agency_name:"all")"});
    breaks("agency-conditions", {R"(agency_name:"all")"});
    keeps("agency-conditions", {R"(agency_name:"")"});

    for (const char *bad : {"29", "901", "0", "-1", "99999999999999999999999", "\"29\""})
        breaks("deliver-interval-range", {"deliver_time_interval:" + QByteArray(bad)});
    for (const char *good : {"30", "900", "\"30\"", "null", "\"soon\"", ""})
        keeps("deliver-interval-range", {"deliver_time_interval:" + QByteArray(good)});
    breaks("deliver-interval-short", {"deliver_time_interval:30"});
    breaks("deliver-interval-short", {"deliver_time_interval:59"});
    keeps("deliver-interval-short", {"deliver_time_interval:29"});
    keeps("deliver-interval-short", {"deliver_time_interval:60"});
    breaks("deliver-interval-default", {"deliver_time_interval:"});
    keeps("deliver-interval-default", {"deliver_time_interval:null"});
    for (const char *bad : {"0", "301"})
        breaks("deliver-size-range", {"deliver_size_interval:" + QByteArray(bad)});
    for (const char *good : {"1", "300", ""})
        keeps("deliver-size-range", {"deliver_size_interval:" + QByteArray(good)});
    breaks("strategy-unknown", {R"(consumer_strategy:"EARLIEST")"});
    breaks("strategy-unknown", {R"(consumer_strategy:"")"});
    breaks("strategy-unknown", {R"(consumer_strategy:"latest")"});
    keeps("strategy-unknown", {R"(consumer_strategy:"LATEST")"});
    breaks("strategy-latest", {R"(consumer_strategy:"LATEST")"});
    keeps("strategy-latest", {R"(consumer_strategy:"TRIM_HORIZON")"});
    breaks("strategy-default", {"consumer_strategy:"});
    keeps("strategy-default", {R"(consumer_strategy:"LATEST")"});
    breaks("retry-undocumented", {"retry_duration:0"});
    keeps("retry-undocumented", {});
    for (const char *bad : {"-1", "7201", "\"7201\"", "\"soon\""})
        row("retry-range", true,
            otherTask("DLI", "dli_destination_description", "\"retry_duration\":" + QByteArray(bad)));
    for (const char *good : {"0", "7200", "\"1800\"", "null"})
        row("retry-range", false,
            otherTask("DLI", "dli_destination_description", "\"retry_duration\":" + QByteArray(good)));
    keeps("retry-range", {"retry_duration:7201"});
    row("retry-default", true, otherTask("MRS", "mrs_destination_description", ""));
    row("retry-default", false, otherTask("MRS", "mrs_destination_description", "\"retry_duration\":0"));
    keeps("retry-default", {});

    breaks("bucket-missing", {"obs_bucket_path:"});
    breaks("bucket-missing", {R"(obs_bucket_path:"")"});
    keeps("bucket-missing", {R"(obs_bucket_path:"b")"});
    breaks("bucket-length", {R"(obs_bucket_path:"ab")"});
    breaks("bucket-length", {"obs_bucket_path:" + text('a', 64)});
    keeps("bucket-length", {R"(obs_bucket_path:"002")"});
    keeps("bucket-length", {"obs_bucket_path:" + text('a', 63)});
    breaks("bucket-charset", {R"(obs_bucket_path:"Bucket")"});
    breaks("bucket-charset", {R"(obs_bucket_path:"a/b")"});
    breaks("bucket-charset", {R"(obs_bucket_path:"a\nbc")"});
    keeps("bucket-charset", {R"(obs_bucket_path:"dis.test-not_0")"});
    breaks("bucket-underscore", {R"(obs_bucket_path:"a_b")"});
    keeps("bucket-underscore", {R"(obs_bucket_path:"a-b")"});
    for (const char *bad : {"-abc", "abc.", "_abc"})
        breaks("bucket-ends", {"obs_bucket_path:\"" + QByteArray(bad) + '"'});
    keeps("bucket-ends", {R"(obs_bucket_path:"0feihang")"});
    for (const char *bad : {"a..b", "a.-b", "a-.b"})
        breaks("bucket-dots", {"obs_bucket_path:\"" + QByteArray(bad) + '"'});
    keeps("bucket-dots", {R"(obs_bucket_path:"dis.test.not.delete")"});
    breaks("bucket-address", {R"(obs_bucket_path:"192.168.0.1")"});
    keeps("bucket-address", {R"(obs_bucket_path:"192.168.0.x")"});
    keeps("bucket-address", {R"(obs_bucket_path:"192.168.0")"});

    breaks("prefix-length", {"file_prefix:" + text('a', 51)});
    keeps("prefix-length", {"file_prefix:" + text('a', 50)});
    keeps("prefix-length", {"file_prefix:" + text('a', 51), R"(destination_file_type:"parquet")"});
    breaks("prefix-length-parquet", {"file_prefix:" + text('a', 101), R"(destination_file_type:"parquet")"});
    keeps("prefix-length-parquet", {"file_prefix:" + text('a', 100), R"(destination_file_type:"parquet")"});
    breaks("prefix-charset", {R"(file_prefix:"a-b")"});
    breaks("prefix-charset", {R"(file_prefix:"${field}")"});
    breaks("prefix-charset", {R"(file_prefix:"a-b")", R"(destination_file_type:"parquet")"});
    keeps("prefix-charset", {R"(file_prefix:"raw/Orders_1")"});
    keeps("prefix-charset", {R"(file_prefix:"")"});
    keeps("prefix-charset",
          {"file_prefix:\"a-${f}=toDate(${t},\\\"yyMMdd\\\")\"", R"(destination_file_type:"parquet")"});
    breaks("prefix-leading-slash", {R"(file_prefix:"/raw")"});
    keeps("prefix-leading-slash", {R"(file_prefix:"raw/")"});
    breaks("prefix-empty-directory", {R"(file_prefix:"raw//x")"});
    keeps("prefix-empty-directory", {R"(file_prefix:"raw/x")"});
    breaks("prefix-default", {"file_prefix:"});
    keeps("prefix-default", {R"(file_prefix:"")"});
    for (const char *bad : {"N/A", "yyyy/mm", "yyyy/MM/dd/", "dd"})
        breaks("directories-unknown", {"partition_format:\"" + QByteArray(bad) + '"'});
    for (const char *good : {"", "yyyy", "yyyy/MM", "yyyy/MM/dd", "yyyy/MM/dd/HH", "yyyy/MM/dd/HH/mm"})
        keeps("directories-unknown", {"partition_format:\"" + QByteArray(good) + '"'});
    breaks("directories-default", {"partition_format:"});
    keeps("directories-default", {R"(partition_format:"")"});
    breaks("directories-time", {R"(partition_format:"yyyy")"});
    keeps("directories-time", {R"(partition_format:"")"});

    breaks("file-type-unknown", {R"(destination_file_type:"avro")"});
    for (const char *good : {"text", "csv", "parquet", "carbon"})
        keeps("file-type-unknown", {"destination_file_type:\"" + QByteArray(good) + '"'});
    breaks("file-type-carbon", {R"(destination_file_type:"carbon")"});
    keeps("file-type-carbon", {R"(destination_file_type:"csv")"});
    breaks("file-type-default", {"destination_file_type:"});
    keeps("file-type-default", {R"(destination_file_type:"text")"});
    breaks("file-type-source-unread", {R"(destination_file_type:"csv")"});
    keeps("file-type-source-unread", {R"(destination_file_type:"text")"});
    breaks("delimiter-unknown", {R"(record_delimiter:"\t")"});
    for (const char *good : {",", ";", "|", "\\n", "\\\\n", "NULL", ""})
        keeps("delimiter-unknown", {"record_delimiter:\"" + QByteArray(good) + '"'});
    keeps("delimiter-unknown", {R"(record_delimiter:"\t")", R"(destination_file_type:"parquet")"});
    breaks("delimiter-empty", {R"(record_delimiter:"")"});
    keeps("delimiter-empty", {R"(record_delimiter:"\n")"});
    keeps("delimiter-empty", {"record_delimiter:"});
    keeps("delimiter-empty", {R"(record_delimiter:"")", R"(destination_file_type:"parquet")"});
    breaks("delimiter-two-characters", {R"(record_delimiter:"\\n")"});
    keeps("delimiter-two-characters", {R"(record_delimiter:"\n")"});
    breaks("delimiter-none", {R"(record_delimiter:"NULL")"});
    keeps("delimiter-none", {"record_delimiter:null"});
    breaks("delimiter-default", {"record_delimiter:"});
    keeps("delimiter-default", {R"(record_delimiter:"")"});

    const auto schema = [](const char *members) {
        return QByteArrayList{"processing_schema:{" + QByteArray(members) + "}"};
    };
    breaks("schema-name-missing", schema(R"("timestamp_type":"Timestamp")"));
    breaks("schema-name-missing", schema(R"("timestamp_name":"")"));
    keeps("schema-name-missing", schema(R"("timestamp_name":"detail.endTime")"));
    keeps("schema-name-missing", {});
    breaks("schema-type-missing", schema(R"("timestamp_name":"a")"));
    keeps("schema-type-missing", schema(R"("timestamp_type":"x")"));
    breaks("schema-type-unknown", schema(R"("timestamp_type":"string")"));
    keeps("schema-type-unknown", schema(R"("timestamp_type":"Timestamp")"));
    breaks("schema-format-missing", schema(R"("timestamp_type":"String")"));
    breaks("schema-format-missing", schema(R"("timestamp_type":"String","timestamp_format":"")"));
    keeps("schema-format-missing", schema(R"("timestamp_type":"Timestamp")"));
    breaks("schema-format-unknown", schema(R"("timestamp_type":"String","timestamp_format":"yyyy-MM-dd")"));
    for (const char *good : {"yyyy/MM/dd HH:mm:ss", "MM/dd/yyyy HH:mm:ss", "dd/MM/yyyy HH:mm:ss", "yyyy-MM-dd HH:mm:ss",
                             "MM-dd-yyyy HH:mm:ss", "dd-MM-yyyy HH:mm:ss"})
        keeps("schema-format-unknown",
              {R"(processing_schema:{"timestamp_type":"String","timestamp_format":")" + QByteArray(good) + "\"}"});
    keeps("schema-format-unknown", schema(R"("timestamp_type":"Timestamp","timestamp_format":"x")"));

    const auto dws = [](const char *members) { return otherTask("DWS", "dws_destination_descripton", members); };
    row("dws-delimiter", true, dws(R"("dws_delimiter":"\t")"));
    row("dws-delimiter", false, dws(R"("dws_delimiter":"|")"));
    row("dws-delimiter", false, dws(""));
    const auto table = [](const char *members) {
        return otherTask("CLOUDTABLE", "cloudtable_destination_description", members);
    };
    row("cloudtable-schemas", true, table(""));
    row("cloudtable-schemas", true, table(R"("cloudtable_schema":{"row_key":[]},"opentsdb_schema":[{}])"));
    row("cloudtable-schemas", true, table(R"("cloudtable_schema":null)"));
    row("cloudtable-schemas", false, table(R"("cloudtable_schema":{"row_key":[]},"opentsdb_schema":null)"));
    row("cloudtable-schemas", false, table(R"("opentsdb_schema":[{}])"));
    row("cloudtable-row-key", true, table(R"("cloudtable_row_key_delimiter":"/")"));
    row("cloudtable-row-key", false, table(R"("cloudtable_row_key_delimiter":"~")"));
    row("cloudtable-row-key-default", true, table(R"("cloudtable_schema":{"row_key":[]})"));
    row("cloudtable-row-key-default", false, table(R"("opentsdb_schema":[{}])"));
    row("cloudtable-withdrawn", true, table(""));
    row("cloudtable-withdrawn", false, obsTask({}));
    return cases;
}

/// The same for the rules that ask the stream.
std::vector<Case> casesWithStreams()
{
    std::vector<Case> cases;
    const auto row = [&](const char *id, bool broken, const QByteArray &json, const StreamDetails &stream) {
        cases.push_back({id, broken, json, stream});
    };
    for (const char *state : {"PAUSED", "ABNORMAL", "ERROR"}) {
        row("stopped-beyond-retention", true, stoppedTask(state, day + 1), streamOf());
        row("stopped-beyond-retention", false, stoppedTask(state, day), streamOf());
    }
    row("stopped-beyond-retention", false, stoppedTask("RUNNING", 2 * day), streamOf());
    row("stopped-beyond-retention", false, stoppedTask("PAUSED", 2 * day), streamOf("RUNNING", "JSON", ""));
    row("stopped-beyond-retention", false, stoppedTask("PAUSED", 2 * day), streamOf("RUNNING", "JSON", "0"));
    row("stopped-beyond-retention", false, stoppedTask("PAUSED", 2 * day), streamOf("RUNNING", "JSON", "-24"));
    row("stopped-beyond-retention", false, stoppedTask("PAUSED", 2 * day),
        streamOf("RUNNING", "JSON", "9223372036854775807"));
    row("stopped-beyond-retention", false, R"({"state":"PAUSED","last_transfer_timestamp":0})", streamOf());
    row("stopped-beyond-retention", false, R"({"state":"PAUSED","last_transfer_timestamp":9223372036854775807})",
        streamOf());
    row("stream-not-running", true, obsTask({}), streamOf("FROZEN"));
    row("stream-not-running", false, obsTask({}), streamOf());
    row("stream-not-running", false, obsTask({}), streamOf(""));
    row("deliver-interval-retention", true, obsTask({"deliver_time_interval:86400"}), streamOf());
    row("deliver-interval-retention", false, obsTask({"deliver_time_interval:86399"}), streamOf());
    const QByteArray csv = obsTask({R"(destination_file_type:"csv")"});
    const QByteArray parquet = obsTask({R"(destination_file_type:"parquet")"});
    row("file-type-csv-source", true, csv, streamOf("RUNNING", "CSV"));
    row("file-type-csv-source", true, csv, streamOf("RUNNING", "BLOB"));
    row("file-type-csv-source", false, csv, streamOf());
    row("file-type-csv-source", false, csv, streamOf("RUNNING", ""));
    row("file-type-parquet-source", true, parquet, streamOf("RUNNING", "BLOB"));
    row("file-type-parquet-source", false, parquet, streamOf("RUNNING", "CSV"));
    row("file-type-parquet-csv", true, parquet, streamOf("RUNNING", "CSV"));
    row("file-type-parquet-csv", false, parquet, streamOf("RUNNING", "BLOB"));
    row("file-type-parquet-csv", false, parquet, streamOf());
    row("file-type-source-unread", true, parquet, streamOf("RUNNING", ""));
    row("file-type-source-unread", false, parquet, streamOf());
    return cases;
}

std::vector<Case> allCases()
{
    std::vector<Case> cases = casesOfAnswers();
    for (Case &each : casesWithStreams())
        cases.push_back(std::move(each));
    return cases;
}

} // namespace

class tst_SettingsRules : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void everyRuleHasItsOwnIdASentenceAndASource();
    void everyRuleIsBrokenAndKeptHere();
    void aRuleIsBrokenAndKept_data();
    void aRuleIsBrokenAndKept();
};

void tst_SettingsRules::everyRuleHasItsOwnIdASentenceAndASource()
{
    QSet<QByteArray> ids;
    for (const SettingRule &rule : settingRules()) {
        QVERIFY2(!ids.contains(rule.id), rule.id);
        ids.insert(rule.id);
        QVERIFY2(qstrlen(rule.sentence) > 10 && qstrlen(rule.source) > 5, rule.id);
        QVERIFY2(rule.disagreement && rule.check, rule.id);
        const bool isKnownSeverity =
            rule.severity == Severity::Bad || rule.severity == Severity::Warning || rule.severity == Severity::Unknown;
        QVERIFY2(isKnownSeverity, rule.id);
    }
    QVERIFY(ids.size() > 50);
}

void tst_SettingsRules::everyRuleIsBrokenAndKeptHere()
{
    QSet<QByteArray> broken;
    QSet<QByteArray> kept;
    for (const Case &each : allCases())
        (each.broken ? broken : kept).insert(each.id);
    for (const SettingRule &rule : settingRules())
        QVERIFY2(broken.contains(rule.id) && kept.contains(rule.id), rule.id);
    QCOMPARE(broken.size(), qsizetype(settingRules().size()));
}

void tst_SettingsRules::aRuleIsBrokenAndKept_data()
{
    QTest::addColumn<Case>("each");
    int number = 0;
    for (const Case &each : allCases())
        QTest::addRow("%s %s %d", each.id, each.broken ? "broken" : "kept", ++number) << each;
}

void tst_SettingsRules::aRuleIsBrokenAndKept()
{
    QFETCH(const Case, each);
    const QStringList ids = idsOf(each.json, each.stream ? &*each.stream : nullptr);
    QVERIFY2(ids.contains(QString::fromLatin1(each.id)) == each.broken, qPrintable(ids.join(u' ')));
}

QTEST_GUILESS_MAIN(tst_SettingsRules)
#include "tst_settingsrules.moc"
