// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting.h"
#include "support/insights.h"
#include "support/testcase.h"

#include <limits>

using namespace spillway;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largest = std::numeric_limits<qint64>::max();

TaskSnapshot taskWith(const QByteArray &partitions)
{
    return decoded(R"({"stream_name":"s","task_name":"t","state":"RUNNING","partitions":[)" + partitions + "]}");
}

QByteArray partition(int number, qint64 offset)
{
    return R"({"partitionId":")" + QByteArray::number(number) + R"(","state":"RUNNING","last_transfer_offset":)"
        + QByteArray::number(offset) + '}';
}

StreamPartition listed(int number, qint64 oldest, qint64 next)
{
    return streamPartition(QString::number(number), oldest, next);
}

/// Partitions in another order than their numbers: 2 loses, 0 flows, 1 is not in the stream, 3 is beyond doubles. The
/// columns of what is worked out, and the ids.
ExportRequest request(Format format)
{
    const std::vector<StreamPartition> stream{listed(0, 0, 1100), listed(2, 205, 500), listed(3, 0, largest)};
    Polls polls;
    polls.after(taskWith(partition(2, 0) + ',' + partition(0, 90) + ',' + partition(1, 7) + ',' + partition(3, 0)),
                stream);
    const TaskSnapshot task = taskWith(partition(2, 5) + ',' + partition(0, 100) + ',' + partition(1, 7) + ','
                                       + partition(3, 9'000'000'000'000'000'001));
    ExportRequest request = requestFor(task, format);
    request.insight = polls.after(task, stream);
    request.columns = {PartitionIdColumn, HeadColumn, OldestColumn, LagColumn,
                       ExpiredColumn,     RateColumn, VerdictColumn};
    return request;
}

/// The lines without the columns that are the same in every row.
QByteArrayList lines(const ExportRequest &request, char separator)
{
    QByteArrayList lines = rowsAsText(request).split('\n');
    lines.removeLast();
    for (QByteArray &line : lines) {
        if (line.endsWith('\r'))
            line.chop(1);
        for (int i = 0; i < 4; ++i)
            line = line.mid(line.indexOf(separator) + 1);
    }
    return lines;
}

} // namespace

class tst_WorkedOutExport : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void everyPartitionHasItsOwnFigures_data();
    void everyPartitionHasItsOwnFigures();
    void jsonHasNumbersWordsAndNoKeyForWhatIsNotKnown();
    void htmlHasThemToo();
    void verdictsAreTextAndFiguresAreNot_data();
    void verdictsAreTextAndFiguresAreNot();
    void excelCalculatesWithRatesAndRoundsNothing_data();
    void excelCalculatesWithRatesAndRoundsNothing();
    void onlyTheColumnsAskedForComeInTheirOrder();
    void withoutInsightTheColumnsAreEmpty();
};

void tst_WorkedOutExport::everyPartitionHasItsOwnFigures_data()
{
    QTest::addColumn<Format>("format");
    QTest::addColumn<char>("separator");
    QTest::newRow("csv") << Format::Csv << ',';
    QTest::newRow("tsv") << Format::Tsv << '\t';
}

void tst_WorkedOutExport::everyPartitionHasItsOwnFigures()
{
    QFETCH(const Format, format);
    QFETCH(const char, separator);
    QByteArrayList expected{"partition_id,head,oldest,lag,expired_records,rate_per_s,verdict",
                            "2,500,205,495,199,0.500,losing", "0,1100,0,1000,0,1.000,flowing", "1,,,,,0.000,unknown",
                            "3,9223372036854775807,0,223372036854775806,0,9223372036854775.807,flowing"};
    for (QByteArray &line : expected)
        line.replace(',', separator);
    QCOMPARE(lines(request(format), separator), expected);
}

void tst_WorkedOutExport::jsonHasNumbersWordsAndNoKeyForWhatIsNotKnown()
{
    const QByteArray losing = R"({"stream_name":"s","task_name":"t","task_state":"RUNNING","partition_id":"2",)"
                              R"("head":500,"oldest":205,"lag":495,"expired_records":199,"rate_per_s":0.500,)"
                              R"("verdict":"losing"})";
    const QByteArray unlisted = R"({"stream_name":"s","task_name":"t","task_state":"RUNNING","partition_id":"1",)"
                                R"("rate_per_s":0.000,"verdict":"unknown"})";
    const QByteArrayList ndjson = rowsAsText(request(Format::Ndjson)).split('\n');
    QCOMPARE(ndjson.at(0), losing);
    QCOMPARE(ndjson.at(2), unlisted);
    const QByteArray array = rowsAsText(request(Format::Json));
    QVERIFY(array.startsWith(QByteArray("[\n" + losing + ",\n")));
    QJsonParseError error;
    const QJsonArray read = QJsonDocument::fromJson(array, &error).array();
    QCOMPARE(error.error, QJsonParseError::NoError);
    QCOMPARE(read.size(), 4);
    QCOMPARE(read[0][u"rate_per_s"_s].toDouble(), 0.5);
}

void tst_WorkedOutExport::htmlHasThemToo()
{
    const QByteArray html = rowsAsHtml(request(Format::Csv));
    for (const char *cell : {">495</td>", ">0.500</td>", ">losing</td>", ">9223372036854775807</td>"})
        QVERIFY2(html.contains(cell), cell);
    QCOMPARE(html.count("<td"), 4 * (4 + 7));
}

void tst_WorkedOutExport::verdictsAreTextAndFiguresAreNot_data()
{
    QTest::addColumn<Dialect::Quoting>("quoting");
    QTest::addColumn<QByteArray>("losing");
    QTest::addColumn<QByteArray>("unlisted");
    QTest::newRow("where needed") << Dialect::Quoting::Minimal << QByteArray("2,500,205,495,199,0.500,losing")
                                  << QByteArray("1,,,,,0.000,unknown");
    QTest::newRow("text") << Dialect::Quoting::Text << QByteArray(R"("2",500,205,495,199,0.500,"losing")")
                          << QByteArray(R"("1",,,,,0.000,"unknown")");
    QTest::newRow("all") << Dialect::Quoting::All << QByteArray(R"("2","500","205","495","199","0.500","losing")")
                         << QByteArray(R"("1",,,,,"0.000","unknown")");
}

void tst_WorkedOutExport::verdictsAreTextAndFiguresAreNot()
{
    QFETCH(const Dialect::Quoting, quoting);
    QFETCH(const QByteArray, losing);
    QFETCH(const QByteArray, unlisted);
    ExportRequest asked = request(Format::Csv);
    asked.dialect.quoting = quoting;
    const QByteArrayList written = lines(asked, ',');
    QCOMPARE(written.at(1), losing);
    QCOMPARE(written.at(3), unlisted);
}

void tst_WorkedOutExport::excelCalculatesWithRatesAndRoundsNothing_data()
{
    QTest::addColumn<QLocale>("computer");
    QTest::addColumn<char>("separator");
    QTest::addColumn<QByteArray>("losing");
    QTest::addColumn<QByteArray>("huge");
    QTest::newRow("a point in its numbers")
        << QLocale(QLocale::English, QLocale::UnitedStates) << ',' << QByteArray("2,500,205,495,199,0.500,losing")
        << QByteArray("3,\"\t9223372036854775807\",0,\"\t223372036854775806\",0,\"\t9223372036854775.807\",flowing");
    QTest::newRow("a comma in its numbers")
        << QLocale(QLocale::German, QLocale::Germany) << ';' << QByteArray("2;500;205;495;199;0,500;losing")
        << QByteArray("3;\"\t9223372036854775807\";0;\"\t223372036854775806\";0;\"\t9223372036854775.807\";flowing");
}

void tst_WorkedOutExport::excelCalculatesWithRatesAndRoundsNothing()
{
    QFETCH(const QLocale, computer);
    QFETCH(const char, separator);
    QFETCH(const QByteArray, losing);
    QFETCH(const QByteArray, huge);
    ExportRequest asked = request(Format::Csv);
    asked.dialect = Dialect::excel(computer, QTimeZone::utc());
    const QByteArrayList written = lines(asked, separator);
    QVERIFY(written.at(0).endsWith("Verdict"));
    QCOMPARE(written.at(1), losing);
    QCOMPARE(written.at(4), huge);
    QCOMPARE(measured(asked).summary.digitsKept, 3);
    // Whoever wants commas all over gets quotes.
    asked.dialect.separator = ',';
    asked.dialect.decimalPoint = ',';
    QCOMPARE(lines(asked, ',').at(1), QByteArray("2,500,205,495,199,\"0,500\",losing"));
}

void tst_WorkedOutExport::onlyTheColumnsAskedForComeInTheirOrder()
{
    ExportRequest asked = request(Format::Csv);
    asked.columns = {VerdictColumn, PartitionIdColumn, RateColumn};
    asked.rows = {2, 0}; // places in the answer
    QCOMPARE(lines(asked, ','),
             QByteArrayList({"verdict,partition_id,rate_per_s", "unknown,1,0.000", "losing,2,0.500"}));
    asked.format = Format::Ndjson;
    QVERIFY(rowsAsText(asked).startsWith(
        R"({"stream_name":"s","task_name":"t","task_state":"RUNNING","verdict":"unknown","partition_id":"1",)"));
}

void tst_WorkedOutExport::withoutInsightTheColumnsAreEmpty()
{
    ExportRequest asked = request(Format::Csv);
    asked.insight = nullptr;
    QCOMPARE(lines(asked, ',').at(1), QByteArray("2,,,,,,"));
    asked.dialect.quoting = Dialect::Quoting::All;
    QCOMPARE(lines(asked, ',').at(1), QByteArray("\"2\",,,,,,"));
    asked.format = Format::Ndjson;
    QVERIFY(!rowsAsText(asked).contains("verdict"));
    QVERIFY(rowsAsHtml(asked).count("<td") == 4 * (4 + 7));
}

QTEST_GUILESS_MAIN(tst_WorkedOutExport)
#include "tst_workedoutexport.moc"
