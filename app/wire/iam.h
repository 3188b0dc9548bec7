// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/credential.h"
#include "domain/error.h"
#include "domain/names.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>

#include <optional>

// What is asked of IAM, and what it answers. Its errors are read by wire/fault.h.

namespace spillway {

/// Where a token is asked for, by POST; the answer without the catalogue of all services. The token itself comes in the
/// header X-Subject-Token, with status 201.
inline constexpr char tokenPath[] = "/v3/auth/tokens";
inline constexpr char tokenQuery[] = "nocatalog=1";
inline constexpr char tokenContentType[] = "application/json;charset=utf8";

/// No answer of IAM that matters here is longer, in bytes.
inline constexpr qsizetype iamAnswerLimit = 1024 * 1024;

/// The project a token shall be good for: by id, or else by name (a region's).
struct ProjectScope
{
    ProjectId id;
    QString name;
};

/// What the body of a token's answer says; what is missing in it, or of a wrong type, is absent.
struct TokenFacts
{
    std::optional<QDateTime> expiresAt; ///< UTC
    std::optional<ProjectId> project;
    std::optional<QString> projectName;
};

/// One of the projects a person has.
struct IamProject
{
    ProjectId id;
    QString name;
    bool isEnabled = true;
};

/// Whether user and password can be asked with: none of user, account and password empty, and all of them text.
/// Errors: Usage (NoCredential, BadToken), subject: origin.
Result<void> checkUserPassword(const UserPassword &user, const QString &origin);

/// The body of the question for a token. The user has been through checkUserPassword.
Secret tokenRequestBody(const UserPassword &user, const ProjectScope &scope);

/// The body of a 201. Errors: Malformed (with an offset) if it is not strict JSON or not an object, TooLarge; the
/// service's own error if it is an error envelope.
Result<TokenFacts> decodeTokenFacts(const QByteArray &body);

/// Where projects are asked for, by GET: path, and the query for those of a name, percent-encoded.
inline constexpr char projectsPath[] = "/v3/projects";
QByteArray projectsQuery(const QString &name);

/// In the order of the answer. Projects without an id are left out. Errors: as decodeTokenFacts(), and Malformed
/// (subject: projects) if there is no list.
Result<QList<IamProject>> decodeProjects(const QByteArray &body);

} // namespace spillway
