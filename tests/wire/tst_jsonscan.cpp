// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testcase.h"
#include "wire/jsonscan.h"

using namespace spillway;

/// Where the strict scanner sees a defect, to the byte: that is what a person is told.
class TestJsonScan : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void goodTextHasNoDefect_data();
    void goodTextHasNoDefect();
    void aDefectIsFoundAtItsByte_data();
    void aDefectIsFoundAtItsByte();
    void whatEndsTooSoonIsCutShortAtItsEnd_data();
    void whatEndsTooSoonIsCutShortAtItsEnd();
    void onlyWellFormedCharactersAreText_data();
    void onlyWellFormedCharactersAreText();
    void nothingIsAnEmptyAnswer();
    void nestingEndsAtTheLimit();
    void valuesOfAnyKindAreFoundByTheirKey();
    void aNumberIsKnownByItsLiteral();
};

void TestJsonScan::goodTextHasNoDefect_data()
{
    QTest::addColumn<QByteArray>("json");
    for (const char *json : {"0",
                             "-0",
                             "10",
                             "0.0",
                             "1.50",
                             "1e5",
                             "1E+5",
                             "1.5e-30",
                             "true",
                             "false",
                             "null",
                             "\"\"",
                             "[]",
                             "{}",
                             "[[]]",
                             " [ 1 , 2 ] ",
                             "{ \"a\" : 1 , \"b\" : { } }",
                             "\t\r\n[\t\r\n1\t\r\n,\t\r\n2\t\r\n]\t\r\n",
                             "\"a b!c\x7f\"",
                             "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e4\\uD83D\\uDE00\"",
                             "\xef\xbb\xbf[]",
                             "[1,[2,{\"a\":[3]}],4]",
                             "{\"a\":1,\"a\":2}"})
        QTest::newRow(json) << QByteArray(json);
}

void TestJsonScan::goodTextHasNoDefect()
{
    QFETCH(const QByteArray, json);
    QVERIFY(!findJsonDefect(json));
}

void TestJsonScan::aDefectIsFoundAtItsByte_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<int>("offset");
    const auto row = [](const char *json, int offset) { QTest::newRow(json) << QByteArray(json) << offset; };
    row("x", 0);
    row("trux", 3);
    row("nul1", 3);
    row("fals\"", 4);
    row("+1", 0);
    row("01", 1);
    row("-01", 2);
    row("-a", 1);
    row(".5", 0);
    row("1.x", 2);
    row("1.e5", 2);
    row("1ex", 2);
    row("1e+x", 3);
    row("1e-x", 3);
    row("1-", 1);
    row("1 2", 2);
    row("[]]", 2);
    row("{}x", 2);
    row("[1 2]", 3);
    row("[1,]", 3);
    row("[,1]", 1);
    row("[1}", 2);
    row("[}", 1);
    row("{]", 1);
    row("{\"a\":1]", 6);
    row("{a:1}", 1);
    row("{1:1}", 1);
    row("{\"a\"}", 4);
    row("{\"a\" 1}", 5);
    row("{\"a\":}", 5);
    row("{\"a\":1,}", 7);
    row("{\"a\":1 \"b\":2}", 7);
    row("{\"a\" : 1 , x", 11);
    row("{\"\\q\":1}", 2);
    row("\"a\x1f\"", 2);
    row("\"a\n\"", 2);
    row("\"\\q\"", 1);
    row("\"ab\\u12\"", 3);
    row("\"ab\\u12\"  ", 3);
    row("\"ab\\u12x4", 3);
    row("\"ab\\u12x4\"", 3);
    row("\xef\xbb\xbf[x]", 4);
    row("[tru\t]", 4);
    row("[1.\t]", 3);
    row("[-,1", 2);
    row("[1.,1", 3);
    row("[1e,1", 3);
}

void TestJsonScan::aDefectIsFoundAtItsByte()
{
    QFETCH(const QByteArray, json);
    QFETCH(const int, offset);
    const auto defect = findJsonDefect(json);
    QVERIFY(defect);
    QCOMPARE(defect->what, JsonDefect::What::Syntax);
    QCOMPARE(defect->offset, offset);
}

void TestJsonScan::whatEndsTooSoonIsCutShortAtItsEnd_data()
{
    QTest::addColumn<QByteArray>("json");
    for (const char *json : {"t",
                             "tru",
                             "nul",
                             "-",
                             "1.",
                             "1e",
                             "1e+",
                             "\"",
                             "\"a",
                             "\"\\",
                             "\"\\u",
                             "\"\\u1",
                             "\"\\u123",
                             "\"\\u1234",
                             "\"\\u12x",
                             "\"\xc2",
                             "\"\xe0",
                             "\"\xe0\xa0",
                             "\"\xf0\x90\x80",
                             "[",
                             "[ ",
                             "[1",
                             "[1 ",
                             "[1,",
                             "[1, ",
                             "[[]",
                             "{",
                             "{ ",
                             "{\"",
                             "{\"a",
                             "{\"a\"",
                             "{\"a\" ",
                             "{\"a\":",
                             "{\"a\": ",
                             "{\"a\":1",
                             "{\"a\":1 ",
                             "{\"a\":1,",
                             "{\"a\":1, "})
        QTest::newRow(json) << QByteArray(json);
}

void TestJsonScan::whatEndsTooSoonIsCutShortAtItsEnd()
{
    QFETCH(const QByteArray, json);
    const auto defect = findJsonDefect(json);
    QVERIFY(defect);
    QCOMPARE(defect->what, JsonDefect::What::CutShort);
    QCOMPARE(defect->offset, json.size());
}

void TestJsonScan::onlyWellFormedCharactersAreText_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("isGood");
    const auto row = [](const char *bytes, bool isGood) {
        QTest::newRow(QByteArray(bytes).toHex().constData()) << QByteArray(bytes) << isGood;
    };
    for (const char *good :
         {"\x7f", "\xc2\x80", "\xdf\xbf", "\xe0\xa0\x80", "\xe0\xbf\xbf", "\xe1\x80\x80", "\xec\xbf\xbf",
          "\xed\x80\x80", "\xed\x9f\xbf", "\xee\x80\x80", "\xef\xbf\xbf", "\xf0\x90\x80\x80", "\xf0\xbf\xbf\xbf",
          "\xf1\x80\x80\x80", "\xf3\xbf\xbf\xbf", "\xf4\x80\x80\x80", "\xf4\x8f\xbf\xbf"})
        row(good, true);
    for (const char *bad : {"\x80",
                            "\xbf",
                            "\xc0\x80",
                            "\xc1\xbf",
                            "\xc2\x7f",
                            "\xc2\xc0",
                            "\xc2",
                            "\xdf\xc0",
                            "\xe0\x9f\xbf",
                            "\xe0\x80\x80",
                            "\xe0\xc0\x80",
                            "\xe1\x7f\x80",
                            "\xe1\x80",
                            "\xe1\x80\x7f",
                            "\xe1\x80\xc0",
                            "\xed\xa0\x80",
                            "\xed\xbf\xbf",
                            "\xef\xbf\xc0",
                            "\xf0\x8f\xbf\xbf",
                            "\xf0\x90\x80",
                            "\xf0\xc0\x80\x80",
                            "\xf0\x90\x7f\x80",
                            "\xf0\x90\x80\xc0",
                            "\xf1\x7f\x80\x80",
                            "\xf4\x90\x80\x80",
                            "\xf5\x80\x80\x80",
                            "\xf8\x88\x80\x80\x80",
                            "\xfe",
                            "\xff"})
        row(bad, false);
}

void TestJsonScan::onlyWellFormedCharactersAreText()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const bool, isGood);
    const auto defect = findJsonDefect(QByteArray("[\"a" + bytes + "\"]"));
    QCOMPARE(!defect, isGood);
    if (defect) {
        QCOMPARE(defect->what, JsonDefect::What::Syntax);
        QCOMPARE(defect->offset, 3);
    }
}

void TestJsonScan::nothingIsAnEmptyAnswer()
{
    for (const char *nothing : {"", " ", "\r\n\t ", "\xef\xbb\xbf", "\xef\xbb\xbf "}) {
        const auto defect = findJsonDefect(nothing);
        QVERIFY(defect);
        QCOMPARE(defect->what, JsonDefect::What::Empty);
        QCOMPARE(defect->offset, qsizetype(qstrlen(nothing)));
    }
}

void TestJsonScan::nestingEndsAtTheLimit()
{
    const auto nested = [](int depth) -> QByteArray { return QByteArray(depth, '[') + QByteArray(depth, ']'); };
    QVERIFY(!findJsonDefect(nested(jsonDepthLimit)));
    const auto defect = findJsonDefect(nested(jsonDepthLimit + 1));
    QVERIFY(defect);
    QCOMPARE(defect->what, JsonDefect::What::TooDeep);
    QCOMPARE(defect->offset, jsonDepthLimit);
}

void TestJsonScan::valuesOfAnyKindAreFoundByTheirKey()
{
    const auto found = [](const QByteArray &json) {
        QByteArrayList values;
        for (const ByteSpan &span : findMemberValues(json, "k"))
            values += json.sliced(span.offset, span.size);
        return values;
    };
    for (const char *value : {"\"text\"", "true", "false", "null", "-1.5e3", "0", "[1, 2]", "[]", "{}", "{\"a\": 1}"}) {
        QCOMPARE(found(QByteArray("{\"k\" : ") + value + " , \"other\" : 1}"), QByteArrayList{value});
        QCOMPARE(found(QByteArray("[{\"a\":[1],\"k\":") + value + "}]"), QByteArrayList{value});
    }
    QCOMPARE(found(R"({"\u006b":1,"k":2,"kk":3,"a":{"k":4},"b":["k"],"c":"k"})"), (QByteArrayList{"1", "2", "4"}));
    QCOMPARE(found(R"({"k":{"k":1,"a":{"k":2}},"b":{"k":3}})"), (QByteArrayList{R"({"k":1,"a":{"k":2}})", "3"}));
    QCOMPARE(found(R"({"a":[{"k":1},2,[3]]})"), QByteArrayList{"1"});
    QCOMPARE(found(R"({"k":1,"k":"a\q"})"), QByteArrayList{"1"});
}

void TestJsonScan::aNumberIsKnownByItsLiteral()
{
    bool isInteger = false;
    for (const char *integer : {"0", "-0", "7", "-12", "99999999999999999999999"})
        QVERIFY(isJsonNumber(integer, &isInteger) && isInteger);
    for (const char *number : {"0.5", "-1.0", "1e5", "-0.0", "12E-3"})
        QVERIFY(isJsonNumber(number, &isInteger) && !isInteger);
    for (const char *none : {"", "-", "01", "1.", "+1", "true", "\"1\"", "[1]", "1x", " 1"})
        QVERIFY2(!isJsonNumber(none, &isInteger), none);
}

QTEST_GUILESS_MAIN(TestJsonScan)
#include "tst_jsonscan.moc"
