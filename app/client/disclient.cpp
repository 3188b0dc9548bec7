// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/disclient.h"

#include "client/question.h"
#include "client/request.h"
#include "wire/projectdecoder.h"
#include "wire/taskdecoder.h"

#include <QNetworkAccessManager>

namespace spillway {

using namespace Qt::StringLiterals;

struct DisClient::Private
{
    template <class T>
    QFuture<Result<T>> ask(DisClient *client, ServiceQuestion::Call call, typename Question<T>::Decode decode);
    void dropStaleConnections();

    Endpoint endpoint;
    QNetworkRequest request; // all but the URL and who asks
    QNetworkAccessManager &network;
    Clock clock;
    Timing timing;
    std::shared_ptr<const ClientLimits> limits;
    std::unique_ptr<SignIn> signIn;
    std::unique_ptr<RequestGate> gate;
    int underWay = 0; // questions, those that wait at the gate among them
    bool connectionsAreStale = false;
};

namespace {

/// What was asked for, with when it came.
TaskAnswer answerWith(TaskSnapshot task, const HttpAnswer &answer)
{
    TaskAnswer given;
    given.task = std::move(task);
    given.receivedAt = answer.receivedAt;
    given.latency = answer.latency;
    given.requestId = answer.requestId();
    given.serverDate = answer.serverDate();
    return given;
}

} // namespace

Result<std::unique_ptr<DisClient>> DisClient::create(Connection connection, QNetworkAccessManager &network, Clock clock,
                                                     Timing timing, std::shared_ptr<const ClientLimits> limits,
                                                     Elapsed elapsed)
{
    const Result<Endpoint> endpoint = parseEndpoint(connection.endpoint);
    if (!endpoint)
        return failure(endpoint.error());
    if (endpoint->base.scheme() == "https"_L1 && !canSpeakTls())
        return failure(Error::Kind::Tls, Error::Reason::NoTls, endpoint->authority());
    if (const Result<void> usable = checkSignIn(connection); !usable)
        return failure(usable.error());
    // The names of streams and tasks come with each question; the project's may be known now.
    const ProjectId project{connection.project.text.isEmpty() ? u"p"_s : connection.project.text};
    if (const Result<QByteArray> path = streamsPath(project); !path)
        return failure(path.error());
    const Result<QNetworkRequest> request = plainRequest(connection.caFile);
    if (!request)
        return failure(request.error());
    if (const Result<void> proxy = applyProxy(network, connection.proxy); !proxy)
        return failure(proxy.error());

    std::optional<Endpoint> iam;
    if (const Result<Endpoint> address = parseEndpoint(connection.iamEndpoint); address)
        iam = *address;
    if (!limits)
        limits = std::make_shared<const ClientLimits>(timing.bodyCap);
    auto signIn = std::make_unique<SignIn>(SignIn::Setup{std::move(connection), iam, *request, network, clock, timing});
    auto gate = std::make_unique<RequestGate>(limits, std::move(elapsed));
    auto d = std::make_unique<Private>(Private{*endpoint, *request, network, std::move(clock), timing,
                                               std::move(limits), std::move(signIn), std::move(gate)});
    return std::unique_ptr<DisClient>(new DisClient(std::move(d)));
}

DisClient::DisClient(std::unique_ptr<Private> d)
    : m_d(std::move(d))
{
    connect(m_d->gate.get(), &RequestGate::opening, this, [this] { m_d->dropStaleConnections(); });
}

DisClient::~DisClient()
{
    // Now, not with the other children: they use what goes away first.
    qDeleteAll(findChildren<ServiceQuestion *>(QString(), Qt::FindDirectChildrenOnly));
}

/// A connection that fell silent would fail again. Qt can only drop all of them, with what runs on them.
void DisClient::Private::dropStaleConnections()
{
    if (!connectionsAreStale || underWay > gate->waiting())
        return;
    network.clearConnectionCache();
    connectionsAreStale = false;
}

template <class T>
QFuture<Result<T>> DisClient::Private::ask(DisClient *client, ServiceQuestion::Call call,
                                           typename Question<T>::Decode decode)
{
    // Before anything is asked for it. The project is checked when it is known.
    if (const Result<QByteArray> path = call.path({u"p"_s}); !path)
        return QtFuture::makeReadyFuture<Result<T>>(failure(path.error()));
    Timing each = timing;
    each.bodyCap = limits->bodyBytes();
    auto *question = new Question<T>({endpoint, request, network, *signIn, *gate, clock, each}, std::move(call),
                                     std::move(decode), client);
    ++underWay;
    QObject::connect(question, &ServiceQuestion::ended, client, [this](bool timedOut) {
        --underWay;
        connectionsAreStale |= timedOut;
    });
    const QFuture<Result<T>> future = question->future();
    question->ask();
    return future;
}

QFuture<Result<TaskAnswer>> DisClient::showTask(const TaskAddress &address)
{
    const auto path = [address](const ProjectId &project) { return showTaskPath(project, address); };
    const auto decode = [address](QByteArray body, const HttpAnswer &answer) -> Result<TaskAnswer> {
        Result<TaskSnapshot> task = decodeTask(std::move(body));
        if (!task)
            return failure(task.error());
        if (const Result<void> same = checkIdentity(**task, address); !same)
            return failure(same.error());
        return answerWith(*std::move(task), answer);
    };
    return m_d->ask<TaskAnswer>(this, {path, {}, RequestGate::Urgency::Urgent}, decode);
}

QFuture<Result<StreamPage>> DisClient::listStreams(const QString &after, int limit)
{
    const auto decode = [](QByteArray body, const HttpAnswer &) { return decodeStreamPage(std::move(body)); };
    return m_d->ask<StreamPage>(this, {streamsPath, streamsQuery(after, limit)}, decode);
}

QFuture<Result<TaskList>> DisClient::listTasks(const StreamName &stream)
{
    const auto path = [stream](const ProjectId &project) { return tasksPath(project, stream); };
    const auto decode = [](QByteArray body, const HttpAnswer &) { return decodeTaskList(std::move(body)); };
    return m_d->ask<TaskList>(this, {path}, decode);
}

QFuture<Result<StreamDetails>> DisClient::showStream(const StreamName &stream, const QString &after, int limit)
{
    const auto path = [stream](const ProjectId &project) { return showStreamPath(project, stream); };
    const auto decode = [stream](QByteArray body, const HttpAnswer &answer) {
        Result<StreamDetails> details = decodeStream(std::move(body), stream);
        if (details) {
            details->receivedAt = answer.receivedAt;
            details->serverDate = answer.serverDate();
        }
        return details;
    };
    return m_d->ask<StreamDetails>(this, {path, partitionsQuery(after, limit)}, decode);
}

QFuture<Result<void>> DisClient::tryOut()
{
    const auto decode = [](QByteArray body, const HttpAnswer &) -> Result<void> {
        const Result<StreamPage> page = decodeStreamPage(std::move(body));
        return page ? Result<void>() : failure(page.error());
    };
    return m_d->ask<void>(this, {streamsPath, streamsQuery({}, 1), RequestGate::Urgency::Urgent}, decode);
}

QString DisClient::origin() const
{
    return m_d->endpoint.authority();
}

QString DisClient::place() const
{
    return m_d->endpoint.authority() + u'\n' + m_d->signIn->whose();
}

CredentialFacts DisClient::credential() const
{
    return m_d->signIn->facts();
}

} // namespace spillway
