// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/partitionspage.h"

#include "domain/counttext.h"
#include "session/tasksession.h"
#include "ui/outsidetext.h"
#include "ui/placeholder.h"
#include "ui/plainlabel.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QShortcut>
#include <QStackedLayout>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace spillway {

namespace {

/// Whether the answer says, in so many words, that there are no partitions.
bool saysNone(const DumpTask &task)
{
    const QByteArray token = task.answer.token(task.partitionsBlock).toByteArray();
    return task.partitionsBlock.kind == Value::Kind::Array && token.size() < 1000
        && token.simplified().replace(" ", "") == "[]";
}

} // namespace

PartitionsPage::PartitionsPage(TaskSession &session, Clock clock, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_rows(session.model())
    , m_table(new PartitionsView(m_rows, std::move(clock)))
    , m_filter(new QLineEdit)
    , m_count(new PlainLabel)
    , m_progress(new QProgressBar)
    , m_placeholder(new Placeholder)
    , m_stack(new QStackedLayout)
{
    setObjectName(u"partitionsPage"_s);
    m_filter->setObjectName(u"partitionFilter"_s);
    m_filter->setAccessibleName(tr("Filter partitions"));
    m_filter->setAccessibleDescription(tr("Shows only partitions with a cell that contains this text."));
    m_filter->setPlaceholderText(tr("Filter partitions"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMaximumWidth(fontMetrics().horizontalAdvance(u'0') * 45);
    connect(m_filter, &QLineEdit::textChanged, this, &PartitionsPage::filterChanged);
    connect(m_filter, &QLineEdit::returnPressed, m_table, [this] { m_table->setFocus(Qt::OtherFocusReason); });
    auto *escape = new QShortcut(QKeySequence(Qt::Key_Escape), this);
    escape->setContext(Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, this, &PartitionsPage::clearFilter);

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
    m_showAnswer = m_placeholder->addButton(tr("Show the Answer"), u"showAnswer"_s);
    m_clearFilter = m_placeholder->addButton(tr("Clear Filter"), u"clearFilter"_s);
    connect(m_showAnswer, &QPushButton::clicked, this, &PartitionsPage::answerRequested);
    connect(m_clearFilter, &QPushButton::clicked, this, &PartitionsPage::clearFilter);

    auto *line = new QHBoxLayout;
    line->addWidget(m_filter, 1);
    line->addStretch(0);
    line->addWidget(m_count, 1, Qt::AlignRight);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_placeholder);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(fontMetrics().height() / 4);
    layout->addLayout(line);
    layout->addWidget(m_progress);
    layout->addLayout(m_stack, 1);

    connect(&m_rows, &PartitionsTable::settled, this, &PartitionsPage::updateContent);
    connect(m_table, &PartitionsView::selectedCountChanged, this, &PartitionsPage::updateCount);
    updateState();
}

PartitionsPage::~PartitionsPage()
{
    // It looks at m_rows, which goes before the children do.
    m_table->disconnect(this);
    delete m_table;
}

void PartitionsPage::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void PartitionsPage::focusContent()
{
    if (m_stack->currentWidget() == m_table)
        m_table->setFocus(Qt::ShortcutFocusReason);
    else if (!m_showAnswer->isHidden())
        m_showAnswer->setFocus(Qt::ShortcutFocusReason);
    else
        m_filter->setFocus(Qt::ShortcutFocusReason);
}

void PartitionsPage::clearFilter()
{
    m_filter->clear();
}

void PartitionsPage::filterChanged(const QString &text)
{
    m_rows.setFilter(text);
    updateContent();
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
    m_table->setDimmed(freshness.live && freshness.age && freshness.staleness != Staleness::Fresh);
    updateContent();
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
    m_placeholder->setText(tr("No partition matches '%1'.").arg(amongWords(m_rows.filter())));
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
    QString text;
    if (!m_rows.filter().isEmpty())
        text = tr("%1 of %2 partition(s) shown", nullptr, pluralOf(all)).arg(countText(shown), countText(all));
    else
        text = tr("%1 partition(s)", nullptr, pluralOf(all)).arg(countText(all));
    if (const qsizetype selected = m_table->selectedCount())
        text = tr("%1, %2 selected").arg(text, countText(selected));
    m_count->setText(text);
}

} // namespace spillway
