// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/fault.h"

#include "faults/faultrig.h"

namespace spillway {

Outcome stillOk()
{
    return {};
}

Outcome staleAtOnce(Error::Kind kind, Error::Reason reason)
{
    Outcome outcome;
    outcome.kind = kind;
    outcome.reason = reason;
    outcome.state = RefreshState::Stale;
    return outcome;
}

Outcome stale(Error::Kind kind, Error::Reason reason)
{
    return staleAtOnce(kind, reason).within(2);
}

Outcome authRequired(Error::Reason reason)
{
    Outcome outcome = staleAtOnce(Error::Kind::Unauthorized, reason);
    outcome.state = RefreshState::AuthRequired;
    return outcome;
}

Outcome paused(PauseReason why, Error::Kind kind, Error::Reason reason)
{
    Outcome outcome = staleAtOnce(kind, reason);
    outcome.state = RefreshState::Paused;
    outcome.pause = why;
    return outcome;
}

std::function<void(FaultRig &)> answering(const Script &script)
{
    return [script](FaultRig &rig) { rig.answerTask(script); };
}

std::function<void(FaultRig &)> answering(int status, const QByteArray &body, const QList<Header> &headers)
{
    return answering(Script().write(http(status, body, headers)));
}

std::function<void(FaultRig &)> greeting(const Script &script)
{
    return [script](FaultRig &rig) { rig.greet(script); };
}

} // namespace spillway
