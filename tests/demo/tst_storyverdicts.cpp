// SPDX-License-Identifier: GPL-3.0-or-later
// What the program says of each story, watched from the first launch on.
#include "demo/watching.h"
#include "support/testcase.h"

#include <QSet>

using namespace spillway;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 refresh = 15; // half of the usual dump interval: what "match the task" asks at
constexpr qint64 watchedFor = 180;

/// What was known after each refresh.
std::vector<InsightPointer> looksAt(const Story &story, quint32 seed = 1, qint64 distance = refresh,
                                    qint64 until = watchedFor)
{
    std::vector<InsightPointer> looks;
    for (qint64 seconds = 0; seconds <= until; seconds += distance)
        looks.push_back(watched(looks.empty() ? nullptr : looks.back(), story, seconds, seed));
    return looks;
}

/// The verdicts in their order, each once for as long as it holds.
QString toldBy(const std::vector<InsightPointer> &looks)
{
    QStringList words;
    for (const InsightPointer &look : looks) {
        const QString word = QString::fromLatin1(infoOf(look->whole().verdict).word);
        if (words.isEmpty() || words.constLast() != word)
            words.append(word);
    }
    return words.join(u' ');
}

QSet<QString> settingOfAll(const char *key)
{
    QSet<QString> values;
    for (const Story &story : stories()) {
        const QJsonObject block = taskAt(story.task, 0)["obs_destination_description"_L1].toObject();
        if (block.contains(QLatin1StringView(key)))
            values.insert(block[QLatin1StringView(key)].toString());
    }
    return values;
}

bool isWell(const Story &story)
{
    const Severity severity = infoOf(looksAt(story).back()->whole().verdict).severity;
    return severity == Severity::Good || severity == Severity::Idle;
}

} // namespace

class tst_StoryVerdicts : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void eachStoryIsToldByItsVerdicts_data()
    {
        QTest::addColumn<QByteArray>("task");
        QTest::addColumn<QString>("told");
        const std::pair<const char *, const char16_t *> all[]{
            {"orders-to-obs", u"flowing"},
            {"orders-as-csv", u"flowing"},
            {"orders-to-dli", u"flowing"},
            {"alarms-to-obs", u"idle"},
            {"telemetry-live", u"flowing behind"},
            {"payments-mirror", u"stalled"},
            {"orders-checked", u"flowing losing"},
            {"orders-replay", u"losing"},
            {"payments-audit", u"paused"},
            {"payments-ledger", u"error"},
            {"payments-to-lake", u"starting flowing"},
            {"telemetry-archive", u"stalled losing"},
            {"telemetry-lab", u"flowing reset flowing"},
            {"clicks-by-hour", u"unknown"},
            {"events-to-obs", u"unknown"},
        };
        for (const quint32 seed : {1U, 2U, 77U}) {
            for (const auto &[task, told] : all)
                QTest::addRow("%s, seed %u", task, seed) << QByteArray(task) << QString::fromUtf16(told);
        }
        QCOMPARE(std::size(all) + 1, stories().size()); // and logs-to-obs, below
    }
    void eachStoryIsToldByItsVerdicts()
    {
        QFETCH(const QByteArray, task);
        QFETCH(const QString, told);
        const QByteArray tag(QTest::currentDataTag());
        const auto seed = tag.mid(tag.lastIndexOf(' ') + 1).toUInt();
        QCOMPARE(toldBy(looksAt(storyOf(task), seed)), told);
        if (task != "telemetry-lab") // refreshed twice a minute, the verdict of a reset stays until the end
            QCOMPARE(toldBy(looksAt(storyOf(task), seed, 10)), told);
    }

    void amongHundredsOfPartitionsTheWorstIsTold()
    {
        const auto looks = looksAt(storyOf("logs-to-obs"));
        QVERIFY2(toldBy(looks).startsWith("error losing"_L1), qPrintable(toldBy(looks)));
        QCOMPARE(looks.front()->whole().partitions[size_t(Verdict::Stalled)], 1);
        QCOMPARE(looks.front()->whole().partitions[size_t(Verdict::Error)], 1);
    }

    void everyVerdictIsToldWithinTwoMinutes()
    {
        QSet<Verdict> told;
        for (const Story &story : stories()) {
            for (const InsightPointer &look : looksAt(story, 1, refresh, 120))
                told.insert(look->whole().verdict);
        }
        for (const VerdictInfo &info : verdictInfos)
            QVERIFY2(told.contains(info.verdict), info.word);
    }

    void theWorstAtFirstSightIsLosingAndLosesMoreAndMore()
    {
        for (const Story &story : stories()) {
            const bool loses = watched(nullptr, story, 0)->whole().verdict == Verdict::Losing;
            QCOMPARE(loses, QByteArrayView(story.task) == "orders-replay");
        }
        qint64 lost = 0;
        const auto looks = looksAt(storyOf("orders-replay"));
        for (const InsightPointer &look : looks) {
            const TaskInsight &whole = look->whole();
            QVERIFY(whole.expired.value_or(0) > lost);
            lost = *whole.expired;
            QVERIFY(whole.lossIsOlder);
            QCOMPARE(whole.lossSeen, simulatedStart());
            QVERIFY(whole.lastDump && whole.lastDump->secsTo(simulatedStart()) > 26 * 3600);
        }
    }

    void discardingBeginsWithinTheFirstMinute()
    {
        const auto looks = looksAt(storyOf("orders-checked"));
        const TaskInsight &whole = looks[size_t(60 / refresh)]->whole();
        QCOMPARE(whole.verdict, Verdict::Losing);
        QVERIFY(whole.discardGrowth > 0 && !whole.lossIsOlder);
        QVERIFY(whole.lossSeen > simulatedStart());
        QCOMPARE(whole.expired, 0);
    }

    void theLagOfTheSlowTaskGrowsSteadily()
    {
        qint64 before = 0;
        for (const InsightPointer &look : looksAt(storyOf("telemetry-live"), 1, 30)) {
            QVERIFY(look->whole().lag.value_or(0) > before);
            before = *look->whole().lag;
            QCOMPARE(look->whole().expired, 0);
        }
    }

    void nothingIsLostYetOfWhatIsPausedOrStalled_data()
    {
        QTest::addColumn<QByteArray>("task");
        for (const char *task : {"payments-audit", "payments-mirror"})
            QTest::newRow(task) << QByteArray(task);
    }
    void nothingIsLostYetOfWhatIsPausedOrStalled()
    {
        QFETCH(const QByteArray, task);
        const auto looks = looksAt(storyOf(task));
        const TaskInsight &whole = looks.back()->whole();
        QCOMPARE(whole.expired, 0);
        QVERIFY(whole.lag.value_or(0) > 0);
        QVERIFY(whole.remaining && *whole.remaining > std::chrono::hours(12));
    }

    void taskAndStreamDisagreeAboutPartitionsAfterTheSplit()
    {
        const auto looks = looksAt(storyOf("clicks-by-hour"));
        QCOMPARE(looks.front()->whole().lacking, QStringList());
        QCOMPARE(looks.back()->whole().lacking, QStringList{u"shardId-0000000008"_s});
        QCOMPARE(looks.back()->whole().foreign, (QStringList{u"shardId-0000000000"_s, u"shardId-0000000001"_s}));
    }

    void settingsBreakRulesOfEverySeverity()
    {
        QMap<Severity, QSet<QString>> broken;
        for (const Story &story : stories()) {
            for (const SettingNote &note : notesAt(story, 0))
                broken[note.severity].insert(note.id);
        }
        QVERIFY(broken[Severity::Bad].size() >= 5);
        QVERIFY(broken[Severity::Warning].size() >= 3);
        QVERIFY(broken[Severity::Unknown].size() >= 8);
    }

    void theWorstTaskBreaksRulesAndHealthyOnesNone()
    {
        const auto worst = notesAt(storyOf("orders-replay"), 0);
        const auto isBad = [](const SettingNote &note) { return note.severity == Severity::Bad; };
        QVERIFY(std::ranges::count_if(worst, isBad) >= 2);
        qsizetype well = 0;
        for (const Story &story : stories()) {
            if (!isWell(story))
                continue;
            ++well;
            for (const SettingNote &note : notesAt(story, 0))
                QVERIFY2(note.severity == Severity::Unknown, qPrintable(note.id));
        }
        QVERIFY(well >= 4);
    }

    void everyDocumentedDirectoryFormatIsInUse()
    {
        const QSet<QString> formats = settingOfAll("partition_format");
        for (const QString &format :
             {u""_s, u"yyyy"_s, u"yyyy/MM"_s, u"yyyy/MM/dd"_s, u"yyyy/MM/dd/HH"_s, u"yyyy/MM/dd/HH/mm"_s})
            QVERIFY2(formats.contains(format), qPrintable(format));
        QCOMPARE(settingOfAll("destination_file_type"), (QSet<QString>{u"text"_s, u"csv"_s, u"parquet"_s}));
        QVERIFY(
            taskAt("orders-checked", 0)["obs_destination_description"_L1].toObject().contains("processing_schema"_L1));
    }
};

QTEST_GUILESS_MAIN(tst_StoryVerdicts)
#include "tst_storyverdicts.moc"
