// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/answerdock.h"

#include "session/tasksession.h"
#include "ui/bytesview.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QTabWidget>
#include <QTreeView>

using namespace Qt::Literals::StringLiterals;

namespace spillway {

namespace {

/// Laying out an expanded section costs the GUI thread in proportion to its rows.
constexpr int expandLimit = 2000;

/// As in exports: what a spreadsheet would run gets a leading '.
QString guarded(const QString &cell)
{
    static constexpr QStringView starts = u"=+-@\t\r\uff1d\uff0b\uff0d\uff20";
    const bool number = isIntegerLiteral(cell.toUtf8());
    return !cell.isEmpty() && !number && starts.contains(cell.front()) ? QString(u'\'' + cell) : cell;
}

/// A tree that repaints what is in view when many rows change: the base class looks for the place of each of them
/// first, also of those in a section that is not expanded.
class TreeView : public QTreeView
{
public:
    void dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &roles) override
    {
        constexpr int few = 200;
        if (bottomRight.row() - topLeft.row() < few)
            QTreeView::dataChanged(topLeft, bottomRight, roles);
        else
            viewport()->update();
    }
};

} // namespace

AnswerDock::AnswerDock(TaskSession &session, QWidget *parent)
    : QDockWidget(tr("Answer"), parent)
    , m_session(session)
    , m_model(session.model())
    , m_tabs(new QTabWidget)
    , m_tree(new TreeView)
    , m_bytes(new BytesView)
{
    setObjectName(u"answerDock"_s);
    setAccessibleName(tr("Answer"));
    m_tree->setObjectName(u"answerTree"_s);
    m_tree->setAccessibleName(tr("Answer"));
    m_tree->setAccessibleDescription(tr("Every field of the answer, known or not, by the name the service uses."));
    m_tree->setModel(&m_model);
    m_tree->setUniformRowHeights(true);
    m_tree->setAlternatingRowColors(true);
    m_tree->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_tree->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_tree->setTabKeyNavigation(false);
    m_tree->header()->setAccessibleName(tr("Columns of the answer"));
    m_tree->header()->setStretchLastSection(true);
    m_tree->setColumnWidth(0, fontMetrics().horizontalAdvance(u"processing_schema.timestamp_format"_s));
    m_tree->expandAll();
    m_tabs->setObjectName(u"answerTabs"_s);
    m_tabs->setAccessibleName(tr("Views of the answer"));
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_tree, tr("Fields"));
    m_tabs->addTab(m_bytes, tr("Exact bytes"));
    // In a small window the table comes first: of this its tabs are left, and a line.
    m_tabs->setMinimumHeight(m_tabs->tabBar()->sizeHint().height() + 2 * fontMetrics().height());
    setWidget(m_tabs);
    connect(&session.model(), &TaskModel::applied, this, &AnswerDock::answered);
}

void AnswerDock::answered()
{
    m_bytes->setTask(m_session.model().snapshot());
    if (m_arranged || !m_session.model().snapshot())
        return;
    m_arranged = true;
    for (int section = 0; section < sectionCount; ++section) {
        const QModelIndex index = m_model.index(section, 0);
        m_tree->setExpanded(index, m_model.rowCount(index) <= expandLimit);
    }
}

void AnswerDock::showOthers()
{
    const QModelIndex others = m_model.index(int(Section::Others), 0);
    m_tree->expand(others);
    makeCurrent(others);
}

void AnswerDock::showField(const QString &path)
{
    const QModelIndex field = m_session.model().valueIndex(Section::Task, path);
    const QModelIndex shown = m_model.mapFromSource(field.siblingAtColumn(0));
    makeCurrent(shown.isValid() ? shown : m_model.index(int(Section::Task), 0));
}

void AnswerDock::makeCurrent(const QModelIndex &index)
{
    show();
    m_tabs->setCurrentWidget(m_tree);
    m_tree->scrollTo(index, QAbstractItemView::PositionAtTop);
    m_tree->setCurrentIndex(index);
    m_tree->setFocus(Qt::OtherFocusReason);
}

void AnswerDock::focusContent()
{
    show();
    if (m_tabs->currentWidget() == m_tree)
        m_tree->setFocus(Qt::ShortcutFocusReason);
    else
        m_bytes->text()->setFocus(Qt::ShortcutFocusReason);
}

bool AnswerDock::treeHasFocus() const
{
    return m_tree->hasFocus();
}

void AnswerDock::copyTreeRows()
{
    QStringList lines;
    QModelIndexList rows = m_tree->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end(), [](const QModelIndex &a, const QModelIndex &b) {
        const int sectionA = a.parent().isValid() ? a.parent().row() : a.row();
        const int sectionB = b.parent().isValid() ? b.parent().row() : b.row();
        return std::tuple(sectionA, a.parent().isValid(), a.row())
            < std::tuple(sectionB, b.parent().isValid(), b.row());
    });
    for (const QModelIndex &row : std::as_const(rows))
        lines.append(guarded(row.data().toString()) + u'\t' + guarded(m_model.exactValue(row.siblingAtColumn(1))));
    if (!lines.isEmpty())
        QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

void AnswerDock::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        m_model.setPalette(palette());
    QDockWidget::changeEvent(event);
}

} // namespace spillway
