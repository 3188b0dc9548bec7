// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/boundedread.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QFile>

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace spillway {

using std::chrono::milliseconds;

namespace {

constexpr qint64 chunkSize = 256 * 1024;
constexpr milliseconds slice{20}; // how soon a cancelled read is noticed

class Descriptor
{
public:
    explicit Descriptor(int number)
        : m_number(number)
    {
    }
    ~Descriptor()
    {
        if (m_number >= 0)
            ::close(m_number);
    }
    Q_DISABLE_COPY_MOVE(Descriptor)
    int number() const { return m_number; }

private:
    int m_number;
};

auto cannotRead(const QString &path, int systemError)
{
    return failure(Error::Kind::File, Error::Reason::CannotRead, path, qt_error_string(systemError));
}

auto tooLarge(qint64 cap)
{
    return failure(Error::Kind::TooLarge, Error::Reason::OverCap, QString::number(cap));
}

/// Waits until there is something to read, or the end of it.
Result<void> waitForInput(int descriptor, const QString &path, const QDeadlineTimer &deadline, const ReadBounds &bounds)
{
    for (;;) {
        if (bounds.isCancelled && bounds.isCancelled())
            return failure(Error::Kind::Cancelled, Error::Reason::Unspecified);
        const qint64 wait = std::min<qint64>(deadline.remainingTime(), slice.count());
        pollfd waiting{descriptor, POLLIN, 0};
        const int ready = ::poll(&waiting, 1, int(wait));
        if (ready < 0 && errno != EINTR)
            return cannotRead(path, errno);
        if (ready > 0)
            return {};
        if (deadline.hasExpired()) {
            const auto whole = std::chrono::ceil<std::chrono::seconds>(bounds.patience);
            return failure(Error::Kind::File, Error::Reason::CannotRead, path,
                           QCoreApplication::translate("FileSource", "no end of input within %n second(s)", nullptr,
                                                       int(whole.count())));
        }
    }
}

/// Appends what is left of the descriptor. `mayWait`: it is a pipe or the like, not a file.
Result<void> readAll(int descriptor, const QString &path, bool mayWait, QByteArray *bytes, const ReadBounds &bounds)
{
    const QDeadlineTimer deadline(bounds.patience);
    for (;;) {
        if (mayWait) {
            if (const Result<void> ready = waitForInput(descriptor, path, deadline, bounds); !ready)
                return failure(ready.error());
        } else if (bounds.isCancelled && bounds.isCancelled()) {
            return failure(Error::Kind::Cancelled, Error::Reason::Unspecified);
        }
        // One byte over the cap is enough to know.
        const qsizetype room = std::min(chunkSize, bounds.cap + 1 - bytes->size());
        const qsizetype size = bytes->size();
        bytes->resize(size + room);
        const ssize_t count = ::read(descriptor, bytes->data() + size, size_t(room));
        const int systemError = errno;
        bytes->resize(size + std::max<ssize_t>(count, 0));
        if (count == 0)
            return {};
        if (count < 0 && systemError != EINTR && systemError != EAGAIN)
            return cannotRead(path, systemError);
        if (bytes->size() > bounds.cap)
            return tooLarge(bounds.cap);
    }
}

} // namespace

Result<QByteArray> readFile(const QString &path, const ReadBounds &bounds)
{
    const QByteArray name = QFile::encodeName(path);
    if (name.contains('\0')) // the system would open what stands before it
        return cannotRead(path, ENOENT);
    const auto isReadable = [](const struct stat &found) { return S_ISREG(found.st_mode) || S_ISFIFO(found.st_mode); };

    // Looked at before it is opened, for opening a device can do something; and after, for it could be another by then.
    struct stat found
    {
    };
    if (::stat(name.constData(), &found) != 0)
        return cannotRead(path, errno);
    if (!isReadable(found))
        return failure(Error::Kind::File, Error::Reason::NotRegularFile, path);
    // Without O_NONBLOCK, opening a FIFO waits for a writer for ever.
    const Descriptor file(::open(name.constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY));
    if (file.number() < 0 || ::fstat(file.number(), &found) != 0)
        return cannotRead(path, errno);
    if (!isReadable(found))
        return failure(Error::Kind::File, Error::Reason::NotRegularFile, path);

    const bool isFile = S_ISREG(found.st_mode);
    if (isFile && found.st_size > bounds.cap)
        return tooLarge(bounds.cap);
    QByteArray bytes;
    // Room for the last, empty read as well: nothing is copied on the way.
    bytes.reserve(std::min(isFile ? qint64(found.st_size) + chunkSize : chunkSize, bounds.cap + 1));
    if (const Result<void> read = readAll(file.number(), path, !isFile, &bytes, bounds); !read)
        return failure(read.error());
    return bytes;
}

Result<void> readStandardInput(QByteArray *bytes, const ReadBounds &bounds)
{
    const QString path = QStringLiteral("-");
    struct stat found
    {
    };
    if (::fstat(STDIN_FILENO, &found) != 0)
        return cannotRead(path, errno);
    if (S_ISDIR(found.st_mode))
        return failure(Error::Kind::File, Error::Reason::NotRegularFile, path);
    return readAll(STDIN_FILENO, path, !S_ISREG(found.st_mode), bytes, bounds);
}

} // namespace spillway
