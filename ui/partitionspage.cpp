// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/partitionspage.h"

#include "domain/counttext.h"
#include "models/rowsearch.h"
#include "session/tasksession.h"
#include "ui/columnlayout.h"
#include "ui/filterbar.h"
#include "ui/gotobar.h"
#include "ui/outsidetext.h"
#include "ui/placeholder.h"
#include "ui/plainlabel.h"

#include <QAccessible>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QShortcut>
#include <QStackedLayout>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace spillway {

namespace {

/// Whether the answer says, in so many words, that there are no partitions.
bool saysNone(const DumpTask &task)
{
    if (task.partitionsBlock.kind != Value::Kind::Array)
        return false;
    const QByteArrayView token = task.answer.token(task.partitionsBlock);
    return token.sliced(1, token.size() - 2).trimmed().isEmpty();
}

QToolButton *columnsButton(ColumnLayout &columns)
{
    auto *button = new QToolButton;
    button->setObjectName(u"columnsButton"_s);
    button->setText(PartitionsPage::tr("Columns"));
    button->setFocusPolicy(Qt::StrongFocus);
    button->setPopupMode(QToolButton::InstantPopup);
    explain(*button, PartitionsPage::tr("Which columns are shown."));
    auto *menu = new QMenu(button);
    button->setMenu(menu);
    QObject::connect(menu, &QMenu::aboutToShow, menu, [menu, &columns] {
        menu->clear();
        columns.fillMenu(*menu);
    });
    return button;
}

} // namespace

PartitionsPage::PartitionsPage(TaskSession &session, Clock clock, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_rows(session.model(), clock)
    , m_table(new PartitionsView(m_rows, clock))
    , m_filter(new FilterBar(m_rows, *m_table, std::move(clock)))
    , m_goTo(new GoToBar)
    , m_count(new PlainLabel)
    , m_progress(new QProgressBar)
    , m_placeholder(new Placeholder)
    , m_stack(new QStackedLayout)
{
    setObjectName(u"partitionsPage"_s);
    auto *escape = new QShortcut(QKeySequence(Qt::Key_Escape), this);
    escape->setContext(Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, this, &PartitionsPage::escape);

    m_count->setObjectName(u"partitionCount"_s);
    m_count->setQuiet(true);
    m_progress->setObjectName(u"askingProgress"_s);
    m_progress->setAccessibleName(tr("Asking"));
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(3);
    QSizePolicy keepsRoom = m_progress->sizePolicy();
    keepsRoom.setRetainSizeWhenHidden(true);
    m_progress->setSizePolicy(keepsRoom);
    m_progress->hide();
    m_patience.setSingleShot(true);
    m_patience.setInterval(300ms);
    connect(&m_patience, &QTimer::timeout, m_progress, &QWidget::show);

    m_placeholder->setObjectName(u"partitionsPlaceholder"_s);
    m_placeholder->setFocusPolicy(Qt::StrongFocus);
    m_showAnswer = m_placeholder->addButton(tr("Show the Answer"), u"showAnswer"_s);
    m_clearFilter = m_placeholder->addButton(tr("Clear Filter"), u"clearFilter"_s);
    connect(m_showAnswer, &QPushButton::clicked, this, &PartitionsPage::answerRequested);
    connect(m_clearFilter, &QPushButton::clicked, m_filter, &FilterBar::clear);

    m_filter->addAtEnd(m_count);
    m_filter->addAtEnd(columnsButton(m_table->columns()));
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_placeholder);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(fontMetrics().height() / 4);
    layout->addWidget(m_filter);
    layout->addWidget(m_goTo);
    layout->addWidget(m_progress);
    layout->addLayout(m_stack, 1);

    connect(m_filter, &FilterBar::changed, this, &PartitionsPage::updateContent);
    connect(m_goTo, &GoToBar::wanted, this, &PartitionsPage::goTo);
    connect(m_goTo, &GoToBar::closed, this, &PartitionsPage::escape);
    connect(m_goTo, &GoToBar::clearFilterWanted, this, [this] {
        m_goingTo = m_goTo->name();
        m_filter->clear();
    });
    connect(&m_rows, &PartitionsTable::settled, this, &PartitionsPage::settled);
    connect(&session.model(), &TaskModel::insightChanged, this, &PartitionsPage::workedOut);
    connect(m_table, &PartitionsView::selectedCountChanged, this, &PartitionsPage::updateCount);
    updateState();
}

PartitionsPage::~PartitionsPage()
{
    // It looks at m_rows, which goes before the children do.
    m_table->disconnect(this);
    delete m_table;
}

void PartitionsPage::openGoTo()
{
    m_goTo->open();
}

void PartitionsPage::focusContent()
{
    if (m_stack->currentWidget() == m_table)
        m_table->setFocus(Qt::ShortcutFocusReason);
    else if (!m_showAnswer->isHidden())
        m_showAnswer->setFocus(Qt::ShortcutFocusReason);
    else if (m_filter->isEnabled())
        m_filter->focusField();
    else
        m_placeholder->setFocus(Qt::ShortcutFocusReason); // until there are rows, which then have it
}

void PartitionsPage::setFacts(const AnswerFacts &facts)
{
    m_table->columns().setFilled(facts.filled);
    m_filter->setFacts(facts);
}

void PartitionsPage::workedOut()
{
    // Columns do not come and go while the next is worked out.
    const InsightPointer &insight = m_session.model().insight();
    if (!insight)
        return;
    const ColumnSet filled = filledBy(*insight);
    m_table->columns().setWorkedOut(filled);
    m_filter->setWorkedOut(filled);
}

void PartitionsPage::escape()
{
    if (m_goTo->isHidden()) {
        m_filter->clear();
        return;
    }
    m_goTo->hide();
    focusContent();
}

void PartitionsPage::settled()
{
    updateContent();
    // Said once the filter has done its work, not for every refresh.
    if (!m_rows.filter().isEmpty() && m_announced != m_filter->text() + m_count->text()) {
        m_announced = m_filter->text() + m_count->text();
        QAccessibleEvent alert(m_count, QAccessible::Alert);
        QAccessible::updateAccessibility(&alert);
    }
    if (!m_goingTo.isEmpty())
        goTo(std::exchange(m_goingTo, {}));
}

void PartitionsPage::goTo(const QString &name)
{
    const TaskSnapshot &task = m_rows.task().snapshot();
    const std::optional<int> row = task ? partitionNamed(*task, name) : std::nullopt;
    const QModelIndex section = m_rows.task().sectionIndex(Section::Partitions);
    const QModelIndex shown = row ? m_rows.mapFromSource(m_rows.task().index(*row, 0, section)) : QModelIndex();
    if (!row) {
        m_goTo->sayWhyNot(tr("There is no partition '%1' in the answer.").arg(amongWords(name)), false);
    } else if (!shown.isValid()) {
        m_goTo->sayWhyNot(tr("Partition '%1' does not match the filter.").arg(amongWords(name)), true);
    } else {
        m_goTo->hide();
        m_table->setFocus(Qt::OtherFocusReason);
        m_filter->finder().goTo(shown.row());
    }
}

void PartitionsPage::updateState()
{
    const Freshness freshness = m_session.freshness();
    if (!freshness.asking) {
        m_patience.stop();
        m_progress->hide();
    } else if (!m_patience.isActive() && m_progress->isHidden()) {
        m_patience.start();
    }
    m_table->columns().setTask(m_session.address());
    m_table->setDimmed(freshness.live && freshness.age && freshness.staleness != Staleness::Fresh);
    updateContent();
    m_rows.updateAges();
}

void PartitionsPage::updateContent()
{
    const bool empty = describeEmptiness();
    m_filter->setEnabled(m_session.answer().task && !m_session.answer().task->partitions.empty());
    m_stack->setCurrentWidget(empty ? static_cast<QWidget *>(m_placeholder) : m_table);
    updateCount();
}

bool PartitionsPage::describeEmptiness()
{
    const TaskSnapshot &task = m_session.answer().task;
    m_showAnswer->setVisible(task && task->partitions.empty());
    m_clearFilter->hide();
    if (!task) {
        const Freshness freshness = m_session.freshness();
        if (freshness.asking)
            m_placeholder->setText(tr("Loading…"), tr("Asking %1.").arg(amongWords(m_session.origin())));
        else
            m_placeholder->setText(tr("Nothing received yet."));
        return true;
    }
    if (task->partitions.empty()) {
        if (saysNone(*task))
            m_placeholder->setText(tr("The task reports no partitions."), tr("The answer has an empty list of them."));
        else
            m_placeholder->setText(tr("The answer does not say which partitions there are."),
                                   task->partitionsBlock.isPresent()
                                       ? tr("What came in their place is no list of partitions.")
                                       : tr("It has no list of partitions at all."));
        return true;
    }
    if (m_rows.rowCount() > 0 || !m_rows.isSettled() || m_rows.filter().isEmpty())
        return false;
    m_placeholder->setText(tr("No partition matches '%1'.").arg(amongWords(m_filter->text())));
    m_clearFilter->show();
    return true;
}

void PartitionsPage::updateCount()
{
    const TaskSnapshot &task = m_session.answer().task;
    if (!task || task->partitions.empty()) {
        m_count->setText({});
        return;
    }
    const auto all = qint64(task->partitions.size());
    const qint64 shown = m_rows.rowCount();
    QString text = m_filter->foundText();
    if (!text.isEmpty())
        text = tr("%1, %2").arg(text, tr("%1 partition(s)", nullptr, pluralOf(all)).arg(countText(all)));
    else if (!m_rows.filter().isEmpty())
        text = tr("%1 of %2 partition(s) shown", nullptr, pluralOf(all)).arg(countText(shown), countText(all));
    else
        text = tr("%1 partition(s)", nullptr, pluralOf(all)).arg(countText(all));
    if (const qsizetype selected = m_table->selectedCount())
        text = tr("%1, %2 selected").arg(text, countText(selected));
    m_count->setText(text);
}

} // namespace spillway
