// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/plan.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace spillway {

namespace {

/// Beyond this many runs one signal for all of them is cheaper, for views and screen readers, than exact ones.
constexpr size_t changedRunsLimit = 64;

/// Beyond this many runs rows leave from the end and come at the end in one run, and the others move: each run costs
/// everybody who keeps a list of rows as much as a move does.
constexpr size_t scatteredRunsLimit = 16;

/// Ranks leave room for a field's own fields right behind it.
constexpr int rankStep = 10;
constexpr int unknownRank = 10'000;

void extend(std::vector<Run> &runs, int row)
{
    if (!runs.empty() && runs.back().last == row - 1)
        runs.back().last = row;
    else
        runs.push_back({row, row});
}

void extend(std::vector<ChangedRun> &runs, int row, int firstColumn, int lastColumn)
{
    if (!runs.empty() && runs.back().rows.last == row - 1 && runs.back().firstColumn == firstColumn
        && runs.back().lastColumn == lastColumn)
        runs.back().rows.last = row;
    else
        runs.push_back({{row, row}, firstColumn, lastColumn});
}

void limitRuns(std::vector<ChangedRun> &runs)
{
    if (runs.size() <= changedRunsLimit)
        return;
    ChangedRun all = runs.front();
    for (const ChangedRun &run : runs) {
        all.rows.last = run.rows.last;
        all.firstColumn = std::min(all.firstColumn, run.firstColumn);
        all.lastColumn = std::max(all.lastColumn, run.lastColumn);
    }
    runs = {all};
}

/// The rows 0 ... count - 1, those of the runs last.
std::vector<int> withRunsLast(int count, const std::vector<Run> &runs)
{
    std::vector<int> rows;
    std::vector<int> last;
    rows.reserve(size_t(count));
    auto run = runs.begin();
    for (int row = 0; row < count; ++row) {
        while (run != runs.end() && run->last < row)
            ++run;
        (run != runs.end() && run->first <= row ? last : rows).push_back(row);
    }
    rows.insert(rows.end(), last.begin(), last.end());
    return rows;
}

void gatherRuns(RowEdits &edits, int before, int after)
{
    if (edits.removed.size() > scatteredRunsLimit) {
        edits.gathered = withRunsLast(before, edits.removed);
        edits.removed = {{before - rowsIn(edits.removed), before - 1}};
    }
    if (edits.inserted.size() > scatteredRunsLimit) {
        const std::vector<int> gathered = withRunsLast(after, edits.inserted);
        edits.spread.resize(gathered.size());
        for (size_t row = 0; row < gathered.size(); ++row)
            edits.spread[size_t(gathered[row])] = int(row);
        edits.inserted = {{after - rowsIn(edits.inserted), after - 1}};
    }
}

/// The first and the last changed column; first > last if nothing changed.
struct Columns
{
    int first = 1;
    int last = 0;
};

/// Merges two lists that are sorted by the same key. compare(old, new) is negative if the old row comes first;
/// changed(old, new) is asked for rows with the same key.
template <class Compare, class Changed>
RowEdits merge(int oldCount, int newCount, const Compare &compare, const Changed &changed)
{
    RowEdits edits;
    int oldRow = 0;
    int newRow = 0;
    while (oldRow < oldCount || newRow < newCount) {
        const int order = oldRow == oldCount ? 1 : newRow == newCount ? -1 : compare(oldRow, newRow);
        if (order < 0) {
            extend(edits.removed, oldRow++);
        } else if (order > 0) {
            extend(edits.inserted, newRow++);
        } else {
            const Columns columns = changed(oldRow++, newRow);
            if (columns.first <= columns.last)
                extend(edits.changed, newRow, columns.first, columns.last);
            ++newRow;
        }
    }
    limitRuns(edits.changed);
    return edits;
}

RowEdits mergeFields(const DumpTask &from, const std::vector<FieldRow> &before, const DumpTask &to,
                     const std::vector<FieldRow> &after)
{
    const auto key = [](const FieldRow &row) { return std::tie(row.rank, row.path, row.occurrence); };
    const auto compare = [&](int a, int b) {
        const auto keyA = key(before[size_t(a)]);
        const auto keyB = key(after[size_t(b)]);
        return keyA < keyB ? -1 : keyB < keyA ? 1 : 0;
    };
    const auto changed = [&](int a, int b) {
        const bool same = sameValue(from.answer, before[size_t(a)].value, to.answer, after[size_t(b)].value);
        return same ? Columns() : Columns{1, 1};
    };
    return merge(int(before.size()), int(after.size()), compare, changed);
}

RowEdits mergePartitions(const DumpTask &from, const DumpTask &to)
{
    const auto partitionA = [&](int row) -> const Partition & { return from.partitions[from.byKey[size_t(row)]]; };
    const auto partitionB = [&](int row) -> const Partition & { return to.partitions[to.byKey[size_t(row)]]; };
    const auto compare = [&](int rowA, int rowB) {
        const Partition &a = partitionA(rowA);
        const Partition &b = partitionB(rowB);
        if (a.occurrence == b.occurrence && from.answer.token(a.id) == to.answer.token(b.id))
            return 0;
        return partitionLess(from.answer, a, to.answer, b) ? -1 : partitionLess(to.answer, b, from.answer, a) ? 1 : 0;
    };
    const auto changed = [&](int rowA, int rowB) {
        Columns columns{AnswerColumnCount, -1};
        for (int column = 0; column < AnswerColumnCount; ++column) {
            const auto member = partitionFields[size_t(column)].value;
            if (sameValue(from.answer, partitionA(rowA).*member, to.answer, partitionB(rowB).*member))
                continue;
            columns.first = std::min(columns.first, column);
            columns.last = column;
        }
        return columns;
    };
    RowEdits edits = merge(int(from.byKey.size()), int(to.byKey.size()), compare, changed);
    gatherRuns(edits, int(from.byKey.size()), int(to.byKey.size()));
    return edits;
}

/// Documented fields always have a row, also when absent; undocumented ones only if they came.
template <class Table, class Owner>
void addFields(std::vector<FieldRow> &rows, const Table &table, const Owner &owner, int firstRank, int rankDistance)
{
    int rank = firstRank;
    for (const auto &field : table) {
        const Value &value = owner.*field.value;
        if (field.documented || value.isPresent())
            rows.push_back({&field, QString::fromLatin1(field.path), rank, 0, value});
        rank += rankDistance;
    }
}

std::vector<FieldRow> destinationRows(const DumpTask &task)
{
    std::vector<FieldRow> rows;
    if (task.obsBlock.kind == Value::Kind::Object) {
        addFields(rows, destinationFields, task.obs, 0, rankStep);
        if (task.obs.processingSchema.kind == Value::Kind::Object) {
            const auto schema = std::find_if(rows.begin(), rows.end(),
                                             [](const FieldRow &row) { return row.info == &destinationFields[9]; });
            static_assert(destinationFields[9].value == &ObsDestination::processingSchema);
            addFields(rows, processingFields, task.obs, schema->rank + 1, 1);
            std::stable_sort(rows.begin(), rows.end(),
                             [](const FieldRow &a, const FieldRow &b) { return a.rank < b.rank; });
        }
    } else if (task.obsBlock.isPresent()) {
        rows.push_back({nullptr, QStringLiteral("obs_destination_description"), unknownRank, 0, task.obsBlock});
    }
    // A spelling, or a whole block, may come twice: positions keep such rows apart.
    std::vector<OtherField> others;
    for (const OtherDestination &block : task.otherDestinations)
        others.insert(others.end(), block.fields.begin(), block.fields.end());
    std::stable_sort(others.begin(), others.end(),
                     [](const OtherField &a, const OtherField &b) { return a.path < b.path; });
    for (size_t i = 0; i < others.size(); ++i) {
        others[i].occurrence = i > 0 && others[i].path == others[i - 1].path ? others[i - 1].occurrence + 1 : 0;
        rows.push_back({nullptr, others[i].path, unknownRank + 1, others[i].occurrence, others[i].value});
    }
    return rows;
}

} // namespace

int rowsIn(const std::vector<Run> &runs)
{
    return std::accumulate(runs.begin(), runs.end(), 0,
                           [](int sum, const Run &run) { return sum + run.last - run.first + 1; });
}

bool sameValue(const Answer &answerA, const Value &a, const Answer &answerB, const Value &b)
{
    return a.kind == b.kind && a.marks == b.marks && answerA.token(a) == answerB.token(b);
}

std::vector<FieldRow> fieldRows(const DumpTask &task, Section section)
{
    std::vector<FieldRow> rows;
    switch (section) {
    case Section::Task:
        addFields(rows, taskFields, task, 0, rankStep);
        break;
    case Section::Destination:
        return destinationRows(task);
    case Section::Others:
        for (const OtherField &field : task.others)
            rows.push_back({nullptr, field.path, unknownRank, field.occurrence, field.value});
        break;
    case Section::Partitions:
        break;
    }
    return rows;
}

Plan plan(TaskSnapshot from, TaskSnapshot to)
{
    static const DumpTask nothing;
    const DumpTask &before = from ? *from : nothing;
    const DumpTask &after = to ? *to : nothing;
    Plan plan;
    for (const Section section : {Section::Task, Section::Destination, Section::Others}) {
        const auto rows = from ? fieldRows(before, section) : std::vector<FieldRow>();
        auto &next = plan.fields[size_t(section)];
        next = to ? fieldRows(after, section) : std::vector<FieldRow>();
        plan.edits[size_t(section)] = mergeFields(before, rows, after, next);
    }
    plan.edits[size_t(Section::Partitions)] = mergePartitions(before, after);
    plan.from = std::move(from);
    plan.to = std::move(to);
    return plan;
}

} // namespace spillway
