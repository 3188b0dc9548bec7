// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/scriptedproject.h"
#include "taskwindow.h"
#include "ui/placeholder.h"
#include "ui/projectdock.h"

#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QTreeView>

namespace spillway {

/// A service with a project.
class ProjectService : public ScriptedSource
{
public:
    ProjectSource *project() override { return &scripted; }
    ScriptedProject scripted;
};

/// A window of its own around the dock.
class DockWindow
{
public:
    DockWindow()
        : actions(window)
        , dock(new ProjectDock(session, actions, &window))
    {
        window.addDockWidget(Qt::LeftDockWidgetArea, dock);
        window.resize(420, 600);
        window.show();
        QObject::connect(dock, &ProjectDock::taskWanted, &window,
                         [this](const TaskAddress &task) { wanted.append(task); });
    }

    void put(const QString &stream, const QStringList &tasks)
    {
        service->scripted.put(runningStream(stream));
        for (const QString &task : tasks)
            service->scripted.put({stream}, taskSummary(task));
    }
    void open()
    {
        session.open(service);
        QTRY_VERIFY(session.status().complete);
        settle();
    }
    /// What is shown is what the session says.
    void settle() const
    {
        QTRY_VERIFY(!session.isBusy());
        QTRY_VERIFY(find<QToolButton>("onlyIll")->isEnabled());
        QTRY_COMPARE(tree().isVisible(), session.model().streamCount() > 0);
    }
    QTreeView &tree() const { return dock->tree(); }
    void key(QWidget *to, Qt::Key key, Qt::KeyboardModifiers with = Qt::NoModifier) const
    {
        QTest::keyClick(to, key, with);
    }
    template <class Widget> Widget *find(const char *name) const
    {
        auto *widget = dock->findChild<Widget *>(QString::fromLatin1(name));
        if (!widget)
            qFatal("no widget %s", name);
        return widget;
    }
    Placeholder &placeholder() const { return *find<Placeholder>("projectPlaceholder"); }
    QString line() const { return find<QLabel>("projectLine")->text(); }
    /// The rows in view, top to bottom, with their depth as blanks.
    QStringList rows() const
    {
        QStringList lines;
        for (QModelIndex node = tree().model()->index(0, 0); node.isValid(); node = tree().indexBelow(node))
            lines.append((node.parent().isValid() ? QStringLiteral("  ") : QString()) + node.data().toString());
        return lines;
    }

    std::shared_ptr<ProjectService> service = std::make_shared<ProjectService>();
    ProjectSession session;
    QMainWindow window;
    MainActions actions;
    ProjectDock *dock;
    QList<TaskAddress> wanted;
};

} // namespace spillway
