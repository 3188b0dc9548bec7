// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QActionGroup>
#include <QCoreApplication>
#include <QList>

#include <chrono>
#include <optional>

class QMainWindow;
class QMenu;

namespace spillway {

/// Sets the action's text, and its name for where no key can be underlined: tool bar, tooltip, list of keys.
void setActionText(QAction &action, const QString &text);

/// Every action of the window, and the menus they are in. Made once; the window connects them.
struct MainActions
{
    explicit MainActions(QMainWindow &window);

    /// In the order of the menus, for the list of keys.
    QList<QAction *> all() const;

    QAction *open;
    QAction *connections;
    QAction *doctor;
    QAction *exportRows;
    QAction *exportPdf;
    QAction *print;
    QAction *quit;
    QAction *copy;
    QAction *copyWithHeader;
    QAction *copyAsJson;
    QAction *copyAsCsv;
    QAction *selectAll;
    QAction *filter;
    QAction *clearFilter;
    QAction *onlyMatches; ///< checkable
    QAction *treeFilter;
    QAction *findNext;
    QAction *findPrevious;
    QAction *goTo;
    QAction *preferences;
    QAction *refresh;
    QAction *refreshAll;
    QAction *pause;
    QAction *checkAll;
    QAction *loadRest;
    QAction *rowDetails;
    QAction *acknowledgeSelected;
    QAction *acknowledgeAll;
    QAction *resetLayout;
    QAction *nextPane;
    QAction *previousPane;
    QAction *whatIsThis;
    QAction *keys;
    QAction *about;
    QActionGroup *intervals; ///< data: seconds, one of offeredIntervals

    QMenu *file;
    QMenu *edit;
    QMenu *view;
    QMenu *columns; ///< filled when it is about to show
    QMenu *task;
    QMenu *every;
    QMenu *demo; ///< hidden until there is a demo
    QMenu *faults; ///< likewise
    QMenu *help;

private:
    Q_DECLARE_TR_FUNCTIONS(MainActions)
    void addMenus(QMainWindow &window);
};

/// What an interval is called in a list; see settings/preferences.h.
QString intervalText(std::chrono::seconds interval);

} // namespace spillway
