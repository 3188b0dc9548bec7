// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/projecttree.h"

namespace spillway {

/// As many dump tasks a stream may have, says the vendor's manual; answers rarely say it.
inline constexpr qint64 mostTasksPerStream = 5;

/// One stream of the tree, and what is known of its dump tasks.
struct ProjectTree::Stream
{
    StreamSummary summary;
    std::vector<Task> tasks; ///< ordered by name
    Tasks state = Tasks::NotLoaded;
    bool came = false; ///< its tasks did, at least once
    bool known = false; ///< they came, or may not be seen
    QString problem; ///< why not; a sentence
    QString note; ///< what stands below the tasks; empty: no such row
    qint64 total = 0; ///< dump tasks, as the service counts them
    qint64 quota = mostTasksPerStream;
    int ill = 0; ///< of the tasks
    int row = 0;
    quint32 listing = 0; ///< the last one that brought it

    int childCount() const { return int(tasks.size()) + (note.isEmpty() ? 0 : 1); }
};

/// The order of the service: by code point.
bool codePointLess(const QString &a, const QString &b);

/// Whether somebody has to look.
constexpr bool isIllSeverity(Severity severity)
{
    return severity == Severity::Warning || severity == Severity::Bad;
}

} // namespace spillway
