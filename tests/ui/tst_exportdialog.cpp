// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/widgettestcase.h"
#include "taskwindow.h"
#include "ui/banner.h"
#include "ui/exportdialog.h"

#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QRadioButton>

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

} // namespace

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

    void guardedCellsAreCounted()
    {
        QCOMPARE(summaryText(u"/tmp/a.csv"_s, {2, 2, 0}),
                 u"Wrote 2 partitions to /tmp/a.csv. 2 cells got a leading ' so that spreadsheets do not run them."_s);
    }
};

QTEST_MAIN(TestExportDialog)
#include "tst_exportdialog.moc"
