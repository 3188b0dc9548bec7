// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/projectdock.h"

#include "session/projectsession.h"
#include "ui/fieldhint.h"
#include "ui/mainactions.h"
#include "ui/outsidetext.h"
#include "ui/placeholder.h"
#include "ui/plainlabel.h"

#include <QAccessible>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedLayout>
#include <QStyledItemDelegate>
#include <QToolButton>
#include <QTreeView>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

// What a person does with the tree; what it says is in projectdockstate.cpp.

namespace spillway {

namespace {

/// With more streams that match, a person goes on typing; expanding each costs time in proportion to the rows.
constexpr int expandLimit = 100;

ProjectTree::Node kindOf(const QModelIndex &node)
{
    return ProjectTree::Node(node.data(NodeKindRole).toInt());
}

StreamName streamOf(const QModelIndex &node)
{
    return {node.data(StreamNameRole).toString()};
}

TaskAddress taskOf(const QModelIndex &node)
{
    return {streamOf(node), {node.data(TaskNameRole).toString()}};
}

/// Rows are all as high as one with a badge.
class RowDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const QSize hint = QStyledItemDelegate::sizeHint(option, index);
        return {hint.width(), std::max(hint.height(), option.fontMetrics.height() * 4 / 3)};
    }
};

bool isTask(const QModelIndex &node)
{
    return node.isValid() && kindOf(node) == ProjectTree::Node::Task;
}

} // namespace

ProjectDock::ProjectDock(ProjectSession &session, const MainActions &actions, QWidget *parent)
    : QDockWidget(tr("Streams and tasks"), parent)
    , m_session(session)
    , m_actions(actions)
    , m_filter(session.model())
    , m_rows(m_filter)
    , m_tree(new QTreeView)
{
    setObjectName(u"projectDock"_s);
    setAccessibleName(tr("Streams and tasks"));
    auto *whole = new QWidget;
    auto *layout = new QVBoxLayout(whole);
    const int room = fontMetrics().height() / 4;
    layout->setContentsMargins(room, room, room, room);
    layout->setSpacing(room);
    layout->addWidget(makeFilterLine());
    auto *middle = new QWidget;
    m_stack = new QStackedLayout(middle);
    makeTree();
    m_placeholder = new Placeholder;
    m_placeholder->setObjectName(u"projectPlaceholder"_s);
    m_retry = m_placeholder->addButton(tr("Retry"), u"projectRetry"_s);
    connect(m_retry, &QPushButton::clicked, &session, &ProjectSession::refresh);
    m_stack->addWidget(m_tree);
    m_stack->addWidget(m_placeholder);
    layout->addWidget(middle, 1);
    layout->addWidget(makeStateLines());
    setWidget(whole);
    makeNodeActions();
    connectSession();
    updateState();
}

QWidget *ProjectDock::makeFilterLine()
{
    m_field = new QLineEdit;
    m_field->setObjectName(u"projectFilter"_s);
    m_field->setAccessibleName(tr("Filter streams and tasks"));
    explain(*m_field, tr("Part of the name of a stream or a dump task. Down goes to the first match, Esc clears."));
    setHint(*m_field, tr("Filter names"));
    m_field->setClearButtonEnabled(true);
    m_field->installEventFilter(this);
    m_onlyIll = new QToolButton;
    m_onlyIll->setObjectName(u"onlyIll"_s);
    m_onlyIll->setText(tr("Only Ill"));
    m_onlyIll->setAccessibleName(tr("Only ill"));
    explain(*m_onlyIll,
            tr("Shows only dump tasks that need a look, by their state or by what was found out about them."));
    m_onlyIll->setCheckable(true);
    connect(m_field, &QLineEdit::textChanged, this, &ProjectDock::filterChanged);
    connect(m_onlyIll, &QToolButton::toggled, this, &ProjectDock::filterChanged);
    auto *line = new QWidget;
    auto *layout = new QHBoxLayout(line);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_field, 1);
    layout->addWidget(m_onlyIll);
    return line;
}

QWidget *ProjectDock::makeStateLines()
{
    m_line = new PlainLabel;
    m_line->setObjectName(u"projectLine"_s);
    m_line->setElided(true);
    m_stop = new QPushButton(tr("Stop"));
    m_stop->setObjectName(u"projectStop"_s);
    m_stop->setAccessibleName(tr("Stop loading"));
    connect(m_stop, &QPushButton::clicked, &m_session, &ProjectSession::stop);
    auto *lines = new QWidget;
    auto *layout = new QGridLayout(lines);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setColumnStretch(0, 1);
    layout->addWidget(m_line, 0, 0);
    layout->addWidget(m_stop, 0, 1);
    const auto makeButton = [](QAction *action) {
        auto *button = new QToolButton;
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        return button;
    };
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(makeButton(m_actions.refreshAll));
    buttons->addWidget(makeButton(m_actions.checkAll));
    buttons->addStretch(1);
    layout->addLayout(buttons, 1, 0, 1, 2);
    // In a line of its own: it comes and goes, and the dock is not to grow wider by it.
    m_rest = makeButton(m_actions.loadRest);
    m_rest->setObjectName(u"searchRest"_s);
    layout->addWidget(m_rest, 2, 0, 1, 2, Qt::AlignLeft);
    return lines;
}

void ProjectDock::makeTree()
{
    m_tree->setObjectName(u"projectTree"_s);
    m_tree->setAccessibleName(tr("Streams and tasks"));
    m_tree->setAccessibleDescription(tr("Right shows the dump tasks of a stream, Enter opens a dump task."));
    m_tree->setModel(&m_rows);
    m_tree->setItemDelegate(new RowDelegate(m_tree));
    m_tree->setUniformRowHeights(true);
    m_tree->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_tree->setExpandsOnDoubleClick(false);
    m_tree->setTabKeyNavigation(false);
    m_tree->setAllColumnsShowFocus(true);
    m_tree->header()->setAccessibleName(tr("Columns of the streams"));
    m_tree->header()->setStretchLastSection(true);
    m_tree->viewport()->installEventFilter(this);
    connect(m_tree->header(), &QHeaderView::sectionResized, this, [this](int column) {
        m_widthsChosen = m_widthsChosen || (column == ProjectTree::NameColumn && !m_arranging);
    });
    connect(m_tree, &QTreeView::activated, this, &ProjectDock::activate);
    connect(m_tree, &QTreeView::expanded, this, &ProjectDock::expanded);
    connect(m_tree, &QTreeView::collapsed, this, [this](const QModelIndex &node) {
        if (!m_arranging)
            m_expanded.remove(streamOf(node).text);
    });
}

void ProjectDock::makeNodeActions()
{
    const auto make = [this](const QString &text, const QString &objectName, auto act) {
        auto *action = new QAction(text, this);
        action->setObjectName(objectName);
        connect(action, &QAction::triggered, this, act);
        m_tree->addAction(action);
        return action;
    };
    m_openNode = make(tr("&Open"), u"openNode"_s, [this] { activate(m_tree->currentIndex()); });
    m_checkNode = make(tr("&Check"), u"checkNode"_s, [this] { m_session.checkTask(taskOf(m_tree->currentIndex())); });
    m_copyNode = make(tr("Copy &Name"), u"copyNode"_s, [this] { copyName(); });
    m_reloadNode = make(tr("&Refresh This Stream"), u"reloadNode"_s,
                        [this] { m_session.loadTasks(streamOf(m_tree->currentIndex())); });
    m_tree->setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, &ProjectDock::updateNodeActions);
    updateNodeActions();
}

void ProjectDock::updateNodeActions()
{
    const QModelIndex node = m_tree->currentIndex();
    const bool hasStream = node.isValid() && node.data(StreamNameRole).isValid();
    m_openNode->setEnabled(isTask(node));
    m_checkNode->setEnabled(isTask(node));
    m_copyNode->setEnabled(hasStream && kindOf(node) != ProjectTree::Node::Note);
    m_reloadNode->setEnabled(hasStream);
}

void ProjectDock::connectSession()
{
    m_update.setSingleShot(true);
    m_update.setInterval(30ms);
    connect(&m_update, &QTimer::timeout, this, &ProjectDock::updateState);
    const auto soon = [this] {
        if (!m_update.isActive())
            m_update.start();
    };
    connect(&m_session, &ProjectSession::changed, this, soon);
    connect(&m_rows, &QAbstractItemModel::rowsInserted, this, soon);
    connect(&m_rows, &QAbstractItemModel::rowsRemoved, this, soon);
    connect(m_actions.treeFilter, &QAction::triggered, this, &ProjectDock::focusFilter);
    connect(m_actions.refreshAll, &QAction::triggered, &m_session, &ProjectSession::refresh);
    connect(m_actions.checkAll, &QAction::triggered, &m_session, &ProjectSession::checkAll);
    connect(m_actions.loadRest, &QAction::triggered, &m_session, &ProjectSession::loadAll);
}

bool ProjectDock::isFiltered() const
{
    return !m_filter.text().isEmpty() || m_filter.isOnlyIll();
}

void ProjectDock::filterChanged()
{
    m_filter.setText(m_field->text());
    m_filter.setOnlyIll(m_onlyIll->isChecked());
    arrange();
    updateState();
}

/// Streams that come back are as a person left them; while there is a filter, those with tasks that match are open.
void ProjectDock::arrange()
{
    m_arranging = true;
    const int rows = m_rows.rowCount();
    const bool opens = isFiltered() && rows <= expandLimit;
    for (int row = 0; row < rows; ++row) {
        const QModelIndex node = m_rows.index(row, 0);
        if (kindOf(node) != ProjectTree::Node::Stream)
            continue;
        const bool wanted = m_expanded.contains(streamOf(node).text);
        const bool found = opens && !m_rows.canFetchMore(node) && m_rows.hasChildren(node);
        if (m_tree->isExpanded(node) != (wanted || found))
            m_tree->setExpanded(node, wanted || found);
    }
    m_arranging = false;
}

void ProjectDock::expanded(const QModelIndex &node)
{
    if (m_arranging)
        return;
    m_expanded.insert(streamOf(node).text);
    retry(node);
}

/// What failed is asked for again when a person opens it.
void ProjectDock::retry(const QModelIndex &node)
{
    using Tasks = ProjectTree::Tasks;
    const auto tasks = Tasks(node.data(TasksStateRole).toInt());
    if (tasks == Tasks::Denied || tasks == Tasks::Failed || tasks == Tasks::Stopped)
        m_session.loadTasks(streamOf(node));
}

void ProjectDock::activate(const QModelIndex &cell)
{
    const QModelIndex node = cell.siblingAtColumn(ProjectTree::NameColumn);
    if (!node.isValid())
        return;
    switch (kindOf(node)) {
    case ProjectTree::Node::Task:
        Q_EMIT taskWanted(taskOf(node));
        return;
    case ProjectTree::Node::Stream:
        m_tree->setExpanded(node, !m_tree->isExpanded(node));
        return;
    case ProjectTree::Node::Note:
        if (node.parent().isValid())
            retry(node.parent());
        return;
    }
}

void ProjectDock::goToFirstMatch()
{
    QModelIndex first = m_rows.index(0, 0);
    if (m_filter.text().isEmpty() && m_tree->currentIndex().isValid())
        first = m_tree->currentIndex();
    // What was looked for is more often a task.
    const QModelIndex task = m_rows.index(0, 0, first);
    const bool streamMatches = first.data(StreamNameRole).toString().contains(m_filter.text(), Qt::CaseInsensitive);
    if (!streamMatches && isTask(task))
        first = task;
    m_tree->setCurrentIndex(first);
    m_tree->setFocus(Qt::ShortcutFocusReason);
}

/// Names and badges share what room there is, unless a person wants it otherwise.
void ProjectDock::shareWidth()
{
    if (m_widthsChosen)
        return;
    m_arranging = true;
    m_tree->setColumnWidth(ProjectTree::NameColumn, m_tree->viewport()->width() * 11 / 20);
    m_arranging = false;
}

bool ProjectDock::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_tree->viewport() && event->type() == QEvent::Resize)
        shareWidth();
    if (watched != m_field || event->type() != QEvent::KeyPress)
        return QDockWidget::eventFilter(watched, event);
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Escape:
        if (m_field->text().isEmpty())
            m_tree->setFocus(Qt::OtherFocusReason);
        m_field->clear();
        return true;
    case Qt::Key_Down:
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_stack->currentWidget() == m_tree && m_rows.rowCount() > 0)
            goToFirstMatch();
        return true;
    default:
        return false;
    }
}

void ProjectDock::focusFilter()
{
    show();
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
}

void ProjectDock::focusContent()
{
    show();
    if (m_stack->currentWidget() != m_tree)
        return focusFilter();
    if (!m_tree->currentIndex().isValid())
        m_tree->setCurrentIndex(m_rows.index(0, 0));
    m_tree->setFocus(Qt::ShortcutFocusReason);
}

bool ProjectDock::treeHasFocus() const
{
    return m_tree->hasFocus();
}

void ProjectDock::copyName()
{
    const QModelIndex node = m_tree->currentIndex();
    if (!m_copyNode->isEnabled())
        return;
    QGuiApplication::clipboard()->setText(isTask(node) ? taskOf(node).task.text : streamOf(node).text);
}

void ProjectDock::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        m_rows.setPalette(palette());
    QDockWidget::changeEvent(event);
}

} // namespace spillway
