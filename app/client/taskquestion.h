// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/servicequestion.h"
#include "domain/tasksource.h"

namespace spillway {

/// One question for a task: asks the service, decodes the answer, answers the promise exactly once and then deletes
/// itself. Deleting it earlier aborts what is under way and cancels the future.
class TaskQuestion : public QObject
{
    Q_OBJECT

public:
    TaskQuestion(ServiceQuestion::Setup setup, TaskAddress address, QObject *parent);
    ~TaskQuestion() override;

    QFuture<Result<TaskAnswer>> future() const { return m_promise.future(); }
    /// After connecting to ended().
    void ask() { m_question.ask(); }

Q_SIGNALS:
    /// The answer is given or nobody wants it any more. After a timeout no connection must be used again.
    void ended(bool timedOut);

private:
    void decode();
    void decoded(Result<TaskSnapshot> task);
    void end(std::optional<Result<TaskAnswer>> result, bool timedOut = false);

    TaskAddress m_address;
    ServiceQuestion m_question;
    mutable QPromise<Result<TaskAnswer>> m_promise;
    QFutureWatcher<Result<TaskAnswer>> m_asker; // tells when the asker cancels
    QFutureWatcher<Result<TaskSnapshot>> m_decoding;
    std::shared_ptr<HttpAnswer> m_answer;
    bool m_ended = false;
};

} // namespace spillway
