// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/roles.h"

#include <algorithm>
#include <span>

namespace spillway {

namespace {

struct Word
{
    QLatin1StringView word;
    Severity severity;
};

Severity find(std::span<const Word> words, const QString &word)
{
    const auto found = std::find_if(words.begin(), words.end(), [&](const Word &entry) { return entry.word == word; });
    return found == words.end() ? Severity::Unknown : found->severity;
}

} // namespace

Severity taskStateSeverity(const QString &word)
{
    // The ShowTransferTask page's six states.
    static constexpr Word words[]{
        {QLatin1StringView("RUNNING"), Severity::Good},     {QLatin1StringView("STARTING"), Severity::Busy},
        {QLatin1StringView("PAUSED"), Severity::Idle},      {QLatin1StringView("DELETE"), Severity::Idle},
        {QLatin1StringView("ABNORMAL"), Severity::Warning}, {QLatin1StringView("ERROR"), Severity::Bad},
    };
    return find(words, word);
}

Severity partitionStateSeverity(const QString &word)
{
    // Undocumented for partitions; RUNNING is the only one ever published. The task's words are taken as meant alike.
    return taskStateSeverity(word);
}

Severity partitionStatusSeverity(const QString &word)
{
    static constexpr Word words[]{
        {QLatin1StringView("ACTIVE"), Severity::Good},
        {QLatin1StringView("CREATING"), Severity::Busy},
        {QLatin1StringView("DELETED"), Severity::Idle},
        {QLatin1StringView("EXPIRED"), Severity::Idle},
    };
    return find(words, word);
}

} // namespace spillway
