// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <map>
#include <optional>

namespace spillway {

/// An INI text as Python's configparser reads it: `key = value` or `key: value`, whole-line comments with # or ;,
/// blanks around everything trimmed, nothing twice. Values are taken as they stand: no escapes, no quotes, no %. Views
/// into the text.
class Ini
{
public:
    enum class Defect {
        None,
        NotAnEntry, ///< neither section, nor entry, nor comment
        NoSection, ///< an entry before the first section
        Continuation, ///< indented deeper than the entry before it, so a part of its value
        Duplicate, ///< a section, or a key of a section, that was there before
    };

    explicit Ini(QByteArrayView text);

    Defect defect() const { return m_defect; }
    int line() const { return m_line; } ///< of the defect; the first is 1

    bool hasSection(QByteArrayView section) const;
    /// Empty if it is not there, or stands there without a value. Names are exact.
    QByteArrayView value(QByteArrayView section, QByteArrayView key) const;

private:
    Defect take(QByteArrayView line);
    Defect takeSection(QByteArrayView line);
    Defect takeEntry(QByteArrayView line);

    /// By section and key; the key of a section itself is empty.
    std::map<std::pair<QByteArrayView, QByteArrayView>, QByteArrayView> m_values;
    std::optional<QByteArrayView> m_section; ///< the one we are in
    std::optional<qsizetype> m_indent; ///< of the entry that a deeper line would go on with
    Defect m_defect = Defect::None;
    int m_line = 0;
};

} // namespace spillway
