// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/problem.h"

#include "session/wording.h"

namespace spillway {

namespace {

using Action = Banner::Action;

QList<Action> actionsFor(const Freshness &freshness)
{
    if (freshness.state == RefreshState::AuthRequired)
        return {Action::TryOnce, Action::OpenTask};
    if (freshness.state != RefreshState::Paused)
        return {Action::Retry};
    switch (freshness.pause) {
    case PauseReason::Person:
        return {Action::Resume};
    case PauseReason::Blocked:
    case PauseReason::Throttled:
        return {Action::TryOnce};
    case PauseReason::Gone:
    case PauseReason::Forbidden:
    case PauseReason::Config:
    case PauseReason::None:
        break;
    }
    return {Action::TryOnce, Action::OpenTask};
}

QString shownSince(const Freshness &freshness, const DisplayFormat &display)
{
    const bool recent = freshness.age && *freshness.age < std::chrono::hours(12);
    return recent ? clockText(freshness.receivedAt, display) : timeText(freshness.receivedAt, display);
}

} // namespace

std::optional<Banner::Message> problemOf(const Freshness &freshness, const TaskAddress &address,
                                         const DisplayFormat &display)
{
    if (freshness.state == RefreshState::Idle)
        return std::nullopt;
    Banner::Message message;
    if (!freshness.error) {
        if (freshness.state != RefreshState::Paused || freshness.pause != PauseReason::Person)
            return std::nullopt;
        message.severity = Severity::Idle;
        message.sentence = Banner::tr("Paused. Nothing is asked until you resume.");
        message.actions = {Action::Resume};
        return message;
    }
    const bool hasAnswer = freshness.receivedAt.isValid();
    const bool needsPerson = freshness.state == RefreshState::AuthRequired || freshness.state == RefreshState::Paused;
    message.severity = hasAnswer && !needsPerson ? Severity::Warning : Severity::Bad;
    message.sentence = sentence(*freshness.error, address);
    if (hasAnswer)
        message.sentence = Banner::tr("%1 Showing data from %2.").arg(message.sentence, shownSince(freshness, display));
    message.details = details(*freshness.error);
    if (freshness.failedAt.isValid())
        message.details.append(Banner::tr("When: %1").arg(timeText(freshness.failedAt, display)));
    message.actions = actionsFor(freshness);
    return message;
}

} // namespace spillway
