// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/interval.h"

#include <QObject>

namespace spillway {

class PreferenceStore;
class TaskSession;

/// One of offeredIntervals as the session understands it, and back; nothing for one that is not offered.
RefreshInterval refreshInterval(std::chrono::seconds offered);
std::optional<std::chrono::seconds> offeredInterval(const RefreshInterval &interval);

/// Keeps one session as the preferences say, from its start and whenever they change: how times and numbers are
/// written, how often it asks.
class SessionPreferences : public QObject
{
    Q_OBJECT

public:
    SessionPreferences(const PreferenceStore &preferences, TaskSession &session, QObject *parent = nullptr);
};

} // namespace spillway
