// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainactions.h"

#include "settings/preferences.h"
#include "ui/language.h"
#include "ui/tint.h"

#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace spillway {

namespace {

QAction *make(QMainWindow &window, const QString &text, const QString &objectName, const QList<QKeySequence> &keys,
              const QString &picture = {})
{
    auto *action = new QAction(&window);
    setActionText(*action, text);
    action->setObjectName(objectName);
    action->setShortcuts(keys);
    if (!picture.isEmpty())
        action->setIcon(pictogram(picture));
    return action;
}

QActionGroup *makeIntervals(QMainWindow &window)
{
    auto *group = new QActionGroup(&window);
    for (const std::chrono::seconds interval : offeredIntervals) {
        QAction *action = group->addAction(intervalText(interval));
        action->setCheckable(true);
        action->setData(qint64(interval.count()));
    }
    return group;
}

} // namespace

void setActionText(QAction &action, const QString &text)
{
    const QString name = withoutKey(text);
    action.setText(text);
    action.setIconText(name);
    action.setToolTip(name);
}

QString intervalText(std::chrono::seconds interval)
{
    static constexpr std::pair<std::chrono::seconds, const char *> texts[]{
        {intervalOff, QT_TRANSLATE_NOOP("MainActions", "Off")},
        {std::chrono::seconds(5), QT_TRANSLATE_NOOP("MainActions", "5 s")},
        {std::chrono::seconds(10), QT_TRANSLATE_NOOP("MainActions", "10 s")},
        {std::chrono::seconds(30), QT_TRANSLATE_NOOP("MainActions", "30 s")},
        {std::chrono::seconds(60), QT_TRANSLATE_NOOP("MainActions", "1 min")},
        {std::chrono::seconds(300), QT_TRANSLATE_NOOP("MainActions", "5 min")},
        {intervalMatchTask, QT_TRANSLATE_NOOP("MainActions", "Match Task")}};
    const auto *found =
        std::find_if(std::begin(texts), std::end(texts), [&](const auto &text) { return text.first == interval; });
    return found == std::end(texts) ? lengthText(interval) : MainActions::tr(found->second);
}

MainActions::MainActions(QMainWindow &window)
{
    open = make(window, tr("&Open Task…"), u"actionOpen"_s, {Qt::CTRL | Qt::Key_O}, u"open"_s);
    connections = make(window, tr("&Connections…"), u"actionConnections"_s, {Qt::CTRL | Qt::SHIFT | Qt::Key_O});
    doctor = make(window, tr("C&redential Doctor…"), u"actionDoctor"_s, {});
    exportRows = make(window, tr("&Export…"), u"actionExport"_s, {Qt::CTRL | Qt::Key_E}, u"export"_s);
    exportPdf = make(window, tr("Export as P&DF…"), u"actionExportPdf"_s, {});
    print = make(window, tr("&Print…"), u"actionPrint"_s, {Qt::CTRL | Qt::ALT | Qt::Key_P});
    quit = make(window, tr("&Quit"), u"actionQuit"_s, {Qt::CTRL | Qt::Key_Q});
    quit->setMenuRole(QAction::QuitRole);
    copy =
        make(window, tr("&Copy Rows"), u"actionCopy"_s, {Qt::CTRL | Qt::Key_C, Qt::CTRL | Qt::Key_Insert}, u"copy"_s);
    copyWithHeader =
        make(window, tr("Copy with &Headers"), u"actionCopyWithHeader"_s, {Qt::CTRL | Qt::SHIFT | Qt::Key_C});
    copyAsJson = make(window, tr("Copy as &JSON"), u"actionCopyAsJson"_s, {Qt::CTRL | Qt::ALT | Qt::Key_C});
    copyAsCsv = make(window, tr("Copy as CS&V"), u"actionCopyAsCsv"_s, {});
    selectAll = make(window, tr("Select &All"), u"actionSelectAll"_s, {Qt::CTRL | Qt::Key_A});
    filter = make(window, tr("&Filter Partitions"), u"actionFilter"_s, {Qt::CTRL | Qt::Key_F});
    clearFilter = make(window, tr("C&lear Filter"), u"actionClearFilter"_s, {Qt::CTRL | Qt::SHIFT | Qt::Key_F});
    onlyMatches = make(window, tr("Show &Only Matches"), u"actionOnlyMatches"_s, {Qt::CTRL | Qt::ALT | Qt::Key_F});
    onlyMatches->setIconText(tr("Only Matches"));
    onlyMatches->setToolTip(
        tr("Hides the partitions that do not match. If it is off, Enter and F3 go from match to match."));
    onlyMatches->setCheckable(true);
    onlyMatches->setChecked(true);
    treeFilter = make(window, tr("Filter &Streams and Tasks"), u"actionTreeFilter"_s, {Qt::CTRL | Qt::Key_L});
    findNext = make(window, tr("Find &Next"), u"actionFindNext"_s, {Qt::Key_F3, Qt::CTRL | Qt::Key_G});
    findPrevious = make(window, tr("Find &Previous"), u"actionFindPrevious"_s,
                        {Qt::SHIFT | Qt::Key_F3, Qt::CTRL | Qt::SHIFT | Qt::Key_G});
    goTo = make(window, tr("&Go to Partition…"), u"actionGoTo"_s, {Qt::CTRL | Qt::Key_J});
    preferences = make(window, tr("P&references…"), u"actionPreferences"_s, {Qt::CTRL | Qt::Key_Comma});
    preferences->setMenuRole(QAction::PreferencesRole);
    refresh = make(window, tr("&Refresh"), u"actionRefresh"_s, {Qt::Key_F5, Qt::CTRL | Qt::Key_R}, u"refresh"_s);
    refreshAll = make(window, tr("Refresh Every&thing"), u"actionRefreshAll"_s, {Qt::SHIFT | Qt::Key_F5}, u"refresh"_s);
    refreshAll->setIconText(tr("Refresh"));
    refreshAll->setToolTip(tr("Lists the streams anew, and the dump tasks of those that were expanded."));
    checkAll = make(window, tr("&Check All Tasks"), u"actionCheckAll"_s, {});
    checkAll->setToolTip(
        tr("Reads every dump task that is loaded, and its stream, and says what the numbers amount to."));
    loadRest = make(window, tr("&Load All Streams and Tasks"), u"actionLoadRest"_s, {});
    loadRest->setIconText(tr("Search the Rest"));
    loadRest->setToolTip(
        tr("Loads all streams and dump tasks that are not loaded yet, so that the filter finds them."));
    pause = make(window, tr("&Pause"), u"actionPause"_s, {Qt::CTRL | Qt::Key_P, Qt::Key_Pause}, u"pause"_s);
    pause->setCheckable(true);
    rowDetails = make(window, tr("Partition Deta&ils"), u"actionRowDetails"_s,
                      {Qt::ALT | Qt::Key_Return, Qt::ALT | Qt::Key_Enter});
    acknowledgeSelected = make(window, tr("Acknowledge &Selected Discards"), u"actionAcknowledgeSelected"_s,
                               {Qt::CTRL | Qt::ALT | Qt::Key_A});
    acknowledgeAll =
        make(window, tr("&Acknowledge All Discards"), u"actionAcknowledgeAll"_s, {Qt::CTRL | Qt::SHIFT | Qt::Key_A});
    resetLayout = make(window, tr("Reset &Layout"), u"actionResetLayout"_s, {});
    nextPane = make(window, tr("&Next Pane"), u"actionNextPane"_s, {Qt::Key_F6});
    previousPane = make(window, tr("&Previous Pane"), u"actionPreviousPane"_s, {Qt::SHIFT | Qt::Key_F6});
    whatIsThis = make(window, tr("&What Is This?"), u"actionWhatIsThis"_s, {Qt::Key_F1});
    // Not also Ctrl+Shift+/: where that gives a question mark the two would be ambiguous.
    keys = make(window, tr("&Keys"), u"actionKeys"_s, {Qt::CTRL | Qt::Key_Question});
    about = make(window, tr("&About Spillway"), u"actionAbout"_s, {});
    about->setMenuRole(QAction::AboutRole);
    intervals = makeIntervals(window);
    addMenus(window);
}

void MainActions::addMenus(QMainWindow &window)
{
    QMenuBar *bar = window.menuBar();
    file = bar->addMenu(tr("&File"));
    file->addActions({open, connections, doctor});
    file->addSeparator();
    file->addActions({exportRows, exportPdf, print});
    file->addSeparator();
    file->addAction(quit);
    edit = bar->addMenu(tr("&Edit"));
    edit->addActions({copy, copyWithHeader, copyAsJson, copyAsCsv, selectAll});
    edit->addSeparator();
    edit->addActions({filter, onlyMatches, clearFilter});
    edit->addAction(treeFilter);
    edit->addSeparator();
    edit->addActions({findNext, findPrevious, goTo});
    edit->addSeparator();
    edit->addAction(preferences);
    view = bar->addMenu(tr("&View"));
    columns = view->addMenu(tr("&Columns"));
    view->addAction(resetLayout);
    view->addSeparator();
    view->addActions({nextPane, previousPane});
    task = bar->addMenu(tr("&Task"));
    task->addActions({refresh, refreshAll, pause});
    every = task->addMenu(tr("&Every"));
    every->addActions(intervals->actions());
    task->addSeparator();
    task->addActions({checkAll, loadRest});
    task->addSeparator();
    task->addActions({rowDetails, acknowledgeSelected, acknowledgeAll});
    task->addSeparator();
    demo = task->addMenu(tr("&Demo Tasks"));
    demo->menuAction()->setVisible(false);
    faults = task->addMenu(tr("&Faults"));
    faults->menuAction()->setVisible(false);
    help = bar->addMenu(tr("&Help"));
    help->addActions({whatIsThis, keys});
    help->addSeparator();
    help->addAction(about);
}

QList<QAction *> MainActions::all() const
{
    return {open,           connections,
            doctor,         exportRows,
            exportPdf,      print,
            quit,           copy,
            copyWithHeader, copyAsJson,
            copyAsCsv,      selectAll,
            filter,         onlyMatches,
            clearFilter,    treeFilter,
            findNext,       findPrevious,
            goTo,           refresh,
            refreshAll,     pause,
            checkAll,       loadRest,
            rowDetails,     acknowledgeSelected,
            acknowledgeAll, resetLayout,
            nextPane,       previousPane,
            whatIsThis,     keys,
            about};
}

} // namespace spillway
