// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/fields.h"
#include "insight/insight.h"
#include "models/permutation.h"
#include "models/rowfilter.h"

#include <QtGlobal>

namespace spillway {

/// What order of which rows is asked for.
struct OrderRequest
{
    TaskSnapshot task;
    InsightPointer insight; ///< of the task; may be null
    PermutationPointer shown; ///< what the answer's steps start from; may be null: nothing
    int column = -1; ///< -1: by partition number
    Qt::SortOrder order = Qt::AscendingOrder;
    RowFilter filter;
    quint64 generation = 0;
};

/// The answer, made so that carrying it out takes no thinking.
struct OrderResult
{
    PermutationPointer order;
    std::vector<OrderStep> steps; ///< from what was shown; none if nothing moves
    quint64 generation = 0;
};

/// Filters and sorts. Pure; for a worker thread. Raw values; numbers by value however long, text by code point, the
/// partition column by number; null after values, absent last, both ways; ties by partition number, id, occurrence.
OrderResult orderRows(const OrderRequest &request);

} // namespace spillway
