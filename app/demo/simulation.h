// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/tasksource.h"

#include <QByteArray>
#include <QDateTime>

#include <array>

namespace spillway {

/// Two numbers as one that looks random. Always the same for the same two.
quint64 scattered(quint64 a, quint64 b);

/// A small project as it is at a moment. What it says depends on the seed, the start and the moment alone; the moments
/// before the start are its history.
class Simulation
{
public:
    enum class Story : quint8 {
        Healthy, ///< every partition is dumped every interval
        Failing, ///< partitions stall one by one, two discard records, in the end the task is ABNORMAL
        Resharded, ///< the documented dialect of partitions, which split, expire and are deleted
    };
    static constexpr std::array stories{Story::Healthy, Story::Failing, Story::Resharded};

    Simulation(quint32 seed, const QDateTime &start);

    static ProjectId project();
    static TaskAddress address(Story story);

    /// What ShowTransferTask answers at that moment: UTF-8 JSON.
    QByteArray taskJson(Story story, const QDateTime &moment) const;

private:
    QByteArray healthyJson(qint64 now) const;
    QByteArray failingJson(qint64 now) const;
    QByteArray reshardedJson(qint64 now) const;
    QByteArray id(quint64 salt, int length) const;

    quint32 m_seed;
    qint64 m_start; ///< ms since 1970 UTC, like every time in here
};

} // namespace spillway
