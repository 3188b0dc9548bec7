// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow.h"

#include "domain/counttext.h"
#include "session/projectsession.h"
#include "session/tasksession.h"
#include "session/wording.h"
#include "ui/answerdock.h"
#include "ui/bytesview.h"
#include "ui/changemarks.h"
#include "ui/columnlayout.h"
#include "ui/democontrols.h"
#include "ui/destinationform.h"
#include "ui/detailsdock.h"
#include "ui/filterbar.h"
#include "ui/freshnessbar.h"
#include "ui/handhold.h"
#include "ui/handover.h"
#include "ui/helpdialogs.h"
#include "ui/language.h"
#include "ui/notesdock.h"
#include "ui/outsidetext.h"
#include "ui/partitionspage.h"
#include "ui/placeholder.h"
#include "ui/plainlabel.h"
#include "ui/preferencesdialog.h"
#include "ui/problem.h"
#include "ui/projectdock.h"
#include "ui/sessionpreferences.h"
#include "ui/settingnotesmodel.h"
#include "ui/taskheader.h"
#include "ui/tint.h"
#include "ui/verdictline.h"
#include "ui/windowlayout.h"
#include "ui/wrappingpage.h"
#include "ui/zonebutton.h"

#include <QApplication>
#include <QCloseEvent>
#include <QComboBox>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QStackedLayout>
#include <QStandardPaths>
#include <QStatusBar>
#include <QToolBar>
#include <QTreeView>
#include <QtConcurrentRun>

using namespace Qt::Literals::StringLiterals;

namespace spillway {

namespace {

/// For what the service tells the time of: its own clock is right for that, ours may be set at any moment.
Clock serviceClock(const TaskSession &session, const Clock &local)
{
    return [&session, local] { return session.serviceTime(local()); };
}

} // namespace

MainWindow::MainWindow(TaskSession &session, ProjectSession &project, WindowTools tools, QWidget *parent)
    : QMainWindow(parent)
    , m_session(session)
    , m_project(project)
    , m_tools(std::move(tools))
    , m_actions(*this)
    , m_signIn(new SignInDialogs(m_tools.signIn, *this))
    , m_browsed(session.source() ? nullptr : project.source()) // by the window before this one
{
    setObjectName(u"mainWindow"_s);
    qApp->installEventFilter(this);
    setWindowIcon(pictogram(u"spillway"_s));
    setDockOptions(AnimatedDocks | AllowNestedDocks | AllowTabbedDocks);
    makeCentre();
    makeDocks();
    makeToolBar();
    makeStatusBar();
    connectActions();
    connectSignIn();
    connectChanges();
    connectNotes();
    connectSession();
    connectProject();
    connectPreferences();
    m_layout = std::make_unique<WindowLayout>(
        *this, WindowLayout::Docks{m_projectDock, {m_destinationDock, m_notes}, {m_answer, m_details}});
    m_layout->restore();
    // Whoever logs out may end the program without closing its windows.
    connect(qApp, &QGuiApplication::commitDataRequest, this, [this] { m_layout->save(); });
    updateAll();
}

MainWindow::~MainWindow() = default;

void MainWindow::makeCentre()
{
    auto *centre = new QWidget;
    m_stack = new QStackedLayout(centre);
    m_welcome = new Placeholder;
    m_welcome->setObjectName(u"welcome"_s);
    m_welcome->setPicture(u"spillway"_s);
    m_welcome->setText(tr("Connect to Huawei Cloud to see your dump tasks."),
                       tr("Spillway only reads: it cannot change anything."));
    QPushButton *open = m_welcome->addButton(tr("Open Task…"), u"welcomeOpen"_s);
    connect(open, &QPushButton::clicked, m_actions.open, &QAction::trigger);
    if (m_tools.startDemo) {
        QPushButton *demo = m_welcome->addButton(tr("Try the Demo"), u"welcomeDemo"_s);
        connect(demo, &QPushButton::clicked, this, [this] { m_tools.startDemo(); });
    }

    m_choose = new Placeholder;
    m_choose->setObjectName(u"chooseTask"_s);
    m_choose->setText(tr("Choose a dump task on the left."),
                      tr("Expand a stream to see its dump tasks; Enter opens one."));

    m_page = new WrappingPage;
    m_page->setObjectName(u"taskPage"_s);
    m_header = new TaskHeader(m_session, serviceClock(m_session, m_tools.clock));
    m_banner = new Banner;
    m_partitions = new PartitionsPage(m_session, serviceClock(m_session, m_tools.clock));
    auto *verdict = new VerdictLine(m_session.model());
    auto *layout = new QVBoxLayout(m_page);
    const int room = fontMetrics().height() / 2;
    layout->setContentsMargins(room, room / 2, room, 0);
    layout->setSpacing(room);
    layout->addWidget(m_header);
    layout->addWidget(verdict);
    layout->addWidget(m_banner);
    layout->addWidget(m_partitions, 1);
    m_handover = new Handover(m_session, *m_partitions, *this, m_tools.clock);
    m_stack->addWidget(m_welcome);
    m_stack->addWidget(m_page);
    m_stack->addWidget(m_choose);

    m_notice = new Banner;
    m_notice->setObjectName(u"notice"_s);
    auto *whole = new QWidget;
    auto *wholeLayout = new QVBoxLayout(whole);
    wholeLayout->setContentsMargins(0, 0, 0, 0);
    wholeLayout->setSpacing(0);
    wholeLayout->addWidget(m_notice);
    wholeLayout->addWidget(centre, 1);
    setCentralWidget(whole);
}

void MainWindow::makeDocks()
{
    m_settingNotes = new SettingNotesModel(m_session.model(), serviceClock(m_session, m_tools.clock), this);
    m_destination = new DestinationForm(m_session.model(), *m_settingNotes, serviceClock(m_session, m_tools.clock));
    m_destinationDock = new QDockWidget(tr("Destination"), this);
    m_destinationDock->setObjectName(u"destinationDock"_s);
    m_destinationDock->setAccessibleName(tr("Destination"));
    m_destinationDock->setWidget(m_destination);
    m_notes = new NotesDock(*m_settingNotes, this);
    m_answer = new AnswerDock(m_session, this);
    m_details = new DetailsDock(m_session.model(), this);
    m_projectDock = new ProjectDock(m_project, m_actions, this);
    m_projectDock->toggleViewAction()->setShortcut(Qt::Key_F9);
    addDockWidget(Qt::LeftDockWidgetArea, m_projectDock);
    addDockWidget(Qt::RightDockWidgetArea, m_destinationDock);
    addDockWidget(Qt::RightDockWidgetArea, m_notes);
    tabifyDockWidget(m_destinationDock, m_notes);
    addDockWidget(Qt::BottomDockWidgetArea, m_answer);
    addDockWidget(Qt::BottomDockWidgetArea, m_details);
    tabifyDockWidget(m_answer, m_details);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    QAction *before = m_actions.columns->menuAction();
    m_actions.view->insertActions(before,
                                  {m_projectDock->toggleViewAction(), m_destinationDock->toggleViewAction(),
                                   m_notes->toggleViewAction(), m_answer->toggleViewAction(),
                                   m_details->toggleViewAction()});
    m_actions.view->insertSeparator(before);
}

void MainWindow::makeToolBar()
{
    QToolBar *bar = addToolBar(tr("Tools"));
    bar->setObjectName(u"toolBar"_s);
    bar->setAccessibleName(tr("Tools"));
    bar->setMovable(false);
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    bar->toggleViewAction()->setVisible(false);
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->addActions({m_actions.open, m_actions.refresh, m_actions.pause});
    m_interval = new QComboBox;
    m_interval->setObjectName(u"interval"_s);
    m_interval->setAccessibleName(tr("Refresh every"));
    m_interval->setAccessibleDescription(tr("How often the task is asked for again by itself."));
    const QList<QAction *> intervals = m_actions.intervals->actions();
    for (const QAction *action : intervals)
        m_interval->addItem(action->text(), action->data());
    connect(m_interval, &QComboBox::activated, this,
            [this](int index) { setInterval(m_interval->itemData(index).toLongLong()); });
    auto *every = new PlainLabel(tr("Every"));
    every->setContentsMargins(fontMetrics().height() / 2, 0, fontMetrics().height() / 4, 0);
    bar->addWidget(every);
    bar->addWidget(m_interval);
    bar->addSeparator();
    bar->addActions({m_actions.copy, m_actions.exportRows});
    auto *spacer = new QWidget;
    spacer->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(spacer);
    m_demo = new DemoControls(m_actions, *menuBar(), *bar, this);
}

void MainWindow::makeStatusBar()
{
    m_freshness = new FreshnessBar(m_session);
    statusBar()->addWidget(m_freshness, 1);
    auto *zone = new ZoneButton(*m_tools.preferences);
    statusBar()->addPermanentWidget(zone);
    connect(zone, &ZoneButton::otherRequested, this, &MainWindow::showPreferences);
    connect(m_freshness, &FreshnessBar::ticked, zone, &ZoneButton::updateText);
    connect(m_freshness, &FreshnessBar::ticked, this, &MainWindow::tick);
}

void MainWindow::connectActions()
{
    const MainActions &a = m_actions;
    connect(a.exportRows, &QAction::triggered, m_handover, &Handover::exportRows);
    connect(a.print, &QAction::triggered, m_handover, &Handover::print);
    connect(a.exportPdf, &QAction::triggered, m_handover, &Handover::exportPdf);
    connect(a.quit, &QAction::triggered, this, &QWidget::close);
    connect(a.copy, &QAction::triggered, this, [this] { copyRows(false); });
    connect(a.copyWithHeader, &QAction::triggered, this, [this] { copyRows(true); });
    connect(a.copyAsJson, &QAction::triggered, m_handover, [this] { m_handover->copy(CopyAs::Json); });
    connect(a.copyAsCsv, &QAction::triggered, m_handover, [this] { m_handover->copy(CopyAs::Csv); });
    connect(a.selectAll, &QAction::triggered, this, &MainWindow::selectAllRows);
    FilterBar *filter = &m_partitions->filter();
    filter->addButton(a.onlyMatches);
    connect(a.filter, &QAction::triggered, filter, &FilterBar::focusField);
    connect(a.clearFilter, &QAction::triggered, filter, &FilterBar::clear);
    connect(a.onlyMatches, &QAction::toggled, filter, &FilterBar::setOnlyMatches);
    connect(a.findNext, &QAction::triggered, filter, [filter] { filter->find(RowFinder::Start::Next); });
    connect(a.findPrevious, &QAction::triggered, filter, [filter] { filter->find(RowFinder::Start::Previous); });
    connect(a.goTo, &QAction::triggered, m_partitions, &PartitionsPage::openGoTo);
    connect(a.refresh, &QAction::triggered, &m_session, &TaskSession::refresh);
    connect(a.pause, &QAction::triggered, &m_session, &TaskSession::setPaused);
    connect(a.nextPane, &QAction::triggered, this, [this] { cyclePane(1); });
    connect(a.rowDetails, &QAction::triggered, m_details, &DetailsDock::focusContent);
    connect(a.previousPane, &QAction::triggered, this, [this] { cyclePane(-1); });
    connect(a.resetLayout, &QAction::triggered, this, [this] {
        m_layout->reset();
        m_partitions->table().columns().reset();
    });
    connect(a.whatIsThis, &QAction::triggered, this, [this] { explainFocused(*this); });
    connect(a.keys, &QAction::triggered, this,
            [this] { showKeys(*this, m_actions.all() + QList{m_projectDock->toggleViewAction()}); });
    connect(a.about, &QAction::triggered, this, [this] { showAbout(*this); });
    connect(a.intervals, &QActionGroup::triggered, this,
            [this](const QAction *action) { setInterval(action->data().toLongLong()); });
    connect(a.columns, &QMenu::aboutToShow, this, [this] {
        m_actions.columns->clear();
        m_partitions->table().columns().fillMenu(*m_actions.columns);
    });
    m_partitions->table().setContextMenuPolicy(Qt::ActionsContextMenu);
    m_partitions->table().addActions({a.copy, a.copyWithHeader, a.copyAsJson, a.copyAsCsv, a.selectAll, a.exportRows,
                                      a.rowDetails, a.acknowledgeSelected});
    m_answer->tree().setContextMenuPolicy(Qt::ActionsContextMenu);
    m_answer->tree().addActions({a.copy, a.selectAll});
}

void MainWindow::connectSession()
{
    connect(&m_session, &TaskSession::freshnessChanged, this, &MainWindow::updateAll);
    connect(&m_session.model(), &TaskModel::displayChanged, this, &MainWindow::updateAll);
    connect(&m_session, &TaskSession::answered, this, &MainWindow::answered);
    connect(&m_facts, &QFutureWatcherBase::finished, this, [this] {
        if (m_facts.future().resultCount() == 0) // there was not enough memory
            return;
        const AnswerFacts facts = m_facts.result();
        m_header->setFacts(facts);
        m_partitions->setFacts(facts);
    });
    connect(m_header, &TaskHeader::othersRequested, m_answer, &AnswerDock::showOthers);
    connect(m_partitions, &PartitionsPage::answerRequested, m_answer, &AnswerDock::focusContent);
    connect(m_banner, &Banner::acted, this, &MainWindow::act);
    connect(m_notice, &Banner::acted, this, &MainWindow::act);
    connect(m_handover, &Handover::copied, this, [this](int rows) {
        statusBar()->showMessage(tr("Copied %1 row(s)", nullptr, pluralOf(rows)).arg(countText(rows)), 3000);
    });
    connect(m_handover, &Handover::wrote, this, [this](const QString &words) {
        using Action = Banner::Action;
        m_notice->setMessage(
            Banner::Message{Severity::Good, words, {}, {Action::OpenFolder, Action::CopyPath, Action::Dismiss}});
    });
    connect(m_handover, &Handover::printed, this, [this](int pages) {
        notify(Severity::Good, tr("Sent %1 page(s) to the printer.", nullptr, pluralOf(pages)).arg(countText(pages)));
    });
    connect(m_handover, &Handover::failed, this,
            [this](const Error &error) { notify(Severity::Bad, sentence(error), details(error)); });
    BytesView *bytes = &m_answer->bytes();
    connect(bytes, &BytesView::saved, this, [this](const QString &path) {
        notify(Severity::Good, tr("Saved the exact bytes to %1.").arg(amongWords(path)));
    });
    connect(bytes, &BytesView::failed, this,
            [this](const Error &error) { notify(Severity::Bad, sentence(error), details(error)); });
    if (m_session.answer().task)
        answered();
}

void MainWindow::connectProject()
{
    connect(m_projectDock, &ProjectDock::taskWanted, this, [this](const TaskAddress &task) {
        if (task == m_session.address())
            m_session.refresh();
        else
            m_session.open(m_project.source(), task);
    });
    connect(m_actions.refreshAll, &QAction::triggered, &m_session, &TaskSession::refresh);
    // The tree knows at once what the window finds out.
    connect(&m_session.model(), &TaskModel::insightChanged, this, [this] {
        if (const InsightPointer &insight = m_session.model().insight();
            insight && m_session.source() == m_project.source())
            m_project.model().setVerdict(m_session.address(), insight->whole().verdict, verdictNote(insight->whole()));
    });
    connect(&m_session.model(), &TaskModel::displayChanged, this,
            [this] { m_project.model().setDisplay(m_session.model().display()); });
    m_project.model().setDisplay(m_session.model().display());
}

void MainWindow::connectChanges()
{
    PartitionsView &table = m_partitions->table();
    connect(&table, &QAbstractItemView::activated, m_details, &DetailsDock::focusContent);
    connect(&table, &PartitionsView::currentSectionRowChanged, m_details, &DetailsDock::setRow);
    m_marks = new ChangeMarks(systemElapsed(), {}, this);
    connect(m_marks, &ChangeMarks::strengthChanged, &table, &PartitionsView::setChangeStrength);
    connect(&m_session.model(), &TaskModel::discardsChanged, this, &MainWindow::updateDiscardActions);
    connect(&table, &PartitionsView::selectedCountChanged, this, &MainWindow::updateDiscardActions);
    connect(m_actions.acknowledgeAll, &QAction::triggered, &m_session, &TaskSession::acknowledgeAllDiscards);
    connect(m_actions.acknowledgeSelected, &QAction::triggered, this,
            [this] { m_session.acknowledgeDiscards(m_partitions->table().selectedSectionRows()); });
    new HandHold(m_session, m_partitions->rows(), table, m_partitions->filter().field(), this);
}

void MainWindow::connectNotes()
{
    const auto tell = [this] { m_header->setNotes(m_settingNotes->serious()); };
    connect(m_settingNotes, &SettingNotesModel::changed, this, tell);
    tell();
    connect(m_header, &TaskHeader::notesRequested, m_notes, &NotesDock::focusContent);
    connect(m_notes, &NotesDock::settingRequested, this, &MainWindow::showSetting);
    connect(m_notes, &NotesDock::copied, this, [this](int notes) {
        statusBar()->showMessage(tr("Copied %1 note(s)", nullptr, pluralOf(notes)).arg(countText(notes)), 3000);
    });
    m_notes->list().setContextMenuPolicy(Qt::ActionsContextMenu);
    m_notes->list().addActions({m_actions.copy, m_actions.selectAll});
}

void MainWindow::connectPreferences()
{
    const PreferenceStore &preferences = *m_tools.preferences;
    connect(m_actions.preferences, &QAction::triggered, this, &MainWindow::showPreferences);
    connect(&preferences, &PreferenceStore::notSaved, this, [this](const QString &file) {
        notify(Severity::Warning,
               tr("%1 could not be written. The change holds until you quit.").arg(amongWords(file)));
    });
    if (const QString file = preferences.damagedFile(); !file.isEmpty()) {
        const QString said = tr("%1 is damaged. What could be read of the settings is used.").arg(amongWords(file));
        const QString kept = preferences.keptAs();
        notify(Severity::Warning,
               kept.isEmpty() ? said : joinedSentences({said, tr("It is kept as %1.").arg(amongWords(kept))}));
    }
}

void MainWindow::showPreferences()
{
    auto *dialog = new PreferencesDialog(*m_tools.preferences, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::setDemo(DemoOffer offer)
{
    m_demo->setOffer(std::move(offer));
    updateAll();
}

void MainWindow::connectSignIn()
{
    connect(m_actions.open, &QAction::triggered, this, [this] { askToOpen(lastFields()); });
    connect(m_actions.connections, &QAction::triggered, m_signIn, [this] { m_signIn->showConnections(); });
    connect(m_actions.doctor, &QAction::triggered, m_signIn, &SignInDialogs::showDoctor);
    m_actions.connections->setEnabled(m_signIn->hasConnections());
    if (m_signIn->hasConnections())
        m_demo->setConnectionMaker([this](const PracticeWay &way) { m_signIn->showDraft(way); });
    m_actions.doctor->setEnabled(m_signIn->hasDoctor());
    connect(m_signIn, &SignInDialogs::opened, this,
            [this](const std::shared_ptr<TaskSource> &source, const TaskAddress &address,
                   const std::optional<std::chrono::seconds> &interval) {
                m_notice->setMessage(std::nullopt);
                open(source, address);
                // Not that of the connection before.
                m_session.setInterval(refreshInterval(interval.value_or(m_tools.preferences->value().interval)));
            });
}

void MainWindow::askToOpen(const OpenFields &fields, const QString &problem)
{
    m_signIn->askToOpen(fields, problem);
}

void MainWindow::notify(Severity severity, const QString &sentence, const QStringList &details)
{
    m_notice->setMessage(Banner::Message{severity, sentence, details, {Banner::Action::Dismiss}});
}

void MainWindow::act(Banner::Action action)
{
    switch (action) {
    case Banner::Action::Retry:
    case Banner::Action::TryOnce:
        m_session.refresh();
        return;
    case Banner::Action::OpenTask:
        askToOpen(lastFields());
        return;
    case Banner::Action::Resume:
        m_session.setPaused(false);
        return;
    case Banner::Action::OpenFolder:
        m_handover->openFolder();
        return;
    case Banner::Action::CopyPath:
        m_handover->copyPath();
        return;
    case Banner::Action::Dismiss:
        m_notice->setMessage(std::nullopt);
        return;
    }
}

} // namespace spillway
