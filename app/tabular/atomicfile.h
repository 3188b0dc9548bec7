// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"

#include <QByteArray>
#include <QDeadlineTimer>

#include <functional>

#include <sys/types.h>

namespace spillway {

/// Replaces a file whole or not at all. Written by hand because QSaveFile commits what a full disk cut short and does
/// not look at what fsync says: here every step is checked. All errors are File with the path as subject.
///
/// A link to a file stays a link, the file's permissions stay, a file that may not be written is not replaced.
class AtomicFile
{
public:
    /// `mode`: the permissions it gets, whatever it had; 0: those it had, or the usual ones.
    explicit AtomicFile(QString path, mode_t mode = 0);
    ~AtomicFile();
    Q_DISABLE_COPY_MOVE(AtomicFile)

    /// Errors: NotRegularFile for a directory, pipe, socket or device; CannotWrite; DiskFull.
    Result<void> open();
    Result<void> write(QByteArrayView bytes);
    /// Nothing is seen under the path before this; without it nothing ever is.
    Result<void> commit();

private:
    Result<void> resolveTarget();
    Result<void> createBeside();
    bool nameBeside(const std::function<bool(const char *)> &take);
    bool link(const char *name) const;

    QString m_path; ///< as given
    QByteArray m_target; ///< where links lead, in the file system's encoding
    QByteArray m_temporary; ///< beside the target; empty: what is written has no name yet
    bool m_keepsMode; ///< the permissions of the file that is replaced
    mode_t m_mode; ///< 0: the usual ones
    int m_descriptor = -1;
};

/// Whether a file could be put there now. Leaves nothing behind. Errors: as AtomicFile::open().
Result<void> checkTarget(const QString &path);

/// Writes all of it to a descriptor that may be a pipe, a terminal or non-blocking, or says why not. Waits for a slow
/// reader until the deadline. Errors: File (CannotWrite, DiskFull), subject: `name`. SIGPIPE must be ignored.
Result<void> writeFully(int descriptor, QByteArrayView bytes, const QString &name,
                        QDeadlineTimer deadline = QDeadlineTimer(QDeadlineTimer::Forever));

} // namespace spillway
