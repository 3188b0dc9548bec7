// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"

#include <QByteArray>
#include <QStringList>

namespace spillway {

/// The names in an answer of ListStreams ("stream_names", DIS API reference). What is no text is left out.
/// Errors: Malformed (NotJson, NotAnObject; Unspecified if there is no list), and the service's own.
Result<QStringList> decodeStreamNames(const QByteArray &body);

} // namespace spillway
