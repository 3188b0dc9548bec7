// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/dumptask.h"
#include "domain/timetext.h"
#include "insight/insight.h"

#include <QList>

#include <vector>

namespace spillway {

/// A row of the Partitions section as far as it is worked out; without insight nothing is.
struct InsightRow
{
    const Insight *insight = nullptr;
    int row = 0;
};

/// Which partitions a person wants to see, as typed: words that all have to hold.
///
///     running                    some cell contains it, whatever the case ("two words" in quotes)
///     state:abnormal             the cell of this column contains it; state:=abnormal: is it
///     offset:>=100  discard:0    a whole number of any length: > >= < <= = or nothing
///     partition:12               the partition's number; anything but digits is text
///     last-dump:>5m              the age: ms s m h d, also 1h30m; last-dump:2020-12 is text; last-dump:never
///     discard:absent             or discard:- ; also null and empty
///     -state:running             a minus in front of a column's word turns it round
///
/// A column is called as columnOfWord() understands it; words that it does not understand are plain text. Quoted values
/// are always text. Comparisons never hold for cells that are no number.
class RowFilter
{
public:
    /// A condition on a known column whose value makes no sense there: it is left out.
    struct Problem
    {
        int column = 0;
        QString value; ///< as typed; empty while it still has to be typed
        friend bool operator==(const Problem &, const Problem &) = default;
    };

    RowFilter() = default;
    static RowFilter parse(QStringView text);

    /// Whether every partition passes.
    bool isEmpty() const { return m_conditions.empty(); }
    /// Whether the passing of time alone lets other partitions pass.
    bool dependsOnTime() const;
    const QList<Problem> &problems() const { return m_problems; }

    /// What ages are counted to, and how the times are written that a text is looked for in.
    void setTimes(const QDateTime &now, const DisplayFormat &display);
    /// Whether the partition passes. Any thread.
    bool matches(const DumpTask &task, const Partition &partition, const InsightRow &known = {}) const;

    /// Whether both ask for the same, at whatever time.
    friend bool operator==(const RowFilter &a, const RowFilter &b) { return a.m_conditions == b.m_conditions; }

private:
    enum class Test : quint8 { Contains, Is, Number, Age, Never, Absent, Null, Empty };
    enum class Relation : quint8 { None, Less, AtMost, Equal, AtLeast, More };

    struct Condition
    {
        int column = -1; ///< -1: any
        bool negated = false;
        Test test = Test::Contains;
        Relation relation = Relation::None;
        QString text; ///< Contains, Is
        QByteArray ascii; ///< the same, lower case, if that is all in ASCII
        bool maybeTime = false; ///< Contains, Is: a time could be written so
        QByteArray number; ///< Number: an integer literal
        qint64 age = 0; ///< Age: ms

        friend bool operator==(const Condition &, const Condition &) = default;
    };

    class Parser;

    bool holds(const Condition &condition, const DumpTask &task, const Partition &partition,
               const InsightRow &known) const;
    static bool holdsWorkedOut(const Condition &condition, int column, const InsightRow &known);
    bool holdsText(const Condition &condition, const Answer &answer, const Value &value, bool isTime) const;
    static bool compares(int order, Relation relation);

    std::vector<Condition> m_conditions;
    QList<Problem> m_problems;
    qint64 m_now = 0; ///< ms since 1970 UTC
    DisplayFormat m_display;
};

} // namespace spillway
