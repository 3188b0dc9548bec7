// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/requestgate.h"

#include <algorithm>

namespace spillway {

using std::chrono::microseconds;
using std::chrono::milliseconds;

RequestGate::Place::Place(RequestGate &gate, Urgency urgency, std::function<bool()> send)
    : m_gate(gate)
    , m_urgency(urgency)
    , m_send(std::move(send))
{
}

void RequestGate::Place::enter()
{
    leave();
    m_state = State::Waiting;
    m_gate.m_waiting[size_t(m_urgency)].push_back(this);
    m_gate.let();
}

void RequestGate::Place::leave()
{
    if (m_state == State::Waiting)
        std::erase(m_gate.m_waiting[size_t(m_urgency)], this);
    if (m_state == State::Inside) {
        --m_gate.m_inside;
        // Later: whoever leaves may be in the middle of telling an outcome.
        if (m_gate.waiting() > 0)
            m_gate.m_timer.start(0);
    }
    m_state = State::Outside;
}

RequestGate::RequestGate(std::shared_ptr<const ClientLimits> limits, Elapsed elapsed)
    : m_limits(std::move(limits))
    , m_elapsed(std::move(elapsed))
    , m_full(m_elapsed())
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &RequestGate::let);
}

qsizetype RequestGate::waiting() const
{
    return qsizetype(m_waiting[0].size()) + qsizetype(m_waiting[1].size());
}

std::deque<RequestGate::Place *> *RequestGate::firstQueue()
{
    const auto queue = std::ranges::find_if(m_waiting, [](const auto &each) { return !each.empty(); });
    return queue == m_waiting.end() ? nullptr : &*queue;
}

/// Between two tokens.
microseconds RequestGate::interval() const
{
    return microseconds(std::chrono::seconds(1)) / std::max(m_limits->requests().perSecond, 1);
}

/// Zero or less: there is one.
microseconds RequestGate::untilNextToken() const
{
    const microseconds capacity = interval() * std::max(m_limits->requests().perSecond, 1);
    return m_full + interval() - capacity - m_elapsed();
}

void RequestGate::let()
{
    while (std::deque<Place *> *queue = firstQueue()) {
        if (m_inside >= std::max(m_limits->requests().inFlight, 1))
            return; // who leaves goes on
        if (const microseconds wait = untilNextToken(); wait > microseconds(0)) {
            m_timer.start(std::chrono::ceil<milliseconds>(wait));
            return;
        }
        Q_EMIT opening();
        Place *place = queue->front();
        queue->pop_front();
        place->m_state = Place::State::Inside;
        ++m_inside;
        const microseconds before = m_full;
        m_full = std::max(m_full, microseconds(m_elapsed())) + interval();
        if (!place->m_send()) {
            m_full = before;
            --m_inside;
            place->m_state = Place::State::Outside;
        }
    }
}

} // namespace spillway
