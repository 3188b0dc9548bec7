// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

namespace spillway {

/// Where the sentences of this room are looked up: Tr::tr("...").
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Credentials)
};

} // namespace spillway
