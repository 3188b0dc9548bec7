// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>

#include <chrono>

namespace spillway {

/// 2020-12-03 16:33:48 +08:00 in the local zone; the year always has four digits.
QString localTimeText(const QDateTime &utc);

/// "4 s", "3 min 12 s", "2 h 5 min", "3 d 4 h": the two largest units, translated. Negative lengths count as nothing.
QString lengthText(std::chrono::milliseconds length);

} // namespace spillway
