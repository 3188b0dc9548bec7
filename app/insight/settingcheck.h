// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/fields.h"
#include "domain/project.h"

#include <QStringList>

namespace spillway {

/// What the rules about settings are checked against.
struct SettingFacts
{
    const DumpTask &task;
    const StreamDetails *stream = nullptr; ///< null: not read
    QDateTime now; ///< UTC; invalid: rules about ages are not checked
};

/// One setting as the rules see it.
struct Setting
{
    /// Longer ones are not read whole: no documented setting comes near.
    static constexpr qsizetype readLimit = 4096;

    Value::Kind kind = Value::Kind::Absent;
    QString text; ///< of a string its characters, else the JSON text; of a long one the beginning
    bool isCut = false; ///< longer than readLimit

    bool isAbsent() const { return kind == Value::Kind::Absent; }
    bool isText() const { return kind == Value::Kind::Text; }
    bool isEmptyText() const { return isText() && text.isEmpty(); }
    bool hasText() const { return isText() && !text.isEmpty(); }
    /// Whether it is an integer, of any size, also one that came as text.
    bool isInteger() const;
    /// The integer, if it fits 64 bits.
    std::optional<qint64> integer() const;
    /// In characters, of a string.
    qsizetype length() const;
    /// Whether every character is one of these, besides the letters and digits of ASCII.
    bool isMadeOf(QStringView signs, bool withCapitals = true) const;
    bool isOneOf(std::initializer_list<QStringView> words) const;
    /// For sentences: shortened, invisible characters as signs.
    QString quoted() const;
};

/// One setting of one destination block (or of the task itself) that a rule looks at, and everything around it.
class SettingCheck
{
public:
    using Breach = std::optional<QStringList>;

    /// A destination block, or with a null `other` and `isObs` false: the task itself.
    struct Place
    {
        bool isObs = false;
        const OtherDestination *other = nullptr;
    };

    SettingCheck(const SettingFacts &facts, const Place &place, const char *key)
        : m_facts(facts)
        , m_place(place)
        , m_key(key)
    {
    }

    const DumpTask &task() const { return m_facts.task; }
    const StreamDetails *stream() const { return m_facts.stream; }
    const QDateTime &now() const { return m_facts.now; }

    /// The setting the rule is about.
    Setting value() const { return value(m_key); }
    /// Another one of the same block. `processing_schema`'s are asked for by their own names.
    Setting value(const char *key) const;
    /// The JSON path of the setting the rule is about, or of the block.
    QString path() const;
    /// What is known about it; null: nothing.
    const FieldInfo *info() const;
    /// Whether anything but null came below this name, of another destination's block.
    bool hasBelow(QStringView key) const;

    /// The usual answers: quotes the value if...
    Breach brokenIf(bool broken) const;
    /// ...it is an integer outside the range.
    Breach outside(qint64 least, qint64 most) const;
    /// Without quoting anything.
    static Breach when(bool told);

    /// Facts that several rules share.
    bool isParquet() const;
    bool hasExpressions() const; ///< a prefix with ${field} or toDate()
    bool usesDelimiter() const; ///< text files do
    std::optional<qint64> retentionHours() const; ///< above 0
    QString streamDataType() const; ///< empty: not known

private:
    const Value *ownValue(const char *key) const;

    SettingFacts m_facts;
    Place m_place;
    const char *m_key;
};

} // namespace spillway
