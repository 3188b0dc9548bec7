// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace spillway {

/// GLib's connection to the session bus, one for the process, over which libsecret talks. When the bus ends GLib ends
/// the whole program (SIGTERM) unless the connection was told not to. While somebody has hold of it there is no other.
class GlibBus
{
public:
    GlibBus() = default;
    ~GlibBus() { release(); }
    Q_DISABLE_COPY_MOVE(GlibBus)

    /// Tells it so, before libsecret uses it. Blocks for as long as the bus takes. Without GLib it does nothing.
    void hold();
    void release();

private:
    void *m_connection = nullptr;
};

} // namespace spillway
