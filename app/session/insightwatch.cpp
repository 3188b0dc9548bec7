// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/insightwatch.h"

#include "session/questions.h"
#include "session/tasksession.h"

#include <QtConcurrentRun>

#include <algorithm>
#include <utility>

namespace spillway {

InsightWatch::InsightWatch(TaskSession &session, Elapsed elapsed, milliseconds patience, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_elapsed(std::move(elapsed))
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(patience);
    connect(&m_patience, &QTimer::timeout, this, &InsightWatch::workOut);
    connect(&m_reader, &StreamReader::finished, this, &InsightWatch::streamRead);
    connect(&m_working, &QFutureWatcherBase::finished, this, &InsightWatch::workedOut);
    connect(&session, &TaskSession::answered, this, &InsightWatch::answered);
    connect(&session, &TaskSession::freshnessChanged, this, &InsightWatch::followTask);
}

InsightWatch::~InsightWatch()
{
    // What is being worked out works on its own copies; nobody waits for it.
    m_working.disconnect(this);
}

/// Another task, or another source for it: what is under way belongs to nobody any more.
void InsightWatch::followTask()
{
    const TaskKey task(m_session.source() ? m_session.source()->place() : QString(), m_session.address());
    if (task == m_task && m_source == m_session.source())
        return;
    m_task = task;
    m_reader.cancel();
    m_patience.stop();
    m_source = m_session.source();
    m_seen = {};
    m_stale = false;
    m_deniedAt.reset();
    m_denial.reset();
}

void InsightWatch::answered()
{
    followTask();
    const TaskAnswer &answer = m_session.answer();
    if (!answer.task)
        return;
    m_seen = {};
    m_seen.task = answer.task;
    m_seen.taken = m_session.answeredElapsed().value_or(m_elapsed());
    m_seen.takenAt = answer.receivedAt;
    m_seen.serverDate = answer.serverDate;
    m_stale = true;
    readStream(m_session.isAnswerWanted());
    if (m_reader.isReading())
        m_patience.start();
    else
        workOut();
}

void InsightWatch::readStream(bool wanted)
{
    // What takes longer than a refresh is read to its end all the same.
    if (m_reader.isReading())
        return;
    ProjectSource *project = m_source ? m_source->project() : nullptr;
    if (!project)
        return;
    if (m_deniedAt && !wanted && m_elapsed() - *m_deniedAt < denialPause()) {
        m_seen.streamError = m_denial;
        return;
    }
    const DumpTask &task = *m_seen.task;
    const StreamName came{task.text(task.streamName)};
    m_reader.read(*project, m_task.second.stream.text.isEmpty() ? came : m_task.second.stream);
}

milliseconds InsightWatch::denialPause() const
{
    const auto asked = m_denial ? m_denial->retryAfter : std::nullopt;
    return std::max<milliseconds>(deniedPause, asked.value_or(std::chrono::seconds(0)));
}

void InsightWatch::streamRead(const Result<StreamSnapshot> &stream)
{
    m_patience.stop();
    m_deniedAt.reset();
    m_denial.reset();
    if (stream) {
        m_seen.stream = *stream;
        m_seen.streamTaken = m_elapsed();
    } else {
        m_seen.streamError = stream.error();
        if (stream.error().kind == Error::Kind::Forbidden || concernsAllQuestions(stream.error())) {
            m_deniedAt = m_elapsed();
            m_denial = stream.error();
        }
    }
    m_stale = true;
    workOut();
}

void InsightWatch::workOut()
{
    if (!m_stale || m_workingOn || !m_seen.task)
        return;
    m_stale = false;
    m_workingOn = m_task;
    m_working.setFuture(QtConcurrent::run(&Insight::after, known(m_task), m_seen));
}

void InsightWatch::workedOut()
{
    const TaskKey task = *std::exchange(m_workingOn, {});
    if (m_working.future().resultCount() == 0) // there was not enough memory: what was known before stays known
        return workOut();
    const InsightPointer insight = m_working.result();
    // It is a poll of its task, whatever is shown by now.
    known(task) = insight;
    if (insight->task() == m_seen.task)
        m_session.model().setInsight(insight);
    workOut();
}

InsightPointer &InsightWatch::known(const TaskKey &task)
{
    const auto found = std::ranges::find(m_known, task, &Known::task);
    if (found != m_known.end()) {
        std::rotate(found, found + 1, m_known.end());
    } else {
        if (m_known.size() == tasksKept)
            m_known.pop_front();
        m_known.emplace_back(Known{task, nullptr});
    }
    return m_known.back().insight;
}

} // namespace spillway
