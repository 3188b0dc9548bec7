// SPDX-License-Identifier: GPL-3.0-or-later
#include "bait.h"
#include "support/widgettestcase.h"

#include <QLabel>
#include <QToolTip>

using namespace spillway;
using namespace Qt::Literals::StringLiterals;

/// That the tests of hostile text would see a local file being opened.
class TestBait : public WidgetTestCase
{
    Q_OBJECT

private Q_SLOTS:
    void whoOpensALocalFileIsSeen();
};

void TestBait::whoOpensALocalFileIsSeen()
{
    Bait bait;
    QCOMPARE(bait.opened(), 0);
    QLabel label;
    label.setText(u"<img src=\"file://%1\">"_s.arg(bait.picture()));
    label.resize(label.sizeHint());
    QVERIFY(bait.opened() > 0);
    const int before = bait.opened();
    QToolTip::showText({}, u"<img src=\"file://%1\">"_s.arg(bait.pipe()));
    QVERIFY(bait.opened() > before);
    QToolTip::hideText();
}

QTEST_MAIN(TestBait)
#include "tst_bait.moc"
