// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/fields.h"

#include <array>

namespace spillway {

/// One row of a fields section: a field of the table or one that nobody knows, and its value in one answer.
struct FieldRow
{
    const FieldInfo *info = nullptr; ///< null for an unknown field
    QString path;
    int rank = 0; ///< position in the table; unknown fields come after, by path
    int occurrence = 0;
    Value value;
};

/// The four children of the tree's root, in this order.
enum class Section { Task, Destination, Partitions, Others };
inline constexpr int sectionCount = 4;

/// Rows first ... last.
struct Run
{
    int first = 0;
    int last = 0;
    friend bool operator==(const Run &, const Run &) = default;
};

/// How many rows the runs have in all.
int rowsIn(const std::vector<Run> &runs);

/// Rows first ... last, of which the cells firstColumn ... lastColumn changed.
struct ChangedRun
{
    Run rows;
    int firstColumn = 0;
    int lastColumn = 0;
    friend bool operator==(const ChangedRun &, const ChangedRun &) = default;
};

/// How the rows of one section become those of the next answer.
struct RowEdits
{
    std::vector<Run> removed; ///< ascending, numbered as before
    std::vector<Run> inserted; ///< ascending, numbered as after
    std::vector<ChangedRun> changed; ///< ascending, numbered as after
    /// If not empty: the rows to move before the removal, which takes what is then last. New row -> row as before.
    std::vector<int> gathered;
    /// If not empty: the rows to move after the insertion, which is at the end. New row -> row until then.
    std::vector<int> spread;

    bool isEmpty() const { return removed.empty() && inserted.empty() && changed.empty(); }
    friend bool operator==(const RowEdits &, const RowEdits &) = default;
};

class Changes;
class Discards;
using DiscardsPointer = std::shared_ptr<const Discards>;

/// Everything TaskModel needs to go from one answer to another without thinking.
struct Plan
{
    TaskSnapshot from; ///< may be null: nothing shown yet
    TaskSnapshot to; ///< may be null: nothing to be shown any more
    std::array<std::vector<FieldRow>, sectionCount> fields; ///< of `to`; Partitions stays empty
    std::array<RowEdits, sectionCount> edits;
    std::shared_ptr<const Changes> changes; ///< null: not from one answer to another, or not asked for
    DiscardsPointer knownDiscards; ///< what `discards` was worked out from
    DiscardsPointer discards;
};

/// Whether a value of one answer says the same as one of another: its exact text, and what is odd about it.
bool sameValue(const Answer &answerA, const Value &a, const Answer &answerB, const Value &b);

/// The rows of a fields section.
std::vector<FieldRow> fieldRows(const DumpTask &task, Section section);

/// Plans the edits. Pure, linear (but for sorting unknown fields); for a worker thread.
Plan plan(TaskSnapshot from, TaskSnapshot to);

} // namespace spillway
