// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <functional>
#include <vector>

namespace spillway {

/// One of the program's ways to write a file of a person's.
struct Writer
{
    const char *name = nullptr;
    const char *row = nullptr; ///< of the fault matrix
    QString file; ///< below the folder
    QByteArray before; ///< what stands in it; null: it is not there yet
    /// Writes, all in the folder. Whether the person is told that it worked.
    std::function<bool(const QString &folder)> write;
};

std::vector<Writer> writers();

/// The template of a temporary folder: in memory, where there is such a place, for files are synced thousands of times.
QString quickFolder();

/// A file's bytes; "(none)" if it is not there.
QByteArray bytesOf(const QString &path);
/// Puts what stood there before.
bool prepare(const Writer &writer, const QString &folder);
/// Everything below the folder but the file and folders: what was left behind.
QStringList leftBehind(const Writer &writer, const QString &folder);

} // namespace spillway
