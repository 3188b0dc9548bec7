// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/answertree.h"

#include "domain/fields.h"
#include "domain/value.h"
#include "models/taskmodel.h"
#include "ui/outsidetext.h"
#include "ui/tint.h"

#include <QFont>
#include <QFontMetrics>
#include <QGuiApplication>

using namespace Qt::Literals::StringLiterals;

namespace spillway {

namespace {

constexpr qsizetype longestCell = 1024;

} // namespace

AnswerTree::AnswerTree(TaskModel &model, QObject *parent)
    : QIdentityProxyModel(parent)
    , m_task(model)
    , m_palette(QGuiApplication::palette())
{
    setSourceModel(&model);
    connect(&model, &QAbstractItemModel::dataChanged, this, &AnswerTree::sourceChanged);
}

int AnswerTree::columnCount(const QModelIndex &) const
{
    return TaskModel::ValueColumn + 1;
}

void AnswerTree::sourceChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight)
{
    // Any cell of a partition is part of the text in its second column here.
    if (topLeft.parent() == m_task.sectionIndex(Section::Partitions))
        Q_EMIT dataChanged(mapFromSource(topLeft.siblingAtColumn(0)),
                           mapFromSource(bottomRight.siblingAtColumn(TaskModel::ValueColumn)));
}

bool AnswerTree::isPartition(const QModelIndex &index) const
{
    return index.parent().isValid() && index.parent().row() == int(Section::Partitions);
}

namespace {

QString exactText(const QModelIndex &cell)
{
    const QByteArray json = cell.data(JsonRole).toByteArray();
    const bool isString = json.size() > 1 && json.startsWith('"');
    const std::optional<QString> text = isString ? unescaped(QByteArrayView(json).sliced(1).chopped(1)) : std::nullopt;
    return text && visibleText(*text, text->size()) == *text ? *text : QString::fromUtf8(json);
}

} // namespace

QString AnswerTree::exactValue(const QModelIndex &index) const
{
    if (!index.parent().isValid())
        return value(index);
    return isPartition(index) ? exactPartition(index) : exactText(mapToSource(index));
}

QString AnswerTree::exactPartition(const QModelIndex &index) const
{
    QStringList parts;
    for (int column = StateColumn; column < AnswerColumnCount; ++column) {
        const QModelIndex cell = mapToSource(index).siblingAtColumn(column);
        if (cell.data(KindRole).toInt() != int(Value::Kind::Absent))
            parts.append(cell.data(PathRole).toString() + u' ' + exactText(cell));
    }
    return parts.join(u" · "_s);
}

QVariant AnswerTree::data(const QModelIndex &index, int role) const
{
    const auto source = [&](int wanted) { return QIdentityProxyModel::data(index, wanted); };
    const bool isSection = !index.parent().isValid();
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == TaskModel::NameColumn ? name(index) : value(index);
    case Qt::AccessibleTextRole:
        if (index.column() == TaskModel::NameColumn || isSection)
            return data(index, Qt::DisplayRole);
        return tr("%1: %2").arg(name(index.siblingAtColumn(TaskModel::NameColumn)), value(index));
    case Qt::ToolTipRole:
        if (isPartition(index))
            return forToolTip(partitionText(index, false).replace(u" · "_s, u"\n"_s));
        return forToolTip(source(Qt::ToolTipRole).toString());
    case Qt::FontRole:
        if (isSection && index.column() == TaskModel::NameColumn) {
            QFont bold = QGuiApplication::font();
            bold.setBold(true);
            return bold;
        }
        return {};
    case Qt::ForegroundRole: {
        const QVariant kind = source(KindRole);
        const bool absent =
            kind.isValid() && (kind.toInt() == int(Value::Kind::Absent) || kind.toInt() == int(Value::Kind::Null));
        const bool quiet = !isPartition(index) && index.column() == TaskModel::ValueColumn && (isSection || absent);
        return quiet ? QVariant(quietText(m_palette, QPalette::Base)) : QVariant();
    }
    case Qt::SizeHintRole:
        return QSize(0, QFontMetrics(QGuiApplication::font()).height() * 4 / 3);
    case Qt::DecorationRole:
        return isPartition(index) || index.column() == TaskModel::NameColumn
            ? QVariant()
            : QVariant(severityIcon(static_cast<Severity>(source(SeverityRole).toInt())));
    default:
        return source(role);
    }
}

QString AnswerTree::name(const QModelIndex &index) const
{
    const QModelIndex source = mapToSource(index);
    if (!index.parent().isValid() || isPartition(index))
        return source.data(Qt::DisplayRole).toString();
    QString path = source.data(PathRole).toString();
    const QString block = u"obs_destination_description."_s;
    if (index.parent().row() == int(Section::Destination) && path.startsWith(block))
        path.remove(0, block.size());
    return visibleText(path);
}

QString AnswerTree::value(const QModelIndex &index) const
{
    if (isPartition(index))
        return partitionText(index, true);
    const QString shown = mapToSource(index).data(Qt::DisplayRole).toString();
    return hasMarks(index) ? QString(shown + u" \u26a0") : shown;
}

bool AnswerTree::hasMarks(const QModelIndex &index) const
{
    return !mapToSource(index).data(NoteRole).toString().isEmpty();
}

QString AnswerTree::partitionText(const QModelIndex &index, bool exact) const
{
    const QModelIndex source = mapToSource(index);
    QStringList parts;
    for (int column = exact ? int(StateColumn) : int(PartitionIdColumn); column < AnswerColumnCount; ++column) {
        const QModelIndex cell = source.siblingAtColumn(column);
        if (cell.data(KindRole).toInt() == int(Value::Kind::Absent))
            continue;
        const QString sign = !cell.data(NoteRole).toString().isEmpty() ? u" \u26a0"_s : QString();
        const QString text = cell.data(Qt::DisplayRole).toString();
        parts.append(cell.data(PathRole).toString() + u' ' + text + sign);
    }
    return visibleText(parts.join(u" · "_s), 2 * longestCell);
}

} // namespace spillway
