// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/partitiondecoration.h"

#include "domain/fields.h"
#include "models/partitionstable.h"
#include "models/roles.h"
#include "models/taskmodel.h"
#include "session/wording.h"
#include "ui/outsidetext.h"
#include "ui/tint.h"

#include <QFont>
#include <QGuiApplication>

using namespace Qt::Literals::StringLiterals;

namespace spillway {

namespace {

bool isNumeric(int column)
{
    return column == OffsetColumn || column == DiscardColumn;
}

Severity severityAt(const QVariant &severity)
{
    return severity.isValid() ? static_cast<Severity>(severity.toInt()) : Severity::None;
}

} // namespace

PartitionDecoration::PartitionDecoration(PartitionsTable &rows, Clock clock, QObject *parent)
    : QIdentityProxyModel(parent)
    , m_task(rows.task())
    , m_clock(std::move(clock))
    , m_palette(QGuiApplication::palette())
{
    setSourceModel(&rows);
}

void PartitionDecoration::setPalette(const QPalette &palette)
{
    m_palette = palette;
    repaintAll();
}

void PartitionDecoration::setDimmed(bool dimmed)
{
    if (m_dimmed == dimmed)
        return;
    m_dimmed = dimmed;
    repaintAll();
}

void PartitionDecoration::repaintAll()
{
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1),
                           {Qt::ForegroundRole, Qt::BackgroundRole});
}

QVariant PartitionDecoration::data(const QModelIndex &index, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return text(index);
    case Qt::DecorationRole:
        return severityIcon(severityAt(source(index, SeverityRole)));
    case Qt::ForegroundRole:
        return foreground(index);
    case Qt::BackgroundRole:
        return background(index);
    case Qt::TextAlignmentRole:
        return int((isNumeric(index.column()) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::FontRole:
        if (isEmphasised(index)) {
            QFont bold = QGuiApplication::font();
            bold.setBold(true);
            return bold;
        }
        return {};
    case Qt::ToolTipRole:
        return forToolTip(toolTip(index));
    case Qt::AccessibleTextRole:
        return accessibleText(index);
    default:
        return source(index, role);
    }
}

QVariant PartitionDecoration::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole)
        return int((isNumeric(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole)
        return forToolTip(QIdentityProxyModel::headerData(section, orientation, role).toString());
    return QIdentityProxyModel::headerData(section, orientation, role);
}

QString PartitionDecoration::text(const QModelIndex &index) const
{
    QString shown = index.column() == LastTransferColumn ? timeOf(index) : source(index, Qt::DisplayRole).toString();
    if (m_task.display().groupDigits && isNumeric(index.column()))
        shown = groupedText(shown);
    return !source(index, NoteRole).toString().isEmpty() ? QString(shown + u" \u26a0") : shown;
}

QString PartitionDecoration::timeOf(const QModelIndex &index) const
{
    const QString came = source(index, Qt::DisplayRole).toString();
    const QVariant raw = source(index, RawRole);
    if (raw.typeId() != QMetaType::LongLong)
        return came;
    if (raw.toLongLong() == 0)
        return tr("never (0)");
    const std::optional<QDateTime> time = calendarTime(raw.toLongLong());
    if (!time)
        return came;
    const std::chrono::milliseconds age(time->msecsTo(m_clock()));
    // A service whose clock is ahead of ours: no age is better than a negative one.
    // The age first: it is what is looked for, also where there is little room.
    const QString when = timeText(*time, m_task.display());
    return age < std::chrono::milliseconds::zero() ? when : tr("%1 (%2)").arg(ageText(age), when);
}

QString PartitionDecoration::ageText(std::chrono::milliseconds age)
{
    return tr("%1 ago").arg(lengthText(age));
}

QString PartitionDecoration::toolTip(const QModelIndex &index) const
{
    QStringList lines;
    const QString own = source(index, Qt::ToolTipRole).toString();
    const QString notes = source(index, NoteRole).toString();
    if (!own.isEmpty())
        lines.append(own);
    if (!notes.isEmpty() && !own.contains(notes))
        lines.append(notes);
    return lines.join(u'\n');
}

QString PartitionDecoration::accessibleText(const QModelIndex &index) const
{
    const QString shown = text(index);
    const QString sentence = source(index, Qt::AccessibleTextRole).toString();
    if (sentence.contains(shown))
        return sentence;
    const QString label = headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString();
    const QString notes = source(index, NoteRole).toString();
    const QString said = tr("%1: %2").arg(label, shown);
    return notes.isEmpty() ? said : tr("%1. %2").arg(said, notes);
}

bool PartitionDecoration::isEmphasised(const QModelIndex &index) const
{
    return index.column() == DiscardColumn && source(index, RawRole).typeId() == QMetaType::LongLong
        && source(index, RawRole).toLongLong() > 0;
}

QVariant PartitionDecoration::foreground(const QModelIndex &index) const
{
    if (m_dimmed)
        return quietText(m_palette, QPalette::Base);
    const int kind = source(index, KindRole).toInt();
    if (kind == int(Value::Kind::Absent) || kind == int(Value::Kind::Null))
        return quietText(m_palette, QPalette::Base);
    const Severity severity = severityAt(source(index, SeverityRole));
    if (severity != Severity::None)
        return tint(severity, m_palette).text;
    return isEmphasised(index) ? QVariant(tint(Severity::Warning, m_palette).text) : QVariant();
}

QVariant PartitionDecoration::background(const QModelIndex &index) const
{
    if (m_dimmed)
        return {};
    // Good is the usual case: colouring it would hide the unusual.
    const Severity severity = isEmphasised(index) ? Severity::Warning : severityAt(source(index, SeverityRole));
    if (severity == Severity::None || severity == Severity::Good || severity == Severity::Idle)
        return {};
    return tint(severity, m_palette).background;
}

} // namespace spillway
