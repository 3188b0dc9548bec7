// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/counttext.h"
#include "session/projectsession.h"
#include "ui/mainactions.h"
#include "ui/outsidetext.h"
#include "ui/placeholder.h"
#include "ui/plainlabel.h"
#include "ui/projectdock.h"

#include <QAccessible>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedLayout>
#include <QToolButton>
#include <QTreeView>

using namespace Qt::Literals::StringLiterals;

// What the dock says: how far the project is loaded, or why there is nothing to see.

namespace spillway {

using State = ProjectStatus::State;

bool ProjectDock::isRestUnknown() const
{
    const ProjectStatus &status = m_session.status();
    return status.state != State::Nothing && (!status.complete || m_session.model().unknownCount() > 0);
}

void ProjectDock::updateState()
{
    const ProjectStatus &status = m_session.status();
    const bool hasProject = status.state != State::Nothing;
    m_actions.refreshAll->setEnabled(hasProject);
    m_actions.checkAll->setEnabled(m_session.model().taskCount() > 0 && !m_session.survey().isRunning());
    m_actions.loadRest->setEnabled(isRestUnknown());
    m_onlyIll->setEnabled(hasProject);
    const bool restIsWanted = isFiltered() && isRestUnknown();
    m_rest->setVisible(restIsWanted);
    m_stop->setVisible(m_session.isBusy());
    updateLine();
    updatePlaceholder();
    showOpenTask();
    if (isFiltered())
        arrange();
}

/// Its stream is opened once, as soon as it is there; whoever closes it has it closed. The same with its own row.
void ProjectDock::showOpenTask()
{
    const TaskAddress &open = m_session.model().openTask();
    const QModelIndex stream = m_session.model().streamIndex(open.stream);
    const QModelIndex node = m_rows.mapFromSource(m_filter.mapFromSource(stream));
    if (!node.isValid() || isFiltered())
        return;
    if (open != m_shown) {
        m_shown = open;
        m_seeksOpenTask = true;
        m_tree->expand(node);
    }
    const QModelIndex task = m_session.model().taskIndex(open);
    if (m_seeksOpenTask && task.isValid() && m_tree->isExpanded(node)) {
        m_seeksOpenTask = false;
        m_tree->setCurrentIndex(m_rows.mapFromSource(m_filter.mapFromSource(task)));
    }
}

QString ProjectDock::progressText() const
{
    const ProjectStatus &status = m_session.status();
    const Survey &survey = m_session.survey();
    QStringList parts;
    if (status.state == State::Listing && status.total && *status.total >= status.streams)
        parts.append(tr("Loaded %1 of %2 stream(s)", nullptr, pluralOf(*status.total))
                         .arg(countText(status.streams), countText(*status.total)));
    else if (status.state == State::Listing)
        parts.append(tr("Loaded %1 stream(s)", nullptr, pluralOf(status.streams)).arg(countText(status.streams)));
    if (status.of > 0)
        parts.append(tr("Loaded the tasks of %1 of %2 stream(s)", nullptr, pluralOf(status.of))
                         .arg(countText(status.done), countText(status.of)));
    if (survey.isRunning())
        parts.append(tr("Checked %1 of %2 task(s)", nullptr, pluralOf(survey.of()))
                         .arg(countText(survey.done()), countText(survey.of())));
    return parts.join(u" · "_s);
}

void ProjectDock::updateLine()
{
    const ProjectStatus &status = m_session.status();
    const ProjectTree &tree = m_session.model();
    const bool failed = status.state == State::Failed && tree.streamCount() > 0;
    QString text = progressText();
    if (text.isEmpty() && failed)
        text = status.problem;
    else if (text.isEmpty() && tree.streamCount() > 0)
        text = tr("%1 stream(s)", nullptr, pluralOf(tree.streamCount())).arg(countText(tree.streamCount())) + u" · "_s
            + tr("%1 task(s) loaded", nullptr, pluralOf(tree.taskCount())).arg(countText(tree.taskCount()));
    m_line->setText(text);
    m_line->setQuiet(!failed);
    m_line->setSeverity(failed && text == status.problem ? std::optional(Severity::Warning) : std::nullopt);
    m_line->setVisible(!text.isEmpty());
    if (m_problem == status.problem)
        return;
    m_problem = status.problem;
    if (!failed)
        return;
    QAccessibleEvent alert(m_line, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void ProjectDock::updatePlaceholder()
{
    const ProjectStatus &status = m_session.status();
    QString heading;
    QString sentence;
    if (status.state == State::Nothing) {
        heading = tr("Connect to see the streams of a project.");
    } else if (m_session.model().streamCount() == 0 && status.state == State::Failed) {
        heading = tr("The streams could not be listed.");
        sentence = status.problem;
    } else if (m_session.model().streamCount() == 0 && status.state == State::Stopped) {
        heading = tr("Stopped before the first stream came.");
    } else if (m_session.model().streamCount() == 0 && status.complete) {
        heading = tr("This project has no streams.");
    } else if (isFiltered() && m_filter.isEmpty() && m_session.model().streamCount() > 0) {
        const QString text = m_filter.text();
        heading = text.isEmpty() ? tr("Nothing that is loaded needs a look.")
                                 : tr("Nothing matches '%1' among what is loaded.").arg(amongWords(text));
    }
    m_retry->setVisible(status.state != State::Nothing && m_session.model().streamCount() == 0);
    m_placeholder->setText(heading, sentence);
    QWidget *shown = heading.isEmpty() ? static_cast<QWidget *>(m_tree) : m_placeholder;
    if (m_stack->currentWidget() == shown)
        return;
    const bool hadFocus = m_tree->hasFocus();
    m_stack->setCurrentWidget(shown);
    // It must not fall out of the dock.
    if (hadFocus)
        m_field->setFocus(Qt::OtherFocusReason);
}

} // namespace spillway
