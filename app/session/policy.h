// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"

#include <chrono>
#include <optional>

namespace spillway {

using std::chrono::milliseconds;

/// What a failure means for automatic refresh.
enum class FailureClass { Transient, Throttle, Auth, Forbidden, Gone, Blocked, Config };
FailureClass classify(const Error &error);

/// Where the refreshing of one task stands.
enum class RefreshState {
    Idle, ///< no task open
    Loading, ///< asked, nothing ever shown
    Ok, ///< what is shown is the last answer, and it was good
    Refreshing, ///< asked, the last answer stays
    Stale, ///< the last cycle failed; the rows stay; asking again later
    Failed, ///< never had an answer; asking again later
    AuthRequired, ///< refused: nothing is asked until a person acts
    Paused, ///< stopped by what the service said, see PauseReason
};

/// A person's pause is not here: it freezes what is shown, and asking goes on (see TaskSession).
enum class PauseReason { None, Blocked, Gone, Forbidden, Config, Throttled };

/// What can happen.
enum class RefreshEvent {
    Open, ///< a task was opened (or opened again with another credential)
    Close, ///< and closed
    Tick, ///< the armed timer ran out
    Refresh, ///< a person asked for a refresh, once
    Resume, ///< a person said: go on
    IntervalChanged,
    Answered, ///< a good answer
    AnsweredDeleted, ///< a good answer whose state is DELETE
    FailedTransient,
    FailedThrottle,
    FailedAuth,
    FailedForbidden,
    FailedGone,
    FailedBlocked,
    FailedConfig,
};
inline constexpr int refreshStateCount = 8;
inline constexpr int refreshEventCount = 15;
RefreshEvent eventFor(FailureClass failure);

/// The numbers. Defaults are the product's; tests make them short.
struct Pace
{
    std::optional<milliseconds> interval{30'000}; ///< nothing: automatic refresh is off
    milliseconds backoffCap{120'000};
    milliseconds backoffCapHidden{300'000};
    milliseconds forbidden{300'000};
    milliseconds deleted{300'000};
    milliseconds goneAtLeast{30'000};
    milliseconds retryAfterCap{300'000};
    bool hidden = false; ///< the window cannot be seen: four times slower
};

/// All that the next step depends on. A value.
struct Refresh
{
    RefreshState state = RefreshState::Idle;
    PauseReason reason = PauseReason::None;
    bool hasAnswer = false; ///< rows are on screen
    int failures = 0; ///< failed cycles in a row
    int gone = 0; ///< "does not exist" in a row
    int forbidden = 0; ///< 403 in a row
    bool deleted = false; ///< the last answer's state was DELETE
    bool asking = false; ///< a cycle is in flight
    bool manual = false; ///< and a person asked for it

    friend bool operator==(const Refresh &, const Refresh &) = default;
};

/// What is to be done about it.
struct RefreshActions
{
    bool ask = false; ///< start one cycle
    bool abort = false; ///< forget the one in flight
    bool disarm = false; ///< stop the timer
    std::optional<milliseconds> arm; ///< start the timer, once, for this long

    friend bool operator==(const RefreshActions &, const RefreshActions &) = default;
};

struct RefreshStep
{
    Refresh next;
    RefreshActions actions;
};

/// The state machine, as a pure function. `random` is in [0, 1) and decides the jitter; `retryAfter` is the last
/// failure's. Never more than one question in flight; no timer while a person has to act.
RefreshStep step(Refresh now, RefreshEvent event, const Pace &pace, double random,
                 std::optional<std::chrono::seconds> retryAfter = {});

/// In-cycle delay before attempt `attempt` (1 = the first retry): full jitter, random * min(0.5 s * 2^attempt, 20 s).
milliseconds retryDelay(int attempt, double random);

/// How old is too old.
enum class Staleness { Fresh, Amber, Red };
Staleness staleness(milliseconds age, const std::optional<milliseconds> &interval, bool lastCycleFailed);

} // namespace spillway
