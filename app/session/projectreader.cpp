// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/projectreader.h"

namespace spillway {

namespace {

/// The answer makes no sense: its pages do not come to an end.
Error endlessPages()
{
    Error error;
    error.kind = Error::Kind::Malformed;
    error.subject = QStringLiteral("has_more_streams");
    return error;
}

} // namespace

void ProjectReader::readProject(ProjectSource &source, Depth depth)
{
    begin(source, depth);
    askPage();
}

void ProjectReader::readStream(ProjectSource &source, const StreamName &stream)
{
    begin(source, Depth::Tasks);
    m_streams.emplace_back().summary.name = stream;
    askTasks();
}

void ProjectReader::begin(ProjectSource &source, Depth depth)
{
    cancel();
    m_source = &source;
    m_depth = depth;
    m_streams.clear();
    m_names.clear();
    m_after.clear();
    m_next = 0;
    m_isComplete = false;
    m_firstError.reset();
    m_endedBy.reset();
}

void ProjectReader::cancel()
{
    m_questions.forget();
}

void ProjectReader::askPage()
{
    m_questions.ask(m_source->listStreams(m_after, mostStreamsPerPage),
                    [this](const Result<StreamPage> &page) { pageCame(page); });
}

void ProjectReader::pageCame(const Result<StreamPage> &page)
{
    if (!page)
        return breakListing(page.error());
    const size_t before = m_streams.size();
    for (const StreamSummary &stream : page->streams) {
        if (m_names.insert(stream.name.text).second)
            m_streams.push_back({stream, std::nullopt});
    }
    if (!page->hasMore)
        return listed();
    // A page without a new name would come for ever.
    if (m_streams.size() == before || m_streams.size() >= mostStreams)
        return breakListing(endlessPages());
    m_after = page->streams.back().name.text;
    askPage();
}

/// What is listed is gone through all the same, unless that would make it worse.
void ProjectReader::breakListing(const Error &error)
{
    if (m_depth == Depth::Streams || concernsAllQuestions(error))
        return endWith(error);
    note(error);
    m_endedBy = error;
    askTasks();
}

void ProjectReader::listed()
{
    if (m_depth == Depth::Tasks)
        return askTasks();
    m_isComplete = true;
    Q_EMIT finished();
}

void ProjectReader::askTasks()
{
    while (m_next < m_streams.size() && m_questions.count() < streamsAskedAtOnce) {
        const size_t number = m_next++;
        m_questions.ask(m_source->listTasks(m_streams[number].summary.name),
                        [this, number](const Result<TaskList> &tasks) { tasksCame(number, tasks); });
    }
    if (m_questions.count() > 0)
        return;
    m_isComplete = !m_firstError;
    Q_EMIT finished();
}

void ProjectReader::tasksCame(size_t number, const Result<TaskList> &tasks)
{
    m_streams[number].tasks = tasks;
    if (!tasks) {
        note(tasks.error());
        if (concernsAllQuestions(tasks.error()))
            return endWith(tasks.error());
    }
    askTasks();
}

void ProjectReader::note(const Error &error)
{
    if (!m_firstError)
        m_firstError = error;
}

void ProjectReader::endWith(const Error &error)
{
    cancel();
    note(error);
    m_endedBy = error;
    Q_EMIT finished();
}

} // namespace spillway
