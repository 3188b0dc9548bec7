// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/projectfilter.h"

namespace spillway {

ProjectFilter::ProjectFilter(ProjectTree &tree, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_tree(tree)
{
    setSourceModel(&tree);
}

void ProjectFilter::setText(const QString &text)
{
    if (m_text == text)
        return;
    m_text = text;
    invalidateFilter();
}

void ProjectFilter::setOnlyIll(bool only)
{
    if (m_onlyIll == only)
        return;
    m_onlyIll = only;
    invalidateFilter();
}

bool ProjectFilter::isEmpty() const
{
    // The note of the listing is the last row, if there is one.
    const int rows = rowCount();
    return rows == 0 || (rows == 1 && index(0, 0).data(NodeKindRole).toInt() == int(ProjectTree::Node::Note));
}

bool ProjectFilter::matches(const QModelIndex &node, int role) const
{
    // What is longer than any name can be is not searched through with every letter.
    constexpr qsizetype searched = 4096;
    return m_text.isEmpty()
        || QStringView(node.data(role).toString()).left(searched).contains(m_text, Qt::CaseInsensitive);
}

bool ProjectFilter::acceptsTask(const QModelIndex &task, bool streamMatches) const
{
    return (streamMatches || matches(task, TaskNameRole)) && (!m_onlyIll || m_tree.isIll(task));
}

bool ProjectFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const QModelIndex node = m_tree.index(row, 0, parent);
    const auto kind = ProjectTree::Node(node.data(NodeKindRole).toInt());
    if (kind == ProjectTree::Node::Note)
        return true;
    if (kind == ProjectTree::Node::Task)
        return acceptsTask(node, matches(parent, StreamNameRole));
    const bool named = matches(node, StreamNameRole);
    if (named && (!m_onlyIll || m_tree.isIll(node)))
        return true;
    const int tasks = m_tree.rowCount(node);
    for (int i = 0; i < tasks; ++i) {
        const QModelIndex task = m_tree.index(i, 0, node);
        if (ProjectTree::Node(task.data(NodeKindRole).toInt()) == ProjectTree::Node::Task && acceptsTask(task, named))
            return true;
    }
    return false;
}

} // namespace spillway
