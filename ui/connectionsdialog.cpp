// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connectionsdialog.h"

#include "connections/profilestore.h"
#include "domain/counttext.h"
#include "domain/whendone.h"
#include "session/wording.h"
#include "ui/connectionform.h"
#include "ui/formscroll.h"
#include "ui/language.h"
#include "ui/outsidetext.h"
#include "ui/plainlabel.h"

#include <QAccessible>
#include <QDialogButtonBox>
#include <QHideEvent>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace spillway {

namespace {

constexpr int idRole = Qt::UserRole;

/// For who does not see that it came.
void announce(PlainLabel &label)
{
    QAccessibleEvent alert(&label, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

} // namespace

ConnectionsDialog::ConnectionsDialog(ProfileStore &store, SecretKeeper &keeper, ConnectionTools tools, QWidget *parent)
    : QDialog(parent)
    , m_store(store)
    , m_keeper(keeper)
    , m_tools(std::move(tools))
{
    setObjectName(u"connectionsDialog"_s);
    setWindowTitle(tr("Connections"));
    m_notice = new PlainLabel;
    m_notice->setObjectName(u"connectionsNotice"_s);
    m_notice->setWordWrap(true);
    m_notice->setSeverity(Severity::Warning);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    m_save = buttons->addButton(tr("&Save"), QDialogButtonBox::ApplyRole);
    m_save->setObjectName(u"saveConnection"_s);
    m_test = buttons->addButton(tr("&Test"), QDialogButtonBox::ActionRole);
    m_test->setObjectName(u"testConnection"_s);
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false); // Enter in a field is not "I am done"
    m_test->setAutoDefault(false);

    auto *panes = new QHBoxLayout;
    panes->addLayout(makeList(), 1);
    panes->addLayout(makePage(), 3);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(fontMetrics().height() / 2);
    layout->addWidget(m_notice);
    layout->addLayout(panes, 1);
    layout->addWidget(buttons);
    m_save->setDefault(true); // it finds its dialog only now

    connect(buttons, &QDialogButtonBox::rejected, this, &ConnectionsDialog::reject);
    connect(m_save, &QPushButton::clicked, this, &ConnectionsDialog::save);
    connect(m_test, &QPushButton::clicked, this, &ConnectionsDialog::test);
    connect(m_form, &ConnectionForm::edited, this, [this] {
        m_message->hide();
        updateButtons();
    });
    connect(&store, &ProfileStore::changed, this, &ConnectionsDialog::updateList);
    connect(&store, &ProfileStore::notSaved, this, &ConnectionsDialog::sayNotSaved);
    store.reload();
    updateNotice();
    choose(store.profiles().isEmpty() ? QString() : store.profiles().constFirst().id);
    constexpr int lines = 32; // room for the fields that come and go
    resize(sizeHint().expandedTo({0, fontMetrics().height() * lines}));
}

ConnectionsDialog::~ConnectionsDialog() = default;

QVBoxLayout *ConnectionsDialog::makeList()
{
    m_list = new QListWidget;
    m_list->setObjectName(u"connectionList"_s);
    m_list->setAccessibleName(tr("Connections"));
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(m_list, &QListWidget::currentItemChanged, this, &ConnectionsDialog::rowChosen);
    auto *row = new QHBoxLayout;
    const auto add = [&](const QString &text, const QString &objectName) {
        auto *button = new QPushButton(text);
        button->setObjectName(objectName);
        button->setAutoDefault(false);
        row->addWidget(button);
        return button;
    };
    const QPushButton *create = add(tr("&New"), u"newConnection"_s);
    m_copy = add(tr("&Copy"), u"copyConnection"_s);
    m_delete = add(tr("&Delete"), u"deleteConnection"_s);
    connect(create, &QPushButton::clicked, this, [this] { leave([this] { startDraft({}, {}); }); });
    connect(m_copy, &QPushButton::clicked, this, &ConnectionsDialog::copy);
    connect(m_delete, &QPushButton::clicked, this, &ConnectionsDialog::askToDelete);
    auto *layout = new QVBoxLayout;
    layout->addWidget(m_list);
    layout->addLayout(row);
    return layout;
}

QVBoxLayout *ConnectionsDialog::makePage()
{
    m_form = new ConnectionForm(m_tools);
    m_where = new PlainLabel;
    m_where->setObjectName(u"secretsNote"_s);
    m_where->setWordWrap(true);
    m_where->hide();
    m_message = new PlainLabel;
    m_message->setObjectName(u"connectionMessage"_s);
    m_message->setWordWrap(true);
    m_message->hide();
    auto *layout = new QVBoxLayout;
    layout->addWidget(new FormScroll(*m_form), 1);
    layout->addWidget(m_where);
    layout->addWidget(m_message);
    return layout;
}

void ConnectionsDialog::updateNotice()
{
    QStringList sentences;
    if (m_store.problem())
        sentences += sentence(*m_store.problem());
    if (const qsizetype unread = m_store.unread(); unread > 0)
        sentences +=
            tr("%1 connection(s) in the file are of a kind that this version does not know.", nullptr, pluralOf(unread))
                .arg(countText(unread));
    m_notice->setText(joinedSentences(sentences));
    m_notice->setVisible(!sentences.isEmpty());
}

void ConnectionsDialog::updateList()
{
    const QSignalBlocker noChoice(m_list);
    m_list->clear();
    const auto add = [&](const QString &name, const QString &id) {
        auto *item = new QListWidgetItem(amongWords(name), m_list);
        item->setData(idRole, id);
        if (id == m_id)
            m_list->setCurrentItem(item);
    };
    const QList<ConnectionProfile> profiles = m_store.profiles();
    for (const ConnectionProfile &profile : profiles)
        add(profile.name, profile.id);
    // Another window has removed what is on show: that is no reason to lose it here.
    if (!m_id.isEmpty() && !m_store.find(m_id)) {
        m_id.clear();
        m_isDraft = true;
        m_keptIsUnwritten = !m_kept.isEmpty();
    }
    if (m_isDraft)
        add(tr("New connection"), {});
    updateButtons();
}

void ConnectionsDialog::updateButtons()
{
    m_save->setEnabled(m_isDraft || isModified());
    m_copy->setEnabled(!m_id.isEmpty());
    m_delete->setEnabled(m_isDraft || !m_id.isEmpty());
}

QMessageBox *ConnectionsDialog::makeQuestion(const QString &objectName, const QString &title, const QString &text)
{
    auto *question = new QMessageBox(QMessageBox::Question, title, text, QMessageBox::Cancel, this);
    question->setObjectName(objectName);
    question->setTextFormat(Qt::PlainText);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setDefaultButton(QMessageBox::Cancel);
    return question;
}

bool ConnectionsDialog::isModified() const
{
    return m_form->profile() != m_before || m_form->hasTypedSecrets() || m_keptIsUnwritten;
}

void ConnectionsDialog::leave(const std::function<void()> &then)
{
    m_then = {}; // of two wishes the later one counts
    if (!isModified()) {
        if (m_isKeeping)
            m_then = then;
        else
            then();
        return;
    }
    QMessageBox *question = makeQuestion(
        u"unsavedQuestion"_s, tr("Save the Changes?"),
        tr("The connection \"%1\" has changes that are not saved.").arg(amongWords(m_form->profile().name)));
    QPushButton *keepThem = question->addButton(tr("&Save"), QMessageBox::AcceptRole);
    keepThem->setObjectName(u"saveChanges"_s);
    QPushButton *drop = question->addButton(tr("&Discard"), QMessageBox::DestructiveRole);
    drop->setObjectName(u"discardChanges"_s);
    question->setDefaultButton(keepThem);
    connect(keepThem, &QPushButton::clicked, this, [this, then] {
        if (save())
            leave(then);
    });
    connect(drop, &QPushButton::clicked, this, [this, then] {
        discard();
        leave(then);
    });
    question->open();
}

void ConnectionsDialog::discard()
{
    m_form->setProfile(m_before);
    m_keptIsUnwritten = false;
    updateButtons();
}

void ConnectionsDialog::rowChosen(QListWidgetItem *item)
{
    const QString id = item ? item->data(idRole).toString() : QString();
    if (!item || id == m_id)
        return;
    // Later, for the list is at work with its rows. Until it is certain what is on show stays the one that is marked.
    QMetaObject::invokeMethod(
        this,
        [this, id] {
            updateList();
            leave([this, id] { choose(id); });
        },
        Qt::QueuedConnection);
}

void ConnectionsDialog::choose(const QString &id)
{
    const std::optional<ConnectionProfile> profile = m_store.find(id);
    if (!profile) {
        startDraft({}, {});
        return;
    }
    m_isDraft = false;
    m_id = id;
    showProfile(*profile);
    if (isVisible())
        readKept();
}

void ConnectionsDialog::startDraft(const ConnectionProfile &profile, ProfileSecrets kept)
{
    m_isDraft = true;
    m_id.clear();
    showProfile(profile);
    m_keptIsUnwritten = !kept.isEmpty();
    m_kept = std::move(kept);
    m_form->setKept(m_kept, false);
    updateButtons();
    m_form->focusName();
}

void ConnectionsDialog::showProfile(const ConnectionProfile &profile)
{
    forget();
    m_form->setProfile(profile);
    m_form->setKept({});
    m_before = m_form->profile();
    m_where->hide();
    m_message->hide();
    updateList();
}

void ConnectionsDialog::forget()
{
    ++m_shown;
    m_testing.cancel();
    m_form->wipe();
    m_kept = {};
    m_isKeptKnown = m_isDraft;
    m_keptIsUnwritten = false;
    ++m_keepings;
    m_isKeeping = false;
    m_isReadStale = false;
    m_then = {};
    m_test->setEnabled(true);
}

void ConnectionsDialog::readKept()
{
    if (m_id.isEmpty())
        return;
    whenDone(this, m_keeper.read(m_id), [this, shown = m_shown, keepings = m_keepings](Result<KeptSecrets> read) {
        if (shown != m_shown)
            return;
        if (keepings != m_keepings) {
            // This is from before what was saved meanwhile; until that is done nobody has all of it.
            m_isReadStale = m_isKeeping;
            if (!m_isKeeping)
                readKept();
            return;
        }
        if (read) {
            m_kept = std::move(read->secrets);
            m_isKeptKnown = true;
            m_form->setKept(m_kept);
            if (!m_kept.isEmpty())
                sayWhere({read->inKeyring, {}});
        } else {
            m_where->setSeverity(Severity::Warning);
            m_where->setText(joinedSentences({sentence(read.error()), tr("What you enter is kept until you quit.")}));
            m_where->show();
        }
    });
}

void ConnectionsDialog::sayWhere(const KeptWhere &where)
{
    m_where->setSeverity(where.inKeyring ? std::nullopt : std::optional(Severity::Warning));
    const QString untilQuit = tr("The secrets are kept until you quit.");
    if (where.inKeyring)
        m_where->setText(tr("The secrets are saved in the keyring."));
    else
        m_where->setText(where.whyNot ? joinedSentences({sentence(*where.whyNot), untilQuit}) : untilQuit);
    m_where->show();
    if (where.whyNot)
        announce(*m_where);
}

void ConnectionsDialog::say(Severity severity, const QString &sentence)
{
    m_message->setSeverity(severity);
    m_message->setText(sentence);
    m_message->show();
    announce(*m_message);
}

void ConnectionsDialog::sayNotSaved(const Error &error)
{
    m_isWritten = false;
    QStringList sentences{sentence(error)};
    if (m_store.hasUnsaved() && error.reason != Error::Reason::NewerVersion) // whose sentence says so
        sentences += tr("The change holds until you quit.");
    say(Severity::Bad, joinedSentences(sentences));
}

void ConnectionsDialog::reject()
{
    leave([this] { QDialog::reject(); });
}

void ConnectionsDialog::done(int result)
{
    forget();
    QDialog::done(result);
}

void ConnectionsDialog::showEvent(QShowEvent *event)
{
    QDialog::showEvent(event);
    if (!event->spontaneous())
        readKept();
}

void ConnectionsDialog::hideEvent(QHideEvent *event)
{
    if (!event->spontaneous())
        forget();
    QDialog::hideEvent(event);
}

} // namespace spillway
