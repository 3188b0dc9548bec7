// SPDX-License-Identifier: GPL-3.0-or-later
#include "connections/secrettext.h"
#include "ui/connectionform.h"
#include "ui/endpointnote.h"
#include "ui/plainlabel.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>

// What the form has to say about what was typed into it.

namespace spillway {

namespace {

using SignIn = ConnectionProfile::SignIn;

QString about(QWidget *field, const QString &sentence)
{
    field->setFocus();
    return sentence;
}

} // namespace

void ConnectionForm::checkEndpoint()
{
    const EndpointNote note = endpointNote(m_endpoint->text().trimmed(), m_checkEndpoint);
    m_endpointNote->setText(note.sentence);
    m_endpointNote->setSeverity(note.severity);
    m_form->setRowVisible(m_endpointNote, !note.sentence.isEmpty());
}

QString ConnectionForm::complain(const ProfileSecrets &kept)
{
    const QString service = complainAboutService();
    return service.isEmpty() ? complainAboutSignIn(kept) : service;
}

QString ConnectionForm::complainAboutService()
{
    const ConnectionProfile typed = profile();
    if (typed.name.isEmpty())
        return about(m_name, tr("Enter a name for the connection."));
    if (typed.region.isEmpty() && typed.endpoint.isEmpty())
        return about(m_region, tr("Enter a region or an endpoint."));
    for (QLineEdit *field : {m_endpoint, m_iamEndpoint}) {
        const QString text = field->text().trimmed();
        const bool isUsed = !text.isEmpty() && (field == m_endpoint || typed.signIn == SignIn::Password);
        if (const auto wrong = isUsed ? m_checkEndpoint(text) : std::nullopt)
            return about(field, *wrong);
    }
    if (typed.proxy.kind == ProxyChoice::Kind::Manual && typed.proxy.host.isEmpty())
        return about(m_proxyHost, tr("Enter the proxy's host."));
    return {};
}

QString ConnectionForm::complainAboutSignIn(const ProfileSecrets &kept)
{
    const ConnectionProfile typed = profile();
    const ProfileSecrets all = merged(typed, kept, typedSecrets());
    for (const SecretField &secret : m_secrets) {
        if (!secret.isPassword && !isHeaderText((all.*secret.member).reveal()))
            return about(secret.field,
                         tr("\"%1\" has blanks or other characters in it that it cannot have.")
                             .arg(secret.field->accessibleName()));
    }
    if (typed.signIn == SignIn::AccessKey && all.accessKeyId.isEmpty() != all.secretKey.isEmpty())
        return about(m_secrets.at(all.secretKey.isEmpty() ? 1 : 0).field,
                     tr("Enter both halves of the access key: AK and SK."));
    if (typed.signIn == SignIn::TokenFile && typed.tokenFile.isEmpty())
        return about(m_tokenFile, tr("Choose the file that holds the token."));
    if (typed.signIn == SignIn::Password && (typed.user.isEmpty() || typed.domain.isEmpty()))
        return about(typed.user.isEmpty() ? m_user : m_domain, tr("Enter the IAM user and the account name."));
    return {};
}

} // namespace spillway
