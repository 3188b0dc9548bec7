// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow.h"

#include "models/celltext.h"
#include "models/changes.h"
#include "models/discards.h"
#include "session/projectsession.h"
#include "session/tasksession.h"
#include "settings/preferences.h"
#include "ui/answerdock.h"
#include "ui/changeline.h"
#include "ui/changemarks.h"
#include "ui/changewording.h"
#include "ui/democontrols.h"
#include "ui/destinationform.h"
#include "ui/detailsdock.h"
#include "ui/freshnessbar.h"
#include "ui/handover.h"
#include "ui/language.h"
#include "ui/notesdock.h"
#include "ui/outsidetext.h"
#include "ui/partitionspage.h"
#include "ui/placeholder.h"
#include "ui/problem.h"
#include "ui/projectdock.h"
#include "ui/sessionpreferences.h"
#include "ui/taskheader.h"
#include "ui/tint.h"
#include "ui/windowlayout.h"

#include <QApplication>
#include <QCloseEvent>
#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QStackedLayout>
#include <QTimer>
#include <QTreeView>
#include <QtConcurrentRun>

using namespace Qt::Literals::StringLiterals;

// What the window shows of the session, what a person does with rows, and how the window is arranged.

namespace spillway {

void MainWindow::expectTask(bool expected)
{
    m_expecting = expected;
    updateAll();
}

void MainWindow::open(const std::shared_ptr<TaskSource> &source, const TaskAddress &address)
{
    if (!address.task.text.isEmpty() || !source->project()) {
        m_session.open(source, address);
        return;
    }
    browse(source);
    m_projectDock->field().setText(address.stream.text);
}

void MainWindow::browse(const std::shared_ptr<TaskSource> &source, bool isChoosing)
{
    m_session.close();
    m_browsed = source;
    updateAll();
    if (isChoosing)
        m_projectDock->focusContent();
}

void MainWindow::showPage(QWidget *page)
{
    QWidget *before = m_stack->currentWidget();
    if (page == before)
        return;
    // Who looked at the page before goes on in the table, and not wherever the focus happens to fall.
    const QWidget *focused = focusWidget();
    const bool isLookedAt = !focused || focused == this || before->isAncestorOf(focused);
    m_stack->setCurrentWidget(page);
    if (page == m_page && isLookedAt)
        m_partitions->focusContent();
}

void MainWindow::updateAll()
{
    const Freshness freshness = m_session.freshness();
    const bool hasTask = m_expecting || freshness.state != RefreshState::Idle;
    followProject();
    const TaskSource *source = m_session.source() ? m_session.source().get() : m_browsed.get();
    m_demo->follow(source ? source->origin() : QString());
    m_handover->setDemo(m_demo->isShown());
    const bool hasProject = m_project.source() != nullptr;
    Placeholder *const instead = hasProject ? m_choose : m_welcome;
    showPage(hasTask ? m_page : static_cast<QWidget *>(instead));
    // While it is asked again, what went wrong last stays to be read.
    if (!freshness.asking || !freshness.error)
        m_banner->setMessage(problemOf(freshness, m_session.address(), m_session.model().display()));
    m_header->updateTexts();
    if (!m_session.answer().task) {
        m_header->setFacts({});
        m_freshness->changes().tell(nullptr);
    }
    m_partitions->updateState();
    m_layout->setDocksUseful(hasTask || hasProject);
    updateActions();
    updateTitle();
}

/// The project around the task is browsed once the task was answered: a credential that is refused is refused once, not
/// twice.
void MainWindow::followProject()
{
    const Freshness freshness = m_session.freshness();
    m_project.model().setOpenTask(m_session.address());
    if (freshness.state == RefreshState::Idle)
        return m_project.open(m_browsed);
    m_browsed.reset();
    if (m_session.source() == m_project.source())
        return;
    const bool answers = m_session.answer().task || (freshness.error && !concernsAllQuestions(*freshness.error));
    m_project.open(answers ? m_session.source() : nullptr);
}

void MainWindow::updateTitle()
{
    QString task = m_session.address().task.text;
    QString stream = m_session.address().stream.text;
    // A saved file is opened without names; it says them itself.
    if (const TaskSnapshot &shown = m_session.answer().task; shown && task.isEmpty() && stream.isEmpty()) {
        task = textForScreen(shown->answer, shown->taskName);
        stream = textForScreen(shown->answer, shown->streamName);
    }
    QStringList parts;
    for (const QString &name : {task, stream}) {
        if (!name.isEmpty())
            parts.append(forTitle(amongWords(name)));
    }
    parts.append(tr("Spillway"));
    setWindowTitle(parts.join(u" – "));
}

void MainWindow::updateActions()
{
    const Freshness freshness = m_session.freshness();
    const bool hasTask = freshness.state != RefreshState::Idle;
    const bool paused = m_session.isPaused();
    m_actions.refresh->setEnabled(hasTask);
    m_actions.pause->setEnabled(hasTask && freshness.live);
    m_actions.pause->setChecked(paused);
    setActionText(*m_actions.pause, paused ? tr("&Resume") : tr("&Pause"));
    m_actions.pause->setIcon(pictogram(paused ? u"play"_s : u"pause"_s));
    for (QAction *action : {m_actions.exportRows, m_actions.exportPdf, m_actions.print, m_actions.copy,
                            m_actions.copyWithHeader, m_actions.copyAsJson, m_actions.copyAsCsv, m_actions.selectAll})
        action->setEnabled(m_session.answer().task != nullptr);
    updateInterval();
    updateDiscardActions();
    m_demo->setAddress(m_session.address());
}

void MainWindow::updateInterval()
{
    const Freshness freshness = m_session.freshness();
    const bool canAsk = freshness.state != RefreshState::Idle && freshness.live;
    m_interval->setEnabled(canAsk);
    m_actions.intervals->setEnabled(canAsk);
    const bool matches = freshness.wanted.matchesTask();
    // A saved answer is not asked for again, whatever is wanted.
    const auto offered = freshness.live ? offeredInterval(freshness.wanted) : intervalOff;
    const QVariant wanted = offered ? QVariant(qint64(offered->count())) : QVariant();
    m_interval->setCurrentIndex(m_interval->findData(wanted));
    const QString how = tr("How often the task is asked for again by itself.");
    explain(*m_interval, matches && canAsk ? joinedSentences({how, matchText(freshness)}) : how);
    const QList<QAction *> intervals = m_actions.intervals->actions();
    for (QAction *action : intervals)
        action->setChecked(action->data() == wanted);
}

void MainWindow::updateDiscardActions()
{
    const auto &discards = m_session.model().discards();
    const bool lost = discards && discards->total() > 0;
    m_actions.acknowledgeAll->setEnabled(lost);
    m_actions.acknowledgeSelected->setEnabled(lost && m_partitions->table().selectedCount() > 0);
}

void MainWindow::answered()
{
    m_header->updateTexts();
    m_partitions->updateState();
    updateActions();
    updateTitle();
    const Changes *changes = m_session.model().changes().get();
    m_freshness->changes().tell(changes);
    if (changes && changes->changedRows() > 0)
        m_marks->start();
    else
        m_marks->stop();
    // Also the cells that the answer before this one had marked.
    m_partitions->table().repaintAges();
    if (const TaskSnapshot task = m_session.answer().task)
        m_facts.setFuture(QtConcurrent::run([task] { return factsOf(*task); }));
}

void MainWindow::tick()
{
    m_header->updateTexts();
    m_partitions->updateState();
    m_partitions->table().repaintAges();
    m_destination->tick();
}

void MainWindow::setInterval(qint64 seconds)
{
    m_session.setInterval(refreshInterval(std::chrono::seconds(seconds)));
    updateActions();
}

/// The text that the focus is in. Its own keys for copying and selecting are the window's too, which come first.
static QPlainTextEdit *focusedText()
{
    return qobject_cast<QPlainTextEdit *>(QApplication::focusWidget());
}

void MainWindow::copyRows(bool withHeadings)
{
    if (QPlainTextEdit *text = focusedText())
        text->copy();
    else if (m_notes->listHasFocus())
        m_notes->copySelected();
    else if (m_answer->treeHasFocus())
        m_answer->copyTreeRows();
    else if (m_projectDock->treeHasFocus())
        m_projectDock->copyName();
    else
        m_handover->copy(withHeadings ? CopyAs::RowsWithHeadings : CopyAs::Rows);
}

void MainWindow::selectAllRows()
{
    if (QPlainTextEdit *text = focusedText())
        text->selectAll();
    else if (m_notes->listHasFocus())
        m_notes->list().selectAll();
    else if (m_answer->treeHasFocus())
        m_answer->tree().selectAll();
    else
        m_partitions->table().selectAll();
}

void MainWindow::cyclePane(int step)
{
    const std::vector<std::pair<const QWidget *, std::function<void()>>> panes{
        {m_projectDock, [this] { m_projectDock->focusContent(); }},
        {m_partitions, [this] { m_partitions->focusContent(); }},
        {m_destinationDock,
         [this] {
             // It may be behind the notes.
             m_destinationDock->raise();
             if (QWidget *field = m_destination->firstField())
                 field->setFocus(Qt::ShortcutFocusReason);
         }},
        {m_notes, [this] { m_notes->focusContent(); }},
        {m_answer, [this] { m_answer->focusContent(); }},
        {m_details, [this] { m_details->focusContent(); }}};
    const QWidget *focused = QApplication::focusWidget();
    const int count = int(panes.size());
    int current = step > 0 ? -1 : 0;
    for (int i = 0; i < count; ++i) {
        if (focused && panes[size_t(i)].first->isAncestorOf(focused))
            current = i;
    }
    for (int tries = 0; tries < count; ++tries) {
        current = (current + step + count) % count;
        if (!panes[size_t(current)].first->isVisible())
            continue;
        panes[size_t(current)].second();
        return;
    }
}

void MainWindow::showSetting(const QString &path)
{
    m_destinationDock->show();
    m_destinationDock->raise();
    if (!m_destination->focusField(path))
        m_answer->showField(path);
}

void MainWindow::tellSessionWhetherSeen()
{
    m_session.setHidden(!isVisible() || isMinimized());
}

bool MainWindow::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && isActiveWindow()) {
        const auto *key = static_cast<QKeyEvent *>(event); // that is what it is by its type
        if (m_actions.exportRows->shortcuts().contains(QKeySequence(key->keyCombination()))) {
            event->ignore();
            return true;
        }
    }
    return QMainWindow::eventFilter(watched, event);
}

void MainWindow::showEvent(QShowEvent *event)
{
    QMainWindow::showEvent(event);
    tellSessionWhetherSeen();
    if (!m_settled)
        QTimer::singleShot(0, this, [this] { m_layout->settled(); });
    m_settled = true;
}

void MainWindow::hideEvent(QHideEvent *event)
{
    QMainWindow::hideEvent(event);
    tellSessionWhetherSeen();
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::WindowStateChange)
        tellSessionWhetherSeen();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    m_layout->save();
    QMainWindow::closeEvent(event);
}

} // namespace spillway
