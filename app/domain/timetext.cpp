// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/timetext.h"

#include <QCoreApplication>

namespace spillway {

QString localTimeText(const QDateTime &utc)
{
    const QDateTime local = utc.toLocalTime();
    const int minutes = local.offsetFromUtc() / 60;
    const QString offset = QStringLiteral("%1%2:%3")
                               .arg(QLatin1Char(minutes < 0 ? '-' : '+'))
                               .arg(qAbs(minutes) / 60, 2, 10, QLatin1Char('0'))
                               .arg(qAbs(minutes) % 60, 2, 10, QLatin1Char('0'));
    return QString(local.toString(u"yyyy-MM-dd HH:mm:ss") + u' ' + offset);
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
