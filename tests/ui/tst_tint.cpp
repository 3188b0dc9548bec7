// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testcase.h"
#include "ui/tint.h"

using namespace spillway;

class TestTint : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void contrastIsWhatWcagSays()
    {
        QVERIFY(qAbs(contrast(Qt::black, Qt::white) - 21.0) < 0.01);
        QVERIFY(qAbs(contrast(QColor(0x77, 0x77, 0x77), Qt::white) - 4.48) < 0.01);
    }

    void everySeverityCanBeReadOnEveryPalette_data()
    {
        QTest::addColumn<QColor>("base");
        QTest::addColumn<QColor>("text");
        QTest::newRow("light") << QColor(Qt::white) << QColor(Qt::black);
        QTest::newRow("dark") << QColor(0x23, 0x26, 0x29) << QColor(0xfc, 0xfc, 0xfc);
        QTest::newRow("high contrast, black") << QColor(Qt::black) << QColor(Qt::white);
        QTest::newRow("sepia") << QColor(0xf4, 0xec, 0xd8) << QColor(0x5b, 0x46, 0x36);
        QTest::newRow("grey") << QColor(0x80, 0x80, 0x80) << QColor(Qt::black);
    }

    void everySeverityCanBeReadOnEveryPalette()
    {
        QFETCH(QColor, base);
        QFETCH(QColor, text);
        QPalette palette;
        palette.setColor(QPalette::Base, base);
        palette.setColor(QPalette::Window, base);
        palette.setColor(QPalette::Text, text);
        palette.setColor(QPalette::WindowText, text);
        for (const Severity severity : {Severity::None, Severity::Good, Severity::Busy, Severity::Idle,
                                        Severity::Warning, Severity::Bad, Severity::Unknown}) {
            const Tint colours = tint(severity, palette);
            QVERIFY2(contrast(colours.background, colours.text) >= enoughContrast,
                     qPrintable(QString::number(int(severity))));
        }
        QVERIFY(contrast(base, quietText(palette)) >= enoughContrast);
        QVERIFY(contrast(base, quietText(palette, QPalette::Base)) >= enoughContrast);
    }
};

QTEST_MAIN(TestTint)
#include "tst_tint.moc"
