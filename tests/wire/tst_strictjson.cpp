// SPDX-License-Identifier: GPL-3.0-or-later
// What is JSON and a task and what is not, by both readers.
#include "support/fixtures.h"
#include "support/testcase.h"
#include "wire/jsonscan.h"
#include "wire/taskdecoder.h"

using namespace spillway;
using namespace Qt::StringLiterals;

namespace {

const QList<QByteArray> &fixtureNames()
{
    static const QList<QByteArray> names{"task-obs-documented.json", "task-dli-documented.json",
                                         "task-obs-two-partitions.json", "task-obs-table-dialect.json",
                                         "task-everything-odd.json"};
    return names;
}

} // namespace

class tst_StrictJson : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsNoTaskIsAnError_data();
    void whatIsNoTaskIsAnError();
    void strictJsonOnly_data();
    void strictJsonOnly();
    void nestingHasALimit();
    void everyPrefixOfEveryFixtureIsAnError_data();
    void everyPrefixOfEveryFixtureIsAnError();
    void anyByteChangedIsAnAnswerOrAnErrorNeverACrash();
    void theSlowScanAgreesWithTheFastOne();
};

void tst_StrictJson::whatIsNoTaskIsAnError_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<Error::Reason>("reason");
    QTest::newRow("nothing") << QByteArray() << Error::Reason::EmptyAnswer;
    QTest::newRow("blanks") << QByteArray(" \n ") << Error::Reason::EmptyAnswer;
    QTest::newRow("empty object") << QByteArray("{}") << Error::Reason::NotATask;
    QTest::newRow("unknown object") << QByteArray(R"({"hello":"world"})") << Error::Reason::NotATask;
    QTest::newRow("list") << QByteArray("[]") << Error::Reason::NotAnObject;
    QTest::newRow("text") << QByteArray("\"a\"") << Error::Reason::NotAnObject;
    QTest::newRow("null") << QByteArray("null") << Error::Reason::NotAnObject;
    QTest::newRow("number") << QByteArray("12") << Error::Reason::NotAnObject;
    QTest::newRow("html") << QByteArray("<html></html>") << Error::Reason::NotJson;
    QTest::newRow("UTF-16") << QByteArray("{\0\"\0", 4) << Error::Reason::NotJson;
}

void tst_StrictJson::whatIsNoTaskIsAnError()
{
    QFETCH(const QByteArray, json);
    QFETCH(const Error::Reason, reason);
    const auto result = decodeTask(json);
    QVERIFY(!result);
    QCOMPARE(result.error().kind, Error::Kind::Malformed);
    QCOMPARE(result.error().reason, reason);
    QVERIFY(result.error().offset.has_value());
}

void tst_StrictJson::strictJsonOnly_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<int>("offset"); // of the defect within the value
    QTest::newRow("1.") << QByteArray("1.,") << 2;
    QTest::newRow(".5") << QByteArray(".5") << 0;
    QTest::newRow("012") << QByteArray("012") << 1;
    QTest::newRow("+1") << QByteArray("+1") << 0;
    QTest::newRow("NaN") << QByteArray("NaN") << 0;
    QTest::newRow("hex") << QByteArray("0x10") << 1;
    QTest::newRow("2.e3") << QByteArray("2.e3") << 2;
    QTest::newRow("minus") << QByteArray("-") << 1;
    QTest::newRow("tru") << QByteArray("tru") << 3;
    QTest::newRow("truee") << QByteArray("truee") << 4;
    QTest::newRow("nulll inside a list") << QByteArray("[nulll]") << 5;
    QTest::newRow("single quotes") << QByteArray("'a'") << 0;
    QTest::newRow("\\x41") << QByteArray(R"("\x41")") << 1;
    QTest::newRow("\\u12") << QByteArray(R"("\u12g4")") << 1;
    QTest::newRow("tab in a string") << QByteArray("\"a\tb\"") << 2;
    QTest::newRow("NUL in a string") << QByteArray("\"a\0b\"", 5) << 2;
    QTest::newRow("bad UTF-8") << QByteArray("\"a\xff\"") << 2;
    QTest::newRow("overlong") << QByteArray("\"\xc0\xaf\"") << 1;
    QTest::newRow("CESU") << QByteArray("\"\xed\xa0\x80\"") << 1;
    QTest::newRow("trailing comma") << QByteArray("[1,]") << 3;
    QTest::newRow("missing comma") << QByteArray("[1 2]") << 3;
    QTest::newRow("comment") << QByteArray("1/**/") << 1;
    QTest::newRow("colon in a list") << QByteArray("[1:2]") << 2;
    QTest::newRow("bare key") << QByteArray("{a:1}") << 1;
    QTest::newRow("two colons") << QByteArray("{\"a\"::1}") << 5;
    QTest::newRow("wrong bracket") << QByteArray("[1}") << 2;
    QTest::newRow("bad escape in a key") << QByteArray(R"({"\q":1})") << 2;
}

void tst_StrictJson::strictJsonOnly()
{
    QFETCH(const QByteArray, value);
    QFETCH(const int, offset);
    // In a known cell, in an unknown field, in a partition, in another block.
    for (const QByteArray &before :
         {QByteArray(R"({"state":)"), QByteArray(R"({"nobody":)"), QByteArray(R"({"partitions":[{"x":)"),
          QByteArray(R"({"dli_destination_description":{"x":)")}) {
        const QByteArray after = before.contains('[') ? "}]}" : before.contains("dli") ? "}}" : "}";
        const auto result = decodeTask(before + value + after);
        QVERIFY2(!result, before.constData());
        QCOMPARE(result.error().kind, Error::Kind::Malformed);
        QCOMPARE(result.error().reason, Error::Reason::NotJson);
        QCOMPARE(result.error().offset, before.size() + offset);
    }
    const auto trailing = decodeTask(R"({"state":"a"} )" + value);
    QVERIFY(!trailing);
    QCOMPARE(trailing.error().offset, 14);
}

void tst_StrictJson::nestingHasALimit()
{
    const auto nested = [](int depth) -> QByteArray {
        return R"({"task_name":"t","x":)" + QByteArray(depth, '[') + QByteArray(depth, ']') + "}";
    };
    QVERIFY(decodeTask(nested(jsonDepthLimit - 1)));
    for (const int depth : {jsonDepthLimit, 5000, 1'000'000}) {
        const auto result = decodeTask(nested(depth));
        QVERIFY(!result);
        QCOMPARE(result.error().reason, Error::Reason::TooDeep);
    }
}

void tst_StrictJson::everyPrefixOfEveryFixtureIsAnError_data()
{
    QTest::addColumn<QByteArray>("name");
    for (const QByteArray &name : fixtureNames())
        QTest::newRow(name.constData()) << name;
}

void tst_StrictJson::everyPrefixOfEveryFixtureIsAnError()
{
    QFETCH(const QByteArray, name);
    const QByteArray whole = fixture(QString::fromLatin1(name)).trimmed();
    QVERIFY(decodeTask(whole));
    for (qsizetype size = 0; size < whole.size(); ++size) {
        const auto result = decodeTask(whole.first(size));
        QVERIFY2(!result, qPrintable(QString::number(size)));
        QCOMPARE(result.error().kind, Error::Kind::Malformed);
        QCOMPARE(result.error().reason, size == 0 ? Error::Reason::EmptyAnswer : Error::Reason::CutShort);
        QCOMPARE(result.error().offset, size);
    }
}

void tst_StrictJson::anyByteChangedIsAnAnswerOrAnErrorNeverACrash()
{
    int answers = 0;
    for (const QByteArray &name : fixtureNames()) {
        const QByteArray whole = fixture(QString::fromLatin1(name));
        for (qsizetype i = 0; i < whole.size(); ++i) {
            for (const char c : {'"', '\\', '{', '}', '[', ']', ',', ':', '0', 'n', ' ', '\0', '\xff'}) {
                QByteArray changed = whole;
                changed[i] = c;
                const auto result = decodeTask(changed);
                answers += result ? 1 : 0;
                // An envelope cannot come of it, so a refusal has its place.
                if (!result)
                    QVERIFY(result.error().offset.has_value());
                const bool isJson = result || result.error().reason == Error::Reason::NotATask;
                const auto defect = findJsonDefect(changed);
                QVERIFY2(isJson != defect.has_value(),
                         changed.mid(qMax<qsizetype>(0, i - 20), 50).prepend("around: ").constData());
            }
        }
    }
    QVERIFY(answers > 1000);
}

void tst_StrictJson::theSlowScanAgreesWithTheFastOne()
{
    QCOMPARE(findJsonDefect("{}"), std::nullopt);
    QCOMPARE(findJsonDefect(" [ ] "), std::nullopt);
    QCOMPARE(findJsonDefect("{}x"), (JsonDefect{JsonDefect::What::Syntax, 2}));
    QCOMPARE(findJsonDefect("\"\\u12"), (JsonDefect{JsonDefect::What::CutShort, 5}));
    QCOMPARE(findJsonDefect("\"\xe4\xb8"), (JsonDefect{JsonDefect::What::CutShort, 3}));
    QCOMPARE(findJsonDefect("[1"), (JsonDefect{JsonDefect::What::CutShort, 2}));
    QCOMPARE(findMemberValues(R"({"k":{"k":1},"a":[{"k":2}]})", "k").size(), 2U);
}

QTEST_GUILESS_MAIN(tst_StrictJson)
#include "tst_strictjson.moc"
