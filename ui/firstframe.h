// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <functional>

class QWidget;

namespace spillway {

/// Calls `then` once, when the window has been painted for the first time: what the first frame does not show need not
/// hold it up. A window that is not painted (it may start minimised) is not waited for any longer than `patience`.
void afterFirstFrame(QWidget &window, std::function<void()> then,
                     std::chrono::milliseconds patience = std::chrono::seconds(1));

} // namespace spillway
