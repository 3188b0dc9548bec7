// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/servicequestion.h"

namespace spillway {

ServiceQuestion::ServiceQuestion(Setup setup, Path path, QByteArray query, QObject *parent)
    : QObject(parent)
    , m_setup(std::move(setup))
    , m_path(std::move(path))
    , m_query(std::move(query))
{
    connect(&m_preparing, &QFutureWatcherBase::finished, this, &ServiceQuestion::prepared);
}

ServiceQuestion::~ServiceQuestion()
{
    delete m_exchange;
}

void ServiceQuestion::abort()
{
    m_preparing.disconnect(this);
    if (m_exchange)
        m_exchange->deleteLater(); // it may be the one that is talking
    m_exchange.clear();
    disconnect(this, nullptr, nullptr, nullptr);
}

void ServiceQuestion::ask()
{
    m_elapsed.start();
    const QFuture<Result<ProjectId>> preparation = m_setup.signIn.prepare();
    if (preparation.isFinished() && preparation.resultCount() > 0 && preparation.result()) {
        m_project = *preparation.result();
        send(); // now, so that the request is under way when the asker has its future
    } else {
        m_preparing.setFuture(preparation);
    }
}

void ServiceQuestion::prepared()
{
    const QFuture<Result<ProjectId>> preparation = m_preparing.future();
    if (preparation.resultCount() == 0) {
        Q_EMIT cancelled();
        return;
    }
    const Result<ProjectId> project = preparation.result();
    if (!project) {
        Q_EMIT failed(project.error(), project.error().kind == Error::Kind::Timeout);
        return;
    }
    m_project = *project;
    send();
}

void ServiceQuestion::send()
{
    const Result<QByteArray> path = m_path(m_project);
    if (!path) {
        Q_EMIT failed(path.error(), false);
        return;
    }
    QNetworkRequest request = m_setup.request;
    request.setUrl(requestUrl(m_setup.endpoint, m_query.isEmpty() ? *path : *path + '?' + m_query));
    const QString authority = m_setup.endpoint.authority();
    const QList<RawHeader> headers = m_setup.signIn.headers("GET", *path, m_query, authority);
    m_proof = m_setup.signIn.proof();
    for (const auto &[name, value] : headers)
        request.setRawHeader(name, value);
    m_exchange = new Exchange(
        {request, nullptr, 200, authority, m_setup.endpoint.isLoopback, masks(), m_setup.clock, m_setup.timing},
        m_setup.network, this);
    connect(m_exchange, &Exchange::failed, this, &ServiceQuestion::refused);
    connect(m_exchange, &Exchange::answered, this, [this](const std::shared_ptr<HttpAnswer> &answer) {
        answer->latency = std::chrono::milliseconds(m_elapsed.elapsed());
        Q_EMIT answered(answer);
    });
}

void ServiceQuestion::refused(const Error &error, bool timedOut)
{
    const bool isWorthOneMore = m_setup.signIn.refused(error, m_proof) && !m_wasRefused;
    m_wasRefused = true;
    if (isWorthOneMore)
        send();
    else
        Q_EMIT failed(m_setup.signIn.explained(error), timedOut);
}

Error ServiceQuestion::explained(const Error &error)
{
    m_setup.signIn.refused(error, m_proof);
    return m_setup.signIn.explained(error);
}

} // namespace spillway
