// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demoservice.h"

#include "demo/errorreply.h"
#include "demo/gatekeeper.h"
#include "demo/simulation.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLoggingCategory>

#include <algorithm>
#include <optional>

namespace spillway {

namespace {

Q_LOGGING_CATEGORY(demoLog, "spillway.demo", QtWarningMsg)

// Source: ListStreams in the DIS API reference.
constexpr int usualLimit = 10;
constexpr int mostStreams = 100;

QString translated(const char *english)
{
    return QCoreApplication::translate("Demo", english);
}

bool isHexDigit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
}

/// One segment of a path. Nothing if a percent sign is not followed by two digits, or the bytes are not UTF-8.
std::optional<QString> decoded(const QByteArray &segment)
{
    for (qsizetype at = segment.indexOf('%'); at >= 0; at = segment.indexOf('%', at + 1)) {
        if (at + 2 >= segment.size() || !isHexDigit(segment[at + 1]) || !isHexDigit(segment[at + 2]))
            return std::nullopt;
    }
    const QByteArray bytes = QByteArray::fromPercentEncoding(segment);
    if (!bytes.isValidUtf8())
        return std::nullopt;
    return QString::fromUtf8(bytes);
}

/// The names in the path of ShowTransferTask.
struct Question
{
    QString project;
    TaskAddress address;
};

/// Nothing if the path is another call's.
std::optional<QList<QByteArray>> namesIn(const QByteArray &target)
{
    const qsizetype query = target.indexOf('?');
    const QList<QByteArray> parts = (query < 0 ? target : target.first(query)).split('/');
    if (parts.size() != 7 || parts[1] != "v2" || parts[3] != "streams" || parts[5] != "transfer-tasks")
        return std::nullopt;
    return QList<QByteArray>{parts[2], parts[4], parts[6]};
}

/// A number in the query; nothing if it is not there or is none.
std::optional<int> numberIn(const QByteArray &target, QByteArrayView name)
{
    const qsizetype query = target.indexOf('?');
    const QList<QByteArray> pairs = query < 0 ? QList<QByteArray>() : target.sliced(query + 1).split('&');
    const QByteArray prefix = name.toByteArray() + '=';
    for (const QByteArray &pair : pairs) {
        bool isNumber = false;
        const int number = pair.startsWith(prefix) ? pair.sliced(prefix.size()).toInt(&isNumber) : 0;
        if (isNumber)
            return number;
    }
    return std::nullopt;
}

/// The project that ListStreams asks about; nothing if it is another call.
std::optional<QString> streamsProjectIn(const HttpRequest &request)
{
    const QList<QByteArray> parts = request.target.split('?').first().split('/');
    if (request.method != "GET" || parts.size() != 4 || parts[1] != "v2" || parts[3] != "streams")
        return std::nullopt;
    return decoded(parts[2]);
}

std::optional<Question> readQuestion(const QList<QByteArray> &names)
{
    const auto project = decoded(names[0]);
    const auto stream = decoded(names[1]);
    const auto task = decoded(names[2]);
    if (!project || !stream || !task)
        return std::nullopt;
    return Question{*project, {{*stream}, {*task}}};
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
    HttpReply listStreams(const QString &project, int limit) const;
    HttpReply show(const Question &question, const QByteArray &requestId);
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
    if (const auto project = streamsProjectIn(request)) {
        if (auto reply = gatekeeper.refusal(request))
            return *std::move(reply);
        return listStreams(*project, numberIn(request.target, "limit").value_or(usualLimit));
    }
    const auto names = request.method == "GET" ? namesIn(request.target) : std::nullopt;
    if (!names)
        return gatewayError(404, "APIGW.0101", "The API does not exist or has not been published in the environment",
                            request.requestId);
    if (auto reply = gatekeeper.refusal(request))
        return *std::move(reply);
    const auto question = readQuestion(*names);
    if (!question)
        return disError(400, "DIS.4200", "Invalid request. [The path is not UTF-8.]");
    return show(*question, request.requestId);
}

/// The first page, which is all that is asked for.
HttpReply DemoService::Private::listStreams(const QString &project, int limit) const
{
    if (project != Simulation::project().text)
        return disError(400, "DIS.4117", "Invalid project id.");
    if (limit < 1 || limit > mostStreams)
        return disError(400, "DIS.4200", "Invalid request. [Invalid limit.]");
    QJsonArray names;
    for (const Stream &stream : streams()) {
        if (names.size() < limit)
            names.append(QLatin1StringView(stream.name));
    }
    const auto total = qsizetype(std::size(streams()));
    const QJsonObject page{{QStringLiteral("total_number"), total},
                           {QStringLiteral("stream_names"), names},
                           {QStringLiteral("has_more_streams"), names.size() < total}};
    return {.body = QJsonDocument(page).toJson(QJsonDocument::Compact)};
}

HttpReply DemoService::Private::show(const Question &question, const QByteArray &requestId)
{
    if (question.project != Simulation::project().text)
        return disError(400, "DIS.4117", "Invalid project id.");
    for (const Story &story : stories()) {
        if (Simulation::address(story) == question.address)
            return faultyReply(fault, {.body = simulation.taskJson(story, now())}, question.address, requestId);
    }
    const QString &named = question.address.stream.text;
    const bool isStream = std::ranges::any_of(
        streams(), [&named](const Stream &stream) { return named == QLatin1StringView(stream.name); });
    const QByteArray asked = (isStream ? question.address.task.text : question.address.stream.text).toUtf8();
    const QByteArray bracketed = " [" + asked + ']';
    return isStream ? disError(400, "DIS.4354", "Transfer task does not exist." + bracketed)
                    : disError(400, "DIS.4301", "Stream does not exist." + bracketed);
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
