// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/fields.h"

namespace spillway {

/// Puts values into their cells, and keeps those that have none or lose theirs: the first so many, and how many there
/// were.
class Cells
{
public:
    /// A value under a second name of a cell, kept until its object ends.
    struct Alias
    {
        Value value;
        QString path;
    };

    explicit Cells(const Answer &answer)
        : m_answer(answer)
    {
    }

    /// Fills the cell and marks what is odd about the value. The last of several wins, all of them are listed.
    void put(Value &cell, Value value, FieldInfo::Type type, const QString &path);
    /// Gives the cell the value that came under a second name: marked so if it is the only one, listed if it differs.
    void settle(Value &cell, const Alias &alias, Value::Marks mark);
    void add(QString path, Value value);
    /// Counts a value that nobody will list.
    void countOne() { ++m_total; }
    /// Forgets what was listed from below a path, because its whole object makes way for another. `total` is what the
    /// object added to total(): what is beyond the limit is not listed.
    void forgetBelow(const QString &path, qint64 total);
    void clear();

    qint64 total() const { return m_total; }
    std::vector<OtherField> takeFields() { return std::move(m_fields); }

private:
    const Answer &m_answer;
    std::vector<OtherField> m_fields;
    qint64 m_total = 0;
};

/// What is odd about a value in a cell of this type.
Value::Marks marksFor(const Answer &answer, const Value &value, FieldInfo::Type type);

/// `path` with a member or a position added: a.b, a['odd key'], a[3].
QString memberPath(const QString &path, QByteArrayView key);
QString elementPath(const QString &path, qint64 index);

} // namespace spillway
