// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <vector>

namespace spillway {

/// Which rows of the Partitions section are shown, in which order, and the way back. Immutable: it is made on a worker
/// thread and swapped in by its pointer.
class Permutation
{
public:
    Permutation() = default;
    /// `rows`: the row of the section for each place; `sourceRows`: how many rows the section has.
    Permutation(std::vector<int> rows, int sourceRows);

    int size() const { return int(m_rows.size()); }
    const std::vector<int> &rows() const { return m_rows; }
    int rowAt(int place) const { return m_rows[size_t(place)]; }
    /// Where a row of the section is shown; -1 if it is not.
    int placeOf(int row) const { return size_t(row) < m_places.size() ? m_places[size_t(row)] : -1; }
    int sourceRows() const { return int(m_places.size()); }

private:
    std::vector<int> m_rows;
    std::vector<int> m_places;
};

using PermutationPointer = std::shared_ptr<const Permutation>;

/// What one pair of a model's signals can say.
struct OrderStep
{
    enum class Kind { Move, Remove, Insert };
    Kind kind = Kind::Move;
    int first = 0; ///< of the places removed (numbered as before) or inserted (as after)
    int last = 0;
    PermutationPointer after;
};

/// Takes the rows of the section for which `isLeaving` holds out with one removal, however they are scattered: they are
/// first moved to the end. No steps if none of them is shown. Linear.
std::vector<OrderStep> stepsWithout(const PermutationPointer &from, const std::function<bool(int row)> &isLeaving);

/// How one permutation becomes another: at most a move, a removal, an insertion and a move. Linear; for a worker
/// thread.
std::vector<OrderStep> stepsBetween(const PermutationPointer &from, const PermutationPointer &to);

} // namespace spillway
