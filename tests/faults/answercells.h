// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "faults/wholeprogram.h"

#include <QMap>
#include <QModelIndex>

namespace spillway {

// What the window shows of the answer, cell by cell, as a person reads it.

/// The value beside a name in the tree: "state" of Section::Task. A null QString: there is no such row. The name is the
/// field's path; the n-th of several with the same.
QString treeText(WholeProgram &program, Section section, const QString &path, int occurrence = 0);
/// What the value's tooltip says of it.
QString treeNote(WholeProgram &program, Section section, const QString &path);
/// What stands beside a section's title.
QString sectionText(WholeProgram &program, Section section);
/// The line of the form; a null QString: there is none.
QString formText(WholeProgram &program, const QString &path);
bool isMarkedInForm(WholeProgram &program, const QString &path);

/// A row of the table, down to the last column of the answer; times without their ages, which go on.
QStringList rowTexts(const QAbstractItemModel &table, int row);
QAbstractItemModel &tableOf(WholeProgram &program);
/// One column, from the first row to the last.
QStringList columnTexts(WholeProgram &program, int column);

/// Every cell of the tree's fields and of the form, by where it is.
QMap<QString, QString> fieldCells(WholeProgram &program);

} // namespace spillway
