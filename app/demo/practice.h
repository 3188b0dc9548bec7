// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/credential.h"
#include "domain/names.h"

#include <QString>

namespace spillway {

/// Everything with which signing in can be practised on the demo service. The names are always the same; what is secret
/// is another each time the program runs, for whoever else is on this computer may connect. Not copyable.
struct SignInPractice
{
    UserPassword user;
    AccessKey key; ///< a permanent one
    AccessKey temporaryKey; ///< good only together with its security token
    ProjectId project;
    QString projectName; ///< in the place of a region's name
};

SignInPractice newSignInPractice(const ProjectId &project);
/// The same once more, for who has to own one.
SignInPractice copyOf(const SignInPractice &practice);

/// As good as a real one: hexadecimal digits from the system's own source of chance.
Secret randomSecret();

/// Takes as long for a nearly right secret as for a wrong one.
bool isSame(QByteArrayView a, QByteArrayView b);

} // namespace spillway
