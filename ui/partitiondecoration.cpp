// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/partitiondecoration.h"

#include "domain/fields.h"
#include "models/partitionstable.h"
#include "models/taskmodel.h"
#include "session/wording.h"
#include "ui/changewording.h"
#include "ui/outsidetext.h"
#include "ui/tint.h"

#include <QFont>
#include <QGuiApplication>

using namespace Qt::Literals::StringLiterals;

namespace spillway {

namespace {

/// By how much a time of the service's may lie ahead without a word.
constexpr std::chrono::seconds clockTolerance{60};

Severity severityAt(const QVariant &severity)
{
    return severity.isValid() ? static_cast<Severity>(severity.toInt()) : Severity::None;
}

/// Good is the usual case: colouring it would hide the unusual.
bool isColoured(Severity severity)
{
    return severity != Severity::None && severity != Severity::Good && severity != Severity::Idle;
}

} // namespace

PartitionDecoration::PartitionDecoration(PartitionsTable &rows, Clock clock, QObject *parent)
    : QIdentityProxyModel(parent)
    , m_rows(rows)
    , m_clock(std::move(clock))
    , m_palette(QGuiApplication::palette())
{
    setSourceModel(&rows);
    connect(&rows.task(), &TaskModel::discardsChanged, this, [this] {
        if (rowCount() > 0)
            Q_EMIT dataChanged(index(0, DiscardColumn), index(rowCount() - 1, DiscardColumn));
    });
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
        return icon(index);
    case Qt::ForegroundRole:
        return foreground(index);
    case Qt::BackgroundRole:
        return background(index);
    case Qt::TextAlignmentRole:
        return int((isCountColumn(index.column()) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::FontRole:
        if (hasDiscards(index) || hasExpired(index)) {
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

Qt::ItemFlags PartitionDecoration::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QIdentityProxyModel::flags(index);
    return index.isValid() ? flags | Qt::ItemIsDragEnabled : flags;
}

QVariant PartitionDecoration::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole)
        return int((isCountColumn(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole)
        return forToolTip(QIdentityProxyModel::headerData(section, orientation, role).toString());
    return QIdentityProxyModel::headerData(section, orientation, role);
}

int PartitionDecoration::sectionRow(const QModelIndex &index) const
{
    return m_rows.mapToSource(mapToSource(index)).row();
}

bool PartitionDecoration::isNew(const QModelIndex &index) const
{
    const auto &changes = m_rows.task().changes();
    return changes && changes->isNew(sectionRow(index));
}

bool PartitionDecoration::isTinted(const QModelIndex &index) const
{
    const auto &changes = m_rows.task().changes();
    return m_changeStrength > 0 && changes && changes->isChanged(sectionRow(index), index.column());
}

quint64 PartitionDecoration::growth(const QModelIndex &index) const
{
    const auto &discards = m_rows.task().discards();
    return discards && index.column() == DiscardColumn ? discards->growth(sectionRow(index)) : 0;
}

QString PartitionDecoration::text(const QModelIndex &index) const
{
    QString shown = index.column() == LastTransferColumn ? timeOf(index) : source(index, Qt::DisplayRole).toString();
    const bool grouped = m_rows.task().display().groupDigits;
    if (grouped && isCountColumn(index.column()))
        shown = groupedText(shown);
    if (!notes(index).isEmpty())
        shown += u" \u26a0";
    if (const quint64 grown = growth(index)) {
        const QString digits = QString::number(grown);
        shown += u" +" + (grouped ? groupedText(digits) : digits);
    }
    if (index.column() == PartitionIdColumn && isNew(index))
        shown = tr("%1 (new)", "a partition").arg(shown);
    return shown;
}

QVariant PartitionDecoration::icon(const QModelIndex &index) const
{
    if (index.column() == PartitionIdColumn && isNew(index))
        return pictogram(u"new"_s);
    return growth(index) > 0 ? severityIcon(Severity::Bad) : severityIcon(severityAt(source(index, SeverityRole)));
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
    // The age first: it is what is looked for, also where there is little room.
    const QString when = timeText(*time, m_rows.task().display());
    if (age >= std::chrono::milliseconds::zero())
        return tr("%1 (%2)").arg(ageText(age), when);
    // Clocks differ a little: no age is better than a negative one.
    return -age <= clockTolerance ? when : tr("in %1, clock? (%2)").arg(lengthText(-age), when);
}

/// What is odd about the value, and about it beside others.
QString PartitionDecoration::notes(const QModelIndex &index) const
{
    const QString own = source(index, NoteRole).toString();
    const TaskSnapshot &task = m_rows.task().snapshot();
    const QVariant raw = source(index, RawRole);
    if (index.column() != LastTransferColumn || !task || raw.typeId() != QMetaType::LongLong)
        return own;
    const auto dumped = calendarTime(raw.toLongLong());
    const auto created = calendarTime(task->integer(task->createTime));
    // Seconds instead of milliseconds, for one, are a time in 1970.
    return own.isEmpty() && dumped && created && *dumped < *created
        ? tr("Before the dump task was created: that cannot be the time of a dump.")
        : own;
}

QString PartitionDecoration::ageText(std::chrono::milliseconds age)
{
    return tr("%1 ago").arg(lengthText(age));
}

QString PartitionDecoration::toolTip(const QModelIndex &index) const
{
    QStringList lines;
    const QString own = source(index, Qt::ToolTipRole).toString();
    const QString odd = notes(index);
    if (!own.isEmpty())
        lines.append(own);
    if (!odd.isEmpty() && !own.contains(odd))
        lines.append(odd);
    const QString moved = movedText(index);
    if (!moved.isEmpty())
        lines.append(moved);
    return lines.join(u'\n');
}

/// What the last answer did to the cell, and what there is to say about records lost.
QString PartitionDecoration::movedText(const QModelIndex &index) const
{
    const TaskModel &task = m_rows.task();
    const int row = sectionRow(index);
    QStringList parts;
    if (task.changes())
        parts.append(changeText(*task.changes(), *task.snapshot(), row, index.column(), {m_clock(), task.display()}));
    if (hasDiscards(index))
        parts.append(discardNote(task.discards().get(), row, {m_clock(), task.display()}));
    parts.removeAll(QString());
    return parts.join(u'\n');
}

QString PartitionDecoration::accessibleText(const QModelIndex &index) const
{
    const QString shown = text(index);
    QString said = source(index, Qt::AccessibleTextRole).toString();
    if (!said.contains(shown)) {
        const QString label = headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString();
        const QString odd = notes(index);
        said = tr("%1: %2").arg(label, shown);
        if (!odd.isEmpty())
            said = tr("%1. %2").arg(said, odd);
    }
    const QString moved = movedText(index);
    return moved.isEmpty() ? said : tr("%1. %2").arg(said, moved);
}

bool PartitionDecoration::hasExpired(const QModelIndex &index) const
{
    return index.column() == ExpiredColumn && source(index, RawRole).toLongLong() > 0;
}

bool PartitionDecoration::hasDiscards(const QModelIndex &index) const
{
    return index.column() == DiscardColumn
        && (growth(index) > 0
            || (source(index, RawRole).typeId() == QMetaType::LongLong && source(index, RawRole).toLongLong() > 0));
}

/// What colours the cell: records lost while we looked are worse than those from before.
Severity PartitionDecoration::severity(const QModelIndex &index) const
{
    if (growth(index) > 0 || hasExpired(index))
        return Severity::Bad;
    return hasDiscards(index) ? Severity::Warning : severityAt(source(index, SeverityRole));
}

QVariant PartitionDecoration::foreground(const QModelIndex &index) const
{
    if (m_dimmed)
        return quietText(m_palette, QPalette::Base);
    const int kind = source(index, KindRole).toInt();
    const bool isNothing = kind == int(Value::Kind::Absent) || kind == int(Value::Kind::Null);
    const Severity severity = this->severity(index);
    QVariant colour;
    if (severity != Severity::None && !isNothing)
        colour = tint(severity, m_palette).text;
    else if (isNothing)
        colour = quietText(m_palette, QPalette::Base);
    if (!isTinted(index) || isColoured(severity))
        return colour;
    const QColor wanted = colour.isValid() ? colour.value<QColor>() : m_palette.color(QPalette::Text);
    return readableOn(changeGround(m_palette, m_changeStrength), wanted);
}

QVariant PartitionDecoration::background(const QModelIndex &index) const
{
    if (m_dimmed)
        return {};
    const Severity severity = this->severity(index);
    if (isColoured(severity))
        return tint(severity, m_palette).background;
    if (index.column() == PartitionIdColumn && isNew(index))
        return tint(Severity::Busy, m_palette).background;
    return isTinted(index) ? QVariant(changeGround(m_palette, m_changeStrength)) : QVariant();
}

} // namespace spillway
