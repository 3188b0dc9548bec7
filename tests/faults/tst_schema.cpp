// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/bodytest.h"
#include "ui/plainlabel.h"

namespace spillway {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QByteArray running = R"("state":"RUNNING")";

/// One partition with an id and these members.
QByteArray one(const QByteArray &members, const QByteArray &id = R"("shardId-0")")
{
    return R"([{"partitionId":)" + id + ',' + members + "}]";
}

QByteArray withObs(const QByteArray &obs)
{
    return taskWith(running, "[]", obs);
}

Look inForm(const QString &key, const QString &text, bool isMarked = false)
{
    return [key, text, isMarked](WholeProgram &program) {
        const QString path = u"obs_destination_description."_s + key;
        QStringList wrong = differing(u"form "_s + key, formText(program, path), text);
        if (isMarkedInForm(program, path) != isMarked)
            wrong += u"the sign of "_s + key;
        return wrong;
    };
}

/// The header says the state, in the colours of one that nobody knows.
Look unknownState(const QString &text)
{
    return [text](WholeProgram &program) {
        const auto *label = program.find<PlainLabel>(u"taskState"_s);
        QStringList wrong = differing(u"the header's state"_s, label->text(), text);
        if (label->severity() != Severity::Unknown || !label->toolTip().contains("not in the documentation"_L1))
            wrong += u"the header does not say that nobody knows the state"_s;
        return wrong;
    };
}

Look section(Section which, const QString &text)
{
    return [which, text](WholeProgram &program) { return differing(u"section"_s, sectionText(program, which), text); };
}

Look note(Section section, const QString &path, const QString &words)
{
    return [section, path, words](WholeProgram &program) {
        const QString said = treeNote(program, section, path);
        return said.contains(words) ? QStringList() : QStringList{u"noted is: "_s + said};
    };
}

Look destinationNote(const QString &words)
{
    return [words](WholeProgram &program) {
        const auto *label = program.find<QWidget>(u"destinationForm"_s)->findChild<PlainLabel *>(u"destinationNote"_s);
        return differing(u"the form's note"_s, label ? label->text() : QString(), words);
    };
}

/// What the rules of the documents say of a setting, there and only there where it breaks one of them.
Look ruleBroken(const QString &key, const QString &words, bool isBroken)
{
    return [key, words, isBroken](WholeProgram &program) {
        const auto *line =
            program.find<QWidget>(u"destinationForm"_s)->findChild<QWidget *>(u"obs_destination_description."_s + key);
        const QString said = line ? line->accessibleDescription() : QString();
        return said.contains(words) == isBroken ? QStringList() : QStringList{key + u": "_s + said};
    };
}

/// Worked out of numbers that are none: nothing.
Look withoutLag()
{
    return [](WholeProgram &program) {
        const bool isSettled = QTest::qWaitFor([&] {
            const auto &insight = program.session.model().insight();
            return insight && insight->task() == program.session.answer().task;
        });
        if (!isSettled)
            return QStringList{u"nothing was worked out"_s};
        return differing(u"the lag"_s, columnTexts(program, LagColumn).join(u' '), u"–"_s)
            + differing(u"the rate"_s, columnTexts(program, RateColumn).join(u' '), u"–"_s);
    };
}

} // namespace

/// F132-F154: good JSON that is not what the documents promise. Each field by itself: tst_fields.
class TestSchema : public BodyTest
{
    Q_OBJECT

private Q_SLOTS:
    void eachAnswerIsShownAsItIs_data() { addBodies(cases()); }
    void eachAnswerIsShownAsItIs() { holdBody(cases()); }
    void aDeletedTaskIsAskedForSeldom_data() { addRows(deleted()); }
    void aDeletedTaskIsAskedForSeldom() { holdRow(deleted()); }

private:
    static std::vector<BodyCase> cases();
    static std::vector<BodyCase> blocks();
    static std::vector<BodyCase> numbers();
    static std::vector<BodyCase> dialects();
    static std::vector<BodyCase> states();
    static std::vector<BodyCase> destinations();
    static std::vector<BodyCase> partitions();
    static std::vector<BodyCase> ids();
    static std::vector<BodyCase> boundaries();
    static std::vector<BodyCase> delimiters();
    static std::vector<Fault> deleted();
};

std::vector<BodyCase> TestSchema::cases()
{
    std::vector<BodyCase> all;
    for (const auto &some :
         {blocks(), numbers(), dialects(), states(), destinations(), partitions(), ids(), boundaries(), delimiters()})
        all.insert(all.end(), some.begin(), some.end());
    return all;
}

std::vector<BodyCase> TestSchema::blocks()
{
    const auto body = [](const QByteArray &obs) -> QByteArray {
        return R"({"stream_name":"dis-test1","task_name":"test_1","state":"RUNNING","partitions":[])" + obs + '}';
    };
    const auto other = [&](const char *name, const QByteArray &token) {
        return BodyCase{
            QByteArray("F132 the OBS block is ") + name, body(R"(,"obs_destination_description":)" + token),
            shown(allOf({destinationNote(u"The answer has no OBS settings, but something else in their place."_s),
                         inOthers(u"obs_destination_description"_s, QString::fromUtf8(token) + u" \u26a0")}))};
    };
    return {
        {"F130 the OBS block is missing", body({}), shown(destinationNote(u"The answer has no OBS settings."_s))},
        {"F131 the OBS block is null", body(R"(,"obs_destination_description":null)"),
         shown(destinationNote(u"The answer has no OBS settings, but something else in their place."_s))},
        other("true", "true"),
        other("a number", "60"),
        other("a list", R"([{"obs_bucket_path":"b"}])"),
        {"F132 the OBS block is a text", body(R"(,"obs_destination_description":"b")"),
         shown(inOthers(u"obs_destination_description"_s, u"b \u26a0"_s))},
    };
}

std::vector<BodyCase> TestSchema::numbers()
{
    const auto offset = [](const QByteArray &token, const QString &text) {
        return BodyCase{"F134 the offset " + token, taskWith(running, one(R"("last_transfer_offset":)" + token)),
                        shown(inTable(OffsetColumn, text))};
    };
    const auto negative = [](PartitionColumn column, const QByteArray &key) {
        return BodyCase{"F136 a negative " + key, taskWith(running, one('"' + key + R"(":-1)")),
                        shown(inTable(column, u"-1 \u26a0"_s))};
    };
    return {
        {"F133 a number in a text", taskWith(R"("create_time":"1606984428612")"),
         shown(allOf({inTask(u"create_time"_s, u"2020-12-03 08:33:48 +00:00 \u26a0"_s),
                      note(Section::Task, u"create_time"_s, u"Came as text"_s)}))},
        {"F133 an offset in a text", taskWith(running, one(R"("last_transfer_offset":"500")")),
         shown(inTable(OffsetColumn, u"500 \u26a0"_s))},
        offset("9223372036854775807", u"9223372036854775807"_s),
        offset("9223372036854775808", u"9223372036854775808 \u26a0"_s),
        offset("18446744073709551615", u"18446744073709551615 \u26a0"_s),
        offset("-9223372036854775809", u"-9223372036854775809 \u26a0"_s),
        {"F134 nothing is worked out of 2^63", taskWith(running, one(R"("last_transfer_offset":9223372036854775808)")),
         shown(withoutLag())},
        {"F135 2^53 + 1", taskWith(running, one(R"("last_transfer_offset":9007199254740993)")),
         shown(inTable(OffsetColumn, u"9007199254740993"_s))},
        {"F135 2^53 + 1 with a fraction", taskWith(running, one(R"("last_transfer_offset":9007199254740993.0)")),
         shown(inTable(OffsetColumn, u"9007199254740993.0 \u26a0"_s))},
        negative(OffsetColumn, "last_transfer_offset"),
        negative(DiscardColumn, "discard"),
        {"F136 a negative interval", withObs(R"("deliver_time_interval":-1)"),
         shown(inForm(u"deliver_time_interval"_s, u"-1"_s, true))},
    };
}

std::vector<BodyCase> TestSchema::dialects()
{
    const QByteArray tables = R"([{"partition_id":"shardId-0","status":"ACTIVE"}])";
    const QByteArray alike =
        R"([{"partitionId":"shardId-0","partition_id":"shardId-0","state":"ACTIVE","status":"ACTIVE"}])";
    const QByteArray unlike =
        R"([{"partitionId":"shardId-0","partition_id":"shardId-1","state":"RUNNING","status":"ACTIVE"}])";
    return {
        {"F137 the table's names", taskWith(running, tables),
         shown(allOf({inTable(PartitionIdColumn, u"shardId-0 (new)"_s), inTable(StatusColumn, u"ACTIVE"_s),
                      inTable(StateColumn, u"–"_s)}))},
        {"F137 both names, alike", taskWith(running, alike),
         shown(allOf({inTable(PartitionIdColumn, u"shardId-0 (new)"_s), inTable(StateColumn, u"ACTIVE"_s),
                      section(Section::Others, u"0 fields"_s)}))},
        {"F137 both names, unlike", taskWith(running, unlike),
         shown(
             allOf({inTable(PartitionIdColumn, u"shardId-0 \u26a0 (new)"_s), inTable(StateColumn, u"RUNNING \u26a0"_s),
                    inOthers(u"partitions[0].partition_id"_s, u"shardId-1"_s),
                    inOthers(u"partitions[0].status"_s, u"ACTIVE"_s)}))},
        {"F138 the key of the sample", withObs(R"("file_prefix\"":"raw")"),
         shown(allOf({inForm(u"file_prefix"_s, u"raw"_s, true),
                      note(Section::Destination, u"obs_destination_description.file_prefix"_s, u"misspelt"_s)}))},
        {"F139 what the sample alone has",
         taskWith(R"("state":"RUNNING","stream_id":"s-1","task_id":"t-1")",
                  one(R"("discard":3,"last_transfer_offset":289897)"), R"("retry_duration":7)"),
         shown(allOf({inTask(u"stream_id"_s, u"s-1"_s), inTask(u"task_id"_s, u"t-1"_s),
                      inForm(u"retry_duration"_s, u"7"_s), inTable(DiscardColumn, u"3"_s),
                      inTable(OffsetColumn, u"289897"_s)}))},
    };
}

std::vector<BodyCase> TestSchema::states()
{
    const auto task = [](const QByteArray &token, const QString &header, const QString &tree) {
        return BodyCase{"F140 the state " + token, taskWith(R"("state":)" + token),
                        shown(allOf({unknownState(header), inTask(u"state"_s, tree)}))};
    };
    std::vector<BodyCase> all{
        task(R"("FOO")", u"FOO"_s, u"FOO"_s),
        task(R"("running")", u"running"_s, u"running"_s),
        task(R"("")", u"(empty)"_s, u"(empty)"_s),
        task("null", u"null"_s, u"null"_s),
        task("5", u"5"_s, u"5 \u26a0"_s),
        task(R"(["RUNNING"])", u"[\"RUNNING\"]"_s, u"[\"RUNNING\"] \u26a0"_s),
    };
    for (const char *word : {"FOO", "running", "ACTIVE"})
        all.push_back({QByteArray("F140 a partition's state ") + word,
                       taskWith(running, one(R"("state":")" + QByteArray(word) + '"')),
                       shown([word](WholeProgram &program) {
                           const QModelIndex cell = tableOf(program).index(0, StateColumn);
                           const bool isNeutral = cell.data(SeverityRole).toInt() == int(Severity::Unknown);
                           return differing(u"the state"_s, cell.data().toString(), QString::fromLatin1(word))
                               + (isNeutral ? QStringList() : QStringList{u"it is in the colours of a known one"_s});
                       })});
    return all;
}

std::vector<BodyCase> TestSchema::destinations()
{
    std::vector<BodyCase> all;
    const std::vector<std::pair<QByteArray, QByteArray>> known{{"MRS", "mrs_destination_description"},
                                                               {"DLI", "dli_destination_description"},
                                                               {"DWS", "dws_destination_descripton"},
                                                               {"CLOUDTABLE", "cloudtable_destination_descripton"}};
    for (const auto &[type, key] : known) {
        const QByteArray body = R"({"stream_name":"dis-test1","task_name":"test_1","destination_type":")" + type
            + R"(",")" + key + R"(":{"a":{"b":7}},"partitions":[]})";
        const QString path = QString::fromLatin1(key) + u".a.b";
        all.push_back({"F141 a task of " + type, body,
                       shown(allOf({inTree(Section::Destination, path, u"7"_s),
                                    destinationNote(u"Not an OBS task: %1. Its settings as they came:"_s.arg(
                                        QString::fromLatin1(type)))}))});
    }
    all.push_back({"F141 a type that nobody knows",
                   R"({"stream_name":"dis-test1","task_name":"test_1","destination_type":"FOO",)"
                   R"("foo_destination_description":{"a":7},"partitions":[]})",
                   shown(allOf({inTask(u"destination_type"_s, u"FOO"_s),
                                inOthers(u"foo_destination_description"_s, u"{\"a\":7}"_s),
                                destinationNote(u"The answer has no OBS settings."_s)}))});
    return all;
}

std::vector<BodyCase> TestSchema::partitions()
{
    const auto other = [](const QByteArray &token, const QString &text) {
        return BodyCase{"F142 the partitions are " + token, taskWith(running, token),
                        shown(section(Section::Partitions, text))};
    };
    return {
        {"F142 no word of partitions", R"({"stream_name":"dis-test1","task_name":"test_1","state":"RUNNING"})",
         shown(section(Section::Partitions, u"not reported"_s))},
        other("[]", u"0 partitions"_s),
        other("null", u"not a list"_s),
        other("{}", u"not a list"_s),
        other(R"("x")", u"not a list"_s),
        other("7", u"not a list"_s),
        {"F142 a partition that is none", taskWith(running, R"([7,{"partitionId":"shardId-0"}])"),
         shown(allOf({inTable(PartitionIdColumn, u"shardId-0 (new)"_s), inOthers(u"partitions[0]"_s, u"7"_s)}))},
        {"F143 two of the same id",
         taskWith(
             running,
             R"([{"partitionId":"shardId-5","discard":1},{"partitionId":"shardId-5","discard":2},{"partitionId":"shardId-6"}])"),
         shown(
             allOf({inTable(PartitionIdColumn, u"shardId-5 \u26a0 (new) | shardId-5 \u26a0 (new) | shardId-6 (new)"_s),
                    inTable(DiscardColumn, u"1 | 2 | –"_s)}))},
    };
}

std::vector<BodyCase> TestSchema::ids()
{
    const auto id = [](const QByteArray &name, const QByteArray &token, const QString &text) {
        return BodyCase{"F149 an id that is " + name, taskWith(running, one(R"("discard":0)", token)),
                        shown(inTable(PartitionIdColumn, text + u" (new)"))};
    };
    return {
        id("a number", "5", u"5 \u26a0"_s),
        id("true", "true", u"true \u26a0"_s),
        id("an object", "{}", u"{} \u26a0"_s),
        id("empty", R"("")", u"(empty) \u26a0"_s),
        id("null", "null", u"null \u26a0"_s),
        id("64 kB long", '"' + QByteArray(65'536, 'i') + '"', QString(1024, u'i') + u'…'),
        {"F149 no id", taskWith(running, R"([{"discard":0}])"), shown(inTable(PartitionIdColumn, u"– \u26a0 (new)"_s))},
        {"F147 another stream", QByteArray(taskWith(running)).replace("dis-test1", "dis-other"),
         paused(PauseReason::Config, Kind::Mismatch).saying({u"The answer is about \"dis-other\""_s})},
        {"F147 another task", QByteArray(taskWith(running)).replace("test_1", "test_2"),
         paused(PauseReason::Config, Kind::Mismatch).saying({u"The answer is about \"test_2\""_s})},
    };
}

std::vector<BodyCase> TestSchema::boundaries()
{
    std::vector<BodyCase> all;
    const auto add = [&all](const QByteArray &key, const QByteArray &token, const QString &words, bool isBroken) {
        all.push_back({"F153 " + key + ' ' + token.left(20), withObs('"' + key + "\":" + token),
                       shown(ruleBroken(QString::fromLatin1(key), words, isBroken))});
    };
    for (const int seconds : {29, 30, 900, 901})
        add("deliver_time_interval", QByteArray::number(seconds), u"is not within 30-900 s"_s,
            seconds < 30 || seconds > 900);
    for (const int megabytes : {0, 1, 300, 301})
        add("deliver_size_interval", QByteArray::number(megabytes), u"is not within 1-300 MB"_s,
            megabytes < 1 || megabytes > 300);
    for (const int length : {50, 51})
        add("file_prefix", '"' + QByteArray(length, 'p') + '"', u"longer than 50"_s, length > 50);
    for (const int length : {64, 65})
        add("agency_name", '"' + QByteArray(length, 'a') + '"', u"longer than 64"_s, length > 64);
    return all;
}

std::vector<BodyCase> TestSchema::delimiters()
{
    const auto delimiter = [](const QByteArray &token, const QString &text) {
        return BodyCase{"F154 the delimiter " + token, withObs(R"("record_delimiter":)" + token),
                        shown(inForm(u"record_delimiter"_s, text))};
    };
    return {
        delimiter(R"("")", u"(empty)"_s),
        delimiter(R"(",")", u","_s),
        delimiter(R"("\n")", u"⏎"_s),
        delimiter(R"("\r\n")", u"⟨CR⟩⏎"_s),
        delimiter(R"("\t")", u"⇥"_s),
        delimiter(R"("\u0000")", u"⟨NUL⟩"_s),
        delimiter(R"("\\n")", u"\\n"_s),
        delimiter(R"("NULL")", u"NULL"_s),
        delimiter("null", u"null"_s),
        {"F154 no delimiter", withObs(R"("file_prefix":"")"), shown(inForm(u"record_delimiter"_s, u"–"_s))},
    };
}

std::vector<Fault> TestSchema::deleted()
{
    // 5 min by the program's pace.
    Outcome seldom = stillOk().nextIn(13s, 15s);
    seldom.shown = taskWith(R"("state":"DELETE")");
    seldom.holds = [](FaultRig &rig) {
        return differing(u"the state"_s, rig.program().find<PlainLabel>(u"taskState"_s)->text(), u"DELETE"_s);
    };
    return {{"F148 the state is DELETE", [](FaultRig &) {}, seldom}};
}

} // namespace spillway

QTEST_MAIN(spillway::TestSchema)
#include "tst_schema.moc"
