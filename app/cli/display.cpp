// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/display.h"

#include <QCoreApplication>
#include <QDir>
#include <QLibrary>
#include <QLibraryInfo>
#include <QPluginLoader>
#include <QStringList>

#include <algorithm>
#include <cstring>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace spillway {

namespace {

/// Where Qt looks for platform plugins.
QStringList pluginFolders()
{
    QStringList folders = qEnvironmentVariable("QT_QPA_PLATFORM_PLUGIN_PATH").split(u':', Qt::SkipEmptyParts);
    QStringList bases = qEnvironmentVariable("QT_PLUGIN_PATH").split(u':', Qt::SkipEmptyParts);
    bases << QLibraryInfo::path(QLibraryInfo::PluginsPath);
    for (const QString &base : std::as_const(bases))
        folders << base + QStringLiteral("/platforms");
    return folders;
}

/// Whether there is a plugin for the platform whose libraries are there too. Wayland's have a suffix.
bool hasPlugin(const QString &platform)
{
    const QStringList names{QStringLiteral("libq%1.so").arg(platform), QStringLiteral("libq%1-*.so").arg(platform)};
    const QStringList folders = pluginFolders();
    return std::any_of(folders.begin(), folders.end(), [&names](const QString &folder) {
        const QFileInfoList files = QDir(folder).entryInfoList(names, QDir::Files);
        return std::any_of(files.begin(), files.end(),
                           [](const QFileInfo &file) { return QPluginLoader(file.absoluteFilePath()).load(); });
    });
}

bool canConnect(const QByteArray &socketPath)
{
    sockaddr_un address = {};
    if (socketPath.size() >= qsizetype(sizeof address.sun_path))
        return false;
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, socketPath.constData(), std::size_t(socketPath.size()));
    const int descriptor = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0)
        return false;
    const void *untyped = &address;
    const bool isConnected = connect(descriptor, static_cast<const sockaddr *>(untyped), sizeof address) == 0;
    close(descriptor);
    return isConnected;
}

bool hasWayland()
{
    if (qEnvironmentVariableIsSet("WAYLAND_SOCKET")) // a connection that the parent has made; to be used only once
        return true;
    QByteArray name = qgetenv("WAYLAND_DISPLAY");
    if (name.isEmpty())
        name = QByteArrayLiteral("wayland-0");
    return canConnect(name.startsWith('/') ? name : QByteArray(qgetenv("XDG_RUNTIME_DIR") + '/' + name));
}

/// Tries what Qt's own plugin does first. The library is looked up at run time: the plugin brings it, not Spillway.
bool hasX11()
{
    using Connect = void *(*)(const char *, int *);
    using HasError = int (*)(void *);
    using Disconnect = void (*)(void *);
    if (qEnvironmentVariableIsEmpty("DISPLAY"))
        return false;
    QLibrary xcb(QStringLiteral("xcb"), 1);
    const auto open = reinterpret_cast<Connect>(xcb.resolve("xcb_connect"));
    const auto hasError = reinterpret_cast<HasError>(xcb.resolve("xcb_connection_has_error"));
    const auto disconnect = reinterpret_cast<Disconnect>(xcb.resolve("xcb_disconnect"));
    if (!open || !hasError || !disconnect)
        return false;
    void *connection = open(nullptr, nullptr);
    const bool works = hasError(connection) == 0;
    disconnect(connection);
    return works;
}

bool works(const QString &platform)
{
    if (platform == QLatin1StringView("xcb") && !hasX11()) // first: it costs less, and glibc loses a list otherwise
        return false;
    if (platform.startsWith(QLatin1StringView("wayland")) && !hasWayland())
        return false;
    return hasPlugin(platform); // offscreen, vnc, linuxfb and the like are their own display
}

QString complaint(const QString &chosen)
{
    if (!chosen.isEmpty())
        return QStringLiteral("QT_QPA_PLATFORM asks for %1, which does not work here").arg(chosen);
    const QString display = qEnvironmentVariable("DISPLAY");
    if (!display.isEmpty())
        return QStringLiteral("the display %1 cannot be opened").arg(display);
    return QStringLiteral("neither DISPLAY nor WAYLAND_DISPLAY leads to a display");
}

} // namespace

Result<void> checkDisplay()
{
    const QString chosen = qEnvironmentVariable("QT_QPA_PLATFORM");
    QStringList platforms = chosen.split(u';', Qt::SkipEmptyParts);
    if (platforms.isEmpty())
        platforms = {QStringLiteral("wayland"), QStringLiteral("xcb")};
    const bool oneWorks = std::any_of(platforms.begin(), platforms.end(), [](const QString &platform) {
        return works(platform.section(u':', 0, 0).toLower()); // what follows are the plugin's own options
    });
    if (oneWorks)
        return {};
    return failure(Error::Kind::Usage, Error::Reason::NoDisplay, complaint(chosen));
}

} // namespace spillway
