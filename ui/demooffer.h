// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/tasksource.h"

#include <QList>

#include <functional>

namespace spillway {

/// What the window needs from the demo service. Without tasks there is no demo.
struct DemoOffer
{
    struct Task
    {
        TaskAddress address;
        QString title;
        QString story; ///< what there is to see
    };
    struct Fault
    {
        QString title;
        QString promise; ///< what to expect
    };

    QList<Task> tasks;
    std::function<void(const TaskAddress &)> choose; ///< opens one of the tasks
    QList<Fault> faults; ///< the first: none
    int fault = 0; ///< the one that is on
    std::function<void(int)> setFault; ///< from the next question on
};

} // namespace spillway
