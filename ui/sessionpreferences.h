// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace spillway {

class PreferenceStore;
class TaskSession;
struct Preferences;

/// Keeps one session as the preferences say, from its start and whenever they change: how times and numbers are
/// written, how often it asks.
class SessionPreferences : public QObject
{
    Q_OBJECT

public:
    SessionPreferences(const PreferenceStore &preferences, TaskSession &session, QObject *parent = nullptr);
};

} // namespace spillway
