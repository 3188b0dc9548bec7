// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sessionpreferences.h"

#include "session/tasksession.h"
#include "settings/preferencestore.h"

#include <algorithm>

namespace spillway {

RefreshInterval refreshInterval(std::chrono::seconds offered)
{
    return offered == intervalMatchTask ? RefreshInterval::matchTask() : RefreshInterval(milliseconds(offered));
}

std::optional<std::chrono::seconds> offeredInterval(const RefreshInterval &interval)
{
    const auto *const found =
        std::find_if(offeredIntervals.begin(), offeredIntervals.end(),
                     [&interval](std::chrono::seconds offered) { return refreshInterval(offered) == interval; });
    return found == offeredIntervals.end() ? std::nullopt : std::optional(*found);
}

SessionPreferences::SessionPreferences(const PreferenceStore &preferences, TaskSession &session, QObject *parent)
    : QObject(parent)
{
    session.model().setDisplay(displayFormat(preferences.value()));
    session.setInterval(refreshInterval(preferences.value().interval));
    connect(&preferences, &PreferenceStore::changed, this, [&preferences, &session](const Preferences &before) {
        const Preferences &now = preferences.value();
        session.model().setDisplay(displayFormat(now));
        // What was chosen for this task alone holds until the preference itself changes.
        if (now.interval != before.interval)
            session.setInterval(refreshInterval(now.interval));
    });
}

} // namespace spillway
