// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/disclient.h"
#include "session/insightwatch.h"
#include "session/projectsession.h"
#include "session/tasksession.h"
#include "soak/restlessservice.h"
#include "ui/mainwindow.h"

#include <QNetworkAccessManager>
#include <QTemporaryDir>

namespace spillway {

class PartitionsTable;
class PartitionsView;

/// The whole program but its main(): the client over real HTTP, a session that is polled as fast as answers come, what
/// is worked out of them, the project around, and the window. Ten seconds pass with each poll, on clocks of its own.
class SoakWindow
{
public:
    SoakWindow();
    ~SoakWindow();
    Q_DISABLE_COPY_MOVE(SoakWindow)

    /// The next poll, all it leads to, and what a person and the network do meanwhile. False: it never ended.
    bool poll();
    qint64 polls() const { return m_polls; }
    qint64 failures() const { return m_failures; }

    /// The same task, the same rows and a service that does nothing odd, until nothing of what was before is left.
    /// False: something never ended.
    bool calmDown();

    /// So many polls of a task that has `more` partitions more each time; then calmDown(). False: something never
    /// ended.
    bool growAndCalmDown(int polls, int more);

    /// Questions about the task, its stream, the project and the tasks of a survey, all of them under way and never to
    /// be answered. False: they were not asked.
    bool askInVain();
    /// Leaves them alone and opens another task, through the same client or another one. False: it never came.
    bool goElsewhere(bool otherClient);
    void close() { m_window.close(); }

    /// The polls that are remembered of the task shown.
    int pollsKept() const;

private:
    bool ask();
    bool isDone() const;
    bool isQuiet() const;
    void tease();
    void touch();
    void openTask(int number);
    int upTo(int most) { return std::uniform_int_distribution<int>(0, most)(m_random); }
    bool onceIn(int times) { return upTo(times - 1) == 0; }

    QTemporaryDir m_folder;
    std::mt19937 m_random{6}; // NOLINT: the same every time
    milliseconds m_now{1'000'000};
    qint64 m_polls = 0;
    qint64 m_failures = 0;
    int m_task = 0;
    RestlessService m_service;
    QNetworkAccessManager m_network;
    std::shared_ptr<DisClient> m_client;
    TaskSession m_session;
    InsightWatch m_watch;
    ProjectSession m_project;
    MainWindow m_window;
    PartitionsView &m_table;
    const PartitionsTable &m_rows;
};

} // namespace spillway
