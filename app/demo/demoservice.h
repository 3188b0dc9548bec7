// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/demofault.h"
#include "demo/practice.h"
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
    /// One of the ways to misbehave, for the menu.
    struct Fault
    {
        DemoFault fault;
        QString title; ///< translated, e.g. "Throttled"
        QString promise; ///< translated: what to expect
    };

    explicit DemoService(Clock clock, quint32 seed = 1, QObject *parent = nullptr);
    ~DemoService() override;

    /// Listens on a free port of 127.0.0.1. Errors: Unreachable.
    Result<quint16> start();
    /// http://127.0.0.1:port, once started.
    QString endpoint() const;
    /// A connection that this service accepts.
    Connection connection() const;
    /// With what signing in can be practised; endpoint() answers for IAM too.
    SignInPractice practice() const;
    /// The first is the one to begin with.
    static QList<Task> tasks();
    /// The first is None.
    static QList<Fault> faults();

    /// From the next question on; what is under way is not touched.
    void setFault(DemoFault fault);
    DemoFault fault() const;

private:
    struct Private;
    std::unique_ptr<Private> m_d;
};

} // namespace spillway
