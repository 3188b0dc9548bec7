// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connectionform.h"

#include "settings/preferences.h"
#include "ui/fieldhint.h"
#include "ui/language.h"
#include "ui/mainactions.h"
#include "ui/plainlabel.h"
#include "ui/secretfield.h"

#include <QAction>
#include <QComboBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QLineEdit>
#include <QSpinBox>
#include <QStyle>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace spillway {

namespace {

using SignIn = ConnectionProfile::SignIn;

constexpr int usualProxyPort = 8080;
constexpr int mostPort = 65535;

template <class Value> void choose(QComboBox &box, Value value)
{
    box.setCurrentIndex(box.findData(QVariant::fromValue(value)));
}

} // namespace

ConnectionForm::ConnectionForm(const ConnectionTools &tools, QWidget *parent)
    : QWidget(parent)
    , m_checkEndpoint(tools.checkEndpoint)
    , m_form(new QFormLayout(this))
{
    setObjectName(u"connectionForm"_s);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    addService(tools.regions);
    addSignIn();
    addNetwork();
    setProfile({});
}

void ConnectionForm::addService(const QStringList &regions)
{
    m_name = addLine(tr("N&ame"), u"connectionName"_s);
    m_region = addChoice(tr("&Region"), u"region"_s);
    m_region->setEditable(true);
    m_region->setInsertPolicy(QComboBox::NoInsert);
    m_region->addItems(regions);
    connect(m_region, &QComboBox::editTextChanged, this, &ConnectionForm::edited);
    m_endpoint = addLine(tr("&Endpoint"), u"endpoint"_s, tr("The region's own"));
    m_endpointNote = new PlainLabel;
    m_endpointNote->setObjectName(u"endpointNote"_s);
    m_endpointNote->setWordWrap(true);
    m_form->addRow(nullptr, m_endpointNote);
    connect(m_endpoint, &QLineEdit::textChanged, this, &ConnectionForm::checkEndpoint);
    m_projectId = addLine(tr("Project &ID"), u"projectId"_s, tr("Looked up by the project's name"));
    m_projectName = addLine(tr("&Project name"), u"projectName"_s, tr("The region's own project"));
}

void ConnectionForm::addSignIn()
{
    m_signIn = addChoice(tr("Si&gn in with"), u"signIn"_s);
    m_signIn->addItem(tr("What is found on this computer"), int(SignIn::Found));
    m_signIn->addItem(tr("Access key (AK/SK)"), int(SignIn::AccessKey));
    m_signIn->addItem(tr("Token in a file"), int(SignIn::TokenFile));
    m_signIn->addItem(tr("Token"), int(SignIn::Token));
    m_signIn->addItem(tr("IAM user and password"), int(SignIn::Password));
    m_signIn->addItem(tr("Agency of this cloud server (ECS)"), int(SignIn::Agency));
    connect(m_signIn, &QComboBox::currentIndexChanged, this, &ConnectionForm::showRelevant);
    connect(m_signIn, &QComboBox::currentIndexChanged, this, &ConnectionForm::edited);
    addSecret(tr("Access &key ID (AK)"), u"accessKeyId"_s, &ProfileSecrets::accessKeyId);
    addSecret(tr("Secret access ke&y (SK)"), u"secretKey"_s, &ProfileSecrets::secretKey);
    addSecret(tr("Security token"), u"securityToken"_s, &ProfileSecrets::securityToken,
              tr("Only for a temporary access key"));
    addSecret(tr("T&oken"), u"token"_s, &ProfileSecrets::token);
    m_tokenFile = addFile(tr("Token fi&le"), u"tokenFile"_s, tr("Read whenever the connection is opened"));
    m_user = addLine(tr("IAM &user"), u"iamUser"_s);
    m_domain = addLine(tr("Account name"), u"iamAccount"_s);
    addSecret(tr("Pass&word"), u"password"_s, &ProfileSecrets::password);
    m_iamEndpoint = addLine(tr("IA&M endpoint"), u"iamEndpoint"_s, tr("The region's own"));
}

void ConnectionForm::addNetwork()
{
    m_caFile = addFile(tr("CA &file"), u"caFile"_s, tr("Optional: to trust in addition"));
    m_proxy = addChoice(tr("Pro&xy"), u"proxyKind"_s);
    m_proxy->addItem(tr("System"), int(ProxyChoice::Kind::System));
    m_proxy->addItem(tr("None"), int(ProxyChoice::Kind::None));
    m_proxy->addItem(tr("Manual"), int(ProxyChoice::Kind::Manual));
    connect(m_proxy, &QComboBox::currentIndexChanged, this, &ConnectionForm::showRelevant);
    connect(m_proxy, &QComboBox::currentIndexChanged, this, &ConnectionForm::edited);
    m_proxyHost = addLine(tr("Proxy host"), u"proxyHost"_s);
    m_proxyPort = new QSpinBox;
    m_proxyPort->setRange(1, mostPort);
    addRow(tr("Proxy port"), *m_proxyPort, u"proxyPort"_s);
    connect(m_proxyPort, &QSpinBox::valueChanged, this, &ConnectionForm::edited);
    m_proxyUser = addLine(tr("Proxy user"), u"proxyUser"_s, tr("If the proxy wants one"));
    addSecret(tr("Proxy password"), u"proxyPassword"_s, &ProfileSecrets::proxyPassword);
    m_interval = addChoice(tr("Refresh e&very"), u"connectionInterval"_s);
    m_interval->addItem(tr("As in the preferences"), QVariant());
    for (const std::chrono::seconds interval : offeredIntervals)
        m_interval->addItem(intervalText(interval), qint64(interval.count()));
    connect(m_interval, &QComboBox::currentIndexChanged, this, &ConnectionForm::edited);
}

void ConnectionForm::addRow(const QString &label, QWidget &field, const QString &objectName)
{
    field.setObjectName(objectName);
    field.setAccessibleName(withoutKey(label));
    auto *caption = new PlainLabel(label);
    caption->setBuddy(&field);
    m_form->addRow(caption, &field);
}

QLineEdit *ConnectionForm::addLine(const QString &label, const QString &objectName, const QString &hint)
{
    auto *edit = new QLineEdit;
    setHint(*edit, hint);
    edit->setAccessibleDescription(hint);
    connect(edit, &QLineEdit::textEdited, this, &ConnectionForm::edited);
    addRow(label, *edit, objectName);
    return edit;
}

QLineEdit *ConnectionForm::addFile(const QString &label, const QString &objectName, const QString &hint)
{
    QLineEdit *edit = addLine(label, objectName, hint);
    QAction *browse = edit->addAction(style()->standardIcon(QStyle::SP_DirOpenIcon), QLineEdit::TrailingPosition);
    browse->setText(tr("Browse…"));
    browse->setToolTip(tr("Choose a file"));
    connect(browse, &QAction::triggered, this, [this, edit] {
        auto *dialog = new QFileDialog(this, edit->accessibleName());
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setFileMode(QFileDialog::ExistingFile);
        connect(dialog, &QFileDialog::fileSelected, edit, [this, edit](const QString &path) {
            edit->setText(path);
            Q_EMIT edited();
        });
        dialog->open();
    });
    return edit;
}

QLineEdit *ConnectionForm::addSecret(const QString &label, const QString &objectName, Secret ProfileSecrets::*member,
                                     const QString &hint)
{
    QLineEdit *edit = addLine(label, objectName, hint);
    edit->setEchoMode(QLineEdit::Password);
    edit->setAccessibleDescription(tr("It is never shown, and stored nowhere but in the keyring."));
    const bool isPassword = member == &ProfileSecrets::password || member == &ProfileSecrets::proxyPassword;
    m_secrets.push_back({edit, member, hint, isPassword});
    return edit;
}

QComboBox *ConnectionForm::addChoice(const QString &label, const QString &objectName)
{
    auto *choice = new QComboBox;
    addRow(label, *choice, objectName);
    return choice;
}

SignIn ConnectionForm::signIn() const
{
    return static_cast<SignIn>(m_signIn->currentData().toInt());
}

ProxyChoice::Kind ConnectionForm::proxyKind() const
{
    return static_cast<ProxyChoice::Kind>(m_proxy->currentData().toInt());
}

bool ConnectionForm::isUsed(const SecretField &secret) const
{
    if (secret.member == &ProfileSecrets::proxyPassword)
        return proxyKind() == ProxyChoice::Kind::Manual;
    if (secret.member == &ProfileSecrets::token)
        return signIn() == SignIn::Token;
    if (secret.member == &ProfileSecrets::password)
        return signIn() == SignIn::Password;
    return signIn() == SignIn::AccessKey;
}

void ConnectionForm::showRelevant()
{
    for (const SecretField &secret : m_secrets) {
        m_form->setRowVisible(secret.field, isUsed(secret));
        if (!isUsed(secret))
            spillway::wipe(*secret.field);
    }
    m_form->setRowVisible(m_tokenFile, signIn() == SignIn::TokenFile);
    for (QLineEdit *field : {m_user, m_domain, m_iamEndpoint})
        m_form->setRowVisible(field, signIn() == SignIn::Password);
    for (QWidget *field : std::initializer_list<QWidget *>{m_proxyHost, m_proxyPort, m_proxyUser})
        m_form->setRowVisible(field, proxyKind() == ProxyChoice::Kind::Manual);
}

void ConnectionForm::setProfile(const ConnectionProfile &profile)
{
    const QSignalBlocker noEdits(this);
    wipe();
    m_id = profile.id;
    m_name->setText(profile.name);
    m_region->setEditText(profile.region);
    m_endpoint->setText(profile.endpoint);
    checkEndpoint();
    m_projectId->setText(profile.projectId);
    m_projectName->setText(profile.projectName);
    choose(*m_signIn, int(profile.signIn));
    m_tokenFile->setText(profile.tokenFile);
    m_user->setText(profile.user);
    m_domain->setText(profile.domain);
    m_iamEndpoint->setText(profile.iamEndpoint);
    m_caFile->setText(profile.caFile);
    choose(*m_proxy, int(profile.proxy.kind));
    m_proxyHost->setText(profile.proxy.host);
    m_proxyPort->setValue(profile.proxy.port > 0 ? profile.proxy.port : usualProxyPort);
    m_proxyUser->setText(profile.proxy.user);
    const QVariant interval = profile.interval ? QVariant(qint64(profile.interval->count())) : QVariant();
    if (m_interval->findData(interval) < 0)
        m_interval->addItem(intervalText(*profile.interval), interval);
    m_interval->setCurrentIndex(m_interval->findData(interval));
    showRelevant();
}

ConnectionProfile ConnectionForm::profile() const
{
    ConnectionProfile profile;
    profile.id = m_id;
    profile.name = m_name->text().trimmed();
    profile.region = m_region->currentText().trimmed();
    profile.endpoint = m_endpoint->text().trimmed();
    profile.projectId = m_projectId->text().trimmed();
    profile.projectName = m_projectName->text().trimmed();
    profile.signIn = signIn();
    if (profile.signIn == SignIn::TokenFile)
        profile.tokenFile = m_tokenFile->text();
    if (profile.signIn == SignIn::Password) {
        profile.user = m_user->text().trimmed();
        profile.domain = m_domain->text().trimmed();
        profile.iamEndpoint = m_iamEndpoint->text().trimmed();
    }
    profile.caFile = m_caFile->text();
    profile.proxy.kind = proxyKind();
    if (profile.proxy.kind == ProxyChoice::Kind::Manual)
        profile.proxy = {ProxyChoice::Kind::Manual, m_proxyHost->text().trimmed(), quint16(m_proxyPort->value()),
                         m_proxyUser->text().trimmed()};
    if (const QVariant interval = m_interval->currentData(); interval.isValid())
        profile.interval = std::chrono::seconds(interval.toLongLong());
    return profile;
}

void ConnectionForm::setKept(const ProfileSecrets &kept, bool isSaved)
{
    const QString rule = tr("It is never shown, and stored nowhere but in the keyring.");
    for (const SecretField &secret : m_secrets) {
        const bool isKept = !(kept.*secret.member).isEmpty();
        setHint(*secret.field, !isKept ? secret.hint : isSaved ? tr("Unchanged") : tr("Filled in"));
        // Who cannot see the hint hears it.
        const QString hint = secret.field->placeholderText();
        secret.field->setAccessibleDescription(hint.isEmpty() ? rule : tr("%1. %2").arg(hint, rule));
    }
}

bool ConnectionForm::hasTypedSecrets() const
{
    return std::any_of(m_secrets.begin(), m_secrets.end(),
                       [](const SecretField &secret) { return !secret.field->text().isEmpty(); });
}

ProfileSecrets ConnectionForm::typedSecrets() const
{
    ProfileSecrets secrets;
    for (const SecretField &secret : m_secrets)
        secrets.*secret.member = typedIn(*secret.field, !secret.isPassword);
    return secrets;
}

void ConnectionForm::wipe()
{
    for (const SecretField &secret : m_secrets)
        spillway::wipe(*secret.field);
}

void ConnectionForm::focusName()
{
    m_name->setFocus();
    m_name->selectAll();
}

} // namespace spillway
