// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/fields.h"

#include <QByteArray>

namespace spillway {

/// What comes in the place of a field's value.
struct Mutation
{
    QByteArray name;
    QByteArray token; ///< JSON; null: the key is missing
    Value::Kind kind = Value::Kind::Absent;
    QString characters = {}; ///< of a string, as they are seen on screen
    bool isHalf = false; ///< a string that holds half of a character
};

/// A field of the tables, and where the answer of fullTask() has it.
struct Target
{
    enum class Where { Task, Destination, Processing, Partition };
    Where where = Where::Task;
    const FieldInfo *info = nullptr;
    QByteArray key; ///< as it is written
    int column = -1; ///< of a partition
    int partition = -1; ///< which one has the field
    QByteArray name() const; ///< for people
};

/// Every field there is. The partition's id is there in both of its spellings.
std::vector<Target> targets();

/// An answer in which every field of the tables stands, and nothing is odd: three partitions, of which the last is
/// written as the documents' table has it. With a mutation, one field of it is another.
QByteArray fullTask();
QByteArray mutatedTask(const Target &target, const Mutation &mutation);

Mutation missing();
Mutation null();
/// Every type that is not the field's own, and the extremes of the one that is; of texts, two in each turn, so that all
/// are met by one field or another.
std::vector<Mutation> mutationsOf(const FieldInfo &field, size_t turn);

/// What a cell has to show, worked out from what was put into the answer.
struct ExpectedCell
{
    QString text; ///< without the sign of a mark
    bool isMarked = false; ///< by the sign
    bool isOdd = false; ///< it did not come as documented: counted in the header
    std::optional<qint64> number; ///< that the cell stands for
    bool isTime = false;
};
ExpectedCell expectedCell(const Target &target, const Mutation &mutation);

} // namespace spillway
