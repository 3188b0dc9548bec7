// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "insight/insight.h"
#include "support/scriptedproject.h"

namespace spillway {

/// Polls of a task, one after another, 10 s apart: what is known after each, with the stream if there is one.
class Polls
{
public:
    InsightPointer after(const TaskSnapshot &task, std::vector<StreamPartition> stream)
    {
        Observation seen;
        seen.stream = std::make_shared<StreamDetails>(runningStream(QStringLiteral("s"), std::move(stream)));
        return look(task, std::move(seen));
    }
    InsightPointer withoutStream(const TaskSnapshot &task) { return look(task, {}); }

private:
    InsightPointer look(const TaskSnapshot &task, Observation seen)
    {
        m_now += std::chrono::seconds(10);
        seen.task = task;
        seen.taken = m_now;
        seen.takenAt = QDateTime::fromMSecsSinceEpoch(1'606'984'200'000 + m_now.count(), Qt::UTC);
        seen.streamTaken = m_now;
        m_insight = Insight::after(m_insight, std::move(seen));
        return m_insight;
    }

    milliseconds m_now{0};
    InsightPointer m_insight;
};

} // namespace spillway
