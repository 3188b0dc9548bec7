// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "domain/tasksource.h"
#include "insight/insight.h"
#include "session/questions.h"
#include "session/streamreader.h"

#include <QObject>

#include <deque>
#include <set>

namespace spillway {

/// What came of looking at one task.
struct TaskReport
{
    TaskAddress address;
    Result<InsightPointer> insight; ///< or why the task could not be read
};

/// Looks at many dump tasks once: asks each of them and then, once for all of its tasks, its stream with all pages; and
/// works out on another thread what their numbers amount to. It remembers the last look at some tasks, so that the next
/// one sees what moved. Nothing is retried. When the service refuses the credential or asks for peace, nobody else is
/// asked: the tasks that are left are reported with that error.
class Survey : public QObject
{
    Q_OBJECT

public:
    explicit Survey(Elapsed elapsed = systemElapsed(), QObject *parent = nullptr);
    ~Survey() override;

    /// Looks at the tasks. Those of a survey under way that is asked through the same source are joined by them, any
    /// other survey ends. A task that waits already is not looked at twice.
    void start(std::shared_ptr<TaskSource> source, const std::vector<TaskAddress> &tasks);
    /// Ends it; tasks without a report stay without. Emits finished().
    void stop();
    /// Ends it silently, and forgets what was seen.
    void forget();

    /// At so many tasks; one that is not among them is looked at as if for the first time.
    static constexpr size_t usualMemory = 64;
    void setMemory(size_t tasks) { m_memory = tasks; }

    bool isRunning() const { return !m_pending.empty(); }
    qint64 done() const { return m_of - qint64(m_pending.size()); }
    qint64 of() const { return m_of; }
    /// In the order in which they came.
    const std::vector<TaskReport> &reports() const { return m_reports; }
    /// The task with the worst verdict; of several the one with more records lost, then by name. Nothing: none was
    /// read.
    std::optional<TaskAddress> worst() const;

Q_SIGNALS:
    void reported(const spillway::TaskReport &report);
    /// All are reported, or it was stopped.
    void finished();

private:
    /// The tasks of one stream, asked one after another, and then the stream.
    struct Group
    {
        StreamName stream;
        std::deque<TaskName> waiting;
        std::vector<Observation> seen;
        std::vector<TaskAddress> addresses; ///< of those seen
        StreamReader reader;
    };
    using GroupPointer = std::shared_ptr<Group>;
    using Key = std::pair<QString, TaskAddress>; ///< place, names
    using Names = std::pair<QString, QString>; ///< stream, task

    void startGroups();
    void next(const GroupPointer &group);
    void taskCame(const GroupPointer &group, const TaskAddress &address, const Result<TaskAnswer> &answer);
    void readStream(const GroupPointer &group);
    void conclude(const GroupPointer &group, const StreamSnapshot &stream, const std::optional<Error> &error);
    void concluded(const GroupPointer &group, const Result<std::vector<InsightPointer>> &insights);
    void report(const TaskAddress &address, Result<InsightPointer> insight);
    void refuse(const Error &error);
    void groupEnded(const GroupPointer &group);
    void abandon();
    InsightPointer recalled(const TaskAddress &address) const;
    void remember(const TaskAddress &address, const InsightPointer &insight);

    Elapsed m_elapsed;
    std::shared_ptr<TaskSource> m_source;
    Questions m_questions;
    std::deque<GroupPointer> m_waiting;
    std::vector<GroupPointer> m_asking;
    std::set<Names> m_pending; ///< tasks without a report
    qint64 m_of = 0;
    size_t m_memory = usualMemory;
    std::vector<TaskReport> m_reports;
    std::vector<std::pair<Key, InsightPointer>> m_known; ///< the newest last
};

/// What the service refused, the task or its stream, if it is about the credential or the pace: nothing else is asked
/// then.
std::optional<Error> refusalOf(const TaskReport &report);

/// Why a verdict is what it is, in a few words: "12 lost", "30 waiting"; translated, may be empty.
QString verdictNote(const TaskInsight &insight);

} // namespace spillway
