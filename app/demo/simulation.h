// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/project.h"
#include "domain/tasksource.h"

#include <QByteArray>
#include <QDateTime>

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

private:
    QByteArray idOf(const char *name) const;

    quint32 m_seed;
    qint64 m_start; ///< ms since 1970 UTC, like every time in here
};

} // namespace spillway
