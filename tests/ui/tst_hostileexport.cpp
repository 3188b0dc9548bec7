// SPDX-License-Identifier: GPL-3.0-or-later
#include "hostilewindow.h"
#include "support/widgettestcase.h"
#include "ui/exportdialog.h"
#include "ui/papersource.h"
#include "ui/printing.h"

#include <QClipboard>
#include <QFileDialog>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QRegularExpression>

using namespace spillway;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Tags that a table for the clipboard is not made of.
QStringList foreignTags(const QString &html)
{
    static const QRegularExpression tag(u"<(/?)([^\\s>]*)[^>]*>"_s);
    const QStringList ours{u"html"_s, u"head"_s, u"meta"_s, u"body"_s, u"table"_s, u"tr"_s, u"th"_s, u"td"_s};
    QStringList foreign;
    for (auto found = tag.globalMatch(html); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        if (!ours.contains(match.captured(2)))
            foreign.append(match.captured());
    }
    return foreign;
}

/// How often such a table holds the text as a cell's.
qsizetype cellsWith(const QString &html, const QString &raw)
{
    QString inside = raw.toHtmlEscaped();
    for (QChar &c : inside) {
        if (c.unicode() < 0x20 && c != u'\t' && c != u'\n' && c != u'\r')
            c = QChar::ReplacementCharacter;
    }
    return html.count(inside);
}

} // namespace

/// Hostile text on its way out of the window: to the clipboard, into files and onto paper.
class TestHostileExport : public WidgetTestCase
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsCopiedRunsNothing_data() { addHostileRows(m_bait); }
    void whatIsCopiedRunsNothing();
    void whatIsExportedIsShownAsText_data() { addHostileRows(m_bait); }
    void whatIsExportedIsShownAsText();
    void whatIsPrintedIsText_data() { addHostileRows(m_bait); }
    void whatIsPrintedIsText();
    void noNameChoosesWhereAFileGoes_data();
    void noNameChoosesWhereAFileGoes();

private:
    Bait m_bait;
};

void TestHostileExport::whatIsCopiedRunsNothing()
{
    QFETCH(const QString, raw);
    HostileWindow it(raw);
    it.find<QAction>("actionSelectAll")->trigger();
    QClipboard *clipboard = QGuiApplication::clipboard();
    clipboard->clear();
    it.find<QAction>("actionCopyWithHeader")->trigger();
    QTRY_VERIFY(clipboard->mimeData() && clipboard->mimeData()->hasHtml());
    const QString html = QString::fromUtf8(clipboard->mimeData()->data(u"text/html"_s));
    QCOMPARE(foreignTags(html), QStringList());
    if (!raw.contains(QChar(0xd83d)) || raw.contains(u"\U0001f469"_s)) // half of a character came as U+FFFD
        QVERIFY(cellsWith(html, QString(raw).remove(QChar(u'\0'))) > 0);
    QVERIFY(QString::fromUtf8(clipboard->mimeData()->data(u"text/csv"_s)).contains(hostileMark));
    QCOMPARE(m_bait.opened(), 0);
}

void TestHostileExport::whatIsExportedIsShownAsText()
{
    QFETCH(const QString, raw);
    QFETCH(const QString, shown);
    HostileWindow it(raw);
    it.find<QAction>("actionExport")->trigger();
    auto *dialog = it.find<ExportDialog>("exportDialog");
    const auto *preview = dialog->findChild<QPlainTextEdit *>(u"exportPreview"_s);
    QTRY_VERIFY(preview->toPlainText().contains(hostileMark));
    // Into a file of a hostile name, which is there already.
    const QString mark = u"Fz9"_s;
    const auto asName = [&mark](QString text) {
        return text.remove(QChar(u'\0')).remove(u"⟨NUL⟩"_s).replace(u'/', u'|').replace(hostileMark, mark);
    };
    dialog->setPath(it.folder.filePath(asName(raw) + u".csv"));
    QVERIFY(QFile(dialog->path()).open(QIODevice::WriteOnly));
    WidgetSweep sweep;
    sweep.expect(hostileMark, shown);
    sweep.expect(mark, asName(shown));
    dialog->findChild<QPushButton *>(u"exportButton"_s)->click();
    hoverEverything();
    QString verdict = verdictOn(sweep, {u"qt_msgbox_label"_s});
    QVERIFY2(verdict.isEmpty(), qPrintable(verdict));
    it.find<QPushButton>("replaceButton")->click();
    QTRY_VERIFY(!it.window.findChild<ExportDialog *>());
    hoverEverything();
    verdict = verdictOn(sweep, {u"bannerSentence"_s});
    QVERIFY2(verdict.isEmpty(), qPrintable(verdict));
    QCOMPARE(m_bait.opened(), 0);
}

void TestHostileExport::whatIsPrintedIsText()
{
    QFETCH(const QString, raw);
    QFETCH(const QString, shown);
    HostileWindow it(raw);
    Paper paper = paperOf(it.session, QDateTime::currentDateTimeUtc());
    paper.rows = allRows(*paper.task);
    for (int column = 0; column < PartitionColumnCount; ++column)
        paper.columns.push_back(PartitionColumn(column));
    QStringList lines = QStringList{paper.title} + paper.notes;
    for (const Paper::Section &section : paper.sections) {
        for (const auto &[label, value] : section.lines)
            lines << label << value;
    }
    WidgetSweep sweep;
    sweep.expect(hostileMark, shown);
    for (const QString &line : lines)
        QCOMPARE(sweep.complaintsAbout(line, u"paper"_s), QStringList());
    QVERIFY(sweep.sinks().contains(u"paper"_s));
    const auto pdf = pdfOf(paper, [](int) { return true; });
    QVERIFY(pdf && pdf->startsWith("%PDF"));
    QCOMPARE(m_bait.opened(), 0);
}

void TestHostileExport::noNameChoosesWhereAFileGoes_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("F178 up") << u"../../etc/x"_s;
    QTest::newRow("F178 a folder") << u"a/b"_s;
    QTest::newRow("F178 a whole path") << u"/etc/passwd"_s;
    QTest::newRow("F178 another system's") << u"..\\..\\x:y"_s;
    QTest::newRow("F178 a device of Windows") << u"CON"_s;
    QTest::newRow("F178 300 characters") << QString(300, u'x');
    QTest::newRow("F178 NUL") << u"xa"_s + QChar(u'\0') + u"b"_s;
    QTest::newRow("F178 a dash") << u"-rf"_s;
    QTest::newRow("F178 dots") << u".."_s;
    QTest::newRow("F178 hidden") << u".bashrc"_s;
    QTest::newRow("F178 home") << u"~/x"_s;
    QTest::newRow("F178 a variable") << u"$HOME"_s;
    QTest::newRow("F178 a pattern") << u"%1 %n * ? \" ' ; | < >"_s;
    QTest::newRow("F178 line ends") << u"a\nb\r\n"_s;
    QTest::newRow("F178 bidi") << u"a\u202evsc.exe"_s;
}

void TestHostileExport::noNameChoosesWhereAFileGoes()
{
    QFETCH(const QString, name);
    TaskWindow it;
    it.source->wait();
    it.openTask(name, name);
    QTRY_COMPARE(it.source->open(), 1);
    it.source->answer("{\"stream_name\":" + jsonString(name) + ",\"task_name\":" + jsonString(name)
                      + ",\"partitions\":[{\"partitionId\":\"a\"}]}");
    QTRY_VERIFY(it.session.answer().task);
    static const QRegularExpression plain(
        u"^dis_[A-Za-z0-9_-]{1,64}_[A-Za-z0-9_-]{1,64}_partitions_\\d{8}T\\d{6}Z\\.(csv|pdf)$"_s);
    it.find<QAction>("actionExport")->trigger();
    auto *dialog = it.find<ExportDialog>("exportDialog");
    const QFileInfo suggested(dialog->path());
    QVERIFY2(plain.match(suggested.fileName()).hasMatch(), qPrintable(suggested.fileName()));
    QCOMPARE(suggested.absoluteFilePath(), QDir::cleanPath(suggested.absoluteFilePath()));
    dialog->reject();
    it.find<QAction>("actionExportPdf")->trigger();
    auto *files = it.find<QFileDialog>("pdfDialog");
    QCOMPARE(files->selectedFiles().size(), 1);
    const QFileInfo chosen(files->selectedFiles().constFirst());
    QVERIFY2(plain.match(chosen.fileName()).hasMatch(), qPrintable(chosen.fileName()));
    QCOMPARE(chosen.absolutePath(), files->directory().absolutePath());
    files->reject();
}

QTEST_MAIN(TestHostileExport)

#include "tst_hostileexport.moc"
