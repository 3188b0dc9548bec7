// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "domain/tasksource.h"

#include <QList>
#include <QObject>

namespace spillway {

/// The built-in service: a small simulated project behind real HTTP on 127.0.0.1. Deterministic: what it answers
/// depends on the seed and the clock alone.
class DemoService : public QObject
{
    Q_OBJECT

public:
    /// One of the simulated dump tasks, for the chooser.
    struct Task
    {
        TaskAddress address;
        QString title; ///< translated, e.g. "Healthy"
        QString story; ///< translated: what there is to see
    };

    explicit DemoService(Clock clock, quint32 seed = 1, QObject *parent = nullptr);
    ~DemoService() override;

    /// Listens on a free port of 127.0.0.1. Errors: Unreachable.
    Result<quint16> start();
    /// http://127.0.0.1:port, once started.
    QString endpoint() const;
    /// A connection that this service accepts.
    Connection connection() const;
    /// The first is the one to begin with.
    QList<Task> tasks() const;

private:
    struct Private;
    std::unique_ptr<Private> m_d;
};

} // namespace spillway
