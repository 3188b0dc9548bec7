// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/tasksource.h"
#include "support/faultserver.h"

#include <map>
#include <random>

namespace spillway {

/// A project whose tasks are never twice the same, by a fixed seed: offsets grow, records are discarded, states change,
/// partitions come and go, unknown fields turn up. Now and then it misbehaves. It remembers nothing of who asked.
class RestlessService : public FaultServer
{
    Q_OBJECT

public:
    /// What it may do instead of a good answer about a task.
    enum class Fault { ServerError, CutShort, Reset, OtherTask, Throttled, Refused, Missing, NotJson, Silence };
    static constexpr int faultCount = 9;

    RestlessService();

    static constexpr int streamCount = 14;
    static constexpr int tasksPerStream = 5;
    /// Of streamCount * tasksPerStream; any number counts.
    static TaskAddress task(int number);

    /// The next so many questions about a task come to that.
    void misbehave(Fault fault, int times);
    /// So does the next question about a stream.
    void refuseStream() { m_refusesStream = true; }
    /// Partitions neither come nor go, and nothing odd is in the answers: for measuring.
    void setCalm(bool calm) { m_calm = calm; }
    /// So many are in a calm answer.
    void setCalmPartitions(int count) { m_calmPartitions = size_t(count); }
    /// From the next question on: those about streams, or all, are never answered.
    void fallSilent(bool alsoAboutTasks) { m_silence = alsoAboutTasks ? Silent::Everywhere : Silent::AboutStreams; }
    void speakAgain()
    {
        m_silence = Silent::Nowhere;
        m_unanswered = 0;
    }
    /// Questions that will not be answered, since it spoke last.
    int unanswered() const { return m_unanswered; }
    /// Ends all connections, as a service does with those that rest.
    void hangUp();

    /// Partitions of a calm answer, at first.
    static constexpr int calmPartitions = 4;
    static constexpr int mostPartitions = 12;

private:
    struct Partition
    {
        qint64 offset = 1000;
        qint64 discard = 0;
        bool isThere = true;
    };
    using Partitions = std::vector<Partition>;

    void prepare(const SeenRequest &request);
    Script about(const QByteArray &stream, const QByteArray &task);
    Script wrong(const QByteArray &good);
    QByteArray taskBody(const QByteArray &stream, const QByteArray &task);
    QByteArray streamBody(const QByteArray &stream);
    static QByteArray streamList();
    static QByteArray taskList(const QByteArray &stream);
    void move(Partitions &partitions);
    int upTo(int most) { return std::uniform_int_distribution<int>(0, most)(m_random); }
    bool onceIn(int times) { return upTo(times - 1) == 0; }

    std::mt19937 m_random{20201127}; // NOLINT: the same every time
    std::map<QByteArray, Partitions> m_partitions; ///< by stream
    Fault m_fault = Fault::ServerError;
    int m_faultsLeft = 0;
    enum class Silent { Nowhere, AboutStreams, Everywhere };
    Silent m_silence = Silent::Nowhere;
    int m_unanswered = 0;
    bool m_refusesStream = false;
    bool m_calm = false;
    size_t m_calmPartitions = calmPartitions;
};

} // namespace spillway
