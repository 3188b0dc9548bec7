// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/answercells.h"

#include "domain/fields.h"
#include "ui/formline.h"
#include "ui/partitionsview.h"
#include "ui/plainlabel.h"

#include <QTreeView>

using namespace Qt::Literals::StringLiterals;

namespace spillway {

namespace {

QAbstractItemModel &treeOf(WholeProgram &program)
{
    return *program.find<QTreeView>(u"answerTree"_s)->model();
}

QModelIndex valueOf(WholeProgram &program, Section section, const QString &path, int occurrence)
{
    const QAbstractItemModel &tree = treeOf(program);
    const QModelIndex parent = tree.index(int(section), 0);
    for (int row = 0; row < tree.rowCount(parent); ++row) {
        const QModelIndex value = tree.index(row, TaskModel::ValueColumn, parent);
        if (value.data(PathRole).toString() == path && occurrence-- == 0)
            return value;
    }
    return {};
}

ValueEdit *lineOf(WholeProgram &program, const QString &path)
{
    return program.find<QWidget>(u"destinationForm"_s)->findChild<ValueEdit *>(path);
}

} // namespace

QString treeText(WholeProgram &program, Section section, const QString &path, int occurrence)
{
    const QModelIndex value = valueOf(program, section, path, occurrence);
    return value.isValid() ? value.data().toString() : QString();
}

QString treeNote(WholeProgram &program, Section section, const QString &path)
{
    return valueOf(program, section, path, 0).data(NoteRole).toString();
}

QString sectionText(WholeProgram &program, Section section)
{
    return treeOf(program).index(int(section), TaskModel::ValueColumn).data().toString();
}

QString formText(WholeProgram &program, const QString &path)
{
    const ValueEdit *line = lineOf(program, path);
    return line ? line->text() : QString();
}

bool isMarkedInForm(WholeProgram &program, const QString &path)
{
    const ValueEdit *line = lineOf(program, path);
    if (!line)
        return false;
    const QList<PlainLabel *> labels = line->parentWidget()->findChildren<PlainLabel *>();
    return std::any_of(labels.begin(), labels.end(), [](const PlainLabel *label) {
        return label->accessibleName() == "Odd value"_L1 && !label->isHidden();
    });
}

QAbstractItemModel &tableOf(WholeProgram &program)
{
    return *program.find<PartitionsView>(u"partitionTable"_s)->model();
}

QStringList rowTexts(const QAbstractItemModel &table, int row)
{
    QStringList texts;
    for (int column = 0; column < AnswerColumnCount; ++column) {
        const QString text = table.index(row, column).data().toString();
        const qsizetype age = text.indexOf(u" ago ("_s);
        texts += column == LastTransferColumn && age >= 0 ? text.sliced(age) : text;
    }
    return texts;
}

QStringList columnTexts(WholeProgram &program, int column)
{
    const QAbstractItemModel &table = tableOf(program);
    QStringList texts;
    for (int row = 0; row < table.rowCount(); ++row)
        texts += table.index(row, column).data().toString();
    return texts;
}

QMap<QString, QString> fieldCells(WholeProgram &program)
{
    QMap<QString, QString> cells;
    const QAbstractItemModel &tree = treeOf(program);
    for (const Section section : {Section::Task, Section::Destination, Section::Others}) {
        const QModelIndex parent = tree.index(int(section), 0);
        for (int row = 0; row < tree.rowCount(parent); ++row) {
            const QModelIndex value = tree.index(row, TaskModel::ValueColumn, parent);
            const QString path = value.data(PathRole).toString();
            cells.insert(u"tree %1 %2"_s.arg(int(section)).arg(path), value.data().toString());
            if (section == Section::Destination)
                cells.insert(u"form "_s + path, formText(program, path));
        }
    }
    return cells;
}

} // namespace spillway
