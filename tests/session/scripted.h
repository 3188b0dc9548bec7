// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/tasksource.h"
#include "wire/taskdecoder.h"

#include <QPromise>

#include <deque>

namespace spillway {

/// A service that answers when the test says so.
class HandSource : public TaskSource
{
public:
    QFuture<Result<TaskAnswer>> showTask(const TaskAddress &address) override
    {
        asked.push_back(address);
        auto &promise = m_open.emplace_back();
        promise.start();
        return promise.future();
    }
    QString origin() const override { return QStringLiteral("hand"); }
    QString place() const override { return placed; }

    int waiting() const { return int(m_open.size()); }
    bool isCancelled() const { return m_open.front().isCanceled(); }
    void answer(const QByteArray &json)
    {
        finish([&]() -> Result<TaskAnswer> {
            auto task = decodeTask(json);
            if (!task)
                return failure(task.error());
            return TaskAnswer{*task,
                              QDateTime::fromMSecsSinceEpoch(1'700'000'000'000, Qt::UTC),
                              std::chrono::milliseconds(12),
                              {},
                              {}};
        }());
    }
    void fail(Error::Kind kind, int status = 0)
    {
        Error error;
        error.kind = kind;
        error.httpStatus = status;
        finish(failure(error));
    }
    void throttle(std::chrono::seconds wait)
    {
        Error error;
        error.kind = Error::Kind::Throttled;
        error.retryAfter = wait;
        finish(failure(error));
    }
    void drop() { m_open.pop_front(); }

    std::vector<TaskAddress> asked;
    QString placed = QStringLiteral("hand");

private:
    void finish(Result<TaskAnswer> result)
    {
        m_open.front().addResult(std::move(result));
        m_open.front().finish();
        m_open.pop_front();
    }
    std::deque<QPromise<Result<TaskAnswer>>> m_open;
};

} // namespace spillway
