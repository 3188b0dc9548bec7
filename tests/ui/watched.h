// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "insight/watch.h"
#include "models/taskmodel.h"

namespace spillway {

/// Somebody who polls a dump task, and the model that shows what is known.
struct Watched : Watch
{
    TaskModel model;

    Watched() { model.setDisplay({QTimeZone::utc()}); }
    /// Shows the answer and what is known of it.
    void show()
    {
        if (!model.apply(plan(model.snapshot(), insight->task())) || !model.setInsight(insight))
            qFatal("not shown");
    }
    void pollAndShow(milliseconds later = seconds(30))
    {
        poll(later);
        show();
    }
};

/// Names that may do harm where they are taken for anything but text.
inline const QByteArrayList hostileIds{
    "<b>bold</b><img src='x'>",
    "%1%2%L3",
    "a\\nb\\tc",
    "\xe2\x80\xae"
    "evil",
    "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d",
    "&amp",
    QByteArray(10 << 20, 'x'),
    "",
};

/// What is not to be on screen as such.
inline bool hasUnsafeCharacters(const QString &text)
{
    return text.contains(QChar(0x202e)) || text.contains(QChar(u'\t'));
}

/// With the plural form of a catalogue, or as it stands in the source: for counts other than 1.
inline QString inPlural(QString text)
{
    return text.replace(QStringLiteral("(s)"), QStringLiteral("s")).replace(QChar(0xa0), u' ');
}

} // namespace spillway
