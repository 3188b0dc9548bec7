// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/permutation.h"

#include <algorithm>

namespace spillway {

Permutation::Permutation(std::vector<int> rows, int sourceRows)
    : m_rows(std::move(rows))
    , m_places(size_t(sourceRows), -1)
{
    for (size_t place = 0; place < m_rows.size(); ++place)
        m_places[size_t(m_rows[place])] = int(place);
}

std::vector<OrderStep> stepsWithout(const PermutationPointer &from, const std::function<bool(int row)> &isLeaving)
{
    std::vector<int> staying;
    std::vector<int> leaving;
    staying.reserve(size_t(from->size()));
    int first = -1;
    for (int place = 0; place < from->size(); ++place) {
        const int row = from->rowAt(place);
        const bool leaves = isLeaving(row);
        (leaves ? leaving : staying).push_back(row);
        first = leaves && first < 0 ? place : first;
    }
    if (leaving.empty())
        return {};
    std::vector<OrderStep> steps;
    const int count = int(leaving.size());
    const bool together = std::equal(leaving.begin(), leaving.end(), from->rows().begin() + first);
    if (!together) {
        std::vector<int> moved = staying;
        moved.insert(moved.end(), leaving.begin(), leaving.end());
        steps.push_back({OrderStep::Kind::Move, 0, from->size() - 1,
                         std::make_shared<const Permutation>(std::move(moved), from->sourceRows())});
        first = int(staying.size());
    }
    steps.push_back({OrderStep::Kind::Remove, first, first + count - 1,
                     std::make_shared<const Permutation>(std::move(staying), from->sourceRows())});
    return steps;
}

std::vector<OrderStep> stepsBetween(const PermutationPointer &from, const PermutationPointer &to)
{
    if (from->rows() == to->rows())
        return {};
    std::vector<OrderStep> steps = stepsWithout(from, [&](int row) { return to->placeOf(row) < 0; });
    PermutationPointer now = steps.empty() ? from : steps.back().after;

    std::vector<int> coming;
    std::copy_if(to->rows().begin(), to->rows().end(), std::back_inserter(coming),
                 [&](int row) { return now->placeOf(row) < 0; });
    if (!coming.empty()) {
        // In place if they stand together and nothing else moves; else at the end, and then everything to its place.
        const int count = int(coming.size());
        const int at = to->placeOf(coming.front());
        const auto &wanted = to->rows();
        const bool inPlace = to->placeOf(coming.back()) - at + 1 == count
            && std::equal(wanted.begin(), wanted.begin() + at, now->rows().begin())
            && std::equal(wanted.begin() + at + count, wanted.end(), now->rows().begin() + at);
        if (inPlace) {
            steps.push_back({OrderStep::Kind::Insert, at, at + count - 1, to});
        } else {
            std::vector<int> longer = now->rows();
            longer.insert(longer.end(), coming.begin(), coming.end());
            steps.push_back({OrderStep::Kind::Insert, now->size(), now->size() + count - 1,
                             std::make_shared<const Permutation>(std::move(longer), to->sourceRows())});
        }
        now = steps.back().after;
    }
    if (now->rows() != to->rows())
        steps.push_back({OrderStep::Kind::Move, 0, to->size() - 1, to});
    return steps;
}

} // namespace spillway
