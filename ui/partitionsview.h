// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "domain/fields.h"
#include "ui/partitiondecoration.h"

#include <QElapsedTimer>
#include <QPersistentModelIndex>
#include <QTableView>

#include <functional>

class QMimeData;

namespace spillway {

class ColumnLayout;
class PartitionsTable;

/// The table of partitions. What a person has arranged (columns, selection, place) stays through every refresh.
class PartitionsView : public QTableView
{
    Q_OBJECT

public:
    PartitionsView(PartitionsTable &rows, Clock clock, QWidget *parent = nullptr);
    ~PartitionsView() override;
    /// Some rows are to be seen, however little room there is for the window.
    QSize minimumSizeHint() const override;

    /// Indexes into the snapshot's partitions of the rows selected, in the order shown.
    std::vector<quint32> selectedPartitions() const;
    qsizetype selectedCount() const;
    /// In the order shown.
    std::vector<PartitionColumn> columnsShown() const;
    /// Gives what the selected rows become when they are dragged out, or nothing.
    void setDragSource(std::function<QMimeData *()> source) { m_dragSource = std::move(source); }
    ColumnLayout &columns() { return *m_columns; }
    /// The rows of the Partitions section that are selected.
    std::vector<int> selectedSectionRows() const;
    void setDimmed(bool dimmed) { m_decoration.setDimmed(dimmed); }
    /// How strongly changed cells are tinted, 0 ... 1. Repaints what can be seen.
    void setChangeStrength(double strength);
    /// Ages have changed, or marks.
    void repaintAges() { viewport()->update(); }
    void keyboardSearch(const QString &search) override;

Q_SIGNALS:
    void selectedCountChanged();
    /// The row of the Partitions section that is current, or where it stands now; -1: none.
    void currentSectionRowChanged(int row);
    /// The person types into the table; goesOn: to what was typed just before, which is part of the text.
    void typed(const QString &text, bool goesOn);

protected:
    void updateGeometries() override;
    void mousePressEvent(QMouseEvent *event) override;
    void startDrag(Qt::DropActions actions) override;
    void changeEvent(QEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;

private:
    void keepPlace();
    void restorePlace();
    void tellCurrentRow();
    void sorted();
    void settledOrder();
    bool isSelectedRowVisible() const;

    PartitionsTable &m_rows;
    PartitionDecoration m_decoration;
    std::function<QMimeData *()> m_dragSource;
    QString m_typed;
    QElapsedTimer m_typing; ///< since the last letter of it
    QList<QPersistentModelIndex> m_place; ///< the rows in view while rows move, from the top
    bool m_restoring = false;
    bool m_toTop = false;
    ColumnLayout *m_columns;
};

} // namespace spillway
