// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/credential.h"
#include "domain/names.h"

namespace spillway {

/// Where the service is and who asks. Not copyable: it holds secrets.
struct Connection
{
    QString endpoint; ///< as the person gave it; checked by wire/endpoint.h
    ProjectId project; ///< empty: IAM is asked which one has projectName
    QString projectName; ///< usually the region, such as cn-north-4; needed where there is no project
    QString iamEndpoint; ///< checked like the endpoint; needed for a password, and where there is no project
    Credential credential;
    QString origin; ///< where the credential came from, for people: "OS_TOKEN", a file's path
    QString caFile; ///< additional certificate authorities (PEM), may be empty
    ProxyChoice proxy;
};

} // namespace spillway
