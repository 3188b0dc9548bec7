// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/project.h"
#include "domain/tasksource.h"

#include <QByteArray>
#include <QDateTime>

#include <optional>

namespace spillway {

/// A small project as it is at a moment. What it says depends on the seed, the start and the moment alone; the moments
/// before the start are its history.
class Simulation
{
public:
    Simulation(quint32 seed, const QDateTime &start);

    static ProjectId project();
    static TaskAddress address(const Story &story);

    /// What ShowTransferTask answers at that moment: UTF-8 JSON.
    QByteArray taskJson(const Story &story, const QDateTime &moment) const;

    /// A page of ListStreams: at most `limit`, those after the name; empty: from the first. Nothing if there is no such
    /// stream.
    std::optional<QByteArray> streamsJson(const QString &afterName, int limit, const QDateTime &moment) const;
    /// ListTransferTasks.
    QByteArray tasksJson(const Stream &stream, const QDateTime &moment) const;
    /// ShowStream with a page of its partitions, as streamsJson(). Nothing if there is no such partition.
    std::optional<QByteArray> streamJson(const Stream &stream, const QString &afterId, int limit,
                                         const QDateTime &moment) const;

private:
    QByteArray infoJson(const Stream &stream, const QDateTime &moment) const;
    QByteArray idOf(const char *name) const;

    quint32 m_seed;
    qint64 m_start; ///< ms since 1970 UTC, like every time in here
};

} // namespace spillway
