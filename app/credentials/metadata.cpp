// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/metadata.h"
#include "credentials/look.h"

#include <QCoreApplication>

namespace spillway {

/// Not a place to look at unasked: whoever answers there on a machine that is none of the cloud's is somebody else.
void lookAtMetadata(Looks &looks)
{
    looks.push_back(absent(metadataAddress,
                           QCoreApplication::translate("Credentials", "Asked only by a connection that says so.")));
}

} // namespace spillway
