// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/projecttree.h"

#include <QSortFilterProxyModel>

namespace spillway {

/// The streams and dump tasks whose names contain a text, whatever its case: a task that matches keeps its stream, a
/// stream that matches keeps its tasks. On top of that only those that need a look, if so wished. Of what is loaded.
class ProjectFilter : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit ProjectFilter(ProjectTree &tree, QObject *parent = nullptr);

    void setText(const QString &text);
    const QString &text() const { return m_text; }
    void setOnlyIll(bool only);
    bool isOnlyIll() const { return m_onlyIll; }
    /// Whether nothing but notes is left.
    bool isEmpty() const;

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    bool matches(const QModelIndex &node, int role) const;
    bool acceptsTask(const QModelIndex &task, bool streamMatches) const;

    ProjectTree &m_tree;
    QString m_text;
    bool m_onlyIll = false;
};

} // namespace spillway
