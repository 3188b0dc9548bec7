// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/tasksource.h"

#include <QDateTime>

namespace spillway
{

/// One sentence for a person, translated, plain text. The window and the command line say the same.
QString sentence(const Error &error, const TaskAddress &about = {});

/// What stands behind it: code, status, request id, the service's own words; one fact a line, plain text.
QStringList details(const Error &error);

/// "4 s", "3 min 12 s", "2 h 5 min", "3 d 4 h".
QString lengthText(std::chrono::milliseconds length);

/// 2020-12-03 16:33:48 +08:00 in the local zone; never a two-digit year.
QString localTimeText(const QDateTime &utc);

} // namespace spillway
