// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "ui/plainlabel.h"

namespace spillway {

class Changes;

/// The live label: says in words what the last answer changed, and tells screen readers. They hear of everything out
/// of the ordinary at once, and that numbers went on at most once a minute. When nothing changed it is silent.
class ChangeLine : public PlainLabel
{
    Q_OBJECT

public:
    explicit ChangeLine(Elapsed elapsed = systemElapsed(), QWidget *parent = nullptr);

    /// An answer is on screen. Null: the first one.
    void tell(const Changes *changes);

Q_SIGNALS:
    /// A screen reader was told to read this.
    void announced(const QString &sentence);

private:
    void announce(const QString &sentence);

    Elapsed m_elapsed;
    std::optional<std::chrono::milliseconds> m_lastSaid;
};

} // namespace spillway
