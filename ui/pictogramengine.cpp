// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pictogramengine.h"

#include "ui/tint.h"

#include <QFile>
#include <QGuiApplication>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

using namespace Qt::Literals::StringLiterals;

namespace spillway {

PictogramEngine::PictogramEngine(QString file, Severity severity)
    : m_file(std::move(file))
    , m_severity(severity)
{
    if (QFile drawing(m_file); drawing.open(QIODevice::ReadOnly))
        m_drawing = drawing.readAll();
}

QIconEngine *PictogramEngine::clone() const
{
    return new PictogramEngine(*this);
}

PictogramEngine::Inks PictogramEngine::inks(QIcon::Mode mode) const
{
    const QPalette palette = QGuiApplication::palette();
    if (mode == QIcon::Selected)
        return {palette.color(QPalette::HighlightedText), palette.color(QPalette::Highlight)};
    if (mode == QIcon::Disabled)
        return {palette.color(QPalette::Disabled, QPalette::ButtonText), palette.color(QPalette::Window)};
    if (m_severity == Severity::None) {
        // A little less than the words beside it.
        const QColor ground = palette.color(QPalette::Button);
        return {readableOn(ground, blend(palette.color(QPalette::ButtonText), ground, 0.3)), ground};
    }
    return {tint(m_severity, palette).text, palette.color(QPalette::Base)};
}

void PictogramEngine::paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state)
{
    const qreal ratio = painter->device()->devicePixelRatio();
    painter->drawPixmap(rect, pixmap((QSizeF(rect.size()) * ratio).toSize(), mode, state));
}

QPixmap PictogramEngine::pixmap(const QSize &size, QIcon::Mode mode, QIcon::State)
{
    const Inks colours = inks(mode);
    const QString key =
        u"%1 %2 %3 %4x%5"_s.arg(m_file, colours.ink.name(), colours.ground.name()).arg(size.width()).arg(size.height());
    QPixmap pixmap;
    if (m_drawing.isEmpty() || QPixmapCache::find(key, &pixmap))
        return pixmap;
    QByteArray drawing = m_drawing;
    // Through names that are no colours, so that an ink that happens to be white is not taken for the ground.
    drawing.replace("#000000", "@ink").replace("#ffffff", "@ground");
    drawing.replace("@ink", colours.ink.name().toLatin1()).replace("@ground", colours.ground.name().toLatin1());
    pixmap = QPixmap(size);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    QSvgRenderer(drawing).render(&painter);
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

} // namespace spillway
