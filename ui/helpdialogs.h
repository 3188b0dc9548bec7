// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

class QAction;
class QWidget;

namespace spillway {

/// The keys of the given actions, in a window of their own.
void showKeys(QWidget &parent, const QList<QAction *> &actions);

/// Version, licence and what the program is made of.
void showAbout(QWidget &parent);

/// Explains the widget that has the focus, beside it.
void explainFocused(QWidget &window);

} // namespace spillway
