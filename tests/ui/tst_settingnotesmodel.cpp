// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settingnotesmodel.h"

#include "models/taskmodel.h"
#include "support/widgettestcase.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QSignalSpy>

using namespace spillway;
using namespace Qt::Literals::StringLiterals;

namespace {

SettingNote note(const QString &id, const QString &path = {}, const QString &sentence = u"Sentence."_s)
{
    return {id, Severity::Warning, path, sentence, u"a page"_s, {}};
}

struct Bench
{
    TaskModel task;
    SettingNotesModel notes{task, systemClock()};
    QAbstractItemModelTester tester{&notes, QAbstractItemModelTester::FailureReportingMode::QtTest};
    QItemSelectionModel selection{&notes};

    QStringList ids() const
    {
        QStringList found;
        for (const SettingNote &each : notes.notes())
            found.append(each.id);
        return found;
    }
};

} // namespace

class TestSettingNotesModel : public WidgetTestCase
{
    Q_OBJECT

private Q_SLOTS:
    void withoutATaskThereAreNoNotes()
    {
        const Bench it;
        QCOMPARE(it.notes.rowCount(), 0);
        QCOMPARE(it.notes.serious(), 0);
    }

    void anyListBecomesAnyOther_data()
    {
        QTest::addColumn<QStringList>("before");
        QTest::addColumn<QStringList>("after");
        const auto row = [](const QString &before, const QString &after) {
            QTest::addRow("%s to %s", qPrintable(before), qPrintable(after))
                << before.split(u' ', Qt::SkipEmptyParts) << after.split(u' ', Qt::SkipEmptyParts);
        };
        row(u""_s, u"a b c"_s);
        row(u"a b c"_s, u""_s);
        row(u"a b c"_s, u"a c"_s);
        row(u"a c"_s, u"a b c"_s);
        row(u"a b c"_s, u"c b a"_s);
        row(u"a b c d"_s, u"d x a y"_s);
    }

    void anyListBecomesAnyOther()
    {
        QFETCH(const QStringList, before);
        QFETCH(const QStringList, after);
        Bench it;
        const auto made = [](const QStringList &ids) {
            std::vector<SettingNote> notes;
            for (const QString &id : ids)
                notes.push_back(note(id));
            return notes;
        };
        it.notes.setNotes(made(before));
        QSignalSpy resets(&it.notes, &QAbstractItemModel::modelReset);
        QSignalSpy changes(&it.notes, &SettingNotesModel::changed);
        it.notes.setNotes(made(after));
        QCOMPARE(it.ids(), after);
        QCOMPARE(resets.size(), 0);
        QCOMPARE(changes.size(), 1);
        it.notes.setNotes(made(after));
        QCOMPARE(changes.size(), 1);
    }

    void aSelectedNoteStaysSelectedWhereverItGoes()
    {
        Bench it;
        it.notes.setNotes({note(u"a"_s), note(u"b"_s), note(u"c"_s)});
        it.selection.select(it.notes.index(2), QItemSelectionModel::Select);
        it.selection.setCurrentIndex(it.notes.index(2), QItemSelectionModel::NoUpdate);
        it.notes.setNotes({note(u"c"_s, {}, u"Now with other words."_s), note(u"x"_s), note(u"b"_s)});
        QCOMPARE(it.selection.selectedRows(), QModelIndexList{it.notes.index(0)});
        QCOMPARE(it.selection.currentIndex(), it.notes.index(0));
        QCOMPARE(it.notes.index(0).data().toString(), u"Now with other words."_s);
    }

    void theSameRuleForTwoSettingsIsTwoNotes()
    {
        Bench it;
        it.notes.setNotes({note(u"a"_s, u"one"_s), note(u"a"_s, u"two"_s)});
        QCOMPARE(it.notes.rowCount(), 2);
        QCOMPARE(it.notes.notesAt(u"two"_s).size(), size_t(1));
        QVERIFY(it.notes.notesAt(u"three"_s).empty());
    }

    void onlyWarningsAndWorseAreCounted()
    {
        Bench it;
        std::vector<SettingNote> notes{note(u"a"_s), note(u"b"_s), note(u"c"_s)};
        notes[1].severity = Severity::Bad;
        notes[2].severity = Severity::Unknown;
        it.notes.setNotes(notes);
        QCOMPARE(it.notes.serious(), 2);
    }

    void aRowIsReadAloudWholeAndNotByItsColour()
    {
        Bench it;
        SettingNote bad = note(u"a"_s, u"some.path"_s, u"It is <b>wrong</b>."_s);
        bad.severity = Severity::Bad;
        bad.disagreement = u"another page"_s;
        it.notes.setNotes({bad});
        const QModelIndex row = it.notes.index(0);
        const QString spoken = row.data(Qt::AccessibleTextRole).toString();
        for (const QString &part : {noteKind(Severity::Bad), bad.sentence, bad.source, bad.disagreement})
            QVERIFY2(spoken.contains(part), qPrintable(spoken));
        QVERIFY(row.data(Qt::ToolTipRole).toString().contains(u"&lt;b&gt;"_s));
        QVERIFY(row.data(SettingNotesModel::NoteTextRole).toString().contains(u"some.path"_s));
    }
};

QTEST_MAIN(TestSettingNotesModel)
#include "tst_settingnotesmodel.moc"
