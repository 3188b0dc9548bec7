// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/tasksource.h"
#include "domain/timetext.h"

#include <QStringList>

namespace spillway {

/// One sentence for a person, translated, plain text. The window and the command line say the same.
QString sentence(const Error &error, const TaskAddress &about = {});

/// What stands behind it: code, status, request id, the service's own words; one fact a line, plain text.
QStringList details(const Error &error);

/// By how much the clocks differ, as the end of a sentence.
QString clockText(std::chrono::seconds ahead);
/// The difference if it is worth a word: from 5 minutes.
std::optional<std::chrono::seconds> noticeableSkew(std::optional<std::chrono::seconds> ahead);

/// Which credential is in use: "access key HPUA… from HUAWEICLOUD_SDK_AK". Empty if none is.
QString credentialText(const CredentialFacts &facts);

} // namespace spillway
