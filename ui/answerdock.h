// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"
#include "ui/answertree.h"

#include <QDockWidget>

class QTabWidget;
class QTreeView;

namespace spillway {

class BytesView;
class TaskSession;

/// Everything that came: the whole tree, and in the second tab the exact bytes.
class AnswerDock : public QDockWidget
{
    Q_OBJECT

public:
    explicit AnswerDock(TaskSession &session, QWidget *parent = nullptr);

    QTreeView &tree() { return *m_tree; }
    BytesView &bytes() { return *m_bytes; }
    /// Brings up the tree, with the fields nobody knows in view.
    void showOthers();
    /// Brings up the tree with one of the task's own fields as the current one; an unknown one: the task.
    void showField(const QString &path);
    /// Puts the focus where keys have an effect.
    void focusContent();
    /// Whether the focus is in the tree, so that Copy means its rows.
    bool treeHasFocus() const;
    /// The selected rows of the tree, one a line, name and value, on the clipboard.
    void copyTreeRows();

protected:
    void changeEvent(QEvent *event) override;

private:
    void answered();
    void makeCurrent(const QModelIndex &index);

    TaskSession &m_session;
    AnswerTree m_model;
    QTabWidget *m_tabs;
    QTreeView *m_tree;
    BytesView *m_bytes;
    bool m_arranged = false;
};

} // namespace spillway
