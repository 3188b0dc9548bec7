// SPDX-License-Identifier: GPL-3.0-or-later
#include "connections/profilestore.h"
#include "connections/secrettext.h"
#include "domain/counttext.h"
#include "domain/whendone.h"
#include "session/wording.h"
#include "ui/connectionform.h"
#include "ui/connectionsdialog.h"
#include "ui/language.h"
#include "ui/outsidetext.h"
#include "ui/plainlabel.h"

#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>

#include <algorithm>
#include <memory>
#include <utility>

// What the dialog does with a connection.

using namespace Qt::Literals::StringLiterals;

namespace spillway {

namespace {

bool areSame(const ProfileSecrets &one, const ProfileSecrets &other)
{
    const Secret first = textOf(one);
    const Secret second = textOf(other);
    return first.reveal() == second.reveal();
}

} // namespace

void ConnectionsDialog::copy()
{
    leave([this] {
        ConnectionProfile profile = m_store.find(m_id).value_or(ConnectionProfile());
        profile.id.clear();
        profile.name = tr("%1 (copy)").arg(profile.name);
        startDraft(profile, copyOf(m_kept));
    });
}

void ConnectionsDialog::draft(ConnectionProfile profile, ProfileSecrets secrets)
{
    const QString name = profile.name;
    for (int i = 2; isNameTaken(profile.name, {}); ++i)
        profile.name = tr("%1 (%2)").arg(name, countText(i));
    leave([this, profile, kept = std::make_shared<ProfileSecrets>(std::move(secrets))] {
        startDraft(profile, copyOf(*kept));
    });
}

bool ConnectionsDialog::isNameTaken(const QString &name, const QString &ownId) const
{
    const QList<ConnectionProfile> all = m_store.profiles();
    return std::any_of(all.begin(), all.end(),
                       [&](const ConnectionProfile &other) { return other.id != ownId && other.name == name; });
}

void ConnectionsDialog::askToDelete()
{
    m_then = {}; // a question must not vanish with the dialog
    if (m_isDraft) {
        deleteShown();
        return;
    }
    QMessageBox *question =
        makeQuestion(u"deleteQuestion"_s, tr("Delete the Connection?"),
                     tr("The connection \"%1\" and its secrets will be deleted.").arg(amongWords(m_before.name)));
    QPushButton *confirm = question->addButton(tr("&Delete"), QMessageBox::DestructiveRole);
    confirm->setObjectName(u"confirmDelete"_s);
    connect(confirm, &QPushButton::clicked, this, &ConnectionsDialog::deleteShown);
    question->open();
}

void ConnectionsDialog::deleteShown()
{
    const QString id = m_id;
    QStringList left;
    const QList<ConnectionProfile> all = m_store.profiles();
    for (const ConnectionProfile &profile : all)
        left += profile.id;
    const qsizetype place = left.removeOne(id) ? m_list->currentRow() : left.size();
    m_isDraft = false;
    choose(left.isEmpty() ? QString() : left.at(std::clamp<qsizetype>(place, 0, left.size() - 1)));
    if (id.isEmpty())
        return;
    m_store.remove(id);
    updateNotice();
    whenDone(this, m_keeper.remove(id), [this](const Result<void> &removed) {
        if (!removed)
            say(Severity::Warning,
                joinedSentences(
                    {sentence(removed.error()), tr("The secrets of the deleted connection may still be in it.")}));
    });
}

bool ConnectionsDialog::complain()
{
    QString complaint = m_form->complain(m_kept);
    if (complaint.isEmpty() && isNameTaken(m_form->profile().name, m_id)) {
        complaint = tr("There is another connection with this name.");
        m_form->focusName();
    }
    if (!complaint.isEmpty())
        say(Severity::Bad, complaint);
    return !complaint.isEmpty();
}

bool ConnectionsDialog::save()
{
    if (complain())
        return false;
    m_message->hide();
    m_isWritten = true; // unless the store says otherwise
    ConnectionProfile profile = m_form->profile();
    ProfileSecrets typed = m_form->typedSecrets();
    if (m_isDraft)
        profile.id = m_store.create(profile);
    else
        m_store.edit(profile);
    updateNotice();
    if (profile.id.isEmpty())
        return false; // the store has said why
    m_isDraft = false;
    m_id = profile.id;
    m_form->setProfile(profile);
    m_before = m_form->profile();
    updateList();
    keep(profile, std::move(typed));
    return m_isWritten;
}

void ConnectionsDialog::keep(const ConnectionProfile &profile, ProfileSecrets typed)
{
    QFuture<KeptWhere> keeping;
    bool isNothing = false;
    if (m_isKeptKnown) {
        ProfileSecrets secrets = merged(profile, m_kept, typed);
        const bool isNews = m_keptIsUnwritten || !areSame(secrets, m_kept);
        m_kept = copyOf(secrets);
        m_keptIsUnwritten = false;
        m_form->setKept(m_kept);
        updateButtons();
        if (!isNews)
            return;
        isNothing = secrets.isEmpty();
        keeping = m_keeper.write(profile.id, std::move(secrets));
    } else if (!typed.isEmpty()) {
        // It could not be read, or not yet. Written blindly, the new would take the place of all that is kept.
        keeping = m_keeper.merge(profile, std::move(typed));
    } else {
        return;
    }
    m_isKeeping = true;
    whenDone(this, keeping, [this, isNothing, turn = ++m_keepings](const KeptWhere &where) {
        if (turn == m_keepings)
            kept(where, isNothing);
    });
}

void ConnectionsDialog::kept(const KeptWhere &where, bool isNothing)
{
    m_isKeeping = false;
    const std::function<void()> then = std::exchange(m_then, {});
    if (isNothing && where.inKeyring)
        m_where->hide();
    else
        sayWhere(where);
    if (std::exchange(m_isReadStale, false) && where.inKeyring)
        readKept();
    // Else who wanted to leave reads why what was typed would be gone when they quit.
    if (then && where.inKeyring)
        leave(then);
}

void ConnectionsDialog::test()
{
    if (complain())
        return;
    m_test->setEnabled(false);
    say(Severity::Busy, tr("Testing…"));
    m_testing = m_tools.test(m_form->profile(), merged(m_form->profile(), m_kept, m_form->typedSecrets()));
    whenDone(this, m_testing, [this, shown = m_shown](const ConnectionTools::Outcome &outcome) {
        if (shown != m_shown)
            return;
        m_test->setEnabled(true);
        say(outcome.severity, outcome.sentence);
    });
}

} // namespace spillway
