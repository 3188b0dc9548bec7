// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/partitionstable.h"

#include "models/taskmodel.h"

#include <QtConcurrentRun>

#include <algorithm>
#include <utility>

namespace spillway {

PartitionsTable::PartitionsTable(TaskModel &source, Clock clock, QObject *parent)
    : QAbstractProxyModel(parent)
    , m_task(source)
    , m_clock(std::move(clock))
{
    setSourceModel(&source);
    connect(&source, &QAbstractItemModel::dataChanged, this, &PartitionsTable::sourceChanged);
    connect(&source, &QAbstractItemModel::rowsAboutToBeRemoved, this, &PartitionsTable::sourceRemoving);
    connect(&source, &QAbstractItemModel::rowsRemoved, this, &PartitionsTable::sourceRemoved);
    connect(&source, &QAbstractItemModel::rowsInserted, this, &PartitionsTable::sourceInserted);
    connect(&source, &TaskModel::partitionsMoved, this, [this](const std::vector<int> &newRows) {
        // Those shown stay where they are: only their numbers change.
        renumber([&newRows](int row) { return newRows[size_t(row)]; });
    });
    connect(&source, &TaskModel::applied, this, &PartitionsTable::startOrdering);
    connect(&source, &TaskModel::insightChanged, this, &PartitionsTable::startOrdering);
    // A filter finds times as they are written.
    connect(&source, &TaskModel::displayChanged, this, &PartitionsTable::startOrdering);
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &PartitionsTable::orderReady);
    if (!source.partitionOrder().empty()) {
        reorderLater();
        startOrdering();
    }
}

void PartitionsTable::sort(int column, Qt::SortOrder order)
{
    if (m_wanted.column == column && m_wanted.order == order)
        return;
    m_wanted.column = column;
    m_wanted.order = order;
    reorderLater();
    startOrdering();
    Q_EMIT sortChanged();
}

void PartitionsTable::setFilter(const RowFilter &filter)
{
    if (m_wanted.filter == filter)
        return;
    m_wanted.filter = filter;
    reorderLater();
    startOrdering();
}

void PartitionsTable::updateAges()
{
    if (!isSettled() || !m_wanted.filter.dependsOnTime())
        return;
    reorderLater();
    startOrdering();
}

quint32 PartitionsTable::partitionAt(int row) const
{
    return m_task.partitionAt(m_shown->rowAt(row));
}

std::vector<quint32> PartitionsTable::partitionsShown() const
{
    const std::vector<int> &rows = m_shown->rows();
    std::vector<quint32> shown(rows.size());
    std::transform(rows.begin(), rows.end(), shown.begin(), [this](int row) { return m_task.partitionAt(row); });
    return shown;
}

QModelIndex PartitionsTable::mapToSource(const QModelIndex &proxy) const
{
    if (!proxy.isValid())
        return {};
    return m_task.index(m_shown->rowAt(proxy.row()), proxy.column(), m_task.sectionIndex(Section::Partitions));
}

QModelIndex PartitionsTable::mapFromSource(const QModelIndex &source) const
{
    if (!source.isValid() || source.parent() != m_task.sectionIndex(Section::Partitions))
        return {};
    const int row = m_shown->placeOf(source.row());
    return row < 0 ? QModelIndex() : index(row, source.column());
}

QModelIndex PartitionsTable::index(int row, int column, const QModelIndex &parent) const
{
    return hasIndex(row, column, parent) ? createIndex(row, column) : QModelIndex();
}

QModelIndex PartitionsTable::parent(const QModelIndex &) const
{
    return {};
}

int PartitionsTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_shown->size();
}

bool PartitionsTable::hasChildren(const QModelIndex &parent) const
{
    return !parent.isValid() && m_shown->size() > 0;
}

int PartitionsTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(PartitionColumnCount);
}

QVariant PartitionsTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical)
        return role == Qt::DisplayRole ? QVariant(section + 1) : QVariant();
    if (section < 0 || section >= PartitionColumnCount)
        return {};
    const FieldInfo &field = columnField(section);
    switch (role) {
    case Qt::DisplayRole:
        return fieldText(field.label);
    case Qt::ToolTipRole:
        return isWorkedOut(section) ? fieldText(field.rule) : QString::fromLatin1(field.key);
    case PathRole:
        return QString::fromLatin1(field.key);
    default:
        return {};
    }
}

void PartitionsTable::sourceChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &roles)
{
    if (topLeft.parent() != m_task.sectionIndex(Section::Partitions))
        return;
    // Rows in between may be unchanged: repainting them is cheaper than a signal for each stretch, and repainting
    // everything is cheaper than looking for the places of many.
    constexpr int few = 1000;
    const bool areFew = bottomRight.row() - topLeft.row() < few;
    int first = areFew ? m_shown->size() : 0;
    int last = areFew ? -1 : m_shown->size() - 1;
    for (int row = topLeft.row(); areFew && row <= bottomRight.row(); ++row) {
        const int place = m_shown->placeOf(row);
        first = place < 0 ? first : std::min(first, place);
        last = std::max(last, place);
    }
    if (first <= last)
        Q_EMIT dataChanged(index(first, topLeft.column()), index(last, bottomRight.column()), roles);
    if (!isWorkedOut(topLeft.column()) || isWorkedOut(m_wanted.column) || !m_wanted.filter.isEmpty())
        reorderLater();
}

void PartitionsTable::sourceRemoving(const QModelIndex &parent, int first, int last)
{
    if (parent != m_task.sectionIndex(Section::Partitions))
        return;
    const auto steps = stepsWithout(m_shown, [first, last](int row) { return row >= first && row <= last; });
    if (steps.empty())
        return;
    if (steps.size() > 1)
        permute(steps.front().after);
    // The removal itself is over once the source's is.
    beginRemoveRows({}, steps.back().first, steps.back().last);
    m_removing = true;
}

void PartitionsTable::sourceRemoved(const QModelIndex &parent, int first, int last)
{
    if (parent != m_task.sectionIndex(Section::Partitions))
        return;
    renumber([first, last](int row) { return row < first ? row : row > last ? row - (last - first + 1) : -1; });
    if (std::exchange(m_removing, false))
        endRemoveRows();
    reorderLater();
}

void PartitionsTable::sourceInserted(const QModelIndex &parent, int first, int last)
{
    if (parent != m_task.sectionIndex(Section::Partitions))
        return;
    renumber([first, last](int row) { return row < first ? row : row + (last - first + 1); });
    reorderLater();
}

/// The rows of the section have other numbers now; -1 for those that are gone.
template <class NewRow> void PartitionsTable::renumber(const NewRow &newRow)
{
    std::vector<int> rows;
    rows.reserve(size_t(m_shown->size()));
    for (const int row : m_shown->rows()) {
        if (const int now = newRow(row); now >= 0)
            rows.push_back(now);
    }
    m_shown = std::make_shared<const Permutation>(std::move(rows), int(m_task.partitionOrder().size()));
}

void PartitionsTable::reorderLater()
{
    m_stale = true;
    ++m_generation;
}

void PartitionsTable::setHeld(bool held)
{
    m_held = held;
    startOrdering();
}

void PartitionsTable::startOrdering()
{
    if (!m_stale || m_running || m_held)
        return;
    m_stale = false;
    m_running = true;
    OrderRequest request = m_wanted;
    request.task = m_task.snapshot();
    request.insight = m_task.insight();
    request.shown = m_shown;
    request.generation = m_generation;
    request.filter.setTimes(m_clock(), m_task.display());
    m_watcher.setFuture(QtConcurrent::run(orderRows, std::move(request)));
}

void PartitionsTable::orderReady()
{
    m_running = false;
    if (m_watcher.future().resultCount() == 0) // there was not enough memory: the rows stay as they are until the next
        return;
    const OrderResult result = m_watcher.future().takeResult();
    if (m_held || result.generation != m_generation) {
        m_stale = true;
        startOrdering();
        return;
    }
    for (const OrderStep &step : result.steps)
        carryOut(step);
    m_shown = result.order;
    Q_EMIT settled();
}

void PartitionsTable::carryOut(const OrderStep &step)
{
    switch (step.kind) {
    case OrderStep::Kind::Move:
        permute(step.after);
        return;
    case OrderStep::Kind::Remove:
        beginRemoveRows({}, step.first, step.last);
        m_shown = step.after;
        endRemoveRows();
        return;
    case OrderStep::Kind::Insert:
        beginInsertRows({}, step.first, step.last);
        m_shown = step.after;
        endInsertRows();
        return;
    }
}

void PartitionsTable::permute(const PermutationPointer &after)
{
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    QModelIndexList moved;
    moved.reserve(before.size());
    for (const QModelIndex &old : before)
        moved += createIndex(after->placeOf(m_shown->rowAt(old.row())), old.column());
    m_shown = after;
    changePersistentIndexList(before, moved);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

} // namespace spillway
