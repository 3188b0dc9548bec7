// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace spillway {

/// A plausible answer with so many partitions; every offset and time depends on `round`, so two rounds differ in every
/// row.
inline QByteArray bigAnswer(int partitions, int round)
{
    QByteArray json =
        R"({"stream_name":"bench","task_name":"bench","state":"RUNNING","destination_type":"OBS",)"
        R"("create_time":1606554932552,"last_transfer_timestamp":1606984428612,"obs_destination_description":)"
        R"({"agency_name":"dis_admin_agency","obs_bucket_path":"obsbucket","deliver_time_interval":60},"partitions":[)";
    json.reserve(json.size() + qsizetype(partitions) * 160);
    for (int i = 0; i < partitions; ++i) {
        json += i > 0 ? "," : "";
        json += R"({"partitionId":"shardId-)" + QByteArray::number(i).rightJustified(10, '0') + R"(","discard":)"
            + QByteArray::number(i % 97 == 0 ? round : 0) + R"(,"state":"RUNNING","last_transfer_timestamp":)"
            + QByteArray::number(1'606'984'428'612 + qint64(round) * 5000 + i % 1000) + R"(,"last_transfer_offset":)"
            + QByteArray::number(289'897 + qint64(round) * 31 + (qint64(i) * 7919) % 100'003) + "}";
    }
    return json + "]}";
}

} // namespace spillway
