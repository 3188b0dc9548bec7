// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/projecttree.h"
#include "session/questions.h"
#include "session/survey.h"

#include <deque>
#include <set>

namespace spillway {

/// How far the browsing of a project is.
struct ProjectStatus
{
    enum class State { Nothing, Listing, LoadingTasks, Ready, Stopped, Failed };
    State state = State::Nothing; ///< Nothing: there is no project to browse
    bool complete = false; ///< all streams are listed
    qint64 streams = 0; ///< of this listing, so far
    std::optional<qint64> total; ///< as many there are, says the service
    qint64 done = 0; ///< streams whose tasks were asked for, and how many are to be
    qint64 of = 0;
    QString problem; ///< Failed: why; a sentence
};

/// Browses the project of a source: lists its streams page by page, loads dump tasks when they are wanted, and looks
/// at what they amount to. At most four questions at once. Nothing is asked again by itself: what failed is asked when
/// a person expands it or refreshes. When the service refuses the credential or asks for peace, all asking ends until
/// then. Answers about a project that was left never arrive.
class ProjectSession : public QObject
{
    Q_OBJECT

public:
    explicit ProjectSession(Elapsed elapsed = systemElapsed(), QObject *parent = nullptr);
    ~ProjectSession() override;

    /// Browses the source's project from now on. The same source again changes nothing; null, or a source without a
    /// project: there is nothing to browse.
    void open(std::shared_ptr<TaskSource> source);
    void close() { open(nullptr); }
    const std::shared_ptr<TaskSource> &source() const { return m_source; }

    /// Lists the streams anew, and then the tasks of those that had been asked for. What is shown stays meanwhile.
    void refresh();
    /// Ends everything under way; what came stays.
    void stop();
    /// The tasks of one stream, before all others.
    void loadTasks(const StreamName &stream);
    /// All streams and tasks that are not loaded yet.
    void loadAll();

    /// What the numbers of one task, or of all that are loaded, amount to.
    void checkTask(const TaskAddress &task);
    void checkAll();
    /// Loads all that is not loaded yet, then looks at all. Emits surveyFinished() once, whatever became of it.
    void checkEverything();

    ProjectTree &model() { return m_model; }
    const ProjectTree &model() const { return m_model; }
    const Survey &survey() const { return m_survey; }
    const ProjectStatus &status() const { return m_status; }
    /// Whether something is being asked, for Stop.
    bool isBusy() const;

Q_SIGNALS:
    /// status(), or how far the survey is.
    void changed();
    void surveyFinished();

private:
    bool isListing() const { return m_status.state == ProjectStatus::State::Listing; }
    void askPage();
    void pageCame(const Result<StreamPage> &page);
    void listed();
    void endListing(ProjectStatus::State state, const QString &why);
    void enqueue(const StreamName &stream);
    void askTasks();
    void tasksCame(const StreamName &stream, const Result<TaskList> &list);
    void reported(const TaskReport &report);
    void refused(const Error &error);
    void abandon(const QString &why);
    void checkIfLoaded();
    void giveUpChecking();
    void updateState();

    Questions m_questions;
    std::shared_ptr<TaskSource> m_source;
    ProjectTree m_model;
    Survey m_survey;
    ProjectStatus m_status;
    QString m_after; ///< the last name that was listed
    std::deque<StreamName> m_queue; ///< whose tasks are to be asked for
    std::set<QString> m_wanted; ///< those, and those that are being asked for
    int m_asking = 0; ///< questions about tasks
    std::vector<StreamName> m_again; ///< to be asked for once the streams are listed
    bool m_all = false; ///< so are all others
    bool m_checksWhenLoaded = false;
    bool m_refused = false; ///< nothing is asked until a person acts
};

} // namespace spillway
