// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/placeholder.h"

#include "ui/plainlabel.h"
#include "ui/tint.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace spillway {

Placeholder::Placeholder(QWidget *parent)
    : QWidget(parent)
    , m_picture(new PlainLabel)
    , m_heading(new PlainLabel)
    , m_sentence(new PlainLabel)
    , m_buttons(new QHBoxLayout)
{
    QFont large = m_heading->font();
    large.setPointSizeF(large.pointSizeF() * 1.3);
    large.setWeight(QFont::DemiBold);
    m_heading->setFont(large);
    m_heading->setObjectName(QStringLiteral("heading"));
    m_sentence->setObjectName(QStringLiteral("sentence"));
    m_sentence->setQuiet(true);
    for (PlainLabel *label : {m_heading, m_sentence}) {
        label->setAlignment(Qt::AlignCenter);
        label->setWordWrap(true);
    }
    m_picture->setAlignment(Qt::AlignCenter);
    m_picture->hide();

    m_buttons->addStretch();
    m_buttons->addStretch();
    auto *layout = new QVBoxLayout(this);
    const int room = fontMetrics().height();
    layout->setContentsMargins(2 * room, room / 2, 2 * room, room / 2);
    layout->setSpacing(room / 2);
    layout->addStretch(2);
    layout->addWidget(m_picture);
    layout->addWidget(m_heading);
    layout->addWidget(m_sentence);
    layout->addLayout(m_buttons);
    layout->addStretch(3);
}

void Placeholder::setPicture(const QString &name)
{
    const QIcon picture = pictogram(name);
    m_picture->setPicture(picture, 4 * fontMetrics().height());
    m_picture->setVisible(!picture.isNull());
}

void Placeholder::setText(const QString &heading, const QString &sentence)
{
    m_heading->setText(heading);
    m_sentence->setText(sentence);
    m_sentence->setVisible(!sentence.isEmpty());
    setAccessibleName(heading);
    setAccessibleDescription(sentence);
}

QString Placeholder::heading() const
{
    return m_heading->text();
}

QString Placeholder::sentence() const
{
    return m_sentence->text();
}

QPushButton *Placeholder::addButton(const QString &text, const QString &objectName)
{
    auto *button = new QPushButton(text);
    button->setObjectName(objectName);
    button->setAccessibleName(button->text().remove(QLatin1Char('&')));
    m_buttons->insertWidget(m_buttons->count() - 1, button);
    return button;
}

} // namespace spillway
