// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/taskmodel.h"

#include "domain/counttext.h"

#include <algorithm>

namespace spillway {

namespace {

constexpr std::array allSections{Section::Task, Section::Destination, Section::Partitions, Section::Others};

/// What is left of a list when the rows of the runs are taken out.
template <class T> std::vector<T> without(const std::vector<T> &rows, const std::vector<Run> &runs)
{
    std::vector<T> rest;
    rest.reserve(rows.size());
    size_t next = 0;
    for (const Run &run : runs) {
        rest.insert(rest.end(), rows.begin() + qsizetype(next), rows.begin() + run.first);
        next = size_t(run.last) + 1;
    }
    rest.insert(rest.end(), rows.begin() + qsizetype(next), rows.end());
    return rest;
}

/// The order before rows are spread: new row -> row until then, as in RowEdits. Empty if they are not.
std::vector<quint32> beforeSpread(const std::vector<quint32> &order, const std::vector<int> &spread)
{
    std::vector<quint32> before(spread.size());
    for (size_t row = 0; row < spread.size(); ++row)
        before[size_t(spread[row])] = order[row];
    return before;
}

QString sectionTitle(const TaskSnapshot &task, Section section)
{
    static constexpr const char *kinds[]{"MRS", "DLI", "DWS", "CloudTable"};
    switch (section) {
    case Section::Task:
        return TaskModel::tr("Task");
    case Section::Destination:
        if (task && !task->obsBlock.isPresent() && !task->otherDestinations.empty())
            return TaskModel::tr("%1 destination")
                .arg(QLatin1StringView(kinds[size_t(task->otherDestinations.front().kind)]));
        return TaskModel::tr("OBS destination");
    case Section::Partitions:
        return TaskModel::tr("Partitions");
    case Section::Others:
        return TaskModel::tr("Other fields");
    }
    return {};
}

QString sectionSummary(const TaskSnapshot &task, Section section)
{
    if (!task)
        return {};
    if (section == Section::Partitions) {
        const auto reported = qint64(task->partitions.size());
        if (task->partitionsBlock.kind == Value::Kind::Array)
            return TaskModel::tr("%1 partition(s)", nullptr, pluralOf(reported)).arg(countText(reported));
        return task->partitionsBlock.isPresent() ? TaskModel::tr("not a list") : TaskModel::tr("not reported");
    }
    if (section == Section::Others) {
        const auto listed = qint64(task->others.size());
        return listed == task->othersTotal
            ? TaskModel::tr("%1 field(s)", nullptr, pluralOf(listed)).arg(countText(listed))
            : TaskModel::tr("the first %1 of %2; all are in the exact bytes")
                  .arg(countText(listed), countText(task->othersTotal));
    }
    return {};
}

} // namespace

TaskModel::TaskModel(QObject *parent)
    : QAbstractItemModel(parent)
{
}

bool TaskModel::apply(Plan plan)
{
    if (plan.from != m_task || plan.knownDiscards != m_discards)
        return false;
    // They count rows, which are about to move.
    m_changes.reset();
    m_discards.reset();
    std::array<QString, sectionCount> before;
    const RowEdits &partitionEdits = plan.edits[size_t(Section::Partitions)];
    for (const Section section : allSections)
        before[size_t(section)] = sectionTitle(m_task, section) + sectionSummary(m_task, section);
    if (!plan.to || !partitionEdits.removed.empty() || !partitionEdits.inserted.empty())
        dropInsight();
    movePartitions(partitionEdits.gathered);
    for (const Section section : allSections)
        removeRuns(section, plan.edits[size_t(section)].removed);

    // From here on the survivors are read from the new answer; the rows are still the old ones without the removed.
    m_task = plan.to;
    static const std::vector<quint32> none;
    const std::vector<quint32> &byKey = m_task ? m_task->byKey : none;
    const std::vector<quint32> arranged = beforeSpread(byKey, partitionEdits.spread);
    const std::vector<quint32> &order = partitionEdits.spread.empty() ? byKey : arranged;
    for (const Section section : allSections) {
        const auto &inserted = plan.edits[size_t(section)].inserted;
        if (section == Section::Partitions)
            m_order = without(order, inserted);
        else
            m_fields[size_t(section)] = without(plan.fields[size_t(section)], inserted);
    }

    for (const Section section : allSections) {
        if (section == Section::Partitions) {
            insertPartitions(partitionEdits.inserted, order);
            movePartitions(partitionEdits.spread);
            m_changes = plan.changes;
            m_discards = plan.discards;
        } else {
            insertFields(section, plan.edits[size_t(section)].inserted, plan.fields[size_t(section)]);
        }
        const QModelIndex parent = sectionIndex(section);
        for (const ChangedRun &run : plan.edits[size_t(section)].changed)
            Q_EMIT dataChanged(index(run.rows.first, run.firstColumn, parent),
                               index(run.rows.last, run.lastColumn, parent));
        if (before[size_t(section)] != sectionTitle(m_task, section) + sectionSummary(m_task, section))
            Q_EMIT dataChanged(index(int(section), NameColumn), index(int(section), ValueColumn));
    }
    Q_EMIT applied();
    return true;
}

void TaskModel::setDisplay(const DisplayFormat &display)
{
    if (m_display == display)
        return;
    m_display = display;
    for (const Section section : allSections) {
        const QModelIndex parent = sectionIndex(section);
        if (const int rows = rowCount(parent); rows > 0)
            Q_EMIT dataChanged(index(0, NameColumn, parent), index(rows - 1, PartitionColumnCount - 1, parent),
                               {Qt::DisplayRole, Qt::AccessibleTextRole, Qt::ToolTipRole});
    }
    Q_EMIT displayChanged();
}

void TaskModel::setDiscards(DiscardsPointer discards)
{
    if (discards == m_discards)
        return;
    m_discards = std::move(discards);
    Q_EMIT discardsChanged();
}

bool TaskModel::setInsight(InsightPointer insight)
{
    if (insight == m_insight)
        return true;
    if (insight && insight->task() != m_task)
        return false;
    m_insight = std::move(insight);
    m_lastKnown.reset();
    const QModelIndex section = sectionIndex(Section::Partitions);
    if (const int rows = rowCount(section); rows > 0)
        Q_EMIT dataChanged(index(0, AnswerColumnCount, section), index(rows - 1, PartitionColumnCount - 1, section));
    Q_EMIT insightChanged();
    return true;
}

/// Its rows are about to be others. Who shows them repaints anyway.
void TaskModel::dropInsight()
{
    if (std::exchange(m_insight, nullptr))
        Q_EMIT insightChanged();
}

void TaskModel::removeRuns(Section section, const std::vector<Run> &runs)
{
    const QModelIndex parent = sectionIndex(section);
    for (size_t i = runs.size(); i-- > 0;) {
        const auto [first, last] = runs[i];
        beginRemoveRows(parent, first, last);
        const auto erase = [first = first, last = last](auto &rows) {
            rows.erase(rows.begin() + first, rows.begin() + last + 1);
        };
        if (section == Section::Partitions)
            erase(m_order);
        else
            erase(m_fields[size_t(section)]);
        endRemoveRows();
    }
}

void TaskModel::insertFields(Section section, const std::vector<Run> &runs, const std::vector<FieldRow> &fields)
{
    auto &rows = m_fields[size_t(section)];
    for (const Run &run : runs) {
        beginInsertRows(sectionIndex(section), run.first, run.last);
        rows.insert(rows.begin() + run.first, fields.begin() + run.first, fields.begin() + run.last + 1);
        endInsertRows();
    }
}

void TaskModel::insertPartitions(const std::vector<Run> &runs, const std::vector<quint32> &order)
{
    for (const Run &run : runs) {
        beginInsertRows(sectionIndex(Section::Partitions), run.first, run.last);
        m_order.insert(m_order.begin() + run.first, order.begin() + run.first, order.begin() + run.last + 1);
        endInsertRows();
    }
}

/// oldRows: new row -> row until now; empty: nothing moves.
void TaskModel::movePartitions(const std::vector<int> &oldRows)
{
    if (oldRows.empty())
        return;
    const QModelIndex section = sectionIndex(Section::Partitions);
    Q_EMIT layoutAboutToBeChanged({QPersistentModelIndex(section)}, VerticalSortHint);
    std::vector<int> newRows(oldRows.size());
    std::vector<quint32> order(oldRows.size());
    for (size_t row = 0; row < oldRows.size(); ++row) {
        newRows[size_t(oldRows[row])] = int(row);
        order[row] = m_order[size_t(oldRows[row])];
    }
    m_order = std::move(order);
    const QModelIndexList indexes = persistentIndexList();
    for (const QModelIndex &old : indexes) {
        if (old.parent() == section)
            changePersistentIndex(old, createIndex(newRows[size_t(old.row())], old.column(), old.internalId()));
    }
    Q_EMIT partitionsMoved(newRows);
    Q_EMIT layoutChanged({QPersistentModelIndex(section)}, VerticalSortHint);
}

QModelIndex TaskModel::sectionIndex(Section section) const
{
    return index(int(section), NameColumn);
}

QModelIndex TaskModel::valueIndex(Section section, const QString &path) const
{
    const auto &rows = m_fields[size_t(section)];
    const auto row = std::find_if(rows.begin(), rows.end(), [&](const FieldRow &field) { return field.path == path; });
    return row == rows.end() ? QModelIndex() : index(int(row - rows.begin()), ValueColumn, sectionIndex(section));
}

QModelIndex TaskModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? quintptr(parent.row()) + 1 : quintptr(0));
}

QModelIndex TaskModel::parent(const QModelIndex &child) const
{
    if (!child.isValid() || child.internalId() == 0)
        return {};
    return createIndex(int(child.internalId()) - 1, NameColumn, quintptr(0));
}

int TaskModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return sectionCount;
    if (parent.internalId() != 0 || parent.column() != NameColumn)
        return 0;
    return Section(parent.row()) == Section::Partitions ? int(m_order.size())
                                                        : int(m_fields[size_t(parent.row())].size());
}

int TaskModel::columnCount(const QModelIndex &) const
{
    // The same at every level: proxies take their sort column from the root.
    return PartitionColumnCount;
}

QVariant TaskModel::sectionData(Section section, int column, int role) const
{
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    const QString title = sectionTitle(m_task, section);
    const QString summary = sectionSummary(m_task, section);
    if (column == NameColumn)
        return title;
    return column == ValueColumn ? QVariant(summary) : QVariant();
}

QVariant TaskModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= PartitionColumnCount)
        return {};
    if (role == PathRole)
        return QString::fromLatin1(columnField(section).key);
    if (role != Qt::DisplayRole)
        return {};
    return section == NameColumn ? tr("Field")
        : section == ValueColumn ? tr("Value")
                                 : fieldText(columnField(section).label);
}

Qt::ItemFlags TaskModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractItemModel::flags(index);
    flags.setFlag(Qt::ItemNeverHasChildren, index.isValid() && index.internalId() != 0);
    return flags;
}

} // namespace spillway
