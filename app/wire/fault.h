// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"

#include <QByteArray>
#include <QDateTime>

namespace spillway {

/// What an HTTP answer says beside its body.
struct HttpFacts
{
    int status = 0;
    QByteArray contentType;
    QByteArray contentEncoding;
    QByteArray location;
    QByteArray retryAfter;
    QByteArray requestId;
    QByteArray date;
};

/// The code and text of an error envelope, in any of the published shapes: {errorCode, message},
/// {error_code, error_msg, request_id}, {error: {code, message, title}}.
struct Envelope
{
    QString code;
    QString message;
    QString requestId;
};

/// The envelope in the body, if it is one: a JSON object with an error code that is not a dump task.
std::optional<Envelope> decodeEnvelope(const QByteArray &body);

/// The kind for an HTTP status and a DIS, APIGW or APIG code (the code decides first: "not found" and "throttled" are
/// 400 at DIS, authentication failures 441). Source: DIS error codes, API gateway error codes.
Error::Kind kindOf(int status, const QString &code);

/// The error for any answer that is not a 200. `body` may be cut off or empty; at most 2 KiB of it is kept, and only if
/// it is text that is neither JSON nor HTML.
Error decodeFault(const HttpFacts &facts, const QByteArray &body);

/// The error for an envelope, wherever it came (also with status 200 or in a file).
Error envelopeError(const Envelope &envelope, int status);

/// Seconds to wait by a Retry-After header (seconds or an HTTP date against `now`), 0 ... 24 h. Nothing if unreadable.
std::optional<std::chrono::seconds> parseRetryAfter(const QByteArray &value, const QDateTime &now);

/// An HTTP date (IMF-fixdate, RFC 850 or asctime) in UTC.
std::optional<QDateTime> parseHttpDate(const QByteArray &value);

} // namespace spillway
