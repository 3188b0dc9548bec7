// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/clientlimits.h"
#include "domain/clock.h"

#include <QObject>
#include <QTimer>

#include <array>
#include <deque>
#include <functional>
#include <memory>

namespace spillway {

/// Lets requests through to one service: so many at a time, and so many a second (a bucket of as many tokens). Those
/// that wait go in the order in which they came, the urgent ones first.
class RequestGate : public QObject
{
    Q_OBJECT

public:
    enum class Urgency : quint8 { Urgent, Patient };

    /// One request before, in and after the gate. Its end lets the next one in.
    class Place
    {
    public:
        /// The gate lives longer. `send` is called when the request may be sent, at most once for each enter(), and
        /// tells whether it was: one that nobody wants any more takes nothing from the limits.
        Place(RequestGate &gate, Urgency urgency, std::function<bool()> send);
        ~Place() { leave(); }
        Q_DISABLE_COPY_MOVE(Place)

        /// Perhaps sends at once.
        void enter();
        /// Gives up waiting, or is done.
        void leave();

    private:
        friend class RequestGate;
        enum class State : quint8 { Outside, Waiting, Inside };

        RequestGate &m_gate;
        Urgency m_urgency;
        std::function<bool()> m_send;
        State m_state = State::Outside;
    };

    RequestGate(std::shared_ptr<const ClientLimits> limits, Elapsed elapsed);

    /// How many wait, in the order of Urgency.
    qsizetype waiting() const;

Q_SIGNALS:
    /// The first of those that wait is about to be sent.
    void opening();

private:
    void let();
    std::chrono::microseconds interval() const;
    std::chrono::microseconds untilNextToken() const;
    std::deque<Place *> *firstQueue();

    std::shared_ptr<const ClientLimits> m_limits;
    Elapsed m_elapsed;
    std::array<std::deque<Place *>, 2> m_waiting; ///< by urgency
    int m_inside = 0;
    std::chrono::microseconds m_full{0}; ///< when the bucket will be full again
    QTimer m_timer;
};

} // namespace spillway
