// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/dumptask.h"

#include <QStringList>

namespace spillway {

/// What the window says about one answer as a whole. Worked out on a worker thread.
struct AnswerFacts
{
    qint64 marks = 0; ///< values with something odd about them
    qint64 undocumented = 0; ///< fields that are not on the ShowTransferTask page
    QStringList undocumentedNames; ///< the first of them, for a tooltip
    bool hasState = false; ///< a partition has a transfer state
    bool hasStatus = false; ///< a partition has a lifecycle status
};

/// Pure; any thread.
AnswerFacts factsOf(const DumpTask &task);

} // namespace spillway
