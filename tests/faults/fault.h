// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"
#include "session/policy.h"
#include "support/faultserver.h"

#include <functional>

namespace spillway {

class FaultRig;
struct ProgramSetup;

/// What has to become of a refresh that meets a fault.
struct Outcome
{
    /// Nothing: the answer is taken and shown.
    std::optional<Error::Kind> kind;
    Error::Reason reason = Error::Reason::Unspecified;
    /// It is either, by how the bytes happen to arrive.
    std::optional<Error::Reason> orReason;
    RefreshState state = RefreshState::Ok;
    PauseReason pause = PauseReason::None;
    int mostRequests = 1; ///< about the task, on the wire, until it is over
    QStringList says; ///< each is in the sentence or the details of the message
    /// Which answer is on screen then, where it is not FaultRig::answer(2).
    QByteArray shown;
    /// The timer's next question comes not before and not after that; nothing: as the pace says.
    std::optional<milliseconds> soonest;
    std::optional<milliseconds> latest;
    /// Whatever else is to hold; returns what does not. The event loop has not run since the end of the refresh.
    std::function<QStringList(FaultRig &)> holds;

    Outcome &saying(const QStringList &words)
    {
        says += words;
        return *this;
    }
    Outcome &orElse(Error::Reason other)
    {
        orReason = other;
        return *this;
    }
    Outcome &within(int requests)
    {
        mostRequests = requests;
        return *this;
    }
    Outcome &nextIn(milliseconds from, milliseconds to)
    {
        soonest = from;
        latest = to;
        return *this;
    }
};

/// The answer is taken as if nothing were wrong.
Outcome stillOk();
/// The second of both attempts has failed, and it is asked again later: the rows are stale.
Outcome stale(Error::Kind kind, Error::Reason reason = Error::Reason::Unspecified);
/// Failed once, and asked again later.
Outcome staleAtOnce(Error::Kind kind, Error::Reason reason = Error::Reason::Unspecified);
/// Refused: nothing is asked until a person acts.
Outcome authRequired(Error::Reason reason = Error::Reason::Unspecified);
/// Stopped until a person acts.
Outcome paused(PauseReason why, Error::Kind kind, Error::Reason reason = Error::Reason::Unspecified);

/// A row of the fault matrix.
struct Fault
{
    QByteArray name; ///< its number, and what happens: "F012 reset inside a body"
    std::function<void(FaultRig &)> inject; ///< from now on; called while nothing is asked
    Outcome outcome;
    /// Undoes it, where FaultRig::repair() cannot.
    std::function<void(FaultRig &)> remove = {};
    /// What the program is to have of its own: clocks, deadlines, caps.
    std::function<void(ProgramSetup &)> prepare = {};

    enum class Over { Both, Http, Https };
    Over over = Over::Both;
    const char *why = ""; ///< not both
};

/// What the service does with each question about the task from now on.
std::function<void(FaultRig &)> answering(const Script &script);
std::function<void(FaultRig &)> answering(int status, const QByteArray &body = {}, const QList<Header> &headers = {});
/// What it does with each new connection, before anything is read; there are no old ones.
std::function<void(FaultRig &)> greeting(const Script &script);

} // namespace spillway
