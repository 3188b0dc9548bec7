// SPDX-License-Identifier: GPL-3.0-or-later
#include "connections/keyringworker.h"

#include "connections/busprobe.h"
#include "connections/glibbus.h"
#include "connections/secretservice.h"
#include "connections/secrettext.h"

#include <QCoreApplication>
#include <QThread>

#include <qt6keychain/keychain.h>

#include <algorithm>
#include <cstring>
#include <deque>

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace spillway {

namespace {

const QString service = u"spillway"_s;
constexpr auto partingPatience = 200ms;

tl::unexpected<Error> failed(Error::Reason reason, const QString &detail = {})
{
    return failure(Error::Kind::File, reason, {}, detail);
}

/// Overwrites bytes that QtKeychain has handles to as well: a copy made for writing would leave them in memory.
void wipe(const QByteArray &bytes)
{
    explicit_bzero(const_cast<char *>(bytes.constData()), std::size_t(bytes.size()));
}

Result<ProfileSecrets> failureOf(const QKeychain::Job &job)
{
    switch (job.error()) {
    case QKeychain::EntryNotFound:
        return ProfileSecrets();
    case QKeychain::AccessDenied:
        return failed(Error::Reason::KeyringLocked, job.errorString());
    case QKeychain::AccessDeniedByUser:
        return failed(Error::Reason::KeyringRefused, job.errorString());
    case QKeychain::NoBackendAvailable:
        return failed(Error::Reason::KeyringAbsent, job.errorString());
    default:
        return failed(Error::Reason::KeyringFailed, job.errorString());
    }
}

Result<ProfileSecrets> secretsOf(const QKeychain::ReadPasswordJob &job)
{
    const QByteArray text = job.binaryData();
    std::optional<ProfileSecrets> secrets = secretsIn(text);
    wipe(text);
    if (!secrets)
        return failed(Error::Reason::KeyringDamaged);
    return *std::move(secrets);
}

} // namespace

/// Lives on the thread that may block; one question after the other.
class KeyringWorker : public QObject
{
    Q_OBJECT

public:
    KeyringWorker() { connect(&m_secretService, &SecretService::unlocked, this, &KeyringWorker::goOn); }

    void enqueue(std::shared_ptr<KeyringRequest> request)
    {
        m_queue.push_back(std::move(request));
        next();
    }
    /// Only when its thread has ended: whether QtKeychain still holds on to something of it.
    bool isBusy() const { return m_current != nullptr; }

private:
    void next();
    void begin();
    void goOn(bool isOpen);
    void runSecretServiceJob();
    void runJob();
    void jobFinished(QKeychain::Job *job);
    void finish(Result<ProfileSecrets> result);

    SecretService m_secretService{this};
    GlibBus m_glibBus;
    std::deque<std::shared_ptr<KeyringRequest>> m_queue;
    std::shared_ptr<KeyringRequest> m_current;
    QKeychain::Job *m_job = nullptr; ///< deletes itself
    QByteArray m_text; ///< the bytes that a writing job has
};

void KeyringWorker::next()
{
    if (m_current || m_queue.empty())
        return;
    m_current = std::move(m_queue.front());
    m_queue.pop_front();
    begin();
}

void KeyringWorker::begin()
{
    if (*m_current->isDropped) {
        finish(failure(Error::Kind::Cancelled, Error::Reason::Unspecified));
        return;
    }
    const QByteArray bus = sessionBusAddress();
    const QDeadlineTimer deadline(m_current->patience);
    const BusAnswer answer = probeBus(bus, deadline);
    if (answer != BusAnswer::Answers) {
        finish(failed(answer == BusAnswer::Absent ? Error::Reason::KeyringAbsent : Error::Reason::KeyringSilent));
        return;
    }
    if (qgetenv("XDG_CURRENT_DESKTOP") == "KDE") { // QtKeychain talks to KWallet there, not to the Secret Service
        runJob();
        return;
    }
    switch (m_secretService.state(bus, std::chrono::milliseconds(std::max<qint64>(deadline.remainingTime(), 1)))) {
    case SecretService::State::Absent:
        finish(failed(Error::Reason::KeyringAbsent));
        break;
    case SecretService::State::Silent:
        finish(failed(Error::Reason::KeyringSilent));
        break;
    case SecretService::State::Locked:
        m_current->personAsked();
        m_secretService.unlock();
        break;
    case SecretService::State::Unmade:
        m_current->personAsked();
        runSecretServiceJob();
        break;
    case SecretService::State::Open:
        runSecretServiceJob();
        break;
    }
}

void KeyringWorker::goOn(bool isOpen)
{
    if (!m_current)
        return;
    if (!isOpen)
        finish(failed(Error::Reason::KeyringRefused));
    else if (*m_current->isDropped) // the person was told that it was not done
        finish(failure(Error::Kind::Cancelled, Error::Reason::Unspecified));
    else
        runSecretServiceJob();
}

void KeyringWorker::runSecretServiceJob()
{
    m_glibBus.hold();
    runJob();
}

void KeyringWorker::runJob()
{
    switch (m_current->what) {
    case KeyringRequest::What::Read:
        m_job = new QKeychain::ReadPasswordJob(service);
        break;
    case KeyringRequest::What::Write: {
        auto *job = new QKeychain::WritePasswordJob(service);
        // As bytes, not as text: these are the very bytes the job uses, so that they can be wiped.
        m_text = m_current->text.reveal().toByteArray();
        job->setBinaryData(m_text);
        m_job = job;
        break;
    }
    case KeyringRequest::What::Remove:
        m_job = new QKeychain::DeletePasswordJob(service);
        break;
    }
    m_job->setKey(m_current->key);
    connect(m_job, &QKeychain::Job::finished, this, &KeyringWorker::jobFinished);
    m_job->start();
}

void KeyringWorker::jobFinished(QKeychain::Job *job)
{
    m_job = nullptr;
    wipe(m_text);
    m_text.clear();
    m_glibBus.release(); // by now libsecret has hold of it
    if (job->error() != QKeychain::NoError) {
        finish(failureOf(*job));
        return;
    }
    const auto *reading = qobject_cast<const QKeychain::ReadPasswordJob *>(job);
    finish(reading ? secretsOf(*reading) : ProfileSecrets());
}

void KeyringWorker::finish(Result<ProfileSecrets> result)
{
    const std::shared_ptr<KeyringRequest> request = std::exchange(m_current, nullptr);
    request->done(std::move(result));
    // Later: QtKeychain is still at work with the job that has finished.
    QMetaObject::invokeMethod(this, &KeyringWorker::next, Qt::QueuedConnection);
}

namespace {

struct KeyringThread
{
    QThread thread;
    KeyringWorker *worker = nullptr;
};

// Reached from here even when it is left behind.
KeyringThread *theThread = nullptr;

/// With the application, that is before anything that the thread may use.
void endThread()
{
    theThread->thread.quit();
    // A thread that still runs cannot be deleted, nor can an unfinished job, which libsecret has in its hands.
    if (!theThread->thread.wait(QDeadlineTimer(partingPatience)) || theThread->worker->isBusy())
        return;
    delete theThread->worker;
    delete std::exchange(theThread, nullptr);
}

} // namespace

void askKeyring(std::shared_ptr<KeyringRequest> request)
{
    if (!theThread) {
        theThread = new KeyringThread;
        theThread->worker = new KeyringWorker;
        theThread->worker->moveToThread(&theThread->thread);
        theThread->thread.setObjectName(u"keyring"_s);
        theThread->thread.start();
        qAddPostRoutine(endThread);
    }
    QMetaObject::invokeMethod(
        theThread->worker, [worker = theThread->worker, request = std::move(request)] { worker->enqueue(request); },
        Qt::QueuedConnection);
}

} // namespace spillway

#include "keyringworker.moc"
