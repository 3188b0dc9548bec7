// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "faults/fault.h"
#include "session/tasksession.h"

namespace spillway {

class WholeProgram;

/// The texts of a window that are the answer's.
struct ShownRows
{
    QStringList cells; ///< of the table and the tree
    QByteArray bytes;
    friend bool operator==(const ShownRows &, const ShownRows &) = default;
};
ShownRows shownRows(WholeProgram &program);

/// What was observed of one refresh.
struct Observed
{
    ShownRows before; ///< the rows of the good poll
    Freshness freshBefore;
    Freshness fresh; ///< at the end of the refresh
    milliseconds took{0}; ///< the refresh, less what was waited for a processor
    milliseconds deadline{0}; ///< of one attempt
    int attempts = 0;
    bool ended = false;
    milliseconds gap{0}; ///< the longest of the event loop
    int requests = 0;
    QByteArray shown; ///< the answer that has to be on screen
};

/// What does not hold of the invariants I1 ... I8 of the fault matrix; each string begins with its number. To be called
/// before the event loop has run again.
QStringList brokenInvariants(WholeProgram &program, const Outcome &outcome, const Observed &seen);

/// Listens to all that is logged with every category on, and keeps warnings from the test's own handler: they are
/// found by their invariant.
class LogListener
{
public:
    static void install();
    static void begin();
    static QByteArray text();
    static QStringList warnings();
};

} // namespace spillway
