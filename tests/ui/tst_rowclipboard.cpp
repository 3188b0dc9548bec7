// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/widgettestcase.h"
#include "taskwindow.h"
#include "ui/rowclipboard.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>
#include <QThreadPool>

using namespace spillway;
using namespace Qt::Literals::StringLiterals;

namespace {

const QMimeData &clipboard()
{
    return *QGuiApplication::clipboard()->mimeData();
}

} // namespace

class TestRowClipboard : public WidgetTestCase
{
    Q_OBJECT

private Q_SLOTS:
    void rowsAreCopiedAsTextTableAndCsv()
    {
        TaskWindow it;
        it.openWith(taskJson(R"([{"partitionId":"<b>&amp;","state":"=1+1"},{"partitionId":"other"}])"));
        it.table().selectRow(0);
        QGuiApplication::clipboard()->setText(u"before"_s);
        it.find<QAction>("actionCopy")->trigger();
        QTRY_COMPARE(clipboard().formats(),
                     (QStringList{u"text/plain"_s, u"text/tab-separated-values"_s, u"text/csv"_s, u"text/html"_s}));
        QVERIFY(clipboard().text().contains(u"\t<b>&amp;\t'=1+1\t"_s));
        QVERIFY(!clipboard().text().contains(u"other"_s));
        QVERIFY(clipboard().data(u"text/csv"_s).contains(",<b>&amp;,'=1+1,"));
        QVERIFY(clipboard().html().contains(u">&lt;b&gt;&amp;amp;</td>"_s));
        QVERIFY(clipboard().html().contains(u">'=1+1</td>"_s));
        QVERIFY(!clipboard().html().contains(u"<th>"_s));

        it.find<QAction>("actionCopyWithHeader")->trigger();
        QTRY_VERIFY(clipboard().text().startsWith(u"polled_at\tstream_name\t"_s));
        QVERIFY(clipboard().html().contains(u"<th>partition_id</th>"_s));
        QVERIFY(clipboard().data(u"text/csv"_s).startsWith("polled_at,stream_name,"));
    }

    void rowsAreCopiedAsJsonAndAsCsv()
    {
        TaskWindow it;
        it.openWith(taskJson(R"([{"partitionId":"=a","last_transfer_offset":9223372036854775807}])"));
        it.table().selectRow(0);
        QTest::keyClick(&it.window, Qt::Key_C, Qt::ControlModifier | Qt::AltModifier);
        QTRY_VERIFY(clipboard().hasFormat(u"application/json"_s));
        QVERIFY(clipboard().text().contains(u"\"partition_id\":\"=a\""_s));
        QVERIFY(clipboard().text().contains(u"\"last_transfer_offset\":9223372036854775807"_s));
        it.find<QAction>("actionCopyAsCsv")->trigger();
        QTRY_VERIFY(clipboard().text().startsWith(u"polled_at,stream_name,"_s));
        QCOMPARE(clipboard().formats(), (QStringList{u"text/plain"_s, u"text/csv"_s}));
    }

    void withoutASelectionNothingIsCopied()
    {
        TaskWindow it;
        it.openWith(taskJson(ascending(3)));
        it.table().clearSelection();
        QGuiApplication::clipboard()->setText(u"mine"_s);
        it.find<QAction>("actionCopyAsCsv")->trigger();
        QThreadPool::globalInstance()->waitForDone();
        QCoreApplication::processEvents();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"mine"_s);
    }

    void manyRowsAreOfferedWithoutATableOfHtml()
    {
        TaskWindow it;
        it.openWith(taskJson(ascending(int(RowsMime::htmlRows) + 1)));
        it.table().selectAll();
        it.find<QAction>("actionCopy")->trigger();
        QTRY_COMPARE(clipboard().text().count(u'\n'), qsizetype(RowsMime::htmlRows) + 1);
        QVERIFY(!clipboard().hasHtml());
    }

    void theLastOfTwoCopiesIsKept()
    {
        TaskWindow it;
        it.openWith(taskJson(ascending(2000)));
        it.table().selectAll();
        it.find<QAction>("actionCopy")->trigger();
        it.table().clearSelection();
        it.table().selectRow(7);
        it.find<QAction>("actionCopy")->trigger();
        QTRY_COMPARE(clipboard().text().count(u'\n'), 1);
        QVERIFY(clipboard().text().contains(u"shardId-0000000007"_s));
        QThreadPool::globalInstance()->waitForDone();
        QCoreApplication::processEvents();
        QCOMPARE(clipboard().text().count(u'\n'), 1);
    }

    void selectedRowsCanBeDraggedOutAndOthersAreSelected()
    {
        TaskWindow it;
        it.openWith(taskJson(ascending(10)));
        QList<std::vector<quint32>> dragged;
        it.table().setDragSource([&]() -> QMimeData * {
            dragged.append(it.table().selectedPartitions());
            return nullptr; // a drag would go on until a person lets go
        });
        const auto at = [&](int row) { return it.table().visualRect(it.table().model()->index(row, 0)).center(); };
        const auto pull = [&](int from, int to) {
            QWidget *viewport = it.table().viewport();
            QTest::mousePress(viewport, Qt::LeftButton, {}, at(from));
            QTest::mouseMove(viewport, (at(from) + at(to)) / 2);
            QTest::mouseMove(viewport, at(to));
            QTest::mouseRelease(viewport, Qt::LeftButton, {}, at(to));
        };
        pull(2, 5);
        QVERIFY(dragged.isEmpty());
        QCOMPARE(it.table().selectedCount(), 4);
        pull(3, 8);
        QCOMPARE(dragged, QList<std::vector<quint32>>{(std::vector<quint32>{2, 3, 4, 5})});
    }

    void whatIsDraggedIsWrittenByTheTimeItIsAskedFor()
    {
        TaskWindow it;
        it.openWith(taskJson(ascending(3000)));
        ExportRequest request;
        request.task = it.session.answer().task;
        request.rows = allRows(*request.task);
        const RowsMime mime(request, CopyAs::Rows);
        QCOMPARE(mime.text().count(u'\n'), 3000);
        QVERIFY(mime.hasHtml());
        QCOMPARE(mime.data(u"text/csv"_s).count('\n'), 3000);
        QVERIFY(mime.data(u"image/png"_s).isEmpty());
    }
};

QTEST_MAIN(TestRowClipboard)
#include "tst_rowclipboard.moc"
