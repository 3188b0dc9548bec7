// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/project.h"

#include <utility>

namespace spillway {

// What is read of the answers about streams and their dump tasks. Pure; any thread. JSON syntax is strict; a wrong type
// inside one field never loses the rest: the Fact tells it. The last of repeated keys counts.
// Errors of all: Malformed with a byte offset; Malformed (Unspecified, subject: the key) where what was asked for is
// not in it; the service's own error if the body is an error envelope.

/// An answer of ListStreams. The names in `stream_names` decide what exists and in which order, each once;
/// `stream_info_list` is joined by name, and what only it names comes after them. Either may be absent. What has no
/// name is left out.
Result<StreamPage> decodeStreamPage(QByteArray body);

/// An answer of ListTransferTasks. What has no name is left out.
Result<TaskList> decodeTaskList(QByteArray body);

/// An answer of ShowStream, or one page of it. The times of its coming are not filled in. A name that is absent is
/// accepted. Errors: also Mismatch, subject: the name that came, if it is about another stream.
Result<StreamDetails> decodeStream(QByteArray body, const StreamName &asked);

/// The numbers of "[oldest : next]", with or without blanks. Nothing if they are anything but two integers of 64 bits.
std::optional<std::pair<qint64, qint64>> sequenceNumbers(const QString &range);

} // namespace spillway
