// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/httpface.h"
#include "domain/tasksource.h"

#include <span>

namespace spillway {

/// What the demo service does wrong, for practice.
enum class DemoFault : quint8 {
    None,
    // refuses
    ExpiredToken,
    InvalidToken,
    NoPermission,
    NoTask,
    Blocked,
    // slows its clients down
    Throttled,
    TrafficLimit,
    // is broken, or not itself
    SystemError,
    LoginPage,
    NotJson,
    // does not go on
    Silent,
    Halfway,
    Trickling,
    // goes away
    ClosedEarly,
    CutOff,
};

struct DemoFaultInfo
{
    DemoFault fault;
    const char *title; ///< English, translated in the context "Demo"
    const char *promise; ///< the same: what to expect of it, in a sentence
};

/// All of them, in the order of the enumeration.
std::span<const DemoFaultInfo> demoFaults();

/// What is answered instead of `good`, the answer about that task; without its name: about the stream, without that:
/// about the project. A task that was deleted is missed by ShowTransferTask alone.
HttpReply faultyReply(DemoFault fault, HttpReply good, const TaskAddress &about, const QByteArray &requestId);

} // namespace spillway
