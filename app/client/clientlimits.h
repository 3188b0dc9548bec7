// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/project.h"

#include <atomic>

namespace spillway {

/// How much a client asks and takes. Set by one, read by all who ask, from any thread.
class ClientLimits
{
public:
    /// bodyBytes: the most that the body of an answer may have.
    explicit ClientLimits(qint64 bodyBytes, RequestLimits requests = {})
        : m_bodyBytes(bodyBytes)
    {
        setRequests(requests);
    }
    qint64 bodyBytes() const { return m_bodyBytes.load(std::memory_order_relaxed); }
    RequestLimits requests() const
    {
        return {m_inFlight.load(std::memory_order_relaxed), m_perSecond.load(std::memory_order_relaxed)};
    }
    /// From the next question on.
    void setBodyBytes(qint64 bytes) { m_bodyBytes.store(bytes, std::memory_order_relaxed); }
    /// From the next request on. Less than 1 counts as 1.
    void setRequests(RequestLimits requests)
    {
        m_inFlight.store(requests.inFlight, std::memory_order_relaxed);
        m_perSecond.store(requests.perSecond, std::memory_order_relaxed);
    }

private:
    std::atomic<qint64> m_bodyBytes;
    std::atomic<int> m_inFlight;
    std::atomic<int> m_perSecond;
};

} // namespace spillway
