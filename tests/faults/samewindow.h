// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "faults/faultrig.h"

namespace spillway {

/// A window that shows many answers one after the other, where a window for each of them would take too long:
///     SameWindow window(isEncrypted);
///     const QStringList broken = window.hold(body, stillOk());
/// The good answer, the answer in question, the invariants, and the good answer again.
class SameWindow
{
public:
    /// `good` is the answer that the others are compared with.
    explicit SameWindow(bool isEncrypted, QByteArray good = FaultRig::answer(1));

    /// Each string is something that does not hold, beginning with the number of the invariant, or with "row". After a
    /// string the window is not to be used any more.
    QStringList hold(const QByteArray &body, const Outcome &outcome);
    /// Until what follows from the answer on screen is there, too.
    bool settle();

    FaultRig rig;
    WholeProgram &program() { return rig.program(); }
    const QByteArray &good() const { return m_good; }

private:
    bool open();
    bool areRowsSettled();
    void ask(const QByteArray &body);
    void showGood();
    void checkOutcome(const Outcome &outcome, const Freshness &fresh);
    void need(bool holds, const QString &what);

    QByteArray m_good;
    bool m_isOpen = false;
    QStringList m_broken;
};

} // namespace spillway
