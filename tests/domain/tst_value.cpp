// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/dumptask.h"
#include "domain/exacttext.h"
#include "domain/fields.h"
#include "domain/secret.h"
#include "support/testcase.h"

#include <QSet>

using namespace spillway;
using namespace Qt::StringLiterals;

class tst_Value : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void escapesAreReadAsJsonSaysTheyAre();
    void aByteOrderMarkWithinAnAnswerIsACharacterOfIt();
    void hugeIntegersAreOrderedByValue_data();
    void hugeIntegersAreOrderedByValue();
    void onlyJsonIntegersAreIntegerLiterals();
    void whatCannotBeSeenIsShownAsASign_data();
    void whatCannotBeSeenIsShownAsASign();
    void aPartitionIdEndsInItsNumber();
    void partitionsAreOrderedByNumberThenIdThenOccurrence();
    void theThreeVocabulariesAreNotMixed();
    void onlyMillisecondsOfThisCalendarAreTimes();
    void everyFieldIsNamedOnce();
    void aSecretIsWipedWhenItMovesOn();
};

void tst_Value::escapesAreReadAsJsonSaysTheyAre()
{
    QCOMPARE(unescaped(R"(a\"\\\/\b\f\n\r\tz)"), u"a\"\\/\b\f\n\r\tz"_s);
    QCOMPARE(unescaped(R"(\u0041\ud83d\ude00)"), u"A😀"_s);
    bool lone = false;
    QCOMPARE(unescaped(R"(\ude00\ud83dx\ud83d)", &lone), u"\ufffd\ufffdx\ufffd"_s);
    QVERIFY(lone);
    for (const char *bad : {"\\", "\\x41", "\\u12", "\\u12g4", "\\u+123", "\\ud83", "\\N"})
        QVERIFY2(!unescaped(bad), bad);
}

void tst_Value::aByteOrderMarkWithinAnAnswerIsACharacterOfIt()
{
    const auto text = [](const QByteArray &json) {
        Value value;
        value.kind = Value::Kind::Text;
        value.size = quint32(json.size());
        return Answer(json).text(value);
    };
    QCOMPARE(text("\"\xef\xbb\xbf\xef\xbb\xbfname\""), u"\ufeff\ufeffname"_s);
    QCOMPARE(text("\"a\\n\xef\xbb\xbf"
                  "b\""),
             u"a\n\ufeffb"_s);
    QCOMPARE(text("\"\xef\xbb\xbf\""), u"\ufeff"_s);
    QCOMPARE(exactText("a\xef\xbb\xbf"), u"a\ufeff"_s);
    QVERIFY(exactText({}).isEmpty());
}

void tst_Value::hugeIntegersAreOrderedByValue_data()
{
    QTest::addColumn<QByteArray>("small");
    QTest::addColumn<QByteArray>("large");
    QTest::newRow("by digits") << QByteArray("9223372036854775807") << QByteArray("9223372036854775808");
    QTest::newRow("by length") << QByteArray("99") << QByteArray("100");
    QTest::newRow("negative by length") << QByteArray("-100") << QByteArray("-99");
    QTest::newRow("negative by digits") << QByteArray("-9223372036854775809") << QByteArray("-9223372036854775808");
    QTest::newRow("around zero") << QByteArray("-1") << QByteArray("0");
    QTest::newRow("zero and one") << QByteArray("-0") << QByteArray("1");
}

void tst_Value::hugeIntegersAreOrderedByValue()
{
    QFETCH(const QByteArray, small);
    QFETCH(const QByteArray, large);
    QVERIFY(compareIntegerLiterals(small, large) < 0);
    QVERIFY(compareIntegerLiterals(large, small) > 0);
    QCOMPARE(compareIntegerLiterals(large, large), 0);
    QCOMPARE(compareIntegerLiterals("0", "-0"), 0);
}

void tst_Value::onlyJsonIntegersAreIntegerLiterals()
{
    for (const char *good : {"0", "-0", "7", "-12", "18446744073709551616"})
        QVERIFY2(isIntegerLiteral(good), good);
    for (const char *bad : {"", "-", "+1", "01", "1.0", "1e3", " 1", "1 ", "0x1", "١"})
        QVERIFY2(!isIntegerLiteral(bad), bad);
}

void tst_Value::whatCannotBeSeenIsShownAsASign_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");
    QTest::newRow("plain") << u"a-Z 9"_s << u"a-Z 9"_s;
    QTest::newRow("controls") << u"\0\x1b\n\r\t\x7f"_s << u"⟨NUL⟩⟨ESC⟩⏎⟨CR⟩⇥⟨DEL⟩"_s;
    QTest::newRow("C1") << QString(QChar(0x85)) << u"⟨U+0085⟩"_s;
    QTest::newRow("bidi") << u"a\u202eb\u2066c"_s << u"a⟨U+202E⟩b⟨U+2066⟩c"_s;
    QTest::newRow("zero width, no-break") << u"\u200b\ufeff\u00a0"_s << u"⟨U+200B⟩⟨U+FEFF⟩⟨U+00A0⟩"_s;
    QTest::newRow("Chinese and emoji stay") << u"转储😀"_s << u"转储😀"_s;
    QTest::newRow("tag characters") << QString::fromUcs4(U"\U000e0041") << u"⟨U+E0041⟩"_s;
    QTest::newRow("markup is only text") << u"<b>&amp;%1</b>"_s << u"<b>&amp;%1</b>"_s;
    QTest::newRow("F122 halves of characters")
        << QString(u"a"_s + QChar(0xd83d) + u'b' + QChar(0xde00)) << u"a\ufffdb\ufffd"_s;
}

void tst_Value::whatCannotBeSeenIsShownAsASign()
{
    QFETCH(const QString, text);
    QFETCH(const QString, shown);
    QCOMPARE(visibleText(text), shown);
    QCOMPARE(visibleText(QString(2000, u'x')).size(), 1025);
    QCOMPARE(visibleText(u"😀😀😀"_s, 2), u"😀😀…"_s);
}

void tst_Value::aPartitionIdEndsInItsNumber()
{
    QCOMPARE(partitionNumber("shardId-0000000010"), 10U);
    QCOMPARE(partitionNumber("10"), 10U);
    QCOMPARE(partitionNumber("shardId-"), std::nullopt);
    QCOMPARE(partitionNumber(""), std::nullopt);
    QCOMPARE(partitionNumber("1a"), std::nullopt);
    QCOMPARE(partitionNumber("p18446744073709551615"), UINT64_MAX);
    QCOMPARE(partitionNumber("p18446744073709551616"), std::nullopt);
}

void tst_Value::partitionsAreOrderedByNumberThenIdThenOccurrence()
{
    const QByteArray bytes = R"("b-2""a-10""a-2""none")";
    const Answer answer(bytes);
    const auto partition = [&](const QByteArray &id, quint32 occurrence = 0) {
        Partition result;
        result.id.kind = Value::Kind::Text;
        result.id.offset = quint32(bytes.indexOf(id));
        result.id.size = quint32(id.size());
        result.occurrence = occurrence;
        return result;
    };
    const std::vector<Partition> sorted{partition(R"("a-2")"), partition(R"("a-2")", 1), partition(R"("b-2")"),
                                        partition(R"("a-10")"), partition(R"("none")")};
    for (size_t i = 0; i < sorted.size(); ++i) {
        for (size_t j = 0; j < sorted.size(); ++j)
            QCOMPARE(partitionLess(answer, sorted[i], answer, sorted[j]), i < j);
    }
}

void tst_Value::theThreeVocabulariesAreNotMixed()
{
    const auto state = [](const QByteArray &json) {
        DumpTask task;
        task.answer = Answer(json);
        task.state.size = quint32(json.size());
        task.state.kind = json.startsWith('"') ? Value::Kind::Text : Value::Kind::Integer;
        return task.taskState();
    };
    QCOMPARE(state("\"RUNNING\""), DumpTask::State::Running);
    QCOMPARE(state("\"DELETE\""), DumpTask::State::Delete);
    QCOMPARE(state("\"DELETED\""), DumpTask::State::Unknown);
    QCOMPARE(state("\"running\""), DumpTask::State::Unknown);
    QCOMPARE(state("5"), DumpTask::State::Unknown);
    QCOMPARE(DumpTask().taskState(), DumpTask::State::Absent);
}

void tst_Value::onlyMillisecondsOfThisCalendarAreTimes()
{
    QCOMPARE(calendarTime(0), std::nullopt);
    QCOMPARE(calendarTime(-1), std::nullopt);
    QCOMPARE(calendarTime(std::nullopt), std::nullopt);
    QCOMPARE(calendarTime(lastCalendarMillisecond + 1), std::nullopt);
    QCOMPARE(calendarTime(lastCalendarMillisecond)->toString(Qt::ISODateWithMs), u"9999-12-31T23:59:59.999Z"_s);
    QCOMPARE(calendarTime(1)->toString(Qt::ISODateWithMs), u"1970-01-01T00:00:00.001Z"_s);
}

void tst_Value::everyFieldIsNamedOnce()
{
    QSet<QByteArray> paths;
    const auto add = [&](const auto &table) {
        for (const auto &field : table) {
            QVERIFY2(!paths.contains(field.path), field.path);
            paths += field.path;
            QVERIFY(*field.label != '\0');
        }
    };
    add(taskFields);
    add(destinationFields);
    add(processingFields);
    paths.clear();
    add(partitionFields);
}

void tst_Value::aSecretIsWipedWhenItMovesOn()
{
    Secret first("canary");
    QCOMPARE(first.reveal(), QByteArrayView("canary"));
    Secret second = std::move(first);
    QVERIFY(first.isEmpty()); // NOLINT: that it is empty is the point
    QCOMPARE(second.reveal(), QByteArrayView("canary"));
    second = Secret();
    QVERIFY(second.isEmpty());
    static_assert(!std::is_copy_constructible_v<Secret>);
}

QTEST_GUILESS_MAIN(tst_Value)
#include "tst_value.moc"
