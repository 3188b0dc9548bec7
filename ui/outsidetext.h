// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QWidget;

namespace spillway {

/// Text for a tooltip or What's This: these guess whether they were given rich text, so they get it escaped.
QString forToolTip(const QString &text);

/// A tooltip, and for those who cannot point at it the same as accessible description. Plain text.
void explain(QWidget &widget, const QString &text);

/// Text for an action, a button or a label with a buddy, where & would underline the next letter.
QString forAction(const QString &text);

/// Text for a window title, where [*] would stand for "modified".
QString forTitle(const QString &text);

/// Outside text between other words: right-to-left letters in it do not reorder its neighbours, and invisible
/// characters are shown as signs.
QString amongWords(const QString &text);

} // namespace spillway
