// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

class QWidget;

namespace spillway {

/// The texts of a window, shown now, that have less room than they need, each with what it is and by how much; none if
/// that is so within a few seconds of the layouts having settled. Labels that are made to be cut off with an ellipsis
/// are left out: their whole text is a tooltip.
QStringList clippedTexts(const QWidget &window);

} // namespace spillway
