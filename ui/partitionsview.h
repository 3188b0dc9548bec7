// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "ui/answerfacts.h"
#include "ui/partitiondecoration.h"

#include <QDateTime>
#include <QFutureWatcher>
#include <QMap>
#include <QPersistentModelIndex>
#include <QTableView>

class QMenu;

namespace spillway {

class PartitionsTable;

/// The table of partitions. What a person has arranged (columns, selection, place) stays through every refresh.
class PartitionsView : public QTableView
{
    Q_OBJECT

public:
    PartitionsView(PartitionsTable &rows, Clock clock, QWidget *parent = nullptr);
    ~PartitionsView() override;

    /// Indexes into the snapshot's partitions of the rows selected, in the order shown.
    std::vector<quint32> selectedPartitions() const;
    qsizetype selectedCount() const;
    /// Puts the selected rows on the clipboard, as TSV and as CSV, once they have been written by a worker thread.
    void copySelected(bool withHeader, const QDateTime &polledAt);
    /// Hides the columns that no row fills, unless the person chose; sizes all of them at the first answer.
    void setFacts(const AnswerFacts &facts);
    void setDimmed(bool dimmed) { m_decoration.setDimmed(dimmed); }
    /// Ages have changed.
    void repaintAges() { viewport()->update(); }
    /// Fills a menu with one checkable entry per column, and the way back to how it was.
    void fillColumnsMenu(QMenu &menu);
    void resetColumns();

Q_SIGNALS:
    void selectedCountChanged();
    void copied(int rows);

protected:
    void updateGeometries() override;
    void changeEvent(QEvent *event) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;

private:
    struct Texts
    {
        QByteArray tsv;
        QByteArray csv;
        int rows = 0;
    };

    void keepPlace();
    void restorePlace();
    void sorted();
    void settledOrder();
    bool isSelectedRowVisible() const;
    void showColumn(int column, bool shown);
    void applyColumns();
    void sizeColumnsOnce();
    void saveColumns();
    void restoreColumns();
    void textsReady();

    PartitionsTable &m_rows;
    PartitionDecoration m_decoration;
    QFutureWatcher<Texts> m_texts;
    QList<QPersistentModelIndex> m_place; ///< the rows in view while rows move, from the top
    bool m_restoring = false;
    bool m_toTop = false;
    bool m_byProgram = true; ///< columns are changed by us, not by the person
    bool m_sized = false;
    bool m_factsKnown = false;
    AnswerFacts m_facts;
    QMap<QString, bool> m_chosen; ///< column key -> shown, as the person chose
};

} // namespace spillway
