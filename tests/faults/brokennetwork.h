// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace spillway {

/// What the system says to whoever looks up names and connects, in this process only: its functions stand before the
/// C library's. Names that end in .invalid are known to nobody.
class BrokenNetwork
{
public:
    /// Connections to that port of this computer end with that errno, until mended.
    static void breakConnections(quint16 port, int error);
    /// "slow.invalid" is looked up for as long as it is not mended.
    static void holdLookups();
    static void mend();
};

} // namespace spillway
