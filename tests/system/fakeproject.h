// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/routedserver.h"
#include "system/program.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

namespace spillway {

inline QByteArray pathOf(const QString &stream)
{
    return "/v2/project/streams/" + QUrl::toPercentEncoding(stream);
}

inline QByteArray tasksPath(const QString &stream)
{
    return pathOf(stream) + "/transfer-tasks";
}

inline QByteArray pathOf(const QString &stream, const QString &task)
{
    return tasksPath(stream) + '/' + QUrl::toPercentEncoding(task);
}

inline QByteArray streamList(const QStringList &names)
{
    return QJsonDocument(QJsonObject{{QStringLiteral("total_number"), names.size()},
                                     {QStringLiteral("stream_names"), QJsonArray::fromStringList(names)},
                                     {QStringLiteral("has_more_streams"), false}})
        .toJson();
}

inline QByteArray taskList(const QStringList &names)
{
    QJsonArray tasks;
    for (const QString &name : names)
        tasks << QJsonObject{{QStringLiteral("task_name"), name}, {QStringLiteral("state"), QStringLiteral("RUNNING")}};
    return QJsonDocument(QJsonObject{{QStringLiteral("total_number"), names.size()}, {QStringLiteral("tasks"), tasks}})
        .toJson();
}

/// What the one partition of a dump task says. It dumps once a minute.
struct Saying
{
    qint64 offset = 100;
    std::chrono::seconds lastDumpAgo{20};
    qint64 discard = 0;
    const char *state = "RUNNING";
};

inline QByteArray taskAnswer(const QString &stream, const QString &task, const Saying &saying)
{
    const qint64 last = QDateTime::currentMSecsSinceEpoch() - std::chrono::milliseconds(saying.lastDumpAgo).count();
    const QJsonObject partition{{QStringLiteral("partitionId"), QStringLiteral("shardId-0000000000")},
                                {QStringLiteral("state"), QString::fromLatin1(saying.state)},
                                {QStringLiteral("discard"), saying.discard},
                                {QStringLiteral("last_transfer_timestamp"), last},
                                {QStringLiteral("last_transfer_offset"), saying.offset}};
    return QJsonDocument(
               QJsonObject{{QStringLiteral("stream_name"), stream},
                           {QStringLiteral("task_name"), task},
                           {QStringLiteral("state"), QString::fromLatin1(saying.state)},
                           {QStringLiteral("create_time"), last - 1'000'000'000},
                           {QStringLiteral("obs_destination_description"),
                            QJsonObject{{QStringLiteral("deliver_time_interval"), 60},
                                        {QStringLiteral("consumer_strategy"), QStringLiteral("TRIM_HORIZON")}}},
                           {QStringLiteral("partitions"), QJsonArray{partition}}})
        .toJson();
}

/// The stream of such a task keeps the records from `oldest` on; its next one is `next`.
inline QByteArray streamAnswer(const QString &stream, qint64 oldest, qint64 next)
{
    const QString range = QStringLiteral("[%1 : %2]").arg(oldest).arg(next);
    return QJsonDocument(QJsonObject{{QStringLiteral("stream_name"), stream},
                                     {QStringLiteral("retention_period"), 24},
                                     {QStringLiteral("partitions"),
                                      QJsonArray{QJsonObject{
                                          {QStringLiteral("partition_id"), QStringLiteral("shardId-0000000000")},
                                          {QStringLiteral("status"), QStringLiteral("ACTIVE")},
                                          {QStringLiteral("sequence_number_range"), range}}}},
                                     {QStringLiteral("has_more_partitions"), false}})
        .toJson();
}

inline QStringList projectAt(const FaultServer &server)
{
    return {QStringLiteral("--endpoint"), server.url(), QStringLiteral("--project-id"), QStringLiteral("project")};
}

/// What every line of a check is: one, of plain text, that begins as Nagios wants it.
inline bool isOneLine(const QByteArray &output, const QByteArray &word)
{
    return output.startsWith(QByteArray("DIS DUMP " + word + " - ")) && output.count('\n') == 1 && output.endsWith('\n')
        && output.count('|') <= 1;
}

/// The arguments for a check of one task.
inline QStringList one(const FaultServer &server)
{
    return projectAt(server)
        + QStringList{QStringLiteral("--check"), QStringLiteral("--stream"), QStringLiteral("s"),
                      QStringLiteral("--task"), QStringLiteral("t")};
}

/// The same of the whole project.
inline QStringList all(const FaultServer &server)
{
    return projectAt(server) + QStringList{QStringLiteral("--check")};
}

/// A project with that one dump task.
inline void serve(RoutedServer &server, const Saying &saying, qint64 oldest, qint64 next)
{
    server.answer(pathOf(QStringLiteral("s"), QStringLiteral("t")), 200,
                  taskAnswer(QStringLiteral("s"), QStringLiteral("t"), saying));
    server.answer(pathOf(QStringLiteral("s")), 200, streamAnswer(QStringLiteral("s"), oldest, next));
}

} // namespace spillway
