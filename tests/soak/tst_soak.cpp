// SPDX-License-Identifier: GPL-3.0-or-later
// A day of a window that polls every ten seconds, in seconds; with SPILLWAY_SOAK_POLLS=1000000 four months of it. Under
// a sanitizer, which is slow and counts what is allocated to the byte, a quarter of a day.
#include "soak/gauges.h"
#include "soak/soakwindow.h"
#include "support/widgettestcase.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>

using namespace spillway;

namespace {

constexpr int aDay = 24 * 360;

/// So many polls until everything that may grow to a limit has reached it: the discards of 64 other tasks, with 64
/// polls of each, and what the allocator keeps. Measured: from 80'000 polls on what is allocated stays. A day is too
/// short for that, and has half of itself.
constexpr int warmUp = 100'000;

constexpr qint64 mostGrowth = 1024 * 1024; // bytes

qint64 wantedPolls()
{
    bool isNumber = false;
    const int polls = qEnvironmentVariableIntValue("SPILLWAY_SOAK_POLLS", &isNumber);
    if (isNumber)
        return polls;
    return isMemoryPlain() ? aDay : aDay / 4;
}

} // namespace

class TestSoak : public WidgetTestCase
{
    Q_OBJECT

private Q_SLOTS:
    void answersThatGrewLeaveNothingBehind_data();
    void answersThatGrewLeaveNothingBehind();
    void nothingGrowsHoweverLongTheWindowPolls();

private:
    bool pollUntil(SoakWindow &window, qint64 polls);

    QElapsedTimer m_time;
    QFile m_table;
};

/// With a line of the table every so often, if one is wanted.
bool TestSoak::pollUntil(SoakWindow &window, qint64 polls)
{
    constexpr int every = 10'000;
    qint64 nextLine = (window.polls() / every + 1) * every;
    while (window.polls() < polls) {
        if (!window.poll())
            return false;
        if (window.polls() < nextLine || !m_table.isOpen())
            continue;
        nextLine += every;
        if (!window.calmDown())
            return false;
        m_table.write(QByteArray::number(window.polls()) + ',' + QByteArray::number(m_time.elapsed() / 1000) + ','
                      + Gauges::now().csv() + '\n');
        m_table.flush();
    }
    return true;
}

void TestSoak::answersThatGrewLeaveNothingBehind_data()
{
    QTest::addColumn<int>("polls");
    QTest::newRow("F111 an answer that grows with each poll") << 200;
}

void TestSoak::answersThatGrewLeaveNothingBehind()
{
    QFETCH(int, polls);
    constexpr int more = 5; // partitions with each poll
    SoakWindow window;
    QVERIFY(window.growAndCalmDown(polls / 10, more));
    const Gauges before = Gauges::now();
    const int kept = window.pollsKept();
    QVERIFY(window.growAndCalmDown(polls, more));
    const Gauges after = Gauges::now();
    qInfo("small: %s", before.text().constData());
    qInfo("then: %s", after.text().constData());
    QCOMPARE(window.pollsKept(), kept);
    QVERIFY2(after.heap - before.heap <= mostGrowth, QByteArray::number(after.heap - before.heap).constData());
}

void TestSoak::nothingGrowsHoweverLongTheWindowPolls()
{
    m_time.start();
    m_table.setFileName(qEnvironmentVariable("SPILLWAY_SOAK_TABLE"));
    if (!m_table.fileName().isEmpty()) {
        QVERIFY2(m_table.open(QIODevice::WriteOnly), qPrintable(m_table.errorString()));
        m_table.write("polls,seconds," + Gauges::csvHeading() + '\n');
    }
    SoakWindow window;
    QVERIFY(pollUntil(window, std::min<qint64>(warmUp, wantedPolls() / 2)));
    QVERIFY(window.calmDown());
    const Gauges before = Gauges::now();
    const ObjectClasses classes = objectClasses();
    const int kept = window.pollsKept();
    QVERIFY(pollUntil(window, wantedPolls()));
    QVERIFY(window.calmDown());
    const Gauges after = Gauges::now();

    qInfo("after %lld polls, %lld of which failed, in %lld s", window.polls(), window.failures(),
          m_time.elapsed() / 1000);
    qInfo("warm: %s", before.text().constData());
    qInfo("then: %s", after.text().constData());
    QCOMPARE(after.descriptors, before.descriptors);
    QCOMPARE(after.threads, before.threads);
    QCOMPARE(whatChanged(classes, objectClasses()), QByteArray());
    QCOMPARE(window.pollsKept(), kept);
    QVERIFY(window.failures() > 0);
    const qint64 growth = isMemoryPlain() ? after.resident - before.resident : after.heap - before.heap;
    QVERIFY2(growth <= mostGrowth, QByteArray::number(growth).constData());
}

int main(int argc, char **argv)
{
    countObjects();
    QApplication application(argc, argv);
    TestSoak test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_soak.moc"
