// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testcase.h"
#include "wire/jsonscan.h"
#include "wire/taskdecoder.h"

#include <QRegularExpression>

using namespace spillway;
using namespace Qt::StringLiterals;

/// Where the decoder counts: brackets, leaves, repeated blocks, the bytes of a cell.
class TestDecoderBounds : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void nestingIsCountedFromTheBeginningAtEveryPlace_data();
    void nestingIsCountedFromTheBeginningAtEveryPlace();
    void nestingIsCountedFromTheBeginningInPartitionsThatAreNoList();
    void aBrokenValueIsAnErrorAtEveryPlace_data();
    void aBrokenValueIsAnErrorAtEveryPlace();
    void blocksThatAreNoObjectsAreShownAsTheyCame();
    void theLeavesOfAnotherDestinationAreItsFields();
    void theLeavesOfAnotherDestinationMayBeAsDeepAsAnythingElse();
    void theLeavesOfAnotherDestinationAreCountedBeyondTheLimit();
    void whatARepeatedBlockReplacesIsNotCounted();
    void whatARepeatedBlockReplacesIsNotCountedBeyondTheLimit_data();
    void whatARepeatedBlockReplacesIsNotCountedBeyondTheLimit();
    void whatARepeatedBlockReplacesIsNotShown();
    void anEscapeIsFoundWhereverItStandsInACell();
    void digitsAreDigitsWhereverTheyStandInACell();
    void aMisspeltKeyThatSaysSomethingElseIsListed();
    void aCellOfTheWrongTypeIsMarked();
    void aKeyIsQuotedInItsPathUnlessItIsAWord();
    void partitionsComeInTheOrderOfTheirNumbers();
    void onlyEqualIdsAreTheSamePartition();
};

namespace {

constexpr auto obs = "obs_destination_description";
constexpr auto schema = "obs_destination_description.processing_schema";

TaskSnapshot decoded(const QByteArray &json)
{
    const auto result = decodeTask(json);
    return result ? *result : TaskSnapshot();
}

QStringList pathsOf(const DumpTask &task)
{
    QStringList paths;
    for (const OtherField &field : task.others)
        paths += field.path;
    return paths;
}

/// Answers with a hole (a @) at every kind of place that the decoder reads in its own way.
void addPlaces()
{
    QTest::addColumn<QByteArray>("around");
    const auto row = [](const char *name, const char *around) {
        QTest::newRow(name) << QByteArray(R"({"task_name":"t",)") + around + '}';
    };
    row("a documented field", R"("state":@)");
    row("an unknown field", R"("x":@)");
    row("OBS, no object", R"("obs_destination_description":@)");
    row("a field of OBS", R"("obs_destination_description":{"file_prefix":@})");
    row("an unknown field of OBS", R"("obs_destination_description":{"x":@})");
    row("a schema, no object", R"("obs_destination_description":{"processing_schema":@})");
    row("a field of the schema", R"("obs_destination_description":{"processing_schema":{"timestamp_name":@}})");
    row("an unknown field of the schema", R"("obs_destination_description":{"processing_schema":{"x":@}})");
    row("another destination, no object", R"("dli_destination_description":@)");
    row("a leaf of another destination", R"("dli_destination_description":{"x":@})");
    row("a deeper leaf of another destination", R"("dli_destination_description":{"x":{"y":@}})");
    row("partitions, no list", R"("partitions":@)");
    row("a partition, no object", R"("partitions":[@])");
    row("a column of text", R"("partitions":[{"state":@}])");
    row("a column of numbers", R"("partitions":[{"discard":@}])");
    row("a column whose key is escaped", R"("partitions":[{"st\u0061te":@}])");
    row("an unknown field of a partition", R"("partitions":[{"x":@}])");
    row("the other dialect's id", R"("partitions":[{"partition_id":@}])");
}

QByteArray filled(QByteArray around, const QByteArray &value)
{
    return around.replace('@', value);
}

} // namespace

void TestDecoderBounds::nestingIsCountedFromTheBeginningAtEveryPlace_data()
{
    addPlaces();
}

void TestDecoderBounds::nestingIsCountedFromTheBeginningAtEveryPlace()
{
    QFETCH(const QByteArray, around);
    const QByteArray before = around.first(around.indexOf('@'));
    const int left = jsonDepthLimit - int(before.count('{') + before.count('['));
    // Lists only: an object would be read where it belongs, and that is another place.
    const auto lists = [](int depth) -> QByteArray { return QByteArray(depth, '[') + QByteArray(depth, ']'); };
    const auto mixed = [](int depth) -> QByteArray {
        return '[' + QByteArray(R"({"a":)").repeated(depth - 1) + '1' + QByteArray(depth - 1, '}') + ']';
    };
    QVERIFY(decoded(filled(around, lists(left))));
    QVERIFY(decoded(filled(around, mixed(left))));
    for (const QByteArray &deeper : {lists(left + 1), mixed(left + 1)}) {
        const auto result = decodeTask(filled(around, deeper));
        QVERIFY(!result);
        QCOMPARE(result.error().reason, Error::Reason::TooDeep);
    }
}

void TestDecoderBounds::nestingIsCountedFromTheBeginningInPartitionsThatAreNoList()
{
    const auto nested = [](int depth) -> QByteArray {
        return R"({"task_name":"t","partitions":)" + QByteArray(R"({"a":)").repeated(depth) + '1'
            + QByteArray(depth, '}') + '}';
    };
    QVERIFY(decoded(nested(jsonDepthLimit - 1)));
    const auto result = decodeTask(nested(jsonDepthLimit));
    QVERIFY(!result);
    QCOMPARE(result.error().reason, Error::Reason::TooDeep);
}

void TestDecoderBounds::aBrokenValueIsAnErrorAtEveryPlace_data()
{
    addPlaces();
}

void TestDecoderBounds::aBrokenValueIsAnErrorAtEveryPlace()
{
    QFETCH(const QByteArray, around);
    for (const char *broken :
         {"tru", "01", "-", "\"\\q\"", "\"\\u12\"", "[1,tru]", "{\"a\":01}", "{\"a\" 1}", "[{\"\\q\":1}]"}) {
        const auto result = decodeTask(filled(around, broken));
        QVERIFY2(!result, broken);
        QCOMPARE(result.error().kind, Error::Kind::Malformed);
    }
}

void TestDecoderBounds::blocksThatAreNoObjectsAreShownAsTheyCame()
{
    const TaskSnapshot task = decoded(R"({"obs_destination_description":5,"dli_destination_description":"x"})");
    QVERIFY(task);
    QCOMPARE(task->obsBlock.marks, Value::Marks(Value::WrongType));
    QCOMPARE(pathsOf(*task), (QStringList{u"dli_destination_description"_s, QString::fromLatin1(obs)}));
    QVERIFY(task->otherDestinations.empty());
}

void TestDecoderBounds::theLeavesOfAnotherDestinationAreItsFields()
{
    const TaskSnapshot task =
        decoded(R"({"dli_destination_description":{"one":{"leaf":1},"none":{},"list":[{}],"none":7}})");
    QVERIFY(task);
    QCOMPARE(task->otherDestinations.size(), 1U);
    QStringList leaves;
    for (const OtherField &field : task->otherDestinations.front().fields)
        leaves += field.path + u' ' + QString::number(field.occurrence) + u' '
            + QString::fromUtf8(task->answer.token(field.value).toByteArray());
    QCOMPARE(leaves,
             (QStringList{u"dli_destination_description.list 0 [{}]"_s, u"dli_destination_description.none 0 {}"_s,
                          u"dli_destination_description.none 1 7"_s, u"dli_destination_description.one.leaf 0 1"_s}));
    QCOMPARE(task->othersTotal, 0);
}

void TestDecoderBounds::theLeavesOfAnotherDestinationMayBeAsDeepAsAnythingElse()
{
    const auto nested = [](int depth) -> QByteArray {
        return QByteArray(R"({"dli_destination_description":)") + QByteArray(R"({"a":)").repeated(depth - 1) + '1'
            + QByteArray(depth, '}');
    };
    QVERIFY(decodeTask(nested(jsonDepthLimit)));
    const auto deeper = decodeTask(nested(jsonDepthLimit + 1));
    QVERIFY(!deeper);
    QCOMPARE(deeper.error().reason, Error::Reason::TooDeep);
}

void TestDecoderBounds::theLeavesOfAnotherDestinationAreCountedBeyondTheLimit()
{
    for (const int beyond : {0, 1, 5}) {
        QByteArrayList leaves;
        for (int i = 0; i < DumpTask::otherFieldsLimit + beyond; ++i)
            leaves += "\"k" + QByteArray::number(i) + "\":1";
        const TaskSnapshot task = decoded("{\"dli_destination_description\":{" + leaves.join(',') + "}}");
        QVERIFY(task);
        QCOMPARE(task->otherDestinations.front().fields.size(), size_t(DumpTask::otherFieldsLimit));
        QCOMPARE(task->othersTotal, beyond);
    }
    // An object there is its leaves, too, and not one more.
    QByteArrayList leaves;
    for (int i = 0; i < DumpTask::otherFieldsLimit; ++i)
        leaves += "\"k" + QByteArray::number(i) + "\":1";
    const TaskSnapshot task =
        decoded("{\"dli_destination_description\":{" + leaves.join(',') + R"(,"o":{"a":1,"b":{"c":2,"none":{}}}}})");
    QVERIFY(task);
    QCOMPARE(task->othersTotal, 3);
}

void TestDecoderBounds::whatARepeatedBlockReplacesIsNotCounted()
{
    const TaskSnapshot task = decoded(R"({"obs_destination_description":{"x":1,"y z":2},)"
                                      R"("obs_destination_description":{"w":3}})");
    QVERIFY(task);
    QCOMPARE(pathsOf(*task),
             (QStringList{QString::fromLatin1(obs), QString::fromLatin1(obs), QLatin1StringView(obs) + u".w"_s}));
    QCOMPARE(task->othersTotal, 3);
}

void TestDecoderBounds::whatARepeatedBlockReplacesIsNotCountedBeyondTheLimit_data()
{
    QByteArrayList unknown;
    for (int i = 0; i < DumpTask::otherFieldsLimit + 5; ++i)
        unknown += "\"k" + QByteArray::number(i) + "\":1";
    const QByteArray many = '{' + unknown.join(',') + '}';
    const auto block = [](const QByteArray &value) -> QByteArray { return "\"obs_destination_description\":" + value; };
    const auto schemaIn = [](const QByteArray &value) -> QByteArray { return "\"processing_schema\":" + value; };

    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<qint64>("total");
    QTest::newRow("block") << '{' + block(many) + ',' + block(R"({"w":3})") + '}' << qint64(3);
    QTest::newRow("block behind a field") << R"({"u":1,)" + block(many) + ',' + block(R"({"w":3})") + '}' << qint64(4);
    QTest::newRow("schema behind a field")
        << '{' + block(R"({"v":1,)" + schemaIn(many) + ',' + schemaIn(R"({"w":3})") + '}') + '}' << qint64(4);
    QTest::newRow("block, then a number") << '{' + block(many) + ',' + block("5") + '}' << qint64(2);
    QTest::newRow("block, then a number, then a block")
        << '{' + block(many) + ',' + block("5") + ',' + block(R"({"w":3})") + '}' << qint64(4);
    QTest::newRow("schema") << '{' + block('{' + schemaIn(many) + ',' + schemaIn(R"({"w":3})") + '}') + '}'
                            << qint64(3);
    QTest::newRow("schema, then a number, then a schema")
        << '{' + block('{' + schemaIn(many) + ',' + schemaIn("5") + ',' + schemaIn(R"({"w":3})") + '}') + '}'
        << qint64(4);
    QTest::newRow("block with a schema, then one with a number and a schema") << '{' + block('{' + schemaIn(many) + '}')
            + ',' + block('{' + schemaIn("5") + ',' + schemaIn(R"({"w":3})") + '}')
            + '}' << qint64(5);
}

void TestDecoderBounds::whatARepeatedBlockReplacesIsNotCountedBeyondTheLimit()
{
    QFETCH(const QByteArray, body);
    QFETCH(const qint64, total);
    const TaskSnapshot task = decoded(body);
    QVERIFY(task);
    QCOMPARE(task->othersTotal, total);
    QCOMPARE(qint64(task->others.size()), total);
}

void TestDecoderBounds::whatARepeatedBlockReplacesIsNotShown()
{
    const TaskSnapshot schemas = decoded(
        R"({"obs_destination_description":{"processing_schema":{"timestamp_name":"a","x":1},"processing_schema":{"y":2}}})");
    QVERIFY(schemas);
    QVERIFY(!schemas->obs.timestampName.isPresent());
    QCOMPARE(
        pathsOf(*schemas),
        (QStringList{QString::fromLatin1(schema), QString::fromLatin1(schema), QLatin1StringView(schema) + u".y"_s}));
    // Nor where no block comes after it.
    const TaskSnapshot block =
        decoded(R"({"obs_destination_description":{"file_prefix":"p"},"obs_destination_description":5})");
    QVERIFY(block);
    QVERIFY(!block->obs.filePrefix.isPresent());
    const TaskSnapshot schemaToo = decoded(
        R"({"obs_destination_description":{"processing_schema":{"timestamp_name":"a"},"processing_schema":5}})");
    QVERIFY(schemaToo);
    QVERIFY(!schemaToo->obs.timestampName.isPresent());
}

void TestDecoderBounds::anEscapeIsFoundWhereverItStandsInACell()
{
    for (int before = 0; before < 26; ++before) {
        for (const int after : {0, 1, 9}) {
            const QByteArray left(before, 'a');
            const QByteArray right(after, 'b');
            const QByteArray head = R"({"partitions":[{"state":")" + left;
            const TaskSnapshot plain = decoded(head + right + "\"}]}");
            QVERIFY(plain);
            QCOMPARE(plain->text(plain->partitions[0].state), QString::fromLatin1(left + right));
            QCOMPARE(plain->partitions[0].state.marks, Value::Marks());
            const TaskSnapshot lone = decoded(head + "\\ud800" + right + "\"}]}");
            QVERIFY(lone);
            QCOMPARE(lone->partitions[0].state.marks, Value::Marks(Value::LoneSurrogate));
            QVERIFY(!decodeTask(head + "\\q" + right + "\"}]}"));
        }
    }
}

void TestDecoderBounds::digitsAreDigitsWhereverTheyStandInACell()
{
    static const QRegularExpression integer(u"\\A-?(0|[1-9][0-9]*)\\z"_s);
    const QByteArray digits("12345678909876543210123");
    for (int size = 1; size <= digits.size(); ++size) {
        for (int at = -1; at < size; ++at) {
            for (const char c : {'0', '9', '/', ':', '-', '.', 'e', '?', 'p', '@'}) {
                QByteArray token = digits.first(size);
                if (at >= 0)
                    token[at] = c;
                const auto result = decodeTask(R"({"partitions":[{"discard":)" + token + "}]}");
                const QByteArray whole = "[" + token + "]";
                QVERIFY2(bool(result) == !findJsonDefect(whole), token.constData());
                if (!result)
                    continue;
                const Value &cell = (*result)->partitions[0].discard;
                const bool isInteger = integer.match(QString::fromLatin1(token)).hasMatch();
                QVERIFY2((cell.kind == Value::Kind::Integer) == isInteger, token.constData());
                QVERIFY2(cell.marks.testFlag(Value::WrongType) != isInteger, token.constData());
                QCOMPARE((*result)->answer.token(cell).toByteArray(), token);
            }
        }
    }
}

void TestDecoderBounds::aMisspeltKeyThatSaysSomethingElseIsListed()
{
    const TaskSnapshot task = decoded(R"({"obs_destination_description":{"file_prefix":"a","file_prefix\"":"b"}})");
    QVERIFY(task);
    QCOMPARE(task->text(task->obs.filePrefix), u"a"_s);
    QCOMPARE(task->obs.filePrefix.marks, Value::Marks(Value::Conflicting));
    QCOMPARE(pathsOf(*task), QStringList{QLatin1StringView(obs) + u"['file_prefix\"']"_s});
}

void TestDecoderBounds::aCellOfTheWrongTypeIsMarked()
{
    const TaskSnapshot task = decoded(
        R"({"partitions":[{"state":5,"discard":"many","last_transfer_offset":"7","hash_range":""},{"state":0,"discard":0}]})");
    QVERIFY(task);
    QCOMPARE(task->partitions[0].state.marks, Value::Marks(Value::WrongType));
    QCOMPARE(task->partitions[0].discard.marks, Value::Marks(Value::WrongType));
    QCOMPARE(task->partitions[0].lastTransferOffset.marks, Value::Marks(Value::NumericText));
    QCOMPARE(task->partitions[0].hashRange.marks, Value::Marks());
    QCOMPARE(task->partitions[1].state.marks, Value::Marks(Value::WrongType));
    QCOMPARE(task->integer(task->partitions[1].discard), 0);
    const TaskSnapshot tooLong = decoded(R"({"partitions":[{"last_transfer_offset":"99999999999999999999"}]})");
    QVERIFY(tooLong);
    QCOMPARE(tooLong->partitions[0].lastTransferOffset.marks, Value::NumericText | Value::BeyondInt64);
}

void TestDecoderBounds::aKeyIsQuotedInItsPathUnlessItIsAWord()
{
    constexpr std::string_view plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
    for (char c = ' '; c <= '~'; ++c) {
        if (c == '"' || c == '\\')
            continue;
        const TaskSnapshot task = decoded("{\"state\":\"RUNNING\",\"" + QByteArray(1, c) + "\":1}");
        QVERIFY(task);
        const QString key{QLatin1Char(c)};
        QCOMPARE(pathsOf(*task), QStringList{plain.find(c) == std::string_view::npos ? u"['"_s + key + u"']"_s : key});
    }
}

void TestDecoderBounds::partitionsComeInTheOrderOfTheirNumbers()
{
    const auto order = [](std::initializer_list<const char *> ids) {
        QByteArrayList partitions;
        for (const char *id : ids)
            partitions += R"({"partitionId":")" + QByteArray(id) + "\"}";
        const TaskSnapshot task = decoded("{\"partitions\":[" + partitions.join(',') + "]}");
        QByteArray text;
        for (const quint32 index : task->byKey)
            text += QByteArray::number(index);
        return text;
    };
    QCOMPARE(order({"p-0", "p-1", "p-2"}), "012");
    QCOMPARE(order({"p-2", "p-1", "p-10"}), "102");
    QCOMPARE(order({"b", "a", "p-1"}), "210");
    QCOMPARE(order({"b", "a"}), "10");
    QCOMPARE(order({"p-1", "x", "p-0"}), "201");
    QCOMPARE(order({"q-1", "p-1", "p-0"}), "210");
}

void TestDecoderBounds::onlyEqualIdsAreTheSamePartition()
{
    const auto same = [](std::initializer_list<const char *> ids) {
        QByteArrayList partitions;
        for (const char *id : ids)
            partitions += R"({"partitionId":")" + QByteArray(id) + "\"}";
        const TaskSnapshot task = decoded("{\"partitions\":[" + partitions.join(',') + "]}");
        QByteArray text;
        for (const Partition &partition : task->partitions)
            text += (partition.id.marks.testFlag(Value::SameId) ? '=' : '-') + QByteArray::number(partition.occurrence);
        return text;
    };
    QCOMPARE(same({"p-1", "p-2"}), "-0-0");
    QCOMPARE(same({"p-01", "p-1"}), "-0-0");
    QCOMPARE(same({"p-1", "p-2", "p-2", "p-2"}), "-0=0=1=2");
    QCOMPARE(same({"p-2", "p-2", "p-1", "p-1"}), "=0=1=0=1");
    QCOMPARE(same({"a", "a", "b"}), "=0=1-0");
    QCOMPARE(same({"p-1", "a", "b", "b"}), "-0-0=0=1");
    QCOMPARE(same({"p-2", "p-1", "p-2"}), "=0-0=1");
}

QTEST_GUILESS_MAIN(TestDecoderBounds)
#include "tst_decoderbounds.moc"
