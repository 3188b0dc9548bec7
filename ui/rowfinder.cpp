// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rowfinder.h"

#include "models/partitionstable.h"
#include "models/taskmodel.h"

#include <QHeaderView>
#include <QTableView>
#include <QtConcurrentRun>

namespace spillway {

RowFinder::RowFinder(const PartitionsTable &rows, QTableView &table, Clock clock)
    : m_rows(rows)
    , m_table(table)
    , m_clock(std::move(clock))
{
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &RowFinder::replied);
}

void RowFinder::find(const std::variant<RowFilter, TypedId> &wanted, Start start)
{
    m_wanted = wanted;
    m_start = start;
    ask();
}

void RowFinder::ask()
{
    RowSearch search;
    search.insight = m_rows.task().insight();
    search.task = m_rows.task().snapshot();
    search.shown = m_rows.shown();
    const int count = search.shown->size();
    if (!search.task || count == 0) {
        Q_EMIT found({});
        return;
    }
    search.wanted = m_wanted;
    if (auto *filter = std::get_if<RowFilter>(&search.wanted))
        filter->setTimes(m_clock(), m_rows.task().display());
    const int current = m_table.currentIndex().row();
    const int step = m_start == Start::Next ? 1 : m_start == Start::Previous ? -1 : 0;
    search.from = current < 0 ? (step < 0 ? count - 1 : 0) : (current + step + count) % count;
    search.backwards = step < 0;
    m_watcher.setFuture(QtConcurrent::run([search = std::move(search)] {
        return Reply{search.task, search.shown, findRow(search)};
    }));
}

void RowFinder::replied()
{
    if (m_watcher.future().resultCount() == 0) // there was not enough memory
        return;
    const Reply reply = m_watcher.result();
    if (reply.task != m_rows.task().snapshot() || reply.shown != m_rows.shown()) {
        // A refresh or another order came in between.
        ask();
        return;
    }
    const int row = reply.found.row;
    if (row >= 0)
        goTo(row);
    Q_EMIT found(reply.found);
}

void RowFinder::goTo(int row)
{
    const int column = m_table.currentIndex().isValid() ? m_table.currentIndex().column()
                                                        : m_table.horizontalHeader()->logicalIndex(0);
    const QModelIndex index = m_table.model()->index(row, column);
    m_table.selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    m_table.scrollTo(index);
}

} // namespace spillway
