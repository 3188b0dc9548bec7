// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QString>

namespace spillway::fuzz {

/// The files there are for whoever looks for credentials, by path: a ConfigFile reads these instead of the disk's.
QHash<QString, QByteArray> &memoryFiles();

} // namespace spillway::fuzz
