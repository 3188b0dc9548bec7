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
        if (error.httpStatus == 407)
            return filled(Wording::tr("The proxy %1 did not accept the user's name or the password."), error.subject);
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
    if (error.reason == Error::Reason::Unspecified && !error.subject.isEmpty())
        return filled(Wording::tr("\"%1\" in the answer is not as documented."), error.subject);
    if (!error.subject.isEmpty())
        return filled(Wording::tr("The answer is not JSON (%1): a proxy or a login page may be in between."),
                      error.subject);
    return error.offset ? Wording::tr("The answer is not JSON at byte %1.").arg(*error.offset)
                        : Wording::tr("The answer is not JSON.");
}

/// And not about one of its dump tasks.
bool isAboutStream(const TaskAddress &about)
{
    return about.task.text.isEmpty() && !about.stream.text.isEmpty();
}

/// Neither: about what a project holds, or a saved answer, which does not say what it is about.
bool isAboutNobody(const TaskAddress &about)
{
    return about.task.text.isEmpty() && about.stream.text.isEmpty();
}

QString notFoundSentence(const Error &error, const TaskAddress &about)
{
    const QString number = error.code.section(u'.', 1);
    if (number == QStringLiteral("4301"))
        return filled(Wording::tr("The stream \"%1\" does not exist."), about.stream.text);
    if (number == QStringLiteral("4354"))
        return filled(Wording::tr("The dump task \"%1\" does not exist."), about.task.text);
    if (isAboutStream(about))
        return filled(Wording::tr("Not found. Check the name of the stream \"%1\"."), about.stream.text);
    if (isAboutNobody(about))
        return Wording::tr("Not found. Check the project and the names.");
    return filled(Wording::tr("Not found. Check the names of the stream and of the dump task \"%1\"."),
                  about.task.text);
}

/// How far clocks may differ without a word, and how far the gateway bears. Source: API signing guide.
constexpr std::chrono::minutes harmlessSkew{5};
constexpr std::chrono::minutes refusedSkew{15};

QString tlsSentence(const Error &error)
{
    switch (error.reason) {
    case Error::Reason::ObsoleteTls:
        return filled(Wording::tr("%1 offers only obsolete versions of TLS. Nothing was sent."), error.subject);
    case Error::Reason::NoTls:
        return filled(Wording::tr("This computer cannot speak TLS, which %1 needs: Qt's plugin for it, or OpenSSL, is "
                                  "missing. Nothing was sent."),
                      error.subject);
    case Error::Reason::CertificateRefused:
        return filled(Wording::tr("The identity of %1 is not proven: its certificate was refused. Nothing was sent."),
                      error.subject);
    default:
        return filled(
            Wording::tr("No secure connection to %1: it does not speak TLS, or refuses to. Nothing was sent."),
            error.subject);
    }
}

QString unauthorizedSentence(const Error &error)
{
    const std::chrono::seconds ahead = error.clockAhead.value_or(std::chrono::seconds(0));
    const std::chrono::seconds off = std::chrono::abs(ahead);
    switch (error.reason) {
    case Error::Reason::PasswordRefused:
        return Wording::tr("IAM did not accept the user's name, the account or the password.");
    case Error::Reason::SignatureRefused:
        if (off > refusedSkew)
            return Wording::tr("The signature was not accepted: %1, and requests are refused beyond 15 min.")
                .arg(clockText(ahead));
        if (off >= harmlessSkew)
            return Wording::tr(
                       "The signature was not accepted. The secret key may be wrong, or the clock is to blame: %1.")
                .arg(clockText(ahead));
        return Wording::tr("The signature was not accepted: the access key or the secret key is wrong, or belongs to "
                           "another region.");
    default:
        return Wording::tr(
            "The token was not accepted: it is wrong, has expired (after 24 h), or belongs to another region.");
    }
}

QString rejectedSentence(const Error &error)
{
    if (error.reason == Error::Reason::NoProject)
        return filled(Wording::tr("There is no project \"%1\" that this credential may use. Give the project ID."),
                      error.subject);
    if (error.reason == Error::Reason::ManyProjects)
        return filled(Wording::tr("There are several projects \"%1\". Give the project ID."), error.subject);
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
        return Wording::tr("No access key, token or password found. Set HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK, or "
                           "give --token-file.");
    case Error::Reason::NoConnection:
        return filled(Wording::tr("There is no connection named \"%1\"."), error.subject);
    case Error::Reason::NoSecret:
        return filled(Wording::tr("The connection \"%1\" has no key, token or password. Enter it once more."),
                      error.subject);
    case Error::Reason::NoEndpoint:
        return Wording::tr("It is not known where the service is. Give a region or an endpoint.");
    case Error::Reason::NoIam:
        return Wording::tr("IAM has to be asked, and its address is not known. Give a region or IAM's endpoint, or the "
                           "project ID where a key or token is used.");
    case Error::Reason::BadProxy:
        return filled(Wording::tr("\"%1\" is no proxy. A proxy has a host and a port."), error.subject);
    case Error::Reason::BadToken:
        return filled(Wording::tr("What %1 holds cannot be used to sign in: there are blanks, line ends or other "
                                  "characters in it that no token or key has."),
                      error.subject);
    case Error::Reason::BadEndpoint:
        return filled(
            Wording::tr(
                "\"%1\" is no endpoint. Give a host such as dis.cn-north-4.myhuaweicloud.com, without path or user."),
            error.subject);
    case Error::Reason::PlainHttp:
        return filled(
            Wording::tr(
                "Only this computer may be asked over http: what is sent to %1 could be read on its way. Use https."),
            error.subject);
    case Error::Reason::BadName:
        return error.subject.isEmpty()
            ? Wording::tr("A name is missing: stream, dump task, and the project ID or a region are all needed.")
            : filled(Wording::tr("\"%1\" cannot be used as a name."), error.subject);
    case Error::Reason::NoDisplay:
        return filled(Wording::tr("No window can be shown: %1."), error.subject);
    default:
        return visibleText(error.subject);
    }
}

} // namespace

QString clockText(std::chrono::seconds ahead)
{
    const QString off = lengthText(std::chrono::abs(ahead));
    return ahead.count() > 0 ? Wording::tr("this computer's clock is %1 ahead of the server's").arg(off)
                             : Wording::tr("this computer's clock is %1 behind the server's").arg(off);
}

std::optional<std::chrono::seconds> noticeableSkew(std::optional<std::chrono::seconds> ahead)
{
    return ahead && std::chrono::abs(*ahead) >= harmlessSkew ? ahead : std::nullopt;
}

QString credentialText(const CredentialFacts &facts)
{
    using Kind = CredentialFacts::Kind;
    const QString origin = visibleText(facts.origin, 200);
    switch (facts.kind) {
    case Kind::None:
        return {};
    case Kind::Token:
        return Wording::tr("token from %1").arg(origin);
    case Kind::AccessKey:
        return Wording::tr("access key %1… from %2").arg(visibleText(facts.shortId), origin);
    case Kind::TemporaryKey:
        return Wording::tr("temporary access key %1… from %2").arg(visibleText(facts.shortId), origin);
    case Kind::Password:
        return Wording::tr("IAM user %1 from %2").arg(visibleText(facts.user, 64), origin);
    }
    return {};
}

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
        return tlsSentence(error);
    case Kind::Unauthorized:
        return unauthorizedSentence(error);
    case Kind::Forbidden:
        if (isAboutStream(about))
            return Wording::tr("Your account may not read this stream, or the account is in arrears.");
        if (isAboutNobody(about))
            return Wording::tr("Your account may not read this, or the account is in arrears.");
        return Wording::tr("Your account may not read this dump task, or the account is in arrears.");
    case Kind::NotFound:
        return notFoundSentence(error, about);
    case Kind::Throttled:
        return Wording::tr("The service asks to slow down.");
    case Kind::Blocked:
        if (error.reason == Error::Reason::KeyLocked)
            return Wording::tr("Too many failed sign-ins: this access key is locked for a while. Nothing more is asked "
                               "until you say so.");
        return Wording::tr("The service has blocked this address after too many failed requests. Nothing more is asked "
                           "until you say so; wait half an hour.");
    case Kind::Redirected:
        return filled(Wording::tr("The server redirects to %1. That was not followed."), error.subject);
    case Kind::Rejected:
        return rejectedSentence(error);
    case Kind::Server:
        return Wording::tr("The service had an internal error (HTTP %1).").arg(error.httpStatus);
    case Kind::TooLarge:
        if (error.reason != Error::Reason::OverCap)
            return Wording::tr("There is not enough memory for this.");
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
    const auto skew = noticeableSkew(error.clockAhead);
    add(Wording::tr("Clock"), skew ? clockText(*skew) : QString());
    add(Wording::tr("At byte"), error.offset ? QString::number(*error.offset) : QString());
    add(Wording::tr("In the service's or the system's words"), visibleText(error.detail, 2048));
    return lines;
}

} // namespace spillway
