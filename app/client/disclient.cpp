// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/disclient.h"

#include "client/request.h"
#include "client/signin.h"
#include "client/taskquestion.h"
#include "wire/streams.h"

#include <QNetworkAccessManager>

namespace spillway {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 listingCap = 1024 * 1024; // for one stream

} // namespace

struct DisClient::Private
{
    Endpoint endpoint;
    QNetworkRequest request; // all but the URL and who asks
    QNetworkAccessManager &network;
    Clock clock;
    Timing timing;
    std::shared_ptr<const BodyLimit> limit;
    std::unique_ptr<SignIn> signIn;
    int underWay = 0;
    bool connectionsAreStale = false;

    ServiceQuestion::Setup setup(const Timing &each) { return {endpoint, request, network, *signIn, clock, each}; }
};

Result<std::unique_ptr<DisClient>> DisClient::create(Connection connection, QNetworkAccessManager &network, Clock clock,
                                                     Timing timing, std::shared_ptr<const BodyLimit> limit)
{
    const Result<Endpoint> endpoint = parseEndpoint(connection.endpoint);
    if (!endpoint)
        return failure(endpoint.error());
    if (const Result<void> usable = checkSignIn(connection); !usable)
        return failure(usable.error());
    // The names of a task come with each question; the project's may be known now.
    const ProjectId project{connection.project.text.isEmpty() ? u"p"_s : connection.project.text};
    const TaskAddress anyTask{StreamName{u"s"_s}, TaskName{u"t"_s}};
    if (const Result<QByteArray> path = showTaskPath(project, anyTask); !path)
        return failure(path.error());
    const Result<QNetworkRequest> request = plainRequest(connection.caFile);
    if (!request)
        return failure(request.error());
    if (const Result<void> proxy = applyProxy(network, connection.proxy); !proxy)
        return failure(proxy.error());

    std::optional<Endpoint> iam;
    if (const Result<Endpoint> address = parseEndpoint(connection.iamEndpoint); address)
        iam = *address;
    auto signIn = std::make_unique<SignIn>(SignIn::Setup{std::move(connection), iam, *request, network, clock, timing});
    auto d = std::make_unique<Private>(
        Private{*endpoint, *request, network, std::move(clock), timing, std::move(limit), std::move(signIn)});
    return std::unique_ptr<DisClient>(new DisClient(std::move(d)));
}

DisClient::DisClient(std::unique_ptr<Private> d)
    : m_d(std::move(d))
{
}

DisClient::~DisClient()
{
    // Now, not with the other children: they use what goes away first.
    qDeleteAll(findChildren<TaskQuestion *>(QString(), Qt::FindDirectChildrenOnly));
    qDeleteAll(findChildren<ServiceQuestion *>(QString(), Qt::FindDirectChildrenOnly));
}

QFuture<Result<TaskAnswer>> DisClient::showTask(const TaskAddress &address)
{
    // Before anything is asked for it. The project is checked when it is known.
    if (const Result<QByteArray> path = showTaskPath({u"p"_s}, address); !path)
        return QtFuture::makeReadyFuture<Result<TaskAnswer>>(failure(path.error()));

    // A connection that fell silent would fail again. Qt can only drop all of them, with what runs on them.
    if (m_d->connectionsAreStale && m_d->underWay == 0) {
        m_d->network.clearConnectionCache();
        m_d->connectionsAreStale = false;
    }
    Timing timing = m_d->timing;
    if (m_d->limit)
        timing.bodyCap = m_d->limit->bytes();
    auto *question = new TaskQuestion(m_d->setup(timing), address, this);
    ++m_d->underWay;
    connect(question, &TaskQuestion::ended, this, [this](bool timedOut) {
        --m_d->underWay;
        m_d->connectionsAreStale |= timedOut;
    });
    const QFuture<Result<TaskAnswer>> future = question->future();
    question->ask();
    return future;
}

QFuture<Result<void>> DisClient::tryOut()
{
    auto promise = std::make_shared<QPromise<Result<void>>>();
    promise->start();
    Timing timing = m_d->timing;
    timing.bodyCap = listingCap;
    auto *question = new ServiceQuestion(m_d->setup(timing), streamsPath, "limit=1", this);
    const auto conclude = [promise, question](const Result<void> &result) {
        question->deleteLater();
        // Whoever waits may delete this, and the question with it.
        promise->addResult(result);
        promise->finish();
    };
    connect(question, &ServiceQuestion::answered, this,
            [conclude, question](const std::shared_ptr<HttpAnswer> &answer) {
                const Result<QStringList> names = decodeStreamNames(answer->body);
                conclude(names ? Result<void>() : failure(question->explained(names.error())));
            });
    connect(question, &ServiceQuestion::failed, this, [conclude](const Error &error) { conclude(failure(error)); });
    connect(question, &ServiceQuestion::cancelled, this,
            [conclude] { conclude(failure(Error::Kind::Cancelled, Error::Reason::Unspecified)); });
    question->ask();
    return promise->future();
}

QString DisClient::origin() const
{
    return m_d->endpoint.authority();
}

CredentialFacts DisClient::credential() const
{
    return m_d->signIn->facts();
}

} // namespace spillway
