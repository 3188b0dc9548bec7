// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"
#include "domain/fields.h"
#include "insight/insight.h"
#include "tabular/dialect.h"

#include <QDateTime>
#include <QDeadlineTimer>

#include <functional>
#include <vector>

namespace spillway {

enum class Format { Csv, Tsv, Json, Ndjson };

/// What is written: rows of one answer, in the order given.
struct ExportRequest
{
    TaskSnapshot task;
    InsightPointer insight; ///< what is worked out about it; null: nothing is
    std::vector<quint32> rows; ///< indexes into task->partitions, in the order to write
    QDateTime polledAt; ///< when the answer came, UTC; invalid: the answer came from a file
    Format format = Format::Csv;
    Dialect dialect; ///< of CSV and TSV
    std::vector<PartitionColumn> columns; ///< of the partitions, in the order to write; empty: all, in their own order
    bool splitRanges = false; ///< the ranges once more, as numbers: hash_start, hash_end, seq_start, seq_end
};

/// What a person is told afterwards.
struct ExportSummary
{
    qint64 rows = 0;
    qint64 guardedCells = 0; ///< cells that got a leading ' or tab
    qint64 digitsKept = 0; ///< numbers and the like written as text, see Dialect::keepDigits
    qint64 removedNuls = 0; ///< NUL characters left out of CSV or TSV
};

/// Every row of the answer in the answer's order.
std::vector<quint32> allRows(const DumpTask &task);

/// Writes the rows through `write`, in pieces of about 64 KiB; stops at the first error. Pure otherwise; any thread.
/// Columns and what absent, null and empty become: README, "What is in the file".
Result<ExportSummary> writeRows(const ExportRequest &request, const std::function<Result<void>(QByteArrayView)> &write);

/// The same, whole, as text: for the clipboard.
QByteArray rowsAsText(const ExportRequest &request);

/// The rows as an HTML table, escaped and guarded; the request's format does not matter.
QByteArray rowsAsHtml(const ExportRequest &request);

/// The first lines of what writeRows() writes, at most `count`, without their ends. A cell with line ends is in one
/// line.
QByteArrayList firstLines(const ExportRequest &request, int count);

/// What writeRows() would say, and how many bytes it would write, without writing.
struct Measure
{
    ExportSummary summary;
    qint64 bytes = 0;
};
Measure measured(const ExportRequest &request);

/// Replaces `path` by the export, or leaves it as it was: every write is checked. A target that exists and is no
/// regular file is refused. Errors: File (CannotWrite, DiskFull, NotRegularFile), subject: the path.
Result<ExportSummary> exportToFile(const ExportRequest &request, const QString &path);

/// Writes through to a file descriptor such as standard output, checking every write. Nothing is written before the
/// whole export is ready; a reader that does not read is waited for until the deadline. Errors: File, subject: the
/// name.
Result<ExportSummary> exportToDescriptor(const ExportRequest &request, int descriptor, const QString &name,
                                         QDeadlineTimer deadline = QDeadlineTimer(QDeadlineTimer::Forever));

/// By the suffix of a path, in capitals or not; CSV if it says nothing.
Format formatForPath(const QString &path);

/// csv, tsv, json, ndjson; nothing for any other word.
std::optional<Format> formatForWord(const QString &word);

/// A file name to suggest, safe on every file system: dis_{stream}_{task}_partitions_{yyyyMMdd'T'HHmmss'Z'}.{suffix}
QString suggestedFileName(const DumpTask &task, const QDateTime &now, Format format);

} // namespace spillway
