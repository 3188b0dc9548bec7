// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QEvent>
#include <QScrollArea>
#include <QScrollBar>

namespace spillway {

/// A form that may be higher than the screen. It is as wide as it has to be, and only ever scrolled up and down.
class FormScroll : public QScrollArea
{
    Q_OBJECT

public:
    explicit FormScroll(QWidget &form)
    {
        setFrameShape(QFrame::NoFrame);
        setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        setFocusPolicy(Qt::NoFocus); // its fields have it
        setWidgetResizable(true);
        setWidget(&form);
    }

    QSize minimumSizeHint() const override
    {
        return {widthFor(widget()->minimumSizeHint()), fontMetrics().height() * 12};
    }
    QSize sizeHint() const override { return {widthFor(widget()->sizeHint()), widget()->sizeHint().height()}; }

protected:
    bool eventFilter(QObject *object, QEvent *event) override
    {
        // Rows come and go.
        if (object == widget() && event->type() == QEvent::LayoutRequest)
            updateGeometry();
        return QScrollArea::eventFilter(object, event);
    }

private:
    int widthFor(const QSize &hint) const { return hint.width() + verticalScrollBar()->sizeHint().width(); }
};

} // namespace spillway
