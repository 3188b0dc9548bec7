// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/dumptask.h"

#include <QDateTime>
#include <QTimeZone>

namespace spillway {

/// In which zone the directories' names are assumed to be: no document says.
enum class DirectoryZone { Gmt8, Utc, Local };
QTimeZone zoneOf(DirectoryZone zone);

/// Where a file that is made at a certain moment lies, as far as the documents tell:
/// bucket/file_prefix/partition_format filled in/object. What objects are called is not documented.
struct NextFile
{
    enum class Obstacle : quint8 {
        None,
        NoSettings, ///< no OBS block
        NoBucket, ///< absent, empty or no text: there is no path
        OddPrefix, ///< not a text
        TooLong, ///< prefix or bucket are longer than OBS' names can be
        UnknownFormat, ///< of partition_format: the path ends before the directories
        NoTime, ///< the moment is not known, or not in the calendar: likewise
    };
    enum class Example : quint8 {
        No,
        Schema, ///< processing_schema: a time within each record decides, not the clock
        Expressions, ///< the prefix is made of each record's fields
    };

    QString path; ///< obs://bucket/prefix/2026/11/23/ as it is, nothing made visible; empty if it cannot be told
    Obstacle obstacle = Obstacle::None;
    Example example = Example::No;
    std::optional<QDateTime> rollsOver; ///< UTC: files go to another directory from then on; absent: they never do
    bool hasHidden = false; ///< characters that cannot be seen, or that were damaged: the path is not to be pasted
    QString command; ///< obsutil's, for a POSIX shell; empty if there is no path, or one with hidden characters
};

/// `moment`: when a file is made. Pure.
NextFile nextFile(const DumpTask &task, const QDateTime &moment, const QTimeZone &zone);

/// Text as one word of a POSIX shell, whatever is in it but NUL.
QString shellQuoted(const QString &text);

/// Translated sentences: what is to be said about a path; empty if nothing is.
QString nextFileRemark(const DumpTask &task, const NextFile &file);
/// That the zone is assumed.
QString zoneRemark(DirectoryZone zone);

} // namespace spillway
