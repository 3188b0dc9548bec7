// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QEvent>
#include <QLayout>
#include <QWidget>

#include <algorithm>

namespace spillway {

/// A page that is never less high than all its wrapped text needs at its width: a layout's least size does not ask for
/// that, and text would be cut where others want the room.
class WrappingPage : public QWidget
{
    Q_OBJECT

protected:
    bool event(QEvent *event) override
    {
        const bool isTaken = QWidget::event(event);
        if (layout() && (event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest))
            setMinimumHeight(std::max(0, layout()->minimumHeightForWidth(width())));
        return isTaken;
    }
};

} // namespace spillway
