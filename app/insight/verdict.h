// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/severity.h"

#include <QString>

#include <array>
#include <optional>

namespace spillway {

/// What the numbers of a partition amount to, in the order in which they matter: the last of its partitions' is the
/// task's. A task of which some partitions are idle flows.
enum class Verdict : quint8 { Idle, Flowing, Starting, Paused, Unknown, Behind, Reset, Stalled, Error, Losing };

/// What a verdict is called and how it is to be taken.
struct VerdictInfo
{
    Verdict verdict;
    const char *word; ///< in exports and filters
    const char *label; ///< English, translated through verdictText()
    const char *meaning; ///< the same: one sentence
    Severity severity;
};

// clang-format off
inline constexpr std::array verdictInfos{
    VerdictInfo{Verdict::Idle, "idle", QT_TRANSLATE_NOOP("Verdict", "Idle"),
                QT_TRANSLATE_NOOP("Verdict", "Nothing waits to be dumped, and nothing comes in."), Severity::Idle},
    VerdictInfo{Verdict::Flowing, "flowing", QT_TRANSLATE_NOOP("Verdict", "Flowing"),
                QT_TRANSLATE_NOOP("Verdict", "Records are being dumped."), Severity::Good},
    VerdictInfo{Verdict::Starting, "starting", QT_TRANSLATE_NOOP("Verdict", "Starting"),
                QT_TRANSLATE_NOOP("Verdict", "The dump task is starting, or has not dumped anything yet."), Severity::Busy},
    VerdictInfo{Verdict::Paused, "paused", QT_TRANSLATE_NOOP("Verdict", "Paused"),
                QT_TRANSLATE_NOOP("Verdict", "Somebody has paused the dump task."), Severity::Warning},
    VerdictInfo{Verdict::Unknown, "unknown", QT_TRANSLATE_NOOP("Verdict", "Unknown"),
                QT_TRANSLATE_NOOP("Verdict", "There is too little to go by."), Severity::Unknown},
    VerdictInfo{Verdict::Behind, "behind", QT_TRANSLATE_NOOP("Verdict", "Behind"),
                QT_TRANSLATE_NOOP("Verdict", "Records come in faster than they are dumped."), Severity::Warning},
    VerdictInfo{Verdict::Reset, "reset", QT_TRANSLATE_NOOP("Verdict", "Reset"),
                QT_TRANSLATE_NOOP("Verdict", "The offset went down, or the partition was gone for a while."), Severity::Warning},
    VerdictInfo{Verdict::Stalled, "stalled", QT_TRANSLATE_NOOP("Verdict", "Stalled"),
                QT_TRANSLATE_NOOP("Verdict", "Records wait, and none has been dumped for too long."), Severity::Bad},
    VerdictInfo{Verdict::Error, "error", QT_TRANSLATE_NOOP("Verdict", "Error"),
                QT_TRANSLATE_NOOP("Verdict", "The service says ABNORMAL or ERROR. It never says why."), Severity::Bad},
    VerdictInfo{Verdict::Losing, "losing", QT_TRANSLATE_NOOP("Verdict", "Losing"),
                QT_TRANSLATE_NOOP("Verdict", "Records are lost: they expired before they were dumped, or are discarded."), Severity::Bad},
};
// clang-format on
inline constexpr int verdictCount = int(verdictInfos.size());

constexpr const VerdictInfo &infoOf(Verdict verdict)
{
    return verdictInfos[std::size_t(verdict)];
}

/// The verdict in a word, translated; and what it means, in a sentence.
QString verdictText(Verdict verdict);
QString verdictMeaning(Verdict verdict);

} // namespace spillway
