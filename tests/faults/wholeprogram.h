// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/disclient.h"
#include "session/insightwatch.h"
#include "session/projectsession.h"
#include "session/tasksession.h"
#include "ui/mainwindow.h"

#include <QTemporaryDir>

namespace spillway {

/// What a program under test may have of its own.
struct ProgramSetup
{
    Timing timing;
    Pace pace;
    Clock clock = systemClock();
    Elapsed elapsed = systemElapsed();
    bool signs = false; ///< with a temporary access key, instead of a token
};

/// The program as main() composes it: client, session and window, shown. It has a folder and a network of its own, and
/// every jitter is the smallest there is.
class WholeProgram
{
public:
    explicit WholeProgram(const ProgramSetup &setup);
    ~WholeProgram();
    Q_DISABLE_COPY_MOVE(WholeProgram)

    /// A client of the service at an endpoint, signed in with the canary token or key. Fails the run if it is refused.
    std::shared_ptr<TaskSource> client(const QString &endpoint, const QString &caFile, ProxyChoice proxy = {}) const;
    /// The same, or why there is none.
    Result<std::shared_ptr<TaskSource>> connect(const QString &endpoint, const QString &caFile,
                                                ProxyChoice proxy = {}) const;
    /// A widget or action of the window by its name.
    template <class T> T *find(const QString &name) const
    {
        T *found = window.findChild<T *>(name);
        if (!found)
            qFatal("nothing is called %s", qPrintable(name));
        return found;
    }
    QString folder() const { return m_folder.path(); }

private:
    void isolate() const;
    WindowTools tools() const;

    QTemporaryDir m_folder;
    ProgramSetup m_setup;
    std::shared_ptr<PreferenceStore> m_preferences;

public:
    TaskSession session;
    InsightWatch watch;
    ProjectSession project;
    MainWindow window;
};

} // namespace spillway
