// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/firstframe.h"

#include <QEvent>
#include <QTimer>
#include <QWidget>

namespace spillway {

namespace {

class FirstFrame : public QObject
{
public:
    FirstFrame(QWidget &window, std::function<void()> then, std::chrono::milliseconds patience)
        : QObject(&window)
        , m_window(window)
        , m_then(std::move(then))
    {
        window.installEventFilter(this);
        m_timer.setSingleShot(true);
        connect(&m_timer, &QTimer::timeout, this, &FirstFrame::finish);
        m_timer.start(patience);
    }

    bool eventFilter(QObject *, QEvent *event) override
    {
        // The frame is complete, and handed over, when the loop gets to its next event.
        if (event->type() == QEvent::Paint)
            m_timer.start(std::chrono::milliseconds(0));
        return false;
    }

private:
    void finish()
    {
        m_window.removeEventFilter(this);
        const auto then = std::move(m_then);
        deleteLater();
        then();
    }

    QWidget &m_window;
    std::function<void()> m_then;
    QTimer m_timer;
};

} // namespace

void afterFirstFrame(QWidget &window, std::function<void()> then, std::chrono::milliseconds patience)
{
    new FirstFrame(window, std::move(then), patience); // goes with the window, or once it is done
}

} // namespace spillway
