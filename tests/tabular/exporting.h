// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tabular/export.h"
#include "wire/taskdecoder.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace spillway {

inline TaskSnapshot decoded(const QByteArray &json)
{
    const auto task = decodeTask(json);
    return task ? *task : nullptr;
}

inline ExportRequest requestFor(const TaskSnapshot &task, Format format)
{
    ExportRequest request;
    request.task = task;
    request.rows = allRows(*task);
    request.format = format;
    return request;
}

inline QByteArray withHashRanges(const QStringList &texts)
{
    QJsonArray partitions;
    for (const QString &text : texts)
        partitions << QJsonObject{{QStringLiteral("hash_range"), text}};
    return QJsonDocument(QJsonObject{{QStringLiteral("task_name"), QStringLiteral("t")},
                                     {QStringLiteral("partitions"), partitions}})
        .toJson();
}

/// A reader of RFC 4180, as strict as it is: every line ends, quotes only around whole fields.
inline std::optional<QList<QByteArrayList>> readSeparated(const QByteArray &text, char separator,
                                                          const QByteArray &lineEnd = "\r\n")
{
    const auto endsAt = [&](qsizetype at) { return QByteArrayView(text).sliced(at).startsWith(lineEnd); };
    QList<QByteArrayList> lines;
    for (qsizetype at = 0; at < text.size();) {
        QByteArrayList fields;
        for (bool inLine = true; inLine;) {
            QByteArray field;
            if (at < text.size() && text.at(at) == '"') {
                for (++at; at < text.size() && (text.at(at) != '"' || text.mid(at, 2) == "\"\""); ++at) {
                    field += text.at(at);
                    at += text.at(at) == '"';
                }
                ++at;
            } else {
                for (; at < text.size() && text.at(at) != separator && !endsAt(at); ++at) {
                    if (QByteArrayView("\"\r\n").contains(text.at(at)))
                        return std::nullopt;
                    field += text.at(at);
                }
            }
            fields << field;
            inLine = at < text.size() && text.at(at) == separator;
            if (!inLine && !endsAt(at))
                return std::nullopt;
            at += inLine ? 1 : lineEnd.size();
        }
        lines << fields;
    }
    return lines;
}

} // namespace spillway
