// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"

#include <QTimer>

#include <optional>

namespace spillway {

/// How long what changed stays tinted.
struct FadePace
{
    std::chrono::milliseconds whole{5000}; ///< at full strength
    std::chrono::milliseconds fading{1200}; ///< and then going out, if motion is welcome
    int steps = 4;
};

/// How strong the tint is at some age (1: fully, 0: not at all), and how long it stays so. Nothing more will change
/// once the second is empty. Without motion it goes out at once, at the same time.
struct Fade
{
    double strength = 0;
    std::optional<std::chrono::milliseconds> next;
    friend bool operator==(const Fade &, const Fade &) = default;
};
Fade fadeAt(std::chrono::milliseconds age, const FadePace &pace, bool motion);

/// Whether the desktop wants things to move.
bool isMotionWelcome();

/// Times the tint of changed cells: one timer, a handful of repaints an answer, whatever the number of rows.
class ChangeMarks : public QObject
{
    Q_OBJECT

public:
    explicit ChangeMarks(Elapsed elapsed = systemElapsed(), FadePace pace = {}, QObject *parent = nullptr);

    /// Cells have changed now.
    void start();
    /// No cell is marked any more.
    void stop();
    double strength() const { return m_strength; }

Q_SIGNALS:
    void strengthChanged(double strength);

private:
    void update();
    void setStrength(double strength);

    Elapsed m_elapsed;
    FadePace m_pace;
    bool m_motion = false; ///< decided when it starts, so that it ends as it began
    std::chrono::milliseconds m_started{0};
    double m_strength = 0;
    QTimer m_timer;
};

} // namespace spillway
