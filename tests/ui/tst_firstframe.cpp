// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/widgettestcase.h"
#include "ui/firstframe.h"

#include <QWidget>

using namespace spillway;

namespace {

/// A window that says when it is painted.
class Painted : public QWidget
{
public:
    int frames = 0;

protected:
    void paintEvent(QPaintEvent *) override { ++frames; }
};

} // namespace

class tst_FirstFrame : public WidgetTestCase
{
    Q_OBJECT

private Q_SLOTS:
    void whatFollowsWaitsForTheFrame();
    void aWindowThatIsNotPaintedIsNotWaitedForLong();
    void aWindowThatIsGoneCallsNobody();
};

void tst_FirstFrame::whatFollowsWaitsForTheFrame()
{
    Painted window;
    int framesThen = -1;
    int calls = 0;
    afterFirstFrame(
        window,
        [&] {
            framesThen = window.frames;
            ++calls;
        },
        std::chrono::hours(1));
    window.show();
    QCOMPARE(calls, 0);
    QTRY_COMPARE(calls, 1);
    QVERIFY(framesThen >= 1);
    window.repaint();
    QCoreApplication::processEvents();
    QCOMPARE(calls, 1);
}

void tst_FirstFrame::aWindowThatIsNotPaintedIsNotWaitedForLong()
{
    Painted window;
    int calls = 0;
    afterFirstFrame(
        window, [&] { ++calls; }, std::chrono::milliseconds(1));
    QTRY_COMPARE(calls, 1);
    QCOMPARE(window.frames, 0);
}

void tst_FirstFrame::aWindowThatIsGoneCallsNobody()
{
    auto window = std::make_unique<Painted>();
    int calls = 0;
    afterFirstFrame(
        *window, [&] { ++calls; }, std::chrono::milliseconds(1));
    window->show();
    window.reset();
    // By the time that another window's call has come, its own would have.
    Painted other;
    int otherCalls = 0;
    afterFirstFrame(
        other, [&] { ++otherCalls; }, std::chrono::milliseconds(1));
    QTRY_COMPARE(otherCalls, 1);
    QCOMPARE(calls, 0);
}

QTEST_MAIN(tst_FirstFrame)
#include "tst_firstframe.moc"
