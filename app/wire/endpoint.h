// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"
#include "domain/tasksource.h"

#include <QUrl>

namespace spillway {

/// A service address that has been checked: scheme, host and port, nothing else.
struct Endpoint
{
    QUrl base; ///< https://host[:port], or http to this computer
    bool isLoopback = false; ///< 127.0.0.0/8, [::1] or localhost: plain http is allowed, a proxy is not

    /// host, or host:port where the port is not the scheme's own; the host in its ASCII form.
    QString authority() const;
};

/// Reads what a person typed. No scheme means https. Errors: Usage (BadEndpoint, PlainHttp), subject: the text.
Result<Endpoint> parseEndpoint(const QString &text);

/// The path of ShowTransferTask: /v2/{project_id}/streams/{stream_name}/transfer-tasks/{task_name}, every name
/// percent-encoded as one segment. Errors: Usage (BadName) for an empty name, "." and "..".
Result<QByteArray> showTaskPath(const ProjectId &project, const TaskAddress &address);

/// The paths of ListStreams: /v2/{project_id}/streams, of ShowStream: the same and /{stream_name}, and of
/// ListTransferTasks: that and /transfer-tasks. Errors: as showTaskPath().
Result<QByteArray> streamsPath(const ProjectId &project);
Result<QByteArray> showStreamPath(const ProjectId &project, const StreamName &stream);
Result<QByteArray> tasksPath(const ProjectId &project, const StreamName &stream);

/// What is asked for of ListStreams and ShowStream, percent-encoded: at most so many streams or partitions, those after
/// the name or id; empty: from the first.
QByteArray streamsQuery(const QString &after, int limit);
QByteArray partitionsQuery(const QString &after, int limit);

/// Endpoint and path, with a query or without, as one URL whose encoded form is exactly their concatenation.
QUrl requestUrl(const Endpoint &endpoint, const QByteArray &encodedPath);

/// Whether a token can be carried by a header: 0x21-0x7E only, and not empty.
/// Errors: Usage (BadToken, NoCredential), subject: origin.
Result<void> checkToken(const Secret &token, const QString &origin);

} // namespace spillway
