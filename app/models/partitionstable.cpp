// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/partitionstable.h"

#include "models/taskmodel.h"

#include <QtConcurrentRun>

#include <algorithm>
#include <utility>

namespace spillway {

namespace {

std::vector<int> inverseOf(const std::vector<int> &rows, int sourceRows)
{
    std::vector<int> inverse(size_t(sourceRows), -1);
    for (size_t i = 0; i < rows.size(); ++i)
        inverse[size_t(rows[i])] = int(i);
    return inverse;
}

/// The rows for which `isLast` holds moved behind the others, both in their order. Returns how many are last.
template <class IsLast> int moveToEnd(std::vector<int> &rows, const IsLast &isLast)
{
    const auto middle = std::stable_partition(rows.begin(), rows.end(), [&](int row) { return !isLast(row); });
    return int(rows.end() - middle);
}

} // namespace

PartitionsTable::PartitionsTable(TaskModel &source, QObject *parent)
    : QAbstractProxyModel(parent)
    , m_task(source)
{
    setSourceModel(&source);
    connect(&source, &QAbstractItemModel::dataChanged, this, &PartitionsTable::sourceChanged);
    connect(&source, &QAbstractItemModel::rowsAboutToBeRemoved, this, &PartitionsTable::sourceRemoving);
    connect(&source, &QAbstractItemModel::rowsRemoved, this, &PartitionsTable::sourceRemoved);
    connect(&source, &QAbstractItemModel::rowsInserted, this, &PartitionsTable::sourceInserted);
    connect(&source, &TaskModel::applied, this, &PartitionsTable::startOrdering);
    // A filter finds times as they are written.
    connect(&source, &TaskModel::displayChanged, this, &PartitionsTable::startOrdering);
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &PartitionsTable::orderReady);
    if (!source.partitionOrder().empty()) {
        rebuildInverse();
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

void PartitionsTable::setFilter(const QString &text)
{
    if (m_wanted.filter == text)
        return;
    m_wanted.filter = text;
    reorderLater();
    startOrdering();
}

quint32 PartitionsTable::partitionAt(int row) const
{
    return m_task.partitionAt(m_rows[size_t(row)]);
}

std::vector<quint32> PartitionsTable::partitionsShown() const
{
    std::vector<quint32> shown(m_rows.size());
    std::transform(m_rows.begin(), m_rows.end(), shown.begin(), [this](int row) { return m_task.partitionAt(row); });
    return shown;
}

QModelIndex PartitionsTable::mapToSource(const QModelIndex &proxy) const
{
    if (!proxy.isValid())
        return {};
    return m_task.index(m_rows[size_t(proxy.row())], proxy.column(), m_task.sectionIndex(Section::Partitions));
}

QModelIndex PartitionsTable::mapFromSource(const QModelIndex &source) const
{
    if (!source.isValid() || source.parent() != m_task.sectionIndex(Section::Partitions)
        || source.row() >= int(m_inverse.size()))
        return {};
    const int row = m_inverse[size_t(source.row())];
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
    return parent.isValid() ? 0 : int(m_rows.size());
}

bool PartitionsTable::hasChildren(const QModelIndex &parent) const
{
    return !parent.isValid() && !m_rows.empty();
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
    const auto &field = partitionFields[size_t(section)];
    switch (role) {
    case Qt::DisplayRole:
        return fieldText(field.label);
    case Qt::ToolTipRole:
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
    int first = int(m_rows.size());
    int last = -1;
    for (int row = topLeft.row(); row <= bottomRight.row(); ++row) {
        const int here = m_inverse[size_t(row)];
        first = here < 0 ? first : std::min(first, here);
        last = std::max(last, here);
    }
    // Rows in between may be unchanged: repainting them is cheaper than a signal for each stretch.
    if (first <= last)
        Q_EMIT dataChanged(index(first, topLeft.column()), index(last, bottomRight.column()), roles);
    reorderLater();
}

void PartitionsTable::sourceRemoving(const QModelIndex &parent, int first, int last)
{
    if (parent != m_task.sectionIndex(Section::Partitions))
        return;
    removeHere([first, last](int row) { return row >= first && row <= last; }, false);
}

/// Takes rows out with one signal, however they are scattered: those on their way out are first moved to the end.
/// complete: the source rows stay (they no longer match the filter), so the removal ends here.
template <class IsLeaving> void PartitionsTable::removeHere(const IsLeaving &isLeaving, bool complete)
{
    const auto begin = std::find_if(m_rows.begin(), m_rows.end(), isLeaving);
    if (begin == m_rows.end())
        return;
    int first = int(begin - m_rows.begin());
    const int count = int(std::count_if(begin, m_rows.end(), isLeaving));
    if (!std::all_of(begin, begin + count, isLeaving)) {
        std::vector<int> rows = m_rows;
        moveToEnd(rows, isLeaving);
        permute(std::move(rows));
        first = int(m_rows.size()) - count;
    }
    beginRemoveRows({}, first, first + count - 1);
    m_removing = first;
    m_removingCount = count;
    if (!complete)
        return;
    m_rows.erase(m_rows.begin() + first, m_rows.begin() + first + count);
    endRemovalHere();
}

void PartitionsTable::endRemovalHere()
{
    const bool began = std::exchange(m_removing, -1) >= 0;
    rebuildInverse();
    if (began)
        endRemoveRows();
}

void PartitionsTable::sourceRemoved(const QModelIndex &parent, int first, int last)
{
    if (parent != m_task.sectionIndex(Section::Partitions))
        return;
    if (m_removing >= 0)
        m_rows.erase(m_rows.begin() + m_removing, m_rows.begin() + m_removing + m_removingCount);
    for (int &row : m_rows)
        row -= row > last ? last - first + 1 : 0;
    endRemovalHere();
    reorderLater();
}

void PartitionsTable::sourceInserted(const QModelIndex &parent, int first, int last)
{
    if (parent != m_task.sectionIndex(Section::Partitions))
        return;
    for (int &row : m_rows)
        row += row >= first ? last - first + 1 : 0;
    rebuildInverse();
    reorderLater();
}

void PartitionsTable::rebuildInverse()
{
    m_inverse = inverseOf(m_rows, int(m_task.partitionOrder().size()));
}

void PartitionsTable::reorderLater()
{
    m_stale = true;
    ++m_generation;
}

void PartitionsTable::startOrdering()
{
    if (!m_stale || m_running)
        return;
    m_stale = false;
    m_running = true;
    OrderRequest request = m_wanted;
    request.display = m_task.display();
    request.task = m_task.snapshot();
    request.source = m_task.partitionOrder();
    request.generation = m_generation;
    m_watcher.setFuture(QtConcurrent::run(orderRows, std::move(request)));
}

void PartitionsTable::orderReady()
{
    m_running = false;
    OrderResult result = m_watcher.result();
    if (result.generation != m_generation) {
        startOrdering();
        return;
    }
    adopt(std::move(result.rows));
    Q_EMIT settled();
}

void PartitionsTable::adopt(std::vector<int> rows)
{
    if (rows == m_rows)
        return;
    const std::vector<int> wanted = inverseOf(rows, int(m_task.partitionOrder().size()));
    removeHere([&](int row) { return wanted[size_t(row)] < 0; }, true);

    std::vector<int> coming;
    std::copy_if(rows.begin(), rows.end(), std::back_inserter(coming),
                 [&](int row) { return m_inverse[size_t(row)] < 0; });
    if (!coming.empty()) {
        // In place if they stand together and nothing else moves; else at the end, and then everything to its place.
        const auto first = std::find(rows.begin(), rows.end(), coming.front());
        const int at = int(first - rows.begin());
        std::vector<int> placed = m_rows;
        const bool together = int(rows.end() - first) >= int(coming.size())
            && std::equal(coming.begin(), coming.end(), first) && at <= int(placed.size());
        placed.insert(together ? placed.begin() + at : placed.end(), coming.begin(), coming.end());
        const bool inPlace = together && placed == rows;
        if (!inPlace) {
            placed = m_rows;
            placed.insert(placed.end(), coming.begin(), coming.end());
        }
        const int start = inPlace ? at : int(m_rows.size());
        beginInsertRows({}, start, start + int(coming.size()) - 1);
        m_rows = std::move(placed);
        rebuildInverse();
        endInsertRows();
    }
    if (m_rows != rows)
        permute(std::move(rows));
}

void PartitionsTable::permute(std::vector<int> rows)
{
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    std::vector<int> inverse = inverseOf(rows, int(m_task.partitionOrder().size()));
    QModelIndexList after;
    after.reserve(before.size());
    for (const QModelIndex &old : before)
        after += createIndex(inverse[size_t(m_rows[size_t(old.row())])], old.column());
    m_rows = std::move(rows);
    m_inverse = std::move(inverse);
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

} // namespace spillway
