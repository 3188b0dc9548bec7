// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/scriptedsource.h"

#include "wire/taskdecoder.h"

#include <algorithm>

namespace spillway {

QFuture<Result<TaskAnswer>> ScriptedSource::showTask(const TaskAddress &)
{
    ++m_asked;
    QPromise<Reply> promise;
    promise.start();
    const QFuture<Reply> future = promise.future();
    m_open.push_back(std::move(promise));
    if (m_always)
        finish(*m_always);
    return future;
}

ScriptedSource::Reply ScriptedSource::replyTo(const QByteArray &body)
{
    return decodeTask(body).map([](const TaskSnapshot &task) {
        TaskAnswer answer;
        answer.task = task;
        answer.receivedAt = QDateTime::currentDateTimeUtc();
        answer.latency = std::chrono::milliseconds(42);
        return answer;
    });
}

void ScriptedSource::finish(const Reply &reply)
{
    while (!m_open.empty() && m_open.front().isCanceled()) {
        m_open.front().finish();
        m_open.pop_front();
    }
    if (m_open.empty())
        qFatal("nothing was asked");
    m_open.front().addResult(reply);
    m_open.front().finish();
    m_open.pop_front();
}

void ScriptedSource::answer(const QByteArray &body)
{
    finish(replyTo(body));
}

void ScriptedSource::fail(const Error &error)
{
    finish(failure(error));
}

void ScriptedSource::answerAlways(const QByteArray &body)
{
    m_always = replyTo(body);
}

void ScriptedSource::failAlways(const Error &error)
{
    m_always = failure(error);
}

void ScriptedSource::wait()
{
    m_always.reset();
}

int ScriptedSource::open() const
{
    return int(std::count_if(m_open.begin(), m_open.end(), [](const auto &promise) { return !promise.isCanceled(); }));
}

} // namespace spillway
