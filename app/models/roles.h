// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/severity.h"
#include "domain/value.h"

#include <Qt>

namespace spillway {

/// What a cell offers beside Qt::DisplayRole (text as shown: control characters as signs), Qt::AccessibleTextRole (a
/// sentence that contains that text) and Qt::ToolTipRole (plain text; escape it before a tooltip sees it).
enum Role {
    RawRole = Qt::UserRole + 1, ///< qlonglong for integers, QString for everything else present, invalid if absent
    KindRole, ///< Value::Kind as int: tells absent, null, empty and zero apart
    MarksRole, ///< Value::Marks as int
    NoteRole, ///< translated sentences about the marks, one a line; empty if there is nothing odd
    SeverityRole, ///< Severity of the state word in this cell as int
    PathRole, ///< the wire's name: JSON path of a field, key of a column
    TypeRole, ///< FieldInfo::Type as int; -1 for a field nobody knows
    GroupRole, ///< FieldInfo::Group as int
    LabelRole, ///< translated label of the field
    UnitRole, ///< translated unit
    RuleRole, ///< translated documented range
    AssumedRole, ///< translated documented default, only while the value is absent
    DocumentedRole, ///< bool: on the ShowTransferTask page
    JsonRole, ///< the exact JSON text as it came
};

/// Severity of a task state, a partition state or a partition status. The three vocabularies are not mixed.
Severity taskStateSeverity(const QString &word);
Severity partitionStateSeverity(const QString &word);
Severity partitionStatusSeverity(const QString &word);

} // namespace spillway
