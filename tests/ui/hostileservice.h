// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/fields.h"
#include "hostiletexts.h"
#include "support/scriptedproject.h"

namespace spillway {

/// An answer that has the text wherever the service could put one: every field of every type, names of fields that
/// nobody knows, and one partition that means no harm. The second poll: other partitions, another state, more lost.
inline QByteArray hostileTask(const QString &text, bool isSecond = false)
{
    const QByteArray json = jsonString(text);
    const QByteArray unknown = jsonString(text + QStringLiteral(" key"));
    QByteArray task = "{\"stream_name\":" + json + ",\"task_name\":" + json;
    for (const FieldInfo &field : taskFields) {
        const QByteArray key = field.key;
        if (key != "stream_name" && key != "task_name" && key != "create_time" && !(isSecond && key == "state"))
            task += ",\"" + key + "\":" + json;
    }
    if (isSecond)
        task += R"(,"state":"PAUSED")";
    task += ",\"create_time\":1606554932552," + unknown + ":" + json + ",\"obs_destination_description\":{" + unknown
        + ":" + json;
    for (const FieldInfo &field : destinationFields) {
        if (QByteArrayView(field.key) != "processing_schema")
            task += QByteArray(",\"") + field.key + "\":" + json;
    }
    task += ",\"processing_schema\":{" + unknown + ":" + json;
    for (const FieldInfo &field : processingFields)
        task += QByteArray(",\"") + field.key + "\":" + json;
    task += "}},\"partitions\":[";
    if (!isSecond) {
        task += "{" + unknown + ":" + json;
        for (const FieldInfo &field : partitionFields)
            task += QByteArray(",\"") + field.key + "\":" + json;
        task += "},";
    }
    return task + R"({"partitionId":"shardId-0000000001","state":)" + json + R"(,"last_transfer_offset":)"
        + (isSecond ? "140" : "100") + R"(,"last_transfer_timestamp":1606984428612,"discard":)" + (isSecond ? "9" : "5")
        + "}]}";
}

/// A stream with the text in every fact; its name too.
inline StreamDetails hostileStream(const QString &text)
{
    const Fact fact = textFact(text);
    StreamDetails stream;
    stream.name = {text};
    for (Fact StreamDetails::*member :
         {&StreamDetails::id, &StreamDetails::status, &StreamDetails::type, &StreamDetails::dataType,
          &StreamDetails::compression, &StreamDetails::retention, &StreamDetails::createTime,
          &StreamDetails::lastModified, &StreamDetails::readablePartitions, &StreamDetails::writablePartitions,
          &StreamDetails::autoScale})
        stream.*member = fact;
    StreamPartition partition = streamPartition(QStringLiteral("shardId-0000000001"), 20, 500, text);
    partition.hashRange = partition.parents = fact;
    StreamPartition odd = streamPartition(text + QStringLiteral(" lacking"), 1, 2, QStringLiteral("ACTIVE"));
    odd.sequenceRange = fact;
    stream.partitions = {partition, odd};
    return stream;
}

inline TaskSummary hostileSummary(const QString &text)
{
    const Fact fact = textFact(text);
    return {{text}, fact, fact, fact, fact, fact};
}

} // namespace spillway
