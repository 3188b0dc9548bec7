// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/paper.h"

namespace spillway {

class TaskSession;

/// What the session shows, for paper: the task with its state and age, the destination. Rows and columns are still to
/// be chosen. `now`: UTC.
Paper paperOf(const TaskSession &session, const QDateTime &now);

} // namespace spillway
