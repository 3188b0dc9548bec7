// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme.h"

#include <QApplication>
#include <QStyle>
#include <QToolTip>

#include <optional>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace spillway {

namespace {

/// One role in the four palettes. Disabled is what differs in the disabled group; 0 where nothing does.
struct Row
{
    QPalette::ColorRole role;
    QRgb light, lightDisabled;
    QRgb dark, darkDisabled;
};

// Every text reaches 4.5 : 1 on what it stands on, disabled text 3 : 1: tst_theme measures it.
constexpr Row rows[]{
    {QPalette::Window, 0xfff4f5f7, 0, 0xff24282f, 0},
    {QPalette::WindowText, 0xff1d2330, 0xff7a828e, 0xffe8ebf0, 0xff8b93a0},
    {QPalette::Base, 0xffffffff, 0xfff4f5f7, 0xff1b1e24, 0xff24282f},
    {QPalette::AlternateBase, 0xfff3f5f8, 0xfff4f5f7, 0xff20242a, 0xff24282f},
    {QPalette::Text, 0xff1d2330, 0xff7a828e, 0xffe8ebf0, 0xff8b93a0},
    {QPalette::PlaceholderText, 0xff626a77, 0xff7a828e, 0xff9aa3b1, 0xff8b93a0},
    {QPalette::Button, 0xffeceef2, 0, 0xff323841, 0},
    {QPalette::ButtonText, 0xff1d2330, 0xff7a828e, 0xffe8ebf0, 0xff939ba8},
    {QPalette::BrightText, 0xffb3002a, 0, 0xffffb3bd, 0},
    {QPalette::ToolTipBase, 0xfffdfdf2, 0, 0xff3a414d, 0},
    {QPalette::ToolTipText, 0xff1d2330, 0, 0xfff1f3f6, 0},
    {QPalette::Highlight, 0xff1f63bd, 0xffc9ced6, 0xff2a62ba, 0xff4a515d},
    {QPalette::HighlightedText, 0xffffffff, 0xff5a626e, 0xffffffff, 0xffb4bbc6},
    {QPalette::Link, 0xff0d5cb3, 0xff7a828e, 0xff7ab8ff, 0xff8b93a0},
    {QPalette::LinkVisited, 0xff6a3d9f, 0xff7a828e, 0xffc6a6f4, 0xff8b93a0},
    {QPalette::Light, 0xffffffff, 0, 0xff4a515d, 0},
    {QPalette::Midlight, 0xfff8f9fa, 0, 0xff3e4550, 0},
    {QPalette::Mid, 0xffc3c9d2, 0, 0xff2b3038, 0},
    {QPalette::Dark, 0xff9aa2ae, 0, 0xff15181d, 0},
    {QPalette::Shadow, 0xff6c7480, 0, 0xff0c0e11, 0},
};

/// Black on white, or white on black: grounds and texts at their ends, lines that can be seen.
void heighten(QPalette &palette, bool dark)
{
    const QColor ground(dark ? Qt::black : Qt::white);
    const QColor ink(dark ? Qt::white : Qt::black);
    for (const QPalette::ColorGroup group : {QPalette::Active, QPalette::Inactive}) {
        for (const QPalette::ColorRole role :
             {QPalette::Window, QPalette::Base, QPalette::AlternateBase, QPalette::Button, QPalette::ToolTipBase})
            palette.setColor(group, role, ground);
        for (const QPalette::ColorRole role :
             {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText,
              QPalette::PlaceholderText, QPalette::Mid, QPalette::Dark, QPalette::Shadow})
            palette.setColor(group, role, ink);
    }
}

} // namespace

QPalette themePalette(bool dark, bool highContrast)
{
    QPalette palette;
    for (const Row &row : rows) {
        const QRgb usual = dark ? row.dark : row.light;
        const QRgb disabled = dark ? row.darkDisabled : row.lightDisabled;
        palette.setColor(QPalette::Active, row.role, usual);
        palette.setColor(QPalette::Inactive, row.role, usual);
        palette.setColor(QPalette::Disabled, row.role, disabled == 0 ? usual : disabled);
    }
    if (highContrast)
        heighten(palette, dark);
    return palette;
}

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::WindowText).lightness() > palette.color(QPalette::Window).lightness();
}

ThemeControl::ThemeControl(const DesktopColourSource &desktop, QObject *parent)
    : QObject(parent)
    , m_desktop(desktop)
    , m_platformStyle(QApplication::style()->name())
{
    connect(&desktop, &DesktopColourSource::changed, this, &ThemeControl::apply);
    apply();
}

void ThemeControl::setTheme(Theme theme)
{
    if (std::exchange(m_theme, theme) != theme)
        apply();
}

void ThemeControl::apply()
{
    const auto setStyle = [](const QString &name) {
        if (QApplication::style()->name() != name)
            QApplication::setStyle(name);
    };
    const DesktopColours desktop = m_desktop.colours();
    std::optional<bool> dark;
    if (m_theme != Theme::System)
        dark = m_theme == Theme::Dark;
    else if (desktop.scheme != DesktopColours::Scheme::NoPreference)
        dark = desktop.scheme == DesktopColours::Scheme::Dark;
    else if (desktop.highContrast)
        dark = false;

    if (m_theme == Theme::System) {
        setStyle(m_platformStyle);
        QApplication::setPalette(QPalette());
        QToolTip::setPalette(QPalette());
        // Where the platform already looks as the desktop wishes, it knows better than we do.
        if (!dark || (*dark == isDark(QGuiApplication::palette()) && !desktop.highContrast))
            return;
    }
    const QPalette palette = themePalette(*dark, desktop.highContrast);
    setStyle(u"fusion"_s);
    QApplication::setPalette(palette);
    QToolTip::setPalette(palette);
}

} // namespace spillway
