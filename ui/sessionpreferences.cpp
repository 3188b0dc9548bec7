// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sessionpreferences.h"

#include "session/tasksession.h"
#include "settings/preferencestore.h"

namespace spillway {

namespace {

void applyInterval(std::chrono::seconds interval, TaskSession &session)
{
    session.setInterval(interval == intervalMatchTask ? RefreshInterval::matchTask()
                                                      : RefreshInterval(milliseconds(interval)));
}

} // namespace

SessionPreferences::SessionPreferences(const PreferenceStore &preferences, TaskSession &session, QObject *parent)
    : QObject(parent)
{
    session.model().setDisplay(displayFormat(preferences.value()));
    applyInterval(preferences.value().interval, session);
    connect(&preferences, &PreferenceStore::changed, this, [&preferences, &session](const Preferences &before) {
        const Preferences &now = preferences.value();
        session.model().setDisplay(displayFormat(now));
        // What was chosen for this task alone holds until the preference itself changes.
        if (now.interval != before.interval)
            applyInterval(now.interval, session);
    });
}

} // namespace spillway
