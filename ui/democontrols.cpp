// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/democontrols.h"

#include "ui/language.h"
#include "ui/mainactions.h"
#include "ui/outsidetext.h"
#include "ui/plainlabel.h"
#include "ui/practicedialog.h"

#include <QActionGroup>
#include <QComboBox>
#include <QMenu>
#include <QMenuBar>
#include <QToolBar>

using namespace Qt::Literals::StringLiterals;

namespace spillway {

DemoControls::DemoControls(const MainActions &actions, QMenuBar &menuBar, QToolBar &toolBar, QObject *parent)
    : QObject(parent)
    , m_actions(actions)
    , m_menuBar(menuBar)
    , m_mark(new PlainLabel)
    , m_chooser(new QComboBox)
    , m_chooserAction(toolBar.addWidget(m_chooser))
{
    m_mark->setObjectName(u"demoMark"_s);
    m_mark->setSeverity(Severity::Warning);
    m_mark->hide();
    m_menuBar.setCornerWidget(m_mark);
    m_chooser->setObjectName(u"demoChooser"_s);
    m_chooser->setAccessibleName(tr("Demo task"));
    m_chooser->setAccessibleDescription(tr("Which of the simulated dump tasks is shown."));
    m_chooser->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_chooser->setMaxVisibleItems(20);
    m_chooserAction->setVisible(false);
    connect(m_chooser, &QComboBox::activated, this, &DemoControls::chooseTask);
    m_actions.demo->setToolTipsVisible(true);
    m_actions.faults->setToolTipsVisible(true);
}

DemoControls::~DemoControls()
{
    delete m_practice;
}

void DemoControls::setOffer(DemoOffer offer)
{
    m_offer = std::move(offer);
    delete m_practice; // its values belong to the demo before
    fillTasks();
    fillFaults();
    show(!m_offer.tasks.isEmpty());
    setAddress(m_address);
}

void DemoControls::follow(const QString &origin)
{
    const bool isDemo = !m_offer.tasks.isEmpty() && (origin.isEmpty() || origin == m_offer.origin);
    if (isDemo != m_isShown)
        show(isDemo);
}

void DemoControls::show(bool isShown)
{
    m_isShown = isShown;
    if (!isShown)
        delete m_practice;
    m_chooserAction->setVisible(isShown);
    m_actions.demo->menuAction()->setVisible(isShown);
    m_actions.faults->menuAction()->setVisible(isShown && !m_offer.faults.isEmpty());
    // A desktop's own menu bar has no corner for the mark.
    if (isShown)
        m_menuBar.setNativeMenuBar(false);
    updateMark();
}

void DemoControls::fillTasks()
{
    m_chooser->clear();
    m_actions.demo->clear();
    for (int i = 0; i < m_offer.tasks.size(); ++i) {
        const DemoOffer::Task &task = m_offer.tasks.at(i);
        m_chooser->addItem(task.title);
        m_chooser->setItemData(i, forToolTip(task.story), Qt::ToolTipRole);
        QAction *action = m_actions.demo->addAction(forAction(task.title));
        action->setToolTip(forToolTip(task.story));
        action->setStatusTip(task.story);
        connect(action, &QAction::triggered, this, [this, i] { chooseTask(i); });
    }
    if (!m_offer.practice)
        return;
    m_actions.demo->addSeparator();
    QAction *practise = m_actions.demo->addAction(tr("Practise &Signing In…"));
    practise->setObjectName(u"actionPractise"_s);
    connect(practise, &QAction::triggered, this, &DemoControls::practise);
}

void DemoControls::fillFaults()
{
    m_actions.faults->clear();
    delete m_faults;
    m_faults = new QActionGroup(this);
    for (int i = 0; i < m_offer.faults.size(); ++i) {
        const DemoOffer::Fault &fault = m_offer.faults.at(i);
        QAction *action = m_faults->addAction(forAction(fault.title));
        const QString tip = tr("%1 From the next question on; F5 asks it.").arg(fault.promise);
        action->setToolTip(forToolTip(tip));
        action->setStatusTip(tip);
        action->setCheckable(true);
        action->setChecked(i == m_offer.fault);
        connect(action, &QAction::triggered, this, [this, i] { chooseFault(i); });
        m_actions.faults->addAction(action);
        if (i == 0)
            m_actions.faults->addSeparator();
    }
}

void DemoControls::setAddress(const TaskAddress &address)
{
    m_address = address;
    for (int i = 0; i < m_offer.tasks.size(); ++i) {
        if (m_offer.tasks.at(i).address != address)
            continue;
        m_chooser->setCurrentIndex(i);
        explain(*m_chooser, m_offer.tasks.at(i).story);
    }
}

void DemoControls::chooseTask(int index)
{
    if (index < 0 || index >= m_offer.tasks.size() || !m_offer.choose)
        return;
    const TaskAddress address = m_offer.tasks.at(index).address;
    if (address != m_address)
        m_offer.choose(address);
}

void DemoControls::chooseFault(int index)
{
    m_offer.fault = index;
    if (m_offer.setFault)
        m_offer.setFault(index);
    updateMark();
}

/// Not over the window: then it could not be used together with the dialogs that are.
void DemoControls::practise()
{
    if (!m_practice) {
        m_practice = new PracticeDialog(m_offer.practice(), m_address, bool(m_makeConnection));
        m_practice->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_practice, &PracticeDialog::connectionWanted, this, [this] { m_makeConnection(m_practice->way()); });
    }
    m_practice->show();
    m_practice->activateWindow();
}

void DemoControls::updateMark()
{
    const QString unreal = tr("Nothing here is real: the answers come from a simulated service inside Spillway.");
    const bool isFaulty = m_offer.fault > 0 && m_offer.fault < m_offer.faults.size();
    // The menu bar lays its corner out anew only when what is in it comes and goes.
    m_mark->hide();
    if (isFaulty) {
        const DemoOffer::Fault &fault = m_offer.faults.at(m_offer.fault);
        m_mark->setText(tr("DEMO – %1").arg(fault.title));
        explain(*m_mark, joinedSentences({unreal, tr("A fault is on: %1").arg(fault.promise)}));
    } else {
        m_mark->setText(tr("DEMO"));
        explain(*m_mark, unreal);
    }
    m_mark->setVisible(m_isShown);
}

} // namespace spillway
