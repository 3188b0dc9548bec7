// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connections/keyring.h"

#include <QPromise>

namespace spillway {

/// Where secrets are now.
struct KeptWhere
{
    bool inKeyring = true;
    std::optional<Error> whyNot; ///< why they are kept only until the program ends
};

struct KeptSecrets
{
    ProfileSecrets secrets; ///< empty if none are kept
    bool inKeyring = true;
};

/// Keeps the secrets of connections by their ids. Every future finishes within seconds, on the caller's event loop, and
/// has a result; only what it carries may be an error.
class SecretKeeper
{
public:
    virtual ~SecretKeeper() = default;
    /// Errors: as Keyring::read(), where nothing is kept until the program ends.
    virtual QFuture<Result<KeptSecrets>> read(const QString &id) = 0;
    /// Keeps them in any case, at the worst until the program ends.
    virtual QFuture<KeptWhere> write(const QString &id, ProfileSecrets secrets) = 0;
    /// The same for who does not know what is kept so far: as merged() says.
    virtual QFuture<KeptWhere> merge(const ConnectionProfile &profile, ProfileSecrets typed) = 0;
    /// Errors: as Keyring::remove(); what was kept until the program ends is gone all the same.
    virtual QFuture<Result<void>> remove(const QString &id) = 0;

protected:
    SecretKeeper() = default;
    Q_DISABLE_COPY_MOVE(SecretKeeper)
};

/// Secrets kept until the program ends.
class SessionSecrets
{
public:
    /// Nothing is kept: nothing.
    std::optional<ProfileSecrets> read(const QString &id) const;
    /// Returns a number that only this writing has.
    quint64 write(const QString &id, ProfileSecrets secrets);
    void remove(const QString &id) { m_secrets.erase(id); }
    /// Unless something else has been written since.
    void removeIfStill(const QString &id, quint64 write);

private:
    struct Kept
    {
        ProfileSecrets secrets;
        quint64 write;
    };
    std::map<QString, Kept> m_secrets;
    quint64 m_writes = 0;
};

/// In the keyring; what it does not take is kept until the program ends.
class KeyringKeeper : public SecretKeeper
{
public:
    /// The keyring has to live as long.
    explicit KeyringKeeper(Keyring &keyring);

    QFuture<Result<KeptSecrets>> read(const QString &id) override;
    QFuture<KeptWhere> write(const QString &id, ProfileSecrets secrets) override;
    QFuture<KeptWhere> merge(const ConnectionProfile &profile, ProfileSecrets typed) override;
    QFuture<Result<void>> remove(const QString &id) override;

private:
    Keyring &m_keyring;
    /// Shared with what is under way: it may end after this.
    std::shared_ptr<SessionSecrets> m_session = std::make_shared<SessionSecrets>();
};

} // namespace spillway
