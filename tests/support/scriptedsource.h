// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/tasksource.h"

#include <QByteArray>
#include <QPromise>

#include <deque>

namespace spillway {

/// A source that answers when the test says so, with what the test says. Bodies go through the real decoder.
class ScriptedSource : public TaskSource
{
public:
    QFuture<Result<TaskAnswer>> showTask(const TaskAddress &address) override;
    QString origin() const override { return m_origin; }
    void setOrigin(const QString &origin) { m_origin = origin; }
    ProjectSource *project() override { return m_project; }
    /// What is around the task; it has to live as long.
    void setProject(ProjectSource *project) { m_project = project; }

    /// Answers the oldest open question.
    void answer(const QByteArray &body);
    void fail(const Error &error);
    /// Answers every question as it comes, until told otherwise.
    void answerAlways(const QByteArray &body);
    void failAlways(const Error &error);
    void wait();

    int asked() const { return m_asked; }
    /// Questions without an answer that nobody has cancelled.
    int open() const;

private:
    using Reply = Result<TaskAnswer>;

    static Reply replyTo(const QByteArray &body);
    void finish(const Reply &reply);

    std::deque<QPromise<Reply>> m_open;
    std::optional<Reply> m_always;
    ProjectSource *m_project = nullptr;
    QString m_origin = QStringLiteral("dis.example.com");
    int m_asked = 0;
};

} // namespace spillway
