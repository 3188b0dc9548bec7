// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/preferences.h"

#include <QObject>
#include <QPalette>

namespace spillway {

/// What the desktop asks programs to look like.
struct DesktopColours
{
    enum class Scheme { NoPreference, Dark, Light };
    Scheme scheme = Scheme::NoPreference;
    bool highContrast = false;
    friend bool operator==(const DesktopColours &, const DesktopColours &) = default;
};

/// Where that is known from: the desktop's portal, or a test. Must not block.
class DesktopColourSource : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    /// As far as it is known yet.
    virtual DesktopColours colours() const = 0;

Q_SIGNALS:
    void changed();
};

/// Makes the whole program look as the person chose: at once, and live when the desktop is followed. There is one.
class ThemeControl : public QObject
{
    Q_OBJECT

public:
    /// Needs the QApplication, as the platform set it up.
    explicit ThemeControl(const DesktopColourSource &desktop, QObject *parent = nullptr);

    void setTheme(Theme theme);

private:
    void apply();

    const DesktopColourSource &m_desktop;
    QString m_platformStyle;
    Theme m_theme = Theme::System;
};

/// Every role of every group, for when the platform has no colours of the wanted kind.
QPalette themePalette(bool dark, bool highContrast = false);

/// Whether text is lighter than what it stands on.
bool isDark(const QPalette &palette);

} // namespace spillway
