// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/credential.h"
#include "domain/tasksource.h"

#include <QList>

#include <functional>

namespace spillway {

/// With what signing in to the demo service can be practised. Made anew whenever the program starts, and good for
/// nothing but its own demo: the one exception to the rule that secrets are never shown. Not copyable.
struct PracticeOffer
{
    QString endpoint; ///< of the service and of IAM
    ProjectId project;
    AccessKey key;
    AccessKey temporaryKey;
    UserPassword user;
    Secret token;
};

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
    std::function<PracticeOffer()> practice; ///< none: there is nothing to practise with
    QString origin; ///< of every source that asks the demo, however it signs in
};

} // namespace spillway
