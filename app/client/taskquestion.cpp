// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/taskquestion.h"

#include "wire/taskdecoder.h"

#include <QtConcurrent>

namespace spillway {

TaskQuestion::TaskQuestion(ServiceQuestion::Setup setup, TaskAddress address, QObject *parent)
    : QObject(parent)
    , m_address(std::move(address))
    , m_question(
          std::move(setup), [this](const ProjectId &project) { return showTaskPath(project, m_address); }, {}, nullptr)
{
    m_promise.start();
    connect(&m_asker, &QFutureWatcherBase::canceled, this, [this] { end(std::nullopt); });
    m_asker.setFuture(m_promise.future());
    connect(&m_question, &ServiceQuestion::cancelled, this, [this] { end(std::nullopt); });
    connect(&m_question, &ServiceQuestion::failed, this,
            [this](const Error &error, bool timedOut) { end(failure(error), timedOut); });
    connect(&m_question, &ServiceQuestion::answered, this, [this](const std::shared_ptr<HttpAnswer> &answer) {
        m_answer = answer;
        decode();
    });
    connect(&m_decoding, &QFutureWatcherBase::finished, this, [this] { decoded(m_decoding.result()); });
}

TaskQuestion::~TaskQuestion()
{
    if (!m_ended) {
        m_promise.future().cancel();
        m_promise.finish();
    }
}

void TaskQuestion::decode()
{
    m_decoding.setFuture(QtConcurrent::run([answer = m_answer, masks = m_question.masks()] {
        return decodeTask(masks.applied(std::exchange(answer->body, {})));
    }));
}

void TaskQuestion::decoded(Result<TaskSnapshot> task)
{
    if (task) {
        if (const Result<void> same = checkIdentity(**task, m_address); !same)
            task = failure(same.error());
    }
    const HttpFacts &facts = m_answer->facts;
    if (!task) {
        Error error = task.error();
        error.httpStatus = facts.status;
        if (error.requestId.isEmpty())
            error.requestId = m_answer->requestId();
        if (error.reason == Error::Reason::NotJson && error.subject.isEmpty())
            error.subject = QString::fromUtf8(facts.contentType.left(128));
        error.retryAfter = parseRetryAfter(facts.retryAfter, m_answer->receivedAt);
        return end(failure(m_question.explained(error)));
    }
    TaskAnswer given;
    given.task = *std::move(task);
    given.receivedAt = m_answer->receivedAt;
    given.latency = m_answer->latency;
    given.requestId = m_answer->requestId();
    given.serverDate = m_answer->serverDate();
    end(Result<TaskAnswer>(std::move(given)));
}

void TaskQuestion::end(std::optional<Result<TaskAnswer>> result, bool timedOut)
{
    if (m_ended)
        return;
    m_ended = true;
    m_question.abort();
    m_asker.disconnect(this);
    m_decoding.disconnect(this);
    deleteLater();
    Q_EMIT ended(timedOut);
    // Whoever waits may delete the client, and this with it.
    QPromise<Result<TaskAnswer>> promise = std::move(m_promise);
    if (result)
        promise.addResult(*std::move(result));
    else
        promise.future().cancel();
    promise.finish();
}

} // namespace spillway
