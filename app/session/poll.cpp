// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/poll.h"

#include "session/tasksession.h"

#include <algorithm>

namespace spillway {

Poll wholePoll(const TaskSession &session)
{
    const TaskModel &model = session.model();
    const InsightPointer &insight = model.insight();
    if (!insight || insight->task() == model.snapshot())
        return {model.snapshot(), insight, session.answer().receivedAt};
    const Observation &seen = insight->seen();
    return {seen.task, insight, seen.takenAt,
            std::max(session.answeredElapsed().value_or(seen.taken) - seen.taken, milliseconds(0))};
}

std::vector<quint32> placesIn(const Poll &poll, const TaskSession &session, std::vector<quint32> places)
{
    const TaskModel &model = session.model();
    if (poll.task == model.snapshot())
        return places;
    // The rows are the same, in the order of their keys; what came may stand in another order.
    const std::vector<quint32> &order = model.partitionOrder();
    std::vector<quint32> there(order.size());
    for (size_t row = 0; row < order.size(); ++row)
        there[order[row]] = poll.task->byKey[row];
    for (quint32 &place : places)
        place = there[place];
    return places;
}

} // namespace spillway
