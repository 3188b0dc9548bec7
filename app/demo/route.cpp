// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/route.h"

namespace spillway {

namespace {

bool isHexDigit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
}

/// What was percent-encoded. Nothing if a percent sign is not followed by two digits, or the bytes are not UTF-8.
std::optional<QString> decoded(const QByteArray &text)
{
    for (qsizetype at = text.indexOf('%'); at >= 0; at = text.indexOf('%', at + 1)) {
        if (at + 2 >= text.size() || !isHexDigit(text[at + 1]) || !isHexDigit(text[at + 2]))
            return std::nullopt;
    }
    const QByteArray bytes = QByteArray::fromPercentEncoding(text);
    if (!bytes.isValidUtf8())
        return std::nullopt;
    return QString::fromUtf8(bytes);
}

} // namespace

std::optional<QString> Route::name(qsizetype index) const
{
    return index < names.size() ? decoded(names[index]) : QString();
}

std::optional<QByteArray> Route::value(QByteArrayView key) const
{
    const QByteArray prefix = key.toByteArray() + '=';
    const QList<QByteArray> pairs = query.split('&');
    for (const QByteArray &pair : pairs) {
        if (pair.startsWith(prefix))
            return pair.sliced(prefix.size());
    }
    return std::nullopt;
}

std::optional<QString> Route::text(QByteArrayView key) const
{
    return decoded(value(key).value_or(QByteArray()));
}

int Route::number(QByteArrayView key, int usual) const
{
    const std::optional<QByteArray> digits = value(key);
    return digits ? digits->toInt() : usual;
}

std::optional<Route> routeOf(const HttpRequest &request)
{
    const qsizetype end = request.target.indexOf('?');
    const QList<QByteArray> parts = (end < 0 ? request.target : request.target.first(end)).split('/');
    // /v2/{project}/streams[/{stream}[/transfer-tasks[/{task}]]]
    if (request.method != "GET" || parts.size() < 4 || parts.size() > 7 || parts[1] != "v2" || parts[3] != "streams")
        return std::nullopt;
    if (parts.size() > 5 && parts[5] != "transfer-tasks")
        return std::nullopt;
    Route route;
    route.call = static_cast<Route::Call>(parts.size() - 4);
    for (qsizetype i = 2; i < parts.size(); i += 2)
        route.names.append(parts[i]);
    if (route.names.contains(QByteArray()))
        return std::nullopt;
    if (end >= 0)
        route.query = request.target.sliced(end + 1);
    return route;
}

} // namespace spillway
