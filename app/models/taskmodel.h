// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/timetext.h"
#include "insight/insight.h"
#include "models/plan.h"
#include "models/roles.h"

#include <QAbstractItemModel>

namespace spillway {

/// One dump task as a tree:
///
///     (root)
///     +- Task               Name | Value
///     +- OBS destination    Name | Value   (another destination's block: its keys as they came)
///     +- Partitions         one row per partition, one column per entry of partitionFields and workedOutFields
///     +- Other fields       Name | Value   what came and is not known, by JSON path
///
/// Holds one snapshot and no nodes: an index's internalId is 0 for a section and section + 1 for a row in it. Never
/// resets; each answer is applied as planned edits.
class TaskModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum FieldColumn { NameColumn, ValueColumn };

    explicit TaskModel(QObject *parent = nullptr);

    /// Carries out a plan whose `from` is snapshot() and whose `knownDiscards` is discards(). Returns false, and does
    /// nothing, if they are not.
    bool apply(Plan plan);

    const TaskSnapshot &snapshot() const { return m_task; }
    /// How times are written here, and what everybody else goes by who writes times and numbers about this task.
    const DisplayFormat &display() const { return m_display; }
    void setDisplay(const DisplayFormat &display);
    /// What the last answer changed; null for the first one.
    const std::shared_ptr<const Changes> &changes() const { return m_changes; }
    /// Records lost and not acknowledged; null: none.
    const DiscardsPointer &discards() const { return m_discards; }
    /// Other discards for the same answer: some were acknowledged.
    void setDiscards(DiscardsPointer discards);
    /// What is worked out about the partitions; null: nothing yet. It outlives an answer that brings the same
    /// partitions, until there is a newer one: its own observation says of when it is.
    const InsightPointer &insight() const { return m_insight; }
    /// Insight into snapshot(). Returns false, and does nothing, if it is into another answer. Null takes it away.
    bool setInsight(InsightPointer insight);
    QModelIndex sectionIndex(Section section) const;
    /// The partition shown in a row of the Partitions section, as index into snapshot()->partitions.
    quint32 partitionAt(int row) const { return m_order[size_t(row)]; }
    /// All of them, in the order of rows.
    const std::vector<quint32> &partitionOrder() const { return m_order; }
    /// The index of a field's Value cell, by JSON path; invalid if there is no such row.
    QModelIndex valueIndex(Section section, const QString &path) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    /// After every edit of one answer has been carried out, also if nothing differed.
    void applied();
    /// display() is another one; dataChanged has been emitted for every value.
    void displayChanged();
    /// Rows of the Partitions section move, between layoutAboutToBeChanged and layoutChanged: row -> new row.
    void partitionsMoved(const std::vector<int> &newRows);
    /// By setDiscards(), not by an answer.
    void discardsChanged();
    /// After the dataChanged of its columns.
    void insightChanged();

private:
    void removeRuns(Section section, const std::vector<Run> &runs);
    void insertFields(Section section, const std::vector<Run> &runs, const std::vector<FieldRow> &fields);
    void insertPartitions(const std::vector<Run> &runs, const std::vector<quint32> &order);
    void movePartitions(const std::vector<int> &oldRows);
    void dropInsight();
    const RowInsight &known(int row) const;
    QVariant workedOutData(int row, int column, int role) const;
    QVariant sectionData(Section section, int column, int role) const;

    DisplayFormat m_display;
    TaskSnapshot m_task; ///< what the values are read from
    std::array<std::vector<FieldRow>, sectionCount> m_fields;
    std::shared_ptr<const Changes> m_changes; ///< null while rows are on their way
    DiscardsPointer m_discards;
    InsightPointer m_insight; ///< null, or with as many rows as there are
    mutable std::optional<std::pair<int, RowInsight>> m_lastKnown; ///< of the row that was asked for last
    std::vector<quint32> m_order; ///< row in Partitions -> index into m_task->partitions
};

} // namespace spillway
