// SPDX-License-Identifier: GPL-3.0-or-later
#include "connections/glibbus.h"

#include <QLibrary>

#include <utility>

namespace spillway {

namespace {

/// As libsecret, GLib is there at run time or not: nothing is built against it.
template <class Function> Function function(const char *name)
{
    return reinterpret_cast<Function>(QLibrary(QStringLiteral("gio-2.0"), 0).resolve(name));
}

} // namespace

void GlibBus::hold()
{
    const auto get = function<void *(*)(int, void *, void **)>("g_bus_get_sync");
    const auto exitOnClose = function<void (*)(void *, int)>("g_dbus_connection_set_exit_on_close");
    if (m_connection || !get || !exitOnClose)
        return;
    constexpr int sessionBus = 2;
    m_connection = get(sessionBus, nullptr, nullptr);
    if (m_connection)
        exitOnClose(m_connection, 0);
}

void GlibBus::release()
{
    const auto unref = function<void (*)(void *)>("g_object_unref");
    if (void *connection = std::exchange(m_connection, nullptr); connection && unref)
        unref(connection);
}

} // namespace spillway
