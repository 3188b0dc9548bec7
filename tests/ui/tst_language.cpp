// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/language.h"

#include "domain/counttext.h"
#include "domain/timetext.h"
#include "session/wording.h"
#include "support/testcase.h"

#include <QFileInfo>
#include <QLibraryInfo>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using namespace spillway;

namespace {

Error emptyAnswer()
{
    Error error;
    error.kind = Error::Kind::Malformed;
    error.reason = Error::Reason::EmptyAnswer;
    return error;
}

QString rows(int count)
{
    return QCoreApplication::translate("spillway::MainWindow", "Copied %1 row(s)", nullptr, pluralOf(count))
        .arg(countText(count));
}

} // namespace

class TestLanguage : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void aPersonGetsTheFirstLanguageThatThereIs_data();
    void aPersonGetsTheFirstLanguageThatThereIs();
    void textsFollowTheLanguage();
    void anUnknownLanguageStandsForTheLocales();
    void qtSpeaksTheSameLanguage();
    void countsBeyondAnIntHaveAForm();
    void aNameHasNoKey();
};

void TestLanguage::aPersonGetsTheFirstLanguageThatThereIs_data()
{
    QTest::addColumn<QStringList>("wishes");
    QTest::addColumn<QString>("language");
    QTest::newRow("mainland China") << QStringList{u"zh-CN"_s, u"zh"_s} << u"zh_CN"_s;
    QTest::newRow("Chinese") << QStringList{u"zh"_s} << u"zh_CN"_s;
    QTest::newRow("with the script") << QStringList{u"zh-Hans-CN"_s} << u"zh_CN"_s;
    QTest::newRow("Singapore") << QStringList{u"zh-SG"_s} << u"zh_CN"_s;
    QTest::newRow("traditional characters are another script") << QStringList{u"zh-TW"_s} << u"en"_s;
    QTest::newRow("Hong Kong, but simplified too") << QStringList{u"zh-HK"_s, u"zh-Hans"_s} << u"zh_CN"_s;
    QTest::newRow("English before Chinese") << QStringList{u"en-GB"_s, u"zh-CN"_s} << u"en"_s;
    QTest::newRow("German, then Chinese") << QStringList{u"de-DE"_s, u"zh-CN"_s} << u"zh_CN"_s;
    QTest::newRow("German") << QStringList{u"de-DE"_s, u"de"_s} << u"en"_s;
    QTest::newRow("nothing") << QStringList() << u"en"_s;
    QTest::newRow("nonsense") << QStringList{u"C"_s, u""_s, u"\u202e"_s} << u"en"_s;
}

void TestLanguage::aPersonGetsTheFirstLanguageThatThereIs()
{
    QFETCH(QStringList, wishes);
    QTEST(languageFor(wishes), "language");
}

void TestLanguage::textsFollowTheLanguage()
{
    applyLanguage(u"zh_CN"_s);
    QCOMPARE(sentence(emptyAnswer()), u"响应为空。"_s);
    QCOMPARE(rows(1), u"已复制1行"_s);
    QCOMPARE(rows(2), u"已复制2行"_s);
    QCOMPARE(lengthText(500s), u"8分20秒"_s);
    QCOMPARE(joinedSentences({u"一。"_s, u"二。"_s}), u"一。二。"_s);
    applyLanguage(u"en"_s);
    QCOMPARE(sentence(emptyAnswer()), u"The answer is empty."_s);
    QCOMPARE(rows(0), u"Copied 0 rows"_s);
    QCOMPARE(rows(1), u"Copied 1 row"_s);
    QCOMPARE(rows(2), u"Copied 2 rows"_s);
    QCOMPARE(lengthText(500s), u"8 min 20 s"_s);
    QCOMPARE(joinedSentences({u"One."_s, u"Two."_s}), u"One. Two."_s);
    QCOMPARE(joinedSentences({}), QString());
}

void TestLanguage::anUnknownLanguageStandsForTheLocales()
{
    for (const QString &unknown : {u""_s, u"tlh"_s, u"../../etc/passwd"_s}) {
        applyLanguage(u"zh_CN"_s);
        applyLanguage(unknown); // the tests' locale is C
        QCOMPARE(rows(1), u"Copied 1 row"_s);
    }
}

void TestLanguage::qtSpeaksTheSameLanguage()
{
    const auto cancel = [] { return QCoreApplication::translate("QPlatformTheme", "Cancel"); };
    if (!QFileInfo::exists(QLibraryInfo::path(QLibraryInfo::TranslationsPath) + u"/qtbase_zh_CN.qm"))
        QSKIP("Qt's translations are not installed (qt6-translations-l10n)");
    applyLanguage(u"zh_CN"_s);
    QCOMPARE(cancel(), u"取消"_s);
    applyLanguage(u"en"_s);
    QCOMPARE(cancel(), u"Cancel"_s);
}

void TestLanguage::countsBeyondAnIntHaveAForm()
{
    QCOMPARE(pluralOf(0), 0);
    QCOMPARE(pluralOf(1), 1);
    QCOMPARE(pluralOf(2'147'483'647), 2'147'483'647);
    QCOMPARE(pluralOf(2'147'483'648), 1'000'483'648);
    QCOMPARE(pluralOf(4'294'967'297), 1'000'967'297); // as an int it would be 1
    QLocale::setDefault(QLocale(QLocale::Chinese, QLocale::China));
    QCOMPARE(countText(std::numeric_limits<qint64>::max()), u"9,223,372,036,854,775,807"_s);
}

void TestLanguage::aNameHasNoKey()
{
    QCOMPARE(withoutKey(u"&Open Task…"_s), u"Open Task…"_s);
    QCOMPARE(withoutKey(u"打开任务(&O)…"_s), u"打开任务…"_s);
    QCOMPARE(withoutKey(u"Size (MB) && C&ount"_s), u"Size (MB) & Count"_s);
    QCOMPARE(withoutKey({}), QString());
}

QTEST_GUILESS_MAIN(TestLanguage)

#include "tst_language.moc"
