// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDeadlineTimer>

namespace spillway {

/// Where the session's bus is, as the bus libraries would look for it; empty if there is none. They would go on and
/// start one of their own, with nobody on it.
QByteArray sessionBusAddress();

enum class BusAnswer { Answers, Absent, Silent };

/// Whether anybody answers there. Blocks until the deadline at most, other than those libraries: one of them waits for
/// a silent bus on a thread that the program then waits for when it ends.
BusAnswer probeBus(const QByteArray &address, const QDeadlineTimer &deadline);

} // namespace spillway
