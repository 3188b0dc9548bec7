// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "settings/preferencestore.h"
#include "ui/answerfacts.h"
#include "ui/banner.h"
#include "ui/demooffer.h"
#include "ui/mainactions.h"
#include "ui/signindialogs.h"

#include <QFutureWatcher>
#include <QMainWindow>

#include <memory>

class QComboBox;
class QStackedLayout;

namespace spillway {

class AnswerDock;
class ChangeMarks;
class DemoControls;
class DestinationForm;
class DetailsDock;
class FreshnessBar;
class Handover;
class NotesDock;
class PartitionsPage;
class ProjectDock;
class ProjectSession;
class Placeholder;
class SettingNotesModel;
class TaskHeader;
class TaskSession;
class WindowLayout;

/// What the window needs from outside.
struct WindowTools
{
    SignInTools signIn; ///< how a connection is chosen and becomes a source
    std::function<void()> startDemo; ///< what "Try the Demo" does
    Clock clock = systemClock();
    std::shared_ptr<PreferenceStore> preferences = std::make_shared<PreferenceStore>();
};

/// One dump task: its header, its partitions in the middle; in docks around them the project, destination and answer.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    MainWindow(TaskSession &session, ProjectSession &project, WindowTools tools, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// While a task is about to be opened its page is shown, still empty, and not the welcome.
    void expectTask(bool expected);
    /// Opens a task; one without names: only the project around it.
    void open(const std::shared_ptr<TaskSource> &source, const TaskAddress &address);
    /// Shows the streams and dump tasks of a project, and no task yet. isChoosing: a person is to choose one; else one
    /// is about to be opened.
    void browse(const std::shared_ptr<TaskSource> &source, bool isChoosing = true);
    /// Whenever what is shown comes from the demo, or nothing is shown, the window is marked as showing the demo, and
    /// offers its tasks and faults. May be called again.
    void setDemo(DemoOffer offer);
    /// Opens the Open Task dialog, filled in as far as known, with a complaint if there is one.
    void askToOpen(const OpenFields &fields = {}, const QString &problem = {});
    /// What was last opened through the dialog, for a window that takes this one's place.
    const OpenFields &lastFields() const { return m_signIn->lastFields(); }
    void setLastFields(const OpenFields &fields) { m_signIn->setLastFields(fields); }
    /// Opens the Preferences dialog.
    void showPreferences();
    /// Says something about what the person just did.
    void notify(Severity severity, const QString &sentence, const QStringList &details = {});

    /// Ctrl+E exports, also from a field, which would take it for the end of its line.
    bool eventFilter(QObject *watched, QEvent *event) override;

protected:
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void makeCentre();
    void makeDocks();
    void makeToolBar();
    void makeStatusBar();
    void connectActions();
    void connectSignIn();
    void connectSession();
    void connectProject();
    void followProject();
    void connectChanges();
    void connectNotes();
    void connectPreferences();
    void showPage(QWidget *page);
    void updateAll();
    void updateTitle();
    void updateActions();
    void updateInterval();
    void updateDiscardActions();
    void answered();
    void tick();
    void act(Banner::Action action);
    void setInterval(qint64 seconds);
    void copyRows(bool withHeadings);
    void selectAllRows();
    void cyclePane(int step);
    void tellSessionWhetherSeen();
    void showSetting(const QString &path);

    TaskSession &m_session;
    ProjectSession &m_project;
    WindowTools m_tools;
    MainActions m_actions;
    SignInDialogs *m_signIn;
    QFutureWatcher<AnswerFacts> m_facts;

    QStackedLayout *m_stack = nullptr;
    Placeholder *m_welcome = nullptr;
    Placeholder *m_choose = nullptr;
    QWidget *m_page = nullptr; ///< of a task
    TaskHeader *m_header = nullptr;
    Banner *m_banner = nullptr;
    Banner *m_notice = nullptr;
    PartitionsPage *m_partitions = nullptr;
    DestinationForm *m_destination = nullptr;
    QDockWidget *m_destinationDock = nullptr;
    SettingNotesModel *m_settingNotes = nullptr;
    NotesDock *m_notes = nullptr;
    DetailsDock *m_details = nullptr;
    AnswerDock *m_answer = nullptr;
    ProjectDock *m_projectDock = nullptr;
    Handover *m_handover = nullptr;
    FreshnessBar *m_freshness = nullptr;
    ChangeMarks *m_marks = nullptr;
    QComboBox *m_interval = nullptr;
    DemoControls *m_demo = nullptr;

    std::unique_ptr<WindowLayout> m_layout;
    bool m_settled = false; ///< has been shown once
    std::shared_ptr<TaskSource> m_browsed; ///< without a task
    bool m_expecting = false; ///< a task is about to be opened
};

} // namespace spillway
