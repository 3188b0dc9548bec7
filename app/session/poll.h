// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "insight/insight.h"

#include <vector>

namespace spillway {

class TaskSession;

/// One poll, whole: an answer, and what was worked out about that answer and no other.
struct Poll
{
    TaskSnapshot task; ///< null: nothing is shown
    InsightPointer insight; ///< null: nothing is known
    QDateTime polledAt; ///< when the answer came, UTC; invalid: the answer came from a file
    milliseconds behind{0}; ///< how much earlier than the answer on screen it came
};

/// What leaves the program: the answer on screen; or the one before, of the same partitions, while the screen shows
/// what was worked out about that: until the stream is read its lag and verdicts stand beside the new offsets.
Poll wholePoll(const TaskSession &session);

/// Where partitions of the answer on screen are in the poll's: both are indexes into DumpTask::partitions.
std::vector<quint32> placesIn(const Poll &poll, const TaskSession &session, std::vector<quint32> places);

} // namespace spillway
