// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/widgettestcase.h"
#include "taskwindow.h"
#include "ui/freshnessbar.h"
#include "wire/taskdecoder.h"

#include <QPromise>

#include <ctime>

using namespace spillway;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 beginning = 1'700'000'000'000; // 2023-11-14 22:13:20 UTC

/// A window whose clocks the test holds, on a service with a clock of its own.
class ClockedWindow : public TaskSource
{
    QTemporaryDir m_folder; // before the window, which keeps its settings in it

public:
    ClockedWindow()
        : session(SessionTools{[this] { return wall(); }, [this] { return lived; }, [] { return 0.5; }}, Pace())
        , window((isolate(), session), project, tools())
    {
        window.resize(1100, 760);
        window.show();
    }
    ~ClockedWindow() override { session.close(); }

    QFuture<Result<TaskAnswer>> showTask(const TaskAddress &) override
    {
        QPromise<Result<TaskAnswer>> promise;
        promise.start();
        auto given = decodeTask(body).map([this](const TaskSnapshot &task) {
            return TaskAnswer{task, wall(), 12ms, {}, date};
        });
        promise.addResult(std::move(given));
        promise.finish();
        return promise.future();
    }
    QString origin() const override { return u"dis.example.com"_s; }

    QDateTime truth() const { return QDateTime::fromMSecsSinceEpoch(beginning + lived.count(), Qt::UTC); }
    QDateTime wall() const { return truth().addMSecs(wallIsAhead.count()); }

    /// Asks and waits for the answer; it has the date of the service, whose clock is off by so much.
    void poll(std::optional<milliseconds> serviceIsAhead = 0ms)
    {
        date.reset();
        if (serviceIsAhead)
            date = QDateTime::fromSecsSinceEpoch(truth().addMSecs(serviceIsAhead->count()).toSecsSinceEpoch(), Qt::UTC);
        const TaskSnapshot before = session.answer().task;
        if (before)
            session.refresh();
        else
            session.open({std::shared_ptr<void>(), this}, {{u"newstream"_s}, {u"newtask"_s}});
        QTRY_VERIFY(session.answer().task != before && !session.freshness().asking);
        QTRY_VERIFY(rows().rowCount() > 0 && rows().isSettled());
    }
    /// What the bar does once a second.
    void tick() { Q_EMIT find<FreshnessBar>("freshnessBar")->ticked(); }

    template <class Widget> Widget *find(const char *name) const
    {
        return window.findChild<Widget *>(QString::fromLatin1(name));
    }
    QString label(const char *name) const { return find<QLabel>(name)->text(); }
    const PartitionsTable &rows() const
    {
        const auto *table = find<PartitionsView>("partitionTable");
        return *qobject_cast<const PartitionsTable *>(
            qobject_cast<const QAbstractProxyModel *>(table->model())->sourceModel());
    }
    QString cell(int column, int role = Qt::DisplayRole) const
    {
        return find<PartitionsView>("partitionTable")->model()->index(0, column).data(role).toString();
    }

    milliseconds lived{0};
    milliseconds wallIsAhead{0};
    std::optional<QDateTime> date;
    QByteArray body;
    TaskSession session;
    ProjectSession project;
    MainWindow window;

private:
    void isolate()
    {
        QCoreApplication::setOrganizationName(u"spillway"_s);
        QCoreApplication::setApplicationName(u"spillway"_s);
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.path());
    }
    WindowTools tools()
    {
        WindowTools needed;
        needed.clock = [this] { return wall(); };
        return needed;
    }
};

/// A task that was dumped then, in ms since 1970.
QByteArray dumpedAt(const QByteArray &time)
{
    return R"({"stream_name":"newstream","task_name":"newtask","state":"RUNNING","create_time":1600000000000,)"
           R"("last_transfer_timestamp":)"
        + time + R"(,"partitions":[{"partitionId":"shardId-0000000000","last_transfer_timestamp":)" + time + "}]}";
}

QByteArray ago(milliseconds length)
{
    return QByteArray::number(beginning - length.count());
}

} // namespace

/// What the window says about time, on computers and services whose clocks are wrong.
class TestTimeOnScreen : public WidgetTestCase
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup()
    {
        qputenv("TZ", "UTC");
        tzset();
    }
    void oddTimesAreSaidToBeOdd_data();
    void oddTimesAreSaidToBeOdd();
    void agesOutliveAClockThatIsSet_data();
    void agesOutliveAClockThatIsSet();
    void agesGoByTheServicesClock_data();
    void agesGoByTheServicesClock();
    void aComputerThatSleptSaysSo();
    void timesFollowTheZone();
};

void TestTimeOnScreen::oddTimesAreSaidToBeOdd_data()
{
    QTest::addColumn<QByteArray>("time");
    QTest::addColumn<QString>("cell");
    QTest::addColumn<bool>("isMarked");
    const auto row = [](const char *name, const QByteArray &time, const QString &cell, bool isMarked) {
        QTest::newRow(name) << time << cell << isMarked;
    };
    row("F150 0", "0", u"never (0) \u26a0"_s, true);
    row("F150 -1", "-1", u"-1 \u26a0"_s, true);
    row("F150 beyond the year 9999", "253402300800000", u"253402300800000 \u26a0"_s, true);
    row("F150 the smallest number", "-9223372036854775808", u"-9223372036854775808 \u26a0"_s, true);
    row("F150 the largest number", "9223372036854775807", u"9223372036854775807 \u26a0"_s, true);
    row("F150 seconds", "1699999990", u"1970-01-20 16:13:19 +00:00)"_s, true);
    row("F151 a minute ahead", ago(-59s), u"2023-11-14 22:14:19 +00:00"_s, false);
    row("F151 5 minutes ahead", ago(-5min), u"in 5 min 0 s, clock? (2023-11-14 22:18:20 +00:00)"_s, false);
    row("F151 10 years ahead", ago(-24h * 3653), u"in 3653 d 0 h, clock? (2033-11-14 22:13:20 +00:00)"_s, false);
    row("F152 before the task was made", "1599999999999", u"2020-09-13 12:26:39 +00:00)"_s, true);
    row("as usual", ago(65s), u"1 min 5 s ago (2023-11-14 22:12:15 +00:00)"_s, false);
}

void TestTimeOnScreen::oddTimesAreSaidToBeOdd()
{
    QFETCH(const QByteArray, time);
    QFETCH(const QString, cell);
    QFETCH(const bool, isMarked);
    ClockedWindow it;
    it.body = dumpedAt(time);
    it.poll(std::nullopt);
    const QString shown = it.cell(LastTransferColumn);
    QVERIFY2(shown.contains(cell), qPrintable(shown));
    QCOMPARE(shown.endsWith(u'\u26a0'), isMarked);
    // Who cannot see the mark hears why.
    QVERIFY(it.cell(LastTransferColumn, Qt::AccessibleTextRole).contains(shown));
    QCOMPARE(it.cell(LastTransferColumn, Qt::ToolTipRole).contains(u"<br"), isMarked);
}

void TestTimeOnScreen::agesOutliveAClockThatIsSet_data()
{
    QTest::addColumn<qint64>("by");
    QTest::newRow("F161 30 days ahead") << qint64(30) * 86'400'000;
    QTest::newRow("F161 2 years back") << qint64(-2) * 365 * 86'400'000;
    QTest::newRow("F161 10 minutes ahead") << qint64(600'000);
    QTest::newRow("F163 into 2040") << qint64(16) * 365 * 86'400'000;
    QTest::newRow("F163 a second again") << qint64(-1'000);
}

void TestTimeOnScreen::agesOutliveAClockThatIsSet()
{
    QFETCH(const qint64, by);
    ClockedWindow it;
    it.body = dumpedAt(ago(65s));
    it.poll();
    it.lived += 10s;
    it.wallIsAhead = milliseconds(by);
    it.tick();
    QTRY_COMPARE(it.label("updated"), u"Updated 22:13:20 +00:00 (10 s ago)"_s);
    QVERIFY2(it.label("taskSummary").contains(u"(1 min 15 s ago)"), qPrintable(it.label("taskSummary")));
    QVERIFY2(it.cell(LastTransferColumn).startsWith(u"1 min 15 s ago"), qPrintable(it.cell(LastTransferColumn)));
    QVERIFY(!it.find<QLabel>("staleChip")->isVisible());
    QTRY_VERIFY(it.label("next").startsWith(u"next in 2"));
    // The next answer says how far the clock is off, and changes nothing about the ages.
    it.poll();
    QVERIFY2(it.cell(LastTransferColumn).startsWith(u"1 min 15 s ago"), qPrintable(it.cell(LastTransferColumn)));
    QCOMPARE(it.find<QLabel>("clock")->isVisible(), std::abs(by) >= 300'000);
}

void TestTimeOnScreen::agesGoByTheServicesClock_data()
{
    QTest::addColumn<qint64>("ahead");
    QTest::addColumn<QString>("said");
    QTest::newRow("F164 10 minutes ahead")
        << qint64(600) << u"this computer's clock is 10 min 0 s behind the server's"_s;
    QTest::newRow("F164 10 minutes behind")
        << qint64(-600) << u"this computer's clock is 10 min 0 s ahead of the server's"_s;
    QTest::newRow("F164 a year ahead") << qint64(31'536'000)
                                       << u"this computer's clock is 365 d 0 h behind the server's"_s;
    QTest::newRow("F164 a year behind") << qint64(-31'536'000)
                                        << u"this computer's clock is 365 d 0 h ahead of the server's"_s;
    QTest::newRow("F164 a minute ahead") << qint64(60) << QString();
}

void TestTimeOnScreen::agesGoByTheServicesClock()
{
    QFETCH(const qint64, ahead);
    QFETCH(const QString, said);
    ClockedWindow it;
    // The service tells the time of the dump by its own clock too.
    it.body = dumpedAt(QByteArray::number(beginning + ahead * 1000 - 65'000));
    it.poll(std::chrono::seconds(ahead));
    QVERIFY2(it.cell(LastTransferColumn).startsWith(u"1 min 5 s ago"), qPrintable(it.cell(LastTransferColumn)));
    QVERIFY2(it.label("taskSummary").contains(u"(1 min 5 s ago)"), qPrintable(it.label("taskSummary")));
    QTRY_COMPARE(it.label("clock"), said);
    QVERIFY(it.label("updated").contains(u"(0 s ago)"));
}

/// F162.
void TestTimeOnScreen::aComputerThatSleptSaysSo()
{
    ClockedWindow it;
    it.body = dumpedAt(ago(65s));
    it.poll();
    it.lived += 8h;
    it.tick();
    QVERIFY2(it.label("staleChip").contains(u"8 h 0 min"), qPrintable(it.label("staleChip")));
    QVERIFY(it.cell(LastTransferColumn).startsWith(u"8 h 1 min ago"));
    // And asks, once, without waiting for the timer.
    QTRY_COMPARE(it.label("updated"), u"Updated 06:13:20 +00:00 (0 s ago)"_s);
    QVERIFY(!it.find<QLabel>("staleChip")->isVisible());
}

/// F163.
void TestTimeOnScreen::timesFollowTheZone()
{
    ClockedWindow it;
    it.body = dumpedAt(ago(65s));
    it.poll();
    struct Zone
    {
        const char *name;
        const char *updated;
        const char *dumped;
    };
    for (const Zone zone : {Zone{"Asia/Shanghai", "06:13:20 +08:00", "2023-11-15 06:12:15 +08:00"},
                            Zone{"America/New_York", "17:13:20 -05:00", "2023-11-14 17:12:15 -05:00"},
                            Zone{"Pacific/Chatham", "11:58:20 +13:45", "2023-11-15 11:57:15 +13:45"}}) {
        qputenv("TZ", zone.name);
        tzset();
        it.tick();
        QTRY_VERIFY(it.label("updated").contains(QLatin1StringView(zone.updated)));
        QVERIFY(it.label("taskSummary").contains(QLatin1StringView(zone.dumped)));
        QVERIFY(it.cell(LastTransferColumn).contains(QLatin1StringView(zone.dumped)));
    }
    // A time in the summer has the offset of the summer.
    qputenv("TZ", "Europe/Berlin");
    tzset();
    it.body = dumpedAt("1688206200000"); // 2023-07-01 10:10:00 UTC
    it.poll();
    QVERIFY2(it.cell(LastTransferColumn).contains(u"2023-07-01 12:10:00 +02:00"),
             qPrintable(it.cell(LastTransferColumn)));
    QVERIFY(it.label("updated").contains(u"23:13:20 +01:00"));
}

QTEST_MAIN(TestTimeOnScreen)

#include "tst_timeonscreen.moc"
