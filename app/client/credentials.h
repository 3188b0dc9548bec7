// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"
#include "domain/secret.h"

#include <QProcessEnvironment>

namespace spillway {

/// A token and where it came from ("OS_TOKEN", or the path of the file).
struct FoundToken
{
    Secret token;
    QString origin;
};

/// The token: from `tokenFile` if that is not empty, else from OS_AUTH_TOKEN, else from OS_TOKEN. One trailing line end
/// is removed from a file. Errors: Usage (NoCredential, BadToken), File (CannotRead, NotRegularFile).
Result<FoundToken> findToken(const QString &tokenFile, const QProcessEnvironment &environment);

} // namespace spillway
