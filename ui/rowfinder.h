// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "models/rowsearch.h"

#include <QFutureWatcher>

class QTableView;

namespace spillway {

class PartitionsTable;

/// Goes to rows of the table by what is in them, without hiding any. A worker thread does the looking; of several
/// questions only the last one is answered.
class RowFinder : public QObject
{
    Q_OBJECT

public:
    enum class Start { Here, Next, Previous }; ///< at the current row, behind it, before it

    /// The model of the table shows `rows`, row by row. The clock is what ages are counted to.
    RowFinder(const PartitionsTable &rows, QTableView &table, Clock clock);

    void find(const std::variant<RowFilter, TypedId> &wanted, Start start);
    /// Makes a row of the table the current one, selects it alone, and scrolls to it.
    void goTo(int row);

Q_SIGNALS:
    /// The row is the current one now; or nothing matched.
    void found(const spillway::RowFound &found);

private:
    struct Reply
    {
        TaskSnapshot task;
        PermutationPointer shown;
        RowFound found;
    };

    void ask();
    void replied();

    const PartitionsTable &m_rows;
    QTableView &m_table;
    Clock m_clock;
    std::variant<RowFilter, TypedId> m_wanted;
    Start m_start = Start::Here;
    QFutureWatcher<Reply> m_watcher;
};

} // namespace spillway
