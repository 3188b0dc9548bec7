// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"

#include <QByteArray>

#include <functional>

namespace spillway {

/// What a read may cost.
struct ReadBounds
{
    qint64 cap = 0; ///< bytes; one more is TooLarge
    std::chrono::milliseconds patience{0}; ///< until the end of a pipe
    std::function<bool()> isCancelled; ///< asked every few milliseconds while waiting; may be empty
};

/// All bytes of a regular file or a FIFO. Blocks: at most `patience` for a FIFO, as long as the disk takes for a file.
/// Errors: File (CannotRead, NotRegularFile for directories, devices and sockets), TooLarge, Cancelled.
Result<QByteArray> readFile(const QString &path, const ReadBounds &bounds);

/// Goes on reading standard input into `bytes`, to its end. What came stays in `bytes` when it is cancelled or late.
/// Errors: as above.
Result<void> readStandardInput(QByteArray *bytes, const ReadBounds &bounds);

} // namespace spillway
