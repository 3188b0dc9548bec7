// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QSize>

class QDockWidget;
class QMainWindow;

namespace spillway {

/// Where a window stands and how its docks are arranged around it. Remembered if the person changed something; what is
/// read is not trusted. Docks are hidden as long as there is nothing to show in them, whatever the person wants then.
class WindowLayout
{
public:
    /// Those of a place are in tabs; of those that are shown the first is in front.
    struct Docks
    {
        QDockWidget *before = nullptr; ///< the centre
        QList<QDockWidget *> side; ///< behind the centre
        QList<QDockWidget *> below;
        QList<QDockWidget *> all() const { return QList<QDockWidget *>{before} + side + below; }
    };

    /// The window has its docks where they belong at first.
    WindowLayout(QMainWindow &window, Docks docks);

    /// As it was left; before the window is shown.
    void restore();
    /// The window is on screen: what differs from now on was the person.
    void settled();
    void save() const;
    /// Window and docks as at the very first start, and nothing is remembered.
    void reset();
    /// Whether there is something to show in the docks.
    void setDocksUseful(bool useful);

private:
    QSize firstSize() const;
    /// Where three do not fit side by side, the one before the centre comes when it is asked for.
    QList<QDockWidget *> firstDocks() const;
    void sizeDocks();

    QMainWindow &m_window;
    Docks m_docks;
    QByteArray m_factory; ///< the state before anything was restored
    bool m_useful = false;
    QList<QDockWidget *> m_wanted; ///< shown as soon as there is something in them
    bool m_sized = false; ///< docks have their sizes: the first ones or the remembered ones
    QSize m_settledSize;
    QByteArray m_settledState;
};

} // namespace spillway
