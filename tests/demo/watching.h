// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/answers.h"
#include "insight/insight.h"
#include "insight/settingsrules.h"
#include "wire/projectdecoder.h"
#include "wire/taskdecoder.h"

namespace spillway {

/// What the program reads of the story's stream so long after the start; nothing where it may not be read.
inline StreamSnapshot streamAt(const Story &story, qint64 seconds, quint32 seed)
{
    const auto named = [&](const Stream &stream) { return QByteArrayView(stream.name) == story.stream; };
    const auto stream = std::ranges::find_if(streams(), named);
    if (stream == streams().end())
        qFatal("no such stream");
    if (!stream->mayBeShown)
        return nullptr;
    const auto json = Simulation(seed, simulatedStart())
                          .streamJson(*stream, {}, mostPartitionsPerPage, simulatedStart().addSecs(seconds));
    auto details = json ? decodeStream(*json, {QString::fromLatin1(stream->name)}) : failure(Error{});
    if (!details)
        qFatal("not a stream: %s", stream->name);
    return std::make_shared<const StreamDetails>(*std::move(details));
}

/// What is known of a story's task after one more look at it, so long after the start.
inline InsightPointer watched(const InsightPointer &before, const Story &story, qint64 seconds, quint32 seed = 1)
{
    auto task = decodeTask(answerAt(story.task, seconds, seed));
    if (!task)
        qFatal("not a task: %s", story.task);
    Observation seen;
    seen.task = *task;
    seen.takenAt = simulatedStart().addSecs(seconds);
    seen.serverDate = seen.takenAt;
    seen.taken = std::chrono::hours(1) + std::chrono::seconds(seconds);
    seen.stream = streamAt(story, seconds, seed);
    seen.streamTaken = seen.taken;
    if (!seen.stream)
        seen.streamError.emplace().kind = Error::Kind::Forbidden;
    return Insight::after(before, std::move(seen));
}

/// What the rules about settings find in a story's task.
inline std::vector<SettingNote> notesAt(const Story &story, qint64 seconds, quint32 seed = 1)
{
    const auto task = decodeTask(answerAt(story.task, seconds, seed));
    if (!task)
        qFatal("not a task: %s", story.task);
    const StreamSnapshot stream = streamAt(story, seconds, seed);
    return settingNotes({**task, stream.get(), simulatedStart().addSecs(seconds)});
}

} // namespace spillway
