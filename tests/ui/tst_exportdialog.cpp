// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/faultrow.h"
#include "support/widgettestcase.h"
#include "taskwindow.h"
#include "ui/banner.h"
#include "ui/exportdialog.h"
#include "ui/exportpreview.h"

#include <QClipboard>
#include <QComboBox>
#include <QDesktopServices>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QRect>
#include <QScopeGuard>
#include <QThreadPool>
#include <QUrl>

using namespace spillway;
using namespace Qt::Literals::StringLiterals;

namespace {

ExportDialog *openDialog(TaskWindow &it)
{
    it.find<QAction>("actionExport")->trigger();
    return it.find<ExportDialog>("exportDialog");
}

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void choose(const ExportDialog &dialog, const char *combo, int index)
{
    dialog.findChild<QComboBox *>(QString::fromLatin1(combo))->setCurrentIndex(index);
}

/// What the preview shows once it shows the last choice.
QString settledPreview(const ExportDialog &dialog)
{
    const auto *preview = dialog.findChild<QPlainTextEdit *>(u"exportPreview"_s);
    QString before;
    for (int quiet = 0; quiet < 20; ++quiet) {
        QThreadPool::globalInstance()->waitForDone();
        QCoreApplication::processEvents();
        if (preview->toPlainText() != before)
            quiet = 0;
        before = preview->toPlainText();
    }
    return before;
}

} // namespace

/// What the desktop would have been asked to open.
class FolderOpener : public QObject
{
    Q_OBJECT

public:
    QList<QUrl> opened;

public Q_SLOTS:
    void open(const QUrl &url) { opened.append(url); }
};

class TestExportDialog : public WidgetTestCase
{
    Q_OBJECT

private Q_SLOTS:
    void theRowsShownAreWrittenInTheOrderShown()
    {
        TaskWindow it;
        it.openWith(taskJson(ascending(20)));
        it.table().sortByColumn(OffsetColumn, Qt::DescendingOrder);
        it.find<QLineEdit>("partitionFilter")->setText(u"shardId-000000001"_s);
        QTRY_COMPARE(it.table().model()->rowCount(), 10);
        QTRY_COMPARE(it.table().model()->index(0, 0).data().toString(), u"shardId-0000000019"_s);
        it.table().selectRow(2);
        ExportDialog *dialog = openDialog(it);
        QCOMPARE(dialog->findChild<QRadioButton *>(u"scopeShown"_s)->text(), u"&Rows shown (10)"_s);
        QCOMPARE(dialog->findChild<QRadioButton *>(u"scopeSelected"_s)->text(), u"S&elected rows (1)"_s);
        QCOMPARE(dialog->findChild<QRadioButton *>(u"scopeAll"_s)->text(), u"&All partitions (20)"_s);
        const QString path = it.folder.filePath(u"out.csv"_s);
        dialog->setPath(path);
        dialog->findChild<QPushButton *>(u"exportButton"_s)->click();
        QTRY_VERIFY(it.find<Banner>("notice")->isVisible());
        const QList<QByteArray> lines = contents(path).split('\n');
        QCOMPARE(lines.size(), 12); // header, ten rows, the end
        QVERIFY(lines.at(1).contains("shardId-0000000019"));
        QVERIFY(lines.at(10).contains("shardId-0000000010"));
        QVERIFY(it.find<Banner>("notice")->message()->sentence.startsWith(u"Wrote 10 partitions to "_s));
    }

    void theSelectionAloneCanBeWritten()
    {
        TaskWindow it;
        it.openWith(taskJson(ascending(20)));
        it.table().selectRow(3);
        ExportDialog *dialog = openDialog(it);
        dialog->findChild<QRadioButton *>(u"scopeSelected"_s)->click();
        dialog->setFormat(Format::Ndjson);
        QVERIFY(dialog->path().endsWith(u".ndjson"_s));
        const QString path = it.folder.filePath(u"out.ndjson"_s);
        dialog->setPath(path);
        dialog->findChild<QPushButton *>(u"exportButton"_s)->click();
        QTRY_VERIFY(it.find<Banner>("notice")->isVisible());
        QCOMPARE(contents(path).count('\n'), 1);
        QVERIFY(contents(path).contains("shardId-0000000003"));
    }

    void aFileThatExistsIsReplacedOnlyAfterAsking()
    {
        TaskWindow it;
        it.openWith(taskJson(ascending(2)));
        const QString path = it.folder.filePath(u"old.csv"_s);
        QFile old(path);
        QVERIFY(old.open(QIODevice::WriteOnly) && old.write("old") == 3);
        old.close();
        ExportDialog *dialog = openDialog(it);
        dialog->setPath(path);
        dialog->findChild<QPushButton *>(u"exportButton"_s)->click();
        auto *question = it.find<QMessageBox>("replaceQuestion");
        QCOMPARE(question->textFormat(), Qt::PlainText);
        QCOMPARE(contents(path), QByteArray("old"));
        question->findChild<QPushButton *>(u"replaceButton"_s)->click();
        QTRY_VERIFY(contents(path).startsWith("polled_at,"));
    }

    void aFailureIsSaidInTheDialogAndNothingIsLost_data() { faultRow("F174 said in the dialog"); }
    void aFailureIsSaidInTheDialogAndNothingIsLost()
    {
        TaskWindow it;
        it.openWith(taskJson(ascending(2)));
        ExportDialog *dialog = openDialog(it);
        dialog->setPath(it.folder.filePath(u"no such folder/out.csv"_s));
        dialog->findChild<QPushButton *>(u"exportButton"_s)->click();
        auto *problem = dialog->findChild<QLabel *>(u"exportProblem"_s);
        QTRY_VERIFY(problem->isVisible());
        QVERIFY(problem->text().contains(u"no such folder"_s));
        QVERIFY(dialog->isVisible());
    }

    void aRefreshMeanwhileDoesNotChangeWhatIsWritten()
    {
        TaskWindow it;
        it.openWith(taskJson(ascending(20)));
        ExportDialog *dialog = openDialog(it);
        it.refreshWith(taskJson(ascending(3)));
        const QString path = it.folder.filePath(u"out.tsv"_s);
        dialog->setFormat(Format::Tsv);
        dialog->setPath(path);
        dialog->findChild<QPushButton *>(u"exportButton"_s)->click();
        QTRY_VERIFY(it.find<Banner>("notice")->isVisible());
        QCOMPARE(contents(path).split('\n').size(), 22);
    }

    void thePreviewIsHowTheFileBegins_data()
    {
        QTest::addColumn<QString>("format");
        QTest::addColumn<int>("preset");
        for (const char *format : {"csv", "tsv", "json", "ndjson"}) {
            for (int preset = 0; preset < 3; ++preset)
                QTest::addRow("%s %d", format, preset) << QString::fromLatin1(format) << preset;
        }
    }

    void thePreviewIsHowTheFileBegins()
    {
        QFETCH(QString, format);
        QFETCH(int, preset);
        TaskWindow it;
        it.openWith(taskJson(R"([{"partitionId":"=1+1","state":"a\r\nb"},{"partitionId":"<b>x</b>","state":"\u202e"},)"
                             R"({"partitionId":"9007199254740993"},{"partitionId":"d"},{"partitionId":"e"}])"));
        ExportDialog *dialog = openDialog(it);
        dialog->setFormat(*formatForWord(format));
        choose(*dialog, "exportPreset", preset);
        const QString shown = settledPreview(*dialog);
        QVERIFY(!dialog->findChild<QPlainTextEdit *>(u"exportPreview"_s)->toPlainText().contains(QChar(0x202e)));
        const QString path = it.folder.filePath(u"out."_s + format);
        dialog->setPath(path);
        dialog->findChild<QPushButton *>(u"exportButton"_s)->click();
        QTRY_VERIFY(it.find<Banner>("notice")->isVisible());
        QByteArray written = contents(path);
        QString expected;
        if (written.startsWith("\xef\xbb\xbf"))
            expected = u"⟨U+FEFF⟩"_s;
        // The one cell with a line end is shown on one line.
        written.replace("\"a\r\nb\"", "\"a⟨CR⟩⏎b\"");
        const QStringList lines = QString::fromUtf8(written).remove(u'\r').split(u'\n', Qt::SkipEmptyParts).mid(0, 5);
        QStringList visible;
        for (const QString &line : lines)
            visible.append(visibleText(line, 4000));
        QCOMPARE(shown, QString(expected + visible.join(u'\n')));
    }

    void whatIsChangedIsSaidForTheRowsChosen()
    {
        TaskWindow it;
        it.openWith(taskJson(R"([{"partitionId":"=1"},{"partitionId":"=2"},{"partitionId":"9007199254740993"}])"));
        it.table().selectRow(0);
        ExportDialog *dialog = openDialog(it);
        const auto changes = [dialog] { return dialog->findChild<QLabel *>(u"exportChanges"_s)->text(); };
        QTRY_COMPARE(changes(), u"2 cells got a leading ' so that spreadsheets do not run them."_s);
        choose(*dialog, "exportPreset", 1);
        QTRY_COMPARE(changes(),
                     u"2 cells got a leading ' so that spreadsheets do not run them. "
                     "1 cell got a leading tab so that spreadsheets keep every digit."_s);
        dialog->findChild<QRadioButton *>(u"scopeSelected"_s)->click();
        const QString one = changes();
        QTRY_VERIFY(changes() != one);
        QVERIFY(!changes().contains(u"digit"_s));
        dialog->setFormat(Format::Json);
        QTRY_VERIFY(changes().isEmpty());
        QVERIFY(!dialog->findChild<QComboBox *>(u"exportPreset"_s)->isEnabled());
    }

    void choicesAreRememberedOnceSomethingWasWritten()
    {
        TaskWindow it;
        it.openWith(taskJson(ascending(3)));
        QTRY_VERIFY(it.table().isColumnHidden(HashRangeColumn)); // no row has one
        ExportDialog *dialog = openDialog(it);
        dialog->setPath(it.folder.filePath(u"a.csv"_s));
        choose(*dialog, "exportPreset", 2);
        QVERIFY(dialog->findChild<QWidget *>(u"exportCustom"_s)->isVisible());
        choose(*dialog, "dialectSeparator", 1);
        choose(*dialog, "dialectGuard", 2);
        dialog->findChild<QRadioButton *>(u"columnsShown"_s)->click();
        QVERIFY(QSettings().allKeys().filter(u"export"_s).isEmpty());
        dialog->findChild<QPushButton *>(u"exportButton"_s)->click();
        QTRY_VERIFY(it.find<Banner>("notice")->isVisible());
        const ExportChoices later = ExportChoices::remembered();
        QCOMPARE(later.preset, ExportChoices::Preset::Custom);
        QCOMPARE(later.custom.separator, ';');
        QCOMPARE(later.custom.guard, Dialect::Guard::Off);
        QVERIFY(later.shownColumns);
        QCOMPARE(later.folder, it.folder.path());
        QVERIFY(!QSettings().contains(u"ui/v1/export/format"_s)); // nobody changed that
        QCOMPARE(contents(it.folder.filePath(u"a.csv"_s)).split('\n').first().trimmed(),
                 QByteArray("polled_at;stream_name;task_name;task_state;partition_id;state;last_transfer_offset;"
                            "last_transfer_timestamp;last_transfer_time;discard"));
    }

    void aHostileSettingsFileChangesNothing_data() { faultRow("F179 choices of the export dialog"); }
    void aHostileSettingsFileChangesNothing()
    {
        TaskWindow it;
        QSettings settings;
        for (const char *key : {"format", "preset", "shownColumns", "splitRanges", "folder", "custom/separator",
                                "custom/lineEnd", "custom/quoting", "custom/time", "custom/guard", "custom/headers",
                                "custom/byteOrderMark", "custom/separatorLine"}) {
            for (const QVariant &nonsense :
                 {QVariant(QByteArray(1'000'000, 'x')), QVariant(u"../\0/etc"_s), QVariant(-1), QVariant(1e300),
                  QVariant(QStringList{u"excel"_s, u"csv"_s}), QVariant(QRect(1, 2, 3, 4)), QVariant(u"EXCEL"_s)}) {
                settings.setValue(u"ui/v1/export/"_s + QString::fromLatin1(key), nonsense);
                ExportChoices expected;
                expected.folder = ExportChoices::remembered().folder;
                QCOMPARE(ExportChoices::remembered(), expected);
                QVERIFY(QDir(expected.folder).isAbsolute());
            }
        }
    }

    void aChineseComputerIsOfferedExcelFirst()
    {
        TaskWindow it;
        const QLocale before;
        const auto restore = qScopeGuard([&before] { QLocale::setDefault(before); });
        QCOMPARE(ExportChoices::remembered().preset, ExportChoices::Preset::Standard);
        QLocale::setDefault(QLocale(u"zh_CN"_s));
        QCOMPARE(ExportChoices::remembered().preset, ExportChoices::Preset::Excel);
        QSettings().setValue(u"ui/v1/export/preset"_s, u"standard"_s);
        QCOMPARE(ExportChoices::remembered().preset, ExportChoices::Preset::Standard);
    }

    void afterwardsTheFolderCanBeOpenedAndThePathCopied()
    {
        TaskWindow it;
        it.openWith(taskJson(ascending(3)));
        ExportDialog *dialog = openDialog(it);
        const QString path = it.folder.filePath(u"a %41.csv"_s);
        dialog->setPath(path);
        dialog->findChild<QPushButton *>(u"exportButton"_s)->click();
        QTRY_VERIFY(it.find<Banner>("notice")->isVisible());
        FolderOpener opener;
        QDesktopServices::setUrlHandler(u"file"_s, &opener, "open");
        const auto restore = qScopeGuard([] { QDesktopServices::unsetUrlHandler(u"file"_s); });
        const auto *notice = it.find<Banner>("notice");
        notice->findChild<QPushButton *>(u"bannerOpenFolder"_s)->click();
        QCOMPARE(opener.opened, QList<QUrl>{QUrl::fromLocalFile(it.folder.path())});
        notice->findChild<QPushButton *>(u"bannerCopyPath"_s)->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), path);
    }

    void guardedCellsAreCounted()
    {
        ExportSummary summary;
        summary.rows = 2;
        summary.guardedCells = 2;
        QCOMPARE(summaryText(u"/tmp/a.csv"_s, summary, Dialect::Guard::Apostrophe),
                 u"Wrote 2 partitions to /tmp/a.csv. 2 cells got a leading ' so that spreadsheets do not run them."_s);
        summary.digitsKept = 1;
        QCOMPARE(changesText(summary, Dialect::Guard::Tab),
                 u"2 cells got a leading tab so that spreadsheets do not run them. "
                 "1 cell got a leading tab so that spreadsheets keep every digit."_s);
        QVERIFY(changesText({}, Dialect::Guard::Tab).isEmpty());
    }
};

QTEST_MAIN(TestExportDialog)
#include "tst_exportdialog.moc"
