// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/httpface.h"

namespace spillway {

/// One of the four calls of DIS that the demo service answers: which, and about what, still percent-encoded.
struct Route
{
    enum class Call : quint8 { ListStreams, ShowStream, ListTasks, ShowTask };

    Call call = Call::ListStreams;
    QList<QByteArray> names; ///< of the project, and of the stream and the task as far as the path goes
    QByteArray query;

    /// A name, or an empty one beyond the path's. Nothing if an escape is none, or the bytes are not UTF-8.
    std::optional<QString> name(qsizetype index) const;
    /// A text in the query, empty if it is not there. Nothing as with names.
    std::optional<QString> text(QByteArrayView key) const;
    /// A number in the query; `usual` if it is not there, 0 if it is none.
    int number(QByteArrayView key, int usual) const;

private:
    std::optional<QByteArray> value(QByteArrayView key) const;
};

/// Nothing if it is another call.
std::optional<Route> routeOf(const HttpRequest &request);

} // namespace spillway
