// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/gatekeeper.h"

#include "demo/errorreply.h"
#include "demo/objecttext.h"
#include "demo/signaturecheck.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrlQuery>

#include <algorithm>

namespace spillway {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t tokensKept = 16;

/// Whether so little time has gone by. A clock that was set back ends it too: nobody shall wait for it to come round.
bool isWithin(std::chrono::seconds length, const QDateTime &since, const QDateTime &now)
{
    const qint64 passed = since.secsTo(now);
    return passed >= 0 && passed < length.count();
}

HttpReply notAuthenticated(const QByteArray &why, const QByteArray &requestId)
{
    const QByteArray message = "Incorrect IAM authentication information: " + why;
    return gatewayError(401, "APIGW.0301", message, requestId);
}

HttpReply disUnauthorized(const char *code, const QByteArray &why)
{
    return disError(441, code, "Authorization failed. [" + why + ']');
}

HttpReply iamError(int status, const char *title, QByteArrayView message)
{
    ObjectText error;
    error.add("message", message).add("code", qint64(status)).add("title", title);
    ObjectText body;
    body.addJson("error", error.json());
    return {.status = status, .body = body.json()};
}

/// Enough of a key's id to recognise it by. Whoever pastes a secret in its place does not find it in an answer.
QByteArray shortened(const QByteArray &id)
{
    constexpr qsizetype shown = 4;
    return id.left(shown) + "****";
}

QByteArray iamTime(const QDateTime &time)
{
    return time.toUTC().toString(u"yyyy-MM-dd'T'HH:mm:ss.zzz'000Z'").toLatin1();
}

QByteArray withDomain(ObjectText object, const QString &domain)
{
    ObjectText owner;
    owner.add("id", "d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0").add("name", domain.toUtf8());
    return object.addJson("domain", owner.json()).json();
}

QByteArray pathOf(const HttpRequest &request)
{
    const qsizetype mark = request.target.indexOf('?');
    return mark < 0 ? request.target : request.target.first(mark);
}

QUrlQuery queryOf(const HttpRequest &request)
{
    const qsizetype mark = request.target.indexOf('?');
    return QUrlQuery(mark < 0 ? QString() : QString::fromLatin1(request.target.sliced(mark + 1)));
}

} // namespace

Gatekeeper::Gatekeeper(const ProjectId &project, Clock clock)
    : m_clock(std::move(clock))
    , m_practice(newSignInPractice(project))
    , m_ownToken(randomSecret())
{
}

std::optional<HttpReply> Gatekeeper::refusal(const HttpRequest &request)
{
    if (isBlocked())
        return disError(400, "DIS.4309", "The number of failed requests exceeds the limit. [127.0.0.1]");
    std::optional<HttpReply> reply = unauthorized(request);
    if (reply)
        m_refusals.append(m_clock());
    return reply;
}

bool Gatekeeper::isBlocked()
{
    const QDateTime now = m_clock();
    if (m_blockedSince && isWithin(blockTime, *m_blockedSince, now))
        return true;
    m_blockedSince.reset();
    m_refusals.removeIf([&now](const QDateTime &each) { return !isWithin(refusalTime, each, now); });
    if (m_refusals.size() < refusalsAllowed)
        return false;
    m_refusals.clear(); // counted anew afterwards
    m_blockedSince = now;
    return true;
}

std::optional<HttpReply> Gatekeeper::unauthorized(const HttpRequest &request) const
{
    if (const auto token = request.header("x-auth-token"))
        return badToken(*token, request.requestId);
    if (const auto authorization = request.header("authorization"))
        return badSignature(request, *authorization);
    return notAuthenticated("x-auth-token not found", request.requestId);
}

std::optional<HttpReply> Gatekeeper::badToken(QByteArrayView token, const QByteArray &requestId) const
{
    if (isSame(token, m_ownToken.reveal()))
        return std::nullopt;
    for (const Issued &issued : m_issued) {
        if (!isSame(token, issued.token.reveal()))
            continue;
        if (m_clock() < issued.expiresAt)
            return std::nullopt;
        return gatewayError(401, "APIGW.0307", "The token must be updated.", requestId);
    }
    return notAuthenticated("decrypt token fail", requestId);
}

std::optional<HttpReply> Gatekeeper::badSignature(const HttpRequest &request, const QByteArray &authorization) const
{
    const auto shown = parseAuthorization(authorization);
    if (!shown)
        return disUnauthorized("DIS.4102", "The authorization header cannot be parsed.");
    if (shown->accessKeyId.isEmpty())
        return disUnauthorized("DIS.4106", "The access key is empty.");
    if (shown->signedHeaders.isEmpty() || shown->signature.isEmpty())
        return disUnauthorized("DIS.4109", "SignedHeaders or Signature is missing.");
    if (auto reply = badDate(request, shown->signedHeaders))
        return reply;

    const AccessKey *key = keyOf(shown->accessKeyId);
    const bool isTemporary = key && !key->securityToken.isEmpty();
    const auto token = request.header("x-security-token");
    // A temporary key is unknown without its token.
    if (!key || (isTemporary && !token))
        return notAuthenticated("ak " + shortened(shown->accessKeyId) + " not exist", request.requestId);
    if (token && !isSame(*token, key->securityToken.reveal()))
        return notAuthenticated("decrypt token fail", request.requestId);
    const auto expected = expectedSignature(request, shown->signedHeaders, key->secret.reveal());
    const bool isTokenSigned = !token || shown->signedHeaders.contains("x-security-token");
    if (!expected || !isTokenSigned || !isSame(*expected, shown->signature))
        return notAuthenticated("verify aksk signature fail", request.requestId);
    return std::nullopt;
}

std::optional<HttpReply> Gatekeeper::badDate(const HttpRequest &request, const QByteArrayList &signedHeaders) const
{
    const auto text = request.header("x-sdk-date");
    if (!text || text->isEmpty())
        return disUnauthorized("DIS.4103", "X-Sdk-Date is empty.");
    const auto date = parseSdkDate(*text);
    if (!date)
        return disUnauthorized("DIS.4104", "X-Sdk-Date cannot be parsed.");
    if (!signedHeaders.contains("x-sdk-date"))
        return disUnauthorized("DIS.4105", "X-Sdk-Date is not signed.");
    // The gateway does not say that it is the clock: a client sees it by the Date of this answer.
    if (qAbs(date->secsTo(m_clock())) > std::chrono::seconds(clockTolerance).count())
        return notAuthenticated("verify aksk signature fail", request.requestId);
    return std::nullopt;
}

const AccessKey *Gatekeeper::keyOf(const QByteArray &id) const
{
    for (const AccessKey *key : {&m_practice.key, &m_practice.temporaryKey}) {
        if (isSame(id, key->id.reveal()))
            return key;
    }
    return nullptr;
}

std::optional<HttpReply> Gatekeeper::iamAnswer(const HttpRequest &request)
{
    const QByteArray path = pathOf(request);
    if (path == "/v3/auth/tokens" && request.method == "POST")
        return issueToken(request);
    if (path == "/v3/projects" && request.method == "GET") {
        if (auto reply = unauthorized(request))
            return reply;
        return listProjects(request);
    }
    return std::nullopt;
}

HttpReply Gatekeeper::issueToken(const HttpRequest &request)
{
    if (!request.header("content-type").value_or(QByteArray()).toLower().startsWith("application/json"))
        return iamError(400, "Bad Request", "Expecting to find application/json in Content-Type header.");
    const QJsonValue auth = QJsonDocument::fromJson(request.body).object()["auth"_L1];
    const QJsonValue identity = auth["identity"_L1];
    const QJsonValue user = identity["password"_L1]["user"_L1];
    const QJsonValue project = auth["scope"_L1]["project"_L1];
    if (identity["methods"_L1] != QJsonArray{u"password"_s} || !user["password"_L1].isString() || !project.isObject())
        return iamError(400, "Bad Request", "Request body is invalid.");

    const UserPassword &known = m_practice.user;
    if (user["name"_L1].toString() != known.user || user["domain"_L1]["name"_L1].toString() != known.domain
        || !isSame(user["password"_L1].toString().toUtf8(), known.password.reveal()))
        return iamError(401, "Unauthorized", "The username or password is wrong.");
    if (project["id"_L1].toString() != m_practice.project.text
        && project["name"_L1].toString() != m_practice.projectName)
        return iamError(404, "Not Found", "Could not find project.");

    const QDateTime now = m_clock();
    if (m_issued.size() == tokensKept)
        m_issued.pop_front();
    m_issued.push_back({randomSecret(), now.addDuration(tokenLife)});
    HttpReply reply{.status = 201, .body = tokenJson(now, !queryOf(request).hasQueryItem(u"nocatalog"_s))};
    reply.headers = {{"X-Subject-Token", m_issued.back().token.reveal().toByteArray()}};
    return reply;
}

QByteArray Gatekeeper::tokenJson(const QDateTime &issuedAt, bool withCatalog) const
{
    const QString &domain = m_practice.user.domain;
    ObjectText project;
    project.add("id", m_practice.project.text.toUtf8()).add("name", m_practice.projectName.toUtf8());
    ObjectText user;
    user.add("id", "a5e4a5e4a5e4a5e4a5e4a5e4a5e4a5e4").add("name", m_practice.user.user.toUtf8());
    ObjectText token;
    token.add("expires_at", iamTime(issuedAt.addDuration(tokenLife))).addJson("methods", R"(["password"])");
    if (withCatalog)
        token.addJson("catalog", "[]");
    token.addJson("roles", "[]").addJson("project", withDomain(project, domain));
    token.add("issued_at", iamTime(issuedAt)).addJson("user", withDomain(user, domain));
    ObjectText body;
    return body.addJson("token", token.json()).json();
}

HttpReply Gatekeeper::listProjects(const HttpRequest &request) const
{
    const QUrlQuery query = queryOf(request);
    const bool isAsked =
        !query.hasQueryItem(u"name"_s) || query.queryItemValue(u"name"_s, QUrl::FullyDecoded) == m_practice.projectName;
    ObjectText project;
    project.add("domain_id", "d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0").addJson("is_domain", "false");
    project.add("parent_id", "d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0").add("name", m_practice.projectName.toUtf8());
    project.add("description", "").add("id", m_practice.project.text.toUtf8()).addJson("enabled", "true");
    ObjectText body;
    body.addJson("links", "{}").addJson("projects", isAsked ? '[' + project.json() + ']' : QByteArray("[]"));
    return {.body = body.json()};
}

} // namespace spillway
