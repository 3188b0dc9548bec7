// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fixtures.h"
#include "support/widgettestcase.h"
#include "taskwindow.h"
#include "ui/answerdock.h"
#include "ui/bytesview.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTabWidget>
#include <QTreeView>

using namespace spillway;
using namespace Qt::Literals::StringLiterals;

namespace {

QTreeView &tree(const TaskWindow &it)
{
    return *it.find<QTreeView>("answerTree");
}

QStringList names(const QTreeView &view, int section)
{
    QStringList found;
    const QModelIndex parent = view.model()->index(section, 0);
    for (int row = 0; row < view.model()->rowCount(parent); ++row)
        found.append(view.model()->index(row, 0, parent).data().toString());
    return found;
}

} // namespace

class TestAnswerDock : public WidgetTestCase
{
    Q_OBJECT

private Q_SLOTS:
    void fieldsAreNamedAsOnTheWireAndAllIsExpanded()
    {
        TaskWindow it;
        it.openWith(fixture(u"task-obs-documented.json"_s));
        QVERIFY(names(tree(it), 0).contains(u"last_transfer_timestamp"_s));
        QVERIFY(names(tree(it), 1).contains(u"obs_bucket_path"_s));
        QCOMPARE(names(tree(it), 2), QStringList{u"shardId-0000000000"_s});
        for (int section = 0; section < 3; ++section)
            QVERIFY(tree(it).isExpanded(tree(it).model()->index(section, 0)));
        const QModelIndex partitions = tree(it).model()->index(2, 0);
        const QString text = tree(it).model()->index(0, 1, partitions).data().toString();
        QVERIFY2(text.contains(u"last_transfer_offset 289897"_s), qPrintable(text));
    }

    void whatThePersonFoldedStaysFolded()
    {
        TaskWindow it;
        it.openWith(taskJson(ascending(50)));
        const QModelIndex task = tree(it).model()->index(0, 0);
        tree(it).collapse(task);
        it.refreshWith(taskJson(ascending(60)));
        QVERIFY(!tree(it).isExpanded(task));
        QVERIFY(tree(it).isExpanded(tree(it).model()->index(2, 0)));
        QCOMPARE(names(tree(it), 2).size(), 60);
    }

    void aChangedPartitionIsShownChanged()
    {
        TaskWindow it;
        it.openWith(taskJson({{0, 5, 0}}));
        it.refreshWith(taskJson({{0, 6, 3}}));
        const QModelIndex row = tree(it).model()->index(0, 1, tree(it).model()->index(2, 0));
        QVERIFY(row.data().toString().contains(u"last_transfer_offset 6"_s));
        QVERIFY(row.data().toString().contains(u"discard 3"_s));
    }

    void copyInTheTreeCopiesItsRowsAndGuardsFormulas()
    {
        TaskWindow it;
        it.openWith(R"({"task_name":"=1+1","stream_name":"s"})");
        tree(it).setFocus();
        tree(it).setCurrentIndex(tree(it).model()->index(0, 0, tree(it).model()->index(0, 0)));
        it.find<QAction>("actionCopy")->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"task_name\t'=1+1"_s);
    }

    void whatIsCopiedInTheTreeIsTheValueAsItCame_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("copied");
        const QByteArray digits(5000, 'x');
        QTest::newRow("a long text, whole") << "\"" + digits + "\"" << QString::fromLatin1(digits);
        QTest::newRow("a quote") << QByteArray(R"("a\"b")") << u"a\"b"_s;
        QTest::newRow("a line break, which a line cannot hold") << QByteArray(R"("a\nb")") << uR"("a\nb")"_s;
        QTest::newRow("a direction sign") << QByteArray("\"a\xe2\x80\xae\"") << u"\"a\u202e\""_s;
        QTest::newRow("empty") << QByteArray(R"("")") << QString();
        QTest::newRow("null") << QByteArray("null") << u"null"_s;
        QTest::newRow("a number, odd") << QByteArray("-1.50e3") << u"'-1.50e3"_s;
    }

    void whatIsCopiedInTheTreeIsTheValueAsItCame()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, copied);
        TaskWindow it;
        it.openWith(R"({"task_name":"t","create_time":1606554932552,"x_other":)" + json + "}");
        tree(it).setFocus();
        const auto copyRow = [&](const QString &name) {
            const int section = names(tree(it), 0).contains(name) ? 0 : int(Section::Others);
            const QModelIndex parent = tree(it).model()->index(section, 0);
            tree(it).setCurrentIndex(tree(it).model()->index(int(names(tree(it), section).indexOf(name)), 0, parent));
            it.find<QAction>("actionCopy")->trigger();
            return QGuiApplication::clipboard()->text();
        };
        QCOMPARE(copyRow(u"x_other"_s), u"x_other\t"_s + copied);
        QCOMPARE(copyRow(u"create_time"_s), u"create_time\t1606554932552"_s);
    }

    void whatIsCopiedOfAPartitionIsAllThatCameWithIt()
    {
        TaskWindow it;
        it.openWith(taskJson({{0, 230, 4}}));
        tree(it).setFocus();
        tree(it).setCurrentIndex(tree(it).model()->index(0, 0, tree(it).model()->index(2, 0)));
        it.find<QAction>("actionCopy")->trigger();
        const QString copied = QGuiApplication::clipboard()->text();
        for (const QString &part : {u"shardId-0000000000\t"_s, u"state RUNNING"_s, u"last_transfer_offset 230"_s,
                                    u"last_transfer_timestamp 1606984428612"_s, u"discard 4"_s})
            QVERIFY2(copied.contains(part), qPrintable(copied));
    }

    void theExactBytesAreFilledWhenTheyAreLookedAt()
    {
        TaskWindow it;
        const QByteArray body = "{\n\t\"task_name\": \"a\",\n\t\"user_password\": \"geheim\"\n}";
        it.openWith(body);
        auto *edit = it.find<QPlainTextEdit>("exactBytes");
        QVERIFY(edit->toPlainText().isEmpty());
        it.find<QTabWidget>("answerTabs")->setCurrentIndex(1);
        QTRY_VERIFY(edit->toPlainText().startsWith(u"{\n\t\"task_name\": \"a\",\n"_s));
        QVERIFY(!edit->toPlainText().contains(u"geheim"_s));
        QVERIFY(it.labelText("bytesNote").contains(u"1 password was masked"_s));
    }

    void ofALongAnswerTheBeginningIsShownInLinesThatCanBeShown()
    {
        const QByteArray bytes = "[" + QByteArray(3000, 'x') + "]";
        const QString shown = bytesForScreen(bytes, 2000);
        QVERIFY(shown.size() < 2100);
        const QStringList lines = shown.split(u'\n');
        for (const QString &line : lines)
            QVERIFY(line.size() <= 501);
        QCOMPARE(QString(shown).remove(u'\n').remove(u'\u21a9').size(), 2000);
        QCOMPARE(bytesForScreen("\"\xe2\x80\xae\"", 100), u"\"⟨U+202E⟩\""_s);
    }
};

QTEST_MAIN(TestAnswerDock)
#include "tst_answerdock.moc"
