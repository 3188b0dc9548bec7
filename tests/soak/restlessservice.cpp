// SPDX-License-Identifier: GPL-3.0-or-later
#include "soak/restlessservice.h"

#include <QTcpSocket>

namespace spillway {

namespace {

constexpr qint64 someTime = 1'606'984'428'612; // ms since 1970

QByteArray idOf(size_t number)
{
    return "shardId-" + QByteArray::number(qulonglong(number)).rightJustified(10, '0');
}

QByteArray streamName(int number)
{
    return "stream-" + QByteArray::number(number).rightJustified(2, '0');
}

QByteArray taskName(int number)
{
    return "task-" + QByteArray::number(number);
}

} // namespace

RestlessService::RestlessService()
{
    connect(this, &FaultServer::requested, this, &RestlessService::prepare);
}

TaskAddress RestlessService::task(int number)
{
    return {{QString::fromLatin1(streamName(number / tasksPerStream % streamCount))},
            {QString::fromLatin1(taskName(number % tasksPerStream))}};
}

void RestlessService::misbehave(Fault fault, int times)
{
    m_fault = fault;
    m_faultsLeft = times;
}

void RestlessService::hangUp()
{
    const auto sockets = findChildren<QTcpSocket *>();
    for (QTcpSocket *socket : sockets)
        socket->disconnectFromHost();
}

void RestlessService::prepare(const SeenRequest &request)
{
    forget();
    forgetRequests();
    // /v2/project/streams[/stream[/transfer-tasks[/task]]]
    const QList<QByteArray> parts = request.line.split(' ').value(1).split('?').constFirst().split('/');
    const QByteArray stream = parts.value(4);
    if (m_silence == Silent::Everywhere || (m_silence == Silent::AboutStreams && parts.size() == 5)) {
        ++m_unanswered;
        return FaultServer::answer(Script().stall());
    }
    if (parts.size() == 4)
        return FaultServer::answer(200, streamList());
    if (parts.size() == 5) {
        const bool refuses = std::exchange(m_refusesStream, false);
        return FaultServer::answer(refuses ? 403 : 200, refuses ? "{}" : streamBody(stream));
    }
    if (parts.size() == 6)
        return FaultServer::answer(200, taskList(stream));
    FaultServer::answer(about(stream, parts.value(6)));
}

Script RestlessService::about(const QByteArray &stream, const QByteArray &task)
{
    const QByteArray good = http(200, taskBody(stream, task), {{"X-Request-Id", QByteArray::number(upTo(1'000'000))}});
    if (m_faultsLeft == 0)
        return Script().write(good);
    --m_faultsLeft;
    return wrong(good);
}

Script RestlessService::wrong(const QByteArray &good)
{
    const auto refused = [](int status, const QByteArray &code) {
        return Script().write(http(status, R"({"errorCode":")" + code + R"(","message":"no"})"));
    };
    switch (m_fault) {
    case Fault::ServerError:
        return refused(500, "DIS.4999");
    case Fault::CutShort:
        return Script().write(good.chopped(20)).fin();
    case Fault::Reset:
        return Script().write(good.chopped(20)).rst();
    case Fault::OtherTask:
        return Script().write(http(200, taskBody(streamName(0), "another")));
    case Fault::Throttled:
        return Script().write(http(429, "{}", {{"Retry-After", "1"}}));
    case Fault::Refused:
        return refused(441, "DIS.4100");
    case Fault::Missing:
        return refused(400, "DIS.4354");
    case Fault::NotJson:
        return Script().write(http(200, "{\"stream_name\":"));
    case Fault::Silence:
        return Script().stall();
    }
    return Script().stall();
}

void RestlessService::move(Partitions &partitions)
{
    if (partitions.empty())
        partitions.resize(calmPartitions);
    if (!m_calm && onceIn(3)) {
        if (onceIn(2) && partitions.size() < mostPartitions)
            partitions.emplace_back();
        else
            partitions[size_t(upTo(int(partitions.size()) - 1))].isThere = onceIn(2);
    }
    if (m_calm) {
        partitions.resize(m_calmPartitions);
        for (Partition &partition : partitions)
            partition.isThere = true;
    }
    for (Partition &partition : partitions) {
        partition.offset += onceIn(3) ? upTo(500) : 0;
        partition.discard += onceIn(m_calm ? 1000 : 50) ? upTo(20) : 0;
    }
}

QByteArray RestlessService::taskBody(const QByteArray &stream, const QByteArray &task)
{
    static const QByteArrayList states{"RUNNING", "RUNNING", "RUNNING", "RUNNING", "PAUSED", "ERROR", "STARTING"};
    Partitions &partitions = m_partitions[stream];
    move(partitions);
    QByteArrayList texts;
    for (size_t i = 0; i < partitions.size(); ++i) {
        const Partition &partition = partitions[i];
        if (!partition.isThere)
            continue;
        texts.append(R"({"partitionId":")" + idOf(i) + R"(","state":"RUNNING","discard":)"
                     + QByteArray::number(partition.discard) + R"(,"last_transfer_offset":)"
                     + QByteArray::number(partition.offset) + R"(,"last_transfer_timestamp":)"
                     + QByteArray::number(someTime + partition.offset * 100) + "}");
    }
    const QByteArray odd = !m_calm && onceIn(10) ? R"("novelty":{"a":[1,2,3],"b":null},)" : "";
    return R"({"stream_name":")" + stream + R"(","task_name":")" + task + R"(","state":")"
        + (m_calm ? states.first() : states.at(upTo(int(states.size()) - 1)))
        + R"(","destination_type":"OBS","create_time":1606554932552,"last_transfer_timestamp":)"
        + QByteArray::number(someTime) + "," + odd
        + R"("obs_destination_description":{"agency_name":"dis_admin_agency","obs_bucket_path":"obsbucket",)"
          R"("file_prefix":"","deliver_time_interval":60,"consumer_strategy":"LATEST"},"partitions":[)"
        + texts.join(',') + "]}";
}

QByteArray RestlessService::streamBody(const QByteArray &stream)
{
    const Partitions &partitions = m_partitions[stream];
    QByteArrayList texts;
    for (size_t i = 0; i < partitions.size(); ++i)
        texts.append(R"({"status":"ACTIVE","partition_id":")" + idOf(i)
                     + R"(","hash_range":"[0 : 9223372036854775807]","sequence_number_range":"[1 : )"
                     + QByteArray::number(partitions[i].offset + 200) + R"(]","parent_partitions":""})");
    return R"({"stream_name":")" + stream
        + R"(","status":"RUNNING","stream_type":"COMMON","data_type":"JSON","retention_period":24,"partitions":[)"
        + texts.join(',') + R"(],"has_more_partitions":false})";
}

QByteArray RestlessService::streamList()
{
    QByteArrayList names;
    QByteArrayList infos;
    for (int i = 0; i < streamCount; ++i) {
        names.append('"' + streamName(i) + '"');
        infos.append(R"({"stream_name":")" + streamName(i)
                     + R"(","status":"RUNNING","stream_type":"COMMON","data_type":"JSON","retention_period":24,)"
                       R"("partition_count":4})");
    }
    return R"({"total_number":)" + QByteArray::number(streamCount) + R"(,"stream_names":[)" + names.join(',')
        + R"(],"stream_info_list":[)" + infos.join(',') + R"(],"has_more_streams":false})";
}

QByteArray RestlessService::taskList(const QByteArray & /*stream*/)
{
    QByteArrayList tasks;
    for (int i = 0; i < tasksPerStream; ++i)
        tasks.append(R"({"task_name":")" + taskName(i)
                     + R"(","state":"RUNNING","destination_type":"OBS","create_time":1606554932552,)"
                       R"("last_transfer_timestamp":1606984428612})");
    return R"({"total_number":)" + QByteArray::number(tasksPerStream) + R"(,"tasks":[)" + tasks.join(',') + "]}";
}

} // namespace spillway
