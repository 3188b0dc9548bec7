// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <chrono>
#include <optional>
#include <tl/expected.hpp> // the one place that names tl::

namespace spillway {

/// Why a question has no answer. The sentence a person reads is made from it in session/wording.h;
/// nothing in here is ever shown as rich text.
struct Error
{
    /// What kind of failure it is: decides exit codes and what automatic refresh does next.
    enum class Kind {
        Cancelled,
        Timeout,
        Unreachable,
        Tls,
        Unauthorized,
        Forbidden,
        NotFound,
        Throttled,
        Blocked,
        Redirected,
        Rejected, ///< any other 4xx, and statuses HTTP does not know
        Server,
        TooLarge, ///< than the cap (OverCap), or than there is memory for (Unspecified)
        Mismatch, ///< a good answer, but about another task
        Malformed,
        File,
        Usage,
    };

    /// Our own, finer reason, where we know one. Only wording depends on it.
    enum class Reason {
        Unspecified,
        // Timeout, Unreachable, Tls
        NameNotFound,
        Refused,
        ConnectTimeout, ///< no connection within the connect deadline
        Silence, ///< connected, then nothing within the inactivity deadline
        Deadline, ///< not complete within the total deadline
        ClosedEarly, ///< the peer closed or reset before a complete answer
        NotHttp,
        ProxyFailed,
        CertificateRefused, ///< detail: what is wrong with it, and whose it is
        ObsoleteTls, ///< the server offers nothing newer than TLS 1.1
        NoTls, ///< this computer lacks what Qt speaks TLS with
        // Malformed, TooLarge
        Compressed, ///< subject: the Content-Encoding
        EmptyAnswer,
        NotJson, ///< subject: the Content-Type, where there is one
        NotAnObject,
        CutShort, ///< ended inside the JSON text
        TooDeep,
        NotATask, ///< a JSON object without one documented field of a dump task
        OverCap, ///< subject: the cap in bytes
        UnexpectedStatus,
        // Unauthorized, Blocked
        SignatureRefused, ///< an access key was used
        PasswordRefused, ///< IAM refused the user's name or password
        KeyLocked, ///< too many refusals of one access key
        // Rejected
        NoProject, ///< IAM knows no enabled project of this name; subject: the name
        ManyProjects, ///< IAM knows several; subject: the name
        // Usage
        NoCredential,
        BadToken, ///< characters a header cannot carry; subject: where it came from
        BadEndpoint,
        PlainHttp, ///< http to anything but this computer
        BadName, ///< subject: the name
        BadOption, ///< subject: the whole complaint
        BadProxy, ///< a proxy needs a host and a port
        NoEndpoint, ///< neither an endpoint nor a region is given
        NoConnection, ///< none has that name; subject: the name
        NoSecret, ///< of a named connection; subject: its name
        NoIam, ///< IAM would have to be asked, and its address is not known
        NoDisplay,
        // File; subject: the path
        CannotRead,
        CannotWrite,
        DiskFull,
        NotRegularFile,
        BadCertificates,
        SetAside, ///< what cannot be read was moved; subject: to where
        NewerVersion, ///< a newer Spillway wrote it: read as far as possible, never written
        TooMany, ///< more than the file is allowed to hold
        // File, without a path: the keyring's
        KeyringAbsent, ///< no bus, or nobody on it who keeps secrets
        KeyringLocked,
        KeyringRefused, ///< the person, or the keyring, said no
        KeyringSilent, ///< no answer within the budget
        KeyringDamaged, ///< what it keeps is not what was given to it
        KeyringFailed, ///< anything else; detail: in its own words
    };

    Kind kind = Kind::Cancelled;
    Reason reason = Reason::Unspecified;
    QString subject; ///< host:port, path, name or option the reason is about
    int httpStatus = 0; ///< 0: no HTTP answer
    QString code; ///< the service's code, such as DIS.4301 or APIGW.0301
    QString detail; ///< the service's or the system's own words, verbatim, at most 2 KiB
    QString requestId; ///< X-Request-Id, for the vendor's support
    std::optional<std::chrono::seconds> retryAfter; ///< what the service asked for, clamped to 0 s ... 24 h
    std::optional<std::chrono::seconds> clockAhead; ///< by how much this computer's clock is ahead of the server's
    std::optional<qint64> offset; ///< Malformed: byte offset of the first thing not understood

    friend bool operator==(const Error &, const Error &) = default;
};

/// A value, or why there is none.
template <class T> using Result = tl::expected<T, Error>;

/// Wraps an error for returning it as any Result.
inline tl::unexpected<Error> failure(Error error)
{
    return tl::unexpected<Error>(std::move(error));
}

inline tl::unexpected<Error> failure(Error::Kind kind, Error::Reason reason, QString subject = {}, QString detail = {})
{
    Error error;
    error.kind = kind;
    error.reason = reason;
    error.subject = std::move(subject);
    error.detail = std::move(detail);
    return failure(std::move(error));
}

} // namespace spillway
