// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz.h"
#include "targets.h"

#include "insight/insight.h"
#include "models/changes.h"
#include "models/discards.h"
#include "models/partitionstable.h"
#include "models/taskmodel.h"
#include "wire/projectdecoder.h"
#include "wire/taskdecoder.h"

#include <QEventLoop>

namespace spillway::fuzz {

namespace {

const QDateTime now = QDateTime::fromMSecsSinceEpoch(1'606'984'428'612, Qt::UTC);

constexpr int roles[]{Qt::DisplayRole,   Qt::AccessibleTextRole,
                      Qt::ToolTipRole,   RawRole,
                      KindRole,          MarksRole,
                      NoteRole,          SeverityRole,
                      PathRole,          TypeRole,
                      GroupRole,         LabelRole,
                      UnitRole,          RuleRole,
                      AssumedRole,       DocumentedRole,
                      JsonRole,          Qt::FontRole,
                      Qt::DecorationRole};

/// The rows that a model has by its signals alone.
class CountedRows
{
public:
    explicit CountedRows(const QAbstractItemModel &model)
        : m_model(model)
    {
        QObject::connect(&model, &QAbstractItemModel::rowsInserted, &m_context,
                         [this](const QModelIndex &, int first, int last) { m_rows += last - first + 1; });
        QObject::connect(&model, &QAbstractItemModel::rowsRemoved, &m_context,
                         [this](const QModelIndex &, int first, int last) { m_rows -= last - first + 1; });
        QObject::connect(&model, &QAbstractItemModel::modelReset, &m_context, [this] { m_isReset = true; });
        m_rows = rowsOf({});
    }
    void check() const
    {
        require(!m_isReset, "a model is never reset");
        require(m_rows == rowsOf({}), "every row comes and goes with a signal");
    }

private:
    int rowsOf(const QModelIndex &parent) const
    {
        int rows = m_model.rowCount(parent);
        for (int row = 0; !parent.isValid() && row < m_model.rowCount(); ++row)
            rows += rowsOf(m_model.index(row, 0));
        return rows;
    }

    const QAbstractItemModel &m_model;
    QObject m_context;
    int m_rows = 0;
    bool m_isReset = false;
};

/// Asks for everything that a view asks for, and for what it should not; of many rows for the first and the last.
void askEverything(const QAbstractItemModel &model, const QModelIndex &parent = {}, int depth = 0)
{
    require(depth < 3, "a tree has an end");
    const int columns = model.columnCount(parent);
    const int rows = model.rowCount(parent);
    constexpr int some = 4;
    for (int row = 0; row < rows; row = row + 1 == some ? std::max(some, rows - some) : row + 1) {
        for (int column = 0; column < columns; ++column) {
            const QModelIndex index = model.index(row, column, parent);
            require(index.isValid() && index.parent() == parent, "a cell knows where it stands");
            for (const int role : roles)
                (void)index.data(role);
            const QString shown = index.data().toString();
            require(!shown.contains(u'\0') && !shown.contains(u'\n'), "what is shown is one line that can be seen");
            (void)index.flags();
        }
        askEverything(model, model.index(row, 0, parent), depth + 1);
    }
    require(!model.index(model.rowCount(parent), 0, parent).isValid(), "there is nothing behind the last row");
}

/// All that is shown, to compare.
QStringList shown(const QAbstractItemModel &model, const QModelIndex &parent = {})
{
    QStringList texts;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        for (int column = 0; column < model.columnCount(parent); ++column) {
            const QModelIndex index = model.index(row, column, parent);
            texts += index.data().toString();
        }
        texts += shown(model, model.index(row, 0, parent));
    }
    return texts;
}

void settle(const PartitionsTable &table)
{
    // Not processEvents(WaitForMoreEvents): without GLib that waits on after the event that was waited for.
    QEventLoop loop;
    QObject::connect(&table, &PartitionsTable::settled, &loop, &QEventLoop::quit);
    while (!table.isSettled())
        loop.exec();
}

/// What a table is asked for.
struct Wanted
{
    int column = -1;
    Qt::SortOrder order = Qt::AscendingOrder;
    RowFilter filter;
};

/// The order worked out anew: each row once, and only those that pass.
std::vector<int> ordered(const TaskModel &model, const Wanted &wanted)
{
    OrderRequest request;
    request.task = model.snapshot();
    request.insight = model.insight();
    request.column = wanted.column;
    request.order = wanted.order;
    request.filter = wanted.filter;
    request.filter.setTimes(now, model.display());
    const std::vector<int> rows = orderRows(request).order->rows();
    std::vector<bool> isShown(model.partitionOrder().size());
    for (const int row : rows) {
        require(row >= 0 && size_t(row) < isShown.size() && !isShown[size_t(row)], "each row is shown once");
        isShown[size_t(row)] = true;
    }
    for (int row = 0; size_t(row) < isShown.size(); ++row) {
        const Partition &partition = model.snapshot()->partitions[model.partitionAt(row)];
        require(isShown[size_t(row)]
                    == request.filter.matches(*model.snapshot(), partition, {model.insight().get(), row}),
                "those that pass are shown, and no others");
    }
    return rows;
}

/// The table, if there is one, shows what was asked for.
void checkTable(const PartitionsTable &table, const std::vector<int> &rows)
{
    require(table.shown()->rows() == rows, "rows are shown in the order asked for");
    for (int row = 0; row < table.rowCount(); ++row) {
        const QModelIndex index = table.index(row, 0);
        require(table.mapFromSource(table.mapToSource(index)) == index, "there and back is the same row");
    }
}

/// Cells that somebody holds on to, and which partition each is about.
class HeldCells
{
public:
    explicit HeldCells(const QAbstractItemModel &model, const QModelIndex &section)
    {
        for (int row = 0; row < model.rowCount(section); ++row) {
            const QModelIndex index = model.index(row, PartitionIdColumn, section);
            m_cells.append({QPersistentModelIndex(index), idOf(index)});
        }
    }
    void check() const
    {
        for (const auto &[cell, id] : m_cells)
            require(!cell.isValid() || idOf(cell) == id, "who holds on to a partition keeps that one");
    }

private:
    /// Partition 1 is the same as "1": how an id came does not matter.
    static QByteArray idOf(const QModelIndex &index)
    {
        const QByteArray json = index.data(JsonRole).toByteArray();
        return json.startsWith('"') ? json.sliced(1).chopped(1) : json;
    }

    QList<std::pair<QPersistentModelIndex, QByteArray>> m_cells;
};

void checkChanges(const TaskModel &model)
{
    if (!model.changes() || !model.snapshot())
        return;
    const Changes &changes = *model.changes();
    const int rows = int(model.partitionOrder().size());
    require(changes.newRows() <= rows && changes.changedRows() <= rows, "no more rows change than there are");
    qint64 fresh = 0;
    for (int row = 0; row < rows; ++row) {
        fresh += changes.isNew(row);
        for (int column = 0; column < AnswerColumnCount; ++column) {
            if (const auto earlier = changes.earlier(row, column))
                (void)earlier->answer.text(earlier->value);
        }
    }
    require(fresh == changes.newRows(), "as many rows are new as are counted");
}

InsightPointer insightInto(const TaskSnapshot &task, const InsightPointer &before, const QByteArray &stream, int poll)
{
    Observation seen;
    seen.task = task;
    seen.taken = std::chrono::seconds(10 * poll);
    seen.takenAt = now;
    if (auto details = decodeStream(stream, {QStringLiteral("s")}))
        seen.stream = std::make_shared<const StreamDetails>(std::move(*details));
    return Insight::after(before, std::move(seen));
}

void apply(TaskModel &model, const TaskSnapshot &task)
{
    require(model.apply(planAnswer(model.snapshot(), task, now, model.discards())), "a plan from what is shown fits");
}

/// A table above the model, and what has to stay true of it.
struct Shown
{
    Shown(TaskModel &model, const Wanted &wanted)
        : table(model, [] { return now; })
        , counted(table)
    {
        table.setFilter(wanted.filter);
        table.sort(wanted.column, wanted.order);
    }
    PartitionsTable table;
    CountedRows counted;
};

void check(QByteArrayView input, bool withTable)
{
    Parts parts(input);
    const Result<TaskSnapshot> first = decodeTask(parts.bytes());
    const Result<TaskSnapshot> second = decodeTask(parts.bytes());
    const RowFilter filter = RowFilter::parse(parts.text());
    const QByteArray stream = parts.bytes();
    if (!first)
        return;
    const int column = int(input.size() % (PartitionColumnCount + 1)) - 1;
    const Wanted wanted{column, Qt::SortOrder(input.size() / 2 % 2), filter};

    TaskModel model;
    const CountedRows counted(model);
    const std::unique_ptr<Shown> above = withTable ? std::make_unique<Shown>(model, wanted) : nullptr;
    InsightPointer insight;
    int poll = 0;
    for (const TaskSnapshot &task : {*first, second.value_or(nullptr), *first}) {
        const HeldCells held(model, model.sectionIndex(Section::Partitions));
        const auto heldAbove = above ? std::make_unique<HeldCells>(above->table, QModelIndex()) : nullptr;
        apply(model, task);
        insight = task ? insightInto(task, insight, stream, ++poll) : nullptr;
        require(!task || model.setInsight(insight), "insight into what is shown fits");
        held.check();
        counted.check();
        checkChanges(model);
        askEverything(model);
        if (task) {
            const std::vector<int> rows = ordered(model, wanted);
            if (above) {
                settle(above->table);
                checkTable(above->table, rows);
                askEverything(above->table);
            }
        }
        if (above) {
            settle(above->table);
            heldAbove->check();
            above->counted.check();
        }
        TaskModel fresh;
        apply(fresh, task);
        (void)(task && fresh.setInsight(insight));
        require(shown(fresh) == shown(model), "an answer looks the same whatever was shown before");
    }
}

} // namespace

void taskModel(QByteArrayView input)
{
    check(input, true);
}

void taskModelInTurn(QByteArrayView input)
{
    check(input, qChecksum(input) % 8 == 0);
}

} // namespace spillway::fuzz
