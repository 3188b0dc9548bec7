// SPDX-License-Identifier: GPL-3.0-or-later
#include "signingin.h"

#include <QLocale>

namespace spillway {

using namespace Qt::StringLiterals;

QByteArray tokenBody(const QByteArray &expires, const QByteArray &project)
{
    return R"({"token":{"expires_at":")" + expires + R"(","methods":["password"],"project":{"id":")" + project
        + R"(","name":"cn-north-4"}}})";
}

Script issued(const QByteArray &token, const QDateTime &expires, const QByteArray &project)
{
    const QByteArray end = expires.toString(u"yyyy-MM-dd'T'HH:mm:ss'.000000Z'").toLatin1();
    return Script().write(http(201, tokenBody(end, project), {{"X-Subject-Token", token}}));
}

QByteArray iamRefusal(const QByteArray &message)
{
    return R"({"error":{"code":401,"message":")" + message + R"(","title":"Unauthorized"}})";
}

QByteArray projectEntry(const QByteArray &id, const QByteArray &name, bool isEnabled)
{
    return R"({"id":")" + id + R"(","name":")" + name + R"(","enabled":)" + (isEnabled ? "true" : "false") + '}';
}

QByteArray projectsBody(const QByteArrayList &projects)
{
    return R"({"projects":[)" + projects.join(',') + R"(],"links":{}})";
}

QByteArray httpDate(const QDateTime &time)
{
    return QLocale::c().toString(time.toUTC(), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'").toLatin1();
}

SigningIn::SigningIn()
{
    connection.endpoint = dis.url();
    connection.iamEndpoint = iam.url();
    connection.project = ProjectId{u"p-1"_s};
    connection.projectName = u"cn-north-4"_s;
    connection.origin = u"test"_s;
    connection.credential = UserPassword{u"ann"_s, u"acme"_s, Secret(QByteArrayView(canaryPassword))};
    dis.answer(200, goodAnswer());
}

DisClient &SigningIn::client()
{
    if (!m_client) {
        auto made = DisClient::create(
            std::move(connection), network, [this] { return now; }, timing, generousLimits(timing));
        if (!made)
            qFatal("connection refused: %s", nameOf(made.error()).constData());
        m_client = *std::move(made);
    }
    return *m_client;
}

void SigningIn::letPass()
{
    FaultServer elsewhere;
    elsewhere.answer(200, goodAnswer());
    QNetworkAccessManager network;
    const auto client = clientFor(elsewhere.url(), network);
    if (!answerTo(client->showTask(someTask())))
        qFatal("a good answer was refused");
}

void SigningIn::useToken()
{
    connection.credential = Token{Secret(QByteArrayView(canaryToken))};
}

void SigningIn::useKey(bool isTemporary)
{
    connection.credential = AccessKey{Secret(QByteArrayView(canaryKey)), Secret(QByteArrayView(canarySecret)),
                                      isTemporary ? Secret(QByteArrayView(canarySecurityToken)) : Secret()};
}

bool isDiscreet(const Error &error)
{
    const QByteArray text = everyText(error).toUtf8();
    const QByteArrayList secrets{canaryPassword, canaryToken, canaryKey, canarySecret, canarySecurityToken};
    return std::none_of(secrets.begin(), secrets.end(), [&text](const QByteArray &secret) {
        return text.contains(secret) || text.contains(secret.toPercentEncoding()) || text.contains("CANARY");
    });
}

} // namespace spillway
