// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/notesdock.h"

#include "support/fixtures.h"
#include "support/widgettestcase.h"
#include "taskwindow.h"
#include "ui/placeholder.h"
#include "ui/settingnotesmodel.h"

#include <QAccessible>
#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

using namespace spillway;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Two things that break a rule, and what is to be known about every task with an agency.
QByteArray brokenTask(const QByteArray &bucket = "Bucket")
{
    return R"({"task_name":"newtask","state":"RUNNING","destination_type":"OBS","obs_destination_description":)"
           R"({"agency_name":"own","obs_bucket_path":")"
        + bucket
        + R"(","file_prefix":"","partition_format":"","deliver_time_interval":10,"consumer_strategy":"TRIM_HORIZON",)"
          R"("destination_file_type":"text","record_delimiter":","}})";
}

QString clipboard()
{
    return QGuiApplication::clipboard()->text();
}

NotesView &list(const TaskWindow &it)
{
    return *it.find<NotesView>("notesList");
}

int rowOf(const TaskWindow &it, const QString &path)
{
    for (int row = 0; row < list(it).model()->rowCount(); ++row) {
        if (list(it).model()->index(row, 0).data(SettingNotesModel::NotePathRole) == path)
            return row;
    }
    return -1;
}

} // namespace

class TestNotesDock : public WidgetTestCase
{
    Q_OBJECT

private Q_SLOTS:
    void theNotesAreListedAndCounted()
    {
        TaskWindow it;
        it.openWith(brokenTask());
        QCOMPARE(list(it).model()->rowCount(), 3);
        QCOMPARE(it.find<QDockWidget>("notesDock")->windowTitle(), u"Notes (3)"_s);
        QCOMPARE(it.find<QDockWidget>("notesDock")->accessibleName(), u"Settings notes"_s);
        const auto *chip = it.find<QToolButton>("notesChip");
        QVERIFY(chip->isVisible());
        QVERIFY(chip->text().startsWith(u"2 setting note"_s));
        QCOMPARE(chip->accessibleName(), chip->text());
    }

    void destinationIsInFrontAtFirst()
    {
        TaskWindow it;
        it.openWith(brokenTask());
        QTRY_VERIFY(!it.find<QDockWidget>("destinationDock")->visibleRegion().isEmpty());
        QVERIFY(it.find<QDockWidget>("notesDock")->visibleRegion().isEmpty());
        QVERIFY(it.window.tabifiedDockWidgets(it.find<QDockWidget>("destinationDock"))
                    .contains(it.find<QDockWidget>("notesDock")));
    }

    void theChipOpensTheNotes()
    {
        TaskWindow it;
        it.openWith(brokenTask());
        QVERIFY(QTest::qWaitForWindowActive(&it.window));
        it.find<QDockWidget>("notesDock")->hide();
        it.find<QToolButton>("notesChip")->click();
        QVERIFY(it.find<QDockWidget>("notesDock")->isVisible());
        QTRY_VERIFY(list(it).hasFocus());
        QVERIFY(list(it).currentIndex().isValid());
    }

    void goodSettingsSayThatEveryRuleHolds()
    {
        TaskWindow it;
        it.openWith(R"({"task_name":"newtask","state":"RUNNING","partitions":[]})");
        auto *dock = it.find<NotesDock>("notesDock");
        QCOMPARE(dock->windowTitle(), u"Notes"_s);
        QCOMPARE(it.find<Placeholder>("notesEmpty")->heading(), u"No notes: every documented rule holds."_s);
        QVERIFY(!it.find<QToolButton>("notesChip")->isVisible());
        QVERIFY(!it.find<QPushButton>("copyAllNotes")->isEnabled());
        dock->focusContent();
        QTRY_VERIFY(it.find<Placeholder>("notesEmpty")->isVisible());
        QVERIFY(it.find<Placeholder>("notesEmpty")->hasFocus());
    }

    void enterGoesToTheSetting()
    {
        TaskWindow it;
        it.openWith(brokenTask());
        QVERIFY(QTest::qWaitForWindowActive(&it.window));
        const QString path = u"obs_destination_description.deliver_time_interval"_s;
        it.find<NotesDock>("notesDock")->focusContent();
        list(it).setCurrentIndex(list(it).model()->index(rowOf(it, path), 0));
        QTest::keyClick(&list(it), Qt::Key_Return);
        const auto *edit = it.window.findChild<QLineEdit *>(path);
        QTRY_VERIFY(edit->hasFocus());
        QVERIFY(!edit->visibleRegion().isEmpty());
    }

    void aNoteAboutTheTaskGoesToTheAnswer()
    {
        TaskWindow it;
        it.openWith(R"({"task_name":"newtask","state":"ABNORMAL","partitions":[]})");
        QVERIFY(QTest::qWaitForWindowActive(&it.window));
        it.find<NotesDock>("notesDock")->focusContent();
        QCOMPARE(rowOf(it, u"state"_s), 0);
        QTest::keyClick(&list(it), Qt::Key_Enter);
        const auto *tree = it.find<QAbstractItemView>("answerTree");
        QTRY_VERIFY(tree->hasFocus());
        QCOMPARE(tree->currentIndex().data().toString(), u"state"_s);
    }

    void copyTakesTheSelectedNotesAndCopyAllTakesAll()
    {
        TaskWindow it;
        it.openWith(brokenTask());
        QVERIFY(QTest::qWaitForWindowActive(&it.window));
        it.find<NotesDock>("notesDock")->focusContent();
        list(it).setCurrentIndex(list(it).model()->index(1, 0));
        QTest::keyClick(&it.window, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(clipboard(), list(it).currentIndex().data(SettingNotesModel::NoteTextRole).toString());
        QVERIFY(clipboard().contains(u"Source: "_s));
        QTest::keyClick(&it.window, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(&it.window, Qt::Key_C, Qt::ControlModifier);
        const QString all = clipboard();
        QCOMPARE(all.count(u"Source: "_s), 3);
        QGuiApplication::clipboard()->clear();
        it.find<QPushButton>("copyAllNotes")->click();
        QCOMPARE(clipboard(), all);
    }

    void aRefreshKeepsTheSelection()
    {
        TaskWindow it;
        it.openWith(brokenTask());
        const QString path = u"obs_destination_description.obs_bucket_path"_s;
        list(it).setCurrentIndex(list(it).model()->index(rowOf(it, path), 0));
        QByteArray better = brokenTask("OtherBucket");
        better.replace("\"deliver_time_interval\":10", "\"deliver_time_interval\":60");
        it.refreshWith(better);
        QCOMPARE(list(it).model()->rowCount(), 2);
        QCOMPARE(list(it).currentIndex().data(SettingNotesModel::NotePathRole).toString(), path);
        QVERIFY(list(it).selectionModel()->isSelected(list(it).currentIndex()));
        QVERIFY(list(it).currentIndex().data().toString().contains(u"“OtherBucket”"_s));
        QVERIFY(it.find<QToolButton>("notesChip")->text().startsWith(u"1 setting note"_s));
    }

    void hostileValuesAreTextAndShort()
    {
        TaskWindow it;
        it.openWith(brokenTask(R"(<b>%1\n\u202e&)" + QByteArray(100'000, 'x')));
        const int row = rowOf(it, u"obs_destination_description.obs_bucket_path"_s);
        QVERIFY(row >= 0);
        const QModelIndex note = list(it).model()->index(row, 0);
        QVERIFY(note.data().toString().contains(u"<b>%1⏎⟨U+202E⟩&"_s));
        QVERIFY(note.data().toString().size() < 300);
        it.find<NotesDock>("notesDock")->focusContent();
        QTRY_VERIFY(list(it).isVisible());
        QVERIFY(list(it).visualRect(note).height() < list(it).fontMetrics().height() * 20);
        list(it).grab();
    }

    void notesAreAsHighAsTheirWordsNeed()
    {
        TaskWindow it;
        it.openWith(brokenTask());
        it.find<NotesDock>("notesDock")->focusContent();
        QTRY_VERIFY(list(it).isVisible());
        const QModelIndex note = list(it).model()->index(0, 0);
        it.window.resizeDocks({it.find<QDockWidget>("notesDock")}, {600}, Qt::Horizontal);
        QTRY_VERIFY(list(it).viewport()->width() > 500);
        QTRY_VERIFY(list(it).visualRect(note).width() > 500);
        const int wide = list(it).visualRect(note).height();
        it.window.resizeDocks({it.find<QDockWidget>("notesDock")}, {220}, Qt::Horizontal);
        QTRY_VERIFY(list(it).viewport()->width() < 300);
        QTRY_VERIFY(list(it).visualRect(note).height() > wide);
        QVERIFY(list(it).visualRect(note).width() <= list(it).viewport()->width());
    }

    void aStreamIsCheckedAsSoonAsItHasBeenRead()
    {
        TaskWindow it;
        it.openWith(brokenTask());
        TaskModel &model = it.session.model();
        QCOMPARE(rowOf(it, u"stream_name"_s), -1);
        auto stream = std::make_shared<StreamDetails>();
        stream->status = {Value::Kind::Text, u"<i>FROZEN"_s};
        Observation seen;
        seen.task = model.snapshot();
        seen.stream = stream;
        QVERIFY(model.setInsight(Insight::after(nullptr, seen)));
        const int row = rowOf(it, u"stream_name"_s);
        QVERIFY(row >= 0);
        QVERIFY(list(it).model()->index(row, 0).data().toString().contains(u"<i>FROZEN"_s));
        list(it).setCurrentIndex(list(it).model()->index(row, 0));
        // The next answer comes before its stream has been read again.
        QVERIFY(model.setInsight(nullptr));
        it.refreshWith(brokenTask("Other"));
        QCOMPARE(list(it).currentIndex().data(SettingNotesModel::NotePathRole).toString(), u"stream_name"_s);
        seen.task = model.snapshot();
        seen.stream = nullptr;
        seen.streamError = errorOf(Error::Kind::Forbidden, 403);
        QVERIFY(model.setInsight(Insight::after(nullptr, seen)));
        QCOMPARE(rowOf(it, u"stream_name"_s), -1);
    }

    void whatIsKnownOfAStreamDoesNotHoldForAnother()
    {
        TaskWindow it;
        it.openWith(brokenTask());
        TaskModel &model = it.session.model();
        auto stream = std::make_shared<StreamDetails>();
        stream->status = {Value::Kind::Text, u"FROZEN"_s};
        Observation seen;
        seen.task = model.snapshot();
        seen.stream = stream;
        QVERIFY(model.setInsight(Insight::after(nullptr, seen)));
        QVERIFY(rowOf(it, u"stream_name"_s) >= 0);
        it.refreshWith(R"({"stream_name":"newstream","task_name":"newtask","state":"RUNNING"})");
        QCOMPARE(rowOf(it, u"stream_name"_s), -1);
    }

    void aScreenReaderHearsTheWholeNote()
    {
        TaskWindow it;
        it.openWith(brokenTask());
        it.find<NotesDock>("notesDock")->focusContent();
        QAccessibleInterface *view = QAccessible::queryAccessibleInterface(&list(it));
        QVERIFY(view && view->childCount() >= 3);
        QCOMPARE(view->text(QAccessible::Name), u"Settings notes"_s);
        const QString spoken = view->child(0)->text(QAccessible::Name);
        QVERIFY2(spoken.contains(u"Source: "_s), qPrintable(spoken));
        QVERIFY2(spoken.startsWith(u"Good to know: "_s) || spoken.startsWith(u"Against"_s), qPrintable(spoken));
    }
};

QTEST_MAIN(TestNotesDock)
#include "tst_notesdock.moc"
