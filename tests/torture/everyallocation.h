// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringList>

#include <functional>

namespace spillway {

/// What came of failing every allocation of something in turn.
struct AllocationReport
{
    long allocations = 0; ///< those it makes when none fails
    long survived = 0; ///< failures after which std::bad_alloc came out, or the right result
    long notSurvived = 0;
    QStringList endedIn; ///< the functions of those classes of Qt's that ended the program, or left memory behind
    QStringList complaints; ///< about what was not survived because of anything else
};

/// Runs `operation` with its first allocation failing, its second, and so on until it runs through. What it returns
/// stands for its result, with whatever the promise is about. Survived is a failure after which std::bad_alloc came
/// out, or the right result; nothing leaked; and the same operation gave the right result afterwards. All of it in
/// children, so that one that dies is a failure not survived and not the end of the test.
///
/// QtCore's classes for JSON and settings (6.4) keep no such promise: inside they are noexcept where they allocate, and
/// they leak when one of their calls throws. `isQts`: the operation uses them; that is counted and not complained of.
AllocationReport withEveryAllocationFailing(const std::function<QByteArray()> &operation, bool andAfter, bool isQts);

} // namespace spillway
