// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/checkline.h"
#include "support/testcase.h"

using namespace spillway;
using namespace Qt::StringLiterals;

namespace {

Error errorOf(Error::Kind kind, const QString &subject = {})
{
    Error error;
    error.kind = kind;
    error.subject = subject;
    return error;
}

TaskReport unread(const QString &stream, const QString &task, const Error &error)
{
    return {{{stream}, {task}}, failure(error)};
}

} // namespace

class TestCheckLine : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void everyVerdictHasItsStatus_data();
    void everyVerdictHasItsStatus();
    void discardsFromBeforeAreAWarning_data();
    void discardsFromBeforeAreAWarning();
    void criticalBeatsWarningBeatsUnknownBeatsOk();
    void theStatusIsTheExitCode();
    void whatCannotBeReadIsNamedWithItsReason();
    void ofManyTroublesThreeAreNamed();
    void anErrorCannotForgeNumbers();
    void aSentenceOfOursEndsWithoutADot();
};

void TestCheckLine::everyVerdictHasItsStatus_data()
{
    QTest::addColumn<Verdict>("verdict");
    QTest::addColumn<CheckStatus>("status");
    QTest::newRow("flowing") << Verdict::Flowing << CheckStatus::Ok;
    QTest::newRow("idle") << Verdict::Idle << CheckStatus::Ok;
    QTest::newRow("starting") << Verdict::Starting << CheckStatus::Ok;
    QTest::newRow("paused") << Verdict::Paused << CheckStatus::Warning;
    QTest::newRow("unknown") << Verdict::Unknown << CheckStatus::Unknown;
    QTest::newRow("behind") << Verdict::Behind << CheckStatus::Warning;
    QTest::newRow("reset") << Verdict::Reset << CheckStatus::Warning;
    QTest::newRow("stalled") << Verdict::Stalled << CheckStatus::Critical;
    QTest::newRow("error") << Verdict::Error << CheckStatus::Critical;
    QTest::newRow("losing") << Verdict::Losing << CheckStatus::Critical;
}

void TestCheckLine::everyVerdictHasItsStatus()
{
    QFETCH(Verdict, verdict);
    QFETCH(CheckStatus, status);
    TaskInsight whole;
    whole.verdict = verdict;
    QCOMPARE(statusOf(whole), status);
    whole.discarded = 0;
    QCOMPARE(statusOf(whole), status);
}

void TestCheckLine::discardsFromBeforeAreAWarning_data()
{
    QTest::addColumn<Verdict>("verdict");
    QTest::addColumn<CheckStatus>("status");
    QTest::newRow("flowing") << Verdict::Flowing << CheckStatus::Warning;
    QTest::newRow("idle") << Verdict::Idle << CheckStatus::Warning;
    QTest::newRow("unknown") << Verdict::Unknown << CheckStatus::Warning;
    QTest::newRow("stalled") << Verdict::Stalled << CheckStatus::Critical;
}

void TestCheckLine::discardsFromBeforeAreAWarning()
{
    QFETCH(Verdict, verdict);
    QFETCH(CheckStatus, status);
    TaskInsight whole;
    whole.verdict = verdict;
    whole.discarded = 1;
    QCOMPARE(statusOf(whole), status);
}

void TestCheckLine::criticalBeatsWarningBeatsUnknownBeatsOk()
{
    using enum CheckStatus;
    const std::array worstFirst{Critical, Warning, Unknown, Ok};
    for (size_t i = 0; i < worstFirst.size(); ++i) {
        for (size_t j = 0; j < worstFirst.size(); ++j)
            QCOMPARE(worseOf(worstFirst[i], worstFirst[j]), worstFirst[std::min(i, j)]);
    }
}

void TestCheckLine::theStatusIsTheExitCode()
{
    QCOMPARE(int(CheckStatus::Ok), 0);
    QCOMPARE(int(CheckStatus::Warning), 1);
    QCOMPARE(int(CheckStatus::Critical), 2);
    QCOMPARE(int(CheckStatus::Unknown), 3);
}

void TestCheckLine::whatCannotBeReadIsNamedWithItsReason()
{
    Findings findings;
    findings.tasks = 1;
    findings.reports.push_back(unread(u"s"_s, u"t"_s, errorOf(Error::Kind::Throttled)));
    const CheckLine line = checkLine(findings);
    QCOMPARE(line.status, CheckStatus::Unknown);
    QCOMPARE(line.text, u"DIS DUMP UNKNOWN - s/t could not be read: The service asks to slow down"_s);
}

void TestCheckLine::ofManyTroublesThreeAreNamed()
{
    Findings findings;
    findings.scope = Findings::Scope::Project;
    findings.streams = 1;
    for (int i = 9; i >= 0; --i)
        findings.reports.push_back(unread(u"s"_s, QString::number(i), errorOf(Error::Kind::Forbidden)));
    findings.tasks = 12;
    const QString line = checkLine(findings).text;
    QCOMPARE(line.count(u"could not be read"_s), 3);
    QVERIFY(line.startsWith(u"DIS DUMP UNKNOWN - s/0 could not be read: "_s));
    QVERIFY(line.contains(u"s/2 could"_s));
    QVERIFY2(line.endsWith(u"; 10 of 12 dump tasks: 10 not read"_s), qPrintable(line));
}

void TestCheckLine::anErrorCannotForgeNumbers()
{
    Findings findings;
    findings.scope = Findings::Scope::Project;
    Error error = errorOf(Error::Kind::Unreachable, u"host|lag=0\n"_s);
    error.requestId = u"id|expired=0\u2028"_s;
    error.code = u"DIS\r|"_s;
    findings.endedBy = error;
    findings.unlisted.push_back({{u"a|b"_s}, error});
    const CheckLine line = checkLine(findings);
    QCOMPARE(line.status, CheckStatus::Unknown);
    // However long what is told is, the numbers behind it and the counts are not cut off.
    findings.unlisted.front().error.requestId = QString(100'000, u'x');
    findings.streams = 1;
    QVERIFY2(checkLine(findings).text.endsWith(u"dump tasks of 1 of 1 stream not listed"_s), qPrintable(line.text));
    for (const char16_t bad : {u'|', u'\n', u'\r', u'\u2028'})
        QVERIFY2(!line.text.contains(QChar(bad)), qPrintable(line.text));
}

void TestCheckLine::aSentenceOfOursEndsWithoutADot()
{
    QCOMPARE(unknownLine(u"There is no option --x | y."_s).text, u"DIS DUMP UNKNOWN - There is no option --x ¦ y"_s);
}

QTEST_GUILESS_MAIN(TestCheckLine)
#include "tst_checkline.moc"
