// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/answerfacts.h"
#include "ui/columnarrangement.h"

#include <QObject>
#include <QTimer>

class QMenu;
class QTableView;

namespace spillway {

/// Keeps the columns of the table as the person arranged them, and remembers that. Of what nobody arranged it takes
/// care itself: columns that no row fills are hidden, the others are as wide as what is in them. Where there is little
/// room *Last dump*, whose beginning says enough, makes way for the others, and then the room for marks in *Partition*.
class ColumnLayout : public QObject
{
    Q_OBJECT

public:
    /// The table has its model already.
    explicit ColumnLayout(QTableView &table);
    ~ColumnLayout() override;

    /// Whose columns they are: those of a task may be its own.
    void setTask(const TaskAddress &address);
    /// Which columns a row fills, according to an answer.
    void setFilled(const ColumnSet &filled);
    /// The same about the columns that are worked out.
    void setWorkedOut(const ColumnSet &filled);
    /// There are rows to see: sizes the columns that have no size yet.
    void sizeColumns();
    /// Fills a menu: one checkable entry per column, whether they are this task's alone, and the way back.
    void fillMenu(QMenu &menu);
    /// As if they had never been touched.
    void reset();

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void apply();
    void applyShown();
    void fit();
    void resized(int column, int oldWidth, int newWidth);
    void moved();
    void sorted(int column, Qt::SortOrder order);
    void show(int column, bool shown);
    void setOwn(bool own);
    void save();
    /// What waits to be saved is saved at once.
    void saveWaiting();
    int character() const;

    QTableView &m_table;
    TaskAddress m_address;
    QString m_key; ///< of the task; empty: it cannot have columns of its own
    bool m_own = false; ///< the arrangement is this task's alone
    ColumnArrangement m_arrangement;
    std::optional<ColumnSet> m_filled;
    ColumnSet m_workedOut;
    ColumnSet m_sized; ///< have had a size
    int m_wholeTime = 0; ///< width that shows all of Last dump
    int m_tightId = 0; ///< width of Partition without room for marks
    int m_roomyId = 0; ///< and with it
    bool m_byProgram = false; ///< columns are changed by us, not by the person
    QTimer m_waiting; ///< a drag is many widths, and each would be a file
};

} // namespace spillway
