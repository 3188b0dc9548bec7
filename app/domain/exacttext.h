// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

namespace spillway {

/// UTF-8 as text. QString::fromUtf8() takes U+FEFF at the beginning for a byte order mark and drops it; within an
/// answer it is a character like any other.
inline QString exactText(QByteArrayView utf8)
{
    constexpr QByteArrayView mark("\xef\xbb\xbf");
    QString marks;
    for (; utf8.startsWith(mark); utf8 = utf8.sliced(mark.size()))
        marks += QChar(QChar::ByteOrderMark);
    return marks.isEmpty() ? QString::fromUtf8(utf8) : marks + QString::fromUtf8(utf8);
}

} // namespace spillway
