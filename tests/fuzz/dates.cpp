// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz.h"
#include "targets.h"

#include "domain/timetext.h"
#include "domain/value.h"
#include "wire/fault.h"
#include "wire/signature.h"

#include <QLocale>

namespace spillway::fuzz {

namespace {

QByteArray fixDate(const QDateTime &time)
{
    return QLocale::c().toString(time, u"ddd, dd MMM yyyy HH:mm:ss 'GMT'").toLatin1();
}

void checkDate(const QByteArray &text)
{
    const std::optional<QDateTime> time = parseHttpDate(text);
    if (!time)
        return;
    require(time->isValid() && time->offsetFromUtc() == 0, "a date is in UTC");
    require(parseHttpDate(fixDate(*time)) == time, "a date written again is the same");
    require(sdkDate(*time).size() == 16, "a date to sign has sixteen characters");
    const DisplayFormat utc{QTimeZone::utc(), false};
    require(timeText(*time, utc).startsWith(QString::number(time->date().year()).rightJustified(4, u'0')),
            "a time is shown with its year");
}

void checkWait(const QByteArray &text, const QDateTime &now)
{
    const std::optional<std::chrono::seconds> wait = parseRetryAfter(text, now);
    if (!wait)
        return;
    require(wait->count() >= 0 && *wait <= std::chrono::hours(24), "a wait is between nothing and a day");
    const QByteArray digits = text.trimmed();
    const bool isNumber = std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
    const bool isShort = digits.size() <= 4;
    require(!isNumber || !isShort || wait->count() == digits.toInt(), "seconds are so many seconds");
    require(!isNumber || isShort || wait->count() >= 0, "many digits are a wait too");
    require(isNumber || parseHttpDate(text), "what is no number is a date");
    require(!lengthText(*wait).isEmpty(), "a wait can be said");
}

void checkDigits(const QString &text)
{
    const QString grouped = groupedText(text);
    if (!isIntegerLiteral(text.toUtf8()))
        require(grouped == text, "what is no integer stays as it is");
    else
        require(QString(grouped).remove(QLocale().groupSeparator()) == text, "no digit is lost");
}

} // namespace

void dates(QByteArrayView input)
{
    Parts parts(input);
    const QByteArray first = parts.bytes();
    const QByteArray second = parts.bytes();
    checkDate(first);
    checkWait(first, parseHttpDate(second).value_or(QDateTime()));
    checkWait(first, QDateTime::fromMSecsSinceEpoch(1'606'984'428'612, Qt::UTC));
    checkDigits(QString::fromUtf8(first));
}

} // namespace spillway::fuzz
