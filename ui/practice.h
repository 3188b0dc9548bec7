// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connections/profile.h"
#include "ui/demooffer.h"

namespace spillway {

/// One way to sign in to the demo service, as a connection that is not saved yet. Not copyable.
struct PracticeWay
{
    /// What is typed into one field, and what the field is called.
    struct Value
    {
        QString label;
        QString text;
    };

    QString title;
    ConnectionProfile profile;
    ProfileSecrets secrets;
    QList<Value> values; ///< in the order of the connection's form
};

/// An access key, a temporary one, an IAM user and a token, in this order.
std::vector<PracticeWay> practiceWays(const PracticeOffer &offer);

} // namespace spillway
