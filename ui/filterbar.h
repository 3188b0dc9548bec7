// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/answerfacts.h"
#include "ui/rowfinder.h"

#include <QTimer>
#include <QWidget>

class QAction;
class QHBoxLayout;
class QLineEdit;

namespace spillway {

class FilterField;
class PartitionsTable;
class PartitionsView;
class PlainLabel;

/// One line for a text, and what it does to the table: it hides the rows that do not match, or, if the person wants to
/// see the others too, it goes from match to match. Without a text it goes on with what was typed into the table.
class FilterBar : public QWidget
{
    Q_OBJECT

public:
    FilterBar(PartitionsTable &rows, PartitionsView &table, Clock clock);

    /// Puts something at the right end of the line.
    void addAtEnd(QWidget *widget);
    /// A button for the action behind the field.
    void addButton(QAction *action);
    void setFacts(const AnswerFacts &facts);
    void setWorkedOut(const ColumnSet &filled);
    void focusField();
    QLineEdit &field();
    void clear();
    QString text() const;
    /// Whether rows that do not match are hidden; they are at first.
    void setOnlyMatches(bool only);
    /// Goes to the next or previous match; without anything to look for, to the field.
    void find(RowFinder::Start start);
    RowFinder &finder() { return m_finder; }
    /// Which match of how many the current row is, while others are shown too; empty if that is not known.
    QString foundText() const;

Q_SIGNALS:
    /// The text, or what was found of it.
    void changed();

private:
    void textChanged();
    void typedInTable(const QString &text, bool goesOn);
    void found(const RowFound &found);
    void say(const QString &sentence);
    void sayProblem();

    PartitionsTable &m_rows;
    PartitionsView &m_table;
    RowFinder m_finder;
    FilterField *m_field;
    PlainLabel *m_hint;
    QHBoxLayout *m_line;
    RowFilter m_wanted; ///< what the field says
    QString m_typed; ///< last into the table; empty: the field counts
    bool m_onlyMatches = true;
    RowFound m_found; ///< of the field's text, while others are shown too
    QTimer m_patience; ///< a word is not wrong while it is being typed
};

/// What is wrong with a condition of a filter, and what would be right.
QString problemText(const RowFilter::Problem &problem);

} // namespace spillway
