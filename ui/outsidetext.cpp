// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/outsidetext.h"

#include "domain/value.h"

#include <QTextDocument>
#include <QWidget>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace spillway {

namespace {

constexpr qsizetype longestInALine = 256;

bool isRightToLeft(QChar character)
{
    const QChar::Direction direction = character.direction();
    // The upper halves of surrogate pairs: not worth decoding, isolating is harmless.
    return direction == QChar::DirR || direction == QChar::DirAL || character.isSurrogate();
}

} // namespace

QString forToolTip(const QString &text)
{
    return text.isEmpty() ? QString() : Qt::convertFromPlainText(text, Qt::WhiteSpaceNormal);
}

void explain(QWidget &widget, const QString &text)
{
    widget.setToolTip(forToolTip(text));
    widget.setAccessibleDescription(text);
}

QString forAction(const QString &text)
{
    QString escaped = text;
    return escaped.replace(u'&', u"&&"_s);
}

QString forTitle(const QString &text)
{
    QString escaped = text;
    return escaped.replace(u"[*]"_s, u"[*][*]"_s);
}

QString amongWords(const QString &text)
{
    const QString visible = visibleText(text, longestInALine);
    if (!std::any_of(visible.cbegin(), visible.cend(), isRightToLeft))
        return visible;
    return QChar(0x2068) + visible + QChar(0x2069);
}

} // namespace spillway
