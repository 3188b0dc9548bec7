// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hostileservice.h"
#include "session/insightwatch.h"
#include "taskwindow.h"

#include <QDockWidget>
#include <QPlainTextEdit>
#include <QTabWidget>
#include <QTreeView>

namespace spillway {

/// A window on a task whose every word is hostile, with its stream and the project around it.
class HostileWindow : public TaskWindow
{
public:
    explicit HostileWindow(const QString &text)
        : watch(session)
        , m_text(text)
    {
        around.put(hostileStream(text));
        around.put({text}, hostileSummary(text));
        source->setProject(&around);
        source->wait();
        openTask(text, text);
        show(hostileTask(text));
        table().selectRow(0);
        QTRY_VERIFY(tree().model()->rowCount() > 0);
    }
    ~HostileWindow() { session.close(); }

    QTreeView &tree() const { return *find<QTreeView>("projectTree"); }
    /// Answers the question that is open, or asks it; waits for what is worked out from it.
    void show(const QByteArray &body)
    {
        const InsightPointer before = session.model().insight();
        if (source->open() == 0)
            session.refresh();
        QTRY_COMPARE(source->open(), 1);
        source->answer(body);
        QTRY_VERIFY(session.model().insight() && session.model().insight() != before);
        QTRY_VERIFY(rows().isSettled() && !session.freshness().asking);
    }
    /// The second poll.
    void refresh() { show(hostileTask(m_text, true)); }

    /// Brings each pane to the front once.
    void showAllPanes() const
    {
        const QList<QDockWidget *> docks = window.findChildren<QDockWidget *>();
        for (QDockWidget *dock : docks) {
            dock->show();
            dock->raise();
            if (auto *tabs = dock->findChild<QTabWidget *>())
                tabs->setCurrentIndex(tabs->count() - 1);
            QCoreApplication::processEvents();
        }
        QTRY_VERIFY(!find<QPlainTextEdit>("exactBytes")->toPlainText().isEmpty());
    }

    ScriptedProject around;
    InsightWatch watch;

private:
    QString m_text;
};

} // namespace spillway
