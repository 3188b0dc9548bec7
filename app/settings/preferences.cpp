// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/preferences.h"

#include <QRegularExpression>

#include <algorithm>

namespace spillway {

namespace {

/// Whether a text can be a zone's name at all: Qt takes it for a path below the system's folder of zones.
bool looksLikeZone(const QByteArray &id)
{
    constexpr qsizetype longest = 64;
    const auto isUsual = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' || c == '_'
            || c == '+' || c == '-' || c == ':';
    };
    return id.size() <= longest && std::all_of(id.begin(), id.end(), isUsual) && !id.startsWith('/');
}

} // namespace

bool isTimeZone(const QByteArray &id)
{
    return id.isEmpty() || (looksLikeZone(id) && QTimeZone(id).isValid());
}

std::optional<QByteArray> zoneFrom(const QString &typed)
{
    static const QRegularExpression offset(QStringLiteral("^(?:UTC|GMT)([+-])([0-9]{1,2})(?::?([0-5][0-9]))?$"),
                                           QRegularExpression::CaseInsensitiveOption);
    const QString trimmed = typed.trimmed();
    QByteArray id = trimmed.toLatin1();
    if (const QRegularExpressionMatch match = offset.match(trimmed); match.hasMatch())
        id = "UTC" + match.captured(1).toLatin1() + match.captured(2).rightJustified(2, u'0').toLatin1() + ':'
            + match.captured(3).rightJustified(2, u'0').toLatin1();
    return !id.isEmpty() && isTimeZone(id) ? std::optional(id) : std::nullopt;
}

DisplayFormat displayFormat(const Preferences &preferences)
{
    const bool isOwn = preferences.timeZone.isEmpty();
    return {isOwn ? QTimeZone() : QTimeZone(preferences.timeZone), preferences.groupDigits};
}

Preferences sound(Preferences preferences)
{
    const Preferences usual;
    const auto isOneOf = [](const auto &choices, const auto &value) {
        return std::find(choices.begin(), choices.end(), value) != choices.end();
    };
    if (!isOneOf(offeredLanguages, preferences.language))
        preferences.language = usual.language;
    if (!isTimeZone(preferences.timeZone))
        preferences.timeZone = usual.timeZone;
    if (!isOneOf(offeredIntervals, preferences.interval))
        preferences.interval = usual.interval;
    if (preferences.bodyCap < bodyCapLeast || preferences.bodyCap > bodyCapMost)
        preferences.bodyCap = usual.bodyCap;
    if (preferences.requestsPerSecond < 1 || preferences.requestsPerSecond > requestsPerSecondMost)
        preferences.requestsPerSecond = usual.requestsPerSecond;
    if (preferences.requestsAtOnce < 1 || preferences.requestsAtOnce > requestsAtOnceMost)
        preferences.requestsAtOnce = usual.requestsAtOnce;
    return preferences;
}

} // namespace spillway
