// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connections/profilestore.h"
#include "connections/promised.h"
#include "connections/secretkeeper.h"
#include "connections/secrettext.h"
#include "ui/connectionsdialog.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

#include <utility>

namespace spillway {

/// Keeps secrets in memory, as the keyring would or, with a fault, until the program ends.
class FakeKeeper : public SecretKeeper
{
public:
    QFuture<Result<KeptSecrets>> read(const QString &id) override
    {
        auto promise = startedPromise<Result<KeptSecrets>>();
        if (isSilent) {
            m_unanswered.push_back({promise, copyOf(m_kept[id])});
        } else if (const auto found = m_kept.find(id); found != m_kept.end()) {
            keep(*promise, Result<KeptSecrets>(KeptSecrets{copyOf(found->second), !fault}));
        } else {
            keep(*promise, fault ? Result<KeptSecrets>(failure(*error())) : Result<KeptSecrets>(KeptSecrets{}));
        }
        return promise->future();
    }
    /// Answers what was asked so far with what was kept when it was asked.
    void answerReads()
    {
        for (auto &[promise, secrets] : std::exchange(m_unanswered, {}))
            keep(*promise, Result<KeptSecrets>(KeptSecrets{std::move(secrets), !fault}));
    }
    QFuture<KeptWhere> write(const QString &id, ProfileSecrets secrets) override
    {
        ++writes;
        m_kept.insert_or_assign(id, std::move(secrets));
        const auto promise = startedPromise<KeptWhere>();
        m_unwritten.push_back(promise);
        if (!isSlow)
            answerWrites();
        return promise->future();
    }
    /// Says what has become of everything that was to be written.
    void answerWrites()
    {
        for (auto &[id, secrets] : std::exchange(m_merging, {}))
            put(id, std::move(secrets));
        for (const auto &promise : std::exchange(m_unwritten, {}))
            keep(*promise, KeptWhere{!fault, error()});
    }
    QFuture<KeptWhere> merge(const ConnectionProfile &profile, ProfileSecrets typed) override
    {
        ProfileSecrets whole = merged(profile, m_kept[profile.id], typed);
        if (!isSlow)
            return write(profile.id, std::move(whole));
        // Until the keyring has told what it has, there is what was typed.
        m_merging.emplace_back(profile.id, std::move(whole));
        return write(profile.id, std::move(typed));
    }
    QFuture<Result<void>> remove(const QString &id) override
    {
        m_kept.erase(id);
        auto promise = startedPromise<Result<void>>();
        keep(*promise, fault ? Result<void>(failure(*error())) : Result<void>());
        return promise->future();
    }

    QByteArray text(const QString &id) const
    {
        const auto found = m_kept.find(id);
        return found != m_kept.end() ? textOf(found->second).reveal().toByteArray() : QByteArray();
    }
    void put(const QString &id, ProfileSecrets secrets) { m_kept.insert_or_assign(id, std::move(secrets)); }

    std::optional<Error::Reason> fault;
    bool isSilent = false;
    bool isSlow = false; ///< writes are answered when the test says so
    int writes = 0;

private:
    std::optional<Error> error() const
    {
        return fault ? std::optional(failure(Error::Kind::File, *fault).value()) : std::nullopt;
    }

    std::map<QString, ProfileSecrets> m_kept;
    std::vector<std::pair<QString, ProfileSecrets>> m_merging;
    std::vector<std::pair<std::shared_ptr<QPromise<Result<KeptSecrets>>>, ProfileSecrets>> m_unanswered;
    std::vector<std::shared_ptr<QPromise<KeptWhere>>> m_unwritten;
};

/// The dialog of connections with a store, a keeper and a network of its own.
class ConnectionBench
{
    QTemporaryDir m_folder; // before the store, which is in it

public:
    QString folder() const { return m_folder.filePath(QStringLiteral("spillway")); }
    QString file() const { return m_folder.filePath(QStringLiteral("spillway/connections.json")); }

    ProfileStore store{folder()};
    FakeKeeper keeper;
    ConnectionProfile tested;
    QByteArray testedSecrets;
    std::unique_ptr<ConnectionsDialog> dialog;

    QString add(const QString &name, ConnectionProfile::SignIn way, const QByteArray &token)
    {
        ConnectionProfile profile;
        profile.name = name;
        profile.region = QStringLiteral("cn-north-4");
        profile.signIn = way;
        const QString id = store.create(profile);
        ProfileSecrets secrets;
        secrets.token = Secret(token);
        if (!token.isEmpty())
            keeper.put(id, std::move(secrets));
        return id;
    }

    ConnectionsDialog &open()
    {
        ConnectionTools tools;
        tools.regions = QStringList{QStringLiteral("cn-north-4"), QStringLiteral("ap-southeast-1")};
        tools.checkEndpoint = [](const QString &text) {
            return text.contains(QLatin1String("bad")) ? std::optional(QStringLiteral("That is bad.")) : std::nullopt;
        };
        tools.test = [this](const ConnectionProfile &profile, const ProfileSecrets &secrets) {
            tested = profile;
            testedSecrets = textOf(secrets).reveal().toByteArray();
            m_test = startedPromise<ConnectionTools::Outcome>();
            return m_test->future();
        };
        dialog = std::make_unique<ConnectionsDialog>(store, keeper, std::move(tools));
        dialog->show();
        return *dialog;
    }
    bool isTestCancelled() const { return m_test->isCanceled(); }
    void answerTest(const ConnectionTools::Outcome &outcome) { keep(*m_test, ConnectionTools::Outcome(outcome)); }

    template <class Widget> Widget *findChild(const char *name) const
    {
        auto *found = dialog->findChild<Widget *>(QString::fromLatin1(name));
        if (!found)
            qFatal("there is no %s", name);
        return found;
    }
    QLineEdit *line(const char *name) const { return findChild<QLineEdit>(name); }
    QPushButton *button(const char *name) const { return findChild<QPushButton>(name); }
    QListWidget *list() const { return findChild<QListWidget>("connectionList"); }
    QString label(const char *name) const { return findChild<QLabel>(name)->text(); }
    bool isShown(const char *name) const { return findChild<QWidget>(name)->isVisible(); }
    void click(const char *name) const { button(name)->click(); }
    void type(const char *name, const QString &text) const
    {
        line(name)->clear();
        line(name)->insert(text); // as pasted: QTest has keys for Latin letters only
    }
    void chooseRegion(const QString &region) const { findChild<QComboBox>("region")->setEditText(region); }
    void choose(const char *name, int data) const
    {
        auto *choice = findChild<QComboBox>(name);
        choice->setCurrentIndex(choice->findData(data));
    }
    QStringList names() const
    {
        QStringList names;
        for (int i = 0; i < list()->count(); ++i)
            names += list()->item(i)->text();
        return names;
    }

private:
    std::shared_ptr<QPromise<ConnectionTools::Outcome>> m_test;
};

} // namespace spillway
