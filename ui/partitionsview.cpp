// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/partitionsview.h"

#include "domain/fields.h"
#include "models/partitionstable.h"
#include "models/taskmodel.h"
#include "tabular/export.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QMimeData>
#include <QProxyStyle>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QSettings>
#include <QTimer>
#include <QtConcurrentRun>

using namespace Qt::Literals::StringLiterals;

namespace spillway {

namespace {

// The number is the version of what is stored: change it and old arrangements are forgotten.
const QString headerKey = u"ui/v1/partitions/header"_s;
const QString chosenKey = u"ui/v1/partitions/columns"_s;

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

QString columnKey(int column)
{
    return QString::fromLatin1(partitionFields[size_t(column)].path);
}

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
    connect(&m_texts, &QFutureWatcherBase::finished, this, &PartitionsView::textsReady);

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
    header->setSectionsMovable(true);
    header->setSortIndicatorClearable(true);
    header->setSortIndicator(-1, Qt::AscendingOrder);
    header->setResizeContentsPrecision(100);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    setSortingEnabled(true);
    restoreColumns();
    m_byProgram = false;

    connect(header, &QHeaderView::sectionResized, this, &PartitionsView::saveColumns);
    connect(header, &QHeaderView::sectionMoved, this, &PartitionsView::saveColumns);
    connect(header, &QHeaderView::sortIndicatorChanged, this, &PartitionsView::saveColumns);
    connect(header, &QWidget::customContextMenuRequested, this, [this, header](const QPoint &where) {
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        fillColumnsMenu(*menu);
        menu->popup(header->mapToGlobal(where));
    });
}

PartitionsView::~PartitionsView()
{
    // The base class would otherwise look at a model that is gone.
    setModel(nullptr);
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

qsizetype PartitionsView::selectedCount() const
{
    qsizetype count = 0;
    const QItemSelection selection = selectionModel()->selection();
    for (const QItemSelectionRange &range : selection)
        count += range.height();
    return count;
}

void PartitionsView::copySelected(bool withHeader, const QDateTime &polledAt)
{
    ExportRequest request;
    request.task = m_rows.task().snapshot();
    request.rows = selectedPartitions();
    request.polledAt = polledAt;
    request.dialect.headers = withHeader ? Dialect::Headers::Names : Dialect::Headers::None;
    if (!request.task || request.rows.empty())
        return;
    m_texts.setFuture(QtConcurrent::run([request]() mutable {
        Texts texts;
        texts.rows = int(request.rows.size());
        request.format = Format::Tsv;
        texts.tsv = rowsAsText(request);
        request.format = Format::Csv;
        texts.csv = rowsAsText(request);
        return texts;
    }));
}

void PartitionsView::textsReady()
{
    const Texts texts = m_texts.result();
    auto *mime = new QMimeData;
    mime->setText(QString::fromUtf8(texts.tsv));
    mime->setData(u"text/csv"_s, texts.csv);
    QGuiApplication::clipboard()->setMimeData(mime);
    Q_EMIT copied(texts.rows);
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
    sizeColumnsOnce();
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

void PartitionsView::setFacts(const AnswerFacts &facts)
{
    m_facts = facts;
    m_factsKnown = true;
    applyColumns();
    sizeColumnsOnce();
}

void PartitionsView::applyColumns()
{
    const QScopedValueRollback<bool> byProgram(m_byProgram, true);
    for (int column = 0; column < PartitionColumnCount; ++column) {
        bool shown = true;
        if (m_factsKnown && column == StateColumn)
            shown = m_facts.hasState;
        else if (m_factsKnown && column == StatusColumn)
            shown = m_facts.hasStatus;
        const auto chosen = m_chosen.constFind(columnKey(column));
        setColumnHidden(column, !(chosen == m_chosen.constEnd() ? shown : *chosen));
    }
}

void PartitionsView::sizeColumnsOnce()
{
    if (m_sized || !m_factsKnown || m_decoration.rowCount() == 0)
        return;
    m_sized = true;
    const QScopedValueRollback<bool> byProgram(m_byProgram, true);
    const int character = fontMetrics().horizontalAdvance(u'0');
    for (int column = 0; column < PartitionColumnCount; ++column) {
        if (isColumnHidden(column))
            continue;
        resizeColumnToContents(column);
        // Room for what will come: ages and offsets grow.
        const int wanted = columnWidth(column) + (column == LastTransferColumn ? 4 : 2) * character;
        setColumnWidth(column, std::min(wanted, 60 * character));
    }
}

void PartitionsView::fillColumnsMenu(QMenu &menu)
{
    menu.setTitle(tr("&Columns"));
    for (int column = 0; column < PartitionColumnCount; ++column) {
        QAction *action = menu.addAction(fieldText(partitionFields[size_t(column)].label));
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column));
        action->setEnabled(column != PartitionIdColumn);
        connect(action, &QAction::toggled, this, [this, column](bool shown) { showColumn(column, shown); });
    }
    menu.addSeparator();
    QAction *reset = menu.addAction(tr("&Reset Columns"));
    reset->setObjectName(u"resetColumns"_s);
    connect(reset, &QAction::triggered, this, &PartitionsView::resetColumns);
}

void PartitionsView::showColumn(int column, bool shown)
{
    m_chosen.insert(columnKey(column), shown);
    applyColumns();
    if (shown && columnWidth(column) == 0)
        resizeColumnToContents(column);
    saveColumns();
}

void PartitionsView::resetColumns()
{
    m_chosen.clear();
    {
        const QScopedValueRollback<bool> byProgram(m_byProgram, true);
        QHeaderView *header = horizontalHeader();
        for (int column = 0; column < PartitionColumnCount; ++column)
            header->moveSection(header->visualIndex(column), column);
        sortByColumn(-1, Qt::AscendingOrder);
    }
    applyColumns();
    m_sized = false;
    sizeColumnsOnce();
    QSettings settings;
    settings.remove(headerKey);
    settings.remove(chosenKey);
}

void PartitionsView::saveColumns()
{
    if (m_byProgram)
        return;
    QSettings settings;
    settings.setValue(headerKey, horizontalHeader()->saveState());
    QStringList chosen;
    for (auto it = m_chosen.cbegin(); it != m_chosen.cend(); ++it)
        chosen.append(it.key() + (it.value() ? u"=1" : u"=0"));
    settings.setValue(chosenKey, chosen);
}

void PartitionsView::restoreColumns()
{
    const QSettings settings;
    const QByteArray state = settings.value(headerKey).toByteArray();
    if (state.isEmpty())
        return;
    // It may have been written by another version, or by hand.
    if (!horizontalHeader()->restoreState(state) || horizontalHeader()->count() != PartitionColumnCount)
        return;
    m_sized = true;
    horizontalHeader()->setSectionsMovable(true);
    horizontalHeader()->setSortIndicatorClearable(true);
    const QStringList chosen = settings.value(chosenKey).toStringList();
    for (const QString &entry : chosen)
        m_chosen.insert(entry.section(u'=', 0, 0), entry.section(u'=', 1, 1) == u"1");
    for (int column = 0; column < PartitionColumnCount; ++column)
        setColumnHidden(column, false);
    for (int column = 0; column < PartitionColumnCount; ++column) {
        if (columnWidth(column) < horizontalHeader()->minimumSectionSize())
            setColumnWidth(column, horizontalHeader()->defaultSectionSize());
    }
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
