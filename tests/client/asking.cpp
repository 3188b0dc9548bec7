// SPDX-License-Identifier: GPL-3.0-or-later
#include "asking.h"

#include "support/fixtures.h"

namespace spillway {

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

Timing shortTiming()
{
    Timing timing;
    timing.connect = milliseconds(500);
    timing.inactivity = milliseconds(500);
    timing.total = milliseconds(1'200);
    return timing;
}

TaskAddress someTask()
{
    return {StreamName{u"stm_test"_s}, TaskName{u"task_test"_s}};
}

QByteArray goodAnswer()
{
    return R"({"stream_name":"stm_test","task_name":"task_test","state":"RUNNING","partitions":[]})";
}

std::shared_ptr<ClientLimits> generousLimits(const Timing &timing)
{
    return std::make_shared<ClientLimits>(timing.bodyCap, RequestLimits{1'000, 1'000'000});
}

std::unique_ptr<DisClient> clientFor(const QString &endpoint, QNetworkAccessManager &network, Timing timing,
                                     std::shared_ptr<const ClientLimits> limits, Elapsed elapsed)
{
    Connection connection;
    connection.endpoint = endpoint;
    connection.project = ProjectId{u"a1b2c3"_s};
    connection.credential = Token{Secret(QByteArrayView(canaryToken))};
    connection.origin = u"OS_TOKEN"_s;
    if (!limits)
        limits = generousLimits(timing);
    auto client =
        DisClient::create(std::move(connection), network, systemClock(), timing, std::move(limits), std::move(elapsed));
    if (!client)
        qFatal("connection refused: %s", qPrintable(everyText(client.error())));
    return *std::move(client);
}

QString everyText(const Error &error)
{
    return QStringList{error.subject, error.code, error.detail, error.requestId}.join(u'\n');
}

QByteArray nameOf(const Error &error)
{
    return nameOf(error.kind, error.reason);
}

QByteArray nameOf(Error::Kind kind, Error::Reason reason)
{
    static constexpr std::array kinds{"Cancelled", "Timeout",  "Unreachable", "Tls",      "Unauthorized",
                                      "Forbidden", "NotFound", "Throttled",   "Blocked",  "Redirected",
                                      "Rejected",  "Server",   "TooLarge",    "Mismatch", "Malformed",
                                      "File",      "Usage"};
    static constexpr std::array reasons{"Unspecified",
                                        "NameNotFound",
                                        "Refused",
                                        "ConnectTimeout",
                                        "Silence",
                                        "Deadline",
                                        "ClosedEarly",
                                        "NotHttp",
                                        "ProxyFailed",
                                        "CertificateRefused",
                                        "ObsoleteTls",
                                        "NoTls",
                                        "Compressed",
                                        "EmptyAnswer",
                                        "NotJson",
                                        "NotAnObject",
                                        "CutShort",
                                        "TooDeep",
                                        "NotATask",
                                        "OverCap",
                                        "UnexpectedStatus",
                                        "SignatureRefused",
                                        "PasswordRefused",
                                        "KeyLocked",
                                        "NoProject",
                                        "ManyProjects",
                                        "NoCredential",
                                        "BadToken",
                                        "BadEndpoint",
                                        "PlainHttp",
                                        "BadName",
                                        "BadOption",
                                        "BadProxy",
                                        "NoEndpoint",
                                        "NoConnection",
                                        "NoSecret",
                                        "NoIam",
                                        "NoDisplay",
                                        "CannotRead",
                                        "CannotWrite",
                                        "DiskFull",
                                        "NotRegularFile",
                                        "BadCertificates",
                                        "SetAside",
                                        "NewerVersion",
                                        "TooMany",
                                        "KeyringAbsent",
                                        "KeyringLocked",
                                        "KeyringRefused",
                                        "KeyringSilent",
                                        "KeyringDamaged",
                                        "KeyringFailed"};
    static_assert(kinds.size() == size_t(Error::Kind::Usage) + 1);
    static_assert(reasons.size() == size_t(Error::Reason::KeyringFailed) + 1);
    return QByteArray(kinds[size_t(kind)]) + '/' + reasons[size_t(reason)];
}

} // namespace spillway
