// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/policy.h"

#include <algorithm>
#include <cmath>

namespace spillway {

namespace {

milliseconds scaled(milliseconds length, double factor)
{
    return milliseconds(std::llround(double(length.count()) * factor));
}

/// length * (1 - share ... 1 + share)
milliseconds jittered(milliseconds length, double share, double random)
{
    return scaled(length, 1 + share * (2 * random - 1));
}

/// One step of the machine: `next` starts as a copy of what was and is changed in place.
struct Machine
{
    Refresh next;
    RefreshActions actions;
    const Pace &pace;
    double random;

    /// The person's interval, four times as long while nobody looks.
    std::optional<milliseconds> interval() const
    {
        if (!pace.interval || !pace.hidden)
            return pace.interval;
        return std::max(*pace.interval, std::min(*pace.interval * 4, pace.backoffCapHidden));
    }

    milliseconds backoff() const
    {
        const milliseconds cap = pace.hidden ? pace.backoffCapHidden : pace.backoffCap;
        const int doublings = std::clamp(next.failures - 1, 0, 20);
        const milliseconds base = interval().value_or(cap) * (1LL << doublings);
        return jittered(std::max(std::min(base, cap), milliseconds(1)), 0.2, random);
    }

    /// Automatic questions only: with the interval off, a person asks.
    void armFor(milliseconds delay)
    {
        if (pace.interval)
            actions.arm = delay;
    }

    void armInterval()
    {
        if (const auto length = interval())
            armFor(jittered(next.deleted ? std::max(pace.deleted, *length) : *length, 0.1, random));
    }

    void ask(bool manual)
    {
        next.state = next.hasAnswer ? RefreshState::Refreshing : RefreshState::Loading;
        next.reason = PauseReason::None;
        next.asking = true;
        next.manual = manual;
        actions.ask = true;
        actions.disarm = true;
    }

    void stop(RefreshState state, PauseReason reason = PauseReason::None)
    {
        next.state = state;
        next.reason = reason;
        actions.disarm = true;
    }

    void answered(bool deleted)
    {
        next = {.state = RefreshState::Ok, .hasAnswer = true, .deleted = deleted};
        armInterval();
    }

    /// Rows stay; the next question comes after `delay`.
    void failedFor(milliseconds delay)
    {
        next.state = next.hasAnswer ? RefreshState::Stale : RefreshState::Failed;
        armFor(delay);
    }

    void throttled(const std::optional<std::chrono::seconds> &retryAfter)
    {
        const milliseconds asked = retryAfter.value_or(std::chrono::seconds(0));
        if (asked <= pace.retryAfterCap) {
            failedFor(std::max(asked, backoff()));
            return;
        }
        stop(RefreshState::Paused, PauseReason::Throttled);
        armFor(asked);
    }

    void failed(RefreshEvent event, const std::optional<std::chrono::seconds> &retryAfter)
    {
        constexpr int confirmations = 2;
        constexpr int slowPolls = 3;
        next.asking = false;
        next.manual = false;
        ++next.failures;
        next.gone = event == RefreshEvent::FailedGone ? next.gone + 1 : 0;
        next.forbidden = event == RefreshEvent::FailedForbidden ? next.forbidden + 1 : 0;
        switch (event) {
        case RefreshEvent::FailedThrottle:
            throttled(retryAfter);
            break;
        case RefreshEvent::FailedAuth:
            stop(RefreshState::AuthRequired);
            break;
        case RefreshEvent::FailedForbidden:
            if (next.forbidden > slowPolls)
                stop(RefreshState::Paused, PauseReason::Forbidden);
            else
                failedFor(pace.forbidden);
            break;
        case RefreshEvent::FailedGone:
            if (next.gone > confirmations)
                stop(RefreshState::Paused, PauseReason::Gone);
            else
                failedFor(std::max(pace.goneAtLeast, interval().value_or(pace.goneAtLeast)));
            break;
        case RefreshEvent::FailedBlocked:
            stop(RefreshState::Paused, PauseReason::Blocked);
            break;
        case RefreshEvent::FailedConfig:
            stop(RefreshState::Paused, PauseReason::Config);
            break;
        default:
            failedFor(backoff());
            break;
        }
    }

    void resume()
    {
        const bool isStopped = next.state == RefreshState::Paused || next.state == RefreshState::AuthRequired;
        if (!isStopped)
            return;
        next.failures = next.gone = next.forbidden = 0;
        ask(true);
    }

    void refresh()
    {
        if (next.state == RefreshState::Idle || next.asking)
            return;
        ask(true);
    }

    void tick()
    {
        const bool waits = next.state == RefreshState::Ok || next.state == RefreshState::Stale
            || next.state == RefreshState::Failed
            || (next.state == RefreshState::Paused && next.reason == PauseReason::Throttled);
        if (waits)
            ask(false);
    }

    void intervalChanged(const std::optional<std::chrono::seconds> &retryAfter)
    {
        if (next.state == RefreshState::Ok) {
            actions.disarm = true;
            armInterval();
        } else if (next.state == RefreshState::Stale || next.state == RefreshState::Failed) {
            actions.disarm = true;
            const milliseconds asked = retryAfter.value_or(std::chrono::seconds(0));
            armFor(next.forbidden > 0  ? pace.forbidden
                       : next.gone > 0 ? std::max(pace.goneAtLeast, backoff())
                                       : std::max(asked, backoff()));
        }
    }
};

} // namespace

FailureClass classify(const Error &error)
{
    using Kind = Error::Kind;
    switch (error.kind) {
    case Kind::Cancelled:
    case Kind::Timeout:
    case Kind::Malformed:
        return FailureClass::Transient;
    case Kind::Unreachable: // a proxy locks whoever comes again and again with the wrong password
        return error.httpStatus == 407 ? FailureClass::Config : FailureClass::Transient;
    case Kind::Server:
        return error.retryAfter ? FailureClass::Throttle : FailureClass::Transient;
    case Kind::Throttled:
        return FailureClass::Throttle;
    case Kind::Unauthorized:
        return FailureClass::Auth;
    case Kind::Forbidden:
        return FailureClass::Forbidden;
    case Kind::NotFound:
        return FailureClass::Gone;
    case Kind::Blocked:
        return FailureClass::Blocked;
    case Kind::Rejected: // 408 Request Timeout and 425 Too Early say "again", not "wrong"
        return error.httpStatus == 408 || error.httpStatus == 425 ? FailureClass::Transient : FailureClass::Config;
    case Kind::TooLarge: // memory that is scarce now need not be so later
        return error.reason == Error::Reason::OverCap ? FailureClass::Config : FailureClass::Transient;
    case Kind::Tls:
    case Kind::Redirected:
    case Kind::Mismatch:
    case Kind::File:
    case Kind::Usage:
        break;
    }
    return FailureClass::Config;
}

RefreshEvent eventFor(FailureClass failure)
{
    static_assert(int(RefreshEvent::FailedConfig) - int(RefreshEvent::FailedTransient)
                  == int(FailureClass::Config) - int(FailureClass::Transient));
    return RefreshEvent(int(RefreshEvent::FailedTransient) + int(failure));
}

RefreshStep step(Refresh now, RefreshEvent event, const Pace &pace, double random,
                 std::optional<std::chrono::seconds> retryAfter)
{
    Machine machine{now, {}, pace, random};
    switch (event) {
    case RefreshEvent::Open:
        machine.actions.abort = now.asking;
        machine.next = {.hasAnswer = now.hasAnswer};
        machine.ask(true);
        break;
    case RefreshEvent::Close:
        machine.actions.abort = now.asking;
        machine.next = {};
        machine.actions.disarm = true;
        break;
    case RefreshEvent::Tick:
        machine.tick();
        break;
    case RefreshEvent::Refresh:
        machine.refresh();
        break;
    case RefreshEvent::Resume:
        machine.resume();
        break;
    case RefreshEvent::IntervalChanged:
        machine.intervalChanged(retryAfter);
        break;
    case RefreshEvent::Answered:
    case RefreshEvent::AnsweredDeleted:
        if (now.asking)
            machine.answered(event == RefreshEvent::AnsweredDeleted);
        break;
    default:
        if (now.asking)
            machine.failed(event, retryAfter);
        break;
    }
    return {machine.next, machine.actions};
}

milliseconds retryDelay(int attempt, double random)
{
    const milliseconds longest = std::min(milliseconds(500 << std::clamp(attempt, 0, 20)), milliseconds(20'000));
    return scaled(longest, random);
}

Staleness staleness(milliseconds age, const std::optional<milliseconds> &interval, bool lastCycleFailed)
{
    const milliseconds length = interval.value_or(milliseconds(0));
    if (age > std::max(5 * length, milliseconds(300'000)))
        return Staleness::Red;
    return lastCycleFailed || age > std::max(2 * length, milliseconds(60'000)) ? Staleness::Amber : Staleness::Fresh;
}

} // namespace spillway
