// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/projecttree.h"

#include <QStringList>

namespace spillway {

inline Fact text(const QString &text)
{
    return {Value::Kind::Text, text};
}

inline Fact number(qint64 number)
{
    return {Value::Kind::Integer, QString::number(number)};
}

inline StreamSummary stream(const QString &name, const QString &status = QStringLiteral("RUNNING"))
{
    StreamSummary summary;
    summary.name = {name};
    summary.status = text(status);
    return summary;
}

inline StreamPage page(const QStringList &names, bool hasMore = false, qint64 total = -1)
{
    StreamPage page;
    for (const QString &name : names)
        page.streams.push_back(stream(name));
    page.hasMore = hasMore;
    if (total >= 0)
        page.total = number(total);
    return page;
}

inline TaskSummary task(const QString &name, const QString &state = QStringLiteral("RUNNING"))
{
    TaskSummary summary;
    summary.name = {name};
    summary.state = text(state);
    return summary;
}

inline TaskList tasks(const QStringList &names, const QString &state = QStringLiteral("RUNNING"))
{
    TaskList list;
    for (const QString &name : names)
        list.tasks.push_back(task(name, state));
    list.total = number(qint64(list.tasks.size()));
    return list;
}

/// Lists all of them, and nothing else.
inline void list(ProjectTree &tree, const QStringList &names)
{
    tree.beginListing();
    tree.setPage(page(names));
    tree.finishListing();
}

/// One row a line, name and badge; children are indented.
inline QStringList picture(const QAbstractItemModel &model, const QModelIndex &parent = {}, const QString &indent = {})
{
    QStringList lines;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex node = model.index(row, 0, parent);
        const QString badge = node.siblingAtColumn(ProjectTree::BadgeColumn).data().toString();
        lines.append(indent + node.data().toString() + (badge.isEmpty() ? QString() : QString(u" | " + badge)));
        lines.append(picture(model, node, indent + QStringLiteral("  ")));
    }
    return lines;
}

} // namespace spillway
