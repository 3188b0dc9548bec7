// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/problem.h"

#include "session/wording.h"
#include "ui/changewording.h"
#include "ui/language.h"

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

/// A person's own pause. What is shown is old on purpose, and what is missing is counted.
Banner::Message pausedMessage(const Freshness &freshness, const DisplayFormat &display)
{
    Banner::Message message;
    message.severity = Severity::Idle;
    message.actions = {Action::Resume};
    if (freshness.held > 0)
        message.sentence =
            Banner::tr("Paused, %1. Showing %2.").arg(heldText(freshness.held), shownSince(freshness, display));
    else
        message.sentence = Banner::tr("Paused: what is shown stands still.");
    return message;
}

} // namespace

std::optional<Banner::Message> problemOf(const Freshness &freshness, const TaskAddress &address,
                                         const DisplayFormat &display)
{
    if (freshness.state == RefreshState::Idle)
        return std::nullopt;
    if (!freshness.error)
        return freshness.paused ? std::optional(pausedMessage(freshness, display)) : std::nullopt;
    Banner::Message message;
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
    if (freshness.paused) {
        const QString held = heldText(freshness.held);
        message.sentence = joinedSentences(
            {message.sentence, held.isEmpty() ? Banner::tr("Paused.") : Banner::tr("Paused, %1.").arg(held)});
        message.actions.append(Action::Resume);
    }
    return message;
}

} // namespace spillway
