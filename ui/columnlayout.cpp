// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/columnlayout.h"

#include "ui/partitiondecoration.h"

#include <QEvent>
#include <QHeaderView>
#include <QMenu>
#include <QScopedValueRollback>
#include <QTableView>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace spillway {

ColumnLayout::ColumnLayout(QTableView &table)
    : QObject(&table)
    , m_table(table)
    , m_arrangement(StoredArrangements::forAll())
{
    QHeaderView *header = m_table.horizontalHeader();
    header->setSectionsMovable(true);
    header->setSortIndicatorClearable(true);
    header->setSortIndicator(-1, Qt::AscendingOrder);
    header->setResizeContentsPrecision(100);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table.setSortingEnabled(true);
    m_waiting.setSingleShot(true);
    m_waiting.setInterval(300ms);
    connect(&m_waiting, &QTimer::timeout, this, &ColumnLayout::save);
    apply();
    connect(header, &QHeaderView::sectionResized, this, &ColumnLayout::resized);
    connect(header, &QHeaderView::sectionMoved, this, &ColumnLayout::moved);
    connect(header, &QHeaderView::sortIndicatorChanged, this, &ColumnLayout::sorted);
    connect(header, &QWidget::customContextMenuRequested, this, [this, header](const QPoint &where) {
        auto *menu = new QMenu(&m_table);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        fillMenu(*menu);
        menu->popup(header->mapToGlobal(where));
    });
    m_table.viewport()->installEventFilter(this);
}

ColumnLayout::~ColumnLayout()
{
    saveWaiting();
}

void ColumnLayout::setTask(const TaskAddress &address)
{
    if (m_address == address)
        return;
    saveWaiting(); // for the task before
    m_address = address;
    m_key = arrangementKey(address);
    const auto own = StoredArrangements::ofTask(m_key);
    m_own = own.has_value();
    m_arrangement = own ? *own : StoredArrangements::forAll();
    m_filled.reset();
    m_workedOut.reset();
    m_sized.reset();
    apply();
}

void ColumnLayout::setFilled(const ColumnSet &filled)
{
    // Without any row there is nothing to go by.
    if (filled.none())
        return;
    m_filled = filled;
    applyShown();
    sizeColumns();
}

void ColumnLayout::setWorkedOut(const ColumnSet &filled)
{
    m_workedOut = filled;
    applyShown();
    sizeColumns();
}

void ColumnLayout::apply()
{
    const QScopedValueRollback<bool> byProgram(m_byProgram, true);
    QHeaderView *header = m_table.horizontalHeader();
    for (int place = 0; place < PartitionColumnCount; ++place) {
        const int column = m_arrangement.order.empty() ? usualOrder[size_t(place)] : m_arrangement.order[size_t(place)];
        header->moveSection(header->visualIndex(column), place);
    }
    m_table.sortByColumn(m_arrangement.sortColumn, m_arrangement.sortOrder);
    applyShown();
}

void ColumnLayout::applyShown()
{
    const QScopedValueRollback<bool> byProgram(m_byProgram, true);
    for (int column = 0; column < PartitionColumnCount; ++column) {
        const bool filled = column == PartitionIdColumn
            || (isWorkedOut(column) ? m_workedOut.test(size_t(column)) : !m_filled || m_filled->test(size_t(column)));
        m_table.setColumnHidden(column, !m_arrangement.shown.value(column, filled));
    }
}

void ColumnLayout::sizeColumns()
{
    if (!m_filled || m_table.model()->rowCount() == 0)
        return;
    const QScopedValueRollback<bool> byProgram(m_byProgram, true);
    for (int column = 0; column < PartitionColumnCount; ++column) {
        if (m_table.isColumnHidden(column) || m_sized.test(size_t(column)))
            continue;
        m_sized.set(size_t(column));
        m_table.resizeColumnToContents(column);
        const int width = m_table.columnWidth(column);
        // Room for what will come: ages and offsets grow, partitions are new, losses are added. Under a wide heading
        // there is room anyway.
        const bool isMarked = column == PartitionIdColumn || column == DiscardColumn;
        const bool grows = columnField(column).type != FieldInfo::Type::Text;
        const bool isTight = width > m_table.horizontalHeader()->sectionSizeHint(column);
        const int room = !isTight ? 0 : isMarked ? 5 : grows ? 2 : 0;
        const int wanted = std::min(width + room * character(), 60 * character());
        if (column == LastTransferColumn)
            m_wholeTime = wanted;
        if (column == PartitionIdColumn) {
            m_tightId = std::min(width, wanted);
            m_roomyId = wanted;
        }
        m_table.setColumnWidth(column, m_arrangement.widths.value(column, wanted));
    }
    fit();
}

void ColumnLayout::fit()
{
    const auto isOurs = [this](int column) {
        return m_sized.test(size_t(column)) && !m_arrangement.widths.contains(column)
            && !m_table.isColumnHidden(column);
    };
    const QScopedValueRollback<bool> byProgram(m_byProgram, true);
    if (isOurs(PartitionIdColumn))
        m_table.setColumnWidth(PartitionIdColumn, m_roomyId);
    const auto roomFor = [this](int column) {
        const int others = m_table.horizontalHeader()->length() - m_table.columnWidth(column);
        return m_table.viewport()->width() - others;
    };
    if (isOurs(LastTransferColumn)) {
        const QString longAge = PartitionDecoration::ageText(59min + 59s);
        const int age = std::max(m_table.fontMetrics().horizontalAdvance(longAge) + character(),
                                 m_table.horizontalHeader()->sectionSizeHint(LastTransferColumn));
        const int least = std::min(age, m_wholeTime);
        m_table.setColumnWidth(LastTransferColumn, std::clamp(roomFor(LastTransferColumn), least, m_wholeTime));
    }
    if (isOurs(PartitionIdColumn))
        m_table.setColumnWidth(PartitionIdColumn, std::clamp(roomFor(PartitionIdColumn), m_tightId, m_roomyId));
}

bool ColumnLayout::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        fit();
    else if (event->type() == QEvent::Hide)
        saveWaiting(); // the window that comes after this one reads it before this one is gone
    return QObject::eventFilter(watched, event);
}

int ColumnLayout::character() const
{
    return m_table.fontMetrics().horizontalAdvance(u'0');
}

void ColumnLayout::fillMenu(QMenu &menu)
{
    for (int column = 0; column < PartitionColumnCount; ++column) {
        QAction *action = menu.addAction(fieldText(columnField(column).label));
        action->setCheckable(true);
        action->setChecked(!m_table.isColumnHidden(column));
        action->setEnabled(column != PartitionIdColumn);
        connect(action, &QAction::toggled, this, [this, column](bool shown) { show(column, shown); });
    }
    menu.addSeparator();
    QAction *own = menu.addAction(tr("&Only for This Task"));
    own->setObjectName(u"columnsOnlyForThisTask"_s);
    own->setCheckable(true);
    own->setChecked(m_own);
    own->setEnabled(!m_key.isEmpty());
    connect(own, &QAction::toggled, this, &ColumnLayout::setOwn);
    QAction *reset = menu.addAction(tr("&Reset Columns"));
    reset->setObjectName(u"resetColumns"_s);
    connect(reset, &QAction::triggered, this, &ColumnLayout::reset);
}

void ColumnLayout::show(int column, bool shown)
{
    m_arrangement.shown.insert(column, shown);
    applyShown();
    sizeColumns();
    save();
}

void ColumnLayout::setOwn(bool own)
{
    saveWaiting(); // for whom it was changed
    m_own = own;
    if (own) {
        save();
        return;
    }
    StoredArrangements::removeOfTask(m_key);
    m_arrangement = StoredArrangements::forAll();
    m_sized.reset();
    apply();
    sizeColumns();
}

void ColumnLayout::reset()
{
    m_arrangement = {};
    m_sized.reset();
    apply();
    sizeColumns();
    save();
}

void ColumnLayout::resized(int column, int, int newWidth)
{
    if (m_byProgram || newWidth == 0)
        return;
    m_arrangement.widths.insert(column, newWidth);
    fit();
    m_waiting.start();
}

void ColumnLayout::moved()
{
    if (m_byProgram)
        return;
    std::vector<int> order;
    order.reserve(PartitionColumnCount);
    for (int place = 0; place < PartitionColumnCount; ++place)
        order.push_back(m_table.horizontalHeader()->logicalIndex(place));
    m_arrangement.order = isUsual(order) ? std::vector<int>() : order;
    save();
}

void ColumnLayout::sorted(int column, Qt::SortOrder order)
{
    if (m_byProgram)
        return;
    m_arrangement.sortColumn = column;
    m_arrangement.sortOrder = order;
    save();
}

void ColumnLayout::saveWaiting()
{
    if (m_waiting.isActive())
        save();
}

void ColumnLayout::save()
{
    m_waiting.stop();
    if (m_own)
        StoredArrangements::setOfTask(m_key, m_arrangement);
    else
        StoredArrangements::setForAll(m_arrangement);
}

} // namespace spillway
