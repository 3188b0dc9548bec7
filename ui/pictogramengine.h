// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/roles.h"

#include <QIconEngine>

namespace spillway {

/// Draws one of the program's own pictures in the colours of the palette at the moment of painting: black in the file
/// stands for the ink, white for what is left out of it. So a picture is right in light and dark, enabled, disabled and
/// selected, at every size, and follows a change of colours without being made anew.
class PictogramEngine : public QIconEngine
{
public:
    /// The severity gives the ink its colour; None: the colour of texts.
    PictogramEngine(QString file, Severity severity);

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override;
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override;
    QIconEngine *clone() const override;
    bool isNull() override { return m_drawing.isEmpty(); }

private:
    struct Inks
    {
        QColor ink;
        QColor ground;
    };
    Inks inks(QIcon::Mode mode) const;

    QString m_file;
    QByteArray m_drawing;
    Severity m_severity;
};

} // namespace spillway
