// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/timetext.h"
#include "support/testcase.h"

#include <QLocale>

using namespace spillway;
using namespace Qt::StringLiterals;

class TestTimeText : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { QLocale::setDefault(QLocale::c()); }

    void timesAreInTheChosenZoneWithTheirOffset_data()
    {
        QTest::addColumn<QTimeZone>("zone");
        QTest::addColumn<QString>("time");
        QTest::addColumn<QString>("clock");
        QTest::addColumn<QString>("offset");
        QTest::newRow("the computer's own")
            << QTimeZone() << u"2020-12-03 08:33:48 +00:00"_s << u"08:33:48 +00:00"_s << u"UTC+00:00"_s;
        QTest::newRow("UTC") << QTimeZone::utc() << u"2020-12-03 08:33:48 +00:00"_s << u"08:33:48 +00:00"_s
                             << u"UTC+00:00"_s;
        QTest::newRow("China") << QTimeZone(8 * 3600) << u"2020-12-03 16:33:48 +08:00"_s << u"16:33:48 +08:00"_s
                               << u"UTC+08:00"_s;
        QTest::newRow("half an hour west") << QTimeZone(-(3 * 3600 + 1800)) << u"2020-12-03 05:03:48 -03:30"_s
                                           << u"05:03:48 -03:30"_s << u"UTC-03:30"_s;
        QTest::newRow("less than an hour west")
            << QTimeZone(-1800) << u"2020-12-03 08:03:48 -00:30"_s << u"08:03:48 -00:30"_s << u"UTC-00:30"_s;
    }

    void timesAreInTheChosenZoneWithTheirOffset()
    {
        QFETCH(QTimeZone, zone);
        const QDateTime time = QDateTime::fromMSecsSinceEpoch(1606984428612, Qt::UTC);
        QTEST(timeText(time, {zone}), "time");
        QTEST(clockText(time, {zone}), "clock");
        QTEST(offsetText(time, {zone}), "offset");
    }

    void digitsAreGroupedWithoutAnyBeingTouched_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("shown");
        for (const QString &same : {u""_s, u"0"_s, u"-1"_s, u"999"_s, u"-999"_s, u"null"_s, u"–"_s, u"1e9"_s, u"0123"_s,
                                    u"1234.5"_s, u"shardId-0000000000"_s, u"–12345"_s, u"１２３４"_s})
            QTest::addRow("%s", qPrintable(same)) << same << same;
        QTest::newRow("thousand") << u"1000"_s << u"1,000"_s;
        QTest::newRow("six digits") << u"289897"_s << u"289,897"_s;
        QTest::newRow("negative") << u"-289897"_s << u"-289,897"_s;
        QTest::newRow("the largest offset") << u"9223372036854775807"_s << u"9,223,372,036,854,775,807"_s;
        QTest::newRow("beyond 64 bits") << u"100000000000000000001"_s << u"100,000,000,000,000,000,001"_s;
    }

    void digitsAreGroupedWithoutAnyBeingTouched()
    {
        QFETCH(QString, text);
        QTEST(groupedText(text), "shown");
    }

    void theSignBetweenGroupsIsTheLocales()
    {
        QLocale::setDefault(QLocale(QLocale::German));
        QCOMPARE(groupedText(u"1234567"_s), u"1.234.567"_s);
        QLocale::setDefault(QLocale(QLocale::French));
        QCOMPARE(groupedText(u"1234567"_s), u"1\u202f234\u202f567"_s);
    }
};

QTEST_GUILESS_MAIN(TestTimeText)
#include "tst_timetext.moc"
