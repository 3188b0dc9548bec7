// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/filesource.h"

#include "client/boundedread.h"
#include "domain/withinmemory.h"
#include "wire/taskdecoder.h"

#include <QElapsedTimer>
#include <QMutex>
#include <QPromise>
#include <QThreadPool>
#include <QtConcurrent>

#include <atomic>

namespace spillway {

/// What the source and its workers have in common.
struct FileSource::Shared
{
    QString path;
    std::chrono::milliseconds patience;
    qint64 cap;
    std::atomic<bool> ended = false;
    QMutex mutex; // for what follows: standard input can be read once only, by one worker at a time
    QByteArray standardInput;
    std::optional<Result<TaskSnapshot>> fromStandardInput;

    bool isStandardInput() const { return path == QStringLiteral("-"); }
    Result<TaskSnapshot> read(const std::function<bool()> &isCancelled);
};

namespace {

/// Waiting for a pipe or a slow disk takes a thread of the pool without using a processor: others may run meanwhile.
class WaitingWorker
{
public:
    WaitingWorker() { QThreadPool::globalInstance()->releaseThread(); }
    ~WaitingWorker() { QThreadPool::globalInstance()->reserveThread(); }
    Q_DISABLE_COPY_MOVE(WaitingWorker)
};

} // namespace

Result<TaskSnapshot> FileSource::Shared::read(const std::function<bool()> &isCancelled)
{
    const ReadBounds bounds{cap, patience, isCancelled};
    if (!isStandardInput()) {
        Result<QByteArray> bytes;
        {
            const WaitingWorker waiting;
            bytes = readFile(path, bounds);
        }
        if (!bytes)
            return failure(bytes.error());
        return decodeTask(*std::move(bytes));
    }

    const QMutexLocker lock(&mutex);
    if (fromStandardInput)
        return *fromStandardInput;
    {
        const WaitingWorker waiting;
        // What came so far is kept: the next question goes on where this one stops.
        if (const Result<void> input = readStandardInput(&standardInput, bounds); !input) {
            if (input.error().kind == Error::Kind::TooLarge) {
                standardInput.clear();
                fromStandardInput = failure(input.error());
            }
            return failure(input.error());
        }
    }
    fromStandardInput = decodeTask(std::exchange(standardInput, {}));
    return *fromStandardInput;
}

FileSource::FileSource(QString path, std::chrono::milliseconds patience, qint64 cap)
    : m_shared(std::make_shared<Shared>())
{
    m_shared->path = std::move(path);
    m_shared->patience = patience;
    m_shared->cap = cap;
}

FileSource::~FileSource()
{
    m_shared->ended = true;
}

QFuture<Result<TaskAnswer>> FileSource::showTask(const TaskAddress &)
{
    return QtConcurrent::run([shared = m_shared](QPromise<Result<TaskAnswer>> &promise) {
        QElapsedTimer elapsed;
        elapsed.start();
        const auto isCancelled = [&] { return promise.isCanceled() || shared->ended.load(std::memory_order_relaxed); };
        const Result<TaskSnapshot> task = withinMemory([&] { return shared->read(isCancelled); });
        if (!task) {
            promise.addResult(failure(task.error()));
            return;
        }
        TaskAnswer answer;
        answer.task = *task;
        answer.latency = std::chrono::milliseconds(elapsed.elapsed());
        promise.addResult(Result<TaskAnswer>(std::move(answer)));
    });
}

QString FileSource::origin() const
{
    return m_shared->path;
}

} // namespace spillway
