// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demoservice.h"

#include "demo/errorreply.h"
#include "demo/gatekeeper.h"
#include "demo/route.h"
#include "demo/simulation.h"

#include <QCoreApplication>
#include <QLoggingCategory>

#include <algorithm>

namespace spillway {

namespace {

Q_LOGGING_CATEGORY(demoLog, "spillway.demo", QtWarningMsg)

// Source: ListStreams and ShowStream in the DIS API reference.
constexpr int usualStreams = 10;
constexpr int mostStreams = 100;
constexpr int usualPartitions = 100;
constexpr int mostPartitions = 1000;

QString translated(const char *english)
{
    return QCoreApplication::translate("Demo", english);
}

const Stream *findStream(const QString &name)
{
    const auto stream =
        std::ranges::find_if(streams(), [&name](const Stream &each) { return name == QLatin1StringView(each.name); });
    return stream == streams().end() ? nullptr : &*stream;
}

QByteArray bracketed(const QString &name)
{
    return " [" + name.toUtf8() + ']';
}

HttpReply badRequest(const char *why)
{
    return disError(400, "DIS.4200", QByteArray("Invalid request. [") + why + ']');
}

HttpReply noStream(const QString &name)
{
    return disError(400, "DIS.4301", "Stream does not exist." + bracketed(name));
}

HttpReply noPermission(const QString &name)
{
    return disError(403, "DIS.4116", "User does not have permission to access the resource." + bracketed(name));
}

} // namespace

struct DemoService::Private
{
    Private(Clock givenClock, quint32 seed)
        : clock(std::move(givenClock))
        , latest(clock())
        , simulation(seed, latest)
        , gatekeeper(Simulation::project(), clock)
        , face([this](const HttpRequest &request) { return answer(request); }, clock, seed,
               HttpFace::Limits{.bodyBytes = 64 * 1024})
    {
    }

    HttpReply answer(const HttpRequest &request);
    HttpReply listStreams(const Route &route, const QByteArray &requestId);
    HttpReply showStream(const Stream &stream, const Route &route, const QByteArray &requestId);
    HttpReply listTasks(const Stream &stream, const QByteArray &requestId);
    HttpReply showTask(const TaskAddress &address, const QByteArray &requestId);
    QDateTime now();

    Clock clock;
    QDateTime latest;
    Simulation simulation;
    Gatekeeper gatekeeper;
    HttpFace face;
    quint16 port = 0;
    DemoFault fault = DemoFault::None;
};

/// A computer's clock can be set back; offsets never go back.
QDateTime DemoService::Private::now()
{
    latest = std::max(latest, clock());
    return latest;
}

HttpReply DemoService::Private::answer(const HttpRequest &request)
{
    if (auto reply = gatekeeper.iamAnswer(request))
        return *std::move(reply);
    const auto route = routeOf(request);
    if (!route)
        return gatewayError(404, "APIGW.0101", "The API does not exist or has not been published in the environment",
                            request.requestId);
    if (auto reply = gatekeeper.refusal(request))
        return *std::move(reply);
    const auto project = route->name(0);
    const auto streamName = route->name(1);
    const auto task = route->name(2);
    if (!project || !streamName || !task)
        return badRequest("The path is not UTF-8.");
    if (*project != Simulation::project().text)
        return disError(400, "DIS.4117", "Invalid project id.");
    if (route->call == Route::Call::ListStreams)
        return listStreams(*route, request.requestId);
    const Stream *stream = findStream(*streamName);
    if (!stream)
        return noStream(*streamName);
    if (route->call == Route::Call::ShowStream)
        return showStream(*stream, *route, request.requestId);
    if (route->call == Route::Call::ListTasks)
        return listTasks(*stream, request.requestId);
    return showTask({{*streamName}, {*task}}, request.requestId);
}

HttpReply DemoService::Private::listStreams(const Route &route, const QByteArray &requestId)
{
    const int limit = route.number("limit", usualStreams);
    const auto after = route.text("start_stream_name");
    if (limit < 1 || limit > mostStreams || !after)
        return badRequest("Invalid limit or start_stream_name.");
    const auto page = simulation.streamsJson(*after, limit, now());
    return page ? faultyReply(fault, {.body = *page}, {}, requestId) : noStream(*after);
}

HttpReply DemoService::Private::showStream(const Stream &stream, const Route &route, const QByteArray &requestId)
{
    const QString name = QString::fromLatin1(stream.name);
    const int limit = route.number("limit_partitions", usualPartitions);
    const auto after = route.text("start_partitionId");
    if (limit < 1 || limit > mostPartitions || !after)
        return badRequest("Invalid limit_partitions or start_partitionId.");
    if (!stream.mayBeShown)
        return faultyReply(fault, noPermission(name), {{name}, {}}, requestId);
    const auto page = simulation.streamJson(stream, *after, limit, now());
    return page ? faultyReply(fault, {.body = *page}, {{name}, {}}, requestId)
                : disError(400, "DIS.4302", "Partition does not exist." + bracketed(*after));
}

HttpReply DemoService::Private::listTasks(const Stream &stream, const QByteArray &requestId)
{
    const QString name = QString::fromLatin1(stream.name);
    HttpReply good = stream.mayListTasks ? HttpReply{.body = simulation.tasksJson(stream, now())} : noPermission(name);
    return faultyReply(fault, std::move(good), {{name}, {}}, requestId);
}

HttpReply DemoService::Private::showTask(const TaskAddress &address, const QByteArray &requestId)
{
    for (const Story &story : stories()) {
        if (Simulation::address(story) == address)
            return faultyReply(fault, {.body = simulation.taskJson(story, now())}, address, requestId);
    }
    return disError(400, "DIS.4354", "Transfer task does not exist." + bracketed(address.task.text));
}

DemoService::DemoService(Clock clock, quint32 seed, QObject *parent)
    : QObject(parent)
    , m_d(std::make_unique<Private>(std::move(clock), seed))
{
}

DemoService::~DemoService() = default;

Result<quint16> DemoService::start()
{
    Result<quint16> port = m_d->face.listen();
    if (port) {
        m_d->port = *port;
        qCInfo(demoLog, "The demo service listens on 127.0.0.1:%u", *port);
    }
    return port;
}

QString DemoService::endpoint() const
{
    return QStringLiteral("http://127.0.0.1:%1").arg(m_d->port);
}

Connection DemoService::connection() const
{
    Connection connection;
    connection.endpoint = endpoint();
    connection.project = Simulation::project();
    connection.credential = Token{Secret(m_d->gatekeeper.ownToken().reveal())};
    connection.origin = tr("the demo service");
    return connection;
}

SignInPractice DemoService::practice() const
{
    return copyOf(m_d->gatekeeper.practice());
}

QList<DemoService::Task> DemoService::tasks()
{
    QList<Task> tasks;
    for (const Story &story : stories())
        tasks.append({Simulation::address(story), translated(story.title), translated(story.plot)});
    return tasks;
}

QList<DemoService::Fault> DemoService::faults()
{
    QList<Fault> faults;
    for (const DemoFaultInfo &info : demoFaults())
        faults.append({info.fault, translated(info.title), translated(info.promise)});
    return faults;
}

void DemoService::setFault(DemoFault fault)
{
    m_d->fault = fault;
}

DemoFault DemoService::fault() const
{
    return m_d->fault;
}

} // namespace spillway
