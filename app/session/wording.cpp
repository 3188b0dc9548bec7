// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/wording.h"

#include "domain/value.h"

#include <QCoreApplication>

namespace spillway {

namespace {

struct Wording
{
    Q_DECLARE_TR_FUNCTIONS(Wording)
};

/// The translated sentence with what it is about, made visible: names come from outside.
QString filled(const QString &sentence, const QString &subject)
{
    return sentence.arg(visibleText(subject, 200));
}

QString timeoutSentence(const Error &error)
{
    switch (error.reason) {
    case Error::Reason::ConnectTimeout:
        return filled(Wording::tr("No connection to %1 in time. Check the network or the proxy."), error.subject);
    case Error::Reason::Silence:
        return filled(Wording::tr("%1 accepted the connection but sent nothing in time."), error.subject);
    default:
        return filled(Wording::tr("No complete answer from %1 in time."), error.subject);
    }
}

QString unreachableSentence(const Error &error)
{
    switch (error.reason) {
    case Error::Reason::NameNotFound:
        return filled(Wording::tr("Cannot reach %1: the name is not known. Check the endpoint and the network."),
                      error.subject);
    case Error::Reason::Refused:
        return filled(Wording::tr("Cannot reach %1: the connection was refused."), error.subject);
    case Error::Reason::ClosedEarly:
        return filled(Wording::tr("%1 closed the connection without an answer."), error.subject);
    case Error::Reason::NotHttp:
        return filled(Wording::tr("%1 does not speak HTTP: this is not a DIS endpoint."), error.subject);
    case Error::Reason::ProxyFailed:
        return filled(Wording::tr("Cannot reach %1 through the proxy."), error.subject);
    default:
        return filled(Wording::tr("Cannot reach %1. Check the network or the proxy."), error.subject);
    }
}

QString malformedSentence(const Error &error)
{
    switch (error.reason) {
    case Error::Reason::Compressed:
        return filled(
            Wording::tr(
                "The answer came compressed (%1) although plain text was asked for: a proxy may be in between."),
            error.subject);
    case Error::Reason::EmptyAnswer:
        return Wording::tr("The answer is empty.");
    case Error::Reason::NotAnObject:
        return Wording::tr("The answer is JSON, but not an object.");
    case Error::Reason::CutShort:
        return error.offset ? Wording::tr("The answer is cut off at byte %1.").arg(*error.offset)
                            : Wording::tr("The answer is cut off.");
    case Error::Reason::TooDeep:
        return Wording::tr("The answer is nested too deeply to be read.");
    case Error::Reason::NotATask:
        return Wording::tr("The answer is JSON, but does not describe a dump task.");
    default:
        break;
    }
    if (!error.subject.isEmpty())
        return filled(Wording::tr("The answer is not JSON (%1): a proxy or a login page may be in between."),
                      error.subject);
    return error.offset ? Wording::tr("The answer is not JSON at byte %1.").arg(*error.offset)
                        : Wording::tr("The answer is not JSON.");
}

QString notFoundSentence(const Error &error, const TaskAddress &about)
{
    const QString number = error.code.section(u'.', 1);
    if (number == QStringLiteral("4301"))
        return filled(Wording::tr("The stream \"%1\" does not exist."), about.stream.text);
    if (number == QStringLiteral("4354"))
        return filled(Wording::tr("The dump task \"%1\" does not exist."), about.task.text);
    return filled(Wording::tr("Not found. Check the names of the stream and of the dump task \"%1\"."),
                  about.task.text);
}

QString rejectedSentence(const Error &error)
{
    const QString number = error.code.startsWith(QStringLiteral("DIS.")) ? error.code.mid(4) : QString();
    if (number == QStringLiteral("4117"))
        return Wording::tr("The project ID is not valid here. Each region has its own project ID.");
    if (number == QStringLiteral("4205"))
        return Wording::tr("The stream is not running.");
    if (number == QStringLiteral("4306"))
        return Wording::tr("The bucket does not exist.");
    if (number == QStringLiteral("4310"))
        return Wording::tr("OBS refused access to the bucket.");
    if (number == QStringLiteral("4335"))
        return Wording::tr("The agency is invalid or lacks permissions.");
    if (error.reason == Error::Reason::UnexpectedStatus)
        return Wording::tr("The service answered with the unexpected status %1.").arg(error.httpStatus);
    return Wording::tr("The service rejected the request (HTTP %1).").arg(error.httpStatus);
}

/// Says what is wrong; what becomes of the secrets depends on who asked.
QString keyringSentence(Error::Reason reason)
{
    switch (reason) {
    case Error::Reason::KeyringAbsent:
        return Wording::tr("No keyring is running.");
    case Error::Reason::KeyringLocked:
        return Wording::tr("The keyring is locked.");
    case Error::Reason::KeyringRefused:
        return Wording::tr("The keyring was not unlocked.");
    case Error::Reason::KeyringSilent:
        return Wording::tr("The keyring does not answer.");
    case Error::Reason::KeyringDamaged:
        return Wording::tr("The keyring's entry for this connection cannot be used. Enter the secrets again.");
    default:
        return Wording::tr("The keyring reported an error.");
    }
}

QString fileSentence(const Error &error)
{
    switch (error.reason) {
    case Error::Reason::CannotWrite:
        return filled(Wording::tr("Could not write %1. What was there is unchanged."), error.subject);
    case Error::Reason::DiskFull:
        return filled(Wording::tr("Could not write %1: the disk is full. What was there is unchanged."), error.subject);
    case Error::Reason::NotRegularFile:
        return filled(Wording::tr("%1 is not a regular file."), error.subject);
    case Error::Reason::BadCertificates:
        return filled(Wording::tr("%1 holds no certificate that can be read (PEM)."), error.subject);
    case Error::Reason::SetAside:
        return filled(Wording::tr("The file of connections could not be read. It was kept as %1."), error.subject);
    case Error::Reason::NewerVersion:
        return filled(Wording::tr("%1 was written by a newer Spillway. It is not changed: what you change here is kept "
                                  "until you quit."),
                      error.subject);
    case Error::Reason::TooMany:
        return filled(Wording::tr("%1 has no room for more connections."), error.subject);
    case Error::Reason::KeyringAbsent:
    case Error::Reason::KeyringLocked:
    case Error::Reason::KeyringRefused:
    case Error::Reason::KeyringSilent:
    case Error::Reason::KeyringDamaged:
    case Error::Reason::KeyringFailed:
        return keyringSentence(error.reason);
    default:
        return filled(Wording::tr("Could not read %1."), error.subject);
    }
}

QString usageSentence(const Error &error)
{
    switch (error.reason) {
    case Error::Reason::NoCredential:
        return Wording::tr("No token found. Give --token-file, or set OS_AUTH_TOKEN or OS_TOKEN.");
    case Error::Reason::BadToken:
        return filled(
            Wording::tr(
                "The token from %1 cannot be used: it holds blanks, line ends or other characters that no token has."),
            error.subject);
    case Error::Reason::BadEndpoint:
        return filled(
            Wording::tr(
                "\"%1\" is no endpoint. Give a host such as dis.cn-north-4.myhuaweicloud.com, without path or user."),
            error.subject);
    case Error::Reason::PlainHttp:
        return filled(
            Wording::tr("Only this computer may be asked over http: %1 would see the token in clear. Use https."),
            error.subject);
    case Error::Reason::BadName:
        return error.subject.isEmpty()
            ? Wording::tr("A name is missing: project ID, stream and dump task are all needed.")
            : filled(Wording::tr("\"%1\" cannot be used as a name."), error.subject);
    case Error::Reason::NoDisplay:
        return filled(Wording::tr("No window can be shown: %1."), error.subject);
    default:
        return visibleText(error.subject);
    }
}

} // namespace

QString sentence(const Error &error, const TaskAddress &about)
{
    using Kind = Error::Kind;
    switch (error.kind) {
    case Kind::Cancelled:
        return Wording::tr("The request was cancelled.");
    case Kind::Timeout:
        return timeoutSentence(error);
    case Kind::Unreachable:
        return unreachableSentence(error);
    case Kind::Tls:
        return filled(Wording::tr("The identity of %1 is not proven: its certificate was refused. No token was sent."),
                      error.subject);
    case Kind::Unauthorized:
        return Wording::tr(
            "The token was not accepted: it is wrong, has expired (after 24 h), or belongs to another region.");
    case Kind::Forbidden:
        return Wording::tr("Your account may not read this dump task, or the account is in arrears.");
    case Kind::NotFound:
        return notFoundSentence(error, about);
    case Kind::Throttled:
        return Wording::tr("The service asks to slow down.");
    case Kind::Blocked:
        return Wording::tr("The service has blocked this address after too many failed requests. Nothing more is asked "
                           "until you say so; wait half an hour.");
    case Kind::Redirected:
        return filled(Wording::tr("The server redirects to %1. That was not followed."), error.subject);
    case Kind::Rejected:
        return rejectedSentence(error);
    case Kind::Server:
        return Wording::tr("The service had an internal error (HTTP %1).").arg(error.httpStatus);
    case Kind::TooLarge:
        return filled(Wording::tr("The answer is larger than the limit of %1 bytes; reading stopped."), error.subject);
    case Kind::Mismatch:
        return filled(Wording::tr("The answer is about \"%1\", which is not what was asked for."), error.subject);
    case Kind::Malformed:
        return malformedSentence(error);
    case Kind::File:
        return fileSentence(error);
    case Kind::Usage:
        return usageSentence(error);
    }
    return {};
}

QStringList details(const Error &error)
{
    QStringList lines;
    const auto add = [&](const QString &label, const QString &value) {
        if (!value.isEmpty())
            lines += Wording::tr("%1: %2").arg(label, value);
    };
    add(Wording::tr("HTTP status"), error.httpStatus > 0 ? QString::number(error.httpStatus) : QString());
    add(Wording::tr("Code"), visibleText(error.code));
    add(Wording::tr("Request ID"), visibleText(error.requestId));
    add(Wording::tr("Asked to wait"), error.retryAfter ? lengthText(*error.retryAfter) : QString());
    add(Wording::tr("At byte"), error.offset ? QString::number(*error.offset) : QString());
    add(Wording::tr("In the service's or the system's words"), visibleText(error.detail, 2048));
    return lines;
}

} // namespace spillway
