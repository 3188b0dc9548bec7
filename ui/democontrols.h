// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/demooffer.h"

#include <QObject>
#include <QPointer>

class QAction;
class QActionGroup;
class QComboBox;
class QMenuBar;
class QToolBar;

namespace spillway {

struct MainActions;
class PlainLabel;
class PracticeDialog;
struct PracticeWay;

/// All that a window has only while it shows the demo: the mark in the corner of the menu bar, the chooser of tasks,
/// and the menus of tasks and faults.
class DemoControls : public QObject
{
    Q_OBJECT

public:
    /// Puts its chooser at the end of the tool bar. All are hidden until there is an offer.
    DemoControls(const MainActions &actions, QMenuBar &menuBar, QToolBar &toolBar, QObject *parent);
    ~DemoControls() override;

    /// Replaces the one before. An offer without tasks is the end of the demo.
    void setOffer(DemoOffer offer);
    /// What is on screen comes from there; empty: nothing is. All of this is hidden while that is not the demo.
    void follow(const QString &origin);
    bool isShown() const { return m_isShown; }
    /// Which task is shown.
    void setAddress(const TaskAddress &address);
    /// What a connection is made with, and tried; none: practising is copying.
    void setConnectionMaker(std::function<void(const PracticeWay &)> make) { m_makeConnection = std::move(make); }

private:
    void show(bool isShown);
    void fillTasks();
    void fillFaults();
    void chooseTask(int index);
    void chooseFault(int index);
    void updateMark();
    void practise();

    const MainActions &m_actions;
    QMenuBar &m_menuBar;
    DemoOffer m_offer;
    bool m_isShown = false;
    TaskAddress m_address;
    PlainLabel *m_mark;
    QComboBox *m_chooser;
    QAction *m_chooserAction;
    QActionGroup *m_faults = nullptr;
    std::function<void(const PracticeWay &)> m_makeConnection;
    QPointer<PracticeDialog> m_practice;
};

} // namespace spillway
