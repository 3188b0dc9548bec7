// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting.h"
#include "support/fixtures.h"
#include "support/testcase.h"
#include "tabular/columns.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTemporaryFile>
#include <QTimeZone>

using namespace spillway;
using namespace Qt::StringLiterals;

namespace {

QDateTime lateInFebruary()
{
    return QDateTime(QDate(2024, 2, 29), QTime(23, 59, 59, 7), Qt::UTC);
}

} // namespace

class TestExport : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void theColumnsAreThePromisedOnesInThePromisedOrder();
    void thePublishedAnswerGivesThePublishedLine();
    void theOtherDialectFillsTheOtherColumns();
    void everyOddValueHasItsOwnCell_data();
    void everyOddValueHasItsOwnCell();
    void whatWasChangedIsCounted();
    void theGuardCanBeTurnedOff();
    void jsonIsNeverGuarded();
    void rowsComeInTheOrderAskedFor();
    void aTaskWithoutPartitionsIsAnEmptyTable_data();
    void aTaskWithoutPartitionsIsAnEmptyTable();
    void namesThatAreMissingAreEmptyCells();
    void anyTextIsReadBackAsItWas_data();
    void anyTextIsReadBackAsItWas();
    void timesAreTheCalendarsOwn();
    void aLongTableComesInPieces();
    void writingStopsAtTheFirstError();
    void anErrorInTheLastPieceIsOne();
    void aFileHoldsWhatTheTextHolds();
    void aFileThatCannotBeWrittenIsAnError();
    void aDescriptorGetsWhatTheTextHolds();
    void theFormatFollowsTheSuffix();
    void noTaskCanChooseWhereItsFileGoes_data();
    void noTaskCanChooseWhereItsFileGoes();
};

void TestExport::theColumnsAreThePromisedOnesInThePromisedOrder()
{
    QStringList names;
    for (const ExportColumn &column : exportColumns)
        names << QString::fromLatin1(column.name);
    QCOMPARE(names.join(u','),
             u"polled_at,stream_name,task_name,task_state,partition_id,state,status,last_transfer_offset,"
             "last_transfer_timestamp,last_transfer_time,discard,hash_range,sequence_number_range,parent_partitions,"
             "head,oldest,lag,expired_records,rate_per_s,verdict"_s);
}

void TestExport::thePublishedAnswerGivesThePublishedLine()
{
    const TaskSnapshot task = decoded(fixture(u"task-obs-documented.json"_s));
    QVERIFY(task);
    QCOMPARE(rowsAsText(requestFor(task, Format::Csv)), fixture(u"task-obs-documented.csv"_s));
}

void TestExport::theOtherDialectFillsTheOtherColumns()
{
    const TaskSnapshot task = decoded(fixture(u"task-obs-table-dialect.json"_s));
    QVERIFY(task);
    QCOMPARE(rowsAsText(requestFor(task, Format::Csv)), fixture(u"task-obs-table-dialect.csv"_s));
}

void TestExport::everyOddValueHasItsOwnCell_data()
{
    QTest::addColumn<Format>("format");
    QTest::addColumn<QString>("expected");
    QTest::newRow("csv") << Format::Csv << u"task-export-vectors.csv"_s;
    QTest::newRow("tsv") << Format::Tsv << u"task-export-vectors.tsv"_s;
    QTest::newRow("json") << Format::Json << u"task-export-vectors.array.json"_s;
    QTest::newRow("ndjson") << Format::Ndjson << u"task-export-vectors.ndjson"_s;
}

void TestExport::everyOddValueHasItsOwnCell()
{
    QFETCH(Format, format);
    QFETCH(QString, expected);
    const TaskSnapshot task = decoded(fixture(u"task-export-vectors.json"_s));
    QVERIFY(task);
    ExportRequest request = requestFor(task, format);
    request.polledAt = lateInFebruary();
    const QByteArrayList lines = rowsAsText(request).split('\n');
    const QByteArrayList expectedLines = fixture(expected).split('\n');
    for (qsizetype i = 0; i < std::min(lines.size(), expectedLines.size()); ++i)
        QCOMPARE(lines.at(i), expectedLines.at(i));
    QCOMPARE(lines.size(), expectedLines.size());
}

void TestExport::whatWasChangedIsCounted()
{
    const TaskSnapshot task = decoded(fixture(u"task-export-vectors.json"_s));
    QVERIFY(task);
    const auto ignore = [](QByteArrayView) -> Result<void> { return {}; };
    const auto summary = writeRows(requestFor(task, Format::Csv), ignore);
    QVERIFY(summary);
    QCOMPARE(summary->rows, 50);
    QCOMPARE(summary->guardedCells, 50 + 13); // the stream's name in every row, and thirteen cells
    QCOMPARE(summary->removedNuls, 2);

    const auto json = writeRows(requestFor(task, Format::Ndjson), ignore);
    QVERIFY(json);
    QCOMPARE(json->rows, 50);
    QCOMPARE(json->guardedCells, 0);
    QCOMPARE(json->removedNuls, 0);
}

void TestExport::theGuardCanBeTurnedOff()
{
    const TaskSnapshot task = decoded(withHashRanges({u"=1+1"_s}));
    QVERIFY(task);
    ExportRequest request = requestFor(task, Format::Csv);
    request.dialect.headers = Dialect::Headers::None;
    QCOMPARE(rowsAsText(request), QByteArray(",,t,,,,,,,,,'=1+1,,,,,,,,\r\n"));
    request.dialect.guard = Dialect::Guard::Off;
    QCOMPARE(rowsAsText(request), QByteArray(",,t,,,,,,,,,=1+1,,,,,,,,\r\n"));
}

void TestExport::jsonIsNeverGuarded()
{
    const TaskSnapshot task = decoded(withHashRanges({u"=1+1"_s}));
    QVERIFY(task);
    QCOMPARE(rowsAsText(requestFor(task, Format::Ndjson)),
             QByteArray("{\"task_name\":\"t\",\"hash_range\":\"=1+1\"}\n"));
}

void TestExport::rowsComeInTheOrderAskedFor()
{
    const TaskSnapshot task = decoded(withHashRanges({u"a"_s, u"b"_s, u"c"_s}));
    QVERIFY(task);
    ExportRequest request = requestFor(task, Format::Csv);
    request.rows = {2, 0};
    request.dialect.headers = Dialect::Headers::None;
    QCOMPARE(rowsAsText(request), QByteArray(",,t,,,,,,,,,c,,,,,,,,\r\n,,t,,,,,,,,,a,,,,,,,,\r\n"));
}

void TestExport::aTaskWithoutPartitionsIsAnEmptyTable_data()
{
    QTest::addColumn<Format>("format");
    QTest::addColumn<QByteArray>("expected");
    const QByteArray header = fixture(u"task-obs-documented.csv"_s).split('\n').constFirst() + '\n';
    QTest::newRow("csv") << Format::Csv << header;
    QTest::newRow("tsv") << Format::Tsv << QByteArray(header).replace(',', '\t');
    QTest::newRow("json") << Format::Json << QByteArray("[]\n");
    QTest::newRow("ndjson") << Format::Ndjson << QByteArray();
}

void TestExport::aTaskWithoutPartitionsIsAnEmptyTable()
{
    QFETCH(Format, format);
    QFETCH(QByteArray, expected);
    const TaskSnapshot task = decoded(R"({"task_name":"t","partitions":[]})");
    QVERIFY(task);
    QCOMPARE(rowsAsText(requestFor(task, format)), expected);
}

void TestExport::namesThatAreMissingAreEmptyCells()
{
    const TaskSnapshot task = decoded(R"({"partitions":[{}]})");
    QVERIFY(task);
    ExportRequest request = requestFor(task, Format::Csv);
    request.dialect.headers = Dialect::Headers::None;
    QCOMPARE(rowsAsText(request), QByteArray(19, ',') + "\r\n");
    request.format = Format::Ndjson;
    QCOMPARE(rowsAsText(request), QByteArray("{}\n"));
}

void TestExport::anyTextIsReadBackAsItWas_data()
{
    QTest::addColumn<Format>("format");
    QTest::addColumn<char>("separator");
    QTest::newRow("csv") << Format::Csv << ',';
    QTest::newRow("tsv") << Format::Tsv << '\t';
}

void TestExport::anyTextIsReadBackAsItWas()
{
    QFETCH(Format, format);
    QFETCH(char, separator);
    const QString alphabet = u",;\"\r\n\t =+-@'\\/aé中😀\u202e"_s;
    QRandomGenerator random(20201203);
    QStringList texts;
    for (int i = 0; i < 10'000; ++i) {
        QString text;
        for (int size = random.bounded(8); size > 0; --size)
            text += alphabet.at(random.bounded(int(alphabet.size())));
        texts << QString::fromUtf8(text.toUtf8()); // half a pair is not text
    }
    const TaskSnapshot task = decoded(withHashRanges(texts));
    QVERIFY(task);
    ExportRequest request = requestFor(task, format);
    request.dialect.guard = Dialect::Guard::Off;
    const auto lines = readSeparated(rowsAsText(request), separator);
    QVERIFY(lines);
    QCOMPARE(lines->size(), texts.size() + 1);
    for (qsizetype i = 0; i < texts.size(); ++i) {
        const QByteArrayList &fields = lines->at(i + 1);
        QCOMPARE(fields.size(), qsizetype(exportColumns.size()));
        QCOMPARE(QString::fromUtf8(fields.at(11)), texts.at(i));
    }
}

void TestExport::timesAreTheCalendarsOwn()
{
    const auto compare = [](qint64 milliseconds) {
        const IsoTime text = isoTime(milliseconds);
        QCOMPARE(QString::fromLatin1(text.data(), qsizetype(text.size())),
                 QDateTime::fromMSecsSinceEpoch(milliseconds, Qt::UTC).toString(Qt::ISODateWithMs));
    };
    QRandomGenerator random(1970);
    for (int i = 0; i < 20'000; ++i)
        compare(qint64(random.generate64() % quint64(lastCalendarMillisecond + 1)));
    for (int year = 1970; year <= 9999; ++year) {
        for (const QDate day : {QDate(year, 1, 1), QDate(year, 2, 28), QDate(year, 3, 1), QDate(year, 12, 31)})
            compare(QDateTime(day, QTime(0, 0), Qt::UTC).toMSecsSinceEpoch());
    }
    for (const qint64 edge : {qint64(0), qint64(1), qint64(86'399'999), qint64(86'400'000), lastCalendarMillisecond})
        compare(edge);
}

void TestExport::aLongTableComesInPieces()
{
    const TaskSnapshot task = decoded(withHashRanges(QStringList(10'000, u"[0 : 9223372036854775807]"_s)));
    QVERIFY(task);
    qsizetype largest = 0;
    int pieces = 0;
    QByteArray all;
    const auto summary = writeRows(requestFor(task, Format::Csv), [&](QByteArrayView bytes) -> Result<void> {
        largest = std::max(largest, bytes.size());
        ++pieces;
        all += bytes;
        return {};
    });
    QVERIFY(summary);
    QVERIFY(pieces > 3);
    QVERIFY(pieces <= 1 + all.size() / (64 * 1024)); // and none of them is small, but the last
    QVERIFY(largest < 128 * 1024);
    QCOMPARE(all, rowsAsText(requestFor(task, Format::Csv)));
}

void TestExport::writingStopsAtTheFirstError()
{
    const TaskSnapshot task = decoded(withHashRanges(QStringList(10'000, u"[0 : 9223372036854775807]"_s)));
    QVERIFY(task);
    int calls = 0;
    const auto summary = writeRows(requestFor(task, Format::Csv), [&](QByteArrayView) -> Result<void> {
        ++calls;
        return failure(Error::Kind::File, Error::Reason::DiskFull, u"x"_s);
    });
    QVERIFY(!summary);
    QCOMPARE(summary.error().reason, Error::Reason::DiskFull);
    QCOMPARE(calls, 1);
}

void TestExport::anErrorInTheLastPieceIsOne()
{
    const TaskSnapshot task = decoded(withHashRanges({u"short"_s}));
    QVERIFY(task);
    const auto summary = writeRows(requestFor(task, Format::Csv), [](QByteArrayView) -> Result<void> {
        return failure(Error::Kind::File, Error::Reason::DiskFull, u"x"_s);
    });
    QVERIFY(!summary);
    QCOMPARE(summary.error().reason, Error::Reason::DiskFull);
}

void TestExport::aFileHoldsWhatTheTextHolds()
{
    const QTemporaryDir folder;
    const TaskSnapshot task = decoded(fixture(u"task-export-vectors.json"_s));
    QVERIFY(task);
    const QString path = folder.filePath(u"out.csv"_s);
    const auto summary = exportToFile(requestFor(task, Format::Csv), path);
    QVERIFY(summary);
    QCOMPARE(summary->rows, 50);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), rowsAsText(requestFor(task, Format::Csv)));
}

void TestExport::aFileThatCannotBeWrittenIsAnError()
{
    const QTemporaryDir folder;
    const TaskSnapshot task = decoded(withHashRanges({u"x"_s}));
    QVERIFY(task);
    const auto nowhere = exportToFile(requestFor(task, Format::Csv), folder.filePath(u"none/out.csv"_s));
    QVERIFY(!nowhere);
    QCOMPARE(nowhere.error().kind, Error::Kind::File);
    // A folder stands where the file would go: that is known when all has been written.
    QVERIFY(QDir(folder.path()).mkpath(u"taken.csv/inside"_s));
    const auto taken = exportToFile(requestFor(task, Format::Csv), folder.filePath(u"taken.csv"_s));
    QVERIFY(!taken);
    QCOMPARE(taken.error().kind, Error::Kind::File);
}

void TestExport::aDescriptorGetsWhatTheTextHolds()
{
    const TaskSnapshot task = decoded(fixture(u"task-export-vectors.json"_s));
    QVERIFY(task);
    QTemporaryFile file;
    QVERIFY(file.open());
    const ExportRequest request = requestFor(task, Format::Csv);
    const auto summary = exportToDescriptor(request, file.handle(), u"out"_s, QDeadlineTimer(60'000));
    QVERIFY(summary);
    QCOMPARE(summary->rows, 50);
    QVERIFY(file.seek(0));
    QCOMPARE(file.readAll(), rowsAsText(request));
    QFile readOnly(file.fileName());
    QVERIFY(readOnly.open(QIODevice::ReadOnly));
    const auto refused = exportToDescriptor(request, readOnly.handle(), u"out"_s, QDeadlineTimer(60'000));
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Error::Kind::File);
    QCOMPARE(refused.error().subject, u"out"_s);
}

void TestExport::theFormatFollowsTheSuffix()
{
    QCOMPARE(formatForPath(u"a.csv"_s), Format::Csv);
    QCOMPARE(formatForPath(u"a.TSV"_s), Format::Tsv);
    QCOMPARE(formatForPath(u"/x.json/a"_s), Format::Csv);
    QCOMPARE(formatForPath(u"a.json"_s), Format::Json);
    QCOMPARE(formatForPath(u"a.b.ndjson"_s), Format::Ndjson);
    QCOMPARE(formatForPath(u"-"_s), Format::Csv);
    QCOMPARE(formatForWord(u"tsv"_s), Format::Tsv);
    QVERIFY(!formatForWord(u"xlsx"_s));
    QVERIFY(!formatForWord(QString()));
}

void TestExport::noTaskCanChooseWhereItsFileGoes_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<QByteArray>("task");
    QTest::addColumn<QString>("names");
    const auto row = [](const char *what, const QByteArray &stream, const QByteArray &task, const QString &names) {
        QTest::addRow("F178 %s", what) << stream << task << names;
    };
    row("good names", "\"newstream\"", "\"new-task_1\"", u"newstream_new-task_1"_s);
    row("paths", "\"../../etc/x\"", "\"a/b\\\\c:d\"", u"______etc_x_a_b_c_d"_s);
    row("a NUL, and nothing", "\"x\\u0000y\"", "\"\"", u"x_y_unnamed"_s);
    row("no texts", "null", "5", u"unnamed_unnamed"_s);
    row("a device of DOS, and an option", "\"CON\"", "\"-rf\"", u"CON_-rf"_s);
    row("300 characters", '"' + QByteArray(300, 's') + '"', '"' + QByteArray(300, 't') + '"',
        QString(QString(64, u's') + u'_' + QString(64, u't')));
    row("other scripts", "\"日本\"", "\"\\u202ecsv.exe\"", u"____csv_exe"_s);
}

void TestExport::noTaskCanChooseWhereItsFileGoes()
{
    QFETCH(QByteArray, stream);
    QFETCH(QByteArray, task);
    QFETCH(QString, names);
    const TaskSnapshot snapshot = decoded(R"({"stream_name":)" + stream + R"(,"task_name":)" + task + "}");
    QVERIFY(snapshot);
    const QString name = suggestedFileName(*snapshot, lateInFebruary(), Format::Csv);
    QCOMPARE(name, QString(u"dis_"_s + names + u"_partitions_20240229T235959Z.csv"_s));
    QVERIFY(name.size() < 200);
}

QTEST_GUILESS_MAIN(TestExport)
#include "tst_export.moc"
