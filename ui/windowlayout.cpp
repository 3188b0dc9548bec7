// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/windowlayout.h"

#include "settings/settingsfile.h"

#include <QDockWidget>
#include <QMainWindow>
#include <QScreen>
#include <QSettings>
#include <QTimer>

using namespace Qt::Literals::StringLiterals;

namespace spillway {

namespace {

// The number is the version of what is stored: change it and old arrangements are forgotten.
const QString geometryKey = u"ui/v1/window/geometry"_s;
const QString stateKey = u"ui/v1/window/docks"_s;
constexpr int stateVersion = 1;

/// Far more than a window with three docks can need.
constexpr qsizetype sizeLimit = 10'000;

QByteArray stored(const QString &key)
{
    const QByteArray bytes = QSettings().value(key).toByteArray();
    return bytes.size() <= sizeLimit ? bytes : QByteArray();
}

} // namespace

WindowLayout::WindowLayout(QMainWindow &window, Docks docks)
    : m_window(window)
    , m_docks(std::move(docks))
    , m_factory(window.saveState(stateVersion))
{
}

QSize WindowLayout::firstSize() const
{
    constexpr QSize frame(16, 48); // what the desktop may add around the window
    return QSize(1280, 800).boundedTo(m_window.screen()->availableSize() - frame);
}

void WindowLayout::restore()
{
    m_window.resize(firstSize());
    m_window.restoreGeometry(stored(geometryKey));
    m_sized = m_window.restoreState(stored(stateKey), stateVersion);
    // A state that turns out to be damaged half way leaves docks where it had put them.
    if (!m_sized)
        m_window.restoreState(m_factory, stateVersion);
    m_wanted = m_sized ? QList<QDockWidget *>() : firstDocks();
    const QList<QDockWidget *> all = m_docks.all();
    for (QDockWidget *dock : all) {
        if (m_sized && !dock->isHidden())
            m_wanted.append(dock);
        dock->hide();
    }
}

QList<QDockWidget *> WindowLayout::firstDocks() const
{
    const int roomForThree = 130 * m_window.fontMetrics().horizontalAdvance(u'0');
    QList<QDockWidget *> docks = m_docks.all();
    if (m_window.width() < roomForThree)
        docks.removeOne(m_docks.before);
    return docks;
}

void WindowLayout::settled()
{
    m_settledSize = m_window.size();
    m_settledState = m_window.saveState(stateVersion);
}

void WindowLayout::save() const
{
    const bool isOtherSize = m_window.size() != m_settledSize;
    // Without a task the docks are hidden by us, not by the person.
    const bool isOtherState = m_useful && m_window.saveState(stateVersion) != m_settledState;
    if (!isOtherSize && !isOtherState)
        return;
    changeSettings([&](QSettings &settings) {
        if (isOtherSize)
            settings.setValue(geometryKey, m_window.saveGeometry());
        if (isOtherState)
            settings.setValue(stateKey, m_window.saveState(stateVersion));
    });
}

void WindowLayout::reset()
{
    changeSettings([](QSettings &settings) {
        settings.remove(geometryKey);
        settings.remove(stateKey);
    });
    if (m_window.windowState() & (Qt::WindowMaximized | Qt::WindowFullScreen))
        m_window.showNormal();
    m_window.resize(firstSize());
    m_window.restoreState(m_factory, stateVersion);
    m_wanted = firstDocks();
    const QList<QDockWidget *> all = m_docks.all();
    for (QDockWidget *dock : all)
        dock->setVisible(m_useful && m_wanted.contains(dock));
    m_sized = m_useful;
    if (m_useful)
        sizeDocks();
    // Sizes come into force with the next layout.
    QTimer::singleShot(0, &m_window, [this] { settled(); });
}

void WindowLayout::setDocksUseful(bool useful)
{
    if (useful == m_useful)
        return;
    m_useful = useful;
    if (!useful) {
        const QList<QDockWidget *> all = m_docks.all();
        for (QDockWidget *dock : all)
            dock->hide();
        return;
    }
    for (QDockWidget *dock : std::as_const(m_wanted))
        dock->show();
    if (!m_sized)
        sizeDocks();
    m_sized = true;
}

void WindowLayout::sizeDocks()
{
    const int character = m_window.fontMetrics().horizontalAdvance(u'0');
    m_window.resizeDocks(
        {m_docks.before, m_docks.side.first()},
        {std::min(character * 34, m_window.width() / 5), std::min(character * 48, m_window.width() * 3 / 10)},
        Qt::Horizontal);
    m_window.resizeDocks({m_docks.below.first()}, {m_window.height() / 3}, Qt::Vertical);
}

} // namespace spillway
