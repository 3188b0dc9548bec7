// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testcase.h"
#include "tabular/table.h"

#include <QFile>
#include <QTemporaryDir>

using namespace spillway;
using namespace Qt::StringLiterals;

namespace {

/// One of every kind that a fact can be.
FactTable allKinds()
{
    using Kind = Value::Kind;
    return {{"absent", "null", "empty", "text", "integer", "number", "yes", "object", "nul"},
            {{Fact(), Fact{Kind::Null, {}}, Fact{Kind::Text, u""_s}, Fact{Kind::Text, u"a \"b\", c"_s},
              Fact{Kind::Integer, u"123456789012345678901234567890"_s}, Fact{Kind::Number, u"1.50"_s},
              Fact{Kind::Boolean, u"true"_s}, Fact{Kind::Object, u"{\n\t\"a\": [1,2]}"_s},
              Fact{Kind::Text, u"a"_s + QChar(u'\0') + u"b"_s}}}};
}

} // namespace

class TestTable : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void everyKindIsWrittenAsExportsDo_data();
    void everyKindIsWrittenAsExportsDo();
    void whatASpreadsheetMightRunIsGuardedAndCounted();
    void aTableWithoutRowsHasItsHeadings_data();
    void aTableWithoutRowsHasItsHeadings();
    void anExistingFileStaysIfItCannotBeReplaced();

private:
    static QByteArray written(const FactTable &table, Format format, ExportSummary *summary = nullptr);
};

QByteArray TestTable::written(const FactTable &table, Format format, ExportSummary *summary)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"table"_s);
    const auto done = tableToFile(table, format, path);
    if (!done)
        return "(not written)";
    if (summary)
        *summary = *done;
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(not readable)");
}

void TestTable::everyKindIsWrittenAsExportsDo_data()
{
    QTest::addColumn<Format>("format");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("CSV") << Format::Csv
                         << QByteArray("absent,null,empty,text,integer,number,yes,object,nul\r\n"
                                       ",,\"\",\"a \"\"b\"\", c\",123456789012345678901234567890,1.50,true,"
                                       "\"{\n\t\"\"a\"\": [1,2]}\",ab\r\n");
    QTest::newRow("TSV") << Format::Tsv
                         << QByteArray("absent\tnull\tempty\ttext\tinteger\tnumber\tyes\tobject\tnul\r\n"
                                       "\t\t\"\"\t\"a \"\"b\"\", c\"\t123456789012345678901234567890\t1.50\ttrue\t"
                                       "\"{\n\t\"\"a\"\": [1,2]}\"\tab\r\n");
    const QByteArray object = R"({"null":null,"empty":"","text":"a \"b\", c","integer":123456789012345678901234567890,)"
                              R"("number":1.50,"yes":true,"object":{"a": [1,2]},"nul":"a\u0000b"})";
    QTest::newRow("JSON") << Format::Json << QByteArray("[\n" + object + "\n]\n");
    QTest::newRow("NDJSON") << Format::Ndjson << QByteArray(object + '\n');
}

void TestTable::everyKindIsWrittenAsExportsDo()
{
    QFETCH(Format, format);
    QFETCH(QByteArray, text);
    ExportSummary summary;
    QCOMPARE(written(allKinds(), format, &summary), text);
    QCOMPARE(summary.rows, 1);
    const bool isSeparated = format == Format::Csv || format == Format::Tsv;
    QCOMPARE(summary.removedNuls, isSeparated ? 1 : 0);
}

void TestTable::whatASpreadsheetMightRunIsGuardedAndCounted()
{
    using Kind = Value::Kind;
    const FactTable table{{"a"},
                          {{Fact{Kind::Text, u"=1+1"_s}},
                           {Fact{Kind::Text, u"-5"_s}},
                           {Fact{Kind::Text, u"＠SUM(A1)"_s}},
                           {Fact{Kind::Integer, u"-5"_s}}}};
    ExportSummary summary;
    QCOMPARE(written(table, Format::Csv, &summary), QByteArray("a\r\n'=1+1\r\n-5\r\n'＠SUM(A1)\r\n-5\r\n"));
    QCOMPARE(summary.guardedCells, 2);
    QCOMPARE(written(table, Format::Ndjson, &summary),
             QByteArray("{\"a\":\"=1+1\"}\n{\"a\":\"-5\"}\n{\"a\":\"＠SUM(A1)\"}\n{\"a\":-5}\n"));
    QCOMPARE(summary.guardedCells, 0);
}

void TestTable::aTableWithoutRowsHasItsHeadings_data()
{
    QTest::addColumn<Format>("format");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("CSV") << Format::Csv << QByteArray("a,b\r\n");
    QTest::newRow("TSV") << Format::Tsv << QByteArray("a\tb\r\n");
    QTest::newRow("JSON") << Format::Json << QByteArray("[]\n");
    QTest::newRow("NDJSON") << Format::Ndjson << QByteArray();
}

void TestTable::aTableWithoutRowsHasItsHeadings()
{
    QFETCH(Format, format);
    QFETCH(QByteArray, text);
    QCOMPARE(written({{"a", "b"}, {}}, format), text);
}

void TestTable::anExistingFileStaysIfItCannotBeReplaced()
{
    const auto device = tableToFile(allKinds(), Format::Csv, u"/dev/full"_s);
    QVERIFY(!device);
    QCOMPARE(device.error().reason, Error::Reason::NotRegularFile);
    QFile full(u"/dev/full"_s);
    QVERIFY(full.open(QIODevice::WriteOnly));
    const auto descriptor = tableToDescriptor(allKinds(), Format::Csv, full.handle(), u"there"_s);
    QVERIFY(!descriptor);
    QCOMPARE(descriptor.error().reason, Error::Reason::DiskFull);
}

QTEST_GUILESS_MAIN(TestTable)
#include "tst_table.moc"
