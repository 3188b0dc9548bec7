// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

namespace spillway {

/// How many partitions to measure with, as asked for on the command line.
const std::vector<int> &wantedSizes();

// Each registers what its file measures.
void measureRows();
void measureWindow();
void measureBrowsing();
void measureStart();

/// Bytes of the heap in use, over all threads.
std::size_t heapInUse();

} // namespace spillway
