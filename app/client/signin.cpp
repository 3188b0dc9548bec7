// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/signin.h"

#include <QCryptographicHash>
#include <QNetworkAccessManager>

#include <algorithm>

namespace spillway {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::seconds;

namespace {

constexpr seconds renewBefore = 10min; // an answer may take a while, and clocks differ
constexpr seconds renewAgainAfter = 1min; // if it did not work: whoever is silent makes every question wait
constexpr seconds skewThatMatters = 5min;
constexpr int statusCreated = 201;

template <class... Functions> struct Overloaded : Functions...
{
    using Functions::operator()...;
};
template <class... Functions> Overloaded(Functions...) -> Overloaded<Functions...>; // clang 14 needs to be told

bool isPassword(const Connection &connection)
{
    return std::holds_alternative<UserPassword>(connection.credential);
}

bool isAgency(const Connection &connection)
{
    return std::holds_alternative<ServerAgency>(connection.credential);
}

bool isSigned(const Connection &connection)
{
    return isAgency(connection) || std::holds_alternative<AccessKey>(connection.credential);
}

/// See SignIn::whose(). A digest, for what it is made of is secret in part.
QString whoseProject(const Connection &connection)
{
    if (!connection.project.text.isEmpty())
        return connection.project.text;
    QCryptographicHash who(QCryptographicHash::Sha256);
    std::visit(Overloaded{
                   [](std::monostate) {},
                   [&](const Token &token) { who.addData(token.value.reveal()); },
                   [&](const AccessKey &key) { who.addData(key.id.reveal()); },
                   [&](const UserPassword &user) { who.addData((user.domain + u'\n' + user.user).toUtf8()); },
                   [](ServerAgency) {},
               },
               connection.credential);
    const QString digest = QString::fromLatin1(who.result().toHex());
    return connection.iamEndpoint + u'\n' + connection.projectName + u'\n' + digest;
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
            [](ServerAgency) { return Result<void>(); },
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
    , m_whose(whoseProject(m_setup.connection))
{
    Connection &connection = m_setup.connection;
    if (const auto *token = std::get_if<Token>(&connection.credential)) {
        m_token = shared(token->value);
        m_masks.add(m_token);
    } else if (auto *key = std::get_if<AccessKey>(&connection.credential)) {
        m_key = std::make_shared<const AccessKey>(std::move(*key));
        addMasks(*m_key);
    } else if (const auto *user = std::get_if<UserPassword>(&connection.credential)) {
        m_masks.add(shared(user->password));
    }
    m_masks.add(shared(connection.proxy.password));
}

void SignIn::addMasks(const AccessKey &key)
{
    for (const Secret *secret : {&key.id, &key.secret, &key.securityToken})
        m_masks.add(shared(*secret));
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
    if (!m_asking && !needsProof() && !m_project.text.isEmpty())
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

/// Whether what proves who asks is got from somebody, and ends.
bool SignIn::isIssued() const
{
    return isPassword(m_setup.connection) || isAgency(m_setup.connection);
}

bool SignIn::needsProof() const
{
    if (!isIssued())
        return false;
    if (!m_token && !m_key)
        return true;
    const QDateTime now = serverTime();
    if (!m_expires || now.secsTo(*m_expires) >= renewBefore.count())
        return false;
    return now >= *m_expires || !m_notRenewed || m_notRenewed->secsTo(m_setup.clock()) >= renewAgainAfter.count();
}

QDateTime SignIn::serverTime() const
{
    return m_setup.clock().addSecs(-m_clockAhead.count());
}

void SignIn::askNext()
{
    m_asking = true;
    if (needsProof() && isAgency(m_setup.connection))
        askForKey();
    else if (needsProof())
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
    return send({request, std::move(body), good, iam.authority(), iam.isLoopback, m_masks, m_setup.clock, timing});
}

Exchange *SignIn::send(Exchange::Question question)
{
    auto *exchange = new Exchange(std::move(question), m_setup.network, this);
    connect(exchange, &Exchange::failed, this, &SignIn::fail);
    return exchange;
}

void SignIn::askForKey()
{
    QNetworkRequest request = m_setup.request;
    request.setUrl(m_setup.metadata);
    Timing timing = m_setup.timing;
    timing.bodyCap = iamAnswerLimit;
    const QString authority = m_setup.metadata.authority();
    connect(send({request, nullptr, 200, authority, true, m_masks, m_setup.clock, timing}), &Exchange::answered, this,
            [this](const std::shared_ptr<HttpAnswer> &answer) { takeKey(*answer); });
}

void SignIn::takeKey(const HttpAnswer &answer)
{
    Result<TemporaryKey> key = decodeMetadataKey(answer.body);
    if (!key)
        return fail(failure(Error::Kind::Malformed, Error::Reason::NotJson, m_setup.metadata.authority()).value());
    m_key = std::make_shared<const AccessKey>(std::move(key->key));
    ++m_proof;
    addMasks(*m_key);
    m_expires = key->expiresAt;
    m_notRenewed.reset();
    if (needsProof()) // as with a token
        m_expires.reset();
    askNext();
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
    m_notRenewed.reset();
    if (m_project.text.isEmpty() && facts->project)
        m_project = *facts->project;
    if (const auto date = answer.serverDate())
        m_clockAhead = seconds(date->secsTo(answer.receivedAt));
    // A token that ends at once would be asked for again and again.
    if (needsProof())
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
    const bool isPasswordRefused =
        needsProof() && isPassword(m_setup.connection) && error.kind == Error::Kind::Unauthorized;
    if (!isPasswordRefused && needsProof() && (m_token || m_key)) {
        // It could not be renewed; as long as it is good there is no hurry.
        if (m_expires && serverTime() < *m_expires && !m_project.text.isEmpty()) {
            m_notRenewed = m_setup.clock();
            return conclude(m_project);
        }
    }
    // A server whose own clock runs wild would be asked for ever.
    if (!needsProof() && refused(error, m_proof) && !std::exchange(m_wasCorrected, true))
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
    if (m_key)
        return signedHeaders(method, path, query, {}, authority.toLatin1(), m_project, *m_key, serverTime());
    if (m_token)
        return {{"X-Auth-Token", m_token->reveal().toByteArray()}};
    return {};
}

bool SignIn::refused(const Error &error, int proof)
{
    if (error.kind != Error::Kind::Unauthorized)
        return false;
    const bool isWorthOneMore = isClockToBlame(error, proof);
    if (!isWorthOneMore && isIssued() && proof == m_proof) {
        // The next question asks for another.
        m_token.reset();
        m_key.reset();
    }
    return isWorthOneMore;
}

bool SignIn::isClockToBlame(const Error &error, int proof)
{
    if (!isSigned(m_setup.connection) || !error.clockAhead)
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
        && isSigned(m_setup.connection))
        error.reason = Error::Reason::SignatureRefused;
    return m_masks.applied(std::move(error));
}

CredentialFacts SignIn::facts() const
{
    CredentialFacts facts = m_key ? factsOf(*m_key) : factsOf(m_setup.connection.credential);
    facts.origin = m_setup.connection.origin;
    facts.expires = m_expires;
    return facts;
}

} // namespace spillway
