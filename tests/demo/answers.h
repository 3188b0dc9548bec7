// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/simulation.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace spillway {

/// When the simulation of the tests begins.
inline QDateTime simulatedStart()
{
    return QDateTime::fromMSecsSinceEpoch(1'700'000'000'123, Qt::UTC);
}

inline const Story &storyOf(QByteArrayView task)
{
    const auto isIt = [task](const Story &story) { return task == QByteArrayView(story.task); };
    const auto found = std::ranges::find_if(stories(), isIt);
    if (found == stories().end())
        qFatal("no such story");
    return *found;
}

inline QByteArray answerAt(QByteArrayView task, qint64 seconds, quint32 seed = 1)
{
    return Simulation(seed, simulatedStart()).taskJson(storyOf(task), simulatedStart().addSecs(seconds));
}

/// Read by other code than the program's own; empty if it is not JSON.
inline QJsonObject taskAt(QByteArrayView task, qint64 seconds, quint32 seed = 1)
{
    return QJsonDocument::fromJson(answerAt(task, seconds, seed)).object();
}

inline QList<QJsonObject> partitionsOf(const QJsonObject &task)
{
    QList<QJsonObject> partitions;
    const QJsonArray array = task[QLatin1String("partitions")].toArray();
    for (const QJsonValue &partition : array)
        partitions.append(partition.toObject());
    return partitions;
}

inline QList<QJsonObject> partitionsAt(QByteArrayView task, qint64 seconds, quint32 seed = 1)
{
    return partitionsOf(taskAt(task, seconds, seed));
}

inline qint64 numberOf(const QJsonObject &object, const char *key)
{
    return object[QLatin1String(key)].toInteger(-1);
}

inline qint64 offsetOf(const QJsonObject &partition)
{
    return numberOf(partition, "last_transfer_offset");
}

/// ms since 1970.
inline qint64 timeOf(const QJsonObject &object)
{
    return numberOf(object, "last_transfer_timestamp");
}

/// ms since the last dump of a task or a partition.
inline qint64 ageOf(const QJsonObject &object, qint64 seconds)
{
    return simulatedStart().addSecs(seconds).toMSecsSinceEpoch() - timeOf(object);
}

inline QString wordOf(const QJsonObject &object, const char *key)
{
    return object[QLatin1String(key)].toString();
}

} // namespace spillway
