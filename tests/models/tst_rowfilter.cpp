// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/fields.h"
#include "domain/timetext.h"
#include "models/columnwords.h"
#include "models/rowfilter.h"
#include "support/testcase.h"
#include "tasktexts.h"

#include <QRandomGenerator>

using namespace spillway;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 noon = 1'606'996'800'000; // 2020-12-03 12:00:00 UTC

QDateTime utc(qint64 milliseconds)
{
    return QDateTime::fromMSecsSinceEpoch(milliseconds, Qt::UTC);
}

/// The numbers of the partitions that pass, in the order of the answer.
QString passing(const QString &text, const TaskSnapshot &task)
{
    RowFilter filter = RowFilter::parse(text);
    filter.setTimes(utc(noon), {});
    QStringList passing;
    for (size_t i = 0; i < task->partitions.size(); ++i) {
        if (filter.matches(*task, task->partitions[i]))
            passing += QString::number(i);
    }
    return passing.join(u' ');
}

TaskSnapshot someTask()
{
    static const TaskSnapshot task = snapshotOf(R"({"partitions":[
        {"partitionId":"shardId-0000000000","state":"RUNNING","last_transfer_offset":100,"discard":0,
         "last_transfer_timestamp":1606996799000},
        {"partitionId":"shardId-0000000012","state":"ABNORMAL","last_transfer_offset":9223372036854775808,"discard":5,
         "last_transfer_timestamp":1606996500000},
        {"partitionId":"120","state":"Paused \u00e9","last_transfer_offset":"100","discard":null,
         "last_transfer_timestamp":0},
        {"partitionId":"x","status":"ACTIVE","hash_range":"[0 : 99]","last_transfer_offset":-7,
         "last_transfer_timestamp":"soon"},
        {"state":"","discard":"many \\ signs","last_transfer_timestamp":1606996980000}
    ]})");
    return task;
}

} // namespace

class tst_RowFilter : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void wordsSayWhichPartitionsPass_data();
    void wordsSayWhichPartitionsPass();
    void aValueThatMakesNoSenseIsSaidAndLeftOut_data();
    void aValueThatMakesNoSenseIsSaidAndLeftOut();
    void everyColumnHasItsWords();
    void onlyAgesDependOnTheTime();
    void theSameWordsAreTheSameFilter();
    void numbersAreComparedExactlyHoweverLong();
    void plainTextFindsWhatACarefulReaderFinds();
    void anyTextCanBeTyped();
};

void tst_RowFilter::wordsSayWhichPartitionsPass_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *text, const char *expected) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(expected);
    };
    row("", "0 1 2 3 4");
    row("   ", "0 1 2 3 4");
    row("running", "0");
    row("RUNning shard", "0");
    row("shard abnormal", "1");
    row("\"shard abnormal\"", "");
    row("\"shardid-0\"", "0 1");
    row("PAUSED \xc3\x89", "2");
    row("\"12:00\"", "");
    row("null", "2");
    row("-7", "3");
    row("nowhere:5", "");
    row("\"state:running\"", "");
    row("many \\", "4");
    row("state:run", "0");
    row("STATE:run", "0");
    row("-state:run", "1 2 3 4");
    row("state:=run", "");
    row("state:=Running", "0");
    row("state:paused", "2");
    row("state:\"paused \xc3\xa9\"", "2");
    row("state:=\"paused \xc3\xa9\"", "2");
    row("state:\"paused", "2");
    row("state:absent", "3");
    row("state:-", "3");
    row("-state:-", "0 1 2 4");
    row("state:\"absent\"", "");
    row("state:empty", "4");
    row("state:\"\"", "4");
    row("partition-status:active", "3");
    row("status:active", "3");
    row("partition:12", "1");
    row("partition:012", "1");
    row("partition:>=12", "1 2");
    row("partition:<12", "0");
    row("partition:shard", "0 1");
    row("partition:=shardId-0000000012", "1");
    row("partitionId:x", "3");
    row("partition_id:absent", "4");
    row("discard:0", "0");
    row("discard:>0", "1");
    row("discarded:>0", "1");
    row("discard:null", "2");
    row("discard:absent", "3");
    row("-discard:>0", "0 2 3 4");
    row("discard:\"many\"", "4");
    row("offset:100", "0 2");
    row("offset:+0100", "0 2");
    row("offset:<=100", "0 2 3");
    row("offset:<\xe2\x88\x92"
        "7",
        "0 1 2 3 4");
    row("offset:\xe2\x89\xa4-7", "3");
    row("offset:>9223372036854775807", "1");
    row("offset:>=9223372036854775808 state:ab", "1");
    row("last_transfer_offset:>100 state:ab", "1");
    row("last-dump:>5m", "");
    row("last-dump:>=5m", "1");
    row("last-dump:>4m59s", "1");
    row("last-dump:<5m", "0 4");
    row("last-dump:<1s", "4");
    row("last-dump:<=1000ms", "0 4");
    row("last-dump:<1h30min", "0 1 4");
    row("last-dump:never", "2");
    row("last-dump:16069968", "");
    row("last-dump:1606996799000", "0");
    row("last-dump:\"soon\"", "3");
    row("hash-range:\"[0 : 99]\"", "3");
    row("hash_range:99 offset:<0", "3");
    row("state:run state:abn", "");
    row("state\xef\xbc\x9arun", "0");
}

void tst_RowFilter::wordsSayWhichPartitionsPass()
{
    QFETCH(const QString, text);
    QFETCH(const QString, expected);
    QCOMPARE(passing(text, someTask()), expected);
}

void tst_RowFilter::aValueThatMakesNoSenseIsSaidAndLeftOut_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("value");
    const auto row = [](const char *text, int column, const char *value) {
        QTest::newRow(text) << QString::fromUtf8(text) << column << QString::fromUtf8(value);
    };
    row("state:", StateColumn, "");
    row("state: running", StateColumn, "");
    row("state:>run", StateColumn, ">run");
    row("discard:many", DiscardColumn, "many");
    row("discard:>", DiscardColumn, ">");
    row("discard:1.5", DiscardColumn, "1.5");
    row("discard:1e3", DiscardColumn, "1e3");
    row("discard:!=1", DiscardColumn, "!=1");
    row("discard:>\"1\"", DiscardColumn, ">\"1\"");
    row("-offset:1,000", OffsetColumn, "1,000");
    row("last-dump:>5", LastTransferColumn, ">5");
    row("last-dump:>", LastTransferColumn, ">");
    row("last-dump:>5w", LastTransferColumn, ">5w");
    row("last-dump:>m", LastTransferColumn, ">m");
    row("last-dump:>99999999999999999999d", LastTransferColumn, ">99999999999999999999d");
    row("last-dump:>999999999999d", LastTransferColumn, ">999999999999d");
    row("last-dump:5m", LastTransferColumn, "5m");
    row("last-dump:soon", LastTransferColumn, "soon");
    row("partition:>x", PartitionIdColumn, ">x");
}

void tst_RowFilter::aValueThatMakesNoSenseIsSaidAndLeftOut()
{
    QFETCH(const QString, text);
    QFETCH(const int, column);
    QFETCH(const QString, value);
    const RowFilter filter = RowFilter::parse(text);
    QCOMPARE(filter.problems(), QList<RowFilter::Problem>({{column, value}}));
    QCOMPARE(filter.isEmpty(), text != u"state: running");
    QCOMPARE(passing(text + u" shard", someTask()), text == u"state: running" ? u"0"_s : u"0 1"_s);
}

void tst_RowFilter::everyColumnHasItsWords()
{
    for (int column = 0; column < PartitionColumnCount; ++column) {
        const FieldInfo &field = columnField(column);
        for (const char *name : {field.path, field.key, field.label}) {
            const QString word = QString::fromLatin1(name);
            QCOMPARE(columnOfWord(word), std::optional(column));
            QCOMPARE(columnOfWord(word.toUpper().replace(u'_', u'-')), std::optional(column));
        }
        QCOMPARE(columnOfWord(columnWord(column)), std::optional(column));
        QVERIFY(!columnWord(column).contains(u' '));
    }
    QCOMPARE(columnWord(LastTransferColumn), u"last-dump"_s);
    for (const char16_t *none : {u"", u"-", u"_ ", u"sta", u"states", u"partition:"})
        QCOMPARE(columnOfWord(none), std::nullopt);
}

void tst_RowFilter::onlyAgesDependOnTheTime()
{
    QVERIFY(RowFilter::parse(u"x -last-dump:>5m").dependsOnTime());
    QVERIFY(!RowFilter::parse(u"last-dump:never last-dump:>5 state:x 5m").dependsOnTime());
    QVERIFY(!RowFilter().dependsOnTime());
}

void tst_RowFilter::theSameWordsAreTheSameFilter()
{
    QVERIFY(RowFilter::parse(u"state:a  discard:007") == RowFilter::parse(u" STATE:a discarded:7 "));
    QVERIFY(RowFilter::parse(u"state:a") != RowFilter::parse(u"-state:a"));
    QVERIFY(RowFilter::parse(u"state:a") != RowFilter::parse(u"state:=a"));
}

void tst_RowFilter::numbersAreComparedExactlyHoweverLong()
{
    QRandomGenerator random(7);
    // Few digits, so that equal and neighbouring numbers are frequent; the reference compares padded decimals.
    const auto literal = [&] {
        QByteArray digits(random.bounded(1, 30), '0');
        for (char &digit : digits)
            digit = char('0' + (random.bounded(4) == 0 ? random.bounded(10) : 9));
        while (digits.size() > 1 && digits.startsWith('0'))
            digits.remove(0, 1);
        return digits == "0" || random.bounded(2) == 0 ? digits : QByteArray("-" + digits);
    };
    const auto compare = [](const QByteArray &a, const QByteArray &b) {
        const bool negativeA = a.startsWith('-');
        if (negativeA != b.startsWith('-'))
            return negativeA ? -1 : 1;
        const QByteArray x = a.mid(negativeA ? 1 : 0).rightJustified(40, '0');
        const QByteArray y = b.mid(negativeA ? 1 : 0).rightJustified(40, '0');
        return (x < y ? -1 : x > y ? 1 : 0) * (negativeA ? -1 : 1);
    };
    for (int i = 0; i < 2000; ++i) {
        const QByteArray a = literal();
        const QByteArray b = random.bounded(5) == 0 ? a : literal();
        const TaskSnapshot task = snapshotOf(R"({"partitions":[{"partitionId":"0","discard":)" + a + "}]}");
        const int order = compare(a, b);
        const auto holds = [&](const char *sign) {
            return !passing(QString::fromLatin1(sign + b).prepend(u"discard:"), task).isEmpty();
        };
        const QByteArray pair = a + ' ' + b;
        QVERIFY2(holds("") == (order == 0) && holds("=") == (order == 0), pair.constData());
        QVERIFY2(holds("<") == (order < 0) && holds("<=") == (order <= 0), pair.constData());
        QVERIFY2(holds(">") == (order > 0) && holds(">=") == (order >= 0), pair.constData());
    }
}

void tst_RowFilter::plainTextFindsWhatACarefulReaderFinds()
{
    // Letters that change their number of bytes, or become ASCII, when their case is folded.
    const QStringList letters{u"a"_s, u"K"_s, u"k"_s, u"S"_s,    u"\u017f"_s,  u"\u212a"_s, u"é"_s,
                              u"É"_s, u"ß"_s, u"1"_s, u"\\\\"_s, u"\\u0041"_s, u"中"_s,     u"\U00010400"_s};
    QRandomGenerator random(3);
    const auto word = [&](int longest) {
        QString text;
        for (int i = random.bounded(1, longest + 1); i > 0; --i)
            text += letters.at(random.bounded(letters.size()));
        return text;
    };
    for (int i = 0; i < 3000; ++i) {
        const QString json =
            u"{\"partitions\":[{\"partitionId\":\"%1\",\"state\":\"%2\",\"last_transfer_timestamp\":%3}]}"_s
                .arg(word(6), word(3))
                .arg(noon + random.bounded(100'000'000));
        const TaskSnapshot task = snapshotOf(json.toUtf8());
        const Partition &partition = task->partitions.front();
        QString needle = random.bounded(4) == 0 ? QString::number(random.bounded(300)) : word(2);
        needle.remove(u'\\');
        bool expected = false;
        for (const Value &value : {partition.id, partition.state, partition.lastTransferTimestamp})
            expected = expected || task->text(value).contains(needle, Qt::CaseInsensitive);
        expected = expected
            || timeText(utc(*task->integer(partition.lastTransferTimestamp)), {}).contains(needle, Qt::CaseInsensitive);
        QVERIFY2(passing(needle, task).isEmpty() != expected, qPrintable(json + u' ' + needle));
    }
}

void tst_RowFilter::anyTextCanBeTyped()
{
    const QStringList parts{u"state"_s,
                            u":"_s,
                            u"-"_s,
                            u"\""_s,
                            u">"_s,
                            u"="_s,
                            u" "_s,
                            u"99"_s,
                            u"5m"_s,
                            u"-"_s,
                            u"last-dump:"_s,
                            u"partition:"_s,
                            u"\\"_s,
                            u"discard:"_s,
                            QString(QChar(0)),
                            QString(QChar(0xd800)),
                            u"\u202e"_s};
    QRandomGenerator random(5);
    for (int i = 0; i < 20'000; ++i) {
        QString text;
        for (int part = random.bounded(8); part > 0; --part)
            text += parts.at(random.bounded(parts.size()));
        const RowFilter filter = RowFilter::parse(text);
        // Left out or held: nothing typed disappears.
        QVERIFY2(!filter.isEmpty() || !filter.problems().isEmpty() || text.count(u'"') >= 1 || text.trimmed().isEmpty(),
                 qPrintable(text));
        passing(text, someTask());
    }
}

QTEST_GUILESS_MAIN(tst_RowFilter)
#include "tst_rowfilter.moc"
