// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/projectdecoration.h"

#include "ui/outsidetext.h"
#include "ui/tint.h"

#include <QFont>
#include <QGuiApplication>

namespace spillway {

ProjectDecoration::ProjectDecoration(ProjectFilter &rows, QObject *parent)
    : QIdentityProxyModel(parent)
    , m_palette(QGuiApplication::palette())
{
    setSourceModel(&rows);
}

void ProjectDecoration::setPalette(const QPalette &palette)
{
    m_palette = palette;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1), {Qt::ForegroundRole});
}

QVariant ProjectDecoration::foreground(const QModelIndex &index) const
{
    const auto kind = ProjectTree::Node(source(index, NodeKindRole).toInt());
    if (kind == ProjectTree::Node::Note)
        return quietText(m_palette, QPalette::Base);
    const auto severity = Severity(source(index, SeverityRole).toInt());
    const bool coloured = severity == Severity::Warning || severity == Severity::Bad;
    if (index.column() != ProjectTree::BadgeColumn)
        return {};
    const QColor base = m_palette.color(QPalette::Base);
    return coloured ? readableOn(base, tint(severity, m_palette).text) : quietText(m_palette, QPalette::Base);
}

QVariant ProjectDecoration::data(const QModelIndex &index, int role) const
{
    switch (role) {
    case Qt::DecorationRole:
        return index.column() == ProjectTree::BadgeColumn
            ? QVariant(severityIcon(Severity(source(index, SeverityRole).toInt())))
            : QVariant();
    case Qt::ForegroundRole:
        return foreground(index);
    case Qt::FontRole:
        if (index.column() == ProjectTree::NameColumn && source(index, OpenRole).toBool()) {
            QFont bold = QGuiApplication::font();
            bold.setBold(true);
            return bold;
        }
        return {};
    case Qt::ToolTipRole:
        return forToolTip(source(index, role).toString());
    default:
        return source(index, role);
    }
}

} // namespace spillway
