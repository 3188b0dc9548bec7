// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/banner.h"

#include "ui/plainlabel.h"
#include "ui/tint.h"

#include <QAccessible>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

namespace spillway {

namespace {

struct Wording
{
    QString text;
    QString objectName;
};

Wording wording(Banner::Action action)
{
    switch (action) {
    case Banner::Action::Retry:
        return {Banner::tr("Retry"), QStringLiteral("bannerRetry")};
    case Banner::Action::TryOnce:
        return {Banner::tr("Try Once"), QStringLiteral("bannerTryOnce")};
    case Banner::Action::OpenTask:
        return {Banner::tr("Open Task…"), QStringLiteral("bannerOpenTask")};
    case Banner::Action::Resume:
        return {Banner::tr("Resume"), QStringLiteral("bannerResume")};
    case Banner::Action::OpenFolder:
        return {Banner::tr("Open Folder"), QStringLiteral("bannerOpenFolder")};
    case Banner::Action::CopyPath:
        return {Banner::tr("Copy Path"), QStringLiteral("bannerCopyPath")};
    case Banner::Action::Dismiss:
        return {Banner::tr("Dismiss"), QStringLiteral("bannerDismiss")};
    }
    return {};
}

} // namespace

Banner::Banner(QWidget *parent)
    : QFrame(parent)
    , m_sentence(new PlainLabel)
    , m_more(new QPushButton(tr("Details")))
    , m_copy(new QPushButton(pictogram(QStringLiteral("copy")), {}))
    , m_details(new QPlainTextEdit)
    , m_buttons(new QHBoxLayout)
    , m_offers(new QHBoxLayout)
    , m_line(new QBoxLayout(QBoxLayout::LeftToRight))
{
    setObjectName(QStringLiteral("banner"));
    m_sentence->setObjectName(QStringLiteral("bannerSentence"));
    m_sentence->setWordWrap(true);
    m_more->setObjectName(QStringLiteral("bannerDetails"));
    m_more->setCheckable(true);
    m_more->setAccessibleName(tr("Details of the message"));
    m_copy->setObjectName(QStringLiteral("bannerCopyDetails"));
    // Without words: the sentence needs the room.
    m_copy->setAccessibleName(tr("Copy Details"));
    m_copy->setToolTip(m_copy->accessibleName());
    m_details->setObjectName(QStringLiteral("bannerDetailsText"));
    m_details->setAccessibleName(tr("Details of the message"));
    m_details->setReadOnly(true);
    m_details->setTabChangesFocus(true);
    m_details->setMaximumHeight(fontMetrics().lineSpacing() * 7);
    m_details->hide();
    connect(m_more, &QPushButton::toggled, m_details, &QWidget::setVisible);
    connect(m_copy, &QPushButton::clicked, this, &Banner::copyDetails);

    m_offers->addWidget(m_more);
    m_offers->addWidget(m_copy);
    m_offers->addLayout(m_buttons);
    m_offers->addStretch();
    m_line->addWidget(m_sentence, 1);
    m_line->addLayout(m_offers);
    auto *layout = new QVBoxLayout(this);
    const int room = fontMetrics().height() / 3;
    layout->setContentsMargins(3 * room + iconSide(), room, 2 * room, room);
    layout->addLayout(m_line);
    layout->addWidget(m_details);
    hide();
}

void Banner::setMessage(const std::optional<Message> &message)
{
    if (message == m_message)
        return;
    m_message = message;
    if (!message) {
        hide();
        return;
    }
    m_sentence->setText(message->sentence);
    setAccessibleName(message->sentence);
    m_details->setPlainText(message->details.join(QLatin1Char('\n')));
    m_more->setVisible(!message->details.isEmpty());
    m_copy->setVisible(!message->details.isEmpty());
    if (message->details.isEmpty())
        m_more->setChecked(false);
    while (QLayoutItem *item = m_buttons->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater(); // it may be the one whose click brought us here
        delete item;
    }
    for (const Action action : message->actions)
        addButton(action);
    arrange();
    show();
    update();
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void Banner::addButton(Action action)
{
    const Wording words = wording(action);
    auto *button = new QPushButton(words.text);
    button->setObjectName(words.objectName);
    button->setAccessibleName(words.text);
    connect(button, &QPushButton::clicked, this, [this, action] { Q_EMIT acted(action); });
    m_buttons->addWidget(button);
}

/// In a narrow window the sentence gets the whole width: beside all that can be clicked it would be a tall column.
void Banner::arrange()
{
    const int beside = contentsRect().width() - m_offers->sizeHint().width();
    const bool isNarrow = beside < 40 * fontMetrics().averageCharWidth();
    m_line->setDirection(isNarrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

void Banner::copyDetails() const
{
    if (m_message)
        QGuiApplication::clipboard()->setText(
            (QStringList{m_message->sentence} + m_message->details).join(QLatin1Char('\n')));
}

int Banner::iconSide() const
{
    return fontMetrics().height() * 6 / 5;
}

void Banner::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    arrange();
}

void Banner::paintEvent(QPaintEvent *)
{
    if (!m_message)
        return;
    const Tint colours = tint(m_message->severity, palette());
    QPainter painter(this);
    painter.fillRect(rect(), colours.background);
    const int room = fontMetrics().height() / 3;
    painter.fillRect(QStyle::visualRect(layoutDirection(), rect(), QRect(0, 0, room / 2, height())), colours.text);
    const int side = iconSide();
    const QRect icon(2 * room, m_sentence->geometry().center().y() - side / 2, side, side);
    severityIcon(m_message->severity).paint(&painter, QStyle::visualRect(layoutDirection(), rect(), icon));
}

} // namespace spillway
