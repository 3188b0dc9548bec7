// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/celltext.h"
#include "models/taskmodel.h"

// What the tree's cells offer.

namespace spillway {

namespace {

Severity severityOf(const QString &text, const FieldInfo *info)
{
    if (info == &taskFields[2])
        return taskStateSeverity(text);
    if (info == &partitionFields[StateColumn])
        return partitionStateSeverity(text);
    if (info == &partitionFields[StatusColumn])
        return partitionStatusSeverity(text);
    return Severity::None;
}
static_assert(taskFields[2].value == &DumpTask::state);

QString toolTip(const QString &text, const QString &note, const FieldInfo *info)
{
    const QString rule = info ? fieldText(info->rule) : QString();
    QStringList lines{text};
    if (!note.isEmpty())
        lines += note;
    if (!rule.isEmpty())
        lines += QCoreApplication::translate("Cell", "Documented: %1").arg(rule);
    return lines.join(u'\n');
}

/// A task and how it is written.
struct Shown
{
    const DumpTask &task;
    const DisplayFormat &display;
};

/// The roles of one value cell; `name` is what a screen reader calls it.
QVariant valueData(const Shown &shown, const Value &value, const FieldInfo *info, const QString &name, int role)
{
    const Answer &answer = shown.task.answer;
    const auto text = [&] { return cellText(answer, value, info, shown.display); };
    switch (role) {
    case Qt::DisplayRole:
        return text();
    case Qt::AccessibleTextRole:
        return QCoreApplication::translate("Cell", "%1: %2").arg(name, text());
    case Qt::ToolTipRole:
        return toolTip(text(), noteText(answer, value, info), info);
    case RawRole:
        return rawValue(answer, value);
    case KindRole:
        return int(value.kind);
    case MarksRole:
        return int(value.marks);
    case NoteRole:
        return noteText(answer, value, info);
    case SeverityRole:
        return int(value.isPresent() ? severityOf(textForScreen(answer, value), info) : Severity::None);
    case AssumedRole:
        return info && !value.isPresent() ? fieldText(info->assumed) : QString();
    case JsonRole:
        return answer.token(value).toByteArray();
    default:
        return fieldData(info, role);
    }
}

QVariant fieldRowData(const Shown &shown, const FieldRow &row, int column, int role)
{
    const QString label = row.info ? fieldText(row.info->label) : visibleText(row.path);
    if (role == PathRole)
        return row.path;
    if (column == TaskModel::ValueColumn)
        return valueData(shown, row.value, row.info, label, role);
    if (column != TaskModel::NameColumn)
        return {};
    const bool isText = role == Qt::DisplayRole || role == Qt::AccessibleTextRole;
    return isText                 ? QVariant(label)
        : role == Qt::ToolTipRole ? QVariant(visibleText(row.path))
                                  : fieldData(row.info, role);
}

/// What a screen reader calls a cell.
QString cellName(const Shown &shown, const Partition &partition, int column)
{
    const QString name = fieldText(columnField(column).label);
    if (column == PartitionIdColumn)
        return name;
    const QString id = cellText(shown.task.answer, partition.id, &partitionFields[PartitionIdColumn], shown.display);
    return QCoreApplication::translate("Cell", "Partition %1, %2").arg(id, name);
}

QVariant partitionData(const Shown &shown, const Partition &partition, int column, int role)
{
    const auto &field = partitionFields[size_t(column)];
    if (role == PathRole)
        return QString::fromLatin1(field.key);
    const QString name = role == Qt::AccessibleTextRole ? cellName(shown, partition, column) : QString();
    return valueData(shown, partition.*field.value, &field, name, role);
}

} // namespace

QVariant TaskModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (index.internalId() == 0)
        return sectionData(Section(index.row()), index.column(), role);
    const Shown shown{*m_task, m_display};
    const auto section = Section(index.internalId() - 1);
    if (section == Section::Partitions && isWorkedOut(index.column()))
        return workedOutData(index.row(), index.column(), role);
    if (section == Section::Partitions)
        return partitionData(shown, m_task->partitions[m_order[size_t(index.row())]], index.column(), role);
    return fieldRowData(shown, m_fields[size_t(section)][size_t(index.row())], index.column(), role);
}

/// A view asks for a dozen things of each cell of a row, and each is found in as many polls as are kept.
const RowInsight &TaskModel::known(int row) const
{
    if (!m_lastKnown || m_lastKnown->first != row)
        m_lastKnown.emplace(row, m_insight->row(row));
    return m_lastKnown->second;
}

QVariant TaskModel::workedOutData(int row, int column, int role) const
{
    const auto cell = [&] { return m_insight ? workedOut(known(row), column) : WorkedOut(); };
    const auto text = [&] { return workedOutText(cell(), column, m_display); };
    switch (role) {
    case Qt::DisplayRole:
        return text();
    case Qt::AccessibleTextRole: {
        const Partition &partition = m_task->partitions[m_order[size_t(row)]];
        return QCoreApplication::translate("Cell", "%1: %2")
            .arg(cellName({*m_task, m_display}, partition, column), text());
    }
    case Qt::ToolTipRole:
        return m_insight ? m_insight->arithmetic(row, m_display)
                         : QCoreApplication::translate("Cell", "Nothing is known yet.");
    case RawRole: {
        const WorkedOut read = cell();
        if (!read.number)
            return {};
        return column == VerdictColumn ? QVariant(QString::fromLatin1(read.text))
                                       : QVariant::fromValue<qlonglong>(*read.number);
    }
    case KindRole:
        return int(!cell().number                ? Value::Kind::Absent
                       : column == VerdictColumn ? Value::Kind::Text
                       : column == RateColumn    ? Value::Kind::Number
                                                 : Value::Kind::Integer);
    case SeverityRole:
        return int(column == VerdictColumn && m_insight ? infoOf(m_insight->verdict(row)).severity : Severity::None);
    case PathRole:
        return QString::fromLatin1(columnField(column).key);
    case NoteRole:
        return QString();
    case JsonRole:
        return cell().text;
    default:
        return fieldData(&columnField(column), role);
    }
}

} // namespace spillway
