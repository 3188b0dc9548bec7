// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/dumptask.h"
#include "domain/error.h"
#include "domain/tasksource.h"

namespace spillway {

/// Reads one answer of ShowTransferTask. Pure; any thread. JSON syntax is strict; a defect inside one field never loses
/// the rest. Values of user_password are masked before anything is kept.
/// Errors: Malformed with a byte offset; the service's own error if the body is an error envelope.
Result<TaskSnapshot> decodeTask(QByteArray body);

/// Whether the answer is about the task asked for. Names that are absent are accepted (and shown as absent).
/// Errors: Mismatch, subject: the name that came.
Result<void> checkIdentity(const DumpTask &task, const TaskAddress &asked);

} // namespace spillway
