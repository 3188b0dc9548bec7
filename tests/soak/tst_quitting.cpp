// SPDX-License-Identifier: GPL-3.0-or-later
// Whoever leaves does not wait, whatever is under way. With SPILLWAY_QUITS=200 as often as that.
#include "soak/gauges.h"
#include "soak/soakwindow.h"
#include "support/routedserver.h"
#include "support/widgettestcase.h"
#include "system/program.h"

#include <QApplication>
#include <QElapsedTimer>

#include <csignal>

using namespace spillway;
using namespace Qt::StringLiterals;

namespace {

/// A sanitizer or valgrind is slow, and so is who shares a computer with others.
qint64 scaled(qint64 milliseconds)
{
    return milliseconds * (isMemoryPlain() ? 1 : 4);
}

int wantedQuits()
{
    bool isNumber = false;
    const int quits = qEnvironmentVariableIntValue("SPILLWAY_QUITS", &isNumber);
    return isNumber ? quits : 10;
}

/// One that listens and both ends of one that asks.
constexpr int demoSockets = 3;

QStringList windowOn(const FaultServer &server)
{
    return {u"--endpoint"_s, server.url(),   u"--project-id"_s, u"project"_s,
            u"--stream"_s,   u"stream-00"_s, u"--task"_s,       u"task-0"_s};
}

Surroundings offscreen()
{
    return signedIn().set(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
}

} // namespace

class TestQuitting : public WidgetTestCase
{
    Q_OBJECT

private Q_SLOTS:
    void aWindowThatClosesWaitsForNoQuestion_data();
    void aWindowThatClosesWaitsForNoQuestion();
    void anotherTaskWaitsForNoQuestion_data();
    void anotherTaskWaitsForNoQuestion();
    void aProgramThatIsToldToEndEndsInOrder_data();
    void aProgramThatIsToldToEndEndsInOrder();
};

void TestQuitting::aWindowThatClosesWaitsForNoQuestion_data()
{
    QTest::addColumn<int>("times");
    QTest::newRow("F168 close with four questions in flight") << wantedQuits();
}

void TestQuitting::aWindowThatClosesWaitsForNoQuestion()
{
    QFETCH(int, times);
    qint64 longest = 0;
    for (int i = 0; i < times; ++i) {
        auto window = std::make_unique<SoakWindow>();
        QVERIFY(window->askInVain());
        QElapsedTimer time;
        time.start();
        window->close();
        window.reset();
        longest = std::max(longest, time.elapsed());
    }
    qInfo("the longest of %d: %lld ms", times, longest);
    QVERIFY2(longest <= scaled(500), QByteArray::number(longest).constData());
}

void TestQuitting::anotherTaskWaitsForNoQuestion_data()
{
    QTest::addColumn<bool>("otherClient");
    QTest::newRow("F167 another task") << false;
    QTest::newRow("F167 another connection") << true;
}

void TestQuitting::anotherTaskWaitsForNoQuestion()
{
    QFETCH(bool, otherClient);
    SoakWindow window;
    for (int i = 0; i < wantedQuits(); ++i) {
        QVERIFY(window.askInVain());
        QVERIFY(window.goElsewhere(otherClient));
        QCOMPARE(window.failures(), 0);
    }
}

void TestQuitting::aProgramThatIsToldToEndEndsInOrder_data()
{
    QTest::addColumn<int>("number");
    QTest::addColumn<bool>("demo");
    QTest::newRow("F199 SIGTERM, the service is silent") << SIGTERM << false;
    QTest::newRow("F199 SIGINT, the service is silent") << SIGINT << false;
    QTest::newRow("F199 SIGHUP, the service is silent") << SIGHUP << false;
    QTest::newRow("F199 SIGTERM, the demo") << SIGTERM << true;
}

void TestQuitting::aProgramThatIsToldToEndEndsInOrder()
{
    QFETCH(int, number);
    QFETCH(bool, demo);
    qint64 longest = 0;
    for (int i = 0; i < (wantedQuits() + 3) / 4; ++i) {
        RoutedServer server;
        server.answer("/v2/project/streams/stream-00/transfer-tasks/task-0", 200,
                      R"({"stream_name":"stream-00","task_name":"task-0","state":"RUNNING","partitions":[]})");
        server.answer("/v2/project/streams/stream-00", Script().stall());
        server.answer("/v2/project/streams", Script().stall());
        RunningProgram program(demo ? QStringList{u"--demo"_s} : windowOn(server), offscreen());
        if (demo)
            QVERIFY(QTest::qWaitFor([&program] { return program.openSockets() >= demoSockets; }, 60'000));
        else
            QTRY_VERIFY_WITH_TIMEOUT(server.requests().size() >= 3, 60'000);
        QElapsedTimer time;
        time.start();
        program.interrupt(number);
        QVERIFY(QTest::qWaitFor([&program] { return program.isOver(); }, 60'000));
        longest = std::max(longest, time.elapsed());
        QCOMPARE(program.outcome().code, 0);
    }
    qInfo("the longest: %lld ms", longest);
    QVERIFY2(longest <= scaled(1000), QByteArray::number(longest).constData());
}

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    TestQuitting test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_quitting.moc"
