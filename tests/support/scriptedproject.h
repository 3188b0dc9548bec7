// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/project.h"

#include <QPromise>

#include <deque>
#include <limits>
#include <map>
#include <variant>

namespace spillway {

/// A project that holds what the test puts into it, and answers at once or, between hold() and release(), when the
/// test says so. Pages as the service does.
class ScriptedProject : public ProjectSource
{
public:
    enum class Call { ListStreams, ListTasks, ShowStream };
    struct Asked
    {
        Call call = Call::ListStreams;
        StreamName stream; ///< empty for ListStreams
        QString after;
        int limit = 0; ///< 0 for ListTasks
        friend bool operator==(const Asked &, const Asked &) = default;
    };

    QFuture<Result<StreamPage>> listStreams(const QString &after, int limit) override;
    QFuture<Result<TaskList>> listTasks(const StreamName &stream) override;
    QFuture<Result<StreamDetails>> showStream(const StreamName &stream, const QString &after, int limit) override;

    /// A stream with all its partitions, listed after those put before; one of the same name is replaced in its place.
    void put(const StreamDetails &stream);
    /// A dump task of a stream, after those put before; one of the same name is replaced in its place.
    void put(const StreamName &stream, const TaskSummary &task);
    void removeStream(const StreamName &stream);
    /// What a call is answered with instead, until it is nothing again. The stream: not for ListStreams.
    void fail(Call call, const std::optional<Error> &error, const StreamName &stream = {});
    /// No page has more streams or partitions than this, whatever is asked for.
    void setMostPerPage(int most) { m_mostPerPage = most; }
    /// What the answers of ShowStream say about their time.
    void setReceivedAt(const QDateTime &moment) { m_receivedAt = moment; }

    /// Questions stay open from now on.
    void hold() { m_holds = true; }
    /// Answers those that are open, and the coming ones at once.
    void release();
    /// The oldest open question: answered from what there is, or with an error.
    void answerOldest();
    void failOldest(const Error &error);

    const QList<Asked> &asked() const { return m_asked; } ///< so far
    int asked(Call call) const;
    void forgetAsked() { m_asked.clear(); }
    /// Questions without an answer that nobody has cancelled.
    int open() const;

private:
    template <class T> using Promise = QPromise<Result<T>>;
    struct Open
    {
        Asked asked;
        std::variant<Promise<StreamPage>, Promise<TaskList>, Promise<StreamDetails>> promise;
    };

    template <class T> QFuture<Result<T>> ask(const Asked &asked);
    Open takeOldest();
    void settle(Open open, const std::optional<Error> &error);
    Result<StreamPage> reply(const Promise<StreamPage> &, const Asked &asked) const;
    Result<TaskList> reply(const Promise<TaskList> &, const Asked &asked) const;
    Result<StreamDetails> reply(const Promise<StreamDetails> &, const Asked &asked) const;
    std::optional<Error> errorFor(const Asked &asked) const;
    const StreamDetails *find(const StreamName &name) const;

    std::vector<StreamDetails> m_streams;
    std::map<QString, std::vector<TaskSummary>> m_tasks; // by stream
    std::map<std::pair<Call, QString>, Error> m_errors;
    std::deque<Open> m_open;
    QList<Asked> m_asked;
    QDateTime m_receivedAt = QDateTime::currentDateTimeUtc();
    int m_mostPerPage = std::numeric_limits<int>::max();
    bool m_holds = false;
};

/// A fact as the service would have sent it.
Fact textFact(const QString &text);
Fact integerFact(qint64 number);
/// A partition with a range of what can still be read: [oldest : next].
StreamPartition streamPartition(const QString &id, qint64 oldest, qint64 next,
                                const QString &status = QStringLiteral("ACTIVE"));
/// A stream that runs, with those partitions.
StreamDetails runningStream(const QString &name, std::vector<StreamPartition> partitions = {});
/// A task that dumps to OBS.
TaskSummary taskSummary(const QString &name, const QString &state = QStringLiteral("RUNNING"));

} // namespace spillway
