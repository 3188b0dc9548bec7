// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/tasksource.h"

#include <QFuture>

#include <functional>

namespace spillway {

/// What the Open Task dialog asks for, but for the token, which nobody keeps.
struct OpenFields
{
    enum class With {
        Found, ///< with what the credential search finds
        Named, ///< through a connection that has a name
        Token, ///< with a token that is typed in
    };
    With with = With::Found;
    QString connection; ///< Named: its id
    QString endpoint; ///< Named: not used, like the region, the project and the CA file
    QString region; ///< in the place of an endpoint
    QString project;
    QString stream;
    QString task;
    QString caFile;

    TaskAddress address() const { return {{stream}, {task}}; }

    friend bool operator==(const OpenFields &, const OpenFields &) = default;
};

/// Makes a source, or says why not. Errors: Usage, File. The future finishes on the caller's event loop within seconds.
/// The window knows no other way to the service.
using Opener = std::function<QFuture<Result<std::shared_ptr<TaskSource>>>(const OpenFields &, Secret token)>;

} // namespace spillway
