// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/verdictline.h"

#include "support/widgettestcase.h"
#include "ui/plainlabel.h"
#include "watched.h"

using namespace spillway;
using namespace Qt::Literals::StringLiterals;

namespace {

struct Bench : Watched
{
    QWidget window;
    VerdictLine line{model, &window};

    Bench() { window.show(); }
    const PlainLabel &label(const char *labelName) const
    {
        return *line.findChild<PlainLabel *>(QString::fromLatin1(labelName));
    }
    QString text(const char *labelName) const
    {
        return label(labelName).isHidden() ? QString() : inPlural(label(labelName).text());
    }
    /// Whether a sentence begins with the one and ends with the other.
    bool says(const QString &beginning, const QString &end = {}) const
    {
        const QStringList all = sentences();
        return std::any_of(all.begin(), all.end(), [&](const QString &sentence) {
            return sentence.startsWith(beginning) && sentence.endsWith(end);
        });
    }
    QStringList sentences() const { return text("verdictSummary").split(u" · "_s); }
};

Reported reported(int number, std::optional<qint64> offset = 500)
{
    Reported reported{shard(number)};
    reported.offset = offset;
    return reported;
}

Listed listed(int number, qint64 oldest = 0, qint64 next = 500)
{
    Listed listed{shard(number)};
    listed.oldest = oldest;
    listed.next = next;
    return listed;
}

} // namespace

class TestVerdictLine : public WidgetTestCase
{
    Q_OBJECT

private Q_SLOTS:
    void beforeAnythingIsKnownThereIsNoLine();
    void lossThatWasThereBeforeWeLookedIsSaidToBe();
    void lossThatWasSeenToBeginHasItsTime();
    void whatWaitsIsCountedPartitionByPartition();
    void howManyPartitionsAreAsBadIsSaid();
    void aStreamThatMayNotBeReadIsSaidAndWhy();
    void aStreamThatCouldNotBeReadIsSaidAndWhy();
    void partitionsThatOnlyOneHasAreNamedUpToFive_data();
    void partitionsThatOnlyOneHasAreNamedUpToFive();
    void namesAreTextHoweverHostile();
    void aTimeFollowsTheZone();
};

void TestVerdictLine::beforeAnythingIsKnownThereIsNoLine()
{
    Bench it;
    QVERIFY(it.line.isHidden());
    it.look();
    QVERIFY(it.model.apply(plan(nullptr, it.insight->task())));
    QVERIFY(it.line.isHidden());
    it.show();
    QVERIFY(!it.line.isHidden());
    QCOMPARE(it.text("taskVerdict"), u"Unknown"_s);
    QVERIFY(!it.text("verdictSummary").isEmpty());
    QCOMPARE(it.text("missingStream"), QString());
    QCOMPARE(it.text("unmatchedPartitions"), QString());
    // Another partition comes: until that is judged nothing is known.
    it.partitions.push_back(reported(1));
    it.listed.push_back(listed(1));
    it.poll();
    QVERIFY(it.model.apply(plan(it.model.snapshot(), it.insight->task())));
    QVERIFY(it.line.isHidden());
    it.show();
    QVERIFY(!it.line.isHidden());
}

void TestVerdictLine::lossThatWasThereBeforeWeLookedIsSaidToBe()
{
    Bench it;
    it.partitions = {reported(0, 5)};
    it.listed = {listed(0, 205, 5000)};
    it.look();
    it.show();
    QCOMPARE(it.text("taskVerdict"), u"Losing"_s);
    QCOMPARE(it.label("taskVerdict").severity(), std::optional(Severity::Bad));
    QVERIFY2(it.says(u"199 records expired before they were dumped"_s), qPrintable(it.text("verdictSummary")));
    QVERIFY2(it.says(u"since before "_s, u"08:30:00 +00:00"_s), qPrintable(it.text("verdictSummary")));
    // The next poll does not make it younger.
    it.pollAndShow();
    QVERIFY(it.says(u"since before "_s, u"08:30:00 +00:00"_s));
}

void TestVerdictLine::whatWaitsIsCountedPartitionByPartition()
{
    Bench it;
    // Of the first all has expired and nothing is kept: nothing waits there, and its 7,999 are not missing elsewhere.
    it.partitions = {reported(0, 1000), reported(1, 300), reported(2, 300)};
    it.listed = {listed(0, 9000, 9000), listed(1, 0, 500), listed(2, 401, 500)};
    it.look();
    it.show();
    QCOMPARE(it.insight->whole().lag, 400);
    QCOMPARE(it.insight->whole().expired, 7999 + 100);
    QCOMPARE(it.insight->whole().waiting, 200 + 100);
    QVERIFY2(it.says(u"≈ 300 records wait"_s), qPrintable(it.text("verdictSummary")));
}

void TestVerdictLine::lossThatWasSeenToBeginHasItsTime()
{
    Bench it;
    it.partitions = {reported(0)};
    it.listed = {listed(0)};
    it.partition().discard = 3;
    it.look();
    it.show();
    QVERIFY(!it.text("verdictSummary").contains(u"since"_s));
    it.partition().discard = 10;
    it.pollAndShow();
    QCOMPARE(it.text("taskVerdict"), u"Losing"_s);
    QVERIFY2(it.says(u"10 records discarded, 7 of them "_s), qPrintable(it.text("verdictSummary")));
    QVERIFY2(it.says(u"since "_s, u"08:30:30 +00:00"_s), qPrintable(it.text("verdictSummary")));
    // On another day the time has its date.
    it.pollAndShow(std::chrono::hours(24));
    QVERIFY2(it.says(u"since 2020-12-03 08:30:30"_s, u" +00:00"_s), qPrintable(it.text("verdictSummary")));
}

void TestVerdictLine::howManyPartitionsAreAsBadIsSaid()
{
    Bench it;
    it.partitions = {reported(0, 5), reported(1), reported(2), reported(3, 7)};
    it.listed = {listed(0, 205), listed(1), listed(2), listed(3, 205)};
    it.look();
    it.show();
    QCOMPARE(it.sentences().constFirst(), u"2 of 4 partitions"_s);
    const QString tip = it.label("taskVerdict").accessibleDescription();
    QVERIFY2(tip.contains(u"\nLosing: 2"_s), qPrintable(tip));
    QVERIFY2(tip.contains(u": 2\n"_s), qPrintable(tip)); // the other two
}

void TestVerdictLine::aStreamThatMayNotBeReadIsSaidAndWhy()
{
    Bench it;
    it.streamError = Error::Kind::Forbidden;
    it.look();
    it.show();
    QCOMPARE(it.text("missingStream"), u"Lag unknown: no permission to read the stream"_s);
    const PlainLabel &chip = it.label("missingStream");
    QVERIFY(chip.accessibleDescription().startsWith(u"Your account may not read this stream."_s));
    QVERIFY(chip.toolTip().contains(u"Your account may not read this stream."_s));
    it.streamError.reset();
    it.pollAndShow();
    QCOMPARE(it.text("missingStream"), QString());
}

void TestVerdictLine::aStreamThatCouldNotBeReadIsSaidAndWhy()
{
    Bench it;
    Observation seen = it.observation();
    seen.stream = nullptr;
    seen.streamError.emplace();
    seen.streamError->kind = Error::Kind::Server;
    seen.streamError->httpStatus = 500;
    seen.streamError->detail = u"<h1>%1 & co</h1>"_s;
    it.insight = Insight::after(nullptr, seen);
    it.show();
    QCOMPARE(it.text("missingStream"), u"Lag unknown: the stream could not be read"_s);
    const PlainLabel &chip = it.label("missingStream");
    QVERIFY2(chip.accessibleDescription().contains(u"<h1>%1 & co</h1>"_s), qPrintable(chip.accessibleDescription()));
    QVERIFY2(!chip.toolTip().contains(u"<h1>"_s) && chip.toolTip().contains(u"&lt;h1&gt;%1 &amp; co"_s),
             qPrintable(chip.toolTip()));
}

void TestVerdictLine::partitionsThatOnlyOneHasAreNamedUpToFive_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("more");
    QTest::newRow("2") << 2 << 0;
    QTest::newRow("5") << 5 << 0;
    QTest::newRow("6") << 6 << 1;
    QTest::newRow("1000") << 1000 << 995;
    QTest::newRow("more than are named") << 1500 << 1495;
}

void TestVerdictLine::partitionsThatOnlyOneHasAreNamedUpToFive()
{
    QFETCH(const int, count);
    QFETCH(const int, more);
    QStringList named;
    for (int i = 0; i < std::min(count, 5); ++i)
        named += QString::fromLatin1(shard(10 + i));
    const QString expected = named.join(u", "_s) + (more ? u" and %1 more"_s.arg(QLocale().toString(more)) : QString());
    for (const bool isLacking : {true, false}) {
        Bench it;
        it.partitions = {reported(0)};
        it.listed = {listed(0)};
        for (int i = 0; i < count; ++i) {
            if (isLacking)
                it.listed.push_back(listed(10 + i));
            else
                it.partitions.push_back(reported(10 + i));
        }
        it.look();
        it.show();
        const QString number = QLocale().toString(count);
        QCOMPARE(it.text("unmatchedPartitions"),
                 isLacking
                     ? u"The stream has %1 partitions that this dump task does not report: %2"_s.arg(number, expected)
                     : u"The stream does not list %1 partitions of this dump task: %2"_s.arg(number, expected));
    }
}

void TestVerdictLine::namesAreTextHoweverHostile()
{
    for (const QByteArray &id : hostileIds) {
        Bench it;
        it.partitions = {reported(0), reported(1)};
        it.partitions.back().id = id;
        it.listed = {listed(0), listed(1)};
        it.listed.back().id = id + " in the stream";
        it.look();
        it.show();
        const QString text = it.text("unmatchedPartitions");
        QVERIFY2(text.size() < 1500, qPrintable(text.left(2000)));
        QVERIFY2(!hasUnsafeCharacters(text), qPrintable(text));
        QVERIFY2(text.count(u'\n') == 1, id.left(20).constData()); // one line each
        QCOMPARE(it.label("unmatchedPartitions").textFormat(), Qt::PlainText);
        if (id.startsWith('<') || id.startsWith('%') || id.startsWith('&'))
            QVERIFY2(text.contains(QString::fromUtf8(id)), qPrintable(text));
        QVERIFY(!it.window.grab().isNull());
    }
}

void TestVerdictLine::aTimeFollowsTheZone()
{
    Bench it;
    it.partitions = {reported(0, 5)};
    it.listed = {listed(0, 205, 5000)};
    it.look();
    it.show();
    it.model.setDisplay({QTimeZone("Asia/Shanghai")});
    QVERIFY2(it.says(u"since before "_s, u"16:30:00 +08:00"_s), qPrintable(it.text("verdictSummary")));
}

QTEST_MAIN(TestVerdictLine)
#include "tst_verdictline.moc"
