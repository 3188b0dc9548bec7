// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connectiontools.h"

#include <QWidget>

class QComboBox;
class QFormLayout;
class QLineEdit;
class QSpinBox;

namespace spillway {

class PlainLabel;

/// The fields of one connection. Secrets that are kept never get into it: an empty field stands for what is kept, which
/// its hint tells. Those typed are held by their fields alone, never shown, and overwritten by wipe().
class ConnectionForm : public QWidget
{
    Q_OBJECT

public:
    explicit ConnectionForm(const ConnectionTools &tools, QWidget *parent = nullptr);

    /// Shows a connection, without secrets.
    void setProfile(const ConnectionProfile &profile);
    /// As typed; fields that the way to sign in or the proxy does not have are empty.
    ConnectionProfile profile() const;
    /// Tells by their hints which secrets are kept; those that are not saved yet as filled in.
    void setKept(const ProfileSecrets &kept, bool isSaved = true);

    bool hasTypedSecrets() const;
    ProfileSecrets typedSecrets() const;
    void wipe();

    /// What stands in the way of using it, as a sentence, with the field in focus; empty: nothing.
    QString complain(const ProfileSecrets &kept);
    void focusName();

Q_SIGNALS:
    void edited();

private:
    struct SecretField
    {
        QLineEdit *field;
        Secret ProfileSecrets::*member;
        QString hint; ///< while nothing is kept
        bool isPassword; ///< may have any characters, also blanks around it
    };

    void addService(const QStringList &regions);
    void addSignIn();
    void addNetwork();
    void addRow(const QString &label, QWidget &field, const QString &objectName);
    QLineEdit *addLine(const QString &label, const QString &objectName, const QString &hint = {});
    QLineEdit *addFile(const QString &label, const QString &objectName, const QString &hint);
    QLineEdit *addSecret(const QString &label, const QString &objectName, Secret ProfileSecrets::*member,
                         const QString &hint = {});
    QComboBox *addChoice(const QString &label, const QString &objectName);
    void showRelevant();
    void checkEndpoint();
    QString complainAboutService();
    QString complainAboutSignIn(const ProfileSecrets &kept);
    ConnectionProfile::SignIn signIn() const;
    ProxyChoice::Kind proxyKind() const;
    bool isUsed(const SecretField &secret) const;

    std::function<std::optional<QString>(const QString &)> m_checkEndpoint;
    QString m_id;
    QFormLayout *m_form;
    QLineEdit *m_name = nullptr;
    QComboBox *m_region = nullptr;
    QLineEdit *m_endpoint = nullptr;
    PlainLabel *m_endpointNote = nullptr;
    QLineEdit *m_projectId = nullptr;
    QLineEdit *m_projectName = nullptr;
    QComboBox *m_signIn = nullptr;
    QLineEdit *m_tokenFile = nullptr;
    QLineEdit *m_user = nullptr;
    QLineEdit *m_domain = nullptr;
    QLineEdit *m_iamEndpoint = nullptr;
    QLineEdit *m_caFile = nullptr;
    QComboBox *m_proxy = nullptr;
    QLineEdit *m_proxyHost = nullptr;
    QSpinBox *m_proxyPort = nullptr;
    QLineEdit *m_proxyUser = nullptr;
    QComboBox *m_interval = nullptr;
    std::vector<SecretField> m_secrets;
};

} // namespace spillway
