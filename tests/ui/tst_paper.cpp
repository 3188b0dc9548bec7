// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/scriptedproject.h"
#include "support/widgettestcase.h"
#include "taskwindow.h"
#include "ui/papersource.h"
#include "ui/printing.h"

#include <QFile>
#include <QPaintEngine>
#include <QSignalSpy>

using namespace spillway;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Keeps what is drawn as text, page by page, and how dark the pen was.
class RecordingEngine : public QPaintEngine
{
public:
    RecordingEngine()
        : QPaintEngine(AllFeatures)
    {
    }
    bool begin(QPaintDevice *) override { return true; }
    bool end() override { return true; }
    void updateState(const QPaintEngineState &changed) override
    {
        if (changed.state().testFlag(DirtyPen))
            pens.append(changed.pen().color());
    }
    void drawPixmap(const QRectF &, const QPixmap &, const QRectF &) override { }
    void drawPolygon(const QPointF *, int, PolygonDrawMode) override { }
    void drawTextItem(const QPointF &, const QTextItem &item) override { pages.last().append(item.text()); }
    Type type() const override { return User; }

    QList<QStringList> pages{{}};
    QList<QColor> pens;
};

class RecordingDevice : public QPagedPaintDevice
{
public:
    RecordingDevice()
        : QPagedPaintDevice(nullptr)
    {
    }
    bool newPage() override
    {
        engine.pages.append(QStringList());
        return true;
    }
    QPaintEngine *paintEngine() const override { return &engine; }
    int metric(PaintDeviceMetric metric) const override
    {
        switch (metric) {
        case PdmWidth:
            return 1000;
        case PdmHeight:
            return 700;
        case PdmDpiX:
        case PdmDpiY:
        case PdmPhysicalDpiX:
        case PdmPhysicalDpiY:
            return 96;
        case PdmDevicePixelRatio:
            return 1;
        default:
            return QPagedPaintDevice::metric(metric);
        }
    }

    mutable RecordingEngine engine;
};

bool always(int /*rows*/)
{
    return true;
}

Paper paperFor(const TaskWindow &it)
{
    Paper paper = paperOf(it.session, QDateTime::currentDateTimeUtc());
    paper.rows = it.rows().partitionsShown();
    paper.columns = it.table().columnsShown();
    return paper;
}

} // namespace

class TestPaper : public WidgetTestCase
{
    Q_OBJECT

private Q_SLOTS:
    void everythingOfATaskIsOnThePaper()
    {
        TaskWindow it;
        it.openWith(taskJson(ascending(3)));
        const Paper paper = paperFor(it);
        RecordingDevice device;
        QCOMPARE(paintPaper(paper, device, always), 1);
        const QString text = device.engine.pages.first().join(u'\n');
        for (const QString &expected :
             {u"newtask"_s, u"State: RUNNING"_s, u"Stream: newstream"_s, u"Bucket: obsbucket"_s, u"Partition"_s,
              u"shardId-0000000000"_s, u"shardId-0000000002"_s, u"Page 1"_s})
            QVERIFY2(text.contains(expected), qPrintable(expected));
        QVERIFY(text.contains(u"Answer of "_s) && text.contains(u" old when printed "_s));
        for (const QColor &pen : std::as_const(device.engine.pens))
            QCOMPARE(pen, QColor(Qt::black));
    }

    void whatIsWorkedOutIsOnThePaperToo()
    {
        TaskWindow it;
        it.openWith(taskJson(ascending(3)));
        Paper paper = paperFor(it);
        QVERIFY(!paper.insight);
        Observation seen;
        seen.task = it.session.answer().task;
        seen.taken = std::chrono::seconds(1);
        seen.stream = std::make_shared<StreamDetails>(runningStream(
            u"newstream"_s,
            {streamPartition(u"shardId-0000000000"_s, 0, 777), streamPartition(u"shardId-0000000001"_s, 300, 1101)}));
        QVERIFY(it.session.model().setInsight(Insight::after(nullptr, seen)));
        paper = paperFor(it);
        paper.columns = {VerdictColumn, PartitionIdColumn, LagColumn, ExpiredColumn};
        paper.rows = {2, 1}; // places in the answer
        RecordingDevice device;
        QCOMPARE(paintPaper(paper, device, always), 1);
        const QStringList drawn = device.engine.pages.first();
        const QString text = drawn.join(u'\n');
        // The one that loses has its own figures: offset 101, 300 the oldest.
        for (const QString &expected : {u"Verdict"_s, u"Lag"_s, u"Expired"_s, u"Losing"_s, u"Unknown"_s, u"198"_s})
            QVERIFY2(drawn.contains(expected), qPrintable(expected + u" is not in "_s + text));
        QVERIFY2(text.contains(u"≈ 1000"_s) || (drawn.contains(u"≈"_s) && drawn.contains(u"1000"_s)), qPrintable(text));
        QVERIFY2(!text.contains(u"677"_s), qPrintable(text)); // the row that was left out
        QVERIFY(drawn.indexOf(u"Verdict"_s) < drawn.indexOf(u"Partition"_s));
    }

    void everyPageHasTheHeaderRowAndItsNumber()
    {
        TaskWindow it;
        it.openWith(taskJson(ascending(300)));
        RecordingDevice device;
        const auto pages = paintPaper(paperFor(it), device, always);
        QVERIFY(pages && *pages > 5);
        QCOMPARE(device.engine.pages.size(), *pages);
        int rows = 0;
        for (int page = 0; page < *pages; ++page) {
            const QStringList &texts = device.engine.pages.at(page);
            QVERIFY(texts.contains(u"Partition"_s));
            QVERIFY(texts.contains(u"Page %1"_s.arg(page + 1)));
            rows += int(texts.filter(u"shardId-"_s).size());
        }
        QCOMPARE(rows, 300);
    }

    void hostileTextIsPlainAndNoDigitIsLost()
    {
        TaskWindow it;
        it.openWith(taskJson(R"([{"partitionId":"<b>&amp;%1\u202e","state":"<img src=x>",)"
                             R"("last_transfer_offset":9223372036854775807,"discard":18446744073709551616}])"));
        Paper paper = paperFor(it);
        paper.columns = {PartitionIdColumn, StateColumn, OffsetColumn, DiscardColumn};
        RecordingDevice device;
        QVERIFY(paintPaper(paper, device, always));
        const QStringList texts = device.engine.pages.first();
        const QString text = texts.join(QString());
        QVERIFY(text.contains(u"<b>&amp;%1⟨U+202E⟩"_s));
        QVERIFY(text.contains(u"<img src=x>"_s));
        QVERIFY(text.contains(u"9223372036854775807"_s));
        QVERIFY(text.contains(u"18446744073709551616"_s));
    }

    void aHugeCellDoesNotHideTheOthers()
    {
        TaskWindow it;
        it.openWith(taskJson(R"([{"partitionId":")" + QByteArray(100'000, 'x') + R"("},{"partitionId":"next"}])"));
        Paper paper = paperFor(it);
        paper.columns = {PartitionIdColumn, StateColumn, OffsetColumn, LastTransferColumn, DiscardColumn};
        RecordingDevice device;
        const auto pages = paintPaper(paper, device, always);
        QVERIFY(pages && *pages <= 3);
        QVERIFY(device.engine.pages.last().contains(u"next"_s) || device.engine.pages.first().contains(u"next"_s));
    }

    void aPdfIsOne()
    {
        TaskWindow it;
        it.openWith(taskJson(ascending(200)));
        int pages = 0;
        const auto pdf = pdfOf(paperFor(it), always, &pages);
        QVERIFY(pdf);
        QVERIFY(pdf->startsWith("%PDF-"));
        QVERIFY(pdf->trimmed().endsWith("%%EOF"));
        QVERIFY(pdf->contains(QByteArray("/Count " + QByteArray::number(pages))));
    }

    void stoppingGivesNoPdf()
    {
        TaskWindow it;
        it.openWith(taskJson(ascending(2000)));
        const Paper paper = paperFor(it);
        int asked = 0;
        const auto stop = [&asked](int /*rows*/) { return ++asked < 2; };
        QVERIFY(!pdfOf(paper, stop));
        QCOMPARE(asked, 2);
    }

    void thePdfIsWrittenByAWorkerAndSaidInTheWindow()
    {
        TaskWindow it;
        it.openWith(taskJson(ascending(50)));
        Printing printing(it.window);
        QSignalSpy wrote(&printing, &Printing::wrotePdf);
        QSignalSpy failed(&printing, &Printing::failed);
        const QString path = it.folder.filePath(u"out.pdf"_s);
        printing.writePdf(paperFor(it), path);
        QTRY_COMPARE_WITH_TIMEOUT(wrote.size(), 1, 60'000);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.read(5) == "%PDF-");
        printing.writePdf(paperFor(it), it.folder.filePath(u"none/out.pdf"_s));
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 60'000);
    }
};

QTEST_MAIN(TestPaper)
#include "tst_paper.moc"
