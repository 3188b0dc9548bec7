// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/roles.h"

#include <QString>

#include <functional>
#include <optional>

namespace spillway {

/// What is to be said beside an endpoint while it is typed: what is wrong with it, the host as it is sent, and that it
/// is none of the vendor's. Empty: nothing.
struct EndpointNote
{
    QString sentence;
    std::optional<Severity> severity;
};

EndpointNote endpointNote(const QString &typed, const std::function<std::optional<QString>(const QString &)> &check);

} // namespace spillway
