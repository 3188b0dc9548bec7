// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/demoservice.h"
#include "demo/gatekeeper.h"
#include "demo/rawhttp.h"
#include "wire/endpoint.h"
#include "wire/fault.h"
#include "wire/iam.h"
#include "wire/signature.h"

namespace spillway {

inline const QDateTime practiceStart({2026, 3, 9}, {4, 5, 6}, Qt::UTC);

inline QByteArray linesOf(const QList<RawHeader> &headers)
{
    QByteArray lines;
    for (const auto &[name, value] : headers)
        lines += name + ": " + value + "\r\n";
    return lines;
}

inline AccessKey keyOf(QByteArrayView id, QByteArrayView secret, QByteArrayView token = {})
{
    return {Secret(id), Secret(secret), Secret(token)};
}

/// A started demo service to sign in to, whose time the test owns.
struct Practising
{
    Practising()
        : service([this] { return now; })
        , port(service.start().value_or(0))
        , practice(service.practice())
        , path(showTaskPath(practice.project, DemoService::tasks().value(0).address).value_or(QByteArray()))
        , host("127.0.0.1:" + QByteArray::number(port))
    {
    }

    RawReply ask(const QByteArray &target, const QByteArray &headers, const QByteArray &method = "GET",
                 const QByteArray &body = {}) const
    {
        QByteArray request =
            method + ' ' + target + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n" + headers;
        if (method == "POST")
            request += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
        return rawReply(port, request + "\r\n" + body);
    }
    RawReply askWithToken(const QByteArray &token) const { return ask(path, "X-Auth-Token: " + token + "\r\n"); }
    RawReply askSigned(const AccessKey &key) const { return ask(path, linesOf(headersFor(key))); }
    /// By default what the first task is asked with.
    QList<RawHeader> headersFor(const AccessKey &key) const
    {
        return signedHeaders("GET", path, {}, {}, host, practice.project, key, signedAt.value_or(now));
    }
    RawReply askForToken(const QByteArray &body, const QByteArray &type = tokenContentType) const
    {
        return ask(QByteArray(tokenPath) + '?' + tokenQuery, "Content-Type: " + type + "\r\n", "POST", body);
    }
    RawReply signIn() const
    {
        return askForToken(tokenRequestBody(practice.user, {practice.project, {}}).reveal().toByteArray());
    }
    /// The next question is not counted together with the refusals so far.
    void waitForgiven() { now = now.addDuration(Gatekeeper::refusalTime); }

    QDateTime now = practiceStart;
    std::optional<QDateTime> signedAt;
    DemoService service;
    quint16 port;
    SignInPractice practice;
    QByteArray path;
    QByteArray host;
};

/// As the program reads it.
inline Error errorOf(const RawReply &reply)
{
    HttpFacts facts;
    facts.status = reply.status;
    return decodeFault(facts, reply.body);
}

} // namespace spillway
