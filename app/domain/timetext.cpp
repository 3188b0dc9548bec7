// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/timetext.h"

#include "domain/value.h"

#include <QCoreApplication>
#include <QLocale>

namespace spillway {

namespace {

QDateTime inZone(const QDateTime &time, const DisplayFormat &display)
{
    return display.zone.isValid() ? time.toTimeZone(display.zone) : time.toLocalTime();
}

/// +08:00
QString offset(const QDateTime &time)
{
    const int minutes = time.offsetFromUtc() / 60;
    return QStringLiteral("%1%2:%3")
        .arg(QLatin1Char(minutes < 0 ? '-' : '+'))
        .arg(qAbs(minutes) / 60, 2, 10, QLatin1Char('0'))
        .arg(qAbs(minutes) % 60, 2, 10, QLatin1Char('0'));
}

} // namespace

QString timeText(const QDateTime &time, const DisplayFormat &display)
{
    const QDateTime shown = inZone(time, display);
    return QString(shown.toString(u"yyyy-MM-dd HH:mm:ss") + u' ' + offset(shown));
}

QString clockText(const QDateTime &time, const DisplayFormat &display)
{
    const QDateTime shown = inZone(time, display);
    return QString(shown.toString(u"HH:mm:ss") + u' ' + offset(shown));
}

QString offsetText(const QDateTime &time, const DisplayFormat &display)
{
    return QString(u"UTC" + offset(inZone(time, display)));
}

QString groupedText(const QString &integer)
{
    if (!isIntegerLiteral(integer.toUtf8()))
        return integer;
    constexpr qsizetype group = 3;
    const QString separator = QLocale().groupSeparator();
    const qsizetype first = integer.startsWith(u'-') ? 1 : 0;
    QString text = integer.left(first);
    for (qsizetype at = first; at < integer.size(); ++at) {
        if (at > first && (integer.size() - at) % group == 0)
            text += separator;
        text += integer.at(at);
    }
    return text;
}

QString lengthText(std::chrono::milliseconds length)
{
    const auto text = [](const char *english, qint64 large, qint64 small) {
        return QCoreApplication::translate("Time", english).arg(large).arg(small);
    };
    const qint64 seconds = qMax<qint64>(0, length.count() / 1000);
    if (seconds < 60)
        return QCoreApplication::translate("Time", "%1 s").arg(seconds);
    if (seconds < 3600)
        return text(QT_TRANSLATE_NOOP("Time", "%1 min %2 s"), seconds / 60, seconds % 60);
    if (seconds < 86'400)
        return text(QT_TRANSLATE_NOOP("Time", "%1 h %2 min"), seconds / 3600, seconds / 60 % 60);
    return text(QT_TRANSLATE_NOOP("Time", "%1 d %2 h"), seconds / 86'400, seconds / 3600 % 24);
}

} // namespace spillway
