// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/taskmodel.h"
#include "wire/taskdecoder.h"

#include <QStringList>

namespace spillway {

/// A decoded answer; fails loudly if it is none.
inline TaskSnapshot snapshotOf(const QByteArray &json)
{
    auto result = decodeTask(json);
    if (!result)
        qFatal("not a task: %s", json.constData());
    return *result;
}

/// An answer with these partitions: {id, offset} each.
inline QByteArray answerWith(const std::vector<std::pair<int, int>> &partitions)
{
    QByteArrayList parts;
    for (const auto &[id, offset] : partitions)
        parts += "{\"partitionId\":\"shardId-" + QByteArray::number(id).rightJustified(10, '0')
            + "\",\"state\":\"RUNNING\",\"discard\":0,"
              "\"last_transfer_offset\":"
            + QByteArray::number(offset) + "}";
    return R"({"stream_name":"s","task_name":"t","state":"RUNNING","obs_destination_description":{"file_prefix":"p"},"partitions":[)"
        + parts.join(',') + "]}";
}

/// A model as lines, two blanks a level, cells separated by " | ", so that a failing comparison is the picture.
inline QStringList asLines(const QAbstractItemModel &model, const QModelIndex &parent = {}, int depth = 0)
{
    QStringList lines;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        QStringList cells;
        for (int column = 0; column < model.columnCount(parent); ++column) {
            const QString text = model.index(row, column, parent).data().toString();
            if (!text.isEmpty())
                cells += text;
        }
        lines += QString(QString(depth * 2, u' ') + cells.join(QStringLiteral(" | ")));
        lines += asLines(model, model.index(row, 0, parent), depth + 1);
    }
    return lines;
}

} // namespace spillway
