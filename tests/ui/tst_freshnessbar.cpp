// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/widgettestcase.h"
#include "taskwindow.h"
#include "ui/freshnessbar.h"

using namespace spillway;
using namespace Qt::Literals::StringLiterals;

namespace {

/// A window whose service has blocked it, which takes many words.
class BlockedWindow : public TaskWindow
{
public:
    BlockedWindow()
    {
        openWith(taskJson(ascending(3)));
        source->wait();
        session.refresh();
        source->fail(errorOf(Error::Kind::Blocked, 400));
        QTRY_VERIFY(labelText("next").contains(u"blocked"_s));
    }
    void widen(int width)
    {
        window.resize(width, 700);
        QCoreApplication::processEvents();
    }
    const QLabel &label(const char *name) const { return *find<QLabel>(name); }
    bool isWhole(const char *name) const { return label(name).width() >= label(name).sizeHint().width(); }
    bool isLeast(const char *name) const { return label(name).width() <= label(name).minimumSizeHint().width(); }
};

} // namespace

/// The line at the foot of the window.
class TestFreshnessBar : public WidgetTestCase
{
    Q_OBJECT

private Q_SLOTS:
    void allOfItIsShownWhereThereIsRoom();
    void whatHappensNextIsCutOnlyWhenTheOriginHasGivenItsRoom();
    void whatHappensNextHasTheRoomBackWhenItSaysLess();
};

void TestFreshnessBar::allOfItIsShownWhereThereIsRoom()
{
    BlockedWindow it;
    it.widen(1400);
    for (const char *name : {"updated", "next", "latency", "origin"})
        QTRY_VERIFY2(it.isWhole(name), name);
}

void TestFreshnessBar::whatHappensNextIsCutOnlyWhenTheOriginHasGivenItsRoom()
{
    BlockedWindow it;
    bool isOriginCut = false;
    bool isNextCut = false;
    for (int width = 1400; width >= 640; width -= 20) {
        it.widen(width);
        QCOMPARE(it.window.width(), width);
        QTRY_VERIFY(it.isWhole("updated"));
        QTRY_VERIFY2(it.isWhole("next") || it.isLeast("origin"), qPrintable(QString::number(width)));
        isOriginCut |= !it.isWhole("origin") && it.isWhole("next");
        isNextCut |= !it.isWhole("next");
    }
    QVERIFY(isOriginCut);
    QVERIFY(isNextCut);
    it.widen(1400);
    QTRY_VERIFY(it.isWhole("next") && it.isWhole("origin"));
}

void TestFreshnessBar::whatHappensNextHasTheRoomBackWhenItSaysLess()
{
    BlockedWindow it;
    it.widen(860);
    QTRY_VERIFY(it.isWhole("next"));
    QTRY_VERIFY(!it.isWhole("origin"));
    it.openWith(taskJson(ascending(3)));
    QTRY_VERIFY(it.isWhole("next") && it.isWhole("origin"));
}

QTEST_MAIN(TestFreshnessBar)
#include "tst_freshnessbar.moc"
