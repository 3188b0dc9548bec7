// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connections/profile.h"
#include "domain/error.h"

#include <QFuture>
#include <QObject>

#include <atomic>
#include <functional>
#include <map>
#include <memory>

namespace spillway {

/// The system's keyring, through QtKeychain. Asking it can block for as long as a bus likes, or until a person has
/// answered its question, so it is done on a thread of its own that lives as long as the program; who asks waits for as
/// long as the budget says. Nothing is ever stored in the clear.
///
/// Errors, all of them File: KeyringAbsent, KeyringLocked, KeyringRefused, KeyringSilent, KeyringDamaged,
/// KeyringFailed. A question that was not answered within the budget stays open. Until it is closed all others fail at
/// once, so that nobody is asked twice; available() tells when it is.
///
/// Only on the thread of the application. The application has to live longer.
class Keyring : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds usualBudget{3000};

    explicit Keyring(std::chrono::milliseconds budget = usualBudget, QObject *parent = nullptr);
    ~Keyring() override;

    /// What is kept under the id; empty secrets if nothing is. The future finishes on the caller's event loop, always.
    QFuture<Result<ProfileSecrets>> read(const QString &id);
    /// Errors, beside the above: Usage (BadToken) for what a header cannot carry.
    QFuture<Result<void>> write(const QString &id, ProfileSecrets secrets);
    /// Removing what is not there is no error.
    QFuture<Result<void>> remove(const QString &id);

    // The same for who wants to be called instead, from the event loop, once.
    void read(const QString &id, std::function<void(Result<ProfileSecrets>)> done);
    void write(const QString &id, ProfileSecrets secrets, std::function<void(Result<void>)> done);
    void remove(const QString &id, std::function<void(Result<void>)> done);

Q_SIGNALS:
    /// After a question that had not been answered in time: asking again makes sense.
    void available();

private:
    enum class What { Read, Write, Remove };
    using Done = std::function<void(Result<ProfileSecrets>)>;
    struct Waiting
    {
        Done done;
        std::shared_ptr<std::atomic_bool> isDropped; ///< nobody waits for it any more
        bool isPersonAsked = false;
    };
    /// How the other thread reaches this object, as long as it is there.
    struct Mailbox;

    void ask(What what, const QString &id, Secret text, Done done);
    void personAsked(int number);
    void finish(int number, Result<ProfileSecrets> result);
    void expire(int number);
    void giveUp(const Error &error);

    std::chrono::milliseconds m_budget;
    std::shared_ptr<Mailbox> m_mailbox;
    std::map<int, Waiting> m_waiting;
    int m_asked = 0;
    int m_overdue = 0; ///< the question that was not answered in time
    Error m_overdueError;
};

} // namespace spillway
