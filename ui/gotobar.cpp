// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/gotobar.h"

#include "ui/fieldhint.h"
#include "ui/plainlabel.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

namespace spillway {

GoToBar::GoToBar(QWidget *parent)
    : QFrame(parent)
    , m_name(new QLineEdit)
    , m_answer(new PlainLabel)
    , m_clearFilter(new QPushButton(tr("Clear Filter")))
{
    setObjectName(u"goToBar"_s);
    auto *label = new PlainLabel(tr("Go to partition"));
    label->setBuddy(m_name);
    m_name->setObjectName(u"goToName"_s);
    m_name->setAccessibleName(tr("Go to partition"));
    m_name->setAccessibleDescription(tr("The number of a partition, or its id."));
    setHint(*m_name, tr("12 or shardId-0000000012"));
    m_name->setMaxLength(256);
    m_answer->setObjectName(u"goToAnswer"_s);
    m_answer->setElided(true);
    m_clearFilter->setObjectName(u"goToClearFilter"_s);
    auto *close = new QToolButton;
    close->setObjectName(u"goToClose"_s);
    close->setAutoRaise(true);
    close->setIcon(style()->standardIcon(QStyle::SP_DockWidgetCloseButton));
    close->setAccessibleName(tr("Close"));

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(label);
    layout->addWidget(m_name);
    layout->addWidget(m_answer, 1);
    layout->addWidget(m_clearFilter);
    layout->addWidget(close);
    hide();

    connect(m_name, &QLineEdit::textChanged, this, [this] { sayWhyNot({}, false); });
    connect(m_name, &QLineEdit::returnPressed, this, [this] {
        if (!name().isEmpty())
            Q_EMIT wanted(name());
    });
    connect(m_clearFilter, &QPushButton::clicked, this, &GoToBar::clearFilterWanted);
    connect(close, &QToolButton::clicked, this, &GoToBar::closed);
}

void GoToBar::open()
{
    sayWhyNot({}, false);
    show();
    m_name->setFocus(Qt::ShortcutFocusReason);
    m_name->selectAll();
}

QString GoToBar::name() const
{
    return m_name->text().trimmed();
}

void GoToBar::sayWhyNot(const QString &sentence, bool byFilter)
{
    m_answer->setText(sentence);
    m_clearFilter->setVisible(byFilter);
    if (sentence.isEmpty())
        return;
    QAccessibleEvent alert(m_answer, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

} // namespace spillway
