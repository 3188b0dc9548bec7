// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/changeline.h"

#include "models/changes.h"
#include "ui/changewording.h"

#include <QAccessible>

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace spillway {

ChangeLine::ChangeLine(Elapsed elapsed, QWidget *parent)
    : PlainLabel({}, parent)
    , m_elapsed(std::move(elapsed))
{
    setObjectName(u"changeLine"_s);
    setElided(true);
    hide();
}

void ChangeLine::tell(const Changes *changes)
{
    const QString sentence = changes ? changeSummary(*changes) : QString();
    setText(sentence);
    setVisible(!sentence.isEmpty());
    if (sentence.isEmpty())
        return;
    constexpr auto seldom = 60s;
    const auto now = m_elapsed();
    if (!isNotable(*changes) && m_lastSaid && now - *m_lastSaid < seldom)
        return;
    m_lastSaid = now;
    announce(sentence);
}

void ChangeLine::announce(const QString &sentence)
{
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
    Q_EMIT announced(sentence);
}

} // namespace spillway
