// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/tasksource.h"
#include "ui/projectdecoration.h"

#include <QDockWidget>
#include <QSet>
#include <QTimer>

class QLineEdit;
class QPushButton;
class QStackedLayout;
class QToolButton;
class QTreeView;

namespace spillway {

class Placeholder;
class PlainLabel;
class ProjectSession;
struct MainActions;

/// The streams of the project and their dump tasks: a filter, the tree or the reason why there is none, and how far it
/// is loaded. Expanding a stream loads its tasks; Enter or a double click opens one.
class ProjectDock : public QDockWidget
{
    Q_OBJECT

public:
    ProjectDock(ProjectSession &session, const MainActions &actions, QWidget *parent = nullptr);

    QTreeView &tree() { return *m_tree; }
    QLineEdit &field() { return *m_field; }
    /// Puts the focus into the filter.
    void focusFilter();
    /// Puts the focus where keys have an effect.
    void focusContent();
    /// Whether the focus is in the tree, so that Copy means its row.
    bool treeHasFocus() const;
    /// The name of the current node as it came, on the clipboard.
    void copyName();

Q_SIGNALS:
    /// A person wants to see this task.
    void taskWanted(const spillway::TaskAddress &task);

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeFilterLine();
    QWidget *makeStateLines();
    void makeTree();
    void makeNodeActions();
    void connectSession();
    void filterChanged();
    void arrange();
    void showOpenTask();
    void shareWidth();
    void goToFirstMatch();
    void activate(const QModelIndex &cell);
    void retry(const QModelIndex &node);
    void expanded(const QModelIndex &node);
    void updateNodeActions();
    void updateState();
    void updatePlaceholder();
    void updateLine();
    QString progressText() const;
    bool isFiltered() const;
    bool isRestUnknown() const;

    ProjectSession &m_session;
    const MainActions &m_actions;
    ProjectFilter m_filter;
    ProjectDecoration m_rows;
    QLineEdit *m_field;
    QToolButton *m_onlyIll;
    QStackedLayout *m_stack;
    QTreeView *m_tree;
    Placeholder *m_placeholder;
    QPushButton *m_retry;
    PlainLabel *m_line;
    QPushButton *m_stop;
    QToolButton *m_rest;
    QAction *m_openNode;
    QAction *m_checkNode;
    QAction *m_copyNode;
    QAction *m_reloadNode;
    QSet<QString> m_expanded; ///< streams that a person expanded
    bool m_arranging = false; ///< by us, not by a person
    bool m_widthsChosen = false; ///< by a person
    TaskAddress m_shown; ///< the open task whose stream was expanded last
    bool m_seeksOpenTask = false; ///< its row is still to come
    QTimer m_update; ///< what changes often is said once
    QString m_problem; ///< said last
};

} // namespace spillway
