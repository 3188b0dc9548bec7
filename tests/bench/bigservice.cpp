// SPDX-License-Identifier: GPL-3.0-or-later
#include "bigservice.h"

#include "answers.h"

#include <QElapsedTimer>
#include <QSemaphore>
#include <QTcpSocket>
#include <QTimer>
#include <QUrlQuery>

#include <algorithm>
#include <chrono>

namespace spillway {

using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds moment = 20ms; // until an answer is ready
constexpr int streamsPerPage = 100;
constexpr int partitionsPerPage = 1000;

qint64 nowMilliseconds()
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

QByteArray streamName(int number)
{
    return "stream-" + QByteArray::number(number).rightJustified(5, '0');
}

/// The number at the end of a name, of the one after it; 0 after nothing.
int numberAfter(const QByteArray &name)
{
    return name.isEmpty() ? 0 : name.sliced(name.lastIndexOf('-') + 1).toInt() + 1;
}

} // namespace

BigService::BigService(int streams, int partitions)
    : m_streams(streams)
    , m_partitions(partitions)
    , m_server(new QTcpServer)
{
    m_server->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_server, &QObject::deleteLater);
    connect(
        m_server, &QTcpServer::newConnection, m_server,
        [this] {
            while (QTcpSocket *socket = m_server->nextPendingConnection())
                serve(socket);
        },
        Qt::DirectConnection);
    m_thread.start();
    QSemaphore listening;
    QMetaObject::invokeMethod(m_server, [this, &listening] {
        m_server->listen(QHostAddress::LocalHost);
        m_endpoint = QStringLiteral("http://127.0.0.1:%1").arg(m_server->serverPort());
        listening.release();
    });
    listening.acquire();
}

BigService::~BigService()
{
    m_thread.quit();
    m_thread.wait();
}

void BigService::serve(QTcpSocket *socket)
{
    connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    connect(socket, &QTcpSocket::readyRead, socket, [this, socket] {
        const QByteArray request = socket->peek(64 * 1024);
        if (!request.contains("\r\n\r\n"))
            return;
        socket->readAll();
        ++m_requests;
        m_mostAtOnce = std::max<int>(m_mostAtOnce, ++m_atOnce);
        {
            const std::lock_guard lock(m_mutex);
            m_times.push_back(nowMilliseconds());
        }
        const QByteArray body = bodyFor(request.split(' ').value(1));
        QTimer::singleShot(moment, socket, [this, socket, body] {
            --m_atOnce;
            socket->write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                          + QByteArray::number(body.size()) + "\r\n\r\n" + body);
        });
    });
}

QByteArray BigService::bodyFor(const QByteArray &target)
{
    const QList<QByteArray> halves = target.split('?');
    const QList<QByteArray> parts = halves.first().split('/');
    const QUrlQuery query(QString::fromLatin1(halves.value(1)));
    const auto value = [&query](const char *key) { return query.queryItemValue(QLatin1StringView(key)).toLatin1(); };
    if (parts.size() == 4)
        return streamsPage(value("start_stream_name"));
    if (parts.size() == 5)
        return widePage(value("start_partitionId"));
    if (parts.size() == 6)
        return tasksOf(parts[4]);
    QByteArray answer = bigAnswer(m_partitions, m_round++);
    return answer.replace(R"("stream_name":"bench","task_name":"bench")", R"("stream_name":"wide","task_name":"wide")");
}

QByteArray BigService::streamsPage(const QByteArray &after) const
{
    const int first = numberAfter(after);
    const int end = std::min(first + streamsPerPage, m_streams);
    QByteArray names;
    QByteArray infos;
    for (int i = first; i < end; ++i) {
        const QByteArray comma = i > first ? "," : "";
        names += comma + '"' + streamName(i) + '"';
        infos += comma + R"({"stream_name":")" + streamName(i)
            + R"(","status":"RUNNING","stream_type":"COMMON","data_type":"JSON","retention_period":24,"partition_count":2})";
    }
    return R"({"total_number":)" + QByteArray::number(m_streams) + R"(,"stream_names":[)" + names
        + R"(],"stream_info_list":[)" + infos + R"(],"has_more_streams":)" + (end < m_streams ? "true" : "false") + '}';
}

QByteArray BigService::tasksOf(const QByteArray &stream)
{
    QByteArray tasks;
    for (int i = 0; i < 5; ++i)
        tasks += QByteArray(i > 0 ? "," : "") + R"({"task_name":")" + stream + "-task-" + QByteArray::number(i)
            + R"(","state":")" + (i == 4 ? "PAUSED" : "RUNNING")
            + R"(","destination_type":"OBS","create_time":1606554932552,"last_transfer_timestamp":1606984428612})";
    return R"({"total_number":5,"tasks":[)" + tasks + "]}";
}

QByteArray BigService::widePage(const QByteArray &after) const
{
    const int first = numberAfter(after);
    const int end = std::min(first + partitionsPerPage, m_partitions);
    QByteArray partitions;
    for (int i = first; i < end; ++i)
        partitions += QByteArray(i > first ? "," : "") + R"({"status":"ACTIVE","partition_id":"shardId-)"
            + QByteArray::number(i).rightJustified(10, '0')
            + R"(","hash_range":"[0 : 9223372036854775807]","sequence_number_range":"[1 : )"
            + QByteArray::number(500'000 + 40 * m_round) + R"(]","parent_partitions":""})";
    return R"({"stream_name":"wide","status":"RUNNING","data_type":"JSON","retention_period":24,"partitions":[)"
        + partitions + R"(],"has_more_partitions":)" + (end < m_partitions ? "true" : "false") + '}';
}

int BigService::mostPerSecond() const
{
    const std::lock_guard lock(m_mutex);
    int most = 0;
    for (auto first = m_times.begin(), last = first; last != m_times.end(); ++last) {
        while (*last - *first >= 1000)
            ++first;
        most = std::max(most, int(last - first) + 1);
    }
    return most;
}

void BigService::forget()
{
    const std::lock_guard lock(m_mutex);
    m_times.clear();
    m_mostAtOnce = int(m_atOnce);
}

} // namespace spillway
