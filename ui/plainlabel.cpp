// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plainlabel.h"

#include "ui/outsidetext.h"
#include "ui/tint.h"

#include <QEvent>
#include <QHelpEvent>
#include <QPainter>
#include <QStyle>
#include <QToolTip>

namespace spillway {

PlainLabel::PlainLabel(const QString &text, QWidget *parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setText(text);
}

void PlainLabel::setElided(bool elided, int least)
{
    if (m_elided == elided && m_least == least)
        return;
    m_elided = elided;
    m_least = least;
    updateGeometry();
}

void PlainLabel::setQuiet(bool quiet)
{
    m_quiet = quiet;
    update();
}

void PlainLabel::setPicture(const QIcon &picture, int side)
{
    m_picture = picture;
    m_pictureSide = side;
    updateGeometry();
    update();
}

void PlainLabel::setSeverity(std::optional<Severity> severity)
{
    if (m_severity == severity)
        return;
    m_severity = severity;
    updateGeometry();
    update();
}

QMargins PlainLabel::padding() const
{
    if (!m_severity)
        return {};
    const int unit = fontMetrics().height() / 6 + 1;
    return {2 * unit, unit, 2 * unit, unit};
}

int PlainLabel::iconSide() const
{
    return fontMetrics().ascent() + 2;
}

bool PlainLabel::hasIcon() const
{
    return m_severity && !severityIcon(*m_severity).isNull();
}

QSize PlainLabel::sizeHint() const
{
    if (!m_picture.isNull())
        return {m_pictureSide, m_pictureSide};
    QSize hint = QLabel::sizeHint().grownBy(padding());
    if (hasIcon())
        hint.rwidth() += iconSide() + fontMetrics().horizontalAdvance(QLatin1Char(' '));
    return hint;
}

QSize PlainLabel::minimumSizeHint() const
{
    if (!m_picture.isNull())
        return sizeHint();
    if (!m_elided)
        return m_severity ? sizeHint() : QLabel::minimumSizeHint();
    const int least = std::max(m_least, fontMetrics().horizontalAdvance(u'0') * 6);
    return {std::min(sizeHint().width(), least), sizeHint().height()};
}

int PlainLabel::heightForWidth(int width) const
{
    // The words have what the ground and the icon leave them.
    const QMargins around = padding();
    const int beside = hasIcon() ? iconSide() + fontMetrics().horizontalAdvance(QLatin1Char(' ')) : 0;
    const int height = QLabel::heightForWidth(width - around.left() - around.right() - beside);
    return height < 0 ? height : height + around.top() + around.bottom();
}

void PlainLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    // At the moment of painting, so that it has the colours and the sharpness of that moment.
    if (!m_picture.isNull()) {
        const QSize side(m_pictureSide, m_pictureSide);
        m_picture.paint(&painter, QStyle::alignedRect(layoutDirection(), alignment(), side, contentsRect()));
        return;
    }
    QColor colour = m_quiet ? quietText(palette()) : palette().color(foregroundRole());
    QRect place = contentsRect().marginsRemoved(QMargins(margin(), margin(), margin(), margin()));
    if (m_severity) {
        const Tint colours = tint(*m_severity, palette());
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colours.background);
        painter.drawRoundedRect(QRectF(rect()), 4, 4);
        colour = colours.text;
        place = place.marginsRemoved(padding());
        if (hasIcon()) {
            const QRect icon(place.left(), place.center().y() - iconSide() / 2, iconSide(), iconSide());
            severityIcon(*m_severity).paint(&painter, QStyle::visualRect(layoutDirection(), place, icon));
            const int used = iconSide() + fontMetrics().horizontalAdvance(QLatin1Char(' '));
            place = QStyle::visualRect(layoutDirection(), place, place.adjusted(used, 0, 0, 0));
        }
    }
    int flags = int(QStyle::visualAlignment(layoutDirection(), alignment()));
    if (wordWrap())
        flags |= Qt::TextWordWrap;
    if (buddy())
        flags |= Qt::TextShowMnemonic;
    const QString shown = m_elided ? fontMetrics().elidedText(text(), Qt::ElideRight, place.width()) : text();
    painter.setPen(colour);
    painter.drawText(place, flags, shown);
}

void PlainLabel::resizeEvent(QResizeEvent *event)
{
    QLabel::resizeEvent(event);
    if (m_elided)
        update();
}

bool PlainLabel::event(QEvent *event)
{
    const bool cut = m_elided && toolTip().isEmpty() && sizeHint().width() > width();
    if (event->type() == QEvent::ToolTip && cut) {
        QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), forToolTip(text()), this);
        return true;
    }
    return QLabel::event(event);
}

} // namespace spillway
