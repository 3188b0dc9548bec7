// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/servicequestion.h"

namespace spillway {

namespace {

/// Whether the answer calls itself JSON. If it does and is not, that is no sign of a proxy that sends pages.
bool isJson(const QByteArray &contentType)
{
    return contentType.toLower().contains("json");
}

} // namespace

ServiceQuestion::ServiceQuestion(Setup setup, Call call, QObject *parent)
    : QObject(parent)
    , m_setup(std::move(setup))
    , m_call(std::move(call))
    , m_place(m_setup.gate, m_call.urgency, [this] { return letIn(); })
{
    connect(&m_preparing, &QFutureWatcherBase::finished, this, &ServiceQuestion::prepared);
}

ServiceQuestion::~ServiceQuestion()
{
    delete m_exchange;
}

void ServiceQuestion::abort()
{
    m_place.leave();
    m_preparing.disconnect(this);
    if (m_exchange) {
        m_exchange->disconnect(this);
        m_exchange->deleteLater(); // it may be the one that is talking
    }
    m_exchange.clear();
}

void ServiceQuestion::ask()
{
    m_elapsed.start();
    m_place.enter(); // at once if it may, so that the request is under way when the asker has its future
}

/// Signing in comes after the wait: what proves who asks may have been refused or have ended meanwhile.
bool ServiceQuestion::letIn()
{
    if (!isWanted())
        return false;
    const QFuture<Result<ProjectId>> preparation = m_setup.signIn.prepare();
    if (preparation.isFinished() && preparation.resultCount() > 0 && preparation.result())
        return send(*preparation.result());
    m_preparing.setFuture(preparation);
    return false;
}

void ServiceQuestion::prepared()
{
    const QFuture<Result<ProjectId>> preparation = m_preparing.future();
    if (preparation.resultCount() == 0) {
        giveUp(std::nullopt, false); // signing in was given up by somebody else
        return;
    }
    const Result<ProjectId> project = preparation.result();
    if (project)
        m_place.enter();
    else
        giveUp(project.error(), project.error().kind == Error::Kind::Timeout);
}

bool ServiceQuestion::send(const ProjectId &project)
{
    const Result<QByteArray> path = m_call.path(project);
    if (!path) {
        // Later: whoever is told may delete the gate.
        QMetaObject::invokeMethod(
            this, [this, error = path.error()] { giveUp(error, false); }, Qt::QueuedConnection);
        return false;
    }
    const QByteArray &query = m_call.query;
    QNetworkRequest request = m_setup.request;
    request.setUrl(requestUrl(m_setup.endpoint, query.isEmpty() ? *path : *path + '?' + query));
    const QString authority = m_setup.endpoint.authority();
    const QList<RawHeader> headers = m_setup.signIn.headers("GET", *path, query, authority);
    m_proof = m_setup.signIn.proof();
    for (const auto &[name, value] : headers)
        request.setRawHeader(name, value);
    m_exchange = new Exchange(
        {request, nullptr, 200, authority, m_setup.endpoint.isLoopback, masks(), m_setup.clock, m_setup.timing},
        m_setup.network, this);
    connect(m_exchange, &Exchange::failed, this, &ServiceQuestion::refused);
    connect(m_exchange, &Exchange::answered, this, &ServiceQuestion::answered);
    return true;
}

void ServiceQuestion::answered(const std::shared_ptr<HttpAnswer> &answer)
{
    m_place.leave();
    answer->latency = std::chrono::milliseconds(m_elapsed.elapsed());
    take(answer);
}

void ServiceQuestion::refused(const Error &error, bool timedOut)
{
    m_place.leave();
    const bool isWorthOneMore = m_setup.signIn.refused(error, m_proof) && !m_wasRefused;
    m_wasRefused = true;
    if (isWorthOneMore)
        m_place.enter();
    else
        giveUp(m_setup.signIn.explained(error), timedOut);
}

Error ServiceQuestion::explained(Error error, const HttpAnswer &answer)
{
    error.httpStatus = answer.facts.status;
    if (error.requestId.isEmpty())
        error.requestId = answer.requestId();
    if (error.reason == Error::Reason::NotJson && error.subject.isEmpty() && !isJson(answer.facts.contentType))
        error.subject = QString::fromUtf8(answer.facts.contentType.left(128));
    error.retryAfter = parseRetryAfter(answer.facts.retryAfter, answer.receivedAt);
    m_setup.signIn.refused(error, m_proof);
    return m_setup.signIn.explained(std::move(error));
}

} // namespace spillway
