// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tint.h"

#include "ui/pictogramengine.h"

#include <QCoreApplication>
#include <QFile>
#include <QHash>

#include <cmath>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace spillway {

namespace {

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &colour)
{
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

QHash<QString, QIcon> &pictograms()
{
    static QHash<QString, QIcon> icons;
    return icons;
}

/// Pictures must not outlive the application.
void forgetPictogramsAtTheEnd()
{
    static bool arranged = false;
    if (!std::exchange(arranged, true))
        qAddPostRoutine([] { pictograms().clear(); });
}

QIcon drawn(const QString &name, Severity severity)
{
    // A QIcon made anew reads its file anew, and a table asks for one per cell.
    const auto known = pictograms().constFind(name);
    if (known != pictograms().constEnd())
        return *known;
    forgetPictogramsAtTheEnd();
    const QString path = u":/spillway/icons/%1.svg"_s.arg(name);
    const QIcon icon = QFile::exists(path) ? QIcon(new PictogramEngine(path, severity)) : QIcon();
    pictograms().insert(name, icon);
    return icon;
}

QColor hue(Severity severity, const QPalette &palette)
{
    switch (severity) {
    case Severity::Good:
        return {0x1a, 0x9c, 0x5a};
    case Severity::Busy:
        return {0x1f, 0x7a, 0xd6};
    case Severity::Warning:
        return {0xd9, 0x8a, 0x00};
    case Severity::Bad:
        return {0xd6, 0x2f, 0x3f};
    case Severity::Unknown:
        return {0x8e, 0x4e, 0xc6};
    case Severity::Idle:
    case Severity::None:
        break;
    }
    return blend(palette.color(QPalette::Text), palette.color(QPalette::Base), 0.5);
}

} // namespace

double contrast(const QColor &a, const QColor &b)
{
    const double first = luminance(a);
    const double second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

QColor blend(const QColor &a, const QColor &b, double share)
{
    const auto mix = [share](float from, float to) { return static_cast<float>(from + (to - from) * share); };
    return QColor::fromRgbF(mix(a.redF(), b.redF()), mix(a.greenF(), b.greenF()), mix(a.blueF(), b.blueF()));
}

QColor readableOn(const QColor &background, const QColor &wanted)
{
    const QColor black(Qt::black);
    const QColor white(Qt::white);
    const QColor end = contrast(background, black) > contrast(background, white) ? black : white;
    constexpr int steps = 20;
    for (int i = 0; i < steps; ++i) {
        // Judged as it will be painted: in whole steps of 8 bits.
        const QColor candidate(blend(wanted, end, double(i) / steps).rgb());
        if (contrast(background, candidate) >= enoughContrast)
            return candidate;
    }
    return end;
}

Tint tint(Severity severity, const QPalette &palette)
{
    const QColor base = palette.color(QPalette::Base);
    if (severity == Severity::None)
        return {base, readableOn(base, palette.color(QPalette::Text))};
    const QColor colour = hue(severity, palette);
    const QColor background(blend(base, colour, 0.16).rgb());
    return {background, readableOn(background, colour)};
}

QColor changeGround(const QPalette &palette, double strength)
{
    constexpr double fully = 0.28;
    return blend(palette.color(QPalette::Base), palette.color(QPalette::Highlight), fully * strength).rgb();
}

QColor quietText(const QPalette &palette, QPalette::ColorRole on)
{
    const QColor background = palette.color(on);
    const QColor text = palette.color(on == QPalette::Base ? QPalette::Text : QPalette::WindowText);
    return readableOn(background, blend(text, background, 0.4));
}

QIcon severityIcon(Severity severity)
{
    switch (severity) {
    case Severity::None:
        return {};
    case Severity::Good:
        return drawn(u"state-good"_s, severity);
    case Severity::Busy:
        return drawn(u"state-busy"_s, severity);
    case Severity::Idle:
        return drawn(u"state-idle"_s, severity);
    case Severity::Warning:
        return drawn(u"state-warning"_s, severity);
    case Severity::Bad:
        return drawn(u"state-bad"_s, severity);
    case Severity::Unknown:
        return drawn(u"state-unknown"_s, severity);
    }
    return {};
}

QIcon pictogram(const QString &name)
{
    return drawn(name, Severity::None);
}

} // namespace spillway
