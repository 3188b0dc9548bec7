// SPDX-License-Identifier: GPL-3.0-or-later
#include "connections/keyring.h"

#include "connections/keyringworker.h"
#include "connections/promised.h"
#include "connections/secrettext.h"

#include <QMutex>
#include <QTimer>

namespace spillway {

struct Keyring::Mailbox
{
    /// From any thread: later, on the keyring's own, if it still lives.
    template <class Call> void post(Call call)
    {
        const QMutexLocker locker(&mutex);
        if (keyring)
            QMetaObject::invokeMethod(
                keyring, [call = std::move(call), to = keyring] { call(*to); }, Qt::QueuedConnection);
    }

    QMutex mutex;
    Keyring *keyring = nullptr;
};

namespace {

Error keyringError(Error::Reason reason)
{
    return failure(Error::Kind::File, reason).value();
}

Result<void> withoutValue(const Result<ProfileSecrets> &result)
{
    return result ? Result<void>() : failure(result.error());
}

} // namespace

Keyring::Keyring(std::chrono::milliseconds budget, QObject *parent)
    : QObject(parent)
    , m_budget(budget)
    , m_mailbox(std::make_shared<Mailbox>())
{
    m_mailbox->keyring = this;
}

Keyring::~Keyring()
{
    {
        const QMutexLocker locker(&m_mailbox->mutex);
        m_mailbox->keyring = nullptr;
    }
    giveUp(failure(Error::Kind::Cancelled, Error::Reason::Unspecified).value());
}

QFuture<Result<ProfileSecrets>> Keyring::read(const QString &id)
{
    auto promise = startedPromise<Result<ProfileSecrets>>();
    read(id, [promise](Result<ProfileSecrets> result) { keep(*promise, std::move(result)); });
    return promise->future();
}

QFuture<Result<void>> Keyring::write(const QString &id, ProfileSecrets secrets)
{
    auto promise = startedPromise<Result<void>>();
    write(id, std::move(secrets), [promise](Result<void> result) { keep(*promise, std::move(result)); });
    return promise->future();
}

QFuture<Result<void>> Keyring::remove(const QString &id)
{
    auto promise = startedPromise<Result<void>>();
    remove(id, [promise](Result<void> result) { keep(*promise, std::move(result)); });
    return promise->future();
}

void Keyring::read(const QString &id, std::function<void(Result<ProfileSecrets>)> done)
{
    ask(What::Read, id, {}, std::move(done));
}

void Keyring::write(const QString &id, ProfileSecrets secrets, std::function<void(Result<void>)> done)
{
    Secret text = textOf(secrets);
    Done told = [done = std::move(done)](const Result<ProfileSecrets> &result) { done(withoutValue(result)); };
    if (secrets.isEmpty()) {
        ask(What::Remove, id, {}, std::move(told)); // an entry that says nothing would only puzzle its owner
        return;
    }
    // What could not be read back is refused now, while the person still has it.
    if (!secretsIn(text.reveal()))
        QMetaObject::invokeMethod(
            this, [told] { told(failure(Error::Kind::Usage, Error::Reason::BadToken)); }, Qt::QueuedConnection);
    else
        ask(What::Write, id, std::move(text), std::move(told));
}

void Keyring::remove(const QString &id, std::function<void(Result<void>)> done)
{
    ask(What::Remove, id, {},
        [done = std::move(done)](const Result<ProfileSecrets> &result) { done(withoutValue(result)); });
}

void Keyring::ask(What what, const QString &id, Secret text, Done done)
{
    const int number = ++m_asked;
    auto isDropped = std::make_shared<std::atomic_bool>(false);
    m_waiting.emplace(number, Waiting{std::move(done), isDropped});
    if (m_overdue != 0) {
        QMetaObject::invokeMethod(
            this, [this, number] { finish(number, failure(m_overdueError)); }, Qt::QueuedConnection);
        return;
    }
    QTimer::singleShot(m_budget, this, [this, number] { expire(number); });

    auto request = std::make_shared<KeyringRequest>();
    request->what = what == What::Read ? KeyringRequest::What::Read
        : what == What::Write          ? KeyringRequest::What::Write
                                       : KeyringRequest::What::Remove;
    request->key = id;
    request->text = std::move(text);
    request->patience = m_budget;
    request->isDropped = std::move(isDropped);
    request->personAsked = [mailbox = m_mailbox, number] {
        mailbox->post([number](Keyring &keyring) { keyring.personAsked(number); });
    };
    request->done = [mailbox = m_mailbox, number](Result<ProfileSecrets> result) {
        auto carried = std::make_shared<Result<ProfileSecrets>>(std::move(result));
        mailbox->post([number, carried](Keyring &keyring) { keyring.finish(number, std::move(*carried)); });
    };
    askKeyring(std::move(request));
}

void Keyring::personAsked(int number)
{
    if (const auto waiting = m_waiting.find(number); waiting != m_waiting.end())
        waiting->second.isPersonAsked = true;
}

void Keyring::finish(int number, Result<ProfileSecrets> result)
{
    if (const auto waiting = m_waiting.find(number); waiting != m_waiting.end()) {
        const Done done = std::move(waiting->second.done);
        m_waiting.erase(waiting);
        done(std::move(result));
    }
    if (number == m_overdue) {
        m_overdue = 0;
        Q_EMIT available();
    }
}

void Keyring::expire(int number)
{
    const auto waiting = m_waiting.find(number);
    if (waiting == m_waiting.end())
        return;
    m_overdue = number;
    m_overdueError =
        keyringError(waiting->second.isPersonAsked ? Error::Reason::KeyringLocked : Error::Reason::KeyringSilent);
    giveUp(m_overdueError);
}

void Keyring::giveUp(const Error &error)
{
    // Whoever is told may ask again at once.
    const std::map<int, Waiting> waiting = std::exchange(m_waiting, {});
    for (const auto &[number, one] : waiting) {
        *one.isDropped = true;
        one.done(failure(error));
    }
}

} // namespace spillway
