// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/signin.h"

#include <QNetworkAccessManager>

#include <algorithm>

namespace spillway {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::seconds;

namespace {

constexpr seconds renewBefore = 10min; // an answer may take a while, and clocks differ
constexpr seconds skewThatMatters = 5min;
constexpr qsizetype shownOfId = 4;
constexpr int statusCreated = 201;

template <class... Functions> struct Overloaded : Functions...
{
    using Functions::operator()...;
};

bool isPassword(const Connection &connection)
{
    return std::holds_alternative<UserPassword>(connection.credential);
}

std::shared_ptr<const Secret> shared(const Secret &secret)
{
    return std::make_shared<const Secret>(secret.reveal());
}

} // namespace

Result<void> checkSignIn(const Connection &connection)
{
    const QString &origin = connection.origin;
    const auto usable = std::visit(
        Overloaded{
            [&](std::monostate) -> Result<void> { return failure(Error::Kind::Usage, Error::Reason::NoCredential); },
            [&](const Token &token) { return checkToken(token.value, origin); },
            [&](const AccessKey &key) { return checkAccessKey(key, origin); },
            [&](const UserPassword &user) { return checkUserPassword(user, origin); },
        },
        connection.credential);
    if (!usable)
        return usable;
    const bool hasProject = !connection.project.text.isEmpty();
    if (!hasProject && connection.projectName.isEmpty())
        return failure(Error::Kind::Usage, Error::Reason::BadName);
    if (hasProject && !isPassword(connection))
        return {};
    if (connection.iamEndpoint.isEmpty())
        return failure(Error::Kind::Usage, Error::Reason::NoIam);
    const Result<Endpoint> iam = parseEndpoint(connection.iamEndpoint);
    return iam ? Result<void>() : failure(iam.error());
}

SignIn::SignIn(Setup setup, QObject *parent)
    : QObject(parent)
    , m_setup(std::move(setup))
    , m_project(m_setup.connection.project)
{
    Connection &connection = m_setup.connection;
    if (const auto *token = std::get_if<Token>(&connection.credential)) {
        m_token = shared(token->value);
        m_masks.add(m_token);
    } else if (const auto *key = std::get_if<AccessKey>(&connection.credential)) {
        for (const Secret *secret : {&key->id, &key->secret, &key->securityToken})
            m_masks.add(shared(*secret));
    } else if (const auto *user = std::get_if<UserPassword>(&connection.credential)) {
        m_masks.add(shared(user->password));
    }
    m_masks.add(shared(connection.proxy.password));
}

SignIn::~SignIn()
{
    // Now, not with the other children: they use what goes away first.
    qDeleteAll(findChildren<Exchange *>(QString(), Qt::FindDirectChildrenOnly));
    for (QPromise<Result<ProjectId>> &promise : m_waiting) {
        promise.future().cancel();
        promise.finish();
    }
}

QFuture<Result<ProjectId>> SignIn::prepare()
{
    if (!m_asking && !needsToken() && !m_project.text.isEmpty())
        return QtFuture::makeReadyFuture<Result<ProjectId>>(m_project);
    QPromise<Result<ProjectId>> promise;
    promise.start();
    const QFuture<Result<ProjectId>> future = promise.future();
    m_waiting.push_back(std::move(promise));
    if (!m_asking) {
        m_wasCorrected = false;
        askNext();
    }
    return future;
}

bool SignIn::needsToken() const
{
    if (!isPassword(m_setup.connection))
        return false;
    return !m_token || (m_expires && serverTime().secsTo(*m_expires) < renewBefore.count());
}

QDateTime SignIn::serverTime() const
{
    return m_setup.clock().addSecs(-m_clockAhead.count());
}

void SignIn::askNext()
{
    m_asking = true;
    if (needsToken())
        askForToken();
    else if (m_project.text.isEmpty())
        askForProject();
    else
        conclude(m_project);
}

Exchange *SignIn::ask(const QByteArray &path, const QByteArray &query, std::shared_ptr<const Secret> body, bool signs)
{
    const Endpoint &iam = *m_setup.iam;
    QNetworkRequest request = m_setup.request;
    request.setUrl(requestUrl(iam, path + '?' + query));
    if (body)
        request.setRawHeader("Content-Type", tokenContentType);
    if (signs) {
        const QList<RawHeader> all = headers("GET", path, query, iam.authority());
        for (const auto &[name, value] : all)
            request.setRawHeader(name, value);
    }
    Timing timing = m_setup.timing;
    timing.bodyCap = iamAnswerLimit;
    const int good = body ? statusCreated : 200;
    auto *exchange =
        new Exchange({request, std::move(body), good, iam.authority(), iam.isLoopback, m_masks, m_setup.clock, timing},
                     m_setup.network, this);
    connect(exchange, &Exchange::failed, this, &SignIn::fail);
    return exchange;
}

void SignIn::askForToken()
{
    const auto &user = std::get<UserPassword>(m_setup.connection.credential);
    auto body = std::make_shared<const Secret>(
        tokenRequestBody(user, {m_setup.connection.project, m_setup.connection.projectName}));
    connect(ask(tokenPath, tokenQuery, std::move(body), false), &Exchange::answered, this,
            [this](const std::shared_ptr<HttpAnswer> &answer) { takeToken(*answer); });
}

void SignIn::takeToken(const HttpAnswer &answer)
{
    const Result<TokenFacts> facts = decodeTokenFacts(m_masks.applied(answer.body));
    if (!facts)
        return fail(facts.error());
    if (!answer.subjectToken || !checkToken(*answer.subjectToken, {}))
        return fail(failure(Error::Kind::Malformed, Error::Reason::NotJson, u"X-Subject-Token"_s).value());
    m_token = answer.subjectToken;
    ++m_proof;
    m_masks.add(m_token);
    m_expires = facts->expiresAt;
    if (m_project.text.isEmpty() && facts->project)
        m_project = *facts->project;
    if (const auto date = answer.serverDate())
        m_clockAhead = seconds(date->secsTo(answer.receivedAt));
    // A token that ends at once would be asked for again and again.
    if (needsToken())
        m_expires.reset();
    askNext();
}

void SignIn::askForProject()
{
    connect(ask(projectsPath, projectsQuery(m_setup.connection.projectName), nullptr, true), &Exchange::answered, this,
            [this](const std::shared_ptr<HttpAnswer> &answer) { takeProjects(*answer); });
}

void SignIn::takeProjects(const HttpAnswer &answer)
{
    const Result<QList<IamProject>> projects = decodeProjects(answer.body);
    if (!projects)
        return fail(projects.error());
    const QString &name = m_setup.connection.projectName;
    QList<IamProject> matching;
    std::copy_if(projects->begin(), projects->end(), std::back_inserter(matching),
                 [&name](const IamProject &project) { return project.isEnabled && project.name == name; });
    if (matching.size() != 1) {
        const auto reason = matching.isEmpty() ? Error::Reason::NoProject : Error::Reason::ManyProjects;
        return conclude(failure(Error::Kind::Rejected, reason, name));
    }
    m_project = matching.first().id;
    askNext();
}

void SignIn::fail(const Error &error)
{
    const bool isPasswordRefused = needsToken() && error.kind == Error::Kind::Unauthorized;
    if (!isPasswordRefused && needsToken() && m_token) {
        // It could not be renewed; as long as it is good there is no hurry.
        if (m_expires && serverTime() < *m_expires && !m_project.text.isEmpty())
            return conclude(m_project);
    }
    // A server whose own clock runs wild would be asked for ever.
    if (!needsToken() && refused(error, m_proof) && !std::exchange(m_wasCorrected, true))
        return askNext();
    Error told = explained(error);
    if (isPasswordRefused)
        told.reason = Error::Reason::PasswordRefused;
    conclude(failure(std::move(told)));
}

void SignIn::conclude(const Result<ProjectId> &result)
{
    m_asking = false;
    // Whoever waits may delete this.
    auto waiting = std::exchange(m_waiting, {});
    for (QPromise<Result<ProjectId>> &promise : waiting) {
        promise.addResult(result);
        promise.finish();
    }
}

QList<RawHeader> SignIn::headers(const QByteArray &method, const QByteArray &path, const QByteArray &query,
                                 const QString &authority) const
{
    if (const auto *key = std::get_if<AccessKey>(&m_setup.connection.credential))
        return signedHeaders(method, path, query, {}, authority.toLatin1(), m_project, *key, serverTime());
    if (m_token)
        return {{"X-Auth-Token", m_token->reveal().toByteArray()}};
    return {};
}

bool SignIn::refused(const Error &error, int proof)
{
    if (error.kind != Error::Kind::Unauthorized)
        return false;
    if (isPassword(m_setup.connection) && proof == m_proof)
        m_token.reset(); // the next question asks for another
    if (!std::holds_alternative<AccessKey>(m_setup.connection.credential) || !error.clockAhead)
        return false;
    if (proof != m_proof)
        return true; // another question has found out meanwhile
    // Against the clock that was signed by: after a correction there is nothing left to correct.
    const seconds off = *error.clockAhead - m_clockAhead;
    if (off < skewThatMatters && off > -skewThatMatters)
        return false;
    m_clockAhead = *error.clockAhead;
    ++m_proof;
    return true;
}

Error SignIn::explained(Error error) const
{
    if (error.kind == Error::Kind::Unauthorized && error.reason == Error::Reason::Unspecified
        && std::holds_alternative<AccessKey>(m_setup.connection.credential))
        error.reason = Error::Reason::SignatureRefused;
    return m_masks.applied(std::move(error));
}

CredentialFacts SignIn::facts() const
{
    CredentialFacts facts;
    facts.origin = m_setup.connection.origin;
    std::visit(Overloaded{
                   [](std::monostate) {},
                   [&](const Token &) { facts.kind = CredentialFacts::Kind::Token; },
                   [&](const AccessKey &key) {
                       facts.kind = key.securityToken.isEmpty() ? CredentialFacts::Kind::AccessKey
                                                                : CredentialFacts::Kind::TemporaryKey;
                       facts.shortId = QString::fromLatin1(key.id.reveal().first(
                           std::min(shownOfId, std::max<qsizetype>(0, key.id.reveal().size() - shownOfId))));
                   },
                   [&](const UserPassword &user) {
                       facts.kind = CredentialFacts::Kind::Password;
                       facts.user = user.user;
                       facts.expires = m_expires;
                   },
               },
               m_setup.connection.credential);
    return facts;
}

} // namespace spillway
