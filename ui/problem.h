// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/tasksession.h"
#include "ui/banner.h"

namespace spillway {

/// What the window says about the last failure, or about standing still: the sentence, its details, and what can be
/// done. Nothing if all is well.
std::optional<Banner::Message> problemOf(const Freshness &freshness, const TaskAddress &address,
                                         const DisplayFormat &display);

} // namespace spillway
