// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filterbar.h"

#include "domain/counttext.h"
#include "domain/fields.h"
#include "models/columnwords.h"
#include "models/partitionstable.h"
#include "ui/fieldhint.h"
#include "ui/filterfield.h"
#include "ui/outsidetext.h"
#include "ui/partitionsview.h"
#include "ui/plainlabel.h"

#include <QAccessible>
#include <QAction>
#include <QHBoxLayout>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace spillway {

QString problemText(const RowFilter::Problem &problem)
{
    const FieldInfo &field = columnField(problem.column);
    const QString word = columnWord(problem.column);
    const QString typed = amongWords(word + u':' + problem.value);
    const QString label = fieldText(field.label);
    if (problem.column == PartitionIdColumn)
        return FilterBar::tr("%1 is left out: %2 takes a number, such as %3:12 or %3:>12, or a text.")
            .arg(typed, label, word);
    switch (field.type) {
    case FieldInfo::Type::Integer:
        return FilterBar::tr("%1 is left out: %2 takes a whole number, such as %3:12, %3:>12 or %3:<=12, or %3:absent.")
            .arg(typed, label, word);
    case FieldInfo::Type::Time:
        return FilterBar::tr("%1 is left out: %2 takes an age, such as %3:>5m or %3:<1h30m, or %3:never.")
            .arg(typed, label, word);
    default:
        return FilterBar::tr("%1 is left out: %2 takes a text, such as %3:a for a part of it or %3:=a for all of it.")
            .arg(typed, label, word);
    }
}

FilterBar::FilterBar(PartitionsTable &rows, PartitionsView &table, Clock clock)
    : m_rows(rows)
    , m_table(table)
    , m_finder(rows, table, std::move(clock))
    , m_field(new FilterField)
    , m_hint(new PlainLabel)
    , m_line(new QHBoxLayout)
{
    m_field->setObjectName(u"partitionFilter"_s);
    m_field->setAccessibleName(tr("Filter partitions"));
    explain(*m_field,
            tr("Text that a cell contains, or a column and what is wanted of it, such as %1. All of it has to hold. A "
               "minus before a column turns it round.")
                .arg(u"%1:abnormal, %2:>0, %3:>5m"_s.arg(columnWord(StateColumn), columnWord(DiscardColumn),
                                                         columnWord(LastTransferColumn))));
    setHint(*m_field, tr("Filter partitions"));
    m_field->setClearButtonEnabled(true);
    m_field->setMaximumWidth(fontMetrics().horizontalAdvance(u'0') * 45);
    m_hint->setObjectName(u"filterHint"_s);
    m_hint->setSeverity(Severity::Warning);
    m_hint->setElided(true);
    m_hint->hide();
    m_line->addWidget(m_field, 1);
    m_line->addStretch(0);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(fontMetrics().height() / 4);
    layout->addLayout(m_line);
    layout->addWidget(m_hint);

    m_patience.setSingleShot(true);
    m_patience.setInterval(700ms);
    connect(&m_patience, &QTimer::timeout, this, &FilterBar::sayProblem);
    connect(m_field, &QLineEdit::textChanged, this, &FilterBar::textChanged);
    connect(m_field, &FilterField::accepted, this, [this](bool backwards) {
        m_typed.clear();
        sayProblem();
        if (m_onlyMatches)
            m_table.setFocus(Qt::OtherFocusReason);
        else
            find(backwards ? RowFinder::Start::Previous : RowFinder::Start::Next);
    });
    connect(&m_table, &PartitionsView::typed, this, &FilterBar::typedInTable);
    connect(&m_finder, &RowFinder::found, this, &FilterBar::found);
    // Other rows, other matches: better no count than an old one.
    connect(&m_rows, &PartitionsTable::settled, this, [this] { m_found = {}; });
}

void FilterBar::addAtEnd(QWidget *widget)
{
    m_line->addWidget(widget);
}

void FilterBar::addButton(QAction *action)
{
    auto *button = new QToolButton;
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_line->insertWidget(1, button);
}

void FilterBar::setWorkedOut(const ColumnSet &filled)
{
    m_field->setWorkedOut(filled);
}

void FilterBar::setFacts(const AnswerFacts &facts)
{
    m_field->setFacts(facts);
}

QLineEdit &FilterBar::field()
{
    return *m_field;
}

void FilterBar::focusField()
{
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
}

void FilterBar::clear()
{
    m_field->clear();
}

QString FilterBar::text() const
{
    return m_field->text();
}

void FilterBar::setOnlyMatches(bool only)
{
    if (m_onlyMatches == only)
        return;
    m_onlyMatches = only;
    m_found = {};
    m_rows.setFilter(only ? m_wanted : RowFilter());
    Q_EMIT changed();
}

void FilterBar::textChanged()
{
    m_wanted = RowFilter::parse(m_field->text());
    m_typed.clear();
    m_found = {};
    say({});
    if (!m_wanted.problems().isEmpty())
        m_patience.start();
    if (m_onlyMatches)
        m_rows.setFilter(m_wanted);
    else if (!m_wanted.isEmpty())
        m_finder.find(m_wanted, RowFinder::Start::Here);
    Q_EMIT changed();
}

void FilterBar::typedInTable(const QString &text, bool goesOn)
{
    m_typed = text;
    say({});
    m_finder.find(TypedId{text}, goesOn ? RowFinder::Start::Here : RowFinder::Start::Next);
}

void FilterBar::find(RowFinder::Start start)
{
    if (!m_typed.isEmpty())
        m_finder.find(TypedId{m_typed}, start);
    else if (!m_wanted.isEmpty())
        m_finder.find(m_wanted, start);
    else
        focusField();
}

void FilterBar::found(const RowFound &found)
{
    const QString text = m_typed.isEmpty() ? m_field->text() : m_typed;
    if (found.row < 0 && m_rows.rowCount() > 0)
        say(m_typed.isEmpty() ? tr("No partition matches '%1'.").arg(amongWords(text))
                              : tr("No partition's number or id contains '%1'.").arg(amongWords(text)));
    m_found = m_typed.isEmpty() && !m_onlyMatches ? found : RowFound();
    Q_EMIT changed();
}

QString FilterBar::foundText() const
{
    return m_found.row < 0 ? QString()
                           : tr("match %1 of %2").arg(countText(m_found.ordinal), countText(m_found.matches));
}

void FilterBar::say(const QString &sentence)
{
    m_patience.stop();
    m_hint->setText(sentence);
    m_hint->setVisible(!sentence.isEmpty());
    if (sentence.isEmpty())
        return;
    QAccessibleEvent alert(m_hint, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void FilterBar::sayProblem()
{
    if (!m_wanted.problems().isEmpty())
        say(problemText(m_wanted.problems().first()));
}

} // namespace spillway
