// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting.h"
#include "support/testcase.h"
#include "tabular/dialect.h"
#include "tabular/separatedcells.h"

#include <QLocale>
#include <QRandomGenerator>

using namespace spillway;
using namespace Qt::StringLiterals;

namespace {

const QTimeZone &shanghai()
{
    static const QTimeZone zone("Asia/Shanghai");
    return zone;
}

Dialect excel()
{
    return Dialect::excel(QLocale(u"zh_CN"_s), shanghai());
}

/// The cells of one column, as the file has them between the separators.
QByteArrayList cells(const TaskSnapshot &task, const Dialect &dialect, PartitionColumn column)
{
    ExportRequest request = requestFor(task, Format::Csv);
    request.dialect = dialect;
    request.dialect.headers = Dialect::Headers::None;
    request.dialect.byteOrderMark = false;
    request.columns = {column};
    QByteArray text = rowsAsText(request);
    // Every row begins with the same four cells; what follows may hold line ends.
    QByteArray begin = dialect.quoting == Dialect::Quoting::Minimal ? ",,t,," : ",,\"t\",,";
    begin = "\r\n" + begin.replace(',', dialect.separator);
    text = "\r\n" + text.chopped(2);
    QByteArrayList found;
    for (qsizetype at = 0; at >= 0;) {
        const qsizetype next = text.indexOf(begin, at + 1);
        found << text.mid(at + begin.size(), next < 0 ? -1 : next - at - begin.size());
        at = next;
    }
    return found;
}

QByteArray oneCell(const QString &text, const Dialect &dialect)
{
    const TaskSnapshot task = decoded(withHashRanges({text}));
    return task ? cells(task, dialect, HashRangeColumn).value(0) : QByteArray("(not decoded)");
}

QByteArray oneNumber(const QByteArray &token, const Dialect &dialect)
{
    const TaskSnapshot task = decoded(R"({"task_name":"t","partitions":[{"last_transfer_offset":)" + token + "}]}");
    return task ? cells(task, dialect, OffsetColumn).value(0) : QByteArray("(not decoded)");
}

QByteArray firstLine(const QByteArray &json, const Dialect &dialect, const std::vector<PartitionColumn> &columns = {})
{
    const TaskSnapshot task = decoded(json);
    ExportRequest request = requestFor(task, Format::Csv);
    request.dialect = dialect;
    request.columns = columns;
    return firstLines(request, 1).value(0);
}

} // namespace

class TestDialect : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void everyVectorIsWrittenAsThePresetSays_data();
    void everyVectorIsWrittenAsThePresetSays();
    void numbersKeepEveryDigit_data();
    void numbersKeepEveryDigit();
    void whatASpreadsheetWouldRewriteIsKnown_data();
    void whatASpreadsheetWouldRewriteIsKnown();
    void excelGetsTheListSeparatorOfTheComputer();
    void excelGetsAMarkAndTheNamesOfTheScreenWithTheZone();
    void timesFollowTheDialect();
    void everyYearBeginsAndLeapsWhereTheCalendarSays();
    void decimalsAreCalculatedWithUpToFifteenDigits();
    void aYearThatFiveDigitsWouldNeedIsLeftOut();
    void theSeparatorLineComesFirstAndOnlyInCsv();
    void quotesAreWhereTheDialectWantsThem();
    void theGuardCanBeATab();
    void rangesAreSplitOnRequest();
    void onlyTheColumnsAskedForAreWritten();
    void anyDialectIsReadBackAsItWas();
    void theFirstLinesAreTheFiles_data();
    void theFirstLinesAreTheFiles();
    void measuringSaysWhatWritingSays();
    void htmlIsEscapedAndGuarded();
};

void TestDialect::everyVectorIsWrittenAsThePresetSays_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("standard");
    QTest::addColumn<QByteArray>("forExcel");
    const auto row = [](const char *name, const QString &text, const QByteArray &standard,
                        const QByteArray &forExcel = {}) {
        QTest::addRow("F176 %s", name) << text << standard << (forExcel.isNull() ? standard : forExcel);
    };
    row("separator", u"a,b"_s, "\"a,b\"");
    row("quote", u"a\"b"_s, "\"a\"\"b\"");
    row("CR LF", u"a\r\nb"_s, "\"a\r\nb\"");
    row("CR", u"a\rb"_s, "\"a\rb\"");
    row("leading blank", u" lead"_s, "\" lead\"");
    row("formula", u"=1+1"_s, "'=1+1");
    row("name", u"-foo"_s, "'-foo");
    row("telephone", u"+86"_s, "'+86");
    row("at", u"@x"_s, "'@x");
    row("tab first", u"\tx"_s, "\"'\tx\"");
    row("CR first", u"\rx"_s, "\"'\rx\"");
    row("NUL before a formula", u"\0=1+1"_s, "'=1+1");
    row("full width", u"＝1"_s, "'＝1");
    row("negative number", u"-5"_s, "-5");
    row("Chinese", u"中文"_s, "中文");
    row("2^53 + 1", u"9007199254740993"_s, "9007199254740993", "\"\t9007199254740993\"");
    row("int64", u"9223372036854775807"_s, "9223372036854775807", "\"\t9223372036854775807\"");
    row("15 digits", u"999999999999999"_s, "999999999999999");
    row("empty", u""_s, "\"\"");
    row("range", u"[0 : 9223372036854775807]"_s, "[0 : 9223372036854775807]");
    row("other separator", u"1;2"_s, "1;2");
    row("leading zeros", u"007"_s, "007", "\"\t007\"");
    row("exponent", u"1e5"_s, "1e5", "\"\t1e5\"");
    row("date", u"2020-12-03"_s, "2020-12-03", "\"\t2020-12-03\"");
    row("month", u"mar-1"_s, "mar-1", "\"\tmar-1\"");
    row("partition", u"shardId-0000000010"_s, "shardId-0000000010");
}

void TestDialect::everyVectorIsWrittenAsThePresetSays()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, standard);
    QFETCH(QByteArray, forExcel);
    QCOMPARE(oneCell(text, {}), standard);
    QCOMPARE(oneCell(text, excel()), forExcel);
}

void TestDialect::numbersKeepEveryDigit_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QByteArray>("forExcel");
    QTest::newRow("F176 negative") << QByteArray("-5") << QByteArray("-5");
    QTest::newRow("F176 zero") << QByteArray("0") << QByteArray("0");
    QTest::newRow("F176 15 digits") << QByteArray("-123456789012345") << QByteArray("-123456789012345");
    QTest::newRow("F176 16 digits") << QByteArray("1234567890123456") << QByteArray("\"\t1234567890123456\"");
    QTest::newRow("F176 2^53 + 1") << QByteArray("9007199254740993") << QByteArray("\"\t9007199254740993\"");
    QTest::newRow("F176 beyond 64 bits") << QByteArray("18446744073709551616")
                                         << QByteArray("\"\t18446744073709551616\"");
    QTest::newRow("F176 fraction") << QByteArray("1.50") << QByteArray("\"\t1.50\"");
    QTest::newRow("F176 exponent") << QByteArray("1e400") << QByteArray("\"\t1e400\"");
    QTest::newRow("F176 word") << QByteArray("true") << QByteArray("true");
}

void TestDialect::numbersKeepEveryDigit()
{
    QFETCH(QByteArray, token);
    QFETCH(QByteArray, forExcel);
    QCOMPARE(oneNumber(token, {}), token);
    QCOMPARE(oneNumber(token, excel()), forExcel);
}

void TestDialect::whatASpreadsheetWouldRewriteIsKnown_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("expected");
    for (const char *text :
         {"1,234", "5%",    "0%",  "9%", "$5", "(5)", "1/2", "1 1/2",        "12:30",    "3:15 pm", "1-Jan", "SEPT 4",
          "Mar4",  "12E45", "1d2", ".5", "5.", "-0",  "00",  "4 march 2020", "1.2.2020", "5 A",     "5 p",   "5 am"})
        QTest::newRow(text) << QByteArray(text) << true;
    const QLocale english(QLocale::C);
    for (int month = 1; month <= 12; ++month) {
        const QByteArray name = english.monthName(month).toLatin1();
        QTest::addRow("1 %s", name.constData()) << "1 " + name << true;
        QTest::addRow("2 %s", name.first(3).constData()) << "2 " + name.first(3) << true;
    }
    for (const char *text : {"", "0", "-7", "march", "ma4", "x1", "1x", "0x1F", "12e45f", "[1]", "b/1", "1;2", "_1",
                             "-", ":", "5 z", "5 Z"})
        QTest::newRow(text) << QByteArray(text) << false;
}

void TestDialect::whatASpreadsheetWouldRewriteIsKnown()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, expected);
    QCOMPARE(losesCharacters(text), expected);
}

void TestDialect::excelGetsTheListSeparatorOfTheComputer()
{
    QCOMPARE(Dialect::excel(QLocale(u"en_US"_s), shanghai()).separator, ',');
    QCOMPARE(Dialect::excel(QLocale(u"zh_CN"_s), shanghai()).separator, ',');
    QCOMPARE(Dialect::excel(QLocale(u"de_DE"_s), shanghai()).separator, ';');
    QCOMPARE(Dialect::excel(QLocale(u"en_US"_s), shanghai()).decimalPoint, '.');
    const Dialect german = Dialect::excel(QLocale(u"de_DE"_s), shanghai());
    QCOMPARE(german.decimalPoint, ',');
    QCOMPARE(oneCell(u"1;2"_s, german), QByteArray("\"1;2\""));
    QCOMPARE(oneCell(u"a,b"_s, german), QByteArray("a,b"));
}

void TestDialect::excelGetsAMarkAndTheNamesOfTheScreenWithTheZone()
{
    const QByteArray line =
        firstLine(withHashRanges({u"x"_s}), excel(), {PartitionIdColumn, LastTransferColumn, DiscardColumn});
    QVERIFY(line.startsWith("\xef\xbb\xbf"));
    QCOMPARE(QString::fromUtf8(line), // which leaves the mark out
             u"Answer received (Asia/Shanghai),Stream,Dump task,Task state,Partition,Last dump (ms since 1970),"
             "Last dump (Asia/Shanghai),Discarded"_s);
}

void TestDialect::timesFollowTheDialect()
{
    const TaskSnapshot task = decoded(
        R"({"task_name":"t","partitions":[{"last_transfer_timestamp":1606984428612},{"last_transfer_timestamp":0}]})");
    QVERIFY(task);
    Dialect dialect = excel();
    const auto written = [&] { return cells(task, dialect, LastTransferColumn); };
    QCOMPARE(written(), (QByteArrayList{"1606984428612,2020-12-03 16:33:48.612", "0,"}));
    dialect.time = Dialect::Time::Offset;
    QCOMPARE(written(), (QByteArrayList{"1606984428612,2020-12-03T16:33:48.612+08:00", "0,"}));
    dialect.zone = QTimeZone(-int(3.5 * 3600));
    QCOMPARE(written().first(), QByteArray("1606984428612,2020-12-03T05:03:48.612-03:30"));
    dialect.zone = QTimeZone(5 * 3600 + 55 * 60);
    QCOMPARE(written().first(), QByteArray("1606984428612,2020-12-03T14:28:48.612+05:55"));
    dialect.zone = QTimeZone::utc();
    QCOMPARE(written().first(), QByteArray("1606984428612,2020-12-03T08:33:48.612+00:00"));
    dialect.time = Dialect::Time::Milliseconds;
    QCOMPARE(written(), (QByteArrayList{"1606984428612,1606984428612", "0,"}));
    dialect.quoting = Dialect::Quoting::All;
    QCOMPARE(written().first(), QByteArray(R"("1606984428612","1606984428612")"));
    dialect.quoting = Dialect::Quoting::Text;
    QCOMPARE(written().first(), QByteArray("1606984428612,1606984428612"));
    dialect.time = Dialect::Time::Utc;
    QCOMPARE(written().first(), QByteArray(R"(1606984428612,"2020-12-03T08:33:48.612Z")"));
}

void TestDialect::everyYearBeginsAndLeapsWhereTheCalendarSays()
{
    Dialect dialect;
    dialect.time = Dialect::Time::Utc;
    for (int year = 1970; year <= 9999; ++year) {
        const QDate march(year, 3, 1);
        for (const QDate day : {QDate(year, 1, 1), march.addDays(-2), march.addDays(-1), march, QDate(year, 12, 31)}) {
            std::string text;
            appendTime(text, day.startOfDay(Qt::UTC).toMSecsSinceEpoch() + 1, dialect);
            QCOMPARE(QString::fromStdString(text), day.toString(Qt::ISODate) + u"T00:00:00.001Z");
        }
    }
}

void TestDialect::decimalsAreCalculatedWithUpToFifteenDigits()
{
    const Dialect dialect = excel();
    const auto written = [&](const char *decimals) {
        ExportSummary summary;
        std::string text;
        SeparatedCells(Format::Csv, dialect, summary).decimals(text, decimals);
        return QByteArray::fromStdString(text);
    };
    QCOMPARE(written("123456789012.345"), QByteArray("123456789012.345"));
    QCOMPARE(written("1234567890123.456"), QByteArray("\"\t1234567890123.456\""));
}

void TestDialect::aYearThatFiveDigitsWouldNeedIsLeftOut()
{
    Dialect dialect = excel();
    std::string text;
    appendTime(text, lastCalendarMillisecond, dialect);
    QCOMPARE(text, std::string());
    dialect.zone = QTimeZone(3600);
    appendTime(text, lastCalendarMillisecond - 3'600'000 + 1, dialect);
    QCOMPARE(text, std::string());
    appendTime(text, lastCalendarMillisecond - 3'600'000, dialect);
    QCOMPARE(text, std::string("9999-12-31 23:59:59.999"));
    text.clear();
    dialect.zone = QTimeZone(-3600);
    appendTime(text, 1, dialect);
    QCOMPARE(text, std::string("1969-12-31 23:00:00.001"));
    text.clear();
    appendTime(text, 3'599'999, dialect);
    QCOMPARE(text, std::string("1969-12-31 23:59:59.999"));
    text.clear();
    appendTime(text, 3'600'000, dialect);
    QCOMPARE(text, std::string("1970-01-01 00:00:00.000"));
}

void TestDialect::theSeparatorLineComesFirstAndOnlyInCsv()
{
    const TaskSnapshot task = decoded(withHashRanges({u"x"_s}));
    QVERIFY(task);
    ExportRequest request = requestFor(task, Format::Csv);
    request.dialect.separator = '|';
    request.dialect.separatorLine = true;
    request.dialect.lineEnd = Dialect::LineEnd::Lf;
    request.columns = {HashRangeColumn};
    QCOMPARE(rowsAsText(request), QByteArray("sep=|\npolled_at|stream_name|task_name|task_state|hash_range\n||t||x\n"));
    request.format = Format::Tsv;
    QVERIFY(!rowsAsText(request).contains("sep="));
}

void TestDialect::quotesAreWhereTheDialectWantsThem()
{
    const QByteArray json = R"({"task_name":"t","partitions":[{"partitionId":"a","state":"","last_transfer_offset":5,)"
                            R"("discard":null}]})";
    const TaskSnapshot task = decoded(json);
    QVERIFY(task);
    ExportRequest request = requestFor(task, Format::Csv);
    request.columns = {PartitionIdColumn, StateColumn, OffsetColumn, DiscardColumn};
    const auto row = [&](Dialect::Quoting quoting) {
        request.dialect.quoting = quoting;
        return rowsAsText(request).split('\n').at(1).trimmed();
    };
    QCOMPARE(row(Dialect::Quoting::Minimal), QByteArray(R"(,,t,,a,"",5,)"));
    QCOMPARE(row(Dialect::Quoting::Text), QByteArray(R"(,,"t",,"a","",5,)"));
    // What is absent or null stays without quotes: so it can be told from an empty string.
    QCOMPARE(row(Dialect::Quoting::All), QByteArray(R"(,,"t",,"a","","5",)"));
}

void TestDialect::theGuardCanBeATab()
{
    Dialect dialect;
    dialect.guard = Dialect::Guard::Tab;
    QCOMPARE(oneCell(u"=1+1"_s, dialect), QByteArray("\"\t=1+1\""));
    dialect.guard = Dialect::Guard::Off;
    QCOMPARE(oneCell(u"=1+1"_s, dialect), QByteArray("=1+1"));
}

void TestDialect::rangesAreSplitOnRequest()
{
    const TaskSnapshot task =
        decoded(R"({"partitions":[)"
                R"({"hash_range":"[0 : 9223372036854775807]","sequence_number_range":"[5:7]"},)"
                R"({"hash_range":"[0 : x]","sequence_number_range":"5-7"},{"hash_range":"[1 : 2"},{}]})");
    QVERIFY(task);
    ExportRequest request = requestFor(task, Format::Csv);
    request.columns = {PartitionIdColumn};
    request.splitRanges = true;
    QCOMPARE(
        rowsAsText(request),
        QByteArray("polled_at,stream_name,task_name,task_state,partition_id,hash_start,hash_end,seq_start,seq_end\r\n"
                   ",,,,,0,9223372036854775807,5,7\r\n,,,,,,,,\r\n,,,,,,,,\r\n,,,,,,,,\r\n"));
    request.dialect = excel();
    QVERIFY(rowsAsText(request).contains(",0,\"\t9223372036854775807\",5,7\r\n"));
    request.format = Format::Ndjson;
    QCOMPARE(
        rowsAsText(request),
        QByteArray("{\"hash_start\":0,\"hash_end\":9223372036854775807,\"seq_start\":5,\"seq_end\":7}\n{}\n{}\n{}\n"));
}

void TestDialect::onlyTheColumnsAskedForAreWritten()
{
    const TaskSnapshot task = decoded(R"({"task_name":"t","partitions":[{"partitionId":"a","discard":5}]})");
    QVERIFY(task);
    ExportRequest request = requestFor(task, Format::Csv);
    request.columns = {DiscardColumn, PartitionIdColumn};
    QCOMPARE(rowsAsText(request),
             QByteArray("polled_at,stream_name,task_name,task_state,discard,partition_id\r\n,,t,,5,a\r\n"));
    request.format = Format::Ndjson;
    QCOMPARE(rowsAsText(request), QByteArray("{\"task_name\":\"t\",\"discard\":5,\"partition_id\":\"a\"}\n"));
}

void TestDialect::anyDialectIsReadBackAsItWas()
{
    const QString alphabet = u",;|\"\r\n\t =+-@'\\/aé中😀\u202e019"_s;
    QRandomGenerator random(20201203);
    for (int round = 0; round < 200; ++round) {
        QStringList texts;
        for (int i = 0; i < 50; ++i) {
            QString text;
            for (int size = random.bounded(8); size > 0; --size)
                text += alphabet.at(random.bounded(int(alphabet.size())));
            texts << QString::fromUtf8(text.toUtf8()); // half a pair is not text
        }
        const TaskSnapshot task = decoded(withHashRanges(texts));
        QVERIFY(task);
        ExportRequest request = requestFor(task, random.bounded(4) == 0 ? Format::Tsv : Format::Csv);
        Dialect &dialect = request.dialect;
        dialect.separator = ",;\t|"[random.bounded(4)];
        dialect.lineEnd = static_cast<Dialect::LineEnd>(random.bounded(2));
        dialect.quoting = static_cast<Dialect::Quoting>(random.bounded(3));
        dialect.time = static_cast<Dialect::Time>(random.bounded(4));
        dialect.guard = static_cast<Dialect::Guard>(random.bounded(3));
        dialect.keepDigits = random.bounded(2) == 1;
        const char separator = request.format == Format::Tsv ? '\t' : dialect.separator;
        const auto lines =
            readSeparated(rowsAsText(request), separator, dialect.lineEnd == Dialect::LineEnd::Lf ? "\n" : "\r\n");
        QVERIFY(lines);
        QCOMPARE(lines->size(), texts.size() + 1);
        ExportSummary summary = measured(request).summary;
        for (qsizetype i = 0; i < texts.size(); ++i) {
            QString read = QString::fromUtf8(lines->at(i + 1).at(11));
            if (read != texts.at(i)) {
                QCOMPARE(read.mid(1), texts.at(i));
                QVERIFY(read.startsWith(dialect.guard == Dialect::Guard::Apostrophe ? u'\'' : u'\t')
                        || read.startsWith(u'\t'));
                QVERIFY(summary.guardedCells-- > 0 || summary.digitsKept-- > 0);
            }
        }
        QVERIFY(summary.guardedCells <= 0 && summary.digitsKept <= 0);
    }
}

void TestDialect::theFirstLinesAreTheFiles_data()
{
    QTest::addColumn<Format>("format");
    QTest::newRow("csv") << Format::Csv;
    QTest::newRow("tsv") << Format::Tsv;
    QTest::newRow("json") << Format::Json;
    QTest::newRow("ndjson") << Format::Ndjson;
}

void TestDialect::theFirstLinesAreTheFiles()
{
    QFETCH(Format, format);
    for (const int rows : {0, 1, 4, 5, 6, 20}) {
        const TaskSnapshot task = decoded(withHashRanges(QStringList(rows, u"a\r\n\"b\nc"_s)));
        QVERIFY(task);
        ExportRequest request = requestFor(task, format);
        request.dialect = excel();
        const QByteArrayList lines = firstLines(request, 5);
        const bool separated = format == Format::Csv || format == Format::Tsv;
        const int all = separated ? rows + 1 : format == Format::Ndjson ? rows : rows == 0 ? 1 : rows + 2;
        QCOMPARE(lines.size(), std::min(all, 5));
        QByteArray text;
        for (const QByteArray &line : lines)
            text += line + (separated ? "\r\n" : "\n");
        QVERIFY(rowsAsText(request).startsWith(text));
    }
}

void TestDialect::measuringSaysWhatWritingSays()
{
    const TaskSnapshot task = decoded(withHashRanges({u"=1"_s, u"9007199254740993"_s, u"a\0b"_s}));
    QVERIFY(task);
    ExportRequest request = requestFor(task, Format::Csv);
    request.dialect = excel();
    const Measure measure = measured(request);
    QCOMPARE(measure.bytes, rowsAsText(request).size());
    QCOMPARE(measure.summary.rows, 3);
    QCOMPARE(measure.summary.guardedCells, 1);
    QCOMPARE(measure.summary.digitsKept, 1);
    QCOMPARE(measure.summary.removedNuls, 1);
}

void TestDialect::htmlIsEscapedAndGuarded()
{
    const TaskSnapshot task =
        decoded(R"({"task_name":"<b>&\"","partitions":[{"partitionId":"=1","last_transfer_offset":9007199254740993,)"
                R"("discard":5,"state":"\u0001"}]})");
    QVERIFY(task);
    ExportRequest request = requestFor(task, Format::Csv);
    request.columns = {PartitionIdColumn, OffsetColumn, DiscardColumn, StateColumn};
    const QByteArray asText = R"(<td style="mso-number-format:'\@'" sdnum="0;0;@">)";
    QCOMPARE(rowsAsHtml(request),
             "<html><head><meta charset=\"utf-8\"></head><body><table>\n"
             "<tr><th>polled_at</th><th>stream_name</th><th>task_name</th><th>task_state</th><th>partition_id</th>"
             "<th>last_transfer_offset</th><th>discard</th><th>state</th></tr>\n"
             "<tr><td></td><td></td>"
                 + asText + "&lt;b&gt;&amp;&quot;</td><td></td>" + asText + "'=1</td>" + asText
                 + "9007199254740993</td><td>5</td>" + asText + "\xef\xbf\xbd</td></tr>\n</table></body></html>\n");
}

QTEST_GUILESS_MAIN(TestDialect)
#include "tst_dialect.moc"
