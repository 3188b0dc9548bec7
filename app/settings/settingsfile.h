// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

class QSettings;

namespace spillway {

/// Has the settings changed, and the file replaced whole or not at all; false: nothing could be written. QSettings
/// itself commits what a full disk cut short and says that all is well. Others who change them at once wait for each
/// other. Nothing is written where nothing changes.
bool changeSettings(const std::function<void(QSettings &)> &change);

/// The file that QSettings keeps the program's settings in; it is not opened.
QString settingsFile();

/// Whether something is there that QSettings must not open: a folder, a pipe, which is waited for, a device, which may
/// have no end, or a file that is far larger than settings are.
bool isNoSettingsFile(const QString &path);

/// Moves what is there out of the way, under a name that says so; returns that, empty if it cannot be done.
QString moveAside(const QString &path);
/// Keeps a copy under such a name, unless there is one with the same bytes already.
QString copyAside(const QString &path);

} // namespace spillway
