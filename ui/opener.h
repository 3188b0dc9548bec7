// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/tasksource.h"

#include <functional>

namespace spillway {

/// Makes a source of a connection, or says why not. Errors: Usage, File. The window knows no other way to the service.
using Opener = std::function<Result<std::shared_ptr<TaskSource>>(Connection)>;

/// What the Open Task dialog asks for, but for the token, which nobody keeps.
struct OpenFields
{
    QString endpoint;
    QString project;
    QString stream;
    QString task;
    QString caFile;
};

} // namespace spillway
