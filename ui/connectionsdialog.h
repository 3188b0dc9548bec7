// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connections/secretkeeper.h"
#include "ui/connectiontools.h"

#include <QDialog>

class QListWidget;
class QListWidgetItem;
class QMessageBox;
class QPushButton;
class QVBoxLayout;

namespace spillway {

class ConnectionForm;
class PlainLabel;
class ProfileStore;

/// The connections a person has named: made, changed, copied, deleted and tried. What is kept secret is read while its
/// connection is on show, and gone from memory when the dialog is hidden or ends.
class ConnectionsDialog : public QDialog
{
    Q_OBJECT

public:
    /// The store and the keeper have to live longer.
    ConnectionsDialog(ProfileStore &store, SecretKeeper &keeper, ConnectionTools tools, QWidget *parent = nullptr);
    ~ConnectionsDialog() override;

    /// Shows that connection, or a new one if there is none of that id.
    void choose(const QString &id);
    /// Shows a new one, filled in but not saved, once nothing of what was typed can get lost any more.
    void draft(ConnectionProfile profile, ProfileSecrets secrets);

    void done(int result) override;
    /// Asks about changes that are not saved.
    void reject() override;

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QVBoxLayout *makeList();
    QVBoxLayout *makePage();
    void updateNotice();
    void updateList();
    void updateButtons();

    QMessageBox *makeQuestion(const QString &objectName, const QString &title, const QString &text);
    bool isModified() const;
    /// Does it once nothing of what was typed can get lost any more: it is saved, also in the keyring, or given up.
    void leave(const std::function<void()> &then);
    void discard();
    void rowChosen(QListWidgetItem *item);
    void showProfile(const ConnectionProfile &profile);
    void startDraft(const ConnectionProfile &profile, ProfileSecrets kept);
    void readKept();
    void forget();

    void copy();
    void askToDelete();
    void deleteShown();
    /// Whether the connection is in the file now; its secrets may still be on their way into the keyring.
    bool save();
    bool complain();
    bool isNameTaken(const QString &name, const QString &ownId) const;
    void keep(const ConnectionProfile &profile, ProfileSecrets typed);
    void kept(const KeptWhere &where, bool isNothing);
    void test();

    void say(Severity severity, const QString &sentence);
    void sayWhere(const KeptWhere &where);
    void sayNotSaved(const Error &error);

    ProfileStore &m_store;
    SecretKeeper &m_keeper;
    ConnectionTools m_tools;
    PlainLabel *m_notice = nullptr;
    QListWidget *m_list = nullptr;
    QPushButton *m_copy = nullptr;
    QPushButton *m_delete = nullptr;
    ConnectionForm *m_form = nullptr;
    PlainLabel *m_where = nullptr;
    PlainLabel *m_message = nullptr;
    QPushButton *m_save = nullptr;
    QPushButton *m_test = nullptr;

    QString m_id; ///< of what is on show; empty: it is new, or there is nothing
    bool m_isDraft = false;
    ConnectionProfile m_before; ///< as the form first showed it
    ProfileSecrets m_kept;
    bool m_isKeptKnown = false; ///< it has been read, or there is nothing to read
    bool m_keptIsUnwritten = false; ///< a copy's
    bool m_isWritten = true; ///< what was saved last is in the file
    bool m_isKeeping = false; ///< it is not known yet whether the keyring takes what was saved last
    bool m_isReadStale = false; ///< what was kept is to be read again then
    int m_keepings = 0; ///< counts them: only the last one has all that was typed
    std::function<void()> m_then; ///< what is wished meanwhile
    QFuture<ConnectionTools::Outcome> m_testing;
    int m_shown = 0; ///< counts what has been on show: late answers are about something else
};

} // namespace spillway
