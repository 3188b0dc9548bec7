// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/credential.h"
#include "domain/error.h"
#include "domain/names.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>

#include <utility>

namespace spillway {

/// A header as it goes over the wire.
using RawHeader = std::pair<QByteArray, QByteArray>;

/// What is signed of a request, as it is sent.
struct SigningRequest
{
    QByteArray method;
    QByteArray path; ///< percent-encoded; for a name with a slash in it, %2F
    QByteArray query; ///< percent-encoded, without the question mark; may be empty
    QList<RawHeader> headers; ///< those to be signed, x-sdk-date among them, no name twice
    QByteArray body;
};

// SDK-HMAC-SHA256, as the vendor's API signing guide has it: no key derivation, no scope. Pure functions.

/// The request in the one spelling that both sides can arrive at.
QByteArray canonicalRequest(const SigningRequest &request);
/// `sdkDate` is the value of x-sdk-date.
QByteArray stringToSign(const QByteArray &canonical, const QByteArray &sdkDate);
/// The value of the Authorization header. The key has been through checkAccessKey.
QByteArray authorization(const SigningRequest &request, const AccessKey &key);
/// 20261123T102530Z
QByteArray sdkDate(const QDateTime &at);

/// Every header that a signed request needs beside those of HTTP itself: X-Sdk-Date, X-Project-Id (unless the project
/// is empty), X-Security-Token (for a temporary key) and Authorization. Signed are they and `host`, never content-type
/// or user-agent, which the network library may change. `host` is the authority as it is sent: with the port, where
/// that is not the scheme's own. A project id that a header cannot carry goes percent-encoded, as it does in a path.
/// The key has been through checkAccessKey.
QList<RawHeader> signedHeaders(const QByteArray &method, const QByteArray &path, const QByteArray &query,
                               const QByteArray &body, const QByteArray &host, const ProjectId &project,
                               const AccessKey &key, const QDateTime &at);

/// Whether a key can be used and carried by headers: id and secret not empty, all three parts 0x21-0x7E only, and in
/// the id neither a comma nor an equals sign, which separate the parts of the Authorization header. Errors: Usage
/// (BadToken, NoCredential), subject: origin.
Result<void> checkAccessKey(const AccessKey &key, const QString &origin);

} // namespace spillway
