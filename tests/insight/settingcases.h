// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "insight/settingsrules.h"
#include "wire/taskdecoder.h"

namespace spillway {

inline const QDateTime now(QDate(2026, 11, 23), QTime(12, 0), Qt::UTC);

inline TaskSnapshot decoded(const QByteArray &json)
{
    const auto task = decodeTask(json);
    if (!task)
        qFatal("not an answer: %s", json.constData());
    return *task;
}

/// Settings that break nothing, with `more` instead of or besides them.
inline QByteArray obsTask(const QByteArrayList &more, const QByteArray &around = {})
{
    QList<std::pair<QByteArray, QByteArray>> members{{"agency_name", "\"own\""},
                                                     {"deliver_time_interval", "300"},
                                                     {"consumer_strategy", "\"TRIM_HORIZON\""},
                                                     {"obs_bucket_path", "\"bucket\""},
                                                     {"file_prefix", "\"\""},
                                                     {"partition_format", "\"\""},
                                                     {"destination_file_type", "\"text\""},
                                                     {"record_delimiter", "\",\""}};
    for (const QByteArray &member : more) {
        const qsizetype colon = member.indexOf(':');
        const QByteArray key = member.left(colon);
        members.removeIf([&](const auto &known) { return known.first == key; });
        if (member.size() > colon + 1) // else it is left out
            members.append({key, member.mid(colon + 1)});
    }
    QByteArrayList texts;
    for (const auto &[key, value] : members)
        texts.append('"' + key + "\":" + value);
    return "{\"task_name\":\"t\",\"state\":\"RUNNING\",\"destination_type\":\"OBS\"," + around
        + "\"obs_destination_description\":{" + texts.join(',') + "}}";
}

inline QByteArray otherTask(const char *type, const char *key, const QByteArray &members)
{
    return R"({"task_name":"t","state":"RUNNING","destination_type":")" + QByteArray(type) + R"(",")" + key + R"(":{)"
        + members + "}}";
}

inline StreamDetails streamOf(const char *status = "RUNNING", const char *dataType = "JSON",
                              const char *retention = "24")
{
    StreamDetails stream;
    const auto fact = [](const char *text, Value::Kind kind) {
        return *text ? Fact{kind, QString::fromLatin1(text)} : Fact();
    };
    stream.status = fact(status, Value::Kind::Text);
    stream.dataType = fact(dataType, Value::Kind::Text);
    stream.retention = fact(retention, Value::Kind::Integer);
    return stream;
}

inline QStringList idsOf(const QByteArray &json, const StreamDetails *stream = nullptr)
{
    QStringList ids;
    const TaskSnapshot task = decoded(json);
    for (const SettingNote &note : settingNotes({*task, stream, now}))
        ids.append(note.id);
    return ids;
}

inline QByteArray text(char c, int count)
{
    return '"' + QByteArray(count, c) + '"';
}

inline QByteArray stoppedTask(const char *state, qint64 age, const char *more = "")
{
    return R"({"task_name":"t","state":")" + QByteArray(state) + R"(","destination_type":"OBS",)" + more
        + R"("last_transfer_timestamp":)" + QByteArray::number(now.toMSecsSinceEpoch() - age) + "}";
}

inline constexpr qint64 day = 24 * 3'600'000;

} // namespace spillway
