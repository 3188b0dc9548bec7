// SPDX-License-Identifier: GPL-3.0-or-later
#include "connections/secretkeeper.h"

#include "connections/promised.h"

namespace spillway {

namespace {

using KeepingPromise = std::shared_ptr<QPromise<KeptWhere>>;

void keepSomewhere(Keyring &keyring, const std::shared_ptr<SessionSecrets> &session, const QString &id,
                   ProfileSecrets secrets, const KeepingPromise &promise)
{
    // Until it is known to be in the keyring it is kept here: nobody has to enter it twice.
    const quint64 ours = session->write(id, copyOf(secrets));
    keyring.write(id, std::move(secrets), [promise, id, ours, session](const Result<void> &written) {
        if (written)
            session->removeIfStill(id, ours);
        keep(*promise, written ? KeptWhere{} : KeptWhere{false, written.error()});
    });
}

} // namespace

std::optional<ProfileSecrets> SessionSecrets::read(const QString &id) const
{
    const auto found = m_secrets.find(id);
    return found != m_secrets.end() ? std::optional(copyOf(found->second.secrets)) : std::nullopt;
}

quint64 SessionSecrets::write(const QString &id, ProfileSecrets secrets)
{
    m_secrets.insert_or_assign(id, Kept{std::move(secrets), ++m_writes});
    return m_writes;
}

void SessionSecrets::removeIfStill(const QString &id, quint64 write)
{
    if (const auto found = m_secrets.find(id); found != m_secrets.end() && found->second.write == write)
        m_secrets.erase(found);
}

KeyringKeeper::KeyringKeeper(Keyring &keyring)
    : m_keyring(keyring)
{
}

QFuture<Result<KeptSecrets>> KeyringKeeper::read(const QString &id)
{
    auto promise = startedPromise<Result<KeptSecrets>>();
    if (std::optional<ProfileSecrets> ours = m_session->read(id)) {
        keep(*promise, Result<KeptSecrets>(KeptSecrets{*std::move(ours), false}));
        return promise->future();
    }
    m_keyring.read(id, [promise](Result<ProfileSecrets> read) {
        keep(*promise, std::move(read).map([](ProfileSecrets &&secrets) {
            return KeptSecrets{std::move(secrets), true};
        }));
    });
    return promise->future();
}

QFuture<KeptWhere> KeyringKeeper::write(const QString &id, ProfileSecrets secrets)
{
    auto promise = startedPromise<KeptWhere>();
    keepSomewhere(m_keyring, m_session, id, std::move(secrets), promise);
    return promise->future();
}

QFuture<KeptWhere> KeyringKeeper::merge(const ConnectionProfile &profile, ProfileSecrets typed)
{
    auto promise = startedPromise<KeptWhere>();
    if (const std::optional<ProfileSecrets> ours = m_session->read(profile.id)) {
        keepSomewhere(m_keyring, m_session, profile.id, merged(profile, *ours, typed), promise);
        return promise->future();
    }
    // Kept here meanwhile, should the keyring be gone before it answers.
    m_session->write(profile.id, copyOf(typed));
    auto carried = std::make_shared<ProfileSecrets>(std::move(typed));
    // Nothing of this object: it may be gone by then. The keyring is not, unless it says so.
    m_keyring.read(
        profile.id,
        [keyring = &m_keyring, session = m_session, promise, profile, carried](const Result<ProfileSecrets> &read) {
            if (!read && read.error().kind == Error::Kind::Cancelled)
                keep(*promise, KeptWhere{false, read.error()});
            else
                keepSomewhere(*keyring, session, profile.id,
                              merged(profile, read ? copyOf(*read) : ProfileSecrets(), *carried), promise);
        });
    return promise->future();
}

QFuture<Result<void>> KeyringKeeper::remove(const QString &id)
{
    auto promise = startedPromise<Result<void>>();
    m_session->remove(id);
    m_keyring.remove(id, [promise](const Result<void> &removed) { keep(*promise, Result<void>(removed)); });
    return promise->future();
}

} // namespace spillway
