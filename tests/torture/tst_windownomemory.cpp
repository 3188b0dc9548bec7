// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/faultrow.h"
#include "support/widgettestcase.h"
#include "torture/allocations.h"
#include "ui/banner.h"
#include "ui/exportdialog.h"
#include "ui/taskwindow.h"

#include <QFile>
#include <QPushButton>

using namespace spillway;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int rowCount = 20'000;
constexpr std::size_t tooLittle = 16 * 1024; ///< bytes at once, for that many rows
const QString words = u"There is not enough memory for this."_s;

QByteArray answer(int offset)
{
    QList<FakePartition> partitions = ascending(rowCount);
    for (FakePartition &partition : partitions)
        partition.offset += offset;
    return taskJson(partitions);
}

} // namespace

/// The window where its workers have no memory left.
class TestWindowNoMemory : public WidgetTestCase
{
    Q_OBJECT

private Q_SLOTS:
    void aRefreshIsSaidToHaveFailedAndTheNextOneWorks_data() { faultRow("F202 refresh"); }
    void aRefreshIsSaidToHaveFailedAndTheNextOneWorks()
    {
        TaskWindow it;
        it.openWith(answer(0));
        const QVariant before = it.cell(0, OffsetColumn, Qt::DisplayRole);
        it.source->answerAlways(answer(5000));
        allocations::refuseLargerThan(tooLittle);
        it.session.refresh();
        const auto *banner = it.find<Banner>("banner");
        QTRY_VERIFY(banner->isVisible());
        QVERIFY2(banner->message()->sentence.startsWith(words), qPrintable(banner->message()->sentence));
        QCOMPARE(it.table().model()->rowCount(), rowCount);
        QCOMPARE(it.cell(0, OffsetColumn, Qt::DisplayRole), before);
        allocations::refuseLargerThan(0);
        it.session.refresh();
        QTRY_VERIFY(it.cell(0, OffsetColumn, Qt::DisplayRole) != before);
        QTRY_VERIFY(!banner->isVisible());
    }

    void anExportIsSaidToHaveFailedAndTheNextOneWorks_data() { faultRow("F202 export"); }
    void anExportIsSaidToHaveFailedAndTheNextOneWorks()
    {
        TaskWindow it;
        it.openWith(answer(0));
        it.find<QAction>("actionExport")->trigger();
        auto *dialog = it.find<ExportDialog>("exportDialog");
        const QString path = it.folder.filePath(u"out.csv"_s);
        dialog->setPath(path);
        allocations::refuseLargerThan(tooLittle);
        dialog->findChild<QPushButton *>(u"exportButton"_s)->click();
        const auto *problem = dialog->findChild<QLabel *>(u"exportProblem"_s);
        QTRY_VERIFY(problem->isVisible());
        QCOMPARE(problem->text(), words);
        QVERIFY(!QFile::exists(path));
        allocations::refuseLargerThan(0);
        dialog->findChild<QPushButton *>(u"exportButton"_s)->click();
        QTRY_VERIFY(it.find<Banner>("notice")->isVisible());
        QVERIFY(QFile::exists(path));
    }

    void cleanup() { allocations::refuseLargerThan(0); }
};

QTEST_MAIN(TestWindowNoMemory)
#include "tst_windownomemory.moc"
