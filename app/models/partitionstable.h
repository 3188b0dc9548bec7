// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "models/order.h"

#include <QAbstractProxyModel>
#include <QFutureWatcher>

namespace spillway {

class TaskModel;

/// The Partitions section as a flat, sorted and filtered table. The order is a permutation computed on a worker thread
/// and swapped in with layoutChanged, so that neither a sort nor a refresh costs the GUI thread more than a pointer.
///
/// Rows that a refresh adds appear once they have been ordered; rows that it removes go at once.
class PartitionsTable : public QAbstractProxyModel
{
    Q_OBJECT

public:
    /// The clock is what the filter counts ages to.
    explicit PartitionsTable(TaskModel &source, Clock clock = systemClock(), QObject *parent = nullptr);

    /// Orders by raw values; ties by partition number; absent values last both ways. Column -1: by partition number.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;
    int sortColumn() const { return m_wanted.column; }
    Qt::SortOrder sortOrder() const { return m_wanted.order; }

    /// Shows only the partitions that pass.
    void setFilter(const RowFilter &filter);
    const RowFilter &filter() const { return m_wanted.filter; }
    /// Time has passed: filters again if that can make a difference, unless an order is being worked out anyway.
    void updateAges();

    /// Indexes into snapshot()->partitions of the rows shown, in the order shown.
    std::vector<quint32> partitionsShown() const;
    quint32 partitionAt(int row) const;
    /// The rows shown as places of the rows of the Partitions section.
    const PermutationPointer &shown() const { return m_shown; }
    const TaskModel &task() const { return m_task; }
    /// False while a new order is being worked out.
    bool isSettled() const { return !m_stale && !m_running; }
    /// While it is held no row changes its place: a new order waits for the end.
    void setHeld(bool held);

    QModelIndex mapToSource(const QModelIndex &proxy) const override;
    QModelIndex mapFromSource(const QModelIndex &source) const override;
    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    bool hasChildren(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    /// A new order is on screen, with everything asked for so far.
    void settled();
    /// The person asked for another order (not a refresh): the view may want to go to the top.
    void sortChanged();

private:
    void sourceChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &roles);
    void sourceRemoving(const QModelIndex &parent, int first, int last);
    void sourceRemoved(const QModelIndex &parent, int first, int last);
    void sourceInserted(const QModelIndex &parent, int first, int last);
    void reorderLater();
    void startOrdering();
    void orderReady();
    template <class NewRow> void renumber(const NewRow &newRow);
    void carryOut(const OrderStep &step);
    void permute(const PermutationPointer &after);

    TaskModel &m_task;
    Clock m_clock;
    OrderRequest m_wanted;
    PermutationPointer m_shown = std::make_shared<const Permutation>();
    bool m_stale = false;
    bool m_running = false;
    bool m_held = false;
    quint64 m_generation = 0; ///< counts what makes an order under way out of date
    bool m_removing = false; ///< rows are being removed here, along with the source's
    QFutureWatcher<OrderResult> m_watcher;
};

} // namespace spillway
