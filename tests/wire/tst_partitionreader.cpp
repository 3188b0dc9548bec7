// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/fields.h"
#include "support/testcase.h"
#include "wire/taskdecoder.h"

using namespace spillway;
using namespace Qt::StringLiterals;

namespace {

/// What a column became, or the error of the whole.
QByteArray read(const QByteArray &key, const QByteArray &json, Value Partition::*column)
{
    const auto task = decodeTask("{\"partitions\":[{\"" + key + "\":" + json + "}]}");
    if (!task)
        return "error " + QByteArray::number(int(task.error().reason));
    const Value &value = (*task)->partitions[0].*column;
    return QByteArray::number(int(value.kind)) + ' ' + QByteArray::number(value.marks.toInt()) + ' '
        + (*task)->answer.token(value).toByteArray() + ' ' + (*task)->text(value).toUtf8();
}

/// The key as nobody writes it: it is found by another way, and so is its value.
QByteArray escaped(const char *key)
{
    return "\\u00" + QByteArray::number(int(*key), 16) + (key + 1);
}

QStringList pathsOf(const DumpTask &task)
{
    QStringList paths;
    for (const OtherField &field : task.others)
        paths += field.path;
    return paths;
}

} // namespace

/// Most cells of an answer are read in one piece; what that way may not do.
class TestPartitionReader : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void aCellIsReadTheSameHoweverItsKeyIsWritten_data();
    void aCellIsReadTheSameHoweverItsKeyIsWritten();
    void aKeyThatIsAlmostAColumnsIsNone();
    void twoNamesOfAStateThatDifferAreMarked();
    void aSecondListIsCountedFromItsBeginning();
    void aShortFirstPartitionMakesNoRoomForAnAnswerFullOfThem();
};

void TestPartitionReader::aCellIsReadTheSameHoweverItsKeyIsWritten_data()
{
    QTest::addColumn<QByteArrayList>("values");
    QByteArrayList digits, texts;
    for (int size = 1; size <= 20; ++size) {
        const QByteArray plain = QByteArray("98765432101234567890").first(size);
        digits << plain << '-' + plain << '0' + plain << plain + ".0" << plain + "e1";
        for (int at = 0; at < size; ++at) {
            // The neighbours of the digits, and what differs from one in a bit.
            for (const char odd : {'/', ':', ';', '<', '=', '>', '?', '9', '0', '@', ' ', 'p', '\x10', '\xb0', '\\'})
                digits += QByteArray(plain).replace(at, 1, QByteArray(1, odd));
        }
    }
    for (int size = 0; size <= 20; ++size) {
        const QByteArray plain(size, 'x');
        texts += '"' + plain + '"';
        for (int at = 0; at < size; ++at) {
            for (const char *odd : {"\\n", "\\\"", "\\u0041", "\\q", "\n", "[", "]", "\xdc", "\xc3\xa9", "\x7f", "|"})
                texts += '"' + QByteArray(plain).replace(at, 1, odd) + '"';
        }
    }
    QTest::newRow("numbers") << digits;
    QTest::newRow("texts") << texts;
    QTest::newRow("others") << QByteArrayList{"null", "true", "{}", "[]", "[1]", "\"", "", "x", "0", "00", "-0", "1 2"};
}

void TestPartitionReader::aCellIsReadTheSameHoweverItsKeyIsWritten()
{
    QFETCH(const QByteArrayList, values);
    for (const QByteArray &value : values) {
        for (const auto &column : partitionFields) {
            QCOMPARE(read(column.key, value, column.value), read(escaped(column.key), value, column.value));
        }
    }
}

void TestPartitionReader::aKeyThatIsAlmostAColumnsIsNone()
{
    for (const auto &column : partitionFields) {
        const QByteArray key(column.key);
        QByteArrayList almost{key + '#', key + '!', key.chopped(1), key.sliced(1)};
        for (qsizetype at = 0; at < key.size(); ++at) {
            for (const int step : {-1, 1})
                almost += QByteArray(key).replace(at, 1, QByteArray(1, char(key[at] + step)));
        }
        for (const QByteArray &other : std::as_const(almost)) {
            const auto task = decodeTask("{\"partitions\":[{\"" + other + "\":1}]}");
            QVERIFY(task);
            QVERIFY2(!((*task)->partitions[0].*column.value).isPresent(), other.constData());
            QCOMPARE((*task)->othersTotal, 1);
        }
    }
}

void TestPartitionReader::twoNamesOfAStateThatDifferAreMarked()
{
    const auto task =
        decodeTask(R"({"partitions":[{"state":"RUNNING","status":"PAUSED"},{"state":"a","status":"a"}]})");
    QVERIFY(task);
    QCOMPARE((*task)->partitions[0].state.marks, Value::Marks(Value::Conflicting));
    QVERIFY(pathsOf(**task).contains(u"partitions[0].status"_s));
    QCOMPARE((*task)->partitions[1].state.marks, Value::Marks());
    QCOMPARE((*task)->othersTotal, 1);
}

void TestPartitionReader::aSecondListIsCountedFromItsBeginning()
{
    const auto task = decodeTask(R"({"partitions":[{"x":1},{"x":2}],"partitions":[{"y":3},{"y":4}]})");
    QVERIFY(task);
    QVERIFY(pathsOf(**task).contains(u"partitions[0].y"_s));
    QVERIFY(pathsOf(**task).contains(u"partitions[1].y"_s));
}

void TestPartitionReader::aShortFirstPartitionMakesNoRoomForAnAnswerFullOfThem()
{
    const QByteArray large(200'000, 'x');
    const auto task = decodeTask("{\"partitions\":[{}],\"other\":\"" + large + "\"}");
    QVERIFY(task);
    // As many as there would be if all had 64 bytes.
    QVERIFY((*task)->partitions.capacity() <= size_t(large.size()) / 64 + 10);
}

QTEST_GUILESS_MAIN(TestPartitionReader)
#include "tst_partitionreader.moc"
