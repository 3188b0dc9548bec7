// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/projectsession.h"

#include "domain/counttext.h"
#include "session/wording.h"

#include <algorithm>
#include <utility>

namespace spillway {

using State = ProjectStatus::State;
using Tasks = ProjectTree::Tasks;

namespace {

/// More than any project can have; what pages for ever ends here.
constexpr int mostStreams = 100'000;

} // namespace

ProjectSession::ProjectSession(Elapsed elapsed, QObject *parent)
    : QObject(parent)
    , m_survey(std::move(elapsed))
{
    // Later: a view may want them while rows are on their way.
    connect(&m_model, &ProjectTree::tasksWanted, this, &ProjectSession::loadTasks, Qt::QueuedConnection);
    connect(&m_survey, &Survey::reported, this, &ProjectSession::reported);
    connect(&m_survey, &Survey::finished, this, [this] {
        Q_EMIT changed();
        // Of one task, while all are being loaded: the survey of all is still to come.
        if (!m_checksWhenLoaded)
            Q_EMIT surveyFinished();
    });
}

ProjectSession::~ProjectSession()
{
    m_questions.forget();
    m_survey.forget();
}

void ProjectSession::open(std::shared_ptr<TaskSource> source)
{
    if (source == m_source)
        return;
    const bool wasChecking = std::exchange(m_checksWhenLoaded, false) || m_survey.isRunning();
    m_questions.forget();
    m_survey.forget();
    m_queue.clear();
    m_wanted.clear();
    m_again.clear();
    m_asking = 0;
    m_all = false;
    m_refused = false;
    m_model.clear();
    m_status = {};
    // The old source may still be answering its cancellation: it goes last.
    const auto previous = std::exchange(m_source, std::move(source));
    if (m_source && m_source->project())
        refresh();
    else
        Q_EMIT changed();
    if (wasChecking)
        Q_EMIT surveyFinished();
}

void ProjectSession::refresh()
{
    if (!m_source || !m_source->project())
        return;
    m_questions.forget();
    m_queue.clear();
    m_wanted.clear();
    m_asking = 0;
    m_refused = false;
    m_again = m_model.streamsIn({Tasks::Loading, Tasks::Loaded, Tasks::Denied, Tasks::Failed, Tasks::Stopped});
    m_status = {};
    m_status.state = State::Listing;
    m_after.clear();
    m_model.beginListing();
    askPage();
    Q_EMIT changed();
}

void ProjectSession::askPage()
{
    m_questions.ask(m_source->project()->listStreams(m_after, mostStreamsPerPage),
                    [this](const Result<StreamPage> &page) { pageCame(page); });
}

void ProjectSession::pageCame(const Result<StreamPage> &page)
{
    if (!page) {
        if (concernsAllQuestions(page.error())) {
            m_survey.stop();
            return refused(page.error());
        }
        endListing(State::Failed, sentence(page.error()));
        return;
    }
    const int came = m_model.setPage(*page);
    m_status.streams += came;
    m_status.total = page->total.integer();
    if (!page->hasMore)
        return listed();
    if (came == 0)
        return endListing(State::Failed,
                          tr("The service sends the same streams again and again, so Spillway stopped."));
    if (m_status.streams >= mostStreams)
        return endListing(State::Failed,
                          tr("There are more than %1 streams, so Spillway stopped.").arg(countText(mostStreams)));
    m_after = page->streams.back().name.text;
    askPage();
    Q_EMIT changed();
}

/// All pages are there.
void ProjectSession::listed()
{
    m_model.finishListing();
    m_status.complete = true;
    m_status.state = State::Ready;
    for (const StreamName &stream : std::exchange(m_again, {}))
        enqueue(stream);
    if (std::exchange(m_all, false)) {
        for (const StreamName &stream : m_model.streamsIn({Tasks::NotLoaded, Tasks::Failed, Tasks::Stopped}))
            enqueue(stream);
    }
    askTasks();
    updateState();
}

/// Before its end. Questions about tasks go on.
void ProjectSession::endListing(State state, const QString &why)
{
    m_model.breakListing(why);
    m_again.clear();
    m_all = false;
    m_status.state = state;
    m_status.problem = why;
    for (const StreamName &stream : m_model.streamsIn({Tasks::Loading})) {
        if (!m_wanted.contains(stream.text))
            m_model.setTasksError(stream, Tasks::Stopped, why);
    }
    Q_EMIT changed();
    giveUpChecking();
}

void ProjectSession::loadTasks(const StreamName &stream)
{
    if (!m_source || !m_source->project())
        return;
    if (m_refused) {
        m_model.setTasksError(stream, Tasks::Stopped, m_status.problem);
        return;
    }
    if (m_wanted.contains(stream.text)) {
        // A person waits for it now.
        if (const auto queued = std::ranges::find(m_queue, stream); queued != m_queue.end())
            std::rotate(m_queue.begin(), queued, queued + 1);
    } else {
        const size_t before = m_queue.size();
        enqueue(stream);
        if (m_queue.size() == before)
            return; // it has gone meanwhile
        std::rotate(m_queue.begin(), m_queue.end() - 1, m_queue.end());
    }
    m_model.setTasksLoading(stream);
    askTasks();
    updateState();
}

void ProjectSession::loadAll()
{
    if (!m_source || !m_source->project() || m_refused)
        return;
    if (!m_status.complete) {
        m_all = true;
        if (isListing())
            return;
        m_status.state = State::Listing;
        m_status.problem.clear();
        m_model.resumeListing();
        askPage();
    } else {
        m_status.state = State::Ready;
        for (const StreamName &stream : m_model.streamsIn({Tasks::NotLoaded, Tasks::Failed, Tasks::Stopped}))
            enqueue(stream);
        askTasks();
    }
    updateState();
}

void ProjectSession::enqueue(const StreamName &stream)
{
    if (!m_model.streamIndex(stream).isValid() || !m_wanted.insert(stream.text).second)
        return;
    m_queue.push_back(stream);
    ++m_status.of;
}

void ProjectSession::askTasks()
{
    while (m_asking < streamsAskedAtOnce && !m_queue.empty()) {
        const StreamName stream = m_queue.front();
        m_queue.pop_front();
        ++m_asking;
        m_model.setTasksLoading(stream);
        m_questions.ask(m_source->project()->listTasks(stream),
                        [this, stream](const Result<TaskList> &list) { tasksCame(stream, list); });
    }
}

void ProjectSession::tasksCame(const StreamName &stream, const Result<TaskList> &list)
{
    --m_asking;
    ++m_status.done;
    m_wanted.erase(stream.text);
    if (list) {
        m_model.setTasks(stream, *list);
    } else {
        using Kind = Error::Kind;
        const bool denied = list.error().kind == Kind::Forbidden || list.error().kind == Kind::Unauthorized;
        m_model.setTasksError(stream, denied ? Tasks::Denied : Tasks::Failed, sentence(list.error(), {stream, {}}));
        if (concernsAllQuestions(list.error())) {
            m_survey.stop();
            return refused(list.error());
        }
    }
    askTasks();
    updateState();
}

/// Unless the streams are being listed, or that failed: what is said is how far the tasks are.
void ProjectSession::updateState()
{
    const bool loading = m_asking > 0;
    if (!loading) {
        m_status.done = 0;
        m_status.of = 0;
    }
    if (m_status.state == State::Ready && loading)
        m_status.state = State::LoadingTasks;
    else if (m_status.state == State::LoadingTasks && !loading)
        m_status.state = State::Ready;
    Q_EMIT changed();
    checkIfLoaded();
}

void ProjectSession::refused(const Error &error)
{
    m_refused = true;
    const QString why = sentence(error);
    abandon(why);
    m_status.state = State::Failed;
    m_status.problem = why;
    Q_EMIT changed();
    giveUpChecking();
}

void ProjectSession::stop()
{
    if (!isBusy())
        return;
    const bool listing = isListing();
    const bool loads = listing || m_asking > 0;
    abandon(listing ? tr("Stopped before all streams were listed.") : tr("Stopped before the dump tasks came."));
    if (loads && (listing || m_status.complete))
        m_status.state = State::Stopped;
    m_survey.stop();
    Q_EMIT changed();
    giveUpChecking();
}

/// Forgets all questions but the survey's, which may be telling of its own.
void ProjectSession::abandon(const QString &why)
{
    m_questions.forget();
    m_queue.clear();
    m_wanted.clear();
    m_again.clear();
    m_asking = 0;
    m_all = false;
    m_status.done = 0;
    m_status.of = 0;
    if (isListing())
        m_model.breakListing(why);
    for (const StreamName &stream : m_model.streamsIn({Tasks::Loading}))
        m_model.setTasksError(stream, Tasks::Stopped, why);
}

bool ProjectSession::isBusy() const
{
    return isListing() || m_asking > 0 || m_survey.isRunning();
}

void ProjectSession::checkTask(const TaskAddress &task)
{
    if (m_source && !m_refused)
        m_survey.start(m_source, {task});
    Q_EMIT changed();
}

void ProjectSession::checkAll()
{
    if (m_source && !m_refused && m_model.taskCount() > 0)
        m_survey.start(m_source, m_model.tasks());
    Q_EMIT changed();
}

void ProjectSession::checkEverything()
{
    m_checksWhenLoaded = true;
    loadAll();
    if (!isListing() && m_asking == 0)
        giveUpChecking();
}

void ProjectSession::checkIfLoaded()
{
    if (!m_checksWhenLoaded || m_status.state != State::Ready)
        return;
    m_checksWhenLoaded = false;
    checkAll();
    if (!m_survey.isRunning())
        Q_EMIT surveyFinished();
}

/// It ended before all was loaded: whoever waits is told, if need be by the survey that is still under way.
void ProjectSession::giveUpChecking()
{
    if (std::exchange(m_checksWhenLoaded, false) && !m_survey.isRunning())
        Q_EMIT surveyFinished();
}

void ProjectSession::reported(const TaskReport &report)
{
    const std::optional<Error> refusal = refusalOf(report);
    if (report.insight) {
        const TaskInsight &whole = (*report.insight)->whole();
        m_model.setVerdict(report.address, whole.verdict, verdictNote(whole));
    } else if (!refusal) {
        m_model.setVerdict(report.address, Verdict::Unknown, sentence(report.insight.error(), report.address));
    }
    if (refusal && !m_refused) {
        // It is about all of them, and said once; the survey is about to end.
        m_checksWhenLoaded = false;
        refused(*refusal);
    }
    Q_EMIT changed();
}

} // namespace spillway
