// SPDX-License-Identifier: GPL-3.0-or-later
#include "tabular/atomicfile.h"

#include <QFile>
#include <QRandomGenerator>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <limits>
#include <system_error>

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

namespace spillway {

namespace {

constexpr int mostLinks = 40; // as the kernel
constexpr int mostNames = 100;

tl::unexpected<Error> failed(int systemError, const QString &path)
{
    const bool isFull = systemError == ENOSPC || systemError == EDQUOT;
    return failure(Error::Kind::File, isFull ? Error::Reason::DiskFull : Error::Reason::CannotWrite, path,
                   QString::fromStdString(std::generic_category().message(systemError)));
}

template <class Call> auto retried(Call call)
{
    auto result = call();
    while (result == -1 && errno == EINTR)
        result = call();
    return result;
}

/// The folder of a path, with its slash; empty for the current one.
QByteArray folderOf(const QByteArray &path)
{
    return path.first(path.lastIndexOf('/') + 1);
}

/// Where a symbolic link leads; the path itself if it is none.
QByteArray linkTarget(const QByteArray &path)
{
    QByteArray target(PATH_MAX, Qt::Uninitialized);
    const ssize_t size = readlink(path.constData(), target.data(), std::size_t(target.size()));
    if (size <= 0)
        return path;
    target.truncate(size);
    return target.startsWith('/') ? target : QByteArray(folderOf(path) + target);
}

/// What the file system cannot do at all is no loss of data.
bool isUnsupported(int systemError)
{
    return systemError == EINVAL || systemError == ENOTSUP || systemError == ENOSYS;
}

/// Where the kernel shows what a descriptor is.
QByteArray ownLink(int descriptor)
{
    return "/proc/self/fd/" + QByteArray::number(descriptor);
}

/// Waits until writing makes progress or fails at once; false when time is up.
bool waitForRoom(int descriptor, const QDeadlineTimer &deadline)
{
    pollfd waiting{descriptor, POLLOUT, 0};
    const qint64 left = deadline.remainingTime(); // -1: for ever
    const int patience = int(std::min<qint64>(left, std::numeric_limits<int>::max()));
    return retried([&] { return poll(&waiting, 1, patience); }) != 0;
}

bool isRegular(int descriptor)
{
    struct stat status = {};
    return fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
}

} // namespace

AtomicFile::AtomicFile(QString path, mode_t mode)
    : m_path(std::move(path))
    , m_keepsMode(mode == 0)
    , m_mode(mode)
{
}

AtomicFile::~AtomicFile()
{
    if (m_descriptor >= 0)
        close(m_descriptor);
    if (!m_temporary.isEmpty())
        unlink(m_temporary.constData());
}

Result<void> AtomicFile::open()
{
    return resolveTarget().and_then([this] { return createBeside(); });
}

Result<void> AtomicFile::resolveTarget()
{
    if (m_path.isEmpty() || m_path.contains(QChar::Null)) // a NUL would silently cut the name
        return failed(ENOENT, m_path);
    m_target = QFile::encodeName(m_path);
    struct stat status = {};
    if (stat(m_target.constData(), &status) == 0) {
        if (!S_ISREG(status.st_mode))
            return failure(Error::Kind::File, Error::Reason::NotRegularFile, m_path);
        if (access(m_target.constData(), W_OK) != 0)
            return failed(errno, m_path);
        if (m_keepsMode)
            m_mode = status.st_mode & (S_IRWXU | S_IRWXG | S_IRWXO);
    } else if (errno != ENOENT) {
        return failed(errno, m_path);
    }
    for (int i = 0; i < mostLinks; ++i) {
        const QByteArray next = linkTarget(m_target);
        if (next == m_target)
            return {};
        m_target = next;
    }
    return failed(ELOOP, m_path);
}

Result<void> AtomicFile::createBeside()
{
    if (m_target.endsWith('/'))
        return failed(EISDIR, m_path);
    // From its first moment on nobody may read it who may not read it in the end.
    const mode_t mode = m_mode != 0 ? m_mode : 0666;
    // Without a name, where the file system can do that: who is killed while writing leaves nothing behind.
    const QByteArray folder = folderOf(m_target);
    m_descriptor = ::open(folder.isEmpty() ? "." : folder.constData(), O_WRONLY | O_TMPFILE | O_CLOEXEC, mode);
    if (m_descriptor >= 0 && access(ownLink(m_descriptor).constData(), F_OK) != 0)
        close(std::exchange(m_descriptor, -1)); // without /proc it could never get one
    if (m_descriptor < 0) {
        const bool isNamed = nameBeside([&](const char *name) {
            m_descriptor = ::open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode);
            return m_descriptor >= 0;
        });
        if (!isNamed)
            return failed(errno, m_path);
    }
    if (m_mode != 0 && fchmod(m_descriptor, m_mode) != 0 && !isUnsupported(errno))
        return failed(errno, m_path);
    return {};
}

/// A name beside the target that `take` can have; m_temporary then. False: errno says why not.
bool AtomicFile::nameBeside(const std::function<bool(const char *)> &take)
{
    for (int i = 0; i < mostNames; ++i) {
        const QByteArray number = QByteArray::number(QRandomGenerator::global()->generate64(), 36);
        const QByteArray name = folderOf(m_target) + ".spillway-" + number;
        if (take(name.constData())) {
            m_temporary = name;
            return true;
        }
        if (errno != EEXIST)
            break;
    }
    return false;
}

/// Gives what has no name yet one that nobody has.
bool AtomicFile::link(const char *name) const
{
    return linkat(AT_FDCWD, ownLink(m_descriptor).constData(), AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0;
}

Result<void> AtomicFile::write(QByteArrayView bytes)
{
    return writeFully(m_descriptor, bytes, m_path);
}

Result<void> AtomicFile::commit()
{
    // Some file systems tell only now that there was no room.
    if (retried([this] { return fsync(m_descriptor); }) != 0 && !isUnsupported(errno))
        return failed(errno, m_path);
    if (m_temporary.isEmpty()) {
        if (link(m_target.constData())) // nothing was there
            return {};
        if (errno != EEXIST || !nameBeside([this](const char *name) { return link(name); }))
            return failed(errno, m_path);
    }
    if (close(std::exchange(m_descriptor, -1)) != 0 && errno != EINTR)
        return failed(errno, m_path);
    if (rename(m_temporary.constData(), m_target.constData()) != 0)
        return failed(errno, m_path);
    m_temporary.clear();
    return {};
}

Result<void> checkTarget(const QString &path)
{
    return AtomicFile(path).open();
}

Result<void> writeFully(int descriptor, QByteArrayView bytes, const QString &name, QDeadlineTimer deadline)
{
    // Room for this much is what poll() promises of a pipe: a write never blocks beyond the deadline.
    const bool regular = isRegular(descriptor);
    const qsizetype piece = regular ? std::numeric_limits<int>::max() : qsizetype(PIPE_BUF);
    while (!bytes.isEmpty()) {
        if (!regular && !waitForRoom(descriptor, deadline))
            return failed(ETIMEDOUT, name);
        const auto size = std::size_t(std::min(bytes.size(), piece));
        const ssize_t written = ::write(descriptor, bytes.data(), size);
        if (written > 0)
            bytes = bytes.sliced(written);
        else if (written == 0)
            return failed(EIO, name);
        else if (errno != EINTR && errno != EAGAIN)
            return failed(errno, name);
    }
    return {};
}

} // namespace spillway
