// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/partitionsview.h"

#include "models/partitionstable.h"
#include "models/taskmodel.h"
#include "ui/columnlayout.h"
#include "ui/sparkline.h"

#include <QApplication>
#include <QDrag>
#include <QHeaderView>
#include <QMimeData>
#include <QMouseEvent>
#include <QProxyStyle>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QTimer>

using namespace Qt::Literals::StringLiterals;

namespace spillway {

namespace {

/// Numbers on the right of one column and text on the left of the next need room between them.
class RoomyStyle : public QProxyStyle
{
public:
    int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override
    {
        constexpr int room = 6;
        if (metric == PM_FocusFrameHMargin || metric == PM_HeaderMargin)
            return room;
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
};

} // namespace

PartitionsView::PartitionsView(PartitionsTable &rows, Clock clock, QWidget *parent)
    : QTableView(parent)
    , m_rows(rows)
    , m_decoration(rows, std::move(clock))
{
    setObjectName(u"partitionTable"_s);
    setAccessibleName(tr("Partitions"));
    setAccessibleDescription(tr("One row per partition of the dump task, as it came with the last answer."));
    // Before the view's own connections, which may already move the current cell.
    connect(&m_decoration, &QAbstractItemModel::rowsAboutToBeInserted, this, &PartitionsView::keepPlace);
    connect(&m_decoration, &QAbstractItemModel::rowsAboutToBeRemoved, this, &PartitionsView::keepPlace);
    connect(&m_decoration, &QAbstractItemModel::layoutAboutToBeChanged, this, &PartitionsView::keepPlace);
    setModel(&m_decoration);
    connect(&rows, &PartitionsTable::sortChanged, this, &PartitionsView::sorted);
    connect(&rows, &PartitionsTable::settled, this, &PartitionsView::settledOrder);
    // The same partition may stand in another row of its section now.
    connect(&rows.task(), &TaskModel::applied, this, &PartitionsView::tellCurrentRow);

    auto *roomy = new RoomyStyle;
    roomy->setParent(this);
    setStyle(roomy);
    horizontalHeader()->setStyle(roomy);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false);
    setAlternatingRowColors(true);
    setShowGrid(false);
    setWordWrap(false);
    setTextElideMode(Qt::ElideRight);
    setHorizontalScrollMode(ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + fontMetrics().height() / 2);
    // Left to itself, a header works its least size out anew for each row.
    verticalHeader()->setMinimumSectionSize(verticalHeader()->defaultSectionSize());

    QHeaderView *header = horizontalHeader();
    header->setAccessibleName(tr("Columns of the partitions"));
    header->setHighlightSections(false);
    m_columns = new ColumnLayout(*this);
    const auto stepsOf = [this](const QModelIndex &index) {
        const InsightPointer &insight = m_rows.task().insight();
        return insight ? insight->steps(m_rows.mapToSource(m_rows.index(index.row(), 0)).row())
                       : SparklineDelegate::Steps();
    };
    setItemDelegateForColumn(RateColumn, new SparklineDelegate(stepsOf, this));
}

PartitionsView::~PartitionsView()
{
    // Nobody is to hear of it: those who listen may be gone. The base class would look at a model that is.
    const QSignalBlocker silent(this);
    delete m_columns;
    setModel(nullptr);
}

QSize PartitionsView::minimumSizeHint() const
{
    constexpr int rows = 2;
    const int height = horizontalHeader()->sizeHint().height() + rows * verticalHeader()->defaultSectionSize()
        + horizontalScrollBar()->sizeHint().height() + 2 * frameWidth();
    return {QTableView::minimumSizeHint().width(), height};
}

std::vector<quint32> PartitionsView::selectedPartitions() const
{
    std::vector<bool> chosen(size_t(m_decoration.rowCount()));
    const QItemSelection selection = selectionModel()->selection();
    for (const QItemSelectionRange &range : selection) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            chosen[size_t(row)] = true;
    }
    std::vector<quint32> partitions;
    for (size_t row = 0; row < chosen.size(); ++row) {
        if (chosen[row])
            partitions.push_back(m_rows.partitionAt(int(row)));
    }
    return partitions;
}

std::vector<int> PartitionsView::selectedSectionRows() const
{
    std::vector<int> rows;
    const QItemSelection selection = selectionModel()->selection();
    for (const QItemSelectionRange &range : selection) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.push_back(m_rows.mapToSource(m_rows.index(row, 0)).row());
    }
    return rows;
}

void PartitionsView::tellCurrentRow()
{
    const int row = currentIndex().row();
    const bool isShown = row >= 0 && row < m_rows.rowCount();
    Q_EMIT currentSectionRowChanged(isShown ? m_rows.mapToSource(m_rows.index(row, 0)).row() : -1);
}

void PartitionsView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    tellCurrentRow();
}

void PartitionsView::setChangeStrength(double strength)
{
    m_decoration.setChangeStrength(strength);
    viewport()->update();
}

qsizetype PartitionsView::selectedCount() const
{
    qsizetype count = 0;
    const QItemSelection selection = selectionModel()->selection();
    for (const QItemSelectionRange &range : selection)
        count += range.height();
    return count;
}

std::vector<PartitionColumn> PartitionsView::columnsShown() const
{
    std::vector<PartitionColumn> columns;
    for (int visual = 0; visual < PartitionColumnCount; ++visual) {
        const int column = horizontalHeader()->logicalIndex(visual);
        if (!isColumnHidden(column))
            columns.push_back(static_cast<PartitionColumn>(column));
    }
    return columns;
}

void PartitionsView::mousePressEvent(QMouseEvent *event)
{
    // Pulling at what is selected takes it along; pulling elsewhere selects, as ever.
    setDragEnabled(m_dragSource && event->modifiers() == Qt::NoModifier
                   && selectionModel()->isSelected(indexAt(event->pos())));
    QTableView::mousePressEvent(event);
}

void PartitionsView::startDrag(Qt::DropActions /*actions*/)
{
    QMimeData *rows = m_dragSource ? m_dragSource() : nullptr;
    if (!rows)
        return;
    auto *drag = new QDrag(this);
    drag->setMimeData(rows);
    drag->exec(Qt::CopyAction);
}

void PartitionsView::keyboardSearch(const QString &search)
{
    const bool goesOn = m_typing.isValid() && m_typing.elapsed() < QApplication::keyboardInputInterval();
    m_typing.start();
    m_typed = goesOn ? QString(m_typed + search) : search;
    Q_EMIT typed(m_typed, goesOn);
}

void PartitionsView::keepPlace()
{
    // At the very top, the top is the place.
    if (!m_place.isEmpty() || m_toTop || verticalScrollBar()->value() == 0)
        return;
    const int first = rowAt(0);
    if (first < 0)
        return;
    const int last = rowAt(viewport()->height() - 1);
    for (int row = first; row <= (last < 0 ? m_decoration.rowCount() - 1 : last); ++row)
        m_place.append(m_decoration.index(row, 0));
    QTimer::singleShot(0, this, [this] {
        executeDelayedItemsLayout();
        m_place.clear();
    });
}

void PartitionsView::updateGeometries()
{
    QTableView::updateGeometries();
    restorePlace();
}

void PartitionsView::restorePlace()
{
    if (m_restoring || m_place.isEmpty())
        return;
    const QScopedValueRollback<bool> restoring(m_restoring, true);
    for (int i = 0; i < m_place.size(); ++i) {
        if (m_place.at(i).isValid()) {
            verticalScrollBar()->setValue(m_place.at(i).row() - i);
            return;
        }
    }
}

void PartitionsView::sorted()
{
    m_toTop = true;
    m_place.clear();
}

void PartitionsView::settledOrder()
{
    if (m_toTop) {
        m_toTop = false;
        executeDelayedItemsLayout();
        if (!isSelectedRowVisible())
            scrollToTop();
    }
    m_columns->sizeColumns();
    Q_EMIT selectedCountChanged();
}

bool PartitionsView::isSelectedRowVisible() const
{
    const int first = rowAt(0);
    if (first < 0)
        return false;
    const int end = rowAt(viewport()->height() - 1);
    const int last = end < 0 ? m_decoration.rowCount() - 1 : end;
    for (int row = first; row <= last; ++row) {
        if (selectionModel()->isRowSelected(row))
            return true;
    }
    return false;
}

void PartitionsView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        m_decoration.setPalette(palette());
    QTableView::changeEvent(event);
}

void PartitionsView::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QTableView::selectionChanged(selected, deselected);
    Q_EMIT selectedCountChanged();
}

} // namespace spillway
