// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/interval.h"
#include "support/testcase.h"
#include "wire/taskdecoder.h"

#include <limits>

using namespace spillway;
using namespace std::chrono_literals;

namespace {

TaskSnapshot taskWith(const QByteArray &deliverTimeInterval)
{
    const QByteArray json =
        R"({"stream_name":"s","task_name":"t","obs_destination_description":{)" + deliverTimeInterval + "}}";
    auto task = decodeTask(json);
    if (!task)
        qFatal("not a task: %s", json.constData());
    return *task;
}

} // namespace

class tst_Interval : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void matchingIsHalfOfTheDumpIntervalWithinBounds_data()
    {
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<std::chrono::milliseconds>("expected");
        const auto row = [](const char *name, qint64 seconds, std::chrono::milliseconds expected) {
            QTest::newRow(name) << seconds << expected;
        };
        row("the least documented", 30, 15s);
        row("odd", 61, 30'500ms);
        row("usual", 60, 30s);
        row("very short", 1, 10s);
        row("20 s", 20, 10s);
        row("239 s", 239, 119'500ms);
        row("240 s", 240, 120s);
        row("the most documented", 900, 120s);
        row("hostile", std::numeric_limits<qint64>::max(), 120s);
        row("zero", 0, 30s);
        row("negative", std::numeric_limits<qint64>::min(), 30s);
    }
    void matchingIsHalfOfTheDumpIntervalWithinBounds()
    {
        QFETCH(const qint64, seconds);
        QFETCH(const std::chrono::milliseconds, expected);
        QCOMPARE(matchedLength(seconds), expected);
    }

    void whatTheAnswerDoesNotSayIsThirtySeconds()
    {
        const RefreshInterval match = RefreshInterval::matchTask();
        QCOMPARE(match.lengthFor(nullptr), 30s);
        for (const char *odd :
             {"", R"("deliver_time_interval":null)", R"("deliver_time_interval":{})", R"("deliver_time_interval":90.5)",
              R"("deliver_time_interval":0)", R"("deliver_time_interval":99999999999999999999)"})
            QCOMPARE(match.lengthFor(taskWith(odd).get()), 30s);
        QCOMPARE(match.lengthFor(taskWith(R"("deliver_time_interval":90)").get()), 45s);
        QCOMPARE(match.lengthFor(taskWith(R"("deliver_time_interval":"90")").get()), 45s);
    }

    void aFixedIntervalIsTheSameForEveryTask()
    {
        QCOMPARE(
            RefreshInterval(std::chrono::milliseconds(5s)).lengthFor(taskWith(R"("deliver_time_interval":90)").get()),
            5s);
        QCOMPARE(RefreshInterval().lengthFor(taskWith(R"("deliver_time_interval":90)").get()), std::nullopt);
        QVERIFY(RefreshInterval(std::chrono::milliseconds(0ms)).isOff());
        QVERIFY(RefreshInterval(std::chrono::milliseconds(-5ms)).isOff());
        QVERIFY(RefreshInterval::matchTask() != RefreshInterval(std::chrono::milliseconds(30s)));
        QVERIFY(RefreshInterval::matchTask().matchesTask());
    }
};

QTEST_GUILESS_MAIN(tst_Interval)
#include "tst_interval.moc"
