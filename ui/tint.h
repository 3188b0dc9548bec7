// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/roles.h"

#include <QColor>
#include <QIcon>
#include <QPalette>

namespace spillway {

/// The two colours of something marked: both are made from the palette, so that they fit light, dark and high contrast.
struct Tint
{
    QColor background;
    QColor text;
};

/// What WCAG calls the contrast ratio: 1 ... 21.
double contrast(const QColor &a, const QColor &b);

/// The contrast that every text on a tint reaches.
inline constexpr double enoughContrast = 4.5;

/// A mixture: share 0 gives a, 1 gives b.
QColor blend(const QColor &a, const QColor &b, double share);

/// The colour nearest to `wanted` that can be read on `background`.
QColor readableOn(const QColor &background, const QColor &wanted);

/// What a severity looks like on palette.base().
Tint tint(Severity severity, const QPalette &palette);

/// The ground of a cell that has just changed, on palette.base(): strength 0 is the base itself. Text on it goes
/// through readableOn().
QColor changeGround(const QPalette &palette, double strength);

/// Grey text on the given role: less important, still readable.
QColor quietText(const QPalette &palette, QPalette::ColorRole on = QPalette::Window);

/// The shape of a severity; null for None.
QIcon severityIcon(Severity severity);

/// One of the program's own pictures, by its name without suffix; null if there is none. GUI thread.
QIcon pictogram(const QString &name);

} // namespace spillway
