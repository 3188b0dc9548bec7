// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/changemarks.h"

#include <QApplication>
#include <QStyle>

#include <algorithm>

using std::chrono::milliseconds;

namespace spillway {

Fade fadeAt(milliseconds age, const FadePace &pace, bool motion)
{
    age = std::max(age, milliseconds(0));
    const int steps = std::max(pace.steps, 1);
    const milliseconds end = pace.whole + pace.fading;
    if (!motion)
        return age < end ? Fade{1, end - age} : Fade();
    if (age < pace.whole)
        return {1, pace.whole - age};
    const milliseconds step = std::max(pace.fading / steps, milliseconds(1));
    const auto done = (age - pace.whole) / step;
    if (done >= steps)
        return {};
    return {1 - double(done + 1) / (steps + 1), pace.whole + step * (done + 1) - age};
}

bool isMotionWelcome()
{
    return QApplication::isEffectEnabled(Qt::UI_General)
        && QApplication::style()->styleHint(QStyle::SH_Widget_Animation_Duration) > 0;
}

ChangeMarks::ChangeMarks(Elapsed elapsed, FadePace pace, QObject *parent)
    : QObject(parent)
    , m_elapsed(std::move(elapsed))
    , m_pace(pace)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &ChangeMarks::update);
}

void ChangeMarks::start()
{
    m_motion = isMotionWelcome();
    m_started = m_elapsed();
    update();
}

void ChangeMarks::stop()
{
    m_timer.stop();
    setStrength(0);
}

void ChangeMarks::update()
{
    const Fade fade = fadeAt(m_elapsed() - m_started, m_pace, m_motion);
    if (fade.next)
        m_timer.start(*fade.next);
    setStrength(fade.strength);
}

void ChangeMarks::setStrength(double strength)
{
    if (qFuzzyCompare(1 + m_strength, 1 + strength))
        return;
    m_strength = strength;
    Q_EMIT strengthChanged(strength);
}

} // namespace spillway
